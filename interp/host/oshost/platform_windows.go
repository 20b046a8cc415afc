package oshost

import (
	"fmt"
	"syscall"

	"golang.org/x/sys/windows"

	"github.com/gopyrun/gopyrun/interp/host"
)

// describe translates a code of Windows as the C library does.
func describe(n syscall.Errno) (host.Errno, int, string) {
	if n >= syscall.APPLICATION_ERROR { // one of Go's own
		return goErrno(n), 0, n.Error()
	}
	errno := host.EINVAL
	switch n {
	case windows.ERROR_FILE_NOT_FOUND, windows.ERROR_PATH_NOT_FOUND, windows.ERROR_INVALID_DRIVE,
		windows.ERROR_NO_MORE_FILES, windows.ERROR_BAD_NETPATH, windows.ERROR_BAD_NET_NAME,
		windows.ERROR_BAD_PATHNAME, windows.ERROR_FILENAME_EXCED_RANGE:
		errno = host.ENOENT
	case windows.ERROR_ACCESS_DENIED, windows.ERROR_CURRENT_DIRECTORY, windows.ERROR_LOCK_VIOLATION,
		windows.ERROR_NETWORK_ACCESS_DENIED, windows.ERROR_CANNOT_MAKE, windows.ERROR_DRIVE_LOCKED,
		windows.ERROR_NOT_LOCKED, windows.ERROR_LOCK_FAILED, windows.ERROR_SHARING_VIOLATION,
		windows.ERROR_WRITE_PROTECT, windows.ERROR_PRIVILEGE_NOT_HELD:
		errno = host.EACCES
	case windows.ERROR_INVALID_HANDLE, windows.ERROR_INVALID_TARGET_HANDLE, windows.ERROR_DIRECT_ACCESS_HANDLE:
		errno = host.EBADF
	case windows.ERROR_FILE_EXISTS, windows.ERROR_ALREADY_EXISTS:
		errno = host.EEXIST
	case windows.ERROR_BROKEN_PIPE, windows.ERROR_NO_DATA:
		errno = host.EPIPE
	case windows.ERROR_DIR_NOT_EMPTY:
		errno = host.ENOTEMPTY
	case windows.ERROR_WAIT_NO_CHILDREN, windows.ERROR_CHILD_NOT_COMPLETE:
		errno = host.ECHILD
	case windows.ERROR_DIRECTORY:
		errno = host.ENOTDIR
	case windows.ERROR_NOT_ENOUGH_MEMORY, windows.ERROR_OUTOFMEMORY:
		errno = enomem
	case windows.ERROR_DISK_FULL:
		errno = enospc
	case windows.ERROR_TOO_MANY_OPEN_FILES:
		errno = emfile
	}
	return errno, int(n), n.Error()
}

// Error numbers of the C library without a name in package host.
const (
	enomem host.Errno = 12
	emfile host.Errno = 24
	enospc host.Errno = 28
)

// goErrno translates the numbers that Go invented for Windows.
func goErrno(n syscall.Errno) host.Errno {
	switch n {
	case syscall.ENOENT:
		return host.ENOENT
	case syscall.EEXIST:
		return host.EEXIST
	case syscall.ENOTDIR:
		return host.ENOTDIR
	case syscall.EISDIR:
		return host.EISDIR
	case syscall.EACCES, syscall.EPERM:
		return host.EACCES
	case syscall.EBADF:
		return host.EBADF
	case syscall.EPIPE:
		return host.EPIPE
	case syscall.ENOSYS, syscall.ENOTSUP, syscall.EWINDOWS:
		return host.ENOSYS
	case syscall.EINTR:
		return host.EINTR
	}
	return host.EINVAL
}

var texts = [...]string{
	0: "No error", 1: "Operation not permitted", 2: "No such file or directory", 3: "No such process",
	4: "Interrupted function call", 5: "Input/output error", 6: "No such device or address",
	7: "Arg list too long", 8: "Exec format error", 9: "Bad file descriptor", 10: "No child processes",
	11: "Resource temporarily unavailable", 12: "Not enough space", 13: "Permission denied",
	14: "Bad address", 16: "Resource device", 17: "File exists", 18: "Improper link",
	19: "No such device", 20: "Not a directory", 21: "Is a directory", 22: "Invalid argument",
	23: "Too many open files in system", 24: "Too many open files",
	25: "Inappropriate I/O control operation", 27: "File too large", 28: "No space left on device",
	29: "Invalid seek", 30: "Read-only file system", 31: "Too many links", 32: "Broken pipe",
	33: "Domain error", 34: "Result too large", 36: "Resource deadlock avoided",
	38: "Filename too long", 39: "No locks available", 40: "Function not implemented",
	41: "Directory not empty", 42: "Illegal byte sequence",
}

func strerror(n int) string {
	if n >= 0 && n < len(texts) && texts[n] != "" {
		return texts[n]
	}
	return "Unknown error"
}

func errnos() map[string]int {
	all := map[string]int{}
	for n, name := range []string{
		1: "EPERM", "ENOENT", "ESRCH", "EINTR", "EIO", "ENXIO", "E2BIG", "ENOEXEC", "EBADF", "ECHILD",
		"EAGAIN", "ENOMEM", "EACCES", "EFAULT", 16: "EBUSY", "EEXIST", "EXDEV", "ENODEV", "ENOTDIR",
		"EISDIR", "EINVAL", "ENFILE", "EMFILE", "ENOTTY", 27: "EFBIG", "ENOSPC", "ESPIPE", "EROFS",
		"EMLINK", "EPIPE", "EDOM", "ERANGE", 36: "EDEADLK", 38: "ENAMETOOLONG", "ENOLCK", "ENOSYS",
		"ENOTEMPTY", "EILSEQ",
	} {
		if name != "" {
			all[name] = n
		}
	}
	all["EDEADLOCK"] = 36
	for n, name := range map[int]string{
		10035: "EWOULDBLOCK", 10036: "EINPROGRESS", 10037: "EALREADY", 10038: "ENOTSOCK",
		10039: "EDESTADDRREQ", 10040: "EMSGSIZE", 10041: "EPROTOTYPE", 10042: "ENOPROTOOPT",
		10043: "EPROTONOSUPPORT", 10045: "EOPNOTSUPP", 10047: "EAFNOSUPPORT", 10048: "EADDRINUSE",
		10049: "EADDRNOTAVAIL", 10050: "ENETDOWN", 10051: "ENETUNREACH", 10052: "ENETRESET",
		10053: "ECONNABORTED", 10054: "ECONNRESET", 10055: "ENOBUFS", 10056: "EISCONN",
		10057: "ENOTCONN", 10058: "ESHUTDOWN", 10060: "ETIMEDOUT", 10061: "ECONNREFUSED",
		10062: "ELOOP", 10064: "EHOSTDOWN", 10065: "EHOSTUNREACH",
	} {
		all[name] = n
	}
	return all
}

func signals() map[string]int {
	return map[string]int{
		"SIGINT": 2, "SIGILL": 4, "SIGFPE": 8, "SIGSEGV": 11, "SIGTERM": 15, "SIGBREAK": 21, "SIGABRT": 22,
	}
}

func canHandle(sig int) bool {
	switch sig {
	case 2, 4, 8, 11, 15, 21, 22:
		return true
	}
	return false
}

// openFlags are those of package syscall, which Open takes; the C library's
// additional ones mean nothing here.
func openFlags() map[string]int {
	return map[string]int{
		"O_RDONLY": syscall.O_RDONLY, "O_WRONLY": syscall.O_WRONLY, "O_RDWR": syscall.O_RDWR,
		"O_CREAT": syscall.O_CREAT, "O_EXCL": syscall.O_EXCL, "O_TRUNC": syscall.O_TRUNC,
		"O_APPEND": syscall.O_APPEND, "O_BINARY": 0, "O_TEXT": 0, "O_NOINHERIT": syscall.O_CLOEXEC,
		"O_RANDOM": 0, "O_SEQUENTIAL": 0,
	}
}

func (System) Uname() (host.Uname, error) {
	name, err := windows.ComputerName()
	if err != nil {
		return host.Uname{}, convert(err)
	}
	v := windows.RtlGetVersion()
	return host.Uname{
		Sysname: "Windows", Nodename: name, Release: fmt.Sprint(v.MajorVersion),
		Version: fmt.Sprintf("%d.%d.%d", v.MajorVersion, v.MinorVersion, v.BuildNumber),
		Machine: "AMD64",
	}, nil
}

func usableCPUs() int { return 0 }

func loadAverage() (avg [3]float64, err error) { return avg, fail(host.ENOSYS) }
