//go:build unix

package oshost

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"

	"golang.org/x/sys/unix"

	"github.com/gopyrun/gopyrun/interp/host"
)

// FS is the file system.
type FS struct{}

// retry repeats a system call that a signal interrupted (PEP 475). Go's runtime
// uses signals of its own.
func retry(f func() error) error {
	for {
		if err := f(); err != unix.EINTR {
			return err
		}
	}
}

func (FS) Open(name string, flags int, perm uint32) (fd int, err error) {
	err = retry(func() error {
		fd, err = unix.Open(name, flags|unix.O_CLOEXEC, perm)
		return err
	})
	if err != nil {
		return -1, convert(err, name)
	}
	return fd, nil
}

func (FS) Stat(name string, follow bool) (host.Stat, error) {
	var st unix.Stat_t
	call := unix.Stat
	if !follow {
		call = unix.Lstat
	}
	if err := retry(func() error { return call(name, &st) }); err != nil {
		return host.Stat{}, convert(err, name)
	}
	return stat(&st), nil
}

func stat(st *unix.Stat_t) host.Stat {
	s := host.Stat{
		Mode: uint32(st.Mode), Ino: st.Ino, Dev: uint64(st.Dev), Nlink: uint64(st.Nlink),
		UID: st.Uid, GID: st.Gid, Size: st.Size,
		Atime: st.Atim.Nano(), Mtime: st.Mtim.Nano(), Ctime: st.Ctim.Nano(),
		Blksize: int64(st.Blksize), Blocks: st.Blocks, Rdev: uint64(st.Rdev),
	}
	s.Birthtime, s.Flags = birthtime(st)
	return s
}

func (FS) ReadDir(name string) ([]host.DirEntry, error) {
	f, err := os.OpenFile(name, os.O_RDONLY|unix.O_DIRECTORY, 0)
	if err != nil {
		return nil, convert(err, name)
	}
	defer f.Close()
	var all []host.DirEntry
	for {
		list, err := f.ReadDir(1024)
		for _, e := range list {
			all = append(all, host.DirEntry{Name: e.Name(), Type: typeBits(e.Type())})
		}
		if errors.Is(err, io.EOF) {
			return all, nil
		}
		if err != nil {
			return nil, convert(err, name)
		}
	}
}

// typeBits translates Go's file type.
func typeBits(m fs.FileMode) uint32 {
	switch m.Type() {
	case 0:
		return host.ModeRegular
	case fs.ModeDir:
		return host.ModeDir
	case fs.ModeSymlink:
		return host.ModeSymlink
	case fs.ModeNamedPipe:
		return host.ModeFIFO
	case fs.ModeSocket:
		return host.ModeSocket
	case fs.ModeDevice:
		return host.ModeBlock
	case fs.ModeDevice | fs.ModeCharDevice:
		return host.ModeChar
	}
	return 0
}

func (FS) Readlink(name string) (string, error) {
	for b := make([]byte, 256); ; b = make([]byte, 2*len(b)) {
		n, err := unix.Readlink(name, b)
		if err != nil {
			return "", convert(err, name)
		}
		if n < len(b) {
			return string(b[:n]), nil
		}
	}
}

func (FS) Access(name string, mode int) error {
	return convert(retry(func() error { return unix.Access(name, uint32(mode)) }), name)
}

// Getcwd asks the system: $PWD, which os.Getwd trusts, may name the directory by a
// symbolic link.
func (FS) Getcwd() (string, error) {
	b := make([]byte, 4*unix.PathMax)
	n, err := unix.Getcwd(b)
	if err != nil {
		return "", convert(err)
	}
	return strings.TrimSuffix(string(b[:n]), "\x00"), nil
}

func (FS) Chdir(name string) error { return convert(os.Chdir(name), name) }

func (FS) Mkdir(name string, perm uint32) error { return convert(unix.Mkdir(name, perm), name) }
func (FS) Rmdir(name string) error              { return convert(unix.Rmdir(name), name) }
func (FS) Remove(name string) error             { return convert(unix.Unlink(name), name) }

func (FS) Rename(from, to string, _ bool) error { return convert(unix.Rename(from, to), from, to) }
func (FS) Link(from, to string) error           { return convert(unix.Link(from, to), from, to) }

func (FS) Symlink(target, name string, _ bool) error {
	return convert(unix.Symlink(target, name), target, name)
}

func (FS) Chmod(name string, mode uint32, follow bool) error {
	if !follow {
		return convert(lchmod(name, mode), name)
	}
	return convert(unix.Chmod(name, mode), name)
}

func (FS) Chown(name string, uid, gid int, follow bool) error {
	if !follow {
		return convert(unix.Lchown(name, uid, gid), name)
	}
	return convert(unix.Chown(name, uid, gid), name)
}

func (FS) Truncate(name string, size int64) error {
	return convert(retry(func() error { return unix.Truncate(name, size) }), name)
}

func (FS) Utime(name string, atime, mtime int64, follow bool) error {
	flags := 0
	if !follow {
		flags = unix.AT_SYMLINK_NOFOLLOW
	}
	ts := []unix.Timespec{unix.NsecToTimespec(atime), unix.NsecToTimespec(mtime)}
	return convert(unix.UtimesNanoAt(unix.AT_FDCWD, name, ts, flags), name)
}

func (FS) Mkfifo(name string, perm uint32) error { return convert(unix.Mkfifo(name, perm), name) }

func (FS) Umask(mask int) (int, error) { return unix.Umask(mask), nil }
