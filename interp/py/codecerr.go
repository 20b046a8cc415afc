package py

import (
	"fmt"
	"strconv"
	"strings"
)

// The handling of errors by codecs.
// https://docs.python.org/3.14/library/codecs.html#error-handlers

// maxReplaced bounds what the replacements of an error handler may add up to: a
// handler that does not go on would never end.
const maxReplaced = maxText

// Bad handles the error that the characters [start, end) of the text cannot be
// encoded, and returns the character to go on at.
func (e *Encoder) Bad(start, end int, reason string) (next int, err error) {
	switch e.Errors {
	case "ignore":
		return end, nil
	case "replace":
		return end, e.emit(strings.Repeat("?", end-start), start, end, reason)
	case "backslashreplace", "xmlcharrefreplace":
		return end, e.emit(escapeChars(e.Errors, e.chars(start, end)), start, end, reason)
	case "surrogateescape":
		if e.Codec.Unit > 1 {
			break
		}
		for _, r := range e.Runes(start, end) {
			if r < 0xDC80 || r > 0xDCFF {
				break
			}
			e.Out = append(e.Out, byte(r))
			start++
		}
		if start == end {
			return end, nil
		}
	}
	exc := e.exception(start, end, reason)
	if e.Errors == "" || e.Errors == "strict" {
		return 0, exc
	}
	r, next, err := handle(e.Thread, &e.handler, e.Errors, exc, "encoding error handler must return (str/bytes, int) tuple", e.Text.n)
	if err != nil {
		return 0, err
	}
	if b, ok := AsBytes(r); ok {
		if len(b)%max(e.Codec.Unit, 1) != 0 {
			return 0, exc
		}
		e.Out = append(e.Out, b...)
		return next, nil
	}
	s, ok := AsStr(r)
	if !ok {
		return 0, Errorf(TypeError, "encoding error handler must return (str/bytes, int) tuple")
	}
	if len(e.Out)+len(s.s) > maxReplaced {
		return 0, errMemory()
	}
	if e.emit(s.s, start, end, reason) != nil {
		return 0, exc
	}
	return next, nil
}

func (e *Encoder) exception(start, end int, reason string) *Exception {
	return NewException(UnicodeEncodeError, NewStr(e.Codec.Name), Ref(e.Text), Int(int64(start)), Int(int64(end)), NewStr(reason))
}

// emit appends the encoding of what replaces the characters [start, end).
func (e *Encoder) emit(s string, start, end int, reason string) error {
	put := e.Codec.Put
	for s != "" {
		r, n := decodeRune(s)
		s = s[n:]
		ok := r < 0x80
		if put == nil {
			e.Out = append(e.Out, byte(r))
		} else {
			e.Out, ok = put(e.Out, r)
		}
		if !ok {
			return e.exception(start, end, reason)
		}
	}
	return nil
}

// chars returns the characters [start, end) of the text.
func (e *Encoder) chars(start, end int) string {
	return e.Text.s[e.Text.offset(start):e.Text.offset(end)]
}

// Runes returns the characters [start, end) of the text.
func (e *Encoder) Runes(start, end int) []rune { return runes(e.chars(start, end)) }

func runes(s string) []rune {
	out := make([]rune, 0, len(s))
	for s != "" {
		r, n := decodeRune(s)
		s = s[n:]
		out = append(out, r)
	}
	return out
}

// Bad handles the error that the bytes [start, end) of In cannot be decoded, and
// returns where to go on in In, which may have become another.
func (d *Decoder) Bad(start, end int, reason string) (next int, err error) {
	switch d.Errors {
	case "ignore":
		return end, nil
	case "replace":
		d.Put(0xFFFD)
		return end, nil
	case "backslashreplace":
		for _, c := range d.In[start:end] {
			d.Out = appendEscape(d.Out, rune(c))
		}
		return end, nil
	case "surrogateescape":
		i := start
		for ; i < min(end, start+4) && d.In[i] >= 0x80; i++ {
			d.Put(0xDC00 + rune(d.In[i]))
		}
		if i > start {
			return i, nil
		}
	}
	exc := NewException(UnicodeDecodeError, NewStr(d.Codec.Name), NewBytes(append([]byte(nil), d.In...)), Int(int64(start)), Int(int64(end)), NewStr(reason))
	if d.Errors == "" || d.Errors == "strict" {
		return 0, exc
	}
	const bad = "decoding error handler must return (str, int) tuple"
	r, next, err := handle(d.Thread, &d.handler, d.Errors, exc, bad, -1)
	if err != nil {
		return 0, err
	}
	s, ok := AsStr(r)
	if !ok {
		return 0, Errorf(TypeError, bad)
	}
	in, ok := AsBytes(exc.Member(uniObject))
	if !ok {
		return 0, Errorf(TypeError, "exception attribute object must be bytes")
	}
	d.In = in
	if next, err = handlerPosition(next, len(in)); err != nil {
		return 0, err
	}
	if len(d.Out)+len(s.s) > maxReplaced {
		return 0, errMemory()
	}
	d.Out = append(d.Out, s.s...)
	return next, nil
}

// handle calls an error handler, which it keeps in *h. It returns the replacement
// and where to go on, checked if n, the length, is not negative.
func handle(t *Thread, h *Value, name string, exc *Exception, bad string, n int) (Value, int, error) {
	if h.ref == nil {
		found, err := t.LookupErrorHandler(name)
		if err != nil {
			return Value{}, 0, err
		}
		*h = found
	}
	r, err := Call(t, *h, exc.Value())
	if err != nil {
		return Value{}, 0, err
	}
	tup, ok := AsTuple(r)
	if !ok || len(tup.Items) != 2 {
		return Value{}, 0, Errorf(TypeError, "%s", bad)
	}
	if _, ok := AsStr(tup.Items[0]); !ok {
		if _, ok := AsBytes(tup.Items[0]); !ok || n < 0 {
			return Value{}, 0, Errorf(TypeError, "%s", bad)
		}
	}
	next, err := ToIndex(t, tup.Items[1], OverflowError)
	if err == nil && n >= 0 {
		next, err = handlerPosition(next, n)
	}
	return tup.Items[0], next, err
}

func handlerPosition(i, n int) (int, error) {
	at := i
	if at < 0 {
		at += n
	}
	if at < 0 || at > n {
		return 0, Errorf(IndexError, "position %d from error handler out of bounds", at)
	}
	return at, nil
}

// escapeChars is what an error handler of that name makes of characters.
func escapeChars(handler, s string) string {
	var out []byte
	for _, r := range runes(s) {
		if handler == "xmlcharrefreplace" {
			out = append(strconv.AppendInt(append(out, "&#"...), int64(r), 10), ';')
		} else {
			out = appendEscape(out, r)
		}
	}
	return string(out)
}

// errorHandlers are the standard error handlers, as functions.
func errorHandlers() map[string]Value {
	row := func(name, doc string, f func(t *Thread, exc *Exception) (Value, int, error)) Value {
		return Ref(newBuiltin(&Method{Name: name, Signature: "($self, object, /)", Doc: doc, Flags: CallsPython,
			Func: func(t *Thread, _ Value, a Args) (Value, error) {
				exc, ok := AsException(a[0])
				if !ok && name == "strict_errors" {
					return Value{}, Errorf(TypeError, "codec must pass exception instance")
				}
				if !ok {
					return Value{}, Errorf(TypeError, "don't know how to handle %s in error callback", ArgName(a[0]))
				}
				v, next, err := f(t, exc)
				if err != nil {
					return Value{}, err
				}
				return NewTuple(v, Int(int64(next))), nil
			}}, nil, None))
	}
	const text = "Implements the '%s' error handling, which %s."
	doc := func(name, what string) string { return fmt.Sprintf(text, name, what) }
	return map[string]Value{
		"strict": row("strict_errors", doc("strict", "raises a UnicodeError on coding errors"), func(t *Thread, exc *Exception) (Value, int, error) {
			return Value{}, 0, exc
		}),
		"ignore": row("ignore_errors", doc("ignore", "ignores malformed data and continues"), func(t *Thread, exc *Exception) (Value, int, error) {
			_, end, _, err := unicodeFault(exc, true, true, true)
			return NewStr(""), end, err
		}),
		"replace": row("replace_errors", doc("replace", "replaces malformed data with a replacement marker"), func(t *Thread, exc *Exception) (Value, int, error) {
			start, end, _, err := unicodeFault(exc, true, true, true)
			mark, n := "\uFFFD", max(end-start, 0)
			switch exc.typ.exc {
			case UnicodeEncodeError.exc:
				mark = "?"
			case UnicodeDecodeError.exc:
				n = 1
			}
			return NewStr(strings.Repeat(mark, n)), end, err
		}),
		"xmlcharrefreplace": row("xmlcharrefreplace_errors", doc("xmlcharrefreplace", "replaces an unencodable character with the appropriate XML character reference"), func(t *Thread, exc *Exception) (Value, int, error) {
			_, end, bad, err := unicodeFault(exc, true, false, false)
			return NewStr(escapeChars("xmlcharrefreplace", bad)), end, err
		}),
		"backslashreplace": row("backslashreplace_errors", doc("backslashreplace", "replaces malformed data with a backslashed escape sequence"), func(t *Thread, exc *Exception) (Value, int, error) {
			_, end, bad, err := unicodeFault(exc, true, true, true)
			if exc.typ.exc == UnicodeDecodeError.exc {
				var out []byte
				for i := range len(bad) {
					out = appendEscape(out, rune(bad[i]))
				}
				return NewStr(string(out)), end, err
			}
			return NewStr(escapeChars("backslashreplace", bad)), end, err
		}),
		"namereplace": row("namereplace_errors", doc("namereplace", "replaces an unencodable character with a \\N{...} escape sequence"), func(t *Thread, exc *Exception) (Value, int, error) {
			_, end, bad, err := unicodeFault(exc, true, false, false)
			if err != nil {
				return Value{}, 0, err
			}
			var out []byte
			for _, r := range runes(bad) {
				name, err := charName(t, r)
				if err != nil {
					return Value{}, 0, err
				}
				if name == "" {
					out = appendEscape(out, r)
				} else {
					out = append(append(append(out, `\N{`...), name...), '}')
				}
			}
			return NewStr(string(out)), end, nil
		}),
		"surrogatepass": row("surrogatepass", "", surrogatePass),
		"surrogateescape": row("surrogateescape", "", func(t *Thread, exc *Exception) (Value, int, error) {
			start, end, bad, err := unicodeFault(exc, true, true, false)
			if err != nil {
				return Value{}, 0, err
			}
			var out []byte
			if exc.typ.exc == UnicodeEncodeError.exc {
				for _, r := range runes(bad) {
					if r < 0xDC80 || r > 0xDCFF {
						return Value{}, 0, exc
					}
					out = append(out, byte(r))
				}
				return NewBytes(out), end, nil
			}
			n := 0
			for n < min(len(bad), 4) && bad[n] >= 0x80 {
				out = appendRune(out, 0xDC00+rune(bad[n]))
				n++
			}
			if n == 0 {
				return Value{}, 0, exc
			}
			return NewStr(string(out)), start + n, nil
		}),
	}
}

// unicodeFault returns the place that an exception of a codec is about and what is
// there: characters, or for UnicodeDecodeError bytes.
func unicodeFault(exc *Exception, encode, decode, translate bool) (start, end int, bad string, err error) {
	switch {
	case exc.typ.exc == UnicodeEncodeError.exc && encode, exc.typ.exc == UnicodeTranslateError.exc && translate:
		s, ok := AsStr(exc.Member(uniObject - exc.unicodeFirst()))
		if !ok {
			return 0, 0, "", Errorf(TypeError, "UnicodeError 'object' attribute must be a string")
		}
		start, end = exc.unicodeRange(s.n)
		if start < end {
			bad = s.s[s.offset(start):s.offset(end)]
		}
		return start, end, bad, nil
	case exc.typ.exc == UnicodeDecodeError.exc && decode:
		b, ok := AsBytes(exc.Member(uniObject))
		if !ok {
			return 0, 0, "", Errorf(TypeError, "UnicodeError 'object' attribute must be a bytes")
		}
		start, end = exc.unicodeRange(len(b))
		if start < end {
			bad = string(b[start:end])
		}
		return start, end, bad, nil
	}
	return 0, 0, "", Errorf(TypeError, "don't know how to handle %s in error callback", exc.typ.FullName())
}

// surrogatePass lets surrogates through, in both directions, in the encodings of all
// characters.
func surrogatePass(t *Thread, exc *Exception) (Value, int, error) {
	start, end, bad, err := unicodeFault(exc, true, true, false)
	if err != nil {
		return Value{}, 0, err
	}
	name, ok := AsStr(exc.Member(uniEncoding))
	if !ok {
		return Value{}, 0, Errorf(TypeError, "UnicodeError 'encoding' attribute must be a string")
	}
	c := FindCodec(name.s)
	if c == nil || c.Unit == 0 && c.Name != "utf-8" {
		return Value{}, 0, exc
	}
	if exc.typ.exc == UnicodeEncodeError.exc {
		var out []byte
		for _, r := range runes(bad) {
			if r < 0xD800 || r > 0xDFFF {
				return Value{}, 0, exc
			}
			if c.Unit > 1 {
				out, _ = c.Put(out, r)
			} else {
				out = appendRune(out, r)
			}
		}
		return NewBytes(out), end, nil
	}
	in, _ := AsBytes(exc.Member(uniObject))
	r, n := c.firstSurrogate(in[start:])
	if n == 0 {
		return Value{}, 0, exc
	}
	return NewChar(r), start + n, nil
}

// firstSurrogate decodes a surrogate that b begins with; n is 0 if it does not.
func (c *Codec) firstSurrogate(b []byte) (r rune, n int) {
	if c.Unit <= 1 {
		if len(b) >= 3 && b[0] == 0xED && b[1] >= 0xA0 && b[1] <= 0xBF && b[2]&0xC0 == 0x80 {
			return decodeRune(string(b[:3]))
		}
		return 0, 0
	}
	if len(b) < c.Unit {
		return 0, 0
	}
	r, n = 0, c.Unit
	for _, x := range []rune{0xD800, 0xDC00} {
		// The unit of the encoding says how its bytes are ordered.
		unit, _ := c.Put(nil, x)
		hi, lo := unit[len(unit)-c.Unit:], 0
		for i, v := range hi {
			if v != 0 {
				lo = i
			}
		}
		other := lo ^ 1
		if b[lo]&0xFC == hi[lo] {
			for i, v := range b[:n] {
				if i != lo && i != other && v != 0 {
					return 0, 0
				}
			}
			return rune(b[lo])<<8 | rune(b[other]), n
		}
	}
	return 0, 0
}

// charName returns the name of a character, "" if it has none or names are not
// known here.
func charName(t *Thread, r rune) (string, error) {
	if t.Interp.Natives == nil || t.Interp.Natives("unicodedata") == nil {
		return "", nil
	}
	m, err := t.Result(t.Interp.Engine.Import(t, "unicodedata", NewDict(), None, 0))
	if err != nil {
		return "", err
	}
	v, err := CallMethod(t, m, "name", NewChar(r), NewStr(""))
	if err != nil {
		return "", err
	}
	return ToGoString(t, v)
}
