// Package pickle is the module pickle over package pickling: module _pickle in Go,
// with CPython's names, and pickle itself in Python (pickle.py).
//
// Files: pickle.go (modules and functions), pickler.go, unpickler.go (the classes).
// Only the index of modules and module multiprocessing import the package.
package pickle

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/pickling"
)

//go:embed pickle.py
var source string

// Module returns the declaration of module pickle.
// https://docs.python.org/3.14/library/pickle.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{Name: "pickle", Doc: "Create portable serialized representations of Python objects.\n", Source: source}
}

// Native returns the declaration of module _pickle.
func Native() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "_pickle",
		Doc:  "Optimized implementation for the Python pickle module.",
		Methods: []py.Method{
			{Name: "dump", Signature: "($module, /, obj, file, protocol=None, *, fix_imports=True, buffer_callback=None)", Func: dump, Flags: py.CallsPython, Doc: "Write a pickled representation of obj to the open file object file."},
			{Name: "dumps", Signature: "($module, /, obj, protocol=None, *, fix_imports=True, buffer_callback=None)", Func: dumps, Flags: py.CallsPython, Doc: "Return the pickled representation of the object as a bytes object."},
			{Name: "load", Signature: "($module, /, file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())", Func: load, Flags: py.CallsPython, Doc: "Read and return an object from the pickle data stored in a file."},
			{Name: "loads", Signature: "($module, data, /, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())", Func: loads, Flags: py.CallsPython, Doc: "Read and return an object from the given pickle data."},
		},
		Exec: func(t *py.Thread, m *py.Module) error {
			py.DefineType(&picklerType, picklerSpec)
			py.DefineType(&unpicklerType, unpicklerSpec)
			py.DefineType(&bufferType, bufferSpec)
			m.Dict.SetName("Pickler", picklerType.Value())
			m.Dict.SetName("Unpickler", unpicklerType.Value())
			m.Dict.SetName("PickleBuffer", bufferType.Value())
			e, err := pickling.ErrorsOf(t)
			if err != nil {
				return err
			}
			for _, c := range []*py.Type{e.Base, e.Pickling, e.Unpickling} {
				m.Dict.SetName(c.Name(), c.Value())
			}
			return nil
		},
	}
}

// protocol evaluates the argument protocol.
func protocol(t *py.Thread, v py.Value) (int, error) {
	if v.IsUnbound() || v.IsNone() {
		return pickling.DefaultProtocol, nil
	}
	n, err := py.ToIndex(t, v, py.OverflowError)
	switch {
	case err != nil:
		return 0, err
	case n < 0:
		return pickling.HighestProtocol, nil
	case n > pickling.HighestProtocol:
		return 0, py.Errorf(py.ValueError, "pickle protocol must be <= %d", pickling.HighestProtocol)
	}
	return max(n, pickling.LowestProtocol), nil
}

func newEncoder(t *py.Thread, proto, callback py.Value) (*pickling.Encoder, error) {
	n, err := protocol(t, proto)
	if err != nil {
		return nil, err
	}
	e, err := pickling.ErrorsOf(t)
	if err != nil {
		return nil, err
	}
	enc := &pickling.Encoder{Proto: n, Error: e.Pickling}
	if !callback.IsUnbound() && !callback.IsNone() {
		if n < 5 {
			return nil, py.Errorf(py.ValueError, "buffer_callback needs protocol >= 5")
		}
		enc.BufferCallback = func(t *py.Thread, v py.Value) (bool, error) {
			r, err := py.Call(t, callback, v)
			if err != nil {
				return false, err
			}
			return py.IsTrue(t, r)
		}
	}
	return enc, nil
}

func dumps(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	e, err := newEncoder(t, a[1], a[3])
	if err != nil {
		return py.Value{}, err
	}
	b, err := e.Encode(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	return py.NewBytes(b), nil
}

func dump(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	write, err := writer(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	obj := a[0]
	e, err := newEncoder(t, a[2], a[4])
	if err != nil {
		return py.Value{}, err
	}
	b, err := e.Encode(t, obj)
	if err == nil {
		_, err = py.Call(t, write, py.NewBytes(b))
	}
	return py.None, err
}

// writer is the method write of a file.
func writer(t *py.Thread, file py.Value) (py.Value, error) {
	w, err := py.LookupAttr(t, file, t.Interp.InternString("write"))
	if err == nil && w.IsUnbound() {
		err = py.Errorf(py.TypeError, "file must have a 'write' attribute")
	}
	return w, err
}

// newDecoder makes a decoder of the keyword arguments fix_imports, encoding,
// errors, buffers.
func newDecoder(t *py.Thread, kw []py.Value) (*pickling.Decoder, error) {
	e, err := pickling.ErrorsOf(t)
	if err != nil {
		return nil, err
	}
	d := &pickling.Decoder{Error: e.Unpickling}
	if d.FixImports, err = py.IsTrue(t, kw[0]); err != nil {
		return nil, err
	}
	for i, to := range []*string{&d.Encoding, &d.Errors} {
		s, ok := py.AsStr(kw[1+i])
		if !ok {
			return nil, py.Errorf(py.TypeError, "%s must be str, not %s", []string{"encoding", "errors"}[i], py.TypeOf(kw[1+i]).FullName())
		}
		*to = s.String()
	}
	if b := kw[3]; !b.IsNone() {
		if tup, ok := py.AsTuple(b); !ok || len(tup.Items) > 0 {
			if d.Buffers, err = py.Iter(t, b); err != nil {
				return nil, err
			}
		}
	}
	return d, nil
}

func loads(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	d, err := newDecoder(t, a[1:5])
	if err != nil {
		return py.Value{}, err
	}
	b, ok := py.AsBytes(a[0])
	if !ok {
		if _, isStr := py.AsStr(a[0]); isStr {
			return py.Value{}, py.Errorf(py.TypeError, "a bytes-like object is required, not 'str'")
		}
		v, err := t.Result(py.CallSlot(t, py.BytesType.Value(), []py.Value{a[0]}, nil))
		if err != nil {
			return py.Value{}, err
		}
		b, _ = py.AsBytes(v)
	}
	return d.Decode(t, &pickling.Bytes{Data: b})
}

func load(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	src, err := newFileSource(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	d, err := newDecoder(t, a[1:5])
	if err != nil {
		return py.Value{}, err
	}
	return d.Decode(t, src)
}

// fileSource reads from a file object, no further than the pickle goes.
type fileSource struct{ read, readline py.Value }

func newFileSource(t *py.Thread, file py.Value) (*fileSource, error) {
	s := &fileSource{}
	for name, to := range map[string]*py.Value{"read": &s.read, "readline": &s.readline} {
		f, err := py.LookupAttr(t, file, t.Interp.InternString(name))
		if err != nil {
			return nil, err
		}
		if f.IsUnbound() {
			return nil, py.Errorf(py.TypeError, "file must have 'read', 'readinto' and 'readline' attributes")
		}
		*to = f
	}
	return s, nil
}

func (s *fileSource) Take(t *py.Thread, n int) ([]byte, error) {
	var out []byte
	for len(out) < n {
		r, err := py.Call(t, s.read, py.Int(int64(n-len(out))))
		if err != nil {
			return nil, err
		}
		b, ok := py.AsBytes(r)
		if !ok {
			return nil, py.Errorf(py.ValueError, "read() returned non-bytes object (%s)", py.TypeOf(r).FullName())
		}
		if len(b) == 0 {
			break
		}
		if len(b) > n-len(out) {
			return nil, py.Errorf(py.ValueError, "read() returned too much data")
		}
		if len(b) == n {
			return b, nil
		}
		out = append(out, b...)
	}
	return out, nil
}

func (s *fileSource) Line(t *py.Thread) ([]byte, error) {
	r, err := py.Call(t, s.readline)
	if err != nil {
		return nil, err
	}
	b, ok := py.AsBytes(r)
	if !ok {
		return nil, py.Errorf(py.ValueError, "readline() returned non-bytes object (%s)", py.TypeOf(r).FullName())
	}
	return b, nil
}
