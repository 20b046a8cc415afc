package socket

import (
	"bytes"
	"errors"
	"strings"

	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
)

// maxPath is the room for the name of an AF_UNIX socket.
func maxPath(t *py.Thread) int {
	if t.Interp.Host.System.Platform().OS == "linux" {
		return 108
	}
	return 104
}

func noFamily(t *py.Thread) host.Errno {
	return host.Errno(t.Interp.Host.System.Platform().Errno["EAFNOSUPPORT"])
}

// address reads an address for the socket, which fname is given.
func (s *socket) address(t *py.Thread, fname string, v py.Value) (host.SockAddr, error) {
	st := stateOf(t)
	a := host.SockAddr{Family: s.family}
	switch s.family {
	case st.number("AF_UNIX"):
		return a, unixPath(t, &a, v)
	case st.number("AF_INET"), st.number("AF_INET6"):
	default:
		return a, py.Errorf(py.OSError, "%s(): bad family", fname)
	}
	name, v6, form := "AF_INET", s.family == st.number("AF_INET6"), "AF_INET address must be a pair (host, port)"
	if v6 {
		name, form = "AF_INET6", "AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])"
	}
	tuple, ok := py.As[py.Tuple](v, py.TupleType)
	if !ok {
		return a, py.Errorf(py.TypeError, "%s(): %s address must be tuple, not %s", fname, name, py.TypeOf(v).Name())
	}
	items := tuple.Items
	if len(items) < 2 || len(items) > 2 && !v6 || len(items) > 4 {
		return a, py.Errorf(py.TypeError, "%s", form)
	}
	name, err := hostName(t, items[0])
	if err != nil {
		return a, err
	}
	numbers := [3]int{}
	for i, item := range items[1:] {
		if numbers[i], err = cInt(t, item); err != nil && !(i == 0 && py.Matches(err, py.OverflowError)) {
			return a, err
		} else if i == 0 && (err != nil || numbers[0] < 0 || numbers[0] > 0xffff) {
			return a, py.Errorf(py.OverflowError, "%s(): port must be 0-65535.", fname)
		}
	}
	if numbers[1] < 0 || numbers[1] > 0xfffff {
		return a, py.Errorf(py.OverflowError, "%s(): flowinfo must be 0-1048575.", fname)
	}
	if a, err = resolve(t, name, s.family); err != nil {
		return a, err
	}
	a.Port, a.Flow = numbers[0], uint32(numbers[1])
	if len(items) == 4 {
		a.ScopeID = uint32(numbers[2])
	}
	return a, nil
}

func unixPath(t *py.Thread, a *host.SockAddr, v py.Value) error {
	if s, ok := py.AsStr(v); ok {
		path, err := py.EncodeFS(s)
		if err != nil {
			return err
		}
		a.Path = path
	} else {
		b, err := py.ReadBytes(t, v)
		if err != nil {
			return err
		}
		a.Path = string(b)
	}
	if room := maxPath(t); len(a.Path) > room || len(a.Path) == room && a.Path[0] != 0 {
		return py.Errorf(py.OSError, "AF_UNIX path too long")
	}
	return nil
}

// hostName reads the name of a host: text outside of ASCII is encoded by IDNA.
func hostName(t *py.Thread, v py.Value) (string, error) {
	name, ok := py.AsBytes(v)
	switch s, isStr := py.AsStr(v); {
	case ok:
	case isStr:
		if isASCII(s.String()) {
			name = []byte(s.String())
			break
		}
		b, err := t.EncodeStr(v, "idna", "strict")
		if err != nil {
			return "", err
		}
		name, _ = py.AsBytes(b)
	default:
		if !py.IsBuffer(v) || py.TypeOf(v).FullName() != "bytearray" {
			return "", py.Errorf(py.TypeError, "str, bytes or bytearray expected, not %s", py.ArgName(v))
		}
		b, err := py.ReadBytes(t, v)
		if err != nil {
			return "", err
		}
		name = b
	}
	if bytes.IndexByte(name, 0) >= 0 {
		return "", py.Errorf(py.TypeError, "host name must not contain null character")
	}
	return string(name), nil
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// resolve finds the address of a host: "" is every address of this one, and
// "<broadcast>" all hosts.
func resolve(t *py.Thread, name string, family int) (host.SockAddr, error) {
	st := stateOf(t)
	v4, v6 := st.number("AF_INET"), st.number("AF_INET6")
	switch {
	case name == "" && family == v6:
		return host.SockAddr{Family: v6, IP: make([]byte, 16)}, nil
	case name == "":
		return host.SockAddr{Family: v4, IP: make([]byte, 4)}, nil
	case name == "<broadcast>" || name == "255.255.255.255":
		if family != v4 && family != 0 {
			return host.SockAddr{}, py.Errorf(py.OSError, "address family mismatched")
		}
		return host.SockAddr{Family: v4, IP: []byte{255, 255, 255, 255}}, nil
	}
	list, err := findHost(t, name, family, 0)
	if err != nil {
		return host.SockAddr{}, err
	}
	return list[0], nil
}

// findHost returns one or more addresses of a host, written as a number or to be
// looked up.
func findHost(t *py.Thread, name string, family, flags int) (list []host.SockAddr, err error) {
	st := stateOf(t)
	v4, v6 := st.number("AF_INET"), st.number("AF_INET6")
	mapped := flags&max(st.number("AI_V4MAPPED"), 0) != 0
	plain, zone, hasZone := strings.Cut(name, "%")
	ip := pton(plain)
	if ip == nil && !hasZone {
		ip = aton(name)
	}
	if ip != nil && (!hasZone || len(ip) == 16) {
		a := host.SockAddr{Family: v4, IP: ip}
		if len(ip) == 16 {
			a.Family = v6
		}
		if family == v6 && a.Family == v4 && mapped {
			a = mapV4(a, v6)
		}
		if hasZone {
			id, ok, err := zoneID(t, zone)
			if err != nil {
				return nil, err
			}
			if !ok {
				return nil, st.lookupFailed(t, "EAI_NONAME")
			}
			a.ScopeID = id
		}
		if family != 0 && a.Family != family {
			return nil, st.lookupFailed(t, "EAI_ADDRFAMILY")
		}
		return []host.SockAddr{a}, nil
	}
	if name == "" || flags&max(st.number("AI_NUMERICHOST"), 0) != 0 {
		return nil, st.lookupFailed(t, "EAI_NONAME")
	}
	list, err = lookupHost(t, name, family)
	if le := (*host.LookupError)(nil); family == v6 && mapped && errors.As(err, &le) && !le.Temporary {
		if list, err = lookupHost(t, name, v4); err == nil {
			for i := range list {
				list[i] = mapV4(list[i], v6)
			}
		}
	}
	if err == nil && len(list) == 0 {
		err = &host.LookupError{}
	}
	return list, st.gaiError(t, err)
}

func lookupHost(t *py.Thread, name string, family int) (list []host.SockAddr, err error) {
	stop := t.Blocking(func(interrupted <-chan struct{}) bool {
		list, err = t.Interp.Host.Net.LookupHost(name, family, interrupted)
		return !host.IsInterrupted(err)
	})
	if stop != nil {
		err = stop
	}
	return list, err
}

func mapV4(a host.SockAddr, v6 int) host.SockAddr {
	a.Family, a.IP = v6, append([]byte{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff}, a.IP...)
	return a
}

// addressValue is the tuple, str or bytes that shows an address to the program; of a
// family that is not known, None.
func addressValue(t *py.Thread, a host.SockAddr) py.Value {
	st := stateOf(t)
	switch {
	case len(a.IP) == 4:
		return py.NewPair(py.NewASCII(ntop(a.IP)), py.Int(int64(a.Port)))
	case len(a.IP) == 16:
		return py.NewTuple(py.NewASCII(ntop(a.IP)), py.Int(int64(a.Port)), py.Int(int64(a.Flow)), py.Int(int64(a.ScopeID)))
	case a.Family == 0 || a.Family != st.number("AF_UNIX"):
		return py.None
	case strings.HasPrefix(a.Path, "\x00"):
		return py.NewBytes([]byte(a.Path))
	}
	return py.NewStr(py.DecodeFS(a.Path))
}
