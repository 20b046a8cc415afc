// Package bisect is the module bisect: binary search in sorted sequences.
//
// Only the index of modules imports it.
package bisect

import "github.com/gopyrun/gopyrun/interp/py"

// Module returns the declaration of the module.
// https://docs.python.org/3.14/library/bisect.html
func Module() *py.ModuleSpec {
	const sig = "(a, x, lo=0, hi=None, *, key=None)"
	const find = "Return the index where to insert item x in list a, assuming a is sorted.\n\nThe return value i is such that "
	left := find + "all e in a[:i] have e < x, and all e in\na[i:] have e >= x.  So if x already appears in the list, a.insert(i, x) will\ninsert just before the leftmost x already there.\n"
	right := find + "all e in a[:i] have e <= x, and all e in\na[i:] have e > x.  So if x already appears in the list, a.insert(i, x) will\ninsert just after the rightmost x already there.\n"
	insert := "Insert item x in list a, and keep it sorted assuming a is sorted.\n\nIf x is already in a, insert it to the "
	row := func(name, doc string, right, insert bool) py.Method {
		return py.Method{Name: name, Signature: sig, Doc: doc, Flags: py.CallsPython,
			Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) { return bisect(t, a, right, insert) }}
	}
	return &py.ModuleSpec{
		Name: "bisect",
		Doc:  "Bisection algorithms.\n\nThis module provides support for maintaining a list in sorted order without\nhaving to sort the list after each insertion. For long lists of items with\nexpensive comparison operations, this can be an improvement over the more\ncommon approach.\n",
		Methods: []py.Method{
			row("bisect_right", right, true, false), row("bisect_left", left, false, false),
			row("insort_right", insert+"right of the rightmost x.\n", true, true),
			row("insort_left", insert+"left of the leftmost x.\n", false, true),
		},
		Exec: func(t *py.Thread, m *py.Module) error {
			m.Dict.SetName("bisect", m.Dict.GetName("bisect_right"))
			m.Dict.SetName("insort", m.Dict.GetName("insort_right"))
			return nil
		},
	}
}

func bisect(t *py.Thread, a py.Args, right, insert bool) (py.Value, error) {
	seq, item, key := a[0], a[1], a[4]
	lo, err := py.ToIndex(t, a[2], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	if lo < 0 {
		return py.Value{}, py.Errorf(py.ValueError, "lo must be non-negative")
	}
	var hi int
	if a[3].IsNone() {
		if hi, err = py.Len(t, seq); err != nil {
			return py.Value{}, err
		}
	} else if hi, err = py.ToIndex(t, a[3], py.OverflowError); err != nil {
		return py.Value{}, err
	}
	x := item
	if insert && !key.IsNone() {
		if x, err = py.Call(t, key, item); err != nil {
			return py.Value{}, err
		}
	}
	for lo < hi {
		mid := int(uint(lo+hi) >> 1)
		y, err := py.GetItem(t, seq, py.Int(int64(mid)))
		if err == nil && !key.IsNone() {
			y, err = py.Call(t, key, y)
		}
		var less bool
		if err == nil {
			if right {
				less, err = py.Less(t, x, y)
				less = !less
			} else {
				less, err = py.Less(t, y, x)
			}
		}
		if err != nil {
			return py.Value{}, err
		}
		if less {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	if insert {
		_, err := py.CallMethod(t, seq, "insert", py.Int(int64(lo)), item)
		return py.None, err
	}
	return py.Int(int64(lo)), nil
}
