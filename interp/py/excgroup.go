package py

import "strconv"

// BaseExceptionGroup and ExceptionGroup.
// https://docs.python.org/3.14/library/exceptions.html#exception-groups

const (
	groupMessage    = 0
	groupExceptions = 1
)

func groupSpec(spec *TypeSpec) {
	spec.Slots.New = groupNew
	spec.Slots.Repr = groupRepr
	spec.Getset = []Getset{
		groupMember("message", groupMessage),
		groupMember("exceptions", groupExceptions),
	}
	spec.Methods = []Method{
		{"derive", "($self, excs, /)", groupDerive, 0, ""},
		{"split", "($self, matcher_value, /)", groupSplit, CallsPython, ""},
		{"subgroup", "($self, matcher_value, /)", groupSubgroup, CallsPython, ""},
		{"__class_getitem__", "($type, object, /)", classGetItem, Class, "See PEP 585"},
	}
}

func groupMember(name string, i int) Getset {
	return Getset{Name: name,
		Get: func(t *Thread, v Value) (Value, error) { return Cast[Exception](v).Member(i), nil },
		Set: func(t *Thread, v, val Value) error { return Errorf(AttributeError, "readonly attribute") },
		Doc: "exception " + name,
	}
}

func isExceptionGroup(e *Exception) bool { return e.typ.IsSubtype(BaseExceptionGroup) }

// Exceptions returns the members of an exception group, nil for other exceptions.
func (e *Exception) Exceptions() []Value {
	if !isExceptionGroup(e) {
		return nil
	}
	if tup, ok := AsTuple(e.Member(groupExceptions)); ok {
		return tup.Items
	}
	return nil
}

// groupNew is BaseExceptionGroup.__new__.
func groupNew(t *Thread, typ *Type, args []Value, kw []Value) Value {
	pos := args[:len(args)-len(kw)]
	if len(pos) != 2 {
		return t.Raise(TypeError, "BaseExceptionGroup.__new__() takes exactly 2 arguments (%d given)", len(pos))
	}
	if _, ok := AsStr(pos[0]); !ok {
		return t.Raise(TypeError, "BaseExceptionGroup.__new__() argument 1 must be str, not %s", ArgName(pos[0]))
	}
	if st := TypeOf(pos[1]); st.GetItem == nil || st.flags&dictSub != 0 || st.Len == nil {
		return t.Raise(TypeError, "second argument (exceptions) must be a sequence")
	}
	items, err := Items(t, pos[1])
	if err != nil {
		return t.Fail(err)
	}
	if len(items) == 0 {
		return t.Raise(ValueError, "second argument (exceptions) must be a non-empty sequence")
	}
	nested := false // holds BaseExceptions
	for i, x := range items {
		if _, ok := AsException(x); !ok {
			return t.Raise(ValueError, "Item %d of second argument (exceptions) is not an exception", i)
		}
		nested = nested || !ExceptionType.IsInstance(x)
	}
	switch {
	case typ == BaseExceptionGroup:
		if !nested {
			typ = ExceptionGroup
		}
	case typ == ExceptionGroup:
		if nested {
			return t.Raise(TypeError, "Cannot nest BaseExceptions in an ExceptionGroup")
		}
	case nested && typ.IsSubtype(ExceptionType):
		return t.Raise(TypeError, "Cannot nest BaseExceptions in '%s'", typ.Name())
	}
	e := Make[Exception](typ)
	e.Args = MakeTuple(append([]Value(nil), pos...))
	e.Members = []Value{pos[0], Ref(MakeTuple(items))}
	return Ref(e)
}

// groupInit is BaseExceptionGroup.__init__: __new__ has done the work.
func groupInit(t *Thread, e *Exception, args, kw []Value) error {
	e.setArgs(args)
	return nil
}

func groupMembers(e *Exception) {
	if len(e.Args.Items) != 2 {
		return
	}
	e.Members = []Value{e.Args.Items[0], e.Args.Items[1]}
	if l, ok := AsList(e.Args.Items[1]); ok {
		e.Members[groupExceptions] = NewTuple(append([]Value(nil), l.Items...)...)
	}
}

func groupStr(t *Thread, e *Exception) (Value, error) {
	msg, err := ToGoString(t, e.Member(groupMessage))
	if err != nil {
		return Value{}, err
	}
	n := len(e.Exceptions())
	return NewStr(msg + " (" + strconv.Itoa(n) + " sub-exception" + plural(n) + ")"), nil
}

func groupRepr(t *Thread, v Value) Value {
	e := Cast[Exception](v)
	msg, err := ReprString(t, e.Member(groupMessage))
	if err != nil {
		return t.Fail(err)
	}
	// The exceptions are shown in a list, unless they were given as a tuple.
	seq := e.Member(groupExceptions)
	if len(e.Args.Items) == 2 {
		if tup, ok := AsTuple(e.Args.Items[1]); !ok || len(tup.Items) == 0 {
			seq = NewList(append([]Value(nil), e.Exceptions()...)...)
		}
	}
	s, err := ReprString(t, seq)
	if err != nil {
		return t.Fail(err)
	}
	return NewStr(e.typ.Name() + "(" + msg + ", " + s + ")")
}

func groupDerive(t *Thread, self Value, a Args) (Value, error) {
	return Call(t, Ref(BaseExceptionGroup), Cast[Exception](self).Member(groupMessage), a[0])
}

// deriveGroup makes a group of excs like orig, with its traceback, links and
// notes.
func deriveGroup(t *Thread, orig *Exception, excs []Value) (Value, error) {
	v, err := CallMethod(t, Ref(orig), "derive", NewList(excs...))
	if err != nil {
		return Value{}, err
	}
	g, ok := AsException(v)
	if !ok || !isExceptionGroup(g) {
		return Value{}, Errorf(TypeError, "derive must return an instance of BaseExceptionGroup")
	}
	g.Traceback, g.Context, g.Cause, g.SuppressContext = orig.Traceback, orig.Context, orig.Cause, orig.SuppressContext
	notes, err := LookupAttr(t, Ref(orig), nameNotes)
	if err != nil {
		return Value{}, err
	}
	if notes.ref != nil {
		if l, ok := AsList(notes); ok {
			if err := SetAttr(t, v, "__notes__", NewList(append([]Value(nil), l.Items...)...)); err != nil {
				return Value{}, err
			}
		}
	}
	return v, nil
}

// exceptionMatcher says whether an exception belongs to the matching part of a
// split.
type exceptionMatcher func(t *Thread, e *Exception) (bool, error)

// groupMatcher makes a matcher of the argument of split and subgroup.
func groupMatcher(t *Thread, v Value) (exceptionMatcher, error) {
	if tt, ok := As[Type](v, &typeType); ok && tt.flags&excSub != 0 {
		return func(t *Thread, e *Exception) (bool, error) { return e.typ.IsSubtype(tt), nil }, nil
	}
	if tup, ok := AsTuple(v); ok {
		for _, x := range tup.Items {
			if tt, ok := As[Type](x, &typeType); !ok || tt.flags&excSub == 0 {
				return nil, errMatcher()
			}
		}
		return func(t *Thread, e *Exception) (bool, error) {
			for _, x := range tup.Items {
				if e.typ.IsSubtype(Cast[Type](x)) {
					return true, nil
				}
			}
			return false, nil
		}, nil
	}
	if _, isType := As[Type](v, &typeType); !isType && TypeOf(v).Call != nil {
		return func(t *Thread, e *Exception) (bool, error) {
			r, err := Call(t, v, Ref(e))
			if err != nil {
				return false, err
			}
			return IsTrue(t, r)
		}, nil
	}
	return nil, errMatcher()
}

func errMatcher() error {
	return Errorf(TypeError, "expected an exception type, a tuple of exception types, or a callable (other than a class)")
}

// splitGroup divides e, a group or a single exception, into the part that
// matches and the rest; an empty part is unbound.
func splitGroup(t *Thread, e *Exception, match exceptionMatcher) (yes, no Value, err error) {
	ok, err := match(t, e)
	if err != nil {
		return
	}
	if ok {
		return Ref(e), Value{}, nil
	}
	if !isExceptionGroup(e) {
		return Value{}, Ref(e), nil
	}
	if !t.Enter(" in exception group split") {
		return Value{}, Value{}, t.Take()
	}
	defer t.Leave()
	var in, out []Value
	for _, x := range e.Exceptions() {
		sub, ok := AsException(x)
		if !ok {
			continue
		}
		y, n, err := splitGroup(t, sub, match)
		if err != nil {
			return Value{}, Value{}, err
		}
		if y.ref != nil {
			in = append(in, y)
		}
		if n.ref != nil {
			out = append(out, n)
		}
	}
	if len(in) > 0 {
		if yes, err = deriveGroup(t, e, in); err != nil {
			return Value{}, Value{}, err
		}
	}
	if len(out) > 0 {
		if no, err = deriveGroup(t, e, out); err != nil {
			return Value{}, Value{}, err
		}
	}
	return yes, no, nil
}

func orNone(v Value) Value {
	if v.ref == nil {
		return None
	}
	return v
}

func groupSplit(t *Thread, self Value, a Args) (Value, error) {
	m, err := groupMatcher(t, a[0])
	if err != nil {
		return Value{}, err
	}
	yes, no, err := splitGroup(t, Cast[Exception](self), m)
	if err != nil {
		return Value{}, err
	}
	return NewTuple(orNone(yes), orNone(no)), nil
}

func groupSubgroup(t *Thread, self Value, a Args) (Value, error) {
	m, err := groupMatcher(t, a[0])
	if err != nil {
		return Value{}, err
	}
	yes, _, err := splitGroup(t, Cast[Exception](self), m)
	return orNone(yes), err
}

// SplitStar is the test of an except* clause: exc is what is left to handle (an
// exception or None), cls the clause's class or tuple. match is what the clause
// handles, always a group (a naked exception is wrapped), rest what it leaves;
// either may be None.
// https://docs.python.org/3.14/reference/compound_stmts.html#except-star
func SplitStar(t *Thread, exc, cls Value) (match, rest Value, err error) {
	if err := checkExceptStar(cls); err != nil {
		return None, None, err
	}
	if exc.IsNone() {
		return None, None, nil
	}
	e, ok := AsException(exc)
	if !ok {
		return None, None, Errorf(SystemError, "except* of an object that is not an exception")
	}
	if !isExceptionGroup(e) {
		hit, err := ExceptionMatches(t, e, cls)
		if err != nil {
			return None, None, err
		}
		if !hit {
			return None, exc, nil
		}
		g, err := Call(t, Ref(BaseExceptionGroup), NewStr(""), NewTuple(exc))
		if err != nil {
			return None, None, err
		}
		Cast[Exception](g).Traceback = e.Traceback
		return g, None, nil
	}
	m, err := groupMatcher(t, cls)
	if err != nil {
		return None, None, err
	}
	yes, no, err := splitGroup(t, e, m)
	return orNone(yes), orNone(no), err
}

// checkExceptStar checks the class or tuple of an except* clause.
func checkExceptStar(cls Value) error {
	check := func(v Value) error {
		tt, ok := As[Type](v, &typeType)
		if !ok || tt.flags&excSub == 0 {
			return Errorf(TypeError, "catching classes that do not inherit from BaseException is not allowed")
		}
		if tt.IsSubtype(BaseExceptionGroup) {
			return Errorf(TypeError, "catching ExceptionGroup with except* is not allowed. Use except instead.")
		}
		return nil
	}
	if tup, ok := AsTuple(cls); ok {
		for _, v := range tup.Items {
			if err := check(v); err != nil {
				return err
			}
		}
		return nil
	}
	return check(cls)
}

// JoinStar makes the exception to raise at the end of a try statement with
// except* clauses: orig is what the try block raised, excs what the clauses
// raised, re-raised or left over, in order. The result is nil if there is
// nothing to raise.
func JoinStar(t *Thread, orig *Exception, excs []Value) (*Exception, error) {
	var raised, again []Value
	for _, v := range excs {
		e, ok := AsException(v)
		if !ok {
			continue
		}
		if !isExceptionGroup(orig) {
			// A naked exception: the clause raised something, or it was not matched.
			if e == orig {
				return orig, nil
			}
			raised = append(raised, v)
			continue
		}
		if isExceptionGroup(e) && e.Traceback == orig.Traceback && e.Context == orig.Context && e.Cause == orig.Cause {
			again = append(again, v)
		} else {
			raised = append(raised, v)
		}
	}
	if len(again) > 0 {
		g, err := projectGroup(t, orig, again)
		if err != nil {
			return nil, err
		}
		if len(raised) == 0 {
			e, _ := AsException(g)
			return e, nil
		}
		raised = append(raised, g)
	}
	switch len(raised) {
	case 0:
		return nil, nil
	case 1:
		e, _ := AsException(raised[0])
		return e, nil
	}
	g, err := Call(t, Ref(BaseExceptionGroup), NewStr(""), NewList(raised...))
	if err != nil {
		return nil, err
	}
	e, _ := AsException(g)
	return e, nil
}

// projectGroup is the part of orig whose leaves are in one of keep, in orig's
// nesting.
func projectGroup(t *Thread, orig *Exception, keep []Value) (Value, error) {
	leaves := map[*Exception]bool{}
	var collect func(e *Exception)
	collect = func(e *Exception) {
		if !isExceptionGroup(e) {
			leaves[e] = true
			return
		}
		for _, x := range e.Exceptions() {
			if s, ok := AsException(x); ok {
				collect(s)
			}
		}
	}
	for _, k := range keep {
		if e, ok := AsException(k); ok {
			collect(e)
		}
	}
	yes, _, err := splitGroup(t, orig, func(t *Thread, e *Exception) (bool, error) {
		return !isExceptionGroup(e) && leaves[e], nil
	})
	return yes, err
}
