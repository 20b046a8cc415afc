// Package denyhost is a Host that refuses everything with a PermissionError which
// names the capability that is missing. An embedding program starts from it and
// replaces the fields it wants to grant.
package denyhost

import (
	"io/fs"
	"runtime"
	"time"

	"github.com/gopyrun/gopyrun/interp/host"
)

// New returns a Host without any capability.
func New() *host.Host {
	return &host.Host{
		FS: FS{}, Files: Files{}, Env: Env{}, Clock: Clock{}, Random: Random{},
		Stdio: Stdio{}, System: NewSystem(), Process: Process{}, Exec: Exec{}, Signals: Signals{},
	}
}

// deny is the error for a capability.
func deny(capability string, names ...string) *host.Error {
	e := &host.Error{
		Errno: host.EACCES,
		Text:  "Permission denied by the host (no " + capability + " capability)",
		Err:   fs.ErrPermission,
	}
	if len(names) > 0 {
		e.Path = names[0]
	}
	if len(names) > 1 {
		e.Path2 = names[1]
	}
	return e
}

const (
	files   = "file system"
	open    = "open files"
	env     = "environment"
	clock   = "clock"
	system  = "system information"
	process = "process"
	exec    = "exec"
)

// FS refuses all file names.
type FS struct{}

func (FS) Open(name string, _ int, _ uint32) (int, error) { return -1, deny(files, name) }
func (FS) Stat(name string, _ bool) (host.Stat, error)    { return host.Stat{}, deny(files, name) }
func (FS) ReadDir(name string) ([]host.DirEntry, error)   { return nil, deny(files, name) }
func (FS) Readlink(name string) (string, error)           { return "", deny(files, name) }
func (FS) Access(name string, _ int) error                { return deny(files, name) }
func (FS) Getcwd() (string, error)                        { return "", deny(files) }
func (FS) Chdir(name string) error                        { return deny(files, name) }
func (FS) Mkdir(name string, _ uint32) error              { return deny(files, name) }
func (FS) Rmdir(name string) error                        { return deny(files, name) }
func (FS) Remove(name string) error                       { return deny(files, name) }
func (FS) Rename(from, to string, _ bool) error           { return deny(files, from, to) }
func (FS) Link(from, to string) error                     { return deny(files, from, to) }
func (FS) Symlink(target, name string, _ bool) error      { return deny(files, target, name) }
func (FS) Chmod(name string, _ uint32, _ bool) error      { return deny(files, name) }
func (FS) Chown(name string, _, _ int, _ bool) error      { return deny(files, name) }
func (FS) Truncate(name string, _ int64) error            { return deny(files, name) }
func (FS) Utime(name string, _, _ int64, _ bool) error    { return deny(files, name) }
func (FS) Mkfifo(name string, _ uint32) error             { return deny(files, name) }
func (FS) Umask(int) (int, error)                         { return 0, deny(files) }

// Files refuses all descriptors.
type Files struct{}

func (Files) Read(int, []byte, <-chan struct{}) (int, error)   { return 0, deny(open) }
func (Files) Write(int, []byte, <-chan struct{}) (int, error)  { return 0, deny(open) }
func (Files) Pread(int, []byte, int64) (int, error)            { return 0, deny(open) }
func (Files) Pwrite(int, []byte, int64) (int, error)           { return 0, deny(open) }
func (Files) Seek(int, int64, int) (int64, error)              { return 0, deny(open) }
func (Files) Truncate(int, int64) error                        { return deny(open) }
func (Files) Stat(int) (host.Stat, error)                      { return host.Stat{}, deny(open) }
func (Files) Sync(int) error                                   { return deny(open) }
func (Files) Close(int) error                                  { return deny(open) }
func (Files) Dup(int) (int, error)                             { return -1, deny(open) }
func (Files) Dup2(int, int, bool) error                        { return deny(open) }
func (Files) Pipe() (r, w int, err error)                      { return -1, -1, deny(open) }
func (Files) Inheritable(int) (bool, error)                    { return false, deny(open) }
func (Files) SetInheritable(int, bool) error                   { return deny(open) }
func (Files) Blocking(int) (bool, error)                       { return false, deny(open) }
func (Files) SetBlocking(int, bool) error                      { return deny(open) }
func (Files) IsTerminal(int) bool                              { return false }
func (Files) TerminalSize(int) (columns, lines int, err error) { return 0, 0, deny(open) }
func (Files) Poll([]host.PollFD, time.Duration, <-chan struct{}) (int, error) {
	return 0, deny(open)
}

// Env is empty and stays so.
type Env struct{}

func (Env) Environ() []string            { return nil }
func (Env) Lookup(string) (string, bool) { return "", false }
func (Env) Set(string, string) error     { return deny(env) }
func (Env) Unset(string) error           { return deny(env) }

// Clock does not tell the time.
type Clock struct{}

func (Clock) Wall() (int64, error)                       { return 0, deny(clock) }
func (Clock) Monotonic() (int64, error)                  { return 0, deny(clock) }
func (Clock) ProcessTime() (int64, error)                { return 0, deny(clock) }
func (Clock) ThreadTime() (int64, error)                 { return 0, deny(clock) }
func (Clock) Sleep(time.Duration, <-chan struct{}) error { return deny(clock) }
func (Clock) Location() *time.Location                   { return time.UTC }

// Random has no entropy.
type Random struct{}

func (Random) Entropy([]byte) error { return deny("random") }

// Stdio has three streams that refuse to be read and written.
type Stdio struct{}

func (Stdio) Stdin() host.Stream  { return stream{} }
func (Stdio) Stdout() host.Stream { return stream{} }
func (Stdio) Stderr() host.Stream { return stream{} }

type stream struct{}

func (stream) Read([]byte) (int, error)  { return 0, deny("stdio") }
func (stream) Write([]byte) (int, error) { return 0, deny("stdio") }
func (stream) Fd() int                   { return -1 }
func (stream) IsTerminal() bool          { return false }

// System knows the name of the operating system, and no more. NewSystem makes it.
type System struct{ platform *host.Platform }

// NewSystem returns the system.
func NewSystem() System {
	os := runtime.GOOS
	if os == "windows" {
		os = "win32"
	}
	return System{&host.Platform{
		OS: os, Machine: runtime.GOARCH, Windows: runtime.GOOS == "windows",
		Errno: host.Errnos(), OpenFlags: map[string]int{}, Signals: map[string]int{},
		Strerror: host.Strerror,
	}}
}

func (s System) Platform() *host.Platform       { return s.platform }
func (System) Uname() (host.Uname, error)       { return host.Uname{}, deny(system) }
func (System) CPUCount() int                    { return 0 }
func (System) UsableCPUs() int                  { return 0 }
func (System) LoadAverage() ([3]float64, error) { return [3]float64{}, deny(system) }

// Process hides the process and protects it.
type Process struct{}

func (Process) Getpid() (int, error)        { return 0, deny(process) }
func (Process) Getppid() (int, error)       { return 0, deny(process) }
func (Process) Getuid() (int, error)        { return 0, deny(process) }
func (Process) Geteuid() (int, error)       { return 0, deny(process) }
func (Process) Getgid() (int, error)        { return 0, deny(process) }
func (Process) Getegid() (int, error)       { return 0, deny(process) }
func (Process) Getgroups() ([]int, error)   { return nil, deny(process) }
func (Process) Getpgid(int) (int, error)    { return 0, deny(process) }
func (Process) Getsid(int) (int, error)     { return 0, deny(process) }
func (Process) Setsid() (int, error)        { return 0, deny(process) }
func (Process) Setpgid(int, int) error      { return deny(process) }
func (Process) Getlogin() (string, error)   { return "", deny(process) }
func (Process) Home(string) (string, error) { return "", deny(process) }
func (Process) Executable() (string, error) { return "", deny(process) }
func (Process) Kill(int, int) error         { return deny(process) }
func (Process) Exit(int) error              { return deny(process) }

// Exec starts nothing.
type Exec struct{}

func (Exec) Start(c host.Command) (int, error) { return 0, deny(exec, c.Path) }
func (Exec) Wait(int, bool, <-chan struct{}) (host.WaitStatus, error) {
	return host.WaitStatus{}, deny(exec)
}
func (Exec) Replace(path string, _, _ []string) error { return deny(exec, path) }

// Signals receives none.
type Signals struct{}

func (Signals) Handle(int, host.Disposition, func(int)) error { return deny("signal") }
func (Signals) Ignored(int) bool                              { return false }
