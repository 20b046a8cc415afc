// Package multiprocessing is the package multiprocessing: processes that run
// Python functions, what they send each other and what they share.
//
// A child is an OS process that runs this program again (package proc) and boots an
// interpreter of its own; there is no fork. Queues and connections carry pickles,
// locks and shared values live in shared memory (package ipc). The classes with
// CPython's shapes are Python source (py/*.py) over the Go module _multiprocessing.
//
// A main program calls IsChild first; see Boot.
//
// Files: multiprocessing.go (index), sources.go, child.go (starting and being a child),
// connection.go, semlock.go, feeder.go (queues), receiver.go (pools), shared.go (raw values and arrays),
// synchronized.go (Value and Array).
// https://docs.python.org/3.14/library/multiprocessing.html
package multiprocessing

import (
	"errors"
	"io"
	"math"
	"strings"
	"time"

	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/ipc"
	"github.com/gopyrun/gopyrun/modules/internal/proc"
)

// Find returns the declaration of the package or one of its modules, by its full
// import name, and of _multiprocessing; nil if there is none of that name.
func Find(name string) *py.ModuleSpec {
	if name == "_multiprocessing" {
		return native()
	}
	file := strings.TrimPrefix(name, "multiprocessing.")
	switch name {
	case "multiprocessing":
		file = "init"
	case "multiprocessing.dummy.connection":
		file = "dummy_connection"
	default:
		if file == name || file == "init" || strings.Contains(file, ".") || strings.HasPrefix(file, "dummy_") {
			return nil
		}
	}
	src := source(file)
	if src == "" {
		return nil
	}
	return &py.ModuleSpec{Name: name, Source: src, Package: name == "multiprocessing" || name == "multiprocessing.dummy"}
}

func native() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "_multiprocessing",
		Doc:  "What processes share, and starting them.",
		Methods: []py.Method{
			{Name: "spawn", Signature: "($module, prep, obj, dispatch=None, /)", Func: spawn, Flags: py.CallsPython, Doc: "Start a child that loads prep, then obj, and runs it."},
			{Name: "loads", Signature: "($module, data, last=False, /)", Func: bootLoads, Flags: py.CallsPython, Doc: "Load a pickle of the boot message, with what it shares."},
			{Name: "run_main", Signature: "($module, path, /)", Func: runMain, Flags: py.CallsPython, Doc: "Run the program at path as the module __mp_main__."},
			{Name: "wait_parent", Signature: "($module, timeout, /)", Func: waitParent, Doc: "Wait for the end of the parent process."},
			{Name: "parent_sentinel", Signature: "($module, /)", Func: parentSentinel, Doc: "A descriptor that is ready once the parent has ended."},
			{Name: "Pipe", Signature: "($module, duplex=True)", Func: newPipe, Doc: "Two connected Connections."},
			{Name: "wait", Signature: "($module, objects, timeout=None, /)", Func: waitObjects, Flags: py.CallsPython, Doc: "The objects that are ready, once one is."},
			{Name: "release_dead", Signature: "($module, pid, /)", Func: releaseDead, Doc: "Free the locks that a killed process held."},
		},
		Exec: func(t *py.Thread, m *py.Module) error {
			py.DefineType(&childType, childSpec)
			py.DefineType(&connectionType, connectionSpec)
			py.DefineType(&semLockType, semLockSpec)
			py.DefineType(&receiverType, receiverSpec)
			py.DefineType(&feederType, feederSpec)
			py.DefineType(&arrayType, arraySpec)
			py.DefineType(&rawValueType, rawValueSpec)
			py.DefineType(&synchronizedType, synchronizedSpec)
			py.DefineType(&syncValueType, syncValueSpec)
			py.DefineType(&syncArrayType, syncArraySpec)
			m.Dict.SetName("Connection", connectionType.Value())
			m.Dict.SetName("SemLock", semLockType.Value())
			m.Dict.SetName("Feeder", feederType.Value())
			m.Dict.SetName("Receiver", receiverType.Value())
			m.Dict.SetName("Array", arrayType.Value())
			m.Dict.SetName("RawValue", rawValueType.Value())
			m.Dict.SetName("Synchronized", synchronizedType.Value())
			m.Dict.SetName("SynchronizedValue", syncValueType.Value())
			m.Dict.SetName("SynchronizedArray", syncArrayType.Value())
			rebuild := py.NewGoFunction("_rebuild", "(cls, ref, code=None, /)", rebuildResource)
			m.Dict.SetName("_rebuild", rebuild)
			st := stateOf(t)
			st.rebuild = rebuild
			return nil
		},
	}
}

// state is what an interpreter holds of the shared world.
type state struct {
	space    *ipc.Space
	rebuild  py.Value // the function _rebuild
	received *ipc.Received
	boot     *Boot // in a child
	ended    bool  // a child has ended
	spares   *proc.Spares
}

type stateKey struct{}

func stateOf(t *py.Thread) *state {
	s, ok := t.Interp.State[stateKey{}].(*state)
	if !ok {
		s = &state{space: ipc.NewSpace()}
		t.Interp.State[stateKey{}] = s
	}
	return s
}

// seconds reads a timeout: None is forever, what is negative is no waiting.
func seconds(t *py.Thread, v py.Value) (time.Duration, error) {
	if v.IsUnbound() || v.IsNone() {
		return ipc.Forever, nil
	}
	f, err := py.ToFloat(t, v)
	switch {
	case err != nil:
		return 0, err
	case f != f:
		return 0, py.Errorf(py.ValueError, "Invalid value NaN (not a number)")
	case f <= 0:
		return 0, nil
	case f >= math.MaxInt64/1e9/2:
		return ipc.Forever, nil
	}
	return time.Duration(math.Ceil(f * 1e9)), nil
}

// block runs a wait without the GIL, again after each interruption that raised
// nothing, with what is left of the timeout. It returns the error of the wait:
// nil, ipc.ErrTimeout or one of its own.
func block(t *py.Thread, timeout time.Duration, wait func(cancel <-chan struct{}, timeout time.Duration) error) error {
	var deadline time.Time
	if timeout > 0 {
		deadline = time.Now().Add(timeout)
	}
	var werr error
	err := t.Blocking(func(interrupted <-chan struct{}) bool {
		left := timeout
		if timeout > 0 {
			left = max(0, time.Until(deadline))
		}
		werr = wait(interrupted, left)
		return !errors.Is(werr, ipc.ErrCanceled)
	})
	if err != nil {
		return err
	}
	return werr
}

// raise turns an error of package ipc into an exception.
func raise(err error) error {
	switch {
	case err == nil:
		return nil
	case err == io.EOF:
		return py.NewException(py.EOFError)
	case errors.Is(err, ipc.ErrClosed):
		return py.Errorf(py.OSError, "handle is closed")
	case errors.Is(err, ipc.ErrTruncated), errors.Is(err, ipc.ErrBadLength):
		return py.Errorf(py.OSError, "%s", err)
	case errors.Is(err, ipc.ErrUnsupported):
		return py.Errorf(py.NotImplementedError, "%s", err)
	}
	if e := py.NewOSError(err, py.Value{}); e != nil {
		return e
	}
	return err
}
