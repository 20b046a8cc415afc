package gil

import "time"

// minTimer is the shortest time a Go timer is used for.
const minTimer = time.Millisecond

// tinyInterval: below it every Yield hands over.
const tinyInterval = 10 * time.Microsecond

// slice describes the holder's turn. It is known only when the turn began with a
// hand-off or somebody began to wait during it.
type slice struct {
	holder *Handle
	start  time.Duration
	wanted time.Duration // since when others wait
	min    time.Duration // the holder keeps the GIL that long against I/O waiters
	io     bool          // the holder came from the io queue
	ioUsed time.Duration // by holders from the io queue since the last from the cpu queue
}

// queue is a FIFO of handles.
type queue struct{ head, tail *Handle }

func (q *queue) push(h *Handle) {
	h.next = nil
	if q.tail == nil {
		q.head = h
	} else {
		q.tail.next = h
	}
	q.tail = h
}

func (q *queue) remove(h *Handle) {
	var prev *Handle
	for p := q.head; p != nil; prev, p = p, p.next {
		if p != h {
			continue
		}
		if prev == nil {
			q.head = p.next
		} else {
			prev.next = p.next
		}
		if q.tail == p {
			q.tail = prev
		}
		p.next = nil
		return
	}
}

// earn adds to h's interactive credit what it gained since it left. mu is held.
//
// The credit grows while a thread is away or waits and shrinks while it runs and
// others wait, one for one, between minus and plus the switch interval. Without
// credit a thread that comes back from blocking waits like any other; so a thread
// that blocks for a moment now and then cannot take more than half of the
// processor from the others.
func (h *Handle) earn(now time.Duration) {
	if h.left == 0 {
		h.credit = h.g.interval
	} else {
		h.credit = min(h.credit+now-h.left, h.g.interval)
	}
	h.left = now
}

// enqueue makes h wait. mu is held and the waiters' bit of state is set.
func (g *GIL) enqueue(h *Handle, isIO bool, now time.Duration) {
	if cur := g.holder(); cur != g.slice.holder {
		g.slice = slice{holder: cur, start: now, min: g.minSlice}
	}
	if !g.waited() {
		g.slice.wanted = now
	}
	h.isIO, h.since, h.waiting = isIO, now, true
	if isIO {
		g.io.push(h)
	} else {
		g.cpu.push(h)
	}
	g.stats.Contended++
}

// waited reports whether a handle waits.
func (g *GIL) waited() bool { return g.io.head != nil || g.cpu.head != nil }

// pop takes out the waiter that runs next, and says why the holder's turn may end
// for it. It returns nil if nobody waits. I/O waiters come first, until they
// have run for a switch interval without one of the cpu queue getting a turn.
func (g *GIL) pop(now time.Duration) (*Handle, Reason) {
	q, reason := &g.cpu, Interval
	if g.slice.io {
		g.slice.ioUsed += now - g.slice.start
		g.slice.io = false
	}
	if g.io.head != nil && (g.cpu.head == nil || g.slice.ioUsed < g.interval) {
		q, reason = &g.io, IO
	}
	h := q.head
	if h == nil {
		return nil, reason
	}
	if q.head = h.next; q.head == nil {
		q.tail = nil
	}
	h.next, h.waiting = nil, false
	return h, reason
}

// handOff makes next the holder in place of h. mu is held.
func (g *GIL) handOff(h, next *Handle, reason Reason, now time.Duration) {
	h.breaker.And(^DropRequest)
	h.countdown, h.stride = 0, 0
	h.credit = max(h.credit-(now-g.slice.wanted), -g.interval)
	h.left = now
	next.earn(now)
	next.left = 0

	g.slice = slice{holder: next, start: now, wanted: now, min: g.minSlice, io: next.isIO, ioUsed: g.slice.ioUsed}
	if !next.isIO {
		if g.io.head != nil { // for once these wait longer
			g.slice.min = max(g.minSlice, g.interval/2)
		}
		g.slice.ioUsed = 0
	}
	next.wait = now - next.since
	g.stats.HandOffs[reason]++
	g.stats.Waited += next.wait
	g.stats.LongestWait = max(g.stats.LongestWait, next.wait)
	if !g.waited() {
		g.state.Store(next.word)
		return
	}
	g.state.Store(next.word | 1)
	g.arm(now)
}

// due returns when the holder must hand over. Somebody waits.
func (g *GIL) due() time.Duration {
	if g.interval < tinyInterval {
		return 0
	}
	const never = 1<<63 - 1
	due := time.Duration(never)
	if g.cpu.head != nil {
		due = max(g.slice.start, g.cpu.head.since) + g.interval
	}
	if g.io.head != nil {
		due = min(due, g.slice.start+min(g.slice.min, g.interval))
	}
	return due
}

// arm sees to it that the holder learns when its turn is over: by a timer if that
// is long enough away, otherwise by asking it to watch the clock. mu is held.
func (g *GIL) arm(now time.Duration) {
	due := g.due()
	if due-now < minTimer {
		g.holder().breaker.Or(DropRequest)
		return
	}
	if g.timerAt != 0 && g.timerAt <= due {
		return // fires early, and is then set again
	}
	g.timerAt = due
	if g.timer == nil {
		g.timer = time.AfterFunc(due-now, g.tick)
	} else {
		g.timer.Reset(due - now)
	}
}

func (g *GIL) tick() {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.timerAt = 0
	if g.state.Load()&1 != 0 {
		g.arm(g.now())
	}
}

// pace chooses after how many safe points the holder reads the clock again: it
// aims at one reading in 10 us, at least every 64 safe points.
func (h *Handle) pace(now time.Duration) {
	const target, most = 10 * time.Microsecond, 64
	switch {
	case h.stride == 0:
		h.stride = 1
	case now-h.lastCheck < target:
		h.stride = min(h.stride*4, most)
	default:
		h.stride = max(h.stride/4, 1)
	}
	h.countdown, h.lastCheck = h.stride, now
}
