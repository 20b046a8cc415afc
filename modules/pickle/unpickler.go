package pickle

import (
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/pickling"
)

// unpickler is a pickle.Unpickler.
type unpickler struct {
	py.Header
	dec *pickling.Decoder // nil until __init__
	src *fileSource
}

var unpicklerType py.Type

func unpicklerSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "_pickle.Unpickler", Layout: py.LayoutOf[unpickler](),
		Doc: "This takes a binary file for reading a pickle data stream.",
		Slots: py.Slots{New: func(t *py.Thread, typ *py.Type, args, kw []py.Value) py.Value {
			return py.Ref(py.Make[unpickler](typ))
		}},
		InitSignature: "(file, *, fix_imports=True, encoding='ASCII', errors='strict', buffers=())",
		Init: func(t *py.Thread, self py.Value, a py.Args) error {
			u := py.Cast[unpickler](self)
			src, err := newFileSource(t, a[0])
			if err != nil {
				return err
			}
			dec, err := newDecoder(t, a[1:5])
			if err != nil {
				return err
			}
			u.src, u.dec = src, dec
			return nil
		},
		Methods: []py.Method{
			{Name: "load", Signature: "($self, /)", Func: unpicklerLoad, Flags: py.CallsPython, Doc: "Load a pickle.\n\nRead a pickled object representation from the open file object given in\nthe constructor, and return the reconstituted object hierarchy specified\ntherein."},
			{Name: "find_class", Signature: "($self, module_name, global_name, /)", Func: findClass, Flags: py.CallsPython, Doc: "Return an object from a specified module.\n\nIf necessary, the module will be imported. Subclasses may override this\nmethod (e.g. to restrict unpickling of arbitrary classes and functions)."},
		},
	}
}

func unpicklerOf(t *py.Thread, self py.Value) (*unpickler, error) {
	u := py.Cast[unpickler](self)
	if u.dec == nil {
		e, err := pickling.ErrorsOf(t)
		if err != nil {
			return nil, err
		}
		return nil, py.Errorf(e.Unpickling, "Unpickler.__init__() was not called by %s.__init__()", py.TypeOf(self).Name())
	}
	return u, nil
}

func findClass(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	u, err := unpicklerOf(t, self)
	if err != nil {
		return py.Value{}, err
	}
	module, ok1 := py.AsStr(a[0])
	name, ok2 := py.AsStr(a[1])
	if !ok1 || !ok2 {
		return py.Value{}, py.Errorf(py.TypeError, "find_class() arguments must be str")
	}
	return u.dec.Find(t, module.String(), name.String())
}

func unpicklerLoad(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	u, err := unpicklerOf(t, self)
	if err != nil {
		return py.Value{}, err
	}
	find, err := py.GetAttr(t, self, "find_class")
	if err != nil {
		return py.Value{}, err
	}
	u.dec.FindClass = func(t *py.Thread, module, name string) (py.Value, error) {
		return py.Call(t, find, py.NewStr(module), py.NewStr(name))
	}
	u.dec.PersistentLoad = nil
	persistent, err := py.LookupAttr(t, self, t.Interp.InternString("persistent_load"))
	if err != nil {
		return py.Value{}, err
	}
	if !persistent.IsUnbound() {
		u.dec.PersistentLoad = func(t *py.Thread, id py.Value) (py.Value, error) { return py.Call(t, persistent, id) }
	}
	return u.dec.Decode(t, u.src)
}
