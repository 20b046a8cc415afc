package py

import "strings"

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

// NewSyntaxError makes a SyntaxError (or subclass) with its details as CPython has
// them: lines and columns count from 1, and 0 or -1 is passed on where CPython knows
// no column. The end is None if endLine is 0; without a line and column the exception
// has only its message.
func NewSyntaxError(t *Thread, typ *Type, msg, filename string, line, col int, text string, endLine, endCol int) error {
	num := func(i int, known bool) Value {
		if !known {
			return None
		}
		return Int(int64(i))
	}
	if line == 0 && col == 0 {
		return Errorf(typ, "%s", msg)
	}
	txt := None
	if text != "" {
		txt = NewStr(text)
	}
	details := NewTuple(NewStr(filename), Int(int64(line)), Int(int64(col)), txt, num(endLine, endLine != 0), num(endCol, endLine != 0))
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

// warnByModule is the start value of Interp.Warn: it imports the module warnings
// and issues the warning there, at the running frame if filename is empty. An
// interpreter without that module drops warnings.
func warnByModule(t *Thread, category, message, filename string, line int) error {
	in := t.Interp
	if in.Modules.GetName("warnings").ref == nil && (in.Natives == nil || in.Natives("warnings") == nil) {
		return nil
	}
	m, err := t.Result(in.Engine.Import(t, "warnings", in.Builtins, NewTuple(NewStr("warn")), 0))
	if err != nil {
		return err
	}
	kind := in.Builtins.GetName(category)
	if filename == "" {
		f, err := GetAttr(t, m, "warn")
		if err == nil {
			_, err = Call(t, f, NewStr(message), kind)
		}
		return err
	}
	f, err := GetAttr(t, m, "warn_explicit")
	if err == nil {
		_, err = Call(t, f, NewStr(message), kind, NewStr(filename), Int(int64(line)))
	}
	return err
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

// ShareNative gives module m the names that define adds to a module, as the very
// objects of module native if that can be imported: what pickle looks for there by
// its __module__ is then the same object.
func ShareNative(t *Thread, m *Module, native string, define func(m *Module)) error {
	define(m)
	v, err := t.Result(t.Interp.Engine.Import(t, native, NewDict(), None, 0))
	switch {
	case err != nil && Matches(err, ImportError):
		return nil
	case err != nil:
		return err
	case !v.IsModule():
		return nil
	}
	from := Cast[Module](v).Dict
	for pos := 0; ; {
		key, _, next, ok := m.Dict.Next(pos)
		if !ok {
			return nil
		}
		pos = next
		name, isStr := AsStr(key)
		if !isStr || strings.HasPrefix(name.s, "__") {
			continue
		}
		if own := from.GetStr(name); own.ref != nil {
			m.Dict.SetName(name.s, own)
		}
	}
}
