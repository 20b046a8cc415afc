// Package signal is the module signal. A signal is noted when the host delivers
// it, and its handler runs in the main thread between two instructions or when a
// blocking call ends early for it. The enumerations and the functions that return
// their members are Python (signal.py).
//
// The masks of threads (pthread_sigmask, sigwait, …) are absent: the threads of the
// system belong to Go. Of the interval timers there is ITIMER_REAL.
//
// Files: signal.go, timer.go.
// https://docs.python.org/3.14/library/signal.html
package signal

import (
	_ "embed"
	"fmt"
	"math"

	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/ospath"
	"github.com/gopyrun/gopyrun/modules/internal/sigstate"
)

//go:embed signal.py
var source string

// Install gives an interpreter that has the process to itself CPython's first
// handlers: SIGINT raises KeyboardInterrupt, SIGPIPE is ignored. The GIL must be
// held.
func Install(t *py.Thread) error { return sigstate.Of(t.Interp).Install() }

// Module returns the declaration of the module.
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "signal",
		Doc:  "This module provides mechanisms to use signal handlers in Python.",
		Methods: []py.Method{
			{Name: "_set", Signature: "($module, signalnum, handler, /)", Func: set},
			{Name: "_get", Signature: "($module, signalnum, /)", Func: get},
			{Name: "_valid", Signature: "($module, /)", Func: valid},
			{Name: "_names", Signature: "($module, /)", Func: names},
			{Name: "raise_signal", Signature: "($module, signalnum, /)", Func: raise, Doc: "Send a signal to the executing process."},
			{Name: "strsignal", Signature: "($module, signalnum, /)", Func: strsignal, Doc: "Return the system description of the given signal.\n\nReturns the description of signal *signalnum*, such as \"Interrupt\"\nfor :const:`SIGINT`. Returns :const:`None` if *signalnum* has no\ndescription. Raises :exc:`ValueError` if *signalnum* is invalid."},
			{Name: "set_wakeup_fd", Signature: "($module, fd, /, *, warn_on_full_buffer=True)", Func: setWakeupFD, Doc: "Sets the fd to be written to (with the signal number) when a signal comes in.\n\nA library can use this to wakeup select or poll.\nThe previous fd or -1 is returned.\n\nThe fd must be non-blocking."},
		},
		Exec:   exec,
		Source: source,
	}
}

func exec(t *py.Thread, m *py.Module) error {
	st := sigstate.Of(t.Interp)
	m.Dict.SetName("default_int_handler", st.DefaultInt)
	m.Dict.SetName("NSIG", py.Int(sigstate.Count))
	if t.Interp.Host.System.Platform().Windows {
		return nil
	}
	unix := timerMethods()
	for i := range unix {
		m.Dict.SetName(unix[i].Name, py.Ref(py.NewBuiltin(&unix[i], py.Ref(m), py.NewStr("signal"))))
	}
	m.Dict.SetName("ITIMER_REAL", py.Int(timerReal))
	return nil
}

// signalNumber reads the number of a signal.
func signalNumber(t *py.Thread, v py.Value) (int, error) {
	n, err := cInt(t, v)
	if err == nil && (n < 1 || n >= sigstate.Count) {
		err = py.Errorf(py.ValueError, "signal number out of range")
	}
	return n, err
}

// cInt reads an argument of C type int.
func cInt(t *py.Thread, v py.Value) (int, error) {
	n, err := py.ToIndex(t, v, py.OverflowError)
	switch {
	case err != nil:
		return 0, err
	case n > math.MaxInt32:
		return 0, py.Errorf(py.OverflowError, "signed integer is greater than maximum")
	case n < math.MinInt32:
		return 0, py.Errorf(py.OverflowError, "signed integer is less than minimum")
	}
	return n, nil
}

func mainOnly(t *py.Thread, what string) error {
	if t != t.Interp.Main {
		return py.Errorf(py.ValueError, "%s only works in main thread of the main interpreter", what)
	}
	return nil
}

func set(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	if err := mainOnly(t, "signal"); err != nil {
		return py.Value{}, err
	}
	sig, err := signalNumber(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	n, isInt := py.AsInt64(a[1])
	switch {
	case isInt && (n == sigstate.Default || n == sigstate.Ignore):
	case isInt || py.TypeOf(a[1]).Call == nil:
		return py.Value{}, py.Errorf(py.TypeError, "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object")
	}
	handler := a[1]
	if isInt {
		handler = py.Int(n)
	}
	st := sigstate.Of(t.Interp)
	if err := st.Check(t); err != nil {
		return py.Value{}, err
	}
	old := st.Handlers[sig]
	if err := st.Set(sig, handler); err != nil {
		return py.Value{}, err
	}
	return orNone(old), nil
}

func orNone(v py.Value) py.Value {
	if v.IsUnbound() {
		return py.None
	}
	return v
}

func get(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	sig, err := signalNumber(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	return orNone(sigstate.Of(t.Interp).Handlers[sig]), nil
}

// isValid reports whether programs may use the signal. Linux keeps 32 and 33 to
// its C library.
func isValid(p *host.Platform, sig int) bool {
	switch p.OS {
	case "linux":
		return sig != 32 && sig != 33
	case "win32":
		for _, n := range p.Signals {
			if n == sig {
				return true
			}
		}
		return false
	}
	return sig < 32
}

func valid(t *py.Thread, _ py.Value, _ py.Args) (py.Value, error) {
	var all []py.Value
	for sig := 1; sig < sigstate.Count; sig++ {
		if isValid(t.Interp.Host.System.Platform(), sig) {
			all = append(all, py.Int(int64(sig)))
		}
	}
	return py.NewList(all...), nil
}

func names(t *py.Thread, _ py.Value, _ py.Args) (py.Value, error) {
	d := py.NewDict()
	for name, sig := range t.Interp.Host.System.Platform().Signals {
		d.SetName(name, py.Int(int64(sig)))
	}
	return py.Ref(d), nil
}

func raise(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	sig, err := cInt(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	return py.None, raiseNow(t, sig)
}

// raiseNow sends a signal to the process; its handler has run when it returns.
func raiseNow(t *py.Thread, sig int) error {
	st := sigstate.Of(t.Interp)
	if sig == 0 {
		return nil
	}
	if err := st.Raise(sig); err != nil {
		return err
	}
	return st.Check(t)
}

func strsignal(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	sig, err := signalNumber(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	p := t.Interp.Host.System.Platform()
	for _, d := range descriptions() {
		if n, ok := p.Signals[d[0]]; ok && n == sig {
			return py.NewStr(d[1]), nil
		}
	}
	if first, ok := p.Signals["SIGRTMIN"]; ok && sig >= first {
		return py.NewStr(fmt.Sprintf("Real-time signal %d", sig-first)), nil
	}
	return py.None, nil
}

// descriptions are the C library's by the names of signals.
func descriptions() [][2]string {
	return [][2]string{
		{"SIGHUP", "Hangup"}, {"SIGINT", "Interrupt"}, {"SIGQUIT", "Quit"}, {"SIGILL", "Illegal instruction"},
		{"SIGTRAP", "Trace/breakpoint trap"}, {"SIGABRT", "Aborted"}, {"SIGBUS", "Bus error"},
		{"SIGFPE", "Floating point exception"}, {"SIGKILL", "Killed"}, {"SIGUSR1", "User defined signal 1"},
		{"SIGSEGV", "Segmentation fault"}, {"SIGUSR2", "User defined signal 2"}, {"SIGPIPE", "Broken pipe"},
		{"SIGALRM", "Alarm clock"}, {"SIGTERM", "Terminated"}, {"SIGSTKFLT", "Stack fault"}, {"SIGCHLD", "Child exited"},
		{"SIGCONT", "Continued"}, {"SIGSTOP", "Stopped (signal)"}, {"SIGTSTP", "Stopped"}, {"SIGTTIN", "Stopped (tty input)"},
		{"SIGTTOU", "Stopped (tty output)"}, {"SIGURG", "Urgent I/O condition"}, {"SIGXCPU", "CPU time limit exceeded"},
		{"SIGXFSZ", "File size limit exceeded"}, {"SIGVTALRM", "Virtual timer expired"}, {"SIGPROF", "Profiling timer expired"},
		{"SIGWINCH", "Window changed"}, {"SIGIO", "I/O possible"}, {"SIGPWR", "Power failure"}, {"SIGSYS", "Bad system call"},
	}
}

func setWakeupFD(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	fd, err := ospath.FDArg(t, a[0])
	if err == nil {
		err = mainOnly(t, "set_wakeup_fd")
	}
	if err != nil {
		return py.Value{}, err
	}
	files := t.Interp.Host.Files
	if fd != -1 {
		if _, err := files.Stat(fd); err != nil {
			return py.Value{}, err
		}
		blocking, err := files.Blocking(fd)
		if err != nil {
			return py.Value{}, err
		}
		if blocking {
			return py.Value{}, py.Errorf(py.ValueError, "the fd %d must be in non-blocking mode", fd)
		}
	}
	return py.Int(sigstate.Of(t.Interp).WakeupFD.Swap(int64(fd))), nil
}
