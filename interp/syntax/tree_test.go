package syntax

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// TestTrees compares the trees of small programs with those that
// testdata/record.py recorded from CPython.
func TestTrees(t *testing.T) {
	data, err := os.ReadFile("testdata/trees.txt")
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(data), "\n")
	for i := 0; i+1 < len(lines); i += 2 {
		var src string
		if err := json.Unmarshal([]byte(lines[i]), &src); err != nil {
			t.Fatal(err)
		}
		root, err := Parse("<s>", []byte(src), ModeExec, nil)
		if err != nil {
			t.Errorf("%s: %v", lines[i], err)
			continue
		}
		got := strings.Join(strings.Fields(dump(root)), " ")
		if want := strings.TrimPrefix(lines[i+1], "> "); got != want {
			t.Errorf("%s\n got %s\nwant %s", lines[i], got, want)
		}
	}
}
