package py

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// codec is a built-in text encoding.
type codec struct {
	name   string // as exceptions show it
	ascii  bool   // ASCII text is its own encoding
	encode func(c *encoding, s string) error
	decode func(c *decoding) error
}

// findCodec returns the built-in codec for an encoding's name, which is matched as
// CPython does: case and the separators do not matter.
func findCodec(name string) *codec {
	switch strings.NewReplacer("_", "", "-", "", " ", "").Replace(strings.ToLower(name)) {
	case "utf8", "u8", "utf", "cp65001", "utf8ucs2", "utf8ucs4":
		return &codec{"utf-8", true, encodeUTF8, decodeUTF8}
	case "ascii", "646", "usascii", "ansix3.41968", "ansix341968", "iso646us":
		return &codec{"ascii", true, func(c *encoding, s string) error { return c.narrow(s, 0x80, "ordinal not in range(128)") }, decodeASCII}
	case "latin1", "latin", "l1", "8859", "iso88591", "cp819", "iso8859":
		return &codec{"latin-1", true, func(c *encoding, s string) error { return c.narrow(s, 0x100, "ordinal not in range(256)") }, decodeLatin1}
	}
	return wideCodec(strings.ToLower(strings.NewReplacer("_", "-", " ", "-").Replace(name)))
}

// EncodeStr is s.encode(encoding, errors): a bytes object. s must be a str.
// Codecs that are not built in come from module codecs.
func (t *Thread) EncodeStr(s Value, encodingName, errors string) (Value, error) {
	str := Cast[Str](s)
	c := findCodec(encodingName)
	if c == nil {
		return t.otherCodec("encode", s, encodingName, errors)
	}
	if str.IsASCII() && c.ascii {
		return NewBytes([]byte(str.s)), nil
	}
	e := encoding{t: t, codec: c, s: str, errors: errors, out: make([]byte, 0, len(str.s)+8)}
	if err := c.encode(&e, str.s); err != nil {
		return Value{}, err
	}
	return NewBytes(e.out), nil
}

// DecodeBytes is bytes.decode(encoding, errors): a str. It keeps no reference to b.
func (t *Thread) DecodeBytes(b []byte, encodingName, errors string) (Value, error) {
	c := findCodec(encodingName)
	if c == nil {
		return t.otherCodec("decode", NewBytes(append([]byte(nil), b...)), encodingName, errors)
	}
	d := decoding{t: t, codec: c, b: b, errors: errors, out: make([]byte, 0, len(b)+8)}
	if err := c.decode(&d); err != nil {
		return Value{}, err
	}
	return NewStr(bytesText(d.out)), nil
}

// otherCodec converts by module codecs, where programs register encodings.
func (t *Thread) otherCodec(verb string, v Value, encodingName, errors string) (Value, error) {
	unknown := Errorf(LookupError, "unknown encoding: %s", encodingName)
	if t.Interp.Natives == nil || t.Interp.Natives("codecs") == nil {
		return Value{}, unknown
	}
	m, err := t.Result(t.Interp.Engine.Import(t, "codecs", NewDict(), None, 0))
	if err != nil {
		return Value{}, err
	}
	return CallMethod(t, m, verb, v, NewStr(encodingName), NewStr(errors))
}

// encoding is one encoding under way.
type encoding struct {
	t      *Thread
	codec  *codec
	s      *Str
	errors string
	out    []byte
}

// decoding is one decoding under way.
type decoding struct {
	t      *Thread
	codec  *codec
	b      []byte
	errors string
	out    []byte
}

// narrow encodes to one byte a character below limit.
func (c *encoding) narrow(s string, limit rune, reason string) error {
	for i, k := 0, 0; i < len(s); k++ {
		r, n := decodeRune(s[i:])
		if r < limit {
			c.out = append(c.out, byte(r))
			i += n
			continue
		}
		// The error covers the whole run of characters that do not fit.
		end, j := k+1, i+n
		for j < len(s) {
			r, n := decodeRune(s[j:])
			if r < limit {
				break
			}
			j += n
			end++
		}
		if err := c.replace(s[i:j], k, end, reason); err != nil {
			return err
		}
		i, k = j, end-1
	}
	return nil
}

func encodeUTF8(c *encoding, s string) error {
	surrogate := func(i int) bool { return s[i] == 0xED && i+1 < len(s) && s[i+1] >= 0xA0 }
	for i, k := 0, 0; i < len(s); {
		j := i
		for j < len(s) && !surrogate(j) {
			if s[j]&0xC0 != 0x80 {
				k++
			}
			j++
		}
		c.out = append(c.out, s[i:j]...)
		if i = j; i == len(s) {
			return nil
		}
		end := k
		for j < len(s) && surrogate(j) {
			j += 3
			end++
		}
		if err := c.replace(s[i:j], k, end, "surrogates not allowed"); err != nil {
			return err
		}
		i, k = j, end
	}
	return nil
}

// replace appends what the error handler makes of bad, the characters [start, end)
// of the text.
func (c *encoding) replace(bad string, start, end int, reason string) error {
	switch c.errors {
	case "ignore":
		return nil
	case "replace":
		c.out = append(c.out, strings.Repeat("?", end-start)...)
		return nil
	case "surrogatepass":
		if c.codec.name == "utf-8" {
			c.out = append(c.out, bad...)
			return nil
		}
	case "surrogateescape", "backslashreplace", "xmlcharrefreplace":
		for k := start; bad != ""; k++ {
			r, n := decodeRune(bad)
			bad = bad[n:]
			switch {
			case c.errors == "backslashreplace":
				c.out = appendEscape(c.out, r)
			case c.errors == "xmlcharrefreplace":
				c.out = append(strconv.AppendInt(append(c.out, "&#"...), int64(r), 10), ';')
			case r >= 0xDC80 && r <= 0xDCFF:
				c.out = append(c.out, byte(r))
			default:
				return NewException(UnicodeEncodeError, NewStr(c.codec.name), Ref(c.s), Int(int64(k)), Int(int64(end)), NewStr(reason))
			}
		}
		return nil
	}
	exc := NewException(UnicodeEncodeError, NewStr(c.codec.name), Ref(c.s), Int(int64(start)), Int(int64(end)), NewStr(reason))
	if c.errors == "" || c.errors == "strict" || c.errors == "surrogatepass" {
		return exc
	}
	r, _, err := callErrorHandler(c.t, c.errors, exc)
	if err != nil {
		return err
	}
	if b, ok := AsBytes(r); ok {
		c.out = append(c.out, b...)
		return nil
	}
	s, ok := AsStr(r)
	if !ok {
		return Errorf(TypeError, "encoding error handler must return (str/bytes, int) tuple")
	}
	b, err := c.t.EncodeStr(Ref(s), c.codec.name, "strict")
	if err != nil {
		return exc
	}
	c.out = append(c.out, Cast[Bytes](b).B...)
	return nil
}

// callErrorHandler calls a registered error handler; it returns the replacement
// and the position to go on at.
func callErrorHandler(t *Thread, name string, exc *Exception) (Value, Value, error) {
	if t.Interp.Natives == nil || t.Interp.Natives("codecs") == nil {
		return Value{}, Value{}, Errorf(LookupError, "unknown error handler name '%s'", name)
	}
	m, err := t.Result(t.Interp.Engine.Import(t, "codecs", NewDict(), None, 0))
	if err != nil {
		return Value{}, Value{}, err
	}
	h, err := CallMethod(t, m, "lookup_error", NewStr(name))
	if err != nil {
		return Value{}, Value{}, err
	}
	r, err := Call(t, h, exc.Value())
	if err != nil {
		return Value{}, Value{}, err
	}
	tup, ok := AsTuple(r)
	if !ok || len(tup.Items) != 2 || !IsAnyInt(tup.Items[1]) {
		return Value{}, Value{}, Errorf(TypeError, "encoding error handler must return (str/bytes, int) tuple")
	}
	return tup.Items[0], tup.Items[1], nil
}

// replace appends what the error handler makes of the bytes [start, end) and
// returns where to go on.
func (d *decoding) replace(start, end int, reason string) (int, error) {
	switch d.errors {
	case "ignore":
		return end, nil
	case "replace":
		d.out = append(d.out, "\uFFFD"...)
		return end, nil
	case "backslashreplace":
		for _, c := range d.b[start:end] {
			d.out = appendEscape(d.out, rune(c))
		}
		return end, nil
	case "surrogateescape":
		i := start
		for ; i < end && d.b[i] >= 0x80; i++ {
			d.out = appendRune(d.out, 0xDC00+rune(d.b[i]))
		}
		if i > start {
			return i, nil
		}
	case "surrogatepass":
		if b := d.b[start:]; d.codec.name == "utf-8" && len(b) >= 3 && b[0] == 0xED && b[1]&0xE0 == 0xA0 && b[2]&0xC0 == 0x80 {
			d.out = append(d.out, b[:3]...)
			return start + 3, nil
		}
	}
	exc := NewException(UnicodeDecodeError, NewStr(d.codec.name), NewBytes(append([]byte(nil), d.b...)), Int(int64(start)), Int(int64(end)), NewStr(reason))
	switch d.errors {
	case "", "strict", "surrogateescape", "surrogatepass":
		return 0, exc
	}
	r, pos, err := callErrorHandler(d.t, d.errors, exc)
	if err != nil {
		return 0, err
	}
	s, ok := AsStr(r)
	i, fits := AsInt64(pos)
	if !ok {
		return 0, Errorf(TypeError, "decoding error handler must return (str, int) tuple")
	}
	if i < 0 {
		i += int64(len(d.b))
	}
	if !fits || i < 0 || i > int64(len(d.b)) {
		return 0, Errorf(IndexError, "position %d from error handler out of bounds", i)
	}
	d.out = append(d.out, s.s...)
	return int(i), nil
}

func decodeASCII(d *decoding) error {
	for i := 0; i < len(d.b); {
		if c := d.b[i]; c < utf8.RuneSelf {
			d.out = append(d.out, c)
			i++
			continue
		}
		n, err := d.replace(i, i+1, "ordinal not in range(128)")
		if err != nil {
			return err
		}
		i = n
	}
	return nil
}

func decodeLatin1(d *decoding) error {
	for _, c := range d.b {
		d.out = utf8.AppendRune(d.out, rune(c))
	}
	return nil
}

func decodeUTF8(d *decoding) error {
	if utf8.Valid(d.b) {
		d.out = append(d.out, d.b...)
		return nil
	}
	for i := 0; i < len(d.b); {
		if r, n := utf8.DecodeRune(d.b[i:]); r != utf8.RuneError || n > 1 {
			d.out = append(d.out, d.b[i:i+n]...)
			i += n
			continue
		}
		n, reason := badUTF8(d.b[i:])
		next, err := d.replace(i, i+n, reason)
		if err != nil {
			return err
		}
		i = next
	}
	return nil
}

// badUTF8 says how many bytes at the start of b make one error, and which.
func badUTF8(b []byte) (n int, reason string) {
	c := b[0]
	if c < 0xC2 || c > 0xF4 {
		return 1, "invalid start byte"
	}
	lo, hi := byte(0x80), byte(0xBF)
	switch c {
	case 0xE0:
		lo = 0xA0
	case 0xED:
		hi = 0x9F
	case 0xF0:
		lo = 0x90
	case 0xF4:
		hi = 0x8F
	}
	want := 2
	if c >= 0xF0 {
		want = 4
	} else if c >= 0xE0 {
		want = 3
	}
	for n = 1; n < want; n++ {
		if n == len(b) {
			return n, "unexpected end of data"
		}
		if b[n] < lo || b[n] > hi {
			return n, "invalid continuation byte"
		}
		lo, hi = 0x80, 0xBF
	}
	return n, "invalid continuation byte"
}

// strEncode is str.encode.
func strEncode(t *Thread, self Value, a Args) (Value, error) {
	var s [2]string
	for i, name := range []string{"encoding", "errors"} {
		x, ok := AsStr(a[i])
		if !ok {
			return Value{}, Errorf(TypeError, "encode() argument '%s' must be str, not %s", name, ArgName(a[i]))
		}
		s[i] = x.s
	}
	return t.EncodeStr(self, s[0], s[1])
}
