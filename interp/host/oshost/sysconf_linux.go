package oshost

import (
	"os"
	"runtime"

	"golang.org/x/sys/unix"

	"github.com/gopyrun/gopyrun/interp/host"
)

// sysconfNames are the values of C's sysconf that programs ask for, with glibc's
// numbers.
func sysconfNames() map[string]int {
	return map[string]int{
		"SC_ARG_MAX": 0, "SC_CHILD_MAX": 1, "SC_CLK_TCK": 2, "SC_NGROUPS_MAX": 3, "SC_OPEN_MAX": 4, "SC_STREAM_MAX": 5,
		"SC_TZNAME_MAX": 6, "SC_PAGESIZE": 30, "SC_PAGE_SIZE": 30, "SC_SEM_NSEMS_MAX": 32, "SC_IOV_MAX": 60,
		"SC_GETPW_R_SIZE_MAX": 70, "SC_LOGIN_NAME_MAX": 71, "SC_NPROCESSORS_CONF": 83, "SC_NPROCESSORS_ONLN": 84,
		"SC_PHYS_PAGES": 85, "SC_AVPHYS_PAGES": 86, "SC_SYMLOOP_MAX": 173, "SC_HOST_NAME_MAX": 180,
	}
}

func sysconf(name int) (int, error) {
	switch name {
	case 0:
		return 2 << 20, nil
	case 1:
		return limit(unix.RLIMIT_NPROC)
	case 2:
		return 100, nil
	case 3:
		return 65536, nil
	case 4:
		return limit(unix.RLIMIT_NOFILE)
	case 5:
		return 16, nil
	case 30:
		return os.Getpagesize(), nil
	case 6, 32, 173:
		return -1, nil
	case 60, 70:
		return 1024, nil
	case 71:
		return 256, nil
	case 83, 84:
		return runtime.NumCPU(), nil
	case 85, 86:
		var info unix.Sysinfo_t
		if err := unix.Sysinfo(&info); err != nil {
			return 0, convert(err)
		}
		bytes := info.Totalram
		if name == 86 {
			bytes = info.Freeram
		}
		return int(uint64(bytes) * uint64(info.Unit) / uint64(os.Getpagesize())), nil
	case 180:
		return 64, nil
	}
	return 0, fail(host.EINVAL)
}

// limit is the soft limit of a resource, -1 if there is none.
func limit(resource int) (int, error) {
	var l unix.Rlimit
	if err := unix.Getrlimit(resource, &l); err != nil {
		return 0, convert(err)
	}
	if l.Cur == unix.RLIM_INFINITY {
		return -1, nil
	}
	return int(l.Cur), nil
}
