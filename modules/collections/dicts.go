package collections

import "github.com/gopyrun/gopyrun/interp/py"

// defaultDict is a dict with a factory for missing values.
type defaultDict struct {
	py.Dict
	factory py.Value // None if there is none
}

// orderedDict is a dict; insertion order is what Dict keeps anyway.
type orderedDict struct {
	py.Dict
	py.Inst
}

var (
	defaultDictType, orderedDictType               py.Type
	odictKeysType, odictValuesType, odictItemsType py.Type
)

func defaultDictSpec() py.TypeSpec {
	s := py.TypeSpec{
		Name: "collections.defaultdict", Base: py.DictType, Layout: py.LayoutOf[defaultDict](),
		Doc:           "defaultdict(default_factory=None, /, [...]) --> dict with default factory\n\nThe default factory is called without arguments to produce\na new value when a key is not present, in __getitem__ only.\nA defaultdict compares equal to a dict with the same items.\nAll remaining arguments are treated the same as if they were\npassed to the dict constructor, including keyword arguments.",
		InitSignature: "(*args, **kwargs)", Init: defaultDictInit,
		Slots: py.Slots{
			New: func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Value) py.Value {
				d := py.Make[defaultDict](typ)
				d.factory = py.None
				return py.Ref(d)
			},
			Repr: defaultDictRepr,
			GetItem: func(t *py.Thread, v, key py.Value) py.Value {
				if py.TypeOf(v) != &defaultDictType {
					return py.DictGetItem(t, &py.Cast[defaultDict](v).Dict, key)
				}
				d := py.Cast[defaultDict](v)
				x, ok := d.Get(t, key)
				if !ok {
					return py.Error
				}
				if x.IsUnbound() {
					var err error
					if x, err = d.missing(t, key); err != nil {
						return t.Fail(err)
					}
				}
				return x
			},
		},
		Methods: []py.Method{
			method("__missing__", "($self, key, /)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return py.Cast[defaultDict](self).missing(t, a[0])
			}, py.CallsPython, "__missing__(key) # Called by __getitem__ for missing key; pseudo-code:\n  if self.default_factory is None: raise KeyError((key,))\n  self[key] = value = self.default_factory()\n  return value\n"),
			method("copy", "($self, /)", defaultDictCopy, py.Alloc, "D.copy() -> a shallow copy of D."),
			method("__copy__", "($self, /)", defaultDictCopy, py.Alloc, "D.copy() -> a shallow copy of D."),
			method("__reduce__", "($self, /)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				d := py.Cast[defaultDict](self)
				items, err := py.CallMethod(t, self, "items")
				if err != nil {
					return py.Value{}, err
				}
				it, err := py.Iter(t, items)
				if err != nil {
					return py.Value{}, err
				}
				args := py.NewTuple()
				if !d.factory.IsNone() {
					args = py.NewTuple(d.factory)
				}
				return py.NewTuple(py.TypeOf(self).Value(), args, py.None, py.None, it), nil
			}, 0, "Return state information for pickling."),
			py.ClassGetItem(),
		},
		Getset: []py.Getset{{Name: "default_factory",
			Get: func(t *py.Thread, self py.Value) (py.Value, error) { return py.Cast[defaultDict](self).factory, nil },
			Set: func(t *py.Thread, self, val py.Value) error {
				if val.IsUnbound() {
					val = py.None
				}
				py.Cast[defaultDict](self).factory = val
				return nil
			}, Doc: "Factory for default value called by __missing__()."}},
	}
	s.Slots.Binary[py.OpOr] = func(t *py.Thread, a, b py.Value) py.Value {
		_, okA := py.AsDict(a)
		_, okB := py.AsDict(b)
		if !okA || !okB {
			return py.NotImplemented
		}
		from := a
		if !defaultDictType.IsInstance(a) {
			from = b
		}
		c := newDefaultDict(t, from)
		if c.IsError() {
			return c
		}
		for _, o := range [...]py.Value{a, b} {
			if d, ok := py.AsDict(c); ok {
				if err := py.DictMerge(t, d, o); err != nil {
					return t.Fail(err)
				}
			}
		}
		return c
	}
	return s
}

// newDefaultDict returns an empty dict of v's class with its factory.
func newDefaultDict(t *py.Thread, v py.Value) py.Value {
	return py.CallSlot(t, py.TypeOf(v).Value(), []py.Value{py.Cast[defaultDict](v).factory}, nil)
}

func (d *defaultDict) missing(t *py.Thread, key py.Value) (py.Value, error) {
	if d.factory.IsNone() {
		return py.Value{}, py.NewException(py.KeyError, key)
	}
	v, err := t.Result(py.CallSlot(t, d.factory, nil, nil))
	if err != nil {
		return py.Value{}, err
	}
	return v, py.SetItem(t, py.Ref(d), key, v)
}

func defaultDictInit(t *py.Thread, self py.Value, a py.Args) error {
	d := py.Cast[defaultDict](self)
	args := py.Cast[py.Tuple](a[0]).Items
	d.factory = py.None
	if len(args) > 0 {
		f := args[0]
		if !f.IsNone() && py.TypeOf(f).Call == nil {
			return py.Errorf(py.TypeError, "first argument must be callable or None")
		}
		d.factory = f
		args = args[1:]
	}
	return dictUpdate(t, self, "dict", args, py.Cast[py.Dict](a[1]))
}

// dictUpdate is the common part of the constructors and of update().
func dictUpdate(t *py.Thread, self py.Value, fname string, args []py.Value, kwargs *py.Dict) error {
	if len(args) > 1 {
		return py.Errorf(py.TypeError, "%s expected at most 1 argument, got %d", fname, len(args))
	}
	d, _ := py.AsDict(self)
	if len(args) == 1 {
		if err := py.DictUpdate(t, d, args[0]); err != nil {
			return err
		}
	}
	return py.DictUpdate(t, d, py.Ref(kwargs))
}

func defaultDictRepr(t *py.Thread, v py.Value) py.Value {
	d := py.Cast[defaultDict](v)
	items := py.DictType.Repr(t, v)
	if items.IsError() {
		return items
	}
	f := "..."
	if !t.ReprEnter(v) {
		s, err := py.ReprString(t, d.factory)
		t.ReprLeave()
		if err != nil {
			return t.Fail(err)
		}
		f = s
	}
	s, _ := py.AsStr(items)
	return py.NewStr(py.TypeOf(v).Name() + "(" + f + ", " + s.String() + ")")
}

func defaultDictCopy(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	return py.Call(t, py.TypeOf(self).Value(), py.Cast[defaultDict](self).factory, self)
}

func orderedDictSpec() py.TypeSpec {
	view := func(typ *py.Type) py.GoFunc {
		return func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
			return py.NewDictView(typ, py.Cast[py.Dict](self)), nil
		}
	}
	s := py.TypeSpec{
		Name: "collections.OrderedDict", Base: py.DictType, Flags: py.Unhashable,
		Layout:        py.LayoutWithInst(func(d *orderedDict) *py.Inst { return &d.Inst }),
		Doc:           "Dictionary that remembers insertion order",
		InitSignature: "(*args, **kwargs)", Init: func(t *py.Thread, self py.Value, a py.Args) error {
			return orderedUpdate(t, self, "OrderedDict", py.Cast[py.Tuple](a[0]).Items, py.Cast[py.Dict](a[1]))
		},
		Slots: py.Slots{
			New: func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Value) py.Value {
				return py.Ref(py.Make[orderedDict](typ))
			},
			Repr: orderedDictRepr, Compare: orderedDictCompare,
		},
		Methods: []py.Method{
			method("copy", "($self, /)", orderedDictCopy, py.Alloc, "od.copy() -> a shallow copy of od"),
			method("__copy__", "($self, /)", orderedDictCopy, py.Alloc, "od.copy() -> a shallow copy of od"),
			method("fromkeys", "($type, /, iterable, value=None)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				val := a[1]
				d, err := py.Call(t, self)
				if err != nil {
					return py.Value{}, err
				}
				return d, py.Iterate(t, a[0], func(k py.Value) error { return py.SetItem(t, d, k, val) })
			}, py.Class|py.Slow|py.CallsPython, "Create a new ordered dictionary with keys from iterable and values set to value."),
			method("keys", "($self, /)", view(&odictKeysType), 0, ""),
			method("values", "($self, /)", view(&odictValuesType), 0, ""),
			method("items", "($self, /)", view(&odictItemsType), 0, ""),
			method("move_to_end", "($self, /, key, last=True)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				last, err := py.IsTrue(t, a[1])
				if err != nil {
					return py.Value{}, err
				}
				found, ok := py.Cast[py.Dict](self).MoveToEnd(t, a[0], last)
				if ok && !found {
					return py.Value{}, py.NewException(py.KeyError, a[0])
				}
				return done(t, ok)
			}, py.CallsPython, "Move an existing element to the end (or beginning if last is false).\n\nRaise KeyError if the element does not exist."),
			method("pop", "($self, /, key, default=<unrepresentable>)", orderedDictPop, py.CallsPython, "od.pop(key[,default]) -> v, remove specified key and return the corresponding value.\n\nIf the key is not found, return the default if given; otherwise,\nraise a KeyError."),
			method("popitem", "($self, /, last=True)", orderedDictPopItem, 0, "Remove and return a (key, value) pair from the dictionary.\n\nPairs are returned in LIFO order if last is true or FIFO order if false."),
			method("setdefault", "($self, /, key, default=None)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				v, ok := py.Cast[py.Dict](self).SetDefault(t, a[0], a[1])
				if !ok {
					return py.Value{}, t.Take()
				}
				return v, nil
			}, py.CallsPython, "Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for key if key is in the dictionary, else default."),
			method("update", "($self, /, *args, **kwargs)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return py.None, orderedUpdate(t, self, "update", py.Cast[py.Tuple](a[0]).Items, py.Cast[py.Dict](a[1]))
			}, py.Slow|py.CallsPython, ""),
			method("__reduce__", "($self, /)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				items, err := py.CallMethod(t, self, "items")
				if err != nil {
					return py.Value{}, err
				}
				it, err := py.Iter(t, items)
				if err != nil {
					return py.Value{}, err
				}
				state, err := py.CallMethod(t, self, "__getstate__")
				if err != nil {
					return py.Value{}, err
				}
				return py.NewTuple(py.TypeOf(self).Value(), py.NewTuple(), state, py.None, it), nil
			}, 0, "Return state information for pickling"),
		},
	}
	s.Slots.Binary[py.OpOr] = func(t *py.Thread, a, b py.Value) py.Value {
		_, okA := py.AsDict(a)
		_, okB := py.AsDict(b)
		if !okA || !okB {
			return py.NotImplemented
		}
		typ := py.TypeOf(a)
		if !orderedDictType.IsInstance(a) {
			typ = py.TypeOf(b)
		}
		c, err := py.Call(t, typ.Value(), a)
		if err == nil {
			err = orderedUpdate(t, c, "update", []py.Value{b}, nil)
		}
		if err != nil {
			return t.Fail(err)
		}
		return c
	}
	s.Slots.Inplace[py.OpOr] = func(t *py.Thread, a, b py.Value) py.Value {
		if err := orderedUpdate(t, a, "update", []py.Value{b}, nil); err != nil {
			return t.Fail(err)
		}
		return a
	}
	return s
}

// orderedUpdate is update() by way of __setitem__ where a subclass defines one.
func orderedUpdate(t *py.Thread, self py.Value, fname string, args []py.Value, kwargs *py.Dict) error {
	if kwargs == nil {
		kwargs = py.NewDict()
	}
	set := py.InternStatic("__setitem__")
	if t.LookupType(py.TypeOf(self), set) == t.LookupType(&orderedDictType, set) {
		return dictUpdate(t, self, fname, args, kwargs)
	}
	tmp := py.NewDict()
	if err := dictUpdate(t, py.Ref(tmp), fname, args, kwargs); err != nil {
		return err
	}
	for k, v, p, ok := tmp.Next(0); ok; k, v, p, ok = tmp.Next(p) {
		if err := py.SetItem(t, self, k, v); err != nil {
			return err
		}
	}
	return nil
}

func orderedDictRepr(t *py.Thread, v py.Value) py.Value {
	name := py.TypeOf(v).Name()
	if py.Cast[py.Dict](v).Len() == 0 {
		return py.NewStr(name + "()")
	}
	s := py.DictType.Repr(t, v)
	if s.IsError() {
		return s
	}
	text := py.Cast[py.Str](s).String()
	if text == "{...}" {
		return py.NewStr("...")
	}
	return py.NewStr(name + "(" + text + ")")
}

func orderedDictCompare(t *py.Thread, a, b py.Value, op py.CompareOp) py.Value {
	r := py.DictType.Compare(t, a, b, op)
	if !orderedDictType.IsInstance(b) || r.IsError() || r.IsNotImplemented() || r == py.Bool(op == py.NE) {
		return r
	}
	// Equal as dicts: the order must agree as well.
	x, y := py.Cast[py.Dict](a), py.Cast[py.Dict](b)
	p, q := 0, 0
	for {
		var k, l py.Value
		var ok, ok2 bool
		k, _, p, ok = x.Next(p)
		l, _, q, ok2 = y.Next(q)
		if !ok || !ok2 {
			return py.Bool((ok == ok2) == (op == py.EQ))
		}
		eq, err := py.Equal(t, k, l)
		if err != nil {
			return t.Fail(err)
		}
		if !eq {
			return py.Bool(op == py.NE)
		}
	}
}

func orderedDictCopy(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	if py.TypeOf(self) == &orderedDictType {
		return py.Call(t, py.TypeOf(self).Value(), self)
	}
	c, err := py.Call(t, py.TypeOf(self).Value())
	if err != nil {
		return py.Value{}, err
	}
	py.InstanceAttrs(self, func(name *py.Str, v py.Value) {
		if err == nil {
			err = py.SetAttr(t, c, name.String(), v)
		}
	})
	if err != nil {
		return py.Value{}, err
	}
	d := py.Cast[py.Dict](self)
	for k, _, p, ok := d.Next(0); ok; k, _, p, ok = d.Next(p) {
		v, err := py.GetItem(t, self, k)
		if err == nil {
			err = py.SetItem(t, c, k, v)
		}
		if err != nil {
			return py.Value{}, err
		}
	}
	return c, nil
}

func orderedDictPop(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	v, ok := py.Cast[py.Dict](self).Delete(t, a[0])
	switch {
	case !ok:
		return py.Value{}, t.Take()
	case !v.IsUnbound():
		return v, nil
	case a.Given(1):
		return a[1], nil
	}
	if m, err := py.CallSpecial(t, self, "__missing__", a[0]); err != nil || !m.IsUnbound() {
		return m, err
	}
	return py.Value{}, py.NewException(py.KeyError, a[0])
}

func orderedDictPopItem(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	last, err := py.IsTrue(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	d := py.Cast[py.Dict](self)
	var k, v py.Value
	var ok bool
	if last {
		k, v, ok = d.PopItem()
	} else {
		k, v, ok = d.PopFirst()
	}
	if !ok {
		return py.Value{}, py.Errorf(py.KeyError, "dictionary is empty")
	}
	return py.NewPair(k, v), nil
}

func odictViewSpec(name string, base *py.Type) func() py.TypeSpec {
	return func() py.TypeSpec {
		return py.TypeSpec{Name: name, Base: base, Flags: py.NoSubclass | py.NoInstances}
	}
}
