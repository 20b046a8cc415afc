package py

// ShutdownPhase orders what an interpreter does when it ends.
type ShutdownPhase uint8

// The phases, in CPython's order.
const (
	// ShutdownThreads waits for the threads that are not daemons.
	ShutdownThreads ShutdownPhase = iota
	// ShutdownAtexit runs atexit's functions; multiprocessing joins its children
	// here.
	ShutdownAtexit
	// ShutdownFlush writes out what files still hold.
	ShutdownFlush
	// ShutdownRelease frees what the interpreter holds of the system.
	ShutdownRelease
	numShutdownPhases
)

// AtShutdown registers f for a phase; within a phase the last registered runs
// first.
func (in *Interp) AtShutdown(phase ShutdownPhase, f func(t *Thread)) {
	in.shutdown[phase] = append(in.shutdown[phase], f)
}

// Shutdown runs the phases once, in thread t. A phase may register more.
func (in *Interp) Shutdown(t *Thread) {
	for p := range in.shutdown {
		if ShutdownPhase(p) == ShutdownFlush {
			in.Finalizing = true
			t.finalizeAll()
		}
		for len(in.shutdown[p]) > 0 {
			n := len(in.shutdown[p]) - 1
			f := in.shutdown[p][n]
			in.shutdown[p] = in.shutdown[p][:n]
			f(t)
		}
	}
}
