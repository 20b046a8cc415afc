package host

import (
	"errors"
	"fmt"
	"io/fs"
)

// Error is the error of all methods of a Host: what OSError is made of.
type Error struct {
	Errno    Errno
	Winerror int    // code of Windows, 0 elsewhere
	Text     string // OSError.strerror
	// Path and Path2 are OSError.filename and filename2, "" if there is none.
	Path, Path2 string
	Err         error // a syscall.Errno where there was one
}

// Error words it as CPython's str(OSError).
func (e *Error) Error() string {
	s := fmt.Sprintf("[Errno %d] %s", int(e.Errno), e.Text)
	if e.Winerror != 0 {
		s = fmt.Sprintf("[WinError %d] %s", e.Winerror, e.Text)
	}
	switch {
	case e.Path2 != "":
		return s + ": '" + e.Path + "' -> '" + e.Path2 + "'"
	case e.Path != "":
		return s + ": '" + e.Path + "'"
	}
	return s
}

func (e *Error) Unwrap() error { return e.Err }

// Is lets errors.Is compare with fs.ErrNotExist, fs.ErrExist and fs.ErrPermission,
// and with an Errno.
func (e *Error) Is(target error) bool {
	switch target {
	case fs.ErrNotExist:
		return e.Errno == ENOENT
	case fs.ErrExist:
		return e.Errno == EEXIST || e.Errno == ENOTEMPTY
	case fs.ErrPermission:
		return e.Errno == EPERM || e.Errno == EACCES
	}
	n, ok := target.(Errno)
	return ok && n == e.Errno
}

// Errno is an error number of the platform. As an error it is a target for
// errors.Is.
type Errno int

func (n Errno) Error() string { return fmt.Sprintf("errno %d", int(n)) }

// Error numbers that are the same on all systems. errno_*.go has the others.
const (
	EPERM   Errno = 1
	ENOENT  Errno = 2
	ESRCH   Errno = 3
	EINTR   Errno = 4
	EIO     Errno = 5
	EBADF   Errno = 9
	ECHILD  Errno = 10
	EACCES  Errno = 13
	EEXIST  Errno = 17
	ENOTDIR Errno = 20
	EISDIR  Errno = 21
	EINVAL  Errno = 22
	ENOTTY  Errno = 25
	ESPIPE  Errno = 29
	EROFS   Errno = 30
	EPIPE   Errno = 32
)

// Class is the name of the exception class for the number: a subclass of OSError,
// or "OSError".
// https://docs.python.org/3.14/library/exceptions.html#os-exceptions
func (n Errno) Class() string {
	if n == EWOULDBLOCK { // equals EAGAIN but on Windows
		n = EAGAIN
	}
	switch n {
	case EAGAIN, EALREADY, EINPROGRESS:
		return "BlockingIOError"
	case EPIPE, ESHUTDOWN:
		return "BrokenPipeError"
	case ECHILD:
		return "ChildProcessError"
	case ECONNABORTED:
		return "ConnectionAbortedError"
	case ECONNREFUSED:
		return "ConnectionRefusedError"
	case ECONNRESET:
		return "ConnectionResetError"
	case EEXIST:
		return "FileExistsError"
	case ENOENT:
		return "FileNotFoundError"
	case EINTR:
		return "InterruptedError"
	case EISDIR:
		return "IsADirectoryError"
	case ENOTDIR:
		return "NotADirectoryError"
	case EACCES, EPERM:
		return "PermissionError"
	case ESRCH:
		return "ProcessLookupError"
	case ETIMEDOUT:
		return "TimeoutError"
	}
	return "OSError"
}

// Interrupted is the error of a wait that ended because its channel was closed.
func Interrupted() *Error { return NewError(EINTR) }

// IsInterrupted reports whether err is that of an interrupted wait.
func IsInterrupted(err error) bool { return errors.Is(err, EINTR) }

// known holds the numbers above with their names and texts.
func known() []errnoText {
	return []errnoText{
		{EPERM, "EPERM", "Operation not permitted"},
		{ENOENT, "ENOENT", "No such file or directory"},
		{ESRCH, "ESRCH", "No such process"},
		{EINTR, "EINTR", "Interrupted system call"},
		{EIO, "EIO", "Input/output error"},
		{EBADF, "EBADF", "Bad file descriptor"},
		{ECHILD, "ECHILD", "No child processes"},
		{EACCES, "EACCES", "Permission denied"},
		{EEXIST, "EEXIST", "File exists"},
		{ENOTDIR, "ENOTDIR", "Not a directory"},
		{EISDIR, "EISDIR", "Is a directory"},
		{EINVAL, "EINVAL", "Invalid argument"},
		{ENOTTY, "ENOTTY", "Inappropriate ioctl for device"},
		{ESPIPE, "ESPIPE", "Illegal seek"},
		{EROFS, "EROFS", "Read-only file system"},
		{EPIPE, "EPIPE", "Broken pipe"},
		{EAGAIN, "EAGAIN", "Resource temporarily unavailable"},
		{EWOULDBLOCK, "EWOULDBLOCK", "Resource temporarily unavailable"},
		{EALREADY, "EALREADY", "Operation already in progress"},
		{EINPROGRESS, "EINPROGRESS", "Operation now in progress"},
		{ESHUTDOWN, "ESHUTDOWN", "Cannot send after transport endpoint shutdown"},
		{ECONNABORTED, "ECONNABORTED", "Software caused connection abort"},
		{ECONNREFUSED, "ECONNREFUSED", "Connection refused"},
		{ECONNRESET, "ECONNRESET", "Connection reset by peer"},
		{ETIMEDOUT, "ETIMEDOUT", "Connection timed out"},
		{ENOTEMPTY, "ENOTEMPTY", "Directory not empty"},
		{ENOSYS, "ENOSYS", "Function not implemented"},
	}
}

type errnoText struct {
	errno      Errno
	name, text string
}

// Errnos returns the numbers of this package by name, for a Platform without an
// operating system behind it.
func Errnos() map[string]int {
	all := map[string]int{}
	for _, k := range known() {
		all[k.name] = int(k.errno)
	}
	return all
}

// Strerror is the text for such a Platform.
func Strerror(errno int) string {
	for _, k := range known() {
		if k.errno == Errno(errno) {
			return k.text
		}
	}
	return fmt.Sprintf("Unknown error %d", errno)
}

// NewError returns an error with the text of Strerror for one or two paths.
func NewError(errno Errno, paths ...string) *Error {
	e := &Error{Errno: errno, Text: Strerror(int(errno))}
	if len(paths) > 0 {
		e.Path = paths[0]
	}
	if len(paths) > 1 {
		e.Path2 = paths[1]
	}
	return e
}
