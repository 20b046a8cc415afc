// Package abc is the module abc, abstract base classes: ABCMeta in Python (abc.py)
// over the module _abc in Go, which keeps each class's registry and the caches of
// issubclass.
//
// Only the index of modules imports it.
package abc

import (
	_ "embed"
	"weak"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed abc.py
var source string

// Module returns the declaration of the module abc.
// https://docs.python.org/3.14/library/abc.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name:   "abc",
		Doc:    "Abstract Base Classes (ABCs) according to PEP 3119.",
		Source: source,
	}
}

// Native returns the declaration of the module _abc. Its functions serve one
// interpreter, whose GIL guards their state.
func Native() *py.ModuleSpec {
	r := &registrar{}
	class := func(f func(t *py.Thread, cls *py.Type, x py.Value) (py.Value, error)) func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
		return func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
			cls, err := classOf(a[0])
			if err != nil {
				return py.Value{}, err
			}
			x := py.Value{}
			if len(a) > 1 {
				x = a[1]
			}
			return f(t, cls, x)
		}
	}
	return &py.ModuleSpec{
		Name: "_abc",
		Doc:  "Module contains faster C implementation of abc.ABCMeta",
		Methods: []py.Method{
			{Name: "get_cache_token", Signature: "($module, /)",
				Doc: "Returns the current ABC cache token.\n\nThe token is an opaque object (supporting equality testing) identifying the\ncurrent version of the ABC cache for virtual subclasses. The token changes\nwith every call to register() on any ABC.",
				Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
					return py.Int(r.token), nil
				}},
			{Name: "_abc_init", Signature: "($module, self, /)", Func: class(r.start), Flags: py.CallsPython,
				Doc: "Internal ABC helper for class set-up. Should be never used outside abc module."},
			{Name: "_abc_register", Signature: "($module, self, subclass, /)", Func: class(r.register), Flags: py.CallsPython,
				Doc: "Internal ABC helper for subclass registration. Should be never used outside abc module."},
			{Name: "_abc_instancecheck", Signature: "($module, self, instance, /)", Func: class(r.instanceCheck), Flags: py.CallsPython,
				Doc: "Internal ABC helper for instance checks. Should be never used outside abc module."},
			{Name: "_abc_subclasscheck", Signature: "($module, self, subclass, /)", Func: class(r.subclassCheck), Flags: py.CallsPython,
				Doc: "Internal ABC helper for subclasss checks. Should be never used outside abc module."},
			{Name: "_get_dump", Signature: "($module, self, /)", Func: class(r.dump),
				Doc: "Internal ABC helper for cache and registry debugging.\n\nReturn shallow copies of registry, of both caches, and\nnegative cache version. Don't call this function directly,\ninstead use ABC._dump_registry() for a nice repr."},
			{Name: "_reset_registry", Signature: "($module, self, /)", Doc: "Internal ABC helper to reset registry of a given class.\n\nShould be only used by refleak.py",
				Func: class(func(t *py.Thread, cls *py.Type, x py.Value) (py.Value, error) {
					s, err := stateOf(cls)
					if err == nil {
						s.registry = nil
					}
					return py.None, err
				})},
			{Name: "_reset_caches", Signature: "($module, self, /)", Doc: "Internal ABC helper to reset both caches of a given class.\n\nShould be only used by refleak.py",
				Func: class(func(t *py.Thread, cls *py.Type, x py.Value) (py.Value, error) {
					s, err := stateOf(cls)
					if err == nil {
						s.yes, s.no = classSet{}, classSet{}
					}
					return py.None, err
				})},
		},
		Exec: func(t *py.Thread, m *py.Module) error {
			py.DefineType(&stateType, stateSpec)
			return nil
		},
	}
}

// registrar is the state that all abstract classes of an interpreter share: token
// counts the registrations, which make negative caches stale.
type registrar struct{ token int64 }

// state is the object in a class's _abc_impl.
type state struct {
	py.Header
	registry []weak.Pointer[py.Type] // in order of registration
	yes, no  classSet
	token    int64 // of no
}

var stateType py.Type

func stateSpec() py.TypeSpec {
	return py.TypeSpec{Name: "_abc._abc_data", Layout: py.LayoutOf[state](), Flags: py.NoSubclass,
		Doc: "Internal state held by ABC machinery."}
}

// classSet holds classes without keeping them alive. Dead ones are dropped when the
// set has doubled.
type classSet struct {
	m     map[weak.Pointer[py.Type]]struct{}
	sweep int
}

func (s *classSet) has(c *py.Type) bool {
	_, ok := s.m[weak.Make(c)]
	return ok
}

func (s *classSet) add(c *py.Type) {
	if s.m == nil {
		s.m = map[weak.Pointer[py.Type]]struct{}{}
		s.sweep = 32
	}
	s.m[weak.Make(c)] = struct{}{}
	if len(s.m) >= s.sweep {
		for w := range s.m {
			if w.Value() == nil {
				delete(s.m, w)
			}
		}
		s.sweep = 2*len(s.m) + 32
	}
}

func (s *classSet) values() py.Value {
	var items []py.Value
	for w := range s.m {
		if c := w.Value(); c != nil {
			items = append(items, c.Value())
		}
	}
	return py.NewList(items...)
}

func isClass(v py.Value) bool { return py.TypeOf(v).IsSubtype(py.TypeType) }

func classOf(v py.Value) (*py.Type, error) {
	if !isClass(v) {
		return nil, py.Errorf(py.TypeError, "_abc functions need a class, not %s", py.TypeOf(v).Name())
	}
	return py.Cast[py.Type](v), nil
}

func stateOf(cls *py.Type) (*state, error) {
	impl := cls.Lookup(nameImpl)
	if impl.IsUnbound() {
		return nil, py.Errorf(py.AttributeError, "type object '%s' has no attribute '_abc_impl'", cls.Name())
	}
	s, ok := py.As[state](impl, &stateType)
	if !ok {
		return nil, py.Errorf(py.TypeError, "_abc_impl is set to a wrong type")
	}
	return s, nil
}

var (
	nameImpl     = py.InternStatic("_abc_impl")
	nameAbstract = py.InternStatic("__isabstractmethod__")
	nameMethods  = py.InternStatic("__abstractmethods__")
	nameClass    = py.InternStatic("__class__")
	nameFlags    = py.InternStatic("__abc_tpflags__")
)

// start gives a new class its abstract methods and its state.
func (r *registrar) start(t *py.Thread, cls *py.Type, _ py.Value) (py.Value, error) {
	var names []py.Value
	note := func(name, v py.Value) error {
		a, err := py.LookupAttr(t, v, nameAbstract)
		if err != nil || a.IsUnbound() {
			return err
		}
		is, err := py.IsTrue(t, a)
		if is {
			names = append(names, name)
		}
		return err
	}
	ns, err := py.GetAttr(t, cls.Value(), "__dict__")
	if err != nil {
		return py.Value{}, err
	}
	items, err := py.CallMethod(t, ns, "items")
	if err != nil {
		return py.Value{}, err
	}
	err = py.Iterate(t, items, func(kv py.Value) error {
		pair := py.Cast[py.Tuple](kv).Items
		return note(pair[0], pair[1])
	})
	if err != nil {
		return py.Value{}, err
	}
	bases, err := py.GetAttr(t, cls.Value(), "__bases__")
	if err != nil {
		return py.Value{}, err
	}
	for _, b := range py.Cast[py.Tuple](bases).Items {
		inherited, err := py.LookupAttr(t, b, nameMethods)
		if err != nil {
			return py.Value{}, err
		}
		if inherited.IsUnbound() {
			continue
		}
		err = py.Iterate(t, inherited, func(name py.Value) error {
			s, ok := py.AsStr(name)
			if !ok {
				return py.Errorf(py.TypeError, "attribute name must be string, not '%s'", py.TypeOf(name).Name())
			}
			v, err := py.LookupAttr(t, cls.Value(), t.Interp.Intern(s))
			if err != nil || v.IsUnbound() {
				return err
			}
			return note(name, v)
		})
		if err != nil {
			return py.Value{}, err
		}
	}
	set := py.NewFrozenSet()
	for _, n := range names {
		if !set.Add(t, n) {
			return py.Value{}, t.Take()
		}
	}
	if err := py.SetAttr(t, cls.Value(), "__abstractmethods__", set.Value()); err != nil {
		return py.Value{}, err
	}
	if err := py.SetAttr(t, cls.Value(), "_abc_impl", py.Ref(py.Make[state](&stateType))); err != nil {
		return py.Value{}, err
	}
	if v := cls.OwnAttr(nameFlags); !v.IsUnbound() {
		if n, ok := py.AsInt64(v); ok {
			if n&(1<<5) != 0 && n&(1<<6) != 0 {
				return py.Value{}, py.Errorf(py.TypeError, "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING")
			}
			cls.SetPatterns(t, n&(1<<5) != 0, n&(1<<6) != 0)
		}
	}
	return py.None, nil
}

func (r *registrar) register(t *py.Thread, cls *py.Type, sub py.Value) (py.Value, error) {
	if !isClass(sub) {
		return py.Value{}, py.Errorf(py.TypeError, "Can only register classes")
	}
	is, err := py.IsSubclassOf(t, sub, cls.Value())
	if err != nil || is {
		return sub, err
	}
	// Registering a base would make every check of the cycle recurse.
	is, err = py.IsSubclassOf(t, cls.Value(), sub)
	if err != nil {
		return py.Value{}, err
	}
	if is {
		return py.Value{}, py.Errorf(py.RuntimeError, "Refusing to create an inheritance cycle")
	}
	s, err := stateOf(cls)
	if err != nil {
		return py.Value{}, err
	}
	c := py.Cast[py.Type](sub)
	s.registry = append(s.registry, weak.Make(c))
	r.token++
	if seq, mapping := cls.Has(py.MatchSequence), cls.Has(py.MatchMapping); seq || mapping {
		c.SetPatterns(t, seq, mapping)
	}
	return sub, nil
}

func (r *registrar) instanceCheck(t *py.Thread, cls *py.Type, v py.Value) (py.Value, error) {
	s, err := stateOf(cls)
	if err != nil {
		return py.Value{}, err
	}
	typ := py.TypeOf(v)
	claimed := typ.Value()
	c, err := py.LookupAttr(t, v, nameClass)
	if err != nil {
		return py.Value{}, err
	}
	if !c.IsUnbound() {
		claimed = c
	}
	if isClass(claimed) && s.yes.has(py.Cast[py.Type](claimed)) {
		return py.True, nil
	}
	if claimed == typ.Value() {
		if s.token == r.token && s.no.has(typ) {
			return py.False, nil
		}
		return py.CallMethod(t, cls.Value(), "__subclasscheck__", claimed)
	}
	res, err := py.CallMethod(t, cls.Value(), "__subclasscheck__", claimed)
	if err != nil {
		return py.Value{}, err
	}
	if is, err := py.IsTrue(t, res); is || err != nil {
		return res, err
	}
	return py.CallMethod(t, cls.Value(), "__subclasscheck__", typ.Value())
}

func (r *registrar) subclassCheck(t *py.Thread, cls *py.Type, sub py.Value) (py.Value, error) {
	if !isClass(sub) {
		return py.Value{}, py.Errorf(py.TypeError, "issubclass() arg 1 must be a class")
	}
	s, err := stateOf(cls)
	if err != nil {
		return py.Value{}, err
	}
	c := py.Cast[py.Type](sub)
	if s.yes.has(c) {
		return py.True, nil
	}
	if s.token < r.token {
		s.no, s.token = classSet{}, r.token
	} else if s.no.has(c) {
		return py.False, nil
	}
	is, err := r.decide(t, cls, c, s)
	if err != nil {
		return py.Value{}, err
	}
	if is {
		s.yes.add(c)
	} else {
		s.no.add(c)
	}
	return py.Bool(is), nil
}

// decide is issubclass(c, cls) without the caches.
func (r *registrar) decide(t *py.Thread, cls, c *py.Type, s *state) (bool, error) {
	if !t.Enter(" in __subclasscheck__") {
		return false, t.Take()
	}
	defer t.Leave()
	hook, err := py.CallMethod(t, cls.Value(), "__subclasshook__", c.Value())
	if err != nil {
		return false, err
	}
	switch hook {
	case py.True:
		return true, nil
	case py.False:
		return false, nil
	case py.NotImplemented:
	default:
		return false, py.Errorf(py.AssertionError, "__subclasshook__ must return either False, True, or NotImplemented")
	}
	if c.IsSubtype(cls) {
		return true, nil
	}
	for _, w := range append([]weak.Pointer[py.Type](nil), s.registry...) {
		if reg := w.Value(); reg != nil {
			if is, err := py.IsSubclassOf(t, c.Value(), reg.Value()); is || err != nil {
				return is, err
			}
		}
	}
	subs, err := py.CallMethod(t, cls.Value(), "__subclasses__")
	if err != nil {
		return false, err
	}
	if _, ok := py.AsList(subs); !ok {
		return false, py.Errorf(py.TypeError, "__subclasses__() must return a list")
	}
	found := false
	err = py.Iterate(t, subs, func(x py.Value) error {
		if found {
			return nil
		}
		var err error
		found, err = py.IsSubclassOf(t, c.Value(), x)
		return err
	})
	return found, err
}

func (r *registrar) dump(t *py.Thread, cls *py.Type, _ py.Value) (py.Value, error) {
	s, err := stateOf(cls)
	if err != nil {
		return py.Value{}, err
	}
	reg := classSet{}
	for _, w := range s.registry {
		if c := w.Value(); c != nil {
			reg.add(c)
		}
	}
	return py.NewTuple(reg.values(), s.yes.values(), s.no.values(), py.Int(s.token)), nil
}
