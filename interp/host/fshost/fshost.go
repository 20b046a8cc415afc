// Package fshost serves an fs.FS as the read-only file system of an interpreter:
// scripts embedded in a program, a zip archive, the files of a test.
package fshost

import (
	"errors"
	"io"
	"io/fs"
	"path"
	"strings"
	"sync"
	"time"

	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/host/denyhost"
)

// FS is a read-only file system: both the names (host.FS) and the open files
// (OpenFiles). The fs.FS is its root "/", where the current directory is at first.
// Changes fail with EROFS. New makes it.
type FS struct {
	denyhost.FS // what is not overridden
	fsys        fs.FS

	mu    sync.Mutex
	cwd   string
	open  map[int]*file
	files Files
}

// firstFD keeps descriptors apart from those of the process.
const firstFD = 1 << 20

// Files is the open files of an FS.
type Files struct {
	denyhost.Files
	fs *FS
}

// file is an open file, used by one call at a time.
type file struct {
	mu sync.Mutex
	fs.File
}

// New returns the files of fsys.
func New(fsys fs.FS) *FS {
	f := &FS{fsys: fsys, cwd: "/", open: map[int]*file{}}
	f.files.fs = f
	return f
}

// OpenFiles returns the files that FS.Open has opened.
func (f *FS) OpenFiles() host.Files { return &f.files }

// resolve makes a name of the fs.FS of a path.
func (f *FS) resolve(name string) (string, error) {
	if name == "" {
		return "", fs.ErrNotExist
	}
	if !path.IsAbs(name) {
		f.mu.Lock()
		name = f.cwd + "/" + name
		f.mu.Unlock()
	}
	if name = strings.TrimPrefix(path.Clean(name), "/"); name == "" {
		name = "."
	}
	return name, nil
}

// Open opens a file for reading; flags other than 0 (O_RDONLY) that ask for
// writing are refused.
func (f *FS) Open(name string, flags int, perm uint32) (int, error) {
	if flags&3 != 0 {
		return -1, host.NewError(host.EROFS, name)
	}
	p, err := f.resolve(name)
	if err != nil {
		return -1, convert(err, name)
	}
	r, err := f.fsys.Open(p)
	if err != nil {
		return -1, convert(err, name)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	fd := firstFD
	for f.open[fd] != nil {
		fd++
	}
	f.open[fd] = &file{File: r}
	return fd, nil
}

func (f *FS) Stat(name string, follow bool) (host.Stat, error) {
	p, err := f.resolve(name)
	if err != nil {
		return host.Stat{}, convert(err, name)
	}
	call := fs.Stat
	if !follow {
		call = fs.Lstat
	}
	info, err := call(f.fsys, p)
	if err != nil {
		return host.Stat{}, convert(err, name)
	}
	return stat(info), nil
}

func stat(info fs.FileInfo) host.Stat {
	s := host.Stat{
		Mode: typeBits(info.Mode()) | uint32(info.Mode().Perm()), Nlink: 1, Size: info.Size(),
	}
	if t := info.ModTime(); !t.IsZero() {
		s.Mtime = t.UnixNano()
		s.Atime, s.Ctime = s.Mtime, s.Mtime
	}
	return s
}

func typeBits(m fs.FileMode) uint32 {
	switch m.Type() {
	case 0:
		return host.ModeRegular
	case fs.ModeDir:
		return host.ModeDir
	case fs.ModeSymlink:
		return host.ModeSymlink
	}
	return 0
}

func (f *FS) ReadDir(name string) ([]host.DirEntry, error) {
	p, err := f.resolve(name)
	if err != nil {
		return nil, convert(err, name)
	}
	list, err := fs.ReadDir(f.fsys, p)
	if err != nil {
		if info, serr := fs.Stat(f.fsys, p); serr == nil && !info.IsDir() {
			return nil, host.NewError(host.ENOTDIR, name)
		}
		return nil, convert(err, name)
	}
	all := make([]host.DirEntry, len(list))
	for i, e := range list {
		all[i] = host.DirEntry{Name: e.Name(), Type: typeBits(e.Type())}
	}
	return all, nil
}

func (f *FS) Readlink(name string) (string, error) {
	p, err := f.resolve(name)
	if err != nil {
		return "", convert(err, name)
	}
	target, err := fs.ReadLink(f.fsys, p)
	return target, convert(err, name)
}

func (f *FS) Access(name string, mode int) error {
	if _, err := f.Stat(name, true); err != nil {
		return err
	}
	if mode&host.AccessWrite != 0 {
		return host.NewError(host.EROFS, name)
	}
	return nil
}

func (f *FS) Getcwd() (string, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.cwd, nil
}

// Chdir changes the current directory of this FS only.
func (f *FS) Chdir(name string) error {
	st, err := f.Stat(name, true)
	if err != nil {
		return err
	}
	if !st.IsDir() {
		return host.NewError(host.ENOTDIR, name)
	}
	p, err := f.resolve(name)
	if err != nil {
		return convert(err, name)
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.cwd = path.Join("/", p)
	return nil
}

func (*FS) Mkdir(name string, _ uint32) error           { return host.NewError(host.EROFS, name) }
func (*FS) Rmdir(name string) error                     { return host.NewError(host.EROFS, name) }
func (*FS) Remove(name string) error                    { return host.NewError(host.EROFS, name) }
func (*FS) Rename(from, to string, _ bool) error        { return host.NewError(host.EROFS, from, to) }
func (*FS) Link(from, to string) error                  { return host.NewError(host.EROFS, from, to) }
func (*FS) Symlink(target, name string, _ bool) error   { return host.NewError(host.EROFS, target, name) }
func (*FS) Chmod(name string, _ uint32, _ bool) error   { return host.NewError(host.EROFS, name) }
func (*FS) Chown(name string, _, _ int, _ bool) error   { return host.NewError(host.EROFS, name) }
func (*FS) Truncate(name string, _ int64) error         { return host.NewError(host.EROFS, name) }
func (*FS) Utime(name string, _, _ int64, _ bool) error { return host.NewError(host.EROFS, name) }
func (*FS) Mkfifo(name string, _ uint32) error          { return host.NewError(host.EROFS, name) }

// with calls use with an open file, which no other call uses meanwhile.
func (f *Files) with(fd int, use func(*file) error) error {
	f.fs.mu.Lock()
	r := f.fs.open[fd]
	f.fs.mu.Unlock()
	if r == nil {
		return host.NewError(host.EBADF)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return convert(use(r))
}

func (f *Files) Read(fd int, p []byte, _ <-chan struct{}) (n int, err error) {
	err = f.with(fd, func(r *file) error {
		if info, err := r.Stat(); err == nil && info.IsDir() {
			return host.NewError(host.EISDIR)
		}
		n, err = r.Read(p)
		if errors.Is(err, io.EOF) {
			return nil
		}
		return err
	})
	return n, err
}

func (f *Files) Pread(fd int, p []byte, off int64) (n int, err error) {
	err = f.with(fd, func(r *file) error {
		at, ok := r.File.(io.ReaderAt)
		if !ok {
			return host.NewError(host.ESPIPE)
		}
		n, err = at.ReadAt(p, off)
		if errors.Is(err, io.EOF) {
			return nil
		}
		return err
	})
	return n, err
}

func (f *Files) Seek(fd int, off int64, whence int) (pos int64, err error) {
	err = f.with(fd, func(r *file) error {
		s, ok := r.File.(io.Seeker)
		if !ok {
			return host.NewError(host.ESPIPE)
		}
		pos, err = s.Seek(off, whence)
		return err
	})
	return pos, err
}

func (f *Files) Stat(fd int) (st host.Stat, err error) {
	err = f.with(fd, func(r *file) error {
		info, err := r.File.Stat()
		if err == nil {
			st = stat(info)
		}
		return err
	})
	return st, err
}

func (f *Files) Close(fd int) error {
	f.fs.mu.Lock()
	r := f.fs.open[fd]
	delete(f.fs.open, fd)
	f.fs.mu.Unlock()
	if r == nil {
		return host.NewError(host.EBADF)
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return convert(r.File.Close())
}

func (f *Files) Write(fd int, _ []byte, _ <-chan struct{}) (int, error) {
	return 0, host.NewError(host.EBADF)
}

func (f *Files) Pwrite(fd int, _ []byte, _ int64) (int, error) {
	return 0, host.NewError(host.EBADF)
}

func (f *Files) Truncate(fd int, _ int64) error { return host.NewError(host.EINVAL) }

func (f *Files) Sync(fd int) error { return f.with(fd, func(*file) error { return nil }) }

func (f *Files) Blocking(fd int) (bool, error) { return true, f.Sync(fd) }

func (f *Files) Inheritable(fd int) (bool, error) { return false, f.Sync(fd) }

func (f *Files) TerminalSize(fd int) (columns, lines int, err error) {
	return 0, 0, host.NewError(host.ENOTTY)
}

// Poll finds that all files are ready.
func (f *Files) Poll(fds []host.PollFD, _ time.Duration, _ <-chan struct{}) (n int, err error) {
	for i := range fds {
		fds[i].Revents = fds[i].Events & host.PollIn
		if f.Sync(fds[i].FD) != nil {
			fds[i].Revents = host.PollInval
		}
		if fds[i].Revents != 0 {
			n++
		}
	}
	return n, nil
}

// convert makes a *host.Error of an error of an fs.FS.
func convert(err error, names ...string) error {
	var he *host.Error
	switch {
	case err == nil:
		return nil
	case errors.As(err, &he):
		return he
	case errors.Is(err, fs.ErrNotExist):
		return host.NewError(host.ENOENT, names...)
	case errors.Is(err, fs.ErrPermission):
		return host.NewError(host.EACCES, names...)
	case errors.Is(err, fs.ErrInvalid):
		return host.NewError(host.EINVAL, names...)
	case errors.Is(err, fs.ErrClosed):
		return host.NewError(host.EBADF, names...)
	}
	e := host.NewError(host.EIO, names...)
	e.Text, e.Err = err.Error(), err
	return e
}
