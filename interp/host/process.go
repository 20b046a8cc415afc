package host

// System describes the machine and the system.
type System interface {
	// Platform never fails, and the result is never changed.
	Platform() *Platform
	Uname() (Uname, error)
	// CPUCount is the number of processors (os.cpu_count); 0 means unknown.
	CPUCount() int
	// UsableCPUs is the number this process may use (os.process_cpu_count).
	UsableCPUs() int
	// Sysconf returns the value for a number of Platform.Sysconf (os.sysconf), -1 if
	// there is no limit.
	Sysconf(name int) (int, error)
	// LoadAverage over 1, 5 and 15 minutes.
	LoadAverage() ([3]float64, error)
}

// Platform holds the names and numbers of an operating system.
type Platform struct {
	OS        string         // sys.platform: linux, darwin, win32, …
	Machine   string         // Go's name of the processor
	Windows   bool           // os.name is "nt", else "posix"
	Errno     map[string]int // errno by name, all that errno has
	OpenFlags map[string]int // O_RDONLY, …
	Signals   map[string]int // SIGINT, …
	Sysconf   map[string]int // SC_PAGESIZE, …
	// Strerror is the text of an errno (os.strerror).
	Strerror func(errno int) string
}

// Uname is os.uname_result.
type Uname struct{ Sysname, Nodename, Release, Version, Machine string }

// Process is the identity of the running process.
type Process interface {
	Getpid() (int, error)
	Getppid() (int, error)
	// The users and groups are -1 on Windows.
	Getuid() (int, error)
	Geteuid() (int, error)
	Getgid() (int, error)
	Getegid() (int, error)
	Getgroups() ([]int, error)
	Getpgid(pid int) (int, error)
	Getsid(pid int) (int, error)
	Setsid() (int, error)
	Setpgid(pid, pgid int) error
	// Getlogin is the user logged in on the controlling terminal.
	Getlogin() (string, error)
	// Home returns the home directory of a user, "" being that of the process.
	Home(user string) (string, error)
	// Executable is the path of the running program.
	Executable() (string, error)
	// Kill sends a signal. On Windows any signal ends the process.
	Kill(pid, sig int) error
	// Exit ends the process at once (os._exit). It returns only if refused.
	Exit(code int) error
}

// Exec starts programs.
type Exec interface {
	// Start runs a program and returns its process id. The caller must Wait for it.
	// The path in an error is the program's, or that of Command.Dir if that is to
	// blame.
	Start(c Command) (pid int, err error)
	// Wait waits for a child (pid -1: any; 0 and below -1 as waitpid(2)) and returns
	// which, and how it ended. With noHang it returns pid 0 if none has ended.
	Wait(pid int, noHang bool, cancel <-chan struct{}) (WaitStatus, error)
	// Replace runs the program in place of this one (os.execve); it returns only on
	// failure.
	Replace(path string, argv, env []string) error
}

// Command is a program to start.
type Command struct {
	Path string   // no search in PATH
	Argv []string // with the program's name
	Env  []string // "name=value"; nil: the environment of this process
	Dir  string   // "": the current one
	// Files are the child's descriptors 0, 1, 2, …; -1 is closed.
	Files []int
	// Keep are further descriptors that the child has, under the same numbers.
	Keep []int
	// CloseOthers keeps inheritable descriptors that are not in Files and Keep from
	// the child.
	CloseOthers bool
	Setsid      bool // new session
	Setpgid     bool // process group Pgid, or a new one if that is 0
	Pgid        int
	// User, if not nil, is who the child runs as.
	User *User
	// Umask is the child's mask of new files if SetUmask is set. While the child is
	// started, this process has it, too.
	Umask    int
	SetUmask bool
	// DefaultSignals gives the child the default for the signals that the interpreter
	// ignores (SIGPIPE, SIGXFSZ).
	DefaultSignals bool
}

// User is the user and groups of a child. -1 is the present one.
type User struct {
	UID, GID int
	// Groups are the further groups if SetGroups is set.
	Groups    []int
	SetGroups bool
}

// WaitStatus is how a child ended.
type WaitStatus struct {
	PID      int
	ExitCode int // minus the signal's number if a signal ended it
	CoreDump bool
	// Processor time in user and system mode.
	UserTime, SystemTime int64
}

// Disposition is what happens on a signal.
type Disposition int

const (
	// SignalDefault: what the system does without handlers.
	SignalDefault Disposition = iota
	// SignalIgnore: nothing.
	SignalIgnore
	// SignalDeliver: the deliver function is called.
	SignalDeliver
)

// Signals receives signals for the process.
type Signals interface {
	// Handle sets what happens on signal sig. For SignalDeliver, deliver is called
	// with sig on a goroutine of the host, one call at a time; it must not block.
	// EINVAL is the error for signals that cannot be handled.
	Handle(sig int, d Disposition, deliver func(sig int)) error
	// Ignored reports whether sig was ignored when the process started or is now.
	Ignored(sig int) bool
}
