package pickle

import (
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/pickling"
)

// pickler is a pickle.Pickler.
type pickler struct {
	py.Header
	enc      *pickling.Encoder // nil until __init__
	write    py.Value
	dispatch py.Value // the attribute dispatch_table
}

var picklerType py.Type

func picklerSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "_pickle.Pickler", Layout: py.LayoutOf[pickler](),
		Doc: "This takes a binary file for writing a pickle data stream.",
		Slots: py.Slots{New: func(t *py.Thread, typ *py.Type, args, kw []py.Value) py.Value {
			return py.Ref(py.Make[pickler](typ))
		}},
		InitSignature: "(file, protocol=None, fix_imports=True, buffer_callback=None)",
		Init: func(t *py.Thread, self py.Value, a py.Args) error {
			p := py.Cast[pickler](self)
			write, err := writer(t, a[0])
			if err != nil {
				return err
			}
			enc, err := newEncoder(t, a[1], a[3])
			if err != nil {
				return err
			}
			p.enc, p.write = enc, write
			return nil
		},
		Methods: []py.Method{
			{Name: "dump", Signature: "($self, obj, /)", Func: picklerDump, Flags: py.CallsPython, Doc: "Write a pickled representation of the given object to the open file."},
			{Name: "clear_memo", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				p, err := picklerOf(self)
				if err == nil {
					p.enc.ClearMemo()
				}
				return py.None, err
			}, Doc: "Clears the pickler's \"memo\"."},
		},
		Getset: []py.Getset{
			{Name: "dispatch_table", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
				p := py.Cast[pickler](self)
				if p.dispatch.IsUnbound() {
					return py.Value{}, py.Errorf(py.AttributeError, "dispatch_table")
				}
				return p.dispatch, nil
			}, Set: func(t *py.Thread, self, v py.Value) error {
				py.Cast[pickler](self).dispatch = v
				return nil
			}},
			{Name: "fast", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
				p, err := picklerOf(self)
				if err != nil {
					return py.Value{}, err
				}
				return py.Int(map[bool]int64{true: 1}[p.enc.Fast]), nil
			}, Set: func(t *py.Thread, self, v py.Value) error {
				p, err := picklerOf(self)
				if err == nil {
					p.enc.Fast, err = py.IsTrue(t, v)
				}
				return err
			}},
			{Name: "bin", Get: func(t *py.Thread, self py.Value) (py.Value, error) { return py.Int(1), nil }},
		},
	}
}

func picklerOf(self py.Value) (*pickler, error) {
	p := py.Cast[pickler](self)
	if p.enc == nil {
		return nil, py.Errorf(py.RuntimeError, "Pickler.__init__() was not called by %s.__init__()", py.TypeOf(self).Name())
	}
	return p, nil
}

func picklerDump(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	p := py.Cast[pickler](self)
	if p.enc == nil {
		e, err := pickling.ErrorsOf(t)
		if err != nil {
			return py.Value{}, err
		}
		return py.Value{}, py.Errorf(e.Pickling, "Pickler.__init__() was not called by %s.__init__()", py.TypeOf(self).Name())
	}
	obj := a[0]
	if err := p.hooks(t, self); err != nil {
		return py.Value{}, err
	}
	b, err := p.enc.Encode(t, obj)
	if err != nil {
		return py.Value{}, err
	}
	if _, err := py.Call(t, p.write, py.NewBytes(b)); err != nil {
		return py.Value{}, err
	}
	return py.None, nil
}

// hooks finds the methods by which a subclass takes part.
func (p *pickler) hooks(t *py.Thread, self py.Value) error {
	p.enc.Reduce, p.enc.PersistentID = nil, nil
	reduce, err := py.LookupAttr(t, self, t.Interp.InternString("reducer_override"))
	if err != nil {
		return err
	}
	if !reduce.IsUnbound() {
		p.enc.Reduce = func(t *py.Thread, v py.Value) (py.Value, bool, error) {
			r, err := py.Call(t, reduce, v)
			return r, err == nil && !r.IsNotImplemented(), err
		}
	}
	id, err := py.LookupAttr(t, self, t.Interp.InternString("persistent_id"))
	if err != nil {
		return err
	}
	if !id.IsUnbound() {
		p.enc.PersistentID = func(t *py.Thread, v py.Value) (py.Value, error) { return py.Call(t, id, v) }
	}
	p.enc.Dispatch, err = py.LookupAttr(t, self, t.Interp.InternString("dispatch_table"))
	return err
}

// pickleBuffer is a pickle.PickleBuffer: it marks an object whose memory may be
// sent out of band.
type pickleBuffer struct {
	py.Header
	obj py.Value // unbound once released
}

var bufferType py.Type

func bufferSpec() py.TypeSpec {
	view := func(t *py.Thread, self py.Value) (py.Value, error) {
		b := py.Cast[pickleBuffer](self)
		if b.obj.IsUnbound() {
			return py.Value{}, py.Errorf(py.ValueError, "operation forbidden on released PickleBuffer object")
		}
		return py.NewMemoryView(t, b.obj)
	}
	return py.TypeSpec{
		Name: "pickle.PickleBuffer", Layout: py.LayoutOf[pickleBuffer](), Doc: "Wrapper for potentially out-of-band buffers",
		Signature: "(object, /)",
		New: func(t *py.Thread, typ *py.Type, a py.Args) (py.Value, error) {
			buf, err := py.GetBufferFlags(t, a[0], py.BufFullRO)
			if err != nil {
				return py.Value{}, err
			}
			buf.Release()
			b := py.Make[pickleBuffer](typ)
			b.obj = a[0]
			return py.Ref(b), nil
		},
		Methods: []py.Method{
			{Name: "raw", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return view(t, self)
			}, Doc: "Return a memoryview of the raw memory underlying this buffer.\n\nWill raise BufferError is the buffer isn't contiguous."},
			{Name: "release", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				py.Cast[pickleBuffer](self).obj = py.Value{}
				return py.None, nil
			}, Doc: "Release the underlying buffer exposed by the PickleBuffer object."},
			{Name: "__reduce_ex__", Signature: "($self, protocol, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				v, err := view(t, self)
				if err != nil {
					return py.Value{}, err
				}
				ro, err := py.GetAttr(t, v, "readonly")
				if err != nil {
					return py.Value{}, err
				}
				typ := py.ByteArrayType
				if ro == py.True {
					typ = py.BytesType
				}
				data, err := t.Result(py.CallSlot(t, py.BytesType.Value(), []py.Value{v}, nil))
				return py.NewTuple(typ.Value(), py.NewTuple(data)), err
			}, Flags: py.CallsPython},
		},
	}
}
