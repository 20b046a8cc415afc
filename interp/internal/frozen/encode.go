package frozen

import (
	"encoding/binary"
	"fmt"
	"math"

	"github.com/gopyrun/gopyrun/interp/py"
)

type encoder struct {
	strings map[string]int
	list    []string
	err     error
}

// Encode returns the stored form of code. It fails for constants that the compiler
// does not make.
func Encode(code *py.Code) ([]byte, error) {
	e := &encoder{strings: map[string]int{}}
	body := e.code(nil, code)
	if e.err != nil {
		return nil, e.err
	}
	out := binary.LittleEndian.AppendUint64(nil, fingerprint())
	out = binary.AppendUvarint(out, uint64(len(e.list)))
	for _, s := range e.list {
		out = binary.AppendUvarint(out, uint64(len(s)))
	}
	for _, s := range e.list {
		out = append(out, s...)
	}
	return append(out, body...), nil
}

func (e *encoder) uint(b []byte, n int) []byte {
	if n < 0 {
		e.err = fmt.Errorf("frozen: negative number %d", n)
		n = 0
	}
	return binary.AppendUvarint(b, uint64(n))
}

func (e *encoder) str(b []byte, s string) []byte {
	i, ok := e.strings[s]
	if !ok {
		i = len(e.list)
		e.strings[s] = i
		e.list = append(e.list, s)
	}
	return binary.AppendUvarint(b, uint64(i))
}

func (e *encoder) strs(b []byte, list []string) []byte {
	b = e.uint(b, len(list))
	for _, s := range list {
		b = e.str(b, s)
	}
	return b
}

func (e *encoder) code(b []byte, c *py.Code) []byte {
	c.Load()
	c.LoadLines()
	b = e.str(e.str(e.str(b, c.Name), c.Qualname), c.Filename)
	for _, n := range []int{c.FirstLine, int(c.Flags), c.NRegs, c.ArgCount, c.PosOnly, c.KwOnly, c.Wide} {
		b = e.uint(b, n)
	}
	b = e.strs(b, c.Locals)
	b = e.strs(b, c.WideLocals)
	b = e.strs(b, c.StaticAttributes)
	b = e.uint(b, len(c.Cells))
	for _, v := range c.Cells {
		b = e.uint(e.str(b, v.Name), v.Reg)
		if v.Param {
			b = append(b, 1)
		} else {
			b = append(b, 0)
		}
	}
	b = e.uint(b, len(c.Free))
	for _, v := range c.Free {
		b = e.uint(e.str(b, v.Name), v.Reg)
	}
	b = e.value(b, c.Doc)
	for _, part := range [][]byte{e.body(nil, c), e.lines(nil, c)} {
		b = append(e.uint(b, len(part)), part...)
	}
	return b
}

func (e *encoder) body(b []byte, c *py.Code) []byte {
	b = e.uint(b, c.NCaches)
	b = e.uint(b, len(c.Instrs))
	for i := range c.Instrs {
		in := &c.Instrs[i]
		for _, n := range []uint64{uint64(in.Op), uint64(in.A), uint64(in.B), uint64(in.C), uint64(in.E)} {
			b = binary.AppendUvarint(b, n)
		}
		b = binary.AppendVarint(b, int64(in.D))
	}
	b = e.strs(b, c.Names)
	b = e.uint(b, len(c.Handlers))
	for _, h := range c.Handlers {
		b = e.uint(e.uint(e.uint(b, int(h.Start)), int(h.End)), int(h.Target))
	}
	b = e.uint(b, len(c.Consts))
	for _, v := range c.Consts {
		b = e.value(b, v)
	}
	return b
}

func (e *encoder) lines(b []byte, c *py.Code) []byte {
	b = e.uint(b, len(c.Lines))
	var last py.LineEntry
	for _, l := range c.Lines {
		for _, d := range []int32{l.PC - last.PC, l.Line - last.Line, l.Col, l.EndLine - l.Line, l.EndCol} {
			b = binary.AppendVarint(b, int64(d))
		}
		last = l
	}
	return b
}

func (e *encoder) value(b []byte, v py.Value) []byte {
	switch {
	case v.IsUnbound():
		return append(b, kUnbound)
	case v.IsNone():
		return append(b, kNone)
	case v == py.True:
		return append(b, kTrue)
	case v == py.False:
		return append(b, kFalse)
	case v == py.Ellipsis:
		return append(b, kEllipsis)
	case v.IsInt():
		return binary.AppendVarint(append(b, kInt), v.Int64())
	case v.IsFloat():
		return binary.LittleEndian.AppendUint64(append(b, kFloat), math.Float64bits(v.Float64()))
	case v.IsStr():
		return e.str(append(b, kStr), py.Cast[py.Str](v).String())
	case v.IsTuple():
		items := py.Cast[py.Tuple](v).Items
		b = e.uint(append(b, kTuple), len(items))
		for _, x := range items {
			b = e.value(b, x)
		}
		return b
	}
	if c, ok := py.As[py.Code](v, py.CodeType); ok {
		return e.code(append(b, kCode), c)
	}
	if p, ok := py.AsBytes(v); ok {
		return e.str(append(b, kBytes), string(p))
	}
	if c, ok := py.As[py.Complex](v, py.ComplexType); ok {
		b = binary.LittleEndian.AppendUint64(append(b, kComplex), math.Float64bits(real(c.C)))
		return binary.LittleEndian.AppendUint64(b, math.Float64bits(imag(c.C)))
	}
	if s, ok := py.As[py.Slice](v, py.SliceType); ok {
		return e.value(e.value(e.value(append(b, kSlice), s.Start), s.Stop), s.Step)
	}
	if n, ok := py.AsBig(v); ok {
		return e.str(append(b, kBig), n.Text(16))
	}
	e.err = fmt.Errorf("frozen: constant of type %s", py.TypeOf(v).FullName())
	return b
}
