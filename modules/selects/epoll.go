package selects

import (
	"runtime"
	"time"

	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/ospath"
	"github.com/gopyrun/gopyrun/modules/internal/polling"
)

// epoll is an epoll object: a descriptor of the system, -1 when closed.
type epoll struct {
	py.Header
	fd    int
	files host.EpollFiles
	// dropped closes the descriptor of an object that was lost.
	dropped runtime.Cleanup
}

var epollType py.Type

const (
	epollCloexec = 0o2000000
	epollDefault = "7" // EPOLLIN | EPOLLPRI | EPOLLOUT
)

// Operations of epoll_ctl(2).
const (
	ctlAdd    = 1
	ctlDelete = 2
	ctlModify = 3
)

func epollSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "select.epoll", Layout: py.LayoutOf[epoll](), Flags: py.NoSubclass,
		Doc:       "select.epoll(sizehint=-1, flags=0)\n\nReturns an epolling object\n\nsizehint must be a positive integer or -1 for the default size. The\nsizehint is used to optimize internal data structures. It doesn't limit\nthe maximum number of monitored events.",
		Signature: "(sizehint=-1, flags=0)", New: epollNew,
		Methods: []py.Method{
			{Name: "fromfd", Signature: "($type, fd, /)", Func: epollFromFD, Flags: py.Class, Doc: "Create an epoll object from a given control fd."},
			{Name: "close", Signature: "($self, /)", Func: epollClose, Doc: "Close the epoll control file descriptor.\n\nFurther operations on the epoll object will raise an exception."},
			{Name: "fileno", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				e, err := openEpoll(self)
				if err != nil {
					return py.Value{}, err
				}
				return py.Int(int64(e.fd)), nil
			}, Doc: "Return the epoll control file descriptor."},
			{Name: "register", Signature: "($self, /, fd, eventmask=" + epollDefault + ")", Func: epollControl(ctlAdd), Flags: py.CallsPython, Doc: "Registers a new fd or raises an OSError if the fd is already registered.\n\n  fd\n    the target file descriptor of the operation\n  eventmask\n    a bit set composed of the various EPOLL constants\n\nThe epoll interface supports all file descriptors that support poll."},
			{Name: "modify", Signature: "($self, /, fd, eventmask)", Func: epollControl(ctlModify), Flags: py.CallsPython, Doc: "Modify event mask for a registered file descriptor.\n\n  fd\n    the target file descriptor of the operation\n  eventmask\n    a bit set composed of the various EPOLL constants"},
			{Name: "unregister", Signature: "($self, /, fd)", Func: epollControl(ctlDelete), Flags: py.CallsPython, Doc: "Remove a registered file descriptor from the epoll object.\n\n  fd\n    the target file descriptor of the operation"},
			{Name: "poll", Signature: "($self, /, timeout=None, maxevents=-1)", Func: epollPoll, Doc: "Wait for events on the epoll file descriptor.\n\n  timeout\n    the maximum time to wait in seconds (as float);\n    a timeout of None or -1 makes poll wait indefinitely\n  maxevents\n    the maximum number of events returned; -1 means no limit\n\nReturns a list containing any descriptors that have events to\nreport, as a list of (fd, events) 2-tuples."},
			{Name: "__enter__", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				_, err := openEpoll(self)
				return self, err
			}},
			{Name: "__exit__", Signature: "($self, exc_type=None, exc_value=None, exc_tb=None, /)", Func: epollClose},
		},
		Getset: []py.Getset{{Name: "closed", Doc: "True if the epoll handler is closed", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
			return py.Bool(py.Cast[epoll](self).fd < 0), nil
		}}},
	}
}

func openEpoll(self py.Value) (*epoll, error) {
	e := py.Cast[epoll](self)
	if e.fd < 0 {
		return nil, py.Errorf(py.ValueError, "I/O operation on closed epoll object")
	}
	return e, nil
}

func epollNew(t *py.Thread, typ *py.Type, a py.Args) (py.Value, error) {
	size, err := py.ToIndex(t, a[0], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	flags, err := py.ToIndex(t, a[1], py.OverflowError)
	switch {
	case err != nil:
		return py.Value{}, err
	case size != -1 && size <= 0:
		return py.Value{}, py.Errorf(py.ValueError, "negative sizehint")
	case flags&^epollCloexec != 0:
		return py.Value{}, py.Errorf(py.OSError, "invalid flags")
	}
	files := t.Interp.Host.Files.(host.EpollFiles)
	fd, err := files.EpollCreate()
	if err != nil {
		return py.Value{}, err
	}
	return makeEpoll(typ, files, fd), nil
}

func epollFromFD(t *py.Thread, typ py.Value, a py.Args) (py.Value, error) {
	fd, err := ospath.FDArg(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	if fd < 0 {
		return py.Value{}, host.NewError(host.EBADF)
	}
	return makeEpoll(&epollType, t.Interp.Host.Files.(host.EpollFiles), fd), nil
}

func makeEpoll(typ *py.Type, files host.EpollFiles, fd int) py.Value {
	e := py.Make[epoll](typ)
	e.fd, e.files = fd, files
	e.dropped = runtime.AddCleanup(e, func(fd int) { files.Close(fd) }, fd) // nobody is left to hear of errors
	return py.Ref(e)
}

func epollClose(t *py.Thread, self py.Value, _ py.Args) (py.Value, error) {
	e := py.Cast[epoll](self)
	fd := e.fd
	if fd < 0 {
		return py.None, nil
	}
	e.fd = -1
	e.dropped.Stop()
	return py.None, e.files.Close(fd)
}

func epollControl(op int) py.GoFunc {
	return func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
		if _, err := openEpoll(self); err != nil {
			return py.Value{}, err
		}
		fd, err := polling.FD(t, a[0])
		if err != nil {
			return py.Value{}, err
		}
		var events uint32
		if op != ctlDelete {
			if events, err = mask(t, a[1], 32, "unsigned int"); err != nil {
				return py.Value{}, err
			}
		}
		e, err := openEpoll(self) // fileno() may have closed it
		if err != nil {
			return py.Value{}, err
		}
		return py.None, e.files.EpollCtl(e.fd, op, fd, events)
	}
}

func epollPoll(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	timeout, err := timeoutArg(t, a[0], time.Second, "timeout must be an integer or None")
	if err == nil {
		err = checkMillis(timeout)
	}
	if err != nil {
		return py.Value{}, err
	}
	most, err := py.ToIndex(t, a[1], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	if most == -1 {
		most = maxFD - 1
	} else if most < 1 {
		return py.Value{}, py.Errorf(py.ValueError, "maxevents must be greater than 0, got %d", most)
	}
	e, err := openEpoll(self)
	if err != nil {
		return py.Value{}, err
	}
	events := make([]host.EpollEvent, min(most, 1<<16))
	n, err := polling.Wait(t, timeout, func(left time.Duration, cancel <-chan struct{}) (int, error) {
		return e.files.EpollWait(e.fd, events, left, cancel)
	})
	if err != nil {
		return py.Value{}, err
	}
	ready := make([]py.Value, n)
	for i, ev := range events[:n] {
		ready[i] = py.NewPair(py.Int(int64(ev.FD)), py.Int(int64(ev.Events)))
	}
	return py.NewList(ready...), nil
}
