package sys

import (
	"github.com/gopyrun/gopyrun/interp/py"
)

// getSizeOf is sys.getsizeof. For objects without a __sizeof__ of their own the
// result is what CPython would say, as near as it can be told: programs compare
// such figures, while those of this implementation would mean little to them.
func getSizeOf(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	v := a[0]
	switch py.TypeOf(v) {
	case py.IntType, py.StrType, py.ListType, py.DictType, py.SetType, py.TupleType, py.BytesType:
		return py.Int(int64(sizeOf(v))), nil
	}
	m := t.LookupType(py.TypeOf(v), py.InternStatic("__sizeof__"))
	if m.IsUnbound() || m == t.LookupType(py.ObjectType, py.InternStatic("__sizeof__")) {
		return py.Int(int64(sizeOf(v))), nil
	}
	r, err := py.CallSpecial(t, v, "__sizeof__")
	if err == nil && !py.IsAnyInt(r) {
		err = py.Errorf(py.TypeError, "'%s' object cannot be interpreted as an integer", py.TypeOf(r).Name())
	}
	if err != nil {
		if a.Given(1) && py.Matches(err, py.TypeError) {
			return a[1], nil
		}
		return py.Value{}, err
	}
	n, ok := py.AsInt64(r)
	if ok && n < 0 {
		return py.Value{}, py.Errorf(py.ValueError, "__sizeof__() should return >= 0")
	}
	if py.TypeOf(v).IsHeap() {
		n += 16
	}
	return py.Int(n), nil
}

const gcHead = 16

func sizeOf(v py.Value) int {
	typ := py.TypeOf(v)
	extra := 0
	if typ.IsHeap() {
		extra = gcHead
	}
	switch {
	case v.IsNone(), v == py.Ellipsis, v.IsNotImplemented():
		return 16
	case py.IsAnyInt(v):
		b, _ := py.AsBig(v)
		return 24 + 4*max((b.BitLen()+29)/30, 1) + extra
	case v.IsFloat():
		return 24
	}
	if s, ok := py.AsStr(v); ok {
		n := s.Len()
		if s.IsASCII() {
			return 41 + n + extra
		}
		width, head := 1, 57
		for _, r := range s.String() {
			if r > 0xffff {
				width, head = 4, 60
				break
			}
			if r > 0xff {
				width, head = 2, 58
			}
		}
		return head + width*n + extra
	}
	if b, ok := py.AsBytes(v); ok {
		return 33 + len(b) + extra
	}
	if tup, ok := py.AsTuple(v); ok {
		return 48 + 8*len(tup.Items)
	}
	if l, ok := py.AsList(v); ok {
		return 56 + 8*len(l.Items)
	}
	if d, ok := py.AsDict(v); ok {
		n := d.Len()
		if n == 0 {
			return 64
		}
		size := 8
		for size*2/3 < n {
			size *= 2
		}
		index := size
		switch {
		case size >= 1<<16:
			index = 4 * size
		case size >= 1<<8:
			index = 2 * size
		}
		entry := 16
		for key, _, p, ok := d.Next(0); ok; key, _, p, ok = d.Next(p) {
			if !key.IsStr() {
				entry = 24 // keys with their hash
				break
			}
		}
		return 96 + index + entry*(size*2/3)
	}
	if s, ok := py.AsSet(v); ok {
		n := s.Len()
		if n < 5 {
			return 216
		}
		size := 8
		for size*3 < n*5 {
			size *= 4
		}
		return 216 + 16*size
	}
	switch typ {
	case py.TypeType:
		return 1064
	case py.FunctionType:
		return 168
	}
	if typ.IsHeap() {
		return 48
	}
	return 16
}
