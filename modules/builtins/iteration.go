package builtins

import "github.com/gopyrun/gopyrun/interp/py"

func iterationMethods() []py.Method {
	return []py.Method{
		{Name: "aiter", Signature: "($module, async_iterable, /)", Func: aiter, Flags: py.CallsPython, Doc: "Return an AsyncIterator for an AsyncIterable object."},
		{Name: "all", Signature: "($module, iterable, /)", Func: all, Flags: py.Slow | py.CallsPython, Doc: "Return True if bool(x) is True for all values x in the iterable.\n\nIf the iterable is empty, return True."},
		{Name: "anext", Signature: "($module, aiterator, default=<unrepresentable>, /)", Func: anext, Flags: py.CallsPython, Doc: "Return the next item from the async iterator."},
		{Name: "any", Signature: "($module, iterable, /)", Func: anyTrue, Flags: py.Slow | py.CallsPython, Doc: "Return True if bool(x) is True for any x in the iterable.\n\nIf the iterable is empty, return False."},
		{Name: "iter", Signature: "(object, sentinel=<unrepresentable>, /)", Func: iter, Flags: py.CallsPython, Doc: "iter(iterable) -> iterator\niter(callable, sentinel) -> iterator\n\nGet an iterator over an iterable, or over the results of a callable."},
		{Name: "len", Signature: "($module, obj, /)", Func: length, Flags: py.CallsPython, Doc: "Return the number of items in a container."},
		{Name: "next", Signature: "(iterator, default=<unrepresentable>, /)", Func: next, Flags: py.CallsPython, Doc: "next(iterator[, default])\n\nReturn the next item from the iterator; at its end, default if it is given."},
		{Name: "sorted", Signature: "($module, iterable, /, *, key=None, reverse=False)", Func: sorted, Flags: py.Alloc | py.Slow | py.CallsPython, Doc: "Return a new list containing all items from the iterable in ascending order."},
	}
}

func length(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	n, err := py.Len(t, a[0])
	return py.Int(int64(n)), err
}

// stop is returned by a callback of Iterate to end it early.
type stop struct{}

func (stop) Error() string { return "stop" }

// quantify is all (want false) or any (want true): whether an item's truth is want.
func quantify(t *py.Thread, v py.Value, want bool) (bool, error) {
	err := py.Iterate(t, v, func(x py.Value) error {
		truth, err := py.IsTrue(t, x)
		if err == nil && truth == want {
			return stop{}
		}
		return err
	})
	if err == (stop{}) {
		return true, nil
	}
	return false, err
}

func all(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	found, err := quantify(t, a[0], false)
	return py.Bool(!found), err
}

func anyTrue(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	found, err := quantify(t, a[0], true)
	return py.Bool(found), err
}

func iter(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	if !a.Given(1) {
		return py.Iter(t, a[0])
	}
	if py.TypeOf(a[0]).Call == nil {
		return py.Value{}, py.Errorf(py.TypeError, "iter(v, w): v must be callable")
	}
	return py.NewCallableIter(a[0], a[1]), nil
}

func next(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	v, ok, err := py.Next(t, a[0])
	if ok || err != nil {
		return v, err
	}
	end := t.EndOfIteration()
	if a.Given(1) {
		return a[1], nil
	}
	return py.Value{}, end
}

func sorted(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	reverse, err := py.IsTrue(t, a[2])
	if err != nil {
		return py.Value{}, err
	}
	items, err := py.Items(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	l := py.MakeList(items)
	if err := py.SortList(t, l, a[1], reverse); err != nil {
		return py.Value{}, err
	}
	return l.Value(), nil
}

func aiter(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	typ := py.TypeOf(a[0])
	if typ.AIter == nil {
		return py.Value{}, py.Errorf(py.TypeError, "'%s' object is not an async iterable", typ.FullName())
	}
	it, err := t.Result(typ.AIter(t, a[0]))
	if err != nil {
		return it, err
	}
	if py.TypeOf(it).ANext == nil {
		return py.Value{}, py.Errorf(py.TypeError, "aiter() returned not an async iterator of type '%s'", py.TypeOf(it).FullName())
	}
	return it, nil
}

func anext(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	typ := py.TypeOf(a[0])
	if typ.ANext == nil {
		return py.Value{}, py.Errorf(py.TypeError, "'%s' object is not an async iterator", typ.FullName())
	}
	aw, err := t.Result(typ.ANext(t, a[0]))
	if err != nil || !a.Given(1) {
		return aw, err
	}
	return py.NewANextDefault(aw, a[1]), nil
}
