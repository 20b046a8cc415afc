package gpython

import (
	"encoding/binary"
	"errors"
	"io"
	"os"
	"syscall"

	"github.com/go-python/gpython/py"

	"github.com/gopyrun/gopyrun/modules/internal/ipc"
	"github.com/gopyrun/gopyrun/modules/internal/proc"
)

// child is a process that this one started.
type child struct {
	c    *Context
	p    *proc.Child
	dead bool // its locks have been looked at
}

var childType = newType("Child", methods{
	"poll": func(self py.Object, a args) (py.Object, error) { return self.(*child).code(), nil },
	"wait": func(self py.Object, a args) (py.Object, error) {
		v, err := a.bind("wait", 0, "timeout")
		if err != nil {
			return nil, err
		}
		timeout, err := timeoutOf(v[0])
		if err != nil {
			return nil, err
		}
		k := self.(*child)
		err = k.c.block(func(cancel <-chan struct{}) error { return k.p.Wait(cancel, timeout) })
		if err != nil && err != ipc.ErrTimeout {
			return nil, osError(err)
		}
		return k.code(), nil
	},
	"signal": func(self py.Object, a args) (py.Object, error) {
		v, err := a.bind("signal", 1, "signum")
		if err != nil {
			return nil, err
		}
		n, err := integer(v[0])
		if err != nil {
			return nil, err
		}
		return py.None, osError(self.(*child).p.Signal(syscall.Signal(n)))
	},
	"pid": func(self py.Object, a args) (py.Object, error) { return py.Int(self.(*child).p.PID()), nil },
	"sentinel": func(self py.Object, a args) (py.Object, error) {
		fd, err := self.(*child).p.WaitFD()
		return py.Int(fd), osError(err)
	},
	"close": func(self py.Object, a args) (py.Object, error) { return py.None, osError(self.(*child).p.Close()) },
})

func (k *child) Type() *py.Type { return childType }

// code is the exit code, None while the process runs. The locks that a killed
// process held are freed.
func (k *child) code() py.Object {
	n, ended := k.p.ExitCode()
	if !ended {
		return py.None
	}
	if n < 0 && !k.dead {
		k.c.space.ReleaseDead(k.p.PID())
	}
	k.dead = true
	return py.Int(n)
}

// spawn starts a process that runs the multiprocessing.Process in object.
func (c *Context) spawn(object py.Object) (py.Object, error) {
	if !c.config.Processes {
		return nil, py.ExceptionNewf(py.RuntimeError, "this program cannot start processes: its main function does not call gpython.RunChild")
	}
	if c.booting {
		return nil, py.ExceptionNewf(py.RuntimeError, "An attempt has been made to start a new process before the current process has finished its bootstrapping phase: the main module must start processes under if __name__ == '__main__':")
	}
	sys, err := c.GetModule("sys")
	if err != nil {
		return nil, err
	}
	prep, err := c.encode(py.Tuple{py.String(c.config.Script), sys.Globals["argv"], sys.Globals["path"]}, nil)
	if err != nil {
		return nil, err
	}
	var bundle ipc.Bundle
	data, err := c.encode(object, &bundle)
	if err != nil {
		return nil, err
	}
	for _, s := range [...]*stream{c.out, c.errs} {
		if err := s.flush(); err != nil {
			return nil, err
		}
	}
	payload := append(binary.BigEndian.AppendUint32(nil, uint32(len(prep))), prep...)
	payload = append(payload, data...)
	var p *proc.Child
	c.AllowThreads(func() {
		if p, err = proc.Start(proc.Config{Args: []string{engine}}); err != nil {
			return
		}
		if err = p.Send(payload, bundle.Files()); err != nil && !errors.Is(err, syscall.EPIPE) {
			p.Close()
			return
		}
		err = nil // EPIPE: the child has died already, which its exit code tells
	})
	if err != nil {
		return nil, osError(err)
	}
	return &child{c: c, p: p}, nil
}

// engine is what a child of this package finds on its command line.
const engine = "gpython"

// IsChild reports whether a command line is that of a process that a context of this
// program has started.
func IsChild(argv []string) bool { return proc.IsChild(argv) && len(argv) > 2 && argv[2] == engine }

// RunChild is the life of such a process; it returns the exit status. Main calls it
// with the settings that it has for New, Script excepted.
func RunChild(config Config) int {
	parent, err := proc.Accept(nil)
	if err == io.EOF {
		return 1 // the parent has given up
	}
	var c *Context
	if err == nil {
		config.Processes = true
		c, err = New(py.NewContext(py.ContextOpts{}), config)
	}
	if err == nil && (len(parent.Payload) < 4 || int64(binary.BigEndian.Uint32(parent.Payload)) > int64(len(parent.Payload)-4)) {
		err = errors.New("damaged boot message")
	}
	if err != nil {
		os.Stderr.WriteString(err.Error() + "\n")
		return 1
	}
	data := parent.Payload
	n := 4 + int(binary.BigEndian.Uint32(data))
	c.parent = parent
	code := py.Object(py.Int(1))
	_, err = c.Protect(func() (py.Object, error) {
		code, err = c.runChild(data[4:n], data[n:])
		return code, err
	})
	end := c.End(err)
	if status := (*ExitError)(nil); errors.As(end, &status) {
		return status.Code
	}
	status, _ := code.(py.Int)
	return int(uint8(status))
}

func (c *Context) runChild(prep, object []byte) (py.Object, error) {
	v, err := c.decode(prep)
	if err != nil {
		return nil, err
	}
	settings, ok := v.(py.Tuple)
	if !ok || len(settings) != 3 {
		return nil, py.ExceptionNewf(unpicklingError, "damaged boot message")
	}
	sys, err := c.GetModule("sys")
	if err != nil {
		return nil, err
	}
	sys.Globals["argv"], sys.Globals["path"] = settings[1], settings[2]
	script, _ := settings[0].(py.String)
	c.config.Script = string(script)
	if script != "" {
		c.booting = true
		if err := c.RunScript(string(script), "__mp_main__"); err != nil {
			return nil, err
		}
		c.booting = false
	}
	c.received = &ipc.Received{Space: c.space, Files: c.parent.Files}
	process, err := c.decode(object)
	c.received.Close()
	c.received = nil
	if err != nil {
		return nil, err
	}
	return c.call("multiprocessing", "_bootstrap", process)
}
