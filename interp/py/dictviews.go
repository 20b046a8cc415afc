package py

// DictView is a dict_keys, dict_values or dict_items object.
type DictView struct {
	Header
	Dict *Dict
}

// DictIter iterates over a dict: over keys, values or items, forwards or
// backwards, as its type says. It is exported for the FOR specialisations.
type DictIter struct {
	Header
	Dict *Dict // nil once exhausted
	Pos  int   // next position for Dict.Next; for a reverse iterator the last one not yet seen
	Used int   // the dict's length at the start; -1 once it was seen to change
	Left int   // items still expected
}

var (
	dictKeysType, dictValuesType, dictItemsType                   Type
	dictKeyIterType, dictValueIterType, dictItemIterType          Type
	dictRevKeyIterType, dictRevValueIterType, dictRevItemIterType Type
)

// The types of dict views.
var (
	DictKeysType   = &dictKeysType
	DictValuesType = &dictValuesType
	DictItemsType  = &dictItemsType
)

func newDictIter(d *Dict, typ *Type) Value {
	it := &DictIter{Header{typ}, d, 0, d.live, d.live}
	if isReverse(typ) {
		it.Pos = len(d.entries) - 1
	}
	return Ref(it)
}

func isReverse(typ *Type) bool {
	return typ == &dictRevKeyIterType || typ == &dictRevValueIterType || typ == &dictRevItemIterType
}

// IsDictKeyIter reports whether v is a forward iterator over a dict's keys.
func (v Value) IsDictKeyIter() bool { return (*Header)(v.ref).typ == &dictKeyIterType }

// IsDictValueIter reports whether v is a forward iterator over a dict's values.
func (v Value) IsDictValueIter() bool { return (*Header)(v.ref).typ == &dictValueIterType }

// IsDictItemIter reports whether v is a forward iterator over a dict's items.
func (v Value) IsDictItemIter() bool { return (*Header)(v.ref).typ == &dictItemIterType }

// Step returns the next key and value of a forward iterator; both are unbound at
// the end. ok is false, with RuntimeError set, if the dict changed meanwhile.
func (it *DictIter) Step(t *Thread) (key, val Value, ok bool) {
	d := it.Dict
	if d == nil {
		return Value{}, Value{}, true
	}
	if d.live != it.Used {
		it.Used = -1
		t.Raise(RuntimeError, "dictionary changed size during iteration")
		return Value{}, Value{}, false
	}
	for i := it.Pos; i < len(d.entries); i++ {
		if e := &d.entries[i]; e.key.ref != nil {
			it.Pos = i + 1
			if it.Left == 0 {
				t.Raise(RuntimeError, "dictionary keys changed during iteration")
				return Value{}, Value{}, false
			}
			it.Left--
			return e.key, e.val, true
		}
	}
	it.Dict = nil
	return Value{}, Value{}, true
}

func (it *DictIter) stepBack(t *Thread) (key, val Value, ok bool) {
	d := it.Dict
	if d == nil {
		return Value{}, Value{}, true
	}
	if d.live != it.Used {
		it.Used = -1
		t.Raise(RuntimeError, "dictionary changed size during iteration")
		return Value{}, Value{}, false
	}
	for i := min(it.Pos, len(d.entries)-1); i >= 0; i-- {
		if e := &d.entries[i]; e.key.ref != nil {
			it.Pos = i - 1
			it.Left--
			return e.key, e.val, true
		}
	}
	it.Dict = nil
	return Value{}, Value{}, true
}

func dictIterNext(t *Thread, v Value) Value {
	it := Cast[DictIter](v)
	var key, val Value
	var ok bool
	if isReverse(it.typ) {
		key, val, ok = it.stepBack(t)
	} else {
		key, val, ok = it.Step(t)
	}
	if !ok {
		return Error
	}
	if key.ref == nil {
		return Value{}
	}
	switch it.typ {
	case &dictKeyIterType, &dictRevKeyIterType:
		return key
	case &dictValueIterType, &dictRevValueIterType:
		return val
	}
	return NewPair(key, val)
}

func dictIterSpec(name string) func() TypeSpec {
	return func() TypeSpec {
		return TypeSpec{
			Name: name, Layout: LayoutOf[DictIter](), Flags: NoSubclass | NoInstances,
			Slots: Slots{Iter: selfIter, Next: dictIterNext},
			Methods: iterMethods(func(t *Thread, self Value) Value {
				it := Cast[DictIter](self)
				if it.Dict == nil || it.Used != it.Dict.live {
					return Int(0)
				}
				return Int(int64(it.Left))
			}, func(t *Thread, self Value) Value {
				// The rest as a list, from a copy of the iterator.
				it := *Cast[DictIter](self)
				items, err := Items(t, Ref(&it))
				if err != nil {
					return t.Fail(err)
				}
				return NewPair(builtinIter(t), NewTuple(NewList(items...)))
			}, nil),
		}
	}
}

func dictViewSpec(name string, iter, rev *Type) TypeSpec {
	return TypeSpec{
		Name: name, Layout: LayoutOf[DictView](), Flags: NoSubclass | NoInstances,
		Slots: Slots{
			Repr: dictViewRepr,
			Len:  func(t *Thread, v Value) (int, bool) { return Cast[DictView](v).Dict.live, true },
			Iter: func(t *Thread, v Value) Value { return newDictIter(Cast[DictView](v).Dict, iter) },
		},
		Methods: []Method{
			{"__reversed__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
				return newDictIter(Cast[DictView](self).Dict, rev), nil
			}, 0, "Return a reverse iterator over the dict " + name[5:] + "."},
		},
		Getset: []Getset{
			{"mapping", func(t *Thread, self Value) (Value, error) {
				return NewMappingProxy(Ref(Cast[DictView](self).Dict)), nil
			}, nil, "dictionary that this view refers to"},
		},
	}
}

func dictViewRepr(t *Thread, v Value) Value {
	if t.reprEnter(v) {
		return newASCII("...")
	}
	defer t.reprLeave()
	items, err := Items(t, v)
	if err != nil {
		return t.Fail(err)
	}
	return reprItems(t, &items, TypeOf(v).name+"([", "])")
}

func dictValuesSpec() TypeSpec {
	return dictViewSpec("dict_values", &dictValueIterType, &dictRevValueIterType)
}

func dictKeysSpec() TypeSpec {
	s := dictViewSpec("dict_keys", &dictKeyIterType, &dictRevKeyIterType)
	viewAsSet(&s)
	s.Slots.Contains = func(t *Thread, v, key Value) (bool, bool) {
		return Cast[DictView](v).Dict.Contains(t, key)
	}
	return s
}

func dictItemsSpec() TypeSpec {
	s := dictViewSpec("dict_items", &dictItemIterType, &dictRevItemIterType)
	viewAsSet(&s)
	s.Slots.Contains = func(t *Thread, v, item Value) (bool, bool) {
		tup, ok := AsTuple(item)
		if !ok || len(tup.Items) != 2 {
			return false, true
		}
		x, ok := Cast[DictView](v).Dict.Get(t, tup.Items[0])
		if !ok || x.ref == nil {
			return false, ok
		}
		return equal(t, x, tup.Items[1])
	}
	return s
}

// viewAsSet gives a view the operations of a set.
// https://docs.python.org/3.14/library/stdtypes.html#dictionary-view-objects
func viewAsSet(s *TypeSpec) {
	s.Flags |= Unhashable
	s.Slots.Compare = dictViewCompare
	s.Slots.Binary[OpAnd] = dictViewAnd
	s.Slots.Binary[OpOr] = dictViewOp(func(t *Thread, s *Set, v Value) bool { return s.update(t, v) })
	s.Slots.Binary[OpSub] = dictViewOp(func(t *Thread, s *Set, v Value) bool { return s.differenceUpdate(t, v) })
	s.Slots.Binary[OpXor] = dictViewXor
	s.Methods = append(s.Methods, Method{"isdisjoint", "($self, other, /)", dictViewIsDisjoint, Slow | CallsPython,
		"Return True if the view and the given iterable have a null intersection."})
}

func isSetView(v Value) bool {
	t := TypeOf(v)
	return t == &dictKeysType || t == &dictItemsType || t.IsSubtype(&dictKeysType) || t.IsSubtype(&dictItemsType)
}

func dictViewOp(f func(t *Thread, s *Set, v Value) bool) BinaryFunc {
	return func(t *Thread, a, b Value) Value {
		s := NewSet()
		if !s.update(t, a) || !f(t, s, b) {
			return Error
		}
		return Ref(s)
	}
}

func dictViewAnd(t *Thread, a, b Value) Value {
	if !isSetView(a) {
		a, b = b, a
	}
	n := Cast[DictView](a).Dict.live
	if isSetView(b) && Cast[DictView](b).Dict.live > n {
		a, b = b, a
	} else if o, ok := AsSet(b); ok && n <= o.used && TypeOf(b) == &setType {
		r, ok := o.intersection(t, a)
		if !ok {
			return Error
		}
		return Ref(r)
	}
	s := NewSet()
	contains := TypeOf(a).Contains
	err := Iterate(t, b, func(k Value) error {
		in, ok := contains(t, a, k)
		if in {
			ok = s.Add(t, k)
		}
		if !ok {
			return t.Take()
		}
		return nil
	})
	if err != nil {
		return t.Fail(err)
	}
	return Ref(s)
}

// dictViewXor is a ^ b. Of two item views CPython takes first what b has beyond a.
func dictViewXor(t *Thread, a, b Value) Value {
	if TypeOf(a) == &dictItemsType && TypeOf(b) == &dictItemsType {
		s := NewSet()
		if !s.addMissing(t, b, a) || !s.addMissing(t, a, b) {
			return Error
		}
		return Ref(s)
	}
	return dictViewOp(func(t *Thread, s *Set, v Value) bool { return s.symmetricUpdate(t, v) })(t, a, b)
}

// addMissing adds what is in view from and not in view in.
func (s *Set) addMissing(t *Thread, from, in Value) bool {
	contains := TypeOf(in).Contains
	err := Iterate(t, from, func(k Value) error {
		found, ok := contains(t, in, k)
		if ok && !found {
			ok = s.Add(t, k)
		}
		if !ok {
			return t.Take()
		}
		return nil
	})
	if err != nil {
		t.Fail(err)
	}
	return err == nil
}

// containsAll reports whether all items of a are in b.
func containsAll(t *Thread, a, b Value) (all, ok bool) {
	it := IterOperation(t, a)
	if it.IsError() {
		return false, false
	}
	next := TypeOf(it).Next
	for {
		x := next(t, it)
		if x.ref == nil {
			return true, true
		}
		if x.IsError() {
			return false, false
		}
		if in, ok := ContainsOperation(t, b, x); !ok || !in {
			return false, ok
		}
	}
}

func dictViewCompare(t *Thread, a, b Value, op CompareOp) Value {
	m := 0
	if o, ok := AsSet(b); ok {
		m = o.used
	} else if isSetView(b) {
		m = Cast[DictView](b).Dict.live
	} else {
		return NotImplemented
	}
	n := Cast[DictView](a).Dict.live
	var yes bool
	ok := true
	switch op {
	case EQ, NE:
		if yes = n == m; yes {
			yes, ok = containsAll(t, a, b)
		}
		yes = yes == (op == EQ)
	case LT, LE:
		if n < m || op == LE && n == m {
			yes, ok = containsAll(t, a, b)
		}
	case GT, GE:
		if n > m || op == GE && n == m {
			yes, ok = containsAll(t, b, a)
		}
	}
	if !ok {
		return Error
	}
	return Bool(yes)
}

func dictViewIsDisjoint(t *Thread, self Value, a Args) (Value, error) {
	v, o := self, a[0]
	n := Cast[DictView](v).Dict.live
	if v == o {
		return Bool(n == 0), nil
	}
	_, isSet := AsSet(o)
	if isSet || isSetView(o) {
		m, err := Len(t, o)
		if err != nil {
			return Value{}, err
		}
		if m > n {
			v, o = o, v
		}
	}
	disjoint := true
	err := Iterate(t, o, func(x Value) error {
		in, ok := ContainsOperation(t, v, x)
		if !ok {
			return t.Take()
		}
		if in {
			disjoint = false
			return errStop
		}
		return nil
	})
	if err != nil && err != errStop {
		return Value{}, err
	}
	return Bool(disjoint), nil
}

// NewDictView returns a view of d; typ is one of the view types or derives from
// it.
func NewDictView(typ *Type, d *Dict) Value { return Ref(&DictView{Header{typ}, d}) }
