package gpython

import (
	"bufio"
	"io"
	"os"
	"sync"

	"github.com/go-python/gpython/py"

	"github.com/gopyrun/gopyrun/modules/internal/ipc"
)

// stream is a text file: sys.stdout and sys.stderr. Like CPython's it writes lines to
// a terminal and blocks to other files; PYTHONUNBUFFERED=x makes each print a write.
type stream struct {
	c       *Context
	file    *os.File
	blocks  bool
	writing sync.Mutex // held while writing, without the GIL

	mu     sync.Mutex
	buffer []byte
}

const blockSize = 8192

func newStream(c *Context, f *os.File, buffered bool) *stream {
	st, err := f.Stat()
	terminal := err == nil && st.Mode()&os.ModeCharDevice != 0
	return &stream{c: c, file: f, blocks: buffered && !terminal && os.Getenv("PYTHONUNBUFFERED") == ""}
}

var streamType = newType("TextIOWrapper", methods{
	"write": func(self py.Object, a args) (py.Object, error) {
		v, err := a.bind("write", 1, "text")
		if err != nil {
			return nil, err
		}
		s, ok := v[0].(py.String)
		if !ok {
			return nil, py.ExceptionNewf(py.TypeError, "write() argument must be str, not %s", v[0].Type().Name)
		}
		n, err := py.Len(s)
		if err != nil {
			return nil, err
		}
		return n, self.(*stream).write(string(s))
	},
	"flush":  func(self py.Object, a args) (py.Object, error) { return py.None, self.(*stream).flush() },
	"fileno": func(self py.Object, a args) (py.Object, error) { return py.Int(self.(*stream).file.Fd()), nil },
})

func (s *stream) Type() *py.Type { return streamType }

func (s *stream) write(text string) error {
	s.mu.Lock()
	s.buffer = append(s.buffer, text...)
	full := !s.blocks || len(s.buffer) >= blockSize
	s.mu.Unlock()
	if full {
		return s.flush()
	}
	return nil
}

// flush writes what is buffered, without the GIL: the reader may be slow.
func (s *stream) flush() error {
	s.mu.Lock()
	empty := len(s.buffer) == 0
	s.mu.Unlock()
	if empty {
		return nil
	}
	var err error
	s.c.AllowThreads(func() {
		s.writing.Lock()
		defer s.writing.Unlock()
		s.mu.Lock()
		b := s.buffer
		s.buffer = nil
		s.mu.Unlock()
		_, err = s.file.Write(b)
	})
	return osError(err)
}

// print implements the built-in function. gpython's own makes three writes.
func (c *Context) print(_ py.Object, a args) (py.Object, error) {
	v, err := args{named: a.named}.bind("print", 0, "sep", "end", "file", "flush")
	if err != nil {
		return nil, err
	}
	text := func(o py.Object, name, def string) (string, error) {
		switch o := o.(type) {
		case nil, py.NoneType:
			return def, nil
		case py.String:
			return string(o), nil
		}
		return "", py.ExceptionNewf(py.TypeError, "%s must be None or a string, not %s", name, o.Type().Name)
	}
	sep, err := text(v[0], "sep", " ")
	if err != nil {
		return nil, err
	}
	end, err := text(v[1], "end", "\n")
	if err != nil {
		return nil, err
	}
	file := v[2]
	if file == nil || file == py.Object(py.None) {
		sys, err := c.GetModule("sys")
		if err != nil {
			return nil, err
		}
		if file = sys.Globals["stdout"]; file == nil {
			return nil, py.ExceptionNewf(py.RuntimeError, "lost sys.stdout")
		}
	}
	var line []byte
	for i, o := range a.pos {
		s, err := str(o)
		if err != nil {
			return nil, err
		}
		if i > 0 {
			line = append(line, sep...)
		}
		line = append(line, s...)
	}
	line = append(line, end...)
	if s, ok := file.(*stream); ok {
		err = s.write(string(line))
	} else {
		var write py.Object
		if write, err = py.GetAttrString(file, "write"); err == nil {
			_, err = py.Call(write, py.Tuple{py.String(line)}, nil)
		}
	}
	if err == nil && v[3] != nil && truth(v[3]) {
		// A gpython file would sync to the disk.
		if s, ok := file.(*stream); ok {
			err = s.flush()
		}
	}
	return py.None, err
}

// input implements the built-in function, which lets other threads run. A line that
// an interrupted call did not wait for goes to the next one.
func (c *Context) input(_ py.Object, a args) (py.Object, error) {
	v, err := a.bind("input", 0, "prompt")
	if err != nil {
		return nil, err
	}
	if v[0] != nil {
		prompt, err := py.StrAsString(v[0])
		if err != nil {
			return nil, err
		}
		if err := c.out.write(prompt); err != nil {
			return nil, err
		}
	}
	if err := c.out.flush(); err != nil {
		return nil, err
	}
	if c.stdin == nil {
		c.stdin, c.lines = bufio.NewReader(os.Stdin), make(chan line, 1)
	}
	if !c.reading {
		c.reading = true
		go func() {
			text, err := c.stdin.ReadString('\n')
			c.lines <- line{text, err}
		}()
	}
	var got line
	if err := c.block(func(cancel <-chan struct{}) error {
		select {
		case got = <-c.lines:
		case <-cancel:
			return ipc.ErrCanceled
		}
		return nil
	}); err != nil {
		return nil, err
	}
	c.reading = false
	if got.err != nil && (got.err != io.EOF || got.text == "") {
		return nil, py.ExceptionNewf(py.EOFError, "EOF when reading a line")
	}
	if n := len(got.text); n > 0 && got.text[n-1] == '\n' {
		got.text = got.text[:n-1]
	}
	return py.String(got.text), nil
}

// line is a line of standard input.
type line struct {
	text string
	err  error
}
