package gil

import (
	"fmt"
	"strings"
	"time"
)

// Reason says why a thread gave up the GIL.
type Reason uint8

const (
	// Released: it called Release.
	Released Reason = iota
	// Interval: its switch interval was over.
	Interval
	// IO: a thread back from blocking was let in.
	IO

	numReasons
)

func (r Reason) String() string {
	return [...]string{"released", "interval", "io"}[r]
}

// EventKind is the kind of an Event.
type EventKind uint8

const (
	// EventWait: the thread begins to wait.
	EventWait EventKind = iota
	// EventAcquire: it got the GIL.
	EventAcquire
	// EventRelease: it gives it up.
	EventRelease
	// EventCancel: it waits no more.
	EventCancel
)

// Event is what Config.Observer gets. The observer takes the time itself.
type Event struct {
	Handle *Handle
	Kind   EventKind
	Reason Reason        // of EventRelease
	IO     bool          // of EventWait: back from blocking
	Waited time.Duration // of EventAcquire, 0 if there was no wait
}

// Stats counts what happened to a GIL since it was made.
type Stats struct {
	Acquires    uint64             // all
	Contended   uint64             // waits begun, those of Yield included
	Cancelled   uint64             // waits given up
	HandOffs    [numReasons]uint64 // from thread to thread, by Reason
	Waited      time.Duration      // sum of all finished waits
	LongestWait time.Duration
}

// Stats returns the counts. The caller must hold the GIL.
func (g *GIL) Stats() Stats {
	g.mu.Lock()
	defer g.mu.Unlock()
	s := g.stats
	s.Acquires = g.acquires
	return s
}

// Report is the state of a GIL at one moment.
type Report struct {
	Holder  *Handle       // nil if free
	Running time.Duration // how long it is known to have held the GIL
	Waiters []Waiter      // those back from blocking first
}

// Waiter is a waiting thread in a Report.
type Waiter struct {
	Handle *Handle
	IO     bool          // it is served as one back from blocking
	Waited time.Duration // so far
}

// Report tells who holds the GIL and who waits, for the diagnosis of a program
// that does not move. The caller need not hold the GIL.
func (g *GIL) Report() Report {
	g.mu.Lock()
	defer g.mu.Unlock()
	r := Report{Holder: g.holder()}
	if r.Holder == nil {
		return r
	}
	now := g.now()
	if g.slice.holder == r.Holder {
		r.Running = now - g.slice.start
	}
	for _, q := range []queue{g.io, g.cpu} {
		for h := q.head; h != nil; h = h.next {
			r.Waiters = append(r.Waiters, Waiter{Handle: h, IO: h.isIO, Waited: now - h.since})
		}
	}
	return r
}

// String describes the report in a few lines.
func (r Report) String() string {
	if r.Holder == nil {
		return "GIL is free\n"
	}
	var b strings.Builder
	fmt.Fprintf(&b, "GIL held by thread %d", r.Holder.Ident)
	if r.Running > 0 {
		fmt.Fprintf(&b, " for at least %v", r.Running.Round(time.Microsecond))
	}
	b.WriteByte('\n')
	for _, w := range r.Waiters {
		fmt.Fprintf(&b, "  thread %d waits for it since %v", w.Handle.Ident, w.Waited.Round(time.Microsecond))
		if w.IO {
			b.WriteString(" (back from blocking)")
		}
		b.WriteByte('\n')
	}
	return b.String()
}
