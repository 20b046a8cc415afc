package syntax

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// programs is the text of testdata/trees.txt, many times.
func programs(tb testing.TB) []byte {
	data, err := os.ReadFile("testdata/trees.txt")
	if err != nil {
		tb.Fatal(err)
	}
	var b strings.Builder
	for line := range strings.Lines(string(data)) {
		var src string
		if json.Unmarshal([]byte(line), &src) == nil {
			b.WriteString(src + "\n")
		}
	}
	return []byte(strings.Repeat(b.String(), 50))
}

func BenchmarkParse(b *testing.B) {
	src := programs(b)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse("<s>", src, ModeExec, nil); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkParseError finds an error at the end of a long text.
func BenchmarkParseError(b *testing.B) {
	src := append(programs(b), "f(a b)\n"...)
	b.SetBytes(int64(len(src)))
	for b.Loop() {
		if _, err := Parse("<s>", src, ModeExec, nil); err == nil {
			b.Fatal("no error")
		}
	}
}
