// Package polling is what modules that wait for descriptors share: their arguments,
// with CPython's errors, and the wait.
package polling

import (
	"math"
	"time"

	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
)

// FD is the descriptor of an int or an object with a method fileno().
func FD(t *py.Thread, v py.Value) (int, error) {
	if !py.IsAnyInt(v) {
		m, err := py.LookupAttr(t, v, t.Interp.InternString("fileno"))
		if err != nil {
			return -1, err
		}
		if m.IsUnbound() {
			return -1, py.Errorf(py.TypeError, "argument must be an int, or have a fileno() method.")
		}
		if v, err = py.Call(t, m); err != nil {
			return -1, err
		}
		if !py.IsAnyInt(v) {
			return -1, py.Errorf(py.TypeError, "fileno() returned a non-integer")
		}
	}
	n, ok := py.AsInt64(v)
	switch {
	case !ok:
		if b, _ := py.AsBig(v); b.IsInt64() {
			n = b.Int64()
			break
		}
		return -1, py.Errorf(py.OverflowError, "Python int too large to convert to C int")
	case n > math.MaxInt32 || n < math.MinInt32:
		return -1, py.Errorf(py.OverflowError, "Python int too large to convert to C int")
	}
	if n < 0 {
		return -1, py.Errorf(py.ValueError, "file descriptor cannot be a negative integer (%d)", n)
	}
	return int(n), nil
}

// Duration is a number of units, a float or an int, rounded up to nanoseconds.
func Duration(t *py.Thread, v py.Value, unit time.Duration) (time.Duration, error) {
	if _, isFloat := py.AsFloat(v); !isFloat && !py.IsAnyInt(v) && py.TypeOf(v).Index == nil {
		return 0, py.Errorf(py.TypeError, "'%s' object cannot be interpreted as an integer", py.TypeOf(v).FullName())
	}
	f, err := py.ToFloat(t, v)
	if err != nil {
		return 0, err
	}
	f *= float64(unit)
	switch {
	case f != f:
		return 0, py.Errorf(py.ValueError, "Invalid value NaN (not a number)")
	case math.Abs(f) >= math.MaxInt64 && py.IsAnyInt(v):
		return 0, py.Errorf(py.OverflowError, "timestamp too large to convert to C PyTime_t")
	case math.Abs(f) >= math.MaxInt64:
		return 0, py.Errorf(py.OverflowError, "timestamp out of range for platform time_t")
	}
	if f < 0 {
		return time.Duration(math.Floor(f)), nil
	}
	return time.Duration(math.Ceil(f)), nil
}

// Wait calls wait without the GIL until it is not interrupted any more, with what is
// left of the timeout; a negative one has no end. wait is one of the methods of
// host.Files, which return EINTR for the closed channel.
func Wait(t *py.Thread, timeout time.Duration, wait func(left time.Duration, cancel <-chan struct{}) (int, error)) (n int, err error) {
	if timeout == 0 {
		t.AllowThreads(func() { n, err = wait(0, nil) })
		return n, err
	}
	deadline := time.Now().Add(timeout)
	left := timeout
	stop := t.Blocking(func(interrupted <-chan struct{}) bool {
		if timeout > 0 {
			left = max(time.Until(deadline), 0)
		}
		n, err = wait(left, interrupted)
		return !host.IsInterrupted(err)
	})
	if stop != nil {
		return 0, stop
	}
	return n, err
}

// Poll waits until one of the descriptors is ready.
func Poll(t *py.Thread, fds []host.PollFD, timeout time.Duration) (int, error) {
	files := t.Interp.Host.Files
	return Wait(t, timeout, func(left time.Duration, cancel <-chan struct{}) (int, error) {
		return files.Poll(fds, left, cancel)
	})
}
