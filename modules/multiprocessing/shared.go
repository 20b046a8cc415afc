package multiprocessing

import (
	"encoding/binary"
	"math"
	"math/big"

	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/ipc"
)

// array is an array of C numbers in shared memory: what Value and Array are made
// of. Its items convert as those of ctypes do: whole numbers wrap around.
type array struct {
	py.Header
	block *ipc.Block
	code  byte
	size  int // of an item
	n     int // items
}

var arrayType py.Type

// itemSize is the size of a typecode's item, 0 if there is no such code.
func itemSize(code byte) int {
	switch code {
	case 'c', 'b', 'B', '?':
		return 1
	case 'h', 'H':
		return 2
	case 'i', 'I', 'f', 'u':
		return 4
	case 'l', 'L', 'q', 'Q', 'd':
		return 8
	}
	return 0
}

// rawValueType is that of an array of one item that has an attribute value.
var rawValueType py.Type

func newArray(typ *py.Type, b *ipc.Block, code byte) (py.Value, error) {
	size := itemSize(code)
	if size == 0 {
		return py.Value{}, py.Errorf(py.TypeError, "this type has no size")
	}
	a := py.Make[array](typ)
	a.block, a.code, a.size = b, code, size
	a.n = (b.Size() - 8) / size
	return py.Ref(a), nil
}

// bytes is the memory of the items: a block has eight bytes more, so that an empty
// array has one.
func (x *array) bytes() []byte { return x.block.Bytes()[:x.n*x.size] }

func arraySpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "_multiprocessing.Array", Layout: py.LayoutOf[array](),
		Doc:       "Numbers in memory that processes share.",
		Signature: "(typecode, length, /)",
		New: func(t *py.Thread, typ *py.Type, a py.Args) (py.Value, error) {
			n, err := py.ToIndex(t, a[1], py.OverflowError)
			if err != nil {
				return py.Value{}, err
			}
			return makeArray(t, typ, a[0], n)
		},
		Slots: py.Slots{
			Len:     func(t *py.Thread, v py.Value) (int, bool) { return py.Cast[array](v).n, true },
			GetItem: arrayGetItem,
			SetItem: arraySetItem,
			Iter:    func(t *py.Thread, v py.Value) py.Value { return py.NewSequenceIter(v) },
			Buffer: func(t *py.Thread, v py.Value, _ py.BufferFlags) (*py.Buffer, error) {
				x := py.Cast[array](v)
				return &py.Buffer{Bytes: x.bytes(), Format: string(x.code), ItemSize: x.size, Release: func() {}}, nil
			},
		},
		Getset: []py.Getset{arrayTypecode, arrayRaw},
		Methods: []py.Method{
			{Name: "_offer", Signature: "($self, last, /)", Func: arrayOffer, Doc: "Open the next tag after last, and return it."},
			{Name: "_take", Signature: "($self, tag, /)", Func: arrayTake, Doc: "Take an open tag; False if another process was faster."},
		},
	}
}

// arrayOffer and arrayTake make an array of code 'q' a set of open tags that several
// processes take from. A tag is kept at its remainder by the length.
func arrayOffer(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	x := py.Cast[array](self)
	last, err := py.ToIndex(t, a[0], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	if x.code == 'q' && last >= 0 {
		for tag := last + 1; tag-last <= x.n; tag++ {
			if x.block.Word(tag%x.n).CompareAndSwap(0, uint64(tag)) {
				return py.Int(int64(tag)), nil
			}
		}
	}
	return py.Value{}, py.Errorf(py.OverflowError, "too many open tags")
}

func arrayTake(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	x := py.Cast[array](self)
	tag, err := py.ToIndex(t, a[0], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	return py.Bool(x.code == 'q' && x.n > 0 && tag > 0 && x.block.Word(tag%x.n).CompareAndSwap(uint64(tag), 0)), nil
}

// asArray returns an array or a raw value, nil if v is neither.
func asArray(v py.Value) *array {
	if x, ok := py.As[array](v, &arrayType); ok {
		return x
	}
	x, _ := py.As[array](v, &rawValueType)
	return x
}

var (
	arrayTypecode = py.Getset{Name: "typecode", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
		return py.NewStr(string(py.Cast[array](self).code)), nil
	}}
	arrayRaw = py.Getset{Name: "raw", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
		return py.NewBytes(append([]byte(nil), py.Cast[array](self).bytes()...)), nil
	}, Set: func(t *py.Thread, self, val py.Value) error {
		x := py.Cast[array](self)
		data, err := py.ReadBytes(t, val)
		if err != nil {
			return err
		}
		if len(data) > len(x.bytes()) {
			return py.Errorf(py.ValueError, "byte string too long")
		}
		copy(x.bytes(), data)
		return nil
	}}
)

func makeArray(t *py.Thread, typ *py.Type, typecode py.Value, n int) (py.Value, error) {
	s, ok := py.AsStr(typecode)
	if !ok || len(s.String()) != 1 || itemSize(s.String()[0]) == 0 {
		return py.Value{}, py.Errorf(py.TypeError, "this type has no size")
	}
	code := s.String()[0]
	if n < 0 || n > 1<<40/itemSize(code) {
		return py.Value{}, py.Errorf(py.ValueError, "Array length must be >= 0, not %d", n)
	}
	b, err := stateOf(t).space.NewBlock(n*itemSize(code) + 8)
	if err != nil {
		return py.Value{}, raise(err)
	}
	return newArray(typ, b, code)
}

func rawValueSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "_multiprocessing.RawValue", Layout: py.LayoutOf[array](),
		Doc:       "A number in memory that processes share.",
		Signature: "(typecode, /)",
		New: func(t *py.Thread, typ *py.Type, a py.Args) (py.Value, error) {
			return makeArray(t, typ, a[0], 1)
		},
		Slots: py.Slots{Bool: func(t *py.Thread, v py.Value) (bool, bool) {
			truth, err := py.IsTrue(t, py.Cast[array](v).get(0))
			if err != nil {
				t.Fail(err)
			}
			return truth, err == nil
		}},
		Getset: []py.Getset{
			{Name: "value", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
				return py.Cast[array](self).get(0), nil
			}, Set: func(t *py.Thread, self, val py.Value) error {
				if val.IsUnbound() {
					return py.Errorf(py.TypeError, "can't delete attribute")
				}
				return py.Cast[array](self).set(t, 0, val)
			}},
			arrayTypecode, arrayRaw,
		},
	}
}

func (x *array) get(i int) py.Value {
	p := x.block.Bytes()[i*x.size:]
	switch x.code {
	case 'c':
		return py.NewBytes([]byte{p[0]})
	case 'b':
		return py.Int(int64(int8(p[0])))
	case 'B':
		return py.Int(int64(p[0]))
	case '?':
		return py.Bool(p[0] != 0)
	case 'h':
		return py.Int(int64(int16(binary.NativeEndian.Uint16(p))))
	case 'H':
		return py.Int(int64(binary.NativeEndian.Uint16(p)))
	case 'i':
		return py.Int(int64(int32(binary.NativeEndian.Uint32(p))))
	case 'I':
		return py.Int(int64(binary.NativeEndian.Uint32(p)))
	case 'u':
		return py.NewChar(rune(binary.NativeEndian.Uint32(p)))
	case 'f':
		return py.Float(float64(math.Float32frombits(binary.NativeEndian.Uint32(p))))
	case 'd':
		return py.Float(math.Float64frombits(binary.NativeEndian.Uint64(p)))
	case 'L', 'Q':
		if u := binary.NativeEndian.Uint64(p); u > math.MaxInt64 {
			return py.NewBig(new(big.Int).SetUint64(u))
		}
	}
	return py.Int(int64(binary.NativeEndian.Uint64(p)))
}

func (x *array) set(t *py.Thread, i int, v py.Value) error {
	p := x.block.Bytes()[i*x.size:]
	switch x.code {
	case 'c':
		b, ok := py.AsBytes(v)
		if ok && len(b) == 1 {
			p[0] = b[0]
			return nil
		}
		const want = "one character bytes, bytearray, or an integer in range(256) expected"
		if ok {
			return py.Errorf(py.TypeError, want+", not bytes of length %d", len(b))
		}
		if py.IsAnyInt(v) {
			if n, ok := py.AsInt64(v); ok && n >= 0 && n < 256 {
				p[0] = byte(n)
				return nil
			}
			return py.Errorf(py.TypeError, "integer not in range(256)")
		}
		return py.Errorf(py.TypeError, want+", not %s", py.TypeOf(v).FullName())
	case 'u':
		s, ok := py.AsStr(v)
		switch {
		case !ok:
			return py.Errorf(py.TypeError, "a unicode character expected, not instance of %s", py.TypeOf(v).FullName())
		case s.Len() != 1:
			return py.Errorf(py.TypeError, "a unicode character expected, not a string of length %d", s.Len())
		}
		binary.NativeEndian.PutUint32(p, uint32(py.FirstChar(s.String())))
		return nil
	case '?':
		truth, err := py.IsTrue(t, v)
		p[0] = 0
		if truth {
			p[0] = 1
		}
		return err
	case 'f', 'd':
		f, err := py.ToFloat(t, v)
		if err != nil {
			return err
		}
		if x.code == 'f' {
			binary.NativeEndian.PutUint32(p, math.Float32bits(float32(f)))
		} else {
			binary.NativeEndian.PutUint64(p, math.Float64bits(f))
		}
		return nil
	}
	n, err := py.Index(t, v)
	if err != nil {
		return err
	}
	u, ok := py.AsInt64(n)
	if !ok {
		b, _ := py.AsBig(n)
		u = int64(new(big.Int).And(b, new(big.Int).SetUint64(math.MaxUint64)).Uint64())
	}
	switch x.size {
	case 1:
		p[0] = byte(u)
	case 2:
		binary.NativeEndian.PutUint16(p, uint16(u))
	case 4:
		binary.NativeEndian.PutUint32(p, uint32(u))
	default:
		binary.NativeEndian.PutUint64(p, uint64(u))
	}
	return nil
}

func (x *array) index(t *py.Thread, key py.Value) (int, error) {
	i, err := py.ToIndex(t, key, py.IndexError)
	if py.Matches(err, py.TypeError) {
		return 0, py.Errorf(py.TypeError, "indices must be integers")
	}
	if err != nil {
		return 0, err
	}
	if i < 0 {
		i += x.n
	}
	if uint(i) >= uint(x.n) {
		return 0, py.Errorf(py.IndexError, "invalid index")
	}
	return i, nil
}

func arrayGetItem(t *py.Thread, v, key py.Value) py.Value {
	x := py.Cast[array](v)
	if key.IsSlice() {
		start, _, step, n, err := py.SliceIndices(t, py.Cast[py.Slice](key), x.n)
		if err != nil {
			return t.Fail(err)
		}
		if x.code == 'c' {
			b := make([]byte, n)
			for k := range b {
				b[k] = x.block.Bytes()[start+k*step]
			}
			return py.NewBytes(b)
		}
		out := make([]py.Value, n)
		for k := range out {
			out[k] = x.get(start + k*step)
		}
		if x.code == 'u' {
			return py.JoinStrs(t, out)
		}
		return py.NewList(out...)
	}
	i, err := x.index(t, key)
	if err != nil {
		return t.Fail(err)
	}
	return x.get(i)
}

func arraySetItem(t *py.Thread, v, key, val py.Value) bool {
	if err := py.Cast[array](v).assign(t, key, val); err != nil {
		t.Fail(err)
		return false
	}
	return true
}

func (x *array) assign(t *py.Thread, key, val py.Value) error {
	if val.IsUnbound() {
		return py.Errorf(py.TypeError, "Array does not support item deletion")
	}
	if !key.IsSlice() {
		i, err := x.index(t, key)
		if err != nil {
			return err
		}
		return x.set(t, i, val)
	}
	items, err := py.Items(t, val)
	if err != nil {
		return err
	}
	start, _, step, n, err := py.SliceIndices(t, py.Cast[py.Slice](key), x.n)
	if err != nil {
		return err
	}
	if len(items) != n {
		return py.Errorf(py.ValueError, "Can only assign sequence of same size")
	}
	for k, it := range items {
		if err := x.set(t, start+k*step, it); err != nil {
			return err
		}
	}
	return nil
}
