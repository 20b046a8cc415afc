package codecs

import (
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
)

const base64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"

// utf7 is the encoding of RFC 2152.
// https://www.rfc-editor.org/rfc/rfc2152
func utf7() *py.Codec { return &py.Codec{Name: "utf7", Encode: encodeUTF7, Decode: decodeUTF7} }

// direct reports whether a character stands for itself.
func direct(r rune) bool {
	return r >= ' ' && r < 0x7F && r != '+' && r != '\\' && r != '~' || r == '\t' || r == '\n' || r == '\r'
}

func encodeUTF7(e *py.Encoder) error {
	var buf uint32
	bits, shifted := 0, false
	put := func(unit rune) {
		buf, bits = buf<<16|uint32(unit), bits+16
		for bits >= 6 {
			bits -= 6
			e.Out = append(e.Out, base64[buf>>bits&63])
		}
	}
	flush := func() {
		if bits > 0 {
			e.Out = append(e.Out, base64[buf<<(6-bits)&63])
		}
		buf, bits = 0, 0
	}
	for _, r := range e.Runes(0, e.Text.Len()) {
		if direct(r) {
			if shifted {
				flush()
				shifted = false
				if r == '-' || strings.IndexByte(base64, byte(r)) >= 0 {
					e.Out = append(e.Out, '-')
				}
			}
			e.Out = append(e.Out, byte(r))
			continue
		}
		if !shifted {
			if r == '+' {
				e.Out = append(e.Out, "+-"...)
				continue
			}
			e.Out = append(e.Out, '+')
			shifted = true
		}
		if r >= 0x10000 {
			put(0xD800 + (r-0x10000)>>10)
			r = 0xDC00 + (r-0x10000)&0x3FF
		}
		put(r)
	}
	flush()
	if shifted {
		e.Out = append(e.Out, '-')
	}
	return nil
}

func decodeUTF7(d *py.Decoder) error {
	var buf uint32
	var surrogate rune
	bits, shifted := 0, false
	start, outStart := 0, 0
	i := 0
	for {
		for i < len(d.In) {
			c := d.In[i]
			wrong := ""
			v := strings.IndexByte(base64, c)
			switch {
			case shifted && v >= 0:
				i++
				buf, bits = buf<<6|uint32(v), bits+6
				if bits < 16 {
					continue
				}
				bits -= 16
				r := rune(buf >> bits & 0xFFFF)
				buf &= 1<<bits - 1
				if surrogate != 0 {
					high := surrogate
					surrogate = 0
					if r >= 0xDC00 && r <= 0xDFFF {
						d.Put(0x10000 + (high-0xD800)<<10 + (r - 0xDC00))
						continue
					}
					d.Put(high)
				}
				if r >= 0xD800 && r <= 0xDBFF {
					surrogate = r
				} else {
					d.Put(r)
				}
			case shifted:
				shifted = false
				switch {
				case bits >= 6:
					i++
					wrong = "partial character in shift sequence"
				case bits > 0 && buf != 0:
					i++
					wrong = "non-zero padding bits in shift sequence"
				default:
					if surrogate != 0 && c <= 127 && c != '+' {
						d.Put(surrogate)
					}
					surrogate = 0
					if c == '-' {
						i++
					}
				}
			case c == '+':
				start = i
				i++
				switch {
				case i < len(d.In) && d.In[i] == '-':
					i++
					d.Put('+')
				case i < len(d.In) && strings.IndexByte(base64, d.In[i]) < 0:
					i++
					wrong = "ill-formed sequence"
				default:
					shifted, surrogate, outStart, buf, bits = true, 0, len(d.Out), 0, 0
				}
			case c <= 127:
				i++
				d.Put(rune(c))
			default:
				start = i
				i++
				wrong = "unexpected special character"
			}
			if wrong == "" {
				continue
			}
			next, err := d.Bad(start, i, wrong)
			if err != nil {
				return err
			}
			i = next
		}
		if !shifted || !d.Final || surrogate == 0 && bits < 6 && (bits == 0 || buf == 0) {
			break
		}
		shifted = false
		next, err := d.Bad(start, len(d.In), "unterminated shift sequence")
		if err != nil {
			return err
		}
		i = next
		surrogate, bits, buf = 0, 0, 0
	}
	d.Used = i
	if shifted && !d.Final {
		d.Used, d.Out = start, d.Out[:outStart]
	}
	return nil
}
