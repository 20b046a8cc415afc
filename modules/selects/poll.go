package selects

import (
	"time"

	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/polling"
)

// poll is a polling object: descriptors in the order they were registered.
type poll struct {
	py.Header
	events map[int]uint16
	order  []int
	busy   bool
}

var pollType py.Type

func pollSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "select.poll", Layout: py.LayoutOf[poll](), Flags: py.NoInstances | py.NoSubclass,
		Methods: []py.Method{
			{Name: "register", Signature: "($self, fd, eventmask=7, /)", Func: pollRegister, Flags: py.CallsPython, Doc: "Register a file descriptor with the polling object.\n\n  fd\n    either an integer, or an object with a fileno() method returning an int\n  eventmask\n    an optional bitmask describing the type of events to check for"},
			{Name: "modify", Signature: "($self, fd, eventmask, /)", Func: pollModify, Flags: py.CallsPython, Doc: "Modify an already registered file descriptor.\n\n  fd\n    either an integer, or an object with a fileno() method returning\n    an int\n  eventmask\n    a bitmask describing the type of events to check for"},
			{Name: "unregister", Signature: "($self, fd, /)", Func: pollUnregister, Flags: py.CallsPython, Doc: "Remove a file descriptor being tracked by the polling object."},
			{Name: "poll", Signature: "($self, timeout=None, /)", Func: pollPoll, Doc: "Polls the set of registered file descriptors.\n\n  timeout\n    The maximum time to wait in milliseconds, or else None (or a negative\n    value) to wait indefinitely.\n\nReturns a list containing any descriptors that have events or errors\nto report, as a list of (fd, event) 2-tuples."},
		},
	}
}

func newPoll(t *py.Thread, _ py.Value, _ py.Args) (py.Value, error) {
	p := py.Make[poll](&pollType)
	p.events = map[int]uint16{}
	return py.Ref(p), nil
}

func pollRegister(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	fd, err := polling.FD(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	events, err := mask(t, a[1], 16, "unsigned short")
	if err != nil {
		return py.Value{}, err
	}
	p := py.Cast[poll](self)
	if _, known := p.events[fd]; !known {
		p.order = append(p.order, fd)
	}
	p.events[fd] = uint16(events)
	return py.None, nil
}

func pollModify(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	fd, err := polling.FD(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	events, err := mask(t, a[1], 16, "unsigned short")
	if err != nil {
		return py.Value{}, err
	}
	p := py.Cast[poll](self)
	if _, known := p.events[fd]; !known {
		return py.Value{}, host.NewError(host.ENOENT)
	}
	p.events[fd] = uint16(events)
	return py.None, nil
}

func pollUnregister(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	fd, err := polling.FD(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	p := py.Cast[poll](self)
	if _, known := p.events[fd]; !known {
		return py.Value{}, py.NewException(py.KeyError, py.Int(int64(fd)))
	}
	delete(p.events, fd)
	for i, o := range p.order {
		if o == fd {
			p.order = append(p.order[:i], p.order[i+1:]...)
			break
		}
	}
	return py.None, nil
}

func pollPoll(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	timeout, err := timeoutArg(t, a[0], time.Millisecond, "timeout must be an integer or None")
	if err == nil {
		err = checkMillis(timeout)
	}
	if err != nil {
		return py.Value{}, err
	}
	p := py.Cast[poll](self)
	if p.busy {
		return py.Value{}, py.Errorf(py.RuntimeError, "concurrent poll() invocation")
	}
	fds := make([]host.PollFD, len(p.order))
	for i, fd := range p.order {
		fds[i] = host.PollFD{FD: fd, Events: int16(p.events[fd])}
	}
	p.busy = true
	_, err = polling.Poll(t, fds, timeout)
	p.busy = false
	if err != nil {
		return py.Value{}, err
	}
	var ready []py.Value
	for _, f := range fds {
		if f.Revents != 0 {
			ready = append(ready, py.NewPair(py.Int(int64(f.FD)), py.Int(int64(uint16(f.Revents)))))
		}
	}
	return py.NewList(ready...), nil
}
