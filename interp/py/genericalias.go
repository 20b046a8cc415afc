package py

import "strings"

// GenericAlias is a parametrised built-in generic type such as list[int].
// https://docs.python.org/3.14/library/stdtypes.html#types-genericalias
type GenericAlias struct {
	Header
	Origin  Value
	Args    *Tuple
	params  *Tuple // nil until computed
	Starred bool   // *tuple[int, ...]
}

// aliasIter yields the alias once, starred: the unpacking of *tuple[int, ...].
type aliasIter struct {
	Header
	alias *GenericAlias // nil once exhausted
}

var (
	genericAliasType Type
	aliasIterType    Type
)

// GenericAliasType is types.GenericAlias.
var GenericAliasType = &genericAliasType

// NewGenericAlias returns origin[args].
func NewGenericAlias(origin, args Value) Value {
	tup, ok := AsTuple(args)
	if !ok {
		tup = MakeTuple([]Value{args})
	}
	return Ref(&GenericAlias{Header: Header{&genericAliasType}, Origin: origin, Args: tup})
}

// classGetItem implements __class_getitem__ of the built-in generic types.
func classGetItem(t *Thread, self Value, a Args) (Value, error) {
	return NewGenericAlias(self, a[0]), nil
}

// ClassGetItem is the __class_getitem__ row of generic types of other packages.
func ClassGetItem() Method {
	return Method{"__class_getitem__", "($type, object, /)", classGetItem, Class, docClassGetItem}
}

func genericAliasSpec() TypeSpec {
	s := TypeSpec{
		Name: "types.GenericAlias", Layout: LayoutOf[GenericAlias](),
		Doc:       "Represent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ is list and t.__args__ is (int,).",
		Signature: "(origin, args, /)",
		New: func(t *Thread, typ *Type, a Args) (Value, error) {
			g := Make[GenericAlias](typ)
			g.Origin = a[0]
			g.Args = Cast[GenericAlias](NewGenericAlias(a[0], a[1])).Args
			return Ref(g), nil
		},
		Slots: Slots{
			Repr: aliasRepr, Hash: aliasHash, Compare: aliasCompare, Call: aliasCall, GetAttr: aliasGetAttr,
			GetItem: func(t *Thread, v, key Value) Value {
				g := Cast[GenericAlias](v)
				args, err := substitute(t, v, g.Args, g.parameters(t), key)
				if err != nil {
					return t.Fail(err)
				}
				return Ref(&GenericAlias{Header: Header{&genericAliasType}, Origin: g.Origin, Args: args, Starred: g.Starred})
			},
			Iter: func(t *Thread, v Value) Value { return Ref(&aliasIter{Header{&aliasIterType}, Cast[GenericAlias](v)}) },
		},
		Methods: []Method{
			{"__mro_entries__", "($self, bases, /)", func(t *Thread, self Value, a Args) (Value, error) {
				return NewTuple(Cast[GenericAlias](self).Origin), nil
			}, 0, ""},
			{"__instancecheck__", "($self, instance, /)", func(t *Thread, self Value, a Args) (Value, error) {
				return Value{}, Errorf(TypeError, "isinstance() argument 2 cannot be a parameterized generic")
			}, 0, ""},
			{"__subclasscheck__", "($self, cls, /)", func(t *Thread, self Value, a Args) (Value, error) {
				return Value{}, Errorf(TypeError, "issubclass() argument 2 cannot be a parameterized generic")
			}, 0, ""},
			{"__reduce__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
				g := Cast[GenericAlias](self)
				if g.Starred {
					plain := *g
					plain.Starred = false
					return NewPair(builtinName(t, "next"), NewTuple(IterOperation(t, Ref(&plain)))), nil
				}
				return NewPair(Ref(&genericAliasType), NewPair(g.Origin, Ref(g.Args))), nil
			}, 0, docReduce},
		},
		Getset: []Getset{
			{"__origin__", func(t *Thread, self Value) (Value, error) { return Cast[GenericAlias](self).Origin, nil }, nil, ""},
			{"__args__", func(t *Thread, self Value) (Value, error) { return Ref(Cast[GenericAlias](self).Args), nil }, nil, ""},
			{"__parameters__", func(t *Thread, self Value) (Value, error) {
				return Ref(Cast[GenericAlias](self).parameters(t)), nil
			}, nil, "Type variables in the GenericAlias."},
			{"__unpacked__", func(t *Thread, self Value) (Value, error) { return Bool(Cast[GenericAlias](self).Starred), nil }, nil, ""},
			{"__typing_unpacked_tuple_args__", func(t *Thread, self Value) (Value, error) {
				if g := Cast[GenericAlias](self); g.Starred && g.Origin == Ref(&tupleType) {
					return Ref(g.Args), nil
				}
				return None, nil
			}, nil, ""},
		},
	}
	s.Slots.Binary[OpOr] = typeOr
	return s
}

func aliasIterSpec() TypeSpec {
	return TypeSpec{
		Name: "generic_alias_iterator", Layout: LayoutOf[aliasIter](), Flags: NoSubclass | NoInstances,
		Slots: Slots{Iter: selfIter, Next: func(t *Thread, v Value) Value {
			it := Cast[aliasIter](v)
			if it.alias == nil {
				return Value{}
			}
			g := *it.alias
			g.Starred = true
			it.alias = nil
			return Ref(&g)
		}},
		Methods: iterMethods(nil, func(t *Thread, self Value) Value {
			it := Cast[aliasIter](self)
			if it.alias == nil {
				return NewPair(builtinIter(t), NewTuple(NewTuple()))
			}
			return NewPair(builtinIter(t), NewTuple(Ref(it.alias)))
		}, nil),
	}
}

// typeArgRepr shows a type argument as annotations are written: the name of a
// class, "..." for Ellipsis, the elements of a list in brackets (one level deep,
// as CPython does).
func typeArgRepr(t *Thread, v Value) (string, error) {
	if l, ok := AsList(v); ok {
		return bracketed(t, &l.Items, argRepr)
	}
	return argRepr(t, v)
}

// bracketed shows items, which may change meanwhile, as a list's.
func bracketed(t *Thread, items *[]Value, repr func(*Thread, Value) (string, error)) (string, error) {
	var parts []string
	for i := 0; i < len(*items); i++ {
		s, err := repr(t, (*items)[i])
		if err != nil {
			return "", err
		}
		parts = append(parts, s)
	}
	return "[" + strings.Join(parts, ", ") + "]", nil
}

func argRepr(t *Thread, v Value) (string, error) {
	if v == Ellipsis {
		return "...", nil
	}
	if TypeOf(v).flags&typeSub != 0 || TypeOf(v) == &typeType {
		return Cast[Type](v).ReprName(), nil
	}
	return ReprString(t, v)
}

func aliasRepr(t *Thread, v Value) Value {
	g := Cast[GenericAlias](v)
	if !t.Enter(" while getting the repr of an object") {
		return Error
	}
	defer t.Leave()
	origin, err := argRepr(t, g.Origin)
	if err != nil {
		return t.Fail(err)
	}
	args, err := bracketed(t, &g.Args.Items, typeArgRepr)
	if err != nil {
		return t.Fail(err)
	}
	if len(g.Args.Items) == 0 {
		args = "[()]"
	}
	if g.Starred {
		origin = "*" + origin
	}
	return NewStr(origin + args)
}

func aliasHash(t *Thread, v Value) (uint64, bool) {
	g := Cast[GenericAlias](v)
	a, ok := Hash(t, g.Origin)
	if !ok {
		return 0, false
	}
	b, ok := Hash(t, Ref(g.Args))
	return a ^ b, ok
}

func aliasCompare(t *Thread, a, b Value, op CompareOp) Value {
	o, ok := As[GenericAlias](b, &genericAliasType)
	if !ok || op != EQ && op != NE {
		return NotImplemented
	}
	g := Cast[GenericAlias](a)
	eq := g.Starred == o.Starred
	if eq {
		if eq, ok = equal(t, g.Origin, o.Origin); !ok {
			return Error
		}
	}
	if eq {
		if eq, ok = equal(t, Ref(g.Args), Ref(o.Args)); !ok {
			return Error
		}
	}
	return Bool(eq == (op == EQ))
}

var nameOrigClass = InternStatic("__orig_class__")

// aliasCall makes an instance of the origin, which learns of the alias as
// __orig_class__ if it takes attributes.
func aliasCall(t *Thread, callee Value, args []Value, kw []Value) Value {
	r := CallSlot(t, Cast[GenericAlias](callee).Origin, args, kw)
	if r.IsError() {
		return r
	}
	if set := TypeOf(r).SetAttr; set != nil && !set(t, r, nameOrigClass, callee) {
		if !t.ExcMatches(AttributeError) && !t.ExcMatches(TypeError) {
			return Error
		}
		t.Exc = nil
	}
	return r
}

// aliasGetAttr forwards to the origin all attributes but the alias's own.
func aliasGetAttr(t *Thread, v Value, name *Str) Value {
	switch name.s {
	case "__class__", "__origin__", "__args__", "__parameters__", "__unpacked__", "__typing_unpacked_tuple_args__",
		"__mro_entries__", "__reduce_ex__", "__reduce__", "__copy__", "__deepcopy__",
		"__instancecheck__", "__subclasscheck__":
		return GenericGetAttr(t, v, name)
	}
	origin := Cast[GenericAlias](v).Origin
	return TypeOf(origin).GetAttr(t, origin, name)
}

func (g *GenericAlias) parameters(t *Thread) *Tuple {
	if g.params == nil {
		g.params = typeParameters(t, g.Args.Items)
	}
	return g.params
}

var (
	nameTypingSubst  = InternStatic("__typing_subst__")
	nameParametersOf = InternStatic("__parameters__")
)

// typeParameters collects the type variables of arguments, in order of their
// first appearance.
func typeParameters(t *Thread, args []Value) *Tuple {
	var out []Value
	add := func(v Value) {
		for _, o := range out {
			if o == v {
				return
			}
		}
		out = append(out, v)
	}
	for _, v := range args {
		if TypeOf(v).flags&typeSub != 0 || TypeOf(v) == &typeType {
			continue
		}
		if t.LookupType(TypeOf(v), nameTypingSubst).ref != nil {
			add(v)
			continue
		}
		p, err := LookupAttr(t, v, nameParametersOf)
		if err != nil || p.ref == nil {
			continue
		}
		if tup, ok := AsTuple(p); ok {
			for _, x := range tup.Items {
				add(x)
			}
		}
	}
	return MakeTuple(out)
}

// substitute replaces the type variables params in args by what key gives.
func substitute(t *Thread, self Value, args, params *Tuple, key Value) (*Tuple, error) {
	if len(params.Items) == 0 {
		s, err := ReprString(t, self)
		if err != nil {
			return nil, err
		}
		return nil, Errorf(TypeError, "%s is not a generic class", s)
	}
	given := []Value{key}
	if tup, ok := AsTuple(key); ok {
		given = tup.Items
	}
	if len(given) != len(params.Items) {
		s, err := ReprString(t, self)
		if err != nil {
			return nil, err
		}
		few := "many"
		if len(given) < len(params.Items) {
			few = "few"
		}
		return nil, Errorf(TypeError, "Too %s arguments for %s; actual %d, expected %d", few, s, len(given), len(params.Items))
	}
	find := func(p Value) (Value, error) {
		for i, q := range params.Items {
			if q == p {
				return CallMethod(t, p, "__typing_subst__", given[i])
			}
		}
		return p, nil
	}
	out := make([]Value, 0, len(args.Items))
	for _, a := range args.Items {
		if TypeOf(a).flags&typeSub == 0 && TypeOf(a) != &typeType {
			if t.LookupType(TypeOf(a), nameTypingSubst).ref != nil {
				v, err := find(a)
				if err != nil {
					return nil, err
				}
				out = append(out, v)
				continue
			}
			p, err := LookupAttr(t, a, nameParametersOf)
			if err != nil {
				return nil, err
			}
			if p.ref != nil {
				if inner, ok := AsTuple(p); ok && len(inner.Items) > 0 {
					sub := make([]Value, len(inner.Items))
					for i, q := range inner.Items {
						for j, o := range params.Items {
							if o == q {
								sub[i] = given[j]
							}
						}
					}
					v, err := GetItem(t, a, NewTuple(sub...))
					if err != nil {
						return nil, err
					}
					out = append(out, v)
					continue
				}
			}
		}
		out = append(out, a)
	}
	return MakeTuple(out), nil
}
