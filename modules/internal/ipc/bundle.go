package ipc

import (
	"encoding/binary"
	"errors"
	"fmt"
	"os"
)

// A Resource can be given to another process: its description and the files that
// Files returns, in this order, make the same object there. The files stay with
// the resource.
type Resource interface {
	Files() []*os.File
	Close() error
	describe(*encoder)
}

// Descriptor returns the bytes that [Space.Open] wants beside r.Files().
func Descriptor(r Resource) []byte {
	var d encoder
	d.byte(kindOf(r))
	r.describe(&d)
	return d.buf
}

const (
	kindBlock = iota + 1
	kindSemaphore
	kindConn
)

func kindOf(r Resource) byte {
	switch r.(type) {
	case *Block:
		return kindBlock
	case *Semaphore:
		return kindSemaphore
	case *Conn:
		return kindConn
	}
	return 0
}

// Open rebuilds the object of a descriptor: *Block, *Semaphore or *Conn.
// It takes what it needs of the files by duplicating; they stay with
// the caller, who closes them when everything is open.
func (s *Space) Open(descriptor []byte, files []*os.File) (Resource, error) {
	d := &decoder{buf: descriptor}
	switch kind := d.byte(); kind {
	case kindBlock:
		return result(s.openBlock(d, files))
	case kindSemaphore:
		return result(s.openSemaphore(d, files))
	case kindConn:
		return result(openConn(d, files))
	default:
		if d.err != nil {
			return nil, d.err
		}
		return nil, fmt.Errorf("ipc: unknown resource kind %d", kind)
	}
}

// result keeps a nil *T from becoming a non-nil Resource.
func result[T Resource](r T, err error) (Resource, error) {
	if err != nil {
		return nil, err
	}
	return r, nil
}

func (s *Semaphore) describe(d *encoder) { s.block.describe(d) }

func (s *Space) openSemaphore(d *decoder, files []*os.File) (*Semaphore, error) {
	b, err := s.openBlock(d, files)
	if err != nil {
		return nil, err
	}
	if b.n != unitSize {
		return nil, errDescriptor
	}
	return newSemaphore(b), nil
}

// Files returns the file of the connection.
func (c *Conn) Files() []*os.File { return []*os.File{c.file} }

func (c *Conn) describe(d *encoder) {
	d.bool(c.canRead)
	d.bool(c.canWrite)
}

func openConn(d *decoder, files []*os.File) (*Conn, error) {
	canRead, canWrite := d.bool(), d.bool()
	if d.err != nil {
		return nil, d.err
	}
	if len(files) != 1 {
		return nil, errDescriptor
	}
	return NewConnFromFile(files[0], canRead, canWrite)
}

// A Bundle collects the resources that go with one message or child. The same
// file (an arena, say) is passed once.
type Bundle struct {
	files []*os.File
	index map[*os.File]int
	held  []Resource // keeps their files open until the bundle is sent
}

// Add returns the reference by which [Received.Open] finds r.
func (b *Bundle) Add(r Resource) (ref []byte) {
	var d encoder
	files := r.Files()
	b.held = append(b.held, r)
	d.uint(uint64(len(files)))
	for _, f := range files {
		i, ok := b.index[f]
		if !ok {
			if b.index == nil {
				b.index = make(map[*os.File]int)
			}
			i = len(b.files)
			b.index[f] = i
			b.files = append(b.files, f)
		}
		d.uint(uint64(i))
	}
	return append(d.buf, Descriptor(r)...)
}

// AddFile returns the index of a bare file in Files.
func (b *Bundle) AddFile(f *os.File) int {
	b.files = append(b.files, f)
	return len(b.files) - 1
}

// Files returns the files to pass, which belong to the resources: the caller keeps
// the bundle until they are sent.
func (b *Bundle) Files() []*os.File { return b.files }

// Received are the files of a bundle in the process that got it.
type Received struct {
	Space *Space
	Files []*os.File
}

// Open rebuilds the resource of a reference. The files are duplicated as needed.
func (r *Received) Open(ref []byte) (Resource, error) {
	d := &decoder{buf: ref}
	n := d.uint()
	if n > uint64(len(r.Files)) {
		return nil, errDescriptor
	}
	files := make([]*os.File, 0, n)
	for range n {
		i := d.uint()
		if d.err != nil || i >= uint64(len(r.Files)) {
			return nil, errDescriptor
		}
		files = append(files, r.Files[i])
	}
	if d.err != nil {
		return nil, d.err
	}
	return r.Space.Open(d.buf, files)
}

// Close closes the files, when all resources have been opened.
func (r *Received) Close() {
	closeAll(r.Files)
	r.Files = nil
}

var errDescriptor = errors.New("ipc: invalid resource descriptor")

type encoder struct{ buf []byte }

func (e *encoder) byte(b byte)    { e.buf = append(e.buf, b) }
func (e *encoder) bytes(b []byte) { e.buf = append(e.buf, b...) }
func (e *encoder) uint(n uint64)  { e.buf = binary.AppendUvarint(e.buf, n) }
func (e *encoder) bool(b bool) {
	if b {
		e.byte(1)
	} else {
		e.byte(0)
	}
}

// decoder returns zeros after an error, which the caller looks at in the end.
type decoder struct {
	buf []byte
	err error
}

func (d *decoder) bytes(n int) []byte {
	if n > len(d.buf) {
		d.err, d.buf = errDescriptor, nil
		return nil
	}
	b := d.buf[:n]
	d.buf = d.buf[n:]
	return b
}

func (d *decoder) byte() byte {
	if b := d.bytes(1); b != nil {
		return b[0]
	}
	return 0
}

func (d *decoder) bool() bool { return d.byte() != 0 }

func (d *decoder) uint() uint64 {
	v, n := binary.Uvarint(d.buf)
	if n <= 0 {
		d.err, d.buf = errDescriptor, nil
		return 0
	}
	d.buf = d.buf[n:]
	return v
}
