package vm

import (
	"unsafe"

	"github.com/gopyrun/gopyrun/interp/internal/op"
	"github.com/gopyrun/gopyrun/interp/py"
)

//go:noinline
func iter(t *py.Thread, v py.Value) py.Value {
	return py.IterOperation(t, v)
}

// forNext runs FOR in its general form and specialises it.
//
//go:noinline
func forNext(t *py.Thread, blk *py.Block, in *py.Instr, it py.Value) py.Value {
	if c := cacheOf(blk, in.E); c.Miss < maxMiss {
		to := op.FOR
		switch {
		case it.IsRangeIter():
			to = op.FOR_RANGE
		case it.IsListIter():
			to = op.FOR_LIST
		case it.IsTupleIter():
			to = op.FOR_TUPLE
		case it.IsGenerator():
			if py.Cast[py.Generator](it).State <= py.GenSuspended {
				to = op.FOR_GEN
			}
		}
		if to != op.FOR {
			c.Miss++
			in.Op = to
		}
	}
	v := py.TypeOf(it).Next(t, it)
	if v.IsUnbound() {
		t.StopValue = py.Value{}
	}
	return v
}

func raiseUnpackFew(t *py.Thread, n, got int, atLeast string) bool {
	t.Raise(py.ValueError, "not enough values to unpack (expected %s%d, got %d)", atLeast, n, got)
	return false
}

//go:noinline
func unpack(t *py.Thread, v py.Value, out []py.Value) bool {
	n := len(out)
	var items []py.Value
	switch {
	case v.IsTuple():
		items = py.Cast[py.Tuple](v).Items
	case v.IsList():
		items = py.Cast[py.List](v).Items
	default:
		return unpackIter(t, v, out)
	}
	if len(items) == n {
		copy(out, items)
		return true
	}
	if len(items) < n {
		return raiseUnpackFew(t, n, len(items), "")
	}
	t.Raise(py.ValueError, "too many values to unpack (expected %d, got %d)", n, len(items))
	return false
}

func unpackIterator(t *py.Thread, v py.Value) (py.Value, bool) {
	typ := py.TypeOf(v)
	if typ.Iter == nil && typ.GetItem == nil {
		t.Raise(py.TypeError, "cannot unpack non-iterable %s object", typ.FullName())
		return py.Value{}, false
	}
	it := py.IterOperation(t, v)
	return it, !it.IsError()
}

func unpackIter(t *py.Thread, v py.Value, out []py.Value) bool {
	it, ok := unpackIterator(t, v)
	if !ok {
		return false
	}
	next := py.TypeOf(it).Next
	for i := range out {
		x := next(t, it)
		if x.IsError() {
			return false
		}
		if x.IsUnbound() {
			return raiseUnpackFew(t, len(out), i, "")
		}
		out[i] = x
	}
	x := next(t, it)
	if x.IsUnbound() {
		return true
	}
	if !x.IsError() {
		if d, isDict := py.AsDict(v); isDict {
			t.Raise(py.ValueError, "too many values to unpack (expected %d, got %d)", len(out), d.Len())
		} else {
			t.Raise(py.ValueError, "too many values to unpack (expected %d)", len(out))
		}
	}
	return false
}

//go:noinline
func unpackEx(t *py.Thread, v py.Value, out []py.Value, before, after int) bool {
	if _, ok := unpackIterator(t, v); !ok {
		return false
	}
	items, err := py.Items(t, v)
	if err != nil {
		t.Fail(err)
		return false
	}
	if len(items) < before+after {
		return raiseUnpackFew(t, before+after, len(items), "at least ")
	}
	copy(out, items[:before])
	mid := items[before : len(items)-after]
	out[before] = py.NewList(append([]py.Value(nil), mid...)...)
	copy(out[before+1:], items[len(items)-after:])
	return true
}

// yieldIter is YIELDITER.
func yieldIter(t *py.Thread, fr *py.Frame, v py.Value) py.Value {
	if py.TypeOf(v) == py.CoroutineType {
		if fr.Func.Block.Code.Flags&(py.CodeCoroutine|py.CodeIterableCoroutine) == 0 {
			return t.Raise(py.TypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator")
		}
		return v
	}
	if v.IsGenerator() {
		return v
	}
	return py.IterOperation(t, v)
}

// send is SEND: it resumes the iterator that g delegates to.
func send(t *py.Thread, g *py.Generator, it, v py.Value) (r py.Value, done, ok bool) {
	g.YieldFrom = it
	var out py.Value
	typ := py.TypeOf(it)
	switch {
	case typ == py.GeneratorType || typ == py.CoroutineType:
		out = py.GeneratorSend(t, py.Cast[py.Generator](it), v)
	case v.IsNone() && typ.IsIterator():
		out = typ.Next(t, it)
	default:
		res, err := py.CallMethod(t, it, "send", v)
		if err != nil {
			out = t.Fail(err)
			if t.ExcMatches(py.StopIteration) {
				g.YieldFrom = py.Value{}
				return stopValue(t), true, true
			}
		} else {
			out = res
		}
	}
	if out.IsError() {
		g.YieldFrom = py.Value{}
		return py.Value{}, false, false
	}
	if out.IsUnbound() {
		g.YieldFrom = py.Value{}
		r = t.StopValue
		t.StopValue = py.Value{}
		if r.IsUnbound() {
			r = py.None
		}
		return r, true, true
	}
	return out, false, true
}

// stopValue takes the pending StopIteration and returns its value.
func stopValue(t *py.Thread) py.Value {
	v := t.Exc.StopValue()
	t.Exc = nil
	return v
}

// resume runs a generator from Go; see py.Engine.
func resume(t *py.Thread, g *py.Generator, sent py.Value, exc *py.Exception) (py.Value, bool) {
	if !t.Enter("") {
		return py.Error, false
	}
	defer t.Leave()
	next := t.Frame.Next
	if next == nil {
		if next = t.PushFrame(t.Frame); next == nil {
			return py.Error, false
		}
	}
	if g.State == py.GenSuspended && exc == nil {
		*rg(unsafe.Pointer(&g.Regs[0]), g.IP.A) = sent
	}
	next.Top = t.StackTop(t.Frame)
	next.Func, next.Regs, next.Gen, next.Flags, next.IP = g.Func, &g.Regs[0], g, py.FrameGen|py.FrameEntry, g.IP
	g.State = py.GenRunning
	resumeHandled(t, g)
	if exc != nil {
		t.Frame = next
		t.RaiseException(exc)
		h, entry := unwind(t, next)
		if entry {
			t.Frame = next.Prev
			return py.Error, true
		}
		next.IP = prevI(h)
	}
	v := run(t, next)
	if v.IsUnbound() {
		r := t.StopValue
		t.StopValue = py.Value{}
		return r, true
	}
	return v, false
}

// asyncOp is AWAITABLE, AITER or ANEXT.
//
//go:noinline
func asyncOp(t *py.Thread, in *py.Instr, v py.Value) py.Value {
	switch in.Op {
	case op.AITER:
		typ := py.TypeOf(v)
		if typ.AIter == nil {
			return t.Raise(py.TypeError, "'async for' requires an object with __aiter__ method, got %s", typ.FullName())
		}
		it := typ.AIter(t, v)
		if !it.IsError() && py.TypeOf(it).ANext == nil {
			return t.Raise(py.TypeError, "'async for' received an object from __aiter__ that does not implement __anext__: %s", py.TypeOf(it).FullName())
		}
		return it
	case op.ANEXT:
		typ := py.TypeOf(v)
		if typ.ANext == nil {
			return t.Raise(py.TypeError, "'async for' requires an iterator with __anext__ method, got %s", typ.FullName())
		}
		aw := typ.ANext(t, v)
		if aw.IsError() {
			return aw
		}
		return awaitable(t, aw, 3)
	}
	return awaitable(t, v, int(in.C))
}

// awaitable returns the iterator behind an awaitable; where says what asked.
func awaitable(t *py.Thread, v py.Value, where int) py.Value {
	typ := py.TypeOf(v)
	if typ == py.CoroutineType {
		if g := py.Cast[py.Generator](v); !g.YieldFrom.IsUnbound() {
			return t.Raise(py.RuntimeError, "coroutine is being awaited already")
		}
		return v
	}
	if v.IsGenerator() && py.Cast[py.Generator](v).Func.Block.Code.Flags&py.CodeIterableCoroutine != 0 {
		return v
	}
	if typ.Await == nil {
		switch where {
		case 1:
			return t.Raise(py.TypeError, "'async with' received an object from __aenter__ that does not implement __await__: %s", typ.FullName())
		case 2:
			return t.Raise(py.TypeError, "'async with' received an object from __aexit__ that does not implement __await__: %s", typ.FullName())
		case 3:
			return t.Raise(py.TypeError, "'async for' received an invalid object from __anext__: %s", typ.FullName())
		}
		return t.Raise(py.TypeError, "'%s' object can't be awaited", typ.FullName())
	}
	it := typ.Await(t, v)
	if it.IsError() {
		if where == 3 {
			cause := t.Exc
			t.Raise(py.TypeError, "'async for' received an invalid object from __anext__: %s", typ.FullName())
			t.Exc.Cause, t.Exc.Context, t.Exc.SuppressContext = cause, cause, true
		}
		return it
	}
	it2 := py.TypeOf(it)
	if it2 == py.CoroutineType {
		return t.Raise(py.TypeError, "__await__() returned a coroutine")
	}
	if !it2.IsIterator() {
		return t.Raise(py.TypeError, "__await__() returned non-iterator of type '%s'", it2.FullName())
	}
	return it
}
