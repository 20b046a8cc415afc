package conformance

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestReadCase(t *testing.T) {
	read := func(src string) (*Case, error) {
		file := filepath.Join(t.TempDir(), "c.py")
		if err := os.WriteFile(file, []byte(src), 0o666); err != nil {
			t.Fatal(err)
		}
		return ReadCase(file)
	}
	c, err := read("# conf: tier=unordered needs=queue,unix timeout=3\n# conf: args=\"a b\" stdin=\"x\\ny\" norm=pids\n")
	if err != nil {
		t.Fatal(err)
	}
	want := &Case{
		Area: c.Area, Name: "c", File: c.File, Tier: Unordered, Needs: []string{"queue", "unix"},
		Timeout: 3 * time.Second, Run: "script", Args: []string{"a", "b"}, Stdin: "x\ny",
		Stdout: "pipe", Stderr: "last", Norm: []string{"pids"},
	}
	if d := cmp.Diff(want, c); d != "" {
		t.Error(d)
	}
	for _, bad := range []string{"teir=exact", "tier=almost", "timeout=0", "norm=all", `args="x`, "word"} {
		if _, err := read("# conf: " + bad + "\n"); err == nil {
			t.Errorf("%s: no error", bad)
		}
	}
}

func TestGoldenRoundTrip(t *testing.T) {
	for _, g := range []Golden{
		{},
		{Exit: -15, Stdout: "no newline"},
		{Exit: 1, Stdout: "a\n\n-- stdout --\nb\n", Stderr: "ValueError: x\n"},
		{Stdout: "\xff\x00\r\n"},
	} {
		text, err := g.Encode()
		if err != nil {
			t.Fatal(err)
		}
		got, err := DecodeGolden(text)
		if err != nil {
			t.Fatal(err)
		}
		if d := Diff(g, got); d != "" {
			t.Error(d)
		}
	}
	if _, err := (Golden{Stderr: "x\n" + stdoutMark}).Encode(); err == nil {
		t.Error("a stderr that holds the separator was encoded")
	}
	if _, err := DecodeGolden([]byte("exit 0\n")); err == nil {
		t.Error("a golden without stdout was decoded")
	}
}

func TestJudge(t *testing.T) {
	c := &Case{Tier: Exact, Stderr: "last"}
	ok := Golden{Stdout: "1\n"}
	for _, test := range []struct {
		c    *Case
		o    Outcome
		want Golden
		v    Verdict
	}{
		{c, Outcome{Stdout: "1\n"}, ok, Pass},
		{c, Outcome{Stdout: "2\n"}, ok, Fail},
		{c, Outcome{Stdout: "1\n", Exit: 1}, ok, Fail},
		{c, Outcome{Stdout: "1\n", Stderr: "noise\n"}, ok, Fail},
		{c, Outcome{Stdout: "1\n", Left: []string{"7: sleep"}}, ok, Fail},
		{c, Outcome{Stdout: "1\n", TimedOut: true}, ok, Timeout},
		{c, Outcome{Exit: 2, Stderr: "panic: x\n\ngoroutine 1 [running]:\n"}, Golden{Exit: 2}, Crash},
		{c, Outcome{Exit: 66, Stderr: "WARNING: DATA RACE\n"}, ok, Crash},
		{&Case{Tier: Exact}, Outcome{Stdout: "/tmp/d/x\n", Dir: "/tmp/d"}, Golden{Stdout: "$DIR/x\n"}, Pass},
		{&Case{Tier: Unordered}, Outcome{Stdout: "b\na\n"}, Golden{Stdout: "a\nb\n"}, Pass},
		{&Case{Tier: Numbers}, Outcome{Stdout: "0.1000000000000001\n"}, Golden{Stdout: "0.1\n"}, Pass},
		{&Case{Tier: Status}, Outcome{Stdout: "anything"}, Golden{}, Pass},
	} {
		if v, why := Judge(test.c, &test.o, test.want); v != test.v {
			t.Errorf("%+v: %s %s, want %s", test.o, v, why, test.v)
		}
	}
}

func TestReadExpectedFailures(t *testing.T) {
	known, err := ReadExpectedFailures(strings.NewReader("# c\n\na/b: no reason to\n"))
	if d := cmp.Diff(ExpectedFailures{"a/b": "no reason to"}, known); err != nil || d != "" {
		t.Error(err, d)
	}
	for _, bad := range []string{"a/b", "a/b:", "a/b: x\na/b: y"} {
		if _, err := ReadExpectedFailures(strings.NewReader(bad)); err == nil {
			t.Errorf("%q: no error", bad)
		}
	}
}
