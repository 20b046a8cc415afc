package marshal

import (
	"encoding/binary"
	"math"
	"math/big"
	"strconv"

	"github.com/gopyrun/gopyrun/interp/py"
)

type encoder struct {
	t       *py.Thread
	out     []byte
	version int
	code    bool
	seen    map[any]uint32 // by identity, the number of an object that was written
	work    int
}

func (e *encoder) long(n uint32) { e.out = binary.LittleEndian.AppendUint32(e.out, n) }

func (e *encoder) size(n int) error {
	if n > math.MaxInt32 {
		return py.Errorf(py.ValueError, "unmarshallable object")
	}
	e.long(uint32(n))
	return nil
}

// ref writes a reference to an object that was written before. Otherwise it numbers the
// object, and flag is what its type code carries.
func (e *encoder) ref(key any) (written bool, flag byte) {
	if e.version < 3 {
		return false, 0
	}
	if n, ok := e.seen[key]; ok {
		e.out = append(e.out, typeRef)
		e.long(n)
		return true, 0
	}
	e.seen[key] = uint32(len(e.seen))
	return false, flagRef
}

func (e *encoder) value(v py.Value, depth int) error {
	if depth > maxDepth {
		return py.Errorf(py.ValueError, "object too deeply nested to marshal")
	}
	if e.work++; e.work&4095 == 0 {
		if err := e.t.Poll(); err != nil {
			return err
		}
	}
	switch {
	case v.IsNone():
		e.out = append(e.out, typeNone)
		return nil
	case v == py.True:
		e.out = append(e.out, typeTrue)
		return nil
	case v == py.False:
		e.out = append(e.out, typeFalse)
		return nil
	case v == py.Ellipsis:
		e.out = append(e.out, typeEllipsis)
		return nil
	case v == py.StopIteration.Value():
		e.out = append(e.out, typeStopIter)
		return nil
	case v.IsInt():
		return e.int(v.Int64())
	case v.IsFloat():
		e.float(v.Float64(), typeFloat, typeFloatText)
		return nil
	}
	switch py.TypeOf(v) {
	case py.IntType:
		if n, ok := py.AsBig(v); ok {
			return e.big(n)
		}
	case py.ComplexType:
		c := py.Cast[py.Complex](v).C
		if e.version > 1 {
			e.out = append(e.out, typeComplex)
			e.bits(real(c))
			e.bits(imag(c))
			return nil
		}
		e.out = append(e.out, typeCplxText)
		e.text(real(c))
		e.text(imag(c))
		return nil
	case py.StrType:
		return e.str(py.Cast[py.Str](v))
	case py.BytesType:
		b := py.Cast[py.Bytes](v)
		done, flag := e.ref(b)
		if done {
			return nil
		}
		e.out = append(e.out, typeBytes|flag)
		if err := e.size(len(b.B)); err != nil {
			return err
		}
		e.out = append(e.out, b.B...)
		return nil
	case py.TupleType:
		tuple := py.Cast[py.Tuple](v)
		done, flag := e.ref(tuple)
		if done {
			return nil
		}
		if e.version >= 4 && len(tuple.Items) < 256 {
			e.out = append(e.out, typeTuple8|flag, byte(len(tuple.Items)))
		} else {
			e.out = append(e.out, typeTuple|flag)
			if err := e.size(len(tuple.Items)); err != nil {
				return err
			}
		}
		return e.items(tuple.Items, depth)
	case py.ListType:
		list := py.Cast[py.List](v)
		done, flag := e.ref(list)
		if done {
			return nil
		}
		e.out = append(e.out, typeList|flag)
		if err := e.size(len(list.Items)); err != nil {
			return err
		}
		return e.items(list.Items, depth)
	case py.DictType:
		d := py.Cast[py.Dict](v)
		done, flag := e.ref(d)
		if done {
			return nil
		}
		e.out = append(e.out, typeDict|flag)
		for k, x, p, ok := d.Next(0); ok; k, x, p, ok = d.Next(p) {
			if err := e.value(k, depth+1); err != nil {
				return err
			}
			if err := e.value(x, depth+1); err != nil {
				return err
			}
		}
		e.out = append(e.out, typeNull)
		return nil
	case py.SetType, py.FrozenSetType:
		return e.set(v, depth)
	case py.SliceType:
		if e.version < 5 {
			return py.Errorf(py.ValueError, "unmarshallable object")
		}
		s := py.Cast[py.Slice](v)
		done, flag := e.ref(s)
		if done {
			return nil
		}
		e.out = append(e.out, typeSlice|flag)
		return e.items([]py.Value{s.Start, s.Stop, s.Step}, depth)
	case py.CodeType:
		return e.codeObject(py.Cast[py.Code](v))
	}
	if py.IsBuffer(v) {
		b, err := py.ReadBytes(e.t, v)
		if err != nil {
			return err
		}
		e.out = append(e.out, typeBytes)
		if err := e.size(len(b)); err != nil {
			return err
		}
		e.out = append(e.out, b...)
		return nil
	}
	return py.Errorf(py.ValueError, "unmarshallable object")
}

func (e *encoder) items(items []py.Value, depth int) error {
	for i := 0; i < len(items); i++ {
		if err := e.value(items[i], depth+1); err != nil {
			return err
		}
	}
	return nil
}

// set writes the items in an order that depends on their values alone, as CPython does
// for reproducible files of compiled code.
func (e *encoder) set(v py.Value, depth int) error {
	done, flag := e.ref(py.Cast[py.Set](v))
	if done {
		return nil
	}
	code := byte(typeSet)
	if py.TypeOf(v) == py.FrozenSetType {
		code = typeFrozenSet
	}
	s := py.Cast[py.Set](v)
	e.out = append(e.out, code|flag)
	if err := e.size(s.Len()); err != nil {
		return err
	}
	var pairs []py.Value
	for k, p, ok := s.Next(0); ok; k, p, ok = s.Next(p) {
		one := encoder{t: e.t, version: e.version, code: e.code, seen: map[any]uint32{}}
		if err := one.value(k, depth+1); err != nil {
			return err
		}
		pairs = append(pairs, py.NewTuple(py.NewBytes(one.out), py.Int(int64(len(pairs))), k))
	}
	list := py.NewList(pairs...)
	if _, err := py.CallMethod(e.t, list, "sort"); err != nil {
		return err
	}
	for _, p := range py.Cast[py.List](list).Items {
		if err := e.value(py.Cast[py.Tuple](p).Items[2], depth+1); err != nil {
			return err
		}
	}
	return nil
}

func (e *encoder) codeObject(c *py.Code) error {
	if !e.code {
		return py.Errorf(py.ValueError, "marshalling code objects is disallowed")
	}
	done, flag := e.ref(c)
	if done {
		return nil
	}
	data, err := e.t.Interp.EncodeCode(c)
	if err != nil {
		return py.Errorf(py.ValueError, "unmarshallable object")
	}
	e.out = append(e.out, typeCode|flag)
	e.out = append(e.out, data...)
	return nil
}

func (e *encoder) int(n int64) error {
	if n == int64(int32(n)) {
		e.out = append(e.out, typeInt)
		e.long(uint32(int32(n)))
		return nil
	}
	return e.big(big.NewInt(n))
}

// big writes digits of 15 bits, the number of them negative for a negative number.
func (e *encoder) big(n *big.Int) error {
	e.out = append(e.out, typeLong)
	raw := new(big.Int).Abs(n).Bytes()
	count := (new(big.Int).Abs(n).BitLen() + 14) / 15
	if count > math.MaxInt32 {
		return py.Errorf(py.ValueError, "unmarshallable object")
	}
	if n.Sign() < 0 {
		e.long(uint32(int32(-count)))
	} else {
		e.long(uint32(count))
	}
	acc, bits := uint32(0), 0
	i := len(raw)
	for ; count > 0; count-- {
		for bits < 15 && i > 0 {
			i--
			acc |= uint32(raw[i]) << bits
			bits += 8
		}
		e.out = binary.LittleEndian.AppendUint16(e.out, uint16(acc&0x7fff))
		acc >>= 15
		bits -= 15
	}
	return nil
}

func (e *encoder) float(f float64, code, textCode byte) {
	if e.version > 1 {
		e.out = append(e.out, code)
		e.bits(f)
		return
	}
	e.out = append(e.out, textCode)
	e.text(f)
}

func (e *encoder) bits(f float64) {
	e.out = binary.LittleEndian.AppendUint64(e.out, math.Float64bits(f))
}

func (e *encoder) text(f float64) {
	s := strconv.FormatFloat(f, 'g', 17, 64)
	switch {
	case math.IsInf(f, 1):
		s = "inf"
	case math.IsInf(f, -1):
		s = "-inf"
	case math.IsNaN(f):
		s = "nan"
	}
	e.out = append(e.out, byte(len(s)))
	e.out = append(e.out, s...)
}

func (e *encoder) str(s *py.Str) error {
	done, flag := e.ref(s)
	if done {
		return nil
	}
	text := s.String()
	interned := e.t.Interp.Interned(s)
	switch {
	case e.version >= 4 && s.IsASCII() && len(text) < 256:
		code := byte(typeASCII8)
		if interned {
			code = typeASCII8Int
		}
		e.out = append(e.out, code|flag, byte(len(text)))
	case e.version >= 4 && s.IsASCII():
		code := byte(typeASCII)
		if interned {
			code = typeASCIIInt
		}
		e.out = append(e.out, code|flag)
		if err := e.size(len(text)); err != nil {
			return err
		}
	default:
		code := byte(typeUnicode)
		if interned && e.version >= 3 {
			code = typeInterned
		}
		e.out = append(e.out, code|flag)
		if err := e.size(len(text)); err != nil {
			return err
		}
	}
	e.out = append(e.out, text...)
	return nil
}
