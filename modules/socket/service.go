package socket

import (
	"slices"

	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/ospath"
)

func serviceMethods() []py.Method {
	return []py.Method{
		{Name: "getservbyname", Signature: "($module, servicename, protocolname=None, /)", Func: getServByName, Doc: "getservbyname(servicename[, protocolname]) -> integer\n\nReturn a port number from a service name and protocol name.\nThe optional protocol name, if given, should be 'tcp' or 'udp',\notherwise any protocol will match."},
		{Name: "getservbyport", Signature: "($module, port, protocolname=None, /)", Func: getServByPort, Doc: "getservbyport(port[, protocolname]) -> string\n\nReturn the service name from a port number and protocol name.\nThe optional protocol name, if given, should be 'tcp' or 'udp',\notherwise any protocol will match."},
		{Name: "getprotobyname", Signature: "($module, name, /)", Func: getProtoByName, Doc: "getprotobyname(name) -> integer\n\nReturn the protocol number for the named protocol.  (Rarely used.)"},
		{Name: "if_nameindex", Signature: "($self, /)", Func: interfaces, Doc: "if_nameindex()\n\nReturns a list of network interface information (index, name) tuples."},
		{Name: "if_nametoindex", Signature: "($module, oname, /)", Func: nameToIndex, Doc: "Returns the interface index corresponding to the interface name if_name."},
		{Name: "if_indextoname", Signature: "($module, if_index, /)", Func: indexToName, Doc: "Returns the interface name corresponding to the interface index if_index."},
	}
}

// findService finds a service by its name or an alias; proto "" means any.
func findService(t *py.Thread, name, proto string) (host.Service, bool, error) {
	all, err := t.Interp.Host.Net.Services()
	for _, s := range all {
		if (s.Name == name || slices.Contains(s.Aliases, name)) && (proto == "" || s.Proto == proto) {
			return s, true, nil
		}
	}
	return host.Service{}, false, err
}

func protoArg(v py.Value, fname string) (string, error) {
	if v.IsNone() {
		return "", nil
	}
	return strArg(v, fname, 2)
}

func getServByName(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	name, err := strArg(a[0], "getservbyname", 1)
	if err != nil {
		return py.Value{}, err
	}
	proto, err := protoArg(a[1], "getservbyname")
	if err != nil {
		return py.Value{}, err
	}
	s, ok, err := findService(t, name, proto)
	if err == nil && !ok {
		err = py.Errorf(py.OSError, "service/proto not found")
	}
	return py.Int(int64(s.Port)), err
}

func getServByPort(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	port, err := cInt(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	proto, err := protoArg(a[1], "getservbyport")
	if err != nil {
		return py.Value{}, err
	}
	if port < 0 || port > 0xffff {
		return py.Value{}, py.Errorf(py.OverflowError, "getservbyport: port must be 0-65535.")
	}
	all, err := t.Interp.Host.Net.Services()
	if err != nil {
		return py.Value{}, err
	}
	for _, s := range all {
		if s.Port == port && (proto == "" || s.Proto == proto) {
			return py.NewStr(s.Name), nil
		}
	}
	return py.Value{}, py.Errorf(py.OSError, "port/proto not found")
}

func getProtoByName(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	name, err := strArg(a[0], "getprotobyname", 1)
	if err != nil {
		return py.Value{}, err
	}
	all, err := t.Interp.Host.Net.Protocols()
	if err != nil {
		return py.Value{}, err
	}
	for _, p := range all {
		if p.Name == name || slices.Contains(p.Aliases, name) {
			return py.Int(int64(p.Number)), nil
		}
	}
	return py.Value{}, py.Errorf(py.OSError, "protocol not found")
}

func interfaces(t *py.Thread, _ py.Value, _ py.Args) (py.Value, error) {
	all, err := t.Interp.Host.Net.Interfaces()
	if err != nil {
		return py.Value{}, err
	}
	list := make([]py.Value, len(all))
	for i, f := range all {
		list[i] = py.NewPair(py.Int(int64(f.Index)), py.NewStr(py.DecodeFS(f.Name)))
	}
	return py.NewList(list...), nil
}

func nameToIndex(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	p, err := ospath.Arg(t, "if_nametoindex", "oname", a[0], 0)
	if err != nil {
		return py.Value{}, err
	}
	all, err := t.Interp.Host.Net.Interfaces()
	if err != nil {
		return py.Value{}, err
	}
	for _, f := range all {
		if f.Name == p.Name {
			return py.Int(int64(f.Index)), nil
		}
	}
	return py.Value{}, hostError(t, host.Errno(t.Interp.Host.System.Platform().Errno["ENODEV"]))
}

func indexToName(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	n, err := unsigned(t, a[0], 32, "unsigned int")
	if err != nil {
		return py.Value{}, err
	}
	all, err := t.Interp.Host.Net.Interfaces()
	if err != nil {
		return py.Value{}, err
	}
	for _, f := range all {
		if f.Index == int(n) {
			return py.NewStr(py.DecodeFS(f.Name)), nil
		}
	}
	return py.Value{}, hostError(t, host.Errno(t.Interp.Host.System.Platform().Errno["ENXIO"]))
}
