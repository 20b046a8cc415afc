package signal

import (
	"math"
	"time"

	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/sigstate"
)

// timerReal is the number of ITIMER_REAL.
const timerReal = 0

// timerMethods are the functions that Windows has not.
func timerMethods() []py.Method {
	return []py.Method{
		{Name: "alarm", Signature: "($module, seconds, /)", Func: alarm, Doc: "Arrange for SIGALRM to arrive after the given number of seconds."},
		{Name: "_setitimer", Signature: "($module, which, seconds, interval=0.0, /)", Func: setitimer},
		{Name: "_getitimer", Signature: "($module, which, /)", Func: getitimer},
		{Name: "pause", Signature: "($module, /)", Func: pause, Doc: "Wait until a signal arrives."},
		{Name: "pthread_kill", Signature: "($module, thread_id, signalnum, /)", Func: pthreadKill, Doc: "Send a signal to a thread."},
		{Name: "siginterrupt", Signature: "($module, signalnum, flag, /)", Func: siginterrupt, Doc: "Change system call restart behaviour.\n\nIf flag is False, system calls will be restarted when interrupted by\nsignal sig, else system calls will be interrupted."},
	}
}

// timer is the interval timer of an interpreter. A goroutine waits for it; stop
// ends the goroutine.
type timer struct {
	due      int64 // on the monotonic clock
	interval time.Duration
	stop     chan struct{}
}

type timerKey struct{}

// left is the time until the timer fires next, and its interval.
func left(t *py.Thread) (time.Duration, time.Duration, error) {
	old, ok := t.Interp.State[timerKey{}].(*timer)
	if !ok {
		return 0, 0, nil
	}
	now, err := t.Interp.Host.Clock.Monotonic()
	if err != nil {
		return 0, 0, err
	}
	d := time.Duration(old.due - now)
	switch {
	case d > 0:
	case old.interval > 0:
		d = old.interval - (-d)%old.interval
	default:
		return 0, 0, nil
	}
	return d, old.interval, nil
}

// start replaces the timer; 0 stops it.
func start(t *py.Thread, first, interval time.Duration) error {
	in := t.Interp
	if old, ok := in.State[timerKey{}].(*timer); ok {
		close(old.stop)
		delete(in.State, timerKey{})
	}
	if first <= 0 {
		return nil
	}
	now, err := in.Host.Clock.Monotonic()
	if err != nil {
		return err
	}
	alarm, ok := in.Host.System.Platform().Signals["SIGALRM"]
	if !ok {
		return host.NewError(host.ENOSYS)
	}
	if _, ok := in.State[shutdownKey{}]; !ok {
		in.State[shutdownKey{}] = true
		in.AtShutdown(py.ShutdownRelease, func(t *py.Thread) { start(t, 0, 0) })
	}
	tm := &timer{now + int64(first), interval, make(chan struct{})}
	in.State[timerKey{}] = tm
	st, clock := sigstate.Of(in), in.Host.Clock
	go func() {
		for d := first; ; d = interval {
			if clock.Sleep(d, tm.stop) != nil || st.Raise(alarm) != nil || interval <= 0 {
				return
			}
		}
	}()
	return nil
}

type shutdownKey struct{}

func alarm(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	n, err := cInt(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	old, _, err := left(t)
	if err != nil {
		return py.Value{}, err
	}
	if n < 0 {
		n = math.MaxInt32 // unsigned in C
	}
	rest := int64((old + time.Second - 1) / time.Second)
	return py.Int(rest), start(t, time.Duration(n)*time.Second, 0)
}

// timerArg refuses other timers than ITIMER_REAL.
func timerArg(t *py.Thread, v py.Value) error {
	which, err := cInt(t, v)
	if err == nil && which != timerReal {
		err = host.NewError(host.EINVAL)
	}
	return err
}

// span reads a time in seconds, rounded up to microseconds.
func span(t *py.Thread, v py.Value) (time.Duration, error) {
	f, err := py.ToFloat(t, v)
	switch {
	case err != nil:
		return 0, err
	case f != f:
		return 0, py.Errorf(py.ValueError, "Invalid value NaN (not a number)")
	case f < 0:
		return 0, host.NewError(host.EINVAL)
	case f > math.MaxInt64/1e9-1:
		return 0, py.Errorf(py.OverflowError, "timestamp out of range for platform time_t")
	}
	return time.Duration(math.Ceil(f*1e6)) * time.Microsecond, nil
}

func pair(d, interval time.Duration) py.Value {
	return py.NewTuple(py.Float(d.Seconds()), py.Float(interval.Seconds()))
}

func setitimer(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	if err := timerArg(t, a[0]); err != nil {
		return py.Value{}, err
	}
	first, err := span(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	interval, err := span(t, a[2])
	if err != nil {
		return py.Value{}, err
	}
	d, old, err := left(t)
	if err != nil {
		return py.Value{}, err
	}
	return pair(d, old), start(t, first, interval)
}

func getitimer(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	if err := timerArg(t, a[0]); err != nil {
		return py.Value{}, err
	}
	d, interval, err := left(t)
	return pair(d, interval), err
}

// pause waits for a signal that a Python function handles.
func pause(t *py.Thread, _ py.Value, _ py.Args) (py.Value, error) {
	st := sigstate.Of(t.Interp)
	before := st.Arrivals()
	return py.None, t.Blocking(func(interrupted <-chan struct{}) bool {
		<-interrupted
		return st.Arrivals() != before
	})
}

func pthreadKill(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	id, err := py.ToIndex(t, a[0], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	sig, err := cInt(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	for _, o := range t.Interp.Threads() {
		if o.ID == int64(id) {
			// Handlers run in the main thread whichever thread is meant.
			return py.None, raiseNow(t, sig)
		}
	}
	return py.Value{}, host.NewError(host.ESRCH)
}

func siginterrupt(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	if _, err := signalNumber(t, a[0]); err != nil {
		return py.Value{}, err
	}
	_, err := cInt(t, a[1])
	return py.None, err
}
