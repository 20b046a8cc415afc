package proc

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
)

// Spares starts children ahead of need, so that their program is up and waits in
// Accept when there is something to do. A child of Spares gets the environment, the
// working directory, the standard output and error that this process has when it
// calls Send (Config.Env and Dir take precedence); what the program has read before
// Accept, and the umask, are of the time it was started. Its methods may be called
// by several goroutines.
//
// Until Send an idle child has no standard output and error. The idle ones end with
// this process, however it ends. One that was killed meanwhile (Ctrl-C reaches the
// whole process group) is replaced unnoticed.
type Spares struct {
	config Config
	want   int

	mu       sync.Mutex
	idle     []*Child
	starting int
	closed   bool
	started  sync.WaitGroup
}

// NewSpares returns spares that keep n idle children from the first Take on.
func NewSpares(c Config, n int) *Spares { return &Spares{config: c, want: n} }

// Take returns an idle child, or starts one if there is none, and lets another one
// start in the background. It works after Close, too.
func (s *Spares) Take() (*Child, error) {
	c := s.pop()
	s.refill()
	if c != nil {
		return c, nil
	}
	return Start(s.config)
}

func (s *Spares) pop() *Child {
	s.mu.Lock()
	defer s.mu.Unlock()
	for len(s.idle) > 0 {
		c := s.idle[0] // the oldest is the furthest in its boot
		s.idle = s.idle[1:]
		if _, dead := c.ExitCode(); !dead {
			return c
		}
		c.Close()
	}
	return nil
}

func (s *Spares) refill() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed || len(s.idle)+s.starting >= s.want {
		return
	}
	s.starting++
	s.started.Go(func() {
		c, err := start(s.config, true)
		s.mu.Lock()
		s.starting--
		if err == nil && !s.closed {
			s.idle = append(s.idle, c)
			c = nil
		}
		s.mu.Unlock()
		if err != nil {
			return // Take will meet the error itself
		}
		if c != nil {
			c.discard()
			return
		}
		s.refill()
	})
}

// Close ends the idle children and returns when they are gone.
func (s *Spares) Close() {
	s.mu.Lock()
	s.closed = true
	idle := s.idle
	s.idle = nil
	s.mu.Unlock()
	for _, c := range idle {
		c.process.Kill()
	}
	for _, c := range idle {
		c.discard()
	}
	s.started.Wait()
}

// discard ends a child that does nothing yet.
func (c *Child) discard() {
	c.process.Kill()
	c.Close()
	<-c.done
}

// The boot message begins with a byte: plain, or moved, with the working directory
// and the environment (a count and strings) before the payload and two files, standard
// output and error, before the files.
const (
	plain = iota
	moved
)

var errBoot = errors.New("invalid boot message")

// boot makes the boot message of a payload; null stands in for closed files.
func (c *Child) boot(payload []byte, files []*os.File, null *os.File) ([]byte, []*os.File) {
	if !c.spare {
		return append([]byte{plain}, payload...), files
	}
	dir := c.config.Dir
	if dir == "" {
		dir, _ = os.Getwd() // if it was removed the child stays where it is
	}
	env := c.config.Env
	if env == nil {
		env = os.Environ()
	}
	b := appendString([]byte{moved}, dir)
	b = binary.AppendUvarint(b, uint64(len(env)))
	for _, kv := range env {
		b = appendString(b, kv)
	}
	std := []*os.File{usable(os.Stdout, null), usable(os.Stderr, null)}
	return append(b, payload...), append(std, files...)
}

func appendString(b []byte, s string) []byte {
	return append(binary.AppendUvarint(b, uint64(len(s))), s...)
}

// unboot returns the payload and files of a boot message and applies the rest.
func unboot(b []byte, files []*os.File) ([]byte, []*os.File, error) {
	if len(b) == 0 || b[0] > moved {
		return nil, nil, errBoot
	}
	kind, b := b[0], b[1:]
	if kind == plain {
		return b, files, nil
	}
	ok := len(files) >= 2
	number := func() int {
		n, size := binary.Uvarint(b)
		if size <= 0 || n > uint64(len(b)-size) {
			ok, b = false, nil
			return 0
		}
		b = b[size:]
		return int(n)
	}
	text := func() string {
		n := number()
		s := string(b[:n])
		b = b[n:]
		return s
	}
	dir := text()
	env := make([]string, number())
	for i := range env {
		env[i] = text()
	}
	if !ok {
		return nil, nil, errBoot
	}
	for i, f := range files[:2] {
		if err := replaceDescriptor(f, i+1); err != nil {
			return nil, nil, fmt.Errorf("standard output: %w", err)
		}
		f.Close()
	}
	if dir != "" {
		if err := os.Chdir(dir); err != nil {
			return nil, nil, err
		}
	}
	os.Clearenv()
	for _, kv := range env {
		if i := strings.IndexByte(kv, '='); i > 0 {
			if err := os.Setenv(kv[:i], kv[i+1:]); err != nil {
				return nil, nil, err
			}
		}
	}
	return b, files[2:], nil
}
