package structs

import (
	"encoding/binary"
	"math"
)

// field is a run of equal items.
type field struct {
	code   byte
	count  int // items; of 's' and 'p', bytes of the one item
	size   int // bytes of an item
	offset int
}

// layout is a parsed format.
type layout struct {
	text   string
	order  binary.ByteOrder
	fields []field
	values int // how many values it packs
	size   int // bytes
}

// sizes are the standard sizes; native ones differ in l, L and add n, N and P.
var sizes = [256]int{'x': 1, 'c': 1, 'b': 1, 'B': 1, '?': 1, 'h': 2, 'H': 2, 'i': 4, 'I': 4, 'l': 4, 'L': 4,
	'q': 8, 'Q': 8, 'e': 2, 'f': 4, 'd': 8, 's': 1, 'p': 1, 'F': 8, 'D': 16}

// nativeOrder is the byte order of the machine.
func nativeOrder() binary.ByteOrder {
	if binary.NativeEndian.Uint16([]byte{1, 0}) == 1 {
		return binary.LittleEndian
	}
	return binary.BigEndian
}

// parse parses a format; msg says what is wrong with it.
func parse(text string) (l *layout, msg string) {
	l = &layout{text: text, order: nativeOrder()}
	native := true
	s := text
	if s != "" {
		known := true
		switch s[0] {
		case '@':
		case '=':
			native = false
		case '<':
			native, l.order = false, binary.LittleEndian
		case '>', '!':
			native, l.order = false, binary.BigEndian
		default:
			known = false
		}
		if known {
			s = s[1:]
		}
	}
	const tooLong = "total struct size too long"
	for i := 0; i < len(s); i++ {
		switch s[i] {
		case ' ', '\t', '\n', '\v', '\f', '\r':
			continue
		}
		count := 1
		if '0' <= s[i] && s[i] <= '9' {
			count = 0
			for ; i < len(s) && '0' <= s[i] && s[i] <= '9'; i++ {
				digit := int(s[i] - '0')
				if count > (math.MaxInt-digit)/10 {
					return nil, tooLong
				}
				count = count*10 + digit
			}
			if i == len(s) {
				return nil, "repeat count given without format specifier"
			}
		}
		code := s[i]
		size, align := sizes[code], 1
		if native {
			switch code {
			case 'l', 'L', 'n', 'N', 'P':
				size = 8
			}
			switch align = size; code {
			case 'F', 'D':
				align = size / 2
			}
		}
		if size == 0 {
			return nil, "bad char in struct format"
		}
		if l.size > math.MaxInt-align {
			return nil, tooLong
		}
		l.size = (l.size + align - 1) / align * align
		if count > (math.MaxInt-l.size)/size {
			return nil, tooLong
		}
		f := field{code, count, size, l.size}
		l.size += count * size
		switch code {
		case 'x':
			continue
		case 's', 'p':
			l.values++
		default:
			l.values += count
		}
		if count > 0 || code == 's' || code == 'p' {
			l.fields = append(l.fields, f)
		}
	}
	return l, ""
}
