package oshost

import (
	"os"
	"strings"
	"time"

	"github.com/gopyrun/gopyrun/interp/host"
)

// Clock is the system's clock. NewClock makes it.
type Clock struct {
	base   time.Time
	offset int64 // of the system's monotonic clock to base
}

// NewClock returns the clock.
func NewClock() Clock {
	c := Clock{base: time.Now()}
	c.offset = monotonic() - int64(time.Since(c.base))
	return c
}

func (Clock) Wall() (int64, error)        { return time.Now().UnixNano(), nil }
func (c Clock) Monotonic() (int64, error) { return int64(time.Since(c.base)) + c.offset, nil }

func (Clock) ProcessTime() (int64, error) { return processTime() }

// ThreadTime is ProcessTime: a goroutine moves between the threads of the system,
// whose times say nothing about it.
func (c Clock) ThreadTime() (int64, error) { return c.ProcessTime() }

// Sleep is exact to about 0.1 ms for less than a millisecond, where Go's timers
// are late by up to one; such a short sleep is not cancelled.
func (Clock) Sleep(d time.Duration, cancel <-chan struct{}) error {
	select {
	case <-cancel:
		return host.Interrupted()
	default:
	}
	if d < time.Millisecond && shortSleep(d) {
		return nil
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-cancel:
		return host.Interrupted()
	}
}

// Location follows TZ as it is now, without TZ the zone of the machine. Names of the zone database are understood,
// POSIX rules ("EST5EDT,M3.2.0,…") are not and mean UTC.
func (Clock) Location() *time.Location {
	tz, ok := os.LookupEnv("TZ")
	if !ok {
		return time.Local
	}
	loc, err := time.LoadLocation(strings.TrimPrefix(tz, ":"))
	if err != nil {
		return time.UTC
	}
	return loc
}
