package py

import (
	"sort"
	"strings"
)

// The type type: attribute access on classes, making them, and their attributes.
// https://docs.python.org/3.14/library/functions.html#type

// typeGetAttr is type.__getattribute__.
// https://docs.python.org/3.14/howto/descriptor.html#invocation-from-a-class
func typeGetAttr(t *Thread, v Value, name *Str) Value {
	r := lookupTypeAttr(t, v, name)
	if r.ref == nil {
		t.raiseAttribute(v, name)
		return Error
	}
	return r
}

func lookupTypeAttr(t *Thread, v Value, name *Str) Value {
	c := Cast[Type](v)
	meta := c.typ
	m := t.LookupType(meta, name)
	if m.ref != nil {
		if mt := TypeOf(m); mt.DescrSet != nil && mt.DescrGet != nil {
			return mt.DescrGet(t, m, v, meta)
		}
	}
	if d := t.LookupType(c, name); d.ref != nil {
		if get := TypeOf(d).DescrGet; get != nil {
			return get(t, d, Value{}, c)
		}
		return d
	}
	if m.ref == nil {
		return Value{}
	}
	if get := TypeOf(m).DescrGet; get != nil {
		return get(t, m, v, meta)
	}
	return m
}

// typeSetAttr is type.__setattr__ and type.__delattr__.
func typeSetAttr(t *Thread, v Value, name *Str, val Value) bool {
	c := Cast[Type](v)
	if c.flags&heapType == 0 {
		t.Fail(c.settable(val, name.s))
		return false
	}
	if m := t.LookupType(c.typ, name); m.ref != nil {
		if set := TypeOf(m).DescrSet; set != nil {
			return set(t, m, v, val)
		}
	}
	return c.setTypeAttr(t, name, val)
}

func typeSpec() TypeSpec {
	return TypeSpec{Name: "type", Layout: LayoutOf[Type](), Flags: typeSub,
		Doc: "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
		Slots: Slots{Call: typeCall, GetAttr: typeGetAttr, SetAttr: typeSetAttr, Repr: typeRepr,
			New: typeNew, Init: typeInit,
			Binary: [NumBinaryOps]BinaryFunc{OpOr: typeOr}},
		Getset: typeGetsets(),
		Methods: []Method{
			{"mro", "($self, /)", typeMRO, 0, "Return a type's method resolution order."},
			{"__subclasses__", "($self, /)", typeSubclasses, 0, "Return a list of immediate subclasses."},
			{"__prepare__", "($cls, name=None, bases=None, /, *args, **kwds)", typePrepare, Class, "Create the namespace for the class statement"},
			{"__instancecheck__", "($self, instance, /)", func(t *Thread, self Value, a Args) (Value, error) {
				is, err := realInstance(t, a[0], self)
				return Bool(is), err
			}, CallsPython, "Check if an object is an instance."},
			{"__subclasscheck__", "($self, subclass, /)", func(t *Thread, self Value, a Args) (Value, error) {
				is, err := realSubclass(t, a[0], self)
				return Bool(is), err
			}, CallsPython, "Check if a class is a subclass."},
			{"__dir__", "($self, /)", typeDir, 0, "Specialized __dir__ implementation for types."},
			{"__sizeof__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) { return Int(928), nil }, 0, "Return memory consumption of the type object."},
		}}
}

func typeRepr(t *Thread, v Value) Value { return NewStr("<class '" + Cast[Type](v).ReprName() + "'>") }

func typePrepare(t *Thread, self Value, a Args) (Value, error) { return Ref(NewDict()), nil }

// winningMeta is the most derived of meta and the types of the bases.
func winningMeta(meta *Type, bases []Value) (*Type, error) {
	for _, b := range bases {
		bt := TypeOf(b)
		switch {
		case meta.IsSubtype(bt):
		case bt.IsSubtype(meta):
			meta = bt
		default:
			return nil, Errorf(TypeError, "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass of the metaclasses of all its bases")
		}
	}
	return meta, nil
}

// typeNew is type.__new__ with three arguments.
func typeNew(t *Thread, meta *Type, args []Value, kw []Value) Value {
	pos := args[:len(args)-len(kw)]
	if len(pos) != 3 {
		return t.Raise(TypeError, "type.__new__() takes exactly 3 arguments (%d given)", len(pos))
	}
	name, ok := AsStr(pos[0])
	if !ok {
		return t.Raise(TypeError, "type.__new__() argument 1 must be str, not %s", ArgName(pos[0]))
	}
	basesTuple, ok := AsTuple(pos[1])
	if !ok {
		return t.Raise(TypeError, "type.__new__() argument 2 must be tuple, not %s", ArgName(pos[1]))
	}
	ns, ok := AsDict(pos[2])
	if !ok {
		return t.Raise(TypeError, "type.__new__() argument 3 must be dict, not %s", ArgName(pos[2]))
	}
	for _, b := range basesTuple.Items {
		if TypeOf(b).flags&typeSub != 0 {
			continue
		}
		m, err := LookupAttr(t, b, nameMROEntries)
		if err != nil {
			return t.Fail(err)
		}
		if m.ref != nil {
			return t.Raise(TypeError, "type() doesn't support MRO entry resolution; use types.new_class()")
		}
	}
	winner, err := winningMeta(meta, basesTuple.Items)
	if err != nil {
		return t.Fail(err)
	}
	if winner != meta {
		if t.LookupType(winner, nameNew) != t.LookupType(&typeType, nameNew) {
			return winner.New(t, winner, args, kw)
		}
		meta = winner
	}
	bases := make([]*Type, len(basesTuple.Items))
	for i, b := range basesTuple.Items {
		c, ok := As[Type](b, &typeType)
		if !ok {
			return t.Raise(TypeError, "bases must be types")
		}
		bases[i] = c
	}
	if strings.IndexByte(name.s, 0) >= 0 {
		return t.Raise(ValueError, "type name must not contain null characters")
	}
	c, err := NewClass(t, meta, name.s, bases, ns, keywordDict(args, kw))
	if err != nil {
		return t.Fail(err)
	}
	return Ref(c)
}

// keywordDict makes a dict of the keywords of a call; nil if there are none.
func keywordDict(args, kw []Value) *Dict {
	if len(kw) == 0 {
		return nil
	}
	d := NewDict()
	for i, k := range kw {
		d.setStr(Cast[Str](k), args[len(args)-len(kw)+i])
	}
	return d
}

func typeInit(t *Thread, self Value, args []Value, kw []Value) bool {
	n := len(args) - len(kw)
	if n == 1 && len(kw) > 0 {
		t.Raise(TypeError, "type.__init__() takes no keyword arguments")
		return false
	}
	if n != 1 && n != 3 {
		t.Raise(TypeError, "type.__init__() takes 1 or 3 arguments")
		return false
	}
	return true
}

func typeMRO(t *Thread, self Value, a Args) (Value, error) {
	c := Cast[Type](self)
	mro, err := linearise(c)
	if err != nil {
		return Value{}, err
	}
	return typeList(mro), nil
}

func typeList(types []*Type) Value {
	items := make([]Value, len(types))
	for i, c := range types {
		items[i] = Ref(c)
	}
	return NewList(items...)
}

func typeTuple(types []*Type) Value {
	items := make([]Value, len(types))
	for i, c := range types {
		items[i] = Ref(c)
	}
	return NewTuple(items...)
}

func typeSubclasses(t *Thread, self Value, a Args) (Value, error) {
	c := Cast[Type](self)
	var subs []*Type
	if c.flags&heapType == 0 {
		for _, r := range builtinTypes() {
			if r.typ.base == c {
				subs = append(subs, r.typ)
			}
		}
		for _, e := range ExceptionTypes() {
			for _, b := range e.bases {
				if b == c {
					subs = append(subs, e)
				}
			}
		}
	}
	return typeList(append(subs, c.Subclasses(t)...)), nil
}

// typeDir is type.__dir__: the names in the dicts of the MRO.
func typeDir(t *Thread, self Value, a Args) (Value, error) {
	names := NewDict()
	mergeClassNames(names, Cast[Type](self))
	return dictKeyList(names), nil
}

func mergeClassNames(names *Dict, c *Type) {
	for _, b := range c.mro {
		d := b.attrs()
		for k, _, p, ok := d.Next(0); ok; k, _, p, ok = d.Next(p) {
			if s, ok := AsStr(k); ok {
				names.setStr(s, None)
			}
		}
	}
}

func dictKeyList(d *Dict) Value {
	items := make([]Value, 0, d.Len())
	for k, _, p, ok := d.Next(0); ok; k, _, p, ok = d.Next(p) {
		items = append(items, k)
	}
	return NewList(items...)
}

// ofType adapts a function of the type to the getter of an attribute.
func ofType(f func(t *Thread, c *Type) Value) func(t *Thread, v Value) (Value, error) {
	return func(t *Thread, v Value) (Value, error) { return f(t, Cast[Type](v)), nil }
}

func typeGetsets() []Getset {
	number := func(name string, f func(c *Type) int) Getset {
		return Getset{name, ofType(func(t *Thread, c *Type) Value { return Int(int64(f(c))) }), readonly, ""}
	}
	return []Getset{
		{"__name__", ofType(func(t *Thread, c *Type) Value { return NewStr(c.Name()) }), typeSetName, ""},
		{"__qualname__", ofType(func(t *Thread, c *Type) Value {
			if c.qualname != nil {
				return Ref(c.qualname)
			}
			return NewStr(c.Name())
		}), typeSetQualname, ""},
		{"__module__", typeModule, func(t *Thread, v, val Value) error {
			if err := Cast[Type](v).settable(val, "__module__"); err != nil {
				return err
			}
			return Cast[Type](v).setOwn(t, val, nameModule)
		}, ""},
		{"__bases__", ofType(func(t *Thread, c *Type) Value { return typeTuple(c.bases) }), typeSetBases, ""},
		{"__base__", ofType(func(t *Thread, c *Type) Value { return typeOrNone(c.base) }), readonly, ""},
		{"__mro__", ofType(func(t *Thread, c *Type) Value {
			if c.mro == nil { // within the metaclass's mro()
				return None
			}
			return typeTuple(c.mro)
		}), readonly, ""},
		{"__dict__", ofType(func(t *Thread, c *Type) Value { return NewMappingProxy(Ref(c.attrs())) }), nil, ""},
		{"__doc__", typeDoc, func(t *Thread, v, val Value) error {
			if err := Cast[Type](v).settable(val, "__doc__"); err != nil {
				return err
			}
			return Cast[Type](v).setOwn(t, val, nameDoc)
		}, ""},
		{"__abstractmethods__", typeAbstractMethods, typeSetAbstractMethods, ""},
		{"__annotations__", typeAnnotations, typeSetAnnotations, ""},
		{"__annotate__", typeAnnotate, typeSetAnnotate, ""},
		{"__type_params__", func(t *Thread, v Value) (Value, error) {
			if p := Cast[Type](v).attrs().getStr(nameTypeParams); p.ref != nil && v != Ref(&typeType) {
				return p, nil
			}
			return NewTuple(), nil
		}, func(t *Thread, v, val Value) error {
			if err := Cast[Type](v).settable(val, "__type_params__"); err != nil {
				return err
			}
			return Cast[Type](v).setOwn(t, val, nameTypeParams)
		}, ""},
		{"__text_signature__", ofType(func(t *Thread, c *Type) Value {
			if c.spec == nil {
				return None
			}
			return docValue(c.spec.textSignature())
		}), nil, ""},
		number("__flags__", (*Type).cpythonFlags),
		number("__basicsize__", func(c *Type) int { basic, _ := c.sizes(); return basic }),
		number("__itemsize__", func(c *Type) int { _, item := c.sizes(); return item }),
		number("__dictoffset__", func(c *Type) int {
			if c.instOff != 0 && c.flags&noDict == 0 {
				return -1
			}
			return 0
		}),
		number("__weakrefoffset__", func(c *Type) int {
			if c.Lookup(nameWeakref).ref != nil {
				return -32
			}
			return 0
		}),
	}
}

var (
	nameMROEntries  = InternStatic("__mro_entries__")
	nameTypeParams  = InternStatic("__type_params__")
	nameAnnotations = InternStatic("__annotations__")
	nameAnnotate    = InternStatic("__annotate__")
	nameAnnotCache  = InternStatic("__annotations_cache__")
	nameAnnotFunc   = InternStatic("__annotate_func__")
	nameMRO         = InternStatic("mro")
)

// cpythonFlags are the Py_TPFLAGS that programs look at.
func (c *Type) cpythonFlags() int {
	f := 1<<12 | 1<<18 // ready, has version tag
	if c.flags&heapType != 0 {
		f |= 1<<9 | 1<<14
	} else {
		f |= 1 << 8
	}
	for _, b := range []struct {
		ours TypeFlags
		bit  int
	}{
		{NoInstances, 7}, {MatchSequence, 5}, {MatchMapping, 6}, {MethodDescr, 17}, {abstractType, 20},
		{intSub, 24}, {listSub, 25}, {tupleSub, 26}, {bytesSub, 27}, {strSub, 28}, {dictSub, 29}, {excSub, 30}, {typeSub, 31},
	} {
		if c.flags&b.ours != 0 {
			f |= 1 << b.bit
		}
	}
	if c.flags&NoSubclass == 0 {
		f |= 1 << 10
	}
	return f
}

// setOwn stores or deletes an entry of the class's own dict, past the descriptors
// of its metaclass.
func (c *Type) setOwn(t *Thread, val Value, name *Str) error {
	if c.flags&heapType == 0 {
		return c.settable(val, name.s)
	}
	if val.ref == nil {
		if !c.dict.delStr(name) {
			return Errorf(AttributeError, "%s", name.s)
		}
	} else {
		c.dict.setStr(name, val)
	}
	c.modified()
	return nil
}

// settable is what the setters of a type's attributes check first: a built-in type
// cannot be changed, and what cannot be deleted counts as immutable.
func (c *Type) settable(val Value, name string) error {
	switch {
	case c.flags&heapType == 0:
		return Errorf(TypeError, "cannot set '%s' attribute of immutable type '%s'", name, c.FullName())
	case val.ref == nil:
		return Errorf(TypeError, "cannot delete '%s' attribute of immutable type '%s'", name, c.FullName())
	}
	return nil
}

func typeSetName(t *Thread, self, val Value) error {
	c := Cast[Type](self)
	if err := c.settable(val, "__name__"); err != nil {
		return err
	}
	s, ok := AsStr(val)
	if !ok {
		return Errorf(TypeError, "can only assign string to %s.__name__, not '%s'", c.Name(), TypeOf(val).FullName())
	}
	if strings.IndexByte(s.s, 0) >= 0 {
		return Errorf(ValueError, "type name must not contain null characters")
	}
	c.name = s.s
	c.modified()
	return nil
}

func typeSetQualname(t *Thread, self, val Value) error {
	c := Cast[Type](self)
	if err := c.settable(val, "__qualname__"); err != nil {
		return err
	}
	s, ok := AsStr(val)
	if !ok {
		return Errorf(TypeError, "can only assign string to %s.__qualname__, not '%s'", c.Name(), TypeOf(val).FullName())
	}
	c.qualname = s
	return nil
}

func typeModule(t *Thread, self Value) (Value, error) {
	c := Cast[Type](self)
	if c.flags&heapType != 0 {
		if m := c.dict.getStr(nameModule); m.ref != nil {
			return m, nil
		}
		return Value{}, Errorf(AttributeError, "__module__")
	}
	if i := strings.LastIndexByte(c.name, '.'); i >= 0 {
		return NewStr(c.name[:i]), nil
	}
	return NewStr("builtins"), nil
}

func typeDoc(t *Thread, self Value) (Value, error) {
	c := Cast[Type](self)
	if c.flags&heapType == 0 {
		return docValue(c.spec.Doc), nil
	}
	d := c.dict.getStr(nameDoc)
	if d.ref == nil {
		return None, nil
	}
	if get := TypeOf(d).DescrGet; get != nil {
		return t.Result(get(t, d, Value{}, c))
	}
	return d, nil
}

func typeAbstractMethods(t *Thread, self Value) (Value, error) {
	if c := Cast[Type](self); c.flags&heapType != 0 {
		if m := c.dict.getStr(nameAbstractMethods); m.ref != nil {
			return m, nil
		}
	}
	return Value{}, Errorf(AttributeError, "__abstractmethods__")
}

func typeSetAbstractMethods(t *Thread, self, val Value) error {
	c := Cast[Type](self)
	abstract := false
	if val.ref != nil {
		var err error
		if abstract, err = IsTrue(t, val); err != nil {
			return err
		}
	}
	if err := c.setOwn(t, val, nameAbstractMethods); err != nil {
		return err
	}
	c.flags &^= abstractType
	if abstract {
		c.flags |= abstractType
	}
	return nil
}

// CheckAbstract fails if typ has abstract methods, as object.__new__ does.
func CheckAbstract(t *Thread, typ *Type) error {
	if typ.flags&abstractType == 0 {
		return nil
	}
	_, err := t.Result(raiseAbstract(t, typ))
	return err
}

// raiseAbstract words the TypeError for instantiating an abstract class.
func raiseAbstract(t *Thread, typ *Type) Value {
	items, err := Items(t, orNone(typ.dict.getStr(nameAbstractMethods)))
	if err != nil {
		return t.Fail(err)
	}
	names := make([]string, len(items))
	for i, x := range items {
		if names[i], err = ToGoString(t, x); err != nil {
			return t.Fail(err)
		}
	}
	sort.Strings(names)
	return t.Raise(TypeError, "Can't instantiate abstract class %s without an implementation for abstract method%s '%s'",
		typ.Name(), plural(len(names)), strings.Join(names, "', '"))
}

// typeAnnotate is __annotate__ of a class: the function that makes its
// annotations.
func typeAnnotate(t *Thread, self Value) (Value, error) {
	c := Cast[Type](self)
	if c.flags&heapType == 0 {
		return Value{}, Errorf(AttributeError, "type object '%s' has no attribute '__annotate__'", c.Name())
	}
	for _, n := range []*Str{nameAnnotFunc, nameAnnotate} {
		if f := c.dict.getStr(n); f.ref != nil {
			if get := TypeOf(f).DescrGet; get != nil {
				return t.Result(get(t, f, Value{}, c))
			}
			return f, nil
		}
	}
	return None, nil
}

func typeSetAnnotate(t *Thread, self, val Value) error {
	c := Cast[Type](self)
	if val.ref == nil {
		return Errorf(TypeError, "cannot delete __annotate__ attribute")
	}
	if !val.IsNone() && TypeOf(val).Call == nil {
		return Errorf(TypeError, "__annotate__ must be callable or None")
	}
	c.dict.delStr(nameAnnotate)
	if !val.IsNone() {
		c.dict.delStr(nameAnnotations)
		c.dict.delStr(nameAnnotCache)
	}
	return c.setOwn(t, val, nameAnnotFunc)
}

func typeAnnotations(t *Thread, self Value) (Value, error) {
	c := Cast[Type](self)
	if c.flags&heapType == 0 {
		return Value{}, Errorf(AttributeError, "type object '%s' has no attribute '__annotations__'", c.Name())
	}
	for _, n := range []*Str{nameAnnotations, nameAnnotCache} {
		if d := c.dict.getStr(n); d.ref != nil {
			if get := TypeOf(d).DescrGet; get != nil {
				return t.Result(get(t, d, Value{}, c))
			}
			return d, nil
		}
	}
	f, err := typeAnnotate(t, self)
	if err != nil {
		return Value{}, err
	}
	var cache Value
	d, err := annotationsOf(t, &cache, f)
	if err == nil {
		err = c.setOwn(t, d, nameAnnotCache)
	}
	return d, err
}

func typeSetAnnotations(t *Thread, self, val Value) error {
	c := Cast[Type](self)
	had := c.dict.delStr(nameAnnotCache)
	if val.ref == nil {
		if !c.dict.delStr(nameAnnotations) && !had {
			return Errorf(AttributeError, "__annotations__")
		}
		c.dict.delStr(nameAnnotFunc)
		c.dict.delStr(nameAnnotate)
		c.modified()
		return nil
	}
	c.dict.delStr(nameAnnotFunc)
	c.dict.delStr(nameAnnotate)
	return c.setOwn(t, val, nameAnnotations)
}

// typeSetBases is the setter of __bases__.
func typeSetBases(t *Thread, self, val Value) error {
	c := Cast[Type](self)
	if err := c.settable(val, "__bases__"); err != nil {
		return err
	}
	tup, ok := AsTuple(val)
	if !ok {
		return Errorf(TypeError, "can only assign tuple to %s.__bases__, not %s", c.Name(), TypeOf(val).FullName())
	}
	if len(tup.Items) == 0 {
		return Errorf(TypeError, "can only assign non-empty tuple to %s.__bases__, not ()", c.Name())
	}
	bases := make([]*Type, len(tup.Items))
	for i, b := range tup.Items {
		bt, ok := As[Type](b, &typeType)
		if !ok {
			return Errorf(TypeError, "%s.__bases__ must be tuple of classes, not '%s'", c.Name(), TypeOf(b).FullName())
		}
		if bt.IsSubtype(c) || bt.buildsOn(c) {
			return Errorf(TypeError, "a __bases__ item causes an inheritance cycle")
		}
		bases[i] = bt
	}
	base, err := bestBase(bases)
	if err != nil {
		return err
	}
	if base.layout != c.base.layout || base.reserved != c.base.reserved {
		return Errorf(TypeError, "__bases__ assignment: '%s' object layout differs from '%s'", base.Name(), c.base.Name())
	}
	oldBases, oldBase := c.bases, c.base
	c.bases, c.base = bases, base
	// A metaclass's mro() may assign to __bases__ in its turn; then its assignment
	// has told the bases, and stays.
	mine := func() bool { return &c.bases[0] == &bases[0] }
	var old []oldMRO
	if err := c.relinearise(t, &old); err != nil {
		if mine() {
			c.bases, c.base = oldBases, oldBase
		}
		for _, o := range old {
			if sameMRO(o.class.mro, o.set) {
				o.class.mro = o.was
			}
		}
		c.modified()
		return err
	}
	if mine() {
		for _, b := range oldBases {
			b.removeSubclass(t, c)
		}
		for _, b := range bases {
			b.addSubclass(t, c)
		}
	}
	c.modified()
	c.updateSlotsDeep(t)
	if f := t.Interp.FlushCaches; f != nil {
		f()
	}
	return nil
}

// buildsOn reports whether c is in b's chain of best bases. While an assignment to
// __bases__ computes MROs the chain is ahead of them.
func (b *Type) buildsOn(c *Type) bool {
	for ; b != nil; b = b.base {
		if b == c {
			return true
		}
	}
	return false
}

// oldMRO is what the MRO of a class was and what it was set to.
type oldMRO struct {
	class    *Type
	was, set []*Type
}

func sameMRO(a, b []*Type) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// sizes are the size of an instance without its items, and of an item, of CPython.
func (c *Type) sizes() (basic, item int) {
	switch {
	case c.flags&intSub != 0:
		basic, item = 24, 4
	case c.flags&bytesSub != 0:
		basic, item = 33, 1
	default:
		basic = 16
	}
	return basic + 8*c.reserved, item
}

// relinearise computes the MRO of c and of its subclasses anew and adds the old
// ones to old. A class whose MRO changes meanwhile, by its metaclass's mro(),
// keeps the newer one.
func (c *Type) relinearise(t *Thread, old *[]oldMRO) error {
	was := c.mro
	mro, err := computeMRO(t, c)
	if err != nil {
		return err
	}
	if !sameMRO(c.mro, was) {
		return nil
	}
	*old = append(*old, oldMRO{c, was, mro})
	c.mro = mro
	for _, b := range mro[1:] {
		c.flags |= b.flags & inheritedFlags
	}
	for _, s := range c.subclasses.live() {
		if err := s.relinearise(t, old); err != nil {
			return err
		}
	}
	return nil
}

// textSignature is the __text_signature__ of a built-in type, "" without one.
func (s *TypeSpec) textSignature() string {
	switch {
	case s.TextSignature == "none" || s.Struct != nil:
		return ""
	case s.TextSignature != "":
		return s.TextSignature
	}
	sig := s.InitSignature
	if sig == "" {
		sig = s.Signature
	}
	if strings.HasPrefix(sig, "(*args") || strings.Contains(sig, "<unrepresentable>") {
		return ""
	}
	return sig
}
