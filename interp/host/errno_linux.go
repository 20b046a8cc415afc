package host

// Error numbers that differ between systems.
const (
	EAGAIN       Errno = 11
	EWOULDBLOCK  Errno = 11
	EALREADY     Errno = 114
	EINPROGRESS  Errno = 115
	ESHUTDOWN    Errno = 108
	ECONNABORTED Errno = 103
	ECONNREFUSED Errno = 111
	ECONNRESET   Errno = 104
	ETIMEDOUT    Errno = 110
	ENOTEMPTY    Errno = 39
	ENOSYS       Errno = 38
)
