package structs

import (
	"encoding/binary"
	"math"
	"math/big"

	"github.com/gopyrun/gopyrun/interp/py"
)

// unpack returns the values in b, which has the size of l.
func (l *layout) unpack(b []byte) py.Value {
	out := make([]py.Value, 0, l.values)
	for _, f := range l.fields {
		p := b[f.offset:]
		switch f.code {
		case 's':
			out = append(out, py.NewBytes(append([]byte(nil), p[:f.count]...)))
		case 'p':
			n := 0
			if f.count > 0 {
				n = min(int(p[0]), f.count-1)
				p = p[1:]
			}
			out = append(out, py.NewBytes(append([]byte(nil), p[:n]...)))
		default:
			for range f.count {
				out = append(out, l.get(f.code, f.size, p))
				p = p[f.size:]
			}
		}
	}
	return py.MakeTuple(out).Value()
}

func (l *layout) get(code byte, size int, b []byte) py.Value {
	switch code {
	case 'c':
		return py.NewBytes([]byte{b[0]})
	case '?':
		return py.Bool(b[0] != 0)
	case 'e':
		return py.Float(halfToFloat(l.order.Uint16(b)))
	case 'f':
		return py.Float(float64(math.Float32frombits(l.order.Uint32(b))))
	case 'd':
		return py.Float(math.Float64frombits(l.order.Uint64(b)))
	case 'F':
		return py.NewComplex(complex(float64(math.Float32frombits(l.order.Uint32(b))), float64(math.Float32frombits(l.order.Uint32(b[4:])))))
	case 'D':
		return py.NewComplex(complex(math.Float64frombits(l.order.Uint64(b)), math.Float64frombits(l.order.Uint64(b[8:]))))
	}
	var u uint64
	switch size {
	case 1:
		u = uint64(b[0])
	case 2:
		u = uint64(l.order.Uint16(b))
	case 4:
		u = uint64(l.order.Uint32(b))
	default:
		u = l.order.Uint64(b)
	}
	if signed(code) {
		shift := 64 - 8*size
		return py.Int(int64(u<<shift) >> shift)
	}
	if u > math.MaxInt64 {
		return py.NewBig(new(big.Int).SetUint64(u))
	}
	return py.Int(int64(u))
}

func signed(code byte) bool { return code >= 'a' && code <= 'z' }

// pack writes the values into b, which has the size of l.
func (l *layout) pack(t *py.Thread, b []byte, values []py.Value) error {
	clear(b)
	for _, f := range l.fields {
		p := b[f.offset:]
		if f.code == 's' || f.code == 'p' {
			if err := packText(t, f, p[:f.count], values[0]); err != nil {
				return err
			}
			values = values[1:]
			continue
		}
		for range f.count {
			if err := l.put(t, f, p, values[0]); err != nil {
				return err
			}
			p, values = p[f.size:], values[1:]
		}
	}
	return nil
}

func packText(t *py.Thread, f field, to []byte, v py.Value) error {
	data, ok := py.AsBytes(v)
	if !ok {
		if !py.ByteArrayType.IsInstance(v) {
			return fail(t, "argument for '%c' must be a bytes object", f.code)
		}
		var err error
		if data, err = py.ReadBytes(t, v); err != nil {
			return err
		}
	}
	if f.code == 's' {
		copy(to, data)
	} else if f.count > 0 {
		n := copy(to[1:], data)
		to[0] = byte(min(n, 255))
	}
	return nil
}

func (l *layout) put(t *py.Thread, f field, b []byte, v py.Value) error {
	switch f.code {
	case 'c':
		data, ok := py.AsBytes(v)
		if !ok || len(data) != 1 {
			return fail(t, "char format requires a bytes object of length 1")
		}
		b[0] = data[0]
	case '?':
		truth, err := py.IsTrue(t, v)
		if err != nil {
			return err
		}
		if truth {
			b[0] = 1
		}
	case 'e', 'f', 'd':
		x, err := py.ToFloat(t, v)
		if err != nil {
			return fail(t, "required argument is not a float")
		}
		return putFloat(l.order, f.code, b, x)
	case 'F', 'D':
		c, err := py.ToComplex(t, v)
		if err != nil {
			return fail(t, "required argument is not a complex")
		}
		code := byte('f')
		if f.code == 'D' {
			code = 'd'
		}
		if err := putFloat(l.order, code, b, real(c)); err != nil {
			return err
		}
		return putFloat(l.order, code, b[f.size/2:], imag(c))
	default:
		u, err := toInt(t, f, v)
		if err != nil {
			return err
		}
		switch f.size {
		case 1:
			b[0] = byte(u)
		case 2:
			l.order.PutUint16(b, uint16(u))
		case 4:
			l.order.PutUint32(b, uint32(u))
		default:
			l.order.PutUint64(b, u)
		}
	}
	return nil
}

func putFloat(order binary.ByteOrder, code byte, b []byte, x float64) error {
	switch code {
	case 'd':
		order.PutUint64(b, math.Float64bits(x))
		return nil
	case 'f':
		if y := float32(x); !math.IsInf(float64(y), 0) || math.IsInf(x, 0) {
			order.PutUint32(b, math.Float32bits(y))
			return nil
		}
	default:
		if h, ok := floatToHalf(x); ok {
			order.PutUint16(b, h)
			return nil
		}
	}
	return py.Errorf(py.OverflowError, "float too large to pack with %c format", code)
}

// toInt returns the bits of an int that fits f.
func toInt(t *py.Thread, f field, v py.Value) (uint64, error) {
	if !py.IsAnyInt(v) {
		if py.TypeOf(v).Index == nil {
			return 0, fail(t, "required argument is not an integer")
		}
		var err error
		if v, err = py.Index(t, v); err != nil {
			return 0, err
		}
	}
	bits := 8 * f.size
	if i, ok := py.AsInt64(v); ok {
		switch {
		case f.code == 'P', signed(f.code) && i>>(bits-1) == i>>63, !signed(f.code) && i >= 0 && (bits == 64 || i>>bits == 0):
			return uint64(i), nil
		}
	} else if x, ok := py.AsBig(v); ok && x.IsUint64() && !signed(f.code) && bits == 64 {
		return x.Uint64(), nil
	}
	switch {
	case f.code == 'P':
		return 0, fail(t, "int too large to convert")
	case signed(f.code):
		low := int64(-1) << (bits - 1)
		return 0, fail(t, "'%c' format requires %d <= number <= %d", f.code, low, ^low)
	}
	return 0, fail(t, "'%c' format requires 0 <= number <= %d", f.code, uint64(math.MaxUint64)>>(64-bits))
}

// floatToHalf rounds x to IEEE 754 binary16, half to even; false if it is too large.
func floatToHalf(x float64) (uint16, bool) {
	var sign uint16
	if math.Signbit(x) {
		sign, x = 0x8000, -x
	}
	switch {
	case math.IsNaN(x):
		return sign | 0x7E00, true
	case math.IsInf(x, 0):
		return sign | 0x7C00, true
	case x == 0:
		return sign, true
	}
	f, e := math.Frexp(x)
	f, e = f*2, e-1
	switch {
	case e >= 16:
		return 0, false
	case e < -25:
		return sign, true
	case e < -14: // subnormal
		f, e = math.Ldexp(f, 14+e), 0
	default:
		f, e = f-1, e+15
	}
	bits, frac := math.Modf(f * 1024)
	n := uint16(e)<<10 + uint16(bits)
	if frac > 0.5 || frac == 0.5 && n&1 == 1 {
		n++
	}
	return sign | n, n < 0x7C00
}

func halfToFloat(h uint16) float64 {
	e, f := int(h>>10&0x1F), float64(h&0x3FF)
	var x float64
	switch e {
	case 0x1F:
		if x = math.Inf(1); f != 0 {
			x = math.NaN()
		}
	case 0:
		x = math.Ldexp(f, -24)
	default:
		x = math.Ldexp(1024+f, e-25)
	}
	if h&0x8000 != 0 {
		x = math.Copysign(x, -1)
	}
	return x
}
