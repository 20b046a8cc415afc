package syntax

import "testing"

// TestIncomplete has what CPython's compile says with PyCF_ALLOW_INCOMPLETE_INPUT.
func TestIncomplete(t *testing.T) {
	const (
		ok         = "ok"
		incomplete = "incomplete"
		bad        = "error"
	)
	tests := []struct{ src, single, exec string }{
		{"if a:", incomplete, incomplete},
		{"if a:\n", incomplete, incomplete},
		{"if a:\n  b", incomplete, ok},
		{"if a:\n  b\n", ok, ok},
		{"if a:\n  b\n\n", ok, ok},
		{"if a: b", incomplete, ok},
		{"if a: b\n", ok, ok},
		{"if a: b\n\n", ok, ok},
		{"x", ok, ok},
		{"x\n", ok, ok},
		{"x = (", incomplete, incomplete},
		{"x = (\n", incomplete, incomplete},
		{"x = 1 +", incomplete, bad},
		{"x = 1 +\n", bad, bad},
		{`"abc`, incomplete, bad},
		{`"""abc`, incomplete, incomplete},
		{"\"\"\"abc\n", incomplete, incomplete},
		{"a b", incomplete, bad},
		{"a b\n", bad, bad},
		{"def f():\n  return 1\n", ok, ok},
		{"def f():\n  if a:\n    b", incomplete, ok},
		{"def f():\n  if a:\n    b\n", ok, ok},
		{"if a:\n  b\nelse:", incomplete, incomplete},
		{"if a:\n  b\nelse:\n", incomplete, incomplete},
		{"try:\n  a\n", incomplete, incomplete},
		{"try:\n  a", incomplete, incomplete},
		{"@a\n", incomplete, incomplete},
		{"@a", incomplete, incomplete},
		{"class A:", incomplete, incomplete},
		{"x \\", bad, incomplete},
		{"x \\\n", incomplete, incomplete},
		{"(a b", incomplete, bad},
		{"(a b\n", bad, bad},
		{`f"{`, incomplete, incomplete},
		{`f"""{a}`, incomplete, incomplete},
		{"", incomplete, ok},
		{"\n", incomplete, ok},
		{"# c", incomplete, ok},
		{"# c\n", incomplete, ok},
		{"if a:\n  b\n  # c\n", ok, ok},
		{"if a:\n  b\n # c", incomplete, ok},
		{"1 if 2 else", incomplete, bad},
		{"lambda", incomplete, bad},
		{"import", incomplete, bad},
		{"from a import (", incomplete, incomplete},
		{"with a as b, \\\n", incomplete, incomplete},
		{"for", incomplete, bad},
		{"match a:\n", incomplete, incomplete},
		{"match a:", incomplete, incomplete},
		{"match a:\n case 1:", incomplete, incomplete},
		{"match a:\n case 1: b\n", ok, ok},
		{"x = [1,\n", incomplete, incomplete},
		{"x = [1,\n2", incomplete, incomplete},
		{"  a", bad, bad},
		{"a\n  b", bad, bad},
		{"if a:\nb", incomplete, bad},
		{"if a:\n  b\n c", bad, bad},
		{"0777", bad, bad},
		{"$", incomplete, bad},
		{"a $", incomplete, bad},
		{"(", incomplete, incomplete},
		{"(]", bad, bad},
		{"def", incomplete, bad},
		{"def f", incomplete, bad},
		{"def f(", incomplete, incomplete},
		{"def f()", incomplete, bad},
		{"def f():", incomplete, incomplete},
		{"async", incomplete, bad},
		{"async def", incomplete, bad},
		{`print "a"`, bad, bad},
		{"while", incomplete, bad},
	}
	for _, tt := range tests {
		for mode, want := range map[Mode]string{ModeSingle: tt.single, ModeExec: tt.exec} {
			_, err := Parse("", []byte(tt.src), mode, &Options{AllowIncomplete: true})
			got := ok
			if err != nil {
				got = bad
				if err.(*Error).Incomplete {
					got = incomplete
				}
			}
			if got != want {
				t.Errorf("%q, mode %d: %s (%v), want %s", tt.src, mode, got, err, want)
			}
		}
	}
}
