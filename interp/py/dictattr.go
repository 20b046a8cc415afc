package py

// __dict__ and __weakref__ of instances.

// dictGetset is the __dict__ attribute of objects that carry an instance part.
func dictGetset() Getset {
	return Getset{"__dict__", instanceDictGet, func(t *Thread, self, val Value) error {
		if val.ref == nil {
			return Errorf(TypeError, "cannot delete __dict__")
		}
		return instanceDictSet(t, self, val)
	}, ""}
}

// DictGetset is the __dict__ attribute for built-in types of modules whose objects
// carry an Inst.
func DictGetset() Getset { return dictGetset() }

func instanceDictGet(t *Thread, self Value) (Value, error) {
	if TypeOf(self).flags&typeSub != 0 {
		return NewMappingProxy(Ref(Cast[Type](self).attrs())), nil
	}
	if d := InstanceDict(self); d != nil {
		return Ref(d), nil
	}
	return Value{}, Errorf(AttributeError, "This object has no __dict__")
}

// SetInstanceDict makes val, a dict, the __dict__ of v.
func SetInstanceDict(t *Thread, v, val Value) error { return instanceDictSet(t, v, val) }

func instanceDictSet(t *Thread, self, val Value) error {
	in := instOf(self)
	if typ := TypeOf(self); typ.flags&typeSub != 0 || typ.IsSubtype(&moduleType) {
		return Errorf(AttributeError, "attribute '__dict__' of '%s' objects is not writable", typ.staticBase().Name())
	}
	if in == nil || TypeOf(self).flags&noDict != 0 {
		return Errorf(AttributeError, "This object has no __dict__")
	}
	if val.ref == nil {
		in.setDict(NewDict())
		return nil
	}
	d, ok := AsDict(val)
	if !ok {
		return Errorf(TypeError, "__dict__ must be set to a dictionary, not a '%s'", TypeOf(val).FullName())
	}
	in.setDict(d)
	return nil
}

// instanceDictGetset and weakrefGetset are what a class statement adds to classes
// whose instances get these attributes.
var (
	instanceDictGetset = &Getset{"__dict__", instanceDictGet, instanceDictSet, "dictionary for instance variables"}
	weakrefGetset      = &Getset{"__weakref__", weakrefGet, nil, "list of weak references to the object"}
)

// weakrefGet is __weakref__: references are not kept by the object, the module
// _weakref knows them.
func weakrefGet(t *Thread, self Value) (Value, error) {
	m := t.Interp.Modules.GetName("_weakref")
	if m.ref == nil {
		return None, nil // nobody has made a reference
	}
	refs, err := CallMethod(t, m, "getweakrefs", self)
	if err != nil {
		return Value{}, err
	}
	if l, ok := AsList(refs); ok && len(l.Items) > 0 {
		return l.Items[0], nil
	}
	return None, nil
}
