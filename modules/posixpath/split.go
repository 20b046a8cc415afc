package posixpath

import (
	"bytes"
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/ospath"
)

func normcase(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) { return py.FSPath(t, a[0]) }

func isabs(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	p, err := pathOf(t, a[0])
	return py.Bool(strings.HasPrefix(p.s, "/")), err
}

func join(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	if !a.Given(0) {
		// CPython's is Python code, which words it so.
		return py.Value{}, py.Errorf(py.TypeError, "join() missing 1 required positional argument: 'a'")
	}
	p, err := pathOf(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	parts := py.Cast[py.Tuple](a[1]).Items
	if len(parts) == 0 {
		return p.value(p.s), nil
	}
	out := make([]byte, 0, 2*len(p.s)+16)
	out = append(out, p.s...)
	for _, v := range parts {
		q, err := pathOf(t, v)
		if err != nil || q.bytes != p.bytes {
			if bad := sameKind(t, "join", append([]py.Value{a[0]}, parts...)); bad != nil {
				return py.Value{}, bad
			}
			return py.Value{}, err
		}
		switch {
		case strings.HasPrefix(q.s, "/"):
			out = out[:0]
		case len(out) > 0 && out[len(out)-1] != '/':
			out = append(out, '/')
		}
		out = append(out, q.s...)
	}
	return p.value(string(out)), nil
}

func splitdrive(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	p, err := pathOf(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	return py.NewTuple(p.value(""), p.value(p.s)), nil
}

// rootOf is the length of a path's root: none, one slash, or exactly two.
func rootOf(s string) int {
	switch {
	case !strings.HasPrefix(s, "/"):
		return 0
	case strings.HasPrefix(s, "//") && !strings.HasPrefix(s, "///"):
		return 2
	}
	return 1
}

func splitroot(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	p, err := pathOf(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	n := rootOf(p.s)
	return py.NewTuple(p.value(""), p.value(p.s[:n]), p.value(p.s[n:])), nil
}

// headTail cuts after the last slash; the head loses its slashes at the end unless
// it is all slashes.
func headTail(s string) (head, tail string) {
	i := strings.LastIndexByte(s, '/') + 1
	head, tail = s[:i], s[i:]
	if h := strings.TrimRight(head, "/"); h != "" {
		head = h
	}
	return head, tail
}

func split(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	p, err := pathOf(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	head, tail := headTail(p.s)
	return py.NewTuple(p.value(head), p.value(tail)), nil
}

func splitext(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	p, err := pathOf(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	name := p.s[strings.LastIndexByte(p.s, '/')+1:]
	n := len(p.s)
	if dot := strings.LastIndexByte(name, '.'); strings.Trim(name[:max(dot, 0)], ".") != "" {
		n += dot - len(name)
	}
	return py.NewTuple(p.value(p.s[:n]), p.value(p.s[n:])), nil
}

func basename(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	p, err := pathOf(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	return p.value(p.s[strings.LastIndexByte(p.s, '/')+1:]), nil
}

func dirname(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	p, err := pathOf(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	head, _ := headTail(p.s)
	return p.value(head), nil
}

// clean is normpath of a text.
func clean(s string) string {
	n := rootOf(s)
	out := make([]byte, n, len(s)+1)
	copy(out, s)
	depth := 0 // components in out that ".." can remove
	for part := range strings.SplitSeq(s[n:], "/") {
		switch {
		case part == "" || part == ".":
			continue
		case part != "..":
			depth++
		case depth > 0:
			depth--
			i := bytes.LastIndexByte(out[n:], '/')
			out = out[:n+max(i, 0)]
			continue
		case n > 0:
			continue
		}
		if len(out) > n {
			out = append(out, '/')
		}
		out = append(out, part...)
	}
	if len(out) == 0 {
		return "."
	}
	return string(out)
}

func normpath(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	p, err := pathOf(t, a[0])
	if err != nil {
		// The error of the function behind it in CPython.
		_, err = ospath.Arg(t, "_path_normpath", "path", a[0], 0)
		return py.Value{}, err
	}
	return p.value(clean(p.s)), nil
}

// absolute is abspath of a path.
func absolute(t *py.Thread, p path) (string, error) {
	if strings.HasPrefix(p.s, "/") {
		return clean(p.s), nil
	}
	dir, err := t.Interp.Host.FS.Getcwd()
	if err != nil {
		return "", err
	}
	return clean(p.fromHost(dir) + "/" + p.s), nil
}

func abspath(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	p, err := pathOf(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	s, err := absolute(t, p)
	if err != nil {
		return py.Value{}, err
	}
	return p.value(s), nil
}
