package array

import (
	"bytes"
	"slices"
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
)

type method = func(t *py.Thread, x *array, a py.Args) (py.Value, error)

func methods() []py.Method {
	row := func(name, sig, doc string, flags py.Flags, f method) py.Method {
		return py.Method{Name: name, Signature: sig, Doc: doc, Flags: flags, Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
			return f(t, py.Cast[array](self), a)
		}}
	}
	duplicate := func(t *py.Thread, x *array, a py.Args) (py.Value, error) { return x.like(bytes.Clone(x.b)), nil }
	return []py.Method{
		row("append", "($self, v, /)", "Append new value v to the end of the array.", py.CallsPython, func(t *py.Thread, x *array, a py.Args) (py.Value, error) {
			b, err := x.pack(t, a[0])
			if err == nil {
				err = x.replace(t, len(x.b), len(x.b), b)
			}
			return py.None, err
		}),
		row("buffer_info", "($self, /)", "Return a tuple (address, length) of the memory of the items.", 0, func(t *py.Thread, x *array, a py.Args) (py.Value, error) {
			return py.NewTuple(py.Int(int64(py.Ref(x).ID())), py.Int(int64(x.len()))), nil
		}),
		row("byteswap", "($self, /)", "Byteswap all items of the array.", py.Slow, func(t *py.Thread, x *array, a py.Args) (py.Value, error) {
			for i := range x.len() {
				slices.Reverse(x.at(i))
			}
			return py.None, nil
		}),
		row("clear", "($self, /)", "Remove all items from the array.", 0, func(t *py.Thread, x *array, a py.Args) (py.Value, error) {
			return py.None, x.replace(t, 0, len(x.b), nil)
		}),
		row("count", "($self, v, /)", "Return number of occurrences of v in the array.", py.Slow|py.CallsPython, func(t *py.Thread, x *array, a py.Args) (py.Value, error) {
			n := int64(0)
			for i := 0; ; i++ {
				var err error
				if i, err = x.find(t, a[0], i, x.len()); err != nil {
					return py.Value{}, err
				}
				if i < 0 {
					return py.Int(n), nil
				}
				n++
			}
		}),
		row("extend", "($self, bb, /)", "Append items to the end of the array.", py.CallsPython|py.Alloc, func(t *py.Thread, x *array, a py.Args) (py.Value, error) {
			if y, ok := as(a[0]); ok {
				return py.None, x.extendSame(t, y)
			}
			return py.None, x.extend(t, a[0])
		}),
		row("frombytes", "($self, buffer, /)", "Append the items in a bytes-like object, as they are in memory.", py.Alloc, func(t *py.Thread, x *array, a py.Args) (py.Value, error) {
			return py.None, x.appendBytes(t, a[0])
		}),
		row("fromfile", "($self, f, n, /)", "Read n objects from the file object f and append them to the end of the array.", py.CallsPython|py.Alloc, fromFile),
		row("fromlist", "($self, list, /)", "Append items to array from list.", py.CallsPython, fromList),
		row("fromunicode", "($self, ustr, /)", "Append the characters of a str to a text array.", py.Alloc, func(t *py.Thread, x *array, a py.Args) (py.Value, error) {
			if _, ok := py.AsStr(a[0]); !ok {
				return py.Value{}, py.Errorf(py.TypeError, "fromunicode() argument must be str, not %s", py.ArgName(a[0]))
			}
			if x.code != 'u' && x.code != 'w' {
				return py.Value{}, py.Errorf(py.ValueError, "fromunicode() may only be called on unicode type arrays ('u' or 'w')")
			}
			return py.None, x.appendText(t, a[0])
		}),
		row("index", "($self, v, start=0, stop=sys.maxsize, /)", "Return index of first occurrence of v in the array.\n\nRaise ValueError if the value is not present.", py.Slow|py.CallsPython, index),
		row("insert", "($self, i, v, /)", "Insert a new item v into the array before position i.", py.CallsPython, func(t *py.Thread, x *array, a py.Args) (py.Value, error) {
			i, err := py.ToIndex(t, a[0], py.OverflowError)
			if err != nil {
				return py.Value{}, err
			}
			b, err := x.pack(t, a[1])
			if err != nil {
				return py.Value{}, err
			}
			if i < 0 {
				i += x.len()
			}
			i = min(max(i, 0), x.len()) * x.size
			return py.None, x.replace(t, i, i, b)
		}),
		row("pop", "($self, i=-1, /)", "Return the i-th element and delete it from the array.\n\ni defaults to -1.", 0, func(t *py.Thread, x *array, a py.Args) (py.Value, error) {
			i, err := py.ToIndex(t, a[0], py.IndexError)
			if err != nil {
				return py.Value{}, err
			}
			if len(x.b) == 0 {
				return py.Value{}, py.Errorf(py.IndexError, "pop from empty array")
			}
			if i < 0 {
				i += x.len()
			}
			if uint(i) >= uint(x.len()) {
				return py.Value{}, py.Errorf(py.IndexError, "pop index out of range")
			}
			v, err := x.get(i)
			if err != nil {
				return py.Value{}, err
			}
			return v, x.replace(t, i*x.size, (i+1)*x.size, nil)
		}),
		row("remove", "($self, v, /)", "Remove the first occurrence of v in the array.", py.Slow|py.CallsPython, func(t *py.Thread, x *array, a py.Args) (py.Value, error) {
			i, err := x.find(t, a[0], 0, x.len())
			if err == nil && (i < 0 || i >= x.len()) {
				err = py.Errorf(py.ValueError, "array.remove(x): x not in array")
			}
			if err != nil {
				return py.Value{}, err
			}
			return py.None, x.replace(t, i*x.size, (i+1)*x.size, nil)
		}),
		row("reverse", "($self, /)", "Reverse the order of the items in the array.", py.Slow, func(t *py.Thread, x *array, a py.Args) (py.Value, error) {
			var item [8]byte
			for i, j := 0, x.len()-1; i < j; i, j = i+1, j-1 {
				copy(item[:], x.at(i))
				copy(x.at(i), x.at(j))
				copy(x.at(j), item[:])
			}
			return py.None, nil
		}),
		row("tobytes", "($self, /)", "Return the items as they are in memory.", py.Alloc, func(t *py.Thread, x *array, a py.Args) (py.Value, error) {
			return py.NewBytes(bytes.Clone(x.b)), nil
		}),
		row("tofile", "($self, f, /)", "Write all items (as machine values) to the file object f.", py.CallsPython, func(t *py.Thread, x *array, a py.Args) (py.Value, error) {
			const block = 64 << 10
			for i := 0; i < len(x.b); i += block {
				if _, err := py.CallMethod(t, a[0], "write", py.NewBytes(bytes.Clone(x.b[i:min(i+block, len(x.b))]))); err != nil {
					return py.Value{}, err
				}
			}
			return py.None, nil
		}),
		row("tolist", "($self, /)", "Convert array to an ordinary list with the same items.", py.Alloc, func(t *py.Thread, x *array, a py.Args) (py.Value, error) {
			return x.list(t)
		}),
		row("tounicode", "($self, /)", "Convert a text array to a str.", py.Alloc, func(t *py.Thread, x *array, a py.Args) (py.Value, error) {
			if x.code != 'u' && x.code != 'w' {
				return py.Value{}, py.Errorf(py.ValueError, "tounicode() may only be called on unicode type arrays ('u' or 'w')")
			}
			return x.text(t)
		}),
		row("__copy__", "($self, /)", "Return a copy of the array.", py.Alloc, duplicate),
		row("__deepcopy__", "($self, unused, /)", "Return a copy of the array.", py.Alloc, duplicate),
		row("__reduce_ex__", "($self, value, /)", "Return state information for pickling.", py.CallsPython, reduce),
		row("__sizeof__", "($self, /)", "Size of the array in memory, in bytes.", 0, func(t *py.Thread, x *array, a py.Args) (py.Value, error) {
			return py.Int(int64(80 + cap(x.b))), nil
		}),
		py.ClassGetItem(),
	}
}

func fromFile(t *py.Thread, x *array, a py.Args) (py.Value, error) {
	n, err := py.ToIndex(t, a[1], py.OverflowError)
	switch {
	case err != nil:
		return py.Value{}, err
	case n < 0:
		return py.Value{}, py.Errorf(py.ValueError, "negative count")
	case n > maxSize/x.size:
		return py.Value{}, py.NewException(py.MemoryError)
	}
	v, err := py.CallMethod(t, a[0], "read", py.Int(int64(n*x.size)))
	if err != nil {
		return py.Value{}, err
	}
	b, ok := py.AsBytes(v)
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "read() didn't return bytes")
	}
	if err := x.appendBytes(t, v); err != nil {
		return py.Value{}, err
	}
	if len(b) != n*x.size {
		return py.Value{}, py.Errorf(py.EOFError, "read() returned not enough bytes")
	}
	return py.None, nil
}

func fromList(t *py.Thread, x *array, a py.Args) (py.Value, error) {
	l, ok := py.AsList(a[0])
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "arg must be list")
	}
	n := len(l.Items)
	var out []byte
	for i := 0; i < n; i++ {
		b, err := x.pack(t, l.Items[i])
		if err != nil {
			return py.Value{}, err
		}
		if len(l.Items) != n {
			return py.Value{}, py.Errorf(py.RuntimeError, "list changed size during iteration")
		}
		out = append(out, b...)
	}
	return py.None, x.replace(t, len(x.b), len(x.b), out)
}

func index(t *py.Thread, x *array, a py.Args) (py.Value, error) {
	var bounds [2]int
	for k := range bounds {
		i, err := py.ToIndex(t, a[k+1], nil)
		if err != nil {
			return py.Value{}, err
		}
		if i < 0 {
			i = max(0, i+x.len())
		}
		bounds[k] = i
	}
	i, err := x.find(t, a[0], bounds[0], bounds[1])
	if err == nil && i < 0 {
		err = py.Errorf(py.ValueError, "array.index(x): x not in array")
	}
	return py.Int(int64(i)), err
}

// formats are CPython's machine format codes: how items are laid out in pickles.
// Each is a format of module struct; u16 and u32 are text.
var formats = [...]string{"B", "b", "<H", ">H", "<h", ">h", "<I", ">I", "<i", ">i", "<Q", ">Q", "<q", ">q", "<f", ">f", "<d", ">d", "u16<", "u16>", "u32<", "u32>"}

// format returns the machine format of the array's items.
func (x *array) format() int {
	order := "<"
	if nativeUTF32() == "utf-32-be" {
		order = ">"
	}
	name := string(x.code)
	switch x.code {
	case 'u', 'w':
		return slices.Index(formats[:], "u32"+order)
	case 'b', 'B':
		order = ""
	case 'l':
		name = "q"
	case 'L':
		name = "Q"
	}
	return slices.Index(formats[:], order+name)
}

func reduce(t *py.Thread, x *array, a py.Args) (py.Value, error) {
	if !py.IsAnyInt(a[0]) {
		return py.Value{}, py.Errorf(py.TypeError, "__reduce_ex__ argument should be an integer")
	}
	protocol, err := py.ToIndex(t, a[0], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	self := py.Ref(x)
	state, err := py.GetAttr(t, self, "__dict__")
	if err != nil {
		if !py.Matches(err, py.AttributeError) {
			return py.Value{}, err
		}
		state = py.None
	}
	typ, code := py.TypeOf(self).Value(), py.NewStr(string(x.code))
	if protocol < 3 {
		items, err := x.list(t)
		if err != nil {
			return py.Value{}, err
		}
		return py.NewTuple(typ, py.NewTuple(code, items), state), nil
	}
	m, err := t.Result(t.Interp.Engine.Import(t, "array", py.NewDict(), py.None, 0))
	if err != nil {
		return py.Value{}, err
	}
	f, err := py.GetAttr(t, m, "_array_reconstructor")
	if err != nil {
		return py.Value{}, err
	}
	return py.NewTuple(f, py.NewTuple(typ, code, py.Int(int64(x.format())), py.NewBytes(bytes.Clone(x.b))), state), nil
}

// reconstruct makes an array of what reduce says, maybe on another machine.
func reconstruct(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	typ, ok := py.As[py.Type](a[0], py.TypeType)
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "first argument must be a type object, not %s", py.TypeOf(a[0]).Name())
	}
	if !typ.IsSubtype(&arrayType) {
		return py.Value{}, py.Errorf(py.TypeError, "%s is not a subtype of array.array", typ.Name())
	}
	code, err := codeArg(a[1], "_array_reconstructor", 2)
	if err != nil {
		return py.Value{}, err
	}
	if itemSize(code) == 0 {
		return py.Value{}, py.Errorf(py.ValueError, "second argument must be a valid type code")
	}
	k, err := py.ToIndex(t, a[2], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	if k < 0 || k >= len(formats) {
		return py.Value{}, py.Errorf(py.ValueError, "third argument must be a valid machine format code.")
	}
	b, ok := py.AsBytes(a[3])
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "fourth argument should be bytes, not %s", py.TypeOf(a[3]).Name())
	}
	x := py.Make[array](typ)
	x.code, x.size = code, itemSize(code)
	if k == x.format() {
		return py.Ref(x), x.appendBytes(t, a[3])
	}
	if width, isText := strings.CutPrefix(formats[k], "u"); isText {
		encoding := "utf-" + width[:2] + map[byte]string{'<': "-le", '>': "-be"}[width[2]]
		s, err := t.DecodeBytes(b, encoding, "strict")
		if err != nil {
			return py.Value{}, err
		}
		return py.Ref(x), x.extend(t, s)
	}
	m, err := t.Result(t.Interp.Engine.Import(t, "struct", py.NewDict(), py.None, 0))
	if err != nil {
		return py.Value{}, err
	}
	size := itemSizeOf(formats[k])
	if len(b)%size != 0 {
		return py.Value{}, py.Errorf(py.ValueError, "bytes length not a multiple of item size")
	}
	for item := range slices.Chunk(b, size) {
		v, err := py.CallMethod(t, m, "unpack", py.NewStr(formats[k]), py.NewBytes(item))
		if err != nil {
			return py.Value{}, err
		}
		if err := x.extend(t, v); err != nil {
			return py.Value{}, err
		}
	}
	return py.Ref(x), nil
}

// itemSizeOf is the size of an item of a machine format that is a number's.
func itemSizeOf(format string) int { return itemSize(format[len(format)-1]) }
