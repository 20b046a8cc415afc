package io_test

import (
	"context"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"github.com/gopyrun/gopyrun/interp"
	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/host/oshost"
	"github.com/gopyrun/gopyrun/modules"
)

// run runs a program with input and returns its output; the program finds the
// values in vars as globals.
func run(tb testing.TB, program, input string, vars map[string]any) string {
	tb.Helper()
	var out strings.Builder
	h := oshost.New()
	h.Stdio = host.NewStdio(strings.NewReader(input), &out, &out)
	in, err := interp.New(interp.Config{Host: h, Modules: modules.Find})
	if err != nil {
		tb.Fatal(err)
	}
	for name, v := range vars {
		program = fmt.Sprintf("%s = %q\n", name, v) + program
	}
	if code := in.ExitCode(in.Run(context.Background(), "<string>", program)); code != 0 {
		tb.Errorf("exit status %d", code)
	}
	if err := in.Close(); err != nil {
		tb.Error(err)
	}
	return out.String()
}

func BenchmarkPrint(b *testing.B) {
	h := oshost.New()
	h.Stdio = host.NewStdio(nil, io.Discard, nil)
	in, err := interp.New(interp.Config{Host: h, Modules: modules.Find})
	if err != nil {
		b.Fatal(err)
	}
	defer in.Close()
	if err := in.Run(context.Background(), "<string>", fmt.Sprintf("for i in range(%d): print('hello world')\n", b.N)); err != nil {
		b.Fatal(err)
	}
}

func BenchmarkLines(b *testing.B) {
	name := filepath.Join(b.TempDir(), "f")
	run(b, fmt.Sprintf("with open(name, 'w') as f:\n    for i in range(%d): f.write('a line of some text, not too long\\n')\n", b.N), "", map[string]any{"name": name})
	b.ResetTimer()
	if got := run(b, "n = 0\nfor line in open(name): n += 1\nprint(n)\n", "", map[string]any{"name": name}); got != fmt.Sprintln(b.N) {
		b.Errorf("got %q lines, want %d", got, b.N)
	}
}
