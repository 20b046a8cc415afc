package ipc

import (
	"bytes"
	"encoding/binary"
	"errors"
	"io"
	"math"
	"os"
	"os/exec"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// TestMain lets the test program be the other process: the resources come over the
// socket on descriptor 3.
func TestMain(m *testing.M) {
	verb := os.Getenv("IPC_TEST_CHILD")
	if verb == "" {
		os.Exit(m.Run())
	}
	if err := child(verb); err != nil {
		os.Stderr.WriteString(verb + ": " + err.Error() + "\n")
		os.Exit(1)
	}
	os.Exit(0)
}

const rounds = 20_000

func child(verb string) error {
	sock := os.NewFile(3, "socket")
	data, files, err := RecvFiles(sock, 1<<20)
	if err != nil {
		return err
	}
	rcv := &Received{Space: NewSpace(), Files: files}
	var rs []Resource
	for len(data) > 0 {
		n := int(data[0])
		r, err := rcv.Open(data[1 : 1+n])
		if err != nil {
			return err
		}
		rs = append(rs, r)
		data = data[1+n:]
	}
	rcv.Close()
	switch verb {
	case "increment": // a block, under a lock
		lock, b := rs[0].(*Semaphore), rs[1].(*Block).Bytes()
		for range rounds {
			if err := lock.Acquire(1, nil, Forever); err != nil {
				return err
			}
			binary.NativeEndian.PutUint64(b, binary.NativeEndian.Uint64(b)+1)
			if err := lock.Release(1); err != nil {
				return err
			}
		}
	case "pingpong": // two counting semaphores
		for range 2000 {
			if err := rs[0].(*Semaphore).Acquire(1, nil, Forever); err != nil {
				return err
			}
			if err := rs[1].(*Semaphore).Release(1); err != nil {
				return err
			}
		}
	case "echo": // until the end of file
		c := rs[0].(*Conn)
		for {
			msg, err := c.Recv(-1, nil, Forever)
			if err == io.EOF {
				return nil
			}
			if err == nil {
				err = c.Send(msg, nil, Forever)
			}
			if err != nil {
				return err
			}
		}
	case "hold": // acquires all semaphores, says so, stays
		c := rs[0].(*Conn)
		for _, r := range rs[1:] {
			if err := r.(*Semaphore).Acquire(7, nil, Forever); err != nil {
				return err
			}
		}
		if err := c.Send([]byte("held"), nil, Forever); err != nil {
			return err
		}
		_, err := c.Recv(-1, nil, Forever)
		return err
	case "waiter": // is killed while it waits
		rs[0].(*Conn).Send([]byte("waiting"), nil, Forever)
		return rs[1].(*Semaphore).Acquire(9, nil, Forever)
	}
	return nil
}

func spawn(t *testing.T, verb string, rs ...Resource) *exec.Cmd {
	t.Helper()
	a, b, err := filePair(true)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Close()
	defer b.Close()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), "IPC_TEST_CHILD="+verb)
	cmd.ExtraFiles = []*os.File{b}
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cmd.Process.Kill(); cmd.Wait() })
	var bundle Bundle
	var data []byte
	for _, r := range rs {
		ref := bundle.Add(r)
		data = append(append(data, byte(len(ref))), ref...)
	}
	if err := SendFiles(a, data, bundle.Files()); err != nil {
		t.Fatal(err)
	}
	return cmd
}

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

func pipeOf(t *testing.T, duplex bool) (a, b *Conn) {
	t.Helper()
	a, b, err := Pipe(duplex)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { a.Close(); b.Close() })
	return a, b
}

const short, long = 5 * time.Millisecond, 10 * time.Second

func TestSemaphoreValues(t *testing.T) {
	s := NewSpace()
	for _, bad := range [][3]int{{1, -1, 1}, {1, 2, 1}, {1, 0, 0}, {0, 0, 1}, {0, 1, 2}, {2, 1, 1}, {1, 0, math.MaxInt32 + 1}} {
		if _, err := s.NewSemaphore(SemaphoreKind(bad[0]), bad[1], bad[2]); err == nil {
			t.Errorf("NewSemaphore%v: no error", bad)
		}
	}
	sem := must(s.NewSemaphore(Counting, 2, 3))
	for range 2 {
		if err := sem.Acquire(1, nil, 0); err != nil {
			t.Fatal(err)
		}
	}
	if err := sem.Acquire(1, nil, 0); err != ErrTimeout {
		t.Error(err)
	}
	if err := sem.Acquire(1, nil, short); err != ErrTimeout {
		t.Error(err)
	}
	for range 3 {
		if err := sem.Release(2); err != nil {
			t.Fatal(err)
		}
	}
	if err := sem.Release(1); err != ErrOverRelease || sem.Value() != 3 || sem.Max() != 3 {
		t.Error(err, sem.Value())
	}

	lock := must(s.NewSemaphore(Counting, 1, 1))
	if lock.Release(1) != ErrOverRelease {
		t.Error("release of a free lock")
	}
	if !lock.TryAcquire(1) || lock.TryAcquire(1) || !lock.IsMine(1) || lock.IsMine(2) || lock.Count(1) != 1 || lock.OwnerPID() != os.Getpid() {
		t.Error("lock", lock.Count(1), lock.OwnerPID())
	}
	if err := lock.Release(2); err != nil || lock.Value() != 1 { // anybody may
		t.Error(err)
	}

	r := must(s.NewSemaphore(RecursiveMutex, 1, 1))
	if r.Release(1) != ErrNotOwner {
		t.Error("release of a free mutex")
	}
	if !r.TryAcquire(1) || !r.TryAcquire(1) || r.TryAcquire(2) || r.Count(1) != 2 || r.Release(2) != ErrNotOwner {
		t.Error("mutex")
	}
	if r.Release(1) != nil || r.Value() != 0 || r.Release(1) != nil || r.Value() != 1 {
		t.Error("mutex release")
	}

	locked := must(s.NewSemaphore(Counting, 0, 1))
	if locked.TryAcquire(1) || locked.OwnerPID() != 0 || locked.Release(1) != nil || !locked.TryAcquire(1) {
		t.Error("lock made locked")
	}
}

// Cancelling ends any wait within a slice, and a canceled waiter swallows no release.
func TestSemaphoreCancel(t *testing.T) {
	s := NewSpace()
	for _, limit := range []int{1, 5} {
		sem := must(s.NewSemaphore(Counting, 0, limit))
		cancel := make(chan struct{})
		var wg sync.WaitGroup
		for i := range 8 {
			wg.Go(func() {
				if err := sem.Acquire(uint64(i+1), cancel, Forever); err != ErrCanceled {
					t.Error(err)
				}
			})
		}
		time.Sleep(short)
		began := time.Now()
		close(cancel)
		wg.Wait()
		if d := time.Since(began); d > 2*time.Second {
			t.Error("cancelling took", d)
		}
		if err := sem.Release(1); err != nil || sem.Acquire(1, nil, 0) != nil {
			t.Error("the semaphore is unusable after a cancel", err)
		}
	}
}

func TestSemaphoreContended(t *testing.T) {
	s := NewSpace()
	for _, max := range []int{1, 3} {
		sem := must(s.NewSemaphore(Counting, max, max))
		slots, n := make(chan struct{}, max), 0
		var mu sync.Mutex
		var wg sync.WaitGroup
		for i := range 8 {
			wg.Go(func() {
				for range 500 {
					if err := sem.Acquire(uint64(i+1), nil, long); err != nil {
						t.Error(err)
						return
					}
					select {
					case slots <- struct{}{}:
					default:
						t.Error("too many holders")
					}
					mu.Lock()
					n++
					mu.Unlock()
					<-slots
					sem.Release(uint64(i + 1))
				}
			})
		}
		wg.Wait()
		if n != 4000 || sem.Value() != max {
			t.Error(n, sem.Value())
		}
	}
}

func TestSharedLock(t *testing.T) {
	s := NewSpace()
	for _, kind := range []SemaphoreKind{Counting, RecursiveMutex} {
		lock, b := must(s.NewSemaphore(kind, 1, 1)), must(s.NewBlock(8))
		one, two := spawn(t, "increment", lock, b), spawn(t, "increment", lock, b)
		if err := errors.Join(one.Wait(), two.Wait()); err != nil {
			t.Fatal(err)
		}
		if n := binary.NativeEndian.Uint64(b.Bytes()); n != 2*rounds || lock.Value() != 1 {
			t.Errorf("%d increments, want %d", n, 2*rounds)
		}
	}
}

func TestSharedSemaphores(t *testing.T) {
	s := NewSpace()
	a, b := must(s.NewSemaphore(Counting, 0, 9)), must(s.NewSemaphore(Counting, 0, 9))
	cmd := spawn(t, "pingpong", a, b)
	began := time.Now()
	for range 2000 {
		if err := errors.Join(a.Release(1), b.Acquire(1, nil, long)); err != nil {
			t.Fatal(err)
		}
	}
	t.Log("round trip", time.Since(began)/2000)
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
}

// kill -9 of a holder: its locks stay taken, as in CPython, until the parent says
// that it is dead. kill -9 of a waiter harms nobody.
func TestKilledHolder(t *testing.T) {
	s := NewSpace()
	lock, rlock := must(s.NewSemaphore(Counting, 1, 1)), must(s.NewSemaphore(RecursiveMutex, 1, 1))
	mine := must(s.NewSemaphore(Counting, 1, 1))
	mine.TryAcquire(1)
	a, b := pipeOf(t, true)
	cmd := spawn(t, "hold", b, lock, rlock)
	if msg, err := a.Recv(-1, nil, long); err != nil || string(msg) != "held" {
		t.Fatal(string(msg), err)
	}
	a2, b2 := pipeOf(t, true)
	waiter := spawn(t, "waiter", b2, lock)
	if _, err := a2.Recv(-1, nil, long); err != nil {
		t.Fatal(err)
	}
	waiter.Process.Kill()
	waiter.Wait()
	if lock.OwnerPID() != cmd.Process.Pid || lock.Acquire(1, nil, short) != ErrTimeout || rlock.Release(7) != ErrNotOwner {
		t.Error("the lock is not held by the child")
	}
	cmd.Process.Kill()
	cmd.Wait()
	got := make(chan error)
	go func() { got <- lock.Acquire(1, nil, long) }()
	time.Sleep(short)
	if n := s.ReleaseDead(cmd.Process.Pid); n != 2 || mine.Value() != 0 {
		t.Error("released", n)
	}
	if err := errors.Join(<-got, rlock.Acquire(1, nil, 0)); err != nil || !lock.OwnerDied() || mine.OwnerDied() {
		t.Error(err)
	}
}

func TestSpace(t *testing.T) {
	s := NewSpace()
	b := must(s.NewBlock(100))
	copy(b.Bytes(), "text")
	big := must(s.NewBlock(1 << 20))
	for _, r := range []Resource{b, big} {
		other := NewSpace()
		o := must(other.Open(Descriptor(r), r.Files())).(*Block)
		o.Bytes()[7] = 42
		if r.(*Block).Bytes()[7] != 42 || o.Size() != r.(*Block).Size() {
			t.Error("not the same memory")
		}
	}
	for range 1 << 15 { // freed units are used again
		x := must(s.NewBlock(1000))
		y := must(s.NewBlock(1))
		x.Close()
		y.Close()
	}
	if len(s.own) != 1 {
		t.Errorf("%d arenas", len(s.own))
	}
	if _, err := s.NewBlock(0); err == nil {
		t.Error("NewBlock(0)")
	}
	d := Descriptor(b)
	for i := range d { // a damaged descriptor is an error or another object
		for _, x := range []byte{0, 1, 0x7f, 0xff} {
			e := bytes.Clone(d)
			e[i] = x
			s.Open(e, b.Files())
			NewSpace().Open(e[:i], b.Files())
			NewSpace().Open(e, nil)
		}
	}
	copy(b.Bytes(), "text")
}

func TestNamed(t *testing.T) {
	n := must(CreateNamed("", 5000))
	defer UnlinkNamed(n.Name())
	if !strings.HasPrefix(n.Name(), "psm_") || n.Size() != 5000 {
		t.Error(n.Name(), n.Size())
	}
	if _, err := CreateNamed("/"+n.Name(), 1); !errors.Is(err, syscall.EEXIST) {
		t.Error(err)
	}
	m := must(AttachNamed(n.Name()))
	m.Bytes()[4999] = 9
	if n.Bytes()[4999] != 9 {
		t.Error("not shared")
	}
	if err := errors.Join(n.Close(), n.Close(), UnlinkNamed(n.Name())); err != nil || n.Bytes() != nil {
		t.Error(err)
	}
	if m.Bytes()[4999] != 9 || m.Close() != nil {
		t.Error("unlink reached an attached block")
	}
	if _, err := AttachNamed(n.Name()); !errors.Is(err, syscall.ENOENT) {
		t.Error(err)
	}
	if err := UnlinkNamed(n.Name()); !errors.Is(err, syscall.ENOENT) {
		t.Error(err)
	}
	for _, bad := range []string{"/", "a/b", "..", "../../etc/passwd", "a\x00"} {
		if _, err := CreateNamed(bad, 1); !errors.Is(err, syscall.EINVAL) {
			t.Errorf("%q: %v", bad, err)
		}
	}
	if _, err := CreateNamed("", 0); err == nil {
		t.Error("size 0")
	}
}
