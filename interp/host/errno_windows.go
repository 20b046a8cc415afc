package host

// Error numbers that differ between systems.
const (
	EAGAIN       Errno = 11
	EWOULDBLOCK  Errno = 10035
	EALREADY     Errno = 10037
	EINPROGRESS  Errno = 10036
	ESHUTDOWN    Errno = 10058
	ECONNABORTED Errno = 10053
	ECONNREFUSED Errno = 10061
	ECONNRESET   Errno = 10054
	ETIMEDOUT    Errno = 10060
	ENOTEMPTY    Errno = 41
	ENOSYS       Errno = 40
)
