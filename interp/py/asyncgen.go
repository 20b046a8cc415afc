package py

// Asynchronous generators and the awaitables of their methods.
// https://docs.python.org/3.14/reference/expressions.html#asynchronous-generator-iterator-methods

// asyncState is what an asynchronous generator or a coroutine has beyond a
// generator.
type asyncState struct {
	running   bool  // one of its awaitables is being iterated
	finalizer Value // hook to call when it dies unfinished
	origin    Value // of a coroutine: where it was made
}

func (g *Generator) asyncState() *asyncState {
	if g.async == nil {
		g.async = &asyncState{}
	}
	return g.async
}

// asyncValue marks a value that an asynchronous generator yields, as opposed to
// what it awaits.
type asyncValue struct {
	Header
	v Value
}

var (
	asyncValueType   Type
	asyncSendType    Type
	asyncThrowType   Type
	anextDefaultType Type
)

// WrapAsyncGenValue returns v marked as a value yielded by an asynchronous
// generator.
func WrapAsyncGenValue(v Value) Value { return Ref(&asyncValue{Header{&asyncValueType}, v}) }

func asyncValueSpec() TypeSpec {
	return TypeSpec{Name: "async_generator_wrapped_value", Layout: LayoutOf[asyncValue](), Flags: NoSubclass | NoInstances}
}

// AsyncHooks are a thread's settings for asynchronous generators and coroutines: the
// functions of sys.set_asyncgen_hooks, None if unset, and the depth of
// sys.set_coroutine_origin_tracking_depth.
type AsyncHooks struct {
	FirstIter, Finalizer Value
	OriginDepth          int
}

// AsyncHooks returns the thread's settings, which the caller may change.
func (t *Thread) AsyncHooks() *AsyncHooks {
	if t.asyncHooks == nil {
		t.asyncHooks = &AsyncHooks{FirstIter: None, Finalizer: None}
	}
	return t.asyncHooks
}

// begin remembers the finalizer hook and calls the first-iteration hook, once.
func (g *Generator) begin(t *Thread) error {
	if g.HooksInited {
		return nil
	}
	g.HooksInited = true
	h := t.asyncHooks
	if h == nil {
		return nil
	}
	if !h.Finalizer.IsNone() {
		g.asyncState().finalizer = h.Finalizer
		t.Interp.finalizers.watch(t.Interp, Ref(g))
	}
	if !h.FirstIter.IsNone() {
		_, err := Call(t, h.FirstIter, Ref(g))
		return err
	}
	return nil
}

type awaitState uint8

const (
	awaitNew awaitState = iota
	awaitRunning
	awaitClosed
)

// asyncSend is the awaitable of __anext__ and asend.
type asyncSend struct {
	Header
	g     *Generator
	v     Value
	state awaitState
}

// asyncThrow is the awaitable of athrow and, with exc nil, aclose.
type asyncThrow struct {
	Header
	g     *Generator
	exc   *Args // nil for aclose
	state awaitState
}

// unwrap turns what the generator did into what its awaitable does: a yielded
// value ends the awaitable, the generator's end is StopAsyncIteration.
func (g *Generator) unwrap(t *Thread, v Value) Value {
	if v.ref == nil {
		t.StopValue = Value{}
		t.RaiseException(NewException(StopAsyncIteration))
		v = Error
	}
	if v.IsError() {
		if t.ExcMatches(StopAsyncIteration) || t.ExcMatches(GeneratorExit) {
			g.Closed = true
		}
		g.asyncState().running = false
		return Error
	}
	if TypeOf(v) == &asyncValueType {
		g.asyncState().running = false
		t.StopValue = Cast[asyncValue](v).v
		return Value{}
	}
	return v
}

const (
	errReuseSend  = "cannot reuse already awaited __anext__()/asend()"
	errReuseThrow = "cannot reuse already awaited aclose()/athrow()"
)

func (s *asyncSend) send(t *Thread, arg Value) Value {
	switch s.state {
	case awaitClosed:
		return t.Raise(RuntimeError, errReuseSend)
	case awaitNew:
		if s.g.asyncState().running {
			s.state = awaitClosed
			return t.Raise(RuntimeError, "anext(): asynchronous generator is already running")
		}
		if arg.IsNone() {
			arg = s.v
		}
		s.state = awaitRunning
	}
	s.g.asyncState().running = true
	return s.end(s.g.unwrap(t, s.g.resume(t, arg, nil)))
}

func (s *asyncSend) end(v Value) Value {
	if v.ref == nil || v.IsError() {
		s.state = awaitClosed
	}
	return v
}

func (s *asyncSend) throw(t *Thread, e *Exception) Value {
	switch s.state {
	case awaitClosed:
		return t.Raise(RuntimeError, errReuseSend)
	case awaitNew:
		if s.g.asyncState().running {
			s.state = awaitClosed
			return t.Raise(RuntimeError, "anext(): asynchronous generator is already running")
		}
		s.state = awaitRunning
		s.g.asyncState().running = true
	}
	return s.end(s.g.unwrap(t, s.g.throw(t, e, false)))
}

// ignored is the error of an awaitable that goes on after GeneratorExit.
func (o *asyncThrow) ignored(t *Thread) Value {
	o.g.asyncState().running = false
	o.state = awaitClosed
	return t.Raise(RuntimeError, "async generator ignored GeneratorExit")
}

// finish is the end of athrow or aclose with an exception set (or the generator's
// end): aclose swallows the exceptions that it is about.
func (o *asyncThrow) finish(t *Thread) Value {
	o.g.asyncState().running = false
	o.state = awaitClosed
	if o.exc == nil && (t.ExcMatches(StopAsyncIteration) || t.ExcMatches(GeneratorExit)) {
		t.Exc = nil
		t.StopValue = Value{}
		return Value{}
	}
	return Error
}

func (o *asyncThrow) alreadyRunning(t *Thread) Value {
	o.state = awaitClosed
	name := "athrow"
	if o.exc == nil {
		name = "aclose"
	}
	return t.Raise(RuntimeError, "%s(): asynchronous generator is already running", name)
}

// result handles what the generator did with an exception or a value sent in.
func (o *asyncThrow) result(t *Thread, v Value) Value {
	if o.exc != nil {
		if v = o.g.unwrap(t, v); v.ref == nil || v.IsError() {
			o.state = awaitClosed
		}
		return v
	}
	switch {
	case v.ref == nil:
		t.StopValue = Value{}
		t.RaiseException(NewException(StopAsyncIteration))
		return o.finish(t)
	case v.IsError():
		return o.finish(t)
	case TypeOf(v) == &asyncValueType:
		return o.ignored(t)
	}
	return v
}

func (o *asyncThrow) send(t *Thread, arg Value) Value {
	if o.state == awaitClosed {
		return t.Raise(RuntimeError, errReuseThrow)
	}
	g := o.g
	if g.State == GenFinished {
		o.state = awaitClosed
		t.StopValue = Value{}
		return Value{}
	}
	if o.state == awaitRunning {
		return o.result(t, g.resume(t, arg, nil))
	}
	if g.asyncState().running {
		return o.alreadyRunning(t)
	}
	if g.Closed {
		o.state = awaitClosed
		return t.RaiseException(NewException(StopAsyncIteration))
	}
	if !arg.IsNone() {
		return t.Raise(RuntimeError, "can't send non-None value to a just-started coroutine")
	}
	e := NewException(GeneratorExit)
	if o.exc == nil {
		g.Closed = true
	} else {
		var err error
		if e, err = throwArgs(t, *o.exc); err != nil {
			o.state = awaitClosed
			return t.Fail(err)
		}
	}
	o.state = awaitRunning
	g.asyncState().running = true
	return o.result(t, g.throw(t, e, false))
}

func (o *asyncThrow) throw(t *Thread, e *Exception) Value {
	switch o.state {
	case awaitClosed:
		return t.Raise(RuntimeError, errReuseThrow)
	case awaitNew:
		if o.g.asyncState().running {
			return o.alreadyRunning(t)
		}
		o.state = awaitRunning
		o.g.asyncState().running = true
	}
	return o.result(t, o.g.throw(t, e, false))
}

// asyncAwaitable is what the awaitables of this file do.
type asyncAwaitable interface {
	send(t *Thread, v Value) Value
	throw(t *Thread, e *Exception) Value
}

// closeAwaitable raises GeneratorExit in an awaitable; closed says that it ended
// before.
func closeAwaitable(t *Thread, a asyncAwaitable, closed bool) (Value, error) {
	if closed {
		return None, nil
	}
	v := a.throw(t, NewException(GeneratorExit))
	if v.ref == nil {
		t.StopValue = Value{}
		return None, nil
	}
	if v.IsError() {
		err := t.Take()
		if Matches(err, StopIteration) || Matches(err, StopAsyncIteration) || Matches(err, GeneratorExit) {
			return None, nil
		}
		return Value{}, err
	}
	return Value{}, Errorf(RuntimeError, "coroutine ignored GeneratorExit")
}

// awaitableSpec declares the type of an awaitable that is its own iterator.
func awaitableSpec(name string, layout *Layout, of func(v Value) asyncAwaitable, closed func(v Value) bool) TypeSpec {
	return TypeSpec{Name: name, Layout: layout, Flags: NoSubclass | NoInstances,
		Slots: Slots{Iter: selfIter, Await: selfIter,
			Next: func(t *Thread, v Value) Value { return of(v).send(t, None) }},
		Methods: []Method{
			{"send", "($self, value, /)", func(t *Thread, self Value, a Args) (Value, error) {
				return stopped(t, of(self).send(t, a[0]))
			}, CallsPython, ""},
			{"throw", "($self, type, value=<unrepresentable>, traceback=<unrepresentable>, /)", func(t *Thread, self Value, a Args) (Value, error) {
				if err := warnThrow(t, "throw", a); err != nil {
					return Value{}, err
				}
				e, err := throwArgs(t, a)
				if err != nil {
					return Value{}, err
				}
				return stopped(t, of(self).throw(t, e))
			}, CallsPython, ""},
			{"close", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
				return closeAwaitable(t, of(self), closed(self))
			}, CallsPython, ""},
		}}
}

func asyncSendSpec() TypeSpec {
	return awaitableSpec("async_generator_asend", LayoutOf[asyncSend](),
		func(v Value) asyncAwaitable { return Cast[asyncSend](v) },
		func(v Value) bool { return Cast[asyncSend](v).state == awaitClosed })
}

func asyncThrowSpec() TypeSpec {
	return awaitableSpec("async_generator_athrow", LayoutOf[asyncThrow](),
		func(v Value) asyncAwaitable { return Cast[asyncThrow](v) },
		func(v Value) bool { return Cast[asyncThrow](v).state == awaitClosed })
}

func (g *Generator) newSend(t *Thread, v Value) (Value, error) {
	if err := g.begin(t); err != nil {
		return Value{}, err
	}
	return Ref(&asyncSend{Header: Header{&asyncSendType}, g: g, v: v}), nil
}

func (g *Generator) newThrow(t *Thread, exc *Args) (Value, error) {
	if err := g.begin(t); err != nil {
		return Value{}, err
	}
	return Ref(&asyncThrow{Header: Header{&asyncThrowType}, g: g, exc: exc}), nil
}

// watched sees to the warning if the awaitable of a method is never awaited. (Those of
// async for always are.)
func watched(t *Thread) func(v Value, err error) (Value, error) {
	return func(v Value, err error) (Value, error) {
		if err == nil {
			t.Interp.finalizers.watch(t.Interp, v)
		}
		return v, err
	}
}

// unawaited names the generator and the method of an awaitable that was never awaited,
// for the warning; nil if it was.
func unawaited(v Value) (g *Generator, method string) {
	if TypeOf(v) == &asyncSendType {
		if s := Cast[asyncSend](v); s.state == awaitNew {
			return s.g, "asend"
		}
		return nil, ""
	}
	o := Cast[asyncThrow](v)
	switch {
	case o.state != awaitNew:
		return nil, ""
	case o.exc == nil:
		return o.g, "aclose"
	}
	return o.g, "athrow"
}

func asyncGenSpec() TypeSpec {
	return TypeSpec{Name: "async_generator", Layout: LayoutOf[Generator](), Flags: NoSubclass | NoInstances,
		Slots: Slots{Repr: generatorRepr("async_generator"), AIter: selfIter,
			ANext: func(t *Thread, v Value) Value {
				r, err := Cast[Generator](v).newSend(t, None)
				if err != nil {
					return t.Fail(err)
				}
				return r
			}},
		Methods: []Method{
			{"asend", "($self, value, /)", func(t *Thread, self Value, a Args) (Value, error) {
				return watched(t)(Cast[Generator](self).newSend(t, a[0]))
			}, 0, "asend(v) -> send 'v' in generator."},
			{"athrow", "($self, type, value=<unrepresentable>, traceback=<unrepresentable>, /)", func(t *Thread, self Value, a Args) (Value, error) {
				args := append(Args(nil), a...)
				if err := warnThrow(t, "athrow", args); err != nil {
					return Value{}, err
				}
				return watched(t)(Cast[Generator](self).newThrow(t, &args))
			}, 0, "athrow(value)\nathrow(type[,value[,tb]])\n\nraise exception in generator."},
			{"aclose", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
				return watched(t)(Cast[Generator](self).newThrow(t, nil))
			}, 0, "aclose() -> raise GeneratorExit inside generator."},
			generatorSizeof(), ClassGetItem(),
		},
		Getset: generatorGetset("ag_", "await")}
}

// anextDefault is the awaitable of anext(it, default).
type anextDefault struct {
	Header
	aw, def Value
}

// NewANextDefault returns the awaitable of anext with a default: aw is what
// __anext__ returned.
func NewANextDefault(aw, def Value) Value {
	return Ref(&anextDefault{Header{&anextDefaultType}, aw, def})
}

// iterator returns the iterator behind the wrapped awaitable.
func (d *anextDefault) iterator(t *Thread) (Value, error) {
	typ := TypeOf(d.aw)
	if typ == &coroutineType || typ == &generatorType && Cast[Generator](d.aw).Func.Block.Code.Flags&CodeIterableCoroutine != 0 {
		return d.aw, nil
	}
	if typ.Await == nil {
		return Value{}, Errorf(TypeError, "'%s' object can't be awaited", typ.FullName())
	}
	it, err := t.Result(typ.Await(t, d.aw))
	if err == nil && !TypeOf(it).IsIterator() && TypeOf(it) != &coroutineType {
		err = Errorf(TypeError, "__await__() returned non-iterator of type '%s'", TypeOf(it).FullName())
	}
	return it, err
}

// proxy calls f on the iterator; StopAsyncIteration ends with the default.
func (d *anextDefault) proxy(t *Thread, f func(it Value) Value) Value {
	it, err := d.iterator(t)
	if err != nil {
		return t.Fail(err)
	}
	v := f(it)
	if v.IsError() {
		if t.ExcMatches(StopAsyncIteration) {
			t.Exc = nil
			t.StopValue = d.def
			return Value{}
		}
		if t.ExcMatches(StopIteration) {
			t.StopValue = stopValue(t.Exc)
			t.Exc = nil
			return Value{}
		}
	}
	return v
}

func (d *anextDefault) send(t *Thread, v Value) Value {
	return d.proxy(t, func(it Value) Value {
		if typ := TypeOf(it); typ == &coroutineType || typ == &generatorType {
			return Cast[Generator](it).resume(t, v, nil)
		} else if v.IsNone() {
			return typ.Next(t, it)
		}
		r, err := CallMethod(t, it, "send", v)
		if err != nil {
			return t.Fail(err)
		}
		return r
	})
}

func (d *anextDefault) throw(t *Thread, e *Exception) Value {
	return d.proxy(t, func(it Value) Value {
		r, err := CallMethod(t, it, "throw", Ref(e))
		if err != nil {
			return t.Fail(err)
		}
		return r
	})
}

func anextDefaultSpec() TypeSpec {
	s := awaitableSpec("anext_awaitable", LayoutOf[anextDefault](),
		func(v Value) asyncAwaitable { return Cast[anextDefault](v) },
		func(v Value) bool { return false })
	for i := range s.Methods {
		if m := &s.Methods[i]; m.Name == "close" {
			m.Func = func(t *Thread, self Value, a Args) (Value, error) {
				it, err := Cast[anextDefault](self).iterator(t)
				if err != nil {
					return Value{}, err
				}
				return CallMethod(t, it, "close")
			}
		}
	}
	return s
}
