package conformance

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/google/go-cmp/cmp"

	"github.com/gopyrun/gopyrun/conformance/normalize"
)

// A Golden is what a case is known to produce, already in the canonical form
// of its tier (see Canonical), so that comparing is equality.
type Golden struct {
	Exit   int    // exit status; -n if signal n ended the process
	Stderr string // last line or all of it, as the case asks
	Stdout string
}

// The file format puts standard output last and byte for byte, so that a
// missing newline at its end survives:
//
//	exit 1
//	-- stderr --
//	ValueError: no
//	-- stdout --
//	…
const (
	stderrMark = "-- stderr --\n"
	stdoutMark = "-- stdout --\n"
)

// Encode returns the file's content; DecodeGolden is its inverse. It fails if
// standard error holds the mark that separates it from standard output.
func (g Golden) Encode() ([]byte, error) {
	if strings.Contains(g.Stderr, stdoutMark) {
		return nil, fmt.Errorf("standard error contains the line %q", strings.TrimSpace(stdoutMark))
	}
	var b strings.Builder
	fmt.Fprintf(&b, "exit %d\n", g.Exit)
	if g.Stderr != "" {
		b.WriteString(stderrMark)
		b.WriteString(g.Stderr)
		if !strings.HasSuffix(g.Stderr, "\n") {
			b.WriteString("\n")
		}
	}
	b.WriteString(stdoutMark)
	b.WriteString(g.Stdout)
	return []byte(b.String()), nil
}

// DecodeGolden parses the content of a .out file.
func DecodeGolden(text []byte) (Golden, error) {
	var g Golden
	head, stdout, ok := strings.Cut(string(text), stdoutMark)
	if !ok {
		return g, fmt.Errorf("no %q line", strings.TrimSpace(stdoutMark))
	}
	g.Stdout = stdout
	head, g.Stderr, _ = strings.Cut(head, stderrMark)
	status, ok := strings.CutPrefix(head, "exit ")
	if !ok {
		return g, fmt.Errorf("no exit line")
	}
	var err error
	g.Exit, err = strconv.Atoi(strings.TrimSpace(status))
	return g, err
}

// Canonical reduces what a run produced to what the case's tier compares.
func Canonical(c *Case, o *Outcome) Golden {
	if c.Tier == Status {
		return Golden{Exit: o.Exit}
	}
	clean := func(s string) string {
		s = normalize.Path(s, o.Dir, "$DIR")
		s = normalize.Path(s, o.Interpreter, "$PYTHON")
		for _, n := range c.Norm {
			s = normalize.Named(n)(s)
		}
		if c.Tier == Numbers {
			s = normalize.Floats(s)
		}
		return s
	}
	g := Golden{Exit: o.Exit, Stdout: clean(o.Stdout)}
	if c.Tier == Unordered {
		g.Stdout = normalize.LineOrder(g.Stdout)
	}
	switch c.Stderr {
	case stderrFull:
		g.Stderr = clean(o.Stderr)
	case stderrLast:
		g.Stderr = clean(normalize.LastLine(o.Stderr))
	}
	if g.Stderr != "" && !strings.HasSuffix(g.Stderr, "\n") {
		g.Stderr += "\n"
	}
	return g
}

// Diff describes how got departs from want, and is empty if they are equal.
func Diff(want, got Golden) string {
	return cmp.Diff(want, got)
}
