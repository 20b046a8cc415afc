package ipc

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"os"
	"sync"
	"syscall"
	"testing"
	"time"
)

func TestConnMessages(t *testing.T) {
	for _, duplex := range []bool{true, false} {
		r, w := pipeOf(t, duplex)
		sizes := []int{0, 1, 4, 4095, 1 << 16, 1<<16 + 1, 3 << 20}
		go func() {
			for i, n := range sizes {
				if err := w.Send(bytes.Repeat([]byte{byte(i)}, n), nil, long); err != nil {
					t.Error(err)
				}
			}
			w.Close()
		}()
		for i, n := range sizes {
			msg, err := r.Recv(-1, nil, long)
			if err != nil || !bytes.Equal(msg, bytes.Repeat([]byte{byte(i)}, n)) || msg == nil {
				t.Fatal(n, len(msg), err)
			}
		}
		if _, err := r.Recv(-1, nil, long); err != io.EOF {
			t.Error(err)
		}
		if ok, err := r.Poll(nil, 0); !ok || err != nil {
			t.Error("the end of file polls as readable", ok, err)
		}
		if duplex {
			if err := r.Send([]byte("x"), nil, long); !errors.Is(err, syscall.EPIPE) {
				t.Error(err)
			}
			continue
		}
		if _, err := w.Recv(-1, nil, 0); err == nil || err.Error() != "connection is write-only" {
			t.Error(err)
		}
		if _, err := w.Poll(nil, 0); err == nil {
			t.Error("Poll of a writing end")
		}
		if err := r.Send(nil, nil, 0); err == nil || err.Error() != "connection is read-only" {
			t.Error(err)
		}
	}
}

// rawPeer is a connection and the bare file at its other end.
func rawPeer(t *testing.T) (*Conn, *os.File) {
	t.Helper()
	a, b, err := filePair(true)
	if err != nil {
		t.Fatal(err)
	}
	c := must(adoptConn(a, true, true))
	t.Cleanup(func() { c.Close(); b.Close() })
	return c, b
}

func TestConnFraming(t *testing.T) {
	for _, test := range []struct {
		name, bytes string
		limit       int64
		want        error // of the last Recv
		messages    int
	}{
		{"short", "\x00\x00\x00\x02ab", -1, io.EOF, 1},
		{"long form", "\xff\xff\xff\xff\x00\x00\x00\x00\x00\x00\x00\x02ab", -1, io.EOF, 1},
		{"two", "\x00\x00\x00\x00\x00\x00\x00\x01a", -1, io.EOF, 2},
		{"cut head", "\x00\x00", -1, ErrTruncated, 0},
		{"cut long head", "\xff\xff\xff\xff\x00\x00", -1, ErrTruncated, 0},
		{"cut body", "\x00\x00\x00\x02a", -1, ErrTruncated, 0},
		{"huge, cut", "\x7f\xff\xff\xffabc", -1, ErrTruncated, 0},
		{"huge long, cut", "\xff\xff\xff\xff\x00\x00\x7f\xff\xff\xff\xff\xff", -1, ErrTruncated, 0},
		{"negative", "\xff\xff\xff\xfe", -1, ErrBadLength, 0},
		{"negative long", "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", -1, ErrBadLength, 0},
		{"above limit", "\x00\x00\x00\x03abc", 2, ErrBadLength, 0},
		{"at limit", "\x00\x00\x00\x02ab", 2, io.EOF, 1},
	} {
		c, raw := rawPeer(t)
		raw.WriteString(test.bytes)
		raw.Close()
		n := 0
		for {
			_, err := c.Recv(test.limit, nil, long)
			if err == nil {
				n++
				continue
			}
			if err != test.want || n != test.messages {
				t.Errorf("%s: %v after %d messages", test.name, err, n)
			}
			if _, again := c.Recv(-1, nil, long); again != err {
				t.Errorf("%s: then %v", test.name, again)
			}
			break
		}
	}
}

// What a hostile peer writes is an error or a message, never more memory than
// it sent.
func FuzzConn(f *testing.F) {
	f.Add([]byte("\x00\x00\x00\x02ab\xff\xff\xff\xff\x00\x00\x00\x00\x00\x00\x00\x01c"), uint8(3))
	f.Add([]byte("\x7f\xff\xff\xff"), uint8(1))
	f.Fuzz(func(t *testing.T, stream []byte, cut uint8) {
		if len(stream) > 1<<14 {
			return
		}
		c, raw := rawPeer(t)
		k := min(int(cut), len(stream))
		raw.Write(stream[:k])
		if _, err := c.Recv(-1, nil, 0); err == nil {
			c.Recv(-1, nil, 0)
		}
		raw.Write(stream[k:])
		raw.Close()
		for {
			msg, err := c.Recv(-1, nil, long)
			if err == ErrTimeout {
				t.Fatal("hangs")
			}
			if err != nil {
				return
			}
			if len(msg) > len(stream) {
				t.Fatal("invented bytes")
			}
		}
	})
}

// A stopped Recv or Send goes on where it was: no byte is lost or sent twice.
func TestConnStopped(t *testing.T) {
	c, raw := rawPeer(t)
	for _, part := range []string{"", "\x00\x00", "\x00\x03a", "b"} {
		raw.WriteString(part)
		if _, err := c.Recv(-1, nil, short); err != ErrTimeout {
			t.Fatal(err)
		}
	}
	raw.WriteString("c")
	if msg, err := c.Recv(-1, nil, long); err != nil || string(msg) != "abc" {
		t.Fatal(string(msg), err)
	}

	a, b := pipeOf(t, true)
	big := bytes.Repeat([]byte("0123456789abcdef"), 1<<16)
	cancel := make(chan struct{})
	time.AfterFunc(short, func() { close(cancel) })
	if err := a.Send(big, cancel, Forever); !errors.Is(err, ErrPartial) || !errors.Is(err, ErrCanceled) {
		t.Fatal(err)
	}
	if err := a.Send([]byte("next"), nil, short); err != ErrTimeout { // not sent
		t.Fatal(err)
	}
	go a.Send([]byte("last"), nil, long)
	if msg, err := b.Recv(-1, nil, long); err != nil || !bytes.Equal(msg, big) {
		t.Fatal(len(msg), err)
	}
	if msg, err := b.Recv(-1, nil, long); err != nil || string(msg) != "last" {
		t.Fatal(string(msg), err)
	}
}

func TestConnCancelAndClose(t *testing.T) {
	for name, op := range map[string]func(c *Conn, cancel chan struct{}) error{
		"recv": func(c *Conn, cancel chan struct{}) error { _, err := c.Recv(-1, cancel, Forever); return err },
		"poll": func(c *Conn, cancel chan struct{}) error { _, err := c.Poll(cancel, Forever); return err },
		"send": func(c *Conn, cancel chan struct{}) error { return c.Send(make([]byte, 1<<20), cancel, Forever) },
		"wait": func(c *Conn, cancel chan struct{}) error {
			_, err := Wait([]Waitable{c}, cancel, Forever)
			return err
		},
	} {
		a, _ := pipeOf(t, true)
		cancel := make(chan struct{})
		time.AfterFunc(short, func() { close(cancel) })
		began := time.Now()
		if err := op(a, cancel); !errors.Is(err, ErrCanceled) {
			t.Error(name, err)
		}
		if d := time.Since(began); d > time.Second {
			t.Error(name, "cancelling took", d)
		}
		if name == "wait" {
			continue // closing during Wait is the caller's mistake
		}
		a, _ = pipeOf(t, true)
		time.AfterFunc(short, func() { a.Close() })
		if err := op(a, nil); !errors.Is(err, ErrClosed) {
			t.Error(name, "during close:", err)
		}
		if err := op(a, nil); !errors.Is(err, ErrClosed) {
			t.Error(name, "after close:", err)
		}
	}
}

func TestConnConcurrent(t *testing.T) {
	a, b := pipeOf(t, true)
	var wg sync.WaitGroup
	for i := range 4 {
		wg.Go(func() {
			for range 200 {
				if err := a.Send(bytes.Repeat([]byte{byte(i)}, 1000*i+1), nil, long); err != nil {
					t.Error(err)
				}
			}
		})
	}
	for range 800 {
		msg, err := b.Recv(-1, nil, long)
		if err != nil || len(msg) != 1000*int(msg[0])+1 || bytes.Count(msg, msg[:1]) != len(msg) {
			t.Fatal("interleaved", len(msg), err)
		}
	}
	wg.Wait()
}

func TestRecvInto(t *testing.T) {
	a, b := pipeOf(t, true)
	a.Send([]byte("four"), nil, long)
	var tooShort *TooShortError
	if _, err := b.RecvInto(make([]byte, 3), nil, long); !errors.As(err, &tooShort) || string(tooShort.Message) != "four" {
		t.Error(err)
	}
	a.Send([]byte("five"), nil, long)
	p := make([]byte, 9)
	if n, err := b.RecvInto(p, nil, long); err != nil || string(p[:n]) != "five" {
		t.Error(n, err)
	}
}

func TestWait(t *testing.T) {
	a, b := pipeOf(t, true)
	c, d := pipeOf(t, true)
	objects := []Waitable{b, a, d}
	if ready, err := Wait(objects, nil, short); ready != nil || err != nil {
		t.Error(ready, err)
	}
	a.Send([]byte("x"), nil, long)
	if ready, err := Wait(objects, nil, long); len(ready) != 1 || ready[0] != 0 || err != nil {
		t.Error(ready, err)
	}
	time.AfterFunc(short, func() { c.Close() })
	if ready, err := Wait(objects[1:], make(chan struct{}), long); len(ready) != 1 || ready[0] != 1 || err != nil {
		t.Error(ready, err)
	}
	if ready, err := Wait(objects, nil, Forever); len(ready) != 2 || ready[1] != 2 || err != nil {
		t.Error(ready, err)
	}
	if ready, err := Wait(nil, nil, short); ready != nil || err != nil {
		t.Error(ready, err)
	}
	if _, err := Wait([]Waitable{FD(1 << 20)}, nil, long); !errors.Is(err, syscall.EBADF) {
		t.Error(err)
	}
	c.Close()
	if _, err := Wait([]Waitable{c}, nil, long); err != ErrClosed {
		t.Error(err)
	}
}

// A passed connection works in the other process and stays usable, and cancelable,
// in this one.
func TestConnPassed(t *testing.T) {
	a, b := pipeOf(t, true)
	cmd := spawn(t, "echo", b)
	if _, err := b.Recv(-1, nil, short); err != ErrTimeout {
		t.Error("passing made the connection blocking:", err)
	}
	b.Close()
	for _, n := range []int{0, 10, 1 << 20} {
		go a.Send(make([]byte, n), nil, long)
		if msg, err := a.Recv(-1, nil, long); err != nil || len(msg) != n {
			t.Fatal(len(msg), err)
		}
	}
	began := time.Now()
	for range 1000 {
		a.Send([]byte("ping"), nil, long)
		if _, err := a.Recv(-1, nil, long); err != nil {
			t.Fatal(err)
		}
	}
	t.Log("round trip", time.Since(began)/1000)
	a.Close()
	if err := cmd.Wait(); err != nil {
		t.Error(err)
	}

	a, b = pipeOf(t, true)
	cmd = spawn(t, "echo", b)
	b.Close()
	a.Send([]byte("x"), nil, long)
	a.Recv(-1, nil, long)
	cmd.Process.Kill()
	if _, err := a.Recv(-1, nil, long); err != io.EOF {
		t.Error("after kill -9 of the peer:", err)
	}
}

func TestSendFiles(t *testing.T) {
	a, b, err := filePair(true)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	defer b.Close()
	var files []*os.File
	for range maxFilesPerMessage + 5 { // more than one control message
		files = append(files, must(os.Open(os.DevNull)))
	}
	defer closeAll(files)
	before := openFiles(t)
	for _, n := range []int{0, 1, len(files)} {
		data := bytes.Repeat([]byte("d"), n*100)
		go SendFiles(a, data, files[:n])
		got, fs, err := RecvFiles(b, 1<<20)
		if err != nil || !bytes.Equal(got, data) || len(fs) != n {
			t.Fatal(len(got), len(fs), err)
		}
		closeAll(fs)
	}
	go SendFiles(a, make([]byte, 100), files[:3])
	if _, _, err := RecvFiles(b, 99); err != ErrBadLength {
		t.Error(err)
	}
	if after := openFiles(t); after != before {
		t.Errorf("%d descriptors before, %d after", before, after)
	}
	c, d, _ := filePair(true)
	c.Write(binary.BigEndian.AppendUint64(nil, 5<<32))
	c.Close()
	if _, _, err := RecvFiles(d, 99); err != ErrTruncated {
		t.Error(err)
	}
	if _, _, err := RecvFiles(d, 99); err != io.EOF {
		t.Error(err)
	}
	d.Close()
}

func openFiles(t *testing.T) int {
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		t.Skip(err)
	}
	return len(entries)
}

func BenchmarkConnRoundTrip(b *testing.B) {
	x, y, err := Pipe(true)
	if err != nil {
		b.Fatal(err)
	}
	defer x.Close()
	go func() {
		defer y.Close()
		for {
			msg, err := y.Recv(-1, nil, Forever)
			if err != nil {
				return
			}
			y.Send(msg, nil, Forever)
		}
	}()
	msg := []byte("ping")
	cancel := make(chan struct{})
	for b.Loop() {
		if err := x.Send(msg, cancel, Forever); err != nil {
			b.Fatal(err)
		}
		if _, err := x.Recv(-1, cancel, Forever); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkLock(b *testing.B) {
	sem := must(NewSpace().NewSemaphore(Counting, 1, 1))
	for b.Loop() {
		sem.Acquire(1, nil, Forever)
		sem.Release(1)
	}
}
