package os

import (
	"errors"

	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/ospath"
	"github.com/gopyrun/gopyrun/modules/internal/sigstate"
)

// number makes a function without arguments of one of the process's numbers.
func number(get func(p host.Process) (int, error)) py.GoFunc {
	return func(t *py.Thread, _ py.Value, _ py.Args) (py.Value, error) {
		n, err := get(t.Interp.Host.Process)
		return py.Int(int64(n)), err
	}
}

// processMethods are the functions about processes on all systems.
func processMethods() []py.Method {
	return []py.Method{
		{Name: "getpid", Signature: "($module, /)", Func: number(host.Process.Getpid), Doc: "Return the current process id."},
		{Name: "getppid", Signature: "($module, /)", Func: number(host.Process.Getppid), Doc: "Return the parent's process id."},
		{Name: "getlogin", Signature: "($module, /)", Func: getlogin, Doc: "Return the actual login name."},
		{Name: "kill", Signature: "($module, pid, signal, /)", Func: kill, Doc: "Kill a process with a signal."},
		{Name: "_exit", Signature: "($module, /, status)", Func: exit, Doc: "Exit to the system with specified status, without normal exit processing."},
		{Name: "abort", Signature: "($module, /)", Func: abort, Doc: "Abort the interpreter immediately."},
		{Name: "waitpid", Signature: "($module, pid, options, /)", Func: waitpid, Doc: "Wait for completion of a given child process.\n\nReturns a tuple of information regarding the child process:\n    (pid, status)"},
		{Name: "waitstatus_to_exitcode", Signature: "($module, /, status)", Func: waitstatus, Doc: "Convert a wait status to an exit code."},
		{Name: "system", Signature: "($module, /, command)", Func: system, Doc: "Execute the command in a subshell."},
		{Name: "execv", Signature: "($module, path, argv, /)", Func: execv, Doc: "Execute an executable path with arguments, replacing current process."},
		{Name: "execve", Signature: "($module, /, path, argv, env)", Func: execve, Doc: "Execute an executable path with arguments, replacing current process."},
		{Name: "_spawn", Signature: "($module, path, argv, env, /)", Func: spawn},
		{Name: "times", Signature: "($module, /)", Func: times, Doc: "Return a collection containing process timing information."},
		{Name: "cpu_count", Signature: "($module, /)", Func: cpuCount, Doc: "Return the number of logical CPUs in the system.\n\nReturn None if indeterminable."},
		{Name: "process_cpu_count", Signature: "($module, /)", Func: usableCPUs, Doc: "Get the number of CPUs of the current process."},
		{Name: "urandom", Signature: "($module, size, /)", Func: urandom, Flags: py.Alloc, Doc: "Return a bytes object containing random bytes suitable for cryptographic use."},
		{Name: "strerror", Signature: "($module, code, /)", Func: strerror, Doc: "Translate an error code to a message string."},
	}
}

// unixMethods are those that other systems have and Windows has not.
func unixMethods() []py.Method {
	status := func(f func(status int) py.Value) py.GoFunc {
		return func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
			n, err := cInt(t, a[0])
			return f(n), err
		}
	}
	ofPID := func(get func(p host.Process, pid int) (int, error)) py.GoFunc {
		return func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
			pid, err := cInt(t, a[0])
			if err != nil {
				return py.Value{}, err
			}
			n, err := get(t.Interp.Host.Process, pid)
			return py.Int(int64(n)), err
		}
	}
	return []py.Method{
		{Name: "getuid", Signature: "($module, /)", Func: number(host.Process.Getuid), Doc: "Return the current process's user id."},
		{Name: "geteuid", Signature: "($module, /)", Func: number(host.Process.Geteuid), Doc: "Return the current process's effective user id."},
		{Name: "getgid", Signature: "($module, /)", Func: number(host.Process.Getgid), Doc: "Return the current process's group id."},
		{Name: "getegid", Signature: "($module, /)", Func: number(host.Process.Getegid), Doc: "Return the current process's effective group id."},
		{Name: "getgroups", Signature: "($module, /)", Func: getgroups, Doc: "Return list of supplemental group IDs for the process."},
		{Name: "getpgrp", Signature: "($module, /)", Func: number(func(p host.Process) (int, error) { return p.Getpgid(0) }), Doc: "Return the current process group id."},
		{Name: "getpgid", Signature: "($module, /, pid)", Func: ofPID(host.Process.Getpgid), Doc: "Call the system call getpgid(), and return the result."},
		{Name: "getsid", Signature: "($module, pid, /)", Func: ofPID(host.Process.Getsid), Doc: "Call the system call getsid(pid) and return the result."},
		{Name: "setsid", Signature: "($module, /)", Func: func(t *py.Thread, _ py.Value, _ py.Args) (py.Value, error) {
			_, err := t.Interp.Host.Process.Setsid()
			return py.None, err
		}, Doc: "Call the system call setsid()."},
		{Name: "setpgid", Signature: "($module, pid, pgrp, /)", Func: setpgid, Doc: "Call the system call setpgid(pid, pgrp)."},
		{Name: "setpgrp", Signature: "($module, /)", Func: func(t *py.Thread, _ py.Value, _ py.Args) (py.Value, error) {
			return py.None, t.Interp.Host.Process.Setpgid(0, 0)
		}, Doc: "Make the current process the leader of its process group."},
		{Name: "killpg", Signature: "($module, pgid, signal, /)", Func: killpg, Doc: "Kill a process group with a signal."},
		{Name: "wait", Signature: "($module, /)", Func: wait, Doc: "Wait for completion of a child process.\n\nReturns a tuple of information about the child process:\n    (pid, status)"},
		{Name: "WIFEXITED", Signature: "($module, /, status)", Func: status(func(n int) py.Value { return py.Bool(n&0x7f == 0) }), Doc: "Return True if the process returning status exited via the exit() system call."},
		{Name: "WEXITSTATUS", Signature: "($module, /, status)", Func: status(func(n int) py.Value { return py.Int(int64(n >> 8 & 0xff)) }), Doc: "Return the process return code from status."},
		{Name: "WIFSIGNALED", Signature: "($module, /, status)", Func: status(func(n int) py.Value { return py.Bool(n&0x7f != 0 && n&0x7f != 0x7f) }), Doc: "Return True if the process returning status was terminated by a signal."},
		{Name: "WTERMSIG", Signature: "($module, /, status)", Func: status(func(n int) py.Value { return py.Int(int64(n & 0x7f)) }), Doc: "Return the signal that terminated the process that provided the status value."},
		{Name: "WIFSTOPPED", Signature: "($module, /, status)", Func: status(func(n int) py.Value { return py.Bool(n&0xff == 0x7f) }), Doc: "Return True if the process returning status was stopped."},
		{Name: "WSTOPSIG", Signature: "($module, /, status)", Func: status(func(n int) py.Value { return py.Int(int64(n >> 8 & 0xff)) }), Doc: "Return the signal that stopped the process that provided the status value."},
		{Name: "WIFCONTINUED", Signature: "($module, /, status)", Func: status(func(n int) py.Value { return py.Bool(n == 0xffff) }), Doc: "Return True if a particular process was continued from a job control stop."},
		{Name: "WCOREDUMP", Signature: "($module, status, /)", Func: status(func(n int) py.Value { return py.Bool(n&0x80 != 0) }), Doc: "Return True if the process returning status was dumped to a core file."},
		{Name: "chown", Signature: "($module, /, path, uid, gid, *, dir_fd=None, follow_symlinks=True)", Func: chownFunc("chown", false), Doc: "Change the owner and group id of path to the numeric uid and gid."},
		{Name: "lchown", Signature: "($module, /, path, uid, gid)", Func: chownFunc("lchown", true), Doc: "Change the owner and group id of path to the numeric uid and gid."},
		{Name: "uname", Signature: "($module, /)", Func: uname, Doc: "Return an object identifying the current operating system."},
		{Name: "sysconf", Signature: "($module, name, /)", Func: sysconf, Doc: "Return an integer-valued system configuration variable."},
		{Name: "getloadavg", Signature: "($module, /)", Func: getloadavg, Doc: "Return average recent system load information."},
		{Name: "fork", Signature: "($module, /)", Func: noFork("fork"), Doc: "Not supported: raises OSError."},
		{Name: "forkpty", Signature: "($module, /)", Func: noFork("forkpty"), Doc: "Not supported: raises OSError."},
	}
}

// noFork refuses to copy the process: its other threads, Go's among them, would
// not be in the copy.
func noFork(name string) py.GoFunc {
	return func(t *py.Thread, _ py.Value, _ py.Args) (py.Value, error) {
		return py.Value{}, &host.Error{Errno: host.ENOSYS, Text: name + " is not supported by gopyrun: use multiprocessing or subprocess to start a process"}
	}
}

func getlogin(t *py.Thread, _ py.Value, _ py.Args) (py.Value, error) {
	s, err := t.Interp.Host.Process.Getlogin()
	if err != nil {
		return py.Value{}, err
	}
	return py.NewStr(py.DecodeFS(s)), nil
}

func getgroups(t *py.Thread, _ py.Value, _ py.Args) (py.Value, error) {
	ids, err := t.Interp.Host.Process.Getgroups()
	if err != nil {
		return py.Value{}, err
	}
	vals := make([]py.Value, len(ids))
	for i, n := range ids {
		vals[i] = py.Int(int64(n))
	}
	return py.NewList(vals...), nil
}

func setpgid(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	pid, err := cInt(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	pgrp, err := cInt(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	return py.None, t.Interp.Host.Process.Setpgid(pid, pgrp)
}

func kill(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) { return sendSignal(t, a, 1) }

func killpg(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) { return sendSignal(t, a, -1) }

// sendSignal sends a signal to a process, or with sign -1 to a group. A signal of
// the process to itself has been noticed when it returns, as in CPython.
func sendSignal(t *py.Thread, a py.Args, sign int) (py.Value, error) {
	pid, err := cInt(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	sig, err := cInt(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	if sign*pid > 0 && deadly(sig) {
		self, err := t.Interp.Host.Process.Getpid()
		h := t.Interp.Host
		if d, ok := h.Process.(interface{ Die(sig int) error }); ok && err == nil && self == pid &&
			!sigstate.Of(t.Interp).Caught(sig) && !h.Signals.Ignored(sig) {
			// Nothing runs after this, as in a process with one thread.
			return py.None, d.Die(sig)
		}
	}
	if err := t.Interp.Host.Process.Kill(sign*pid, sig); err != nil {
		return py.Value{}, err
	}
	return py.None, settle(t, sign*pid, sig)
}

// deadly reports whether a signal of Linux ends a process that does not handle it.
func deadly(sig int) bool {
	switch sig {
	case 17, 18, 19, 20, 21, 22, 23, 28: // CHLD CONT STOP TSTP TTIN TTOU URG WINCH
		return false
	}
	return sig > 0 && sig < 32
}

func exit(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	n, err := cInt(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	return py.None, t.Interp.Host.Process.Exit(n)
}

func abort(t *py.Thread, _ py.Value, _ py.Args) (py.Value, error) {
	p := t.Interp.Host.Process
	if sig, ok := t.Interp.Host.System.Platform().Signals["SIGABRT"]; ok {
		if d, ok := p.(interface{ Die(sig int) error }); ok {
			d.Die(sig) // if refused, Exit follows
		} else if err := t.Interp.Host.Signals.Handle(sig, host.SignalDefault, nil); err == nil {
			if pid, err := p.Getpid(); err == nil {
				p.Kill(pid, sig)
			}
		}
	}
	return py.None, p.Exit(134)
}

func cpuCount(t *py.Thread, _ py.Value, _ py.Args) (py.Value, error) {
	return countOrNone(t.Interp.Host.System.CPUCount()), nil
}

func usableCPUs(t *py.Thread, _ py.Value, _ py.Args) (py.Value, error) {
	return countOrNone(t.Interp.Host.System.UsableCPUs()), nil
}

func countOrNone(n int) py.Value {
	if n <= 0 {
		return py.None
	}
	return py.Int(int64(n))
}

func urandom(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	n, err := py.ToIndex(t, a[0], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	if n < 0 {
		return py.Value{}, py.Errorf(py.ValueError, "negative argument not allowed")
	}
	if n > maxRead {
		return py.Value{}, py.NewException(py.MemoryError)
	}
	b := make([]byte, n)
	if err := t.Interp.Host.Random.Entropy(b); err != nil {
		return py.Value{}, err
	}
	return py.NewBytes(b), nil
}

func strerror(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	n, err := cInt(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	return py.NewStr(t.Interp.Host.System.Platform().Strerror(n)), nil
}

func getloadavg(t *py.Thread, _ py.Value, _ py.Args) (py.Value, error) {
	l, err := t.Interp.Host.System.LoadAverage()
	if err != nil {
		return py.Value{}, py.Errorf(py.OSError, "Load averages are unobtainable")
	}
	return py.NewTuple(py.Float(l[0]), py.Float(l[1]), py.Float(l[2])), nil
}

func sysconf(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	system := t.Interp.Host.System
	var n int
	if name, ok := py.AsStr(a[0]); ok {
		if n, ok = system.Platform().Sysconf[name.String()]; !ok {
			return py.Value{}, py.Errorf(py.ValueError, "unrecognized configuration name")
		}
	} else if py.TypeOf(a[0]).Index == nil {
		return py.Value{}, py.Errorf(py.TypeError, "configuration names must be strings or integers")
	} else {
		var err error
		if n, err = cInt(t, a[0]); err != nil {
			return py.Value{}, err
		}
	}
	v, err := system.Sysconf(n)
	return py.Int(int64(v)), err
}

var unameResult, timesResult py.Type

func unameSpec() py.TypeSpec {
	return py.StructSeqSpec(py.StructSpec{
		Name: "posix.uname_result",
		Doc:  "uname_result: Result from os.uname().\n\nThis object may be accessed either as a tuple of\n  (sysname, nodename, release, version, machine),\nor via the attributes sysname, nodename, release, version, and machine.\n\nSee os.uname for more information.",
		Fields: py.StructFields("sysname", "operating system name", "nodename", "name of machine on network (implementation-defined)",
			"release", "operating system release", "version", "operating system version", "machine", "hardware identifier"),
	})
}

func timesSpec() py.TypeSpec {
	return py.StructSeqSpec(py.StructSpec{
		Name: "posix.times_result",
		Doc:  "times_result: Result from os.times().\n\nThis object may be accessed either as a tuple of\n  (user, system, children_user, children_system, elapsed),\nor via the attributes user, system, children_user, children_system,\nand elapsed.\n\nSee os.times for more information.",
		Fields: py.StructFields("user", "user time", "system", "system time", "children_user", "user time of children",
			"children_system", "system time of children", "elapsed", "elapsed time since an arbitrary point in the past"),
	})
}

func uname(t *py.Thread, _ py.Value, _ py.Args) (py.Value, error) {
	u, err := t.Interp.Host.System.Uname()
	if err != nil {
		return py.Value{}, err
	}
	var vals []py.Value
	for _, s := range [...]string{u.Sysname, u.Nodename, u.Release, u.Version, u.Machine} {
		vals = append(vals, py.NewStr(py.DecodeFS(s)))
	}
	return py.NewStructSeq(&unameResult, vals...), nil
}

// childTimes is the processor time of the children waited for.
type childTimes struct{ user, system int64 }

type childTimesKey struct{}

func childTimesOf(t *py.Thread) *childTimes {
	c, ok := t.Interp.State[childTimesKey{}].(*childTimes)
	if !ok {
		c = &childTimes{}
		t.Interp.State[childTimesKey{}] = c
	}
	return c
}

// times has all of the process's own time as user time: the host does not tell
// them apart.
func times(t *py.Thread, _ py.Value, _ py.Args) (py.Value, error) {
	own, err := t.Interp.Host.Clock.ProcessTime()
	if err != nil {
		return py.Value{}, err
	}
	elapsed, err := t.Interp.Host.Clock.Monotonic()
	if err != nil {
		return py.Value{}, err
	}
	c := childTimesOf(t)
	sec := func(ns int64) py.Value { return py.Float(float64(ns/1e7) / 100) }
	return py.NewStructSeq(&timesResult, sec(own), py.Float(0), sec(c.user), sec(c.system), sec(elapsed)), nil
}

// encode is the status of waitpid(2).
func encode(st host.WaitStatus) int {
	if st.ExitCode >= 0 {
		return st.ExitCode << 8
	}
	n := -st.ExitCode
	if st.CoreDump {
		n |= 0x80
	}
	return n
}

// waitFor waits for a child until a signal handler raises.
func waitFor(t *py.Thread, pid int, noHang bool) (st host.WaitStatus, err error) {
	stop := t.Blocking(func(interrupted <-chan struct{}) bool {
		st, err = t.Interp.Host.Exec.Wait(pid, noHang, interrupted)
		return !host.IsInterrupted(err)
	})
	if stop != nil {
		return st, stop
	}
	if err == nil {
		c := childTimesOf(t)
		c.user += st.UserTime
		c.system += st.SystemTime
	}
	return st, err
}

const optionNoHang = 1 // WNOHANG

func waitpid(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	pid, err := cInt(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	options, err := cInt(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	if options&^optionNoHang != 0 {
		return py.Value{}, host.NewError(host.EINVAL)
	}
	st, err := waitFor(t, pid, options&optionNoHang != 0)
	if err != nil {
		return py.Value{}, err
	}
	return py.NewTuple(py.Int(int64(st.PID)), py.Int(int64(encode(st)))), nil
}

func wait(t *py.Thread, _ py.Value, _ py.Args) (py.Value, error) {
	st, err := waitFor(t, -1, false)
	if err != nil {
		return py.Value{}, err
	}
	return py.NewTuple(py.Int(int64(st.PID)), py.Int(int64(encode(st)))), nil
}

func waitstatus(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	n, err := cInt(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	switch sig := n & 0x7f; {
	case sig == 0:
		return py.Int(int64(n >> 8 & 0xff)), nil
	case n&0xff == 0x7f:
		return py.Value{}, py.Errorf(py.ValueError, "process stopped by delivery of signal %d", n>>8&0xff)
	default:
		return py.Int(int64(-sig)), nil
	}
}

func system(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	v, err := py.FSPath(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	command, err := ospath.Arg(t, "system", "command", v, 0)
	if err != nil {
		return py.Value{}, err
	}
	c := host.Command{Path: "/bin/sh", Argv: []string{"sh", "-c", command.Name}, Env: environ(t), Files: []int{0, 1, 2}}
	windows := t.Interp.Host.System.Platform().Windows
	if windows {
		c.Path, _ = t.Interp.Host.Env.Lookup("COMSPEC")
		c.Argv = []string{c.Path, "/c", command.Name}
	}
	pid, err := t.Interp.Host.Exec.Start(c)
	if err != nil {
		return py.Value{}, err
	}
	st, err := waitFor(t, pid, false)
	if windows {
		return py.Int(int64(st.ExitCode)), err
	}
	return py.Int(int64(encode(st))), err
}

// environ is the environment for a child.
func environ(t *py.Thread) []string {
	if e := t.Interp.Host.Env.Environ(); e != nil {
		return e
	}
	return []string{}
}

// argList reads the arguments of a program to start.
func argList(t *py.Thread, fname string, v py.Value) ([]string, error) {
	if !py.TypeOf(v).IsSubtype(py.ListType) && !py.TypeOf(v).IsSubtype(py.TupleType) {
		return nil, py.Errorf(py.TypeError, "%s() arg 2 must be a tuple or list", fname)
	}
	items, err := py.Items(t, v)
	if err != nil {
		return nil, err
	}
	if len(items) == 0 {
		return nil, py.Errorf(py.ValueError, "%s() arg 2 must not be empty", fname)
	}
	args := make([]string, len(items))
	for i, x := range append([]py.Value(nil), items...) {
		p, err := ospath.Arg(t, fname, "argument", x, 0)
		if err != nil {
			return nil, err
		}
		args[i] = p.Name
	}
	if args[0] == "" {
		return nil, py.Errorf(py.ValueError, "%s() arg 2 first element cannot be empty", fname)
	}
	return args, nil
}

// envList reads an environment given as a mapping.
func envList(t *py.Thread, v py.Value) ([]string, error) {
	items, err := py.CallMethod(t, v, "items")
	if err != nil {
		return nil, err
	}
	env := []string{}
	err = py.Iterate(t, items, func(pair py.Value) error {
		kv, err := py.Items(t, pair)
		if err != nil {
			return err
		}
		if len(kv) != 2 {
			return py.Errorf(py.TypeError, "environment items must be pairs")
		}
		key, val := kv[0], kv[1]
		k, err := ospath.Arg(t, "execve", "environment variable name", key, 0)
		if err != nil {
			return err
		}
		w, err := ospath.Arg(t, "execve", "environment variable", val, 0)
		if err != nil {
			return err
		}
		for i := 0; i < len(k.Name); i++ {
			if k.Name[i] == '=' && i > 0 || k.Name == "=" {
				return py.Errorf(py.ValueError, "illegal environment variable name")
			}
		}
		env = append(env, k.Name+"="+w.Name)
		return nil
	})
	return env, err
}

func execv(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	p, err := ospath.Arg(t, "execv", "path", a[0], 0)
	if err != nil {
		return py.Value{}, err
	}
	args, err := argList(t, "execv", a[1])
	if err != nil {
		return py.Value{}, err
	}
	err = t.Interp.Host.Exec.Replace(p.Name, args, environ(t))
	var he *host.Error
	if errors.As(err, &he) {
		// CPython does not name the file here.
		err = &host.Error{Errno: he.Errno, Winerror: he.Winerror, Text: he.Text, Err: he.Err}
	}
	return py.None, err
}

func execve(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	p, err := ospath.Arg(t, "execve", "path", a[0], 0)
	if err != nil {
		return py.Value{}, err
	}
	args, err := argList(t, "execve", a[1])
	if err != nil {
		return py.Value{}, err
	}
	env, err := envList(t, a[2])
	if err != nil {
		return py.Value{}, err
	}
	return py.None, p.Error(t.Interp.Host.Exec.Replace(p.Name, args, env))
}

// spawn starts a program, with this process's environment if env is None, and
// returns its process id.
func spawn(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	p, err := ospath.Arg(t, "spawn", "path", a[0], 0)
	if err != nil {
		return py.Value{}, err
	}
	c := host.Command{Path: p.Name, Files: []int{0, 1, 2}, Env: environ(t)}
	if c.Argv, err = argList(t, "spawn", a[1]); err != nil {
		return py.Value{}, err
	}
	if !a[2].IsNone() {
		if c.Env, err = envList(t, a[2]); err != nil {
			return py.Value{}, err
		}
	}
	pid, err := t.Interp.Host.Exec.Start(c)
	return py.Int(int64(pid)), p.Error(err)
}
