package py

import (
	"fmt"
	"runtime"
)

// MemoryView is a Python memoryview: items in the memory of another object.
// https://docs.python.org/3.14/library/stdtypes.html#memoryview
type MemoryView struct {
	Header
	mem      *memBuffer // nil once released
	readOnly bool
	format   string
	itemSize int
	offset   int // of the first item in the memory
	shape    []int
	strides  []int
	exports  int // buffers of this view that others have
	hash     uint64
	hashed   bool
}

// memBuffer is the memory that the views of one object share; the last of them
// gives it back.
type memBuffer struct {
	buf   *Buffer
	obj   Value
	views int
}

// maxDims bounds the dimensions of a view.
const maxDims = 64

var memoryViewType Type

// MemoryViewType is memoryview.
var MemoryViewType = &memoryViewType

// NewMemoryView returns a view of the memory of a bytes-like object.
func NewMemoryView(t *Thread, v Value) (Value, error) { return viewOf(t, v, BufFullRO) }

func viewOf(t *Thread, v Value, flags BufferFlags) (Value, error) {
	if m, ok := As[MemoryView](v, &memoryViewType); ok {
		if err := m.check(); err != nil {
			return Value{}, err
		}
		return Ref(m.clone()), nil
	}
	if !IsBuffer(v) {
		return Value{}, Errorf(TypeError, "memoryview: a bytes-like object is required, not '%s'", TypeOf(v).FullName())
	}
	buf, err := GetBufferFlags(t, v, flags)
	if err != nil {
		return Value{}, err
	}
	return Ref(newMemoryView(holdBuffer(buf, v))), nil
}

// holdBuffer makes buf the memory of views that may be collected without a call of
// release.
func holdBuffer(buf *Buffer, obj Value) *memBuffer {
	mem := &memBuffer{buf: buf, obj: obj}
	if e := buf.Exports; e != nil {
		held := new(bool)
		*held = true
		release := buf.Release
		buf.Release = func() { *held = false; release() }
		runtime.AddCleanup(mem, func(held *bool) {
			if *held {
				e.n.Add(-1)
			}
		}, held)
	}
	return mem
}

// newMemoryView returns a view of all of mem.
func newMemoryView(mem *memBuffer) *MemoryView {
	b := mem.buf
	m := Make[MemoryView](&memoryViewType)
	m.mem, m.readOnly, m.format, m.itemSize = mem, b.ReadOnly, b.Format, b.ItemSize
	m.offset, m.shape, m.strides = b.Offset, b.Shape, b.Strides
	if m.shape == nil {
		m.shape = []int{len(b.Bytes) / max(1, b.ItemSize)}
	}
	if m.strides == nil {
		m.strides = contiguousStrides(m.shape, m.itemSize)
	}
	mem.views++
	return m
}

func contiguousStrides(shape []int, itemSize int) []int {
	strides := make([]int, len(shape))
	n := itemSize
	for i := len(shape) - 1; i >= 0; i-- {
		strides[i] = n
		n *= shape[i]
	}
	return strides
}

// clone returns another view of the same items.
func (m *MemoryView) clone() *MemoryView {
	c := Make[MemoryView](&memoryViewType)
	c.mem, c.readOnly, c.format, c.itemSize = m.mem, m.readOnly, m.format, m.itemSize
	c.offset, c.shape, c.strides = m.offset, m.shape, m.strides
	c.mem.views++
	return c
}

func (m *MemoryView) released() bool { return m.mem == nil }

func (m *MemoryView) check() error {
	if m.mem == nil {
		return Errorf(ValueError, "operation forbidden on released memoryview object")
	}
	return nil
}

func (m *MemoryView) release() error {
	if m.mem == nil {
		return nil
	}
	if m.exports > 0 {
		s := ""
		if m.exports > 1 {
			s = "s"
		}
		return Errorf(BufferError, "memoryview has %d exported buffer%s", m.exports, s)
	}
	mem := m.mem
	m.mem = nil
	if mem.views--; mem.views == 0 {
		mem.buf.Release()
	}
	return nil
}

// items is the number of items.
func (m *MemoryView) items() int {
	n := 1
	for _, k := range m.shape {
		n *= k
	}
	return n
}

func (m *MemoryView) nbytes() int { return m.items() * m.itemSize }

// contiguous reports whether the items lie one after the other, in C order or in
// Fortran's.
func (m *MemoryView) contiguous(fortran bool) bool {
	if m.items() == 0 {
		return true
	}
	n := m.itemSize
	for k := range m.shape {
		i := len(m.shape) - 1 - k
		if fortran {
			i = k
		}
		if m.shape[i] > 1 && m.strides[i] != n {
			return false
		}
		n *= m.shape[i]
	}
	return true
}

// bytes is the memory of a C-contiguous view.
func (m *MemoryView) bytes() []byte {
	if m.nbytes() == 0 {
		return nil
	}
	return m.mem.buf.Bytes[m.offset : m.offset+m.nbytes()]
}

// at is the memory of the item at a position.
func (m *MemoryView) at(pos int) []byte {
	return m.mem.buf.Bytes[pos : pos+m.itemSize : pos+m.itemSize]
}

// each calls f with the positions of the items in C order, or in Fortran's.
func (m *MemoryView) each(fortran bool, f func(pos int) error) error {
	order := make([]int, len(m.shape))
	for i := range order {
		if order[i] = i; fortran {
			order[i] = len(order) - 1 - i
		}
	}
	var walk func(k, pos int) error
	walk = func(k, pos int) error {
		if k == len(order) {
			return f(pos)
		}
		d := order[k]
		for i := range m.shape[d] {
			if err := walk(k+1, pos+i*m.strides[d]); err != nil {
				return err
			}
		}
		return nil
	}
	return walk(0, m.offset)
}

// appendBytes appends the items in C order.
func (m *MemoryView) appendBytes(out []byte) []byte {
	if m.contiguous(false) {
		return append(out, m.bytes()...)
	}
	return m.appendOrdered(out, false)
}

func (m *MemoryView) appendOrdered(out []byte, fortran bool) []byte {
	_ = m.each(fortran, func(pos int) error { // f returns no error
		out = append(out, m.at(pos)...)
		return nil
	})
	return out
}

// memoryViewBuffer is slot Buffer of memoryview.
func memoryViewBuffer(t *Thread, v Value, flags BufferFlags) (*Buffer, error) {
	m := Cast[MemoryView](v)
	if err := m.check(); err != nil {
		return nil, err
	}
	c := m.contiguous(false)
	switch {
	case flags.has(BufWritable) && m.readOnly:
		return nil, Errorf(BufferError, "memoryview: underlying buffer is not writable")
	case flags.has(BufCContiguous) && !c:
		return nil, Errorf(BufferError, "memoryview: underlying buffer is not C-contiguous")
	case flags.has(BufFContiguous) && !m.contiguous(true):
		return nil, Errorf(BufferError, "memoryview: underlying buffer is not Fortran contiguous")
	case flags.has(BufAContiguous) && !c && !m.contiguous(true):
		return nil, Errorf(BufferError, "memoryview: underlying buffer is not contiguous")
	case !flags.has(BufStrides) && !c:
		return nil, Errorf(BufferError, "memoryview: underlying buffer is not C-contiguous")
	case !flags.has(BufND) && flags.has(BufFormat):
		return nil, Errorf(BufferError, "memoryview: cannot cast to unsigned bytes if the format flag is present")
	}
	b := &Buffer{ReadOnly: m.readOnly, Format: m.format, ItemSize: m.itemSize, Shape: m.shape}
	if !flags.has(BufFormat) {
		b.Format = "B"
	}
	if c {
		b.Bytes = m.bytes()
	} else {
		b.Bytes, b.Strides, b.Offset = m.mem.buf.Bytes, m.strides, m.offset
	}
	if !flags.has(BufND) {
		b.Shape = nil
		b.Format, b.ItemSize = "B", 1
	}
	m.exports++
	done := false
	b.Release = func() {
		if !done {
			done = true
			m.exports--
		}
	}
	return b, nil
}

// memGet is the getter of an attribute of views that are not released.
func memGet(get func(m *MemoryView) Value) func(t *Thread, self Value) (Value, error) {
	return func(t *Thread, self Value) (Value, error) {
		m := Cast[MemoryView](self)
		if err := m.check(); err != nil {
			return Value{}, err
		}
		return get(m), nil
	}
}

func intTuple(ints []int) Value {
	out := make([]Value, len(ints))
	for i, n := range ints {
		out[i] = Int(int64(n))
	}
	return NewTuple(out...)
}

func memoryViewSpec() TypeSpec {
	return TypeSpec{
		Name: "memoryview", Layout: LayoutOf[MemoryView](), Flags: NoSubclass | MatchSequence,
		Doc:       "Create a new memoryview object which references the given object.",
		Signature: "(object)",
		New: func(t *Thread, typ *Type, a Args) (Value, error) {
			return viewOf(t, a[0], BufFullRO)
		},
		Slots: Slots{
			Repr: func(t *Thread, v Value) Value {
				what := "memory"
				if Cast[MemoryView](v).released() {
					what = "released memory"
				}
				return newASCII(fmt.Sprintf("<%s at 0x%x>", what, v.ID()))
			},
			Hash: memHash, Compare: memCompare, GetItem: memGetItem, SetItem: memSetItem,
			Len: func(t *Thread, v Value) (int, bool) {
				m := Cast[MemoryView](v)
				err := m.check()
				if err == nil && len(m.shape) == 0 {
					err = Errorf(TypeError, "0-dim memory has no length")
				}
				if err != nil {
					t.Fail(err)
					return 0, false
				}
				return m.shape[0], true
			},
			Iter: memIter, Buffer: memoryViewBuffer,
		},
		Methods: memMethods(),
		Getset: []Getset{
			{Name: "obj", Get: memGet(func(m *MemoryView) Value {
				if m.mem.obj.ref == nil {
					return None
				}
				return m.mem.obj
			}), Doc: "The underlying object of the memoryview."},
			{Name: "nbytes", Get: memGet(func(m *MemoryView) Value { return Int(int64(m.nbytes())) }), Doc: "The amount of space in bytes that the array would use in\n a contiguous representation."},
			{Name: "readonly", Get: memGet(func(m *MemoryView) Value { return Bool(m.readOnly) }), Doc: "A bool indicating whether the memory is read only."},
			{Name: "itemsize", Get: memGet(func(m *MemoryView) Value { return Int(int64(m.itemSize)) }), Doc: "The size in bytes of each element of the memoryview."},
			{Name: "format", Get: memGet(func(m *MemoryView) Value { return NewStr(m.format) }), Doc: "A string containing the format (in struct module style)\n for each element in the view."},
			{Name: "ndim", Get: memGet(func(m *MemoryView) Value { return Int(int64(len(m.shape))) }), Doc: "An integer indicating how many dimensions of a multi-dimensional\n array the memory represents."},
			{Name: "shape", Get: memGet(func(m *MemoryView) Value { return intTuple(m.shape) }), Doc: "A tuple of ndim integers giving the shape of the memory\n as an N-dimensional array."},
			{Name: "strides", Get: memGet(func(m *MemoryView) Value { return intTuple(m.strides) }), Doc: "A tuple of ndim integers giving the size in bytes to access\n each element for each dimension of the array."},
			{Name: "suboffsets", Get: memGet(func(m *MemoryView) Value { return NewTuple() }), Doc: "A tuple of integers used internally for PIL-style arrays."},
			{Name: "c_contiguous", Get: memGet(func(m *MemoryView) Value { return Bool(m.contiguous(false)) }), Doc: "A bool indicating whether the memory is C contiguous."},
			{Name: "f_contiguous", Get: memGet(func(m *MemoryView) Value { return Bool(m.contiguous(true)) }), Doc: "A bool indicating whether the memory is Fortran contiguous."},
			{Name: "contiguous", Get: memGet(func(m *MemoryView) Value { return Bool(m.contiguous(false) || m.contiguous(true)) }), Doc: "A bool indicating whether the memory is contiguous."},
		},
	}
}

func memHash(t *Thread, v Value) (uint64, bool) {
	m := Cast[MemoryView](v)
	if m.hashed {
		return m.hash, true
	}
	err := m.check()
	if err == nil && !m.readOnly {
		err = Errorf(ValueError, "cannot hash writable memoryview object")
	}
	if c := nativeFormat(m.format); err == nil && c != 'B' && c != 'b' && c != 'c' {
		err = Errorf(ValueError, "memoryview: hashing is restricted to formats 'B', 'b' or 'c'")
	}
	if err != nil {
		t.Fail(err)
		return 0, false
	}
	if m.mem.obj.ref != nil {
		// An object that cannot be hashed makes its views so.
		if _, ok := Hash(t, m.mem.obj); !ok {
			return 0, false
		}
	}
	m.hash, m.hashed = hashString(string(m.appendBytes(nil))), true
	return m.hash, true
}

// memIterator walks over the items of a view of one dimension.
type memIterator struct {
	Header
	m   *MemoryView // nil at the end
	i   int
	len int
}

var memIterType Type

func memIter(t *Thread, v Value) Value {
	m := Cast[MemoryView](v)
	err := m.check()
	switch {
	case err != nil:
	case len(m.shape) == 0:
		err = Errorf(TypeError, "invalid indexing of 0-dim memory")
	case len(m.shape) != 1:
		err = Errorf(NotImplementedError, "multi-dimensional sub-views are not implemented")
	default:
		err = m.supported()
	}
	if err != nil {
		return t.Fail(err)
	}
	return Ref(&memIterator{Header{&memIterType}, m, 0, m.shape[0]})
}

func memIterSpec() TypeSpec {
	return TypeSpec{
		Name: "memory_iterator", Layout: LayoutOf[memIterator](), Flags: NoSubclass | NoInstances,
		Slots: Slots{Iter: selfIter, Next: func(t *Thread, v Value) Value {
			it := Cast[memIterator](v)
			if it.m == nil {
				return Value{}
			}
			if it.i >= it.len {
				it.m = nil
				return Value{}
			}
			if err := it.m.check(); err != nil {
				return t.Fail(err)
			}
			it.i++
			return it.m.get(it.m.offset + (it.i-1)*it.m.strides[0])
		}},
	}
}
