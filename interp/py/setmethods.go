package py

func setSpec() TypeSpec {
	s := TypeSpec{
		Name: "set", TextSignature: "(iterable=(), /)", Layout: LayoutOf[Set](), Flags: Unhashable,
		Doc:           "Build an unordered collection of unique elements.",
		InitSignature: "(iterable=<unrepresentable>, /)", Init: setInit,
		Slots: Slots{
			New:  func(t *Thread, typ *Type, args []Value, kw []Value) Value { return Ref(Make[Set](typ)) },
			Repr: setRepr, Compare: setCompare, Len: setLen, Iter: setIter, Contains: setContains,
		},
		Methods: append(setMethods(),
			Method{"add", "($self, object, /)", setAdd, CallsPython, "Add an element to a set.\n\nThis has no effect if the element is already present."},
			Method{"clear", "($self, /)", setClear, 0, "Remove all elements from this set."},
			Method{"discard", "($self, object, /)", setDiscard, CallsPython, "Remove an element from a set if it is a member.\n\nUnlike set.remove(), the discard() method does not raise\nan exception when an element is missing from the set."},
			Method{"pop", "($self, /)", setPop, 0, "Remove and return an arbitrary set element.\n\nRaises KeyError if the set is empty."},
			Method{"remove", "($self, object, /)", setRemove, CallsPython, "Remove an element from a set; it must be a member.\n\nIf the element is not a member, raise a KeyError."},
			Method{"update", "($self, /, *others)", setUpdate, Slow | CallsPython, "Update the set, adding elements from all others."},
			Method{"difference_update", "($self, /, *others)", setDifferenceUpdate, Slow | CallsPython, "Update the set, removing elements found in others."},
			Method{"intersection_update", "($self, /, *others)", setIntersectionUpdate, Slow | CallsPython, "Update the set, keeping only elements found in it and all others."},
			Method{"symmetric_difference_update", "($self, other, /)", setSymmetricUpdate, Slow | CallsPython, "Update the set, keeping only elements found in either set, but not in both."},
		),
	}
	setOperators(&s.Slots)
	s.Slots.Inplace[OpOr] = setInplace(func(t *Thread, s *Set, v Value) bool { return s.update(t, v) })
	s.Slots.Inplace[OpAnd] = setInplace(func(t *Thread, s *Set, v Value) bool { return s.intersectionUpdate(t, v) })
	s.Slots.Inplace[OpSub] = setInplace(func(t *Thread, s *Set, v Value) bool { return s.differenceUpdate(t, v) })
	s.Slots.Inplace[OpXor] = setInplace(func(t *Thread, s *Set, v Value) bool { return s.symmetricUpdate(t, v) })
	return s
}

func frozenSetSpec() TypeSpec {
	s := TypeSpec{
		Name: "frozenset", TextSignature: "(iterable=(), /)", Layout: LayoutOf[Set](),
		Doc:       "Build an immutable unordered collection of unique elements.",
		Signature: "(iterable=<unrepresentable>, /)", New: frozenSetNew,
		Slots: Slots{
			Repr: setRepr, Hash: frozenSetHash, Compare: setCompare, Len: setLen, Iter: setIter, Contains: setContains,
		},
		Methods: setMethods(),
	}
	setOperators(&s.Slots)
	return s
}

// setMethods are the methods that sets and frozensets share.
func setMethods() []Method {
	return []Method{
		{"copy", "($self, /)", setCopy, Alloc, "Return a shallow copy of a set."},
		{"difference", "($self, /, *others)", setDifference, Slow | CallsPython, "Return a new set with elements in the set that are not in the others."},
		{"intersection", "($self, /, *others)", setIntersection, Slow | CallsPython, "Return a new set with elements common to the set and all others."},
		{"isdisjoint", "($self, other, /)", setIsDisjoint, Slow | CallsPython, "Return True if two sets have a null intersection."},
		{"issubset", "($self, other, /)", setIsSubset, Slow | CallsPython, "Report whether another set contains this set."},
		{"issuperset", "($self, other, /)", setIsSuperset, Slow | CallsPython, "Report whether this set contains another set."},
		{"symmetric_difference", "($self, other, /)", setSymmetric, Slow | CallsPython, "Return a new set with elements in either the set or other but not both."},
		{"union", "($self, /, *others)", setUnion, Slow | CallsPython, "Return a new set with elements from the set and all others."},
		{"__reduce__", "($self, /)", setReduce, 0, docReduce},
		{"__sizeof__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
			return Int(int64(72 + 24*len(Cast[Set](self).table))), nil
		}, 0, "S.__sizeof__() -> size of S in memory, in bytes."},
		{"__class_getitem__", "($type, object, /)", classGetItem, Class, docClassGetItem},
	}
}

func setInit(t *Thread, self Value, a Args) error {
	s := Cast[Set](self)
	s.clear()
	if a.Given(0) && !s.update(t, a[0]) {
		return t.Take()
	}
	return nil
}

func frozenSetNew(t *Thread, typ *Type, a Args) (Value, error) {
	if typ == &frozenSetType && a.Given(0) && TypeOf(a[0]) == typ {
		return a[0], nil
	}
	s := Make[Set](typ)
	if a.Given(0) && !s.update(t, a[0]) {
		return Value{}, t.Take()
	}
	return Ref(s), nil
}

func setLen(t *Thread, v Value) (int, bool) { return Cast[Set](v).used, true }

func setContains(t *Thread, v, key Value) (bool, bool) { return Cast[Set](v).Contains(t, key) }

func setRepr(t *Thread, v Value) Value {
	s := Cast[Set](v)
	name := s.typ.Name()
	if s.used == 0 {
		return NewStr(name + "()")
	}
	if t.reprEnter(v) {
		return NewStr(name + "(...)")
	}
	defer t.reprLeave()
	items := s.items()
	if s.typ == &setType {
		return reprItems(t, &items, "{", "}")
	}
	return reprItems(t, &items, name+"({", "})")
}

func (s *Set) items() []Value {
	out := make([]Value, 0, s.used)
	for i := range s.table {
		if k := s.table[i].key; k.ref != nil {
			out = append(out, k)
		}
	}
	return out
}

func setCompare(t *Thread, a, b Value, op CompareOp) Value {
	o, ok := AsSet(b)
	if !ok {
		return NotImplemented
	}
	s := Cast[Set](a)
	var yes bool
	switch op {
	case EQ, NE:
		yes = s.used == o.used
		if yes {
			yes, ok = s.subset(t, o)
		}
		yes = yes == (op == EQ)
	case LE:
		yes, ok = s.subset(t, o)
	case GE:
		yes, ok = o.subset(t, s)
	case LT:
		if s.used < o.used {
			yes, ok = s.subset(t, o)
		}
	case GT:
		if s.used > o.used {
			yes, ok = o.subset(t, s)
		}
	}
	if !ok {
		return Error
	}
	return Bool(yes)
}

// setOperators fills | & - ^ of sets and frozensets.
func setOperators(s *Slots) {
	op := func(f func(t *Thread, s *Set, v Value) (*Set, bool)) BinaryFunc {
		return func(t *Thread, a, b Value) Value {
			x, ok := AsSet(a)
			if _, ok2 := AsSet(b); !ok || !ok2 {
				return NotImplemented
			}
			r, ok := f(t, x, b)
			if !ok {
				return Error
			}
			return Ref(r)
		}
	}
	s.Binary[OpOr] = op(func(t *Thread, s *Set, v Value) (*Set, bool) {
		r, ok := likeSet(t, s, Ref(s))
		return r, ok && r.update(t, v)
	})
	s.Binary[OpAnd] = op(func(t *Thread, s *Set, v Value) (*Set, bool) { return s.intersection(t, v) })
	s.Binary[OpSub] = op(func(t *Thread, s *Set, v Value) (*Set, bool) { return s.difference(t, v) })
	s.Binary[OpXor] = op(func(t *Thread, s *Set, v Value) (*Set, bool) {
		r, ok := likeSet(t, s, v)
		return r, ok && r.symmetricUpdate(t, Ref(s))
	})
}

func setInplace(f func(t *Thread, s *Set, v Value) bool) BinaryFunc {
	return func(t *Thread, a, b Value) Value {
		if _, ok := AsSet(b); !ok {
			return NotImplemented
		}
		if !f(t, Cast[Set](a), b) {
			return Error
		}
		return a
	}
}

// setResult turns the outcome of a set operation into a method's result.
func setResult(t *Thread, s *Set, ok bool) (Value, error) {
	if !ok {
		return Value{}, t.Take()
	}
	return Ref(s), nil
}

func setAdd(t *Thread, self Value, a Args) (Value, error) {
	return t.done(Cast[Set](self).Add(t, a[0]))
}

func setClear(t *Thread, self Value, a Args) (Value, error) {
	Cast[Set](self).clear()
	return None, nil
}

func setCopy(t *Thread, self Value, a Args) (Value, error) {
	if TypeOf(self) == &frozenSetType {
		return self, nil
	}
	s, ok := likeSet(t, Cast[Set](self), self)
	return setResult(t, s, ok)
}

func setDiscard(t *Thread, self Value, a Args) (Value, error) {
	_, ok := Cast[Set](self).Discard(t, a[0])
	return t.done(ok)
}

func setRemove(t *Thread, self Value, a Args) (Value, error) {
	found, ok := Cast[Set](self).Discard(t, a[0])
	if ok && !found {
		return Value{}, NewException(KeyError, a[0])
	}
	return t.done(ok)
}

func setPop(t *Thread, self Value, a Args) (Value, error) {
	k, ok := Cast[Set](self).Pop()
	if !ok {
		return Value{}, Errorf(KeyError, "pop from an empty set")
	}
	return k, nil
}

func setUpdate(t *Thread, self Value, a Args) (Value, error) {
	for _, o := range Cast[Tuple](a[0]).Items {
		if !Cast[Set](self).update(t, o) {
			return Value{}, t.Take()
		}
	}
	return None, nil
}

func setDifferenceUpdate(t *Thread, self Value, a Args) (Value, error) {
	for _, o := range Cast[Tuple](a[0]).Items {
		if !Cast[Set](self).differenceUpdate(t, o) {
			return Value{}, t.Take()
		}
	}
	return None, nil
}

func (s *Set) intersectionUpdate(t *Thread, v Value) bool {
	r, ok := s.intersection(t, v)
	if ok {
		s.swap(r)
	}
	return ok
}

func setIntersectionUpdate(t *Thread, self Value, a Args) (Value, error) {
	r, err := setIntersection(t, self, a)
	if err != nil {
		return Value{}, err
	}
	Cast[Set](self).swap(Cast[Set](r))
	return None, nil
}

func setSymmetricUpdate(t *Thread, self Value, a Args) (Value, error) {
	return t.done(Cast[Set](self).symmetricUpdate(t, a[0]))
}

func setDifference(t *Thread, self Value, a Args) (Value, error) {
	s := Cast[Set](self)
	others := Cast[Tuple](a[0]).Items
	if len(others) == 0 {
		return setCopy(t, self, nil)
	}
	r, ok := s.difference(t, others[0])
	for _, o := range others[1:] {
		ok = ok && r.differenceUpdate(t, o)
	}
	return setResult(t, r, ok)
}

func setIntersection(t *Thread, self Value, a Args) (Value, error) {
	s := Cast[Set](self)
	others := Cast[Tuple](a[0]).Items
	if len(others) == 0 {
		r, ok := likeSet(t, s, self)
		return setResult(t, r, ok)
	}
	for _, o := range others {
		r, ok := s.intersection(t, o)
		if !ok {
			return Value{}, t.Take()
		}
		s = r
	}
	return Ref(s), nil
}

func setUnion(t *Thread, self Value, a Args) (Value, error) {
	r, ok := likeSet(t, Cast[Set](self), self)
	for _, o := range Cast[Tuple](a[0]).Items {
		ok = ok && r.update(t, o)
	}
	return setResult(t, r, ok)
}

func setSymmetric(t *Thread, self Value, a Args) (Value, error) {
	s := Cast[Set](self)
	r, ok := likeSet(t, s, a[0])
	return setResult(t, r, ok && r.symmetricUpdate(t, self))
}

func setIsDisjoint(t *Thread, self Value, a Args) (Value, error) {
	s, v := Cast[Set](self), a[0]
	if o, ok := AsSet(v); ok && o.used > s.used {
		s, v = o, self
	}
	disjoint := true
	if !each(t, v, func(k Value, h uint64) (bool, bool) {
		in, ok := s.hasHash(t, k, h)
		disjoint = !in
		return disjoint, ok
	}) {
		return Value{}, t.Take()
	}
	return Bool(disjoint), nil
}

func setIsSubset(t *Thread, self Value, a Args) (Value, error) {
	s := Cast[Set](self)
	yes, ok := false, true
	if o, isSet := AsSet(a[0]); isSet {
		yes, ok = s.subset(t, o)
	} else {
		var i *Set
		if i, ok = s.intersection(t, a[0]); ok {
			yes = i.used == s.used
		}
	}
	if !ok {
		return Value{}, t.Take()
	}
	return Bool(yes), nil
}

func setIsSuperset(t *Thread, self Value, a Args) (Value, error) {
	s := Cast[Set](self)
	yes, ok := true, true
	if o, isSet := AsSet(a[0]); isSet {
		yes, ok = o.subset(t, s)
	} else {
		ok = each(t, a[0], func(k Value, h uint64) (bool, bool) {
			var ok bool
			yes, ok = s.hasHash(t, k, h)
			return yes, ok
		})
	}
	if !ok {
		return Value{}, t.Take()
	}
	return Bool(yes), nil
}

func setReduce(t *Thread, self Value, a Args) (Value, error) {
	state, err := getState(t, self)
	if err != nil {
		return Value{}, err
	}
	return NewTuple(Ref(TypeOf(self)), NewTuple(NewList(Cast[Set](self).items()...)), state), nil
}

// instanceState is the state that a built-in type's __reduce__ gives for subclass
// instances: a copy of the attributes, or None.
func instanceState(v Value) Value {
	d := NewDict()
	InstanceAttrs(v, func(name *Str, val Value) { d.setStr(name, val) })
	if d.live == 0 {
		return None
	}
	return Ref(d)
}
