package os

import (
	"strings"

	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/ospath"
)

// dirEntry is an os.DirEntry. lstat and stat are kept once asked for.
type dirEntry struct {
	py.Header
	name, full  py.Value
	path        string // for the host
	typ         uint32 // file type bits, 0 if unknown
	stat, lstat py.Value
}

var dirEntryType py.Type

func dirEntrySpec() py.TypeSpec {
	get := func(f func(e *dirEntry) py.Value) func(*py.Thread, py.Value) (py.Value, error) {
		return func(_ *py.Thread, self py.Value) (py.Value, error) { return f(py.Cast[dirEntry](self)), nil }
	}
	return py.TypeSpec{
		Name: "posix.DirEntry", Layout: py.LayoutOf[dirEntry](), Flags: py.NoSubclass | py.NoInstances,
		Slots: py.Slots{Repr: func(t *py.Thread, v py.Value) py.Value {
			s, err := py.ReprString(t, py.Cast[dirEntry](v).name)
			if err != nil {
				return t.Fail(err)
			}
			return py.NewStr("<DirEntry " + s + ">")
		}},
		Getset: []py.Getset{
			{Name: "name", Get: get(func(e *dirEntry) py.Value { return e.name }), Doc: "the entry's base filename, relative to scandir() \"path\" argument"},
			{Name: "path", Get: get(func(e *dirEntry) py.Value { return e.full }), Doc: "the entry's full path name; equivalent to os.path.join(scandir_path, entry.name)"},
		},
		Methods: []py.Method{
			{Name: "is_dir", Signature: "($self, /, *, follow_symlinks=True)", Func: entryIs(host.ModeDir), Doc: "Return True if the entry is a directory; cached per entry."},
			{Name: "is_file", Signature: "($self, /, *, follow_symlinks=True)", Func: entryIs(host.ModeRegular), Doc: "Return True if the entry is a file; cached per entry."},
			{Name: "is_symlink", Signature: "($self, /)", Func: entryIsSymlink, Doc: "Return True if the entry is a symbolic link; cached per entry."},
			{Name: "is_junction", Signature: "($self, /)", Func: func(*py.Thread, py.Value, py.Args) (py.Value, error) { return py.False, nil }, Doc: "Return True if the entry is a junction; cached per entry."},
			{Name: "stat", Signature: "($self, /, *, follow_symlinks=True)", Func: entryStat, Doc: "Return stat_result object for the entry; cached per entry."},
			{Name: "inode", Signature: "($self, /)", Func: entryInode, Doc: "Return inode of the entry; cached per entry."},
			{Name: "__fspath__", Signature: "($self, /)", Func: func(_ *py.Thread, self py.Value, _ py.Args) (py.Value, error) {
				return py.Cast[dirEntry](self).full, nil
			}, Doc: "Returns the path for the entry."},
			{Name: "__class_getitem__", Signature: "($type, item, /)", Flags: py.Class, Func: func(_ *py.Thread, cls py.Value, a py.Args) (py.Value, error) {
				return py.NewGenericAlias(cls, a[0]), nil
			}, Doc: "See PEP 585"},
		},
	}
}

// statOf returns the entry's stat_result, from the host the first time.
func (e *dirEntry) statOf(t *py.Thread, follow bool) (py.Value, error) {
	kept := &e.lstat
	if follow && e.typ != 0 && e.typ != host.ModeSymlink {
		follow = false
	}
	if follow {
		kept = &e.stat
	}
	if kept.IsUnbound() {
		st, err := statPath(t, ospath.Path{Name: e.path, Value: e.full, FD: -1}, follow)
		if err != nil {
			return py.Value{}, err
		}
		*kept = newStat(&st)
	}
	return *kept, nil
}

// mode is the file type bits of the entry, or of what it is a link to.
func (e *dirEntry) mode(t *py.Thread, follow bool) (uint32, error) {
	if e.typ != 0 && (!follow || e.typ != host.ModeSymlink) {
		return e.typ, nil
	}
	st, err := e.statOf(t, follow)
	if err != nil {
		if py.Matches(err, py.FileNotFoundError) {
			return 0, nil
		}
		return 0, err
	}
	tup, _ := py.AsTuple(st)
	n, _ := py.AsInt64(tup.Items[0])
	return uint32(n) & host.ModeType, nil
}

func entryIs(want uint32) py.GoFunc {
	return func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
		follow, err := py.IsTrue(t, a[0])
		if err != nil {
			return py.Value{}, err
		}
		m, err := py.Cast[dirEntry](self).mode(t, follow)
		return py.Bool(m == want), err
	}
}

func entryIsSymlink(t *py.Thread, self py.Value, _ py.Args) (py.Value, error) {
	m, err := py.Cast[dirEntry](self).mode(t, false)
	return py.Bool(m == host.ModeSymlink), err
}

func entryStat(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	follow, err := py.IsTrue(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	return py.Cast[dirEntry](self).statOf(t, follow)
}

func entryInode(t *py.Thread, self py.Value, _ py.Args) (py.Value, error) {
	st, err := py.Cast[dirEntry](self).statOf(t, false)
	if err != nil {
		return py.Value{}, err
	}
	tup, _ := py.AsTuple(st)
	return tup.Items[1], nil
}

// scanIter is what scandir returns: an iterator and context manager.
type scanIter struct {
	py.Header
	list []host.DirEntry
	dir  ospath.Path
	base string // with a slash at its end
}

var scanIterType py.Type

func scanIterSpec() py.TypeSpec {
	closeIt := func(_ *py.Thread, self py.Value, _ py.Args) (py.Value, error) {
		py.Cast[scanIter](self).list = nil
		return py.None, nil
	}
	return py.TypeSpec{
		Name: "posix.ScandirIterator", Layout: py.LayoutOf[scanIter](), Flags: py.NoSubclass | py.NoInstances,
		Slots: py.Slots{
			Iter: func(_ *py.Thread, v py.Value) py.Value { return v },
			Next: func(_ *py.Thread, v py.Value) py.Value {
				it := py.Cast[scanIter](v)
				if len(it.list) == 0 {
					it.list = nil
					return py.Value{}
				}
				e := it.entry(it.list[0])
				it.list = it.list[1:]
				return e
			},
		},
		Methods: []py.Method{
			{Name: "__enter__", Signature: "($self, /)", Func: func(_ *py.Thread, self py.Value, _ py.Args) (py.Value, error) { return self, nil }},
			{Name: "__exit__", Signature: "($self, /, *args)", Func: closeIt},
			{Name: "close", Signature: "($self, /)", Func: closeIt},
		},
	}
}

func (it *scanIter) entry(d host.DirEntry) py.Value {
	e := py.Make[dirEntry](&dirEntryType)
	e.path = it.base + d.Name
	e.name, e.full, e.typ = it.dir.Result(d.Name), it.dir.Result(e.path), d.Type
	return py.Ref(e)
}

// readDir lists a directory named by an argument.
func readDir(t *py.Thread, fname string, v py.Value) (ospath.Path, []host.DirEntry, error) {
	p, err := ospath.Arg(t, fname, "path", v, ospath.FD|ospath.None)
	if err != nil {
		return p, nil, err
	}
	if p.FD >= 0 || p.Value.IsInt() {
		return p, nil, py.Errorf(py.TypeError, "%s: path should be string, bytes, os.PathLike or None, not int", fname)
	}
	var list []host.DirEntry
	t.AllowThreads(func() { list, err = t.Interp.Host.FS.ReadDir(p.Name) })
	return p, list, p.Error(err)
}

func listdir(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	p, list, err := readDir(t, "listdir", a[0])
	if err != nil {
		return py.Value{}, err
	}
	names := make([]py.Value, len(list))
	for i, e := range list {
		names[i] = p.Result(e.Name)
	}
	return py.NewList(names...), nil
}

func scandir(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	p, list, err := readDir(t, "scandir", a[0])
	if err != nil {
		return py.Value{}, err
	}
	it := py.Make[scanIter](&scanIterType)
	it.list, it.dir, it.base = list, p, p.Name
	if !strings.HasSuffix(it.base, "/") {
		it.base += "/"
	}
	return py.Ref(it), nil
}
