package py

// Union is the union of types that X | Y makes (typing.Union).
// https://docs.python.org/3.14/library/stdtypes.html#types-union
type Union struct {
	Header
	Args   *Tuple
	params *Tuple // nil until computed
}

var unionType Type

// UnionType is types.UnionType, also known as typing.Union.
var UnionType = &unionType

func unionSpec() TypeSpec {
	s := TypeSpec{
		Name: "typing.Union", Layout: LayoutOf[Union](), Flags: NoSubclass | NoInstances,
		Attrs: inTyping,
		Doc:   "Represent a union type\n\nE.g. for int | str",
		Slots: Slots{
			Repr: unionRepr, Hash: unionHash, Compare: unionCompare,
			GetItem: func(t *Thread, v, key Value) Value {
				u := Cast[Union](v)
				args, err := substitute(t, v, u.Args, u.parameters(t), key)
				if err != nil {
					return t.Fail(err)
				}
				return t.hot(MakeUnion(t, args.Items))
			},
		},
		Methods: []Method{
			{"__mro_entries__", "($self, bases, /)", func(t *Thread, self Value, a Args) (Value, error) {
				r, err := ReprString(t, self)
				if err != nil {
					return Value{}, err
				}
				return Value{}, Errorf(TypeError, "Cannot subclass %s", r)
			}, 0, ""},
			{"__class_getitem__", "($type, object, /)", func(t *Thread, self Value, a Args) (Value, error) {
				if tup, ok := AsTuple(a[0]); ok {
					if len(tup.Items) == 0 {
						return Value{}, Errorf(TypeError, "Cannot take a Union of no types.")
					}
					return MakeUnion(t, tup.Items)
				}
				return MakeUnion(t, []Value{a[0]})
			}, Class, ""},
		},
		Getset: []Getset{
			{"__args__", func(t *Thread, self Value) (Value, error) { return Ref(Cast[Union](self).Args), nil }, nil, ""},
			{"__parameters__", func(t *Thread, self Value) (Value, error) { return Ref(Cast[Union](self).parameters(t)), nil }, nil, "Type variables in the types.UnionType."},
			{"__origin__", func(t *Thread, self Value) (Value, error) { return Ref(&unionType), nil }, nil, "Always returns the type"},
			{"__name__", func(t *Thread, self Value) (Value, error) { return NewStr("Union"), nil }, nil, "Name of the type"},
			{"__qualname__", func(t *Thread, self Value) (Value, error) { return NewStr("Union"), nil }, nil, "Qualified name of the type"},
		},
	}
	s.Slots.Binary[OpOr] = typeOr
	return s
}

// hot turns a (Value, error) result into the hot convention.
func (t *Thread) hot(v Value, err error) Value {
	if err != nil {
		return t.Fail(err)
	}
	return v
}

// typeOr is | of types, generic aliases, unions and None.
func typeOr(t *Thread, a, b Value) Value {
	if !isUnionable(a) || !isUnionable(b) {
		return NotImplemented
	}
	return t.hot(MakeUnion(t, []Value{a, b}))
}

func isUnionable(v Value) bool {
	typ := TypeOf(v)
	return v.IsNone() || typ.flags&typeSub != 0 || typ == &typeType || typ.IsSubtype(&genericAliasType) || typ == &unionType || typ == &typeAliasType
}

// MakeUnion returns the union of args: nested ones flattened, repeated ones
// dropped, None standing for its type, a string for a forward reference; a union of
// one is that one. What cannot be a type is a TypeError.
func MakeUnion(t *Thread, args []Value) (Value, error) {
	m := unionMaker{seen: NewFrozenSet()}
	for _, v := range args {
		if err := m.add(t, v); err != nil {
			return Value{}, err
		}
	}
	if len(m.args) == 1 {
		return m.args[0], nil
	}
	return Ref(&Union{Header: Header{&unionType}, Args: MakeTuple(m.args)}), nil
}

// unionMaker gathers the arguments of a union. Repeated ones are found by their
// hashes, those that have none among themselves.
type unionMaker struct {
	args, unhashable []Value
	seen             *Set
}

func (m *unionMaker) add(t *Thread, v Value) error {
	if v.IsNone() {
		v = Ref(&noneType)
	}
	if !isUnionable(v) && hasTyping(t) {
		var err error
		if v, err = callTyping(t, "_type_check", v, NewStr("Union[arg, ...]: each arg must be a type.")); err != nil {
			return err
		}
	}
	if u, ok := As[Union](v, &unionType); ok {
		for _, x := range u.Args.Items {
			if err := m.add(t, x); err != nil {
				return err
			}
		}
		return nil
	}
	if _, ok := Hash(t, v); ok {
		n := m.seen.Len()
		if !m.seen.Add(t, v) {
			return t.Take()
		}
		if m.seen.Len() > n {
			m.args = append(m.args, v)
		}
		return nil
	}
	if !t.ExcMatches(TypeError) {
		return t.Take()
	}
	t.Exc = nil
	for _, x := range m.unhashable {
		if eq, err := Equal(t, x, v); err != nil || eq {
			return err
		}
	}
	m.unhashable, m.args = append(m.unhashable, v), append(m.args, v)
	return nil
}

func unionRepr(t *Thread, v Value) Value {
	var b []byte
	for i, x := range Cast[Union](v).Args.Items {
		if i > 0 {
			b = append(b, " | "...)
		}
		if x == Ref(&noneType) {
			b = append(b, "None"...)
			continue
		}
		s, err := typeArgRepr(t, x)
		if err != nil {
			return t.Fail(err)
		}
		b = append(b, s...)
	}
	return NewStr(string(b))
}

// parts are the arguments as a set, but for those that are not hashable.
func (u *Union) parts(t *Thread) (hashable *Set, rest []Value, ok bool) {
	hashable = NewFrozenSet()
	for _, x := range u.Args.Items {
		if _, ok := Hash(t, x); !ok {
			if !t.ExcMatches(TypeError) {
				return nil, nil, false
			}
			t.Exc = nil
			rest = append(rest, x)
			continue
		}
		if !hashable.Add(t, x) {
			return nil, nil, false
		}
	}
	return hashable, rest, true
}

func unionHash(t *Thread, v Value) (uint64, bool) {
	s := NewFrozenSet()
	if !s.update(t, Ref(Cast[Union](v).Args)) {
		return 0, false
	}
	return frozenSetHash(t, Ref(s))
}

func unionCompare(t *Thread, a, b Value, op CompareOp) Value {
	o, ok := As[Union](b, &unionType)
	if !ok || op != EQ && op != NE {
		return NotImplemented
	}
	x, xrest, ok := Cast[Union](a).parts(t)
	if !ok {
		return Error
	}
	y, yrest, ok := o.parts(t)
	if !ok {
		return Error
	}
	same, ok := equal(t, Ref(x), Ref(y))
	if !ok {
		return Error
	}
	same = same && len(xrest) == len(yrest)
	for i := 0; same && i < len(xrest); i++ {
		same = false
		for _, v := range yrest {
			if same, ok = equal(t, xrest[i], v); !ok {
				return Error
			} else if same {
				break
			}
		}
	}
	return Bool(same == (op == EQ))
}

func (u *Union) parameters(t *Thread) *Tuple {
	if u.params == nil {
		u.params = typeParameters(t, u.Args.Items)
	}
	return u.params
}
