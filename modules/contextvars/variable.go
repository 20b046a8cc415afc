package contextvars

import "github.com/gopyrun/gopyrun/interp/py"

// variable is a ContextVar.
type variable struct {
	py.Header
	name *py.Str
	def  py.Value // unbound without a default
}

// token is a Token: what a variable was in a context.
type token struct {
	py.Header
	variable *variable
	context  *context
	old      py.Value // unbound if the variable had no value
	used     bool
}

// missing is Token.MISSING.
type missing struct{ py.Header }

var variableType, tokenType, missingType py.Type

func (v *variable) get(t *py.Thread) py.Value {
	x, ok := current(t).vars.Get(t, py.Ref(v))
	if !ok {
		return py.Value{}
	}
	return x
}

func (v *variable) set(t *py.Thread, val py.Value) (*token, error) {
	c := current(t)
	k := py.Make[token](&tokenType)
	k.variable, k.context, k.old = v, c, v.get(t)
	if !c.own().Set(t, py.Ref(v), val) {
		return nil, t.Take()
	}
	return k, nil
}

// reset gives the variable the value that it had when the token was made.
func (v *variable) reset(t *py.Thread, val py.Value) error {
	show := func(format string, x py.Value, class *py.Type) error {
		r, err := py.ReprString(t, x)
		if err != nil {
			return err
		}
		return py.Errorf(class, format, r)
	}
	k, ok := py.As[token](val, &tokenType)
	switch {
	case !ok:
		return show("expected an instance of Token, got %s", val, py.TypeError)
	case k.used:
		return show("%s has already been used once", val, py.RuntimeError)
	case k.variable != v:
		return show("%s was created by a different ContextVar", val, py.ValueError)
	case k.context != current(t):
		return show("%s was created in a different Context", val, py.ValueError)
	}
	k.used = true
	if k.old.IsUnbound() {
		if _, ok := k.context.own().Delete(t, py.Ref(v)); !ok {
			return t.Take()
		}
		return nil
	}
	if !k.context.own().Set(t, py.Ref(v), k.old) {
		return t.Take()
	}
	return nil
}

func variableSpec() py.TypeSpec {
	self := func(v py.Value) *variable { return py.Cast[variable](v) }
	return py.TypeSpec{
		Name: "_contextvars.ContextVar", Layout: py.LayoutOf[variable](), Flags: py.NoSubclass,
		Signature: "(name, /, *, default=<unrepresentable>)",
		New: func(t *py.Thread, typ *py.Type, a py.Args) (py.Value, error) {
			name, ok := py.AsStr(a[0])
			if !ok {
				return py.Value{}, py.Errorf(py.TypeError, "context variable name must be a str")
			}
			v := py.Make[variable](typ)
			v.name, v.def = name, a[1]
			return py.Ref(v), nil
		},
		Slots: py.Slots{Repr: func(t *py.Thread, x py.Value) py.Value {
			v := self(x)
			if t.ReprEnter(x) {
				return py.NewStr("<ContextVar ...>")
			}
			defer t.ReprLeave()
			name, err := py.ReprString(t, v.name.Value())
			text := "<ContextVar name=" + name
			if err == nil && !v.def.IsUnbound() {
				var d string
				d, err = py.ReprString(t, v.def)
				text += " default=" + d
			}
			if err != nil {
				return t.Fail(err)
			}
			return py.NewStr(text + " at " + py.HexID(x) + ">")
		}},
		Getset: []py.Getset{{Name: "name", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return self(v).name.Value(), nil }}},
		Methods: []py.Method{
			{Name: "get", Signature: "($self, default=<unrepresentable>, /)", Func: func(t *py.Thread, v py.Value, a py.Args) (py.Value, error) {
				if x := self(v).get(t); !x.IsUnbound() {
					return x, nil
				}
				if a.Given(0) {
					return a[0], nil
				}
				if d := self(v).def; !d.IsUnbound() {
					return d, nil
				}
				return py.Value{}, py.NewException(py.LookupError, v)
			}, Doc: "Return a value for the context variable for the current context.\n\nIf there is no value for the variable in the current context, the method will:\n * return the value of the default argument of the method, if provided; or\n * return the default value for the context variable, if it was created\n   with one; or\n * raise a LookupError."},
			{Name: "set", Signature: "($self, value, /)", Func: func(t *py.Thread, v py.Value, a py.Args) (py.Value, error) {
				k, err := self(v).set(t, a[0])
				if err != nil {
					return py.Value{}, err
				}
				return py.Ref(k), nil
			}, Doc: "Call to set a new value for the context variable in the current context.\n\nThe required *value* argument is the new value for the context variable.\n\nReturns a Token object that can be used to restore the variable to its previous\nvalue via the `ContextVar.reset()` method."},
			{Name: "reset", Signature: "($self, token, /)", Func: func(t *py.Thread, v py.Value, a py.Args) (py.Value, error) {
				return py.None, self(v).reset(t, a[0])
			}, Doc: "Reset the context variable.\n\nThe variable is reset to the value it had before the `ContextVar.set()` that\ncreated the token was used."},
			py.ClassGetItem(),
		},
	}
}

func missingSpec() py.TypeSpec {
	return py.TypeSpec{Name: "Token.MISSING", Layout: py.LayoutOf[missing](), Flags: py.NoSubclass | py.NoInstances,
		Slots: py.Slots{Repr: func(t *py.Thread, v py.Value) py.Value { return py.NewStr("<Token.MISSING>") }}}
}

func tokenSpec() py.TypeSpec {
	self := func(v py.Value) *token { return py.Cast[token](v) }
	none := py.Ref(py.Make[missing](&missingType))
	return py.TypeSpec{
		Name: "_contextvars.Token", Layout: py.LayoutOf[token](), Flags: py.NoSubclass | py.Unhashable,
		Slots: py.Slots{
			New: func(t *py.Thread, typ *py.Type, args, kw []py.Value) py.Value {
				return t.Raise(py.RuntimeError, "Tokens can only be created by ContextVars")
			},
			Repr: func(t *py.Thread, x py.Value) py.Value {
				r, err := py.ReprString(t, py.Ref(self(x).variable))
				if err != nil {
					return t.Fail(err)
				}
				used := ""
				if self(x).used {
					used = " used"
				}
				return py.NewStr("<Token" + used + " var=" + r + " at " + py.HexID(x) + ">")
			},
		},
		Attrs: func(set func(string, py.Value)) { set("MISSING", none) },
		Getset: []py.Getset{
			{Name: "var", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return py.Ref(self(v).variable), nil }},
			{Name: "old_value", Get: func(t *py.Thread, v py.Value) (py.Value, error) {
				if old := self(v).old; !old.IsUnbound() {
					return old, nil
				}
				return none, nil
			}},
		},
		Methods: []py.Method{
			{Name: "__enter__", Signature: "($self, /)", Func: func(t *py.Thread, v py.Value, a py.Args) (py.Value, error) { return v, nil }, Doc: "Enter into Token context manager."},
			{Name: "__exit__", Signature: "($self, type, val, tb, /)", Func: func(t *py.Thread, v py.Value, a py.Args) (py.Value, error) {
				return py.None, self(v).variable.reset(t, v)
			}, Doc: "Exit from Token context manager, restore the linked ContextVar."},
			py.ClassGetItem(),
		},
	}
}
