package pickling

import (
	"strconv"
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
)

func itoa(i int) string { return strconv.Itoa(i) }

func reprOf(t *py.Thread, v py.Value) string {
	s, err := py.ReprString(t, v)
	if err != nil {
		return "?"
	}
	return s
}

func importAttr(t *py.Thread, module, name string) (py.Value, error) {
	m, err := t.Result(t.Interp.Engine.Import(t, module, py.NewDict(), py.NewTuple(py.NewStr("__doc__")), 0))
	if err != nil {
		return py.Value{}, err
	}
	return py.GetAttr(t, m, name)
}

// saveByProtocol writes an object by the dispatch table or its __reduce_ex__.
func (e *Encoder) saveByProtocol(t *py.Thread, v py.Value) error {
	typ := py.TypeOf(v)
	reduce, err := e.dispatched(t, typ.Value())
	if err != nil {
		return err
	}
	if !reduce.IsUnbound() {
		r, err := py.Call(t, reduce, v)
		if err != nil {
			return err
		}
		return e.saveReduced(t, v, r)
	}
	if typ.IsSubtype(py.TypeType) {
		return e.saveGlobal(t, v, "")
	}
	m, err := py.LookupAttr(t, v, py.InternStatic("__reduce_ex__"))
	if err != nil {
		return err
	}
	var r py.Value
	if !m.IsUnbound() {
		r, err = py.Call(t, m, py.Int(int64(e.Proto)))
	} else if m, err = py.LookupAttr(t, v, py.InternStatic("__reduce__")); err == nil {
		if m.IsUnbound() {
			return e.errorf("can't pickle '%s' object: %s", typ.FullName(), reprOf(t, v))
		}
		r, err = py.Call(t, m)
	}
	if err != nil {
		return err
	}
	return e.saveReduced(t, v, r)
}

// dispatched looks a type up in the dispatch table.
func (e *Encoder) dispatched(t *py.Thread, typ py.Value) (py.Value, error) {
	table := e.Dispatch
	if table.IsUnbound() {
		if e.tables.copyreg.IsUnbound() {
			d, err := importAttr(t, "copyreg", "dispatch_table")
			if err != nil {
				return py.Value{}, err
			}
			e.tables.copyreg = d
		}
		table = e.tables.copyreg
	}
	if table.IsDict() {
		v, ok := py.Cast[py.Dict](table).Get(t, typ)
		if !ok {
			return py.Value{}, t.Take()
		}
		return v, nil
	}
	v := py.GetItemOperation(t, table, typ)
	if v.IsError() {
		if t.ExcMatches(py.LookupError) {
			t.Take()
			return py.Value{}, nil
		}
		return py.Value{}, t.Take()
	}
	return v, nil
}

// saveReduced writes what a reduction method returned: the name of a global, or a
// tuple of how to make the object and what to set of it.
func (e *Encoder) saveReduced(t *py.Thread, v, r py.Value) error {
	if s, ok := py.AsStr(r); ok {
		return e.saveGlobal(t, v, s.String())
	}
	tup, ok := py.AsTuple(r)
	if !ok {
		return note(t, e.errorf("__reduce__ must return a string or tuple, not %s", py.TypeOf(r).FullName()), objectName(v))
	}
	if n := len(tup.Items); n < 2 || n > 6 {
		return note(t, e.errorf("tuple returned by __reduce__ must contain 2 through 6 elements"), objectName(v))
	}
	if err := e.saveTupleOf(t, v, tup.Items); err != nil {
		return note(t, err, objectName(v))
	}
	return nil
}

func objectName(v py.Value) string {
	if typ, ok := py.As[py.Type](v, py.TypeType); ok {
		return typeName(typ) + " class"
	}
	return typeName(py.TypeOf(v)) + " object"
}

// typeName is the fully qualified name of a type, which leaves out builtins and
// __main__.
func typeName(t *py.Type) string {
	return strings.TrimPrefix(strings.TrimPrefix(t.ReprName(), "builtins."), "__main__.")
}

func (e *Encoder) saveTupleOf(t *py.Thread, v py.Value, r []py.Value) error {
	var parts [6]py.Value
	for i := range parts {
		parts[i] = py.None
	}
	copy(parts[:], r)
	fn, args, state, items, pairs, setter := parts[0], parts[1], parts[2], parts[3], parts[4], parts[5]
	if py.TypeOf(fn).Call == nil {
		return e.errorf("first item of the tuple returned by __reduce__ must be callable, not %s", py.TypeOf(fn).FullName())
	}
	at, ok := py.AsTuple(args)
	if !ok {
		return e.errorf("second item of the tuple returned by __reduce__ must be a tuple, not %s", py.TypeOf(args).FullName())
	}
	for i, it := range []py.Value{items, pairs} {
		if !it.IsNone() && !py.TypeOf(it).IsIterator() {
			return e.errorf("%s item of the tuple returned by __reduce__ must be an iterator, not %s", []string{"fourth", "fifth"}[i], py.TypeOf(it).FullName())
		}
	}
	if !setter.IsNone() && py.TypeOf(setter).Call == nil {
		return e.errorf("sixth item of the tuple returned by __reduce__ must be a function, not %s", py.TypeOf(setter).FullName())
	}
	if err := e.saveMaker(t, v, fn, at.Items); err != nil {
		return err
	}
	// A recursive structure may have written v while its arguments were.
	if n, ok := e.memo[v]; ok {
		e.op(opPop)
		e.get(n)
		return nil
	}
	e.memoize(v)
	if !items.IsNone() {
		if err := e.saveItems(t, v, items); err != nil {
			return err
		}
	}
	if !pairs.IsNone() {
		if err := e.savePairs(t, v, pairs); err != nil {
			return err
		}
	}
	if state.IsNone() {
		return nil
	}
	name := typeName(py.TypeOf(v))
	if setter.IsNone() {
		if err := e.save(t, state); err != nil {
			return note(t, err, name+" state")
		}
		e.op(opBuild)
		return nil
	}
	if err := e.save(t, setter); err != nil {
		return note(t, err, name+" state setter")
	}
	if err := e.save(t, v); err != nil {
		return err
	}
	if err := e.save(t, state); err != nil {
		return note(t, err, name+" state")
	}
	e.op(opTuple2, opReduce, opPop)
	return nil
}

// saveMaker writes the call that makes the object: cls.__new__ by NEWOBJ, other
// functions by REDUCE.
func (e *Encoder) saveMaker(t *py.Thread, v, fn py.Value, args []py.Value) error {
	fname := ""
	if f, ok := py.As[py.Function](fn, py.FunctionType); ok {
		fname = f.Name.String()
	}
	name := typeName(py.TypeOf(v))
	switch {
	case fname == "__newobj__" && len(args) > 0:
		cls := args[0]
		if m, err := py.LookupAttr(t, cls, py.InternStatic("__new__")); err != nil {
			return err
		} else if m.IsUnbound() {
			return e.errorf("first argument to __newobj__() has no __new__")
		}
		if typ, ok := py.As[py.Type](cls, py.TypeType); ok && typ != py.TypeOf(v) {
			return e.errorf("first argument to __newobj__() must be %s, not %s", reprOf(t, py.TypeOf(v).Value()), reprOf(t, cls))
		}
		if err := e.save(t, cls); err != nil {
			return note(t, err, name+" class")
		}
		if err := e.save(t, py.NewTuple(args[1:]...)); err != nil {
			return note(t, err, name+" __new__ arguments")
		}
		e.op(opNewObj)
		return nil
	case fname == "__newobj_ex__" && len(args) == 3 && e.Proto >= 4:
		for i, what := range []string{" class", " __new__ arguments", " __new__ arguments"} {
			if err := e.save(t, args[i]); err != nil {
				return note(t, err, name+what)
			}
		}
		e.op(opNewObjEx)
		return nil
	}
	if err := e.save(t, fn); err != nil {
		return note(t, err, name+" reconstructor")
	}
	if err := e.save(t, py.NewTuple(args...)); err != nil {
		return note(t, err, name+" reconstructor arguments")
	}
	e.op(opReduce)
	return nil
}

// saveItems writes the items of a list-like object in batches.
func (e *Encoder) saveItems(t *py.Thread, v, it py.Value) error {
	i := 0
	err := batches(t, it, func(batch []py.Value) error {
		if len(batch) > 1 {
			e.op(opMark)
		}
		for _, x := range batch {
			if err := e.save(t, x); err != nil {
				return note(t, err, typeName(py.TypeOf(v))+" item "+itoa(i))
			}
			i++
		}
		if len(batch) > 1 {
			e.op(opAppends)
		} else {
			e.op(opAppend)
		}
		return nil
	})
	return err
}

func (e *Encoder) savePairs(t *py.Thread, v, it py.Value) error {
	return batches(t, it, func(batch []py.Value) error {
		if len(batch) > 1 {
			e.op(opMark)
		}
		for _, x := range batch {
			p, ok := py.AsTuple(x)
			if !ok || len(p.Items) != 2 {
				return py.Errorf(py.TypeError, "dict items iterator must return 2-tuples")
			}
			if err := e.save(t, p.Items[0]); err != nil {
				return err
			}
			if err := e.save(t, p.Items[1]); err != nil {
				return note(t, err, typeName(py.TypeOf(v))+" item "+reprOf(t, p.Items[0]))
			}
		}
		if len(batch) > 1 {
			e.op(opSetItems)
		} else {
			e.op(opSetItem)
		}
		return nil
	})
}

// batches calls f with the items of an iterator, batchSize at a time.
func batches(t *py.Thread, it py.Value, f func([]py.Value) error) error {
	var batch []py.Value
	err := py.Iterate(t, it, func(x py.Value) error {
		if batch = append(batch, x); len(batch) < batchSize {
			return nil
		}
		full := batch
		batch = nil
		return f(full)
	})
	if err == nil && len(batch) > 0 {
		err = f(batch)
	}
	return err
}

// saveGlobal writes an object as the name under which it can be imported.
func (e *Encoder) saveGlobal(t *py.Thread, v py.Value, name string) error {
	if name == "" {
		for _, attr := range []string{"__qualname__", "__name__"} {
			q, err := py.LookupAttr(t, v, py.InternStatic(attr))
			if err != nil {
				return err
			}
			if q.IsUnbound() {
				continue
			}
			s, ok := py.AsStr(q)
			if !ok {
				return py.Errorf(py.TypeError, "%s must be a string", attr)
			}
			name = s.String()
			break
		}
	}
	path := strings.Split(name, ".")
	for _, p := range path {
		if p == "<locals>" {
			return e.errorf("Can't pickle local object %s", reprOf(t, v))
		}
	}
	module, err := moduleOf(t, v, path)
	if err != nil {
		return err
	}
	m, err := t.Result(t.Interp.Engine.Import(t, module, py.NewDict(), py.NewTuple(py.NewStr("__doc__")), 0))
	if err != nil {
		if py.Matches(err, py.ImportError) {
			return withContext(e.errorf("Can't pickle %s: %s", reprOf(t, v), importText(t, err)), err)
		}
		return err
	}
	if mv := t.Interp.Modules.GetStr(t.Interp.InternString(module)); !mv.IsUnbound() {
		m = mv
	}
	parent, found := py.None, m
	for _, p := range path {
		parent = found
		if found, err = py.GetAttr(t, parent, p); err != nil {
			if py.Matches(err, py.AttributeError) {
				return withContext(e.errorf("Can't pickle %s: it's not found as %s.%s", reprOf(t, v), module, name), err)
			}
			return err
		}
	}
	if found != v {
		return e.errorf("Can't pickle %s: it's not the same object as %s.%s", reprOf(t, v), module, name)
	}
	switch {
	case e.Proto >= 4:
		e.saveName(module)
		e.saveName(name)
		e.op(opStackGlobal)
	case len(path) > 1:
		getattr, err := importAttr(t, "builtins", "getattr")
		if err != nil {
			return err
		}
		return e.saveReduced(t, v, py.NewTuple(getattr, py.NewTuple(parent, py.NewStr(path[len(path)-1]))))
	default:
		if e.Proto < 3 {
			module, name = oldName(module, name)
		}
		e.op(opGlobal)
		e.op([]byte(module + "\n" + name + "\n")...)
	}
	e.memoize(v)
	return nil
}

// withContext says which exception was being handled when err came up.
func withContext(err, handled error) error {
	e := py.ToException(err)
	e.Context = py.ToException(handled)
	return e
}

func importText(t *py.Thread, err error) string {
	s, e := py.ToGoString(t, py.ToException(err).Value())
	if e != nil {
		return "it cannot be imported"
	}
	return s
}

// saveName writes a module's or global's name; equal names are one object, as
// CPython's interned ones are.
func (e *Encoder) saveName(s string) {
	v := py.Ref(py.InternStatic(s))
	if n, ok := e.memo[v]; ok {
		e.get(n)
		return
	}
	e.saveStr(v)
}

// moduleOf finds the module that a global lives in.
func moduleOf(t *py.Thread, v py.Value, path []string) (string, error) {
	m, err := py.LookupAttr(t, v, py.InternStatic("__module__"))
	if err != nil {
		return "", err
	}
	if !m.IsUnbound() && !m.IsNone() {
		s, ok := py.AsStr(m)
		if !ok {
			return "", py.Errorf(py.TypeError, "__module__ must be a string, not %s", py.TypeOf(m).FullName())
		}
		return s.String(), nil
	}
	found := ""
	mods := t.Interp.Modules.Copy()
	for k, mod, p, ok := mods.Next(0); ok; k, mod, p, ok = mods.Next(p) {
		name, isStr := py.AsStr(k)
		if !isStr || mod.IsNone() || name.String() == "__main__" || name.String() == "__mp_main__" {
			continue
		}
		x := mod
		for _, attr := range path {
			if x, err = py.LookupAttr(t, x, t.Interp.InternString(attr)); err != nil || x.IsUnbound() {
				break
			}
		}
		if err == nil && x == v {
			found = name.String()
			break
		}
	}
	if found == "" {
		found = "__main__"
	}
	return found, nil
}

// oldName is the name that Python 2 knows a global by, which protocols below 3
// write.
func oldName(module, name string) (string, string) {
	switch module {
	case "builtins":
		switch name {
		case "range":
			name = "xrange"
		case "str":
			name = "unicode"
		case "chr":
			name = "unichr"
		case "filter", "map", "zip":
			return "itertools", "i" + name
		case "reduce":
		}
		return "__builtin__", name
	case "copyreg":
		return "copy_reg", name
	case "functools":
		if name == "reduce" {
			return "__builtin__", name
		}
	case "collections":
		if name == "UserDict" || name == "UserList" || name == "UserString" {
			return name, name
		}
	case "queue":
		return "Queue", name
	}
	return module, name
}

// newName is the opposite of oldName, for reading protocols below 3.
func newName(module, name string) (string, string) {
	switch module {
	case "__builtin__", "exceptions":
		switch name {
		case "xrange":
			name = "range"
		case "unicode", "basestring":
			name = "str"
		case "unichr":
			name = "chr"
		case "long":
			name = "int"
		case "reduce":
			return "functools", name
		}
		return "builtins", name
	case "itertools":
		switch name {
		case "imap", "ifilter", "izip":
			return "builtins", name[1:]
		}
	case "copy_reg":
		return "copyreg", name
	case "Queue":
		return "queue", name
	case "UserDict", "UserList", "UserString":
		return "collections", name
	}
	return module, name
}
