package py

import (
	"encoding/binary"
	"fmt"
	"strings"
)

// wideCodec returns the codec of UTF-16 or UTF-32, or UTF-8 with a signature; name
// is in lower case with '-'.
func wideCodec(name string) *codec {
	if name == "utf-8-sig" || name == "utf8-sig" {
		return &codec{"utf-8", false, func(c *encoding, s string) error {
			c.out = append(c.out, "\xef\xbb\xbf"...)
			return encodeUTF8(c, s)
		}, func(d *decoding) error {
			d.b = []byte(strings.TrimPrefix(string(d.b), "\xef\xbb\xbf"))
			return decodeUTF8(d)
		}}
	}
	name = strings.Replace(name, "utf16", "utf-16", 1)
	name = strings.Replace(name, "utf32", "utf-32", 1)
	name = strings.TrimSuffix(name, "-")
	w := wide{size: 2}
	rest, ok := strings.CutPrefix(name, "utf-16")
	if !ok {
		if rest, ok = strings.CutPrefix(name, "utf-32"); !ok {
			switch name {
			case "u16":
				rest = ""
			case "u32":
				w.size = 4
			default:
				return nil
			}
		} else {
			w.size = 4
		}
	}
	w.order = binary.LittleEndian
	switch strings.TrimPrefix(rest, "-") {
	case "":
		w.bom = true
	case "le":
	case "be":
		w.order = binary.BigEndian
	default:
		return nil
	}
	w.name = fmt.Sprintf("utf-%d", w.size*8)
	if !w.bom {
		w.name += "-" + strings.TrimPrefix(rest, "-")
	}
	return &codec{w.name, false, w.encode, w.decode}
}

// wide is UTF-16 (size 2) or UTF-32.
type wide struct {
	name  string
	size  int
	order binary.ByteOrder
	bom   bool // written, and looked for
}

func (w wide) put(b []byte, r rune) []byte {
	var u [4]byte
	switch {
	case w.size == 4:
		w.order.PutUint32(u[:], uint32(r))
		return append(b, u[:]...)
	case r >= 0x10000:
		w.order.PutUint16(u[:], uint16(0xD800+(r-0x10000)>>10))
		w.order.PutUint16(u[2:], uint16(0xDC00+(r-0x10000)&0x3FF))
		return append(b, u[:]...)
	}
	w.order.PutUint16(u[:], uint16(r))
	return append(b, u[:2]...)
}

func (w wide) encode(c *encoding, s string) error {
	if w.bom {
		c.out = w.put(c.out, 0xFEFF)
	}
	for i, k := 0, 0; i < len(s); k++ {
		r, n := decodeRune(s[i:])
		i += n
		if r < 0xD800 || r > 0xDFFF || c.errors == "surrogatepass" {
			c.out = w.put(c.out, r)
			continue
		}
		// What replaces a surrogate is text, which is encoded in turn.
		sub := encoding{t: c.t, codec: c.codec, s: c.s, errors: c.errors}
		if err := sub.replace(s[i-n:i], k, k+1, "surrogates not allowed"); err != nil {
			return err
		}
		for _, x := range string(sub.out) {
			c.out = w.put(c.out, x)
		}
	}
	return nil
}

func (w wide) decode(d *decoding) error {
	i := 0
	if w.bom && len(d.b) >= w.size {
		var le, be uint32
		if w.size == 2 {
			le, be = uint32(binary.LittleEndian.Uint16(d.b)), uint32(binary.BigEndian.Uint16(d.b))
		} else {
			le, be = binary.LittleEndian.Uint32(d.b), binary.BigEndian.Uint32(d.b)
		}
		switch {
		case le == 0xFEFF:
			i = w.size
		case be == 0xFEFF:
			w.order, i = binary.BigEndian, w.size
		}
	}
	for i < len(d.b) {
		r, n, reason := w.next(d.b[i:], d.errors == "surrogatepass")
		if reason == "" {
			d.out = appendRune(d.out, r)
			i += n
			continue
		}
		next, err := d.replace(i, i+n, reason)
		if err != nil {
			return err
		}
		i = next
	}
	return nil
}

// next decodes one character; reason says why the n bytes cannot be.
func (w wide) next(b []byte, surrogates bool) (r rune, n int, reason string) {
	if len(b) < w.size {
		return 0, len(b), "truncated data"
	}
	if w.size == 4 {
		u := w.order.Uint32(b)
		switch {
		case u > 0x10FFFF:
			return 0, 4, "code point not in range(0x110000)"
		case u >= 0xD800 && u <= 0xDFFF && !surrogates:
			return 0, 4, "code point in surrogate code point range(0xd800, 0xe000)"
		}
		return rune(u), 4, ""
	}
	u := rune(w.order.Uint16(b))
	switch {
	case u < 0xD800 || u > 0xDFFF:
		return u, 2, ""
	case u >= 0xDC00:
		if surrogates {
			return u, 2, ""
		}
		return 0, 2, "illegal encoding"
	case len(b) < 4:
		if surrogates {
			return u, 2, ""
		}
		return 0, len(b), "unexpected end of data"
	}
	v := rune(w.order.Uint16(b[2:]))
	if v < 0xDC00 || v > 0xDFFF {
		if surrogates {
			return u, 2, ""
		}
		return 0, 2, "illegal UTF-16 surrogate"
	}
	return 0x10000 + (u-0xD800)<<10 + (v - 0xDC00), 4, ""
}
