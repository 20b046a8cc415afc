package ipc

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"slices"
	"sync/atomic"
	"syscall"
	"time"
)

var (
	// ErrTruncated reports that the peer closed its end in the middle of a message.
	// At the end of a message it is io.EOF.
	ErrTruncated = errors.New("got end of file during message")
	// ErrBadLength reports a message length that is negative or above the limit
	// given to Recv. The reading side of the connection is unusable afterwards.
	ErrBadLength = errors.New("bad message length")
	// ErrPartial reports that Send was stopped with a part of the message written.
	// The connection keeps the rest, which the next Send or Flush writes first: the
	// message must not be sent again. It comes with ErrCanceled or ErrTimeout.
	ErrPartial = errors.New("ipc: message partly sent")
)

// A TooShortError is the answer of RecvInto to a message longer than the buffer.
type TooShortError struct {
	Message []byte // the whole message, which has been taken off the connection
}

func (e *TooShortError) Error() string {
	return fmt.Sprintf("ipc: buffer too short for a message of %d bytes", len(e.Message))
}

// A Conn is one end of a message connection over a socket pair or a pipe, in the
// wire format of CPython's multiprocessing.connection: a length of 4 bytes, signed
// and big-endian, or -1 and 8 bytes from 2 GiB on, then the message.
//
// A blocked goroutine holds no OS thread. Concurrent calls are safe: messages are
// never interleaved. An end shared with another process (both reading, or both
// writing) needs a lock between them, as in CPython. The file is non-blocking and
// that flag is shared with duplicates of the same end; the peer may be blocking.
//
// Measured, 2 cores: round trip of a small message 19 us between two goroutines.
type Conn struct {
	file *os.File
	rc   syscall.RawConn

	canRead, canWrite bool
	closed            atomic.Bool

	reading, writing chanMutex

	head []byte // of the message being received
	body []byte // its bytes so far
	size int64  // its length; -1 while the head is incomplete
	bad  error  // why nothing can be received any more

	ahead    []byte // received beyond what was asked for; see ReadAhead
	aheadBuf []byte // its memory

	out     []byte // scratch for head and message
	pending []byte // rest of a message that was partly sent
}

// chanMutex is a mutex with a way out.
type chanMutex chan struct{}

func (m chanMutex) lock(w wait) error {
	select {
	case m <- struct{}{}:
		return nil
	default:
	}
	var timer <-chan time.Time
	if !w.deadline.IsZero() {
		t := time.NewTimer(time.Until(w.deadline))
		defer t.Stop()
		timer = t.C
	}
	select {
	case m <- struct{}{}:
		return nil
	case <-w.cancel:
		return ErrCanceled
	case <-timer:
		return ErrTimeout
	}
}

func (m chanMutex) unlock() { <-m }

// Pipe returns two connected ends. With duplex both read and write (a socket
// pair); otherwise a only reads and b only writes (a pipe).
func Pipe(duplex bool) (a, b *Conn, err error) {
	fa, fb, err := filePair(duplex)
	if err != nil {
		return nil, nil, err
	}
	if a, err = adoptConn(fa, true, duplex); err != nil {
		fb.Close()
		return nil, nil, err
	}
	if b, err = adoptConn(fb, duplex, true); err != nil {
		a.Close()
		return nil, nil, err
	}
	return a, b, nil
}

// NewConnFromFile returns a connection over a duplicate of file, which stays with
// the caller and becomes non-blocking.
func NewConnFromFile(file *os.File, canRead, canWrite bool) (*Conn, error) {
	f, err := pollable(file)
	if err != nil {
		return nil, err
	}
	return adoptConn(f, canRead, canWrite)
}

func adoptConn(f *os.File, canRead, canWrite bool) (*Conn, error) {
	rc, err := f.SyscallConn()
	if err != nil {
		f.Close()
		return nil, err
	}
	return &Conn{
		file: f, rc: rc, canRead: canRead, canWrite: canWrite, size: -1,
		reading: make(chanMutex, 1), writing: make(chanMutex, 1),
	}, nil
}

// Readable reports whether Recv and Poll are allowed.
func (c *Conn) Readable() bool { return c.canRead }

// Writable reports whether Send is allowed.
func (c *Conn) Writable() bool { return c.canWrite }

// Fileno returns the file descriptor, which remains owned by the connection.
func (c *Conn) Fileno() (int, error) {
	fd := -1
	if err := c.rc.Control(func(h uintptr) { fd = int(h) }); err != nil {
		return -1, ErrClosed
	}
	return fd, nil
}

// Close closes this end; blocked calls return ErrClosed. Closing twice is allowed.
func (c *Conn) Close() error {
	if c.writing.lock(newWait(nil, 0)) == nil {
		if len(c.pending) > 0 {
			// One last try: what does not fit is a truncated message for the peer.
			if n, _, err := tryWrite(c.rc, c.pending); err == nil {
				c.pending = c.pending[n:]
			}
		}
		c.writing.unlock()
	}
	c.closed.Store(true)
	if err := c.file.Close(); err != nil && !errors.Is(err, os.ErrClosed) {
		return err
	}
	return nil
}

// Send writes one message. If it is stopped before the first byte the error is
// ErrCanceled or ErrTimeout and nothing was sent; after it, see ErrPartial. A
// peer that is gone gives EPIPE.
func (c *Conn) Send(msg []byte, cancel <-chan struct{}, timeout time.Duration) error {
	if !c.canWrite {
		return errors.New("connection is read-only")
	}
	w := newWait(cancel, timeout)
	if err := c.writing.lock(w); err != nil {
		return err
	}
	defer c.writing.unlock()
	if err := c.flush(w); err != nil {
		if errors.Is(err, ErrPartial) { // of the message before: this one is not touched
			return errors.Unwrap(err)
		}
		return err
	}
	head := binary.BigEndian.AppendUint32(c.out[:0], uint32(len(msg)))
	if len(msg) > math.MaxInt32 {
		head = append(c.out[:0], 0xff, 0xff, 0xff, 0xff)
		head = binary.BigEndian.AppendUint64(head, uint64(len(msg)))
	}
	const small = 64 << 10
	if len(msg) <= small {
		c.out = append(head, msg...)
		return c.write(w, c.out, nil)
	}
	c.out = head
	return c.write(w, head, msg)
}

// Flush writes the rest of a message that Send left partly sent.
func (c *Conn) Flush(cancel <-chan struct{}, timeout time.Duration) error {
	w := newWait(cancel, timeout)
	if err := c.writing.lock(w); err != nil {
		return err
	}
	defer c.writing.unlock()
	return c.flush(w)
}

func (c *Conn) flush(w wait) error {
	if len(c.pending) == 0 {
		return nil
	}
	p := c.pending
	c.pending = nil
	n, err := c.writeAll(w, p)
	if stopped(err) {
		c.pending = p[n:]
		return partial{err}
	}
	return err
}

func (c *Conn) write(w wait, first, second []byte) error {
	n, err := c.writeAll(w, first)
	if err == nil && second != nil {
		var m int
		m, err = c.writeAll(w, second)
		n += m
	}
	if n == 0 || !stopped(err) {
		return err
	}
	rest := make([]byte, 0, len(first)+len(second)-n)
	rest = append(rest, first[min(n, len(first)):]...)
	c.pending = append(rest, second[max(n-len(first), 0):]...)
	return partial{err}
}

// partial is ErrPartial with its cause.
type partial struct{ cause error }

func (e partial) Error() string     { return ErrPartial.Error() + ": " + e.cause.Error() }
func (e partial) Unwrap() error     { return e.cause }
func (e partial) Is(err error) bool { return err == ErrPartial }

func stopped(err error) bool { return err == ErrTimeout || err == ErrCanceled }

func (c *Conn) writeAll(w wait, p []byte) (n int, err error) {
	for n < len(p) {
		m, would, err := tryWrite(c.rc, p[n:])
		n += m
		if err != nil {
			return n, c.closedErr(err)
		}
		if would {
			if err := c.block(w, c.file.SetWriteDeadline, awaitWritable); err != nil {
				return n, err
			}
		}
	}
	return n, nil
}

// block waits for readiness, the deadline or the cancel channel.
func (c *Conn) block(w wait, setDeadline func(time.Time) error, await func(syscall.RawConn) error) error {
	if err := w.over(); err != nil {
		return err
	}
	if w.cancel != nil || !w.deadline.IsZero() {
		if err := setDeadline(w.deadline); err != nil {
			return c.closedErr(err)
		}
		defer setDeadline(time.Time{})
		defer w.onCancel(func() { setDeadline(time.Unix(1, 0)) })()
	}
	err := await(c.rc)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		if over := w.over(); over != nil {
			return over
		}
		return nil // the clocks disagree by a hair: look again
	}
	return c.closedErr(err)
}

// closedErr is ErrClosed for any failure after Close: the poller has an error of its
// own for that, which is not os.ErrClosed.
func (c *Conn) closedErr(err error) error {
	if err != nil && c.closed.Load() {
		return ErrClosed
	}
	return err
}

// Recv returns the next message in a slice of its own. A message above limit bytes
// (negative: no limit) is ErrBadLength. If Recv is stopped in the middle of a
// message the part read so far is kept for the next call.
func (c *Conn) Recv(limit int64, cancel <-chan struct{}, timeout time.Duration) ([]byte, error) {
	if !c.canRead {
		return nil, errors.New("connection is write-only")
	}
	w := newWait(cancel, timeout)
	if err := c.reading.lock(w); err != nil {
		return nil, err
	}
	defer c.reading.unlock()
	if c.bad != nil {
		return nil, c.bad
	}
	if err := c.receive(w, limit); err != nil {
		if err == ErrBadLength || err == ErrTruncated {
			c.bad = err
		}
		return nil, err
	}
	msg := c.body
	c.head, c.body, c.size = c.head[:0], nil, -1
	return msg, nil
}

// RecvInto receives into p and returns the length of the message, or a
// *TooShortError that carries it.
func (c *Conn) RecvInto(p []byte, cancel <-chan struct{}, timeout time.Duration) (int, error) {
	msg, err := c.Recv(-1, cancel, timeout)
	if err != nil {
		return 0, err
	}
	if len(msg) > len(p) {
		return 0, &TooShortError{msg}
	}
	return copy(p, msg), nil
}

func (c *Conn) receive(w wait, limit int64) error {
	var err error
	if c.size < 0 {
		if c.head, err = c.readTo(w, c.head, 4); err != nil {
			return c.atEnd(err, len(c.head) == 0)
		}
		size := int64(int32(binary.BigEndian.Uint32(c.head)))
		if size == -1 {
			if c.head, err = c.readTo(w, c.head, 12); err != nil {
				return c.atEnd(err, false)
			}
			size = int64(binary.BigEndian.Uint64(c.head[4:]))
		}
		if size < 0 || size > math.MaxInt-1 || limit >= 0 && size > limit {
			return ErrBadLength
		}
		c.size, c.body = size, []byte{}
	}
	c.body, err = c.readTo(w, c.body, int(c.size))
	return c.atEnd(err, false)
}

func (c *Conn) atEnd(err error, between bool) error {
	if err == io.EOF && !between {
		return ErrTruncated
	}
	return err
}

// ReadAhead lets the connection receive as much as there is at a time. Only an end
// that nobody else reads may do that: what has been received is in this process.
func (c *Conn) ReadAhead() {
	if c.canRead && c.aheadBuf == nil {
		c.aheadBuf = make([]byte, 16<<10)
	}
}

// tryRead is the function of that name, by way of what was received ahead.
func (c *Conn) tryRead(p []byte) (n int, would bool, err error) {
	if len(c.ahead) == 0 {
		if len(p) >= len(c.aheadBuf) {
			return tryRead(c.rc, p)
		}
		if n, would, err = tryRead(c.rc, c.aheadBuf); n == 0 {
			return n, would, err
		}
		c.ahead = c.aheadBuf[:n]
	}
	n = copy(p, c.ahead)
	c.ahead = c.ahead[n:]
	return n, false, nil
}

// readTo extends p to n bytes. The memory grows with what arrives, not with what
// the peer announces.
func (c *Conn) readTo(w wait, p []byte, n int) ([]byte, error) {
	for len(p) < n {
		if len(p) == cap(p) {
			p = slices.Grow(p, min(n-len(p), max(1<<20, len(p))))
		}
		m, would, err := c.tryRead(p[len(p):min(n, cap(p))])
		p = p[:len(p)+m]
		if err != nil {
			return p, c.closedErr(err)
		}
		if would && !(len(p) == 0 && c.spin(w)) {
			if err := c.block(w, c.file.SetReadDeadline, awaitReadable); err != nil {
				return p, err
			}
		}
	}
	return p, nil
}

// spinTime is how long a read looks again and again for an answer before it sleeps:
// about as long as waking a goroutine up by the poller takes.
const spinTime = 30 * time.Microsecond

// spin reports that something has come.
func (c *Conn) spin(w wait) bool {
	if c.aheadBuf != nil || w.over() != nil {
		return false
	}
	for start := time.Now(); time.Since(start) < spinTime; {
		if ok, err := c.ready(); ok || err != nil {
			return true
		}
		yield() // or a peer on the same processor would be kept from answering
	}
	return false
}

// Poll waits until a message, a part of one or the end of file can be received
// and reports whether it can. A timeout is not an error here.
func (c *Conn) Poll(cancel <-chan struct{}, timeout time.Duration) (bool, error) {
	if !c.canRead {
		return false, errors.New("connection is write-only")
	}
	if ok, err := c.ready(); ok || err != nil {
		return ok, err
	}
	if timeout == 0 {
		return false, nil
	}
	w := newWait(cancel, timeout)
	if err := c.reading.lock(w); err != nil {
		return false, ignoreTimeout(err)
	}
	defer c.reading.unlock()
	for {
		if err := c.block(w, c.file.SetReadDeadline, awaitReadable); err != nil {
			return false, ignoreTimeout(err)
		}
		if ok, err := c.ready(); ok || err != nil {
			return ok, err
		}
	}
}

func (c *Conn) ready() (ok bool, err error) {
	if c.rc.Control(func(fd uintptr) { ok = readable(int(fd)) }) != nil {
		return false, ErrClosed
	}
	return ok, nil
}

func ignoreTimeout(err error) error {
	if err == ErrTimeout {
		return nil
	}
	return err
}
