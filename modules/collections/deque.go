package collections

import (
	"strconv"

	"github.com/gopyrun/gopyrun/interp/py"
)

// deque is a ring buffer: n items from head, in a slice whose length is a power
// of two. CPython's linked blocks give the same costs but for indexing, which is
// constant here.
type deque struct {
	py.Header
	buf   []py.Value
	head  int
	n     int
	max   int // -1: unbounded
	state uint64
}

// dequeIter iterates forwards or, by its type, backwards.
type dequeIter struct {
	py.Header
	d     *deque
	i     int // items seen
	state uint64
}

var dequeType, dequeIterType, dequeRevIterType py.Type

func dequeSpec() py.TypeSpec {
	s := py.TypeSpec{
		Name: "collections.deque", TextSignature: "([iterable[, maxlen]])", Layout: py.LayoutOf[deque](), Flags: py.Unhashable | py.MatchSequence,
		Doc:           "A list-like sequence optimized for data accesses near its endpoints.",
		InitSignature: "(iterable=<unrepresentable>, maxlen=None)", Init: dequeInit,
		Slots: py.Slots{
			New: func(t *py.Thread, typ *py.Type, args []py.Value, kw []py.Value) py.Value {
				d := py.Make[deque](typ)
				d.max = -1
				return py.Ref(d)
			},
			Repr: dequeRepr, Compare: dequeCompare,
			Len: func(t *py.Thread, v py.Value) (int, bool) { return py.Cast[deque](v).n, true },
			Iter: func(t *py.Thread, v py.Value) py.Value {
				return newDequeIter(py.Cast[deque](v), &dequeIterType)
			},
			GetItem: dequeGetItem, SetItem: dequeSetItem, Contains: dequeContains,
			Concat: dequeConcat, InplaceConcat: dequeInplaceConcat, Repeat: dequeRepeat, InplaceRepeat: dequeInplaceRepeat,
		},
		Methods: []py.Method{
			method("append", "($self, item, /)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				py.Cast[deque](self).push(a[0])
				return py.None, nil
			}, 0, "Add an element to the right side of the deque."),
			method("appendleft", "($self, item, /)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				py.Cast[deque](self).pushLeft(a[0])
				return py.None, nil
			}, 0, "Add an element to the left side of the deque."),
			method("clear", "($self, /)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				py.Cast[deque](self).clear()
				return py.None, nil
			}, 0, "Remove all elements from the deque."),
			method("copy", "($self, /)", dequeCopy, py.Alloc, "Return a shallow copy of a deque."),
			method("__copy__", "($self, /)", dequeCopy, py.Alloc, "Return a shallow copy of a deque."),
			method("count", "($self, value, /)", dequeCount, py.Slow|py.CallsPython, "Return number of occurrences of value."),
			method("extend", "($self, iterable, /)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				d := py.Cast[deque](self)
				return py.None, d.extend(t, a[0], d.push)
			}, py.Slow|py.CallsPython, "Extend the right side of the deque with elements from the iterable."),
			method("extendleft", "($self, iterable, /)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				d := py.Cast[deque](self)
				return py.None, d.extend(t, a[0], d.pushLeft)
			}, py.Slow|py.CallsPython, "Extend the left side of the deque with elements from the iterable."),
			method("index", "($self, value, start=0, stop=sys.maxsize, /)", dequeIndex, py.Slow|py.CallsPython, "Return first index of value.\n\nRaises ValueError if the value is not present."),
			method("insert", "($self, index, value, /)", dequeInsert, 0, "Insert value before index."),
			method("pop", "($self, /)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				d := py.Cast[deque](self)
				if d.n == 0 {
					return py.Value{}, py.Errorf(py.IndexError, "pop from an empty deque")
				}
				return d.pop(), nil
			}, 0, "Remove and return the rightmost element."),
			method("popleft", "($self, /)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				d := py.Cast[deque](self)
				if d.n == 0 {
					return py.Value{}, py.Errorf(py.IndexError, "pop from an empty deque")
				}
				return d.popLeft(), nil
			}, 0, "Remove and return the leftmost element."),
			method("remove", "($self, value, /)", dequeRemove, py.Slow|py.CallsPython, "Remove first occurrence of value."),
			method("reverse", "($self, /)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				d := py.Cast[deque](self)
				for i, j := 0, d.n-1; i < j; i, j = i+1, j-1 {
					x, y := d.at(i), d.at(j)
					*x, *y = *y, *x
				}
				return py.None, nil
			}, 0, "Reverse *IN PLACE*."),
			method("rotate", "($self, n=1, /)", dequeRotate, 0, "Rotate the deque n steps to the right.  If n is negative, rotates left."),
			method("__reversed__", "($self, /)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return newDequeIter(py.Cast[deque](self), &dequeRevIterType), nil
			}, 0, "Return a reverse iterator over the deque."),
			method("__reduce__", "($self, /)", dequeReduce, 0, "Return state information for pickling."),
			method("__sizeof__", "($self, /)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return py.Int(int64(80 + 16*len(py.Cast[deque](self).buf))), nil
			}, 0, "Return the size of the deque in memory, in bytes."),
			py.ClassGetItem(),
		},
		Getset: []py.Getset{{Name: "maxlen", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
			return py.Cast[deque](self).maxLen(), nil
		}, Doc: "maximum size of a deque or None if unbounded"}},
	}
	return s
}

func (d *deque) maxLen() py.Value {
	if d.max < 0 {
		return py.None
	}
	return py.Int(int64(d.max))
}

// at returns the cell of item i.
func (d *deque) at(i int) *py.Value { return &d.buf[(d.head+i)&(len(d.buf)-1)] }

func (d *deque) grow() {
	if d.n < len(d.buf) {
		return
	}
	buf := make([]py.Value, max(8, 2*len(d.buf)))
	k := copy(buf, d.buf[d.head:])
	copy(buf[k:], d.buf[:d.head])
	d.buf, d.head = buf, 0
}

func (d *deque) push(v py.Value) {
	d.state++
	if d.max >= 0 && d.n >= d.max {
		if d.max == 0 {
			return
		}
		d.popLeft()
	}
	d.grow()
	d.n++
	*d.at(d.n - 1) = v
}

func (d *deque) pushLeft(v py.Value) {
	d.state++
	if d.max >= 0 && d.n >= d.max {
		if d.max == 0 {
			return
		}
		d.pop()
	}
	d.grow()
	d.head = (d.head - 1) & (len(d.buf) - 1)
	d.n++
	d.buf[d.head] = v
}

func (d *deque) pop() py.Value {
	d.state++
	d.n--
	p := d.at(d.n)
	v := *p
	*p = py.Value{}
	return v
}

func (d *deque) popLeft() py.Value {
	d.state++
	v := d.buf[d.head]
	d.buf[d.head] = py.Value{}
	d.head = (d.head + 1) & (len(d.buf) - 1)
	d.n--
	return v
}

func (d *deque) clear() {
	d.state++
	d.buf, d.head, d.n = nil, 0, 0
}

// items returns a copy of the items in order.
func (d *deque) items() []py.Value {
	out := make([]py.Value, d.n)
	for i := range out {
		out[i] = *d.at(i)
	}
	return out
}

func (d *deque) extend(t *py.Thread, v py.Value, add func(py.Value)) error {
	if v == py.Ref(d) {
		for _, x := range d.items() {
			add(x)
		}
		return nil
	}
	return py.Iterate(t, v, func(x py.Value) error {
		add(x)
		return nil
	})
}

func dequeInit(t *py.Thread, self py.Value, a py.Args) error {
	d := py.Cast[deque](self)
	maxLen := -1
	if m := a[1]; !m.IsNone() {
		if !py.IsAnyInt(m) {
			return py.Errorf(py.TypeError, "an integer is required")
		}
		var err error
		if maxLen, err = py.ArgIndex(t, m); err != nil {
			return err
		}
		if maxLen < 0 {
			return py.Errorf(py.ValueError, "maxlen must be non-negative")
		}
	}
	d.max = maxLen
	d.clear()
	if a.Given(0) {
		return d.extend(t, a[0], d.push)
	}
	return nil
}

func dequeRepr(t *py.Thread, v py.Value) py.Value {
	d := py.Cast[deque](v)
	if t.ReprEnter(v) {
		return py.NewStr("[...]")
	}
	defer t.ReprLeave()
	s, err := py.ReprString(t, py.NewList(d.items()...))
	if err != nil {
		return t.Fail(err)
	}
	s = py.TypeOf(v).Name() + "(" + s
	if d.max >= 0 {
		s += ", maxlen=" + strconv.Itoa(d.max)
	}
	return py.NewStr(s + ")")
}

func dequeCompare(t *py.Thread, a, b py.Value, op py.CompareOp) py.Value {
	y, ok := py.As[deque](b, &dequeType)
	if !ok {
		return py.NotImplemented
	}
	x := py.Cast[deque](a)
	if x.n != y.n && (op == py.EQ || op == py.NE) {
		return py.Bool(op == py.NE)
	}
	return py.Compare(t, py.NewTuple(x.items()...), py.NewTuple(y.items()...), op)
}

// subscript evaluates an index of the deque.
func (d *deque) subscript(t *py.Thread, key py.Value) (int, bool) {
	var i int
	if key.IsInt() {
		i = int(key.Int64())
	} else {
		if py.TypeOf(key).Index == nil && !py.IsAnyInt(key) {
			t.Raise(py.TypeError, "sequence index must be integer, not '%s'", py.TypeOf(key).Name())
			return 0, false
		}
		var err error
		if i, err = py.ToIndex(t, key, py.IndexError); err != nil {
			t.Fail(err)
			return 0, false
		}
	}
	if i < 0 {
		i += d.n
	}
	if uint(i) >= uint(d.n) {
		t.Raise(py.IndexError, "deque index out of range")
		return 0, false
	}
	return i, true
}

func dequeGetItem(t *py.Thread, v, key py.Value) py.Value {
	d := py.Cast[deque](v)
	i, ok := d.subscript(t, key)
	if !ok {
		return py.Error
	}
	return *d.at(i)
}

func dequeSetItem(t *py.Thread, v, key, val py.Value) bool {
	d := py.Cast[deque](v)
	i, ok := d.subscript(t, key)
	if !ok {
		return false
	}
	if val.IsUnbound() {
		d.removeAt(i)
	} else {
		*d.at(i) = val
	}
	return true
}

// removeAt deletes item i, moving the shorter side.
func (d *deque) removeAt(i int) {
	if i < d.n/2 {
		for ; i > 0; i-- {
			*d.at(i) = *d.at(i - 1)
		}
		d.popLeft()
		return
	}
	for ; i < d.n-1; i++ {
		*d.at(i) = *d.at(i + 1)
	}
	d.pop()
}

// find returns the first position of x in [from, to), or -1.
func (d *deque) find(t *py.Thread, x py.Value, from, to int, mutated error) (int, error) {
	state := d.state
	for i := from; i < min(to, d.n); i++ {
		eq, err := py.Equal(t, *d.at(i), x)
		if err != nil {
			return -1, err
		}
		if d.state != state {
			return -1, mutated
		}
		if eq {
			return i, nil
		}
	}
	return -1, nil
}

func errMutated() error {
	return py.Errorf(py.RuntimeError, "deque mutated during iteration")
}

func dequeContains(t *py.Thread, v, item py.Value) (bool, bool) {
	d := py.Cast[deque](v)
	i, err := d.find(t, item, 0, d.n, errMutated())
	if err != nil {
		t.Fail(err)
		return false, false
	}
	return i >= 0, true
}

// like returns an empty deque of exact type deque with d's limit.
func (d *deque) like() *deque {
	c := py.Make[deque](&dequeType)
	c.max = d.max
	return c
}

func dequeCopy(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	d := py.Cast[deque](self)
	if py.TypeOf(self) == &dequeType {
		c := d.like()
		for _, x := range d.items() {
			c.push(x)
		}
		return py.Ref(c), nil
	}
	args := []py.Value{self}
	if d.max >= 0 {
		args = append(args, d.maxLen())
	}
	return py.Call(t, py.TypeOf(self).Value(), args...)
}

func dequeConcat(t *py.Thread, a, b py.Value) py.Value {
	if !dequeType.IsInstance(b) {
		return t.Raise(py.TypeError, "can only concatenate deque (not \"%s\") to deque", py.TypeOf(b).Name())
	}
	c, err := dequeCopy(t, a, nil)
	if err != nil {
		return t.Fail(err)
	}
	d, ok := py.As[deque](c, &dequeType)
	if !ok {
		return c
	}
	if err := d.extend(t, b, d.push); err != nil {
		return t.Fail(err)
	}
	return c
}

func dequeInplaceConcat(t *py.Thread, a, b py.Value) py.Value {
	d := py.Cast[deque](a)
	if err := d.extend(t, b, d.push); err != nil {
		return t.Fail(err)
	}
	return a
}

func dequeRepeat(t *py.Thread, v, n py.Value) py.Value {
	c, err := dequeCopy(t, v, nil)
	if err != nil {
		return t.Fail(err)
	}
	return dequeInplaceRepeat(t, c, n)
}

func dequeInplaceRepeat(t *py.Thread, v, n py.Value) py.Value {
	d, ok := py.As[deque](v, &dequeType)
	if !ok {
		return v
	}
	k, err := py.ToIndex(t, n, py.OverflowError)
	if err != nil {
		return t.Fail(err)
	}
	items := d.items()
	if k <= 0 {
		d.clear()
		return v
	}
	if len(items) == 0 {
		return v
	}
	if d.max >= 0 {
		// Only the last of the copies stay.
		k = min(k, d.max/len(items)+2)
	} else if k > (1<<30)/len(items) {
		return t.Fail(py.NewException(py.MemoryError))
	}
	for ; k > 1; k-- {
		for _, x := range items {
			d.push(x)
		}
	}
	return v
}

func dequeCount(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	d := py.Cast[deque](self)
	state, n := d.state, int64(0)
	for i := 0; i < d.n; i++ {
		eq, err := py.Equal(t, *d.at(i), a[0])
		if err != nil {
			return py.Value{}, err
		}
		if eq {
			n++
		}
		if d.state != state {
			return py.Value{}, errMutated()
		}
	}
	return py.Int(n), nil
}

func dequeIndex(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	d := py.Cast[deque](self)
	var bound [2]int
	for i := range bound {
		b, err := py.ToIndex(t, a[i+1], nil)
		if err != nil {
			return py.Value{}, err
		}
		if b < 0 {
			b = max(b+d.n, 0)
		}
		bound[i] = b
	}
	i, err := d.find(t, a[0], bound[0], bound[1], errMutated())
	if err != nil {
		return py.Value{}, err
	}
	if i < 0 {
		return py.Value{}, py.Errorf(py.ValueError, "deque.index(x): x not in deque")
	}
	return py.Int(int64(i)), nil
}

func dequeInsert(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	x := a[1]
	i, err := py.ArgIndex(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	d := py.Cast[deque](self)
	if d.max >= 0 && d.n >= d.max {
		return py.Value{}, py.Errorf(py.IndexError, "deque already at its maximum size")
	}
	if i < 0 {
		i = max(i+d.n, 0)
	}
	i = min(i, d.n)
	if i < d.n/2 {
		d.pushLeft(x)
		for j := 0; j < i; j++ {
			*d.at(j) = *d.at(j + 1)
		}
	} else {
		d.push(x)
		for j := d.n - 1; j > i; j-- {
			*d.at(j) = *d.at(j - 1)
		}
	}
	*d.at(i) = x
	return py.None, nil
}

func dequeRemove(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	d := py.Cast[deque](self)
	i, err := d.find(t, a[0], 0, d.n, py.Errorf(py.IndexError, "deque mutated during remove()."))
	if err != nil {
		return py.Value{}, err
	}
	if i < 0 {
		return py.Value{}, py.Errorf(py.ValueError, "deque.remove(x): x not in deque")
	}
	d.removeAt(i)
	return py.None, nil
}

func dequeRotate(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	k, err := py.ArgIndex(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	d := py.Cast[deque](self)
	if d.n < 2 {
		return py.None, nil
	}
	if k %= d.n; k > d.n/2 {
		k -= d.n
	} else if k < -(d.n / 2) {
		k += d.n
	}
	for ; k > 0; k-- {
		d.rotateRight()
	}
	for ; k < 0; k++ {
		d.rotateLeft()
	}
	return py.None, nil
}

func (d *deque) rotateRight() {
	v := d.pop()
	d.head = (d.head - 1) & (len(d.buf) - 1)
	d.n++
	d.buf[d.head] = v
}

func (d *deque) rotateLeft() {
	v := d.popLeft()
	d.n++
	*d.at(d.n - 1) = v
}

func dequeReduce(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	d := py.Cast[deque](self)
	it, err := py.Iter(t, self)
	if err != nil {
		return py.Value{}, err
	}
	args := py.NewTuple()
	if d.max >= 0 {
		args = py.NewTuple(py.NewTuple(), d.maxLen())
	}
	state, err := py.CallMethod(t, self, "__getstate__")
	if err != nil {
		return py.Value{}, err
	}
	return py.NewTuple(py.TypeOf(self).Value(), args, state, it), nil
}

func newDequeIter(d *deque, typ *py.Type) py.Value {
	it := py.Make[dequeIter](typ)
	it.d, it.state = d, d.state
	return py.Ref(it)
}

func dequeIterSpec() py.TypeSpec {
	return dequeIterTypeSpec("collections._deque_iterator", false)
}

func dequeRevIterSpec() py.TypeSpec {
	return dequeIterTypeSpec("collections._deque_reverse_iterator", true)
}

func dequeIterTypeSpec(name string, reverse bool) py.TypeSpec {
	return py.TypeSpec{
		Name: name, Layout: py.LayoutOf[dequeIter](), Flags: py.NoSubclass,
		Signature: "(iterable, index=0, /)",
		New: func(t *py.Thread, typ *py.Type, a py.Args) (py.Value, error) {
			d, ok := py.As[deque](a[0], &dequeType)
			if !ok {
				return py.Value{}, py.Errorf(py.TypeError, "argument 1 must be collections.deque, not %s", py.TypeOf(a[0]).Name())
			}
			i, err := py.ArgIndex(t, a[1])
			if err != nil {
				return py.Value{}, err
			}
			it := newDequeIter(d, typ)
			py.Cast[dequeIter](it).i = min(max(i, 0), d.n)
			return it, nil
		},
		Slots: py.Slots{
			Iter: func(t *py.Thread, v py.Value) py.Value { return v },
			Next: func(t *py.Thread, v py.Value) py.Value {
				it := py.Cast[dequeIter](v)
				d := it.d
				if d == nil {
					return py.Value{}
				}
				if d.state != it.state {
					it.d = nil
					return t.Fail(errMutated())
				}
				if it.i >= d.n {
					it.d = nil
					return py.Value{}
				}
				i := it.i
				it.i++
				if reverse {
					i = d.n - 1 - i
				}
				return *d.at(i)
			},
		},
		Methods: []py.Method{
			method("__length_hint__", "($self, /)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				it := py.Cast[dequeIter](self)
				if it.d == nil {
					return py.Int(0), nil
				}
				return py.Int(int64(max(it.d.n-it.i, 0))), nil
			}, 0, "Private method returning an estimate of len(list(it))."),
			method("__reduce__", "($self, /)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				it := py.Cast[dequeIter](self)
				typ := py.TypeOf(self).Value()
				if it.d == nil {
					empty := py.Make[deque](&dequeType)
					empty.max = -1
					return py.NewTuple(typ, py.NewTuple(py.Ref(empty), py.Int(0))), nil
				}
				return py.NewTuple(typ, py.NewTuple(py.Ref(it.d), py.Int(int64(it.i)))), nil
			}, 0, "Return state information for pickling."),
		},
	}
}
