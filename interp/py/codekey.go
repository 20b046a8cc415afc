package py

import (
	"encoding/binary"
	"math"
	"slices"
	"strings"
)

// codeCompare implements == and != of code objects: equal ones do the same at the same
// lines, whatever their file.
func codeCompare(t *Thread, a, b Value, op CompareOp) Value {
	y, ok := As[Code](b, &codeType)
	if !ok || op != EQ && op != NE {
		return NotImplemented
	}
	x := Cast[Code](a)
	equal := x == y
	if !equal && x.Name == y.Name && x.FirstLine == y.FirstLine {
		kx, ok := codeKey(t, x)
		if !ok {
			return Error
		}
		ky, ok := codeKey(t, y)
		if !ok {
			return Error
		}
		equal = string(kx) == string(ky)
	}
	return Bool(equal == (op == EQ))
}

func codeHash(t *Thread, v Value) (uint64, bool) {
	k, ok := codeKey(t, Cast[Code](v))
	return hashString(string(k)), ok
}

func codeKey(t *Thread, c *Code) ([]byte, bool) { return appendCodeKey(t, nil, c) }

// appendCodeKey appends what is compared of a code object.
func appendCodeKey(t *Thread, b []byte, c *Code) ([]byte, bool) {
	c.Load()
	c.LoadLines()
	num := func(n ...int) {
		for _, x := range n {
			b = binary.AppendVarint(b, int64(x))
		}
	}
	text := func(s ...string) {
		num(len(s))
		for _, x := range s {
			num(len(x))
			b = append(b, x...)
		}
	}
	text(c.Name)
	num(c.ArgCount, c.PosOnly, c.KwOnly, int(c.Flags), c.FirstLine, c.NRegs)
	text(c.Names...)
	text(c.Locals...)
	num(len(c.Cells))
	for _, x := range c.Cells {
		text(x.Name)
		num(x.Reg)
	}
	num(len(c.Free))
	for _, x := range c.Free {
		text(x.Name)
		num(x.Reg)
	}
	num(len(c.Instrs))
	for _, in := range c.Instrs {
		num(int(in.Op), int(in.A), int(in.B), int(in.C), int(in.D), int(in.E))
	}
	num(len(c.Handlers))
	for _, h := range c.Handlers {
		num(int(h.Start), int(h.End), int(h.Target))
	}
	num(len(c.Lines))
	for _, l := range c.Lines {
		num(int(l.PC), int(l.Line), int(l.Col), int(l.EndLine), int(l.EndCol))
	}
	num(len(c.Consts))
	ok := true
	for _, v := range append(c.Consts[:len(c.Consts):len(c.Consts)], c.Doc) {
		if b, ok = appendConstKey(t, b, v); !ok {
			return nil, false
		}
	}
	return b, true
}

// appendConstKey appends what is compared of a constant: 1, 1.0 and True differ, and so
// do 0.0 and -0.0. Objects that are no literal's are equal to themselves only.
func appendConstKey(t *Thread, b []byte, v Value) ([]byte, bool) {
	if !t.Enter(" in comparison") {
		return nil, false
	}
	defer t.Leave()
	text := func(kind byte, s string) ([]byte, bool) {
		return append(binary.AppendUvarint(append(b, kind), uint64(len(s))), s...), true
	}
	switch {
	case v.IsUnbound():
		return append(b, 'u'), true
	case v.IsInt():
		return binary.AppendVarint(append(b, 'i'), v.Int64()), true
	case v.IsFloat():
		return binary.LittleEndian.AppendUint64(append(b, 'f'), math.Float64bits(v.Float64())), true
	}
	switch typ := TypeOf(v); typ {
	case IntType:
		if n, ok := AsBig(v); ok {
			return text('I', n.String())
		}
	case StrType:
		return text('s', Cast[Str](v).s)
	case BytesType:
		s, _ := AsBytes(v)
		return text('b', string(s))
	case ComplexType:
		c, _ := AsComplex(v)
		b = binary.LittleEndian.AppendUint64(append(b, 'c'), math.Float64bits(real(c)))
		return binary.LittleEndian.AppendUint64(b, math.Float64bits(imag(c))), true
	case TupleType:
		items := Cast[Tuple](v).Items
		b = binary.AppendUvarint(append(b, 't'), uint64(len(items)))
		for _, x := range items {
			var ok bool
			if b, ok = appendConstKey(t, b, x); !ok {
				return nil, false
			}
		}
		return b, true
	case FrozenSetType:
		var keys []string
		s := Cast[Set](v)
		for x, p, ok := s.Next(0); ok; x, p, ok = s.Next(p) {
			k, fine := appendConstKey(t, nil, x)
			if !fine {
				return nil, false
			}
			keys = append(keys, string(k))
		}
		slices.Sort(keys)
		return text('z', strings.Join(keys, ""))
	case &codeType:
		return appendCodeKey(t, append(b, 'o'), Cast[Code](v))
	}
	return binary.AppendUvarint(append(b, 'x'), v.ID()), true
}
