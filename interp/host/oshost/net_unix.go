//go:build unix

package oshost

import (
	"encoding/binary"
	"strings"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/gopyrun/gopyrun/interp/host"
)

// Net is the sockets of the system.
type Net struct{}

func (Net) Numbers() map[string]int64 { return netNumbers() }

func (Net) Socket(family, typ, proto int) (int, error) {
	fd, err := socket(family, typ, proto)
	return fd, convert(err)
}

func (Net) SocketPair(family, typ, proto int) ([2]int, error) {
	fds, err := socketPair(family, typ, proto)
	return fds, convert(err)
}

func (Net) Bind(fd int, a host.SockAddr) error {
	sa, err := sockaddr(a)
	if err != nil {
		return err
	}
	return convert(unix.Bind(fd, sa))
}

func (Net) Listen(fd, backlog int) error { return convert(unix.Listen(fd, backlog)) }

// Connect makes a blocking socket non-blocking for the moment of the call: there is
// no flag for that.
func (n Net) Connect(fd int, a host.SockAddr) error {
	sa, err := sockaddr(a)
	if err != nil {
		return err
	}
	blocking, err := Files{}.Blocking(fd)
	if err != nil {
		return err
	}
	if blocking {
		if err := (Files{}).SetBlocking(fd, false); err != nil {
			return err
		}
		defer Files{}.SetBlocking(fd, true) // the descriptor is good
	}
	return convert(retry(func() error { return unix.Connect(fd, sa) }))
}

func (n Net) Accept(fd int) (conn int, from host.SockAddr, err error) {
	if fd < 0 {
		return -1, from, fail(host.EBADF) // which poll(2) passes over
	}
	// On a blocking socket the call would wait.
	if ready, err := poll([]host.PollFD{{FD: fd, Events: host.PollIn}}, 0); err != nil {
		return -1, from, convert(err)
	} else if ready == 0 {
		return -1, from, fail(host.EAGAIN)
	}
	var sa unix.Sockaddr
	err = retry(func() error {
		conn, sa, err = accept(fd)
		return err
	})
	if err != nil {
		return -1, from, convert(err)
	}
	return conn, address(sa), nil
}

func (Net) Recv(fd int, p, control []byte, flags int) (r host.Received, err error) {
	var sa unix.Sockaddr
	err = retry(func() error {
		r.N, r.Control, r.Flags, sa, err = unix.Recvmsg(fd, p, control, flags|unix.MSG_DONTWAIT)
		return err
	})
	if err != nil {
		return host.Received{}, convert(err)
	}
	r.From = address(sa)
	return r, nil
}

func (Net) Send(fd int, p []byte, control []host.ControlMessage, flags int, to *host.SockAddr) (n int, err error) {
	var sa unix.Sockaddr
	if to != nil {
		if sa, err = sockaddr(*to); err != nil {
			return 0, err
		}
	}
	var oob []byte
	for _, c := range control {
		oob = appendControl(oob, c)
	}
	err = retry(func() error {
		n, err = unix.SendmsgN(fd, p, oob, sa, flags|unix.MSG_DONTWAIT)
		return err
	})
	return max(n, 0), convert(err)
}

// The header of a control message is its length, as wide as C's socklen_t or size_t
// of the system, and two ints.
const controlLen = unix.SizeofCmsghdr - 8

func appendControl(b []byte, c host.ControlMessage) []byte {
	start, n := len(b), unix.CmsgLen(len(c.Data))
	b = append(b, make([]byte, unix.CmsgSpace(len(c.Data)))...)
	h := b[start:]
	if controlLen == 8 {
		binary.NativeEndian.PutUint64(h, uint64(n))
	} else {
		binary.NativeEndian.PutUint32(h, uint32(n))
	}
	binary.NativeEndian.PutUint32(h[controlLen:], uint32(c.Level))
	binary.NativeEndian.PutUint32(h[controlLen+4:], uint32(c.Type))
	copy(h[unix.CmsgLen(0):], c.Data)
	return b
}

// Controls shows what there is of a message that was truncated.
func (Net) Controls(b []byte) ([]host.ControlMessage, error) {
	var all []host.ControlMessage
	for len(b) >= unix.CmsgLen(0) {
		n := uint64(binary.NativeEndian.Uint32(b))
		if controlLen == 8 {
			n = binary.NativeEndian.Uint64(b)
		}
		if n < uint64(unix.CmsgLen(0)) {
			break
		}
		end := int(min(n, uint64(len(b))))
		all = append(all, host.ControlMessage{
			Level: int(int32(binary.NativeEndian.Uint32(b[controlLen:]))),
			Type:  int(int32(binary.NativeEndian.Uint32(b[controlLen+4:]))),
			Data:  b[unix.CmsgLen(0):end],
		})
		b = b[min(unix.CmsgSpace(end-unix.CmsgLen(0)), len(b)):]
	}
	return all, nil
}

func (Net) ControlSpace(n int) (space, length int) { return unix.CmsgSpace(n), unix.CmsgLen(n) }

func (Net) LocalAddr(fd int) (host.SockAddr, error) {
	sa, err := unix.Getsockname(fd)
	return address(sa), convert(err)
}

func (Net) PeerAddr(fd int) (host.SockAddr, error) {
	sa, err := unix.Getpeername(fd)
	return address(sa), convert(err)
}

func (Net) Shutdown(fd, how int) error { return convert(unix.Shutdown(fd, how)) }

func (Net) Option(fd, level, name int, value []byte) (int, error) {
	n := uint32(len(value))
	_, _, e := unix.Syscall6(unix.SYS_GETSOCKOPT, uintptr(fd), uintptr(level), uintptr(name),
		uintptr(unsafe.Pointer(unsafe.SliceData(value))), uintptr(unsafe.Pointer(&n)), 0)
	if e != 0 {
		return 0, convert(e)
	}
	return min(int(n), len(value)), nil
}

func (Net) SetOption(fd, level, name int, value []byte) error {
	return convert(unix.SetsockoptString(fd, level, name, string(value)))
}

// sockaddr is an address for the system.
func sockaddr(a host.SockAddr) (unix.Sockaddr, error) {
	switch a.Family {
	case unix.AF_INET:
		sa := &unix.SockaddrInet4{Port: a.Port}
		copy(sa.Addr[:], a.IP)
		return sa, nil
	case unix.AF_INET6:
		sa := &unix.SockaddrInet6{Port: a.Port, ZoneId: a.ScopeID}
		copy(sa.Addr[:], a.IP)
		return sa, nil
	case unix.AF_UNIX:
		if strings.HasPrefix(a.Path, "@") {
			// Package unix means a name in the abstract name space by that.
			return &unix.SockaddrUnix{Name: "./" + a.Path}, nil
		}
		return &unix.SockaddrUnix{Name: a.Path}, nil
	}
	return nil, fail(host.Errno(unix.EAFNOSUPPORT))
}

// address is an address of the system; of a family that is not known, the zero
// address.
func address(sa unix.Sockaddr) host.SockAddr {
	switch sa := sa.(type) {
	case *unix.SockaddrInet4:
		return host.SockAddr{Family: unix.AF_INET, IP: sa.Addr[:], Port: sa.Port}
	case *unix.SockaddrInet6:
		return host.SockAddr{Family: unix.AF_INET6, IP: sa.Addr[:], Port: sa.Port, ScopeID: sa.ZoneId}
	case *unix.SockaddrUnix:
		path := sa.Name
		if name, abstract := strings.CutPrefix(path, "@"); abstract {
			if path = "\x00" + name; name == "" {
				path = "" // a socket without a name
			}
		}
		return host.SockAddr{Family: unix.AF_UNIX, Path: path}
	}
	return host.SockAddr{}
}
