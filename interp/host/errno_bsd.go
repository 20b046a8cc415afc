//go:build !linux && !windows

package host

// Error numbers that differ between systems.
const (
	EAGAIN       Errno = 35
	EWOULDBLOCK  Errno = 35
	EALREADY     Errno = 37
	EINPROGRESS  Errno = 36
	ESHUTDOWN    Errno = 58
	ECONNABORTED Errno = 53
	ECONNREFUSED Errno = 61
	ECONNRESET   Errno = 54
	ETIMEDOUT    Errno = 60
	ENOTEMPTY    Errno = 66
	ENOSYS       Errno = 78
)
