package py

var (
	nameClass           = InternStatic("__class__")
	nameBases           = InternStatic("__bases__")
	nameInstanceCheck   = InternStatic("__instancecheck__")
	nameSubclassCheck   = InternStatic("__subclasscheck__")
	nameAbstractMethods = InternStatic("__abstractmethods__")
)

// IsInstanceOf is isinstance(v, cls): cls is a class, a tuple of them, a union,
// or anything whose type has __instancecheck__.
// https://docs.python.org/3.14/library/functions.html#isinstance
func IsInstanceOf(t *Thread, v, cls Value) (bool, error) {
	if ct := TypeOf(cls); ct == &typeType {
		if c := Cast[Type](cls); TypeOf(v) == c || TypeOf(v).IsSubtype(c) {
			return true, nil
		}
		return realInstance(t, v, cls)
	}
	if TypeOf(v).Value() == cls {
		return true, nil
	}
	tup, ok := AsTuple(cls)
	if u, isUnion := As[Union](cls, &unionType); isUnion {
		tup, ok = u.Args, true
	}
	if ok {
		if !t.Enter(" in __instancecheck__") {
			return false, t.Take()
		}
		defer t.Leave()
		for _, c := range tup.Items {
			if is, err := IsInstanceOf(t, v, c); is || err != nil {
				return is, err
			}
		}
		return false, nil
	}
	if !t.Enter(" in __instancecheck__") {
		return false, t.Take()
	}
	defer t.Leave()
	if r, ok := callSpecial(t, cls, nameInstanceCheck, v); ok {
		if r.IsError() {
			return false, t.Take()
		}
		return IsTrue(t, r)
	}
	return realInstance(t, v, cls)
}

// realInstance is isinstance without __instancecheck__ (type.__instancecheck__).
func realInstance(t *Thread, v, cls Value) (bool, error) {
	if c, ok := As[Type](cls, &typeType); ok {
		vt := TypeOf(v)
		if vt == c || vt.IsSubtype(c) {
			return true, nil
		}
		if vt.flags&heapType == 0 && vt.genericGet {
			return false, nil // its __class__ is its type
		}
		ic, err := LookupAttr(t, v, nameClass)
		if err != nil || ic.ref == nil {
			return false, err
		}
		it, ok := As[Type](ic, &typeType)
		return ok && it != vt && it.IsSubtype(c), nil
	}
	if err := checkClass(t, cls, "isinstance() arg 2 must be a type, a tuple of types, or a union"); err != nil {
		return false, err
	}
	ic, err := LookupAttr(t, v, nameClass)
	if err != nil || ic.ref == nil {
		return false, err
	}
	return abstractSubclass(t, ic, cls)
}

// basesOf returns cls.__bases__ if that is a tuple.
func basesOf(t *Thread, cls Value) (*Tuple, error) {
	b, err := LookupAttr(t, cls, nameBases)
	if err != nil || b.ref == nil {
		return nil, err
	}
	tup, _ := AsTuple(b)
	return tup, nil
}

func checkClass(t *Thread, cls Value, msg string) error {
	b, err := basesOf(t, cls)
	if err == nil && b == nil {
		return Errorf(TypeError, "%s", msg)
	}
	return err
}

// abstractSubclass follows __bases__ of objects that only look like classes.
func abstractSubclass(t *Thread, derived, cls Value) (bool, error) {
	for {
		if derived == cls {
			return true, nil
		}
		bases, err := basesOf(t, derived)
		if err != nil || bases == nil || len(bases.Items) == 0 {
			return false, err
		}
		if len(bases.Items) == 1 {
			derived = bases.Items[0]
			if err := t.Poll(); err != nil {
				return false, err
			}
			continue
		}
		if !t.Enter(" in __issubclass__") {
			return false, t.Take()
		}
		defer t.Leave()
		for _, b := range bases.Items {
			if is, err := abstractSubclass(t, b, cls); is || err != nil {
				return is, err
			}
		}
		return false, nil
	}
}

// IsSubclassOf is issubclass(derived, cls).
// https://docs.python.org/3.14/library/functions.html#issubclass
func IsSubclassOf(t *Thread, derived, cls Value) (bool, error) {
	if TypeOf(cls) == &typeType {
		return realSubclass(t, derived, cls)
	}
	if !t.Enter(" in __subclasscheck__") {
		return false, t.Take()
	}
	defer t.Leave()
	tup, ok := AsTuple(cls)
	if u, isUnion := As[Union](cls, &unionType); isUnion {
		tup, ok = u.Args, true
	}
	if ok {
		for _, c := range tup.Items {
			if is, err := IsSubclassOf(t, derived, c); is || err != nil {
				return is, err
			}
		}
		return false, nil
	}
	if r, ok := callSpecial(t, cls, nameSubclassCheck, derived); ok {
		if r.IsError() {
			return false, t.Take()
		}
		return IsTrue(t, r)
	}
	return realSubclass(t, derived, cls)
}

// realSubclass is issubclass without __subclasscheck__ (type.__subclasscheck__).
func realSubclass(t *Thread, derived, cls Value) (bool, error) {
	d, ok1 := As[Type](derived, &typeType)
	c, ok2 := As[Type](cls, &typeType)
	if ok1 && ok2 {
		return d.IsSubtype(c), nil
	}
	if err := checkClass(t, derived, "issubclass() arg 1 must be a class"); err != nil {
		return false, err
	}
	if err := checkClass(t, cls, "issubclass() arg 2 must be a class, a tuple of classes, or a union"); err != nil {
		return false, err
	}
	return abstractSubclass(t, derived, cls)
}
