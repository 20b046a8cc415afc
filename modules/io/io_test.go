package io_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/gopyrun/gopyrun/interp"
	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/host/oshost"
	"github.com/gopyrun/gopyrun/modules"
)

// TestStreams checks standard streams that are Go readers and writers.
func TestStreams(t *testing.T) {
	for _, c := range []struct{ name, program, input, want string }{
		{"print", "print('a', 1, 2.5, sep='-', end='!')", "", "a-1-2.5!"},
		{"input", "print([input('? '), input()])\ntry: input()\nexcept EOFError as e: print(e)", "one\ntwo", "? ['one', 'two']\nEOF when reading a line\n"},
		{"lines", "import sys\nprint([l for l in sys.stdin])", "a\nb\r\nc", "['a\\n', 'b\\r\\n', 'c']\n"},
		{"fileno", "import sys\ntry: sys.stdout.fileno()\nexcept OSError as e: print(type(e).__name__, e, sys.stdout.isatty(), sys.stdin.seekable())", "", "UnsupportedOperation fileno False False\n"},
		{"order", "import sys\nsys.stdout.write('1')\nsys.stdout.flush()\nsys.stderr.write('2')\nsys.stdout.write('3')", "", "132"},
		{"surrogate", "print('\\udc80', '\\xe9')", "", "\x80 \xc3\xa9\n"},
		{"large", "print('x' * 300000)\nprint('y')", "", strings.Repeat("x", 300000) + "\ny\n"},
		{"reconfigure", "import sys\nsys.stdout.reconfigure(encoding='ascii', errors='backslashreplace', line_buffering=True)\nprint('\\xe9')", "", "\\xe9\n"},
		{"recursive str", "class A:\n    def __str__(self): print('in', end=' '); return 'out'\nprint(1, A(), 2)", "", "in 1 out 2\n"},
		{"not closed", "import sys\nsys.stdout = None\nprint('nothing')", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := run(t, c.program, c.input, nil); got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// TestThreads checks that concurrent writes and reads are whole lines.
func TestThreads(t *testing.T) {
	name := filepath.Join(t.TempDir(), "f")
	got := run(t, `
import threading
f = open(name, "w", buffering=256)
def write(c):
    for i in range(500): f.write(c * 50 + "\n")
def each(target, args):
    ts = [threading.Thread(target=target, args=(a,)) for a in args]
    for t in ts: t.start()
    for t in ts: t.join()
each(write, "abcd")
f.close()
f = open(name, buffering=100)
lines = []
def read(_):
    while line := f.readline(): lines.append(len(line))
each(read, "abcd")
print(len(lines), set(lines))
`, "", map[string]any{"name": name})
	if want := "2000 {51}\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestDropped checks that files which a program does not close lose nothing and
// do not stay open.
func TestDropped(t *testing.T) {
	name := filepath.Join(t.TempDir(), "f")
	got := run(t, `
open(name, "w").write("text")
print(open(name).read())
kept = open(name, "a")
kept.write(" at exit")
`, "", map[string]any{"name": name})
	if got != "text\n" {
		t.Errorf("got %q", got)
	}
	if b, err := os.ReadFile(name); err != nil || string(b) != "text at exit" {
		t.Errorf("file holds %q (%v)", b, err)
	}
	if runtime.GOOS != "linux" {
		return
	}
	open := func() int {
		list, err := os.ReadDir("/proc/self/fd")
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	before := open()
	run(t, "for i in range(100): open(name)\n", "", map[string]any{"name": name})
	for i := 0; open() > before+10; i++ {
		if i == 100 {
			t.Fatalf("%d files remain open", open()-before)
		}
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
}

type broken struct{}

func (broken) Write(p []byte) (int, error) { return 0, host.NewError(host.EPIPE) }

// TestBroken checks what becomes of output that nobody takes.
func TestBroken(t *testing.T) {
	var stderr strings.Builder
	h := oshost.New()
	h.Stdio = host.NewStdio(nil, broken{}, &stderr)
	in, err := interp.New(interp.Config{Host: h, Modules: modules.Find})
	if err != nil {
		t.Fatal(err)
	}
	if err := in.Run(context.Background(), "<string>", "print('x')"); err != nil {
		t.Error(err)
	}
	if err := in.Close(); !errors.Is(err, interp.ErrFlush) {
		t.Errorf("Close: %v", err)
	}
	if want := "Exception ignored while flushing sys.stdout:\nBrokenPipeError: [Errno 32] Broken pipe\n"; stderr.String() != want {
		t.Errorf("stderr: got %q, want %q", stderr.String(), want)
	}
}

// TestPosition checks tell and seek of text files, in characters of several bytes.
func TestPosition(t *testing.T) {
	name := filepath.Join(t.TempDir(), "f")
	got := run(t, `
text = "".join(chr(x) * (x % 5) + "\n" for x in range(60, 3000, 7))
bad = []
for enc, data in ("utf-8", text), ("latin-1", "".join(c for c in text if ord(c) < 256)), ("utf-8-sig", text):
    with open(name, "w", encoding=enc) as f: f.write(data)
    with open(name, encoding=enc) as f:
        where, i = [], 0
        while True:
            where.append((f.tell(), i))
            s = f.read(3) if i % 2 else f.readline()
            if not s: break
            if s != data[i:i + len(s)]: bad.append((enc, i))
            i += len(s)
        for pos, i in where:
            f.seek(pos)
            if f.read(5) != data[i:i + 5]: bad.append((enc, pos, i))
print(len(where) > 100, bad)
`, "", map[string]any{"name": name})
	if want := "True []\n"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
