package syntax

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
)

// TestErrors compares errors with those that testdata/record.py recorded from
// CPython, in the file of GOPYRUN_ERRORS or testdata/errors.txt.
func TestErrors(t *testing.T) {
	name := os.Getenv("GOPYRUN_ERRORS")
	if name == "" {
		name = "testdata/errors.txt"
	}
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	mode := map[string]Mode{"eval": ModeEval, "single": ModeSingle}[os.Getenv("GOPYRUN_MODE")]
	lines := strings.Split(string(data), "\n")
	n, bad := 0, 0
	for i, line := range lines {
		if line == "" || line[0] != '"' && line[0] != '[' {
			continue
		}
		var src string
		var raw []byte
		if line[0] == '[' {
			var list []int
			if err := json.Unmarshal([]byte(line), &list); err != nil {
				t.Fatal(err)
			}
			for _, c := range list {
				raw = append(raw, byte(c))
			}
		} else {
			if err := json.Unmarshal([]byte(line), &src); err != nil {
				t.Fatal(err)
			}
			raw = []byte(src)
		}
		n++
		want := strings.TrimPrefix(lines[i+1], "> ") + "\n" + strings.TrimPrefix(lines[i+2], "> ")
		_, err := Parse("<s>", raw, mode, &Options{SourceIsUTF8: line[0] == '"'})
		got := "ok\nnull"
		if err != nil {
			e := err.(*Error)
			kind := [...]string{"SyntaxError", "IndentationError", "TabError", "MemoryError", "RecursionError"}[e.Kind]
			got = fmt.Sprintf("%s|%s|%d:%d-%d:%d\n", kind, e.Msg, e.Line, e.Col, e.EndLine, e.EndCol)
			text := "null"
			if e.Text != "" {
				text = jsonText(e.Text)
			}
			got += text
		}
		if got != want {
			bad++
			t.Errorf("line %d: %s\n got %s\nwant %s", i+1, line, got, want)
		}
	}
	t.Logf("%d cases, %d differ", n, bad)
}

// jsonText is text as Python's json.dumps writes it.
func jsonText(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r == '\f':
			b.WriteString(`\f`)
		case r == '\r':
			b.WriteString(`\r`)
		case r == '\b':
			b.WriteString(`\b`)
		case r > 0xffff:
			r -= 0x10000
			fmt.Fprintf(&b, `\u%04x\u%04x`, 0xd800+r>>10, 0xdc00+r&0x3ff)
		case r < 32 || r > 126:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
