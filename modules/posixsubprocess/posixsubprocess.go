// Package posixsubprocess is the module _posixsubprocess, by which CPython's
// subprocess.py starts programs, over the host's capability exec.
//
// There is no moment between fork and exec in which Python code could run: preexec_fn
// may be os.setsid or os.setpgrp, which are passed on, and is refused otherwise. What
// fails in the child is told through the pipe errpipe_write as CPython's child does.
//
// Only the index of modules imports it.
package posixsubprocess

import (
	"errors"
	"fmt"
	"strings"

	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/ospath"
)

// Module returns the declaration of the module.
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "_posixsubprocess",
		Doc:  "A POSIX helper for the subprocess module.",
		Methods: []py.Method{{
			Name:      "fork_exec",
			Signature: "($module, args, executable_list, close_fds, pass_fds, cwd, env, p2cread, p2cwrite, c2pread, c2pwrite, errread, errwrite, errpipe_read, errpipe_write, restore_signals, call_setsid, pgid_to_set, gid, extra_groups, uid, child_umask, preexec_fn, allow_vfork=<unrepresentable>, /)",
			Func:      forkExec, Flags: py.CallsPython,
			Doc: "Spawn a fresh new child process.\n\nReturns: the child process's PID.\n\nRaises: Only on an error in the parent process.",
		}},
	}
}

// Indexes of the arguments.
const (
	argArgs = iota
	argExecutables
	argCloseFDs
	argPassFDs
	argDir
	argEnv
	argStdin
	_
	_
	argStdout
	_
	argStderr
	_
	argErrPipe
	argRestoreSignals
	argSetsid
	argPgid
	argGID
	argGroups
	argUID
	argUmask
	argPreexec
	argVfork // until 3.13
)

func forkExec(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	c, executables, err := command(t, a)
	if err != nil {
		return py.Value{}, err
	}
	errPipe, err := ospath.FDArg(t, a[argErrPipe])
	if err != nil {
		return py.Value{}, err
	}
	var pid int
	t.AllowThreads(func() { pid, err = start(t.Interp.Host, c, executables) })
	var he *host.Error
	if err == nil || !errors.As(err, &he) {
		return py.Int(int64(pid)), err
	}
	text := fmt.Sprintf("OSError:%x:", int(he.Errno))
	switch {
	case c.Dir != "" && he.Path == c.Dir:
		text += "noexec"
		if !a.Given(argVfork) {
			text += ":chdir" // 3.14 tells the reasons apart
		}
	case he.Errno == host.EPERM && (c.User != nil || c.Setsid || c.Setpgid):
		text += "noexec" // not the program, but what was to be done before
	}
	if _, err := t.Interp.Host.Files.Write(errPipe, []byte(text), nil); err != nil {
		return py.Value{}, err
	}
	// There is no child any more, as waitpid will say of our own id.
	pid, err = t.Interp.Host.Process.Getpid()
	return py.Int(int64(pid)), err
}

// start tries the executables in order: those that do not exist are passed over, and
// the first other error is the one that is told.
func start(h *host.Host, c host.Command, executables []string) (int, error) {
	var first, last error
	for _, path := range executables {
		if len(executables) > 1 {
			full := path
			if c.Dir != "" && !strings.HasPrefix(path, "/") {
				full = c.Dir + "/" + path
			}
			// Saves a fork for each folder of the path.
			if _, err := h.FS.Stat(full, true); errors.Is(err, host.ENOENT) || errors.Is(err, host.ENOTDIR) {
				last = err
				continue
			}
		}
		c.Path = path
		pid, err := h.Exec.Start(c)
		if err == nil {
			return pid, nil
		}
		if last = err; first == nil && !errors.Is(err, host.ENOENT) && !errors.Is(err, host.ENOTDIR) {
			first = err
		}
		if he := (*host.Error)(nil); c.Dir != "" && errors.As(err, &he) && he.Path == c.Dir {
			break
		}
	}
	if first != nil {
		last = first
	}
	return 0, last
}

// command reads the arguments.
func command(t *py.Thread, a py.Args) (c host.Command, executables []string, err error) {
	if c.Argv, err = texts(t, a[argArgs]); err != nil {
		return c, nil, err
	}
	if executables, err = texts(t, a[argExecutables]); err != nil {
		return c, nil, err
	}
	if len(executables) == 0 {
		return c, nil, py.Errorf(py.ValueError, "executable_list must not be empty")
	}
	var flags [3]bool
	for i, n := range [...]int{argCloseFDs, argRestoreSignals, argSetsid} {
		if flags[i], err = py.IsTrue(t, a[n]); err != nil {
			return c, nil, err
		}
	}
	c.CloseOthers, c.DefaultSignals, c.Setsid = flags[0], flags[1], flags[2]
	if !a[argDir].IsNone() {
		if c.Dir, err = text(t, a[argDir]); err != nil {
			return c, nil, err
		}
	}
	if a[argEnv].IsNone() {
		if c.Env = t.Interp.Host.Env.Environ(); c.Env == nil {
			c.Env = []string{}
		}
	} else if c.Env, err = texts(t, a[argEnv]); err != nil {
		return c, nil, err
	}
	if err := files(t, a, &c); err != nil {
		return c, nil, err
	}
	if err := identity(t, a, &c); err != nil {
		return c, nil, err
	}
	return c, executables, preexec(t, a[argPreexec], &c)
}

// text reads a path, an argument or a variable: str, bytes or os.PathLike.
func text(t *py.Thread, v py.Value) (string, error) {
	v, err := py.FSPath(t, v)
	if err != nil {
		return "", err
	}
	s, _, err := py.PathBytes(v)
	if err == nil && strings.IndexByte(s, 0) >= 0 {
		err = py.Errorf(py.ValueError, "embedded null byte")
	}
	return s, err
}

func texts(t *py.Thread, v py.Value) ([]string, error) {
	items, err := py.Items(t, v)
	if err != nil {
		return nil, err
	}
	list := make([]string, 0, len(items))
	for _, v := range append([]py.Value(nil), items...) {
		s, err := text(t, v)
		if err != nil {
			return nil, err
		}
		list = append(list, s)
	}
	return list, nil
}

// files reads what the child has open.
func files(t *py.Thread, a py.Args, c *host.Command) error {
	errPipe, err := ospath.FDArg(t, a[argErrPipe])
	if err != nil {
		return err
	}
	for i, n := range [...]int{argStdin, argStdout, argStderr} {
		fd, err := ospath.FDArg(t, a[n])
		if err != nil {
			return err
		}
		if fd == -1 {
			fd = i
			if _, err := t.Interp.Host.Files.Stat(i); errors.Is(err, host.EBADF) {
				fd = -1
			}
		}
		c.Files = append(c.Files, fd)
	}
	items, err := py.Items(t, a[argPassFDs])
	if err != nil {
		return err
	}
	last := -1
	for _, v := range items {
		fd, err := ospath.FDArg(t, v)
		if err != nil {
			return err
		}
		if fd <= last {
			return py.Errorf(py.ValueError, "bad value(s) in fds_to_keep")
		}
		if last = fd; fd == errPipe || fd < len(c.Files) {
			continue
		}
		if _, err := t.Interp.Host.Files.Stat(fd); err != nil {
			return err
		}
		c.Keep = append(c.Keep, fd)
	}
	return nil
}

// identity reads who the child is to be.
func identity(t *py.Thread, a py.Args, c *host.Command) error {
	pgid, err := py.ToIndex(t, a[argPgid], py.OverflowError)
	if err != nil {
		return err
	}
	if pgid >= 0 {
		c.Setpgid, c.Pgid = true, pgid
	}
	umask, err := py.ToIndex(t, a[argUmask], py.OverflowError)
	if err != nil {
		return err
	}
	if umask >= 0 {
		c.SetUmask, c.Umask = true, umask
	}
	user := host.User{UID: -1, GID: -1}
	for to, v := range map[*int]py.Value{&user.UID: a[argUID], &user.GID: a[argGID]} {
		if v.IsNone() {
			continue
		}
		if *to, err = py.ToIndex(t, v, py.OverflowError); err != nil {
			return err
		}
		c.User = &user
	}
	if a[argGroups].IsNone() {
		return nil
	}
	groups, err := py.Items(t, a[argGroups])
	if err != nil {
		return err
	}
	for _, v := range groups {
		n, err := py.ToIndex(t, v, py.OverflowError)
		if err != nil {
			return err
		}
		user.Groups = append(user.Groups, n)
	}
	user.SetGroups = true
	c.User = &user
	return nil
}

// preexec passes the functions on that have a counterpart.
func preexec(t *py.Thread, f py.Value, c *host.Command) error {
	if f.IsNone() {
		return nil
	}
	if os := t.Interp.Modules.GetName("os"); !os.IsUnbound() {
		for name, flag := range map[string]*bool{"setsid": &c.Setsid, "setpgrp": &c.Setpgid} {
			v, err := py.LookupAttr(t, os, t.Interp.InternString(name))
			if err != nil {
				return err
			}
			if !v.IsUnbound() && v == f {
				*flag = true
				return nil
			}
		}
	}
	return py.Errorf(py.RuntimeError, "preexec_fn is not supported by gopyrun, but for os.setsid and os.setpgrp")
}
