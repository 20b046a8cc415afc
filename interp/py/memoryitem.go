package py

import (
	"encoding/binary"
	"math"
	"math/big"
	"strings"
)

// nativeFormat returns the code of a format of one native item, 0 if it is another.
func nativeFormat(format string) byte {
	format = strings.TrimPrefix(format, "@")
	if len(format) != 1 || nativeSize(format[0]) == 0 {
		return 0
	}
	return format[0]
}

// nativeSize is the size of an item with a native format.
func nativeSize(code byte) int {
	switch code {
	case 'c', 'b', 'B', '?':
		return 1
	case 'h', 'H', 'e':
		return 2
	case 'i', 'I', 'f':
		return 4
	case 'l', 'L', 'q', 'Q', 'n', 'N', 'd', 'P', 'F':
		return 8
	case 'D':
		return 16
	}
	return 0
}

// supported fails if items of the view's format cannot be read.
func (m *MemoryView) supported() error {
	if nativeFormat(m.format) == 0 {
		return Errorf(NotImplementedError, "memoryview: unsupported format %s", m.format)
	}
	return nil
}

// get returns the item at a position; its format is supported.
func (m *MemoryView) get(pos int) Value { return UnpackItem(nativeFormat(m.format), m.at(pos)) }

// UnpackItem returns the number in b, an item with a native format code.
func UnpackItem(code byte, b []byte) Value {
	order := binary.NativeEndian
	float := func(b []byte) float64 { return float64(math.Float32frombits(order.Uint32(b))) }
	switch code {
	case 'c':
		return NewBytes([]byte{b[0]})
	case 'b':
		return Int(int64(int8(b[0])))
	case 'B':
		return Int(int64(b[0]))
	case '?':
		return Bool(b[0] != 0)
	case 'h':
		return Int(int64(int16(order.Uint16(b))))
	case 'H':
		return Int(int64(order.Uint16(b)))
	case 'i':
		return Int(int64(int32(order.Uint32(b))))
	case 'I':
		return Int(int64(order.Uint32(b)))
	case 'l', 'q', 'n':
		return Int(int64(order.Uint64(b)))
	case 'e':
		return Float(halfFloat(order.Uint16(b)))
	case 'f':
		return Float(float(b))
	case 'd':
		return Float(math.Float64frombits(order.Uint64(b)))
	case 'F':
		return NewComplex(complex(float(b), float(b[4:])))
	case 'D':
		return NewComplex(complex(math.Float64frombits(order.Uint64(b)), math.Float64frombits(order.Uint64(b[8:]))))
	}
	u := order.Uint64(b)
	if u <= math.MaxInt64 {
		return Int(int64(u))
	}
	return NewBig(new(big.Int).SetUint64(u))
}

// halfFloat is the number with the bits h of IEEE 754 binary16.
func halfFloat(h uint16) float64 {
	e, f := int(h>>10&0x1F), float64(h&0x3FF)
	x := math.Ldexp(1024+f, e-25)
	switch {
	case e == 0x1F && f != 0:
		x = math.NaN()
	case e == 0x1F:
		x = math.Inf(1)
	case e == 0:
		x = math.Ldexp(f, -24)
	}
	if h&0x8000 != 0 {
		x = math.Copysign(x, -1)
	}
	return x
}

// halfBits rounds x to binary16, half to even; false if it is too large.
func halfBits(x float64) (uint16, bool) {
	var sign uint16
	if math.Signbit(x) {
		sign, x = 0x8000, -x
	}
	switch {
	case math.IsNaN(x):
		return sign | 0x7E00, true
	case math.IsInf(x, 0):
		return sign | 0x7C00, true
	}
	// The unit of the last place of a number of this size, subnormal below 2^-14.
	_, e := math.Frexp(x)
	unit := max(e-11, -24)
	n := math.RoundToEven(math.Ldexp(x, -unit))
	if x == 0 || n == 0 {
		return sign, true
	}
	h := int(n) + (unit+24)<<10
	return sign | uint16(h), h < 0x7C00
}

// put writes v as the item at a position.
func (m *MemoryView) put(t *Thread, pos int, v Value) error {
	code := nativeFormat(m.format)
	var item [16]byte
	if err := packItem(t, code, item[:m.itemSize], v); err != nil {
		return err
	}
	if err := m.check(); err != nil { // the conversion may have run Python code
		return err
	}
	copy(m.at(pos), item[:m.itemSize])
	return nil
}

// packItem writes v to b, with memoryview's errors.
func packItem(t *Thread, code byte, b []byte, v Value) error {
	wrongType := func() error { return Errorf(TypeError, "memoryview: invalid type for format '%c'", code) }
	wrongValue := func() error { return Errorf(ValueError, "memoryview: invalid value for format '%c'", code) }
	order := binary.NativeEndian
	switch code {
	case 'c':
		c, ok := AsBytes(v)
		if !ok {
			return wrongType()
		}
		if len(c) != 1 {
			return wrongValue()
		}
		b[0] = c[0]
		return nil
	case '?':
		truth, err := IsTrue(t, v)
		if b[0] = 0; truth {
			b[0] = 1
		}
		return err
	case 'e', 'f', 'd':
		x, err := ToFloat(t, v)
		if err != nil {
			if Matches(err, TypeError) {
				return wrongType()
			}
			return err
		}
		return packFloat(code, b, x)
	case 'F', 'D':
		c, err := ToComplex(t, v)
		if err != nil {
			if Matches(err, TypeError) {
				return wrongType()
			}
			return err
		}
		part := map[byte]byte{'F': 'f', 'D': 'd'}[code]
		if err := packFloat(part, b, real(c)); err != nil {
			return err
		}
		return packFloat(part, b[len(b)/2:], imag(c))
	}
	if !IsAnyInt(v) && TypeOf(v).Index == nil {
		return wrongType()
	}
	i, err := Index(t, v)
	if err != nil {
		return err
	}
	bits := 8 * len(b)
	n, fits := AsInt64(i)
	u := uint64(n)
	if code >= 'a' && code <= 'z' {
		if !fits || n>>(bits-1) != n>>63 {
			return wrongValue()
		}
	} else if !fits {
		x, _ := AsBig(i)
		if !x.IsUint64() || bits < 64 {
			return wrongValue()
		}
		u = x.Uint64()
	} else if n < 0 || bits < 64 && n>>bits != 0 {
		return wrongValue()
	}
	switch len(b) {
	case 1:
		b[0] = byte(u)
	case 2:
		order.PutUint16(b, uint16(u))
	case 4:
		order.PutUint32(b, uint32(u))
	default:
		order.PutUint64(b, u)
	}
	return nil
}

// packFloat writes x with format e, f or d.
func packFloat(code byte, b []byte, x float64) error {
	ok := true
	switch code {
	case 'd':
		binary.NativeEndian.PutUint64(b, math.Float64bits(x))
	case 'f':
		y := float32(x)
		ok = !math.IsInf(float64(y), 0) || math.IsInf(x, 0)
		binary.NativeEndian.PutUint32(b, math.Float32bits(y))
	default:
		var h uint16
		h, ok = halfBits(x)
		binary.NativeEndian.PutUint16(b, h)
	}
	if !ok {
		return Errorf(OverflowError, "float too large to pack with %c format", code)
	}
	return nil
}
