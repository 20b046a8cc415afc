package gpython

import (
	"encoding/binary"
	"errors"
	"io"
	"math"
	"math/big"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/go-python/gpython/py"

	"github.com/gopyrun/gopyrun/modules/internal/ipc"
)

// osError converts an error of proc and ipc to a Python exception.
func osError(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, ipc.ErrNotOwner):
		return py.ExceptionNewf(py.AssertionError, "%s", err)
	case errors.Is(err, ipc.ErrOverRelease):
		return py.ExceptionNewf(py.ValueError, "%s", err)
	case errors.Is(err, io.EOF):
		return newException(py.EOFError)
	case errors.Is(err, ipc.ErrClosed):
		return py.ExceptionNewf(py.OSError, "handle is closed")
	}
	if e, ok := err.(*py.Exception); ok {
		return e
	}
	var errno syscall.Errno
	if errors.As(err, &errno) {
		typ := py.OSError
		switch errno {
		case syscall.EPIPE:
			typ = py.BrokenPipeError
		case syscall.ECONNRESET:
			typ = py.ConnectionResetError
		}
		return newException(typ, py.Int(errno), py.String(Strerror(errno)))
	}
	return py.ExceptionNewf(py.OSError, "%s", err)
}

// Strerror is the system's text for an error, with a capital as in C.
func Strerror(errno syscall.Errno) string {
	text := errno.Error()
	return strings.ToUpper(text[:1]) + text[1:]
}

// semaphore is a SemLock: what locks and semaphores of multiprocessing are made of.
type semaphore struct {
	c *Context
	s *ipc.Semaphore
}

var semaphoreType = newType("SemLock", methods{
	"acquire": func(self py.Object, a args) (py.Object, error) {
		v, err := a.bind("acquire", 0, "block", "timeout")
		if err != nil {
			return nil, err
		}
		timeout, err := timeoutOf(v[1])
		if err != nil {
			return nil, err
		}
		if v[0] != nil && !truth(v[0]) {
			timeout = 0
		}
		return self.(*semaphore).acquire(timeout)
	},
	"release": func(self py.Object, a args) (py.Object, error) { return self.(*semaphore).release() },
	"__enter__": func(self py.Object, a args) (py.Object, error) {
		return self.(*semaphore).acquire(ipc.Forever)
	},
	"__exit__": func(self py.Object, a args) (py.Object, error) { return self.(*semaphore).release() },
	"get_value": func(self py.Object, a args) (py.Object, error) {
		return py.Int(self.(*semaphore).s.Value()), nil
	},
	"is_mine": func(self py.Object, a args) (py.Object, error) {
		s := self.(*semaphore)
		return py.NewBool(s.s.IsMine(s.c.running.ident)), nil
	},
})

func (s *semaphore) Type() *py.Type         { return semaphoreType }
func (s *semaphore) resource() ipc.Resource { return s.s }
func (s *semaphore) kind() string           { return "semaphore" }

func (s *semaphore) acquire(timeout time.Duration) (py.Object, error) {
	id := s.c.running.ident
	if s.s.TryAcquire(id) {
		return py.True, nil
	}
	if timeout == 0 {
		return py.False, nil
	}
	err := s.c.block(func(cancel <-chan struct{}) error { return s.s.Acquire(id, cancel, timeout) })
	if err == ipc.ErrTimeout {
		return py.False, nil
	}
	return py.True, osError(err)
}

func (s *semaphore) release() (py.Object, error) {
	return py.None, osError(s.s.Release(s.c.running.ident))
}

// connection is one end of a multiprocessing.Pipe.
type connection struct {
	c    *Context
	conn *ipc.Conn
}

var connectionType = newType("Connection", methods{
	"send": func(self py.Object, a args) (py.Object, error) {
		v, err := a.bind("send", 1, "obj")
		if err != nil {
			return nil, err
		}
		k := self.(*connection)
		data, err := k.c.encode(v[0], nil)
		if err != nil {
			return nil, err
		}
		return py.None, k.send(data)
	},
	"send_bytes": func(self py.Object, a args) (py.Object, error) {
		v, err := a.bind("send_bytes", 1, "buf")
		if err != nil {
			return nil, err
		}
		b, ok := v[0].(py.Bytes)
		if !ok {
			return nil, py.ExceptionNewf(py.TypeError, "a bytes-like object is required, not '%s'", v[0].Type().Name)
		}
		return py.None, self.(*connection).send(b)
	},
	"recv": func(self py.Object, a args) (py.Object, error) {
		k := self.(*connection)
		data, err := k.recv()
		if err != nil {
			return nil, err
		}
		return k.c.decode(data)
	},
	"recv_bytes": func(self py.Object, a args) (py.Object, error) {
		data, err := self.(*connection).recv()
		return py.Bytes(data), err
	},
	"poll": func(self py.Object, a args) (py.Object, error) {
		v, err := a.bind("poll", 0, "timeout")
		if err != nil {
			return nil, err
		}
		var timeout time.Duration
		if v[0] != nil {
			if timeout, err = timeoutOf(v[0]); err != nil {
				return nil, err
			}
		}
		k := self.(*connection)
		var ready bool
		err = k.c.block(func(cancel <-chan struct{}) (err error) {
			ready, err = k.conn.Poll(cancel, timeout)
			return err
		})
		return py.NewBool(ready), osError(err)
	},
	"close": func(self py.Object, a args) (py.Object, error) {
		return py.None, osError(self.(*connection).conn.Close())
	},
	"__enter__": func(self py.Object, a args) (py.Object, error) { return self, nil },
	"__exit__": func(self py.Object, a args) (py.Object, error) {
		return py.None, osError(self.(*connection).conn.Close())
	},
	"fileno": func(self py.Object, a args) (py.Object, error) {
		fd, err := self.(*connection).conn.Fileno()
		return py.Int(fd), osError(err)
	},
})

func (k *connection) Type() *py.Type         { return connectionType }
func (k *connection) resource() ipc.Resource { return k.conn }
func (k *connection) kind() string           { return "connection" }

func (k *connection) send(data []byte) error {
	if !k.conn.Writable() {
		return py.ExceptionNewf(py.OSError, "connection is read-only")
	}
	return osError(k.c.block(func(cancel <-chan struct{}) error { return k.conn.Send(data, cancel, ipc.Forever) }))
}

func (k *connection) recv() (data []byte, err error) {
	if !k.conn.Readable() {
		return nil, py.ExceptionNewf(py.OSError, "connection is write-only")
	}
	err = k.c.block(func(cancel <-chan struct{}) (err error) {
		data, err = k.conn.Recv(-1, cancel, ipc.Forever)
		return err
	})
	return data, osError(err)
}

// M__getattr__ is asked for what is no method.
func (k *connection) M__getattr__(name string) (py.Object, error) {
	switch name {
	case "closed":
		_, err := k.conn.Fileno()
		return py.NewBool(err != nil), nil
	case "readable":
		return py.NewBool(k.conn.Readable()), nil
	case "writable":
		return py.NewBool(k.conn.Writable()), nil
	}
	return nil, py.ExceptionNewf(py.AttributeError, "'Connection' object has no attribute '%s'", name)
}

// feeder is the writing side of a Queue.
type feeder struct {
	c *Context
	f *ipc.Feeder
}

var feederType = newType("Feeder", methods{
	"put": func(self py.Object, a args) (py.Object, error) {
		v, err := a.bind("put", 1, "obj")
		if err != nil {
			return nil, err
		}
		f := self.(*feeder)
		data, err := f.c.encode(v[0], nil)
		if err != nil {
			return nil, err
		}
		return py.None, osError(f.f.Put(data))
	},
	"join": func(self py.Object, a args) (py.Object, error) {
		f := self.(*feeder)
		return py.None, osError(f.c.block(f.f.Join))
	},
	// The end of the program does not wait for what has not been written.
	"forget": func(self py.Object, a args) (py.Object, error) {
		f := self.(*feeder)
		f.c.feeders = slices.DeleteFunc(f.c.feeders, func(x *ipc.Feeder) bool { return x == f.f })
		return py.None, nil
	},
})

func (f *feeder) Type() *py.Type { return feederType }

// array is the shared memory of a Value or Array: n numbers of one type.
type array struct {
	block *ipc.Block
	code  byte
	n     int
}

// sizes are the type codes of module array, and how many bytes each takes.
var sizes = map[byte]int{'b': 1, 'B': 1, '?': 1, 'h': 2, 'H': 2, 'i': 4, 'I': 4, 'l': 8, 'L': 8, 'q': 8, 'Q': 8, 'f': 4, 'd': 8}

var arrayType = newType("SharedArray", nil)

func (x *array) Type() *py.Type         { return arrayType }
func (x *array) resource() ipc.Resource { return x.block }
func (x *array) kind() string           { return string(x.code) }

func newArray(block *ipc.Block, code byte) (*array, error) {
	size := sizes[code]
	if size == 0 {
		return nil, py.ExceptionNewf(py.TypeError, "this type not supported")
	}
	return &array{block, code, block.Size() / size}, nil
}

func (x *array) M__len__() (py.Object, error) { return py.Int(x.n), nil }

func (x *array) cell(key py.Object) ([]byte, error) {
	i, err := py.IndexIntCheck(key, x.n)
	if err != nil {
		return nil, py.ExceptionNewf(py.IndexError, "invalid index")
	}
	size := sizes[x.code]
	return x.block.Bytes()[i*size : (i+1)*size], nil
}

func (x *array) M__getitem__(key py.Object) (py.Object, error) {
	b, err := x.cell(key)
	if err != nil {
		return nil, err
	}
	var raw [8]byte
	copy(raw[:], b)
	u := binary.LittleEndian.Uint64(raw[:])
	unused := 64 - 8*len(b)
	switch x.code {
	case '?':
		return py.NewBool(u != 0), nil
	case 'd':
		return py.Float(math.Float64frombits(u)), nil
	case 'f':
		return py.Float(math.Float32frombits(uint32(u))), nil
	case 'b', 'h', 'i', 'l', 'q':
		return py.Int(int64(u<<unused) >> unused), nil
	}
	if u > math.MaxInt64 {
		return py.IntFromString(strconv.FormatUint(u, 10), 10)
	}
	return py.Int(u), nil
}

func (x *array) M__setitem__(key, value py.Object) (py.Object, error) {
	b, err := x.cell(key)
	if err != nil {
		return nil, err
	}
	var raw [8]byte
	switch x.code {
	case 'd', 'f':
		f, err := py.FloatAsFloat64(value)
		if err != nil {
			return nil, py.ExceptionNewf(py.TypeError, "must be real number, not %s", value.Type().Name)
		}
		u := math.Float64bits(f)
		if x.code == 'f' {
			u = uint64(math.Float32bits(float32(f)))
		}
		binary.LittleEndian.PutUint64(raw[:], u)
	case '?':
		if truth(value) {
			raw[0] = 1
		}
	default:
		// What does not fit is cut off, as in C.
		big, ok := py.ConvertToBigInt(value)
		if !ok {
			return nil, py.ExceptionNewf(py.TypeError, "an integer is required (got type %s)", value.Type().Name)
		}
		binary.LittleEndian.PutUint64(raw[:], lowBits(big))
	}
	copy(b, raw[:])
	return py.None, nil
}

// lowBits are the lowest 64 bits of n in two's complement.
func lowBits(n *py.BigInt) uint64 {
	mask := new(big.Int).SetUint64(math.MaxUint64)
	return mask.And(mask, (*big.Int)(n)).Uint64()
}

// openShared rebuilds an object that came with the boot message.
func (c *Context) openShared(kind string, ref []byte) (py.Object, error) {
	if c.received == nil {
		return nil, py.ExceptionNewf(py.RuntimeError, "shared objects can only be inherited by a new process")
	}
	r, err := c.received.Open(ref)
	if err != nil {
		return nil, osError(err)
	}
	switch r := r.(type) {
	case *ipc.Semaphore:
		return &semaphore{c, r}, nil
	case *ipc.Conn:
		return &connection{c, r}, nil
	case *ipc.Block:
		if len(kind) == 1 {
			return newArray(r, kind[0])
		}
	}
	return nil, py.ExceptionNewf(unpicklingError, "damaged boot message")
}
