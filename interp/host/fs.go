package host

import "time"

// FS is the file system by names.
type FS interface {
	ReadFS
	WriteFS
}

// ReadFS is what imports and programs that only read need.
type ReadFS interface {
	// Open opens a file as open(2) with flags as in System.Platform().OpenFlags;
	// perm is that of a new file, before the umask. The descriptor is for Files, and
	// is not inherited by child processes (PEP 446).
	Open(name string, flags int, perm uint32) (fd int, err error)
	// Stat describes a file, or with follow unset the symbolic link itself.
	Stat(name string, follow bool) (Stat, error)
	// ReadDir lists a directory in the system's order, without "." and "..".
	ReadDir(name string) ([]DirEntry, error)
	Readlink(name string) (string, error)
	// Access checks for the process's real user whether mode (AccessRead, …) is
	// allowed. Its errors tell what is wrong; os.access only wants to know if any.
	Access(name string, mode int) error
	// Getcwd returns the current directory.
	Getcwd() (string, error)
	// Chdir changes it, for the whole process in the real file system.
	Chdir(name string) error
}

// WriteFS changes the file system.
type WriteFS interface {
	Mkdir(name string, perm uint32) error
	Rmdir(name string) error
	// Remove removes what is not a directory.
	Remove(name string) error
	// Rename moves a file or directory over an existing one if replace is set;
	// without it, Windows refuses that and other systems do it nevertheless
	// (os.rename, os.replace).
	Rename(from, to string, replace bool) error
	Link(from, to string) error
	// Symlink makes the link name. Windows wants to know whether target is a
	// directory.
	Symlink(target, name string, isDir bool) error
	Chmod(name string, mode uint32, follow bool) error
	Chown(name string, uid, gid int, follow bool) error
	Truncate(name string, size int64) error
	// Utime sets the times of last access and change.
	Utime(name string, atime, mtime int64, follow bool) error
	Mkfifo(name string, perm uint32) error
	// Umask sets the mask of new files and returns the old one.
	Umask(mask int) (int, error)
}

// Modes of ReadFS.Access.
const (
	AccessExists = 0
	AccessExec   = 1
	AccessWrite  = 2
	AccessRead   = 4
)

// DirEntry is an entry of a directory.
type DirEntry struct {
	Name string
	// Type is the file type bits of Stat.Mode (ModeType), 0 if unknown. It is that of
	// the link if it is a symbolic link.
	Type uint32
}

// Bits of Stat.Mode, the same on all systems.
const (
	ModeType    = 0o170000
	ModeSocket  = 0o140000
	ModeSymlink = 0o120000
	ModeRegular = 0o100000
	ModeBlock   = 0o060000
	ModeDir     = 0o040000
	ModeChar    = 0o020000
	ModeFIFO    = 0o010000
	ModeSetuid  = 0o4000
	ModeSetgid  = 0o2000
	ModeSticky  = 0o1000
)

// Stat is what os.stat_result holds. Fields that a system does not have are 0.
type Stat struct {
	Mode                uint32
	Ino, Dev, Nlink     uint64
	UID, GID            uint32
	Size                int64
	Atime, Mtime, Ctime int64
	Birthtime           int64 // macOS and Windows
	Blksize, Blocks     int64
	Rdev                uint64
	Flags               uint32 // macOS: st_flags
	FileAttributes      uint32 // Windows
	ReparseTag          uint32 // Windows
}

// IsDir reports whether the file is a directory.
func (s *Stat) IsDir() bool { return s.Mode&ModeType == ModeDir }

// IsRegular reports whether the file is a regular one, which never blocks.
func (s *Stat) IsRegular() bool { return s.Mode&ModeType == ModeRegular }

// Files works on open files by descriptor. What a descriptor means is up to the
// host; 0, 1 and 2 are the standard streams.
type Files interface {
	// Read reads once, and returns 0 at the end of the file. With a cancel channel
	// it first waits until there is something to read, which costs a system call:
	// pass nil for regular files.
	Read(fd int, p []byte, cancel <-chan struct{}) (int, error)
	// Write writes once, perhaps only a part. cancel is as for Read.
	Write(fd int, p []byte, cancel <-chan struct{}) (int, error)
	Pread(fd int, p []byte, off int64) (int, error)
	Pwrite(fd int, p []byte, off int64) (int, error)
	// Seek sets the position relative to start (whence 0), position (1) or end (2).
	Seek(fd int, off int64, whence int) (int64, error)
	Truncate(fd int, size int64) error
	Stat(fd int) (Stat, error)
	// Sync writes the file to its medium (os.fsync).
	Sync(fd int) error
	Close(fd int) error
	// Dup returns a new descriptor that is not inherited.
	Dup(fd int) (int, error)
	Dup2(fd, to int, inheritable bool) error
	// Pipe returns the ends of a new pipe; neither is inherited.
	Pipe() (r, w int, err error)
	Inheritable(fd int) (bool, error)
	SetInheritable(fd int, on bool) error
	Blocking(fd int) (bool, error)
	SetBlocking(fd int, on bool) error
	IsTerminal(fd int) bool
	TerminalSize(fd int) (columns, lines int, err error)
	// Poll waits until a descriptor is ready, the time is over (negative: no limit)
	// or cancel is closed. It sets Revents and returns how many are not 0.
	Poll(fds []PollFD, timeout time.Duration, cancel <-chan struct{}) (int, error)
}

// PollFD is a descriptor that Files.Poll watches.
type PollFD struct {
	FD              int
	Events, Revents int16
}

// Bits of PollFD.Events and Revents.
const (
	PollIn    int16 = 1
	PollPri   int16 = 2
	PollOut   int16 = 4
	PollErr   int16 = 8
	PollHup   int16 = 16
	PollInval int16 = 32
)
