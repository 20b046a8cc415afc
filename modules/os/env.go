package os

import (
	"strings"
	"time"

	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/ospath"
	"github.com/gopyrun/gopyrun/modules/internal/sigstate"
)

// envMethods are the functions about the environment and the encoding of its
// strings.
func envMethods() []py.Method {
	return []py.Method{
		{Name: "_environ", Signature: "($module, /)", Func: environDict, Flags: py.Alloc, Doc: "The variables of the environment."},
		{Name: "putenv", Signature: "($module, name, value, /)", Func: putenv, Doc: "Change or add an environment variable."},
		{Name: "unsetenv", Signature: "($module, name, /)", Func: unsetenv, Doc: "Delete an environment variable."},
		{Name: "fspath", Signature: "($module, /, path)", Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
			return py.FSPath(t, a[0])
		}, Flags: py.CallsPython, Doc: "Return the file system path representation of the object.\n\nIf the object is str or bytes, then allow it to pass through as-is. If the\nobject defines __fspath__(), then return the result of that method. All other\ntypes raise a TypeError."},
		{Name: "fsencode", Signature: "(filename)", Func: fsencode, Flags: py.CallsPython, Doc: "Encode filename (an os.PathLike, bytes, or str) to the filesystem\nencoding with 'surrogateescape' error handler, return bytes unchanged."},
		{Name: "fsdecode", Signature: "(filename)", Func: fsdecode, Flags: py.CallsPython, Doc: "Decode filename (an os.PathLike, bytes, or str) from the filesystem\nencoding with 'surrogateescape' error handler, return str unchanged."},
	}
}

func fsencode(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	v, err := py.FSPath(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	if _, ok := py.AsBytes(v); ok {
		return v, nil
	}
	s, _, err := py.PathBytes(v)
	if err != nil {
		return py.Value{}, err
	}
	return py.NewBytes([]byte(s)), nil
}

func fsdecode(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	v, err := py.FSPath(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	if b, ok := py.AsBytes(v); ok {
		return py.NewStr(py.DecodeFS(string(b))), nil
	}
	return v, nil
}

func environDict(t *py.Thread, _ py.Value, _ py.Args) (py.Value, error) {
	d := py.NewDict()
	windows := t.Interp.Host.System.Platform().Windows
	for _, e := range t.Interp.Host.Env.Environ() {
		// A name may begin with "=" (Windows).
		i := strings.IndexByte(e[min(1, len(e)):], '=') + 1
		if i <= 0 {
			continue
		}
		key := py.DecodeFS(e[:i])
		if windows {
			key = strings.ToUpper(key)
		}
		// The first of several counts, as in C.
		if k := py.MakeStr(key); d.GetStr(k).IsUnbound() {
			d.SetStr(k, py.NewStr(py.DecodeFS(e[i+1:])))
		}
	}
	return py.Ref(d), nil
}

// envText reads the name or value of an environment variable.
func envText(t *py.Thread, v py.Value) (string, error) {
	v, err := py.FSPath(t, v)
	if err != nil {
		return "", err
	}
	p, err := ospath.Arg(t, "putenv", "argument", v, 0)
	if py.Matches(err, py.ValueError) && !py.Matches(err, py.UnicodeEncodeError) {
		err = py.Errorf(py.ValueError, "embedded null byte")
	}
	return p.Name, err
}

func putenv(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	name, err := envText(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	value, err := envText(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	if strings.IndexByte(name, '=') >= 0 {
		return py.Value{}, py.Errorf(py.ValueError, "illegal environment variable name")
	}
	return py.None, t.Interp.Host.Env.Set(name, value)
}

func unsetenv(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	name, err := envText(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	return py.None, t.Interp.Host.Env.Unset(name)
}

// settle waits until a signal that the process has sent to itself has arrived, so
// that its handler runs before the next instruction, as in CPython. The system
// delivers within microseconds on an idle machine.
func settle(t *py.Thread, pid, sig int) error {
	st := sigstate.Of(t.Interp)
	if !st.Caught(sig) {
		return nil
	}
	self, err := t.Interp.Host.Process.Getpid()
	if err != nil || pid != self {
		return nil
	}
	t.AllowThreads(func() {
		for i := 0; i < 2000 && !st.Pending(sig); i++ {
			t.Interp.Host.Clock.Sleep(200*time.Microsecond, nil)
		}
	})
	return st.Check(t)
}
