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
	// DefaultInt is signal.default_int_handler.
	DefaultInt py.Value
	// WakeupFD gets the number of each signal that arrives, -1 for none.
	WakeupFD atomic.Int64

	pending [Count]atomic.Bool
	caught  [Count]atomic.Bool // a Python function handles it
	ignored [Count]atomic.Bool
	arrived atomic.Uint64
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
	s.DefaultInt = py.Ref(py.NewBuiltin(&py.Method{Name: "default_int_handler", Signature: "($module, signalnum, frame, /)",
		Doc: "The default handler for SIGINT installed by Python.\n\nIt raises KeyboardInterrupt.",
		Func: func(*py.Thread, py.Value, py.Args) (py.Value, error) {
			return py.Value{}, py.NewException(py.KeyboardInterrupt)
		}}, py.Value{}, py.NewStr("_signal")))
	for sig := 1; sig < Count; sig++ {
		s.Handlers[sig] = py.Int(Default)
		if in.Host.Signals.Ignored(sig) {
			s.Handlers[sig] = py.Int(Ignore)
			s.ignored[sig].Store(true)
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

// Caught reports whether a Python function handles the signal. Any goroutine may
// call it.
func (s *State) Caught(sig int) bool { return sig > 0 && sig < Count && s.caught[sig].Load() }

// Install gives the interpreter of a process of its own CPython's first handlers:
// SIGINT raises KeyboardInterrupt, and SIGPIPE and SIGXFSZ make the calls fail
// that cause them. Children start with the defaults for both.
func (s *State) Install() error {
	names := s.in.Host.System.Platform().Signals
	for _, name := range [...]string{"SIGPIPE", "SIGXFSZ"} {
		if sig, ok := names[name]; ok && sig < Count {
			if err := s.in.Host.Signals.Handle(sig, host.SignalDeliver, func(int) {}); err != nil {
				return err
			}
			s.keep(sig, py.Int(Ignore))
		}
	}
	sig, ok := names["SIGINT"]
	if !ok || s.ignored[sig].Load() {
		return nil
	}
	return s.Set(sig, s.DefaultInt)
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
	s.keep(sig, handler)
	return nil
}

func (s *State) keep(sig int, handler py.Value) {
	n, isInt := py.AsInt64(handler)
	s.Handlers[sig] = handler
	s.caught[sig].Store(!isInt)
	s.ignored[sig].Store(isInt && n == Ignore)
}

// Raise makes a signal arrive without the help of the system where a Python
// function handles it, else has the system send it to the process. Any goroutine
// may call it.
func (s *State) Raise(sig int) error {
	if s.Caught(sig) {
		s.Trip(sig)
		return nil
	}
	if sig > 0 && sig < Count && s.ignored[sig].Load() {
		return nil
	}
	pid, err := s.in.Host.Process.Getpid()
	if err != nil {
		return err
	}
	return s.in.Host.Process.Kill(pid, sig)
}

// Check runs handlers that wait, in the main thread; their exception is the error.
func (s *State) Check(t *py.Thread) error {
	if t == s.in.Main && t.Breaker.Load()&py.BreakSignal != 0 && !t.HandleBreak() {
		return t.Take()
	}
	return nil
}

// Trip notes that a signal has arrived. Any goroutine may call it.
func (s *State) Trip(sig int) {
	s.pending[sig].Store(true)
	s.arrived.Add(1)
	if fd := s.WakeupFD.Load(); fd >= 0 {
		// The descriptor does not block; if it is full, who reads it is awake anyway.
		s.in.Host.Files.Write(int(fd), []byte{byte(sig)}, nil)
	}
	s.in.Main.Interrupt(py.BreakSignal)
}

// Pending reports whether the signal has arrived and its handler has not run.
func (s *State) Pending(sig int) bool { return s.pending[sig].Load() }

// Arrivals counts the signals that Python functions handle.
func (s *State) Arrivals() uint64 { return s.arrived.Load() }

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
