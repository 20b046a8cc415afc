package dis_test

import (
	"context"
	"strconv"
	"testing"

	"github.com/gopyrun/gopyrun/interp"
	"github.com/gopyrun/gopyrun/modules"
)

func TestDis(t *testing.T) {
	in, err := interp.New(interp.Config{Modules: modules.Find})
	if err != nil {
		t.Fatal(err)
	}
	defer in.Close()
	ctx := context.Background()
	if err := in.Run(ctx, "<string>", `
import dis, opcode, _opcode, io
def f(n):
    for i in n:
        try:
            print(i)
        except ValueError:
            return -1
def text(x, **kw):
    out = io.StringIO()
    dis.dis(x, file=out, **kw)
    return out.getvalue()
def show(s):
    try: return str(eval(s))
    except BaseException as e: return type(e).__name__ + ": " + str(e)
instructions = list(dis.get_instructions(f))
`); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ expr, want string }{
		{"[i.argval for i in instructions if i.opname == 'GLOBAL']", "['print', 'ValueError']"},
		{"all(i.jump_target is None or any(j.offset == i.jump_target and j.is_jump_target for j in instructions) for i in instructions)", "True"},
		{"sorted(set(dis.findlabels(f.__code__.co_code))) == sorted({i.jump_target for i in instructions} - {None})", "True"},
		{"len(instructions) == len(list(f.__code__.co_positions()))", "True"},
		{"[line for _, line in dis.findlinestarts(f.__code__)][:3]", "[3, 4, 5]"},
		{"'ExceptionTable:' in text(f), 'print, ' in text(f), 'to L' in text(f)", "(True, False, True)"},
		{"text('x + 1', show_offsets=True, show_positions=True).split()[-2:]", "['8', 'RETURNNONE']"},
		{"text('def g(): pass').count('Disassembly of <code object g')", "1"},
		{"text('def g(): pass', depth=0).count('Disassembly')", "0"},
		{"text(f.__code__.co_code[:16])", "NOP\n"},
		{"dis.dis(5)", "TypeError: don't know how to disassemble int objects"},
		{"dis.code_info(f).splitlines()[0]", "Name:              f"},
		{"dis.pretty_flags(3 | 1 << 31)", "OPTIMIZED, NEWLOCALS, 0x80000000"},
		{"dis.stack_effect(opcode.opmap['MOVE']), dis.stack_effect(0, 1, jump=False)", "(0, 0)"},
		{"dis.stack_effect(-1)", "ValueError: invalid opcode or oparg"},
		{"dis.stack_effect(0, jump=3)", "ValueError: stack_effect: jump must be False, True or None"},
		{"_opcode.is_valid(0), _opcode.is_valid(1000), _opcode.has_jump(opcode.opmap['JUMP'])", "(True, False, True)"},
		{"dis.Bytecode(f).dis() == text(f)", "True"},
	} {
		got, err := in.Eval(ctx, "show("+strconv.Quote(c.expr)+")")
		if err != nil {
			t.Fatal(err)
		}
		if got != c.want {
			t.Errorf("%s\n got %v\nwant %s", c.expr, got, c.want)
		}
	}
}
