package py

func listSpec() TypeSpec {
	return TypeSpec{
		Name: "list", Layout: LayoutOf[List](), Flags: listSub | Unhashable | MatchSequence, Doc: docList,
		InitSignature: "(iterable=(), /)", Init: listInit,
		Slots: Slots{
			New:  func(t *Thread, typ *Type, args []Value, kw []Value) Value { return Ref(Make[List](typ)) },
			Repr: listRepr, Compare: listCompare,
			Len:  func(t *Thread, v Value) (int, bool) { return len(Cast[List](v).Items), true },
			Iter: listIter, GetItem: listGetItem, SetItem: listSetItem, Contains: listContains,
			Concat: listConcat, InplaceConcat: listInplaceConcat,
			Repeat: listRepeat, InplaceRepeat: listInplaceRepeat,
		},
		Methods: []Method{
			{"append", "($self, object, /)", listAppend, 0, "Append object to the end of the list."},
			{"clear", "($self, /)", listClear, 0, "Remove all items from list."},
			{"copy", "($self, /)", listCopy, Alloc, "Return a shallow copy of the list."},
			{"count", "($self, value, /)", listCount, Slow | CallsPython, "Return number of occurrences of value."},
			{"extend", "($self, iterable, /)", listExtendMethod, Alloc | Slow | CallsPython, "Extend list by appending elements from the iterable."},
			{"index", "($self, value, start=0, stop=sys.maxsize, /)", listIndex, Slow | CallsPython, "Return first index of value.\n\nRaises ValueError if the value is not present."},
			{"insert", "($self, index, object, /)", listInsert, 0, "Insert object before index."},
			{"pop", "($self, index=-1, /)", listPop, 0, "Remove and return item at index (default last).\n\nRaises IndexError if list is empty or index is out of range."},
			{"remove", "($self, value, /)", listRemove, Slow | CallsPython, "Remove first occurrence of value.\n\nRaises ValueError if the value is not present."},
			{"reverse", "($self, /)", listReverse, 0, "Reverse *IN PLACE*."},
			{"sort", "($self, /, *, key=None, reverse=False)", listSort, Slow | CallsPython, docListSort},
			{"__reversed__", "($self, /)", listReversed, 0, "Return a reverse iterator over the list."},
			{"__sizeof__", "($self, /)", listSizeof, 0, "Return the size of the list in memory, in bytes."},
			{"__class_getitem__", "($type, object, /)", classGetItem, Class, docClassGetItem},
		},
	}
}

const (
	docList         = "Built-in mutable sequence.\n\nIf no argument is given, the constructor creates a new empty list.\nThe argument must be an iterable if specified."
	docListSort     = "Sort the list in ascending order and return None.\n\nThe sort is in-place (i.e. the list itself is modified) and stable (i.e. the\norder of two equal elements is maintained).\n\nIf a key function is given, apply it once to each list item and sort them,\nascending or descending, according to their function values.\n\nThe reverse flag can be set to sort in descending order."
	docClassGetItem = "See PEP 585"
)

func listInit(t *Thread, self Value, a Args) error {
	l := Cast[List](self)
	l.Items = nil
	if !a.Given(0) || a[0] == Ref(&emptyTuple) {
		return nil
	}
	return listExtend(t, l, a[0])
}

// listExtend appends the items of an iterable to l. Items that came before an
// error stay.
func listExtend(t *Thread, l *List, v Value) error {
	switch TypeOf(v) {
	case &listType, &tupleType, &rangeType, &dictType:
		items, err := appendItems(t, l.Items, v)
		if err != nil {
			return err
		}
		l.Items = items
		return nil
	}
	if len(l.Items) == 0 && l.Items == nil && !TypeOf(v).IsHeap() && TypeOf(v) != &generatorType {
		// No Python code of the iterable's can look at the list meanwhile.
		items, err := appendItems(t, nil, v)
		l.Items = append(items, l.Items...)
		return err
	}
	it, err := Iter(t, v)
	if err != nil {
		return err
	}
	n, err := LengthHint(t, v, 0)
	if err != nil {
		return err
	}
	if n > maxItems {
		if n+len(l.Items) > 0 {
			return errMemory()
		}
		n = 0 // a length hint beyond reason: there may be room for what really comes
	}
	l.Items = growItems(l.Items, min(n, 1<<20))
	next := TypeOf(it).Next
	for k := 1; ; k++ {
		x := next(t, it)
		if x.ref == nil {
			return nil
		}
		if x.IsError() {
			return t.Take()
		}
		l.Items = append(l.Items, x)
		if k&0xfff == 0 {
			if err := t.Poll(); err != nil {
				return err
			}
			if len(l.Items) > maxItems {
				return errMemory()
			}
		}
	}
}

func listRepr(t *Thread, v Value) Value {
	l := Cast[List](v)
	if len(l.Items) == 0 {
		return newASCII("[]")
	}
	if t.reprEnter(v) {
		return newASCII("[...]")
	}
	defer t.reprLeave()
	return reprItems(t, &l.Items, "[", "]")
}

func listCompare(t *Thread, a, b Value, op CompareOp) Value {
	y, ok := AsList(b)
	if !ok {
		return NotImplemented
	}
	return compareSeq(t, op, &Cast[List](a).Items, &y.Items)
}

func listGetItem(t *Thread, v, key Value) Value {
	l := Cast[List](v)
	if key.IsInt() {
		i := key.Int64()
		if i < 0 {
			i += int64(len(l.Items))
		}
		if uint64(i) < uint64(len(l.Items)) {
			return l.Items[i]
		}
		return t.Raise(IndexError, "list index out of range")
	}
	if key.IsSlice() {
		start, stop, step, err := sliceUnpack(t, Cast[Slice](key))
		if err != nil {
			return t.Fail(err)
		}
		start, _, n := adjustSlice(start, stop, step, len(l.Items))
		return Ref(MakeList(takeSlice(l.Items, start, step, n)))
	}
	i, ok := seqIndex(t, key, "list")
	if !ok {
		return Error
	}
	if i < 0 {
		i += len(l.Items)
	}
	if uint(i) < uint(len(l.Items)) {
		return l.Items[i]
	}
	return t.Raise(IndexError, "list index out of range")
}

func listSetItem(t *Thread, v, key, val Value) bool {
	l := Cast[List](v)
	if key.IsSlice() {
		return listSetSlice(t, l, Cast[Slice](key), val)
	}
	var i int
	if key.IsInt() {
		i = int(key.Int64())
	} else {
		var ok bool
		if i, ok = seqIndex(t, key, "list"); !ok {
			return false
		}
	}
	if i < 0 {
		i += len(l.Items)
	}
	if uint(i) >= uint(len(l.Items)) {
		t.Raise(IndexError, "list assignment index out of range")
		return false
	}
	if val.ref == nil {
		l.removeAt(i)
	} else {
		l.Items[i] = val
	}
	return true
}

// removeAt deletes item i.
func (l *List) removeAt(i int) {
	n := len(l.Items) - 1
	copy(l.Items[i:], l.Items[i+1:])
	l.Items[n] = Value{}
	l.Items = l.Items[:n]
}

// listSetSlice assigns to or, with an unbound val, deletes a slice.
func listSetSlice(t *Thread, l *List, s *Slice, val Value) bool {
	start, stop, step, err := sliceUnpack(t, s)
	if err != nil {
		t.Fail(err)
		return false
	}
	if val.ref == nil {
		start, stop, n := adjustSlice(start, stop, step, len(l.Items))
		if step == 1 {
			l.splice(start, max(start, stop), nil)
		} else {
			l.deleteSteps(start, step, n)
		}
		return true
	}
	// A copy: the value may be the list itself.
	items, err := fastItems(t, val, "must assign iterable to extended slice")
	if err != nil {
		t.Fail(err)
		return false
	}
	start, stop, n := adjustSlice(start, stop, step, len(l.Items))
	if step == 1 {
		l.splice(start, max(start, stop), items)
		return true
	}
	if len(items) != n {
		t.Raise(ValueError, "attempt to assign sequence of size %d to extended slice of size %d", len(items), n)
		return false
	}
	for _, x := range items {
		l.Items[start] = x
		start += step
	}
	return true
}

// splice replaces l.Items[i:j] by items.
func (l *List) splice(i, j int, items []Value) {
	d := len(items) - (j - i)
	if d > 0 {
		n := len(l.Items)
		if cap(l.Items) >= n+d {
			l.Items = l.Items[:n+d]
		} else {
			l.Items = append(l.Items, make([]Value, d)...)
		}
		copy(l.Items[j+d:], l.Items[j:n])
	} else if d < 0 {
		copy(l.Items[j+d:], l.Items[j:])
		n := len(l.Items) + d
		clear(l.Items[n:])
		l.Items = l.Items[:n]
	}
	copy(l.Items[i:], items)
}

// deleteSteps deletes the n items at start, start+step …
func (l *List) deleteSteps(start, step, n int) {
	if n == 0 {
		return
	}
	if step < 0 {
		start, step = start+step*(n-1), -step
	}
	w, next := start, start
	for r := start; r < len(l.Items); r++ {
		if r == next && n > 0 {
			n--
			next += step
			continue
		}
		l.Items[w] = l.Items[r]
		w++
	}
	clear(l.Items[w:])
	l.Items = l.Items[:w]
}

func listContains(t *Thread, v, item Value) (bool, bool) {
	l := Cast[List](v)
	i, ok := indexOf(t, &l.Items, item, 0, maxItems)
	return i >= 0, ok
}

func listConcat(t *Thread, a, b Value) Value {
	y, ok := AsList(b)
	if !ok {
		return t.Raise(TypeError, "can only concatenate list (not \"%s\") to list", TypeOf(b).FullName())
	}
	x := Cast[List](a)
	out := make([]Value, len(x.Items)+len(y.Items))
	copy(out[copy(out, x.Items):], y.Items)
	return Ref(MakeList(out))
}

func listInplaceConcat(t *Thread, a, b Value) Value {
	if err := listExtend(t, Cast[List](a), b); err != nil {
		return t.Fail(err)
	}
	return a
}

func listRepeat(t *Thread, v, n Value) Value {
	k, err := repeatCount(t, n)
	if err != nil {
		return t.Fail(err)
	}
	items, err := repeatItems(Cast[List](v).Items, k)
	if err != nil {
		return t.Fail(err)
	}
	return Ref(MakeList(items))
}

func listInplaceRepeat(t *Thread, v, n Value) Value {
	k, err := repeatCount(t, n)
	if err != nil {
		return t.Fail(err)
	}
	l := Cast[List](v)
	items, err := repeatItems(l.Items, k)
	if err != nil {
		return t.Fail(err)
	}
	l.Items = items
	return v
}

func listAppend(t *Thread, self Value, a Args) (Value, error) {
	Cast[List](self).Append(a[0])
	return None, nil
}

// Append is list.append. The room doubles up to a million items, as each step copies
// (Go's own growth by a quarter took 30% of a loop that fills a list).
func (l *List) Append(x Value) {
	n := len(l.Items)
	if n == cap(l.Items) {
		l.grow()
	}
	l.Items = l.Items[:n+1]
	l.Items[n] = x
}

func (l *List) grow() {
	n := len(l.Items)
	room := max(4, 2*n)
	if n > 1<<20 {
		room = n + n/2
	}
	items := make([]Value, n, room)
	copy(items, l.Items)
	l.Items = items
}

func listClear(t *Thread, self Value, a Args) (Value, error) {
	Cast[List](self).Items = nil
	return None, nil
}

func listCopy(t *Thread, self Value, a Args) (Value, error) {
	return Ref(MakeList(append([]Value(nil), Cast[List](self).Items...))), nil
}

func listCount(t *Thread, self Value, a Args) (Value, error) {
	n, ok := countOf(t, &Cast[List](self).Items, a[0])
	if !ok {
		return Value{}, t.Take()
	}
	return Int(int64(n)), nil
}

func listExtendMethod(t *Thread, self Value, a Args) (Value, error) {
	return None, listExtend(t, Cast[List](self), a[0])
}

// indexBound evaluates the start or stop argument of index().
func indexBound(t *Thread, v Value, length int) (int, error) {
	i := 0
	if v.IsInt() {
		i = int(v.Int64())
	} else if TypeOf(v).Index == nil && !IsAnyInt(v) {
		return 0, Errorf(TypeError, "slice indices must be integers or have an __index__ method")
	} else {
		var err error
		if i, err = ToIndex(t, v, nil); err != nil {
			return 0, err
		}
	}
	if i < 0 {
		i = max(i+length, 0)
	}
	return i, nil
}

func listIndex(t *Thread, self Value, a Args) (Value, error) {
	l := Cast[List](self)
	return seqIndexMethod(t, &l.Items, a, "list.index(x): x not in list")
}

func seqIndexMethod(t *Thread, items *[]Value, a Args, missing string) (Value, error) {
	from, err := indexBound(t, a[1], len(*items))
	if err != nil {
		return Value{}, err
	}
	to, err := indexBound(t, a[2], len(*items))
	if err != nil {
		return Value{}, err
	}
	i, ok := indexOf(t, items, a[0], from, to)
	if !ok {
		return Value{}, t.Take()
	}
	if i < 0 {
		return Value{}, Errorf(ValueError, "%s", missing)
	}
	return Int(int64(i)), nil
}

func listInsert(t *Thread, self Value, a Args) (Value, error) {
	x := a[1]
	i, err := ToIndex(t, a[0], OverflowError)
	if err != nil {
		return Value{}, err
	}
	l := Cast[List](self)
	if i < 0 {
		i = max(i+len(l.Items), 0)
	}
	i = min(i, len(l.Items))
	l.Items = append(l.Items, Value{})
	copy(l.Items[i+1:], l.Items[i:])
	l.Items[i] = x
	return None, nil
}

func listPop(t *Thread, self Value, a Args) (Value, error) {
	l := Cast[List](self)
	i, err := argIndex(t, a[0])
	if err != nil {
		return Value{}, err
	}
	n := len(l.Items)
	if n == 0 {
		return Value{}, Errorf(IndexError, "pop from empty list")
	}
	if i < 0 {
		i += n
	}
	if uint(i) >= uint(n) {
		return Value{}, Errorf(IndexError, "pop index out of range")
	}
	v := l.Items[i]
	if i == n-1 {
		l.Items[i] = Value{}
		l.Items = l.Items[:i]
	} else {
		l.removeAt(i)
	}
	return v, nil
}

// argInt evaluates an argument that C code takes as int.
func argInt(t *Thread, v Value) (int, error) {
	n, err := argIndex(t, v)
	if err != nil && Matches(err, OverflowError) || n != int(int32(n)) {
		return 0, Errorf(OverflowError, "Python int too large to convert to C int")
	}
	return n, err
}

// argIndex evaluates an argument that C code takes as Py_ssize_t.
func argIndex(t *Thread, v Value) (int, error) {
	if v.IsInt() {
		return int(v.Int64()), nil
	}
	i, err := Index(t, v)
	if err != nil {
		return 0, err
	}
	n, ok := AsInt64(i)
	if !ok {
		return 0, Errorf(OverflowError, "Python int too large to convert to C ssize_t")
	}
	return int(n), nil
}

// ArgIndex evaluates an argument that CPython's C code takes as Py_ssize_t.
func ArgIndex(t *Thread, v Value) (int, error) { return argIndex(t, v) }

func listRemove(t *Thread, self Value, a Args) (Value, error) {
	l := Cast[List](self)
	i, ok := indexOf(t, &l.Items, a[0], 0, len(l.Items))
	if !ok {
		return Value{}, t.Take()
	}
	if i < 0 {
		return Value{}, Errorf(ValueError, "list.remove(x): x not in list")
	}
	if i < len(l.Items) {
		l.removeAt(i)
	}
	return None, nil
}

func listReverse(t *Thread, self Value, a Args) (Value, error) {
	reverseItems(Cast[List](self).Items)
	return None, nil
}

func reverseItems(s []Value) {
	for i, j := 0, len(s)-1; i < j; i, j = i+1, j-1 {
		s[i], s[j] = s[j], s[i]
	}
}

func listSizeof(t *Thread, self Value, a Args) (Value, error) {
	return Int(int64(40 + 8*cap(Cast[List](self).Items))), nil
}
