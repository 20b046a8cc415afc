package py

// Tracer is what sys.settrace and sys.setprofile have set for a thread. Only
// instrumented code looks at it; see the virtual machine's instrument.go.
type Tracer struct {
	Trace, Profile Value // unbound: none
	busy           bool  // a trace function runs: nothing is traced meanwhile
}

// TraceEvent is a point of the code that is reported to a trace function.
type TraceEvent uint8

// The events.
const (
	TraceCall TraceEvent = iota
	TraceLine
	TraceReturn
)

var (
	nameCall      = InternStatic("call")
	nameLine      = InternStatic("line")
	nameReturn    = InternStatic("return")
	nameException = InternStatic("exception")
)

// SetTracer makes tr the thread's tracer and has the code that is called from now
// on instrumented while any thread has one.
func (t *Thread) SetTracer(tr Tracer) {
	t.Tracer = nil
	if tr.Trace.ref != nil || tr.Profile.ref != nil {
		t.Tracer = &tr
	}
	on := false
	for _, o := range t.Interp.Threads() {
		on = on || o.Tracer != nil
	}
	t.Interp.Engine.SetTracing(on)
}

// report calls a trace function; false with the exception set if it raised, after
// which nothing is traced.
func (tr *Tracer) report(t *Thread, fn Value, o *FrameObject, event *Str, arg Value) (result Value, ok bool) {
	tr.busy = true
	exc, stop := t.Exc, t.StopValue
	t.Exc = nil
	result = CallSlot(t, fn, []Value{Ref(o), Ref(event), arg}, nil)
	tr.busy = false
	if result.IsError() {
		t.SetTracer(Tracer{})
		return result, false
	}
	t.Exc, t.StopValue = exc, stop
	return result, true
}

// Trace reports an event of frame f: the value returned is arg, the line that
// begins is line, at instruction pc. It returns false with an exception set if a
// trace function raised.
// https://docs.python.org/3.14/library/sys.html#sys.settrace
func (t *Thread) Trace(f *Frame, event TraceEvent, arg Value, line, pc int) bool {
	tr := t.Tracer
	if tr == nil || tr.busy {
		return true
	}
	switch event {
	case TraceCall:
		o := f.object()
		o.lastPC, o.at = -1, line // 0 where a generator goes on
		defer func() { o.at = 0 }()
		if tr.Trace.ref != nil {
			r, ok := tr.report(t, tr.Trace, o, nameCall, None)
			if !ok {
				return false
			}
			o.Trace = Value{}
			if !r.IsNone() {
				o.Trace = r
			}
		}
		if tr.Profile.ref != nil {
			_, ok := tr.report(t, tr.Profile, o, nameCall, None)
			return ok
		}
	case TraceLine:
		o := f.Object
		if f.Flags&FrameObserved == 0 || o == nil || o.Trace.ref == nil || tr.Trace.ref == nil {
			return true
		}
		again := line == o.lastLine && pc > o.lastPC
		o.lastLine, o.lastPC = line, pc
		if again || o.noLines {
			return true
		}
		return tr.local(t, o, nameLine, None)
	case TraceReturn:
		return tr.returned(t, f, arg)
	}
	return true
}

// local calls the frame's own trace function.
func (tr *Tracer) local(t *Thread, o *FrameObject, event *Str, arg Value) bool {
	r, ok := tr.report(t, o.Trace, o, event, arg)
	if ok && !r.IsNone() {
		o.Trace = r
	}
	return ok
}

func (tr *Tracer) returned(t *Thread, f *Frame, arg Value) bool {
	o := f.object()
	o.at = o.lastLine
	defer func() { o.at = 0 }()
	if o.Trace.ref != nil && tr.Trace.ref != nil && !tr.local(t, o, nameReturn, arg) {
		return false
	}
	if tr.Profile.ref != nil {
		_, ok := tr.report(t, tr.Profile, o, nameReturn, arg)
		return ok
	}
	return true
}

// TraceException reports that the pending exception has come to frame f.
func (t *Thread) TraceException(f *Frame) {
	tr, e := t.Tracer, t.Exc
	if tr == nil || tr.busy || tr.Trace.ref == nil || f.Flags&FrameObserved == 0 || f.Object == nil || f.Object.Trace.ref == nil {
		return
	}
	tb := None
	if e.Traceback != nil {
		tb = Ref(e.Traceback)
	}
	tr.local(t, f.Object, nameException, NewTuple(Ref(e.typ), Ref(e), tb))
}

// TraceUnwound reports that the pending exception leaves frame f.
func (t *Thread) TraceUnwound(f *Frame) {
	if tr := t.Tracer; tr != nil && !tr.busy && f.Func.Block.inTraced(f.IP) {
		tr.returned(t, f, None)
	}
}
