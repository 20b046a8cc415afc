// Package structs is the module struct: bytes as packed binary data.
//
// Files: structs.go (module), layout.go (formats), codec.go (values), class.go
// (the classes Struct and unpack_iterator).
// Only the index of modules imports it.
package structs

import "github.com/gopyrun/gopyrun/interp/py"

// Module returns the declaration of the module.
// https://docs.python.org/3.14/library/struct.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "struct",
		Doc:  "Functions to convert between Python values and C structs.\nPython bytes objects are used to hold the data representing the C struct\nand also as format strings to describe the layout of data in the C struct.\n",
		Methods: []py.Method{
			{Name: "calcsize", Signature: "($module, format, /)", Func: calcsize, Doc: "Return size in bytes of the struct described by the format string."},
			{Name: "pack", Signature: "(*args)", Func: pack, Flags: py.CallsPython, Doc: "pack(format, v1, v2, ...) -> bytes\n\nReturn a bytes object containing the values v1, v2, ... packed according\nto the format string."},
			{Name: "pack_into", Signature: "(*args)", Func: packInto, Flags: py.CallsPython, Doc: "pack_into(format, buffer, offset, v1, v2, ...)\n\nPack the values v1, v2, ... according to the format string and write\nthe packed bytes into the writable buffer buf starting at offset."},
			{Name: "unpack", Signature: "($module, format, buffer, /)", Func: unpack, Doc: "Return a tuple containing values unpacked according to the format string.\n\nThe buffer's size in bytes must be calcsize(format)."},
			{Name: "unpack_from", Signature: "($module, format, /, buffer, offset=0)", Func: unpackFrom, Doc: "Return a tuple containing values unpacked according to the format string.\n\nThe buffer's size, minus offset, must be at least calcsize(format)."},
			{Name: "iter_unpack", Signature: "($module, format, buffer, /)", Func: iterUnpack, Doc: "Return an iterator yielding tuples unpacked from the given bytes."},
			{Name: "_clearcache", Signature: "($module, /)", Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				s, err := stateOf(t)
				if err == nil {
					clear(s.layouts)
				}
				return py.None, err
			}, Doc: "Clear the internal cache."},
		},
		Exec: func(t *py.Thread, m *py.Module) error {
			py.DefineType(&structType, structSpec)
			py.DefineType(&iterType, iterSpec)
			s, err := stateOf(t)
			if err != nil {
				return err
			}
			m.Dict.SetName("error", s.err.Value())
			m.Dict.SetName("Struct", structType.Value())
			var all []py.Value
			for _, name := range []string{"calcsize", "pack", "pack_into", "unpack", "unpack_from", "iter_unpack", "Struct", "error"} {
				all = append(all, py.NewStr(name))
			}
			m.Dict.SetName("__all__", py.NewList(all...))
			return nil
		},
	}
}

// state is an interpreter's class of errors and the formats it has used.
type state struct {
	err     *py.Type
	layouts map[string]*layout
}

// cachedLayouts bounds state.layouts.
const cachedLayouts = 100

type stateKey struct{}

func stateOf(t *py.Thread) (*state, error) {
	if s, ok := t.Interp.State[stateKey{}].(*state); ok {
		return s, nil
	}
	ns := py.NewDict()
	ns.SetName("__module__", py.NewStr("struct"))
	cls, err := py.NewClass(t, py.TypeType, "error", []*py.Type{py.ExceptionType}, ns, nil)
	if err != nil {
		return nil, err
	}
	s := &state{err: cls, layouts: map[string]*layout{}}
	t.Interp.State[stateKey{}] = s
	return s, nil
}

// fail is a struct.error.
func fail(t *py.Thread, format string, args ...any) error {
	s, err := stateOf(t)
	if err != nil {
		return err
	}
	return py.Errorf(s.err, format, args...)
}

// layoutOf returns the layout of a format, a str or bytes.
func layoutOf(t *py.Thread, v py.Value) (*layout, error) {
	var text string
	if s, ok := py.AsStr(v); ok {
		if text = s.String(); !s.IsASCII() {
			if _, err := t.EncodeStr(v, "ascii", "strict"); err != nil {
				return nil, err
			}
		}
	} else if b, ok := py.AsBytes(v); ok {
		text = string(b)
	} else {
		return nil, py.Errorf(py.TypeError, "Struct() argument 1 must be a str or bytes object, not %s", py.TypeOf(v).FullName())
	}
	s, err := stateOf(t)
	if err != nil {
		return nil, err
	}
	if l := s.layouts[text]; l != nil {
		return l, nil
	}
	l, msg := parse(text)
	if msg != "" {
		return nil, py.Errorf(s.err, "%s", msg)
	}
	if len(s.layouts) >= cachedLayouts {
		clear(s.layouts)
	}
	s.layouts[text] = l
	return l, nil
}

func calcsize(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	l, err := layoutOf(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	return py.Int(int64(l.size)), nil
}

func pack(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	args := py.Cast[py.Tuple](a[0]).Items
	if len(args) == 0 {
		return py.Value{}, py.Errorf(py.TypeError, "missing format argument")
	}
	l, err := layoutOf(t, args[0])
	if err != nil {
		return py.Value{}, err
	}
	return l.packNew(t, args[1:])
}

func packInto(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	args := py.Cast[py.Tuple](a[0]).Items
	if len(args) == 0 {
		return py.Value{}, py.Errorf(py.TypeError, "missing format argument")
	}
	l, err := layoutOf(t, args[0])
	if err != nil {
		return py.Value{}, err
	}
	return l.packInto(t, args[1:])
}

func unpack(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	l, err := layoutOf(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	return l.unpackBuffer(t, a[1])
}

func unpackFrom(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	l, err := layoutOf(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	return l.unpackFrom(t, a[1], a[2])
}

func iterUnpack(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	l, err := layoutOf(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	return l.iterate(t, a[1])
}
