package frozen

import (
	"encoding/binary"
	"errors"
	"math"
	"math/big"
	"strings"
	"unsafe"

	"github.com/gopyrun/gopyrun/interp/py"
)

// ErrData reports data that is damaged or of another build.
var ErrData = errors.New("frozen: data of another build")

type decoder struct {
	b       []byte // what is still to be read
	strings []string
	bad     bool
	depth   int
}

// maxDepth bounds nested constants and functions.
const maxDepth = 1000

// Decode returns the code of its stored form. data must not change. It fails with
// ErrData for the data of another build; damage within it is found where that is
// free, and else leads to a code that does not work.
func Decode(data string) (*py.Code, error) {
	if len(data) < 8 || binary.LittleEndian.Uint64([]byte(data[:8])) != fingerprint() {
		return nil, ErrData
	}
	d := &decoder{b: unsafe.Slice(unsafe.StringData(data), len(data))[8:]}
	n := d.count(1)
	lengths := make([]int, n)
	total := 0
	for i := range lengths {
		lengths[i] = d.uint()
		total += lengths[i]
	}
	if d.bad || total > len(d.b) {
		return nil, ErrData
	}
	text := data[len(data)-len(d.b):][:total]
	d.b = d.b[total:]
	d.strings = make([]string, n)
	for i, l := range lengths {
		if l > len(text) {
			return nil, ErrData
		}
		d.strings[i], text = text[:l], text[l:]
	}
	c := d.code()
	if d.bad {
		return nil, ErrData
	}
	return c, nil
}

func (d *decoder) uint() int {
	if len(d.b) > 0 && d.b[0] < 0x80 {
		n := int(d.b[0])
		d.b = d.b[1:]
		return n
	}
	v, n := binary.Uvarint(d.b)
	if n <= 0 || v > math.MaxInt32*2+1 {
		d.bad, d.b = true, nil
		return 0
	}
	d.b = d.b[n:]
	return int(v)
}

func (d *decoder) int() int64 {
	v, n := binary.Varint(d.b)
	if n <= 0 {
		d.bad, d.b = true, nil
		return 0
	}
	d.b = d.b[n:]
	return v
}

// count reads the number of items of at least size bytes each.
func (d *decoder) count(size int) int {
	n := d.uint()
	if n > len(d.b)/size {
		d.bad, d.b = true, nil
		return 0
	}
	return n
}

func (d *decoder) byte() byte {
	if len(d.b) == 0 {
		d.bad = true
		return 0
	}
	c := d.b[0]
	d.b = d.b[1:]
	return c
}

func (d *decoder) float() float64 {
	if len(d.b) < 8 {
		d.bad, d.b = true, nil
		return 0
	}
	f := math.Float64frombits(binary.LittleEndian.Uint64(d.b))
	d.b = d.b[8:]
	return f
}

func (d *decoder) str() string {
	i := d.uint()
	if i >= len(d.strings) {
		d.bad = true
		return ""
	}
	return d.strings[i]
}

func (d *decoder) strs() []string {
	n := d.count(1)
	if n == 0 {
		return nil
	}
	list := make([]string, n)
	for i := range list {
		list[i] = d.str()
	}
	return list
}

func (d *decoder) code() *py.Code {
	if d.depth++; d.depth > maxDepth {
		d.bad = true
		return nil
	}
	defer func() { d.depth-- }()
	c := &py.Code{Name: d.str(), Qualname: d.str(), Filename: d.str()}
	c.FirstLine = d.uint()
	c.Flags = py.CodeFlags(d.uint())
	c.NRegs, c.ArgCount, c.PosOnly, c.KwOnly, c.Wide = d.uint(), d.uint(), d.uint(), d.uint(), d.uint()
	c.Locals, c.WideLocals, c.StaticAttributes = d.strs(), d.strs(), d.strs()
	if n := d.count(3); n > 0 {
		c.Cells = make([]py.CellVar, n)
		for i := range c.Cells {
			c.Cells[i] = py.CellVar{Name: d.str(), Reg: d.uint(), Param: d.byte() != 0}
		}
	}
	if n := d.count(2); n > 0 {
		c.Free = make([]py.FreeVar, n)
		for i := range c.Free {
			c.Free[i] = py.FreeVar{Name: d.str(), Reg: d.uint()}
		}
	}
	c.Doc = d.value()
	l := &lazy{strings: d.strings, depth: d.depth}
	l.body, l.lines = d.part(), d.part()
	if d.bad {
		return nil
	}
	return py.NewLazyCode(c, l)
}

// part cuts off a part with its length before it.
func (d *decoder) part() []byte {
	n := d.count(1)
	p := d.b[:n:n]
	d.b = d.b[n:]
	return p
}

// lazy is what is left of a code's data: a py.LazyBody.
type lazy struct {
	body, lines []byte
	strings     []string
	depth       int
}

// FillBody decodes the body. A damaged one raises an internal error when it runs:
// there is nobody to tell.
func (l *lazy) FillBody(c *py.Code) {
	d := decoder{b: l.body, strings: l.strings, depth: l.depth}
	d.body(c)
}

// FillLines decodes the lines.
func (l *lazy) FillLines(c *py.Code) {
	d := decoder{b: l.lines}
	d.lines(c)
}

func (d *decoder) body(c *py.Code) {
	c.NCaches = d.uint()
	c.Instrs = make([]py.Instr, d.count(6))
	for i := range c.Instrs {
		in := &c.Instrs[i]
		in.Op, in.A, in.B, in.C, in.E = uint16(d.uint()), uint16(d.uint()), uint16(d.uint()), uint16(d.uint()), uint32(d.uint())
		in.D = int32(d.int())
	}
	c.Names = d.strs()
	if n := d.count(3); n > 0 {
		c.Handlers = make([]py.Handler, n)
		for i := range c.Handlers {
			c.Handlers[i] = py.Handler{Start: int32(d.uint()), End: int32(d.uint()), Target: int32(d.uint())}
		}
	}
	c.Consts = d.values()
}

func (d *decoder) lines(c *py.Code) {
	c.Lines = make([]py.LineEntry, d.count(5))
	var last py.LineEntry
	for i := range c.Lines {
		l := &c.Lines[i]
		l.PC = last.PC + int32(d.int())
		l.Line = last.Line + int32(d.int())
		l.Col = int32(d.int())
		l.EndLine = l.Line + int32(d.int())
		l.EndCol = int32(d.int())
		last = *l
	}
}

func (d *decoder) values() []py.Value {
	list := make([]py.Value, d.count(1))
	for i := range list {
		list[i] = d.value()
	}
	return list
}

func (d *decoder) value() py.Value {
	if d.depth++; d.depth > maxDepth {
		d.bad = true
		return py.None
	}
	defer func() { d.depth-- }()
	switch d.byte() {
	case kUnbound:
		return py.Value{}
	case kTrue:
		return py.True
	case kFalse:
		return py.False
	case kEllipsis:
		return py.Ellipsis
	case kInt:
		return py.Int(d.int())
	case kFloat:
		return py.Float(d.float())
	case kComplex:
		return py.NewComplex(complex(d.float(), d.float()))
	case kStr:
		return py.NewStr(d.str())
	case kBytes:
		return py.NewBytes([]byte(d.str()))
	case kTuple:
		return py.NewTuple(d.values()...)
	case kSlice:
		start, stop := d.value(), d.value()
		return py.NewSlice(start, stop, d.value())
	case kCode:
		if c := d.code(); c != nil {
			return py.Ref(c)
		}
	case kBig:
		if b, ok := new(big.Int).SetString(strings.TrimSpace(d.str()), 16); ok {
			return py.NewBig(b)
		}
		d.bad = true
	}
	return py.None
}
