// Package host says what an interpreter may ask of the world around it: one
// interface per capability, gathered in a Host. The interpreter's core and the
// standard modules (os, time, io, sys, signal, random) use nothing else, so the
// Host is the whole border of a sandbox.
//
// Package oshost is the real world, denyhost refuses everything, fshost serves
// files read-only from an fs.FS. An embedding program mixes them by the field:
//
//	h := denyhost.New()
//	h.Clock = oshost.NewClock()
//	h.FS, h.Files = fshost.New(scripts), …
//
// All methods may be called by several goroutines at once and without the GIL;
// those that can block say so and take a channel that ends the wait when it is
// closed, with an error whose Errno is EINTR. A nil channel means no end. All
// errors are of type *Error, but for lookups of names. Paths and environment
// strings are the bytes of the system; the caller decodes them (surrogateescape).
// Times are nanoseconds, on the wall clock since 1970, unless a type says otherwise.
//
// Files: host.go (what a Host consists of), fs.go, process.go, net.go, stdio.go,
// error.go and errno*.go.
package host

import "time"

// Host is the set of capabilities of one interpreter. No field is nil. Neither it
// nor what it contains changes while an interpreter uses it.
type Host struct {
	FS      FS
	Files   Files
	Env     Env
	Clock   Clock
	Random  Random
	Stdio   Stdio
	System  System
	Process Process
	Exec    Exec
	Net     Net
	Signals Signals
}

// Env is the environment.
type Env interface {
	// Environ returns the variables as "name=value", a copy.
	Environ() []string
	Lookup(name string) (string, bool)
	Set(name, value string) error
	Unset(name string) error
}

// Clock tells the time.
type Clock interface {
	// Wall is the time since 1970 (time.time).
	Wall() (int64, error)
	// Monotonic never goes back; where the system allows, all processes read the
	// same clock (time.monotonic, time.perf_counter).
	Monotonic() (int64, error)
	// ProcessTime is the processor time used by the process (time.process_time).
	ProcessTime() (int64, error)
	// ThreadTime is the processor time of the calling thread, or an upper bound of
	// it that never goes back (time.thread_time).
	ThreadTime() (int64, error)
	// Sleep blocks for d.
	Sleep(d time.Duration, cancel <-chan struct{}) error
	// Location is the local time zone, looked up anew at each call (time.tzset).
	Location() *time.Location
}

// Random is the source of entropy (os.urandom).
type Random interface {
	// Entropy fills p with bytes fit for cryptography.
	Entropy(p []byte) error
}
