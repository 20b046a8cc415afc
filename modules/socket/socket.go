// Package socket is the module _socket: sockets over the host's capability net. It is
// what CPython's socket.py builds on.
//
// The host's sockets never wait; what has to does so in Files.Poll without the GIL,
// until the timeout is over or a signal handler raises. A socket with a timeout is in
// non-blocking mode for the system, as in CPython.
//
// Addresses are those of AF_INET, AF_INET6 and AF_UNIX.
//
// Files: socket.go (the module), object.go (the class socket), transfer.go (sending
// and receiving), message.go (with ancillary data), address.go (addresses),
// inet.go (their text), lookup.go and service.go (names).
// https://docs.python.org/3.14/library/socket.html
//
// Only the index of modules imports it.
package socket

import (
	"errors"
	"math"
	"time"

	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/ospath"
	"github.com/gopyrun/gopyrun/modules/internal/polling"
)

// state is what an interpreter has of the module.
type state struct {
	gaierror, herror *py.Type
	// timeout is that of new sockets.
	timeout time.Duration
	numbers map[string]int64
	spare   []byte // memory for the next message
}

type stateKey struct{}

func stateOf(t *py.Thread) *state { return t.Interp.State[stateKey{}].(*state) }

// number is one of the host's constants, -1 if it does not have it.
func (s *state) number(name string) int {
	if n, ok := s.numbers[name]; ok {
		return int(n)
	}
	return -1
}

// Native returns the declaration of the module.
func Native() *py.ModuleSpec {
	methods := []py.Method{
		{Name: "close", Signature: "($self, object, /)", Func: closeFD, Doc: "close(integer) -> None\n\nClose an integer socket file descriptor.  This is like os.close(), but for\nsockets; on some platforms os.close() won't work for socket file descriptors."},
		{Name: "dup", Signature: "($self, object, /)", Func: dup, Doc: "dup(integer) -> integer\n\nDuplicate an integer socket file descriptor.  This is like os.dup(), but for\nsockets; on some platforms os.dup() won't work for socket file descriptors."},
		{Name: "socketpair", Signature: "($module, family=-1, type=1, proto=0, /)", Func: socketPair, Doc: "socketpair([family[, type [, proto]]]) -> (socket object, socket object)\n\nCreate a pair of socket objects from the sockets returned by the platform\nsocketpair() function.\nThe arguments are the same as for socket() except the default family is\nAF_UNIX if defined on the platform; otherwise, the default is AF_INET."},
		{Name: "getdefaulttimeout", Signature: "($self, /)", Func: func(t *py.Thread, _ py.Value, _ py.Args) (py.Value, error) {
			return timeoutValue(stateOf(t).timeout), nil
		}, Doc: "getdefaulttimeout() -> timeout\n\nReturns the default timeout in seconds (float) for new socket objects.\nA value of None indicates that new socket objects have no timeout.\nWhen the socket module is first imported, the default is None."},
		{Name: "setdefaulttimeout", Signature: "($self, object, /)", Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
			d, err := timeoutArg(t, a[0])
			if err != nil {
				return py.Value{}, err
			}
			stateOf(t).timeout = d
			return py.None, nil
		}, Doc: "setdefaulttimeout(timeout)\n\nSet the default timeout in seconds (float) for new socket objects.\nA value of None indicates that new socket objects have no timeout.\nWhen the socket module is first imported, the default is None."},
	}
	methods = append(methods, controlMethods()...)
	methods = append(methods, inetMethods()...)
	methods = append(methods, lookupMethods()...)
	methods = append(methods, serviceMethods()...)
	return &py.ModuleSpec{
		Name:    "_socket",
		Doc:     "Implementation module for socket operations.\n\nSee the socket module for documentation.",
		Methods: methods,
		Exec:    exec,
	}
}

func exec(t *py.Thread, m *py.Module) error {
	st := &state{timeout: -1, numbers: t.Interp.Host.Net.Numbers()}
	t.Interp.State[stateKey{}] = st
	py.DefineType(&socketType, socketSpec)
	for name, to := range map[string]**py.Type{"gaierror": &st.gaierror, "herror": &st.herror} {
		ns := py.NewDict()
		ns.SetName("__module__", py.NewStr("socket"))
		cls, err := py.NewClass(t, py.TypeType, name, []*py.Type{py.OSError}, ns, nil)
		if err != nil {
			return err
		}
		*to = cls
		m.Dict.SetName(name, cls.Value())
	}
	m.Dict.SetName("error", py.OSError.Value())
	m.Dict.SetName("timeout", py.TimeoutError.Value())
	m.Dict.SetName("socket", socketType.Value())
	m.Dict.SetName("SocketType", socketType.Value())
	m.Dict.SetName("has_ipv6", py.Bool(st.number("AF_INET6") >= 0))
	for name, n := range st.numbers {
		m.Dict.SetName(name, py.Int(n))
	}
	return nil
}

// cInt reads an argument of C type int.
func cInt(t *py.Thread, v py.Value) (int, error) {
	n, err := py.ToIndex(t, v, py.OverflowError)
	switch {
	case err != nil:
		return 0, err
	case n > math.MaxInt32:
		return 0, py.Errorf(py.OverflowError, "signed integer is greater than maximum")
	case n < math.MinInt32:
		return 0, py.Errorf(py.OverflowError, "signed integer is less than minimum")
	}
	return n, nil
}

// cInts reads several.
func cInts(t *py.Thread, args ...py.Value) ([]int, error) {
	all := make([]int, len(args))
	for i, v := range args {
		n, err := cInt(t, v)
		if err != nil {
			return nil, err
		}
		all[i] = n
	}
	return all, nil
}

func timeoutValue(d time.Duration) py.Value {
	if d < 0 {
		return py.None
	}
	return py.Float(float64(d) / 1e9)
}

// timeoutArg reads a timeout in seconds; None is negative.
func timeoutArg(t *py.Thread, v py.Value) (time.Duration, error) {
	if v.IsNone() {
		return -1, nil
	}
	d, err := polling.Duration(t, v, time.Second)
	switch {
	case err != nil && py.Matches(err, py.TypeError):
		return 0, py.Errorf(py.TypeError, "'%s' object cannot be interpreted as an integer or float", py.TypeOf(v).FullName())
	case err != nil:
		return 0, err
	case d < 0:
		return 0, py.Errorf(py.ValueError, "Timeout value out of range")
	case d > math.MaxInt32*time.Millisecond:
		return 0, py.Errorf(py.OverflowError, "timeout doesn't fit into C timeval")
	}
	return d, nil
}

func closeFD(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	fd, err := ospath.FDArg(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	t.AllowThreads(func() { err = t.Interp.Host.Files.Close(fd) })
	return py.None, notReset(err)
}

// notReset drops the error of a connection that the peer has ended: it is closed.
func notReset(err error) error {
	if errors.Is(err, host.ECONNRESET) {
		return nil
	}
	return err
}

func dup(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	fd, err := ospath.FDArg(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	n, err := t.Interp.Host.Files.Dup(fd)
	return py.Int(int64(n)), err
}

func socketPair(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	n, err := cInts(t, a[0], a[1], a[2])
	if err != nil {
		return py.Value{}, err
	}
	st := stateOf(t)
	if n[0] == -1 {
		if n[0] = st.number("AF_UNIX"); n[0] < 0 {
			n[0] = st.number("AF_INET")
		}
	}
	fds, err := t.Interp.Host.Net.SocketPair(n[0], n[1], n[2])
	if err != nil {
		return py.Value{}, err
	}
	var pair [2]py.Value
	for i, fd := range fds {
		s := py.Make[socket](&socketType)
		s.reset()
		if err := s.adopt(t, fd, n[0], n[1], n[2]); err != nil {
			return py.Value{}, err
		}
		pair[i] = py.Ref(s)
	}
	return py.NewPair(pair[0], pair[1]), nil
}
