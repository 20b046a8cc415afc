package oshost

import "golang.org/x/sys/unix"

const (
	success      = "Undefined error: 0"
	unknownError = "Unknown error: %d"
)

func errnoText(int) (string, bool) { return "", false }

func extraErrnos(all map[string]int) {
	all["ENOTSUP"], all["EOPNOTSUPP"] = int(unix.ENOTSUP), int(unix.EOPNOTSUPP)
}

func extraSignals(all map[string]int) { all["SIGIOT"] = int(unix.SIGABRT) }

func extraOpenFlags(all map[string]int) {
	all["O_SHLOCK"], all["O_EXLOCK"], all["O_ASYNC"] = 0x10, 0x20, unix.O_ASYNC
	all["O_EVTONLY"], all["O_SYMLINK"] = 0x8000, 0x200000
}
