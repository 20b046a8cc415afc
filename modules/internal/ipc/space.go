package ipc

import (
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"math/bits"
	"os"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"unsafe"
)

// A Space is the view that one process (or one interpreter in it) has of the
// shared memory of the process tree: the arenas it made and those it was given.
// It may be used by several goroutines.
//
// Memory of semaphores and small blocks is carved from arenas of 1 MiB (one file
// descriptor each, pages appear when touched); a large block has a file to itself.
type Space struct {
	pid    uint32
	mu     sync.Mutex
	arenas map[arenaID]*arena
	own    []*arena // arenas made here, with room for more; the newest last
}

// NewSpace returns an empty space. It allocates shared memory when first needed.
func NewSpace() *Space {
	return &Space{pid: uint32(os.Getpid()), arenas: make(map[arenaID]*arena)}
}

type arenaID [16]byte

// An arena is one mapped file: a header, then units of 64 bytes.
//
//	0     magic
//	8     id, 16 random bytes
//	24    size of the file
//	64    with units: one bit for each unit that holds a semaphore
//	4096  the units
type arena struct {
	id   arenaID
	file *os.File
	mem  []byte

	// Of the process that made it, under Space.mu: the free runs of units by
	// start. A block that was ever described to another process is not reused.
	free []run
}

type run struct{ start, n int }

const (
	arenaMagic  = 0x31_70_63_72_79_70_6f_67 // "gopyrcp1"
	headerSize  = 4096
	unitSize    = 64
	arenaSize   = 1 << 20
	smallBlock  = 64 << 10
	maxFileSize = 1 << 40
)

// word is the 32-bit word at an offset of the mapping, which keeps the offset
// within the file and aligned.
func (a *arena) word(off int) *atomic.Uint32 {
	return (*atomic.Uint32)(unsafe.Pointer(&a.mem[off : off+4 : off+4][0]))
}

func (a *arena) word64(off int) *atomic.Uint64 {
	return (*atomic.Uint64)(unsafe.Pointer(&a.mem[off : off+8 : off+8][0]))
}

func (a *arena) markSemaphore(off int, on bool) {
	unit := (off - headerSize) / unitSize
	w, bit := a.word(64+unit/32*4), uint32(1)<<(unit%32)
	if on {
		w.Or(bit)
	} else {
		w.And(^bit)
	}
}

// newArena makes and maps a file of size bytes.
func newArena(size int) (*arena, error) {
	file, err := anonymousFile(size)
	if err != nil {
		return nil, err
	}
	mem, err := mapFile(file, size)
	if err != nil {
		file.Close()
		return nil, err
	}
	a := &arena{file: file, mem: mem}
	rand.Read(a.id[:])
	copy(mem[8:], a.id[:])
	binary.LittleEndian.PutUint64(mem[24:], uint64(size))
	binary.LittleEndian.PutUint64(mem, arenaMagic)
	return a, nil
}

// openArena maps a file made by newArena, maybe of another process.
func openArena(file *os.File) (*arena, error) {
	info, err := file.Stat()
	if err != nil {
		return nil, err
	}
	size := info.Size()
	if size < headerSize || size > maxFileSize {
		return nil, errors.New("ipc: not a shared arena")
	}
	own, err := duplicate(file)
	if err != nil {
		return nil, err
	}
	mem, err := mapFile(own, int(size))
	if err != nil {
		own.Close()
		return nil, err
	}
	if binary.LittleEndian.Uint64(mem) != arenaMagic || binary.LittleEndian.Uint64(mem[24:]) != uint64(size) {
		unmap(mem)
		own.Close()
		return nil, errors.New("ipc: not a shared arena")
	}
	return &arena{id: arenaID(mem[8:24]), file: own, mem: mem}, nil
}

func (a *arena) release() {
	unmap(a.mem)
	a.file.Close()
}

// A Block is a piece of zeroed shared memory, aligned to 64 bytes. It stays
// mapped while the Block is reachable, so whoever uses Bytes keeps the Block.
type Block struct {
	space    *Space
	arena    *arena
	off, n   int
	creator  bool
	exported atomic.Bool
	closed   atomic.Bool
}

// NewBlock allocates n bytes of shared memory, n > 0. Up to 64 KiB share a file.
func (s *Space) NewBlock(n int) (*Block, error) {
	if n <= 0 || n > maxFileSize-headerSize {
		return nil, fmt.Errorf("ipc: invalid block size %d", n)
	}
	if n <= smallBlock {
		s.mu.Lock()
		defer s.mu.Unlock()
		return s.carve(n)
	}
	a, err := newArena(headerSize + n)
	if err != nil {
		return nil, err
	}
	return s.large(a, n, true), nil
}

func (s *Space) large(a *arena, n int, creator bool) *Block {
	b := &Block{space: s, arena: a, off: headerSize, n: n, creator: creator}
	runtime.AddCleanup(b, func(a *arena) { a.release() }, a)
	return b
}

// carve takes units of an own arena; s.mu is held.
func (s *Space) carve(n int) (*Block, error) {
	units := (n + unitSize - 1) / unitSize
	for _, a := range slices.Backward(s.own) {
		for i, r := range a.free {
			if r.n < units {
				continue
			}
			if r.n == units {
				a.free = slices.Delete(a.free, i, i+1)
			} else {
				a.free[i] = run{r.start + units, r.n - units}
			}
			b := &Block{space: s, arena: a, off: headerSize + r.start*unitSize, n: n, creator: true}
			clear(a.mem[b.off : b.off+units*unitSize])
			return b, nil
		}
	}
	a, err := newArena(arenaSize)
	if err != nil {
		return nil, err
	}
	a.free = []run{{0, (arenaSize - headerSize) / unitSize}}
	s.arenas[a.id] = a
	s.own = append(s.own, a)
	return s.carve(n)
}

// Bytes returns the memory. Processes that touch it at the same time need a lock.
func (b *Block) Bytes() []byte { return b.arena.mem[b.off : b.off+b.n : b.off+b.n] }

// Size returns the size in bytes.
func (b *Block) Size() int { return b.n }

// word is a word of the block.
func (b *Block) word(off int) *atomic.Uint32   { return b.arena.word(b.off + off) }
func (b *Block) word64(off int) *atomic.Uint64 { return b.arena.word64(b.off + off) }

// Word returns the i-th 64-bit word of the block, for atomic use by several processes.
func (b *Block) Word(i int) *atomic.Uint64 { return b.word64(8 * i) }

// Close gives the memory back once nobody can use it any more: the caller promises
// not to touch Bytes again in this process. A small block that was described to
// other processes is not reused, since they may still have it; a large one is freed
// when every process has closed it and dropped the Block.
func (b *Block) Close() error {
	if b.closed.Swap(true) || !b.creator || b.exported.Load() || b.n > smallBlock {
		return nil
	}
	s, a := b.space, b.arena
	s.mu.Lock()
	defer s.mu.Unlock()
	r := run{(b.off - headerSize) / unitSize, (b.n + unitSize - 1) / unitSize}
	i, _ := slices.BinarySearchFunc(a.free, r.start, func(r run, start int) int { return r.start - start })
	a.free = slices.Insert(a.free, i, r)
	if i+1 < len(a.free) && r.start+r.n == a.free[i+1].start {
		a.free[i].n += a.free[i+1].n
		a.free = slices.Delete(a.free, i+1, i+2)
	}
	if i > 0 && a.free[i-1].start+a.free[i-1].n == a.free[i].start {
		a.free[i-1].n += a.free[i].n
		a.free = slices.Delete(a.free, i, i+1)
	}
	return nil
}

// Files returns the file that holds the block.
func (b *Block) Files() []*os.File { return []*os.File{b.arena.file} }

// describe is the arena, the place in it, and marks the block as known to others.
func (b *Block) describe(d *encoder) {
	b.exported.Store(true)
	d.bytes(b.arena.id[:])
	d.uint(uint64(b.off))
	d.uint(uint64(b.n))
}

// openBlock maps a described block. Arenas are mapped once in a space.
func (s *Space) openBlock(d *decoder, files []*os.File) (*Block, error) {
	var id arenaID
	copy(id[:], d.bytes(len(id)))
	off, n := d.uint(), d.uint()
	if d.err != nil {
		return nil, d.err
	}
	if off < headerSize || off%unitSize != 0 || n == 0 || off > maxFileSize || n > maxFileSize {
		return nil, errDescriptor
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	a := s.arenas[id]
	if a == nil {
		if len(files) != 1 {
			return nil, errDescriptor
		}
		var err error
		if a, err = openArena(files[0]); err != nil {
			return nil, err
		}
	}
	if a.id != id || off+n > uint64(len(a.mem)) {
		if s.arenas[id] == nil {
			a.release()
		}
		return nil, errDescriptor
	}
	if n > smallBlock {
		if s.arenas[id] != nil || off != headerSize || off+n != uint64(len(a.mem)) {
			if s.arenas[id] == nil {
				a.release()
			}
			return nil, errDescriptor
		}
		return s.large(a, int(n), false), nil
	}
	s.arenas[id] = a
	return &Block{space: s, arena: a, off: int(off), n: int(n)}, nil
}

// ReleaseDead frees the locks that process pid held when it died: every mutex and
// recursive mutex of the space's arenas whose owner it is. It returns how many.
// To be called by the parent that has reaped the process; a process that exits
// normally may leave a Lock held on purpose, so only a death by signal calls for it.
// Counting semaphores have no owner and are not repaired.
func (s *Space) ReleaseDead(pid int) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	freed := 0
	for _, a := range s.arenas {
		if len(a.mem) != arenaSize {
			continue
		}
		for i := range (arenaSize - headerSize) / unitSize / 32 {
			for set := a.word(64 + i*4).Load(); set != 0; set &= set - 1 {
				off := headerSize + (i*32+bits.TrailingZeros32(set))*unitSize
				b := &Block{space: s, arena: a, off: off, n: unitSize}
				if (&Semaphore{block: b, pid: s.pid}).releaseDead(uint32(pid)) {
					freed++
				}
			}
		}
	}
	return freed
}
