package py

import (
	"strings"
	"unicode"
	"unsafe"
)

func strSpec() TypeSpec {
	return TypeSpec{
		Name: "str", Layout: LayoutOf[Str](), Flags: strSub, Doc: docStr,
		Slots: Slots{
			New:  strNew,
			Repr: func(t *Thread, v Value) Value { return NewStr(quoteStr(Cast[Str](v).s)) },
			Str:  strStr,
			Hash: func(t *Thread, v Value) (uint64, bool) { return Cast[Str](v).Hash(), true },
			Compare: func(t *Thread, a, b Value, op CompareOp) Value {
				y, ok := AsStr(b)
				if !ok {
					return NotImplemented
				}
				return compareStr(Cast[Str](a), y, op)
			},
			Len:      func(t *Thread, v Value) (int, bool) { return Cast[Str](v).n, true },
			GetItem:  strGetItem,
			Contains: strContains,
			Iter:     func(t *Thread, v Value) Value { return strIterOf(Cast[Str](v)) },
			Concat:   strConcat,
			Repeat:   strRepeat,
			Binary:   [NumBinaryOps]BinaryFunc{OpMod: strMod},
		},
		Methods: strMethods(),
	}
}

const docStr = "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\nCreate a new string object from the given object. If encoding or\nerrors is specified, then the object must expose a data buffer\nthat will be decoded using the given encoding and error handler.\nOtherwise, returns the result of object.__str__() (if defined)\nor repr(object).\nencoding defaults to 'utf-8'.\nerrors defaults to 'strict'."

// maxText bounds the bytes of a str that one operation makes: Go cannot survive a
// failed allocation, so more is a MemoryError.
const maxText = 1 << 32

var strNewSig = NewSignature("str", "(object=<unrepresentable>, encoding=<unrepresentable>, errors=<unrepresentable>)")

func strNew(t *Thread, typ *Type, args []Value, kw []Value) Value {
	if typ == &strType && len(args) == 1 && len(kw) == 0 {
		r, err := ToStr(t, args[0])
		if err != nil {
			return t.Fail(err)
		}
		return r
	}
	if len(args)-len(kw) > 3 {
		return t.Raise(TypeError, "str expected at most 3 arguments, got %d", len(args)-len(kw))
	}
	a, err := strNewSig.Bind(t, args, kw)
	if err != nil {
		return t.Fail(err)
	}
	var r Value
	switch {
	case a.Given(1) || a.Given(2):
		r, err = strDecode(t, a)
	case a.Given(0):
		r, err = ToStr(t, a[0])
	default:
		r = Ref(&emptyStr)
	}
	if err != nil {
		return t.Fail(err)
	}
	if typ == &strType {
		return r
	}
	src, s := Cast[Str](r), Make[Str](typ)
	s.s, s.n = src.s, src.n
	return Ref(s)
}

// strDecode is str(bytes, encoding, errors).
func strDecode(t *Thread, a Args) (Value, error) {
	if !a.Given(0) {
		return Ref(&emptyStr), nil
	}
	for i := 1; i <= 2; i++ {
		if !a.Given(i) {
			continue
		}
		if _, ok := AsStr(a[i]); !ok {
			name := [...]string{1: "encoding", 2: "errors"}[i]
			return Value{}, Errorf(TypeError, "str() argument '%s' must be str, not %s", name, ArgName(a[i]))
		}
	}
	if _, ok := AsStr(a[0]); ok {
		return Value{}, Errorf(TypeError, "decoding str is not supported")
	}
	if !IsBuffer(a[0]) {
		return Value{}, Errorf(TypeError, "decoding to str: need a bytes-like object, %s found", TypeOf(a[0]).FullName())
	}
	b, err := ReadBytes(t, a[0])
	if err != nil {
		return Value{}, err
	}
	names := [...]string{1: "utf-8", 2: "strict"}
	for i := range names {
		if i > 0 && a.Given(i) {
			names[i] = Cast[Str](a[i]).s
		}
	}
	return t.DecodeBytes(b, names[1], names[2])
}

// strStr is str.__str__: the plain str of an instance of a subclass.
func strStr(t *Thread, v Value) Value {
	if v.IsStr() {
		return v
	}
	s := Cast[Str](v)
	return newStrN(s.s, s.n)
}

func compareStr(x, y *Str, op CompareOp) Value {
	switch op {
	case EQ:
		return Bool(x == y || x.s == y.s)
	case NE:
		return Bool(x != y && x.s != y.s)
	}
	// The order of UTF-8 (and WTF-8) is that of the code points.
	c := strings.Compare(x.s, y.s)
	switch op {
	case LT:
		return Bool(c < 0)
	case LE:
		return Bool(c <= 0)
	case GT:
		return Bool(c > 0)
	}
	return Bool(c >= 0)
}

// Char returns the character at i, 0 <= i < Len, as a str.
func (s *Str) Char(i int) Value {
	if s.n == len(s.s) {
		return Ref(&asciiStr[s.s[i]])
	}
	p := s.offset(i)
	if c := s.s[p]; c < 0x80 {
		return Ref(&asciiStr[c])
	}
	_, n := decodeRune(s.s[p:])
	return newStrN(s.s[p:p+n], 1)
}

func strGetItem(t *Thread, v, key Value) Value {
	s := Cast[Str](v)
	var i int
	switch {
	case key.IsInt():
		i = int(key.Int64())
	case key.IsSlice():
		start, _, step, n, err := SliceIndices(t, Cast[Slice](key), s.n)
		if err != nil {
			return t.Fail(err)
		}
		if n == s.n && step == 1 && v.IsStr() {
			return v
		}
		return s.slice(start, step, n)
	case TypeOf(key).Index == nil && !IsAnyInt(key):
		return t.Raise(TypeError, "string indices must be integers, not '%s'", TypeOf(key).FullName())
	default:
		var err error
		if i, err = ToIndex(t, key, IndexError); err != nil {
			return t.Fail(err)
		}
	}
	if i < 0 {
		i += s.n
	}
	if uint(i) >= uint(s.n) {
		return t.Raise(IndexError, "string index out of range")
	}
	return s.Char(i)
}

// slice returns n characters from start on, every step-th.
func (s *Str) slice(start, step, n int) Value {
	switch {
	case n <= 0:
		return Ref(&emptyStr)
	case step == 1:
		from := s.offset(start)
		return newStrN(s.s[from:s.offset(start+n)], n)
	}
	b := make([]byte, 0, n)
	for ; n > 0; n-- {
		if s.n == len(s.s) {
			b = append(b, s.s[start])
		} else {
			p := s.offset(start)
			_, w := decodeRune(s.s[p:])
			b = append(b, s.s[p:p+w]...)
		}
		start += step
	}
	return NewStr(bytesText(b))
}

// bytesText returns b, which is never written again, as a string.
// BytesText is the text of bytes that nobody writes any more, without a copy.
func BytesText(b []byte) string { return bytesText(b) }

func bytesText(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

func strContains(t *Thread, v, item Value) (bool, bool) {
	x, ok := AsStr(item)
	if !ok {
		t.Raise(TypeError, "'in <string>' requires string as left operand, not %s", TypeOf(item).FullName())
		return false, false
	}
	return strings.Contains(Cast[Str](v).s, x.s), true
}

func strConcat(t *Thread, a, b Value) Value {
	if _, ok := AsStr(b); !ok {
		return t.Raise(TypeError, "can only concatenate str (not \"%s\") to str", TypeOf(b).FullName())
	}
	return ConcatStr(t, a, b)
}

// growText is the length from which text that is appended to gets room to grow.
const growText = 256

// ConcatStr returns a + b of two str. Long text is kept in a buffer with room
// behind it, and whoever appends first to the text that ends where the buffer ends
// gets the room: building a text by += takes time proportional to its length.
func ConcatStr(t *Thread, a, b Value) Value {
	x, y := Cast[Str](a), Cast[Str](b)
	switch {
	case len(y.s) == 0 && a.IsStr():
		return a
	case len(x.s) == 0 && b.IsStr():
		return b
	case len(x.s) < growText || len(y.s) > len(x.s):
		s, b := newText(len(x.s) + len(y.s))
		copy(b[copy(b, x.s):], y.s)
		s.n = x.n + y.n
		return Ref(s)
	case len(x.s)+len(y.s) > maxText:
		return t.Fail(errMemory())
	}
	ext := x.ext.Load()
	if ext == nil || ext.tail == nil || len(*ext.tail) != len(x.s) || cap(*ext.tail)-len(x.s) < len(y.s) {
		buf := make([]byte, len(x.s), len(x.s)*3/2+len(y.s))
		copy(buf, x.s)
		ext = &strExt{tail: &buf}
	} else if ext.idx != nil {
		ext = &strExt{tail: ext.tail}
	}
	buf := append(*ext.tail, y.s...)
	*ext.tail = buf
	s := &Str{Header: Header{&strType}, s: bytesText(buf), n: x.n + y.n}
	s.ext.Store(ext)
	return Ref(s)
}

// JoinStrs returns the str objects of parts one after the other.
func JoinStrs(t *Thread, parts []Value) Value {
	size, n := 0, 0
	for _, p := range parts {
		s := Cast[Str](p)
		size += len(s.s)
		n += s.n
	}
	if size > maxText {
		return t.Fail(errMemory())
	}
	if size <= 1 {
		for _, p := range parts {
			if Cast[Str](p).s != "" {
				return p
			}
		}
		return Ref(&emptyStr)
	}
	s, b := newText(size)
	at := 0
	for _, p := range parts {
		at += copy(b[at:], Cast[Str](p).s)
	}
	s.n = n
	return Ref(s)
}

func strRepeat(t *Thread, v, count Value) Value {
	n, err := repeatCount(t, count)
	if err != nil {
		return t.Fail(err)
	}
	s := Cast[Str](v)
	switch {
	case n <= 0 || len(s.s) == 0:
		return Ref(&emptyStr)
	case n == 1 && v.IsStr():
		return v
	case n > maxText/len(s.s):
		return t.Fail(errMemory())
	}
	return newStrN(strings.Repeat(s.s, n), s.n*n)
}

func quoteStr(s string) string {
	quote := byte('\'')
	plain := true
	for i := 0; i < len(s); i++ {
		if c := s[i]; c < ' ' || c >= 0x7f || c == '\'' || c == '\\' {
			plain = false
			break
		}
	}
	b := make([]byte, 0, len(s)+2)
	if plain {
		b = append(b, quote)
		b = append(b, s...)
		return bytesText(append(b, quote))
	}
	if strings.IndexByte(s, '\'') >= 0 && strings.IndexByte(s, '"') < 0 {
		quote = '"'
	}
	b = append(b, quote)
	for i := 0; i < len(s); {
		c := s[i]
		if c >= 0x80 {
			r, n := decodeRune(s[i:])
			if printable(r) {
				b = append(b, s[i:i+n]...)
			} else {
				b = appendEscape(b, r)
			}
			i += n
			continue
		}
		i++
		switch {
		case c == quote || c == '\\':
			b = append(b, '\\', c)
		case c == '\n':
			b = append(b, '\\', 'n')
		case c == '\r':
			b = append(b, '\\', 'r')
		case c == '\t':
			b = append(b, '\\', 't')
		case c < ' ' || c == 0x7f:
			b = appendEscape(b, rune(c))
		default:
			b = append(b, c)
		}
	}
	return bytesText(append(b, quote))
}

// printable reports whether repr shows r as itself: it is neither a separator
// other than the space nor in a category Other.
func printable(r rune) bool { return unicode.IsPrint(r) }

// appendEscape appends the shortest of \xhh, \uhhhh, \Uhhhhhhhh for r.
func appendEscape(b []byte, r rune) []byte {
	const hex = "0123456789abcdef"
	digits := 8
	switch {
	case r < 0x100:
		b, digits = append(b, '\\', 'x'), 2
	case r < 0x10000:
		b, digits = append(b, '\\', 'u'), 4
	default:
		b = append(b, '\\', 'U')
	}
	for i := digits - 1; i >= 0; i-- {
		b = append(b, hex[r>>(4*i)&15])
	}
	return b
}

// strIter walks over the characters of a str.
type strIter struct {
	Header
	s    *Str // nil when exhausted
	pos  int  // bytes
	done int  // characters
}

var strIterType, strASCIIIterType Type

func strIterOf(s *Str) Value {
	if len(s.s) == s.n {
		return Ref(&strIter{Header{&strASCIIIterType}, s, 0, 0})
	}
	return Ref(&strIter{Header{&strIterType}, s, 0, 0})
}

// Seek moves the iterator to character i.
func (it *strIter) seek(i int) {
	it.done = min(max(i, 0), it.s.n)
	it.pos = it.s.offset(it.done)
}

func strASCIIIterSpec() TypeSpec {
	spec := strIterSpec()
	spec.Name = "str_ascii_iterator"
	return spec
}

func strIterSpec() TypeSpec {
	return TypeSpec{
		Name: "str_iterator", Layout: LayoutOf[strIter](), Flags: NoSubclass | NoInstances,
		Slots: Slots{Iter: selfIter, Next: func(t *Thread, v Value) Value {
			it := Cast[strIter](v)
			if it.s == nil {
				return Value{}
			}
			if it.pos >= len(it.s.s) {
				it.s = nil
				return Value{}
			}
			it.done++
			if c := it.s.s[it.pos]; c < 0x80 {
				it.pos++
				return Ref(&asciiStr[c])
			}
			p := it.pos
			_, n := decodeRune(it.s.s[p:])
			it.pos += n
			return newStrN(it.s.s[p:it.pos], 1)
		}},
		Methods: iterMethods(func(t *Thread, self Value) Value {
			it := Cast[strIter](self)
			if it.s == nil {
				return Int(0)
			}
			return Int(int64(it.s.n - it.done))
		}, func(t *Thread, self Value) Value {
			it := Cast[strIter](self)
			if it.s == nil {
				return NewPair(builtinIter(t), NewTuple(Ref(&emptyStr)))
			}
			return NewTuple(builtinIter(t), NewTuple(Ref(it.s)), Int(int64(it.done)))
		}, func(self Value, i int) {
			if it := Cast[strIter](self); it.s != nil {
				it.seek(i)
			}
		}),
	}
}
