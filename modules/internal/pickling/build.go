package pickling

import (
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
)

// collect makes a container of what is above the mark.
func (d *Decoder) collect(t *py.Thread, op byte) error {
	items, err := d.popMark()
	if err != nil {
		return err
	}
	switch op {
	case opTuple:
		d.push(py.NewTuple(append([]py.Value(nil), items...)...))
	case opList:
		d.push(py.NewList(append([]py.Value(nil), items...)...))
	case opDict:
		if len(items)%2 != 0 {
			return d.errorf("odd number of items for DICT")
		}
		dict := py.NewDict()
		for i := 0; i < len(items); i += 2 {
			if !dict.Set(t, items[i], items[i+1]) {
				return t.Take()
			}
		}
		d.push(py.Ref(dict))
	case opFrozenSet:
		s := py.NewFrozenSet()
		for _, x := range items {
			if !s.Add(t, x) {
				return t.Take()
			}
		}
		d.push(py.Ref(s))
	}
	return nil
}

// fill adds items to the container below them.
func (d *Decoder) fill(t *py.Thread, op byte) error {
	var items []py.Value
	var err error
	switch op {
	case opAppend, opSetItem:
		n := 1
		if op == opSetItem {
			n = 2
		}
		if len(d.stack)-d.base() < n+1 {
			return d.underflow()
		}
		items = d.stack[len(d.stack)-n:]
		d.stack = d.stack[:len(d.stack)-n]
	default:
		if items, err = d.popMark(); err != nil {
			return err
		}
	}
	to, err := d.top()
	if err != nil {
		return err
	}
	// Python code run below may use this decoder's stack no more than it can see it,
	// but a push would overwrite items.
	items = append([]py.Value(nil), items...)
	switch op {
	case opAppend, opAppends:
		if to.IsList() {
			l := py.Cast[py.List](to)
			l.Items = append(l.Items, items...)
			return nil
		}
		return d.extend(t, to, items)
	case opSetItem, opSetItems:
		if len(items)%2 != 0 {
			return d.errorf("odd number of items for SETITEMS")
		}
		if to.IsDict() {
			dict := py.Cast[py.Dict](to)
			for i := 0; i < len(items); i += 2 {
				if !dict.Set(t, items[i], items[i+1]) {
					return t.Take()
				}
			}
			return nil
		}
		for i := 0; i < len(items); i += 2 {
			if err := py.SetItem(t, to, items[i], items[i+1]); err != nil {
				return err
			}
		}
	case opAddItems:
		if py.TypeOf(to) == py.SetType {
			s := py.Cast[py.Set](to)
			for _, x := range items {
				if !s.Add(t, x) {
					return t.Take()
				}
			}
			return nil
		}
		add, err := py.GetAttr(t, to, "add")
		if err != nil {
			return err
		}
		for _, x := range items {
			if _, err := py.Call(t, add, x); err != nil {
				return err
			}
		}
	}
	return nil
}

// extend adds items to a list-like object, by extend or append.
func (d *Decoder) extend(t *py.Thread, to py.Value, items []py.Value) error {
	f, err := py.LookupAttr(t, to, t.Interp.InternString("extend"))
	if err != nil {
		return err
	}
	if !f.IsUnbound() {
		_, err = py.Call(t, f, py.NewList(items...))
		return err
	}
	if f, err = py.GetAttr(t, to, "append"); err != nil {
		return err
	}
	for _, x := range items {
		if _, err := py.Call(t, f, x); err != nil {
			return err
		}
	}
	return nil
}

// global returns an imported object.
func (d *Decoder) global(t *py.Thread, module, name string) (py.Value, error) {
	if d.FindClass != nil {
		return d.FindClass(t, module, name)
	}
	return d.Find(t, module, name)
}

// Find imports a global by the default rules.
func (d *Decoder) Find(t *py.Thread, module, name string) (py.Value, error) {
	if d.proto < 3 && d.FixImports {
		module, name = newName(module, name)
	}
	m, err := t.Result(t.Interp.Engine.Import(t, module, py.NewDict(), py.NewTuple(py.NewStr("__doc__")), 0))
	if err != nil {
		return py.Value{}, err
	}
	if mv := t.Interp.Modules.GetStr(t.Interp.InternString(module)); !mv.IsUnbound() {
		m = mv
	}
	if d.proto < 4 {
		return py.GetAttr(t, m, name)
	}
	v := m
	for _, p := range strings.Split(name, ".") {
		if p == "<locals>" {
			return py.Value{}, py.Errorf(py.AttributeError, "Can't get local attribute '%s' on %s", name, reprOf(t, m))
		}
		if v, err = py.GetAttr(t, v, p); err != nil {
			if py.Matches(err, py.AttributeError) && strings.Contains(name, ".") {
				return py.Value{}, withContext(py.Errorf(py.AttributeError, "Can't resolve path '%s' on %s", name, reprOf(t, m)), err)
			}
			return py.Value{}, err
		}
	}
	return v, nil
}

func (d *Decoder) construct(t *py.Thread, op byte) error {
	switch op {
	case opGlobal, opInst:
		module, err := d.line(t)
		if err != nil {
			return err
		}
		name, err := d.line(t)
		if err != nil {
			return err
		}
		v, err := d.global(t, module, name)
		if err != nil {
			return err
		}
		if op == opGlobal {
			d.push(v)
			return nil
		}
		args, err := d.popMark()
		if err != nil {
			return err
		}
		return d.pushResult(d.instantiate(t, v, append([]py.Value(nil), args...)))
	case opStackGlobal:
		name, err := d.pop()
		if err != nil {
			return err
		}
		module, err := d.pop()
		if err != nil {
			return err
		}
		ms, ok1 := py.AsStr(module)
		ns, ok2 := py.AsStr(name)
		if !ok1 || !ok2 {
			return d.errorf("STACK_GLOBAL requires str")
		}
		return d.pushResult(d.global(t, ms.String(), ns.String()))
	case opObj:
		items, err := d.popMark()
		if err != nil {
			return err
		}
		if len(items) == 0 {
			return d.errorf("unpickling stack underflow")
		}
		items = append([]py.Value(nil), items...)
		return d.pushResult(d.instantiate(t, items[0], items[1:]))
	case opNewObj, opNewObjEx, opReduce:
		return d.call(t, op)
	case opBuild:
		state, err := d.pop()
		if err != nil {
			return err
		}
		v, err := d.top()
		if err != nil {
			return err
		}
		return d.setState(t, v, state)
	case opPersID:
		s, err := d.line(t)
		if err != nil {
			return err
		}
		return d.persistent(t, py.NewStr(s))
	case opBinPersID:
		id, err := d.pop()
		if err != nil {
			return err
		}
		return d.persistent(t, id)
	}
	n, err := d.size(t, map[byte]int{opExt1: 1, opExt2: 2, opExt4: 4}[op], "EXT4")
	if err != nil {
		return err
	}
	return py.Errorf(py.ValueError, "unregistered extension code %d", n)
}

func (d *Decoder) pushResult(v py.Value, err error) error {
	if err == nil {
		d.push(v)
	}
	return err
}

func (d *Decoder) persistent(t *py.Thread, id py.Value) error {
	if d.PersistentLoad == nil {
		return d.errorf("A load persistent id instruction was encountered, but no persistent_load function was specified.")
	}
	return d.pushResult(d.PersistentLoad(t, id))
}

// instantiate makes the object of the old opcodes INST and OBJ.
func (d *Decoder) instantiate(t *py.Thread, cls py.Value, args []py.Value) (py.Value, error) {
	return py.Call(t, cls, args...)
}

// call executes REDUCE, NEWOBJ and NEWOBJ_EX.
func (d *Decoder) call(t *py.Thread, op byte) error {
	kwargs := (*py.Dict)(nil)
	if op == opNewObjEx {
		v, err := d.pop()
		if err != nil {
			return err
		}
		k, ok := py.AsDict(v)
		if !ok {
			return d.errorf("NEWOBJ_EX kwargs argument must be a dict, not %s", py.TypeOf(v).FullName())
		}
		kwargs = k
	}
	v, err := d.pop()
	if err != nil {
		return err
	}
	f, err := d.pop()
	if err != nil {
		return err
	}
	args, ok := py.AsTuple(v)
	if op == opReduce {
		if !ok {
			return py.Errorf(py.TypeError, "argument list must be a tuple")
		}
		return d.pushResult(py.Call(t, f, append([]py.Value(nil), args.Items...)...))
	}
	if !ok {
		return d.errorf("NEWOBJ expected an arg tuple, got %s", py.TypeOf(v).FullName())
	}
	cls, ok := py.As[py.Type](f, py.TypeType)
	if !ok {
		return d.errorf("NEWOBJ class argument must be a type, not %s", py.TypeOf(f).FullName())
	}
	if cls.New == nil {
		return d.errorf("NEWOBJ class argument '%s' doesn't have __new__", cls.FullName())
	}
	a, kw := py.UnpackCall(args.Items, kwargs)
	return d.pushResult(t.Result(cls.New(t, cls, a, kw)))
}

// setState executes BUILD.
func (d *Decoder) setState(t *py.Thread, v, state py.Value) error {
	m, err := py.LookupAttr(t, v, py.InternStatic("__setstate__"))
	if err != nil {
		return err
	}
	if !m.IsUnbound() {
		_, err := py.Call(t, m, state)
		return err
	}
	slots := py.None
	if tup, ok := py.AsTuple(state); ok && len(tup.Items) == 2 {
		state, slots = tup.Items[0], tup.Items[1]
	}
	if !state.IsNone() {
		sd, ok := py.AsDict(state)
		if !ok {
			return d.errorf("state is not a dictionary")
		}
		to := py.InstanceDict(v)
		if to == nil {
			x, err := py.GetAttr(t, v, "__dict__")
			if err != nil {
				return err
			}
			if to, ok = py.AsDict(x); !ok {
				return py.Errorf(py.TypeError, "__dict__ is not a dictionary")
			}
		}
		for k, x, p, ok := sd.Next(0); ok; k, x, p, ok = sd.Next(p) {
			if s, isStr := py.AsStr(k); isStr && k.IsStr() {
				to.SetStr(t.Interp.Intern(s), x)
			} else if !to.Set(t, k, x) {
				return t.Take()
			}
		}
	}
	if !slots.IsNone() {
		sd, ok := py.AsDict(slots)
		if !ok {
			return d.errorf("slot state is not a dictionary")
		}
		for k, x, p, ok := sd.Next(0); ok; k, x, p, ok = sd.Next(p) {
			s, isStr := py.AsStr(k)
			if !isStr {
				return py.Errorf(py.TypeError, "attribute name must be string, not '%s'", py.TypeOf(k).FullName())
			}
			if err := py.SetAttr(t, v, s.String(), x); err != nil {
				return err
			}
		}
	}
	return nil
}

// buffer executes the opcodes of out-of-band buffers.
func (d *Decoder) buffer(t *py.Thread, op byte) error {
	if op == opReadOnlyBuffer {
		v, err := d.pop()
		if err != nil {
			return err
		}
		mv, err := py.NewMemoryView(t, v)
		if err != nil {
			return err
		}
		return d.pushResult(py.CallMethod(t, mv, "toreadonly"))
	}
	if d.Buffers.IsUnbound() || d.Buffers.IsNone() {
		return d.errorf("pickle stream refers to out-of-band data but no *buffers* argument was given")
	}
	v, ok, err := py.Next(t, d.Buffers)
	if err != nil {
		return err
	}
	if !ok {
		return d.errorf("not enough out-of-band buffers")
	}
	d.push(v)
	return nil
}
