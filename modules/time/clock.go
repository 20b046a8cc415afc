package time

import (
	"math"
	"math/big"
	"time"

	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
)

// clock reads one of the host's clocks, in nanoseconds.
type clock func(c host.Clock) (int64, error)

func wall(c host.Clock) (int64, error)        { return c.Wall() }
func monotonic(c host.Clock) (int64, error)   { return c.Monotonic() }
func processTime(c host.Clock) (int64, error) { return c.ProcessTime() }
func threadTime(c host.Clock) (int64, error)  { return c.ThreadTime() }

// clockNames are the clocks of clock_gettime; a clock's number is its index, as on
// Linux.
func clockNames() []string {
	return []string{"CLOCK_REALTIME", "CLOCK_MONOTONIC", "CLOCK_PROCESS_CPUTIME_ID", "CLOCK_THREAD_CPUTIME_ID"}
}

func seconds(read clock) py.GoFunc {
	return func(t *py.Thread, _ py.Value, _ py.Args) (py.Value, error) {
		ns, err := read(t.Interp.Host.Clock)
		return py.Float(toSeconds(ns)), err
	}
}

func nanoseconds(read clock) py.GoFunc {
	return func(t *py.Thread, _ py.Value, _ py.Args) (py.Value, error) {
		ns, err := read(t.Interp.Host.Clock)
		return py.Int(ns), err
	}
}

// toSeconds rounds as CPython does.
func toSeconds(ns int64) float64 {
	if ns%1e9 == 0 {
		return float64(ns / 1e9)
	}
	return float64(ns) / 1e9
}

// byNumber is the clock with a number of clock_gettime.
func byNumber(t *py.Thread, v py.Value) (clock, error) {
	n, err := py.ToIndex(t, v, py.OverflowError)
	if err != nil {
		return nil, err
	}
	all := [...]clock{wall, monotonic, processTime, threadTime}
	if n < 0 || n >= len(all) {
		return nil, host.NewError(host.EINVAL)
	}
	return all[n], nil
}

func clockGettime(ns bool) py.GoFunc {
	return func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
		read, err := byNumber(t, a[0])
		if err != nil {
			return py.Value{}, err
		}
		if ns {
			return nanoseconds(read)(t, self, nil)
		}
		return seconds(read)(t, self, nil)
	}
}

func clockGetres(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	_, err := byNumber(t, a[0])
	return py.Float(1e-9), err
}

func getClockInfo(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	s, ok := py.AsStr(a[0])
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "get_clock_info() argument 1 must be str, not %s", py.ArgName(a[0]))
	}
	var n int
	switch s.String() {
	case "time":
	case "monotonic", "perf_counter":
		n = 1
	case "process_time":
		n = 2
	case "thread_time":
		n = 3
	default:
		return py.Value{}, py.Errorf(py.ValueError, "unknown clock")
	}
	info := py.NewNamespace()
	for _, f := range []struct {
		name string
		val  py.Value
	}{
		{"implementation", py.NewStr("clock_gettime(" + clockNames()[n] + ")")},
		{"monotonic", py.Bool(n != 0)},
		{"adjustable", py.Bool(n == 0)},
		{"resolution", py.Float(1e-9)},
	} {
		if err := py.SetAttr(t, info, f.name, f.val); err != nil {
			return py.Value{}, err
		}
	}
	return info, nil
}

// duration reads the argument of sleep: seconds, rounded up to nanoseconds.
func duration(t *py.Thread, v py.Value) (time.Duration, error) {
	tooLarge := py.Errorf(py.OverflowError, "timestamp too large to convert to C PyTime_t")
	if f, ok := py.AsFloat(v); ok {
		switch {
		case f != f:
			return 0, py.Errorf(py.ValueError, "Invalid value NaN (not a number)")
		case f < 0:
			return 0, negative()
		case f >= math.MaxInt64:
			return 0, py.Errorf(py.OverflowError, "timestamp out of range for platform time_t")
		}
		ns := math.Ceil(f * 1e9)
		if ns >= math.MaxInt64 {
			return 0, tooLarge
		}
		return time.Duration(ns), nil
	}
	i, err := index(t, v)
	if py.Matches(err, py.TypeError) {
		err = py.Errorf(py.TypeError, "'%s' object cannot be interpreted as an integer or float", py.TypeOf(v).FullName())
	}
	if err != nil {
		return 0, err
	}
	switch {
	case i.Sign() < 0:
		return 0, negative()
	case !i.IsInt64() || i.Int64() > math.MaxInt64/int64(time.Second):
		return 0, tooLarge
	}
	return time.Duration(i.Int64()) * time.Second, nil
}

func negative() error { return py.Errorf(py.ValueError, "sleep length must be non-negative") }

// index is the value of an int, or what __index__ returns.
func index(t *py.Thread, v py.Value) (*big.Int, error) {
	r, err := py.Index(t, v)
	if err != nil {
		return nil, err
	}
	b, _ := py.AsBig(r)
	return b, nil
}

// sleep waits without the GIL. A signal whose handler does not raise makes it go
// on until its time is over.
func sleep(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	d, err := duration(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	clock := t.Interp.Host.Clock
	start, err := clock.Monotonic()
	if err != nil {
		return py.Value{}, err
	}
	left := d
	var failed error
	err = t.Blocking(func(interrupted <-chan struct{}) bool {
		err := clock.Sleep(left, interrupted)
		if err == nil {
			return true
		}
		now, clockErr := clock.Monotonic()
		if !host.IsInterrupted(err) || clockErr != nil {
			failed = err
			return true
		}
		left = d - time.Duration(now-start)
		return left <= 0
	})
	if err == nil {
		err = failed
	}
	return py.None, err
}
