package oshost

import (
	"time"

	"golang.org/x/sys/windows"
)

func monotonic() int64 { return int64(windows.DurationSinceBoot()) }

func processTime() (int64, error) {
	var created, exited, kernel, user windows.Filetime
	if err := windows.GetProcessTimes(windows.CurrentProcess(), &created, &exited, &kernel, &user); err != nil {
		return 0, convert(err)
	}
	ticks := func(f windows.Filetime) int64 { return int64(f.HighDateTime)<<32 | int64(f.LowDateTime) }
	return 100 * (ticks(kernel) + ticks(user)), nil
}

func shortSleep(time.Duration) bool { return false }
