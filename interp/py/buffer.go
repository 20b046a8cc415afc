package py

import (
	"runtime"
	"sync/atomic"
	"time"
)

// Buffer is the memory that an object shows to others (PEP 3118). Whoever got one
// calls Release when done; until then a bytearray cannot be resized.
//
// Bytes are the items one after the other (C-contiguous), unless Strides is not
// nil: then item (i, j, …) begins at Offset + i*Strides[0] + j*Strides[1] + … of
// Bytes. GetBuffer never returns such memory.
type Buffer struct {
	Bytes    []byte
	ReadOnly bool
	Format   string // of an item, as module struct has it; "B" are plain bytes
	ItemSize int
	Shape    []int // nil means one dimension of len(Bytes)/ItemSize items
	Strides  []int // in bytes
	Offset   int
	Release  func() // must be called once, or more often
	// Exports, if not nil, counts this buffer until Release: a memoryview that is
	// collected without having been released takes itself off.
	Exports *Exports
}

// Exports counts who has the memory of an object that must not be resized
// meanwhile. The zero value is ready for use.
type Exports struct {
	n atomic.Int64
	// What collections for Resizable found: how many in a row that the views were
	// dead; when the last one was, and how long it took.
	dead int
	last time.Time
	cost time.Duration
}

// Share counts b as one more user of the memory, until it is released.
func (e *Exports) Share(b *Buffer) *Buffer {
	e.n.Add(1)
	b.Exports = e
	b.Release = func() {
		if b.Exports != nil {
			b.Exports = nil
			e.n.Add(-1)
		}
	}
	return b
}

// Resizable fails with BufferError while somebody has the memory. Memoryviews that
// nobody refers to any more do not count: the collector is asked before the
// operation is refused.
func (e *Exports) Resizable(t *Thread) error {
	if e.n.Load() == 0 {
		return nil
	}
	t.Interp.Engine.ClearDead(t)
	start := time.Now()
	for range 2 {
		e.collect()
		if e.n.Load() == 0 {
			e.dead++
			e.last = time.Now()
			e.cost = e.last.Sub(start)
			return nil
		}
	}
	e.dead = 0
	return Errorf(BufferError, "Existing exports of data: object cannot be re-sized")
}

// forgotten reports whether the views that have the memory are taken for dead without
// asking the collector. A program that makes a view for the moment before each change
// (bytes(memoryview(b)[:n]), then del b[:n], as asyncio's streams do) would make a
// collection of some milliseconds each time; once two have found nothing alive, they
// may take a fiftieth of the time. The owner must then leave the memory to the views
// and go on with a copy and with the Exports that is returned.
func (e *Exports) forgotten() (next *Exports, ok bool) {
	if e.dead < 2 || e.n.Load() == 0 || time.Since(e.last) > 50*e.cost {
		return nil, false
	}
	return &Exports{dead: e.dead, last: e.last, cost: e.cost}, true
}

// exportWait bounds the wait for the cleanups of a collection.
const exportWait = 2 * time.Millisecond

// collect runs Go's collector and gives the cleanups of dead views time to run.
func (e *Exports) collect() {
	runtime.GC()
	for end := time.Now().Add(exportWait); e.n.Load() > 0 && time.Now().Before(end); {
		runtime.Gosched()
	}
}

// BufferFlags say what a consumer can do with (inspect.BufferFlags).
type BufferFlags int

// The buffer flags of PEP 3118.
const (
	BufSimple      BufferFlags = 0
	BufWritable    BufferFlags = 1
	BufFormat      BufferFlags = 4
	BufND          BufferFlags = 8
	BufStrides     BufferFlags = 0x10 | BufND
	BufCContiguous BufferFlags = 0x20 | BufStrides
	BufFContiguous BufferFlags = 0x40 | BufStrides
	BufAContiguous BufferFlags = 0x80 | BufStrides
	BufIndirect    BufferFlags = 0x100 | BufStrides
	BufFullRO      BufferFlags = BufIndirect | BufFormat
)

// has reports whether all of want is asked for.
func (f BufferFlags) has(want BufferFlags) bool { return f&want == want }

func noRelease() {}

// GetBuffer returns the memory of a bytes-like object, C-contiguous. The GIL must
// be held.
func GetBuffer(t *Thread, v Value) (*Buffer, error) { return GetBufferFlags(t, v, BufSimple) }

// GetBufferFlags is GetBuffer for a consumer that can do with what flags say.
func GetBufferFlags(t *Thread, v Value, flags BufferFlags) (*Buffer, error) {
	if f := TypeOf(v).Buffer; f != nil {
		return f(t, v, flags)
	}
	return nil, Errorf(TypeError, "a bytes-like object is required, not '%s'", TypeOf(v).FullName())
}

// IsBuffer reports whether v is bytes-like.
func IsBuffer(v Value) bool { return TypeOf(v).Buffer != nil }

// ReadBytes returns the contents of a bytes-like object: its memory itself if it
// is a bytes, a copy otherwise. The result must not be changed.
func ReadBytes(t *Thread, v Value) ([]byte, error) {
	if b, ok := AsBytes(v); ok {
		return b, nil
	}
	buf, err := GetBuffer(t, v)
	if err != nil {
		return nil, err
	}
	b := append([]byte(nil), buf.Bytes...)
	buf.Release()
	return b, nil
}

// copyBuffer returns the items of a bytes-like object in C order, whatever its
// layout.
func copyBuffer(t *Thread, v Value) ([]byte, error) {
	buf, err := GetBufferFlags(t, v, BufFullRO)
	if err != nil {
		return nil, err
	}
	defer buf.Release()
	if buf.Strides == nil {
		return append([]byte(nil), buf.Bytes...), nil
	}
	m := newMemoryView(&memBuffer{buf: buf, obj: v})
	return m.appendBytes(nil), nil
}

func bytesBuffer(t *Thread, v Value, flags BufferFlags) (*Buffer, error) {
	if flags.has(BufWritable) {
		return nil, Errorf(BufferError, "Object is not writable.")
	}
	return &Buffer{Bytes: Cast[Bytes](v).B, ReadOnly: true, Format: "B", ItemSize: 1, Release: noRelease}, nil
}

func byteArrayBuffer(t *Thread, v Value, _ BufferFlags) (*Buffer, error) {
	a := Cast[ByteArray](v)
	if a.exports == nil {
		a.exports = new(Exports)
	}
	return a.exports.Share(&Buffer{Bytes: a.B, Format: "B", ItemSize: 1}), nil
}

var (
	nameBuffer        = InternStatic("__buffer__")
	nameReleaseBuffer = InternStatic("__release_buffer__")
)

// bufferDef is the slot of PEP 688: a class with __buffer__ is bytes-like, and a
// bytes-like type shows __buffer__.
func bufferDef() slotDef {
	return slotDef{
		name:    "__buffer__",
		has:     func(s *Slots) bool { return s.Buffer != nil },
		inherit: func(dst, src *Slots) { dst.Buffer = src.Buffer },
		generic: func(dst *Slots) { dst.Buffer = pythonBuffer },
		sig:     "(flags, /)",
		call: func(t *Thread, owner *Type, self Value, a Args) (Value, error) {
			flags, err := bufferFlags(t, a[0])
			if err != nil {
				return Value{}, err
			}
			buf, err := owner.Slots.Buffer(t, self, flags)
			if err != nil {
				return Value{}, err
			}
			return Ref(newMemoryView(holdBuffer(buf, self))), nil
		},
	}
}

// bufferFlags evaluates an argument flags.
func bufferFlags(t *Thread, v Value) (BufferFlags, error) {
	n, err := ToIndex(t, v, OverflowError)
	if err == nil && int(int32(n)) != n {
		err = Errorf(OverflowError, "buffer flags out of range")
	}
	return BufferFlags(n), err
}

func releaseBufferDef() slotDef {
	d := bufferDef()
	d.name, d.sig = "__release_buffer__", "(buffer, /)"
	d.has = func(s *Slots) bool { return s.Buffer != nil }
	d.call = func(t *Thread, owner *Type, self Value, a Args) (Value, error) {
		m, ok := As[MemoryView](a[0], &memoryViewType)
		switch {
		case !ok:
			return Value{}, Errorf(TypeError, "expected a memoryview object")
		case m.released():
			return Value{}, Errorf(ValueError, "memoryview's buffer has already been released")
		case m.mem.obj != self:
			return Value{}, Errorf(ValueError, "memoryview's buffer is not this object")
		}
		return None, m.release()
	}
	return d
}

// pythonBuffer is the slot of classes that define __buffer__ or __release_buffer__.
func pythonBuffer(t *Thread, v Value, flags BufferFlags) (*Buffer, error) {
	typ := TypeOf(v)
	if d := t.LookupType(typ, nameBuffer); d.ref == nil || d.IsNone() {
		return nil, Errorf(TypeError, "a bytes-like object is required, not '%s'", typ.FullName())
	}
	r, _ := callSpecial(t, v, nameBuffer, Int(int64(flags)))
	if r.IsError() {
		return nil, t.Take()
	}
	m, ok := As[MemoryView](r, &memoryViewType)
	if !ok {
		return nil, Errorf(TypeError, "__buffer__ returned non-memoryview object")
	}
	inner, err := memoryViewBuffer(t, r, flags)
	if err != nil {
		return nil, err
	}
	outer := *inner
	outer.Exports = nil
	released := false
	outer.Release = func() {
		if released {
			return
		}
		released = true
		inner.Release()
		exc, stop := t.Exc, t.StopValue
		t.Exc = nil
		if d := t.LookupType(typ, nameReleaseBuffer); d.ref != nil && TypeOf(d) != &slotWrapperType && !m.released() {
			if r, ok := callSpecial(t, v, nameReleaseBuffer, Ref(m)); ok && r.IsError() {
				t.Interp.Unraisable(t, t.Take(), "Exception ignored in __release_buffer__ of "+typ.Name(), v)
			}
		}
		if !m.released() && m.exports == 0 {
			if err := m.release(); err != nil {
				t.Interp.Unraisable(t, err, "Exception ignored in bf_releasebuffer of "+typ.Name(), v)
			}
		}
		t.Exc, t.StopValue = exc, stop
	}
	return &outer, nil
}
