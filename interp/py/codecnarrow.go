package py

import "unicode/utf8"

func utf8Codec() *Codec {
	return &Codec{Name: "utf-8", Encode: encodeUTF8, Decode: decodeUTF8, ascii: true}
}

func asciiCodec() *Codec {
	return narrowCodec("ascii", 0x80, "ordinal not in range(128)", decodeASCII)
}

func latin1Codec() *Codec {
	return narrowCodec("latin-1", 0x100, "ordinal not in range(256)", decodeLatin1)
}

// narrowCodec has one byte for each character below limit.
func narrowCodec(name string, limit rune, reason string, decode func(d *Decoder) error) *Codec {
	return &Codec{
		Name: name, Decode: decode, ascii: true,
		Encode: func(e *Encoder) error { return encodeNarrow(e, limit, reason) },
		Put:    func(out []byte, r rune) ([]byte, bool) { return append(out, byte(r)), r < limit },
	}
}

// encodeNarrow encodes to one byte a character below limit.
func encodeNarrow(e *Encoder, limit rune, reason string) error {
	s := e.Text.s
	for i, k := 0, 0; i < len(s); {
		r, n := decodeRune(s[i:])
		if r < limit {
			e.Out = append(e.Out, byte(r))
			i, k = i+n, k+1
			continue
		}
		end, j := k+1, i+n
		for j < len(s) {
			r, n := decodeRune(s[j:])
			if r < limit {
				break
			}
			j += n
			end++
		}
		next, err := e.Bad(k, end, reason)
		if err != nil {
			return err
		}
		if i, k = j, next; next != end {
			i = e.Text.offset(k)
		}
	}
	return nil
}

func encodeUTF8(e *Encoder) error {
	s := e.Text.s
	surrogate := func(i int) bool { return s[i] == 0xED && i+1 < len(s) && s[i+1] >= 0xA0 }
	for i, k := 0, 0; i < len(s); {
		j := i
		for j < len(s) && !surrogate(j) {
			if s[j]&0xC0 != 0x80 {
				k++
			}
			j++
		}
		e.Out = append(e.Out, s[i:j]...)
		if i = j; i == len(s) {
			return nil
		}
		end := k
		for j < len(s) && surrogate(j) {
			j += 3
			end++
		}
		next, err := e.Bad(k, end, "surrogates not allowed")
		if err != nil {
			return err
		}
		if i, k = j, next; next != end {
			i = e.Text.offset(k)
		}
	}
	return nil
}

func decodeASCII(d *Decoder) error {
	for i := 0; i < len(d.In); {
		if c := d.In[i]; c < utf8.RuneSelf {
			d.Out = append(d.Out, c)
			i++
			continue
		}
		next, err := d.Bad(i, i+1, "ordinal not in range(128)")
		if err != nil {
			return err
		}
		i = next
	}
	d.Used = len(d.In)
	return nil
}

func decodeLatin1(d *Decoder) error {
	for _, c := range d.In {
		d.Out = utf8.AppendRune(d.Out, rune(c))
	}
	d.Used = len(d.In)
	return nil
}

func decodeUTF8(d *Decoder) error {
	if utf8.Valid(d.In) {
		d.Out = append(d.Out, d.In...)
		d.Used = len(d.In)
		return nil
	}
	i := 0
	for i < len(d.In) {
		if r, n := utf8.DecodeRune(d.In[i:]); r != utf8.RuneError || n > 1 {
			d.Out = append(d.Out, d.In[i:i+n]...)
			i += n
			continue
		}
		n, reason := badUTF8(d.In[i:])
		if !d.Final && reason == "unexpected end of data" {
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
