package py

import "strconv"

// reprEnter records that the repr of container v is being made. cycle is true,
// and nothing is recorded, if it already is: v contains itself and the caller
// prints dots. Otherwise reprLeave must follow.
func (t *Thread) reprEnter(v Value) (cycle bool) {
	for _, r := range t.reprs {
		if r == v {
			return true
		}
	}
	t.reprs = append(t.reprs, v)
	return false
}

// reprLeave ends reprEnter.
func (t *Thread) reprLeave() {
	n := len(t.reprs) - 1
	t.reprs[n] = Value{}
	t.reprs = t.reprs[:n]
}

// ReprEnter is reprEnter for the containers of other packages.
func (t *Thread) ReprEnter(v Value) (cycle bool) { return t.reprEnter(v) }

// ReprLeave ends ReprEnter; without one it does nothing.
func (t *Thread) ReprLeave() {
	if len(t.reprs) > 0 {
		t.reprLeave()
	}
}

// appendRepr appends repr(v) to b.
func appendRepr(t *Thread, b []byte, v Value) ([]byte, bool) {
	if v.IsInt() {
		return strconv.AppendInt(b, v.Int64(), 10), true
	}
	r, err := Repr(t, v)
	if err != nil {
		t.Fail(err)
		return b, false
	}
	return append(b, Cast[Str](r).s...), true
}
