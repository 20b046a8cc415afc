package main

import (
	"strings"
	"testing"
)

func TestDemo(t *testing.T) {
	var out strings.Builder
	if err := demo(&out); err != nil {
		t.Fatal(err)
	}
	want := `hello from Python
4 BANANA! [apple banana fig]
error: ZeroDivisionError: division by zero
stopped: true
499500 1999000
`
	if out.String() != want {
		t.Errorf("got:\n%s\nwant:\n%s", out.String(), want)
	}
}
