// Package array is the module array: sequences of numbers and characters of one
// size.
//
// Files: array.go (module and class), item.go (values), sequence.go (operations),
// methods.go.
// Only the index of modules imports it.
package array

import (
	"encoding/binary"

	"github.com/gopyrun/gopyrun/interp/py"
)

// typecodes are the kinds of items, as the module lists them.
const typecodes = "bBuwhHiIlLqQfd"

// itemSize is the size of an item, 0 for a code that there is not.
func itemSize(code byte) int {
	switch code {
	case 'b', 'B':
		return 1
	case 'h', 'H':
		return 2
	case 'u', 'w', 'i', 'I', 'f':
		return 4
	case 'l', 'L', 'q', 'Q', 'd':
		return 8
	}
	return 0
}

// array is an array.array.
type array struct {
	py.Header
	code    byte
	size    int
	b       []byte
	exports *py.Exports // nil until the memory is shown for the first time
}

var (
	arrayType py.Type
	iterType  py.Type
)

// maxSize bounds the memory of an array.
const maxSize = 1 << 34

func (x *array) len() int { return len(x.b) / x.size }

func (x *array) at(i int) []byte { return x.b[i*x.size : (i+1)*x.size] }

func (x *array) resizable(t *py.Thread) error {
	if x.exports == nil {
		return nil
	}
	err := x.exports.Resizable(t)
	if err != nil {
		err = py.Errorf(py.BufferError, "cannot resize an array that is exporting buffers")
	}
	return err
}

// like returns an array of the same kind that owns b.
func (x *array) like(b []byte) py.Value {
	r := py.Make[array](&arrayType)
	r.code, r.size, r.b = x.code, x.size, b
	return py.Ref(r)
}

func as(v py.Value) (*array, bool) {
	if !py.TypeOf(v).IsSubtype(&arrayType) {
		return nil, false
	}
	return py.Cast[array](v), true
}

// Module returns the declaration of the module.
// https://docs.python.org/3.14/library/array.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "array",
		Doc:  "This module defines an object type which can efficiently represent\nan array of basic values: characters, integers, floating-point\nnumbers.  Arrays are sequence types and behave very much like lists,\nexcept that the type of objects stored in them is constrained.\n",
		Methods: []py.Method{
			{Name: "_array_reconstructor", Signature: "($module, arraytype, typecode, mformat_code, items, /)", Func: reconstruct, Doc: "Internal. Used for pickling support."},
		},
		Exec: func(t *py.Thread, m *py.Module) error {
			py.DefineType(&arrayType, arraySpec)
			py.DefineType(&iterType, iterSpec)
			m.Dict.SetName("array", arrayType.Value())
			m.Dict.SetName("ArrayType", arrayType.Value())
			m.Dict.SetName("typecodes", py.NewStr(typecodes))
			return register(t)
		},
	}
}

// register tells collections.abc, if that has been imported, that arrays are mutable
// sequences; otherwise it asks for them when it is.
func register(t *py.Thread) error {
	abc := t.Interp.Modules.GetName("_collections_abc")
	if abc.IsUnbound() {
		return nil
	}
	c, err := py.GetAttr(t, abc, "MutableSequence")
	if err == nil {
		_, err = py.CallMethod(t, c, "register", arrayType.Value())
	}
	return err
}

// codeArg evaluates a type code.
func codeArg(v py.Value, fname string, n int) (byte, error) {
	s, ok := py.AsStr(v)
	switch {
	case !ok:
		return 0, py.Errorf(py.TypeError, "%s() argument %d must be a unicode character, not %s", fname, n, py.ArgName(v))
	case s.Len() != 1:
		return 0, py.Errorf(py.TypeError, "%s() argument %d must be a unicode character, not a string of length %d", fname, n, s.Len())
	}
	return s.String()[0], nil
}

func newArray(t *py.Thread, typ *py.Type, args, kw []py.Value) (py.Value, error) {
	if len(kw) > 0 && typ == &arrayType {
		return py.Value{}, py.Errorf(py.TypeError, "array.array() takes no keyword arguments")
	}
	args = args[:len(args)-len(kw)]
	switch {
	case len(args) == 0:
		return py.Value{}, py.Errorf(py.TypeError, "array() takes at least 1 argument (0 given)")
	case len(args) > 2:
		return py.Value{}, py.Errorf(py.TypeError, "array() takes at most 2 arguments (%d given)", len(args))
	}
	code, err := codeArg(args[0], "array", 1)
	if err != nil {
		return py.Value{}, err
	}
	if itemSize(code) == 0 {
		return py.Value{}, py.Errorf(py.ValueError, "bad typecode (must be b, B, u, w, h, H, i, I, l, L, q, Q, f or d)")
	}
	x := py.Make[array](typ)
	x.code, x.size = code, itemSize(code)
	if len(args) == 1 {
		return py.Ref(x), nil
	}
	init := args[1]
	text := code == 'u' || code == 'w'
	if y, ok := as(init); ok {
		if yText := y.code == 'u' || y.code == 'w'; yText && !text {
			return py.Value{}, py.Errorf(py.TypeError, "cannot use a unicode array to initialize an array with typecode '%c'", code)
		}
	}
	switch {
	case init.IsStr() || py.StrType.IsInstance(init):
		if !text {
			return py.Value{}, py.Errorf(py.TypeError, "cannot use a str to initialize an array with typecode '%c'", code)
		}
		err = x.appendText(t, init)
	case py.BytesType.IsInstance(init) || py.ByteArrayType.IsInstance(init):
		err = x.appendBytes(t, init)
	default:
		err = x.extend(t, init)
	}
	return py.Ref(x), err
}

func arraySpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "array.array", Layout: py.LayoutOf[array](), Flags: py.Unhashable | py.MatchSequence,
		Doc: "array(typecode [, initializer]) -> array\n\nA sequence of items of one kind: numbers or characters of one size in\nmemory. The type code says which.",
		Slots: py.Slots{
			New: func(t *py.Thread, typ *py.Type, args, kw []py.Value) py.Value {
				v, err := newArray(t, typ, args, kw)
				if err != nil {
					return t.Fail(err)
				}
				return v
			},
			Repr: repr, Compare: compare, GetItem: getItem, SetItem: setItem, Contains: contains,
			Len: func(t *py.Thread, v py.Value) (int, bool) { return py.Cast[array](v).len(), true },
			Iter: func(t *py.Thread, v py.Value) py.Value {
				it := py.Make[iterator](&iterType)
				it.x = py.Cast[array](v)
				return py.Ref(it)
			},
			Concat: concat, Repeat: repeat, InplaceConcat: inplaceConcat, InplaceRepeat: inplaceRepeat,
			Buffer: func(t *py.Thread, v py.Value, _ py.BufferFlags) (*py.Buffer, error) {
				x := py.Cast[array](v)
				if x.exports == nil {
					x.exports = new(py.Exports)
				}
				return x.exports.Share(&py.Buffer{Bytes: x.b, Format: string(x.code), ItemSize: x.size}), nil
			},
		},
		Methods: methods(),
		Getset: []py.Getset{
			{Name: "typecode", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
				return py.NewStr(string(py.Cast[array](self).code)), nil
			}, Doc: "the typecode character used to create the array"},
			{Name: "itemsize", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
				return py.Int(int64(py.Cast[array](self).size)), nil
			}, Doc: "the size, in bytes, of one array item"},
		},
	}
}

// iterator walks over an array.
type iterator struct {
	py.Header
	x *array // nil at the end
	i int
}

func iterSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "array.arrayiterator", Layout: py.LayoutOf[iterator](), Flags: py.NoSubclass | py.NoInstances,
		Slots: py.Slots{
			Iter: func(t *py.Thread, v py.Value) py.Value { return v },
			Next: func(t *py.Thread, v py.Value) py.Value {
				it := py.Cast[iterator](v)
				if it.x == nil || it.i >= it.x.len() {
					it.x = nil
					return py.Value{}
				}
				it.i++
				r, err := it.x.get(it.i - 1)
				if err != nil {
					return t.Fail(err)
				}
				return r
			},
		},
		Methods: []py.Method{
			{Name: "__reduce__", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				it := py.Cast[iterator](self)
				iter := t.Interp.Builtins.GetName("iter")
				if it.x == nil {
					return py.NewTuple(iter, py.NewTuple(py.NewTuple())), nil
				}
				return py.NewTuple(iter, py.NewTuple(py.Ref(it.x)), py.Int(int64(it.i))), nil
			}, Doc: "Return state information for pickling."},
			{Name: "__setstate__", Signature: "($self, state, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				n, err := py.ToIndex(t, a[0], py.OverflowError)
				if it := py.Cast[iterator](self); err == nil && it.x != nil {
					it.i = min(max(n, 0), it.x.len())
				}
				return py.None, err
			}, Doc: "Set state information for unpickling."},
		},
	}
}

// nativeUTF32 is the encoding of the items of text arrays.
func nativeUTF32() string {
	if binary.NativeEndian.Uint16([]byte{1, 0}) == 1 {
		return "utf-32-le"
	}
	return "utf-32-be"
}
