package py

import (
	"strings"
)

// Codec is a text encoding that is built in: the encodings that str.encode and
// bytes.decode know without the registry of module codecs, and those that this
// module implements in Go.
type Codec struct {
	// Name is the name that exceptions show.
	Name string
	// Encode appends the encoding of Text to Out.
	Encode func(e *Encoder) error
	// Decode appends the text of In, as UTF-8 with surrogates, to Out. Unless Final it
	// leaves out what is incomplete at the end. It sets Used.
	Decode func(d *Decoder) error
	// Put appends the encoding of a character that an error handler gave; nil: of an
	// ASCII character the same byte. It returns false for a character that the handler
	// must not give.
	Put func(out []byte, r rune) ([]byte, bool)
	// Unit is the size that the bytes which an error handler gives must be a multiple
	// of; 0 is 1.
	Unit  int
	ascii bool // ASCII text is its own encoding
}

// FindCodec returns the built-in codec for an encoding's name, or nil. Case and the
// separators do not matter.
func FindCodec(name string) *Codec {
	switch strings.NewReplacer("_", "", "-", "", " ", "").Replace(strings.ToLower(name)) {
	case "utf8", "u8", "utf", "cp65001", "utf8ucs2", "utf8ucs4":
		return utf8Codec()
	case "ascii", "646", "usascii", "ansix3.41968", "ansix341968", "iso646us":
		return asciiCodec()
	case "latin1", "latin", "l1", "8859", "iso88591", "cp819", "iso8859":
		return latin1Codec()
	}
	return wideCodec(strings.ToLower(strings.NewReplacer("_", "-", " ", "-").Replace(name)))
}

// EncodeStr is s.encode(encoding, errors): a bytes object. s must be a str.
// Codecs that are not built in come from the registry of module codecs.
func (t *Thread) EncodeStr(s Value, encoding, errors string) (Value, error) {
	c := FindCodec(encoding)
	if c == nil {
		return t.textCodec("encod", s, encoding, errors)
	}
	b, err := c.EncodeText(t, Cast[Str](s), errors)
	if err != nil {
		return Value{}, t.codecFailed("encod", encoding, err)
	}
	return NewBytes(b), nil
}

// DecodeBytes is bytes.decode(encoding, errors): a str. It keeps no reference to b.
func (t *Thread) DecodeBytes(b []byte, encoding, errors string) (Value, error) {
	c := FindCodec(encoding)
	if c == nil {
		return t.textCodec("decod", NewBytes(append([]byte(nil), b...)), encoding, errors)
	}
	v, _, err := c.DecodeText(t, b, errors, true)
	if err != nil {
		return Value{}, t.codecFailed("decod", encoding, err)
	}
	return v, nil
}

// codecFailed adds to err the note that CPython gives exceptions of codecs which it
// finds in the registry.
func (t *Thread) codecFailed(verb, encoding string, err error) error {
	switch normalizeEncoding(encoding) {
	case "utf_8", "utf8", "utf_16", "utf16", "utf_32", "utf32", "ascii", "us_ascii", "latin_1", "latin1", "iso_8859_1", "iso8859_1":
		return err
	}
	return t.noteCodec(verb, encoding, err)
}

// EncodeText returns the encoding of s, which is new memory.
func (c *Codec) EncodeText(t *Thread, s *Str, errors string) ([]byte, error) {
	if c.ascii && s.IsASCII() {
		return []byte(s.s), nil
	}
	e := Encoder{Thread: t, Codec: c, Text: s, Errors: errors, Out: make([]byte, 0, len(s.s)+8)}
	if err := c.Encode(&e); err != nil {
		return nil, err
	}
	return e.Out, nil
}

// DecodeText returns the text of b, a str, and how many bytes of b it stands for.
// It keeps no reference to b.
func (c *Codec) DecodeText(t *Thread, b []byte, errors string, final bool) (Value, int, error) {
	d := Decoder{Thread: t, Codec: c, In: b, Errors: errors, Final: final, Out: make([]byte, 0, len(b)+8)}
	if err := c.Decode(&d); err != nil {
		return Value{}, 0, err
	}
	return NewStr(bytesText(d.Out)), d.Used, nil
}

func (t *Thread) noteCodec(verb, encoding string, err error) error {
	exc := ToException(err)
	addNote(t, exc, verb+"ing with '"+encoding+"' codec failed")
	return exc
}

// Encoder is a conversion of text to bytes under way.
type Encoder struct {
	Thread  *Thread
	Codec   *Codec
	Text    *Str
	Errors  string // the error handling; "" is strict
	Out     []byte
	handler Value
}

// Decoder is a conversion of bytes to text under way.
type Decoder struct {
	Thread *Thread
	Codec  *Codec
	// In is what is decoded. An error handler may exchange it.
	In      []byte
	Errors  string // the error handling; "" is strict
	Final   bool   // nothing comes after In
	Out     []byte // UTF-8, with surrogates
	Used    int
	handler Value
}

// Put appends a character of text.
func (d *Decoder) Put(r rune) { d.Out = appendRune(d.Out, r) }

// strEncode is str.encode.
func strEncode(t *Thread, self Value, a Args) (Value, error) {
	var s [2]string
	for i, name := range []string{"encoding", "errors"} {
		x, ok := AsStr(a[i])
		if !ok {
			return Value{}, Errorf(TypeError, "encode() argument '%s' must be str, not %s", name, ArgName(a[i]))
		}
		s[i] = x.s
		if strings.IndexByte(x.s, 0) >= 0 {
			return Value{}, Errorf(ValueError, "embedded null character")
		}
	}
	return t.EncodeStr(self, s[0], s[1])
}
