// Package selects is the module select: select, poll and, where the host has it,
// epoll. A wait gives the GIL away, and a signal handler that raises ends it.
//
// Files: select.go (the module and select), poll.go, epoll.go.
// https://docs.python.org/3.14/library/select.html
//
// Only the index of modules imports it.
package selects

import (
	"math"
	"time"

	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/polling"
)

// Module returns the declaration of the module.
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "select",
		Doc:  "This module supports asynchronous I/O on multiple file descriptors.\n\n*** IMPORTANT NOTICE ***\nOn Windows, only sockets are supported; on Unix, all file descriptors.",
		Methods: []py.Method{
			{Name: "select", Signature: "($module, rlist, wlist, xlist, timeout=None, /)", Func: selectFunc, Flags: py.CallsPython, Doc: "Wait until one or more file descriptors are ready for some kind of I/O.\n\nThe first three arguments are iterables of file descriptors to be waited\nfor:\nrlist -- wait until ready for reading\nwlist -- wait until ready for writing\nxlist -- wait for an \"exceptional condition\"\nIf only one kind of condition is required, pass [] for the other lists."},
			{Name: "poll", Signature: "($module, /)", Func: newPoll, Doc: "Returns a polling object.\n\nThis object supports registering and unregistering file descriptors, and\nthen polling them for I/O events."},
		},
		Exec: exec,
	}
}

func exec(t *py.Thread, m *py.Module) error {
	py.DefineType(&pollType, pollSpec)
	m.Dict.SetName("error", py.OSError.Value())
	m.Dict.SetName("PIPE_BUF", py.Int(pipeBuf(t)))
	for name, n := range map[string]int64{
		"POLLIN": 1, "POLLPRI": 2, "POLLOUT": 4, "POLLERR": 8, "POLLHUP": 16, "POLLNVAL": 32,
		"POLLRDNORM": 64, "POLLRDBAND": 128, "POLLWRNORM": pollWriteNormal(t), "POLLWRBAND": 512,
	} {
		m.Dict.SetName(name, py.Int(n))
	}
	if !onLinux(t) {
		return nil
	}
	m.Dict.SetName("POLLMSG", py.Int(1024))
	m.Dict.SetName("POLLRDHUP", py.Int(8192))
	if _, ok := t.Interp.Host.Files.(host.EpollFiles); !ok {
		return nil
	}
	py.DefineType(&epollType, epollSpec)
	m.Dict.SetName("epoll", epollType.Value())
	for name, n := range map[string]int64{
		"EPOLLIN": 1, "EPOLLPRI": 2, "EPOLLOUT": 4, "EPOLLERR": 8, "EPOLLHUP": 16, "EPOLLRDNORM": 64,
		"EPOLLRDBAND": 128, "EPOLLWRNORM": 256, "EPOLLWRBAND": 512, "EPOLLMSG": 1024, "EPOLLRDHUP": 8192,
		"EPOLLWAKEUP": 1 << 29, "EPOLLONESHOT": 1 << 30, "EPOLLET": 1 << 31, "EPOLL_CLOEXEC": epollCloexec,
	} {
		m.Dict.SetName(name, py.Int(n))
	}
	return nil
}

func onLinux(t *py.Thread) bool { return t.Interp.Host.System.Platform().OS == "linux" }

// pipeBuf is how much a write to a pipe does at once.
func pipeBuf(t *py.Thread) int64 {
	if onLinux(t) {
		return 4096
	}
	return 512
}

// pollWriteNormal is POLLWRNORM, which the BSDs have as another name of POLLOUT.
func pollWriteNormal(t *py.Thread) int64 {
	if onLinux(t) {
		return 256
	}
	return 4
}

// maxFD is FD_SETSIZE, what C's select can watch.
const maxFD = 1024

// What makes a descriptor readable, writable or exceptional, as Linux has it.
const (
	readable    = host.PollIn | host.PollHup | host.PollErr
	writable    = host.PollOut | host.PollErr
	exceptional = host.PollPri
)

// set is one of select's lists.
type set struct {
	objects []py.Value
	fds     []int
	ask     int16
	want    int16
}

func selectFunc(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	timeout, err := timeoutArg(t, a[3], time.Second, "timeout must be a float or None")
	if err != nil {
		return py.Value{}, err
	}
	if !a[3].IsNone() && timeout < 0 {
		return py.Value{}, py.Errorf(py.ValueError, "timeout must be non-negative")
	}
	sets := [3]set{{ask: host.PollIn, want: readable}, {ask: host.PollOut, want: writable}, {ask: host.PollPri, want: exceptional}}
	var fds []host.PollFD
	position := map[int]int{}
	for i := range sets {
		s := &sets[i]
		if s.objects, err = py.Items(t, a[i]); err != nil {
			if py.Matches(err, py.TypeError) && py.TypeOf(a[i]).Iter == nil {
				err = py.Errorf(py.TypeError, "arguments 1-3 must be sequences")
			}
			return py.Value{}, err
		}
		for _, v := range s.objects {
			fd, err := polling.FD(t, v)
			if err != nil {
				return py.Value{}, err
			}
			if fd >= maxFD {
				return py.Value{}, py.Errorf(py.ValueError, "filedescriptor out of range in select()")
			}
			s.fds = append(s.fds, fd)
			if at, ok := position[fd]; ok {
				fds[at].Events |= s.ask
				continue
			}
			position[fd] = len(fds)
			fds = append(fds, host.PollFD{FD: fd, Events: s.ask})
		}
	}
	if err := wait(t, fds, timeout); err != nil {
		return py.Value{}, err
	}
	var result [3]py.Value
	for i, s := range sets {
		var ready []py.Value
		for j, v := range s.objects {
			if fds[position[s.fds[j]]].Revents&s.want != 0 {
				ready = append(ready, v)
			}
		}
		result[i] = py.NewList(ready...)
	}
	return py.NewTuple(result[:]...), nil
}

// wait polls until one of fds is ready for what select asks. poll(2) also tells
// what it was not asked for (the other end is gone): a descriptor of which that is
// all there is left out from then on.
func wait(t *py.Thread, fds []host.PollFD, timeout time.Duration) error {
	deadline := time.Now().Add(timeout)
	watched := append([]host.PollFD(nil), fds...)
	for {
		left := timeout
		if timeout > 0 {
			left = max(time.Until(deadline), 0)
		}
		n, err := polling.Poll(t, watched, left)
		if err != nil || n == 0 {
			return err
		}
		ready := false
		for i := range watched {
			w := &watched[i]
			if w.Revents&host.PollInval != 0 && w.FD >= 0 {
				return host.NewError(host.EBADF)
			}
			var want int16
			for _, kind := range [...][2]int16{{host.PollIn, readable}, {host.PollOut, writable}, {host.PollPri, exceptional}} {
				if w.Events&kind[0] != 0 {
					want |= kind[1]
				}
			}
			switch {
			case w.FD < 0:
			case w.Revents&want != 0:
				fds[i].Revents = w.Revents
				ready = true
			case w.Revents != 0:
				w.FD = -1 // poll(2) passes it over
			}
		}
		if ready {
			return nil
		}
	}
}

// timeoutArg reads a timeout in units; None means no limit, which is negative.
func timeoutArg(t *py.Thread, v py.Value, unit time.Duration, wrongType string) (time.Duration, error) {
	if v.IsNone() {
		return -1, nil
	}
	d, err := polling.Duration(t, v, unit)
	if err != nil && py.Matches(err, py.TypeError) {
		return 0, py.Errorf(py.TypeError, "%s", wrongType)
	}
	return d, err
}

// mask reads a mask of events of so many bits.
func mask(t *py.Thread, v py.Value, bits int, ctype string) (uint32, error) {
	v, err := py.Index(t, v)
	if err != nil {
		return 0, err
	}
	b, _ := py.AsBig(v)
	switch {
	case b.Sign() < 0:
		return 0, py.Errorf(py.ValueError, "Cannot convert negative int")
	case b.BitLen() > bits:
		return 0, py.Errorf(py.OverflowError, "Python int too large for C %s", ctype)
	}
	return uint32(b.Uint64()), nil
}

// checkMillis refuses a wait of more milliseconds than C's int holds.
func checkMillis(d time.Duration) error {
	if d > math.MaxInt32*time.Millisecond {
		return py.Errorf(py.OverflowError, "timeout is too large")
	}
	return nil
}
