package py

// TypeParam is a TypeVar, ParamSpec or TypeVarTuple. What is evaluated lazily (a
// bound, constraints, a default) is unbound until then, its function set.
// https://docs.python.org/3.14/library/typing.html#typing.TypeVar
type TypeParam struct {
	Header
	Inst
	Name                            *Str
	bound, constraints, def         Value
	evalBound, evalConstraints      Value
	evalDefault                     Value
	covariant, contravariant, infer bool
}

// paramSpecPart is P.args or P.kwargs of a ParamSpec.
type paramSpecPart struct {
	Header
	origin Value
}

var (
	typeVarType         Type
	paramSpecType       Type
	typeVarTupleType    Type
	paramSpecArgsType   Type
	paramSpecKwargsType Type
)

// TypingTypes returns the types of typing that the interpreter itself makes
// instances of, defined by the first call.
func TypingTypes() []*Type {
	defineTyping()
	return []*Type{&typeVarType, &paramSpecType, &typeVarTupleType, &paramSpecArgsType, &paramSpecKwargsType,
		&typeAliasType, &genericType, &unionType}
}

func defineTyping() {
	for _, d := range [...]typeRow{
		{&typeVarType, typeVarSpec}, {&paramSpecType, paramSpecSpec}, {&typeVarTupleType, typeVarTupleSpec},
		{&paramSpecArgsType, paramSpecPartSpec("ParamSpecArgs", "args")},
		{&paramSpecKwargsType, paramSpecPartSpec("ParamSpecKwargs", "kwargs")},
		{&typeAliasType, typeAliasSpec}, {&genericType, genericSpec},
		{&noDefaultType, noDefaultSpec}, {&constEvaluatorType, constEvaluatorSpec},
	} {
		DefineType(d.typ, d.spec)
	}
}

// NewTypeVar makes the TypeVar of a type parameter: bound, or the constraints, and
// def are the functions that compute them, unbound if there are none.
func NewTypeVar(name *Str, bound, constraints, def Value) Value {
	p := newTypeParam(&typeVarType, name, def)
	p.evalBound, p.evalConstraints, p.infer = bound, constraints, true
	return Ref(p)
}

// NewParamSpec makes the ParamSpec of a type parameter.
func NewParamSpec(name *Str, def Value) Value {
	p := newTypeParam(&paramSpecType, name, def)
	p.infer = true
	return Ref(p)
}

// NewTypeVarTuple makes the TypeVarTuple of a type parameter.
func NewTypeVarTuple(name *Str, def Value) Value {
	return Ref(newTypeParam(&typeVarTupleType, name, def))
}

func newTypeParam(typ *Type, name *Str, evalDefault Value) *TypeParam {
	defineTyping()
	p := Make[TypeParam](typ)
	p.Name, p.evalDefault = name, evalDefault
	return p
}

// isTypeParam reports whether v is a TypeVar, ParamSpec or TypeVarTuple.
func isTypeParam(v Value) bool {
	typ := TypeOf(v)
	return typ == &typeVarType || typ == &paramSpecType || typ == &typeVarTupleType
}

// fromTyping returns an attribute of module typing.
func fromTyping(t *Thread, name string) (Value, error) {
	m, err := t.Result(t.Interp.Engine.Import(t, "typing", NewDict(), NewTuple(NewStr(name)), 0))
	if err != nil {
		return Value{}, err
	}
	return GetAttr(t, m, name)
}

// callTyping calls a function of module typing, which holds the rules that need no
// speed.
func callTyping(t *Thread, name string, args ...Value) (Value, error) {
	f, err := fromTyping(t, name)
	if err != nil {
		return Value{}, err
	}
	return Call(t, f, args...)
}

// lazily returns *val, computed by eval first if it is unbound, or absent if there
// is no eval.
func lazily(t *Thread, val *Value, eval, absent Value) (Value, error) {
	if val.ref != nil {
		return *val, nil
	}
	if eval.ref == nil {
		return absent, nil
	}
	v, err := Call(t, eval, Int(1))
	if err == nil {
		*val = v
	}
	return v, err
}

// evaluator is the attribute evaluate_…: the function, or one that gives val.
func evaluator(eval, val Value) Value {
	switch {
	case eval.ref != nil:
		return eval
	case val.ref != nil:
		return Ref(&constEvaluator{Header{&constEvaluatorType}, val})
	}
	return None
}

// setCallerModule sets __module__ of an object that Python code makes by a call: None
// if the code's globals have no __name__.
func setCallerModule(t *Thread, v Value) bool {
	return t.CallerFrame(0) == nil || GenericSetAttr(t, v, nameModule, orNone(callerModule(t)))
}

func callerModule(t *Thread) Value {
	if f := t.CallerFrame(0); f != nil {
		return f.Func.Block.Globals.GetName("__name__")
	}
	return Value{}
}

// variance reads the arguments covariant, contravariant and infer_variance.
func (p *TypeParam) variance(t *Thread, a Args) error {
	for i, dst := range []*bool{&p.covariant, &p.contravariant, &p.infer} {
		v, err := IsTrue(t, a[i])
		if err != nil {
			return err
		}
		*dst = v
	}
	if p.covariant && p.contravariant {
		return Errorf(ValueError, "Bivariant types are not supported.")
	}
	if p.infer && (p.covariant || p.contravariant) {
		return Errorf(ValueError, "Variance cannot be specified with infer_variance.")
	}
	return nil
}

// setBound checks and sets a bound given in a call; None is none.
func (p *TypeParam) setBound(t *Thread, v Value) error {
	if v.IsNone() {
		return nil
	}
	b, err := callTyping(t, "_type_check", v, NewStr("Bound must be a type."))
	p.bound = b
	return err
}

func typeParamName(v Value, function string) (*Str, error) {
	s, ok := AsStr(v)
	if !ok {
		return nil, Errorf(TypeError, "%s() argument 'name' must be str, not %s", function, ArgName(v))
	}
	return s, nil
}

func typeVarNew(t *Thread, typ *Type, a Args) (Value, error) {
	p := Make[TypeParam](typ)
	var err error
	if p.Name, err = typeParamName(a[0], "typevar"); err != nil {
		return Value{}, err
	}
	if err := p.variance(t, a[4:]); err != nil {
		return Value{}, err
	}
	if err := p.setBound(t, a[2]); err != nil {
		return Value{}, err
	}
	switch cs := Cast[Tuple](a[1]); {
	case len(cs.Items) == 1:
		return Value{}, Errorf(TypeError, "A single constraint is not allowed")
	case len(cs.Items) > 0 && p.bound.ref != nil:
		return Value{}, Errorf(TypeError, "Constraints cannot be combined with bound=...")
	case len(cs.Items) > 0:
		p.constraints = a[1]
	}
	p.def = noDefaultOr(a[3])
	if !setCallerModule(t, Ref(p)) {
		return Value{}, t.Take()
	}
	return Ref(p), nil
}

func noDefaultOr(v Value) Value {
	if v.ref == nil {
		return NoDefault
	}
	return v
}

func paramSpecNew(t *Thread, typ *Type, a Args) (Value, error) {
	p := Make[TypeParam](typ)
	var err error
	if p.Name, err = typeParamName(a[0], "paramspec"); err != nil {
		return Value{}, err
	}
	if err := p.variance(t, a[3:]); err != nil {
		return Value{}, err
	}
	if err := p.setBound(t, a[1]); err != nil {
		return Value{}, err
	}
	p.def = noDefaultOr(a[2])
	if !setCallerModule(t, Ref(p)) {
		return Value{}, t.Take()
	}
	return Ref(p), nil
}

func typeVarTupleNew(t *Thread, typ *Type, a Args) (Value, error) {
	p := Make[TypeParam](typ)
	var err error
	if p.Name, err = typeParamName(a[0], "typevartuple"); err != nil {
		return Value{}, err
	}
	p.def = noDefaultOr(a[1])
	if !setCallerModule(t, Ref(p)) {
		return Value{}, t.Take()
	}
	return Ref(p), nil
}

func typeParamRepr(t *Thread, v Value) Value {
	p := Cast[TypeParam](v)
	switch {
	case p.typ == &typeVarTupleType || p.infer:
		return Ref(p.Name)
	case p.covariant:
		return NewStr("+" + p.Name.s)
	case p.contravariant:
		return NewStr("-" + p.Name.s)
	}
	return NewStr("~" + p.Name.s)
}

// typeParamOr is | of type variables: a union of whatever is beside them.
func typeParamOr(t *Thread, a, b Value) Value {
	return t.hot(MakeUnion(t, []Value{a, b}))
}

// typeParamGetset are the attributes that all kinds have.
func typeParamGetset(more ...Getset) []Getset {
	flag := func(name string, f func(p *TypeParam) bool) Getset {
		return Getset{name, func(t *Thread, v Value) (Value, error) { return Bool(f(Cast[TypeParam](v))), nil }, readonly, ""}
	}
	list := []Getset{
		{"__name__", func(t *Thread, v Value) (Value, error) { return Ref(Cast[TypeParam](v).Name), nil }, readonly, ""},
		{"__default__", func(t *Thread, v Value) (Value, error) {
			p := Cast[TypeParam](v)
			return lazily(t, &p.def, p.evalDefault, NoDefault)
		}, nil, ""},
		{"evaluate_default", func(t *Thread, v Value) (Value, error) {
			p := Cast[TypeParam](v)
			return evaluator(p.evalDefault, p.def), nil
		}, nil, ""},
	}
	if len(more) > 0 {
		list = append(list, flag("__covariant__", func(p *TypeParam) bool { return p.covariant }),
			flag("__contravariant__", func(p *TypeParam) bool { return p.contravariant }),
			flag("__infer_variance__", func(p *TypeParam) bool { return p.infer }))
	}
	return append(list, more...)
}

// typeParamMethods are the methods of a kind; subst and prepare are its
// __typing_subst__ and __typing_prepare_subst__.
func typeParamMethods(kind string, subst, prepare GoFunc) []Method {
	return []Method{
		{"__typing_subst__", "($self, arg, /)", subst, CallsPython, ""},
		{"__typing_prepare_subst__", "($self, alias, args, /)", prepare, CallsPython, ""},
		{"__reduce__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
			return Ref(Cast[TypeParam](self).Name), nil
		}, 0, ""},
		{"has_default", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
			p := Cast[TypeParam](self)
			return Bool(p.evalDefault.ref != nil || p.def.ref != nil && p.def != NoDefault), nil
		}, 0, ""},
		{"__mro_entries__", "($self, object, /)", func(t *Thread, self Value, a Args) (Value, error) {
			return Value{}, Errorf(TypeError, "Cannot subclass an instance of %s", kind)
		}, 0, ""},
	}
}

// viaTyping is a method that function name of typing implements.
func viaTyping(name string) GoFunc {
	return func(t *Thread, self Value, a Args) (Value, error) {
		return callTyping(t, name, append([]Value{self}, a...)...)
	}
}

// inTyping makes __module__ an attribute of a type's instances too.
func inTyping(set func(name string, v Value)) { set("__module__", NewStr("typing")) }

func typeVarSpec() TypeSpec {
	s := TypeSpec{
		Name: "typing.TypeVar", Layout: LayoutWithInst(func(p *TypeParam) *Inst { return &p.Inst }), Flags: NoSubclass,
		Doc:       "A type variable: the parameter of a generic class, function or type alias.",
		Attrs:     inTyping,
		Signature: "(name, *constraints, bound=None, default=<unrepresentable>, covariant=False, contravariant=False, infer_variance=False)",
		NewName:   "typevar", New: typeVarNew,
		Slots:   Slots{Repr: typeParamRepr},
		Methods: typeParamMethods("TypeVar", viaTyping("_typevar_subst"), typeVarPrepare),
		Getset: typeParamGetset(
			Getset{"__bound__", func(t *Thread, v Value) (Value, error) {
				p := Cast[TypeParam](v)
				return lazily(t, &p.bound, p.evalBound, None)
			}, nil, ""},
			Getset{"__constraints__", func(t *Thread, v Value) (Value, error) {
				p := Cast[TypeParam](v)
				return lazily(t, &p.constraints, p.evalConstraints, NewTuple())
			}, nil, ""},
			Getset{"evaluate_bound", func(t *Thread, v Value) (Value, error) {
				p := Cast[TypeParam](v)
				return evaluator(p.evalBound, p.bound), nil
			}, nil, ""},
			Getset{"evaluate_constraints", func(t *Thread, v Value) (Value, error) {
				p := Cast[TypeParam](v)
				return evaluator(p.evalConstraints, p.constraints), nil
			}, nil, ""}),
	}
	s.Slots.Binary[OpOr] = typeParamOr
	return s
}

// typeVarPrepare appends the default for a TypeVar that got no argument.
func typeVarPrepare(t *Thread, self Value, a Args) (Value, error) {
	params, err := GetAttr(t, a[0], "__parameters__")
	if err != nil {
		return Value{}, err
	}
	ps, err := Items(t, params)
	if err != nil {
		return Value{}, err
	}
	args, err := Items(t, a[1])
	if err != nil {
		return Value{}, err
	}
	i := 0
	for i < len(ps) && ps[i] != self {
		i++
	}
	if i < len(args) {
		return a[1], nil
	}
	if i == len(args) {
		p := Cast[TypeParam](self)
		def, err := lazily(t, &p.def, p.evalDefault, NoDefault)
		if err != nil {
			return Value{}, err
		}
		if def != NoDefault {
			return NewTuple(append(args[:len(args):len(args)], def)...), nil
		}
	}
	s, err := ToGoString(t, a[0])
	if err != nil {
		return Value{}, err
	}
	return Value{}, Errorf(TypeError, "Too few arguments for %s; actual %d, expected at least %d", s, len(args), i+1)
}

func paramSpecSpec() TypeSpec {
	part := func(name string, typ *Type, doc string) Getset {
		return Getset{name, func(t *Thread, v Value) (Value, error) {
			return Ref(&paramSpecPart{Header{typ}, v}), nil
		}, nil, doc}
	}
	s := TypeSpec{
		Name: "typing.ParamSpec", Layout: LayoutWithInst(func(p *TypeParam) *Inst { return &p.Inst }), Flags: NoSubclass,
		Doc:       "A parameter specification variable: it stands for the parameters of a callable.",
		Attrs:     inTyping,
		Signature: "(name, *, bound=None, default=<unrepresentable>, covariant=False, contravariant=False, infer_variance=False)",
		NewName:   "paramspec", New: paramSpecNew,
		Slots:   Slots{Repr: typeParamRepr},
		Methods: typeParamMethods("ParamSpec", viaTyping("_paramspec_subst"), viaTyping("_paramspec_prepare_subst")),
		Getset: typeParamGetset(
			Getset{"__bound__", func(t *Thread, v Value) (Value, error) {
				p := Cast[TypeParam](v)
				return lazily(t, &p.bound, Value{}, None)
			}, readonly, ""},
			part("args", &paramSpecArgsType, "Represents positional arguments."),
			part("kwargs", &paramSpecKwargsType, "Represents keyword arguments.")),
	}
	s.Slots.Binary[OpOr] = typeParamOr
	return s
}

func paramSpecPartSpec(name, attr string) func() TypeSpec {
	return func() TypeSpec {
		return TypeSpec{
			Name: "typing." + name, Layout: LayoutOf[paramSpecPart](), Flags: NoSubclass | Unhashable,
			Doc:       "The " + attr + " of a ParamSpec: P." + attr + ", where P." + attr + ".__origin__ is P.",
			Attrs:     inTyping,
			Signature: "(origin)", NewName: "paramspec" + attr,
			New: func(t *Thread, typ *Type, a Args) (Value, error) { return Ref(&paramSpecPart{Header{typ}, a[0]}), nil },
			Slots: Slots{
				Repr: func(t *Thread, v Value) Value {
					o := Cast[paramSpecPart](v).origin
					if TypeOf(o) == &paramSpecType {
						return NewStr(Cast[TypeParam](o).Name.s + "." + attr)
					}
					s, err := ReprString(t, o)
					if err != nil {
						return t.Fail(err)
					}
					return NewStr(s + "." + attr)
				},
				Compare: func(t *Thread, a, b Value, op CompareOp) Value {
					if TypeOf(a) != TypeOf(b) || op != EQ && op != NE {
						return NotImplemented
					}
					eq, ok := equal(t, Cast[paramSpecPart](a).origin, Cast[paramSpecPart](b).origin)
					if !ok {
						return Error
					}
					return Bool(eq == (op == EQ))
				},
			},
			Methods: []Method{
				{"__mro_entries__", "($self, object, /)", func(t *Thread, self Value, a Args) (Value, error) {
					return Value{}, Errorf(TypeError, "Cannot subclass an instance of %s", name)
				}, 0, ""},
				{"__reduce__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
					return NewPair(Ref(TypeOf(self)), NewTuple(Cast[paramSpecPart](self).origin)), nil
				}, 0, docReduce},
			},
			Getset: []Getset{{"__origin__", func(t *Thread, v Value) (Value, error) { return Cast[paramSpecPart](v).origin, nil }, readonly, ""}},
		}
	}
}

func typeVarTupleSpec() TypeSpec {
	return TypeSpec{
		Name: "typing.TypeVarTuple", Layout: LayoutWithInst(func(p *TypeParam) *Inst { return &p.Inst }), Flags: NoSubclass,
		Doc:       "A type variable tuple: a type variable for any number of types.",
		Attrs:     inTyping,
		Signature: "(name, *, default=<unrepresentable>)", NewName: "typevartuple", New: typeVarTupleNew,
		Slots: Slots{Repr: typeParamRepr, Iter: unpackIter},
		Methods: typeParamMethods("TypeVarTuple", func(t *Thread, self Value, a Args) (Value, error) {
			return Value{}, Errorf(TypeError, "Substitution of bare TypeVarTuple is not supported")
		}, viaTyping("_typevartuple_prepare_subst")),
		Getset: typeParamGetset(),
	}
}

// unpacked returns typing.Unpack[v].
func unpacked(t *Thread, v Value) (Value, error) {
	u, err := fromTyping(t, "Unpack")
	if err != nil {
		return Value{}, err
	}
	return GetItem(t, u, v)
}

// unpackIter yields Unpack[v] once: *v in a subscript.
func unpackIter(t *Thread, v Value) Value {
	u, err := unpacked(t, v)
	if err != nil {
		return t.Fail(err)
	}
	return IterOperation(t, NewTuple(u))
}

// unpackTypeVarTuples returns params with the TypeVarTuples among them unpacked.
func unpackTypeVarTuples(t *Thread, params *Tuple) (*Tuple, error) {
	out := params
	for i, p := range params.Items {
		if TypeOf(p) != &typeVarTupleType {
			continue
		}
		if out == params {
			out = MakeTuple(append([]Value(nil), params.Items...))
		}
		u, err := unpacked(t, p)
		if err != nil {
			return nil, err
		}
		out.Items[i] = u
	}
	return out, nil
}
