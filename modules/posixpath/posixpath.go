// Package posixpath is the module posixpath, which is os.path. Paths are taken
// apart in Go; a str path keeps its text as it is, and only what asks the host is
// encoded.
//
// Files: posixpath.go (the module), split.go (taking paths apart), common.go
// (several paths), expand.go, files.go (what asks the host), realpath.go.
// https://docs.python.org/3.14/library/os.path.html
package posixpath

import "github.com/gopyrun/gopyrun/interp/py"

// Module returns the declaration of the module.
func Module() *py.ModuleSpec {
	m := func(name, sig string, f py.GoFunc, doc string) py.Method {
		return py.Method{Name: name, Signature: sig, Func: f, Doc: doc, Flags: py.CallsPython}
	}
	return &py.ModuleSpec{
		Name: "posixpath",
		Doc:  "Common operations on Posix pathnames.",
		Methods: []py.Method{
			m("normcase", "(s)", normcase, "Normalize case of pathname.  Has no effect under Posix"),
			m("isabs", "(s)", isabs, "Test whether a path is absolute"),
			m("join", "(a=<unrepresentable>, /, *p)", join, "Join two or more pathname components, inserting '/' as needed.\nIf any component is an absolute path, all previous path components\nwill be discarded.  An empty last part will result in a path that\nends with a separator."),
			m("splitdrive", "(p, /)", splitdrive, "Split a pathname into drive and path. On Posix, drive is always\nempty."),
			m("splitroot", "(p, /)", splitroot, "Split a pathname into drive, root and tail."),
			m("split", "(p, /)", split, "Split a pathname.  Returns tuple \"(head, tail)\" where \"tail\" is\neverything after the final slash.  Either part may be empty."),
			m("splitext", "(p, /)", splitext, "Split the extension from a pathname.\n\nExtension is everything from the last dot to the end, ignoring\nleading dots.  Returns \"(root, ext)\"; ext may be empty."),
			m("basename", "(p, /)", basename, "Returns the final component of a pathname"),
			m("dirname", "(p, /)", dirname, "Returns the directory component of a pathname"),
			m("normpath", "(path)", normpath, "Normalize path, eliminating double slashes, etc."),
			m("abspath", "(path)", abspath, "Return an absolute path."),
			m("commonprefix", "(m, /)", commonprefix, "Given a list of pathnames, returns the longest common leading component"),
			m("commonpath", "(paths)", commonpath, "Given a sequence of path names, returns the longest common sub-path."),
			m("relpath", "(path, start=None)", relpath, "Return a relative version of a path"),
			m("expanduser", "(path)", expanduser, "Expand ~ and ~user constructions.  If user or $HOME is unknown,\ndo nothing."),
			m("expandvars", "(path)", expandvars, "Expand shell variables of form $var and ${var}.  Unknown variables\nare left unchanged."),
			m("exists", "(path)", exists, "Test whether a path exists.  Returns False for broken symbolic links"),
			m("lexists", "(path)", lexists, "Test whether a path exists.  Returns True for broken symbolic links"),
			m("isfile", "(path)", isfile, "Test whether a path is a regular file"),
			m("isdir", "(s)", isdir, "Return true if the pathname refers to an existing directory."),
			m("islink", "(path)", islink, "Test whether a path is a symbolic link"),
			m("isjunction", "(path)", never, "Test whether a path is a junction\nJunctions are not supported on the current platform"),
			m("isdevdrive", "(path)", never, "Determines whether the specified path is on a Windows Dev Drive.\nDev Drives are not supported on the current platform"),
			m("ismount", "(path)", ismount, "Test whether a path is a mount point"),
			m("getsize", "(filename, /)", getsize, "Return the size of a file, reported by os.stat()."),
			m("getmtime", "(filename, /)", getmtime, "Return the last modification time of a file, reported by os.stat()."),
			m("getatime", "(filename, /)", getatime, "Return the last access time of a file, reported by os.stat()."),
			m("getctime", "(filename, /)", getctime, "Return the metadata change time of a file, reported by os.stat()."),
			m("samefile", "(f1, f2, /)", samefile, "Test whether two pathnames reference the same actual file or directory"),
			m("sameopenfile", "(fp1, fp2)", sameopenfile, "Test whether two open file objects reference the same file"),
			m("samestat", "(s1, s2, /)", samestat, "Test whether two stat buffers reference the same file"),
			m("realpath", "(filename, /, *, strict=False)", realpath, "Return the canonical path of the specified filename, eliminating any\nsymbolic links encountered in the path."),
		},
		Exec: exec,
	}
}

func exec(t *py.Thread, m *py.Module) error {
	for _, c := range [...][2]string{
		{"curdir", "."}, {"pardir", ".."}, {"extsep", "."}, {"sep", "/"}, {"pathsep", ":"},
		{"defpath", "/bin:/usr/bin"}, {"devnull", "/dev/null"},
	} {
		m.Dict.SetName(c[0], py.NewStr(c[1]))
	}
	m.Dict.SetName("altsep", py.None)
	m.Dict.SetName("supports_unicode_filenames", py.Bool(t.Interp.Host.System.Platform().OS == "darwin"))
	py.DefineType(&allowMissingType, allowMissingSpec)
	m.Dict.SetName("ALLOW_MISSING", py.Ref(allowMissing()))
	var all []py.Value
	for _, name := range [...]string{
		"normcase", "isabs", "join", "splitdrive", "splitroot", "split", "splitext",
		"basename", "dirname", "commonprefix", "getsize", "getmtime",
		"getatime", "getctime", "islink", "exists", "lexists", "isdir", "isfile",
		"ismount", "expanduser", "expandvars", "normpath", "abspath",
		"samefile", "sameopenfile", "samestat",
		"curdir", "pardir", "sep", "pathsep", "defpath", "altsep", "extsep",
		"devnull", "realpath", "supports_unicode_filenames", "relpath",
		"commonpath", "isjunction", "isdevdrive", "ALLOW_MISSING",
	} {
		all = append(all, py.NewStr(name))
	}
	m.Dict.SetName("__all__", py.NewList(all...))
	return nil
}

// path is a path as the functions here work on it: the text of a str, or the
// bytes of a bytes object.
type path struct {
	s     string
	bytes bool
}

// pathOf is os.fspath of an argument.
func pathOf(t *py.Thread, v py.Value) (path, error) {
	v, err := py.FSPath(t, v)
	if err != nil {
		return path{}, err
	}
	if s, ok := py.AsStr(v); ok {
		return path{s: s.String()}, nil
	}
	b, _ := py.AsBytes(v)
	return path{string(b), true}, nil
}

// value is a str or bytes object, as p was.
func (p path) value(s string) py.Value {
	if p.bytes {
		return py.NewBytes([]byte(s))
	}
	return py.NewStr(s)
}

// host is the path in the system's bytes.
func (p path) host() (string, error) {
	if p.bytes {
		return p.s, nil
	}
	return py.EncodeFS(py.MakeStr(p.s))
}

// fromHost is the inverse of host.
func (p path) fromHost(s string) string {
	if p.bytes {
		return s
	}
	return py.DecodeFS(s)
}

// sameKind reports components of which some are str and others bytes, and others
// that are neither, after a call that failed for them.
func sameKind(t *py.Thread, fname string, vals []py.Value) error {
	var text, bytes bool
	for _, v := range vals {
		if p, err := py.FSPath(t, v); err == nil {
			v = p
		}
		if _, ok := py.AsStr(v); ok {
			text = true
		} else if _, ok := py.AsBytes(v); ok {
			bytes = true
		} else {
			return py.Errorf(py.TypeError, "%s() argument must be str, bytes, or os.PathLike object, not '%s'", fname, py.TypeOf(v).Name())
		}
	}
	if text && bytes {
		return py.Errorf(py.TypeError, "Can't mix strings and bytes in path components")
	}
	return nil
}
