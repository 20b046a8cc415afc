// Package os is the module os: the file system, processes and the environment of
// the interpreter's host. What needs no host call is Python (os.py). Names that a
// platform lacks are absent.
//
// Files: os.go (the module), files.go and stat.go (files by name), direntry.go
// (directories), fd.go (descriptors), process.go, env.go.
// https://docs.python.org/3.14/library/os.html
package os

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed os.py
var source string

//go:embed environ.py
var environSource string

// Environ returns the declaration of _os_environ: the parts of os that are made
// when they are first asked for.
func Environ() *py.ModuleSpec {
	return &py.ModuleSpec{Name: "_os_environ", Doc: "os.environ and os.PathLike.", Source: environSource}
}

// Module returns the declaration of the module.
func Module() *py.ModuleSpec {
	methods := fileMethods()
	methods = append(methods, fdMethods()...)
	methods = append(methods, processMethods()...)
	methods = append(methods, envMethods()...)
	return &py.ModuleSpec{
		Name:    "os",
		Doc:     "OS routines for NT or Posix depending on what system we're on.",
		Methods: methods,
		Exec:    exec,
		Source:  source,
	}
}

func exec(t *py.Thread, m *py.Module) error {
	p := t.Interp.Host.System.Platform()
	for _, d := range [...]struct {
		name string
		typ  *py.Type
		spec func() py.TypeSpec
	}{
		{"stat_result", &statResult, statResultSpec},
		{"terminal_size", &terminalSize, terminalSizeSpec},
		{"times_result", &timesResult, timesSpec},
		{"DirEntry", &dirEntryType, dirEntrySpec},
		{"", &scanIterType, scanIterSpec},
		{"uname_result", &unameResult, unameSpec},
	} {
		py.DefineType(d.typ, d.spec)
		if d.name != "" && (d.typ != &unameResult || !p.Windows) {
			m.Dict.SetName(d.name, d.typ.Value())
		}
	}
	m.Dict.SetName("error", py.OSError.Value())
	name, linesep := "posix", "\n"
	if p.Windows {
		name, linesep = "nt", "\r\n"
	}
	m.Dict.SetName("name", py.NewStr(name))
	m.Dict.SetName("linesep", py.NewStr(linesep))
	for k, v := range p.OpenFlags {
		m.Dict.SetName(k, py.Int(int64(v)))
	}
	for k, v := range map[string]int64{
		"F_OK": host.AccessExists, "X_OK": host.AccessExec, "W_OK": host.AccessWrite, "R_OK": host.AccessRead,
		"SEEK_SET": 0, "SEEK_CUR": 1, "SEEK_END": 2, "P_WAIT": 0, "P_NOWAIT": 1, "P_NOWAITO": 1, "TMP_MAX": 238328,
	} {
		m.Dict.SetName(k, py.Int(v))
	}
	if p.Windows {
		return nil
	}
	unix := unixMethods()
	for i := range unix {
		m.Dict.SetName(unix[i].Name, py.Ref(py.NewBuiltin(&unix[i], py.Ref(m), py.NewStr("os"))))
	}
	names := py.NewDict()
	for k, v := range p.Sysconf {
		names.SetName(k, py.Int(int64(v)))
	}
	m.Dict.SetName("sysconf_names", names.Value())
	for k, v := range map[string]int64{
		"WNOHANG": optionNoHang, "EX_OK": 0, "EX_USAGE": 64, "EX_DATAERR": 65, "EX_NOINPUT": 66, "EX_NOUSER": 67,
		"EX_NOHOST": 68, "EX_UNAVAILABLE": 69, "EX_SOFTWARE": 70, "EX_OSERR": 71, "EX_OSFILE": 72, "EX_CANTCREAT": 73,
		"EX_IOERR": 74, "EX_TEMPFAIL": 75, "EX_PROTOCOL": 76, "EX_NOPERM": 77, "EX_CONFIG": 78,
	} {
		m.Dict.SetName(k, py.Int(v))
	}
	return nil
}
