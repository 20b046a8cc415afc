package py

import (
	"bytes"
)

// Bytes is a Python bytes.
type Bytes struct {
	Header
	B []byte
}

// ByteArray is a Python bytearray.
type ByteArray struct {
	Header
	B       []byte
	exports *Exports // nil until the memory is shown for the first time
}

var (
	bytesType         Type
	byteArrayType     Type
	bytesIterType     Type
	byteArrayIterType Type
)

// The types of byte strings.
var (
	BytesType     = &bytesType
	ByteArrayType = &byteArrayType
)

// NewBytes returns a bytes object that owns b.
func NewBytes(b []byte) Value { return Ref(&Bytes{Header{&bytesType}, b}) }

// NewByteArray returns a bytearray that owns b.
func NewByteArray(b []byte) Value { return Ref(&ByteArray{Header: Header{&byteArrayType}, B: b}) }

// AsBytes returns the contents of a bytes object (subclasses included), which
// must not be changed.
func AsBytes(v Value) ([]byte, bool) {
	t := TypeOf(v)
	if t == &bytesType || t.flags&bytesSub != 0 {
		return Cast[Bytes](v).B, true
	}
	return nil, false
}

func isByteArray(v Value) bool { return TypeOf(v).IsSubtype(&byteArrayType) }

// rawBytes is the contents of a bytes or bytearray, not copied.
func rawBytes(v Value) []byte {
	if b, ok := AsBytes(v); ok {
		return b
	}
	return Cast[ByteArray](v).B
}

// bytesLike makes the result of a method of self: bytes of bytes, bytearray of
// bytearray.
func bytesLike(self Value, b []byte) Value {
	if isByteArray(self) {
		return NewByteArray(b)
	}
	return NewBytes(b)
}

// shareBytes is bytesLike of a part of self: bytes may share memory.
func shareBytes(self Value, b []byte) Value {
	if isByteArray(self) {
		return NewByteArray(bytes.Clone(b))
	}
	if x := Cast[Bytes](self); x.typ == &bytesType && len(b) == len(x.B) {
		return self
	}
	return NewBytes(b[:len(b):len(b)])
}

func bytesSpec() TypeSpec {
	return TypeSpec{
		Name: "bytes", Layout: LayoutOf[Bytes](), Flags: bytesSub, Doc: docBytes,
		Signature: "(source=<unrepresentable>, encoding=<unrepresentable>, errors=<unrepresentable>)",
		New: func(t *Thread, typ *Type, a Args) (Value, error) {
			if typ == &bytesType && a.Given(0) && TypeOf(a[0]) == &bytesType && !a.Given(1) && !a.Given(2) {
				return a[0], nil
			}
			b, err := bytesSource(t, "bytes", a)
			if err != nil {
				return Value{}, err
			}
			if typ == &bytesType {
				return NewBytes(b), nil
			}
			x := Make[Bytes](typ)
			x.B = b
			return Ref(x), nil
		},
		Slots: Slots{
			Repr:    func(t *Thread, v Value) Value { return newASCII(quoteBytes(Cast[Bytes](v).B)) },
			Str:     func(t *Thread, v Value) Value { return newASCII(quoteBytes(Cast[Bytes](v).B)) },
			Hash:    func(t *Thread, v Value) (uint64, bool) { return hashString(bytesText(Cast[Bytes](v).B)), true },
			Compare: bytesCompare, GetItem: bytesGetItem, Contains: bytesContains,
			Len:    func(t *Thread, v Value) (int, bool) { return len(Cast[Bytes](v).B), true },
			Iter:   func(t *Thread, v Value) Value { return Ref(&bytesIter{Header{&bytesIterType}, v, 0}) },
			Concat: bytesConcat, Repeat: bytesRepeat, Buffer: bytesBuffer,
			Binary: [NumBinaryOps]BinaryFunc{OpMod: bytesMod},
		},
		Methods: append(bytesMethods(),
			Method{"__bytes__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
				return NewBytes(Cast[Bytes](self).B), nil
			}, 0, "Convert this value to exact type bytes."},
			Method{"__getnewargs__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
				return NewTuple(NewBytes(Cast[Bytes](self).B)), nil
			}, 0, ""},
		),
	}
}

const docBytes = "bytes(iterable_of_ints) -> bytes\nbytes(string, encoding[, errors]) -> bytes\nbytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\nbytes(int) -> bytes object of size given by the parameter initialized with null bytes\nbytes() -> empty bytes object\n\nConstruct an immutable array of bytes from:\n  - an iterable yielding integers in range(256)\n  - a text string encoded using the specified encoding\n  - any object implementing the buffer API.\n  - an integer"

// bytesResult is what __bytes__ has returned.
func bytesResult(t *Thread, r Value) ([]byte, error) {
	if r.IsError() {
		return nil, t.Take()
	}
	b, ok := AsBytes(r)
	if !ok {
		return nil, Errorf(TypeError, "__bytes__ returned non-bytes (type %s)", TypeOf(r).FullName())
	}
	return b, nil
}

// bytesSource evaluates the arguments of bytes() and bytearray(). The result is
// the caller's, unless it is a bytes object's.
func bytesSource(t *Thread, what string, a Args) ([]byte, error) {
	for i, name := range []string{"encoding", "errors"} {
		if !a.Given(i + 1) {
			continue
		}
		if _, ok := AsStr(a[i+1]); !ok {
			return nil, Errorf(TypeError, "%s() argument '%s' must be str, not %s", what, name, ArgName(a[i+1]))
		}
	}
	if !a.Given(0) {
		for i, name := range []string{"encoding", "errors"} {
			if a.Given(i + 1) {
				return nil, Errorf(TypeError, "%s without a string argument", name)
			}
		}
		return nil, nil
	}
	v := a[0]
	if s, ok := AsStr(v); ok {
		if !a.Given(1) && what == "bytes" && !v.IsStr() {
			if r, ok := callSpecial(t, v, InternStatic("__bytes__")); ok {
				return bytesResult(t, r)
			}
		}
		if !a.Given(1) {
			return nil, Errorf(TypeError, "string argument without an encoding")
		}
		errors := "strict"
		if a.Given(2) {
			errors = Cast[Str](a[2]).s
		}
		r, err := t.EncodeStr(Ref(s), Cast[Str](a[1]).s, errors)
		if err != nil {
			return nil, err
		}
		return rawBytes(r), nil
	}
	if a.Given(1) || a.Given(2) {
		name := "encoding"
		if !a.Given(1) {
			name = "errors"
		}
		return nil, Errorf(TypeError, "%s without a string argument", name)
	}
	if what == "bytes" {
		if r, ok := callSpecial(t, v, InternStatic("__bytes__")); ok {
			return bytesResult(t, r)
		}
	}
	if IsAnyInt(v) || TypeOf(v).Index != nil {
		n, err := ToIndex(t, v, OverflowError)
		switch {
		case err != nil && !Matches(err, TypeError):
			return nil, err
		case err == nil && n < 0:
			return nil, Errorf(ValueError, "negative count")
		case err == nil && n > maxText:
			return nil, errMemory()
		case err == nil:
			return make([]byte, n), nil
		}
	}
	if IsBuffer(v) {
		return copyBuffer(t, v)
	}
	if typ := TypeOf(v); typ.Iter == nil && typ.GetItem == nil {
		return nil, Errorf(TypeError, "cannot convert '%s' object to %s", typ.FullName(), what)
	}
	outOfRange := "bytes must be in range(0, 256)"
	if what != "bytes" {
		outOfRange = "byte must be in range(0, 256)"
	}
	return bytesOfInts(t, v, outOfRange)
}

// bytesOfInts collects an iterable of numbers.
func bytesOfInts(t *Thread, v Value, outOfRange string) ([]byte, error) {
	n, err := LengthHint(t, v, 0)
	if err != nil {
		return nil, err
	}
	if n > maxItems {
		return nil, errMemory()
	}
	out := make([]byte, 0, min(n, 1<<20))
	err = Iterate(t, v, func(x Value) error {
		c, err := byteOf(t, x, outOfRange)
		out = append(out, c)
		return err
	})
	return out, err
}

// byteOf evaluates a number that must be a byte.
func byteOf(t *Thread, v Value, outOfRange string) (byte, error) {
	if !IsAnyInt(v) && TypeOf(v).Index == nil {
		return 0, Errorf(TypeError, "'%s' object cannot be interpreted as an integer", TypeOf(v).FullName())
	}
	i, err := Index(t, v)
	if err != nil {
		return 0, err
	}
	n, ok := AsInt64(i)
	if !ok || n < 0 || n > 255 {
		return 0, Errorf(ValueError, "%s", outOfRange)
	}
	return byte(n), nil
}

// quoteBytes is repr of bytes.
func quoteBytes(p []byte) string { return quoteBytesWith(p, 0) }

// quoteBytesWith escapes one character more: CPython's bytearray has \' between
// double quotes as well.
func quoteBytesWith(p []byte, escaped byte) string {
	quote := byte('\'')
	if bytes.IndexByte(p, '\'') >= 0 && bytes.IndexByte(p, '"') < 0 {
		quote = '"'
	}
	b := append(make([]byte, 0, len(p)+3), 'b', quote)
	for _, c := range p {
		switch {
		case c == quote || c == '\\' || c == escaped && c != 0:
			b = append(b, '\\', c)
		case c == '\n':
			b = append(b, '\\', 'n')
		case c == '\r':
			b = append(b, '\\', 'r')
		case c == '\t':
			b = append(b, '\\', 't')
		case c < ' ' || c >= 0x7f:
			b = appendEscape(b, rune(c))
		default:
			b = append(b, c)
		}
	}
	return bytesText(append(b, quote))
}

func bytesCompare(t *Thread, a, b Value, op CompareOp) Value {
	if TypeOf(b).Buffer == nil {
		return NotImplemented
	}
	y, err := ReadBytes(t, b)
	if err != nil {
		return t.Fail(err)
	}
	c := bytes.Compare(rawBytes(a), y)
	return Bool([...]bool{LT: c < 0, LE: c <= 0, EQ: c == 0, NE: c != 0, GT: c > 0, GE: c >= 0}[op])
}

func bytesGetItem(t *Thread, v, key Value) Value {
	b := rawBytes(v)
	if key.IsSlice() {
		start, _, step, n, err := SliceIndices(t, Cast[Slice](key), len(b))
		if err != nil {
			return t.Fail(err)
		}
		b = rawBytes(v) // the indices may have run Python code
		if step == 1 && start+n <= len(b) {
			return shareBytes(v, b[start:start+n])
		}
		out := make([]byte, 0, n)
		for ; n > 0 && start < len(b); n-- {
			out = append(out, b[start])
			start += step
		}
		return bytesLike(v, out)
	}
	what := "byte"
	if isByteArray(v) {
		what = "bytearray"
	}
	i, ok := seqIndex(t, key, what)
	if !ok {
		return Error
	}
	if b = rawBytes(v); i < 0 {
		i += len(b)
	}
	if uint(i) >= uint(len(b)) {
		if what == "byte" {
			return t.Raise(IndexError, "index out of range")
		}
		return t.Raise(IndexError, "bytearray index out of range")
	}
	return Int(int64(b[i]))
}

func bytesContains(t *Thread, v, item Value) (bool, bool) {
	if IsAnyInt(item) || TypeOf(item).Index != nil {
		c, err := byteOf(t, item, "byte must be in range(0, 256)")
		if err != nil {
			t.Fail(err)
			return false, false
		}
		return bytes.IndexByte(rawBytes(v), c) >= 0, true
	}
	x, err := ReadBytes(t, item)
	if err != nil {
		t.Fail(err)
		return false, false
	}
	return bytes.Contains(rawBytes(v), x), true
}

func bytesConcat(t *Thread, a, b Value) Value {
	if TypeOf(b).Buffer == nil {
		return t.Raise(TypeError, "can't concat %s to %s", TypeOf(b).FullName(), TypeOf(a).FullName())
	}
	y, err := ReadBytes(t, b)
	if err != nil {
		if Matches(err, BufferError) {
			return t.Raise(TypeError, "can't concat %s to %s", TypeOf(b).FullName(), TypeOf(a).FullName())
		}
		return t.Fail(err)
	}
	x := rawBytes(a)
	switch {
	case len(x)+len(y) > maxText:
		return t.Fail(errMemory())
	case len(y) == 0 && TypeOf(a) == &bytesType:
		return a
	case len(x) == 0 && TypeOf(a) == &bytesType && TypeOf(b) == &bytesType:
		return b
	}
	return bytesLike(a, append(append(make([]byte, 0, len(x)+len(y)), x...), y...))
}

func bytesRepeat(t *Thread, v, count Value) Value {
	n, err := repeatCount(t, count)
	if err != nil {
		return t.Fail(err)
	}
	b := rawBytes(v)
	switch {
	case n <= 0 || len(b) == 0:
		return bytesLike(v, nil)
	case n > maxText/len(b):
		return t.Fail(errMemory())
	case n == 1 && TypeOf(v) == &bytesType:
		return v
	}
	return bytesLike(v, bytes.Repeat(b, n))
}

// bytesMod is printf-style formatting of bytes.
// https://docs.python.org/3.14/library/stdtypes.html#printf-style-bytes-formatting
func bytesMod(t *Thread, a, b Value) Value {
	if _, ok := AsBytes(a); !ok && !isByteArray(a) {
		return NotImplemented
	}
	f := rawBytes(a)
	args := newPercentArgs(b)
	if IsBuffer(b) {
		args.mapping = false
	}
	args.bytes = true
	out, err := appendPercentBytes(t, string(f), &args)
	if err != nil {
		return t.Fail(err)
	}
	return bytesLike(a, out)
}

func appendPercentBytes(t *Thread, f string, args *percentArgs) ([]byte, error) {
	out := make([]byte, 0, len(f)+32)
	for i := 0; i < len(f); {
		if f[i] != '%' {
			out = append(out, f[i])
			i++
			continue
		}
		if i++; i < len(f) && f[i] == '%' {
			out = append(out, '%')
			i++
			continue
		}
		var c percentSpec
		var err error
		if i, err = c.parse(t, f, i, args); err != nil {
			return nil, err
		}
		v, err := args.take()
		if err != nil {
			return nil, err
		}
		if out, err = c.appendBytes(t, out, v); err != nil {
			return nil, err
		}
	}
	if !args.keyed && args.unused() {
		return nil, Errorf(TypeError, "not all arguments converted during bytes formatting")
	}
	return out, nil
}

func (c *percentSpec) appendBytes(t *Thread, out []byte, v Value) ([]byte, error) {
	var text []byte
	switch c.conv {
	case 's', 'b':
		switch {
		case IsBuffer(v):
			b, err := ReadBytes(t, v)
			if err != nil {
				return out, err
			}
			text = b
		default:
			r, ok := callSpecial(t, v, InternStatic("__bytes__"))
			if !ok {
				return out, Errorf(TypeError, "%%b requires a bytes-like object, or an object that implements __bytes__, not '%s'", TypeOf(v).FullName())
			}
			if r.IsError() {
				return out, t.Take()
			}
			b, ok := AsBytes(r)
			if !ok {
				return out, Errorf(TypeError, "__bytes__ returned non-bytes (type %s)", TypeOf(r).FullName())
			}
			text = b
		}
	case 'r', 'a':
		s, err := ASCII(t, v)
		if err != nil {
			return out, err
		}
		text = []byte(Cast[Str](s).s)
	case 'c':
		switch b, ok := AsBytes(v); {
		case ok && len(b) == 1:
			text = b
		case isByteArray(v) && len(rawBytes(v)) == 1:
			text = rawBytes(v)
		case IsAnyInt(v):
			n, fits := AsInt64(v)
			if !fits || n < 0 || n > 255 {
				return out, Errorf(OverflowError, "%s", "%c arg not in range(256)")
			}
			text = []byte{byte(n)}
		case ok || isByteArray(v):
			return out, Errorf(TypeError, "%%c requires an integer in range(256) or a single byte, not a %s object of length %d", TypeOf(v).FullName(), len(rawBytes(v)))
		default:
			return out, Errorf(TypeError, "%%c requires an integer in range(256) or a single byte, not %s", TypeOf(v).FullName())
		}
		c.prec = -1
	case 'd', 'i', 'o', 'u', 'x', 'X', 'e', 'E', 'f', 'F', 'g', 'G':
		s, err := formatPercentNumber(t, v, byte(c.conv), c.flags, c.width, c.prec)
		return append(out, s...), err
	default:
		return out, Errorf(ValueError, "unsupported format character '%c' (0x%x) at index %d", c.conv, c.conv, countRunes(c.before))
	}
	if c.prec >= 0 && c.prec < len(text) {
		text = text[:c.prec]
	}
	pad := c.width - len(text)
	if pad > 0 {
		if err := checkPadding(c.width); err != nil {
			return out, err
		}
	}
	if c.flags&percentLeft != 0 {
		return appendFill(append(out, text...), ' ', pad), nil
	}
	return append(appendFill(out, ' ', pad), text...), nil
}

// bytesIter walks over a bytes or bytearray.
type bytesIter struct {
	Header
	seq Value // unbound when exhausted
	i   int
}

func bytesIterSpec() TypeSpec     { return byteIterSpec("bytes_iterator") }
func byteArrayIterSpec() TypeSpec { return byteIterSpec("bytearray_iterator") }

func byteIterSpec(name string) TypeSpec {
	return TypeSpec{
		Name: name, Layout: LayoutOf[bytesIter](), Flags: NoSubclass | NoInstances,
		Slots: Slots{Iter: selfIter, Next: func(t *Thread, v Value) Value {
			it := Cast[bytesIter](v)
			if it.seq.ref == nil {
				return Value{}
			}
			if b := rawBytes(it.seq); it.i < len(b) {
				it.i++
				return Int(int64(b[it.i-1]))
			}
			it.seq = Value{}
			return Value{}
		}},
		Methods: iterMethods(func(t *Thread, self Value) Value {
			it := Cast[bytesIter](self)
			if it.seq.ref == nil {
				return Int(0)
			}
			return Int(int64(max(0, len(rawBytes(it.seq))-it.i)))
		}, func(t *Thread, self Value) Value {
			it := Cast[bytesIter](self)
			if it.seq.ref == nil {
				return NewPair(builtinIter(t), NewTuple(NewTuple()))
			}
			return NewTuple(builtinIter(t), NewTuple(it.seq), Int(int64(it.i)))
		}, func(self Value, i int) {
			if it := Cast[bytesIter](self); it.seq.ref != nil {
				it.i = min(max(i, 0), len(rawBytes(it.seq)))
			}
		}),
	}
}
