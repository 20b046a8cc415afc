package gpython

import (
	"encoding/binary"
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

// The encoding of a value: a tag, and what the tag says. Counts, and lengths of text,
// are unsigned varints before it. Lists, dicts, sets, instances, exceptions and shared
// objects are numbered in the order in which they begin; tagRef refers to one of them,
// so that shared and cyclic values stay what they are.
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
	tagDict     = 'd' // count, text and value of each item
	tagGlobal   = 'g' // texts: module, qualified name
	tagMethod   = 'm' // text: name; instance
	tagInstance = 'o' // class, state
	tagError    = 'e' // class, args, dict
	tagShared   = 'x' // texts: kind, reference in the bundle
	tagRef      = 'r' // number
)

// failed carries the error out of the recursion of an encoder or decoder.
type failed struct{ err error }

func catch(err *error) {
	switch f := recover().(type) {
	case nil:
	case failed:
		*err = f.err
	default:
		panic(f)
	}
}

// must passes a value on; an error ends the encoding or decoding.
func must[T any](v T, err error) T {
	if err != nil {
		panic(failed{err})
	}
	return v
}

func fail(typ *py.Type, format string, a ...any) {
	panic(failed{py.ExceptionNewf(typ, format, a...)})
}

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

func (c *Context) encode(v py.Object, bundle *ipc.Bundle) (data []byte, err error) {
	defer catch(&err)
	e := &encoder{c: c, memo: map[any]int{}, bundle: bundle}
	e.value(v)
	return e.buf, nil
}

func (e *encoder) tag(tag byte) { e.buf = append(e.buf, tag) }

func (e *encoder) count(n int) { e.buf = binary.AppendUvarint(e.buf, uint64(n)) }

func (e *encoder) text(s string) {
	e.count(len(s))
	e.buf = append(e.buf, s...)
}

// seen writes a reference if key was written before, and numbers it otherwise.
func (e *encoder) seen(key any) bool {
	n, ok := e.memo[key]
	if ok {
		e.tag(tagRef)
		e.count(n)
	} else {
		e.memo[key] = len(e.memo)
	}
	return ok
}

func (e *encoder) items(tag byte, items []py.Object) {
	e.tag(tag)
	e.count(len(items))
	for _, v := range items {
		e.value(v)
	}
}

func (e *encoder) value(v py.Object) {
	if e.depth++; e.depth > maxNesting {
		fail(py.RuntimeError, "maximum recursion depth exceeded while pickling an object")
	}
	defer func() { e.depth-- }()
	switch v.(type) {
	case *py.List, *py.Set, *py.FrozenSet, *py.Exception, shared:
		if e.seen(v) {
			return
		}
	}
	switch v := v.(type) {
	case nil, py.NoneType, *child, *feeder:
		// What a process has a child or a feeder for, another one has none for.
		e.tag(tagNone)
	case py.EllipsisType:
		e.tag(tagEllipsis)
	case py.Bool:
		if v {
			e.tag(tagTrue)
		} else {
			e.tag(tagFalse)
		}
	case py.Int:
		e.buf = binary.AppendVarint(append(e.buf, tagInt), int64(v))
	case *py.BigInt:
		e.tag(tagBig)
		e.text((*big.Int)(v).String())
	case py.Float:
		e.buf = binary.BigEndian.AppendUint64(append(e.buf, tagFloat), math.Float64bits(float64(v)))
	case py.String:
		e.tag(tagStr)
		e.text(string(v))
	case py.Bytes:
		e.tag(tagBytes)
		e.text(string(v))
	case py.Tuple:
		e.items(tagTuple, v)
	case *py.List:
		e.items(tagList, v.Items)
	case *py.Set:
		e.items(tagSet, must(py.SequenceTuple(v)))
	case *py.FrozenSet:
		e.items(tagFrozen, must(py.SequenceTuple(v)))
	case py.StringDict:
		e.dict(v)
	case *py.Function:
		e.global(v, v.Globals["__name__"], v.Qualname)
	case *py.Method:
		if v.Module == nil {
			fail(py.TypeError, "cannot pickle '%s' object", v.Type().Name)
		}
		e.global(v, v.Module.Globals["__name__"], v.Name)
	case *py.BoundMethod:
		f, ok := v.Method.(*py.Function)
		if !ok {
			fail(py.TypeError, "cannot pickle '%s' object", v.Type().Name)
		}
		e.tag(tagMethod)
		e.text(f.Name)
		e.value(v.Self)
	case *py.Exception:
		e.tag(tagError)
		e.value(v.Base)
		e.value(v.Args)
		e.value(v.Dict)
	case *py.Type:
		e.instance(v)
	case shared:
		if e.bundle == nil {
			fail(py.RuntimeError, "%s objects should only be shared between processes through inheritance", v.Type().Name)
		}
		e.tag(tagShared)
		e.text(v.kind())
		e.text(string(e.bundle.Add(v.resource())))
	default:
		fail(py.TypeError, "cannot pickle '%s' object", v.Type().Name)
	}
}

func (e *encoder) dict(d py.StringDict) {
	// A map is known by its address, which nothing else has while it is kept.
	key := any(reflect.ValueOf(d).Pointer())
	if d == nil {
		key = new(int)
	}
	if e.seen(key) {
		return
	}
	e.kept = append(e.kept, d)
	e.tag(tagDict)
	e.count(len(d))
	for k, v := range d {
		e.text(k)
		e.value(v)
	}
}

// instance writes a class, or an instance of a class written in Python: gpython has
// one type for both.
func (e *encoder) instance(v *py.Type) {
	if v.Mro != nil {
		name := v.Qualname
		if name == "" {
			name = v.Name
		}
		module, ok := v.Dict["__module__"]
		if !ok {
			module = py.String("builtins")
		}
		e.global(v, module, name)
		return
	}
	if e.seen(v) {
		return
	}
	e.tag(tagInstance)
	e.value(v.ObjectType)
	if get := v.ObjectType.Lookup("__getstate__"); get != nil {
		e.value(must(py.Call(get, py.Tuple{v}, nil)))
	} else {
		e.value(v.Dict)
	}
}

// global writes a function or class as the place where the other process finds it.
func (e *encoder) global(v, module py.Object, name string) {
	m, ok := module.(py.String)
	if !ok {
		fail(py.TypeError, "cannot pickle '%s' object", v.Type().Name)
	}
	found, err := e.c.global(string(m), name)
	if err != nil {
		fail(picklingError, "Can't pickle %s: attribute lookup %s on %s failed", py.DebugRepr(v), name, string(m))
	}
	if found != v {
		fail(picklingError, "Can't pickle %s: it's not the same object as %s.%s", py.DebugRepr(v), string(m), name)
	}
	e.tag(tagGlobal)
	e.text(string(m))
	e.text(name)
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

// decoder reads what an encoder wrote. The bytes come from another process of the
// same program, but a damaged message is an error and no panic.
type decoder struct {
	c     *Context
	data  []byte
	memo  []py.Object
	depth int
}

func damaged() { fail(unpicklingError, "pickle data was truncated") }

func (c *Context) decode(data []byte) (v py.Object, err error) {
	defer catch(&err)
	d := &decoder{c: c, data: data}
	v = d.value()
	if len(d.data) > 0 {
		damaged()
	}
	return v, nil
}

func (d *decoder) take(n int) []byte {
	if n < 0 || n > len(d.data) {
		damaged()
	}
	b := d.data[:n]
	d.data = d.data[n:]
	return b
}

// count reads a count of things that take at least a byte each.
func (d *decoder) count() int {
	n, size := binary.Uvarint(d.data)
	d.take(size)
	if size == 0 || n > uint64(len(d.data)) {
		damaged()
	}
	return int(n)
}

func (d *decoder) text() string { return string(d.take(d.count())) }

// remember numbers v, which is still empty perhaps.
func (d *decoder) remember(v py.Object) int {
	d.memo = append(d.memo, v)
	return len(d.memo) - 1
}

func (d *decoder) items() []py.Object {
	items := make([]py.Object, d.count())
	for i := range items {
		items[i] = d.value()
	}
	return items
}

func (d *decoder) value() py.Object {
	if d.depth++; d.depth > maxNesting+2 {
		damaged()
	}
	defer func() { d.depth-- }()
	switch tag := d.take(1)[0]; tag {
	case tagNone:
		return py.None
	case tagEllipsis:
		return py.Ellipsis
	case tagTrue:
		return py.True
	case tagFalse:
		return py.False
	case tagInt:
		n, size := binary.Varint(d.data)
		d.take(size)
		return py.Int(n)
	case tagBig:
		if n, ok := new(big.Int).SetString(d.text(), 10); ok {
			return (*py.BigInt)(n)
		}
	case tagFloat:
		return py.Float(math.Float64frombits(binary.BigEndian.Uint64(d.take(8))))
	case tagStr:
		return py.String(d.text())
	case tagBytes:
		return py.Bytes(d.text())
	case tagTuple:
		return py.Tuple(d.items())
	case tagList:
		l := py.NewList()
		d.remember(l)
		l.Items = d.items()
		return l
	case tagSet, tagFrozen:
		n := d.remember(nil)
		items := d.items()
		for _, v := range items {
			if !reflect.TypeOf(v).Comparable() {
				damaged()
			}
		}
		if d.memo[n] = py.NewSetFromItems(items); tag == tagFrozen {
			d.memo[n] = py.NewFrozenSetFromItems(items)
		}
		return d.memo[n]
	case tagDict:
		v := py.NewStringDict()
		d.remember(v)
		for range d.count() {
			key := d.text()
			v[key] = d.value()
		}
		return v
	case tagGlobal:
		module := d.text()
		return must(d.c.global(module, d.text()))
	case tagMethod:
		name := d.text()
		return must(py.GetAttrString(d.value(), name))
	case tagInstance:
		return d.instance()
	case tagError:
		e := &py.Exception{}
		d.remember(e)
		e.Base = d.class()
		args, ok1 := d.value().(py.Tuple)
		dict, ok2 := d.value().(py.StringDict)
		if ok1 && ok2 {
			e.Args, e.Dict = args, dict
			return e
		}
	case tagShared:
		n := d.remember(nil)
		kind := d.text()
		d.memo[n] = must(d.c.openShared(kind, []byte(d.text())))
		return d.memo[n]
	case tagRef:
		n, size := binary.Uvarint(d.data)
		d.take(size)
		if size > 0 && n < uint64(len(d.memo)) && d.memo[n] != nil {
			return d.memo[n]
		}
	}
	damaged()
	return nil
}

func (d *decoder) class() *py.Type {
	class, ok := d.value().(*py.Type)
	if !ok || class.Mro == nil {
		damaged()
	}
	return class
}

// instance makes an object without a call of its __init__, as pickle does.
func (d *decoder) instance() py.Object {
	n := d.remember(nil)
	class := d.class()
	obj := class.Alloc()
	d.memo[n] = obj
	state := d.value()
	if set := class.Lookup("__setstate__"); set != nil {
		must(py.Call(set, py.Tuple{obj, state}, nil))
		return obj
	}
	dict, ok := state.(py.StringDict)
	if !ok {
		damaged()
	}
	for k, v := range dict {
		obj.Dict[k] = v
	}
	return obj
}
