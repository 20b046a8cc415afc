package host

import "io"

// Stdio is the standard streams.
type Stdio interface {
	// Stdin, Stdout and Stderr return nil for a stream that was closed when the
	// process started: sys.stdin and so on are then None.
	Stdin() Stream
	Stdout() Stream
	Stderr() Stream
}

// Stream is one of the standard streams. Its Read and Write may be called by
// several goroutines, and block.
type Stream interface {
	io.Reader
	io.Writer
	// Fd is the descriptor for Files, or -1 if there is none: Python's fileno() then
	// raises UnsupportedOperation, and all goes through Read and Write.
	Fd() int
	IsTerminal() bool
}

// NewStdio makes standard streams of a program's own readers and writers; nil is
// an empty input, or an output that is thrown away. Output is not serialised here.
func NewStdio(in io.Reader, out, err io.Writer) Stdio {
	return pipes{stream{r: in}, stream{w: out}, stream{w: err}}
}

type pipes struct{ in, out, err stream }

func (p pipes) Stdin() Stream  { return p.in }
func (p pipes) Stdout() Stream { return p.out }
func (p pipes) Stderr() Stream { return p.err }

type stream struct {
	r io.Reader
	w io.Writer
}

func (s stream) Read(p []byte) (int, error) {
	if s.r == nil {
		return 0, io.EOF
	}
	return s.r.Read(p)
}

func (s stream) Write(p []byte) (int, error) {
	if s.w == nil {
		return len(p), nil
	}
	return s.w.Write(p)
}

func (stream) Fd() int          { return -1 }
func (stream) IsTerminal() bool { return false }
