package multiprocessing

import (
	"encoding/binary"
	"errors"
	"time"

	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/ipc"
	"github.com/gopyrun/gopyrun/modules/internal/pickling"
)

// connection is a multiprocessing.connection.Connection.
type connection struct {
	py.Header
	c      *ipc.Conn
	closed bool
}

var connectionType py.Type

func newConnection(c *ipc.Conn) py.Value {
	v := py.Make[connection](&connectionType)
	v.c = c
	return py.Ref(v)
}

func connectionSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "multiprocessing.connection.Connection", Layout: py.LayoutOf[connection](),
		Flags: py.NoInstances,
		Methods: []py.Method{
			{Name: "send", Signature: "($self, obj, /)", Func: connSend, Flags: py.CallsPython, Doc: "Send a (picklable) object"},
			{Name: "recv", Signature: "($self, /)", Func: connRecv, Flags: py.CallsPython, Doc: "Receive a (picklable) object"},
			{Name: "send_bytes", Signature: "($self, /, buf, offset=0, size=None)", Func: connSendBytes, Doc: "Send the bytes data from a bytes-like object"},
			{Name: "recv_bytes", Signature: "($self, /, maxlength=None)", Func: connRecvBytes, Doc: "Receive bytes data as a bytes object."},
			{Name: "recv_bytes_into", Signature: "($self, /, buf, offset=0)", Func: connRecvInto, Doc: "Receive bytes data into a writeable bytes-like object.\nReturn the number of bytes read."},
			{Name: "poll", Signature: "($self, /, timeout=0.0)", Func: connPoll, Doc: "Whether there is any input available to be read"},
			{Name: "fileno", Signature: "($self, /)", Func: connFileno, Doc: "File descriptor or handle of the connection"},
			{Name: "close", Signature: "($self, /)", Func: connClose, Doc: "Close the connection"},
			{Name: "_send_tagged", Signature: "($self, tag, data, /)", Func: connSendTagged, Doc: "Send a number that is not zero and bytes."},
			{Name: "_recv_tagged", Signature: "($self, /)", Func: connRecvTagged, Doc: "Receive what _send_tagged sent; (0, b'') for a shorter message."},
			{Name: "_read_ahead", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				py.Cast[connection](self).c.ReadAhead()
				return py.None, nil
			}, Doc: "Receive more than is asked for: nobody else may read from this end."},
			{Name: "__enter__", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) { return self, nil }},
			{Name: "__exit__", Signature: "($self, exc_type=None, exc_value=None, exc_tb=None, /)", Func: connClose},
			{Name: "__reduce__", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return py.Value{}, py.Errorf(py.RuntimeError, "Connection objects should only be shared between processes through inheritance")
			}},
		},
		Getset: []py.Getset{
			{Name: "closed", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
				return py.Bool(py.Cast[connection](self).closed), nil
			}, Doc: "True if the connection is closed"},
			{Name: "readable", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
				return py.Bool(py.Cast[connection](self).c.Readable()), nil
			}, Doc: "True if the connection is readable"},
			{Name: "writable", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
				return py.Bool(py.Cast[connection](self).c.Writable()), nil
			}, Doc: "True if the connection is writable"},
		},
	}
}

func newPipe(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	duplex, err := py.IsTrue(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	x, y, err := ipc.Pipe(duplex)
	if err != nil {
		return py.Value{}, raise(err)
	}
	return py.NewTuple(newConnection(x), newConnection(y)), nil
}

func (c *connection) check(write bool) error {
	switch {
	case c.closed:
		return py.Errorf(py.OSError, "handle is closed")
	case write && !c.c.Writable():
		return py.Errorf(py.OSError, "connection is read-only")
	case !write && !c.c.Readable():
		return py.Errorf(py.OSError, "connection is write-only")
	}
	return nil
}

// small is the size of a message that is first sent without giving up the GIL:
// that takes about as long as handing the GIL over would.
const small = 16 << 10

// write sends a message; a signal's exception may interrupt it, the rest then goes
// before the next message.
func (c *connection) write(t *py.Thread, msg []byte) error {
	started := false
	if len(msg) <= small {
		err := c.c.Send(msg, nil, 0)
		switch {
		case err == nil:
			return nil
		case errors.Is(err, ipc.ErrPartial):
			started = true
		case err != ipc.ErrTimeout:
			return raise(err)
		}
	}
	err := block(t, ipc.Forever, func(cancel <-chan struct{}, timeout time.Duration) error {
		if started {
			return c.c.Flush(cancel, timeout)
		}
		err := c.c.Send(msg, cancel, timeout)
		started = errors.Is(err, ipc.ErrPartial)
		return err
	})
	return raise(err)
}

// read receives a message of at most limit bytes (negative: no limit).
func (c *connection) read(t *py.Thread, limit int64) ([]byte, error) {
	msg, err := c.c.Recv(limit, nil, 0)
	if err != ipc.ErrTimeout {
		return msg, c.lengthError(err)
	}
	err = block(t, ipc.Forever, func(cancel <-chan struct{}, timeout time.Duration) error {
		var err error
		msg, err = c.c.Recv(limit, cancel, timeout)
		return err
	})
	return msg, c.lengthError(err)
}

// lengthError closes the connection for reading after a message that was too long,
// as CPython does.
func (c *connection) lengthError(err error) error {
	if errors.Is(err, ipc.ErrBadLength) && !c.c.Writable() {
		c.closed = true
		c.c.Close()
	}
	return raise(err)
}

func connSend(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	c := py.Cast[connection](self)
	if err := c.check(true); err != nil {
		return py.Value{}, err
	}
	errs, err := pickling.ErrorsOf(t)
	if err != nil {
		return py.Value{}, err
	}
	msg, err := pickling.Dumps(t, a[0], errs.Pickling)
	if err != nil {
		return py.Value{}, err
	}
	return py.None, c.write(t, msg)
}

func connRecv(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	c := py.Cast[connection](self)
	if err := c.check(false); err != nil {
		return py.Value{}, err
	}
	msg, err := c.read(t, -1)
	if err != nil {
		return py.Value{}, err
	}
	errs, err := pickling.ErrorsOf(t)
	if err != nil {
		return py.Value{}, err
	}
	return pickling.Loads(t, msg, errs.Unpickling)
}

func connSendBytes(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	c := py.Cast[connection](self)
	if err := c.check(true); err != nil {
		return py.Value{}, err
	}
	data, err := py.ReadBytes(t, a[0])
	if py.Matches(err, py.TypeError) {
		return py.Value{}, py.Errorf(py.TypeError, "memoryview: a bytes-like object is required, not '%s'", py.TypeOf(a[0]).FullName())
	}
	if err != nil {
		return py.Value{}, err
	}
	offset, err := py.ToIndex(t, a[1], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	switch {
	case offset < 0:
		return py.Value{}, py.Errorf(py.ValueError, "offset is negative")
	case offset > len(data):
		return py.Value{}, py.Errorf(py.ValueError, "buffer length < offset")
	}
	size := len(data) - offset
	if !a[2].IsNone() {
		if size, err = py.ToIndex(t, a[2], py.OverflowError); err != nil {
			return py.Value{}, err
		}
		switch {
		case size < 0:
			return py.Value{}, py.Errorf(py.ValueError, "size is negative")
		case size > len(data)-offset:
			return py.Value{}, py.Errorf(py.ValueError, "buffer length < offset + size")
		}
	}
	return py.None, c.write(t, data[offset:offset+size])
}

func connRecvBytes(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	c := py.Cast[connection](self)
	if err := c.check(false); err != nil {
		return py.Value{}, err
	}
	limit := int64(-1)
	if !a[0].IsNone() {
		n, err := py.ToIndex(t, a[0], py.OverflowError)
		if err != nil {
			return py.Value{}, err
		}
		if n < 0 {
			return py.Value{}, py.Errorf(py.ValueError, "negative maxlength")
		}
		limit = int64(n)
	}
	msg, err := c.read(t, limit)
	if err != nil {
		return py.Value{}, err
	}
	return py.NewBytes(msg), nil
}

// connSendTagged sends a task or a result of a pool.
func connSendTagged(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	c := py.Cast[connection](self)
	if err := c.check(true); err != nil {
		return py.Value{}, err
	}
	tag, err := py.ToIndex(t, a[0], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	data, ok := py.AsBytes(a[1])
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "a bytes-like object is required, not '%s'", py.TypeOf(a[1]).FullName())
	}
	msg := binary.NativeEndian.AppendUint64(make([]byte, 0, 8+len(data)), uint64(tag))
	return py.None, c.write(t, append(msg, data...))
}

func connRecvTagged(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	c := py.Cast[connection](self)
	if err := c.check(false); err != nil {
		return py.Value{}, err
	}
	msg, err := c.read(t, -1)
	if err != nil {
		return py.Value{}, err
	}
	if len(msg) < 8 {
		return py.NewTuple(py.Int(0), py.NewBytes(nil)), nil
	}
	return py.NewTuple(py.Int(int64(binary.NativeEndian.Uint64(msg))), py.NewBytes(msg[8:])), nil
}

func connRecvInto(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	c := py.Cast[connection](self)
	if err := c.check(false); err != nil {
		return py.Value{}, err
	}
	buf, err := py.GetBuffer(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	defer buf.Release()
	if buf.ReadOnly {
		return py.Value{}, py.Errorf(py.TypeError, "a read-write bytes-like object is required")
	}
	offset, err := py.ToIndex(t, a[1], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	switch {
	case offset < 0:
		return py.Value{}, py.Errorf(py.ValueError, "negative offset")
	case offset > len(buf.Bytes):
		return py.Value{}, py.Errorf(py.ValueError, "offset too large")
	}
	msg, err := c.read(t, -1)
	if err != nil {
		return py.Value{}, err
	}
	if len(msg) > len(buf.Bytes)-offset {
		return py.Value{}, tooShort(t, msg)
	}
	copy(buf.Bytes[offset:], msg)
	return py.Int(int64(len(msg))), nil
}

// tooShort is the exception BufferTooShort with the message that did not fit.
func tooShort(t *py.Thread, msg []byte) error {
	m, err := t.Result(t.Interp.Engine.Import(t, "multiprocessing.context", py.NewDict(), py.NewTuple(py.None), 0))
	if err != nil {
		return err
	}
	cls, err := py.GetAttr(t, m, "BufferTooShort")
	if err != nil {
		return err
	}
	e, err := py.Call(t, cls, py.NewBytes(msg))
	if err != nil {
		return err
	}
	return py.Cast[py.Exception](e)
}

func connPoll(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	c := py.Cast[connection](self)
	if err := c.check(false); err != nil {
		return py.Value{}, err
	}
	limit, err := seconds(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	ok, err := c.c.Poll(nil, 0)
	if err == nil && !ok && limit != 0 {
		err = block(t, limit, func(cancel <-chan struct{}, timeout time.Duration) error {
			var err error
			ok, err = c.c.Poll(cancel, timeout)
			return err
		})
	}
	return py.Bool(ok), raise(err)
}

func connFileno(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	c := py.Cast[connection](self)
	if c.closed {
		return py.Value{}, py.Errorf(py.OSError, "handle is closed")
	}
	fd, err := c.c.Fileno()
	return py.Int(int64(fd)), raise(err)
}

func connClose(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	c := py.Cast[connection](self)
	if c.closed {
		return py.None, nil
	}
	c.closed = true
	return py.None, raise(c.c.Close())
}

// waitObjects is connection.wait: objects are connections, file descriptors and
// things with a fileno method.
func waitObjects(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	items, err := py.Items(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	objects := make([]ipc.Waitable, len(items))
	for i, v := range items {
		switch {
		case py.TypeOf(v) == &connectionType:
			c := py.Cast[connection](v)
			if err := c.check(false); err != nil {
				return py.Value{}, err
			}
			objects[i] = c.c
			continue
		case !py.IsAnyInt(v):
			f, err := py.CallMethod(t, v, "fileno")
			if py.Matches(err, py.AttributeError) {
				text, err := py.ReprString(t, v)
				if err != nil {
					return py.Value{}, err
				}
				return py.Value{}, py.Errorf(py.ValueError, "Invalid file object: %s", text)
			}
			if err != nil {
				return py.Value{}, err
			}
			v = f
		}
		fd, err := py.ToIndex(t, v, py.OverflowError)
		if err != nil {
			return py.Value{}, err
		}
		objects[i] = ipc.FD(fd)
	}
	limit, err := seconds(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	var ready []int
	err = block(t, limit, func(cancel <-chan struct{}, timeout time.Duration) error {
		var err error
		ready, err = ipc.Wait(objects, cancel, timeout)
		return err
	})
	if err != nil {
		return py.Value{}, raise(err)
	}
	out := make([]py.Value, len(ready))
	for i, k := range ready {
		out[i] = items[k]
	}
	return py.NewList(out...), nil
}
