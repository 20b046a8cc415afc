// Package gil is the lock that lets one thread of an interpreter run Python
// code at a time. It knows nothing of Python objects: a Handle stands for a
// Python thread, which is a goroutine.
//
// Guarantees: at most one handle holds the GIL; consecutive holders are ordered
// by happens-before; waiters are served first in, first out, by direct hand-off,
// so the one that asked really runs next; a holder that calls Yield at its safe
// points keeps the GIL for the switch interval while others wait for it, and
// much less (MinSlice) when the waiter comes back from blocking I/O, as long as
// that waiter does not itself use the processor for longer than it sleeps.
//
// The holder measures slices shorter than a millisecond itself, by reading the
// clock at some of its safe points, because Go timers that short fire late
// (about 1.1 ms); longer ones end by one timer per GIL. Waiters block as
// goroutines; none may lock its OS thread (a locked hand-off costs 22.5 us
// against 0.26). The process needs GOMAXPROCS of at least 2, which the main
// package sets: with 1, the timer waits for Go's own 10 ms preemption and there
// are 48 hand-offs a second between two spinning threads instead of 200.
//
// Any package may import it. Read this file first, then slice.go (who runs next,
// and when) and stats.go (what can be observed). DESIGN §6 has the reasons.
package gil

import (
	"strconv"
	"sync"
	"sync/atomic"
	"time"
)

// DropRequest is the one bit of a thread's eval-breaker word that this package
// sets and clears: the holder should call Handle.Yield at its next safe point.
// The other bits belong to the VM.
const DropRequest uint32 = 1

const (
	// DefaultInterval is CPython's switch interval.
	DefaultInterval = 5 * time.Millisecond
	// MinInterval is the shortest switch interval.
	MinInterval = time.Microsecond
	// DefaultMinSlice is how long a thread runs before it makes way for one that
	// comes back from blocking I/O.
	DefaultMinSlice = 100 * time.Microsecond
)

// Config sets up a GIL; the zero Config means the defaults.
type Config struct {
	Interval time.Duration // switch interval; see SetInterval
	MinSlice time.Duration // see DefaultMinSlice
	// Observer, if not nil, is called at each event by the thread concerned, for a
	// timeline. It must return soon and must not use the GIL. EventAcquire and
	// EventRelease come while the thread holds the GIL, so they are in order;
	// EventWait may come at any time, from several goroutines at once.
	Observer func(Event)
}

// GIL is a global interpreter lock. The zero GIL is free and has the defaults.
// Its methods may be called with or without holding it, unless they say otherwise.
type GIL struct {
	// state is slot<<1 of the holding handle, or 0 if the GIL is free. The lowest
	// bit says that handles wait; while it is set, state changes only under mu.
	state    atomic.Uint64
	acquires uint64 // written by the holder
	observer func(Event)

	mu       sync.Mutex
	handles  []*Handle // by slot; slot 0 is not used
	io, cpu  queue     // waiters back from blocking, and all others
	interval time.Duration
	minSlice time.Duration
	slice    slice
	epoch    time.Time // zero point of the clock
	timer    *time.Timer
	timerAt  time.Duration // when timer fires, 0 if it is not armed
	stats    Stats
}

// New returns a free GIL.
func New(c Config) *GIL {
	g := &GIL{observer: c.Observer, minSlice: c.MinSlice}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.start()
	if c.Interval != 0 {
		g.interval = max(c.Interval, MinInterval)
	}
	return g
}

// start fills in what the zero GIL lacks. mu is held.
func (g *GIL) start() {
	if g.epoch.IsZero() {
		g.epoch = time.Now()
		g.handles = []*Handle{nil}
		g.interval = DefaultInterval
		if g.minSlice == 0 {
			g.minSlice = DefaultMinSlice
		}
	}
}

// now reads the clock of the GIL. It is monotonic and never 0.
func (g *GIL) now() time.Duration { return time.Since(g.epoch) + 1 }

// Handle is one thread's access to a GIL. Only that thread's goroutine calls its
// methods, Held excepted.
type Handle struct {
	// Ident is the caller's name for the thread, shown in events and reports. Set it
	// before the first Acquire.
	Ident uint64

	g       *GIL
	word    uint64 // slot<<1
	breaker *atomic.Uint32
	wake    chan struct{} // ownership arrives here

	// The holder's own: safe points until Yield reads the clock again, their number
	// at the last reading, and the time of it.
	countdown, stride int
	lastCheck         time.Duration

	// Under GIL.mu.
	next    *Handle
	waiting bool
	isIO    bool          // asked by AcquireIO
	since   time.Duration // when it began to wait
	credit  time.Duration // interactive credit, see slice.go
	left    time.Duration // when it last gave the GIL to a waiter, 0 if unknown
	wait    time.Duration // its last wait
}

// NewHandle returns a handle for a thread whose eval-breaker word is breaker.
// Close it when the thread ends.
func (g *GIL) NewHandle(breaker *atomic.Uint32) *Handle {
	h := &Handle{g: g, breaker: breaker, wake: make(chan struct{}, 1)}
	g.mu.Lock()
	defer g.mu.Unlock()
	g.start()
	h.credit = g.interval
	slot := 1
	for slot < len(g.handles) && g.handles[slot] != nil {
		slot++
	}
	if slot == len(g.handles) {
		g.handles = append(g.handles, nil)
	}
	g.handles[slot] = h
	h.word = uint64(slot) << 1
	return h
}

// Close ends the use of h, which must neither hold nor wait for the GIL.
func (h *Handle) Close() {
	g := h.g
	g.mu.Lock()
	defer g.mu.Unlock()
	if h.Held() || h.waiting {
		panic("gil: Close of a handle in use")
	}
	if slot := h.word >> 1; g.handles[slot] == h {
		g.handles[slot] = nil
	}
}

// Held reports whether h holds the GIL.
func (h *Handle) Held() bool { return h.g.state.Load()&^1 == h.word }

// Acquire waits for the GIL. A running thread keeps it for the switch interval.
func (h *Handle) Acquire() {
	if !h.tryAcquire() {
		h.acquire(false, nil)
	}
}

// AcquireIO is Acquire for a thread that comes back from blocking: I/O, sleep, a
// lock. It asks the holder at once to make way after its minimal slice.
func (h *Handle) AcquireIO() {
	if !h.tryAcquire() {
		h.acquire(true, nil)
	}
}

// AcquireCtx is Acquire that gives up when cancel is closed. It reports whether
// it got the GIL. A GIL that can be had at once is taken even if cancel is closed.
func (h *Handle) AcquireCtx(cancel <-chan struct{}) bool {
	return h.tryAcquire() || h.acquire(false, cancel)
}

func (h *Handle) tryAcquire() bool {
	g := h.g
	if !g.state.CompareAndSwap(0, h.word) {
		return false
	}
	g.acquires++
	if g.observer != nil {
		g.observer(Event{Kind: EventAcquire, Handle: h})
	}
	return true
}

// acquire queues h and waits. Uncontended it is not called.
func (h *Handle) acquire(isIO bool, cancel <-chan struct{}) bool {
	g := h.g
	g.mu.Lock()
	for {
		s := g.state.Load()
		if s == 0 {
			if g.state.CompareAndSwap(0, h.word) {
				g.mu.Unlock()
				g.acquires++
				h.observe(Event{Kind: EventAcquire})
				return true
			}
			continue
		}
		if s&^1 == h.word {
			g.mu.Unlock()
			panic("gil: Acquire by the holder")
		}
		if s&1 != 0 || g.state.CompareAndSwap(s, s|1) {
			break
		}
	}
	now := g.now()
	h.earn(now)
	g.enqueue(h, isIO && h.credit > 0, now)
	g.arm(now)
	g.mu.Unlock()

	h.observe(Event{Kind: EventWait, IO: isIO})
	if cancel == nil {
		<-h.wake
	} else {
		select {
		case <-h.wake:
		case <-cancel:
			if h.withdraw() {
				h.observe(Event{Kind: EventCancel})
				return false
			}
			<-h.wake
		}
	}
	h.resume()
	return true
}

// withdraw takes h out of the queue, and reports false if it has been granted
// the GIL meanwhile.
func (h *Handle) withdraw() bool {
	g := h.g
	g.mu.Lock()
	defer g.mu.Unlock()
	if !h.waiting {
		return false
	}
	if h.isIO {
		g.io.remove(h)
	} else {
		g.cpu.remove(h)
	}
	h.waiting = false
	g.stats.Cancelled++
	if !g.waited() {
		s := g.state.Load()
		g.handles[s>>1].breaker.And(^DropRequest)
		g.state.Store(s &^ 1)
	}
	return true
}

// resume begins the slice of a handle that has been handed the GIL.
func (h *Handle) resume() {
	h.g.acquires++
	h.observe(Event{Kind: EventAcquire, Waited: h.wait})
}

// Release gives up the GIL, to the next waiter if there is one. It panics if h
// does not hold it.
func (h *Handle) Release() {
	g := h.g
	if g.observer != nil {
		g.observer(Event{Kind: EventRelease, Handle: h, Reason: Released})
	}
	if !g.state.CompareAndSwap(h.word, 0) {
		h.release()
	}
}

func (h *Handle) release() {
	g := h.g
	g.mu.Lock()
	if !h.Held() {
		g.mu.Unlock()
		panic("gil: Release by handle " + strconv.FormatUint(h.Ident, 10) + " which does not hold it")
	}
	now := g.now()
	next, _ := g.pop(now)
	if next == nil { // withdrawn meanwhile
		g.state.Store(0)
		g.mu.Unlock()
		return
	}
	g.handOff(h, next, Released, now)
	g.mu.Unlock()
	next.wake <- struct{}{}
}

// Yield is called by the holder at a safe point when DropRequest is set in its
// eval-breaker word. It hands the GIL over and waits for it again if the slice is
// used up, and returns soon otherwise. It reports whether others ran meanwhile.
func (h *Handle) Yield() bool {
	if h.countdown > 0 {
		h.countdown--
		return false
	}
	return h.yield()
}

func (h *Handle) yield() bool {
	g := h.g
	g.mu.Lock()
	s := g.state.Load()
	if s&^1 != h.word {
		g.mu.Unlock()
		panic("gil: Yield by a handle which does not hold it")
	}
	if s&1 == 0 {
		h.breaker.And(^DropRequest)
		g.mu.Unlock()
		return false
	}
	now := g.now()
	if due := g.due(); now < due {
		if due-now < minTimer {
			h.pace(now)
		} else {
			h.breaker.And(^DropRequest)
			h.stride = 0
			g.arm(now)
		}
		g.mu.Unlock()
		return false
	}
	next, reason := g.pop(now)
	g.enqueue(h, false, now)
	if g.observer != nil {
		g.observer(Event{Kind: EventRelease, Handle: h, Reason: reason})
	}
	g.handOff(h, next, reason, now)
	g.mu.Unlock()
	next.wake <- struct{}{}
	<-h.wake
	h.resume()
	return true
}

func (h *Handle) observe(e Event) {
	if f := h.g.observer; f != nil {
		e.Handle = h
		f(e)
	}
}

// SetInterval sets the switch interval, at least MinInterval. With an interval
// under 10 us the GIL is handed over at each safe point while others wait.
func (g *GIL) SetInterval(d time.Duration) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.start()
	g.interval = max(d, MinInterval)
	if g.state.Load()&1 != 0 {
		g.arm(g.now())
	}
}

// Interval returns the switch interval.
func (g *GIL) Interval() time.Duration {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.start()
	return g.interval
}

// Holder returns the handle that holds the GIL, nil if it is free. Unless the
// caller is that handle, the answer may be old when it arrives.
func (g *GIL) Holder() *Handle {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.holder()
}

// holder is Holder with mu held.
func (g *GIL) holder() *Handle {
	if s := g.state.Load(); s != 0 {
		return g.handles[s>>1]
	}
	return nil
}
