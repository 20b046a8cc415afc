package functools

import "github.com/gopyrun/gopyrun/interp/py"

// cache is a function that remembers its results: _lru_cache_wrapper. All of its
// state changes under the GIL; the user's function runs between the changes.
type cache struct {
	py.Header
	py.Inst
	fn           py.Value
	infoType     py.Value
	results      *py.Dict // least recently used first
	max          int      // -1: unbounded
	typed        bool
	hits, misses int64
}

var cacheType py.Type

func cacheSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "functools._lru_cache_wrapper", TextSignature: "none", Layout: py.LayoutWithInst(func(c *cache) *py.Inst { return &c.Inst }),
		Doc:       "Create a cached callable that wraps another function.",
		Signature: "(user_function, maxsize, typed, cache_info_type)", New: newCache,
		Slots: py.Slots{
			Call: cacheCall,
			DescrGet: func(t *py.Thread, d, obj py.Value, typ *py.Type) py.Value {
				if obj.IsUnbound() {
					return d
				}
				return py.Ref(py.NewBoundMethod(d, obj))
			},
		},
		Methods: []py.Method{
			{Name: "cache_info", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				c := py.Cast[cache](self)
				limit := py.None
				if c.max >= 0 {
					limit = py.Int(int64(c.max))
				}
				return py.Call(t, c.infoType, py.Int(c.hits), py.Int(c.misses), limit, py.Int(int64(c.results.Len())))
			}, Doc: "Report cache statistics"},
			{Name: "cache_clear", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				c := py.Cast[cache](self)
				c.hits, c.misses = 0, 0
				c.results.Clear()
				return py.None, nil
			}, Doc: "Clear the cache and cache statistics"},
			{Name: "__reduce__", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return py.GetAttr(t, self, "__qualname__")
			}},
			{Name: "__copy__", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) { return self, nil }},
			{Name: "__deepcopy__", Signature: "($self, memo, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) { return self, nil }},
		},
		Getset: []py.Getset{
			{Name: "__dict__", Get: func(t *py.Thread, self py.Value) (py.Value, error) { return py.Ref(py.InstanceDict(self)), nil }},
		},
	}
}

func newCache(t *py.Thread, typ *py.Type, a py.Args) (py.Value, error) {
	if py.TypeOf(a[0]).Call == nil {
		return py.Value{}, py.Errorf(py.TypeError, "the first argument must be callable")
	}
	limit := -1
	if !a[1].IsNone() {
		if !py.IsAnyInt(a[1]) {
			return py.Value{}, py.Errorf(py.TypeError, "maxsize should be integer or None")
		}
		var err error
		if limit, err = py.ToIndex(t, a[1], py.OverflowError); err != nil {
			return py.Value{}, err
		}
		limit = max(limit, 0)
	}
	typed, err := py.IsTrue(t, a[2])
	if err != nil {
		return py.Value{}, err
	}
	c := py.Make[cache](typ)
	c.fn, c.infoType, c.max, c.typed, c.results = a[0], a[3], limit, typed, py.NewDict()
	return py.Ref(c), nil
}

// key makes the key of a call: the argument itself if it is one int or str, a
// tuple otherwise.
func (c *cache) key(t *py.Thread, args, kw []py.Value) py.Value {
	if len(args) == 1 && len(kw) == 0 && !c.typed && (args[0].IsStr() || args[0].IsInt()) {
		return args[0]
	}
	n := len(args) - len(kw)
	k := make([]py.Value, 0, 2*len(args)+len(kw)+1)
	k = append(k, args[:n]...)
	if len(kw) > 0 {
		// The wrapper's own type cannot be an argument's neighbour by accident: it
		// is followed by names.
		k = append(k, cacheType.Value())
		for i, name := range kw {
			k = append(k, name, args[n+i])
		}
	}
	if c.typed {
		for _, a := range args {
			k = append(k, py.TypeOf(a).Value())
		}
	}
	return py.NewTuple(k...)
}

func cacheCall(t *py.Thread, callee py.Value, args []py.Value, kw []py.Value) py.Value {
	c := py.Cast[cache](callee)
	if !t.Enter("") {
		return py.Error
	}
	defer t.Leave()
	if c.max == 0 {
		c.misses++
		return py.CallSlot(t, c.fn, args, kw)
	}
	key := c.key(t, args, kw)
	if !key.IsStr() && !key.IsInt() {
		if _, ok := py.Hash(t, key); !ok {
			return py.Error
		}
	}
	v, ok := c.results.Get(t, key)
	if !ok {
		return py.Error
	}
	if !v.IsUnbound() {
		if c.max > 0 {
			if _, ok := c.results.MoveToEnd(t, key, true); !ok {
				return py.Error
			}
		}
		c.hits++
		return v
	}
	c.misses++
	r := py.CallSlot(t, c.fn, args, kw)
	if r.IsError() {
		return r
	}
	if !c.results.Set(t, key, r) {
		return py.Error
	}
	for c.max > 0 && c.results.Len() > c.max {
		c.results.PopFirst()
	}
	return r
}
