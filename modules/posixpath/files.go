package posixpath

import (
	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/ospath"
)

// stat is os.stat or os.lstat of an argument.
func stat(t *py.Thread, v py.Value, follow bool) (host.Stat, error) {
	fname, kinds := "stat", ospath.FD
	if !follow {
		fname, kinds = "lstat", 0
	}
	p, err := ospath.Arg(t, fname, "path", v, kinds)
	if err != nil {
		return host.Stat{}, err
	}
	var st host.Stat
	t.AllowThreads(func() {
		if p.Value.IsInt() || p.FD >= 0 {
			st, err = t.Interp.Host.Files.Stat(p.FD)
		} else {
			st, err = t.Interp.Host.FS.Stat(p.Name, follow)
		}
	})
	return st, p.Error(err)
}

// test is a function that asks something of a stat, and says False if there is
// none.
func test(t *py.Thread, v py.Value, follow bool, ask func(st *host.Stat) bool) (py.Value, error) {
	st, err := stat(t, v, follow)
	if py.Matches(err, py.OSError) || py.Matches(err, py.ValueError) {
		return py.False, nil
	}
	if err != nil {
		return py.Value{}, err
	}
	return py.Bool(ask(&st)), nil
}

func exists(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	return test(t, a[0], true, func(*host.Stat) bool { return true })
}

func lexists(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	return test(t, a[0], false, func(*host.Stat) bool { return true })
}

func isfile(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	return test(t, a[0], true, (*host.Stat).IsRegular)
}

func isdir(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	return test(t, a[0], true, (*host.Stat).IsDir)
}

func isLink(st *host.Stat) bool { return st.Mode&host.ModeType == host.ModeSymlink }

func islink(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	return test(t, a[0], false, isLink)
}

func never(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	_, err := py.FSPath(t, a[0])
	return py.False, err
}

func ismount(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	st, err := stat(t, a[0], false)
	if err != nil || isLink(&st) {
		if err == nil || py.Matches(err, py.OSError) || py.Matches(err, py.ValueError) {
			return py.False, nil
		}
		return py.Value{}, err
	}
	p, err := pathOf(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	parent, err := stat(t, p.value(p.s+"/.."), false)
	if py.Matches(err, py.OSError) {
		return py.False, nil
	}
	if err != nil {
		return py.Value{}, err
	}
	return py.Bool(st.Dev != parent.Dev || st.Ino == parent.Ino), nil
}

func getsize(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	st, err := stat(t, a[0], true)
	return py.Int(st.Size), err
}

func seconds(ns int64) py.Value { return py.Float(ospath.Seconds(ns)) }

func getmtime(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	st, err := stat(t, a[0], true)
	return seconds(st.Mtime), err
}

func getatime(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	st, err := stat(t, a[0], true)
	return seconds(st.Atime), err
}

func getctime(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	st, err := stat(t, a[0], true)
	return seconds(st.Ctime), err
}

func samefile(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	x, err := stat(t, a[0], true)
	if err != nil {
		return py.Value{}, err
	}
	y, err := stat(t, a[1], true)
	return py.Bool(x.Dev == y.Dev && x.Ino == y.Ino), err
}

func sameopenfile(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	var st [2]host.Stat
	for i := range st {
		fd, err := ospath.FDArg(t, a[i])
		if err != nil {
			return py.Value{}, err
		}
		if st[i], err = t.Interp.Host.Files.Stat(fd); err != nil {
			return py.Value{}, err
		}
	}
	return py.Bool(st[0].Dev == st[1].Dev && st[0].Ino == st[1].Ino), nil
}

func samestat(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	for _, name := range [...]string{"st_ino", "st_dev"} {
		x, err := py.GetAttr(t, a[0], name)
		if err != nil {
			return py.Value{}, err
		}
		y, err := py.GetAttr(t, a[1], name)
		if err != nil {
			return py.Value{}, err
		}
		if same, err := py.Equal(t, x, y); err != nil || !same {
			return py.False, err
		}
	}
	return py.True, nil
}
