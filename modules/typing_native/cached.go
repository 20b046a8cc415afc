package typing_native

import "github.com/gopyrun/gopyrun/interp/py"

// cacheSize is how many results a cached function remembers; the oldest goes first.
const cacheSize = 256

// cached is a function of module typing that remembers its results by its
// arguments, so that List[int] is made once. Calls with arguments that are not
// hashable, or with keywords, go to the function.
type cached struct {
	py.Header
	fn      py.Value
	results *py.Dict
	typed   bool // 1 and True are different arguments
}

var cachedType py.Type

func cachedSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "_typing._cached", Layout: py.LayoutOf[cached](), Flags: py.NoSubclass,
		Doc:       "A function that remembers its results.",
		Signature: "(func, typed, /)",
		New: func(t *py.Thread, typ *py.Type, a py.Args) (py.Value, error) {
			typed, err := py.IsTrue(t, a[1])
			if err != nil {
				return py.Value{}, err
			}
			c := py.Make[cached](typ)
			c.fn, c.typed, c.results = a[0], typed, py.NewDict()
			return py.Ref(c), nil
		},
		Slots: py.Slots{
			Call: cachedCall,
			DescrGet: func(t *py.Thread, d, obj py.Value, typ *py.Type) py.Value {
				if obj.IsUnbound() {
					return d
				}
				return py.Ref(py.NewBoundMethod(d, obj))
			},
			GetAttr: cachedGetAttr,
		},
		Methods: []py.Method{
			{Name: "cache_clear", Signature: "($self, /)", Doc: "Forget all results.",
				Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
					py.Cast[cached](self).results.Clear()
					return py.None, nil
				}},
		},
		Getset: []py.Getset{
			{Name: "__wrapped__", Get: func(t *py.Thread, self py.Value) (py.Value, error) { return py.Cast[cached](self).fn, nil }},
		},
	}
}

// cachedGetAttr gives what the wrapper lacks, such as __name__ and __module__, from
// the function.
func cachedGetAttr(t *py.Thread, v py.Value, name *py.Str) py.Value {
	switch name.String() {
	case "__name__", "__qualname__", "__module__", "__doc__":
		fn := py.Cast[cached](v).fn
		return py.TypeOf(fn).GetAttr(t, fn, name)
	}
	return py.GenericGetAttr(t, v, name)
}

func cachedCall(t *py.Thread, callee py.Value, args []py.Value, kw []py.Value) py.Value {
	c := py.Cast[cached](callee)
	if !t.Enter("") {
		return py.Error
	}
	defer t.Leave()
	if len(kw) > 0 {
		return py.CallSlot(t, c.fn, args, kw)
	}
	k := make([]py.Value, 0, 2*len(args))
	k = append(k, args...)
	if c.typed {
		for _, a := range args {
			k = append(k, py.TypeOf(a).Value())
		}
	}
	key := py.NewTuple(k...)
	if _, ok := py.Hash(t, key); !ok {
		return c.uncached(t, args)
	}
	v, ok := c.results.Get(t, key)
	if !ok {
		return c.uncached(t, args)
	}
	if !v.IsUnbound() {
		return v
	}
	r := py.CallSlot(t, c.fn, args, nil)
	if r.IsError() {
		return r
	}
	if !c.results.Set(t, key, r) {
		return py.Error
	}
	for c.results.Len() > cacheSize {
		c.results.PopFirst()
	}
	return r
}

// uncached calls the function after a key has failed with a TypeError.
func (c *cached) uncached(t *py.Thread, args []py.Value) py.Value {
	if !t.ExcMatches(py.TypeError) {
		return py.Error
	}
	t.Exc = nil
	return py.CallSlot(t, c.fn, args, nil)
}
