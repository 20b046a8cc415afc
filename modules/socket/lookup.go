package socket

import (
	"errors"
	"net/netip"
	"strconv"
	"strings"

	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
)

func lookupMethods() []py.Method {
	return []py.Method{
		{Name: "getaddrinfo", Signature: "($module, /, host, port, family=0, type=0, proto=0, flags=0)", Func: getAddrInfo, Doc: "getaddrinfo(host, port [, family, type, proto, flags])\n    -> list of (family, type, proto, canonname, sockaddr)\n\nResolve host and port into addrinfo struct."},
		{Name: "getnameinfo", Signature: "($module, sockaddr, flags, /)", Func: getNameInfo, Doc: "getnameinfo(sockaddr, flags) --> (host, port)\n\nGet host and port for a sockaddr."},
		{Name: "gethostbyname", Signature: "($module, host, /)", Func: getHostByName, Doc: "gethostbyname(host) -> address\n\nReturn the IP address (a string of the form '255.255.255.255') for a host."},
		{Name: "gethostbyname_ex", Signature: "($module, host, /)", Func: getHostByNameEx, Doc: "gethostbyname_ex(host) -> (name, aliaslist, addresslist)\n\nReturn the true host name, a list of aliases, and a list of IP addresses,\nfor a host.  The host argument is a string giving a host name or IP number."},
		{Name: "gethostbyaddr", Signature: "($module, host, /)", Func: getHostByAddr, Doc: "gethostbyaddr(host) -> (name, aliaslist, addresslist)\n\nReturn the true host name, a list of aliases, and a list of IP addresses,\nfor a host.  The host argument is a string giving a host name or IP number."},
		{Name: "gethostname", Signature: "($self, /)", Func: func(t *py.Thread, _ py.Value, _ py.Args) (py.Value, error) {
			u, err := t.Interp.Host.System.Uname()
			if err != nil {
				return py.Value{}, err
			}
			return py.NewStr(py.DecodeFS(u.Nodename)), nil
		}, Doc: "gethostname() -> string\n\nReturn the current host name."},
	}
}

// lookupFailed is the gaierror for a code by its name.
func (s *state) lookupFailed(t *py.Thread, name string) error {
	return py.NewException(s.gaierror, py.Int(int64(s.number(name))), py.NewStr(gaiText(name)))
}

// gaiText is glibc's text for an error of getaddrinfo.
func gaiText(name string) string {
	switch name {
	case "EAI_ADDRFAMILY":
		return "Address family for hostname not supported"
	case "EAI_AGAIN":
		return "Temporary failure in name resolution"
	case "EAI_BADFLAGS":
		return "Bad value for ai_flags"
	case "EAI_FAMILY":
		return "ai_family not supported"
	case "EAI_NONAME":
		return "Name or service not known"
	case "EAI_SERVICE":
		return "Servname not supported for ai_socktype"
	case "EAI_SOCKTYPE":
		return "ai_socktype not supported"
	}
	return "Non-recoverable failure in name resolution"
}

// gaiError makes a gaierror of the error of a lookup; others stay as they are.
func (s *state) gaiError(t *py.Thread, err error) error {
	var le *host.LookupError
	switch {
	case !errors.As(err, &le):
		return err
	case le.Failed:
		return s.lookupFailed(t, "EAI_FAIL")
	case le.Temporary:
		return s.lookupFailed(t, "EAI_AGAIN")
	}
	return s.lookupFailed(t, "EAI_NONAME")
}

// zoneID is the index of an interface by its name or number.
func zoneID(t *py.Thread, zone string) (id uint32, ok bool, err error) {
	if n, err := strconv.ParseUint(zone, 10, 32); err == nil {
		return uint32(n), true, nil
	}
	all, err := t.Interp.Host.Net.Interfaces()
	for _, i := range all {
		if i.Name == zone {
			return uint32(i.Index), true, nil
		}
	}
	return 0, false, err
}

// zoneName is the zone of an address: of one that is for the link only, the name of
// the interface.
func zoneName(t *py.Thread, ip []byte, id int) (string, error) {
	if a, ok := netip.AddrFromSlice(ip); ok && (a.IsLinkLocalUnicast() || a.IsLinkLocalMulticast()) {
		all, err := t.Interp.Host.Net.Interfaces()
		if err != nil {
			return "", err
		}
		for _, i := range all {
			if i.Index == id {
				return i.Name, nil
			}
		}
	}
	return strconv.Itoa(id), nil
}

// kind is a row of what getaddrinfo knows of sockets: a type with its protocol.
type kind struct {
	typ, proto int
	name       string // of the protocol in the list of services
	raw        bool   // any protocol, and no services
}

func getAddrInfo(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	name, service, err := addrInfoNames(t, a[0], a[1])
	if err != nil {
		return py.Value{}, err
	}
	n, err := cInts(t, a[2], a[3], a[4], a[5])
	if err != nil {
		return py.Value{}, err
	}
	st := stateOf(t)
	family, flags := n[0], n[3]
	canonical := st.number("AI_CANONNAME")
	switch {
	case flags&^st.knownFlags() != 0, flags&canonical != 0 && name == nil:
		return py.Value{}, st.lookupFailed(t, "EAI_BADFLAGS")
	case name == nil && service == nil:
		return py.Value{}, st.lookupFailed(t, "EAI_NONAME")
	case family != 0 && family != st.number("AF_INET") && family != st.number("AF_INET6"):
		return py.Value{}, st.lookupFailed(t, "EAI_FAMILY")
	}
	kinds, ports, err := st.services(t, service, n[1], n[2], flags)
	if err != nil {
		return py.Value{}, err
	}
	var hosts []host.SockAddr
	if name == nil {
		hosts = st.ownAddresses(family, flags&st.number("AI_PASSIVE") != 0)
	} else if hosts, err = findHost(t, *name, family, flags); err != nil {
		return py.Value{}, err
	}
	canonName := ""
	if flags&canonical != 0 {
		if canonName, err = canonicalName(t, *name); err != nil {
			return py.Value{}, st.gaiError(t, err)
		}
	}
	var list []py.Value
	for _, h := range hosts {
		for i, k := range kinds {
			h.Port = ports[i]
			list = append(list, py.NewTuple(py.Int(int64(h.Family)), py.Int(int64(k.typ)), py.Int(int64(k.proto)), py.NewStr(canonName), addressValue(t, h)))
			canonName = ""
		}
	}
	return py.NewList(list...), nil
}

// addrInfoNames reads the first arguments of getaddrinfo; nil is None.
func addrInfoNames(t *py.Thread, h, port py.Value) (name, service *string, err error) {
	_, isStr := py.AsStr(h)
	_, isBytes := py.AsBytes(h)
	switch {
	case h.IsNone():
	case isStr || isBytes:
		s, err := hostName(t, h)
		if err != nil {
			return nil, nil, err
		}
		if name = &s; s == "*" {
			name = nil
		}
	default:
		return nil, nil, py.Errorf(py.TypeError, "getaddrinfo() argument 1 must be string or None")
	}
	var s string
	if _, ok := py.AsStr(port); ok {
		v, err := t.EncodeStr(port, "utf-8", "strict")
		if err != nil {
			return nil, nil, err
		}
		b, _ := py.AsBytes(v)
		s = string(b)
	} else if p, ok := py.AsBytes(port); ok {
		s = string(p)
	} else if py.IsAnyInt(port) {
		if s, err = py.IntText(t, port, 10); err != nil {
			return nil, nil, err
		}
	} else if port.IsNone() {
		return name, nil, nil
	} else {
		return nil, nil, py.Errorf(py.OSError, "Int or String expected")
	}
	if strings.IndexByte(s, 0) >= 0 {
		return nil, nil, py.Errorf(py.ValueError, "embedded null character")
	}
	return name, &s, nil
}

func (s *state) knownFlags() (all int) {
	for _, name := range [...]string{"AI_PASSIVE", "AI_CANONNAME", "AI_NUMERICHOST", "AI_NUMERICSERV", "AI_ALL", "AI_V4MAPPED", "AI_ADDRCONFIG"} {
		all |= max(s.number(name), 0)
	}
	return all
}

// services finds the kinds of sockets that are asked for, with the port of each.
func (s *state) services(t *py.Thread, service *string, typ, proto, flags int) (kinds []kind, ports []int, err error) {
	all := [...]kind{
		{s.number("SOCK_STREAM"), s.number("IPPROTO_TCP"), "tcp", false},
		{s.number("SOCK_DGRAM"), s.number("IPPROTO_UDP"), "udp", false},
		{s.number("SOCK_RAW"), 0, "", true},
	}
	fits := false
	port, byNumber := 0, true
	if service != nil {
		n, err := strconv.ParseUint(*service, 10, 64)
		if byNumber = err == nil || *service == ""; byNumber {
			port = int(n & 0xffff)
		} else if flags&s.number("AI_NUMERICSERV") != 0 {
			return nil, nil, s.lookupFailed(t, "EAI_NONAME")
		}
	}
	asked := typ != 0 || proto != 0
	for _, k := range all {
		if typ != 0 && typ != k.typ || proto != 0 && proto != k.proto && !k.raw {
			continue
		}
		if k.raw && asked {
			if fits && typ == 0 {
				continue // a protocol that has a kind of its own
			}
			k.proto = proto
			if service != nil {
				return nil, nil, s.lookupFailed(t, "EAI_SERVICE")
			}
		}
		fits = true
		if !byNumber {
			if k.raw {
				continue
			}
			found, ok, err := findService(t, *service, k.name)
			if err != nil {
				return nil, nil, err
			}
			if !ok {
				continue
			}
			port = found.Port
		}
		kinds, ports = append(kinds, k), append(ports, port)
	}
	switch {
	case !fits && typ != 0:
		return nil, nil, s.lookupFailed(t, "EAI_SOCKTYPE")
	case len(kinds) == 0:
		return nil, nil, s.lookupFailed(t, "EAI_SERVICE")
	}
	return kinds, ports, nil
}

// ownAddresses are those for a missing host: to listen on, or to connect to.
func (s *state) ownAddresses(family int, passive bool) []host.SockAddr {
	v4 := host.SockAddr{Family: s.number("AF_INET"), IP: []byte{127, 0, 0, 1}}
	v6 := host.SockAddr{Family: s.number("AF_INET6"), IP: make([]byte, 16)}
	all := []host.SockAddr{v6, v4}
	if passive {
		v4.IP = make([]byte, 4)
		all = []host.SockAddr{v4, v6}
	} else {
		v6.IP[15] = 1
	}
	switch family {
	case v4.Family:
		return []host.SockAddr{v4}
	case v6.Family:
		return []host.SockAddr{v6}
	}
	return all
}

// canonicalName is the host's own name; an address is its own.
func canonicalName(t *py.Thread, name string) (canonical string, err error) {
	if plain, _, _ := strings.Cut(name, "%"); pton(plain) != nil || aton(name) != nil {
		return name, nil
	}
	stop := t.Blocking(func(interrupted <-chan struct{}) bool {
		canonical, err = t.Interp.Host.Net.LookupName(name, interrupted)
		return !host.IsInterrupted(err)
	})
	if stop != nil {
		err = stop
	}
	return canonical, err
}

func lookupAddr(t *py.Thread, ip []byte) (names []string, err error) {
	stop := t.Blocking(func(interrupted <-chan struct{}) bool {
		names, err = t.Interp.Host.Net.LookupAddr(ip, interrupted)
		return !host.IsInterrupted(err)
	})
	if stop != nil {
		err = stop
	}
	return names, err
}

func hostArg(t *py.Thread, v py.Value, fname string) (string, error) {
	_, isStr := py.AsStr(v)
	if !isStr && (!py.IsBuffer(v) || py.TypeOf(v).FullName() != "bytes" && py.TypeOf(v).FullName() != "bytearray") {
		return "", py.Errorf(py.TypeError, "%s() argument 1 must be str, bytes or bytearray, not %s", fname, py.ArgName(v))
	}
	return hostName(t, v)
}

func getHostByName(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	name, err := hostArg(t, a[0], "gethostbyname")
	if err != nil {
		return py.Value{}, err
	}
	addr, err := resolve(t, name, stateOf(t).number("AF_INET"))
	if err != nil {
		return py.Value{}, err
	}
	return py.NewASCII(ntop(addr.IP)), nil
}

func hostEntry(name string, aliases []string, addrs []py.Value) py.Value {
	others := make([]py.Value, len(aliases))
	for i, s := range aliases {
		others[i] = py.NewStr(py.DecodeFS(s))
	}
	return py.NewTuple(py.NewStr(py.DecodeFS(name)), py.NewList(others...), py.NewList(addrs...))
}

func getHostByNameEx(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	name, err := hostArg(t, a[0], "gethostbyname_ex")
	if err != nil {
		return py.Value{}, err
	}
	st := stateOf(t)
	list, err := findHost(t, name, st.number("AF_INET"), 0)
	if err != nil {
		return py.Value{}, err
	}
	canonical, err := canonicalName(t, name)
	if err != nil {
		return py.Value{}, st.gaiError(t, err)
	}
	var aliases []string
	if canonical != name {
		aliases = []string{name}
	}
	addrs := make([]py.Value, len(list))
	for i, h := range list {
		addrs[i] = py.NewASCII(ntop(h.IP))
	}
	return hostEntry(canonical, aliases, addrs), nil
}

func getHostByAddr(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	name, err := hostArg(t, a[0], "gethostbyaddr")
	if err != nil {
		return py.Value{}, err
	}
	addr, err := resolve(t, name, 0)
	if err != nil {
		return py.Value{}, err
	}
	names, err := lookupAddr(t, addr.IP)
	if le := (*host.LookupError)(nil); errors.As(err, &le) || err == nil && len(names) == 0 {
		code, text := 1, "Unknown host"
		if le != nil && le.Temporary {
			code, text = 2, "Host name lookup failure"
		}
		err = py.NewException(stateOf(t).herror, py.Int(int64(code)), py.NewStr(text))
	}
	if err != nil {
		return py.Value{}, err
	}
	return hostEntry(names[0], names[1:], []py.Value{py.NewASCII(ntop(addr.IP))}), nil
}

func getNameInfo(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	tuple, ok := py.As[py.Tuple](a[0], py.TupleType)
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "getnameinfo() argument 1 must be a tuple")
	}
	flags, err := cInt(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	items := tuple.Items
	if len(items) < 2 || len(items) > 4 {
		return py.Value{}, py.Errorf(py.TypeError, "getnameinfo(): illegal sockaddr argument")
	}
	name, err := strArg(items[0], "getnameinfo", 1)
	if err != nil {
		return py.Value{}, err
	}
	n, err := cInts(t, items[1:]...)
	if err != nil {
		return py.Value{}, err
	}
	st := stateOf(t)
	if len(n) > 1 && (n[1] < 0 || n[1] > 0xfffff) {
		return py.Value{}, py.Errorf(py.OverflowError, "getnameinfo(): flowinfo must be 0-1048575.")
	}
	list, err := findHost(t, name, 0, st.number("AI_NUMERICHOST"))
	if err != nil {
		return py.Value{}, err
	}
	addr := list[0]
	if len(addr.IP) == 4 && len(items) != 2 {
		return py.Value{}, py.Errorf(py.OSError, "IPv4 sockaddr must be 2 tuple")
	}
	hostText := ntop(addr.IP)
	if flags&st.number("NI_NUMERICHOST") == 0 {
		names, err := lookupAddr(t, addr.IP)
		le := (*host.LookupError)(nil)
		switch {
		case err != nil && !errors.As(err, &le):
			return py.Value{}, err
		case err == nil && len(names) > 0:
			hostText = names[0]
		case flags&st.number("NI_NAMEREQD") != 0:
			return py.Value{}, st.lookupFailed(t, "EAI_NONAME")
		}
	}
	if len(n) == 3 && n[2] != 0 && hostText == ntop(addr.IP) {
		zone, err := zoneName(t, addr.IP, n[2])
		if err != nil {
			return py.Value{}, err
		}
		hostText += "%" + zone
	}
	port := n[0] & 0xffff
	service := strconv.Itoa(port)
	if flags&st.number("NI_NUMERICSERV") == 0 {
		proto := "tcp"
		if flags&st.number("NI_DGRAM") != 0 {
			proto = "udp"
		}
		all, err := t.Interp.Host.Net.Services()
		if err != nil {
			return py.Value{}, err
		}
		for _, s := range all {
			if s.Port == port && s.Proto == proto {
				service = s.Name
				break
			}
		}
	}
	return py.NewPair(py.NewStr(py.DecodeFS(hostText)), py.NewStr(py.DecodeFS(service))), nil
}
