package py

import "strconv"

func dictSpec() TypeSpec {
	s := TypeSpec{
		Name: "dict", Layout: LayoutOf[Dict](), Flags: dictSub | Unhashable | MatchMapping, Doc: docDict,
		InitSignature: "(*args, **kwargs)", Init: dictInit,
		Slots: Slots{
			New:  func(t *Thread, typ *Type, args []Value, kw []Value) Value { return Ref(Make[Dict](typ)) },
			Repr: dictRepr, Compare: dictCompare,
			Len:  func(t *Thread, v Value) (int, bool) { return Cast[Dict](v).live, true },
			Iter: func(t *Thread, v Value) Value { return newDictIter(Cast[Dict](v), &dictKeyIterType) },
			GetItem: func(t *Thread, v, key Value) Value {
				return DictGetItem(t, Cast[Dict](v), key)
			},
			SetItem: dictSetItem, Contains: dictContains,
		},
		Methods: []Method{
			{"clear", "($self, /)", dictClear, 0, "Remove all items from the dict."},
			{"copy", "($self, /)", dictCopy, Alloc, "Return a shallow copy of the dict."},
			{"fromkeys", "($type, iterable, value=None, /)", dictFromKeys, Class | Slow | CallsPython, "Create a new dictionary with keys from iterable and values set to value."},
			{"get", "($self, key, default=None, /)", dictGet, CallsPython, "Return the value for key if key is in the dictionary, else default."},
			{"items", "($self, /)", dictItems, 0, "Return a set-like object providing a view on the dict's items."},
			{"keys", "($self, /)", dictKeys, 0, "Return a set-like object providing a view on the dict's keys."},
			{"pop", "($self, key, default=<unrepresentable>, /)", dictPop, CallsPython, "D.pop(k[,d]) -> v, remove specified key and return the corresponding value.\n\nIf the key is not found, return the default if given; otherwise,\nraise a KeyError."},
			{"popitem", "($self, /)", dictPopItem, 0, "Remove and return a (key, value) pair as a 2-tuple.\n\nPairs are returned in LIFO (last-in, first-out) order.\nRaises KeyError if the dict is empty."},
			{"setdefault", "($self, key, default=None, /)", dictSetDefault, CallsPython, "Insert key with a value of default if key is not in the dictionary.\n\nReturn the value for key if key is in the dictionary, else default."},
			{"update", "($self, *args, **kwargs)", dictUpdateMethod, Slow | CallsPython, "D.update([E, ]**F) -> None.  Update D from mapping/iterable E and F.\nIf E is present and has a .keys() method, then does:  for k in E.keys(): D[k] = E[k]\nIf E is present and lacks a .keys() method, then does:  for k, v in E: D[k] = v\nIn either case, this is followed by: for k in F:  D[k] = F[k]"},
			{"values", "($self, /)", dictValues, 0, "Return an object providing a view on the dict's values."},
			{"__reversed__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
				return newDictIter(Cast[Dict](self), &dictRevKeyIterType), nil
			}, 0, "Return a reverse iterator over the dict keys."},
			{"__sizeof__", "($self, /)", dictSizeof, 0, "Return the size of the dict in memory."},
			{"__class_getitem__", "($type, object, /)", classGetItem, Class, docClassGetItem},
		},
	}
	s.Slots.Binary[OpOr] = dictOr
	s.Slots.Inplace[OpOr] = dictInplaceOr
	return s
}

const docDict = "dict() -> new empty dictionary\ndict(mapping) -> new dictionary initialized from a mapping object's\n    (key, value) pairs\ndict(iterable) -> new dictionary initialized as if via:\n    d = {}\n    for k, v in iterable:\n        d[k] = v\ndict(**kwargs) -> new dictionary initialized with the name=value pairs\n    in the keyword argument list.  For example:  dict(one=1, two=2)"

func dictInit(t *Thread, self Value, a Args) error {
	return dictUpdateArgs(t, Cast[Dict](self), "dict", a)
}

// dictUpdateArgs is the common part of dict(…) and dict.update(…).
func dictUpdateArgs(t *Thread, d *Dict, fname string, a Args) error {
	args := Cast[Tuple](a[0]).Items
	if len(args) > 1 {
		return Errorf(TypeError, "%s expected at most 1 argument, got %d", fname, len(args))
	}
	if len(args) == 1 {
		if err := DictUpdate(t, d, args[0]); err != nil {
			return err
		}
	}
	if kw := Cast[Dict](a[1]); kw.live > 0 {
		return dictMerge(t, d, kw)
	}
	return nil
}

// DictUpdate is d.update(v): v is a mapping or an iterable of pairs.
// https://docs.python.org/3.14/library/stdtypes.html#dict.update
func DictUpdate(t *Thread, d *Dict, v Value) error {
	if v.IsDict() {
		return dictMerge(t, d, Cast[Dict](v))
	}
	keys, err := LookupAttr(t, v, nameKeys)
	if err != nil {
		return err
	}
	if keys.ref == nil {
		return dictMergePairs(t, d, v)
	}
	if o, ok := AsDict(v); ok && isDictIter(TypeOf(v)) {
		return dictMerge(t, d, o)
	}
	return dictMergeKeys(t, d, v, keys)
}

// DictMerge is d.update(v) for a mapping v; without keys() it fails with the
// AttributeError of the attribute.
func DictMerge(t *Thread, d *Dict, v Value) error {
	if o, ok := AsDict(v); ok && isDictIter(TypeOf(v)) {
		return dictMerge(t, d, o)
	}
	keys, err := GetAttr(t, v, "keys")
	if err != nil {
		return err
	}
	return dictMergeKeys(t, d, v, keys)
}

var nameKeys = InternStatic("keys")

// isDictIter reports whether a subclass of dict leaves iteration alone.
func isDictIter(typ *Type) bool {
	if typ == &dictType {
		return true
	}
	w := typ.Lookup(nameIter)
	return w == dictType.Lookup(nameIter)
}

var nameIter = InternStatic("__iter__")

func dictMergeKeys(t *Thread, d *Dict, v, keys Value) error {
	ks, err := Call(t, keys)
	if err != nil {
		return err
	}
	return Iterate(t, ks, func(k Value) error {
		x, err := GetItem(t, v, k)
		if err != nil {
			return err
		}
		if !d.Set(t, k, x) {
			return t.Take()
		}
		return nil
	})
}

// dictMerge copies the entries of o into d.
func dictMerge(t *Thread, d, o *Dict) error {
	if d == o || o.live == 0 {
		return nil
	}
	if d.live == 0 {
		c := o.Copy()
		d.mut++
		d.keysVer = 0
		d.entries, d.index, d.live, d.fill, d.first = c.entries, c.index, c.live, c.fill, c.first
		return nil
	}
	mut := o.mut
	for i := 0; i < len(o.entries); i++ {
		e := o.entries[i]
		if e.key.ref == nil {
			continue
		}
		if !d.setHash(t, e.key, e.val, e.hash) {
			return t.Take()
		}
		if o.mut != mut {
			return Errorf(RuntimeError, "dict mutated during update")
		}
	}
	return nil
}

func dictMergePairs(t *Thread, d *Dict, v Value) error {
	n := 0
	return Iterate(t, v, func(x Value) error {
		var items []Value
		switch {
		case x.IsTuple():
			items = Cast[Tuple](x).Items
		case x.IsList():
			items = Cast[List](x).Items
		default:
			var err error
			items, err = fastItems(t, x, "object is not iterable")
			if err != nil {
				if Matches(err, TypeError) {
					addNote(t, ToException(err), "Cannot convert dictionary update sequence element #"+strconv.Itoa(n)+" to a sequence")
				}
				return err
			}
		}
		if len(items) != 2 {
			return Errorf(ValueError, "dictionary update sequence element #%d has length %d; 2 is required", n, len(items))
		}
		n++
		if !d.Set(t, items[0], items[1]) {
			return t.Take()
		}
		return nil
	})
}

func dictRepr(t *Thread, v Value) Value {
	d := Cast[Dict](v)
	if d.live == 0 {
		return newASCII("{}")
	}
	if t.reprEnter(v) {
		return newASCII("{...}")
	}
	defer t.reprLeave()
	b := append(make([]byte, 0, 64), '{')
	ok := true
	for k, x, p, more := d.Next(0); more; k, x, p, more = d.Next(p) {
		if len(b) > 1 {
			b = append(b, ", "...)
		}
		if b, ok = appendRepr(t, b, k); !ok {
			return Error
		}
		b = append(b, ": "...)
		if b, ok = appendRepr(t, b, x); !ok {
			return Error
		}
	}
	return NewStr(string(append(b, '}')))
}

func dictCompare(t *Thread, a, b Value, op CompareOp) Value {
	y, ok := AsDict(b)
	if !ok || op != EQ && op != NE {
		return NotImplemented
	}
	eq, ok := dictEqual(t, Cast[Dict](a), y)
	if !ok {
		return Error
	}
	return Bool(eq == (op == EQ))
}

func dictEqual(t *Thread, a, b *Dict) (eq, ok bool) {
	if a.live != b.live {
		return false, true
	}
	for i := 0; i < len(a.entries); i++ {
		e := a.entries[i]
		if e.key.ref == nil {
			continue
		}
		p, ok := b.find(t, e.key, e.hash)
		if !ok || p < 0 {
			return false, ok
		}
		if eq, ok = equal(t, b.entries[p].val, e.val); !ok || !eq {
			return false, ok
		}
	}
	return true, true
}

// DictGetItem is d[key], with KeyError or __missing__ where there is none.
func DictGetItem(t *Thread, d *Dict, key Value) Value {
	v, ok := d.Get(t, key)
	if v.ref != nil {
		return v
	}
	if !ok {
		return Error
	}
	if d.typ != &dictType {
		if r, found := callSpecial(t, Ref(d), nameMissing, key); found {
			return r
		}
	}
	t.setExc(NewException(KeyError, key))
	return Error
}

var nameMissing = InternStatic("__missing__")

func dictSetItem(t *Thread, v, key, val Value) bool {
	d := Cast[Dict](v)
	if val.ref != nil {
		return d.Set(t, key, val)
	}
	old, ok := d.Delete(t, key)
	if !ok {
		return false
	}
	if old.ref == nil {
		t.setExc(NewException(KeyError, key))
		return false
	}
	return true
}

// Contains reports whether key is in d; ok is false if hashing or comparing raised.
func (d *Dict) Contains(t *Thread, key Value) (found, ok bool) {
	v, ok := d.Get(t, key)
	return v.ref != nil, ok
}

func dictContains(t *Thread, v, key Value) (bool, bool) { return Cast[Dict](v).Contains(t, key) }

func dictOr(t *Thread, a, b Value) Value {
	x, ok := AsDict(a)
	y, ok2 := AsDict(b)
	if !ok || !ok2 {
		return NotImplemented
	}
	c := x.Copy()
	if err := dictMerge(t, c, y); err != nil {
		return t.Fail(err)
	}
	return Ref(c)
}

func dictInplaceOr(t *Thread, a, b Value) Value {
	if err := DictUpdate(t, Cast[Dict](a), b); err != nil {
		return t.Fail(err)
	}
	return a
}

func dictClear(t *Thread, self Value, a Args) (Value, error) {
	Cast[Dict](self).Clear()
	return None, nil
}

func dictCopy(t *Thread, self Value, a Args) (Value, error) {
	return Ref(Cast[Dict](self).Copy()), nil
}

func dictFromKeys(t *Thread, self Value, a Args) (Value, error) {
	keys, val := a[0], a[1]
	dv, err := Call(t, self)
	if err != nil {
		return Value{}, err
	}
	if dv.IsDict() {
		d := Cast[Dict](dv)
		return dv, Iterate(t, keys, func(k Value) error {
			if !d.Set(t, k, val) {
				return t.Take()
			}
			return nil
		})
	}
	return dv, Iterate(t, keys, func(k Value) error { return SetItem(t, dv, k, val) })
}

func dictGet(t *Thread, self Value, a Args) (Value, error) {
	v, ok := Cast[Dict](self).Get(t, a[0])
	if !ok {
		return Value{}, t.Take()
	}
	if v.ref == nil {
		return a[1], nil
	}
	return v, nil
}

func dictItems(t *Thread, self Value, a Args) (Value, error) {
	return Ref(&DictView{Header{&dictItemsType}, Cast[Dict](self)}), nil
}

func dictKeys(t *Thread, self Value, a Args) (Value, error) {
	return Ref(&DictView{Header{&dictKeysType}, Cast[Dict](self)}), nil
}

func dictValues(t *Thread, self Value, a Args) (Value, error) {
	return Ref(&DictView{Header{&dictValuesType}, Cast[Dict](self)}), nil
}

func dictPop(t *Thread, self Value, a Args) (Value, error) {
	d := Cast[Dict](self)
	if d.live == 0 && !a.Given(1) {
		return Value{}, NewException(KeyError, a[0]) // the key is not hashed
	}
	v, ok := d.Delete(t, a[0])
	if !ok {
		return Value{}, t.Take()
	}
	if v.ref != nil {
		return v, nil
	}
	if a.Given(1) {
		return a[1], nil
	}
	return Value{}, NewException(KeyError, a[0])
}

// PopItem removes and returns the last entry; ok is false if there is none.
func (d *Dict) PopItem() (key, val Value, ok bool) {
	for i := len(d.entries) - 1; i >= 0; i-- {
		if e := d.entries[i]; e.key.ref != nil {
			d.removeAt(i)
			return e.key, e.val, true
		}
	}
	return Value{}, Value{}, false
}

func dictPopItem(t *Thread, self Value, a Args) (Value, error) {
	k, v, ok := Cast[Dict](self).PopItem()
	if !ok {
		return Value{}, Errorf(KeyError, "popitem(): dictionary is empty")
	}
	return NewPair(k, v), nil
}

// SetDefault is d.setdefault(key, val); ok is false if hashing or comparing raised.
func (d *Dict) SetDefault(t *Thread, key, val Value) (v Value, ok bool) {
	hash, ok := hashKey(t, key)
	if !ok {
		return Value{}, false
	}
	p, ok := d.find(t, key, hash)
	if !ok {
		return Value{}, false
	}
	if p >= 0 {
		return d.entries[p].val, true
	}
	d.insert(key, val, hash)
	return val, true
}

func dictSetDefault(t *Thread, self Value, a Args) (Value, error) {
	v, ok := Cast[Dict](self).SetDefault(t, a[0], a[1])
	if !ok {
		return Value{}, t.Take()
	}
	return v, nil
}

func dictUpdateMethod(t *Thread, self Value, a Args) (Value, error) {
	return None, dictUpdateArgs(t, Cast[Dict](self), "update", a)
}

func dictSizeof(t *Thread, self Value, a Args) (Value, error) {
	d := Cast[Dict](self)
	return Int(int64(96 + 40*cap(d.entries) + 4*cap(d.index))), nil
}
