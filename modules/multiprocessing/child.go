package multiprocessing

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"syscall"
	"time"

	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/ipc"
	"github.com/gopyrun/gopyrun/modules/internal/pickling"
	"github.com/gopyrun/gopyrun/modules/internal/proc"
)

// Boot is what a child process learns from its parent before it makes its
// interpreter.
type Boot struct {
	// Flags, Path, Argv and Executable are those of the parent's interpreter.
	Flags      py.RunFlags
	Path, Argv []string
	Executable string

	prep, obj []byte
	parent    *proc.Parent
}

// header is the part of a boot message that is JSON; the pickles follow it.
type header struct {
	Flags      py.RunFlags
	Path, Argv []string
	Executable string
	Prep       int // length of the first pickle
}

// IsChild reports whether a command line is that of a child process.
func IsChild(argv []string) bool { return proc.IsChild(argv) }

// Accept receives the boot message of a child. From then on the process ends when
// its parent does. The caller makes an interpreter of it and calls Run.
func Accept() (*Boot, error) {
	p, err := proc.Accept(nil)
	if err != nil {
		return nil, err
	}
	data := p.Payload
	if len(data) < 4 || int(binary.BigEndian.Uint32(data)) > len(data)-4 {
		return nil, errors.New("multiprocessing: damaged boot message")
	}
	n := binary.BigEndian.Uint32(data)
	var h header
	if err := json.Unmarshal(data[4:4+n], &h); err != nil {
		return nil, err
	}
	data = data[4+n:]
	if h.Prep < 0 || h.Prep > len(data) {
		return nil, errors.New("multiprocessing: damaged boot message")
	}
	return &Boot{Flags: h.Flags, Path: h.Path, Argv: h.Argv, Executable: h.Executable,
		prep: data[:h.Prep], obj: data[h.Prep:], parent: p}, nil
}

// Run loads the process object in the main thread of the child's interpreter and
// runs it. It returns the exit status. The GIL must be held.
func (b *Boot) Run(t *py.Thread) (int, error) {
	st := stateOf(t)
	st.boot = b
	st.received = &ipc.Received{Space: st.space, Files: b.parent.Files}
	defer st.closeReceived()
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
				return py.Cast[child](self).code(), nil
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
				return c.code(), nil
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

func (c *child) code() py.Value {
	if n, ok := c.c.ExitCode(); ok {
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
	in := t.Interp
	head, err := json.Marshal(header{Flags: in.Flags, Path: in.Path, Argv: in.Argv, Executable: in.Executable, Prep: len(prep)})
	if err != nil {
		return py.Value{}, py.Errorf(py.ValueError, "%s", err)
	}
	payload := binary.BigEndian.AppendUint32(make([]byte, 0, 4+len(head)+len(prep)+len(obj)), uint32(len(head)))
	payload = append(append(append(payload, head...), prep...), obj...)
	c, err := proc.Start(proc.Config{})
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
