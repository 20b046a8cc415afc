package syntax

import (
	"strings"
	"testing"
)

// TestDepth has the largest nesting that CPython 3.14 parses, and its error beyond.
func TestDepth(t *testing.T) {
	const (
		parens  = "too many nested parentheses"
		stack   = "Parser stack overflowed - Python source too complex to parse"
		indents = "too many levels of indentation"
	)
	rep := strings.Repeat
	around := func(open, closing string) func(int) string {
		return func(n int) string { return rep(open, n) + "1" + rep(closing, n) }
	}
	nested := func(head string) func(int) string {
		return func(n int) string {
			var b strings.Builder
			for i := range n {
				b.WriteString(rep(" ", i) + head + ":\n")
			}
			return b.String() + rep(" ", n) + "pass\n"
		}
	}
	tests := []struct {
		name string
		src  func(int) string
		most int // 0: no limit
		msg  string
	}{
		{"group", around("(", ")"), 200, parens},
		{"list", around("[", "]"), 200, parens},
		{"dict", around("{1:", "}"), 200, parens},
		{"call", around("f(", ")"), 200, parens},
		{"keyword", around("f(a=", ")"), 200, parens},
		{"subscript", around("a[1:", "]"), 200, parens},
		{"comprehension", around("[", " for a in b]"), 200, parens},
		{"minus", around("-", ""), 5968, stack},
		{"not", around("not ", ""), 5968, stack},
		{"power", around("1**", ""), 2984, stack},
		{"lambda", around("lambda:", ""), 2984, stack},
		{"conditional", around("1 if 1 else ", ""), 5968, stack},
		{"elif", func(n int) string { return "if 1:pass\n" + rep("elif 1:pass\n", n) }, 5965, stack},
		{"if", nested("if 1"), 99, indents},
		{"def", nested("def f()"), 99, indents},
		{"class", nested("class c"), 99, indents},
		{"f-string", around(`f"{`, `}"`), 149, "too many nested f-strings or t-strings"},
		{"format spec", func(n int) string { return `f"` + around("{1:", "}")(n) + `"` }, 3, "f-string: expressions nested too deeply"},
		{"pattern", func(n int) string { return "match a:\n case " + around("[", "]")(n) + ": pass" }, 200, parens},
		{"sum", around("1+", ""), 0, ""},
		{"attributes", func(n int) string { return "a" + rep(".b", n) }, 0, ""},
		{"calls", func(n int) string { return "a" + rep("()", n) }, 0, ""},
		{"and", around("1 and ", ""), 0, ""},
		{"compare", around("1<", ""), 0, ""},
		{"assign", around("a=", ""), 0, ""},
		{"strings", func(n int) string { return rep(`"a" `, n+1) }, 0, ""},
		{"f-strings", func(n int) string { return rep(`f"a{b}" `, n+1) }, 0, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			most, over := tt.most, []int{tt.most + 1, 100_000}
			if most == 0 {
				most, over = 100_000, nil
			}
			if strings.HasPrefix(tt.msg, indents) {
				over = over[:1]
			}
			if _, err := Parse("", []byte(tt.src(most)), ModeExec, nil); err != nil {
				t.Errorf("%d levels: %v", most, err)
			}
			for _, n := range over {
				if _, err := Parse("", []byte(tt.src(n)), ModeExec, nil); err == nil || err.Error() != tt.msg {
					t.Errorf("%d levels: error %v, want %s", n, err, tt.msg)
				}
			}
		})
	}
}

// TestLinear parses a line of 10 MB.
func TestLinear(t *testing.T) {
	src := []byte("x = [" + strings.Repeat("f(a, 1) + b[2], ", 640_000) + "]")
	if _, err := Parse("", src, ModeExec, nil); err != nil {
		t.Error(err)
	}
}
