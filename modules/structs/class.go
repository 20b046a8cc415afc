package structs

import "github.com/gopyrun/gopyrun/interp/py"

// structure is a struct.Struct.
type structure struct {
	py.Header
	l *layout
}

var structType py.Type

func structSpec() py.TypeSpec {
	of := func(self py.Value) *layout { return py.Cast[structure](self).l }
	return py.TypeSpec{
		Name: "_struct.Struct", Layout: py.LayoutOf[structure](),
		Doc:       "Create a compiled struct object.\n\nReturn a new Struct object which writes and reads binary data according to\nthe format string.",
		Signature: "(format)", NewName: "Struct",
		New: func(t *py.Thread, typ *py.Type, a py.Args) (py.Value, error) {
			l, err := layoutOf(t, a[0])
			if err != nil {
				return py.Value{}, err
			}
			s := py.Make[structure](typ)
			s.l = l
			return py.Ref(s), nil
		},
		Slots: py.Slots{Repr: func(t *py.Thread, self py.Value) py.Value {
			text, err := py.ReprString(t, py.NewStr(of(self).text))
			if err != nil {
				return t.Fail(err)
			}
			return py.NewStr(py.TypeOf(self).Name() + "(" + text + ")")
		}},
		Methods: []py.Method{
			{Name: "pack", Signature: "(*args)", Flags: py.CallsPython, Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return of(self).packNew(t, py.Cast[py.Tuple](a[0]).Items)
			}, Doc: "S.pack(v1, v2, ...) -> bytes\n\nReturn a bytes object containing values v1, v2, ... packed according\nto the format string S.format."},
			{Name: "pack_into", Signature: "(*args)", Flags: py.CallsPython, Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return of(self).packInto(t, py.Cast[py.Tuple](a[0]).Items)
			}, Doc: "S.pack_into(buffer, offset, v1, v2, ...)\n\nPack the values v1, v2, ... according to the format string S.format\nand write the packed bytes into the writable buffer buf starting at\noffset."},
			{Name: "unpack", Signature: "($self, buffer, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return of(self).unpackBuffer(t, a[0])
			}, Doc: "Return a tuple containing unpacked values."},
			{Name: "unpack_from", Signature: "($self, /, buffer, offset=0)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return of(self).unpackFrom(t, a[0], a[1])
			}, Doc: "Return a tuple containing unpacked values.\n\nValues are unpacked according to the format string Struct.format."},
			{Name: "iter_unpack", Signature: "($self, buffer, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return of(self).iterate(t, a[0])
			}, Doc: "Return an iterator yielding tuples."},
		},
		Getset: []py.Getset{
			{Name: "format", Get: func(t *py.Thread, self py.Value) (py.Value, error) { return py.NewStr(of(self).text), nil }, Doc: "struct format string"},
			{Name: "size", Get: func(t *py.Thread, self py.Value) (py.Value, error) { return py.Int(int64(of(self).size)), nil }, Doc: "struct size in bytes"},
		},
	}
}

func (l *layout) checkCount(t *py.Thread, name string, n int) error {
	if n != l.values {
		return fail(t, "%s expected %d items for packing (got %d)", name, l.values, n)
	}
	return nil
}

func (l *layout) packNew(t *py.Thread, values []py.Value) (py.Value, error) {
	if err := l.checkCount(t, "pack", len(values)); err != nil {
		return py.Value{}, err
	}
	if l.size > maxSize {
		return py.Value{}, py.NewException(py.MemoryError)
	}
	b := make([]byte, l.size)
	if err := l.pack(t, b, values); err != nil {
		return py.Value{}, err
	}
	return py.NewBytes(b), nil
}

// maxSize bounds the memory of one pack.
const maxSize = 1 << 32

func (l *layout) packInto(t *py.Thread, args []py.Value) (py.Value, error) {
	switch len(args) {
	case 0:
		return py.Value{}, fail(t, "pack_into expected buffer argument")
	case 1:
		return py.Value{}, fail(t, "pack_into expected offset argument")
	}
	if err := l.checkCount(t, "pack_into", len(args)-2); err != nil {
		return py.Value{}, err
	}
	off, err := py.ToIndex(t, args[1], py.IndexError)
	if err != nil {
		return py.Value{}, err
	}
	buf, err := py.GetBuffer(t, args[0])
	if err != nil {
		return py.Value{}, py.Errorf(py.TypeError, "argument must be read-write bytes-like object, not %s", py.TypeOf(args[0]).FullName())
	}
	defer buf.Release()
	if buf.ReadOnly {
		return py.Value{}, py.Errorf(py.TypeError, "argument must be read-write bytes-like object, not %s", py.TypeOf(args[0]).FullName())
	}
	n := len(buf.Bytes)
	start := off
	if off < 0 {
		if off+l.size > 0 {
			return py.Value{}, fail(t, "no space to pack %d bytes at offset %d", l.size, off)
		}
		if start += n; start < 0 {
			return py.Value{}, fail(t, "offset %d out of range for %d-byte buffer", off, n)
		}
	}
	if n-start < l.size {
		return py.Value{}, fail(t, "pack_into requires a buffer of at least %d bytes for packing %d bytes at offset %d (actual buffer size is %d)", l.size+start, l.size, start, n)
	}
	return py.None, l.pack(t, buf.Bytes[start:start+l.size], args[2:])
}

func (l *layout) unpackBuffer(t *py.Thread, v py.Value) (py.Value, error) {
	buf, err := py.GetBuffer(t, v)
	if err != nil {
		return py.Value{}, err
	}
	defer buf.Release()
	if len(buf.Bytes) != l.size {
		return py.Value{}, fail(t, "unpack requires a buffer of %d bytes", l.size)
	}
	return l.unpack(buf.Bytes), nil
}

func (l *layout) unpackFrom(t *py.Thread, v, offset py.Value) (py.Value, error) {
	off, err := py.ToIndex(t, offset, py.IndexError)
	if err != nil {
		return py.Value{}, err
	}
	buf, err := py.GetBuffer(t, v)
	if err != nil {
		return py.Value{}, err
	}
	defer buf.Release()
	n := len(buf.Bytes)
	start := off
	if off < 0 {
		if off+l.size > 0 {
			return py.Value{}, fail(t, "not enough data to unpack %d bytes at offset %d", l.size, off)
		}
		if start += n; start < 0 {
			return py.Value{}, fail(t, "offset %d out of range for %d-byte buffer", off, n)
		}
	}
	if n-start < l.size {
		return py.Value{}, fail(t, "unpack_from requires a buffer of at least %d bytes for unpacking %d bytes at offset %d (actual buffer size is %d)", uint64(l.size)+uint64(start), l.size, start, n)
	}
	return l.unpack(buf.Bytes[start : start+l.size]), nil
}

// unpackIter is what iter_unpack returns.
type unpackIter struct {
	py.Header
	l   *layout
	buf *py.Buffer // nil at the end
	pos int
}

var iterType py.Type

func (l *layout) iterate(t *py.Thread, v py.Value) (py.Value, error) {
	if l.size == 0 {
		return py.Value{}, fail(t, "cannot iteratively unpack with a struct of length 0")
	}
	buf, err := py.GetBuffer(t, v)
	if err != nil {
		return py.Value{}, err
	}
	if len(buf.Bytes)%l.size != 0 {
		buf.Release()
		return py.Value{}, fail(t, "iterative unpacking requires a buffer of a multiple of %d bytes", l.size)
	}
	it := py.Make[unpackIter](&iterType)
	it.l, it.buf = l, buf
	return py.Ref(it), nil
}

func iterSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "_struct.unpack_iterator", Layout: py.LayoutOf[unpackIter](), Flags: py.NoSubclass | py.NoInstances,
		Slots: py.Slots{
			Iter: func(t *py.Thread, v py.Value) py.Value { return v },
			Next: func(t *py.Thread, v py.Value) py.Value {
				it := py.Cast[unpackIter](v)
				if it.buf == nil {
					return py.Value{}
				}
				if it.pos >= len(it.buf.Bytes) {
					it.buf.Release()
					it.buf = nil
					return py.Value{}
				}
				b := it.buf.Bytes[it.pos : it.pos+it.l.size]
				it.pos += it.l.size
				return it.l.unpack(b)
			},
		},
		Methods: []py.Method{{Name: "__length_hint__", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
			it := py.Cast[unpackIter](self)
			if it.buf == nil {
				return py.Int(0), nil
			}
			return py.Int(int64((len(it.buf.Bytes) - it.pos) / it.l.size)), nil
		}}},
	}
}
