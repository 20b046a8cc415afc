//go:build unix

package oshost

import "golang.org/x/sys/unix"

func monotonic() int64 {
	ns, err := clock(clockMonotonic)
	if err != nil {
		return 0 // the clock then begins with the process
	}
	return ns
}

func processTime() (int64, error) { return clock(clockProcess) }

func clock(id int32) (int64, error) {
	var ts unix.Timespec
	if err := unix.ClockGettime(id, &ts); err != nil {
		return 0, convert(err)
	}
	return ts.Nano(), nil
}
