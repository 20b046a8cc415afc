package os

import (
	"math"
	"math/big"

	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/ospath"
)

func bigUint(n uint64) *big.Int { return new(big.Int).SetUint64(n) }

// cInt reads an argument of C type int.
func cInt(t *py.Thread, v py.Value) (int, error) {
	r, err := py.Index(t, v)
	if err != nil {
		return 0, err
	}
	b, _ := py.AsBig(r)
	switch {
	case b.IsInt64() && b.Int64() >= math.MinInt32 && b.Int64() <= math.MaxInt32:
		return int(b.Int64()), nil
	case b.Sign() > 0:
		return 0, py.Errorf(py.OverflowError, "signed integer is greater than maximum")
	}
	return 0, py.Errorf(py.OverflowError, "signed integer is less than minimum")
}

// cLong reads an argument of C type off_t or long.
func cLong(t *py.Thread, v py.Value) (int64, error) {
	r, err := py.Index(t, v)
	if err != nil {
		return 0, err
	}
	n, ok := py.AsInt64(r)
	if !ok {
		return 0, py.Errorf(py.OverflowError, "Python int too large to convert to C long")
	}
	return n, nil
}

// onPath makes a function of one path, which is its first argument; what it does
// runs without the GIL.
func onPath(fname string, prepare func(t *py.Thread, a py.Args) (func(fs host.FS, name string) error, error)) py.GoFunc {
	return func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
		p, err := ospath.Arg(t, fname, "path", a[0], 0)
		if err != nil {
			return py.Value{}, err
		}
		do, err := prepare(t, a)
		if err != nil {
			return py.Value{}, err
		}
		t.AllowThreads(func() { err = do(t.Interp.Host.FS, p.Name) })
		return py.None, p.Error(err)
	}
}

// fileMethods are the functions about files by name.
func fileMethods() []py.Method {
	plain := func(fname string, dirFD int, f func(fs host.FS, name string) error) py.GoFunc {
		return onPath(fname, func(t *py.Thread, a py.Args) (func(host.FS, string) error, error) {
			if dirFD > 0 {
				if err := noDirFD(fname, a[dirFD]); err != nil {
					return nil, err
				}
			}
			return f, nil
		})
	}
	withMode := func(fname string, f func(fs host.FS, name string, mode uint32) error) py.GoFunc {
		return onPath(fname, func(t *py.Thread, a py.Args) (func(host.FS, string) error, error) {
			mode, err := cInt(t, a[1])
			if err == nil {
				err = noDirFD(fname, a[2])
			}
			return func(fs host.FS, name string) error { return f(fs, name, uint32(mode)) }, err
		})
	}
	return []py.Method{
		{Name: "stat", Signature: "($module, /, path, *, dir_fd=None, follow_symlinks=True)", Func: osStat, Doc: "Perform a stat system call on the given path."},
		{Name: "lstat", Signature: "($module, /, path, *, dir_fd=None)", Func: osLstat, Doc: "Perform a stat system call on the given path, without following symbolic links."},
		{Name: "fstat", Signature: "($module, /, fd)", Func: osFstat, Doc: "Perform a stat system call on the given file descriptor."},
		{Name: "listdir", Signature: "($module, /, path=None)", Func: listdir, Flags: py.Alloc, Doc: "Return a list containing the names of the files in the directory."},
		{Name: "scandir", Signature: "($module, /, path=None)", Func: scandir, Flags: py.Alloc, Doc: "Return an iterator of DirEntry objects for given path."},
		{Name: "mkdir", Signature: "($module, /, path, mode=511, *, dir_fd=None)", Func: withMode("mkdir", host.FS.Mkdir), Doc: "Create a directory."},
		{Name: "mkfifo", Signature: "($module, /, path, mode=438, *, dir_fd=None)", Func: withMode("mkfifo", host.FS.Mkfifo), Doc: "Create a \"fifo\" (a POSIX named pipe)."},
		{Name: "rmdir", Signature: "($module, /, path, *, dir_fd=None)", Func: plain("rmdir", 1, host.FS.Rmdir), Doc: "Remove a directory."},
		{Name: "remove", Signature: "($module, /, path, *, dir_fd=None)", Func: plain("remove", 1, host.FS.Remove), Doc: "Remove a file (same as unlink())."},
		{Name: "unlink", Signature: "($module, /, path, *, dir_fd=None)", Func: plain("unlink", 1, host.FS.Remove), Doc: "Remove a file (same as remove())."},
		{Name: "chdir", Signature: "($module, /, path)", Func: plain("chdir", 0, host.FS.Chdir), Doc: "Change the current working directory to the specified path."},
		{Name: "chmod", Signature: "($module, /, path, mode, *, dir_fd=None, follow_symlinks=True)", Func: chmod, Doc: "Change the access permissions of a file."},
		{Name: "rename", Signature: "($module, /, src, dst, *, src_dir_fd=None, dst_dir_fd=None)", Func: twoPaths("rename", func(fs host.FS, a, b string) error { return fs.Rename(a, b, false) }), Doc: "Rename a file or directory."},
		{Name: "replace", Signature: "($module, /, src, dst, *, src_dir_fd=None, dst_dir_fd=None)", Func: twoPaths("replace", func(fs host.FS, a, b string) error { return fs.Rename(a, b, true) }), Doc: "Rename a file or directory, overwriting the destination."},
		{Name: "link", Signature: "($module, /, src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)", Func: twoPaths("link", host.FS.Link), Doc: "Create a hard link to a file."},
		{Name: "symlink", Signature: "($module, /, src, dst, target_is_directory=False, *, dir_fd=None)", Func: symlink, Doc: "Create a symbolic link pointing to src named dst."},
		{Name: "readlink", Signature: "($module, /, path, *, dir_fd=None)", Func: readlink, Doc: "Return a string representing the path to which the symbolic link points."},
		{Name: "access", Signature: "($module, /, path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)", Func: access, Doc: "Use the real uid/gid to test for access to a path."},
		{Name: "truncate", Signature: "($module, /, path, length)", Func: truncate, Doc: "Truncate a file, specified by path, to a specific length."},
		{Name: "utime", Signature: "($module, /, path, times=None, *, ns=<unrepresentable>, dir_fd=None, follow_symlinks=True)", Func: utime, Doc: "Set the access and modified time of path."},
		{Name: "getcwd", Signature: "($module, /)", Func: getcwd(false), Doc: "Return a unicode string representing the current working directory."},
		{Name: "getcwdb", Signature: "($module, /)", Func: getcwd(true), Doc: "Return a bytes string representing the current working directory."},
		{Name: "umask", Signature: "($module, mask, /)", Func: umask, Doc: "Set the current numeric umask and return the previous umask."},
	}
}

func getcwd(bytes bool) py.GoFunc {
	return func(t *py.Thread, _ py.Value, _ py.Args) (py.Value, error) {
		dir, err := t.Interp.Host.FS.Getcwd()
		if err != nil {
			return py.Value{}, err
		}
		return py.PathValue(dir, bytes), nil
	}
}

func umask(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	n, err := cInt(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	old, err := t.Interp.Host.FS.Umask(n)
	return py.Int(int64(old)), err
}

// twoPaths makes a function of the paths src and dst.
func twoPaths(fname string, do func(fs host.FS, a, b string) error) py.GoFunc {
	return func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
		src, err := ospath.Arg(t, fname, "src", a[0], 0)
		if err != nil {
			return py.Value{}, err
		}
		dst, err := ospath.Arg(t, fname, "dst", a[1], 0)
		if err != nil {
			return py.Value{}, err
		}
		for _, fd := range a[2:4] {
			if !fd.IsNone() {
				return py.Value{}, py.Errorf(py.NotImplementedError, "%s: src_dir_fd and dst_dir_fd unavailable on this platform", fname)
			}
		}
		t.AllowThreads(func() { err = do(t.Interp.Host.FS, src.Name, dst.Name) })
		return py.None, src.Error(err)
	}
}

func symlink(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	src, err := ospath.Arg(t, "symlink", "src", a[0], 0)
	if err != nil {
		return py.Value{}, err
	}
	dst, err := ospath.Arg(t, "symlink", "dst", a[1], 0)
	if err != nil {
		return py.Value{}, err
	}
	isDir, err := py.IsTrue(t, a[2])
	if err == nil {
		err = noDirFD("symlink", a[3])
	}
	if err != nil {
		return py.Value{}, err
	}
	t.AllowThreads(func() { err = t.Interp.Host.FS.Symlink(src.Name, dst.Name, isDir) })
	return py.None, src.Error(err)
}

func readlink(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	p, err := ospath.Arg(t, "readlink", "path", a[0], 0)
	if err == nil {
		err = noDirFD("readlink", a[1])
	}
	if err != nil {
		return py.Value{}, err
	}
	var target string
	t.AllowThreads(func() { target, err = t.Interp.Host.FS.Readlink(p.Name) })
	if err != nil {
		return py.Value{}, p.Error(err)
	}
	return p.Result(target), nil
}

func access(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	p, err := ospath.Arg(t, "access", "path", a[0], 0)
	if err != nil {
		return py.Value{}, err
	}
	mode, err := cInt(t, a[1])
	if err == nil {
		err = noDirFD("access", a[2])
	}
	if err != nil {
		return py.Value{}, err
	}
	t.AllowThreads(func() { err = t.Interp.Host.FS.Access(p.Name, mode) })
	return py.Bool(err == nil), nil
}

func chmod(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	p, err := ospath.Arg(t, "chmod", "path", a[0], 0)
	if err != nil {
		return py.Value{}, err
	}
	mode, err := cInt(t, a[1])
	if err == nil {
		err = noDirFD("chmod", a[2])
	}
	if err != nil {
		return py.Value{}, err
	}
	follow, err := py.IsTrue(t, a[3])
	if err != nil {
		return py.Value{}, err
	}
	t.AllowThreads(func() { err = t.Interp.Host.FS.Chmod(p.Name, uint32(mode), follow) })
	return py.None, p.Error(err)
}

// chownFunc makes chown and lchown.
func chownFunc(fname string, link bool) py.GoFunc {
	return func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
		p, err := ospath.Arg(t, fname, "path", a[0], 0)
		if err != nil {
			return py.Value{}, err
		}
		var ids [2]int
		for i := range ids {
			if ids[i], err = cInt(t, a[1+i]); err != nil {
				return py.Value{}, err
			}
		}
		follow := !link
		if !link {
			if err := noDirFD(fname, a[3]); err != nil {
				return py.Value{}, err
			}
			if follow, err = py.IsTrue(t, a[4]); err != nil {
				return py.Value{}, err
			}
		}
		t.AllowThreads(func() { err = t.Interp.Host.FS.Chown(p.Name, ids[0], ids[1], follow) })
		return py.None, p.Error(err)
	}
}

func truncate(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	p, err := ospath.Arg(t, "truncate", "path", a[0], ospath.FD)
	if err != nil {
		return py.Value{}, err
	}
	n, err := cLong(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	t.AllowThreads(func() {
		if p.FD >= 0 || p.Value.IsInt() {
			err = t.Interp.Host.Files.Truncate(p.FD, n)
		} else {
			err = t.Interp.Host.FS.Truncate(p.Name, n)
		}
	})
	return py.None, p.Error(err)
}

func utime(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	p, err := ospath.Arg(t, "utime", "path", a[0], 0)
	if err == nil {
		err = noDirFD("utime", a[3])
	}
	if err != nil {
		return py.Value{}, err
	}
	follow, err := py.IsTrue(t, a[4])
	if err != nil {
		return py.Value{}, err
	}
	hasTimes, hasNS := !a[1].IsNone(), a.Given(2)
	if hasTimes && hasNS {
		return py.Value{}, py.Errorf(py.ValueError, "utime: you may specify either 'times' or 'ns' but not both")
	}
	var when [2]int64
	switch {
	case hasTimes:
		when, err = timePair(a[1], func(v py.Value) (int64, error) { return nanoseconds(t, v) },
			"utime: 'times' must be either a tuple of two ints or None")
	case hasNS:
		when, err = timePair(a[2], func(v py.Value) (int64, error) { return cLong(t, v) },
			"utime: 'ns' must be a tuple of two ints")
	default:
		when[0], err = t.Interp.Host.Clock.Wall()
		when[1] = when[0]
	}
	if err != nil {
		return py.Value{}, err
	}
	t.AllowThreads(func() { err = t.Interp.Host.FS.Utime(p.Name, when[0], when[1], follow) })
	return py.None, p.Error(err)
}

func timePair(v py.Value, read func(py.Value) (int64, error), wrong string) (when [2]int64, err error) {
	tup, ok := py.AsTuple(v)
	if !ok || len(tup.Items) != 2 {
		return when, py.Errorf(py.TypeError, "%s", wrong)
	}
	for i := range when {
		if when[i], err = read(tup.Items[i]); err != nil {
			return when, err
		}
	}
	return when, nil
}

// nanoseconds reads a time in seconds, rounded down.
func nanoseconds(t *py.Thread, v py.Value) (int64, error) {
	outside := py.Errorf(py.OverflowError, "timestamp out of range for platform time_t")
	if f, ok := py.AsFloat(v); ok {
		if f != f {
			return 0, py.Errorf(py.ValueError, "Invalid value NaN (not a number)")
		}
		whole, frac := math.Modf(f)
		ns := math.Floor(frac * 1e9)
		if whole < math.MinInt64/1e9+1 || whole > math.MaxInt64/1e9-1 {
			return 0, outside
		}
		return int64(whole)*1e9 + int64(ns), nil
	}
	n, err := cLong(t, v)
	if err != nil {
		return 0, err
	}
	if n < math.MinInt64/1_000_000_000+1 || n > math.MaxInt64/1_000_000_000-1 {
		return 0, outside
	}
	return n * 1e9, nil
}
