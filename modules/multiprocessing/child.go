package multiprocessing

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"syscall"
	"time"

	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/ipc"
	"github.com/gopyrun/gopyrun/modules/internal/pickling"
	"github.com/gopyrun/gopyrun/modules/internal/proc"
)

// Boot is a child process on its way to run what its parent gave it.
type Boot struct {
	// Flags and Executable are those of the parent's interpreter.
	Flags      py.RunFlags
	Executable string

	modules   []string // to import ahead of need
	prep, obj []byte
	parent    *proc.Parent
}

// advance is what a child is told on its command line, so that it can make its
// interpreter before its parent has something for it to do.
type advance struct {
	Flags      py.RunFlags
	Executable string
	Modules    []string `json:",omitempty"`
}

// IsChild reports whether a command line is that of a child process.
func IsChild(argv []string) bool { return proc.IsChild(argv) }

// NewBoot reads the command line of a child process. The caller makes an interpreter
// of it and then calls Preload, Accept and Run.
func NewBoot(argv []string) (*Boot, error) {
	if !proc.IsChild(argv) || len(argv) < 3 {
		return nil, errors.New("multiprocessing: not started by a parent process")
	}
	var a advance
	if err := json.Unmarshal([]byte(argv[2]), &a); err != nil {
		return nil, fmt.Errorf("multiprocessing: %w", err)
	}
	return &Boot{Flags: a.Flags, Executable: a.Executable, modules: a.Modules}, nil
}

// Preload imports what the process will need, as far as that is known. The GIL must
// be held.
func (b *Boot) Preload(t *py.Thread) error {
	imp := func(name string) error {
		_, err := t.Result(t.Interp.Engine.Import(t, name, py.NewDict(), py.NewTuple(py.None), 0))
		return err
	}
	for _, name := range b.modules {
		if err := imp(name); err != nil && !py.Matches(err, py.ExceptionType) {
			return err // what is not there is not missed before the program imports it
		}
	}
	return imp("multiprocessing.spawn")
}

// Accept waits for what the parent gives the child to do. From then on the process
// ends when its parent does. io.EOF means that the parent went first. It is called
// without the GIL, before the interpreter handles signals: until there is something
// to do a signal ends the process silently.
func (b *Boot) Accept() error {
	p, err := proc.Accept(nil)
	if err != nil {
		return err
	}
	data := p.Payload
	if len(data) < 4 || int(binary.BigEndian.Uint32(data)) > len(data)-4 {
		return errors.New("multiprocessing: damaged boot message")
	}
	n := binary.BigEndian.Uint32(data)
	b.parent, b.prep, b.obj = p, data[4:4+n], data[4+n:]
	return nil
}

// Run loads the process object in the main thread of the child's interpreter and
// runs it. It returns the exit status. The GIL must be held.
func (b *Boot) Run(t *py.Thread) (int, error) {
	st := stateOf(t)
	st.boot = b
	st.received = &ipc.Received{Space: st.space, Files: b.parent.Files}
	defer st.closeReceived()
	if b.parent.Moved {
		if err := moved(t); err != nil {
			return 1, err
		}
	}
	m, err := t.Result(t.Interp.Engine.Import(t, "multiprocessing.spawn", py.NewDict(), py.NewTuple(py.None), 0))
	if err != nil {
		return 1, err
	}
	r, err := py.CallMethod(t, m, "_main", py.NewBytes(b.prep), py.NewBytes(b.obj))
	if err != nil {
		return 1, err
	}
	n, ok := py.AsInt64(r)
	if !ok {
		return 255, nil
	}
	return int(uint8(n)), nil
}

// moved makes the standard streams anew and reads the environment again, in a
// process that has waited as a spare.
func moved(t *py.Thread) error {
	io, err := t.Result(t.Interp.Engine.Import(t, "_io", py.NewDict(), py.None, 0))
	if err != nil {
		return err
	}
	for _, name := range []string{"stdin", "stdout", "stderr"} {
		f, err := py.CallMethod(t, io, "_open_standard", py.NewStr(name))
		if err != nil {
			return err
		}
		t.Interp.Sys.SetName(name, f)
		t.Interp.Sys.SetName("__"+name+"__", f)
	}
	os := t.Interp.Modules.GetName("os")
	if os.IsUnbound() {
		return nil
	}
	if d := py.InstanceDict(os); d == nil || d.GetName("environ").IsUnbound() {
		return nil // nobody has looked at it yet
	}
	_, err = py.CallMethod(t, os, "reload_environ")
	return err
}

// child is a started process.
type child struct {
	py.Header
	c *proc.Child
}

var childType py.Type

func childSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "_multiprocessing.Child", Layout: py.LayoutOf[child](), Flags: py.NoSubclass | py.NoInstances,
		Methods: []py.Method{
			{Name: "poll", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return py.Cast[child](self).code(t), nil
			}, Doc: "The exit code, None while the process runs."},
			{Name: "wait", Signature: "($self, timeout=None, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				c := py.Cast[child](self)
				limit, err := seconds(t, a[0])
				if err != nil {
					return py.Value{}, err
				}
				if err := block(t, limit, c.c.Wait); err != nil && err != ipc.ErrTimeout {
					return py.Value{}, err
				}
				return c.code(t), nil
			}, Doc: "Wait for the end of the process; the exit code, None after the timeout."},
			{Name: "send_signal", Signature: "($self, signum, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				n, err := py.ToIndex(t, a[0], py.OverflowError)
				if err != nil {
					return py.Value{}, err
				}
				return py.None, raise(py.Cast[child](self).c.Signal(syscall.Signal(n)))
			}, Doc: "Send a signal; nothing happens if the process has ended."},
			{Name: "close", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return py.None, raise(py.Cast[child](self).c.Close())
			}, Doc: "Give up the process and its sentinel."},
		},
		Getset: []py.Getset{
			{Name: "pid", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
				return py.Int(int64(py.Cast[child](self).c.PID())), nil
			}},
			{Name: "sentinel", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
				fd, err := py.Cast[child](self).c.WaitFD()
				return py.Int(int64(fd)), raise(err)
			}},
		},
	}
}

func (c *child) code(t *py.Thread) py.Value {
	if n, ok := c.c.ExitCode(); ok {
		stateOf(t).ended = true
		return py.Int(int64(n))
	}
	return py.None
}

// resource returns what an object of this package shares with a child.
func resource(v py.Value) ipc.Resource {
	if x, ok := py.As[connection](v, &connectionType); ok {
		return x.c
	}
	if x, ok := py.As[semLock](v, &semLockType); ok {
		return x.s
	}
	if x := asArray(v); x != nil {
		return x.block
	}
	return nil
}

// spawn pickles the preparation data and the process object, the latter with what
// it shares, and starts the child.
func spawn(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	st := stateOf(t)
	errs, err := pickling.ErrorsOf(t)
	if err != nil {
		return py.Value{}, err
	}
	var bundle ipc.Bundle
	newEncoder := func() *pickling.Encoder {
		e := &pickling.Encoder{Proto: pickling.DefaultProtocol, Error: errs.Pickling}
		if !a[2].IsNone() {
			e.Dispatch = a[2]
		}
		e.Reduce = func(t *py.Thread, v py.Value) (py.Value, bool, error) {
			r := resource(v)
			if r == nil {
				return py.Value{}, false, nil
			}
			if c, ok := r.(*ipc.Conn); ok {
				if _, err := c.Fileno(); err != nil {
					return py.Value{}, false, raise(err)
				}
			}
			typ := py.TypeOf(v)
			args := []py.Value{typ.Value(), py.NewBytes(bundle.Add(r))}
			if x := asArray(v); x != nil {
				args = append(args, py.NewStr(string(x.code)))
			}
			if state := py.InstanceState(v); !state.IsNone() {
				return py.NewTuple(st.rebuild, py.NewTuple(args...), state), true, nil
			}
			return py.NewTuple(st.rebuild, py.NewTuple(args...)), true, nil
		}
		return e
	}
	prep, err := newEncoder().Encode(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	obj, err := newEncoder().Encode(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	payload := binary.BigEndian.AppendUint32(make([]byte, 0, 4+len(prep)+len(obj)), uint32(len(prep)))
	payload = append(append(payload, prep...), obj...)
	c, err := st.start(t)
	if err != nil {
		return py.Value{}, raise(err)
	}
	var serr error
	t.AllowThreads(func() { serr = c.Send(payload, bundle.Files()) })
	if serr != nil && !errors.Is(serr, syscall.EPIPE) {
		// EPIPE: the child has died already, which its exit code tells.
		c.Close()
		return py.Value{}, raise(serr)
	}
	v := py.Make[child](&childType)
	v.c = c
	return py.Ref(v), nil
}

// start starts a child. A program of which a child has ended before it starts the
// next one is likely to start more: from then on a spare child waits, which has its
// interpreter and the modules imported that this process has.
func (st *state) start(t *py.Thread) (*proc.Child, error) {
	in := t.Interp
	a := advance{Flags: in.Flags, Executable: in.Executable}
	if st.spares == nil && st.ended {
		for key, m, next, ok := in.Modules.Next(0); ok; key, m, next, ok = in.Modules.Next(next) {
			// What comes from a file may do something when it is imported.
			name, isStr := py.AsStr(key)
			if d := py.InstanceDict(m); isStr && d != nil && d.GetName("__file__").IsUnbound() {
				a.Modules = append(a.Modules, name.String())
			}
		}
		arg, err := json.Marshal(a)
		if err != nil {
			return nil, err
		}
		st.spares = proc.NewSpares(proc.Config{Args: []string{string(arg)}}, 1)
		in.AtShutdown(py.ShutdownRelease, func(t *py.Thread) { t.AllowThreads(st.spares.Close) })
	}
	if st.spares != nil {
		return st.spares.Take()
	}
	arg, err := json.Marshal(a)
	if err != nil {
		return nil, err
	}
	return proc.Start(proc.Config{Args: []string{string(arg)}})
}

// bootLoads loads a pickle of the boot message; with last true it was the last
// one, and the files that came with the message are closed.
func bootLoads(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	data, ok := py.AsBytes(a[0])
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "a bytes-like object is required, not '%s'", py.TypeOf(a[0]).FullName())
	}
	if a[1] == py.True {
		defer stateOf(t).closeReceived()
	}
	errs, err := pickling.ErrorsOf(t)
	if err != nil {
		return py.Value{}, err
	}
	return pickling.Loads(t, data, errs.Unpickling)
}

func (st *state) closeReceived() {
	if st.received != nil {
		st.received.Close()
		st.received = nil
	}
}

// rebuildResource makes the object of a reference that came with the boot message.
func rebuildResource(t *py.Thread, a py.Args) (py.Value, error) {
	typ, ok1 := py.As[py.Type](a[0], py.TypeType)
	ref, ok2 := py.AsBytes(a[1])
	st := stateOf(t)
	if !ok1 || !ok2 || st.received == nil {
		return py.Value{}, py.Errorf(py.RuntimeError, "shared objects can only be inherited by a new process")
	}
	r, err := st.received.Open(ref)
	if err != nil {
		return py.Value{}, raise(err)
	}
	switch r := r.(type) {
	case *ipc.Conn:
		if typ.IsSubtype(&connectionType) {
			return newConnection(r), nil
		}
	case *ipc.Semaphore:
		if typ.IsSubtype(&semLockType) {
			return newSemLock(typ, r), nil
		}
	case *ipc.Block:
		code, ok := py.AsStr(a[2])
		if ok && len(code.String()) == 1 && (typ.IsSubtype(&arrayType) || typ.IsSubtype(&rawValueType)) {
			return newArray(typ, r, code.String()[0])
		}
	}
	return py.Value{}, py.Errorf(py.RuntimeError, "unknown shared object")
}

// waitChan waits for done to be closed.
func waitChan(done, cancel <-chan struct{}, timeout time.Duration) error {
	var expired <-chan time.Time
	if timeout >= 0 {
		timer := time.NewTimer(timeout)
		defer timer.Stop()
		expired = timer.C
	}
	select {
	case <-done:
		return nil
	case <-cancel:
		return ipc.ErrCanceled
	case <-expired:
		return ipc.ErrTimeout
	}
}

// parentOf returns the link to the parent process, nil in the first process.
func parentOf(t *py.Thread) *proc.Parent {
	if b := stateOf(t).boot; b != nil {
		return b.parent
	}
	return nil
}

func waitParent(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	p := parentOf(t)
	if p == nil {
		return py.None, nil
	}
	limit, err := seconds(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	err = block(t, limit, func(cancel <-chan struct{}, timeout time.Duration) error {
		return waitChan(p.Gone(), cancel, timeout)
	})
	if err != nil && err != ipc.ErrTimeout {
		return py.Value{}, err
	}
	return py.None, nil
}

func parentSentinel(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	p := parentOf(t)
	if p == nil {
		return py.None, nil
	}
	fd, err := p.WaitFD()
	return py.Int(int64(fd)), raise(err)
}

// runMain runs the program of the parent as __mp_main__.
func runMain(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	path, err := py.ToGoString(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	src, err := t.Interp.ReadFile(path)
	if err != nil {
		return py.Value{}, err
	}
	m := py.NewModule("__mp_main__", py.None)
	m.Dict.SetName("__builtins__", t.Interp.Modules.GetName("builtins"))
	m.Dict.SetName("__file__", py.NewStr(path))
	m.Dict.SetName("__cached__", py.None)
	t.Interp.Modules.SetName("__mp_main__", py.Ref(m))
	t.Interp.Modules.SetName("__main__", py.Ref(m))
	code, err := t.Interp.Engine.Compile(t, src, path, "exec", py.CompileFlags{Optimize: -1})
	if err != nil {
		return py.Value{}, err
	}
	_, err = t.Result(t.Interp.Engine.Exec(t, code, m.Dict, py.Value{}, nil))
	return py.None, err
}

func releaseDead(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	pid, err := py.ToIndex(t, a[0], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	return py.Int(int64(stateOf(t).space.ReleaseDead(pid))), nil
}
