package socket

import (
	"encoding/binary"
	"math/bits"
	"net/netip"
	"strconv"
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
)

func inetMethods() []py.Method {
	swap := func(name string, width int, ctype string) py.Method {
		dir := map[byte]string{'h': "host to network", 'n': "network to host"}[name[0]]
		return py.Method{Name: name, Signature: "($module, integer, /)", Doc: "Convert a " + strconv.Itoa(width) + "-bit unsigned integer from " + dir + " byte order.",
			Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				n, err := unsigned(t, a[0], width, ctype)
				if err != nil {
					return py.Value{}, err
				}
				if binary.NativeEndian.Uint16([]byte{1, 0}) == 1 {
					n = bits.ReverseBytes32(n) >> (32 - width)
				}
				return py.Int(int64(n)), nil
			}}
	}
	return []py.Method{
		swap("htons", 16, "uint16_t"), swap("ntohs", 16, "uint16_t"), swap("htonl", 32, "uint32_t"), swap("ntohl", 32, "uint32_t"),
		{Name: "inet_aton", Signature: "($module, ip_addr, /)", Func: inetAton, Doc: "Convert an IP address in string format (123.45.67.89) to the 32-bit packed binary format used in low-level network functions."},
		{Name: "inet_ntoa", Signature: "($module, packed_ip, /)", Func: inetNtoa, Doc: "Convert an IP address from 32-bit packed binary format to string format."},
		{Name: "inet_pton", Signature: "($module, af, ip, /)", Func: inetPton, Doc: "inet_pton(af, ip) -> packed IP address string\n\nConvert an IP address from string format to a packed string suitable\nfor use with low-level network functions."},
		{Name: "inet_ntop", Signature: "($module, af, packed_ip, /)", Func: inetNtop, Doc: "inet_ntop(af, packed_ip) -> string formatted IP address\n\nConvert a packed IP address of the given family to string format."},
	}
}

// unsigned reads an argument of a C type with so many bits.
func unsigned(t *py.Thread, v py.Value, width int, ctype string) (uint32, error) {
	v, err := py.Index(t, v)
	if err != nil {
		return 0, err
	}
	b, _ := py.AsBig(v)
	switch {
	case b.Sign() < 0:
		return 0, py.Errorf(py.ValueError, "Cannot convert negative int")
	case b.BitLen() > width:
		return 0, py.Errorf(py.OverflowError, "Python int too large for C %s", ctype)
	}
	return uint32(b.Uint64()), nil
}

func strArg(v py.Value, fname string, n int) (string, error) {
	s, ok := py.AsStr(v)
	if !ok {
		return "", py.Errorf(py.TypeError, "%s() argument %d must be str, not %s", fname, n, py.ArgName(v))
	}
	if strings.IndexByte(s.String(), 0) >= 0 {
		return "", py.Errorf(py.ValueError, "embedded null character")
	}
	return s.String(), nil
}

func inetAton(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	s, ok := py.AsStr(a[0])
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "inet_aton() argument must be str, not %s", py.ArgName(a[0]))
	}
	text := s.String()
	// C stops at white space.
	if i := strings.IndexAny(text, " \t\n\v\f\r"); i >= 0 {
		text = text[:i]
	}
	ip := aton(text)
	if ip == nil {
		return py.Value{}, py.Errorf(py.OSError, "illegal IP address string passed to inet_aton")
	}
	return py.NewBytes(ip), nil
}

// aton reads an IPv4 address as C's inet_aton does: of one to four numbers, octal and
// hexadecimal ones among them, of which the last fills the rest. It returns nil for
// other text.
func aton(s string) []byte {
	parts := strings.Split(s, ".")
	if len(parts) > 4 {
		return nil
	}
	var ip uint64
	for i, p := range parts {
		if p == "" || strings.ContainsAny(p, "_+-oObB") && !strings.HasPrefix(strings.ToLower(p), "0x") || strings.Contains(p, "_") {
			return nil
		}
		n, err := strconv.ParseUint(p, 0, 32)
		if err != nil {
			return nil
		}
		if i < len(parts)-1 {
			if n > 255 {
				return nil
			}
			ip |= n << (24 - 8*i)
			continue
		}
		if n >= 1<<(32-8*i) {
			return nil
		}
		ip |= n
	}
	return binary.BigEndian.AppendUint32(nil, uint32(ip))
}

func inetNtoa(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	b, err := py.ReadBytes(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	if len(b) != 4 {
		return py.Value{}, py.Errorf(py.OSError, "packed IP wrong length for inet_ntoa")
	}
	return py.NewASCII(ntop(b)), nil
}

func inetPton(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	family, err := cInt(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	text, err := strArg(a[1], "inet_pton", 2)
	if err != nil {
		return py.Value{}, err
	}
	st := stateOf(t)
	if family != st.number("AF_INET") && family != st.number("AF_INET6") {
		return py.Value{}, hostError(t, noFamily(t))
	}
	ip := pton(text)
	if len(ip) == 0 || (len(ip) == 4) != (family == st.number("AF_INET")) {
		return py.Value{}, py.Errorf(py.OSError, "illegal IP address string passed to inet_pton")
	}
	return py.NewBytes(ip), nil
}

// pton reads the usual form of an address without a zone; nil for other text.
func pton(s string) []byte {
	ip, err := netip.ParseAddr(s)
	if err != nil || ip.Zone() != "" {
		return nil
	}
	return ip.AsSlice()
}

func inetNtop(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	family, err := cInt(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	b, err := py.ReadBytes(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	size := 4
	switch st := stateOf(t); family {
	case st.number("AF_INET"):
	case st.number("AF_INET6"):
		size = 16
	default:
		return py.Value{}, py.Errorf(py.ValueError, "unknown address family %d", family)
	}
	if len(b) != size {
		return py.Value{}, py.Errorf(py.ValueError, "invalid length of packed IP address string")
	}
	return py.NewASCII(ntop(b)), nil
}

// ntop is C's text of an address of 4 or 16 bytes: as Go's, but an IPv4-compatible
// address shows its IPv4 part.
func ntop(b []byte) string {
	ip, ok := netip.AddrFromSlice(b)
	if !ok {
		return ""
	}
	if len(b) == 16 && allZero(b[:12]) && !allZero(b[12:14]) {
		v4, _ := netip.AddrFromSlice(b[12:])
		return "::" + v4.String()
	}
	return ip.String()
}

func allZero(b []byte) bool {
	for _, c := range b {
		if c != 0 {
			return false
		}
	}
	return true
}
