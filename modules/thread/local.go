package thread

import (
	"github.com/gopyrun/gopyrun/interp/py"
)

// local is a _thread._local: attributes that every thread has its own set of. The
// sets hang off the threads, so they end with them.
type local struct {
	py.Header
	args []py.Value
	kw   []py.Value
}

// localKey is the key in Thread.Local of the dicts of all local objects.
type localKey struct{}

func localSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "_thread._local", Layout: py.LayoutOf[local](),
		Doc: "Thread-local data",
		Slots: py.Slots{
			New: func(t *py.Thread, typ *py.Type, args, kw []py.Value) py.Value {
				if len(args) > 0 && !overridesInit(t, typ) {
					return t.Raise(py.TypeError, "Initialization arguments are not supported")
				}
				l := py.Make[local](typ)
				l.args = append([]py.Value(nil), args...)
				l.kw = append([]py.Value(nil), kw...)
				localDicts(t)[l] = py.NewDict()
				return py.Ref(l)
			},
			GetAttr: localGet,
			SetAttr: localSet,
		},
		Getset: []py.Getset{{Name: "__dict__", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
			d, err := dictOf(t, self)
			if err != nil {
				return py.Value{}, err
			}
			return py.Ref(d), nil
		}}},
	}
}

func overridesInit(t *py.Thread, typ *py.Type) bool {
	name := py.InternStatic("__init__")
	return t.LookupType(typ, name) != t.LookupType(py.ObjectType, name)
}

func localDicts(t *py.Thread) map[*local]*py.Dict {
	if t.Local == nil {
		t.Local = map[any]any{}
	}
	m, _ := t.Local[localKey{}].(map[*local]*py.Dict)
	if m == nil {
		m = map[*local]*py.Dict{}
		t.Local[localKey{}] = m
	}
	return m
}

func clearLocals(t *py.Thread) { t.Local = nil }

// dictOf returns the running thread's dict of a local object, running the
// subclass's __init__ for a thread that meets it the first time.
func dictOf(t *py.Thread, self py.Value) (*py.Dict, error) {
	l := py.Cast[local](self)
	m := localDicts(t)
	d := m[l]
	if d != nil {
		return d, nil
	}
	d = py.NewDict()
	m[l] = d
	typ := py.TypeOf(self)
	if overridesInit(t, typ) && typ.Init != nil {
		if !typ.Init(t, self, append([]py.Value(nil), l.args...), l.kw) {
			delete(m, l)
			return nil, t.Take()
		}
	}
	return d, nil
}

func localGet(t *py.Thread, v py.Value, name *py.Str) py.Value {
	d, err := dictOf(t, v)
	if err != nil {
		return t.Fail(err)
	}
	typ := py.TypeOf(v)
	c := t.LookupType(typ, name)
	if !c.IsUnbound() {
		if ct := py.TypeOf(c); ct.DescrSet != nil && ct.DescrGet != nil {
			return ct.DescrGet(t, c, v, typ)
		}
	}
	if x := d.GetStr(name); !x.IsUnbound() {
		return x
	}
	return py.GenericGetAttr(t, v, name)
}

func localSet(t *py.Thread, v py.Value, name *py.Str, val py.Value) bool {
	d, err := dictOf(t, v)
	if err != nil {
		t.Fail(err)
		return false
	}
	if c := t.LookupType(py.TypeOf(v), name); !c.IsUnbound() {
		if set := py.TypeOf(c).DescrSet; set != nil {
			return set(t, c, v, val)
		}
	}
	if name.String() == "__dict__" {
		t.Raise(py.AttributeError, "'%s' object attribute '__dict__' is read-only", py.TypeOf(v).FullName())
		return false
	}
	if val.IsUnbound() {
		if !d.DeleteStr(name) {
			t.Raise(py.AttributeError, "'%s' object has no attribute '%s'", py.TypeOf(v).FullName(), name)
			return false
		}
		return true
	}
	d.SetStr(name, val)
	return true
}
