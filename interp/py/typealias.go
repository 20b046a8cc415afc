package py

// TypeAlias is what a type statement makes (typing.TypeAliasType). Its value is
// computed when it is asked for.
// https://docs.python.org/3.14/library/typing.html#typing.TypeAliasType
type TypeAlias struct {
	Header
	name        *Str
	params      Value // tuple, unbound if the alias is not generic
	value, eval Value
	module      Value
}

// constEvaluator is the evaluate_… function of what was given as a value.
type constEvaluator struct {
	Header
	value Value
}

var (
	typeAliasType      Type
	genericType        Type
	noDefaultType      Type
	constEvaluatorType Type

	noDefault = &noDefaultObject{Header{&noDefaultType}}
)

type noDefaultObject struct{ Header }

// NoDefault is typing.NoDefault.
var NoDefault = Ref(noDefault)

// NewTypeAlias makes the TypeAliasType of a type statement: params is a tuple or
// unbound, eval computes the value.
func NewTypeAlias(t *Thread, name *Str, params, eval Value) Value {
	defineTyping()
	return Ref(&TypeAlias{Header: Header{&typeAliasType}, name: name, params: params, eval: eval, module: callerModule(t)})
}

// Generic returns Generic[params], the base that a class with type parameters gets.
func Generic(t *Thread, params *Tuple) (Value, error) {
	defineTyping()
	if !hasTyping(t) {
		return NewGenericAlias(Ref(&genericType), Ref(params)), nil
	}
	args, err := unpackTypeVarTuples(t, params)
	if err != nil {
		return Value{}, err
	}
	return callTyping(t, "_GenericAlias", Ref(&genericType), Ref(args))
}

// hasTyping reports whether there is a module typing: an embedding program may have
// left it out. Generic classes then work without what it checks and shows.
func hasTyping(t *Thread) bool {
	_, err := fromTyping(t, "Generic")
	return err == nil || !ToException(err).typ.IsSubtype(ModuleNotFoundError)
}

func genericSpec() TypeSpec {
	forward := func(name string) GoFunc {
		return func(t *Thread, self Value, a Args) (Value, error) {
			f, err := fromTyping(t, name)
			if err != nil {
				if !hasTyping(t) {
					if items := Cast[Tuple](a[0]).Items; name == "_generic_class_getitem" {
						if len(items) != 1 {
							return Value{}, Errorf(TypeError, "Generic.__class_getitem__() takes exactly one argument (%d given)", len(items))
						}
						return NewGenericAlias(self, items[0]), nil
					}
					return None, nil
				}
				return Value{}, err
			}
			args := append([]Value{self}, Cast[Tuple](a[0]).Items...)
			var kw []Value
			d := Cast[Dict](a[1])
			for k, v, pos, ok := d.Next(0); ok; k, v, pos, ok = d.Next(pos) {
				kw, args = append(kw, k), append(args, v)
			}
			return t.Result(CallSlot(t, f, args, kw))
		}
	}
	return TypeSpec{
		Name: "typing.Generic",
		Doc:  "The base of generic classes. A class with type parameters (class C[T]) has it implicitly.",
		Methods: []Method{
			{"__class_getitem__", "($type, /, *args, **kwargs)", forward("_generic_class_getitem"), Class | CallsPython, "Parameterizes a generic class."},
			{"__init_subclass__", "($type, /, *args, **kwargs)", forward("_generic_init_subclass"), Class | CallsPython, "Function to initialize subclasses."},
		},
	}
}

func typeAliasSpec() TypeSpec {
	s := TypeSpec{
		Name: "typing.TypeAliasType", Layout: LayoutOf[TypeAlias](), Flags: NoSubclass,
		Doc:       "A type alias, as the statement 'type Alias = int' makes it. Its __value__ is evaluated lazily.",
		Signature: "(name, value, *, type_params=<unrepresentable>)", NewName: "typealias", New: typeAliasNew,
		Slots: Slots{
			Repr: func(t *Thread, v Value) Value { return Ref(Cast[TypeAlias](v).name) },
			Iter: unpackIter,
			GetItem: func(t *Thread, v, key Value) Value {
				if Cast[TypeAlias](v).params.ref == nil {
					return t.Raise(TypeError, "Only generic type aliases are subscriptable")
				}
				return NewGenericAlias(v, key)
			},
		},
		Methods: []Method{{"__reduce__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
			return Ref(Cast[TypeAlias](self).name), nil
		}, 0, ""}},
		Getset: []Getset{
			{"__name__", func(t *Thread, v Value) (Value, error) { return Ref(Cast[TypeAlias](v).name), nil }, readonly, ""},
			{"__parameters__", func(t *Thread, v Value) (Value, error) {
				p, err := unpackTypeVarTuples(t, Cast[TypeAlias](v).typeParams())
				if err != nil {
					return Value{}, err
				}
				return Ref(p), nil
			}, nil, ""},
			{"__type_params__", func(t *Thread, v Value) (Value, error) { return Ref(Cast[TypeAlias](v).typeParams()), nil }, nil, ""},
			{"__value__", func(t *Thread, v Value) (Value, error) {
				al := Cast[TypeAlias](v)
				return lazily(t, &al.value, al.eval, None)
			}, nil, ""},
			{"evaluate_value", func(t *Thread, v Value) (Value, error) {
				al := Cast[TypeAlias](v)
				return evaluator(al.eval, al.value), nil
			}, nil, ""},
			{"__module__", func(t *Thread, v Value) (Value, error) {
				al := Cast[TypeAlias](v)
				if al.eval.ref != nil {
					return GetAttr(t, al.eval, "__module__")
				}
				return orNone(al.module), nil
			}, nil, ""},
		},
	}
	s.Slots.Binary[OpOr] = typeOr
	return s
}

func (al *TypeAlias) typeParams() *Tuple {
	if al.params.ref == nil {
		return MakeTuple(nil)
	}
	return Cast[Tuple](al.params)
}

func typeAliasNew(t *Thread, typ *Type, a Args) (Value, error) {
	name, err := typeParamName(a[0], "typealias")
	if err != nil {
		return Value{}, err
	}
	al := &TypeAlias{Header: Header{typ}, name: name, value: a[1], module: callerModule(t)}
	if a[2].ref != nil {
		params, ok := AsTuple(a[2])
		if !ok {
			return Value{}, Errorf(TypeError, "type_params must be a tuple")
		}
		if err := checkTypeParams(t, params); err != nil {
			return Value{}, err
		}
		if len(params.Items) > 0 {
			al.params = a[2]
		}
	}
	return Ref(al), nil
}

// checkTypeParams checks that params are type parameters, those with a default
// last.
func checkTypeParams(t *Thread, params *Tuple) error {
	hasDefault := false
	for _, p := range params.Items {
		text := func() string {
			s, err := ReprString(t, p)
			if err != nil {
				return TypeOf(p).FullName()
			}
			return s
		}
		if !isTypeParam(p) {
			return Errorf(TypeError, "Expected a type param, got %s", text())
		}
		tp := Cast[TypeParam](p)
		if tp.evalDefault.ref != nil || tp.def.ref != nil && tp.def != NoDefault {
			hasDefault = true
		} else if hasDefault {
			return Errorf(TypeError, "non-default type parameter '%s' follows default type parameter", text())
		}
	}
	return nil
}

func noDefaultSpec() TypeSpec {
	return TypeSpec{
		Name: "NoDefaultType", Layout: LayoutOf[noDefaultObject](), Flags: NoSubclass,
		Doc:       "The type of the NoDefault singleton.",
		Signature: "(*args, **kwargs)",
		New: func(t *Thread, typ *Type, a Args) (Value, error) {
			if len(Cast[Tuple](a[0]).Items) > 0 || Cast[Dict](a[1]).Len() > 0 {
				return Value{}, Errorf(TypeError, "NoDefaultType takes no arguments")
			}
			return NoDefault, nil
		},
		Slots: Slots{Repr: func(t *Thread, v Value) Value { return NewStr("typing.NoDefault") }},
		Methods: []Method{{"__reduce__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
			return NewStr("NoDefault"), nil
		}, 0, ""}},
	}
}

func constEvaluatorSpec() TypeSpec {
	return TypeSpec{
		Name: "_typing._ConstEvaluator", Layout: LayoutOf[constEvaluator](), Flags: NoSubclass | NoInstances,
		Slots: Slots{
			Repr: func(t *Thread, v Value) Value {
				s, err := ReprString(t, Cast[constEvaluator](v).value)
				if err != nil {
					return t.Fail(err)
				}
				return NewStr("<constevaluator " + s + ">")
			},
			Call: func(t *Thread, callee Value, args []Value, kw []Value) Value {
				return t.hot(Cast[constEvaluator](callee).call(t, args, kw))
			},
		},
	}
}

// formatString is annotationlib.Format.STRING.
const formatString = 4

func (c *constEvaluator) call(t *Thread, args, kw []Value) (Value, error) {
	if len(kw) > 0 || len(args) != 1 {
		return Value{}, Errorf(TypeError, "constevaluator.__call__() takes exactly one argument (%d given)", len(args))
	}
	format, err := ToIndex(t, args[0], OverflowError)
	if err != nil {
		return Value{}, err
	}
	if format != formatString {
		return c.value, nil
	}
	tup, ok := AsTuple(c.value)
	if !ok {
		s, err := typeArgRepr(t, c.value)
		return NewStr(s), err
	}
	text := "("
	for i, v := range tup.Items {
		if i > 0 {
			text += ", "
		}
		s, err := typeArgRepr(t, v)
		if err != nil {
			return Value{}, err
		}
		text += s
	}
	return NewStr(text + ")"), nil
}
