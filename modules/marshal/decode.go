package marshal

import (
	"encoding/binary"
	"math"
	"math/big"
	"strconv"

	"github.com/gopyrun/gopyrun/interp/py"
)

// decoder reads from data, or from a file as much as it needs.
type decoder struct {
	t    *py.Thread
	data []byte
	file py.Value // unbound without a file
	refs []py.Value
	code bool
	work int
}

// top reads the outermost value.
func (d *decoder) top() (py.Value, error) {
	v, null, err := d.value(0)
	if err == nil && null {
		err = py.Errorf(py.TypeError, "NULL object in marshal data for object")
	}
	return v, err
}

func bad(what string) error { return py.Errorf(py.ValueError, "bad marshal data (%s)", what) }

// bytes reads n bytes.
func (d *decoder) bytes(n int) ([]byte, error) {
	if d.file.IsUnbound() {
		if n > len(d.data) {
			return nil, py.Errorf(py.EOFError, "marshal data too short")
		}
		b := d.data[:n:n]
		d.data = d.data[n:]
		return b, nil
	}
	if n == 0 {
		return nil, nil
	}
	v, err := py.CallMethod(d.t, d.file, "read", py.Int(int64(n)))
	if err != nil {
		return nil, err
	}
	b, ok := py.AsBytes(v)
	if !ok {
		return nil, py.Errorf(py.TypeError, "file.read() returned not bytes but %s", py.TypeOf(v).Name())
	}
	if len(b) > n {
		return nil, py.Errorf(py.ValueError, "read() returned too much data: %d bytes requested, %d returned", n, len(b))
	}
	if len(b) < n {
		return nil, py.Errorf(py.EOFError, "marshal data too short")
	}
	return b, nil
}

func (d *decoder) long() (int32, error) {
	b, err := d.bytes(4)
	if err != nil {
		return 0, err
	}
	return int32(binary.LittleEndian.Uint32(b)), nil
}

// size reads a length; each item has at least one byte.
func (d *decoder) size(what string) (int, error) {
	n, err := d.long()
	if err != nil {
		return 0, err
	}
	if n < 0 {
		return 0, bad(what + " size out of range")
	}
	return int(n), nil
}

// sized reads a length and as many bytes.
func (d *decoder) sized(short bool) (string, error) {
	if short {
		b, err := d.bytes(1)
		if err != nil {
			return "", err
		}
		b, err = d.bytes(int(b[0]))
		return string(b), err
	}
	n, err := d.size("string")
	if err != nil {
		return "", err
	}
	b, err := d.bytes(n)
	return string(b), err
}

func (d *decoder) float() (float64, error) {
	b, err := d.bytes(8)
	if err != nil {
		return 0, err
	}
	return math.Float64frombits(binary.LittleEndian.Uint64(b)), nil
}

func (d *decoder) floatText() (float64, error) {
	s, err := d.sized(true)
	if err != nil {
		return 0, err
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil && math.IsInf(f, 0) {
		return f, nil
	}
	if err != nil {
		return 0, py.Errorf(py.ValueError, "could not convert string to float: '%s'", s)
	}
	return f, nil
}

// value reads a value; null is the mark at the end of a dict.
func (d *decoder) value(depth int) (v py.Value, null bool, err error) {
	if depth > maxDepth {
		return v, false, py.Errorf(py.ValueError, "recursion limit exceeded")
	}
	if d.work++; d.work&4095 == 0 {
		if err := d.t.Poll(); err != nil {
			return v, false, err
		}
	}
	if d.file.IsUnbound() && len(d.data) == 0 {
		return v, false, py.Errorf(py.EOFError, "EOF read where object expected")
	}
	b, err := d.bytes(1)
	if err != nil {
		if py.Matches(err, py.EOFError) {
			err = py.Errorf(py.EOFError, "EOF read where object expected")
		}
		return v, false, err
	}
	code, flagged := b[0]&^flagRef, b[0]&flagRef != 0
	if code == typeNull {
		return v, true, nil
	}
	if code == typeRef {
		n, err := d.long()
		if err != nil {
			return v, false, err
		}
		if n < 0 || int(n) >= len(d.refs) || d.refs[n].IsUnbound() {
			return v, false, bad("invalid reference")
		}
		return d.refs[n], false, nil
	}
	slot := -1
	if flagged {
		// The number of an object is that of its beginning.
		slot = len(d.refs)
		d.refs = append(d.refs, py.Value{})
	}
	keep := func(v py.Value) {
		if slot >= 0 {
			d.refs[slot] = v
		}
	}
	v, err = d.object(code, depth, keep)
	if err == nil {
		keep(v)
	}
	return v, false, err
}

// object reads what follows a type code. A container that may contain itself calls keep
// before its items.
func (d *decoder) object(code byte, depth int, keep func(py.Value)) (py.Value, error) {
	switch code {
	case typeNone:
		return py.None, nil
	case typeTrue:
		return py.True, nil
	case typeFalse:
		return py.False, nil
	case typeEllipsis:
		return py.Ellipsis, nil
	case typeStopIter:
		return py.StopIteration.Value(), nil
	case typeInt:
		n, err := d.long()
		return py.Int(int64(n)), err
	case typeInt64:
		b, err := d.bytes(8)
		if err != nil {
			return py.Value{}, err
		}
		return py.Int(int64(binary.LittleEndian.Uint64(b))), nil
	case typeLong:
		return d.big()
	case typeFloat:
		f, err := d.float()
		return py.Float(f), err
	case typeFloatText:
		f, err := d.floatText()
		return py.Float(f), err
	case typeComplex, typeCplxText:
		read := d.float
		if code == typeCplxText {
			read = d.floatText
		}
		re, err := read()
		if err != nil {
			return py.Value{}, err
		}
		im, err := read()
		return py.NewComplex(complex(re, im)), err
	case typeBytes:
		s, err := d.sized(false)
		return py.NewBytes([]byte(s)), err
	case typeASCII, typeASCIIInt, typeASCII8, typeASCII8Int, typeUnicode, typeInterned:
		return d.str(code)
	case typeTuple, typeTuple8:
		n, err := 0, error(nil)
		if code == typeTuple8 {
			var b []byte
			if b, err = d.bytes(1); err == nil {
				n = int(b[0])
			}
		} else {
			n, err = d.size("tuple")
		}
		if err != nil {
			return py.Value{}, err
		}
		items, err := d.items(n, depth, "tuple", nil)
		return py.NewTuple(items...), err
	case typeList:
		n, err := d.size("list")
		if err != nil {
			return py.Value{}, err
		}
		list := py.NewList()
		keep(list)
		_, err = d.items(n, depth, "list", py.Cast[py.List](list))
		return list, err
	case typeDict:
		return d.dict(depth, keep)
	case typeSet, typeFrozenSet:
		return d.set(code, depth, keep)
	case typeSlice:
		items, err := d.items(3, depth, "slice", nil)
		if err != nil {
			return py.Value{}, err
		}
		return py.NewSlice(items[0], items[1], items[2]), nil
	case typeCode:
		return d.codeObject()
	}
	return py.Value{}, bad("unknown type code")
}

func (d *decoder) items(n, depth int, what string, list *py.List) ([]py.Value, error) {
	var items []py.Value
	for range n {
		v, null, err := d.value(depth + 1)
		if err == nil && null {
			err = py.Errorf(py.TypeError, "NULL object in marshal data for %s", what)
		}
		if err != nil {
			return nil, err
		}
		if list != nil {
			list.Append(v)
		} else {
			items = append(items, v)
		}
	}
	return items, nil
}

func (d *decoder) str(code byte) (py.Value, error) {
	s, err := d.sized(code == typeASCII8 || code == typeASCII8Int)
	if err != nil {
		return py.Value{}, err
	}
	switch code {
	case typeUnicode, typeInterned:
		v, err := d.t.DecodeBytes([]byte(s), "utf-8", "surrogatepass")
		if err != nil || code == typeUnicode {
			return v, err
		}
		x, _ := py.AsStr(v)
		return py.Ref(d.t.Interp.Intern(x)), nil
	}
	for i := range len(s) {
		if s[i] >= 0x80 {
			v, err := d.t.DecodeBytes([]byte(s), "latin-1", "strict")
			return v, err
		}
	}
	if code == typeASCIIInt || code == typeASCII8Int {
		return py.Ref(d.t.Interp.InternString(s)), nil
	}
	return py.NewStr(s), nil
}

func (d *decoder) dict(depth int, keep func(py.Value)) (py.Value, error) {
	dict := py.NewDict()
	keep(dict.Value())
	for {
		k, null, err := d.value(depth + 1)
		if err != nil {
			return py.Value{}, err
		}
		if null {
			return dict.Value(), nil
		}
		v, null, err := d.value(depth + 1)
		if err != nil {
			return py.Value{}, err
		}
		if null {
			return dict.Value(), nil
		}
		if !dict.Set(d.t, k, v) {
			return py.Value{}, d.t.Take()
		}
	}
}

func (d *decoder) set(code byte, depth int, keep func(py.Value)) (py.Value, error) {
	n, err := d.size("set")
	if err != nil {
		return py.Value{}, err
	}
	s := py.NewSet()
	if code == typeFrozenSet {
		s = py.NewFrozenSet()
	} else {
		keep(py.Ref(s))
	}
	for range n {
		v, null, err := d.value(depth + 1)
		if err == nil && null {
			err = py.Errorf(py.TypeError, "NULL object in marshal data for set")
		}
		if err != nil {
			return py.Value{}, err
		}
		if !s.Add(d.t, v) {
			return py.Value{}, d.t.Take()
		}
	}
	return py.Ref(s), nil
}

func (d *decoder) big() (py.Value, error) {
	n, err := d.long()
	if err != nil {
		return py.Value{}, err
	}
	if n == math.MinInt32 {
		return py.Value{}, bad("long size out of range")
	}
	count := int(max(n, -n))
	b, err := d.bytes(2 * count)
	if err != nil {
		return py.Value{}, err
	}
	raw := make([]byte, (count*15+7)/8)
	acc, bits, at := uint32(0), 0, len(raw)
	for i := range count {
		digit := binary.LittleEndian.Uint16(b[2*i:])
		if digit > 0x7fff {
			return py.Value{}, bad("digit out of range in long")
		}
		if i == count-1 && digit == 0 {
			return py.Value{}, bad("unnormalized long data")
		}
		acc |= uint32(digit) << bits
		for bits += 15; bits >= 8; bits -= 8 {
			at--
			raw[at] = byte(acc)
			acc >>= 8
		}
	}
	if bits > 0 && at > 0 {
		at--
		raw[at] = byte(acc)
	}
	z := new(big.Int).SetBytes(raw)
	if n < 0 {
		z.Neg(z)
	}
	return py.NewBig(z), nil
}

func (d *decoder) codeObject() (py.Value, error) {
	if !d.code {
		return py.Value{}, py.Errorf(py.ValueError, "unmarshalling code objects is disallowed")
	}
	head, err := d.bytes(4)
	if err != nil {
		return py.Value{}, err
	}
	n := int(binary.LittleEndian.Uint32(head))
	if n > math.MaxInt32 {
		return py.Value{}, bad("code size out of range")
	}
	body, err := d.bytes(n)
	if err != nil {
		return py.Value{}, err
	}
	c, err := d.t.Interp.DecodeCode(append(head, body...))
	if err != nil {
		return py.Value{}, bad("code of another program, or damaged")
	}
	return py.Ref(c), nil
}
