package py

import "fmt"

// What the virtual machine needs of exceptions and coroutines.

// StopValue is the value of a StopIteration: None if it has none.
func (e *Exception) StopValue() Value { return stopValue(e) }

// SetMember sets a member of an exception's class by name (ImportError's "name").
func (e *Exception) SetMember(name string, v Value) {
	i := 0
	for _, c := range memberNames(e.typ) {
		if c == name {
			e.setMember(i, v)
			return
		}
		i++
	}
}

// memberNames lists the members of an exception class, base classes first.
func memberNames(t *Type) []string {
	var out []string
	for i := len(t.mro) - 1; i >= 0; i-- {
		for _, r := range excTable() {
			if r.typ == t.mro[i] {
				out = append(out, r.fields...)
			}
		}
	}
	return out
}

// NewSyntaxError makes a SyntaxError (or subclass) with its details; line and
// columns count from 1, 0 means unknown.
func NewSyntaxError(t *Thread, typ *Type, msg, filename string, line, col int, text string, endLine, endCol int) error {
	num := func(i int) Value {
		if i <= 0 {
			return None
		}
		return Int(int64(i))
	}
	txt := None
	if text != "" {
		txt = NewStr(text)
	}
	details := NewTuple(NewStr(filename), num(line), num(col), txt, num(endLine), num(endCol))
	v, err := Call(t, typ.Value(), NewStr(msg), details)
	if err != nil {
		return err
	}
	return Cast[Exception](v)
}

// WarnSyntax issues a warning of the front end through the warnings module, if the
// program has it.
func WarnSyntax(t *Thread, category, message, filename string, line int) error {
	if f := t.Interp.Warn; f != nil {
		return f(t, category, message, filename, line)
	}
	return nil
}

// SplitException is the test of an except* clause: the part of exc that matches
// cls (an exception group, or None) and the rest (or None).
func SplitException(t *Thread, exc, cls Value) (match, rest Value, err error) {
	e, ok := AsException(exc)
	if !ok {
		return None, None, nil
	}
	check := func(c Value) error {
		ct, ok := As[Type](c, &typeType)
		if !ok || !ct.IsSubtype(BaseException) {
			return Errorf(TypeError, "catching classes that do not inherit from BaseException is not allowed")
		}
		if ct.IsSubtype(BaseExceptionGroup) {
			return Errorf(TypeError, "catching ExceptionGroup with except* is not allowed. Use except instead.")
		}
		return nil
	}
	classes := []Value{cls}
	if tup, ok := AsTuple(cls); ok {
		classes = tup.Items
	}
	matches := false
	for _, c := range classes {
		if err := check(c); err != nil {
			return None, None, err
		}
		matches = matches || e.typ.IsSubtype(Cast[Type](c))
	}
	if isExceptionGroup(e) {
		pair, err := CallMethod(t, exc, "split", cls)
		if err != nil {
			return None, None, err
		}
		p, ok := AsTuple(pair)
		if !ok || len(p.Items) < 2 {
			return None, None, Errorf(TypeError, "%s.split must return a 2-tuple, got %s", e.typ.Name(), TypeOf(pair).FullName())
		}
		return p.Items[0], p.Items[1], nil
	}
	if !matches {
		return None, exc, nil
	}
	g, err := Call(t, ExceptionGroup.Value(), Ref(&emptyStr), NewTuple(exc))
	if err != nil {
		// Not an Exception: the base group holds it.
		if g, err = Call(t, BaseExceptionGroup.Value(), Ref(&emptyStr), NewTuple(exc)); err != nil {
			return None, None, err
		}
	}
	Cast[Exception](g).Traceback = e.Traceback
	return g, None, nil
}

// PrepReraiseStar returns what a try/except* raises in the end: raised holds the
// exceptions that handlers raised and, last, what none of them matched.
func PrepReraiseStar(t *Thread, orig Value, raised []Value) (Value, error) {
	switch {
	case len(raised) == 0:
		return None, nil
	case len(raised) == 1:
		return raised[0], nil
	}
	return Call(t, BaseExceptionGroup.Value(), Ref(&emptyStr), NewList(append([]Value(nil), raised...)...))
}

// HexID is an object's address as reprs show it.
func HexID(v Value) string { return fmt.Sprintf("0x%012x", v.ID()) }

// Unraisable reports an exception that has nowhere to go, through
// sys.unraisablehook or on standard error: msg says where it was ignored.
func (in *Interp) Unraisable(t *Thread, err error, msg string, object Value) {
	e := ToException(err)
	if in.OnUnraisable != nil && in.OnUnraisable(t, e, msg, object) {
		return
	}
	if w := in.Host.Stdio.Stderr(); w != nil {
		name := ""
		if object.ref != nil && !object.IsNone() {
			if r, rerr := ReprString(t, object); rerr == nil {
				name = " " + r
			}
		}
		w.Write([]byte(msg + name + ":\n" + FormatException(t, e)))
	}
}
