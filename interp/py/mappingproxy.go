package py

// MappingProxy is a read-only view of a mapping (types.MappingProxyType).
type MappingProxy struct {
	Header
	Mapping Value
}

var mappingProxyType Type

// MappingProxyType is types.MappingProxyType.
var MappingProxyType = &mappingProxyType

// NewMappingProxy returns a read-only view of mapping.
func NewMappingProxy(mapping Value) Value {
	return Ref(&MappingProxy{Header{&mappingProxyType}, mapping})
}

func proxied(v Value) Value { return Cast[MappingProxy](v).Mapping }

func mappingProxySpec() TypeSpec {
	forward := func(name, sig, doc string) Method {
		return Method{name, sig, func(t *Thread, self Value, a Args) (Value, error) {
			return CallMethod(t, proxied(self), name, a...)
		}, CallsPython, doc}
	}
	s := TypeSpec{
		Name: "mappingproxy", Layout: LayoutOf[MappingProxy](), Flags: NoSubclass | MatchMapping,
		Doc:       "Read-only proxy of a mapping.",
		Signature: "(mapping)", New: mappingProxyNew,
		Slots: Slots{
			Repr: func(t *Thread, v Value) Value {
				b, ok := appendRepr(t, []byte("mappingproxy("), proxied(v))
				if !ok {
					return Error
				}
				return NewStr(string(append(b, ')')))
			},
			Str: func(t *Thread, v Value) Value {
				s, err := ToStr(t, proxied(v))
				if err != nil {
					return t.Fail(err)
				}
				return s
			},
			Hash:    func(t *Thread, v Value) (uint64, bool) { return Hash(t, proxied(v)) },
			Compare: func(t *Thread, a, b Value, op CompareOp) Value { return Compare(t, proxied(a), b, op) },
			Len: func(t *Thread, v Value) (int, bool) {
				n, err := Len(t, proxied(v))
				if err != nil {
					t.Fail(err)
				}
				return n, err == nil
			},
			Iter:     func(t *Thread, v Value) Value { return IterOperation(t, proxied(v)) },
			GetItem:  func(t *Thread, v, key Value) Value { return GetItemOperation(t, proxied(v), key) },
			Contains: func(t *Thread, v, key Value) (bool, bool) { return ContainsOperation(t, proxied(v), key) },
		},
		Methods: []Method{
			forward("get", "($self, key, default=None, /)", "Return the value for key if key is in the mapping, else default."),
			forward("keys", "($self, /)", "D.keys() -> a set-like object providing a view on D's keys"),
			forward("values", "($self, /)", "D.values() -> an object providing a view on D's values"),
			forward("items", "($self, /)", "D.items() -> a set-like object providing a view on D's items"),
			forward("copy", "($self, /)", "D.copy() -> a shallow copy of D"),
			forward("__reversed__", "($self, /)", "D.__reversed__() -> reverse iterator"),
			{"__class_getitem__", "($type, object, /)", classGetItem, Class, docClassGetItem},
		},
	}
	s.Slots.Binary[OpOr] = func(t *Thread, a, b Value) Value {
		for _, p := range [...]*Value{&a, &b} {
			if TypeOf(*p) == &mappingProxyType {
				*p = proxied(*p)
			}
		}
		return BinaryOperation(t, OpOr, a, b)
	}
	s.Slots.Inplace[OpOr] = func(t *Thread, a, b Value) Value {
		return t.Raise(TypeError, "'|=' is not supported by %s; use '|' instead", TypeOf(a).FullName())
	}
	return s
}

func mappingProxyNew(t *Thread, typ *Type, a Args) (Value, error) {
	vt := TypeOf(a[0])
	if _, isList := AsList(a[0]); vt.GetItem == nil || isList || vt.flags&tupleSub != 0 {
		return Value{}, Errorf(TypeError, "mappingproxy() argument must be a mapping, not %s", vt.Name())
	}
	return NewMappingProxy(a[0]), nil
}
