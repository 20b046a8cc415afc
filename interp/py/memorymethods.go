package py

import (
	"bytes"
	"math"
	"slices"
	"strings"
)

func memMethods() []Method {
	return []Method{
		{"release", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
			return None, Cast[MemoryView](self).release()
		}, 0, "Release the underlying buffer exposed by the memoryview object."},
		{"tobytes", "($self, /, order='C')", memToBytes, Alloc, "Return the data in the buffer as a byte string.\n\nOrder can be {'C', 'F', 'A'}.  When order is 'C' or 'F', the data of\nthe original array is converted to C or Fortran order.  For\ncontiguous views, 'A' returns an exact copy of the physical memory.\nIn particular, in-memory Fortran order is preserved.  For\nnon-contiguous views, the data is converted to C first.  order=None\nis the same as order='C'."},
		{"hex", "($self, /, sep=<unrepresentable>, bytes_per_sep=1)", func(t *Thread, self Value, a Args) (Value, error) {
			m := Cast[MemoryView](self)
			if err := m.check(); err != nil {
				return Value{}, err
			}
			return hexOf(t, m.appendBytes(nil), a)
		}, Alloc, "Return the data in the buffer as a str of hexadecimal numbers.\n\n  sep\n    An optional single character or byte to separate hex bytes.\n  bytes_per_sep\n    How many bytes between separators.  Positive values count from\n    the right, negative values count from the left.\n\nExample:\n>>> value = memoryview(b'\\xb9\\x01\\xef')\n>>> value.hex()\n'b901ef'\n>>> value.hex(':')\n'b9:01:ef'\n>>> value.hex(':', 2)\n'b9:01ef'\n>>> value.hex(':', -2)\n'b901:ef'"},
		{"tolist", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
			m := Cast[MemoryView](self)
			err := m.check()
			if err == nil {
				err = m.supported()
			}
			if err != nil {
				return Value{}, err
			}
			return m.list(0, m.offset), nil
		}, Alloc, "Return the data in the buffer as a list of elements."},
		{"cast", "($self, /, format, shape=<unrepresentable>)", memCast, 0, "Cast a memoryview to a new format or shape."},
		{"toreadonly", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
			m := Cast[MemoryView](self)
			if err := m.check(); err != nil {
				return Value{}, err
			}
			m = m.clone()
			m.readOnly = true
			return Ref(m), nil
		}, 0, "Return a readonly version of the memoryview."},
		{"count", "($self, value, /)", memCount, Slow | CallsPython, "Count the number of occurrences of a value."},
		{"index", "($self, value, start=0, stop=sys.maxsize, /)", memIndex, Slow | CallsPython, "Return the index of the first occurrence of a value.\n\nRaises ValueError if the value is not present."},
		{"__enter__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
			return self, Cast[MemoryView](self).check()
		}, 0, ""},
		{"__exit__", "(*args)", func(t *Thread, self Value, a Args) (Value, error) {
			return None, Cast[MemoryView](self).release()
		}, 0, "Release the underlying buffer exposed by the memoryview object."},
		{"_from_flags", "($type, /, object, flags)", func(t *Thread, _ Value, a Args) (Value, error) {
			flags, err := bufferFlags(t, a[1])
			if err != nil {
				return Value{}, err
			}
			return viewOf(t, a[0], flags)
		}, Class, "Create a new memoryview object which references the given object."},
		{"__class_getitem__", "($type, object, /)", classGetItem, Class, docClassGetItem},
	}
}

func memToBytes(t *Thread, self Value, a Args) (Value, error) {
	m := Cast[MemoryView](self)
	if err := m.check(); err != nil {
		return Value{}, err
	}
	order := "C"
	if !a[0].IsNone() {
		s, ok := AsStr(a[0])
		if !ok {
			return Value{}, Errorf(TypeError, "tobytes() argument 'order' must be str or None, not %s", ArgName(a[0]))
		}
		order = s.s
	}
	switch order {
	case "C", "A":
		if order == "A" && !m.contiguous(false) && m.contiguous(true) {
			return NewBytes(m.appendOrdered(nil, true)), nil
		}
		return NewBytes(m.appendBytes(nil)), nil
	case "F":
		return NewBytes(m.appendOrdered(nil, true)), nil
	}
	return Value{}, Errorf(ValueError, "order must be 'C', 'F' or 'A'")
}

// list returns the items of dimension d that begin at pos.
func (m *MemoryView) list(d, pos int) Value {
	if d == len(m.shape) {
		return m.get(pos)
	}
	out := make([]Value, m.shape[d])
	for i := range out {
		out[i] = m.list(d+1, pos+i*m.strides[d])
	}
	return NewList(out...)
}

func memCast(t *Thread, self Value, a Args) (Value, error) {
	m := Cast[MemoryView](self)
	if err := m.check(); err != nil {
		return Value{}, err
	}
	format, ok := AsStr(a[0])
	if !ok {
		return Value{}, Errorf(TypeError, "cast() argument 'format' must be str, not %s", ArgName(a[0]))
	}
	if !m.contiguous(false) {
		return Value{}, Errorf(TypeError, "memoryview: casts are restricted to C-contiguous views")
	}
	if (a.Given(1) || len(m.shape) != 1) && slices.Contains(m.shape, 0) {
		return Value{}, Errorf(TypeError, "memoryview: cannot cast view with zeros in shape or strides")
	}
	var dims []Value
	if a.Given(1) {
		if l, ok := AsList(a[1]); ok {
			dims = slices.Clone(l.Items)
		} else if tup, ok := AsTuple(a[1]); ok {
			dims = tup.Items
		} else {
			return Value{}, Errorf(TypeError, "shape must be a list or a tuple")
		}
		if len(dims) > maxDims {
			return Value{}, Errorf(ValueError, "memoryview: number of dimensions must not exceed %d", maxDims)
		}
		if len(m.shape) != 1 && len(dims) != 1 {
			return Value{}, Errorf(TypeError, "memoryview: cast must be 1D -> ND or ND -> 1D")
		}
	}
	if !format.IsASCII() {
		if _, err := t.EncodeStr(a[0], "ascii", "strict"); err != nil {
			return Value{}, err
		}
	}
	to, from := nativeFormat(format.s), nativeFormat(m.format)
	isByte := func(c byte) bool { return c == 'b' || c == 'B' || c == 'c' }
	size, n := nativeSize(to), m.nbytes()
	switch {
	case to == 0:
		return Value{}, Errorf(ValueError, "memoryview: destination format must be a native single character format prefixed with an optional '@'")
	case from == 0:
		return Value{}, Errorf(ValueError, "memoryview: source format must be a native single character format prefixed with an optional '@'")
	case !isByte(from) && !isByte(to):
		return Value{}, Errorf(TypeError, "memoryview: cannot cast between two non-byte formats")
	case n%size != 0:
		return Value{}, Errorf(TypeError, "memoryview: length is not a multiple of itemsize")
	}
	shape := []int{n / size}
	if a.Given(1) {
		shape = make([]int, len(dims))
		product := 1
		for i, d := range dims {
			if !IsAnyInt(d) {
				return Value{}, Errorf(TypeError, "memoryview.cast(): elements of shape must be integers")
			}
			k, fits := AsInt64(d)
			if fits && k <= 0 {
				return Value{}, Errorf(ValueError, "memoryview.cast(): elements of shape must be integers > 0")
			}
			if !fits || int(k) > math.MaxInt/product {
				return Value{}, Errorf(ValueError, "memoryview.cast(): product(shape) > SSIZE_MAX")
			}
			shape[i] = int(k)
			product *= int(k)
		}
		if product > math.MaxInt/size || product*size != n {
			return Value{}, Errorf(TypeError, "memoryview: product(shape) * itemsize != buffer size")
		}
	}
	c := m.clone()
	c.format, c.itemSize, c.shape = format.s, size, shape
	c.strides = contiguousStrides(shape, size)
	return Ref(c), nil
}

// find calls f with the items of a view of one dimension until it returns false.
func (m *MemoryView) find(t *Thread, from, to int, f func(x Value) (bool, error)) (int, error) {
	for i := from; i < to; i++ {
		if err := m.check(); err != nil { // a comparison may have released it
			return -1, err
		}
		ok, err := f(m.get(m.offset + i*m.strides[0]))
		if err != nil || !ok {
			return i, err
		}
		if i&0xFFF == 0xFFF {
			if err := t.Poll(); err != nil {
				return -1, err
			}
		}
	}
	return -1, nil
}

func memCount(t *Thread, self Value, a Args) (Value, error) {
	m := Cast[MemoryView](self)
	if _, err := t.Result(memIter(t, self)); err != nil {
		return Value{}, err
	}
	n := 0
	_, err := m.find(t, 0, m.shape[0], func(x Value) (bool, error) {
		eq, err := Equal(t, x, a[0])
		if eq {
			n++
		}
		return true, err
	})
	return Int(int64(n)), err
}

func memIndex(t *Thread, self Value, a Args) (Value, error) {
	m := Cast[MemoryView](self)
	if err := m.check(); err != nil {
		return Value{}, err
	}
	switch {
	case len(m.shape) == 0:
		return Value{}, Errorf(TypeError, "invalid lookup on 0-dim memory")
	case len(m.shape) != 1:
		return Value{}, Errorf(NotImplementedError, "multi-dimensional lookup is not implemented")
	}
	if err := m.supported(); err != nil {
		return Value{}, err
	}
	from, err := indexBound(t, a[1], m.shape[0])
	if err != nil {
		return Value{}, err
	}
	to, err := indexBound(t, a[2], m.shape[0])
	if err != nil {
		return Value{}, err
	}
	i, err := m.find(t, from, min(to, m.shape[0]), func(x Value) (bool, error) {
		eq, err := Equal(t, x, a[0])
		return !eq, err
	})
	if err == nil && i < 0 {
		err = Errorf(ValueError, "memoryview.index(x): x not found")
	}
	return Int(int64(i)), err
}

func isIndex(v Value) bool { return IsAnyInt(v) || TypeOf(v).Index != nil }

// tupleOf reports whether key is a tuple whose items are all of a kind.
func tupleOf(key Value, kind func(Value) bool) (*Tuple, bool) {
	tup, ok := AsTuple(key)
	if !ok {
		return nil, false
	}
	for _, v := range tup.Items {
		if !kind(v) {
			return tup, false
		}
	}
	return tup, true
}

// step adds the place of index v in dimension d to a position.
func (m *MemoryView) step(t *Thread, pos, d int, v Value) (int, error) {
	i, err := ToIndex(t, v, IndexError)
	if err != nil {
		return 0, err
	}
	if err := m.check(); err != nil {
		return 0, err
	}
	if i < 0 {
		i += m.shape[d]
	}
	if uint(i) >= uint(m.shape[d]) {
		return 0, Errorf(IndexError, "index out of bounds on dimension %d", d+1)
	}
	return pos + i*m.strides[d], nil
}

// position is the place of the item with the indices of a tuple.
func (m *MemoryView) position(t *Thread, tup *Tuple) (pos int, err error) {
	switch n := len(tup.Items); {
	case n < len(m.shape):
		return 0, Errorf(NotImplementedError, "sub-views are not implemented")
	case n > len(m.shape):
		return 0, Errorf(TypeError, "cannot index %d-dimension view with %d-element tuple", len(m.shape), n)
	}
	pos = m.offset
	for d, v := range tup.Items {
		if pos, err = m.step(t, pos, d, v); err != nil {
			return 0, err
		}
	}
	return pos, nil
}

// slice returns the view of part of the first dimension.
func (m *MemoryView) slice(t *Thread, s *Slice) (*MemoryView, error) {
	start, _, step, n, err := SliceIndices(t, s, m.shape[0])
	if err != nil {
		return nil, err
	}
	if err := m.check(); err != nil {
		return nil, err
	}
	c := m.clone()
	c.shape, c.strides = slices.Clone(m.shape), slices.Clone(m.strides)
	c.offset += start * m.strides[0]
	c.shape[0] = n
	c.strides[0] *= step
	return c, nil
}

func memGetItem(t *Thread, v, key Value) Value {
	m := Cast[MemoryView](v)
	r, err := m.item(t, v, key)
	if err != nil {
		return t.Fail(err)
	}
	return r
}

func (m *MemoryView) item(t *Thread, self, key Value) (Value, error) {
	if err := m.check(); err != nil {
		return Value{}, err
	}
	if len(m.shape) == 0 {
		if tup, ok := AsTuple(key); ok && len(tup.Items) == 0 {
			if err := m.supported(); err != nil {
				return Value{}, err
			}
			return m.get(m.offset), nil
		}
		if key == Ellipsis {
			return self, nil
		}
		return Value{}, Errorf(TypeError, "invalid indexing of 0-dim memory")
	}
	if isIndex(key) {
		if err := m.supported(); err != nil {
			return Value{}, err
		}
		if len(m.shape) > 1 {
			return Value{}, Errorf(NotImplementedError, "multi-dimensional sub-views are not implemented")
		}
		pos, err := m.step(t, m.offset, 0, key)
		if err != nil {
			return Value{}, err
		}
		return m.get(pos), nil
	}
	if key.IsSlice() {
		s, err := m.slice(t, Cast[Slice](key))
		if err != nil {
			return Value{}, err
		}
		return Ref(s), nil
	}
	if tup, ok := tupleOf(key, isIndex); ok {
		if err := m.supported(); err != nil {
			return Value{}, err
		}
		pos, err := m.position(t, tup)
		if err != nil {
			return Value{}, err
		}
		return m.get(pos), nil
	}
	if _, ok := tupleOf(key, Value.IsSlice); ok {
		return Value{}, Errorf(NotImplementedError, "multi-dimensional slicing is not implemented")
	}
	return Value{}, Errorf(TypeError, "memoryview: invalid slice key")
}

func memSetItem(t *Thread, v, key, val Value) bool {
	if err := Cast[MemoryView](v).assign(t, key, val); err != nil {
		t.Fail(err)
		return false
	}
	return true
}

func (m *MemoryView) assign(t *Thread, key, val Value) error {
	err := m.check()
	switch {
	case err != nil:
		return err
	case m.supported() != nil:
		return m.supported()
	case m.readOnly:
		return Errorf(TypeError, "cannot modify read-only memory")
	case val.ref == nil:
		return Errorf(TypeError, "cannot delete memory")
	}
	if len(m.shape) == 0 {
		if tup, ok := AsTuple(key); key == Ellipsis || ok && len(tup.Items) == 0 {
			return m.put(t, m.offset, val)
		}
		return Errorf(TypeError, "invalid indexing of 0-dim memory")
	}
	pos := 0
	if isIndex(key) {
		if len(m.shape) > 1 {
			return Errorf(NotImplementedError, "sub-views are not implemented")
		}
		if pos, err = m.step(t, m.offset, 0, key); err != nil {
			return err
		}
		return m.put(t, pos, val)
	}
	if key.IsSlice() && len(m.shape) == 1 {
		return m.assignSlice(t, Cast[Slice](key), val)
	}
	if tup, ok := tupleOf(key, isIndex); ok {
		if pos, err = m.position(t, tup); err != nil {
			return err
		}
		return m.put(t, pos, val)
	}
	if _, ok := tupleOf(key, Value.IsSlice); ok || key.IsSlice() {
		return Errorf(NotImplementedError, "memoryview slice assignments are currently restricted to ndim = 1")
	}
	return Errorf(TypeError, "memoryview: invalid slice key")
}

func (m *MemoryView) assignSlice(t *Thread, s *Slice, val Value) error {
	buf, err := GetBufferFlags(t, val, BufFullRO)
	if err != nil {
		return err
	}
	defer buf.Release()
	src := newMemoryView(&memBuffer{buf: buf, obj: val})
	dst, err := m.slice(t, s)
	if err != nil {
		return err
	}
	defer func() { dst.mem.views-- }()
	if strings.TrimPrefix(src.format, "@") != strings.TrimPrefix(dst.format, "@") || src.itemSize != dst.itemSize || !slices.Equal(src.shape, dst.shape) {
		return Errorf(ValueError, "memoryview assignment: lvalue and rvalue have different structures")
	}
	data := src.appendBytes(nil) // the two may overlap
	return dst.each(false, func(pos int) error {
		data = data[copy(dst.at(pos), data):]
		return nil
	})
}

func memCompare(t *Thread, a, b Value, op CompareOp) Value {
	if op != EQ && op != NE {
		return NotImplemented
	}
	m := Cast[MemoryView](a)
	if m.released() {
		return Bool((a == b) == (op == EQ))
	}
	w, ok := As[MemoryView](b, &memoryViewType)
	if ok {
		if w.released() {
			return Bool((a == b) == (op == EQ))
		}
	} else {
		if !IsBuffer(b) {
			return NotImplemented
		}
		buf, err := GetBufferFlags(t, b, BufFullRO)
		if err != nil {
			return NotImplemented // as CPython does, whatever the error
		}
		defer buf.Release()
		w = newMemoryView(&memBuffer{buf: buf, obj: b})
	}
	if !slices.Equal(m.shape, w.shape) {
		return Bool(op == NE)
	}
	if m.supported() != nil || w.supported() != nil {
		return NotImplemented
	}
	eq, err := m.equal(t, w)
	if err != nil {
		return t.Fail(err)
	}
	return Bool(eq == (op == EQ))
}

// equal compares the items of views of the same shape.
func (m *MemoryView) equal(t *Thread, w *MemoryView) (bool, error) {
	if c := nativeFormat(m.format); c == nativeFormat(w.format) && !strings.ContainsRune("?efdFD", rune(c)) && m.contiguous(false) && w.contiguous(false) {
		return bytes.Equal(m.bytes(), w.bytes()), nil
	}
	var places []int
	_ = w.each(false, func(pos int) error { // f returns no error
		places = append(places, pos)
		return nil
	})
	eq := true
	err := m.each(false, func(pos int) (err error) {
		if eq {
			eq, err = Equal(t, m.get(pos), w.get(places[0]))
		}
		places = places[1:]
		return err
	})
	return eq, err
}
