package main

import (
	"os"
	"strings"
	"testing"

	"github.com/gopyrun/gopyrun/modules/gpython"
)

func TestMain(m *testing.M) {
	if gpython.IsChild(os.Args) {
		os.Exit(gpython.RunChild(gpython.Config{}))
	}
	os.Exit(m.Run())
}

func TestDemo(t *testing.T) {
	var out strings.Builder
	if err := demo(&out, "script.py"); err != nil {
		t.Fatal(err)
	}
	want := `two threads counted to 2000
hello from a process
exit code 0
`
	if out.String() != want {
		t.Errorf("got:\n%s\nwant:\n%s", out.String(), want)
	}
}
