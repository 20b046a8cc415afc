package py

import "slices"

// CoroutineCreated is called for each coroutine that a call in frame f, the running
// one, has made; awaited says that the call is the operand of an await. It notes
// where, and sees to the warning if the coroutine is never awaited: at once if the
// call is a statement of its own, so that nobody can, else when Go's collector finds
// it dead. Watching for that takes longer than making the coroutine does.
func (t *Thread) CoroutineCreated(f *Frame, g *Generator, awaited bool) {
	if h := t.asyncHooks; h != nil && h.OriginDepth > 0 {
		g.asyncState().origin = origin(f, h.OriginDepth)
	}
	if awaited {
		return
	}
	if d := f.Func.Block.Code.Discards; len(d) > 0 {
		if _, found := slices.BinarySearch(d, int32(f.PC())); found {
			t.warnUnawaited(g)
			return
		}
	}
	t.Interp.finalizers.watch(t.Interp, Ref(g))
}

// origin lists the frames from f out: (filename, line, function) each.
func origin(f *Frame, depth int) Value {
	var list []Value
	for ; f != nil && f.Func != nil && len(list) < depth; f = f.Prev {
		c := f.Func.Block.Code
		list = append(list, NewTuple(NewStr(c.Filename), Int(int64(f.Line())), NewStr(c.Name)))
	}
	return NewTuple(list...)
}

func (t *Thread) warnUnawaited(g *Generator) {
	err := func() error {
		in := t.Interp
		if in.Modules.GetName("warnings").ref == nil && (in.Natives == nil || in.Natives("warnings") == nil) {
			return nil
		}
		m, err := t.Result(in.Engine.Import(t, "warnings", in.Builtins, NewTuple(NewStr("warn")), 0))
		if err != nil {
			return err
		}
		warn, err := LookupAttr(t, m, InternStatic("_warn_unawaited_coroutine"))
		if err != nil || warn.ref == nil {
			if err == nil && in.Warn != nil {
				err = in.Warn(t, "RuntimeWarning", "coroutine '"+g.qualName().s+"' was never awaited", "", 0)
			}
			return err
		}
		_, err = Call(t, warn, Ref(g))
		return err
	}()
	if err != nil {
		what, rerr := ReprString(t, Ref(g))
		if rerr != nil {
			what = "coroutine"
		}
		t.Interp.Unraisable(t, err, "Exception ignored while finalizing coroutine "+what, None)
	}
}

// finalize is what happens to a generator of which nobody knows any more: it warns of
// a coroutine that was never awaited, and calls the hook of an asynchronous generator
// that has not ended.
func (g *Generator) finalize(t *Thread) {
	if g.typ == &coroutineType {
		if g.State == GenCreated {
			t.warnUnawaited(g)
		}
		return
	}
	if g.State == GenFinished || g.Closed || g.async == nil || g.async.finalizer.ref == nil {
		return
	}
	hook := g.async.finalizer
	g.async.finalizer = Value{}
	if _, err := Call(t, hook, Ref(g)); err != nil {
		what, rerr := ReprString(t, Ref(g))
		if rerr != nil {
			what = "async generator"
		}
		t.Interp.Unraisable(t, err, "Exception ignored while closing generator "+what, None)
	}
}
