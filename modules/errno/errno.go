// Package errno is the module errno: the error numbers of the interpreter's host.
// https://docs.python.org/3.14/library/errno.html
package errno

import (
	"sort"

	"github.com/gopyrun/gopyrun/interp/py"
)

// Module returns the declaration of the module.
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "errno",
		Doc:  "This module makes available standard errno system symbols.\n\nThe value of each symbol is the corresponding integer value,\ne.g., on most systems, errno.ENOENT equals the integer 2.\n\nThe dictionary errno.errorcode maps numeric codes to symbol names,\ne.g., errno.errorcode[2] could be the string 'ENOENT'.\n\nSymbols that are not relevant to the underlying system are not defined.\n\nTo map error codes to error messages, use the function os.strerror(),\ne.g. os.strerror(2) could return 'No such file or directory'.",
		Exec: exec,
	}
}

// exec fills errorcode with the last of several names, like CPython.
func exec(t *py.Thread, m *py.Module) error {
	all := t.Interp.Host.System.Platform().Errno
	names := make([]string, 0, len(all))
	for name := range all {
		names = append(names, name)
	}
	sort.Slice(names, func(i, j int) bool {
		a, b := names[i], names[j]
		if all[a] != all[b] {
			return all[a] < all[b]
		}
		return rank(a) < rank(b) || rank(a) == rank(b) && a < b
	})
	codes := py.NewDict()
	for _, name := range names {
		n := py.Int(int64(all[name]))
		m.Dict.SetName(name, n)
		if !codes.Set(t, n, py.NewStr(name)) {
			return t.Take()
		}
	}
	m.Dict.SetName("errorcode", py.Ref(codes))
	return nil
}

// rank puts the name that errorcode shows last.
func rank(name string) int {
	switch name {
	case "EDEADLOCK", "EAGAIN", "ENOTSUP":
		return 1
	}
	return 0
}
