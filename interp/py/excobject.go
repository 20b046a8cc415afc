package py

// The behaviour of exception objects: construction, attributes, str and repr.
// https://docs.python.org/3.14/library/exceptions.html

// excClass is what an exception class adds to BaseException; classes derived from
// it share it.
type excClass struct {
	// members derives the members from e.Args, for exceptions that Go code makes.
	members func(e *Exception)
	// init is the class's __init__ beyond storing the positional arguments;
	// kwargs says that it takes keywords itself.
	init   func(t *Thread, e *Exception, args, kw []Value) error
	kwargs bool
	str    func(t *Thread, e *Exception) (Value, error)
}

// defineExceptions defines the classes of excTable.
func defineExceptions() {
	classes := excClasses()
	first := map[*Type]int{}
	for _, r := range excTable() {
		n := first[r.base]
		spec := TypeSpec{Name: r.name, Doc: r.doc, Base: r.base}
		for i, f := range r.fields {
			spec.Getset = append(spec.Getset, excMember(f, n+i))
		}
		first[r.typ] = n + len(r.fields)
		if len(r.fields) > 0 {
			// A layout of its own: two classes with members cannot be combined.
			spec.Layout = exceptionLayout()
		}
		c, own := classes[r.typ]
		if !own {
			c = r.base.exc
		}
		r.typ.exc = c
		if own {
			if c.init != nil {
				spec.Slots.Init = excInit
			}
			if c.str != nil {
				spec.Slots.Str = excClassStr
			}
		}
		switch r.typ {
		case OSError:
			spec.Slots.New = osErrorNew
			spec.Methods = []Method{{"__reduce__", "($self, /)", osErrorReduce, 0, ""}}
			spec.Getset[4] = Getset{"characters_written", charactersWritten, setCharactersWritten, ""}
		case ImportError:
			spec.Methods = []Method{{"__reduce__", "($self, /)", importErrorReduce, 0, ""}}
		case AttributeError:
			spec.Methods = []Method{{"__getstate__", "($self, /)", attributeErrorState, 0, ""}, {"__reduce__", "($self, /)", attributeErrorReduce, 0, ""}}
		case BaseExceptionGroup:
			groupSpec(&spec)
		}
		define(r.typ, spec)
	}
	g := ExceptionGroup
	g.bases = []*Type{BaseExceptionGroup, ExceptionType}
	g.mro = []*Type{g, BaseExceptionGroup, ExceptionType, BaseException, &objectType}
}

func exceptionLayout() *Layout {
	return LayoutWithInst(func(e *Exception) *Inst { return &e.Inst })
}

func baseExceptionSpec() TypeSpec {
	return TypeSpec{Name: "BaseException", Doc: "Common base class for all exceptions.",
		Layout: exceptionLayout(), Flags: excSub,
		Slots: Slots{New: excNew, Init: excInit, Repr: excRepr, Str: excStr},
		Methods: []Method{
			{"__reduce__", "($self, /)", excReduce, 0, ""},
			{"__setstate__", "($self, state, /)", excSetState, CallsPython, ""},
			{"with_traceback", "($self, tb, /)", excWithTraceback, 0, "Set self.__traceback__ to tb and return self."},
			{"add_note", "($self, note, /)", excAddNote, 0, "Add a note to the exception"},
		},
		Getset: []Getset{
			{"args", func(t *Thread, v Value) (Value, error) { return Ref(Cast[Exception](v).Args), nil }, excSetArgs, ""},
			{"__traceback__", excGetTraceback, excSetTraceback, ""},
			{"__context__", func(t *Thread, v Value) (Value, error) { return excOrNone(Cast[Exception](v).Context), nil }, excSetContext, ""},
			{"__cause__", func(t *Thread, v Value) (Value, error) { return excOrNone(Cast[Exception](v).Cause), nil }, excSetCause, ""},
			{"__suppress_context__", func(t *Thread, v Value) (Value, error) { return Bool(Cast[Exception](v).SuppressContext), nil }, excSetSuppress, ""},
			dictGetset(),
		}}
}

// excMember is the attribute of the i-th member.
func excMember(name string, i int) Getset {
	return Getset{Name: name,
		Get: func(t *Thread, v Value) (Value, error) {
			if m := Cast[Exception](v).member(i); m.ref != nil {
				return m, nil
			}
			return None, nil
		},
		Set: func(t *Thread, v, val Value) error {
			Cast[Exception](v).setMember(i, val)
			return nil
		},
		Doc: "exception " + name,
	}
}

// member returns the i-th member, unbound if unset.
func (e *Exception) member(i int) Value {
	if i < len(e.Members) {
		return e.Members[i]
	}
	return Value{}
}

// Member returns the i-th member of the class's row in excTable, counted from the
// base's; None if it is unset.
func (e *Exception) Member(i int) Value {
	if m := e.member(i); m.ref != nil {
		return m
	}
	return None
}

func (e *Exception) setMember(i int, v Value) {
	for len(e.Members) <= i {
		if v.ref == nil {
			return
		}
		e.Members = append(e.Members, Value{})
	}
	e.Members[i] = v
}

func excOrNone(e *Exception) Value {
	if e == nil {
		return None
	}
	return Ref(e)
}

// excNew is BaseException.__new__: it keeps the positional arguments.
func excNew(t *Thread, typ *Type, args []Value, kw []Value) Value {
	e := Make[Exception](typ)
	e.Args = MakeTuple(append([]Value(nil), args[:len(args)-len(kw)]...))
	return Ref(e)
}

// excInit is the __init__ of all exception classes.
func excInit(t *Thread, self Value, args []Value, kw []Value) bool {
	e := Cast[Exception](self)
	c := e.typ.exc
	if len(kw) > 0 && (c == nil || !c.kwargs) {
		t.Raise(TypeError, "%s() takes no keyword arguments", e.typ.FullName())
		return false
	}
	pos := args[:len(args)-len(kw)]
	if c == nil || c.init == nil {
		e.setArgs(pos)
		return true
	}
	if err := c.init(t, e, args, kw); err != nil {
		t.Fail(err)
		return false
	}
	return true
}

// setArgs stores args unless they are there already, as after __new__.
func (e *Exception) setArgs(args []Value) {
	if len(args) == len(e.Args.Items) {
		same := true
		for i, a := range args {
			same = same && a == e.Args.Items[i]
		}
		if same {
			return
		}
	}
	e.Args = MakeTuple(append([]Value(nil), args...))
}

// keywordMembers takes the keywords of an exception's __init__ into the members
// given by name.
func (e *Exception) keywordMembers(args, kw []Value, names map[string]int) error {
	vals := args[len(args)-len(kw):]
	for i, k := range kw {
		m, ok := names[Cast[Str](k).s]
		if !ok {
			return Errorf(TypeError, "%s() got an unexpected keyword argument '%s'", e.typ.exc.name(), Cast[Str](k).s)
		}
		e.setMember(m, vals[i])
	}
	return nil
}

func (c *excClass) name() string {
	for _, t := range []*Type{AttributeError, NameError, ImportError} {
		if t.exc == c {
			return t.name
		}
	}
	return "BaseException"
}

func excRepr(t *Thread, v Value) Value {
	e := Cast[Exception](v)
	name := e.typ.Name()
	if items := e.Args.Items; len(items) == 1 {
		s, err := ReprString(t, items[0])
		if err != nil {
			return t.Fail(err)
		}
		return NewStr(name + "(" + s + ")")
	}
	s, err := ReprString(t, Ref(e.Args))
	if err != nil {
		return t.Fail(err)
	}
	return NewStr(name + s)
}

// excStr is BaseException.__str__.
func excStr(t *Thread, v Value) Value {
	r, err := excArgsStr(t, Cast[Exception](v))
	if err != nil {
		return t.Fail(err)
	}
	return r
}

func excArgsStr(t *Thread, e *Exception) (Value, error) {
	switch items := e.Args.Items; len(items) {
	case 0:
		return NewStr(""), nil
	case 1:
		return ToStr(t, items[0])
	}
	return Repr(t, Ref(e.Args))
}

// excClassStr is __str__ of the classes that word it themselves.
func excClassStr(t *Thread, v Value) Value {
	e := Cast[Exception](v)
	r, err := e.typ.exc.str(t, e)
	if err != nil {
		return t.Fail(err)
	}
	return r
}

func excSetArgs(t *Thread, self, val Value) error {
	if val.ref == nil {
		return Errorf(TypeError, "args may not be deleted")
	}
	items, err := Items(t, val)
	if err != nil {
		return err
	}
	Cast[Exception](self).Args = MakeTuple(items)
	return nil
}

func excGetTraceback(t *Thread, v Value) (Value, error) {
	if tb := Cast[Exception](v).Traceback; tb != nil {
		return Ref(tb), nil
	}
	return None, nil
}

func excSetTraceback(t *Thread, self, val Value) error {
	e := Cast[Exception](self)
	switch {
	case val.ref == nil:
		return Errorf(TypeError, "__traceback__ may not be deleted")
	case val.IsNone():
		e.Traceback = nil
	case TypeOf(val) == &tracebackType:
		e.Traceback = Cast[Traceback](val)
	default:
		return Errorf(TypeError, "__traceback__ must be a traceback or None")
	}
	return nil
}

// linkArg checks the value of __cause__ or __context__.
func linkArg(val Value, attr, what string) (*Exception, error) {
	if val.ref == nil {
		return nil, Errorf(TypeError, "%s may not be deleted", attr)
	}
	if val.IsNone() {
		return nil, nil
	}
	e, ok := AsException(val)
	if !ok {
		return nil, Errorf(TypeError, "exception %s must be None or derive from BaseException", what)
	}
	return e, nil
}

func excSetContext(t *Thread, self, val Value) error {
	c, err := linkArg(val, "__context__", "context")
	if err == nil {
		Cast[Exception](self).Context = c
	}
	return err
}

func excSetCause(t *Thread, self, val Value) error {
	c, err := linkArg(val, "__cause__", "cause")
	if err == nil {
		e := Cast[Exception](self)
		e.Cause, e.SuppressContext = c, true
	}
	return err
}

func excSetSuppress(t *Thread, self, val Value) error {
	if val.ref == nil {
		return Errorf(TypeError, "can't delete numeric/char attribute")
	}
	if !val.IsBool() {
		return Errorf(TypeError, "attribute value type must be bool")
	}
	Cast[Exception](self).SuppressContext = val == True
	return nil
}

// excState returns the instance's __dict__ with extra members, or None if both
// are empty.
func excState(e *Exception, extra func(d *Dict)) Value {
	d := NewDict()
	InstanceAttrs(Ref(e), func(name *Str, v Value) { d.setStr(name, v) })
	if extra != nil {
		extra(d)
	}
	if d.Len() == 0 {
		return None
	}
	return Ref(d)
}

func excReduce(t *Thread, self Value, a Args) (Value, error) {
	e := Cast[Exception](self)
	return reduceWith(e, Ref(e.Args), excState(e, nil)), nil
}

func reduceWith(e *Exception, args, state Value) Value {
	if state.IsNone() {
		return NewTuple(Ref(e.typ), args)
	}
	return NewTuple(Ref(e.typ), args, state)
}

func excSetState(t *Thread, self Value, a Args) (Value, error) {
	if a[0].IsNone() {
		return None, nil
	}
	d, ok := AsDict(a[0])
	if !ok {
		return Value{}, Errorf(TypeError, "state is not a dictionary")
	}
	for k, v, p, ok := d.Next(0); ok; k, v, p, ok = d.Next(p) {
		name, err := nameArg(t, k)
		if err != nil {
			return Value{}, err
		}
		if !TypeOf(self).SetAttr(t, self, name, v) {
			return Value{}, t.Take()
		}
	}
	return None, nil
}

func excWithTraceback(t *Thread, self Value, a Args) (Value, error) {
	return self, excSetTraceback(t, self, a[0])
}

var nameNotes = InternStatic("__notes__")

func excAddNote(t *Thread, self Value, a Args) (Value, error) {
	if _, ok := AsStr(a[0]); !ok {
		return Value{}, Errorf(TypeError, "add_note() argument must be str, not %s", ArgName(a[0]))
	}
	notes, err := LookupAttr(t, self, nameNotes)
	if err != nil {
		return Value{}, err
	}
	if notes.ref == nil {
		notes = NewList()
		if !TypeOf(self).SetAttr(t, self, nameNotes, notes) {
			return Value{}, t.Take()
		}
	}
	l, ok := AsList(notes)
	if !ok {
		return Value{}, Errorf(TypeError, "Cannot add note: __notes__ is not a list")
	}
	l.Items = append(l.Items, a[0])
	return None, nil
}

// addNote appends to __notes__.
func addNote(t *Thread, e *Exception, note string) {
	if c := e.Inst.get(nameNotes); c != nil {
		if l, ok := AsList(*c); ok {
			l.Items = append(l.Items, NewStr(note))
			return
		}
	}
	e.Inst.set(nameNotes, NewList(NewStr(note)))
}

// AddNote appends a note to the exception, as its add_note method.
func (t *Thread) AddNote(e *Exception, note string) { addNote(t, e, note) }
