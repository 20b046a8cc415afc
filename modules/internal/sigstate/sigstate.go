// Package sigstate holds an interpreter's signal handlers: module signal changes
// them, os.kill wants to know whether a signal has arrived. A signal that arrives
// is noted by the host's goroutine; its handler runs in the main thread at the
// next safe point, or when a blocking call ends early for it.
package sigstate

import (
	"sync/atomic"

	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
)

// Count is the number of signal numbers: valid ones are 1 to Count-1.
const Count = 65

// State is the signals of one interpreter. The GIL must be held, but for Trip.
type State struct {
	in *py.Interp
	// Handlers are what signal.getsignal returns, by number: an int for SIG_DFL and
	// SIG_IGN, a callable, or unbound for a handler not installed by Python.
	Handlers [Count]py.Value
	// WakeupFD gets the number of each signal that arrives, -1 for none.
	WakeupFD atomic.Int64

	pending [Count]atomic.Bool
}

// Values of SIG_DFL and SIG_IGN.
const (
	Default = 0
	Ignore  = 1
)

type key struct{}

// Of returns the state of an interpreter, made at the first call.
func Of(in *py.Interp) *State {
	if s, ok := in.State[key{}].(*State); ok {
		return s
	}
	s := &State{in: in}
	s.WakeupFD.Store(-1)
	for sig := 1; sig < Count; sig++ {
		s.Handlers[sig] = py.Int(Default)
		if in.Host.Signals.Ignored(sig) {
			s.Handlers[sig] = py.Int(Ignore)
		}
	}
	in.State[key{}] = s
	in.OnSignal = s.run
	in.SimulateSignal = func(sig int) {
		if s.Caught(sig) {
			s.Trip(sig)
		}
	}
	return s
}

// Caught reports whether a Python function handles the signal.
func (s *State) Caught(sig int) bool {
	return sig > 0 && sig < Count && !s.Handlers[sig].IsUnbound() && !py.IsAnyInt(s.Handlers[sig])
}

// Set makes the host do what handler says and keeps it.
func (s *State) Set(sig int, handler py.Value) error {
	how, deliver := host.SignalDeliver, s.Trip
	if n, ok := py.AsInt64(handler); ok {
		deliver = nil
		if how = host.SignalDefault; n == Ignore {
			how = host.SignalIgnore
		}
	}
	if err := s.in.Host.Signals.Handle(sig, how, deliver); err != nil {
		return err
	}
	s.Handlers[sig] = handler
	return nil
}

// Trip notes that a signal has arrived. Any goroutine may call it.
func (s *State) Trip(sig int) {
	s.pending[sig].Store(true)
	if fd := s.WakeupFD.Load(); fd >= 0 {
		// The descriptor does not block; if it is full, who reads it is awake anyway.
		s.in.Host.Files.Write(int(fd), []byte{byte(sig)}, nil)
	}
	s.in.Main.Interrupt(py.BreakSignal)
}

// Pending reports whether the signal has arrived and its handler has not run.
func (s *State) Pending(sig int) bool { return s.pending[sig].Load() }

// run calls the handlers of the signals that have arrived.
func (s *State) run(t *py.Thread) error {
	for sig := 1; sig < Count; sig++ {
		if !s.pending[sig].Swap(false) || !s.Caught(sig) {
			continue
		}
		if _, err := py.Call(t, s.Handlers[sig], py.Int(int64(sig)), frame(t)); err != nil {
			// Those behind it run at the next safe point.
			t.Breaker.Or(py.BreakSignal)
			return err
		}
	}
	return nil
}

// frame is the interrupted Python frame, or None.
func frame(t *py.Thread) py.Value {
	if f := t.CallerFrame(0); f != nil {
		return py.Ref(t.FrameObject(f))
	}
	return py.None
}
