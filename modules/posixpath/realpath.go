package posixpath

import (
	"errors"
	"strings"
	"sync"

	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
)

// allowMissingObject is ALLOW_MISSING, the value for realpath's strict.
type allowMissingObject struct{ py.Header }

var allowMissingType py.Type

func allowMissingSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "posixpath._AllowMissing", Layout: py.LayoutOf[allowMissingObject](), Flags: py.NoSubclass | py.NoInstances,
		Slots: py.Slots{Repr: func(*py.Thread, py.Value) py.Value { return py.NewStr("os.path.ALLOW_MISSING") }},
		Methods: []py.Method{{Name: "__reduce__", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
			return py.NewStr("ALLOW_MISSING"), nil
		}}},
	}
}

// allowMissing is the one instance, shared by interpreters.
var allowMissing = sync.OnceValue(func() *allowMissingObject {
	return py.Make[allowMissingObject](&allowMissingType)
})

// maxLinks bounds the symbolic links of one path that does not run in a circle;
// each costs a system call.
const maxLinks = 10000

// resolver is the work of one realpath.
type resolver struct {
	fs     host.FS
	strict bool                 // errors are errors
	ignore func(err error) bool // but these are not
	seen   map[string]string    // links resolved; "" while it is being resolved
	links  int
}

func realpath(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	p, err := pathOf(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	r := &resolver{fs: t.Interp.Host.FS, seen: map[string]string{}}
	if a[1] == py.Ref(allowMissing()) {
		r.strict = true
		r.ignore = func(err error) bool { return errors.Is(err, host.ENOENT) }
	} else if r.strict, err = py.IsTrue(t, a[1]); err != nil {
		return py.Value{}, err
	}
	name, err := p.host()
	if err != nil {
		return py.Value{}, err
	}
	if strings.IndexByte(name, 0) >= 0 {
		return py.Value{}, py.Errorf(py.ValueError, "lstat: embedded null character in path")
	}
	var out string
	t.AllowThreads(func() {
		dir := "/"
		if !strings.HasPrefix(name, "/") {
			if dir, err = r.fs.Getcwd(); err != nil {
				return
			}
		}
		out, err = r.resolve(dir, name)
	})
	if err != nil {
		return py.Value{}, pathError(err, p)
	}
	return p.value(p.fromHost(out)), nil
}

// pathError makes the exception name the path as str or bytes, as p is.
func pathError(err error, p path) error {
	var he *host.Error
	if errors.As(err, &he) && he.Path != "" {
		return py.NewOSError(err, p.value(p.fromHost(he.Path)))
	}
	return err
}

// link is a symbolic link whose target is being resolved; what it resolves to is
// known once the components before rest have been.
type link struct {
	path string
	rest int // components left when it is resolved
}

// resolve follows the components of name from the absolute path dir on.
func (r *resolver) resolve(dir, name string) (string, error) {
	todo := reversed(name)
	if strings.HasPrefix(name, "/") {
		dir = "/"
	}
	var open []link
	for {
		for n := len(open); n > 0 && len(todo) == open[n-1].rest; n = len(open) {
			r.seen[open[n-1].path] = dir
			open = open[:n-1]
		}
		if len(todo) == 0 {
			return dir, nil
		}
		part := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		switch part {
		case "", ".":
			continue
		case "..":
			dir = dir[:max(strings.LastIndexByte(dir, '/'), 1)]
			continue
		}
		next := dir + "/" + part
		if dir == "/" {
			next = "/" + part
		}
		st, err := r.fs.Stat(next, false)
		if err == nil && !isLink(&st) {
			if r.strict && len(todo) > 0 && !st.IsDir() {
				err = host.NewError(host.ENOTDIR, next)
			} else {
				dir = next
				continue
			}
		}
		if err == nil {
			target, known := r.seen[next]
			if known && target != "" {
				dir = target
				continue
			}
			if !known {
				target, err = r.fs.Readlink(next)
			} else {
				// A circle: the system words the error.
				if _, err = r.fs.Stat(next, true); err == nil {
					dir = next
					continue
				}
			}
			if r.links++; err == nil && r.links <= maxLinks {
				r.seen[next] = ""
				open = append(open, link{next, len(todo)})
				todo = append(todo, reversed(target)...)
				if strings.HasPrefix(target, "/") {
					dir = "/"
				}
				continue
			}
		}
		if err != nil && r.strict && (r.ignore == nil || !r.ignore(err)) {
			return "", err
		}
		dir = next
	}
}

func reversed(name string) []string {
	parts := strings.Split(name, "/")
	for i, j := 0, len(parts)-1; i < j; i, j = i+1, j-1 {
		parts[i], parts[j] = parts[j], parts[i]
	}
	return parts
}
