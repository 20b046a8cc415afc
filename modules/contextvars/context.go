package contextvars

import "github.com/gopyrun/gopyrun/interp/py"

// context is a Context: values by variable.
type context struct {
	py.Header
	vars    *py.Dict
	shared  bool // vars belongs to another context too: copied before it is changed
	entered bool
	outer   *context // that of the thread while this one is entered
}

var contextType py.Type

func newContext() *context {
	c := py.Make[context](&contextType)
	c.vars = py.NewDict()
	return c
}

type threadKey struct{}

// current is the thread's context.
func current(t *py.Thread) *context {
	if c, ok := t.Local[threadKey{}].(*context); ok {
		return c
	}
	c := newContext()
	c.entered = true
	setCurrent(t, c)
	return c
}

func setCurrent(t *py.Thread, c *context) {
	if t.Local == nil {
		t.Local = map[any]any{}
	}
	t.Local[threadKey{}] = c
}

func (c *context) copy() *context {
	n := py.Make[context](&contextType)
	n.vars, n.shared, c.shared = c.vars, true, true
	return n
}

// own makes the values this context's alone, for a change.
func (c *context) own() *py.Dict {
	if c.shared {
		c.vars, c.shared = c.vars.Copy(), false
	}
	return c.vars
}

// get returns the value of a variable, unbound if it has none.
func (c *context) get(t *py.Thread, key py.Value) (py.Value, error) {
	if py.TypeOf(key) != &variableType {
		r, err := py.ReprString(t, key)
		if err != nil {
			return py.Value{}, err
		}
		return py.Value{}, py.Errorf(py.TypeError, "a ContextVar key was expected, got %s", r)
	}
	v, ok := c.vars.Get(t, key)
	if !ok {
		return py.Value{}, nil
	}
	return v, nil
}

func contextSpec() py.TypeSpec {
	self := func(v py.Value) *context { return py.Cast[context](v) }
	view := func(name, doc string) py.Method {
		return py.Method{Name: name, Signature: "($self, /)", Doc: doc, Func: func(t *py.Thread, v py.Value, a py.Args) (py.Value, error) {
			c := self(v)
			c.shared = true // the view keeps to what it shows
			return py.CallMethod(t, c.vars.Value(), name)
		}}
	}
	return py.TypeSpec{
		Name: "_contextvars.Context", Layout: py.LayoutOf[context](), Flags: py.NoSubclass | py.Unhashable | py.MatchMapping,
		Slots: py.Slots{
			New: func(t *py.Thread, typ *py.Type, args, kw []py.Value) py.Value {
				if len(args) > 0 {
					return t.Raise(py.TypeError, "Context() does not accept any arguments")
				}
				return py.Ref(newContext())
			},
			Len: func(t *py.Thread, v py.Value) (int, bool) { return self(v).vars.Len(), true },
			Iter: func(t *py.Thread, v py.Value) py.Value {
				self(v).shared = true
				return py.IterOperation(t, self(v).vars.Value())
			},
			Contains: func(t *py.Thread, v, key py.Value) (bool, bool) {
				x, err := self(v).get(t, key)
				if err != nil {
					t.Fail(err)
					return false, false
				}
				return !x.IsUnbound(), true
			},
			GetItem: func(t *py.Thread, v, key py.Value) py.Value {
				x, err := self(v).get(t, key)
				if err != nil {
					return t.Fail(err)
				}
				if x.IsUnbound() {
					return t.RaiseException(py.NewException(py.KeyError, key))
				}
				return x
			},
			Compare: func(t *py.Thread, a, b py.Value, op py.CompareOp) py.Value {
				if op != py.EQ && op != py.NE || py.TypeOf(a) != &contextType || py.TypeOf(b) != &contextType {
					return py.NotImplemented
				}
				return py.Compare(t, self(a).vars.Value(), self(b).vars.Value(), op)
			},
		},
		Methods: []py.Method{
			{Name: "run", Signature: "($self, callable, /, *args, **kwargs)", Flags: py.CallsPython, Func: run, Doc: "Run a function in the context."},
			{Name: "copy", Signature: "($self, /)", Func: func(t *py.Thread, v py.Value, a py.Args) (py.Value, error) {
				return py.Ref(self(v).copy()), nil
			}, Doc: "Return a shallow copy of the context object."},
			{Name: "get", Signature: "($self, key, default=None, /)", Func: func(t *py.Thread, v py.Value, a py.Args) (py.Value, error) {
				x, err := self(v).get(t, a[0])
				if err == nil && x.IsUnbound() {
					x = a[1]
				}
				return x, err
			}, Doc: "Return the value for `key` if `key` has the value in the context object.\n\nIf `key` does not exist, return `default`. If `default` is not given,\nreturn None."},
			view("items", "Return all variables and their values in the context object.\n\nThe result is returned as a list of 2-tuples (variable, value)."),
			view("keys", "Return a list of all variables in the context object."),
			view("values", "Return a list of all variables' values in the context object."),
		},
	}
}

// run is Context.run: the thread's context is this one while the function runs.
func run(t *py.Thread, v py.Value, a py.Args) (py.Value, error) {
	c := py.Cast[context](v)
	if c.entered {
		r, err := py.ReprString(t, v)
		if err != nil {
			return py.Value{}, err
		}
		return py.Value{}, py.Errorf(py.RuntimeError, "cannot enter context: %s is already entered", r)
	}
	args, err := py.Items(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	kw, _ := py.AsDict(a[2])
	c.outer, c.entered = current(t), true
	setCurrent(t, c)
	r, err := py.CallUnpacked(t, a[0], args, kw)
	setCurrent(t, c.outer)
	c.outer, c.entered = nil, false
	return r, err
}
