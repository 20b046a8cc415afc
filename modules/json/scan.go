package json

import (
	"strconv"

	"github.com/gopyrun/gopyrun/interp/py"
)

// options say how a document is decoded; unbound values are the defaults.
type options struct {
	strict                              bool
	objectHook, pairsHook               py.Value
	parseFloat, parseInt, parseConstant py.Value
}

// keyCacheSize is the number of keys remembered during one scan; a power of two.
const keyCacheSize = 64

// scan is the decoding of one document.
type scan struct {
	t    *py.Thread
	doc  *py.Str
	s    string
	opts *options
	// stack holds the items of the containers that are being read: each is made in
	// its final size when it ends.
	stack []py.Value
	// keys remembers the keys of objects, which tend to recur.
	keys [keyCacheSize]*py.Str
}

func (sc *scan) fail(msg string, pos int) error { return decodeError(sc.t, msg, sc.doc, pos) }

// noValue is the StopIteration by which scan_once says that no value begins at
// byte pos.
type noValue struct{ pos int }

func (noValue) Error() string { return "json: no value" }

func (sc *scan) space(i int) int {
	for i < len(sc.s) {
		switch sc.s[i] {
		case ' ', '\n', '\r', '\t':
			i++
		default:
			return i
		}
	}
	return i
}

// value decodes the value at byte i and returns the byte index behind it.
func (sc *scan) value(i int) (py.Value, int, error) {
	s := sc.s
	if i >= len(s) {
		return py.Value{}, i, noValue{i}
	}
	switch s[i] {
	case '"':
		v, i, err := sc.str(i + 1)
		return v, i, err
	case '{', '[':
		where := " while decoding a JSON array from a unicode string"
		read := sc.array
		if s[i] == '{' {
			where, read = " while decoding a JSON object from a unicode string", sc.object
		}
		if !sc.t.Enter(where) {
			return py.Value{}, i, sc.t.Take()
		}
		v, end, err := read(i + 1)
		sc.t.Leave()
		return v, end, err
	case 'n':
		if hasWord(s, i, "null") {
			return py.None, i + 4, nil
		}
	case 't':
		if hasWord(s, i, "true") {
			return py.True, i + 4, nil
		}
	case 'f':
		if hasWord(s, i, "false") {
			return py.False, i + 5, nil
		}
	case 'N':
		if hasWord(s, i, "NaN") {
			return sc.constant("NaN", i)
		}
	case 'I':
		if hasWord(s, i, "Infinity") {
			return sc.constant("Infinity", i)
		}
	case '-':
		if hasWord(s, i, "-Infinity") {
			return sc.constant("-Infinity", i)
		}
		return sc.number(i)
	case '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return sc.number(i)
	}
	return py.Value{}, i, noValue{i}
}

func hasWord(s string, i int, word string) bool {
	return len(s)-i >= len(word) && s[i:i+len(word)] == word
}

// item is value in a container, where something must stand.
func (sc *scan) item(i int) (py.Value, int, error) {
	v, end, err := sc.value(i)
	if n, ok := err.(noValue); ok {
		err = sc.fail("Expecting value", n.pos)
	}
	return v, end, err
}

func (sc *scan) constant(name string, i int) (py.Value, int, error) {
	if f := sc.opts.parseConstant; !f.IsUnbound() {
		v, err := py.Call(sc.t, f, py.NewASCII(name))
		return v, i + len(name), err
	}
	f, _ := strconv.ParseFloat(name, 64)
	return py.Float(f), i + len(name), nil
}

// number decodes the number at byte i.
func (sc *scan) number(i int) (py.Value, int, error) {
	s, start := sc.s, i
	if s[i] == '-' {
		i++
	}
	digits := i
	var n int64
	for i < len(s) && '0' <= s[i] && s[i] <= '9' {
		n = n*10 + int64(s[i]-'0')
		if i++; s[digits] == '0' {
			break
		}
	}
	if i == digits {
		return py.Value{}, start, noValue{start}
	}
	isFloat := false
	if i+1 < len(s) && s[i] == '.' && '0' <= s[i+1] && s[i+1] <= '9' {
		isFloat = true
		for i += 2; i < len(s) && '0' <= s[i] && s[i] <= '9'; i++ {
		}
	}
	if i+1 < len(s) && (s[i] == 'e' || s[i] == 'E') {
		j := i + 1
		if s[j] == '+' || s[j] == '-' {
			j++
		}
		exp := j
		for j < len(s) && '0' <= s[j] && s[j] <= '9' {
			j++
		}
		if j > exp {
			isFloat, i = true, j
		}
	}
	text := s[start:i]
	if isFloat {
		if f := sc.opts.parseFloat; !f.IsUnbound() {
			v, err := py.Call(sc.t, f, py.CopyStr(text))
			return v, i, err
		}
		f, _ := strconv.ParseFloat(text, 64) // beyond the range it is infinite, as in float()
		return py.Float(f), i, nil
	}
	if f := sc.opts.parseInt; !f.IsUnbound() {
		v, err := py.Call(sc.t, f, py.CopyStr(text))
		return v, i, err
	}
	if i-digits <= 18 {
		if start != digits {
			n = -n
		}
		return py.Int(n), i, nil
	}
	v, err := py.Call(sc.t, py.IntType.Value(), py.CopyStr(text))
	return v, i, err
}

func (sc *scan) array(i int) (py.Value, int, error) {
	base, s := len(sc.stack), sc.s
	if i = sc.space(i); i < len(s) && s[i] == ']' {
		return py.NewList(), i + 1, nil
	}
	for {
		v, end, err := sc.item(i)
		if err != nil {
			return v, end, err
		}
		if len(sc.stack)&1023 == 1023 {
			if err := sc.t.Poll(); err != nil {
				return v, end, err
			}
		}
		sc.stack = append(sc.stack, v)
		i = end
		if i < len(s) && s[i] != ',' && s[i] != ']' {
			i = sc.space(i)
		}
		if i < len(s) && s[i] == ']' {
			l := py.MakeList(append(make([]py.Value, 0, len(sc.stack)-base), sc.stack[base:]...))
			sc.drop(base)
			return l.Value(), i + 1, nil
		}
		if i >= len(s) || s[i] != ',' {
			return v, i, sc.fail("Expecting ',' delimiter", i)
		}
		comma := i
		if i = sc.space(i + 1); i < len(s) && s[i] == ']' {
			return v, i, sc.fail("Illegal trailing comma before end of array", comma)
		}
	}
}

// drop cuts the stack down to base.
func (sc *scan) drop(base int) { sc.stack = sc.stack[:base] }

func (sc *scan) object(i int) (py.Value, int, error) {
	base, s := len(sc.stack), sc.s
	if i = sc.space(i); i < len(s) && s[i] == '}' {
		v, err := sc.makeObject(base)
		return v, i + 1, err
	}
	for {
		if i >= len(s) || s[i] != '"' {
			return py.Value{}, i, sc.fail("Expecting property name enclosed in double quotes", i)
		}
		key, end, err := sc.key(i + 1)
		if err != nil {
			return py.Value{}, end, err
		}
		i = end
		if i < len(s) && s[i] != ':' {
			i = sc.space(i)
		}
		if i >= len(s) || s[i] != ':' {
			return py.Value{}, i, sc.fail("Expecting ':' delimiter", i)
		}
		if i++; i < len(s) && s[i] <= ' ' {
			i = sc.space(i)
		}
		v, end, err := sc.item(i)
		if err != nil {
			return v, end, err
		}
		if len(sc.stack)&1023 >= 1022 {
			if err := sc.t.Poll(); err != nil {
				return v, end, err
			}
		}
		sc.stack = append(sc.stack, key.Value(), v)
		i = end
		if i < len(s) && s[i] != ',' && s[i] != '}' {
			i = sc.space(i)
		}
		if i < len(s) && s[i] == '}' {
			v, err := sc.makeObject(base)
			return v, i + 1, err
		}
		if i >= len(s) || s[i] != ',' {
			return v, i, sc.fail("Expecting ',' delimiter", i)
		}
		comma := i
		if i = sc.space(i + 1); i < len(s) && s[i] == '}' {
			return v, i, sc.fail("Illegal trailing comma before end of object", comma)
		}
	}
}

// makeObject makes the object of the keys and values from base.
func (sc *scan) makeObject(base int) (py.Value, error) {
	items := sc.stack[base:]
	if f := sc.opts.pairsHook; !f.IsUnbound() {
		pairs := make([]py.Value, 0, len(items)/2)
		for i := 0; i < len(items); i += 2 {
			pairs = append(pairs, py.NewPair(items[i], items[i+1]))
		}
		sc.drop(base)
		return py.Call(sc.t, f, py.MakeList(pairs).Value())
	}
	d := py.NewDictSize(len(items) / 2)
	for i := 0; i < len(items); i += 2 {
		d.SetStr(py.Cast[py.Str](items[i]), items[i+1])
	}
	sc.drop(base)
	if f := sc.opts.objectHook; !f.IsUnbound() {
		return py.Call(sc.t, f, d.Value())
	}
	return d.Value(), nil
}

// key is str for a key.
func (sc *scan) key(i int) (*py.Str, int, error) {
	s, end := sc.s, i
	for end < len(s) && plain[s[end]] {
		end++
	}
	if end >= len(s) || s[end] != '"' || end-i > 64 || end == i {
		v, end, err := sc.str(i)
		if err != nil {
			return nil, end, err
		}
		return py.Cast[py.Str](v), end, nil
	}
	text := s[i:end]
	h := (len(text) + 31*int(text[0]) + 7*int(text[len(text)-1]) + 13*int(text[len(text)/2])) & (keyCacheSize - 1)
	k := sc.keys[h]
	if k == nil || k.String() != text {
		k = py.Cast[py.Str](py.CopyStr(text))
		sc.keys[h] = k
	}
	return k, end + 1, nil
}

// str decodes the string whose text begins at byte i.
func (sc *scan) str(i int) (py.Value, int, error) {
	s, end := sc.s, i
	for end < len(s) && plain[s[end]] {
		end++
	}
	if end < len(s) && s[end] == '"' {
		return py.CopyStr(s[i:end]), end + 1, nil
	}
	text, end, msg, pos := unescape(s, i, sc.opts.strict)
	if msg != "" {
		return py.Value{}, end, sc.fail(msg, pos)
	}
	return py.NewStr(text), end, nil
}

// loads decodes a document without options; anything but a str is refused.
func loads(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	doc, ok := py.AsStr(a[0])
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "the JSON object must be str, not %s", py.TypeOf(a[0]).Name())
	}
	sc := &scan{t: t, doc: doc, s: doc.String(), opts: &options{strict: true}}
	v, end, err := sc.item(sc.space(0))
	if err != nil {
		return py.Value{}, err
	}
	if end = sc.space(end); end != len(sc.s) {
		return py.Value{}, sc.fail("Extra data", end)
	}
	return v, nil
}
