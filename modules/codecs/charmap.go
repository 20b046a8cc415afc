package codecs

import (
	"github.com/gopyrun/gopyrun/interp/py"
)

// undefined stands for a byte without a character in tables to decode by.
const undefined = 0xFFFE

// encodingMap is the reverse of a table of 256 characters.
type encodingMap struct {
	py.Header
	bytes map[rune]byte
}

var encodingMapType py.Type

func encodingMapSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "EncodingMap", Layout: py.LayoutOf[encodingMap](), Flags: py.NoSubclass,
		Methods: []py.Method{
			{Name: "size", Signature: "($self, /)", Doc: "Return the size (in bytes) of this object.", Func: func(t *py.Thread, v py.Value, a py.Args) (py.Value, error) {
				return py.Int(int64(64 + 8*len(py.Cast[encodingMap](v).bytes))), nil
			}},
		},
	}
}

// charmapBuild makes the table to encode by from the one to decode by.
func charmapBuild(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	s, ok := py.AsStr(a[0])
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "charmap_build() argument must be str, not %s", py.ArgName(a[0]))
	}
	table := characters(s)
	table = table[:min(len(table), 256)]
	plain := len(table) > 0 && table[0] == 0
	for i, r := range table {
		if r > 0xFFFF || i > 0 && r == 0 {
			plain = false
		}
	}
	if !plain {
		d := py.NewDict()
		for i, r := range table {
			if !d.Set(t, py.Int(int64(r)), py.Int(int64(i))) {
				return py.Value{}, t.Take()
			}
		}
		return py.Ref(d), nil
	}
	m := py.Make[encodingMap](&encodingMapType)
	m.bytes = make(map[rune]byte, len(table))
	for i, r := range table {
		if r != undefined {
			m.bytes[r] = byte(i)
		}
	}
	return py.Ref(m), nil
}

func characters(s *py.Str) []rune {
	e := py.Encoder{Text: s}
	return e.Runes(0, s.Len())
}

// charmapDecode decodes each byte by a table: a str, or a mapping of ints to ints,
// strs or None.
func charmapDecode(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	errors, err := errorsArg("charmap_decode", a[1])
	if err != nil {
		return py.Value{}, err
	}
	b, err := py.ReadBytes(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	c := py.FindCodec("latin-1")
	if a.Given(2) && a[2] != py.None {
		c = &py.Codec{Name: "charmap", Decode: func(d *py.Decoder) error { return decodeMapped(d, a[2]) }}
	}
	v, _, err := c.DecodeText(t, b, errors, true)
	if err != nil {
		return py.Value{}, err
	}
	return py.NewTuple(v, py.Int(int64(len(b)))), nil
}

func decodeMapped(d *py.Decoder, mapping py.Value) error {
	get := func(c byte) (string, bool, error) { return mappedText(d.Thread, mapping, c) }
	if s, ok := py.AsStr(mapping); ok && py.TypeOf(mapping) == py.TypeOf(py.NewStr("")) {
		table := characters(s)
		get = func(c byte) (string, bool, error) {
			if int(c) >= len(table) || table[c] == undefined {
				return "", false, nil
			}
			d.Put(table[c])
			return "", true, nil
		}
	}
	for i := 0; i < len(d.In); {
		text, ok, err := get(d.In[i])
		if err != nil {
			return err
		}
		if ok {
			d.Out = append(d.Out, text...)
			i++
			continue
		}
		if i, err = d.Bad(i, i+1, "character maps to <undefined>"); err != nil {
			return err
		}
	}
	d.Used = len(d.In)
	return nil
}

// mappedText is the text that a mapping has for a byte.
func mappedText(t *py.Thread, mapping py.Value, c byte) (string, bool, error) {
	v, err := py.GetItem(t, mapping, py.Int(int64(c)))
	switch {
	case err != nil && py.Matches(err, py.LookupError):
		return "", false, nil
	case err != nil:
		return "", false, err
	case v == py.None:
		return "", false, nil
	}
	if py.IsAnyInt(v) {
		n, ok := py.AsInt64(v)
		if !ok || n < 0 || n > 0x10FFFF {
			return "", false, py.Errorf(py.TypeError, "character mapping must be in range(0x110000)")
		}
		s, _ := py.AsStr(py.NewChar(rune(n)))
		return s.String(), n != undefined, nil
	}
	s, ok := py.AsStr(v)
	if !ok {
		return "", false, py.Errorf(py.TypeError, "character mapping must return integer, None or str")
	}
	return s.String(), s.String() != "\uFFFE", nil
}

// charmapEncode encodes each character by a table: an EncodingMap, or a mapping of
// ints to ints, bytes or None.
func charmapEncode(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	if !a.Given(2) || a[2] == py.None {
		return encode(t, "charmap_encode", py.FindCodec("latin-1"), a)
	}
	var failed error
	get := func(r rune) (out []byte, ok bool) { // of one character
		if failed != nil {
			return nil, false
		}
		out, ok, failed = mappedBytes(t, a[2], r)
		return out, ok
	}
	if py.TypeOf(a[2]) == &encodingMapType {
		table := py.Cast[encodingMap](a[2]).bytes
		get = func(r rune) ([]byte, bool) {
			c, ok := table[r]
			return []byte{c}, ok
		}
	}
	c := &py.Codec{Name: "charmap"}
	c.Put = func(out []byte, r rune) ([]byte, bool) {
		b, ok := get(r)
		return append(out, b...), ok
	}
	c.Encode = func(e *py.Encoder) error {
		chars := e.Runes(0, e.Text.Len())
		for i := 0; i < len(chars); {
			b, ok := get(chars[i])
			if failed != nil {
				return failed
			}
			if ok {
				e.Out = append(e.Out, b...)
				i++
				continue
			}
			end := i + 1
			for end < len(chars) {
				if _, ok := get(chars[end]); ok || failed != nil {
					break
				}
				end++
			}
			if failed != nil {
				return failed
			}
			next, err := e.Bad(i, end, "character maps to <undefined>")
			if failed != nil {
				return failed
			}
			if err != nil {
				return err
			}
			i = next
		}
		return nil
	}
	return encode(t, "charmap_encode", c, a)
}

// mappedBytes is what a mapping has for a character.
func mappedBytes(t *py.Thread, mapping py.Value, r rune) ([]byte, bool, error) {
	v, err := py.GetItem(t, mapping, py.Int(int64(r)))
	switch {
	case err != nil && py.Matches(err, py.LookupError):
		return nil, false, nil
	case err != nil:
		return nil, false, err
	case v == py.None:
		return nil, false, nil
	}
	if py.IsAnyInt(v) {
		n, ok := py.AsInt64(v)
		if !ok || n < 0 || n > 0xFF {
			return nil, false, py.Errorf(py.TypeError, "character mapping must be in range(256)")
		}
		return []byte{byte(n)}, true, nil
	}
	b, ok := py.AsBytes(v)
	if !ok {
		return nil, false, py.Errorf(py.TypeError, "character mapping must return integer, bytes or None, not %s", py.ArgName(v))
	}
	return b, true, nil
}
