package gpython

import (
	"encoding/binary"
	"errors"
	"math"
	"math/big"
	"reflect"
	"strings"

	"github.com/go-python/gpython/py"

	"github.com/gopyrun/gopyrun/modules/internal/ipc"
)

// pickling errors, under CPython's names.
var (
	picklingError   = newError("pickle", "PicklingError", py.ExceptionType)
	unpicklingError = newError("pickle", "UnpicklingError", py.ExceptionType)
)

// maxNesting bounds the nesting of values that cross to another process.
const maxNesting = 1000

// The encoding of a value: a tag, and what the tag says. Lengths and counts are
// unsigned varints. Lists, dicts, sets, instances and exceptions are numbered in the
// order in which they begin; tagRef refers to one of them, so that shared and cyclic
// values stay what they are.
const (
	tagNone     = 'N'
	tagTrue     = 'T'
	tagFalse    = 'F'
	tagEllipsis = '.'
	tagInt      = 'i' // signed varint
	tagBig      = 'I' // decimal text
	tagFloat    = 'f' // 8 bytes
	tagStr      = 's'
	tagBytes    = 'b'
	tagTuple    = 't' // count, items
	tagList     = 'l' // count, items
	tagSet      = 'S' // count, items
	tagFrozen   = 'Z' // count, items
	tagDict     = 'd' // count, (str, value)
	tagGlobal   = 'g' // module, qualified name
	tagMethod   = 'm' // instance, name
	tagInstance = 'o' // class, dict
	tagError    = 'e' // class, args, dict
	tagShared   = 'x' // kind, reference in the bundle
	tagRef      = 'r' // number
)

// encoder writes values for another process. Objects that processes share can only go
// along with a new process, which gets their files by the bundle.
type encoder struct {
	c      *Context
	buf    []byte
	memo   map[any]int
	kept   []py.StringDict
	bundle *ipc.Bundle // nil if the values are not for a new process
	depth  int
}

func (c *Context) encode(v py.Object, bundle *ipc.Bundle) ([]byte, error) {
	e := &encoder{c: c, memo: map[any]int{}, bundle: bundle}
	if err := e.value(v); err != nil {
		return nil, err
	}
	return e.buf, nil
}

func (e *encoder) count(n int) { e.buf = binary.AppendUvarint(e.buf, uint64(n)) }

func (e *encoder) text(tag byte, s string) {
	e.buf = append(e.buf, tag)
	e.count(len(s))
	e.buf = append(e.buf, s...)
}

// seen writes a reference if key was written before, and numbers it otherwise.
func (e *encoder) seen(key any) bool {
	if n, ok := e.memo[key]; ok {
		e.buf = append(e.buf, tagRef)
		e.count(n)
		return true
	}
	e.memo[key] = len(e.memo)
	return false
}

func (e *encoder) items(tag byte, items []py.Object) error {
	e.buf = append(e.buf, tag)
	e.count(len(items))
	for _, v := range items {
		if err := e.value(v); err != nil {
			return err
		}
	}
	return nil
}

func (e *encoder) value(v py.Object) error {
	if e.depth++; e.depth > maxNesting {
		return py.ExceptionNewf(py.RuntimeError, "maximum recursion depth exceeded while pickling an object")
	}
	defer func() { e.depth-- }()
	switch v := v.(type) {
	case nil, py.NoneType, *child, *feeder:
		// What a process has a child or a feeder for, another one has none for.
		e.buf = append(e.buf, tagNone)
	case py.EllipsisType:
		e.buf = append(e.buf, tagEllipsis)
	case py.Bool:
		tag := byte(tagFalse)
		if v {
			tag = tagTrue
		}
		e.buf = append(e.buf, tag)
	case py.Int:
		e.buf = binary.AppendVarint(append(e.buf, tagInt), int64(v))
	case *py.BigInt:
		e.text(tagBig, (*big.Int)(v).String())
	case py.Float:
		e.buf = binary.BigEndian.AppendUint64(append(e.buf, tagFloat), math.Float64bits(float64(v)))
	case py.String:
		e.text(tagStr, string(v))
	case py.Bytes:
		e.text(tagBytes, string(v))
	case py.Tuple:
		return e.items(tagTuple, v)
	case *py.List:
		if !e.seen(v) {
			return e.items(tagList, v.Items)
		}
	case *py.Set, *py.FrozenSet:
		if e.seen(v) {
			return nil
		}
		tag := byte(tagSet)
		if _, frozen := v.(*py.FrozenSet); frozen {
			tag = tagFrozen
		}
		items, err := py.SequenceTuple(v)
		if err != nil {
			return err
		}
		return e.items(tag, items)
	case py.StringDict:
		return e.dict(v)
	case *py.Function:
		module, _ := v.Globals["__name__"].(py.String)
		return e.global(v, string(module), v.Qualname)
	case *py.Method:
		if v.Module == nil {
			return e.refuse(v)
		}
		module, _ := v.Module.Globals["__name__"].(py.String)
		return e.global(v, string(module), v.Name)
	case *py.BoundMethod:
		f, ok := v.Method.(*py.Function)
		if !ok {
			return e.refuse(v)
		}
		e.buf = append(e.buf, tagMethod)
		if err := e.value(v.Self); err != nil {
			return err
		}
		e.text(tagStr, f.Name)
	case *py.Exception:
		if e.seen(v) {
			return nil
		}
		e.buf = append(e.buf, tagError)
		return e.all(v.Base, v.Args, v.Dict)
	case *py.Type:
		if v.Mro != nil {
			module, ok := v.Dict["__module__"].(py.String)
			if !ok {
				module = "builtins"
			}
			name := v.Qualname
			if name == "" {
				name = v.Name
			}
			return e.global(v, string(module), name)
		}
		if e.seen(v) {
			return nil
		}
		state := py.Object(v.Dict)
		if get, err := py.GetAttrString(v, "__getstate__"); err == nil {
			if state, err = py.Call(get, nil, nil); err != nil {
				return err
			}
		}
		e.buf = append(e.buf, tagInstance)
		return e.all(v.ObjectType, state)
	case shared:
		return e.shared(v)
	default:
		return e.refuse(v)
	}
	return nil
}

func (e *encoder) all(values ...py.Object) error {
	for _, v := range values {
		if err := e.value(v); err != nil {
			return err
		}
	}
	return nil
}

func (e *encoder) dict(d py.StringDict) error {
	// A map is known by its address, which nothing else has while it is kept.
	key := any(reflect.ValueOf(d).Pointer())
	if d == nil {
		key = new(int)
	}
	if e.seen(key) {
		return nil
	}
	e.kept = append(e.kept, d)
	e.buf = append(e.buf, tagDict)
	e.count(len(d))
	for k, v := range d {
		e.text(tagStr, k)
		if err := e.value(v); err != nil {
			return err
		}
	}
	return nil
}

func (e *encoder) refuse(v py.Object) error {
	return py.ExceptionNewf(py.TypeError, "cannot pickle '%s' object", v.Type().Name)
}

// global writes a function or class as the place where the other process finds it.
func (e *encoder) global(v py.Object, module, name string) error {
	found, err := e.c.global(module, name)
	what := py.DebugRepr(v)
	if err != nil {
		return py.ExceptionNewf(picklingError, "Can't pickle %s: attribute lookup %s on %s failed", what, name, module)
	}
	if found != v {
		return py.ExceptionNewf(picklingError, "Can't pickle %s: it's not the same object as %s.%s", what, module, name)
	}
	e.text(tagGlobal, module)
	e.text(tagStr, name)
	return nil
}

// global finds what has a name in a module, which is imported if necessary. The main
// module of a child is __mp_main__, and is known as __main__ as well.
func (c *Context) global(module, name string) (py.Object, error) {
	m, err := c.GetModule(module)
	if other, ok := map[string]string{"__main__": "__mp_main__", "__mp_main__": "__main__"}[module]; ok && err != nil {
		m, err = c.GetModule(other)
	}
	if err != nil {
		if err = py.Import(c, module); err != nil {
			return nil, err
		}
		if m, err = c.GetModule(module); err != nil {
			return nil, err
		}
	}
	var v py.Object = m
	for part := range strings.SplitSeq(name, ".") {
		if v, err = py.GetAttrString(v, part); err != nil {
			return nil, err
		}
	}
	return v, nil
}

// shared is an object that processes share.
type shared interface {
	py.Object
	resource() ipc.Resource
	kind() string
}

func (e *encoder) shared(v shared) error {
	if e.bundle == nil {
		return py.ExceptionNewf(py.RuntimeError, "%s objects should only be shared between processes through inheritance", v.Type().Name)
	}
	if e.seen(v) {
		return nil
	}
	e.text(tagShared, v.kind())
	e.text(tagStr, string(e.bundle.Add(v.resource())))
	return nil
}

// decoder reads what an encoder wrote. The bytes come from another process of the
// same program, but a damaged message is an error and no panic.
type decoder struct {
	c     *Context
	data  []byte
	memo  []py.Object
	depth int
}

var errDamaged = errors.New("pickle data was truncated")

func (c *Context) decode(data []byte) (py.Object, error) {
	d := &decoder{c: c, data: data}
	v, err := d.value()
	if err == nil && len(d.data) > 0 {
		err = errDamaged
	}
	if err == errDamaged {
		err = py.ExceptionNewf(unpicklingError, "%s", err)
	}
	return v, err
}

func (d *decoder) count() (int, error) {
	n, size := binary.Uvarint(d.data)
	if size <= 0 || n > math.MaxInt32 {
		return 0, errDamaged
	}
	d.data = d.data[size:]
	return int(n), nil
}

func (d *decoder) take(n int) ([]byte, error) {
	if n > len(d.data) {
		return nil, errDamaged
	}
	b := d.data[:n]
	d.data = d.data[n:]
	return b, nil
}

func (d *decoder) bytes() ([]byte, error) {
	n, err := d.count()
	if err != nil {
		return nil, err
	}
	return d.take(n)
}

// str reads a value that must be a str.
func (d *decoder) str() (string, error) {
	v, err := d.value()
	s, ok := v.(py.String)
	if err == nil && !ok {
		err = errDamaged
	}
	return string(s), err
}

// remember numbers v, which is still empty perhaps.
func (d *decoder) remember(v py.Object) int {
	d.memo = append(d.memo, v)
	return len(d.memo) - 1
}

func (d *decoder) items() ([]py.Object, error) {
	n, err := d.count()
	if err != nil || n > len(d.data) {
		return nil, errDamaged
	}
	items := make([]py.Object, n)
	for i := range items {
		if items[i], err = d.value(); err != nil {
			return nil, err
		}
	}
	return items, nil
}

func (d *decoder) value() (py.Object, error) {
	if d.depth++; d.depth > maxNesting+2 {
		return nil, errDamaged
	}
	defer func() { d.depth-- }()
	tag, err := d.take(1)
	if err != nil {
		return nil, err
	}
	switch tag[0] {
	case tagNone:
		return py.None, nil
	case tagEllipsis:
		return py.Ellipsis, nil
	case tagTrue:
		return py.True, nil
	case tagFalse:
		return py.False, nil
	case tagInt:
		n, size := binary.Varint(d.data)
		if size <= 0 {
			return nil, errDamaged
		}
		d.data = d.data[size:]
		return py.Int(n), nil
	case tagBig:
		b, err := d.bytes()
		n, ok := new(big.Int).SetString(string(b), 10)
		if err != nil || !ok {
			return nil, errDamaged
		}
		return (*py.BigInt)(n), nil
	case tagFloat:
		b, err := d.take(8)
		if err != nil {
			return nil, err
		}
		return py.Float(math.Float64frombits(binary.BigEndian.Uint64(b))), nil
	case tagStr:
		b, err := d.bytes()
		return py.String(b), err
	case tagBytes:
		b, err := d.bytes()
		return py.Bytes(append([]byte{}, b...)), err
	case tagTuple:
		items, err := d.items()
		return py.Tuple(items), err
	case tagList:
		l := py.NewList()
		d.remember(l)
		l.Items, err = d.items()
		return l, err
	case tagSet, tagFrozen:
		n := d.remember(nil)
		items, err := d.items()
		for _, v := range items {
			if !reflect.TypeOf(v).Comparable() {
				return nil, errDamaged
			}
		}
		if tag[0] == tagSet {
			d.memo[n] = py.NewSetFromItems(items)
		} else {
			d.memo[n] = py.NewFrozenSetFromItems(items)
		}
		return d.memo[n], err
	case tagDict:
		return d.dict()
	case tagGlobal:
		b, err := d.bytes()
		if err != nil {
			return nil, err
		}
		name, err := d.str()
		if err != nil {
			return nil, err
		}
		return d.c.global(string(b), name)
	case tagMethod:
		self, err := d.value()
		if err != nil {
			return nil, err
		}
		name, err := d.str()
		if err != nil {
			return nil, err
		}
		return py.GetAttrString(self, name)
	case tagInstance, tagError:
		return d.instance(tag[0] == tagError)
	case tagShared:
		kind, err := d.bytes()
		if err != nil {
			return nil, err
		}
		n := d.remember(nil)
		ref, err := d.str()
		if err != nil {
			return nil, err
		}
		d.memo[n], err = d.c.openShared(string(kind), []byte(ref))
		return d.memo[n], err
	case tagRef:
		n, err := d.count()
		if err != nil || n >= len(d.memo) || d.memo[n] == nil {
			return nil, errDamaged
		}
		return d.memo[n], nil
	}
	return nil, errDamaged
}

func (d *decoder) dict() (py.Object, error) {
	v := py.NewStringDict()
	d.remember(v)
	n, err := d.count()
	for ; err == nil && n > 0; n-- {
		var key string
		if key, err = d.str(); err == nil {
			v[key], err = d.value()
		}
	}
	return v, err
}

// instance makes an object without a call of its __init__, as pickle does.
func (d *decoder) instance(isError bool) (py.Object, error) {
	n := d.remember(nil)
	class, err := d.value()
	if err != nil {
		return nil, err
	}
	typ, ok := class.(*py.Type)
	if !ok || typ.Mro == nil {
		return nil, errDamaged
	}
	if isError {
		e := &py.Exception{Base: typ}
		d.memo[n] = e
		args, err := d.value()
		if err != nil {
			return nil, err
		}
		dict, err := d.value()
		if err != nil {
			return nil, err
		}
		if e.Args, ok = args.(py.Tuple); !ok {
			return nil, errDamaged
		}
		if e.Dict, ok = dict.(py.StringDict); !ok {
			return nil, errDamaged
		}
		return e, nil
	}
	obj := typ.Alloc()
	d.memo[n] = obj
	state, err := d.value()
	if err != nil {
		return nil, err
	}
	if set, err := py.GetAttrString(obj, "__setstate__"); err == nil {
		_, err = py.Call(set, py.Tuple{state}, nil)
		return obj, err
	}
	dict, ok := state.(py.StringDict)
	if !ok {
		return nil, errDamaged
	}
	for k, v := range dict {
		obj.Dict[k] = v
	}
	return obj, nil
}
