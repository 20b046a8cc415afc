package posixpath

import (
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
)

// extreme is min or max (op) of values, by Python's comparison.
func extreme(t *py.Thread, vals []py.Value, op py.CompareOp) (py.Value, error) {
	best := vals[0]
	for _, v := range vals[1:] {
		r, err := t.Result(py.Compare(t, v, best, op))
		if err != nil {
			return py.Value{}, err
		}
		better, err := py.IsTrue(t, r)
		if err != nil {
			return py.Value{}, err
		}
		if better {
			best = v
		}
	}
	return best, nil
}

// commonprefix works on sequences of any kind, as in CPython.
func commonprefix(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	vals, err := py.Items(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	if len(vals) == 0 {
		return py.NewStr(""), nil
	}
	vals = append([]py.Value(nil), vals...)
	if py.TypeOf(vals[0]) != py.ListType && py.TypeOf(vals[0]) != py.TupleType {
		for i, v := range vals {
			if vals[i], err = py.FSPath(t, v); err != nil {
				return py.Value{}, err
			}
		}
	}
	lo, err := extreme(t, vals, py.LT)
	if err != nil {
		return py.Value{}, err
	}
	hi, err := extreme(t, vals, py.GT)
	if err != nil {
		return py.Value{}, err
	}
	x, err := py.Items(t, lo)
	if err != nil {
		return py.Value{}, err
	}
	x = append([]py.Value(nil), x...)
	y, err := py.Items(t, hi)
	if err != nil {
		return py.Value{}, err
	}
	n := 0
	for n < len(x) && n < len(y) {
		same, err := py.Equal(t, x[n], y[n])
		if err != nil {
			return py.Value{}, err
		}
		if !same {
			break
		}
		n++
	}
	return py.GetItem(t, lo, py.NewSlice(py.None, py.Int(int64(n)), py.None))
}

func commonpath(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	vals, err := py.Items(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	if len(vals) == 0 {
		return py.Value{}, py.Errorf(py.ValueError, "commonpath() arg is an empty sequence")
	}
	vals = append([]py.Value(nil), vals...)
	paths := make([]path, len(vals))
	for i, v := range vals {
		if paths[i], err = pathOf(t, v); err != nil {
			return py.Value{}, err
		}
	}
	var common []string
	for i, p := range paths {
		if p.bytes != paths[0].bytes {
			return py.Value{}, sameKind(t, "commonpath", vals)
		}
		if strings.HasPrefix(p.s, "/") != strings.HasPrefix(paths[0].s, "/") {
			return py.Value{}, py.Errorf(py.ValueError, "Can't mix absolute and relative paths")
		}
		var parts []string
		for c := range strings.SplitSeq(p.s, "/") {
			if c != "" && c != "." {
				parts = append(parts, c)
			}
		}
		if i == 0 {
			common = parts
			continue
		}
		n := 0
		for n < len(common) && n < len(parts) && common[n] == parts[n] {
			n++
		}
		common = common[:n]
	}
	s := strings.Join(common, "/")
	if strings.HasPrefix(paths[0].s, "/") {
		s = "/" + s
	}
	return paths[0].value(s), nil
}

func relpath(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	p, err := pathOf(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	if p.s == "" {
		return py.Value{}, py.Errorf(py.ValueError, "no path specified")
	}
	start := path{".", p.bytes}
	if !a[1].IsNone() {
		if start, err = pathOf(t, a[1]); err != nil {
			return py.Value{}, err
		}
	}
	if start.bytes != p.bytes {
		return py.Value{}, sameKind(t, "relpath", []py.Value{a[0], a[1]})
	}
	from, err := absolute(t, start)
	if err != nil {
		return py.Value{}, err
	}
	to, err := absolute(t, p)
	if err != nil {
		return py.Value{}, err
	}
	f, g := fields(from), fields(to)
	n := 0
	for n < len(f) && n < len(g) && f[n] == g[n] {
		n++
	}
	var out []string
	for range f[n:] {
		out = append(out, "..")
	}
	out = append(out, g[n:]...)
	if len(out) == 0 {
		return p.value("."), nil
	}
	return p.value(strings.Join(out, "/")), nil
}

// fields are the components of a normalized absolute path.
func fields(s string) []string {
	s = strings.TrimLeft(s, "/")
	if s == "" {
		return nil
	}
	return strings.Split(s, "/")
}
