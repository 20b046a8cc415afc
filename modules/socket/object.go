package socket

import (
	"encoding/binary"
	"errors"
	"fmt"
	"runtime"
	"time"

	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/ospath"
	"github.com/gopyrun/gopyrun/modules/internal/polling"
)

// socket is a _socket.socket.
type socket struct {
	py.Header
	fd                 int // -1: closed
	family, typ, proto int
	timeout            time.Duration // negative: blocking
	// dropped closes the descriptor of a socket that was lost.
	dropped runtime.Cleanup
}

var socketType py.Type

func (s *socket) reset() { s.fd, s.timeout = -1, -1 }

func socketSpec() py.TypeSpec {
	of := func(v py.Value) *socket { return py.Cast[socket](v) }
	member := func(name, doc string, get func(s *socket) py.Value) py.Getset {
		return py.Getset{Name: name, Doc: doc, Get: func(t *py.Thread, self py.Value) (py.Value, error) { return get(of(self)), nil }}
	}
	return py.TypeSpec{
		Name: "_socket.socket", Layout: py.LayoutOf[socket](),
		Doc: "socket(family=AF_INET, type=SOCK_STREAM, proto=0) -> socket object\nsocket(family=-1, type=-1, proto=-1, fileno=None) -> socket object\n\nOpen a socket of the given type.  The family argument specifies the\naddress family; it defaults to AF_INET.  The type argument specifies\nwhether this is a stream (SOCK_STREAM, this is the default)\nor datagram (SOCK_DGRAM) socket.  The protocol argument defaults to 0,\nspecifying the default protocol.  Keyword arguments are accepted.\nThe socket is created as non-inheritable.\n\nWhen a fileno is passed in, family, type and proto are auto-detected,\nunless they are explicitly set.\n\nA socket object represents one endpoint of a network connection.",
		Slots: py.Slots{
			New: func(t *py.Thread, typ *py.Type, args, kw []py.Value) py.Value {
				s := py.Make[socket](typ)
				s.reset()
				return py.Ref(s)
			},
			Repr: func(t *py.Thread, v py.Value) py.Value {
				s := of(v)
				return py.NewStr(fmt.Sprintf("<socket object, fd=%d, family=%d, type=%d, proto=%d>", s.fd, s.family, s.typ, s.proto))
			},
		},
		InitSignature: "(family=-1, type=-1, proto=-1, fileno=None)",
		Init:          socketInit,
		Methods:       append(objectMethods(), transferMethods()...),
		Getset: []py.Getset{
			member("family", "the socket family", func(s *socket) py.Value { return py.Int(int64(s.family)) }),
			member("type", "the socket type", func(s *socket) py.Value { return py.Int(int64(s.typ)) }),
			member("proto", "the socket protocol", func(s *socket) py.Value { return py.Int(int64(s.proto)) }),
			member("timeout", "the socket timeout", func(s *socket) py.Value { return timeoutValue(s.timeout) }),
		},
		Members: []string{"family", "type", "proto"},
	}
}

// method is the type of the functions behind the methods.
type method func(t *py.Thread, s *socket, a py.Args) (py.Value, error)

func (f method) of(name, signature, doc string) py.Method {
	return py.Method{Name: name, Signature: signature, Doc: doc, Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
		return f(t, py.Cast[socket](self), a)
	}}
}

func objectMethods() []py.Method {
	return []py.Method{
		method(socketAccept).of("_accept", "($self, /)", "_accept() -> (integer, address info)\n\nWait for an incoming connection.  Return a new socket file descriptor\nrepresenting the connection, and the address of the client.\nFor IP sockets, the address info is a pair (hostaddr, port)."),
		method(socketBind).of("bind", "($self, object, /)", "bind(address)\n\nBind the socket to a local address.  For IP sockets, the address is a\npair (host, port); the host must refer to the local host."),
		method(socketClose).of("close", "($self, /)", "close()\n\nClose the socket.  It cannot be used after this call."),
		method(socketConnect).of("connect", "($self, object, /)", "connect(address)\n\nConnect the socket to a remote address.  For IP sockets, the address\nis a pair (host, port)."),
		method(socketConnectEx).of("connect_ex", "($self, object, /)", "connect_ex(address) -> errno\n\nThis is like connect(address), but returns an error code (the errno value)\ninstead of raising an exception when an error occurs."),
		method(func(t *py.Thread, s *socket, a py.Args) (py.Value, error) {
			fd := s.fd
			s.fd = -1
			s.dropped.Stop()
			return py.Int(int64(fd)), nil
		}).of("detach", "($self, /)", "detach()\n\nClose the socket object without closing the underlying file descriptor.\nThe object cannot be used after this call, but the file descriptor\ncan be reused for other purposes.  The file descriptor is returned."),
		method(func(t *py.Thread, s *socket, a py.Args) (py.Value, error) {
			return py.Int(int64(s.fd)), nil
		}).of("fileno", "($self, /)", "fileno() -> integer\n\nReturn the integer file descriptor of the socket."),
		method(func(t *py.Thread, s *socket, a py.Args) (py.Value, error) {
			addr, err := t.Interp.Host.Net.PeerAddr(s.fd)
			if err != nil {
				return py.Value{}, err
			}
			return addressValue(t, addr), nil
		}).of("getpeername", "($self, /)", "getpeername() -> address info\n\nReturn the address of the remote endpoint.  For IP sockets, the address\ninfo is a pair (hostaddr, port)."),
		method(func(t *py.Thread, s *socket, a py.Args) (py.Value, error) {
			addr, err := t.Interp.Host.Net.LocalAddr(s.fd)
			if err != nil {
				return py.Value{}, err
			}
			return addressValue(t, addr), nil
		}).of("getsockname", "($self, /)", "getsockname() -> address info\n\nReturn the address of the local endpoint. The format depends on the\naddress family. For IPv4 sockets, the address info is a pair\n(hostaddr, port). For IPv6 sockets, the address info is a 4-tuple\n(hostaddr, port, flowinfo, scope_id)."),
		method(getOption).of("getsockopt", "($self, level, option, buffersize=0, /)", "getsockopt(level, option[, buffersize]) -> value\n\nGet a socket option.  See the Unix manual for level and option.\nIf a nonzero buffersize argument is given, the return value is a\nstring of that length; otherwise it is an integer."),
		method(setOption).of("setsockopt", "($self, level, option, value, optlen=None, /)", "setsockopt(level, option, value: int)\nsetsockopt(level, option, value: buffer)\nsetsockopt(level, option, None, optlen: int)\n\nSet a socket option.  See the Unix manual for level and option.\nThe value argument can either be an integer, a string buffer, or\nNone, optlen."),
		method(func(t *py.Thread, s *socket, a py.Args) (py.Value, error) {
			n, err := cInt(t, a[0])
			if err != nil {
				return py.Value{}, err
			}
			return py.None, t.Interp.Host.Net.Listen(s.fd, max(n, 0))
		}).of("listen", "($self, backlog=128, /)", "listen([backlog])\n\nEnable a server to accept connections.  If backlog is specified, it must be\nat least 0 (if it is lower, it is set to 0); it specifies the number of\nunaccepted connections that the system will allow before refusing new\nconnections. If not specified, a default reasonable value is chosen."),
		method(func(t *py.Thread, s *socket, a py.Args) (py.Value, error) {
			on, err := py.IsTrue(t, a[0])
			if err != nil {
				return py.Value{}, err
			}
			d := time.Duration(0)
			if on {
				d = -1
			}
			return py.None, s.setTimeout(t, d)
		}).of("setblocking", "($self, object, /)", "setblocking(flag)\n\nSet the socket to blocking (flag is true) or non-blocking (false).\nsetblocking(True) is equivalent to settimeout(None);\nsetblocking(False) is equivalent to settimeout(0.0)."),
		method(func(t *py.Thread, s *socket, a py.Args) (py.Value, error) {
			return py.Bool(s.timeout != 0), nil
		}).of("getblocking", "($self, /)", "getblocking()\n\nReturns True if socket is in blocking mode, or False if it\nis in non-blocking mode."),
		method(func(t *py.Thread, s *socket, a py.Args) (py.Value, error) {
			d, err := timeoutArg(t, a[0])
			if err != nil {
				return py.Value{}, err
			}
			return py.None, s.setTimeout(t, d)
		}).of("settimeout", "($self, object, /)", "settimeout(timeout)\n\nSet a timeout on socket operations.  'timeout' can be a float,\ngiving in seconds, or None.  Setting a timeout of None disables\nthe timeout feature and is equivalent to setblocking(1).\nSetting a timeout of zero is the same as setblocking(0)."),
		method(func(t *py.Thread, s *socket, a py.Args) (py.Value, error) {
			return timeoutValue(s.timeout), nil
		}).of("gettimeout", "($self, /)", "gettimeout() -> timeout\n\nReturns the timeout in seconds (float) associated with socket\noperations. A timeout of None indicates that timeouts on socket\noperations are disabled."),
		method(func(t *py.Thread, s *socket, a py.Args) (py.Value, error) {
			how, err := cInt(t, a[0])
			if err != nil {
				return py.Value{}, err
			}
			return py.None, t.Interp.Host.Net.Shutdown(s.fd, how)
		}).of("shutdown", "($self, object, /)", "shutdown(flag)\n\nShut down the reading side of the socket (flag == SHUT_RD), the writing side\nof the socket (flag == SHUT_WR), or both ends (flag == SHUT_RDWR)."),
	}
}

func socketInit(t *py.Thread, self py.Value, a py.Args) error {
	s := py.Cast[socket](self)
	n, err := cInts(t, a[0], a[1], a[2])
	if err != nil {
		return err
	}
	family, typ, proto := n[0], n[1], n[2]
	h := t.Interp.Host
	if !a[3].IsNone() {
		if _, isFloat := py.AsFloat(a[3]); isFloat {
			return py.Errorf(py.TypeError, "'float' object cannot be interpreted as an integer")
		}
		fd, err := ospath.FDArg(t, a[3])
		if err != nil {
			return err
		}
		if fd < 0 {
			return py.Errorf(py.ValueError, "negative file descriptor")
		}
		addr, err := h.Net.LocalAddr(fd)
		if err != nil {
			return err
		}
		if family == -1 {
			family = addr.Family
		}
		if typ == -1 {
			if typ, err = s.intOption(t, fd, "SO_TYPE"); err != nil {
				return err
			}
		}
		if proto == -1 {
			proto = 0
			if stateOf(t).number("SO_PROTOCOL") >= 0 {
				if proto, err = s.intOption(t, fd, "SO_PROTOCOL"); err != nil {
					return err
				}
			}
		}
		return s.adopt(t, fd, family, typ, proto)
	}
	st := stateOf(t)
	if family == -1 {
		family = st.number("AF_INET")
	}
	if typ == -1 {
		typ = st.number("SOCK_STREAM")
	}
	fd, err := h.Net.Socket(family, typ, max(proto, 0))
	if err != nil {
		return err
	}
	return s.adopt(t, fd, family, typ, max(proto, 0))
}

// adopt makes s the object of a descriptor.
func (s *socket) adopt(t *py.Thread, fd, family, typ, proto int) error {
	files, st := t.Interp.Host.Files, stateOf(t)
	if s.fd >= 0 && s.fd != fd {
		s.dropped.Stop()
		files.Close(s.fd) // __init__ was called again
	}
	s.fd, s.family, s.typ, s.proto = fd, family, typ, proto
	s.dropped = runtime.AddCleanup(s, func(fd int) { files.Close(fd) }, fd) // nobody is left to hear of errors
	for _, flag := range [...]string{"SOCK_NONBLOCK", "SOCK_CLOEXEC"} {
		bit := st.number(flag)
		if bit < 0 || typ&bit == 0 {
			continue
		}
		s.typ &^= bit
	}
	if bit := st.number("SOCK_NONBLOCK"); bit >= 0 && typ&bit != 0 {
		s.timeout = 0
		return nil
	}
	s.timeout = st.timeout
	if s.timeout >= 0 {
		return files.SetBlocking(fd, false)
	}
	return nil
}

func (s *socket) setTimeout(t *py.Thread, d time.Duration) error {
	s.timeout = d
	return t.Interp.Host.Files.SetBlocking(s.fd, d < 0)
}

func (s *socket) intOption(t *py.Thread, fd int, name string) (int, error) {
	st := stateOf(t)
	var b [4]byte
	_, err := t.Interp.Host.Net.Option(fd, st.number("SOL_SOCKET"), st.number(name), b[:])
	return int(int32(binary.NativeEndian.Uint32(b[:]))), err
}

// call runs an operation of the host that does not wait until it can be done: events
// tell what to wait for. After the socket's timeout the error is TimeoutError.
func (s *socket) call(t *py.Thread, events int16, op func() error) error {
	return s.callUntil(t, events, s.deadline(), 0, op)
}

// deadline is when an operation that begins now times out.
func (s *socket) deadline() time.Time {
	if s.timeout <= 0 {
		return time.Time{}
	}
	return time.Now().Add(s.timeout)
}

// callUntil is call with a deadline, for an operation that has flags: MSG_DONTWAIT is
// the host's business on a blocking socket.
func (s *socket) callUntil(t *py.Thread, events int16, deadline time.Time, flags int, op func() error) error {
	now := s.timeout == 0 || s.timeout < 0 && flags&max(stateOf(t).number("MSG_DONTWAIT"), 0) != 0
	for {
		var err error
		t.AllowThreads(func() { err = op() })
		if now || !errors.Is(err, host.EAGAIN) && !errors.Is(err, host.EWOULDBLOCK) {
			return err
		}
		if err := s.wait(t, events, deadline); err != nil {
			return err
		}
	}
}

func (s *socket) wait(t *py.Thread, events int16, deadline time.Time) error {
	left := time.Duration(-1)
	if !deadline.IsZero() {
		left = max(time.Until(deadline), 0)
	}
	if s.fd < 0 {
		return hostError(t, host.EBADF) // closed by another thread; poll(2) would pass over it
	}
	fds := []host.PollFD{{FD: s.fd, Events: events}}
	n, err := polling.Poll(t, fds, left)
	if err == nil && n == 0 {
		err = py.Errorf(py.TimeoutError, "timed out")
	}
	if err == nil && fds[0].Revents&host.PollInval != 0 {
		err = hostError(t, host.EBADF)
	}
	return err
}

// hostError is the error for a number, with the text of the platform.
func hostError(t *py.Thread, n host.Errno) error {
	return &host.Error{Errno: n, Text: t.Interp.Host.System.Platform().Strerror(int(n))}
}

func socketAccept(t *py.Thread, s *socket, _ py.Args) (py.Value, error) {
	var conn int
	var from host.SockAddr
	err := s.call(t, host.PollIn, func() (err error) {
		conn, from, err = t.Interp.Host.Net.Accept(s.fd)
		return err
	})
	if err != nil {
		return py.Value{}, err
	}
	return py.NewPair(py.Int(int64(conn)), addressValue(t, from)), nil
}

func socketBind(t *py.Thread, s *socket, a py.Args) (py.Value, error) {
	addr, err := s.address(t, "bind", a[0])
	if err != nil {
		return py.Value{}, err
	}
	t.AllowThreads(func() { err = t.Interp.Host.Net.Bind(s.fd, addr) })
	return py.None, err
}

func socketClose(t *py.Thread, s *socket, _ py.Args) (py.Value, error) {
	fd := s.fd
	if fd < 0 {
		return py.None, nil
	}
	// Before the GIL is given away: another thread must not use the number.
	s.fd = -1
	s.dropped.Stop()
	var err error
	t.AllowThreads(func() { err = t.Interp.Host.Files.Close(fd) })
	return py.None, notReset(err)
}

// connect returns errors of the connection as host errors.
func (s *socket) connect(t *py.Thread, addr host.SockAddr) error {
	h, deadline := t.Interp.Host, s.deadline()
	for pause := time.Millisecond; ; pause = min(2*pause, 20*time.Millisecond) {
		var err error
		t.AllowThreads(func() { err = h.Net.Connect(s.fd, addr) })
		switch {
		case err == nil || s.timeout == 0:
			return err
		case errors.Is(err, host.EINPROGRESS):
			if err := s.wait(t, host.PollOut, deadline); err != nil {
				return err
			}
			if s.timeout < 0 {
				// The second call has the result, and leaves the socket as a blocking call
				// does: after SO_ERROR the next connect would fail with ECONNABORTED.
				if err = h.Net.Connect(s.fd, addr); errors.Is(err, host.Errno(h.System.Platform().Errno["EISCONN"])) {
					err = nil
				}
				return err
			}
			n, err := s.intOption(t, s.fd, "SO_ERROR")
			if err == nil && n != 0 {
				err = hostError(t, host.Errno(n))
			}
			return err
		case errors.Is(err, host.EAGAIN) && s.timeout < 0:
			// An AF_UNIX socket whose listener is behind: a blocking connect(2) would
			// wait, and nothing tells when there is room.
			if _, err := polling.Poll(t, nil, pause); err != nil {
				return err
			}
		default:
			return err
		}
	}
}

func socketConnect(t *py.Thread, s *socket, a py.Args) (py.Value, error) {
	addr, err := s.address(t, "connect", a[0])
	if err != nil {
		return py.Value{}, err
	}
	return py.None, s.connect(t, addr)
}

func socketConnectEx(t *py.Thread, s *socket, a py.Args) (py.Value, error) {
	addr, err := s.address(t, "connect_ex", a[0])
	if err != nil {
		return py.Value{}, err
	}
	err = s.connect(t, addr)
	var he *host.Error
	switch {
	case err == nil:
		return py.Int(0), nil
	case errors.As(err, &he):
		return py.Int(int64(he.Errno)), nil
	case py.Matches(err, py.TimeoutError):
		return py.Int(int64(host.EWOULDBLOCK)), nil
	}
	return py.Value{}, err
}

// maxOption is the longest value of an option that getsockopt reads.
const maxOption = 1024

func getOption(t *py.Thread, s *socket, a py.Args) (py.Value, error) {
	n, err := cInts(t, a[0], a[1], a[2])
	if err != nil {
		return py.Value{}, err
	}
	if n[2] == 0 {
		var b [4]byte
		if _, err := t.Interp.Host.Net.Option(s.fd, n[0], n[1], b[:]); err != nil {
			return py.Value{}, err
		}
		return py.Int(int64(int32(binary.NativeEndian.Uint32(b[:])))), nil
	}
	if n[2] < 0 || n[2] > maxOption {
		return py.Value{}, py.Errorf(py.OSError, "getsockopt buflen out of range")
	}
	b := make([]byte, n[2])
	size, err := t.Interp.Host.Net.Option(s.fd, n[0], n[1], b)
	if err != nil {
		return py.Value{}, err
	}
	return py.NewBytes(b[:size]), nil
}

func setOption(t *py.Thread, s *socket, a py.Args) (py.Value, error) {
	n, err := cInts(t, a[0], a[1])
	if err != nil {
		return py.Value{}, err
	}
	var value []byte
	switch num, isInt := py.AsInt64(a[2]); {
	case !a[3].IsNone():
		if !a[2].IsNone() {
			return py.Value{}, py.Errorf(py.TypeError, "setsockopt() takes exactly 3 arguments (4 given)")
		}
		size, err := cInt(t, a[3])
		if err != nil {
			return py.Value{}, err
		}
		if size != 0 {
			// C passes no memory of that size, which no family here makes sense of.
			return py.Value{}, hostError(t, 14) // EFAULT
		}
	case isInt && num == int64(int32(num)):
		value = binary.NativeEndian.AppendUint32(nil, uint32(num))
	default:
		if value, err = py.ReadBytes(t, a[2]); err != nil {
			return py.Value{}, err
		}
	}
	return py.None, t.Interp.Host.Net.SetOption(s.fd, n[0], n[1], value)
}
