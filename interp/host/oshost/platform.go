package oshost

import (
	"runtime"

	"github.com/gopyrun/gopyrun/interp/host"
)

// System is this machine. NewSystem makes it.
type System struct{ platform *host.Platform }

// NewSystem returns the machine.
func NewSystem() System {
	os := runtime.GOOS
	if os == "windows" {
		os = "win32"
	}
	return System{&host.Platform{
		OS:        os,
		Machine:   runtime.GOARCH,
		Windows:   runtime.GOOS == "windows",
		Errno:     errnos(),
		OpenFlags: openFlags(),
		Signals:   signals(),
		Sysconf:   sysconfNames(),
		Strerror:  strerror,
	}}
}

func (s System) Platform() *host.Platform { return s.platform }

func (System) CPUCount() int { return runtime.NumCPU() }

func (System) UsableCPUs() int {
	if n := usableCPUs(); n > 0 {
		return n
	}
	return runtime.NumCPU()
}

func (System) Sysconf(name int) (int, error) { return sysconf(name) }

func (System) LoadAverage() ([3]float64, error) { return loadAverage() }
