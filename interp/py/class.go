package py

import (
	"slices"
	"strings"
)

var (
	nameSlots        = InternStatic("__slots__")
	nameDict         = InternStatic("__dict__")
	nameWeakref      = InternStatic("__weakref__")
	nameEq           = InternStatic("__eq__")
	nameModule       = InternStatic("__module__")
	nameQualname     = InternStatic("__qualname__")
	nameName         = InternStatic("__name__")
	nameDoc          = InternStatic("__doc__")
	nameInitSubclass = InternStatic("__init_subclass__")
	nameClassGetitem = InternStatic("__class_getitem__")
	nameSetName      = InternStatic("__set_name__")
	nameClassCell    = InternStatic("__classcell__")
	nameDel          = InternStatic("__del__")

	nameClassDictCell = InternStatic("__classdictcell__")
	nameStaticAttrs   = InternStatic("__static_attributes__")
)

// NewClass makes a class, as type.__new__ does: ns is its namespace, which is
// copied; kwargs go to __init_subclass__. meta must be the most derived metaclass.
// https://docs.python.org/3.14/reference/datamodel.html#creating-the-class-object
func NewClass(t *Thread, meta *Type, name string, bases []*Type, ns *Dict, kwargs *Dict) (*Type, error) {
	if len(bases) == 0 {
		bases = []*Type{&objectType}
	}
	base, err := bestBase(bases)
	if err != nil {
		return nil, err
	}
	c := &Type{
		Header: Header{meta}, name: name, flags: heapType, interp: t.Interp,
		base: base, bases: bases, dict: ns.Copy(), layout: base.layout, exc: base.exc,
	}
	c.qualname = MakeStr(name)
	if q := c.dict.getStr(nameQualname); q.ref != nil {
		s, ok := AsStr(q)
		if !ok {
			return nil, Errorf(TypeError, "type __qualname__ must be a str, not %s", TypeOf(q).FullName())
		}
		c.qualname = s
		c.dict.delStr(nameQualname)
	}
	cell := c.dict.getStr(nameClassCell)
	if cell.ref != nil {
		cc, ok := As[Cell](cell, &cellType)
		if !ok {
			return nil, Errorf(TypeError, "__classcell__ must be a nonlocal cell, not <class '%s'>", TypeOf(cell).FullName())
		}
		cc.V = Ref(c)
		c.dict.delStr(nameClassCell)
	}
	if cc, ok := As[Cell](orNone(c.dict.getStr(nameClassDictCell)), &cellType); ok {
		cc.V = Ref(c.dict) // annotation scopes see the class's attributes
		c.dict.delStr(nameClassDictCell)
	}
	if c.mro, err = computeMRO(t, c); err != nil {
		return nil, err
	}
	if am := c.dict.getStr(nameAbstractMethods); am.ref != nil {
		abstract, err := IsTrue(t, am)
		if err != nil {
			return nil, err
		}
		if abstract {
			c.flags |= abstractType
		}
	}
	if err := c.warnKeys(t); err != nil {
		return nil, err
	}
	if c.dict.getStr(nameModule).ref == nil {
		c.dict.setStr(nameModule, t.callerModule())
	}
	// Some special methods are implicitly static or class methods.
	for _, n := range []*Str{nameNew} {
		if v := c.dict.getStr(n); v.ref != nil && v.IsFunction() {
			sm := Make[StaticMethod](&staticMethodType)
			sm.Func = v
			c.dict.setStr(n, Ref(sm))
		}
	}
	for _, n := range []*Str{nameInitSubclass, nameClassGetitem} {
		if v := c.dict.getStr(n); v.ref != nil && v.IsFunction() {
			cm := Make[ClassMethod](&classMethodType)
			cm.Func = v
			c.dict.setStr(n, Ref(cm))
		}
	}
	if c.dict.getStr(nameEq).ref != nil && c.dict.getStr(nameHash).ref == nil {
		c.dict.setStr(nameHash, None)
	}
	const patterns = MatchSequence | MatchMapping
	for _, b := range c.mro[1:] {
		f := b.flags & inheritedFlags
		if c.flags&patterns != 0 {
			f &^= patterns // those of the first base that has some count
		}
		c.flags |= f
	}
	if err := c.layOut(t); err != nil {
		return nil, err
	}
	if c.dict.getStr(nameDoc).ref == nil {
		c.dict.setStr(nameDoc, None)
	}
	c.cells = max(c.cells, base.cells, uint32(c.reserved))
	if sa := c.dict.getStr(nameStaticAttrs); sa.ref != nil {
		if tup, ok := AsTuple(sa); ok && base.cells == 0 {
			c.cells = max(c.cells, uint32(min(len(tup.Items)+c.reserved, 32)))
		}
	}
	c.rootShape = newShape(c)
	c.version.Store(nextTypeVersion())
	c.updateSlots(t)
	for _, b := range bases {
		b.addSubclass(t, c)
	}
	if err := c.setNames(t); err != nil {
		return nil, err
	}
	return c, c.initSubclass(t, kwargs)
}

// warnKeys warns of keys of the namespace that are not strings: no attribute access
// finds them.
func (c *Type) warnKeys(t *Thread) error {
	for k, _, p, ok := c.dict.Next(0); ok; k, _, p, ok = c.dict.Next(p) {
		if _, isStr := AsStr(k); !isStr {
			return t.Interp.Warn(t, "RuntimeWarning", "non-string key in the __dict__ of class "+c.name, "", 0)
		}
	}
	return nil
}

// callerModule returns __name__ of the globals of the running frame.
func (t *Thread) callerModule() Value {
	if f := t.Frame; f != nil && f.Func != nil {
		if v := f.Func.Block.Globals.getStr(nameName); v.ref != nil {
			return v
		}
	}
	return NewStr("builtins")
}

// OwnAttr returns an attribute that the class itself has, unbound if none.
func (c *Type) OwnAttr(name *Str) Value { return c.attrs().getStr(name) }

// SetPatterns makes a class and its subclasses match sequence or mapping patterns,
// as abstract classes decide; built-in types keep what they have.
func (c *Type) SetPatterns(t *Thread, sequence, mapping bool) {
	if !c.IsHeap() {
		return
	}
	c.flags &^= MatchSequence | MatchMapping
	if sequence {
		c.flags |= MatchSequence
	}
	if mapping {
		c.flags |= MatchMapping
	}
	for _, s := range c.Subclasses(t) {
		s.SetPatterns(t, sequence, mapping)
	}
}

// setNames calls __set_name__ of the attributes that have it.
func (c *Type) setNames(t *Thread) error {
	type entry struct{ key, val Value }
	var found []entry
	for k, v, p, ok := c.dict.Next(0); ok; k, v, p, ok = c.dict.Next(p) {
		// Nearly all attributes are of these types, which have no __set_name__.
		if v.ref == nil || v.IsFunction() || v.IsStr() || v.IsNone() || v.IsTuple() {
			continue
		}
		if t.LookupType(TypeOf(v), nameSetName).ref != nil {
			found = append(found, entry{k, v})
		}
	}
	for _, a := range found {
		k, v := a.key, a.val
		if r, _ := callSpecial(t, v, nameSetName, Ref(c), k); r.IsError() {
			e := t.Take().(*Exception)
			ks, _ := ReprString(t, k)
			addNote(t, e, "Error calling __set_name__ on '"+TypeOf(v).Name()+"' instance "+ks+" in '"+c.name+"'")
			return e
		}
	}
	return nil
}

// initSubclass calls super(c, c).__init_subclass__(**kwargs).
func (c *Type) initSubclass(t *Thread, kwargs *Dict) error {
	for _, b := range c.mro[1:] {
		m := b.attrs().getStr(nameInitSubclass)
		if m.ref == nil {
			continue
		}
		if get := TypeOf(m).DescrGet; get != nil {
			if m = get(t, m, Value{}, c); m.IsError() {
				return t.Take()
			}
		}
		args, kw := unpackKw(nil, kwargs)
		if CallSlot(t, m, args, kw).IsError() {
			return t.Take()
		}
		return nil
	}
	return nil
}

// bestBase picks the base whose layout all others' are part of.
func bestBase(bases []*Type) (*Type, error) {
	var winner *Type
	for _, b := range bases {
		if b.mro == nil {
			return nil, Errorf(TypeError, "Cannot extend an incomplete type '%s'", b.Name())
		}
		if b.flags&NoSubclass != 0 {
			return nil, Errorf(TypeError, "type '%s' is not an acceptable base type", b.FullName())
		}
		switch {
		case winner == nil || extendsLayout(b, winner):
			winner = b
		case extendsLayout(winner, b):
		default:
			return nil, Errorf(TypeError, "multiple bases have instance lay-out conflict")
		}
	}
	// Prefer the first base among equals, as attribute defaults follow it.
	for _, b := range bases {
		if b.layout == winner.layout && b.reserved == winner.reserved && b.instOff == winner.instOff {
			return b, nil
		}
	}
	return winner, nil
}

// extendsLayout reports whether a's instances can be used as b's.
func extendsLayout(a, b *Type) bool {
	if a.layout != b.layout && !layoutDerives(a, b) {
		return false
	}
	if b.reserved == 0 {
		return true
	}
	for b.base != nil && b.base.reserved == b.reserved {
		b = b.base // which has the cells that b only inherits
	}
	return a.IsSubtype(b)
}

// layoutDerives reports whether the Go layout of a starts with that of b.
func layoutDerives(a, b *Type) bool {
	if b.layout == &objectLayout {
		return true
	}
	for s := a.staticBase(); s != nil; s = s.base {
		if s.layout == b.layout {
			return true
		}
	}
	return false
}

// layOut decides about __dict__ and the cells of __slots__.
func (c *Type) layOut(t *Thread) error {
	base := c.base
	c.reserved, c.instOff = base.reserved, base.instOff
	slots := c.dict.getStr(nameSlots)
	hasDict := base.instOff != 0 && base.flags&noDict == 0
	for _, b := range c.bases {
		if b != base && b.instOff != 0 && b.flags&noDict == 0 {
			hasDict = true
		}
	}
	hasWeakref := c.Lookup(nameWeakref).ref != nil
	isMeta := c.flags&typeSub != 0       // classes keep their attributes elsewhere
	isModule := c.IsSubtype(&moduleType) // so do modules, but for __slots__
	addDict := func() {
		if !hasDict && !isMeta && !isModule && c.dict.getStr(nameDict).ref == nil {
			c.dict.setStr(nameDict, Ref(newGetsetDescr(c, instanceDictGetset)))
		}
	}
	addWeakref := func() {
		if !hasWeakref && !isMeta && c.dict.getStr(nameWeakref).ref == nil {
			c.dict.setStr(nameWeakref, Ref(newGetsetDescr(c, weakrefGetset)))
		}
	}
	if slots.ref == nil {
		if !isMeta && !isModule {
			c.instOff = max(c.instOff, c.layout.subOff)
		}
		addDict()
		addWeakref()
		return nil
	}
	var names []*Str
	if s, ok := AsStr(slots); ok {
		names = []*Str{s}
	} else {
		items, err := Items(t, slots)
		if err != nil {
			return err
		}
		for _, it := range items {
			s, ok := AsStr(it)
			if !ok {
				return Errorf(TypeError, "__slots__ items must be strings, not '%s'", TypeOf(it).FullName())
			}
			names = append(names, s)
		}
	}
	switch st := c.staticBase(); {
	case len(names) > 0 && (isMeta || st.flags&(intSub|tupleSub|bytesSub) != 0):
		return Errorf(TypeError, "nonempty __slots__ not supported for subtype of '%s'", base.Name())
	}
	wantDict, wantWeakref := false, false
	var own []*Str
	if !isMeta {
		c.instOff = max(c.instOff, c.layout.subOff)
	}
	for _, s := range names {
		if !isIdentifier(s.s) {
			return Errorf(TypeError, "__slots__ must be identifiers")
		}
		switch s.s {
		case "__dict__":
			if wantDict || hasDict {
				return Errorf(TypeError, "__dict__ slot disallowed: we already got one")
			}
			wantDict = true
			continue
		case "__weakref__":
			if wantWeakref || hasWeakref {
				return Errorf(TypeError, "__weakref__ slot disallowed: we already got one")
			}
			wantWeakref = true
			continue
		}
		name := t.Interp.Intern(mangle(c.name, s))
		if c.dict.getStr(name).ref != nil {
			// These two have left the namespace, but not as attributes.
			if name != nameQualname && name != nameClassCell {
				return Errorf(ValueError, "'%s' in __slots__ conflicts with class variable", name.s)
			}
		}
		own = append(own, name)
	}
	// Sorted, so that classes that name the same slots have one layout.
	slices.SortFunc(own, func(a, b *Str) int { return strings.Compare(a.s, b.s) })
	for _, name := range own {
		c.dict.setStr(name, Ref(&MemberDescriptor{Header{&memberType}, name, c, c.reserved, nil}))
		c.slotNames = append(c.slotNames, name)
		c.reserved++
	}
	if !wantDict && !hasDict {
		c.flags |= noDict
	}
	if wantDict {
		addDict()
	}
	if wantWeakref {
		addWeakref()
	}
	return nil
}

// mangle is private name mangling for __slots__.
func mangle(class string, s *Str) *Str {
	n := s.s
	if len(n) < 3 || n[:2] != "__" || n[len(n)-2:] == "__" {
		return s
	}
	for len(class) > 0 && class[0] == '_' {
		class = class[1:]
	}
	if class == "" {
		return s
	}
	return MakeStr("_" + class + n)
}

// computeMRO is the C3 linearisation, or what the metaclass's mro() says.
func computeMRO(t *Thread, c *Type) ([]*Type, error) {
	if c.typ == &typeType || t.LookupType(c.typ, nameMRO) == t.LookupType(&typeType, nameMRO) {
		return linearise(c)
	}
	r, ok := callSpecial(t, Ref(c), nameMRO)
	if !ok {
		return linearise(c)
	}
	if r.IsError() {
		return nil, t.Take()
	}
	items, err := Items(t, r)
	if err != nil {
		return nil, err
	}
	mro := make([]*Type, len(items))
	for i, x := range items {
		b, ok := As[Type](x, &typeType)
		if !ok {
			return nil, Errorf(TypeError, "mro() returned a non-class ('%s')", TypeOf(x).FullName())
		}
		if b != c && !extendsLayout(c.base, b) {
			return nil, Errorf(TypeError, "mro() returned base with unsuitable layout ('%s')", b.Name())
		}
		mro[i] = b
	}
	if len(mro) == 0 {
		return nil, Errorf(TypeError, "type MRO must not be empty")
	}
	return mro, nil
}

// linearise is the C3 linearisation.
func linearise(c *Type) ([]*Type, error) {
	if len(c.bases) == 0 {
		return []*Type{c}, nil
	}
	if len(c.bases) == 1 {
		return append([]*Type{c}, c.bases[0].mro...), nil
	}
	for i, b := range c.bases {
		for _, o := range c.bases[:i] {
			if b == o {
				return nil, Errorf(TypeError, "duplicate base class %s", b.Name())
			}
		}
	}
	seqs := make([][]*Type, 0, len(c.bases)+1)
	for _, b := range c.bases {
		seqs = append(seqs, b.mro)
	}
	seqs = append(seqs, c.bases)
	out := []*Type{c}
	for {
		var pick *Type
		empty := true
	next:
		for _, s := range seqs {
			if len(s) == 0 {
				continue
			}
			empty = false
			for _, o := range seqs {
				for i := 1; i < len(o); i++ {
					if o[i] == s[0] {
						continue next
					}
				}
			}
			pick = s[0]
			break
		}
		if empty {
			return out, nil
		}
		if pick == nil {
			names := ""
			seen := map[*Type]bool{}
			for _, s := range seqs {
				if len(s) > 0 && !seen[s[0]] {
					seen[s[0]] = true
					if names != "" {
						names += ", "
					}
					names += s[0].Name()
				}
			}
			return nil, Errorf(TypeError, "Cannot create a consistent method resolution order (MRO) for bases %s", names)
		}
		out = append(out, pick)
		for i, s := range seqs {
			if len(s) > 0 && s[0] == pick {
				seqs[i] = s[1:]
			}
		}
	}
}

// updateSlots fills the slots from the special methods that the MRO gives.
func (c *Type) updateSlots(t *Thread) {
	defs := slotDefs()
	if c.copySlots(t) {
		return
	}
	var s Slots
	s.GetAttr, s.SetAttr = GenericGetAttr, GenericSetAttr
	static := c.staticBase()
	s.New, c.newSig, c.newFunc = static.New, static.newSig, static.newFunc
	s.Init = static.Init
	c.initSig, c.initFunc = static.initSig, static.initFunc
	c.genericOps = 0
	c.genericGet, c.genericSet = true, true
	c.flags &^= hasGetattr | hasFinalizer | lacksNext
	generic := make([]*slotDef, 0, 16)
	for i := range defs {
		d := &defs[i]
		v := c.Lookup(d.str)
		if v.ref == nil {
			continue
		}
		switch TypeOf(v) {
		case &slotWrapperType:
			w := Cast[SlotWrapper](v)
			if w.def.name == d.name && d.has(&w.owner.Slots) && c.IsSubtype(w.owner) {
				d.inherit(&s, &w.owner.Slots)
				switch d.name {
				case "__getattribute__":
					c.genericGet = w.owner.genericGet
				case "__setattr__", "__delattr__":
					c.genericSet = w.owner.genericSet
				case "__init__":
					if w.owner != static {
						c.initSig, c.initFunc = w.owner.initSig, w.owner.initFunc
					}
				}
				continue
			}
			if w.def.str == d.str && c.IsSubtype(w.owner) {
				continue // the same method's other slot (sequence against number)
			}
			generic = append(generic, d)
		case &builtinType:
			if d.name == "__new__" {
				if b := Cast[Builtin](v); b.owner != nil {
					s.New = b.owner.New
					c.newSig, c.newFunc = b.owner.newSig, b.owner.newFunc
					continue
				}
			}
			generic = append(generic, d)
		default:
			generic = append(generic, d)
		}
	}
	for _, d := range generic {
		c.installGeneric(d, &s)
	}
	if c.Lookup(nameDel).ref != nil {
		c.flags |= hasFinalizer
	}
	c.setSlots(&s)
}

// setSlots makes s the slots of a class of Python code. Slot Next is always set:
// a class can lose __next__, and an object can get another class, while a loop
// has the iterator.
func (c *Type) setSlots(s *Slots) {
	if s.Next == nil {
		s.Next = nextMissing
		c.flags |= lacksNext
	}
	c.Slots = *s
}

func nextMissing(t *Thread, v Value) Value {
	return t.Raise(TypeError, "'%s' object is not iterable", TypeOf(v).FullName())
}

// IsIterator reports whether objects of type c have __next__.
func (c *Type) IsIterator() bool { return c.Next != nil && c.flags&lacksNext == 0 }

// installGeneric makes slots call the special method of Python code that d is.
func (c *Type) installGeneric(d *slotDef, s *Slots) {
	d.generic(s)
	switch d.name {
	case "__next__":
		c.flags &^= lacksNext
	case "__getattribute__":
		c.genericGet = false
		c.flags |= hasGetattr
	case "__getattr__":
		c.flags |= hasGetattr
	case "__setattr__", "__delattr__":
		c.genericSet = false
	}
	for op := OpAdd; op < NumBinaryOps; op++ {
		if d.name == binaryNames[op] || d.name == reflectedNames[op] {
			c.genericOps |= 1 << op
		}
	}
}

var binaryNames, reflectedNames = func() (b, r [NumBinaryOps]string) {
	for op, n := range opNames {
		b[op], r[op] = "__"+n+"__", "__r"+n+"__"
	}
	return b, r
}()

// copySlots is updateSlots for a class with one base, object or a class of Python
// code: it has the base's slots but for the special methods that it defines itself.
// It reports false if one of those is a built-in type's, which takes the long way.
func (c *Type) copySlots(t *Thread) bool {
	if len(c.bases) != 1 {
		return false
	}
	b := c.bases[0]
	if b != &objectType && b.flags&heapType == 0 {
		return false
	}
	var own []*slotDef
	for k, v, p, ok := c.dict.Next(0); ok; k, v, p, ok = c.dict.Next(p) {
		name, isStr := AsStr(k)
		if !isStr || len(name.s) < 5 || name.s[:2] != "__" || name.s[len(name.s)-2:] != "__" {
			continue
		}
		defs := slotTable.byName[t.Interp.Intern(name)]
		if defs == nil {
			continue
		}
		if typ := TypeOf(v); typ == &slotWrapperType || typ == &builtinType {
			return false
		}
		own = append(own, defs...)
	}
	s := b.Slots
	c.newSig, c.newFunc, c.initSig, c.initFunc = b.newSig, b.newFunc, b.initSig, b.initFunc
	c.genericOps, c.genericGet, c.genericSet = b.genericOps, b.genericGet, b.genericSet
	const fromBase = hasGetattr | hasFinalizer | lacksNext
	c.flags = c.flags&^fromBase | b.flags&fromBase
	for _, d := range own {
		c.installGeneric(d, &s)
	}
	if c.dict.getStr(nameDel).ref != nil {
		c.flags |= hasFinalizer
	}
	c.setSlots(&s)
	return true
}

// setTypeAttr stores or, with an unbound val, deletes a class attribute.
func (c *Type) setTypeAttr(t *Thread, name *Str, val Value) bool {
	if c.flags&heapType == 0 {
		t.Raise(TypeError, "cannot set '%s' attribute of immutable type '%s'", name.s, c.FullName())
		return false
	}
	if val.ref == nil {
		if !c.dict.delStr(name) {
			t.raiseAttributeMsg(Ref(c), name, "type object '%s' has no attribute '%s'", c.Name(), name.s)
			return false
		}
	} else {
		c.dict.setStr(name, val)
	}
	c.modified()
	special := len(name.s) > 4 && name.s[:2] == "__" && name.s[len(name.s)-2:] == "__"
	if special {
		c.updateSlotsDeep(t)
	}
	// Caches of instances' own attributes are guarded by the shape alone.
	if special || val.ref != nil && TypeOf(val).DescrSet != nil {
		if f := t.Interp.FlushCaches; f != nil {
			f()
		}
	}
	return true
}

func (c *Type) updateSlotsDeep(t *Thread) {
	c.updateSlots(t)
	for _, s := range c.subclasses.live() {
		s.updateSlotsDeep(t)
	}
}
