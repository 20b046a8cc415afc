package array

import (
	"encoding/binary"
	"math"

	"github.com/gopyrun/gopyrun/interp/py"
)

// get returns an item.
func (x *array) get(i int) (py.Value, error) {
	b := x.at(i)
	if x.code != 'u' && x.code != 'w' {
		return py.UnpackItem(x.code, b), nil
	}
	r := binary.NativeEndian.Uint32(b)
	if r > 0x10FFFF {
		return py.Value{}, py.Errorf(py.ValueError, "character U+%x is not in range [U+0000; U+10ffff]", r)
	}
	return py.NewChar(rune(r)), nil
}

// pack returns the bytes of v as an item.
func (x *array) pack(t *py.Thread, v py.Value) ([]byte, error) {
	var item [8]byte
	b := item[:x.size]
	order := binary.NativeEndian
	switch x.code {
	case 'u', 'w':
		s, ok := py.AsStr(v)
		switch {
		case !ok:
			return nil, py.Errorf(py.TypeError, "array item must be a unicode character, not %s", py.TypeOf(v).FullName())
		case s.Len() != 1:
			return nil, py.Errorf(py.TypeError, "array item must be a unicode character, not a string of length %d", s.Len())
		}
		return encode(t, v)
	case 'f', 'd':
		f, err := py.ToFloat(t, v)
		if err != nil {
			return nil, err
		}
		if x.code == 'f' {
			order.PutUint32(b, math.Float32bits(float32(f)))
		} else {
			order.PutUint64(b, math.Float64bits(f))
		}
		return b, nil
	}
	i, err := py.Index(t, v)
	if err != nil {
		return nil, err
	}
	n, err := x.bits(i)
	if err != nil {
		return nil, err
	}
	switch x.size {
	case 1:
		b[0] = byte(n)
	case 2:
		order.PutUint16(b, uint16(n))
	case 4:
		order.PutUint32(b, uint32(n))
	default:
		order.PutUint64(b, n)
	}
	return b, nil
}

// bits returns the bits of an int that fits an item, with CPython's errors, which
// show how wide the C type is that it converts by.
func (x *array) bits(v py.Value) (uint64, error) {
	overflow := func(text string) (uint64, error) { return 0, py.Errorf(py.OverflowError, "%s", text) }
	n, fits := py.AsInt64(v)
	if code := x.code; code == 'I' || code == 'L' || code == 'Q' {
		u := uint64(n)
		negative := fits && n < 0
		if !fits {
			big, _ := py.AsBig(v)
			negative = big.Sign() < 0
			if fits = big.IsUint64(); fits {
				u = big.Uint64()
			}
		}
		switch {
		case negative && code == 'Q':
			return overflow("can't convert negative int to unsigned")
		case negative:
			return overflow("can't convert negative value to unsigned int")
		case !fits && code == 'Q':
			return overflow("int too big to convert")
		case !fits:
			return overflow("Python int too large to convert to C unsigned long")
		case code == 'I' && u > math.MaxUint32:
			return overflow("unsigned int is greater than maximum")
		}
		return u, nil
	}
	if !fits {
		if x.code == 'q' {
			return overflow("int too big to convert")
		}
		return overflow("Python int too large to convert to C long")
	}
	var low, high int64
	var what string
	switch x.code {
	case 'b':
		switch {
		case n < math.MinInt16 || n > math.MaxInt16:
			low, high, what = math.MinInt16, math.MaxInt16, "signed short integer"
		default:
			low, high, what = math.MinInt8, math.MaxInt8, "signed char"
		}
	case 'B':
		low, high, what = 0, math.MaxUint8, "unsigned byte integer"
	case 'h':
		low, high, what = math.MinInt16, math.MaxInt16, "signed short integer"
	case 'H':
		switch {
		case n < math.MinInt32 || n > math.MaxInt32:
			low, high, what = math.MinInt32, math.MaxInt32, "signed integer"
		default:
			low, high, what = 0, math.MaxUint16, "unsigned short"
		}
	case 'i':
		low, high, what = math.MinInt32, math.MaxInt32, "signed integer"
	default:
		return uint64(n), nil
	}
	switch {
	case n < low:
		return overflow(what + " is less than minimum")
	case n > high:
		return overflow(what + " is greater than maximum")
	}
	return uint64(n), nil
}

func encode(t *py.Thread, text py.Value) ([]byte, error) {
	r, err := t.EncodeStr(text, nativeUTF32(), "surrogatepass")
	if err != nil {
		return nil, err
	}
	b, _ := py.AsBytes(r)
	return b, nil
}

// text returns the characters of an array as a str.
func (x *array) text(t *py.Thread) (py.Value, error) {
	for i := range x.len() {
		if _, err := x.get(i); err != nil {
			return py.Value{}, err
		}
	}
	return t.DecodeBytes(x.b, nativeUTF32(), "surrogatepass")
}

func (x *array) appendText(t *py.Thread, text py.Value) error {
	b, err := encode(t, text)
	if err != nil {
		return err
	}
	return x.replace(t, len(x.b), len(x.b), b)
}

// appendBytes appends the memory of a bytes-like object.
func (x *array) appendBytes(t *py.Thread, v py.Value) error {
	b, err := py.ReadBytes(t, v)
	if err != nil {
		return err
	}
	if len(b)%x.size != 0 {
		return py.Errorf(py.ValueError, "bytes length not a multiple of item size")
	}
	return x.replace(t, len(x.b), len(x.b), b)
}

// extend appends the items of an iterable.
func (x *array) extend(t *py.Thread, v py.Value) error {
	if y, ok := as(v); ok && y.code == x.code {
		return x.replace(t, len(x.b), len(x.b), append([]byte(nil), y.b...))
	}
	return py.Iterate(t, v, func(item py.Value) error {
		b, err := x.pack(t, item)
		if err != nil {
			return err
		}
		return x.replace(t, len(x.b), len(x.b), b)
	})
}
