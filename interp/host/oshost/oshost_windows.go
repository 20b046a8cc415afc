package oshost

import (
	"errors"
	"io"
	"io/fs"
	"os"
	"os/user"
	"sync"
	"syscall"
	"time"

	"golang.org/x/sys/windows"

	"github.com/gopyrun/gopyrun/interp/host"
)

// FS is the file system.
type FS struct{}

func (FS) Open(name string, flags int, perm uint32) (int, error) {
	h, err := syscall.Open(name, flags|syscall.O_CLOEXEC, perm)
	if err != nil {
		return -1, convert(err, name)
	}
	return int(h), nil
}

func (FS) Stat(name string, follow bool) (host.Stat, error) {
	call := os.Stat
	if !follow {
		call = os.Lstat
	}
	info, err := call(name)
	if err != nil {
		return host.Stat{}, convert(err, name)
	}
	s := host.Stat{
		Mode: typeBits(info.Mode()) | uint32(info.Mode().Perm()),
		Size: info.Size(), Mtime: info.ModTime().UnixNano(), Nlink: 1,
	}
	if d, ok := info.Sys().(*syscall.Win32FileAttributeData); ok {
		s.Atime, s.Birthtime = d.LastAccessTime.Nanoseconds(), d.CreationTime.Nanoseconds()
		s.Ctime, s.FileAttributes = s.Birthtime, d.FileAttributes
	}
	if h, err := openHandle(name, follow); err == nil {
		defer windows.CloseHandle(h)
		var d windows.ByHandleFileInformation
		if windows.GetFileInformationByHandle(h, &d) == nil {
			identify(&s, &d)
		}
	}
	return s, nil
}

func openHandle(name string, follow bool) (windows.Handle, error) {
	p, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return 0, err
	}
	flags := uint32(windows.FILE_FLAG_BACKUP_SEMANTICS)
	if !follow {
		flags |= windows.FILE_FLAG_OPEN_REPARSE_POINT
	}
	return windows.CreateFile(p, 0, windows.FILE_SHARE_READ|windows.FILE_SHARE_WRITE|windows.FILE_SHARE_DELETE,
		nil, windows.OPEN_EXISTING, flags, 0)
}

func identify(s *host.Stat, d *windows.ByHandleFileInformation) {
	s.Dev, s.Nlink = uint64(d.VolumeSerialNumber), uint64(d.NumberOfLinks)
	s.Ino = uint64(d.FileIndexHigh)<<32 | uint64(d.FileIndexLow)
}

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
	case fs.ModeDevice | fs.ModeCharDevice, fs.ModeDevice:
		return host.ModeChar
	}
	return 0
}

func (FS) ReadDir(name string) ([]host.DirEntry, error) {
	f, err := os.Open(name)
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

func (FS) Readlink(name string) (string, error) {
	target, err := os.Readlink(name)
	return target, convert(err, name)
}

func (FS) Access(name string, mode int) error {
	info, err := os.Stat(name)
	if err == nil && mode&host.AccessWrite != 0 && !info.IsDir() && info.Mode().Perm()&0o200 == 0 {
		return fail(host.EACCES, name)
	}
	return convert(err, name)
}

func (FS) Getcwd() (string, error) {
	dir, err := os.Getwd()
	return dir, convert(err)
}

func (FS) Chdir(name string) error { return convert(os.Chdir(name), name) }

func (FS) Mkdir(name string, perm uint32) error {
	return convert(os.Mkdir(name, fs.FileMode(perm)), name)
}

func (FS) Rmdir(name string) error  { return convert(syscall.Rmdir(name), name) }
func (FS) Remove(name string) error { return convert(syscall.Unlink(name), name) }

func (FS) Rename(from, to string, replace bool) error {
	var flags uint32
	if replace {
		flags = windows.MOVEFILE_REPLACE_EXISTING
	}
	a, err := windows.UTF16PtrFromString(from)
	if err != nil {
		return convert(err, from, to)
	}
	b, err := windows.UTF16PtrFromString(to)
	if err != nil {
		return convert(err, from, to)
	}
	return convert(windows.MoveFileEx(a, b, flags), from, to)
}

func (FS) Link(from, to string) error { return convert(os.Link(from, to), from, to) }

// symlinkUnprivileged is SYMBOLIC_LINK_FLAG_ALLOW_UNPRIVILEGED_CREATE.
const symlinkUnprivileged = 2

func (FS) Symlink(target, name string, isDir bool) error {
	a, err := windows.UTF16PtrFromString(name)
	if err != nil {
		return convert(err, target, name)
	}
	b, err := windows.UTF16PtrFromString(target)
	if err != nil {
		return convert(err, target, name)
	}
	flags := uint32(symlinkUnprivileged)
	if isDir {
		flags |= windows.SYMBOLIC_LINK_FLAG_DIRECTORY
	}
	return convert(windows.CreateSymbolicLink(a, b, flags), target, name)
}

func (FS) Chmod(name string, mode uint32, follow bool) error {
	return convert(os.Chmod(name, fs.FileMode(mode&0o777)), name)
}

func (FS) Chown(name string, uid, gid int, follow bool) error { return fail(host.ENOSYS, name) }

func (FS) Truncate(name string, size int64) error { return convert(os.Truncate(name, size), name) }

func (FS) Utime(name string, atime, mtime int64, follow bool) error {
	return convert(os.Chtimes(name, time.Unix(0, atime), time.Unix(0, mtime)), name)
}

func (FS) Mkfifo(name string, perm uint32) error { return fail(host.ENOSYS, name) }

// Umask has no effect on Windows.
func (FS) Umask(mask int) (int, error) { return 0, nil }

// Files is the open files of the process.
type Files struct{}

func handle(fd int) syscall.Handle {
	switch fd {
	case 0:
		return syscall.Stdin
	case 1:
		return syscall.Stdout
	case 2:
		return syscall.Stderr
	}
	return syscall.Handle(fd)
}

// Read cannot be cancelled on Windows.
func (Files) Read(fd int, p []byte, cancel <-chan struct{}) (int, error) {
	n, err := syscall.Read(handle(fd), p)
	if err == syscall.ERROR_BROKEN_PIPE { // end of a pipe
		return 0, nil
	}
	return max(n, 0), convert(err)
}

// Write cannot be cancelled on Windows.
func (Files) Write(fd int, p []byte, cancel <-chan struct{}) (int, error) {
	n, err := syscall.Write(handle(fd), p)
	return max(n, 0), convert(err)
}

func at(off int64) *windows.Overlapped {
	return &windows.Overlapped{Offset: uint32(off), OffsetHigh: uint32(off >> 32)}
}

func (Files) Pread(fd int, p []byte, off int64) (int, error) {
	var n uint32
	err := windows.ReadFile(windows.Handle(handle(fd)), p, &n, at(off))
	if err == windows.ERROR_HANDLE_EOF {
		err = nil
	}
	return int(n), convert(err)
}

func (Files) Pwrite(fd int, p []byte, off int64) (int, error) {
	var n uint32
	err := windows.WriteFile(windows.Handle(handle(fd)), p, &n, at(off))
	return int(n), convert(err)
}

func (Files) Seek(fd int, off int64, whence int) (int64, error) {
	pos, err := syscall.Seek(handle(fd), off, whence)
	return pos, convert(err)
}

func (Files) Truncate(fd int, size int64) error {
	return convert(syscall.Ftruncate(handle(fd), size))
}

func (Files) Stat(fd int) (host.Stat, error) {
	h := windows.Handle(handle(fd))
	kind, err := windows.GetFileType(h)
	if err != nil {
		return host.Stat{}, convert(err)
	}
	switch kind {
	case windows.FILE_TYPE_CHAR:
		return host.Stat{Mode: host.ModeChar, Nlink: 1}, nil
	case windows.FILE_TYPE_PIPE:
		return host.Stat{Mode: host.ModeFIFO, Nlink: 1}, nil
	}
	var d windows.ByHandleFileInformation
	if err := windows.GetFileInformationByHandle(h, &d); err != nil {
		return host.Stat{}, convert(err)
	}
	s := host.Stat{
		Mode: host.ModeRegular | 0o666, Size: int64(d.FileSizeHigh)<<32 | int64(d.FileSizeLow),
		Atime: d.LastAccessTime.Nanoseconds(), Mtime: d.LastWriteTime.Nanoseconds(),
		Birthtime: d.CreationTime.Nanoseconds(), FileAttributes: d.FileAttributes,
	}
	s.Ctime = s.Birthtime
	if d.FileAttributes&windows.FILE_ATTRIBUTE_DIRECTORY != 0 {
		s.Mode = host.ModeDir | 0o777
	}
	identify(&s, &d)
	return s, nil
}

func (Files) Sync(fd int) error  { return convert(syscall.Fsync(handle(fd))) }
func (Files) Close(fd int) error { return convert(syscall.CloseHandle(handle(fd))) }

func (Files) Dup(fd int) (int, error) {
	self := windows.CurrentProcess()
	var h windows.Handle
	err := windows.DuplicateHandle(self, windows.Handle(handle(fd)), self, &h, 0, false, windows.DUPLICATE_SAME_ACCESS)
	return int(h), convert(err)
}

// Dup2 is refused: a handle's number cannot be chosen.
func (Files) Dup2(fd, to int, inheritable bool) error { return fail(host.ENOSYS) }

func (Files) Pipe() (r, w int, err error) {
	var p [2]syscall.Handle
	if err := syscall.Pipe(p[:]); err != nil {
		return -1, -1, convert(err)
	}
	return int(p[0]), int(p[1]), nil
}

// Inheritable is refused: x/sys has no call for it.
func (Files) Inheritable(fd int) (bool, error) { return false, fail(host.ENOSYS) }

func (Files) SetInheritable(fd int, on bool) error {
	var flags uint32
	if on {
		flags = windows.HANDLE_FLAG_INHERIT
	}
	return convert(windows.SetHandleInformation(windows.Handle(handle(fd)), windows.HANDLE_FLAG_INHERIT, flags))
}

func (Files) Blocking(fd int) (bool, error) { return true, nil }

func (Files) SetBlocking(fd int, on bool) error {
	if on {
		return nil
	}
	return fail(host.ENOSYS)
}

func (Files) IsTerminal(fd int) bool {
	var mode uint32
	return windows.GetConsoleMode(windows.Handle(handle(fd)), &mode) == nil
}

func (Files) TerminalSize(fd int) (columns, lines int, err error) {
	var info windows.ConsoleScreenBufferInfo
	if err := windows.GetConsoleScreenBufferInfo(windows.Handle(handle(fd)), &info); err != nil {
		return 0, 0, convert(err)
	}
	return int(info.Window.Right-info.Window.Left) + 1, int(info.Window.Bottom-info.Window.Top) + 1, nil
}

// Poll is refused: Windows waits for sockets only.
func (Files) Poll(fds []host.PollFD, timeout time.Duration, cancel <-chan struct{}) (int, error) {
	return 0, fail(host.ENOSYS)
}

// Process is the running process.
type Process struct{}

func (Process) Getpid() (int, error)        { return os.Getpid(), nil }
func (Process) Getppid() (int, error)       { return os.Getppid(), nil }
func (Process) Getuid() (int, error)        { return -1, nil }
func (Process) Geteuid() (int, error)       { return -1, nil }
func (Process) Getgid() (int, error)        { return -1, nil }
func (Process) Getegid() (int, error)       { return -1, nil }
func (Process) Getgroups() ([]int, error)   { return nil, fail(host.ENOSYS) }
func (Process) Getpgid(int) (int, error)    { return 0, fail(host.ENOSYS) }
func (Process) Getsid(int) (int, error)     { return 0, fail(host.ENOSYS) }
func (Process) Setsid() (int, error)        { return 0, fail(host.ENOSYS) }
func (Process) Setpgid(pid, pgid int) error { return fail(host.ENOSYS) }

func (Process) Getlogin() (string, error) {
	u, err := user.Current()
	if err != nil {
		return "", convert(err)
	}
	return u.Username, nil
}

func (Process) Home(name string) (string, error) {
	if name != "" {
		u, err := user.Lookup(name)
		if err != nil {
			return "", fail(host.ENOENT)
		}
		return u.HomeDir, nil
	}
	dir, err := os.UserHomeDir()
	return dir, convert(err)
}

func (Process) Executable() (string, error) {
	path, err := os.Executable()
	return path, convert(err)
}

func (Process) Kill(pid, sig int) error {
	h, err := windows.OpenProcess(windows.PROCESS_TERMINATE, false, uint32(pid))
	if err != nil {
		return convert(err)
	}
	defer windows.CloseHandle(h)
	return convert(windows.TerminateProcess(h, uint32(sig)))
}

func (Process) Exit(code int) error {
	os.Exit(code)
	return nil
}

// Exec starts programs of the machine. NewExec makes it. It holds the handles of
// its children until they are waited for: their exit codes live as long.
type Exec struct {
	mu       sync.Mutex
	children map[int]windows.Handle
}

// NewExec returns an Exec without children.
func NewExec() *Exec { return &Exec{children: map[int]windows.Handle{}} }

func (e *Exec) Start(c host.Command) (int, error) {
	attr := &syscall.ProcAttr{Dir: c.Dir, Env: c.Env, Sys: &syscall.SysProcAttr{}}
	if attr.Env == nil {
		attr.Env = os.Environ()
	}
	if c.Setpgid {
		attr.Sys.CreationFlags = windows.CREATE_NEW_PROCESS_GROUP
	}
	for _, fd := range c.Files {
		attr.Files = append(attr.Files, uintptr(handle(fd)))
	}
	pid, h, err := syscall.StartProcess(c.Path, c.Argv, attr)
	if err != nil {
		return 0, convert(err, c.Path)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.children[pid] = windows.Handle(h)
	return pid, nil
}

// Wait waits for one child, looking at it again and again while cancel is given.
func (e *Exec) Wait(pid int, noHang bool, cancel <-chan struct{}) (host.WaitStatus, error) {
	e.mu.Lock()
	h, ok := e.children[pid]
	e.mu.Unlock()
	if !ok {
		return host.WaitStatus{}, fail(host.ECHILD)
	}
	for {
		ms := uint32(windows.INFINITE)
		switch {
		case noHang:
			ms = 0
		case cancel != nil:
			ms = 20
		}
		event, err := windows.WaitForSingleObject(h, ms)
		if err != nil {
			return host.WaitStatus{}, convert(err)
		}
		if event == windows.WAIT_OBJECT_0 {
			var code uint32
			err := windows.GetExitCodeProcess(h, &code)
			e.forget(pid)
			return host.WaitStatus{PID: pid, ExitCode: int(code)}, convert(err)
		}
		if noHang {
			return host.WaitStatus{}, nil
		}
		select {
		case <-cancel:
			return host.WaitStatus{}, host.Interrupted()
		default:
		}
	}
}

func (e *Exec) forget(pid int) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if h, ok := e.children[pid]; ok {
		delete(e.children, pid)
		windows.CloseHandle(h)
	}
}

// Replace is refused: Windows cannot run another program in the same process.
func (*Exec) Replace(path string, argv, env []string) error { return fail(host.ENOSYS, path) }
