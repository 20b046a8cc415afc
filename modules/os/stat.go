package os

import (
	"runtime"

	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/ospath"
)

var statResult py.Type

func statResultSpec() py.TypeSpec {
	fields := py.StructFields(
		"st_mode", "protection bits",
		"st_ino", "inode",
		"st_dev", "device",
		"st_nlink", "number of hard links",
		"st_uid", "user ID of owner",
		"st_gid", "group ID of owner",
		"st_size", "total size, in bytes",
		"", "integer time of last access",
		"", "integer time of last modification",
		"", "integer time of last change",
		"st_atime", "time of last access",
		"st_mtime", "time of last modification",
		"st_ctime", "time of last change",
		"st_atime_ns", "time of last access in nanoseconds",
		"st_mtime_ns", "time of last modification in nanoseconds",
		"st_ctime_ns", "time of last change in nanoseconds")
	switch runtime.GOOS {
	case "windows":
		fields = append(fields, py.StructFields(
			"st_file_attributes", "Windows file attribute bits",
			"st_reparse_tag", "Windows reparse tag",
			"st_birthtime", "time of creation",
			"st_birthtime_ns", "time of creation in nanoseconds")...)
	case "darwin":
		fields = append(fields, py.StructFields(
			"st_blksize", "blocksize for filesystem I/O",
			"st_blocks", "number of blocks allocated",
			"st_rdev", "device type (if inode device)",
			"st_flags", "user defined flags for file",
			"st_birthtime", "time of creation")...)
	default:
		fields = append(fields, py.StructFields(
			"st_blksize", "blocksize for filesystem I/O",
			"st_blocks", "number of blocks allocated",
			"st_rdev", "device type (if inode device)")...)
	}
	return py.StructSeqSpec(py.StructSpec{
		Name:       "os.stat_result",
		Doc:        "stat_result: Result from stat, fstat, or lstat.\n\nThis object may be accessed either as a tuple of\n  (mode, ino, dev, nlink, uid, gid, size, atime, mtime, ctime)\nor via the attributes st_mode, st_ino, st_dev, st_nlink, st_uid, and so on.",
		Fields:     fields,
		InSequence: 10,
	})
}

// unsigned is an int of a 64-bit unsigned number.
func unsigned(n uint64) py.Value {
	if n>>63 == 0 {
		return py.Int(int64(n))
	}
	return py.NewBig(bigUint(n))
}

func newStat(s *host.Stat) py.Value {
	sec := func(ns int64) py.Value { return py.Float(ospath.Seconds(ns)) }
	whole := func(ns int64) py.Value { return py.Int(floorSeconds(ns)) }
	vals := []py.Value{
		py.Int(int64(s.Mode)), unsigned(s.Ino), unsigned(s.Dev), unsigned(s.Nlink),
		id(s.UID), id(s.GID), py.Int(s.Size),
		whole(s.Atime), whole(s.Mtime), whole(s.Ctime),
		sec(s.Atime), sec(s.Mtime), sec(s.Ctime),
		py.Int(s.Atime), py.Int(s.Mtime), py.Int(s.Ctime),
	}
	switch runtime.GOOS {
	case "windows":
		vals = append(vals, py.Int(int64(s.FileAttributes)), py.Int(int64(s.ReparseTag)), sec(s.Birthtime), py.Int(s.Birthtime))
	case "darwin":
		vals = append(vals, py.Int(s.Blksize), py.Int(s.Blocks), unsigned(s.Rdev), py.Int(int64(s.Flags)), sec(s.Birthtime))
	default:
		vals = append(vals, py.Int(s.Blksize), py.Int(s.Blocks), unsigned(s.Rdev))
	}
	return py.NewStructSeq(&statResult, vals...)
}

func floorSeconds(ns int64) int64 {
	q := ns / 1e9
	if ns%1e9 < 0 {
		q--
	}
	return q
}

// id is a user or group; the last number means none.
func id(n uint32) py.Value {
	if n == 1<<32-1 {
		return py.Int(-1)
	}
	return py.Int(int64(n))
}

// statPath is stat(2), lstat(2) or, for a descriptor, fstat(2).
func statPath(t *py.Thread, p ospath.Path, follow bool) (host.Stat, error) {
	var st host.Stat
	var err error
	t.AllowThreads(func() {
		if p.FD >= 0 || p.Value.IsInt() {
			st, err = t.Interp.Host.Files.Stat(p.FD)
		} else {
			st, err = t.Interp.Host.FS.Stat(p.Name, follow)
		}
	})
	return st, p.Error(err)
}

func osStat(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	p, err := ospath.Arg(t, "stat", "path", a[0], ospath.FD)
	if err != nil {
		return py.Value{}, err
	}
	follow, err := py.IsTrue(t, a[2])
	if err != nil {
		return py.Value{}, err
	}
	if err := noDirFD("stat", a[1]); err != nil {
		return py.Value{}, err
	}
	if !follow && p.FD >= 0 {
		return py.Value{}, py.Errorf(py.ValueError, "stat: cannot use fd and follow_symlinks together")
	}
	st, err := statPath(t, p, follow)
	if err != nil {
		return py.Value{}, err
	}
	return newStat(&st), nil
}

func osLstat(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	p, err := ospath.Arg(t, "lstat", "path", a[0], 0)
	if err == nil {
		err = noDirFD("lstat", a[1])
	}
	if err != nil {
		return py.Value{}, err
	}
	st, err := statPath(t, p, false)
	if err != nil {
		return py.Value{}, err
	}
	return newStat(&st), nil
}

func osFstat(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	fd, err := ospath.FDArg(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	var st host.Stat
	t.AllowThreads(func() { st, err = t.Interp.Host.Files.Stat(fd) })
	if err != nil {
		return py.Value{}, err
	}
	return newStat(&st), nil
}

// noDirFD refuses directory descriptors, which the host does not know.
func noDirFD(fname string, v py.Value) error {
	if v.IsNone() {
		return nil
	}
	return py.Errorf(py.NotImplementedError, "%s: dir_fd unavailable on this platform", fname)
}
