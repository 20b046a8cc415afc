package multiprocessing

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestSources checks that every Python file is in the index.
func TestSources(t *testing.T) {
	files, err := filepath.Glob("py/*.py")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if source(strings.TrimSuffix(filepath.Base(f), ".py")) != string(text) {
			t.Errorf("%s is not in source", f)
		}
	}
}
