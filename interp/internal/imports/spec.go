package imports

import (
	"strings"

	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
)

// spec is a ModuleSpec. Its fields are what Python code sees, bound but for cached and
// uninitialized, which are made when asked for; native, stat and origin's
// form without surrogates are what the finder knows already.
type spec struct {
	py.Header
	name, loader, origin, state, locations, cached, uninitialized py.Value
	fileAttr, initializing                                        bool
	py.Inst

	native *py.ModuleSpec
	stat   *host.Stat
}

var specType py.Type

// newSpec is ModuleSpec(name, loader, origin=origin); pkg gives it an empty list of
// search locations.
func newSpec(name string, loader, origin py.Value, pkg bool) *spec {
	s := py.Make[spec](&specType)
	s.name, s.loader, s.origin = py.NewStr(name), loader, origin
	s.state, s.locations = py.None, py.None
	if pkg {
		s.locations = py.NewList()
	}
	return s
}

func asSpec(v py.Value) (*spec, bool) {
	if !specType.IsInstance(v) {
		return nil, false
	}
	return specOf(v), true
}

// specOf is the spec that v is; one that was not initialised has None for its fields.
func specOf(v py.Value) *spec {
	s := py.Cast[spec](v)
	if s.name.IsUnbound() {
		s.name, s.loader, s.origin, s.state, s.locations = py.None, py.None, py.None, py.None, py.None
	}
	return s
}

// parent is the package of the module, or the package itself.
func (s *spec) parent() (py.Value, error) {
	name, ok := py.AsStr(s.name)
	if !ok {
		return py.Value{}, py.Errorf(py.AttributeError, "'%s' object has no attribute 'rpartition'", py.TypeOf(s.name).Name())
	}
	if !s.locations.IsNone() {
		return s.name, nil
	}
	n := name.String()
	return py.NewStr(n[:max(strings.LastIndexByte(n, '.'), 0)]), nil
}

// cachedPath is the file of the compiled code, for modules in source files.
func (s *spec) cachedPath(t *py.Thread) py.Value {
	if s.cached.IsUnbound() {
		s.cached = py.None
		if origin, ok := py.AsStr(s.origin); ok && s.fileAttr {
			s.cached = cachedOf(t, origin.String())
		}
	}
	return s.cached
}

// specSpec declares importlib.machinery.ModuleSpec.
// https://docs.python.org/3.14/library/importlib.html#importlib.machinery.ModuleSpec
func specSpec() py.TypeSpec {
	field := func(name string, at func(s *spec) *py.Value) py.Getset {
		return py.Getset{Name: name,
			Get: func(t *py.Thread, self py.Value) (py.Value, error) {
				return *at(specOf(self)), nil
			},
			Set: func(t *py.Thread, self, val py.Value) error {
				*at(specOf(self)) = orNone(val) // deleted it is None
				return nil
			}}
	}
	flag := func(name string, at func(s *spec) *bool) py.Getset {
		return py.Getset{Name: name,
			Get: func(t *py.Thread, self py.Value) (py.Value, error) { return py.Bool(*at(specOf(self))), nil },
			Set: func(t *py.Thread, self, val py.Value) error {
				if val.IsUnbound() {
					return py.Errorf(py.AttributeError, "cannot delete attribute '%s'", name)
				}
				b, err := py.IsTrue(t, val)
				if err == nil {
					*at(specOf(self)) = b
				}
				return err
			}}
	}
	return py.TypeSpec{
		Name:          "_frozen_importlib.ModuleSpec",
		Doc:           "The specification for a module, used for loading.",
		Layout:        py.LayoutWithInst(func(s *spec) *py.Inst { return &s.Inst }),
		InitSignature: "(name, loader, *, origin=None, loader_state=None, is_package=None)",
		Init: func(t *py.Thread, self py.Value, a py.Args) error {
			s := specOf(self)
			s.name, s.loader, s.origin, s.state, s.locations = a[0], a[1], a[2], a[3], py.None
			s.cached, s.fileAttr = py.Value{}, false
			pkg, err := py.IsTrue(t, a[4])
			if pkg {
				s.locations = py.NewList()
			}
			return err
		},
		Slots: py.Slots{
			New: func(t *py.Thread, typ *py.Type, args, kw []py.Value) py.Value {
				s := py.Make[spec](typ)
				s.name, s.loader, s.origin, s.state, s.locations = py.None, py.None, py.None, py.None, py.None
				return py.Ref(s)
			},
			Repr: specRepr, Compare: specCompare,
		},
		Flags: py.Unhashable,
		Getset: []py.Getset{
			field("name", func(s *spec) *py.Value { return &s.name }),
			field("loader", func(s *spec) *py.Value { return &s.loader }),
			field("origin", func(s *spec) *py.Value { return &s.origin }),
			field("loader_state", func(s *spec) *py.Value { return &s.state }),
			field("submodule_search_locations", func(s *spec) *py.Value { return &s.locations }),
			{Name: "_uninitialized_submodules",
				Get: func(t *py.Thread, self py.Value) (py.Value, error) {
					s := specOf(self)
					if s.uninitialized.IsUnbound() {
						s.uninitialized = py.NewList()
					}
					return s.uninitialized, nil
				},
				Set: func(t *py.Thread, self, val py.Value) error {
					specOf(self).uninitialized = val
					return nil
				}},
			{Name: "cached",
				Get: func(t *py.Thread, self py.Value) (py.Value, error) { return specOf(self).cachedPath(t), nil },
				Set: func(t *py.Thread, self, val py.Value) error {
					specOf(self).cached = val
					return nil
				}},
			{Name: "parent", Doc: "The name of the module's parent.",
				Get: func(t *py.Thread, self py.Value) (py.Value, error) { return specOf(self).parent() }},
			flag("has_location", func(s *spec) *bool { return &s.fileAttr }),
			flag("_set_fileattr", func(s *spec) *bool { return &s.fileAttr }),
			flag("_initializing", func(s *spec) *bool { return &s.initializing }),
			py.DictGetset(),
		},
	}
}

func specRepr(t *py.Thread, v py.Value) py.Value {
	if t.ReprEnter(v) {
		return py.NewStr(py.TypeOf(v).Name() + "(...)")
	}
	defer t.ReprLeave()
	s := specOf(v)
	fields := []struct {
		name string
		val  py.Value
		show bool
	}{{"name", orNone(s.name), true}, {"loader", orNone(s.loader), true}, {"origin", s.origin, !s.origin.IsNone()},
		{"submodule_search_locations", s.locations, !s.locations.IsNone()}}
	var parts []string
	for _, f := range fields {
		if !f.show {
			continue
		}
		r, err := py.ReprString(t, orNone(f.val))
		if err != nil {
			return t.Fail(err)
		}
		parts = append(parts, f.name+"="+r)
	}
	return py.NewStr(py.TypeOf(v).Name() + "(" + strings.Join(parts, ", ") + ")")
}

// specCompare compares with whatever has the attributes of a spec.
func specCompare(t *py.Thread, a, b py.Value, op py.CompareOp) py.Value {
	if op != py.EQ && op != py.NE {
		return py.NotImplemented
	}
	if !specType.IsInstance(a) {
		a, b = b, a
	}
	s := specOf(a)
	fields := []struct {
		name string
		val  py.Value
	}{{"name", s.name}, {"loader", s.loader}, {"origin", s.origin}, {"submodule_search_locations", s.locations}, {"cached", s.cachedPath(t)}, {"has_location", py.Bool(s.fileAttr)}}
	for _, f := range fields {
		other, err := py.LookupAttr(t, b, t.Interp.InternString(f.name))
		if err != nil {
			return t.Fail(err)
		}
		if other.IsUnbound() {
			return py.NotImplemented
		}
		eq, err := py.Equal(t, orNone(f.val), other)
		if err != nil {
			return t.Fail(err)
		}
		if !eq {
			return py.Bool(op == py.NE)
		}
	}
	return py.Bool(op == py.EQ)
}
