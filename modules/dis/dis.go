// Package dis is the modules dis, opcode and _opcode: the disassembly of our bytecode,
// a register machine's. What a program finds in them has the names of CPython; opcodes
// and operands are our own (package interp/internal/op describes them). Offsets count
// two for an instruction, as do f_lasti, tb_lasti and co_lines().
//
// Files: dis.go (_opcode), opcode.py, dis.py.
// https://docs.python.org/3.14/library/dis.html
//
// Only the index of modules imports it.
package dis

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

var (
	//go:embed opcode.py
	opcodeSource string
	//go:embed dis.py
	disSource string
)

// Module returns the declaration of the module dis.
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{Name: "dis", Doc: "Disassembler of Python byte code into mnemonics.", Source: disSource}
}

// Opcode returns the declaration of the module opcode.
func Opcode() *py.ModuleSpec {
	return &py.ModuleSpec{Name: "opcode", Doc: "The opcodes of the byte code.", Source: opcodeSource}
}

// Native returns the declaration of the module _opcode.
func Native() *py.ModuleSpec {
	always := func(py.Opcode) bool { return true }
	never := func(py.Opcode) bool { return false }
	return &py.ModuleSpec{
		Name: "_opcode", Doc: "Opcode support module.",
		Methods: []py.Method{
			{Name: "_table", Signature: "($module, /)", Func: table, Doc: "The opcodes: a list of (name, generic opcode, description)."},
			{Name: "_decode", Signature: "($module, code, function, /)", Func: decode, Doc: "The instructions of code, specialised ones if the function that runs it is given: a list of (opcode, operand, its meaning, text of the operands, target)."},
			{Name: "_handlers", Signature: "($module, code, /)", Func: handlers, Doc: "The exception table of code: a list of (start, end, target)."},
			{Name: "_targets", Signature: "($module, code, /)", Func: targets, Doc: "The instructions that those in a bytes of co_code jump to."},
			{Name: "stack_effect", Signature: "($module, opcode, oparg=None, /, *, jump=None)", Func: stackEffect, Doc: "Compute the stack effect of the opcode."},
			predicate("is_valid", "Return True if opcode is valid, False otherwise.", always),
			predicate("has_arg", "Return True if the opcode uses its oparg, False otherwise.", func(o py.Opcode) bool { return o.Const || o.Names || o.Jump || o.Number }),
			predicate("has_const", "Return True if the opcode accesses a constant, False otherwise.", func(o py.Opcode) bool { return o.Const }),
			predicate("has_name", "Return True if the opcode accesses an attribute by name, False otherwise.", func(o py.Opcode) bool { return o.Names }),
			predicate("has_jump", "Return True if the opcode has a jump target, False otherwise.", func(o py.Opcode) bool { return o.Jump }),
			predicate("has_free", "Return True if the opcode accesses a free variable, False otherwise.", func(o py.Opcode) bool { return o.Cell }),
			predicate("has_local", "Return True if the opcode accesses a local variable, False otherwise.", never),
			predicate("has_exc", "Return True if the opcode sets an exception handler, False otherwise.", never),
			{Name: "get_executor", Signature: "($module, /, *, code, offset)", Doc: "Return the executor object at offset in code if exists, None otherwise.", Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				return py.Value{}, py.Errorf(py.RuntimeError, "Executors are not available in this build")
			}},
			{Name: "get_specialization_stats", Signature: "($module, /)", Doc: "Return the specialization stats", Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				return py.None, nil
			}},
		},
	}
}

// opcodeOf returns the opcode with a number.
func opcodeOf(t *py.Thread, v py.Value) (py.Opcode, bool, error) {
	n, err := py.ToIndex(t, v, py.OverflowError)
	if err != nil {
		return py.Opcode{}, false, err
	}
	ops := t.Interp.Engine.Opcodes()
	if n < 0 || n >= len(ops) {
		return py.Opcode{}, false, nil
	}
	return ops[n], true, nil
}

func predicate(name, doc string, holds func(py.Opcode) bool) py.Method {
	return py.Method{Name: name, Signature: "($module, /, opcode)", Doc: doc, Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
		o, ok, err := opcodeOf(t, a[0])
		if err != nil {
			return py.Value{}, err
		}
		return py.Bool(ok && holds(o)), nil
	}}
}

// stackEffect implements _opcode.stack_effect. The machine has registers: no opcode
// moves a stack.
func stackEffect(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	if j := a[2]; !j.IsNone() && !j.IsBool() {
		return py.Value{}, py.Errorf(py.ValueError, "stack_effect: jump must be False, True or None")
	}
	o, ok, err := opcodeOf(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	if !ok || o.Generic != 0 {
		return py.Value{}, py.Errorf(py.ValueError, "invalid opcode or oparg")
	}
	if !a[1].IsNone() {
		if _, err := py.ToIndex(t, a[1], py.OverflowError); err != nil {
			return py.Value{}, err
		}
	}
	return py.Int(0), nil
}

func table(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	var rows []py.Value
	for _, o := range t.Interp.Engine.Opcodes() {
		rows = append(rows, py.NewTuple(py.NewStr(o.Name), py.Int(int64(o.Generic)), py.NewStr(o.Doc)))
	}
	return py.NewList(rows...), nil
}

func codeArg(v py.Value) (*py.Code, error) {
	c, ok := py.As[py.Code](v, py.CodeType)
	if !ok {
		return nil, py.Errorf(py.TypeError, "expected a code object, got %s", py.TypeOf(v).FullName())
	}
	return c, nil
}

func decode(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	code, err := codeArg(a[0])
	if err != nil {
		return py.Value{}, err
	}
	var b *py.Block
	if f, ok := py.As[py.Function](a[1], py.FunctionType); ok && f.Block.Code == code {
		b = f.Block
	}
	ops, err := t.Interp.Engine.Disassemble(t, code, b)
	if err != nil {
		return py.Value{}, err
	}
	rows := make([]py.Value, len(ops))
	for i, o := range ops {
		arg, val, target := py.None, py.None, py.None
		if o.HasArg {
			arg, val = py.Int(int64(o.Arg)), py.Int(int64(o.Arg))
		}
		if !o.Value.IsUnbound() {
			val = o.Value
		}
		if o.Target >= 0 {
			target = py.Int(int64(o.Target))
		}
		rows[i] = py.NewTuple(py.Int(int64(o.Op)), arg, val, py.NewStr(o.Text), target)
	}
	return py.NewList(rows...), nil
}

func handlers(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	code, err := codeArg(a[0])
	if err != nil {
		return py.Value{}, err
	}
	code.Load()
	rows := make([]py.Value, len(code.Handlers))
	for i, h := range code.Handlers {
		rows[i] = py.NewTuple(py.Int(int64(h.Start)), py.Int(int64(h.End)), py.Int(int64(h.Target)))
	}
	return py.NewList(rows...), nil
}

// targets reads what co_code shows: 16 bytes an instruction, the opcode in the first
// two, the distance of a jump (in bytes, from the next instruction on) from the ninth.
func targets(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	code, ok := py.AsBytes(a[0])
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "a bytes-like object is required, not '%s'", py.TypeOf(a[0]).FullName())
	}
	ops := t.Interp.Engine.Opcodes()
	var out []py.Value
	for i := 0; (i+1)*16 <= len(code); i++ {
		in := code[i*16:]
		n := int(in[0]) | int(in[1])<<8
		if n < len(ops) && ops[n].Jump {
			d := int32(uint32(in[8]) | uint32(in[9])<<8 | uint32(in[10])<<16 | uint32(in[11])<<24)
			out = append(out, py.Int(int64(i)+1+int64(d)/16))
		}
	}
	return py.NewList(out...), nil
}
