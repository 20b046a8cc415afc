package vm

import (
	"github.com/gopyrun/gopyrun/interp/py"
)

// unwind looks for the handler of the pending exception in frame fr, which is at
// fr.IP. It returns the handler's first instruction, or nil after ending the
// frame; entry says that the frame was entered from Go. The caller goes on with
// fr.Prev.
func unwind(t *py.Thread, fr *py.Frame) (handler *py.Instr, entry bool) {
	blk := fr.Func.Block
	pc := fr.PC()
	e := t.Exc
	if e == nil {
		e = py.NewException(py.SystemError, py.NewStr("error return without exception set"))
		t.Exc = e
	}
	if t.Reraise {
		t.Reraise = false
	} else {
		t.AddTraceback(e, fr, pc)
		if t.Tracer != nil {
			t.TraceException(fr)
			e = t.Exc
		}
	}
	for _, h := range blk.Code.Handlers {
		if int32(pc) >= h.Start && int32(pc) < h.End {
			return blk.At(fr.IP, int(h.Target)), false
		}
	}
	if t.Tracer != nil {
		t.TraceUnwound(fr)
		e = t.Exc
	}
	if fr.Flags&py.FrameObserved != 0 {
		fr.DetachRaising(e)
	}
	flags := fr.Flags
	fr.Flags = 0
	fr.Ret = py.Value{}
	if flags&py.FrameNewSegment != 0 {
		t.LeaveSegment()
	}
	if flags&py.FrameGen != 0 {
		g := fr.Gen
		fr.Gen = nil
		finish(t, g)
		stopInGenerator(t, g)
	}
	return nil, flags&py.FrameEntry != 0
}

// stopInGenerator replaces a StopIteration that leaves a generator (PEP 479).
func stopInGenerator(t *py.Thread, g *py.Generator) {
	typ := py.TypeOf(py.Ref(g))
	word := "generator"
	switch typ {
	case py.CoroutineType:
		word = "coroutine"
	case py.AsyncGenType:
		word = "async generator"
	}
	switch {
	case t.ExcMatches(py.StopIteration):
		word += " raised StopIteration"
	case typ == py.AsyncGenType && t.ExcMatches(py.StopAsyncIteration):
		word += " raised StopAsyncIteration"
	default:
		return
	}
	cause := t.Exc
	e := py.NewException(py.RuntimeError, py.NewStr(word))
	e.Cause, e.Context, e.SuppressContext = cause, cause, true
	t.Exc = e
}

// handledOf is the exception that PUSHEXC has saved in v.
func handledOf(fr *py.Frame, v py.Value) *py.Exception {
	if v.IsUnbound() {
		return fr.Gen.PrevHandled
	}
	if v.IsNone() {
		return nil
	}
	return py.Cast[py.Exception](v)
}

// matchExc is the test of an except clause.
//
//go:noinline
func matchExc(t *py.Thread, exc, cls py.Value) (matches, ok bool) {
	et := py.Cast[py.Exception](exc).Type()
	if tup, isTuple := py.AsTuple(cls); isTuple {
		for _, c := range tup.Items {
			if !isExcClass(c) {
				t.Raise(py.TypeError, "catching classes that do not inherit from BaseException is not allowed")
				return false, false
			}
		}
		for _, c := range tup.Items {
			if et.IsSubtype(py.Cast[py.Type](c)) {
				return true, true
			}
		}
		return false, true
	}
	if !isExcClass(cls) {
		t.Raise(py.TypeError, "catching classes that do not inherit from BaseException is not allowed")
		return false, false
	}
	return et.IsSubtype(py.Cast[py.Type](cls)), true
}

func isExcClass(v py.Value) bool {
	c, ok := py.As[py.Type](v, py.TypeType)
	return ok && c.IsSubtype(py.BaseException)
}

// raise is the raise statement with n operands.
//
//go:noinline
func raise(t *py.Thread, n int, excp, causep *py.Value) {
	if n == 0 {
		if t.Handled == nil {
			t.Raise(py.RuntimeError, "No active exception to reraise")
			return
		}
		t.Exc = t.Handled
		t.Reraise = true
		return
	}
	cause := py.Value{}
	if n == 2 {
		cause = *causep
	}
	py.RaiseOperation(t, *excp, cause)
}

// suspend and resumeHandled swap the exception being handled between a generator
// and whoever resumes it; handles says that the generator handles one.
func suspend(t *py.Thread, g *py.Generator, handles bool) {
	if handles {
		g.Handled = t.Handled
	} else if g.Handled != nil {
		g.Handled = nil
	}
	if t.Handled != g.PrevHandled {
		t.Handled = g.PrevHandled
	}
	if g.PrevHandled != nil {
		g.PrevHandled = nil
	}
}

func resumeHandled(t *py.Thread, g *py.Generator) {
	if t.Handled != nil {
		g.PrevHandled = t.Handled
	}
	if g.Handled != nil {
		t.Handled = g.Handled
	}
}

// finish marks a generator as ended and drops its registers.
func finish(t *py.Thread, g *py.Generator) {
	g.State = py.GenFinished
	t.Handled = g.PrevHandled
	g.PrevHandled, g.Handled = nil, nil
	g.EndFrame()
	g.Regs, g.IP = nil, nil
	g.YieldFrom = py.Value{}
}
