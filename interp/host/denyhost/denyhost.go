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
		Stdio: Stdio{}, System: NewSystem(), Process: Process{}, Exec: Exec{}, Net: Net{}, Signals: Signals{},
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
	network = "net"
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
		Errno: host.Errnos(), OpenFlags: map[string]int{}, Signals: map[string]int{}, Sysconf: map[string]int{"SC_IOV_MAX": 60},
		Strerror: host.Strerror,
	}}
}

func (s System) Platform() *host.Platform       { return s.platform }
func (System) Uname() (host.Uname, error)       { return host.Uname{}, deny(system) }
func (System) CPUCount() int                    { return 0 }
func (System) UsableCPUs() int                  { return 0 }
func (System) Sysconf(int) (int, error)         { return 0, deny(system) }
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

// Net is cut off. It knows the numbers that Linux and macOS share, so that programs
// which only name them load.
type Net struct{}

func (Net) Numbers() map[string]int64 {
	return map[string]int64{
		"AF_UNSPEC": 0, "AF_UNIX": 1, "AF_INET": 2, "AF_INET6": 10,
		"SOCK_STREAM": 1, "SOCK_DGRAM": 2, "SOCK_RAW": 3, "IPPROTO_IP": 0, "IPPROTO_TCP": 6, "IPPROTO_UDP": 17,
		"IPPROTO_IPV6": 41, "IPV6_V6ONLY": 26, "SHUT_RD": 0, "SHUT_WR": 1, "SHUT_RDWR": 2, "MSG_OOB": 1, "MSG_PEEK": 2,
		"SOL_SOCKET": 1, "SO_REUSEADDR": 2, "SO_TYPE": 3, "SO_ERROR": 4, "SO_BROADCAST": 6, "SO_SNDBUF": 7, "SO_RCVBUF": 8,
		"SO_KEEPALIVE": 9, "SO_LINGER": 13, "TCP_NODELAY": 1, "SOMAXCONN": 128, "SCM_RIGHTS": 1,
		"AI_PASSIVE": 1, "AI_CANONNAME": 2, "AI_NUMERICHOST": 4, "AI_NUMERICSERV": 1024,
		"EAI_AGAIN": -3, "EAI_FAIL": -4, "EAI_FAMILY": -6, "EAI_NONAME": -2, "EAI_SERVICE": -8, "EAI_SOCKTYPE": -7,
		"NI_NUMERICHOST": 1, "NI_NUMERICSERV": 2, "NI_NAMEREQD": 8, "NI_DGRAM": 16,
	}
}
func (Net) Socket(int, int, int) (int, error)         { return -1, deny(network) }
func (Net) SocketPair(int, int, int) ([2]int, error)  { return [2]int{-1, -1}, deny(network) }
func (Net) Bind(int, host.SockAddr) error             { return deny(network) }
func (Net) Listen(int, int) error                     { return deny(network) }
func (Net) Connect(int, host.SockAddr) error          { return deny(network) }
func (Net) Accept(int) (int, host.SockAddr, error)    { return -1, host.SockAddr{}, deny(network) }
func (Net) ControlSpace(int) (int, int)               { return 0, 0 }
func (Net) LocalAddr(int) (host.SockAddr, error)      { return host.SockAddr{}, deny(network) }
func (Net) PeerAddr(int) (host.SockAddr, error)       { return host.SockAddr{}, deny(network) }
func (Net) Shutdown(int, int) error                   { return deny(network) }
func (Net) Option(int, int, int, []byte) (int, error) { return 0, deny(network) }
func (Net) SetOption(int, int, int, []byte) error     { return deny(network) }
func (Net) Services() ([]host.Service, error)         { return nil, deny(network) }
func (Net) Protocols() ([]host.Protocol, error)       { return nil, deny(network) }
func (Net) Interfaces() ([]host.Interface, error)     { return nil, deny(network) }
func (Net) Recv(int, []byte, []byte, int) (host.Received, error) {
	return host.Received{}, deny(network)
}
func (Net) Send(int, []byte, []host.ControlMessage, int, *host.SockAddr) (int, error) {
	return 0, deny(network)
}
func (Net) Controls([]byte) ([]host.ControlMessage, error) { return nil, deny(network) }
func (Net) LookupHost(string, int, <-chan struct{}) ([]host.SockAddr, error) {
	return nil, deny(network)
}
func (Net) LookupName(string, <-chan struct{}) (string, error)   { return "", deny(network) }
func (Net) LookupAddr([]byte, <-chan struct{}) ([]string, error) { return nil, deny(network) }
