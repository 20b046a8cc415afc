package py

import (
	"bytes"
	"slices"
)

func byteArraySpec() TypeSpec {
	return TypeSpec{
		Name: "bytearray", TextSignature: "none", Layout: LayoutOf[ByteArray](), Flags: Unhashable, Doc: docByteArray,
		InitSignature: "(source=<unrepresentable>, encoding=<unrepresentable>, errors=<unrepresentable>)",
		Init: func(t *Thread, self Value, a Args) error {
			b, err := bytesSource(t, "bytearray", a)
			if err != nil {
				return err
			}
			x := Cast[ByteArray](self)
			if err := x.resizable(t); err != nil {
				return err
			}
			x.B = bytes.Clone(b)
			return nil
		},
		Slots: Slots{
			New: func(t *Thread, typ *Type, args, kw []Value) Value { return Ref(Make[ByteArray](typ)) },
			Repr: func(t *Thread, v Value) Value {
				return newASCII(TypeOf(v).Name() + "(" + quoteBytesWith(Cast[ByteArray](v).B, '\'') + ")")
			},
			Str: func(t *Thread, v Value) Value {
				return newASCII("bytearray(" + quoteBytesWith(Cast[ByteArray](v).B, '\'') + ")")
			},
			Compare: bytesCompare, GetItem: bytesGetItem, SetItem: byteArraySetItem, Contains: bytesContains,
			Len:    func(t *Thread, v Value) (int, bool) { return len(Cast[ByteArray](v).B), true },
			Iter:   func(t *Thread, v Value) Value { return Ref(&bytesIter{Header{&byteArrayIterType}, v, 0}) },
			Concat: bytesConcat, Repeat: bytesRepeat, Buffer: byteArrayBuffer,
			InplaceConcat: byteArrayInplaceConcat, InplaceRepeat: byteArrayInplaceRepeat,
			Binary: [NumBinaryOps]BinaryFunc{OpMod: bytesMod},
		},
		Methods: append(bytesMethods(),
			Method{"append", "($self, item, /)", byteArrayAppend, 0, "Append a single item to the end of the bytearray.\n\n  item\n    The item to be appended."},
			Method{"clear", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
				return None, Cast[ByteArray](self).replace(t, 0, len(Cast[ByteArray](self).B), nil)
			}, 0, "Remove all items from the bytearray."},
			Method{"copy", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
				return NewByteArray(bytes.Clone(Cast[ByteArray](self).B)), nil
			}, Alloc, "Return a copy of B."},
			Method{"extend", "($self, iterable_of_ints, /)", byteArrayExtend, Alloc | CallsPython, "Append all the items from the iterator or sequence to the bytearray.\n\n  iterable_of_ints\n    The iterable of items to append."},
			Method{"insert", "($self, index, item, /)", byteArrayInsert, 0, "Insert a single item into the bytearray before the given index.\n\n  index\n    The index where the value is to be inserted.\n  item\n    The item to be inserted."},
			Method{"pop", "($self, index=-1, /)", byteArrayPop, 0, "Remove and return a single item from B.\n\n  index\n    The index from where to remove the item.\n    -1 (the default value) means remove the last item.\n\nIf no index argument is given, will pop the last item."},
			Method{"remove", "($self, value, /)", byteArrayRemove, 0, "Remove the first occurrence of a value in the bytearray.\n\n  value\n    The value to remove."},
			Method{"resize", "($self, size, /)", byteArrayResize, Alloc, "Resize the internal buffer of bytearray to len.\n\n  size\n    New size to resize to.."},
			Method{"reverse", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
				slices.Reverse(Cast[ByteArray](self).B)
				return None, nil
			}, 0, "Reverse the order of the values in B in place."},
			Method{"__reduce__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
				return byteArrayReduce(t, self)
			}, 0, "Return state information for pickling."},
			Method{"__reduce_ex__", "($self, proto=0, /)", func(t *Thread, self Value, a Args) (Value, error) {
				return byteArrayReduce(t, self)
			}, 0, "Return state information for pickling."},
			Method{"__alloc__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
				// CPython's has a null byte at the end.
				return Int(int64(cap(Cast[ByteArray](self).B) + 1)), nil
			}, 0, "B.__alloc__() -> int\n\nReturn the number of bytes actually allocated."},
		),
	}
}

const docByteArray = "bytearray(iterable_of_ints) -> bytearray\nbytearray(string, encoding[, errors]) -> bytearray\nbytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\nbytearray(int) -> bytes array of size given by the parameter initialized with null bytes\nbytearray() -> empty bytes array\n\nConstruct a mutable bytearray object from:\n  - an iterable yielding integers in range(256)\n  - a text string encoded using the specified encoding\n  - a bytes or a buffer object\n  - any object implementing the buffer API.\n  - an integer"

// resizable fails while somebody has the memory.
func (a *ByteArray) resizable(t *Thread) error {
	if a.exports == nil {
		return nil
	}
	if next, ok := a.exports.forgotten(); ok {
		a.B, a.exports = slices.Clone(a.B), next
		return nil
	}
	return a.exports.Resizable(t)
}

// replace puts with in the place of the bytes [i, j).
func (a *ByteArray) replace(t *Thread, i, j int, with []byte) error {
	if j-i != len(with) {
		if err := a.resizable(t); err != nil {
			return err
		}
		if len(a.B)-(j-i)+len(with) > maxText {
			return errMemory()
		}
		a.B = slices.Replace(a.B, i, j, with...)
		return nil
	}
	copy(a.B[i:], with)
	return nil
}

func byteArrayAppend(t *Thread, self Value, a Args) (Value, error) {
	c, err := byteOf(t, a[0], "byte must be in range(0, 256)")
	if err != nil {
		return Value{}, err
	}
	x := Cast[ByteArray](self)
	return None, x.replace(t, len(x.B), len(x.B), []byte{c})
}

func byteArrayExtend(t *Thread, self Value, a Args) (Value, error) {
	var b []byte
	var err error
	switch v := a[0]; {
	case IsBuffer(v):
		b, err = ReadBytes(t, v)
	case v.IsStr():
		err = Errorf(TypeError, "expected iterable of integers; got: 'str'")
	case TypeOf(v).Iter == nil && TypeOf(v).GetItem == nil:
		err = Errorf(TypeError, "can't extend bytearray with %s", TypeOf(v).FullName())
	default:
		b, err = bytesOfInts(t, v, "byte must be in range(0, 256)")
	}
	if err != nil {
		return Value{}, err
	}
	x := Cast[ByteArray](self)
	return None, x.replace(t, len(x.B), len(x.B), b)
}

func byteArrayInsert(t *Thread, self Value, a Args) (Value, error) {
	i, err := ToIndex(t, a[0], OverflowError)
	if err != nil {
		return Value{}, err
	}
	c, err := byteOf(t, a[1], "byte must be in range(0, 256)")
	if err != nil {
		return Value{}, err
	}
	x := Cast[ByteArray](self)
	if i < 0 {
		i += len(x.B)
	}
	i = min(max(i, 0), len(x.B))
	return None, x.replace(t, i, i, []byte{c})
}

func byteArrayPop(t *Thread, self Value, a Args) (Value, error) {
	i, err := ToIndex(t, a[0], IndexError)
	if err != nil {
		return Value{}, err
	}
	x := Cast[ByteArray](self)
	if len(x.B) == 0 {
		return Value{}, Errorf(IndexError, "pop from empty bytearray")
	}
	if i < 0 {
		i += len(x.B)
	}
	if uint(i) >= uint(len(x.B)) {
		return Value{}, Errorf(IndexError, "pop index out of range")
	}
	c := x.B[i]
	return Int(int64(c)), x.replace(t, i, i+1, nil)
}

func byteArrayRemove(t *Thread, self Value, a Args) (Value, error) {
	c, err := byteOf(t, a[0], "byte must be in range(0, 256)")
	if err != nil {
		return Value{}, err
	}
	x := Cast[ByteArray](self)
	i := bytes.IndexByte(x.B, c)
	if i < 0 {
		return Value{}, Errorf(ValueError, "value not found in bytearray")
	}
	return None, x.replace(t, i, i+1, nil)
}

func byteArrayResize(t *Thread, self Value, a Args) (Value, error) {
	n, err := ToIndex(t, a[0], OverflowError)
	if err != nil {
		return Value{}, err
	}
	x := Cast[ByteArray](self)
	switch {
	case n < 0:
		return Value{}, Errorf(ValueError, "Can only resize to positive sizes, got %d", n)
	case n > maxText:
		return Value{}, errMemory()
	case n < len(x.B):
		return None, x.replace(t, n, len(x.B), nil)
	}
	return None, x.replace(t, len(x.B), len(x.B), make([]byte, n-len(x.B)))
}

// assignable is the right side of an assignment to a slice.
func assignable(t *Thread, v Value) ([]byte, error) {
	switch {
	case IsBuffer(v):
		return ReadBytes(t, v)
	case TypeOf(v).Iter == nil && TypeOf(v).GetItem == nil && !IsAnyInt(v):
		return nil, Errorf(TypeError, "cannot convert '%s' object to bytearray", TypeOf(v).FullName())
	case v.IsStr() || IsAnyInt(v):
		return nil, Errorf(TypeError, "can assign only bytes, buffers, or iterables of ints in range(0, 256)")
	}
	return bytesOfInts(t, v, "byte must be in range(0, 256)")
}

func byteArraySetItem(t *Thread, v, key, val Value) bool {
	if err := byteArrayAssign(t, Cast[ByteArray](v), key, val); err != nil {
		t.Fail(err)
		return false
	}
	return true
}

func byteArrayAssign(t *Thread, x *ByteArray, key, val Value) error {
	if !key.IsSlice() {
		i, ok := seqIndex(t, key, "bytearray")
		if !ok {
			return t.Take()
		}
		var c byte
		if val.ref != nil {
			var err error
			if c, err = byteOf(t, val, "byte must be in range(0, 256)"); err != nil {
				return err
			}
		}
		if i < 0 {
			i += len(x.B)
		}
		if uint(i) >= uint(len(x.B)) {
			return Errorf(IndexError, "bytearray index out of range")
		}
		if val.ref == nil {
			return x.replace(t, i, i+1, nil)
		}
		x.B[i] = c
		return nil
	}
	var with []byte
	if val.ref != nil {
		var err error
		if with, err = assignable(t, val); err != nil {
			return err
		}
	}
	start, stop, step, n, err := SliceIndices(t, Cast[Slice](key), len(x.B))
	if err != nil {
		return err
	}
	if step == 1 {
		return x.replace(t, start, max(start, stop), with)
	}
	if len(with) == 0 {
		if step < 0 {
			start, step = start+(n-1)*step, -step
		}
		if n == 0 {
			return nil
		}
		if err := x.resizable(t); err != nil {
			return err
		}
		out := x.B[:start]
		for i := start; i < len(x.B); i++ {
			if k := i - start; k%step != 0 || k/step >= n {
				out = append(out, x.B[i])
			}
		}
		x.B = out
		return nil
	}
	if len(with) != n {
		return Errorf(ValueError, "attempt to assign bytes of size %d to extended slice of size %d", len(with), n)
	}
	for _, c := range with {
		x.B[start] = c
		start += step
	}
	return nil
}

func byteArrayInplaceConcat(t *Thread, a, b Value) Value {
	if TypeOf(b).Buffer == nil {
		return t.Raise(TypeError, "can't concat %s to %s", TypeOf(b).FullName(), TypeOf(a).FullName())
	}
	if a == b {
		// CPython holds b's buffer meanwhile.
		return t.Raise(BufferError, "Existing exports of data: object cannot be re-sized")
	}
	y, err := ReadBytes(t, b)
	if err == nil {
		x := Cast[ByteArray](a)
		err = x.replace(t, len(x.B), len(x.B), y)
	}
	if err != nil {
		return t.Fail(err)
	}
	return a
}

func byteArrayInplaceRepeat(t *Thread, v, count Value) Value {
	r := bytesRepeat(t, v, count)
	if r.IsError() {
		return r
	}
	x := Cast[ByteArray](v)
	if err := x.resizable(t); err != nil {
		return t.Fail(err)
	}
	x.B = Cast[ByteArray](r).B
	return v
}

func byteArrayReduce(t *Thread, self Value) (Value, error) {
	state, err := getState(t, self)
	if err != nil {
		return Value{}, err
	}
	return NewTuple(TypeOf(self).Value(), NewTuple(NewBytes(bytes.Clone(Cast[ByteArray](self).B))), state), nil
}
