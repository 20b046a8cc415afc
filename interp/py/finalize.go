package py

import (
	"runtime"
	"slices"
	"sync"
	"weak"
)

// finalizers calls the __del__ methods of an interpreter's objects. Go's collector
// finds an object dead and keeps it for its finalizer, which puts it in a queue;
// the main thread calls the method at its next safe point. What is alive at the
// end of the program is finalized then, in the order it was made.
//
// An object that is part of a reference cycle of its own is finalized at the end
// only: Go does not collect a cycle through an object with a finalizer.
// https://docs.python.org/3.14/reference/datamodel.html#object.__del__
type finalizers struct {
	mu   sync.Mutex
	dead []Value
	next uint64
	live map[weak.Pointer[Header]]uint64 // when the object was made
}

// watch arranges for v's __del__ to be called. Each object is given once.
func (f *finalizers) watch(in *Interp, v Value) {
	h := (*Header)(v.ref)
	w := weak.Make(h)
	f.mu.Lock()
	if f.live == nil {
		f.live = map[weak.Pointer[Header]]uint64{}
	}
	f.next++
	f.live[w] = f.next
	f.mu.Unlock()
	runtime.SetFinalizer(h, func(h *Header) {
		f.mu.Lock()
		delete(f.live, w)
		f.dead = append(f.dead, Ref(h))
		f.mu.Unlock()
		if in.Main != nil {
			in.Main.Breaker.Or(BreakPending)
		}
	})
}

// RunFinalizers calls the __del__ methods of the objects that were found dead. It
// reports whether there were any.
func (t *Thread) RunFinalizers() bool {
	f := &t.Interp.finalizers
	f.mu.Lock()
	dead := f.dead
	f.dead = nil
	f.mu.Unlock()
	for i, v := range dead {
		t.finalize(v)
		dead[i] = Value{}
	}
	return len(dead) > 0
}

// finalizeAll calls __del__ of all objects that have not had the call, at the end
// of the program.
func (t *Thread) finalizeAll() {
	t.RunFinalizers()
	f := &t.Interp.finalizers
	type entry struct {
		v    Value
		made uint64
	}
	f.mu.Lock()
	var all []entry
	for w, made := range f.live {
		if h := w.Value(); h != nil {
			all = append(all, entry{Ref(h), made})
			runtime.SetFinalizer(h, nil)
		}
	}
	f.live = nil
	f.mu.Unlock()
	slices.SortFunc(all, func(a, b entry) int { return int(int64(a.made - b.made)) })
	for _, e := range all {
		t.finalize(e.v)
	}
}

// finalize calls __del__, at a point where an exception may be pending.
func (t *Thread) finalize(v Value) {
	exc, stop := t.Exc, t.StopValue
	t.Exc = nil
	if typ := TypeOf(v); typ == &asyncGenType || typ == &coroutineType {
		Cast[Generator](v).finalize(t)
	} else if typ == &asyncSendType || typ == &asyncThrowType {
		if g, method := unawaited(v); g != nil && t.Interp.Warn != nil {
			msg := "coroutine method '" + method + "' of '" + g.qualName().s + "' was never awaited"
			if err := t.Interp.Warn(t, "RuntimeWarning", msg, "", 0); err != nil {
				what, _ := ReprString(t, Ref(g))
				t.Interp.Unraisable(t, err, "Exception ignored while finalizing async generator "+what, None)
			}
		}
	} else if r, ok := callSpecial(t, v, nameDel); ok && r.IsError() {
		err := t.Take()
		what, rerr := ReprString(t, t.LookupType(TypeOf(v), nameDel))
		if rerr != nil {
			what = "__del__"
		}
		t.Interp.Unraisable(t, err, "Exception ignored while calling deallocator "+what, None)
	}
	t.Exc, t.StopValue = exc, stop
}

// Finalized reports whether v's class has __del__ and it has been called.
func (in *Interp) Finalized(v Value) bool {
	if !v.isHeap() || TypeOf(v).flags&hasFinalizer == 0 {
		return false
	}
	f := &in.finalizers
	f.mu.Lock()
	defer f.mu.Unlock()
	_, waits := f.live[weak.Make((*Header)(v.ref))]
	return !waits
}

// ClearDead forgets the values that the thread's registers still hold but that no
// code will read: what lies above the frames, and the registers that live does not
// name of a frame; last says that the frame is the innermost.
func (t *Thread) ClearDead(live func(f *Frame, last bool) []bool) {
	t.Interp.methodCache = [methodCacheSize]methodCacheEntry{}
	type span struct {
		from uintptr
		keep []bool
	}
	var spans []span
	for f := t.Frame; f != nil && f.Func != nil; f = f.Prev {
		keep := live(f, f == t.Frame)
		if f.Flags&FrameGen != 0 {
			for i := range f.Gen.Regs {
				if i < len(keep) && !keep[i] {
					f.Gen.Regs[i] = Value{}
				}
			}
			continue
		}
		start := addr(f.Regs)
		if n := len(spans); n > 0 {
			// What the frame that it has called lies on is not its own any more.
			if inner := spans[n-1].from; inner >= start && inner < start+uintptr(len(keep))*valueSize {
				keep = keep[:(inner-start)/valueSize]
			}
		}
		spans = append(spans, span{start, keep})
	}
	for i := range t.segments {
		regs := t.segments[i].regs
		start := addr(&regs[0])
		kept := make([]bool, len(regs))
		for _, s := range spans {
			for i, keep := range s.keep {
				p := s.from + uintptr(i)*valueSize
				if k := (p - start) / valueSize; keep && p >= start && k < uintptr(len(regs)) {
					kept[k] = true
				}
			}
		}
		for k := range regs {
			if !kept[k] {
				regs[k] = Value{}
			}
		}
	}
	if t.Frame != nil {
		for f := t.Frame.Next; f != nil; f = f.Next {
			*f = Frame{Next: f.Next, Prev: f.Prev}
		}
	}
}
