package oshost

import "golang.org/x/sys/unix"

const (
	success      = "Success"
	unknownError = "Unknown error %d"
)

// errnoText has the texts in which glibc and Go differ.
func errnoText(n int) (string, bool) {
	if n == int(unix.EHWPOISON) {
		return "Memory page has hardware error", true
	}
	return "", false
}

func extraErrnos(all map[string]int) {
	delete(all, "EFSCORRUPTED")
	all["EUCLEAN"] = int(unix.EUCLEAN)
	all["ENOTSUP"] = int(unix.ENOTSUP)
	all["EOPNOTSUPP"] = int(unix.EOPNOTSUPP)
}

// signals above 31 but the first and last belong to the C library.
func extraSignals(all map[string]int) {
	all["SIGCLD"], all["SIGIOT"], all["SIGPOLL"] = int(unix.SIGCHLD), int(unix.SIGABRT), int(unix.SIGIO)
	all["SIGRTMIN"], all["SIGRTMAX"] = 34, 64
}

func extraOpenFlags(all map[string]int) {
	all["O_ASYNC"], all["O_DIRECT"], all["O_FSYNC"] = unix.O_ASYNC, unix.O_DIRECT, unix.O_SYNC
	all["O_LARGEFILE"], all["O_NOATIME"], all["O_PATH"] = 0, unix.O_NOATIME, unix.O_PATH
	all["O_RSYNC"], all["O_TMPFILE"] = unix.O_RSYNC, unix.O_TMPFILE
}
