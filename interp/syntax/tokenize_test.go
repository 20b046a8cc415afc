package syntax

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
)

// TestTokenize compares with what CPython 3.14's tokenize shows.
func TestTokenize(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"", `0 "" 1:0-1:0`},
		{"x # c", `1 "x" 1:0-1:1, 65 "# c" 1:2-1:5, 4 "" 1:5-1:6, 0 "" 2:0-2:0`},
		{"  # c", `65 "# c" 1:2-1:5, 66 "" 1:5-1:6, 0 "" 2:0-2:0`},
		{"x\n  ", `1 "x" 1:0-1:1, 4 "\n" 1:1-1:2, 66 "" 2:2-2:3, 0 "" 3:0-3:0`},
		{"é=1\r\nb\r\n", `1 "é" 1:0-1:1, 55 "=" 1:1-1:2, 2 "1" 1:2-1:3, 4 "\r\n" 1:3-1:5, 1 "b" 2:0-2:1, 4 "\r\n" 2:1-2:3, 0 "" 3:0-3:0`},
		{"(a,\n # x\n", `55 "(" 1:0-1:1, 1 "a" 1:1-1:2, 55 "," 1:2-1:3, 66 "\n" 1:3-1:4, 65 "# x" 2:1-2:4, 66 "\n" 2:4-2:5, unexpected EOF in multi-line statement 2:0`},
		{"if 1:\n  a\n\n  # d\nb\n", `1 "if" 1:0-1:2, 2 "1" 1:3-1:4, 55 ":" 1:4-1:5, 4 "\n" 1:5-1:6, 5 "  " 2:0-2:2, 1 "a" 2:2-2:3, 4 "\n" 2:3-2:4, 66 "\n" 3:0-3:1, 65 "# d" 4:2-4:5, 66 "\n" 4:5-4:6, 6 "" 5:0-5:0, 1 "b" 5:0-5:1, 4 "\n" 5:1-5:2, 0 "" 6:0-6:0`},
		{"t'{x}a'", `62 "t'" 1:0-1:2, 55 "{" 1:2-1:3, 1 "x" 1:3-1:4, 55 "}" 1:4-1:5, 63 "a" 1:5-1:6, 64 "'" 1:6-1:7, 4 "" 1:7-1:8, 0 "" 2:0-2:0`},
		{"x $\n", `1 "x" 1:0-1:1, 55 "$" 1:2-1:3, 4 "\n" 1:3-1:4, 0 "" 2:0-2:0`},
		{"x\\", `1 "x" 1:0-1:1, unexpected EOF in multi-line statement 1:3`},
		{"'abc", `unterminated string literal (detected at line 1) 1:1`},
	} {
		var got []string
		tokens, err := Tokenize("<string>", c.src, true, nil)
		for _, k := range tokens {
			got = append(got, fmt.Sprintf("%d %q %d:%d-%d:%d", k.Type, k.Text, k.Line, k.Col, k.EndLine, k.EndCol))
		}
		if e, ok := err.(*Error); ok && e != nil {
			got = append(got, fmt.Sprintf("%s %d:%d", e.Msg, e.Line, e.Col))
		}
		if s := strings.Join(got, ", "); s != c.want {
			t.Errorf("%q\n got %s\nwant %s", c.src, s, c.want)
		}
	}
}

// TestTokenizeAnything makes tokens of random text: no panic, no end missed.
func TestTokenizeAnything(t *testing.T) {
	parts := []string{"x", "1", "0x", "é", " ", "  ", "\t", "\f", "\n", "\r\n", "\r", "\\", "\\\n", "#", "# c", "'", "\"", "'''", "f'", "t\"\"\"", "{", "}", "(", ")", "[", "]", ":", "!", "=", "if", "$", "\x00", "\xed\xa0\x80", "\xff", "1_", "."}
	r := rand.New(rand.NewPCG(1, 2))
	for range 20000 {
		var b strings.Builder
		for range r.IntN(14) {
			b.WriteString(parts[r.IntN(len(parts))])
		}
		for _, extra := range []bool{true, false} {
			tokens, err := Tokenize("<string>", b.String(), extra, nil)
			if err == nil && (len(tokens) == 0 || tokens[len(tokens)-1].Type != typeEnd) {
				t.Fatalf("%q: no end", b.String())
			}
		}
	}
}
