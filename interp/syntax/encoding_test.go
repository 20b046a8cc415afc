package syntax

import "testing"

func TestFromFile(t *testing.T) {
	tests := []struct {
		src, msg  string
		line, col int
	}{
		{"x = 1\ny = '\xff'\n", `Non-UTF-8 code starting with '\xff' in file f.py on line 2, but no encoding declared; see https://peps.python.org/pep-0263/ for details`, 2, 6},
		{"# coding: nonsense\n", "encoding problem: nonsense", 0, 0},
		{"# coding: ascii\n'\xe9'\n", "encoding problem: ascii", 0, 0},
		{"x\n\x00\n", "source code cannot contain null bytes", 2, 0},
	}
	for _, tt := range tests {
		_, err := Parse("f.py", []byte(tt.src), ModeExec, &Options{FromFile: true})
		e, ok := err.(*Error)
		if !ok || e.Msg != tt.msg || e.Line != tt.line || e.Col != tt.col {
			t.Errorf("%q: %+v", tt.src, err)
		}
	}
}

func TestDecode(t *testing.T) {
	tests := []struct{ src, want string }{
		{"# coding: latin-1\n'\xe9'", "é"},
		{"#!/x\n# vim: set fileencoding=iso-8859-15-x :\n'\xe9'", ""},
		{"\xef\xbb\xbf'é'", "é"},
		{"\xef\xbb\xbf# coding: utf-8\n'é'", "é"},
		{"# coding: utf-8-sig\n'é'", "é"},
		{"'a'\r\n", "a"},
		{"'''a\rb\r\nc'''", "a\nb\nc"},
	}
	for _, tt := range tests {
		root, err := Parse("f.py", []byte(tt.src), ModeExec, nil)
		if err != nil {
			if tt.want != "" {
				t.Errorf("%q: %v", tt.src, err)
			}
			continue
		}
		c := root.(*Module).Body[0].(*ExprStmt).Value.(*Constant)
		if c.Str != tt.want {
			t.Errorf("%q: %q, want %q", tt.src, c.Str, tt.want)
		}
	}
}
