package oshost

import (
	"errors"
	"io/fs"
	"syscall"

	"github.com/gopyrun/gopyrun/interp/host"
)

// convert makes a *host.Error of an error of os or syscall. names are the path or
// the two paths of the call.
func convert(err error, names ...string) error {
	if err == nil {
		return nil
	}
	e := &host.Error{Err: err}
	var n syscall.Errno
	var he *host.Error
	switch {
	case errors.As(err, &he):
		c := *he
		e = &c
	case errors.As(err, &n):
		e.Err = n
		e.Errno, e.Winerror, e.Text = describe(n)
	default:
		e.Errno, e.Text = host.EIO, err.Error()
		for _, k := range []struct {
			err   error
			errno host.Errno
		}{
			{fs.ErrNotExist, host.ENOENT},
			{fs.ErrExist, host.EEXIST},
			{fs.ErrPermission, host.EPERM},
			{fs.ErrInvalid, host.EINVAL},
			{fs.ErrClosed, host.EBADF},
		} {
			if errors.Is(err, k.err) {
				e.Errno, e.Text = k.errno, strerror(int(k.errno))
				break
			}
		}
	}
	if len(names) > 0 {
		e.Path = names[0]
	}
	if len(names) > 1 {
		e.Path2 = names[1]
	}
	return e
}

// fail is the error for a number that no system call returned.
func fail(n host.Errno, names ...string) error {
	return convert(&host.Error{Errno: n, Text: strerror(int(n)), Err: syscall.Errno(n)}, names...)
}

// errno is the number in an error of this package, 0 in others.
func errno(err error) host.Errno {
	var e *host.Error
	if errors.As(err, &e) {
		return e.Errno
	}
	return 0
}
