package array

import (
	"bytes"
	"slices"

	"github.com/gopyrun/gopyrun/interp/py"
)

// replace puts with in the place of the bytes [i, j).
func (x *array) replace(t *py.Thread, i, j int, with []byte) error {
	if j-i == len(with) {
		copy(x.b[i:], with)
		return nil
	}
	if err := x.resizable(t); err != nil {
		return err
	}
	if len(x.b)-(j-i)+len(with) > maxSize {
		return py.NewException(py.MemoryError)
	}
	x.b = slices.Replace(x.b, i, j, with...)
	return nil
}

func repr(t *py.Thread, v py.Value) py.Value {
	x := py.Cast[array](v)
	head := py.TypeOf(v).Name() + "('" + string(x.code) + "'"
	if len(x.b) == 0 {
		return py.NewStr(head + ")")
	}
	var items py.Value
	var err error
	if x.code == 'u' || x.code == 'w' {
		items, err = x.text(t)
	} else {
		items, err = x.list(t)
	}
	if err == nil {
		var s string
		if s, err = py.ReprString(t, items); err == nil {
			return py.NewStr(head + ", " + s + ")")
		}
	}
	return t.Fail(err)
}

func (x *array) list(t *py.Thread) (py.Value, error) {
	out := make([]py.Value, x.len())
	for i := range out {
		var err error
		if out[i], err = x.get(i); err != nil {
			return py.Value{}, err
		}
	}
	return py.NewList(out...), nil
}

func compare(t *py.Thread, a, b py.Value, op py.CompareOp) py.Value {
	x, ok := as(a)
	y, ok2 := as(b)
	if !ok || !ok2 {
		return py.NotImplemented
	}
	if x.len() != y.len() && (op == py.EQ || op == py.NE) {
		return py.Bool(op == py.NE)
	}
	if x.code == y.code && (op == py.EQ || op == py.NE) && x.code != 'f' && x.code != 'd' {
		return py.Bool(bytes.Equal(x.b, y.b) == (op == py.EQ))
	}
	for i := 0; i < x.len() && i < y.len(); i++ {
		v, err := x.get(i)
		if err != nil {
			return t.Fail(err)
		}
		w, err := y.get(i)
		if err != nil {
			return t.Fail(err)
		}
		eq, err := py.Equal(t, v, w)
		switch {
		case err != nil:
			return t.Fail(err)
		case eq:
			continue
		case op == py.EQ || op == py.NE:
			return py.Bool(op == py.NE)
		}
		return py.Compare(t, v, w, op)
	}
	return py.Compare(t, py.Int(int64(x.len())), py.Int(int64(y.len())), op)
}

// index evaluates a subscript that is not a slice.
func (x *array) index(t *py.Thread, key py.Value, outside string) (int, error) {
	if !py.IsAnyInt(key) && py.TypeOf(key).Index == nil {
		return 0, py.Errorf(py.TypeError, "array indices must be integers")
	}
	i, err := py.ToIndex(t, key, py.IndexError)
	if err != nil {
		return 0, err
	}
	if i < 0 {
		i += x.len()
	}
	if uint(i) >= uint(x.len()) {
		return 0, py.Errorf(py.IndexError, "%s", outside)
	}
	return i, nil
}

func getItem(t *py.Thread, v, key py.Value) py.Value {
	x := py.Cast[array](v)
	if !key.IsSlice() {
		i, err := x.index(t, key, "array index out of range")
		if err == nil {
			var r py.Value
			if r, err = x.get(i); err == nil {
				return r
			}
		}
		return t.Fail(err)
	}
	start, _, step, n, err := py.SliceIndices(t, py.Cast[py.Slice](key), x.len())
	if err != nil {
		return t.Fail(err)
	}
	out := make([]byte, 0, n*x.size)
	for ; n > 0 && start < x.len(); n-- { // the indices may have run Python code
		out = append(out, x.at(start)...)
		start += step
	}
	return x.like(out)
}

func setItem(t *py.Thread, v, key, val py.Value) bool {
	if err := py.Cast[array](v).assign(t, key, val); err != nil {
		t.Fail(err)
		return false
	}
	return true
}

func (x *array) assign(t *py.Thread, key, val py.Value) error {
	if !key.IsSlice() {
		i, err := x.index(t, key, "array assignment index out of range")
		if err != nil {
			return err
		}
		if val.IsUnbound() {
			return x.replace(t, i*x.size, (i+1)*x.size, nil)
		}
		b, err := x.pack(t, val)
		if err != nil {
			return err
		}
		if i >= x.len() { // the conversion may have run Python code
			return py.Errorf(py.IndexError, "array assignment index out of range")
		}
		copy(x.at(i), b)
		return nil
	}
	var with []byte
	if !val.IsUnbound() {
		y, ok := as(val)
		switch {
		case !ok:
			return py.Errorf(py.TypeError, "can only assign array (not \"%s\") to array slice", py.TypeOf(val).Name())
		case y.code != x.code:
			return py.Errorf(py.TypeError, "bad argument type for built-in operation")
		}
		with = bytes.Clone(y.b)
	}
	start, stop, step, n, err := py.SliceIndices(t, py.Cast[py.Slice](key), x.len())
	if err != nil {
		return err
	}
	if step == 1 {
		return x.replace(t, start*x.size, max(start, stop)*x.size, with)
	}
	if val.IsUnbound() {
		if n == 0 {
			return nil
		}
		if err := x.resizable(t); err != nil {
			return err
		}
		if step < 0 {
			start, step = start+(n-1)*step, -step
		}
		out := make([]byte, 0, len(x.b)-n*x.size)
		for i := range x.len() {
			if k := i - start; k < 0 || k%step != 0 || k/step >= n {
				out = append(out, x.at(i)...)
			}
		}
		x.b = out
		return nil
	}
	if len(with) != n*x.size {
		return py.Errorf(py.ValueError, "attempt to assign array of size %d to extended slice of size %d", len(with)/x.size, n)
	}
	for ; n > 0; n-- {
		with = with[copy(x.at(start), with):]
		start += step
	}
	return nil
}

// find returns the place of v in [from, to), -1 if it is not there.
func (x *array) find(t *py.Thread, v py.Value, from, to int) (int, error) {
	for i := from; i < to && i < x.len(); i++ {
		item, err := x.get(i)
		if err != nil {
			return -1, err
		}
		if eq, err := py.Equal(t, item, v); err != nil || eq {
			return i, err
		}
		if i&0xFFF == 0xFFF {
			if err := t.Poll(); err != nil {
				return -1, err
			}
		}
	}
	return -1, nil
}

func contains(t *py.Thread, v, item py.Value) (bool, bool) {
	x := py.Cast[array](v)
	i, err := x.find(t, item, 0, x.len())
	if err != nil {
		t.Fail(err)
		return false, false
	}
	return i >= 0, true
}

func concat(t *py.Thread, a, b py.Value) py.Value {
	x := py.Cast[array](a)
	y, ok := as(b)
	switch {
	case !ok:
		return t.Raise(py.TypeError, "can only append array (not \"%s\") to array", py.TypeOf(b).Name())
	case x.code != y.code:
		return t.Raise(py.TypeError, "bad argument type for built-in operation")
	}
	return x.like(slices.Concat(x.b, y.b))
}

func inplaceConcat(t *py.Thread, a, b py.Value) py.Value {
	x := py.Cast[array](a)
	y, ok := as(b)
	if !ok {
		return t.Raise(py.TypeError, "can only extend with array (not \"%s\")", py.TypeOf(b).Name())
	}
	err := x.extendSame(t, y)
	if err != nil {
		return t.Fail(err)
	}
	return a
}

func (x *array) extendSame(t *py.Thread, y *array) error {
	if x.code != y.code {
		return py.Errorf(py.TypeError, "can only extend with array of same kind")
	}
	return x.extend(t, py.Ref(y))
}

// repeated returns the items count times over.
func (x *array) repeated(t *py.Thread, count py.Value) ([]byte, error) {
	n, err := py.ToIndex(t, count, py.OverflowError)
	if err != nil || n <= 0 || len(x.b) == 0 {
		return nil, err
	}
	if n > maxSize/len(x.b) {
		return nil, py.NewException(py.MemoryError)
	}
	return bytes.Repeat(x.b, n), nil
}

func repeat(t *py.Thread, v, count py.Value) py.Value {
	x := py.Cast[array](v)
	b, err := x.repeated(t, count)
	if err != nil {
		return t.Fail(err)
	}
	return x.like(b)
}

func inplaceRepeat(t *py.Thread, v, count py.Value) py.Value {
	x := py.Cast[array](v)
	b, err := x.repeated(t, count)
	if err == nil {
		err = x.replace(t, 0, len(x.b), b)
	}
	if err != nil {
		return t.Fail(err)
	}
	return v
}
