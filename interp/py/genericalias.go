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
			{"__dir__", "($self, /)", aliasDir, CallsPython, ""},
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
	switch v {
	case Ellipsis:
		return "...", nil
	case Ref(&noneType):
		return "None", nil
	}
	has := func(name *Str) (Value, bool, error) {
		a, err := LookupAttr(t, v, name)
		return a, err == nil && a.ref != nil, err
	}
	_, alias, err := has(nameOrigin)
	if alias {
		_, alias, err = has(nameArgs)
	}
	if err != nil {
		return "", err
	}
	if alias {
		return ReprString(t, v)
	}
	qualname, named, err := has(nameQualname)
	if err != nil {
		return "", err
	}
	module, from, err := has(nameModule)
	if err != nil {
		return "", err
	}
	if !named || !from || module.IsNone() {
		return ReprString(t, v)
	}
	q, err := ToGoString(t, qualname)
	if err != nil {
		return "", err
	}
	m, err := ToGoString(t, module)
	if err != nil || m == "builtins" {
		return q, err
	}
	return m + "." + q, nil
}

var (
	nameOrigin = InternStatic("__origin__")
	nameArgs   = InternStatic("__args__")
)

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
	case "__bases__", "__class__", "__origin__", "__args__", "__parameters__", "__unpacked__", "__typing_unpacked_tuple_args__",
		"__mro_entries__", "__reduce_ex__", "__reduce__", "__copy__", "__deepcopy__",
		"__instancecheck__", "__subclasscheck__":
		return GenericGetAttr(t, v, name)
	}
	origin := Cast[GenericAlias](v).Origin
	return TypeOf(origin).GetAttr(t, origin, name)
}

// aliasDir lists the origin's attributes and the alias's own.
func aliasDir(t *Thread, self Value, a Args) (Value, error) {
	origin, err := Call(t, builtinName(t, "dir"), Cast[GenericAlias](self).Origin)
	if err != nil {
		return Value{}, err
	}
	names, err := Items(t, origin)
	if err != nil {
		return Value{}, err
	}
	own := []string{"__args__", "__mro_entries__", "__origin__", "__parameters__", "__typing_unpacked_tuple_args__", "__unpacked__"}
	for _, n := range own {
		if v := t.Interp.InternString(n).Value(); paramIndex(names, v) < 0 {
			names = append(names, v)
		}
	}
	return NewList(names...), nil
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

// isType reports whether v is a class.
func isType(v Value) bool { return TypeOf(v).flags&typeSub != 0 || TypeOf(v) == &typeType }

// typeParameters collects the type variables of arguments, in order of their
// first appearance; those in lists and tuples count.
func typeParameters(t *Thread, args []Value) *Tuple {
	var out []Value
	collectParameters(t, args, &out, 0)
	return MakeTuple(out)
}

func collectParameters(t *Thread, args []Value, out *[]Value, depth int) {
	add := func(v Value) {
		for _, o := range *out {
			if o == v {
				return
			}
		}
		*out = append(*out, v)
	}
	for _, v := range args {
		if isType(v) {
			continue
		}
		if items, ok := argumentItems(v); ok {
			if depth < maxArgumentDepth {
				collectParameters(t, items, out, depth+1)
			}
			continue
		}
		if s, err := LookupAttr(t, v, nameTypingSubst); err == nil && s.ref != nil {
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
}

// maxArgumentDepth ends the walk through lists that contain themselves.
const maxArgumentDepth = 200

func argumentItems(v Value) ([]Value, bool) {
	if tup, ok := AsTuple(v); ok {
		return tup.Items, true
	}
	if l, ok := AsList(v); ok {
		return l.Items, true
	}
	return nil, false
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
	given, err := flattenUnpacked(t, given)
	if err != nil {
		return nil, err
	}
	for _, p := range params.Items {
		prepare, err := LookupAttr(t, p, namePrepareSubst)
		if err != nil {
			return nil, err
		}
		if prepare.ref == nil || prepare.IsNone() {
			continue
		}
		r, err := Call(t, prepare, self, NewTuple(given...))
		if err != nil {
			return nil, err
		}
		given = []Value{r}
		if tup, ok := AsTuple(r); ok {
			given = tup.Items
		}
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
	out, err := substituteItems(t, args.Items, params.Items, given, 0)
	if err != nil {
		return nil, err
	}
	return MakeTuple(out), nil
}

var (
	namePrepareSubst   = InternStatic("__typing_prepare_subst__")
	nameUnpackedArgs   = InternStatic("__typing_unpacked_tuple_args__")
	nameIsUnpackedVars = InternStatic("__typing_is_unpacked_typevartuple__")
)

// flattenUnpacked replaces *tuple[A, B] among arguments by A, B.
func flattenUnpacked(t *Thread, args []Value) ([]Value, error) {
	out := make([]Value, 0, len(args))
	for _, a := range args {
		if !isType(a) {
			u, err := LookupAttr(t, a, nameUnpackedArgs)
			if err != nil {
				return nil, err
			}
			if u.ref != nil && !u.IsNone() {
				if tup, ok := AsTuple(u); ok && (len(tup.Items) == 0 || tup.Items[len(tup.Items)-1] != Ellipsis) {
					out = append(out, tup.Items...)
					continue
				}
			}
		}
		out = append(out, a)
	}
	return out, nil
}

func substituteItems(t *Thread, args, params, given []Value, depth int) ([]Value, error) {
	if depth > maxArgumentDepth {
		return nil, Errorf(RecursionError, "maximum recursion depth exceeded")
	}
	out := make([]Value, 0, len(args))
	for _, a := range args {
		if isType(a) {
			out = append(out, a)
			continue
		}
		if items, ok := argumentItems(a); ok {
			sub, err := substituteItems(t, items, params, given, depth+1)
			if err != nil {
				return nil, err
			}
			if _, ok := AsTuple(a); ok {
				out = append(out, NewTuple(sub...))
			} else {
				out = append(out, NewList(sub...))
			}
			continue
		}
		unpack := false
		f, err := LookupAttr(t, a, nameIsUnpackedVars)
		if err == nil && f.ref != nil {
			unpack, err = IsTrue(t, f)
		}
		if err != nil {
			return nil, err
		}
		v, err := substituteOne(t, a, params, given)
		if err != nil {
			return nil, err
		}
		if !unpack {
			out = append(out, v)
			continue
		}
		tup, ok := AsTuple(v)
		if !ok {
			return nil, Errorf(TypeError, "expected __typing_subst__ of %s objects to return a tuple, not %s", TypeOf(a).FullName(), TypeOf(v).FullName())
		}
		out = append(out, tup.Items...)
	}
	return out, nil
}

func paramIndex(list []Value, v Value) int {
	for i, x := range list {
		if x == v {
			return i
		}
	}
	return -1
}

// substituteOne substitutes in one argument: a type variable, or something that has
// some as its __parameters__.
func substituteOne(t *Thread, a Value, params, given []Value) (Value, error) {
	subst, err := LookupAttr(t, a, nameTypingSubst)
	if err != nil {
		return Value{}, err
	}
	if subst.ref != nil {
		if i := paramIndex(params, a); i >= 0 {
			return Call(t, subst, given[i])
		}
		return a, nil
	}
	p, err := LookupAttr(t, a, nameParametersOf)
	if err != nil || p.ref == nil {
		return a, err
	}
	inner, ok := AsTuple(p)
	if !ok || len(inner.Items) == 0 {
		return a, nil
	}
	sub := make([]Value, 0, len(inner.Items))
	for _, q := range inner.Items {
		i := paramIndex(params, q)
		if i < 0 {
			sub = append(sub, q)
			continue
		}
		// A TypeVarTuple, which is iterable, stands for several arguments.
		if tup, ok := AsTuple(given[i]); ok && TypeOf(q).Iter != nil {
			sub = append(sub, tup.Items...)
		} else {
			sub = append(sub, given[i])
		}
	}
	return GetItem(t, a, NewTuple(sub...))
}
