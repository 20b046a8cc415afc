package py

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"strings"
)

// wideCodec returns the codec of UTF-16 or UTF-32, or UTF-8 with a signature; name
// is in lower case with '-'.
func wideCodec(name string) *Codec {
	if name == "utf-8-sig" || name == "utf8-sig" {
		return &Codec{Name: "utf-8", Encode: func(e *Encoder) error {
			e.Out = append(e.Out, "\xef\xbb\xbf"...)
			return encodeUTF8(e)
		}, Decode: func(d *Decoder) error {
			if bytes.HasPrefix(d.In, []byte("\xef\xbb\xbf")) {
				d.In = d.In[3:]
			}
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
	put := func(out []byte, r rune) ([]byte, bool) {
		return w.put(out, r), r < 0x80
	}
	return &Codec{Name: w.name, Encode: w.encode, Decode: w.decode, Put: put, Unit: w.size}
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

func (w wide) encode(e *Encoder) error {
	if w.bom {
		e.Out = w.put(e.Out, 0xFEFF)
	}
	s := e.Text.s
	for i, k := 0, 0; i < len(s); {
		r, n := decodeRune(s[i:])
		if r < 0xD800 || r > 0xDFFF || e.Errors == "surrogatepass" {
			e.Out = w.put(e.Out, r)
			i, k = i+n, k+1
			continue
		}
		next, err := e.Bad(k, k+1, "surrogates not allowed")
		if err != nil {
			return err
		}
		i += n
		if k++; next != k {
			i, k = e.Text.offset(next), next
		}
	}
	return nil
}

func (w wide) decode(d *Decoder) error {
	i := 0
	if w.bom && len(d.In) >= w.size {
		switch {
		case w.unit(binary.LittleEndian, d.In) == 0xFEFF:
			i = w.size
		case w.unit(binary.BigEndian, d.In) == 0xFEFF:
			w.order, i = binary.BigEndian, w.size
		}
	}
	if w.bom {
		c := *d.Codec
		c.Name += map[binary.ByteOrder]string{binary.LittleEndian: "-le", binary.BigEndian: "-be"}[w.order]
		d.Codec = &c
	}
	for i < len(d.In) {
		r, n, reason := w.next(d.In[i:], d.Errors == "surrogatepass" && d.Final)
		if reason == "" {
			d.Put(r)
			i += n
			continue
		}
		if !d.Final && (reason == "truncated data" || reason == "unexpected end of data") {
			break
		}
		next, err := d.Bad(i, i+n, reason)
		if err != nil {
			return err
		}
		i = next
	}
	d.Used = i
	return nil
}

func (w wide) unit(order binary.ByteOrder, b []byte) uint32 {
	if w.size == 2 {
		return uint32(order.Uint16(b))
	}
	return order.Uint32(b)
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
