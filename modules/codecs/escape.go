package codecs

import (
	"bytes"
	"fmt"
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
)

const hexDigits = "0123456789abcdef"

// appendEscaped appends an escape of n hexadecimal digits.
func appendEscaped(b []byte, letter byte, r rune, n int) []byte {
	b = append(b, '\\', letter)
	for n--; n >= 0; n-- {
		b = append(b, hexDigits[r>>(4*n)&15])
	}
	return b
}

// unicodeEscape is the encoding of the contents of str literals.
// https://docs.python.org/3.14/library/codecs.html#text-encodings
func unicodeEscape() *py.Codec {
	return &py.Codec{
		Name: "unicodeescape",
		Encode: func(e *py.Encoder) error {
			for _, r := range e.Runes(0, e.Text.Len()) {
				switch {
				case r == '\\':
					e.Out = append(e.Out, `\\`...)
				case r == '\t':
					e.Out = append(e.Out, `\t`...)
				case r == '\n':
					e.Out = append(e.Out, `\n`...)
				case r == '\r':
					e.Out = append(e.Out, `\r`...)
				case r >= ' ' && r < 0x7F:
					e.Out = append(e.Out, byte(r))
				case r < 0x100:
					e.Out = appendEscaped(e.Out, 'x', r, 2)
				case r < 0x10000:
					e.Out = appendEscaped(e.Out, 'u', r, 4)
				default:
					e.Out = appendEscaped(e.Out, 'U', r, 8)
				}
			}
			return nil
		},
		Decode: func(d *py.Decoder) error {
			u := unescaper{d: d}
			if err := u.run(u.escape); err != nil {
				return err
			}
			return u.warn()
		},
	}
}

// rawUnicodeEscape is the encoding of Latin-1 with \u and \U for other characters.
func rawUnicodeEscape() *py.Codec {
	return &py.Codec{
		Name: "rawunicodeescape",
		Encode: func(e *py.Encoder) error {
			for _, r := range e.Runes(0, e.Text.Len()) {
				switch {
				case r < 0x100:
					e.Out = append(e.Out, byte(r))
				case r < 0x10000:
					e.Out = appendEscaped(e.Out, 'u', r, 4)
				default:
					e.Out = appendEscaped(e.Out, 'U', r, 8)
				}
			}
			return nil
		},
		Decode: func(d *py.Decoder) error {
			u := unescaper{d: d}
			return u.run(u.rawEscape)
		},
	}
}

// unescaper decodes escapes. The functions that decode one return where it ends, and
// what is wrong with it: incomplete says that more input could make it right.
type unescaper struct {
	d          *py.Decoder
	invalid    string // the first escape that means nothing
	incomplete bool
	err        error
}

func (u *unescaper) run(escape func(i int) (end int, wrong string)) error {
	d, i := u.d, 0
	for i < len(d.In) {
		c := d.In[i]
		if c != '\\' {
			d.Put(rune(c))
			i++
			continue
		}
		u.incomplete = false
		end, wrong := escape(i + 1)
		if u.err != nil {
			return u.err
		}
		if wrong != "" {
			if u.incomplete && !d.Final {
				break
			}
			next, err := d.Bad(i, end, wrong)
			if err != nil {
				return err
			}
			end = next
		}
		i = end
	}
	d.Used = i
	return nil
}

// hex decodes n hexadecimal digits.
func (u *unescaper) hex(i, n int) (r rune, end int, ok bool) {
	for k := range n {
		if i+k == len(u.d.In) {
			u.incomplete = true
			return 0, i + k, false
		}
		v := strings.IndexByte("0123456789abcdef", u.d.In[i+k]|0x20)
		if v < 0 || u.d.In[i+k] < '0' {
			return 0, i + k, false
		}
		r = r<<4 | rune(v)
		if r > 0x10FFFF {
			r = 0x110000 // and no less with the digits that come
		}
	}
	return r, i + n, true
}

// escape decodes an escape of unicode_escape, i being behind the backslash.
func (u *unescaper) escape(i int) (end int, wrong string) {
	d := u.d
	if i == len(d.In) {
		u.incomplete = true
		return i, `\ at end of string`
	}
	c := d.In[i]
	i++
	if k := strings.IndexByte("\n\\'\"bftnrva", c); k > 0 {
		d.Put(rune("\n\\'\"\b\f\t\n\r\v\a"[k]))
		return i, ""
	} else if k == 0 {
		return i, ""
	}
	switch {
	case c >= '0' && c <= '7':
		r := rune(c - '0')
		for k := 0; k < 2 && i < len(d.In) && d.In[i] >= '0' && d.In[i] <= '7'; k++ {
			r = r<<3 | rune(d.In[i]-'0')
			i++
		}
		if r > 0xFF && u.invalid == "" {
			u.invalid = fmt.Sprintf(`"\%o" is an invalid octal escape sequence.`, r)
		}
		d.Put(r)
		return i, ""
	case c == 'x' || c == 'u' || c == 'U':
		n := map[byte]int{'x': 2, 'u': 4, 'U': 8}[c]
		r, end, ok := u.hex(i, n)
		switch {
		case !ok:
			return end, fmt.Sprintf("truncated \\%c%s escape", c, strings.Repeat("X", n))
		case r > 0x10FFFF:
			return end, "illegal Unicode character"
		}
		d.Put(r)
		return end, ""
	case c == 'N':
		return u.named(i)
	}
	if u.invalid == "" {
		u.invalid = `"\` + string(rune(c)) + `" is an invalid escape sequence.`
	}
	d.Put('\\')
	d.Put(rune(c))
	return i, ""
}

// named decodes \N{name}, i being behind the N.
func (u *unescaper) named(i int) (end int, wrong string) {
	const malformed = `malformed \N character escape`
	d := u.d
	if i == len(d.In) {
		u.incomplete = true
		return i, malformed
	}
	if d.In[i] != '{' {
		return i, malformed
	}
	n := bytes.IndexByte(d.In[i:], '}')
	if n < 0 {
		u.incomplete = true
		return len(d.In), malformed
	}
	name := string(d.In[i+1 : i+n])
	if name == "" {
		return i + 1, malformed
	}
	end = i + n + 1
	t := d.Thread
	data, err := t.Result(t.Interp.Engine.Import(t, "unicodedata", py.NewDict(), py.None, 0))
	if err == nil {
		var v py.Value
		if v, err = py.CallMethod(t, data, "lookup", py.NewStr(name)); err == nil {
			if s, ok := py.AsStr(v); ok {
				d.Out = append(d.Out, s.String()...)
				return end, ""
			}
		}
	}
	if err != nil && !py.Matches(err, py.KeyError) && !py.Matches(err, py.ImportError) {
		u.err = err
	}
	return end, "unknown Unicode character name"
}

// warn warns of the first escape that means nothing.
func (u *unescaper) warn() error {
	if u.invalid == "" {
		return nil
	}
	return u.d.Thread.Interp.Warn(u.d.Thread, "DeprecationWarning", u.invalid+" Such sequences will not work in the future. ", "", 0)
}

// rawEscape decodes an escape of raw_unicode_escape.
func (u *unescaper) rawEscape(i int) (end int, wrong string) {
	d := u.d
	if i == len(d.In) {
		if d.Final {
			d.Put('\\')
			return i, ""
		}
		u.incomplete = true
		return i, `\ at end of string`
	}
	c := d.In[i]
	i++
	n := 4
	switch c {
	case 'u':
	case 'U':
		n = 8
	default:
		d.Put('\\')
		d.Put(rune(c))
		return i, ""
	}
	r, end, ok := u.hex(i, n)
	switch {
	case !ok:
		return end, fmt.Sprintf("truncated \\%c%s escape", c, strings.Repeat("X", n))
	case r > 0x10FFFF:
		return end, `\Uxxxxxxxx out of range`
	}
	d.Put(r)
	return end, ""
}

// escapeEncode is the encoding of the contents of bytes literals.
func escapeEncode(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	b, ok := py.AsBytes(a[0])
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "escape_encode() argument 1 must be bytes, not %s", py.ArgName(a[0]))
	}
	if _, err := errorsArg("escape_encode", a[1]); err != nil {
		return py.Value{}, err
	}
	var out []byte
	for _, c := range b {
		switch {
		case c == '\\' || c == '\'':
			out = append(out, '\\', c)
		case c == '\t':
			out = append(out, `\t`...)
		case c == '\n':
			out = append(out, `\n`...)
		case c == '\r':
			out = append(out, `\r`...)
		case c < ' ' || c >= 0x7F:
			out = appendEscaped(out, 'x', rune(c), 2)
		default:
			out = append(out, c)
		}
	}
	return py.NewTuple(py.NewBytes(out), py.Int(int64(len(b)))), nil
}

func escapeDecode(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	errors, err := errorsArg("escape_decode", a[1])
	if err != nil {
		return py.Value{}, err
	}
	b, err := bytesOrStr(t, "escape_decode", a[0])
	if err != nil {
		return py.Value{}, err
	}
	out, invalid := make([]byte, 0, len(b)), ""
	u := unescaper{d: &py.Decoder{In: b}}
	for i := 0; i < len(b); {
		c := b[i]
		i++
		if c != '\\' {
			out = append(out, c)
			continue
		}
		if i == len(b) {
			return py.Value{}, py.Errorf(py.ValueError, "Trailing \\ in string")
		}
		start := i - 1
		c = b[i]
		i++
		if k := strings.IndexByte("\n\\'\"bftnrva", c); k >= 0 {
			if k > 0 {
				out = append(out, "\n\\'\"\b\f\t\n\r\v\a"[k])
			}
			continue
		}
		switch {
		case c >= '0' && c <= '7':
			n := int(c - '0')
			for k := 0; k < 2 && i < len(b) && b[i] >= '0' && b[i] <= '7'; k++ {
				n = n<<3 | int(b[i]-'0')
				i++
			}
			if n > 0xFF && invalid == "" {
				invalid = fmt.Sprintf(`b"\%o" is an invalid octal escape sequence.`, n)
			}
			out = append(out, byte(n))
		case c == 'x':
			r, _, ok := u.hex(i, 2)
			if ok {
				out = append(out, byte(r))
				i += 2
				continue
			}
			switch errors {
			case "", "strict":
				return py.Value{}, py.Errorf(py.ValueError, "invalid \\x escape at position %d", start)
			case "replace":
				out = append(out, '?')
			case "ignore":
			default:
				return py.Value{}, py.Errorf(py.ValueError, "decoding error; unknown error handling code: %s", errors)
			}
			if _, _, ok := u.hex(i, 1); ok {
				i++
			}
		default:
			if invalid == "" {
				invalid = `b"\` + string(rune(c)) + `" is an invalid escape sequence.`
			}
			out = append(out, '\\', c)
		}
	}
	if invalid != "" {
		if err := t.Interp.Warn(t, "DeprecationWarning", invalid+" Such sequences will not work in the future. ", "", 0); err != nil {
			return py.Value{}, err
		}
	}
	return py.NewTuple(py.NewBytes(out), py.Int(int64(len(b)))), nil
}
