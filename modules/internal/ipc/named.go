package ipc

import (
	"crypto/rand"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"runtime"
	"strings"
	"sync"
	"syscall"
)

// A Named is a block of shared memory that any process of the machine finds by its
// name, with the meaning of POSIX shm_open and so of CPython's
// multiprocessing.shared_memory: it lives until UnlinkNamed, whoever dies.
//
// On Linux it is a file in /dev/shm and thereby shared with programs that use
// shm_open, CPython among them; on other Unixes a file in the temporary directory.
type Named struct {
	name    string
	cleanup runtime.Cleanup

	mu   sync.Mutex
	file *os.File
	mem  []byte // nil once closed
}

// ErrEmptyNamed reports that an attached block has no bytes (ValueError in CPython).
var ErrEmptyNamed = errors.New("cannot mmap an empty file")

// CreateNamed makes a zeroed block of size bytes, size > 0. An empty name stands
// for a new random one. A name that exists is an *os.PathError with EEXIST, one
// with a slash inside EINVAL.
func CreateNamed(name string, size int) (*Named, error) {
	if size <= 0 || size > maxFileSize {
		return nil, fmt.Errorf("ipc: invalid block size %d", size)
	}
	random := name == ""
	for {
		if random {
			name = randomName()
		}
		f, err := openNamed(name, os.O_RDWR|os.O_CREATE|os.O_EXCL)
		if random && errors.Is(err, os.ErrExist) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if err := allocate(f, int64(size)); err != nil {
			f.Close()
			return nil, errors.Join(err, UnlinkNamed(name))
		}
		n, err := newNamed(name, f, size)
		if err != nil {
			return nil, errors.Join(err, UnlinkNamed(name))
		}
		return n, nil
	}
}

// AttachNamed opens an existing block. A name that nobody created is an
// *os.PathError with ENOENT.
func AttachNamed(name string) (*Named, error) {
	f, err := openNamed(name, os.O_RDWR)
	if err != nil {
		return nil, err
	}
	info, err := f.Stat()
	if err == nil && (info.Size() == 0 || info.Size() > maxFileSize) {
		err = ErrEmptyNamed
	}
	if err != nil {
		f.Close()
		return nil, err
	}
	return newNamed(name, f, int(info.Size()))
}

// UnlinkNamed removes the name. Processes that have the block keep it until they
// close it. A name that does not exist is an *os.PathError with ENOENT.
func UnlinkNamed(name string) error {
	path, err := namedPath("shm_unlink", name)
	if err != nil {
		return err
	}
	if err := os.Remove(path); err != nil {
		return namedErr("shm_unlink", name, err)
	}
	return nil
}

func newNamed(name string, f *os.File, size int) (*Named, error) {
	mem, err := mapFile(f, size)
	if err != nil {
		f.Close()
		return nil, err
	}
	n := &Named{name: name, file: f, mem: mem}
	n.cleanup = runtime.AddCleanup(n, func(mem []byte) { unmap(mem) }, mem)
	return n, nil
}

// Name returns the name without a leading slash.
func (n *Named) Name() string { return strings.TrimPrefix(n.name, "/") }

// Size returns the number of bytes, 0 once closed.
func (n *Named) Size() int { return len(n.Bytes()) }

// Bytes returns the memory, nil once closed. It is valid until Close, and as long
// as n is reachable.
func (n *Named) Bytes() []byte {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.mem
}

// Fileno returns the file descriptor, which stays with n.
func (n *Named) Fileno() (int, error) {
	fd := -1
	err := control(n.file, func(h int) error { fd = h; return nil })
	return fd, err
}

// Close unmaps the memory in this process; the name remains. The caller sees to it
// that nobody uses Bytes any more: a later access would crash the process.
// (CPython refuses while there are exported buffers, which only the caller knows.)
func (n *Named) Close() error {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.mem == nil {
		return nil
	}
	n.cleanup.Stop()
	mem := n.mem
	n.mem = nil
	return errors.Join(unmap(mem), n.file.Close())
}

func randomName() string {
	var b [4]byte
	rand.Read(b[:])
	return "psm_" + hex.EncodeToString(b[:])
}

// namedPath is the file of a name: at most one slash, in front.
func namedPath(op, name string) (string, error) {
	bare := strings.TrimPrefix(name, "/")
	if bare == "" || bare == "." || bare == ".." || strings.ContainsAny(bare, "/\\\x00") {
		return "", &os.PathError{Op: op, Path: name, Err: syscall.EINVAL}
	}
	dir := "/dev/shm"
	if runtime.GOOS != "linux" {
		dir = os.TempDir()
		bare = "gopyrun-shm-" + bare
	}
	return dir + string(os.PathSeparator) + bare, nil
}

// namedErr tells the name, not the file behind it.
func namedErr(op, name string, err error) error {
	var pe *os.PathError
	if errors.As(err, &pe) {
		err = pe.Err
	}
	return &os.PathError{Op: op, Path: name, Err: err}
}

func openNamed(name string, flag int) (*os.File, error) {
	path, err := namedPath("shm_open", name)
	if err != nil {
		return nil, err
	}
	f, err := os.OpenFile(path, flag|noFollow, 0o600)
	if err != nil {
		return nil, namedErr("shm_open", name, err)
	}
	return f, nil
}
