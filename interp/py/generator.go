package py

import "fmt"

// Generators and coroutines: send, throw, close and their attributes. The virtual
// machine runs the frames (Engine.Resume).
// https://docs.python.org/3.14/reference/expressions.html#generator-iterator-methods

// kind is the word for the generator in messages.
func (g *Generator) kind() string {
	switch g.typ {
	case &coroutineType:
		return "coroutine"
	case &asyncGenType:
		return "async generator"
	}
	return "generator"
}

// resume runs g with sent as the value of its yield expression or, if exc is not
// nil, with exc raised there. The result is what it yields; unbound at its end,
// its return value then being in t.StopValue.
func (g *Generator) resume(t *Thread, sent Value, exc *Exception) Value {
	switch g.State {
	case GenCreated:
		if exc == nil && !sent.IsNone() {
			return t.Raise(TypeError, "can't send non-None value to a just-started %s", g.kind())
		}
	case GenRunning:
		return t.Raise(ValueError, "%s already executing", g.kind())
	case GenFinished:
		if g.typ == &coroutineType {
			return t.Raise(RuntimeError, "cannot reuse already awaited coroutine")
		}
		if exc != nil {
			return t.RaiseException(exc)
		}
		t.StopValue = Value{}
		return Value{}
	}
	if exc != nil {
		g.YieldFrom = Value{}
	}
	v, finished := t.Interp.Engine.Resume(t, g, sent, exc)
	if v.IsError() {
		return v
	}
	if finished {
		t.StopValue = v
		return Value{}
	}
	return v
}

// GeneratorSend is g.send(v) in the convention of the Next slot: the result is
// unbound at the end, the return value then being in t.StopValue.
func GeneratorSend(t *Thread, g *Generator, v Value) Value { return g.resume(t, v, nil) }

// stopped turns the end of a generator into StopIteration.
func stopped(t *Thread, v Value) (Value, error) {
	if v.ref == nil {
		return Value{}, t.stopIteration()
	}
	return t.Result(v)
}

// warnThrow warns of a call of throw or athrow with more than one argument.
func warnThrow(t *Thread, method string, a Args) error {
	if a[1].ref == nil && a[2].ref == nil || t.Interp.Warn == nil {
		return nil
	}
	return t.Interp.Warn(t, "DeprecationWarning", "the (type, exc, tb) signature of "+method+
		"() is deprecated, use the single-arg signature instead.", "", 0)
}

// throwArgs makes the exception of throw(type_or_value, value=None, traceback=None).
// An exception that cannot be made is the one to throw.
func throwArgs(t *Thread, a Args) (*Exception, error) {
	typ, val, tb := a[0], orNone(a[1]), orNone(a[2])
	if !tb.IsNone() && TypeOf(tb) != &tracebackType {
		return nil, Errorf(TypeError, "throw() third argument must be a traceback object")
	}
	var e *Exception
	switch {
	case isExceptionClass(typ):
		var err error
		if x, ok := AsException(val); ok && x.typ.IsSubtype(Cast[Type](typ)) {
			e = x
			break
		}
		var args []Value
		if tup, ok := AsTuple(val); ok {
			args = tup.Items
		} else if !val.IsNone() {
			args = []Value{val}
		}
		if e, err = Instantiate(t, typ, args...); err != nil {
			return ToException(err), nil
		}
	default:
		x, ok := AsException(typ)
		if !ok {
			return nil, Errorf(TypeError, "exceptions must be classes or instances deriving from BaseException, not %s", TypeOf(typ).FullName())
		}
		if !val.IsNone() {
			return nil, Errorf(TypeError, "instance exception may not have a separate value")
		}
		e = x
	}
	if !tb.IsNone() {
		e.Traceback = Cast[Traceback](tb)
	}
	return e, nil
}

// throw raises e in g, or in the iterator that g delegates to.
func (g *Generator) throw(t *Thread, e *Exception, closeOnExit bool) Value {
	yf := g.YieldFrom
	if g.State != GenSuspended || yf.ref == nil {
		return g.resume(t, None, e)
	}
	if !t.Enter("") {
		return Error
	}
	defer t.Leave()
	if e.typ.IsSubtype(GeneratorExit) && closeOnExit {
		var err error
		if !g.onStack(t, func() { err = closeIterator(t, yf) }) {
			return Error
		}
		if err != nil {
			e = ToException(err)
		}
		return g.resume(t, None, e)
	}
	var r Value
	lacks := false
	ok := g.onStack(t, func() {
		if yt := TypeOf(yf); yt == &generatorType || yt == &coroutineType {
			r = Cast[Generator](yf).throw(t, e, closeOnExit)
			return
		}
		m, err := LookupAttr(t, yf, InternStatic("throw"))
		if lacks = err == nil && m.ref == nil; lacks {
			return
		}
		if err == nil {
			r, err = Call(t, m, Ref(e))
		}
		if err != nil {
			r = t.Fail(err)
		}
	})
	switch {
	case !ok:
		return Error
	case lacks:
		return g.resume(t, None, e)
	}
	switch {
	case r.ref == nil:
		return g.resume(t, None, ToException(t.stopIteration()))
	case r.IsError():
		return g.resume(t, None, ToException(t.Take()))
	}
	return r
}

// onStack calls f, which throws into what g delegates to, with g's frame on the
// stack; it fails at the recursion limit.
func (g *Generator) onStack(t *Thread, f func()) bool {
	fr := t.PushFrame(t.Frame)
	if fr == nil {
		return false
	}
	fr.Top = t.StackTop(t.Frame)
	fr.Func, fr.Regs, fr.Gen, fr.Flags, fr.IP = g.Func, &g.Regs[0], g, FrameGen|FrameEntry, g.IP
	t.Frame = fr
	g.State = GenRunning
	f()
	g.State = GenSuspended
	if fr.Flags&FrameObserved != 0 {
		fr.Detach()
	}
	fr.Gen, fr.Flags = nil, 0
	t.Frame = fr.Prev
	return true
}

// closeIterator closes what a generator delegates to.
func closeIterator(t *Thread, it Value) error {
	if ty := TypeOf(it); ty == &generatorType || ty == &coroutineType {
		_, err := Cast[Generator](it).close(t)
		return err
	}
	m, err := LookupAttr(t, it, InternStatic("close"))
	if err == nil && m.ref != nil {
		_, err = Call(t, m)
	}
	return err
}

// close raises GeneratorExit in g; it returns what g then returns.
func (g *Generator) close(t *Thread) (Value, error) {
	switch g.State {
	case GenCreated:
		g.State, g.Regs, g.IP = GenFinished, nil, nil
		return None, nil
	case GenFinished:
		return None, nil
	}
	if !t.Enter("") {
		return Value{}, t.Take()
	}
	defer t.Leave()
	e := NewException(GeneratorExit)
	if yf := g.YieldFrom; g.State == GenSuspended && yf.ref != nil {
		var err error
		if !g.onStack(t, func() { err = closeIterator(t, yf) }) {
			return Value{}, t.Take()
		}
		if err != nil {
			e = ToException(err)
		}
	}
	v := g.resume(t, None, e)
	switch {
	case v.ref == nil:
		r := orNone(t.StopValue)
		t.StopValue = Value{}
		return r, nil
	case v.IsError():
		err := t.Take()
		if Matches(err, GeneratorExit) {
			return None, nil
		}
		if Matches(err, StopIteration) {
			return stopValue(ToException(err)), nil
		}
		return Value{}, err
	}
	return Value{}, Errorf(RuntimeError, "%s ignored GeneratorExit", g.kind())
}

func generatorNext(t *Thread, v Value) Value { return Cast[Generator](v).resume(t, None, nil) }

// sendMethods are send, throw and close of generators and coroutines; of leads
// from the receiver to the generator.
func sendMethods(of func(v Value) *Generator) []Method {
	return []Method{
		{"send", "($self, value, /)", func(t *Thread, self Value, a Args) (Value, error) {
			return stopped(t, of(self).resume(t, a[0], nil))
		}, CallsPython, "Send a value in: it becomes the value of the yield expression.\n\nReturn the next yielded value or raise StopIteration."},
		{"throw", "($self, type, value=<unrepresentable>, traceback=<unrepresentable>, /)", func(t *Thread, self Value, a Args) (Value, error) {
			if err := warnThrow(t, "throw", a); err != nil {
				return Value{}, err
			}
			e, err := throwArgs(t, a)
			if err != nil {
				return Value{}, err
			}
			return stopped(t, of(self).throw(t, e, true))
		}, CallsPython, "throw(value)\nthrow(type[,value[,tb]])\n\nRaise an exception in it; return the next yielded value or raise\nStopIteration."},
		{"close", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
			return of(self).close(t)
		}, CallsPython, "Raise GeneratorExit inside it."},
	}
}

func asGenerator(v Value) *Generator { return Cast[Generator](v) }

// generatorGetset are the attributes of the kind whose names begin with prefix.
func generatorGetset(prefix, await string) []Getset {
	return []Getset{
		{"__name__", func(t *Thread, v Value) (Value, error) { return Ref(Cast[Generator](v).Name), nil },
			func(t *Thread, v, val Value) error { return setStrField(&Cast[Generator](v).Name, val, "__name__") }, "name of the " + kindOfPrefix(prefix)},
		{"__qualname__", func(t *Thread, v Value) (Value, error) { return Ref(Cast[Generator](v).qualName()), nil },
			func(t *Thread, v, val Value) error {
				return setStrField(&Cast[Generator](v).Qualname, val, "__qualname__")
			}, "qualified name of the " + kindOfPrefix(prefix)},
		{prefix + await, func(t *Thread, v Value) (Value, error) {
			if g := Cast[Generator](v); g.State == GenSuspended {
				return orNone(g.YieldFrom), nil
			}
			return None, nil
		}, nil, "object being iterated by yield from or await, or None"},
		{prefix + "running", func(t *Thread, v Value) (Value, error) {
			g := Cast[Generator](v)
			return Bool(g.State == GenRunning || g.async != nil && g.async.running), nil
		}, nil, ""},
		{prefix + "frame", func(t *Thread, v Value) (Value, error) {
			if o := Cast[Generator](v).frameObject(t); o != nil {
				return Ref(o), nil
			}
			return None, nil
		}, nil, ""},
		{prefix + "suspended", func(t *Thread, v Value) (Value, error) {
			return Bool(Cast[Generator](v).State == GenSuspended), nil
		}, nil, ""},
		{prefix + "code", func(t *Thread, v Value) (Value, error) { return Ref(Cast[Generator](v).Func.Block.Code), nil }, nil, ""},
	}
}

// kindOfPrefix names the kind of generator whose attributes begin with prefix.
func kindOfPrefix(prefix string) string {
	switch prefix {
	case "cr_":
		return "coroutine"
	case "ag_":
		return "async generator"
	}
	return "generator"
}

func (g *Generator) qualName() *Str {
	if g.Qualname != nil {
		return g.Qualname
	}
	return g.Name
}

// frameObject is the Python view of the generator's frame, nil once it has ended.
func (g *Generator) frameObject(t *Thread) *FrameObject {
	switch g.State {
	case GenFinished:
		return nil
	}
	return g.frame()
}

// frame is the view of a generator's frame, which stays the same until it ends.
func (g *Generator) frame() *FrameObject {
	if g.Object == nil {
		g.Object = &FrameObject{Header: Header{&frameType}, Func: g.Func, Gen: g}
	}
	return g.Object
}

func generatorRepr(name string) UnaryFunc {
	return func(t *Thread, v Value) Value {
		return NewStr(fmt.Sprintf("<%s object %s at 0x%x>", name, Cast[Generator](v).qualName().s, v.ID()))
	}
}

func generatorSizeof() Method {
	return Method{"__sizeof__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
		return Int(int64(160 + 16*len(Cast[Generator](self).Regs))), nil
	}, 0, "gen.__sizeof__() -> size of gen in memory, in bytes"}
}

func generatorSpec() TypeSpec {
	return TypeSpec{Name: "generator", Layout: LayoutOf[Generator](), Flags: NoSubclass | NoInstances,
		Slots:   Slots{Repr: generatorRepr("generator"), Iter: selfIter, Next: generatorNext},
		Methods: append(sendMethods(asGenerator), generatorSizeof(), ClassGetItem()),
		Getset:  generatorGetset("gi_", "yieldfrom")}
}

func coroutineSpec() TypeSpec {
	return TypeSpec{Name: "coroutine", Layout: LayoutOf[Generator](), Flags: NoSubclass | NoInstances,
		Slots: Slots{Repr: generatorRepr("coroutine"),
			Await: func(t *Thread, v Value) Value {
				return Ref(&coroutineWrapper{Header{&coroutineWrapperType}, Cast[Generator](v)})
			}},
		Methods: append(sendMethods(asGenerator), generatorSizeof(), ClassGetItem()),
		Getset: append(generatorGetset("cr_", "await"),
			Getset{"cr_origin", func(t *Thread, v Value) (Value, error) {
				if a := Cast[Generator](v).async; a != nil {
					return orNone(a.origin), nil
				}
				return None, nil
			}, nil, ""})}
}

// coroutineWrapper is the iterator that a coroutine's __await__ returns.
type coroutineWrapper struct {
	Header
	g *Generator
}

var coroutineWrapperType Type

func coroutineWrapperSpec() TypeSpec {
	of := func(v Value) *Generator { return Cast[coroutineWrapper](v).g }
	return TypeSpec{Name: "coroutine_wrapper", Layout: LayoutOf[coroutineWrapper](), Flags: NoSubclass | NoInstances,
		Slots:   Slots{Iter: selfIter, Next: func(t *Thread, v Value) Value { return of(v).resume(t, None, nil) }},
		Methods: sendMethods(of)}
}
