package oshost

import (
	"os"
	"runtime"

	"golang.org/x/sys/unix"

	"github.com/gopyrun/gopyrun/interp/host"
)

// sysconfNames are the values of C's sysconf that programs ask for.
func sysconfNames() map[string]int {
	return map[string]int{
		"SC_ARG_MAX": 1, "SC_CLK_TCK": 3, "SC_NGROUPS_MAX": 4, "SC_OPEN_MAX": 5, "SC_PAGESIZE": 29, "SC_PAGE_SIZE": 29,
		"SC_IOV_MAX": 56, "SC_NPROCESSORS_CONF": 57, "SC_NPROCESSORS_ONLN": 58, "SC_PHYS_PAGES": 200,
	}
}

func sysconf(name int) (int, error) {
	switch name {
	case 1:
		return 1 << 20, nil
	case 3:
		return 100, nil
	case 4:
		return 16, nil
	case 5:
		var l unix.Rlimit
		if err := unix.Getrlimit(unix.RLIMIT_NOFILE, &l); err != nil {
			return 0, convert(err)
		}
		return int(l.Cur), nil
	case 29:
		return os.Getpagesize(), nil
	case 56:
		return 1024, nil
	case 57, 58:
		return runtime.NumCPU(), nil
	case 200:
		n, err := unix.SysctlUint64("hw.memsize")
		return int(n / uint64(os.Getpagesize())), convert(err)
	}
	return 0, fail(host.EINVAL)
}
