package py

import (
	"sort"
	"strings"
	"sync"
	"sync/atomic"
	"unicode/utf8"
	"unsafe"
)

// Str is a Python str: immutable text held as UTF-8, lone surrogates as WTF-8.
type Str struct {
	Header
	s    string
	n    int           // length in code points
	hash atomic.Uint64 // 0 until computed
	ext  atomic.Pointer[strExt]
}

// strExt holds what only long strings have.
type strExt struct {
	// idx gives the byte offset of every strIndexStep-th code point.
	idx []int32
	// tail is the buffer that the text is the head of, with room to append: see
	// ConcatStr.
	tail *[]byte
}

var strType Type

// StrType is the type str.
var StrType = &strType

// NewStr returns s, which must be valid UTF-8 or WTF-8, as a str.
func NewStr(s string) Value { return Ref(MakeStr(s)) }

// MakeStr is NewStr that returns the object.
func MakeStr(s string) *Str {
	if len(s) <= 1 {
		return shortStr(s)
	}
	return &Str{Header: Header{&strType}, s: s, n: countRunes(s)}
}

// NewASCII returns s, which must be ASCII, as a str.
func NewASCII(s string) Value { return newASCII(s) }

// newASCII returns s, known to be ASCII.
func newASCII(s string) Value {
	if len(s) <= 1 {
		return Ref(shortStr(s))
	}
	return Ref(&Str{Header: Header{&strType}, s: s, n: len(s)})
}

// newStrN returns s, known to have n code points.
func newStrN(s string, n int) Value {
	if len(s) <= 1 {
		return Ref(shortStr(s))
	}
	return Ref(&Str{Header: Header{&strType}, s: s, n: n})
}

// str16, str32 and str64 are a Str together with its text: one allocation instead of two,
// which is what most of a short text costs.
type str16 struct {
	Str
	b [16]byte
}

type str32 struct {
	Str
	b [32]byte
}

type str64 struct {
	Str
	b [64]byte
}

// newText returns a str of size bytes, more than one, and the memory of its text,
// which the caller fills before anybody sees it. The length in characters is still
// to be set.
func newText(size int) (*Str, []byte) {
	switch {
	case size <= 16:
		x := &str16{Str: Str{Header: Header{&strType}}}
		x.s = unsafe.String(&x.b[0], size)
		return &x.Str, x.b[:size]
	case size <= 32:
		x := &str32{Str: Str{Header: Header{&strType}}}
		x.s = unsafe.String(&x.b[0], size)
		return &x.Str, x.b[:size]
	}
	if size <= 64 {
		x := &str64{Str: Str{Header: Header{&strType}}}
		x.s = unsafe.String(&x.b[0], size)
		return &x.Str, x.b[:size]
	}
	b := make([]byte, size)
	return &Str{Header: Header{&strType}, s: bytesText(b)}, b
}

// copyASCII returns a str of the ASCII text b, which stays the caller's.
func copyASCII(b []byte) Value {
	if len(b) <= 1 {
		if len(b) == 0 {
			return Ref(&emptyStr)
		}
		return Ref(&asciiStr[b[0]])
	}
	s, to := newText(len(b))
	copy(to, b)
	s.n = len(b)
	return Ref(s)
}

// emptyStr and asciiStr hold the strings of at most one ASCII character, which
// are shared by everything.
var (
	emptyStr Str
	asciiStr [128]Str
	asciiTab string
)

func defineShortStrs() {
	var b [128]byte
	for i := range b {
		b[i] = byte(i)
	}
	asciiTab = string(b[:])
	emptyStr.typ = &strType
	for i := range asciiStr {
		s := &asciiStr[i]
		s.typ, s.s, s.n = &strType, asciiTab[i:i+1], 1
	}
}

func shortStr(s string) *Str {
	if s == "" {
		return &emptyStr
	}
	if c := s[0]; c < utf8.RuneSelf {
		return &asciiStr[c]
	}
	return &Str{Header: Header{&strType}, s: s, n: 1}
}

// countRunes counts code points: the bytes that do not continue one. It is right
// for WTF-8, where utf8.RuneCountInString would count a surrogate's bytes.
func countRunes(s string) int {
	n := len(s)
	for i := 0; i < len(s); i++ {
		if s[i]&0xC0 == 0x80 {
			n--
		}
	}
	return n
}

// AsStr returns v as a *Str if it is a str or of a subclass.
func AsStr(v Value) (*Str, bool) {
	t := TypeOf(v)
	if t == &strType || t.flags&strSub != 0 {
		return Cast[Str](v), true
	}
	return nil, false
}

// String returns the text as UTF-8 (WTF-8 if it holds lone surrogates).
func (s *Str) String() string { return s.s }

// Len returns the length in code points.
func (s *Str) Len() int { return s.n }

// IsASCII reports whether all characters are ASCII.
func (s *Str) IsASCII() bool { return s.n == len(s.s) }

// Value returns s as a Python object.
func (s *Str) Value() Value { return Ref(s) }

// Hash returns hash(s): SipHash-1-3 under the process's secret, as CPython.
func (s *Str) Hash() uint64 {
	if h := s.hash.Load(); h != 0 {
		return h
	}
	h := hashText(s.s, s.IsASCII())
	s.hash.Store(h)
	return h
}

const strIndexStep = 64

// offset returns the byte offset of code point i, 0 <= i <= Len.
func (s *Str) offset(i int) int {
	if s.n == len(s.s) {
		return i
	}
	if i == s.n {
		return len(s.s)
	}
	p, k := 0, i
	if s.n > 2*strIndexStep {
		x := s.ext.Load()
		if x == nil || x.idx == nil {
			x = s.buildIndex()
		}
		p, k = int(x.idx[i/strIndexStep]), i%strIndexStep
	}
	for ; k > 0; k-- {
		p++
		for p < len(s.s) && s.s[p]&0xC0 == 0x80 {
			p++
		}
	}
	return p
}

// Offset returns the byte offset of code point i, 0 <= i <= Len, in String.
func (s *Str) Offset(i int) int { return s.offset(i) }

// CharIndex returns the number of the code point at a byte offset of String: the
// inverse of Offset.
func (s *Str) CharIndex(offset int) int {
	if s.n == len(s.s) {
		return offset
	}
	p, n := 0, 0
	if s.n > 2*strIndexStep {
		x := s.ext.Load()
		if x == nil || x.idx == nil {
			x = s.buildIndex()
		}
		k := sort.Search(len(x.idx), func(i int) bool { return int(x.idx[i]) > offset }) - 1
		p, n = int(x.idx[k]), k*strIndexStep
	}
	return n + countRunes(s.s[p:offset])
}

// Part returns the text between two byte offsets of String as a str.
func (s *Str) Part(from, to int) Value { return s.part(from, to) }

func (s *Str) buildIndex() *strExt {
	ix := make([]int32, 0, s.n/strIndexStep+1)
	n := 0
	for p := 0; p < len(s.s); p++ {
		if s.s[p]&0xC0 != 0x80 {
			if n%strIndexStep == 0 {
				ix = append(ix, int32(p))
			}
			n++
		}
	}
	x := &strExt{idx: ix}
	if old := s.ext.Load(); old != nil {
		x.tail = old.tail
	}
	s.ext.Store(x)
	return x
}

// decodeRune is utf8.DecodeRuneInString that also decodes WTF-8 surrogates.
func decodeRune(s string) (rune, int) {
	r, n := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && n == 1 && len(s) >= 3 && s[0] == 0xED && s[1] >= 0xA0 && s[1] <= 0xBF && s[2]&0xC0 == 0x80 {
		return rune(s[0]&0x0F)<<12 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F), 3
	}
	return r, n
}

// appendRune appends the UTF-8 of r, WTF-8 for a surrogate.
func appendRune(b []byte, r rune) []byte {
	if r >= 0xD800 && r <= 0xDFFF {
		return append(b, 0xE0|byte(r>>12), 0x80|byte(r>>6)&0xBF, 0x80|byte(r)&0xBF)
	}
	return utf8.AppendRune(b, r)
}

// staticNames interns the names that Go code uses; it is shared by all
// interpreters and only ever grows.
var staticNames struct {
	sync.RWMutex
	m map[string]*Str
}

// InternStatic returns the process-wide interned str of a name known to Go code.
// It may be called without the GIL. Interp.Intern consults the same table, so
// the pointers agree.
func InternStatic(s string) *Str {
	staticNames.RLock()
	p := staticNames.m[s]
	staticNames.RUnlock()
	if p != nil {
		return p
	}
	staticNames.Lock()
	defer staticNames.Unlock()
	if p := staticNames.m[s]; p != nil {
		return p
	}
	if staticNames.m == nil {
		staticNames.m = make(map[string]*Str, 1024)
	}
	p = MakeStr(strings.Clone(s))
	staticNames.m[s] = p
	return p
}
