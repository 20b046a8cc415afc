package py

var (
	objectType         Type
	typeType           Type
	noneType           Type
	ellipsisType       Type
	notImplementedType Type
)

// The types of the core objects.
var (
	ObjectType         = &objectType
	TypeType           = &typeType
	NoneType           = &noneType
	EllipsisType       = &ellipsisType
	NotImplementedType = &notImplementedType
)

// GenericGetAttr is object.__getattribute__: data descriptors of the type, then
// the instance's attributes, then other class attributes.
// https://docs.python.org/3.14/howto/descriptor.html#invocation-from-an-instance
func GenericGetAttr(t *Thread, v Value, name *Str) Value {
	r := lookupAttr(t, v, name)
	if r.ref == nil {
		t.raiseAttribute(v, name)
		return Error
	}
	if r.IsError() {
		t.nameAttribute(v, name)
	}
	return r
}

// nameAttribute tells a pending AttributeError of Python code, which says nothing
// itself, what it is about.
func (t *Thread) nameAttribute(v Value, name *Str) {
	if e := t.Exc; e != nil && e.typ.IsSubtype(AttributeError) && e.Member(0).IsNone() && e.Member(1).IsNone() {
		e.Members = append([]Value{Ref(name), v}, e.Members[min(2, len(e.Members)):]...)
	}
}

// lookupAttr is GenericGetAttr with an unbound result where the attribute is
// missing.
func lookupAttr(t *Thread, v Value, name *Str) Value {
	typ := TypeOf(v)
	d := t.LookupType(typ, name)
	if d.ref != nil {
		if dt := TypeOf(d); dt.DescrSet != nil && dt.DescrGet != nil {
			return dt.DescrGet(t, d, v, typ)
		}
	}
	if in := instOf(v); in != nil {
		if c := in.get(name); c != nil && typ.flags&noDict == 0 {
			return *c
		}
	} else if typ.layout == moduleType.layout {
		if r := Cast[Module](v).Dict.getStr(name); r.ref != nil {
			return r
		}
	}
	if d.ref == nil {
		return Value{}
	}
	if get := TypeOf(d).DescrGet; get != nil {
		return get(t, d, v, typ)
	}
	return d
}

// GenericSetAttr is object.__setattr__ and object.__delattr__.
func GenericSetAttr(t *Thread, v Value, name *Str, val Value) bool {
	typ := TypeOf(v)
	d := t.LookupType(typ, name)
	if d.ref != nil {
		if set := TypeOf(d).DescrSet; set != nil {
			return set(t, d, v, val)
		}
	}
	in := instOf(v)
	if in == nil && typ.layout == moduleType.layout {
		return setInDict(t, v, Cast[Module](v).Dict, name, val)
	}
	if in == nil || typ.flags&noDict != 0 {
		if d.ref != nil {
			t.raiseAttributeMsg(v, name, "'%s' object attribute '%s' is read-only", typ.FullName(), name.s)
		} else {
			t.raiseAttributeMsg(v, name, "'%s' object has no attribute '%s' and no __dict__ for setting new attributes", typ.FullName(), name.s)
		}
		return false
	}
	if val.ref == nil {
		if !in.del(name) {
			t.raiseAttribute(v, name)
			return false
		}
		return true
	}
	in.set(name, val)
	return true
}

// InstanceDict returns the __dict__ of v, moving the instance to dict mode, or nil
// if v has none. Changes to the dict are changes to the instance.
func InstanceDict(v Value) *Dict {
	typ := TypeOf(v)
	switch {
	case typ == &functionType:
		return Cast[Function](v).attrDict()
	case typ.IsSubtype(&moduleType):
		return Cast[Module](v).Dict
	}
	in := instOf(v)
	if in == nil || typ.flags&noDict != 0 {
		return nil
	}
	return in.toDict()
}

// InstanceAttrs calls f with each attribute of the instance's dict in order
// without moving it to dict mode; f must not change the instance.
func InstanceAttrs(v Value, f func(name *Str, val Value)) {
	in := instOf(v)
	if in == nil {
		return
	}
	if in.shape.dict {
		d := in.dict()
		for k, val, p, ok := d.Next(0); ok; k, val, p, ok = d.Next(p) {
			if s, isStr := AsStr(k); isStr {
				f(s, val)
			}
		}
		return
	}
	for i, name := range in.shape.names() {
		f(name, *in.at(in.shape.typ.reserved + i))
	}
}

// AttrCache describes how an attribute of an instance is found, for inline
// caches. Exactly one of the ways holds; see the Kind constants.
type AttrCache struct {
	Kind    AttrKind
	Shape   *Shape // guard
	Version uint32 // guard: of Shape's class
	Offset  uint32 // AttrCell: byte offset of the cell (SlotAt)
	Next    *Shape // AttrAppend: shape after adding
	Val     Value  // AttrMethod, AttrClass: the class attribute; AttrProperty: the getter
}

// AttrKind says which way of AttrCache holds.
type AttrKind uint8

const (
	// AttrNone: not cacheable.
	AttrNone AttrKind = iota
	// AttrCell: the instance's own attribute, in the cell at Offset. The guard is
	// Shape alone: a class that gains a data descriptor flushes the caches.
	AttrCell
	// AttrAppend: setting adds the attribute and moves to shape Next.
	AttrAppend
	// AttrMethod: the class holds a function or method descriptor Val that binds
	// to the instance; guard Shape and Version.
	AttrMethod
	// AttrClass: the class holds Val, which does not bind; guard Shape and Version.
	AttrClass
	// AttrProperty: the class holds a property whose getter is the Python
	// function Val; guard Shape and Version.
	AttrProperty
)

// CacheGet says how getting name from v can be cached. Only instances with an
// Inst in shape mode are cached, of types with the generic attribute lookup.
func CacheGet(t *Thread, v Value, name *Str) AttrCache {
	typ := TypeOf(v)
	in := instOf(v)
	if in == nil || in.shape.dict || typ.flags&hasGetattr != 0 || typ.genericGet == false {
		return AttrCache{}
	}
	d := t.LookupType(typ, name)
	c := AttrCache{Shape: in.shape, Version: typ.Version()}
	if d.ref != nil {
		dt := TypeOf(d)
		if dt.DescrSet != nil {
			if m, ok := slotMember(d); ok {
				c.Kind, c.Offset = AttrCell, uint32(m)*uint32(valueSize)
				c.Kind = AttrNone // an unset slot is unbound: the generic path raises
				return c
			}
			if g := propertyGetter(d); g.ref != nil && g.IsFunction() {
				c.Kind, c.Val = AttrProperty, g
			}
			return c
		}
	}
	if typ.flags&noDict == 0 {
		if i := in.shape.find(name); i >= 0 {
			c.Kind, c.Offset = AttrCell, uint32(i)*uint32(valueSize)
			return c
		}
	}
	if d.ref == nil {
		return AttrCache{}
	}
	switch dt := TypeOf(d); {
	case dt.flags&MethodDescr != 0:
		c.Kind, c.Val = AttrMethod, d
	case dt.DescrGet == nil:
		c.Kind, c.Val = AttrClass, d
	}
	return c
}

// CacheSet says how setting name on v can be cached, before it is set.
func CacheSet(t *Thread, v Value, name *Str) AttrCache {
	typ := TypeOf(v)
	in := instOf(v)
	if in == nil || in.shape.dict || typ.flags&noDict != 0 || !typ.genericSet || typ.flags&heapType == 0 {
		return AttrCache{}
	}
	if d := t.LookupType(typ, name); d.ref != nil && TypeOf(d).DescrSet != nil {
		return AttrCache{}
	}
	c := AttrCache{Shape: in.shape, Version: typ.Version()}
	if i := in.shape.find(name); i >= 0 {
		c.Kind, c.Offset = AttrCell, uint32(i)*uint32(valueSize)
		return c
	}
	if in.shape.n >= maxShape {
		return AttrCache{}
	}
	c.Kind, c.Next = AttrAppend, in.shape.add(name)
	return c
}
