package vm

import (
	"strconv"
	"strings"
	"unsafe"

	"github.com/gopyrun/gopyrun/interp/internal/op"
	"github.com/gopyrun/gopyrun/interp/py"
)

// Opcodes describes the opcodes, by their numbers.
func (e *engine) Opcodes() []py.Opcode {
	table := op.Table()
	out := make([]py.Opcode, len(table))
	for i, r := range table {
		out[i] = py.Opcode{Name: r.Name, Doc: r.Doc, Generic: int(r.Generic)}
		for _, o := range strings.Fields(r.Operands) {
			switch o {
			case "dk":
				out[i].Const = true
			case "dn":
				out[i].Names = true
			case "d>":
				out[i].Jump = true
			case "di":
				out[i].Number = true
			}
		}
		switch uint16(i) {
		case op.COPYFREE, op.LOADCELL, op.STORECELL, op.DELCELL, op.LOADCLASSCELL:
			out[i].Cell = true
		}
	}
	return out
}

// Disassemble describes the instructions of code; b, if not nil, is its block, whose
// instructions are specialised.
func (e *engine) Disassemble(t *py.Thread, code *py.Code, b *py.Block) ([]py.Operation, error) {
	code.Load()
	instrs := code.Instrs
	if b != nil && len(b.Instrs) == len(instrs) {
		instrs = b.Instrs
	}
	table := op.Table()
	out := make([]py.Operation, len(instrs))
	for i := range instrs {
		in := &instrs[i]
		o := py.Operation{Op: int(in.Op), Target: -1}
		var text []string
		for _, operand := range strings.Fields(table[in.Op].Operands) {
			s := ""
			switch operand {
			case "a", "=a", "=aa":
				s = registerName(code, in.A)
			case "b", "=b":
				s = registerName(code, in.B)
			case "c":
				if in.Op >= op.BINARYI && in.Op <= op.ARITHI_NUM {
					s = binarySign(int64(in.C))
				} else {
					s = registerName(code, in.C)
				}
			case "d>":
				o.HasArg, o.Arg, o.Target = true, int(in.D), i+1+int(in.D)/int(instrSize)
				o.Value = py.Int(int64(o.Target) * 2)
			case "dk":
				o.HasArg, o.Arg = true, int(in.D)
				if d := int(in.D); d >= 0 && d < len(code.Consts) {
					o.Value = code.Consts[d]
					r, err := py.ReprString(t, o.Value)
					if err != nil {
						return nil, err
					}
					s = r
				}
			case "dn":
				o.HasArg, o.Arg = true, int(in.D)
				if d := int(in.D); d >= 0 && d < len(code.Names) {
					s = code.Names[d]
					o.Value = py.NewStr(s)
				}
			case "di":
				o.HasArg, o.Arg = true, int(in.D)
				s = immediate(in, operand)
				o.Value = py.Int(int64(in.D))
			case "ai", "ci", "ei":
				s = immediate(in, operand)
			}
			if s != "" {
				text = append(text, s)
			}
		}
		o.Text = strings.Join(text, ", ")
		out[i] = o
	}
	return out, nil
}

// registerName is the name of the variable that a register holds, or its number.
func registerName(code *py.Code, offset uint16) string {
	n := int(offset) / int(unsafe.Sizeof(py.Value{}))
	if n < len(code.Locals) && code.Locals[n] != "" && code.Locals[n][0] != '.' {
		return code.Locals[n]
	}
	return "r" + strconv.Itoa(n)
}

var (
	binarySigns  = [py.NumBinaryOps]string{"+", "-", "*", "@", "/", "%", "**", "<<", ">>", "|", "^", "&", "//", "divmod"}
	compareSigns = [...]string{"<", "<=", "==", "!=", ">", ">="}
	intrinsics   = [...]string{"TypeVar", "TypeVar constrained", "ParamSpec", "TypeVarTuple", "TypeAliasType", "Generic", "Template", "Interpolation"}
)

// immediate is an operand that is no register: the sign of an operator where it is one.
func immediate(in *py.Instr, operand string) string {
	table := [...]int64{'a': int64(in.A), 'c': int64(in.C), 'd': int64(in.D), 'e': int64(int32(in.E))}
	n := table[operand[0]]
	negated := func(yes, no string) string {
		if n != 0 {
			return no
		}
		return yes
	}
	switch {
	case operand == "di" && in.Op >= op.BINARY && in.Op <= op.ADD_STR:
		return binarySign(n)
	case operand == "di" && in.Op == op.COMPARE, operand == "ai":
		sign := ""
		if c := int(n & op.CompareMask); c < len(compareSigns) {
			sign = compareSigns[c]
		}
		if operand == "ai" && n&op.Sense == 0 {
			sign = "not " + sign
		}
		return sign
	case operand == "di" && in.Op == op.IS:
		return negated("is", "is not")
	case operand == "di" && in.Op == op.CONTAINS:
		return negated("in", "not in")
	case operand == "ei" && in.Op == op.JIS:
		return negated("is not", "is")
	case operand == "ei" && in.Op == op.JIN:
		return negated("not in", "in")
	case operand == "di" && in.Op == op.INTRINSIC && int(n) < len(intrinsics):
		return intrinsics[n]
	}
	return strconv.FormatInt(n, 10)
}

func binarySign(n int64) string {
	sign := ""
	if b := int(n &^ op.Inplace); b < len(binarySigns) {
		sign = binarySigns[b]
	}
	if n&op.Inplace != 0 {
		sign += "="
	}
	return sign
}
