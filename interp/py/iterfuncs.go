package py

import (
	"math/big"
	"strconv"
)

// The built-in functions that make iterators: enumerate, zip, map, filter,
// reversed and iter(callable, sentinel).

type enumerate struct {
	Header
	it   Value
	next int64
	big  *big.Int // the counter once beyond 64 bits
}

type zipIter struct {
	Header
	its    []Value
	strict bool
}

type mapIter struct {
	Header
	fn     Value
	its    []Value
	strict bool
}

type filterIter struct {
	Header
	fn Value
	it Value
}

type reversedIter struct {
	Header
	seq Value // unbound once exhausted
	i   int
}

type callableIter struct {
	Header
	fn, sentinel Value // unbound once exhausted
}

var (
	enumerateType    Type
	zipType          Type
	mapType          Type
	filterType       Type
	reversedType     Type
	callableIterType Type
)

// The types behind the functions, for module builtins.
var (
	EnumerateType = &enumerateType
	ZipType       = &zipType
	MapType       = &mapType
	FilterType    = &filterType
	ReversedType  = &reversedType
)

func enumerateSpec() TypeSpec {
	return TypeSpec{
		Name: "enumerate", Layout: LayoutOf[enumerate](), Signature: "(iterable, start=0)", New: enumerateNew,
		Doc:   "Return an enumerate object.\n\n  iterable\n    an object supporting iteration\n\nThe enumerate object yields pairs containing a count (from start, which\ndefaults to zero) and a value yielded by the iterable argument.\n\nenumerate is useful for obtaining an indexed list:\n    (0, seq[0]), (1, seq[1]), (2, seq[2]), ...",
		Slots: Slots{Iter: selfIter, Next: enumerateNext},
		Methods: []Method{
			{"__reduce__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
				e := Cast[enumerate](self)
				return NewPair(Ref(TypeOf(self)), NewPair(e.it, e.count())), nil
			}, 0, docReduce},
			{"__class_getitem__", "($type, object, /)", classGetItem, Class, docClassGetItem},
		},
	}
}

func (e *enumerate) count() Value {
	if e.big != nil {
		return NewBig(new(big.Int).Set(e.big))
	}
	return Int(e.next)
}

func enumerateNew(t *Thread, typ *Type, a Args) (Value, error) {
	e := Make[enumerate](typ)
	start, err := Index(t, a[1])
	if err != nil {
		return Value{}, err
	}
	if start.IsInt() {
		e.next = start.Int64()
	} else {
		b, _ := AsBig(start)
		e.big = new(big.Int).Set(b)
	}
	e.it, err = Iter(t, a[0])
	return Ref(e), err
}

func enumerateNext(t *Thread, v Value) Value {
	e := Cast[enumerate](v)
	x := TypeOf(e.it).Next(t, e.it)
	if x.ref == nil || x.IsError() {
		return x
	}
	n := e.count()
	if e.big != nil {
		e.big.Add(e.big, big.NewInt(1))
	} else if e.next++; e.next < 0 && n.Int64() > 0 {
		e.big = new(big.Int).Add(big.NewInt(n.Int64()), big.NewInt(1))
	}
	return NewPair(n, x)
}

// iters makes the iterators of a variadic iterator function.
func iters(t *Thread, vs []Value) ([]Value, error) {
	out := make([]Value, len(vs))
	for i, v := range vs {
		it, err := Iter(t, v)
		if err != nil {
			return nil, err
		}
		out[i] = it
	}
	return out, nil
}

func zipSpec() TypeSpec {
	return TypeSpec{
		Name: "zip", Layout: LayoutOf[zipIter](), Signature: "(*iterables, strict=False)", New: zipNew,
		Doc:   "The zip object yields n-length tuples, where n is the number of iterables\npassed as positional arguments to zip().  The i-th element in every tuple\ncomes from the i-th iterable argument to zip().  This continues until the\nshortest argument is exhausted.\n\nIf strict is true and one of the arguments is exhausted before the others,\nraise a ValueError.\n\n   >>> list(zip('abcdefg', range(3), range(4)))\n   [('a', 0, 0), ('b', 1, 1), ('c', 2, 2)]",
		Slots: Slots{Iter: selfIter, Next: zipNext},
		Methods: []Method{
			{"__reduce__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
				z := Cast[zipIter](self)
				args := NewTuple(append([]Value(nil), z.its...)...)
				if z.strict {
					return NewTuple(Ref(TypeOf(self)), args, True), nil
				}
				return NewPair(Ref(TypeOf(self)), args), nil
			}, 0, docReduce},
			{"__setstate__", "($self, object, /)", func(t *Thread, self Value, a Args) (Value, error) {
				strict, err := IsTrue(t, a[0])
				Cast[zipIter](self).strict = strict
				return None, err
			}, 0, docSetState},
		},
	}
}

func zipNew(t *Thread, typ *Type, a Args) (Value, error) {
	strict, err := IsTrue(t, a[1])
	if err != nil {
		return Value{}, err
	}
	its, err := iters(t, Cast[Tuple](a[0]).Items)
	if err != nil {
		return Value{}, err
	}
	z := Make[zipIter](typ)
	z.its, z.strict = its, strict
	return Ref(z), nil
}

func zipNext(t *Thread, v Value) Value {
	z := Cast[zipIter](v)
	switch len(z.its) {
	case 0:
		return Value{}
	case 2:
		if !z.strict {
			x := TypeOf(z.its[0]).Next(t, z.its[0])
			if x.ref == nil || x.IsError() {
				return x
			}
			y := TypeOf(z.its[1]).Next(t, z.its[1])
			if y.ref == nil || y.IsError() {
				return y
			}
			return NewPair(x, y)
		}
	}
	items, end := nextOfAll(t, z.its, z.strict, "zip")
	if items == nil {
		return end
	}
	return Ref(MakeTuple(items))
}

// nextOfAll advances all iterators. At the end of one, or on an error, items is
// nil and end what the caller returns; strict demands that all end together.
func nextOfAll(t *Thread, its []Value, strict bool, fname string) (items []Value, end Value) {
	items = make([]Value, len(its), len(its)+1)
	for i, it := range its {
		x := TypeOf(it).Next(t, it)
		if x.IsError() {
			return nil, Error
		}
		if x.ref != nil {
			items[i] = x
			continue
		}
		if !strict {
			return nil, Value{}
		}
		if i > 0 {
			return nil, t.Raise(ValueError, "%s() argument %d is shorter than argument%s", fname, i+1, otherArgs(i))
		}
		for j, o := range its[1:] {
			y := TypeOf(o).Next(t, o)
			if y.IsError() {
				return nil, Error
			}
			if y.ref != nil {
				return nil, t.Raise(ValueError, "%s() argument %d is longer than argument%s", fname, j+2, otherArgs(j+1))
			}
		}
		return nil, Value{}
	}
	return items, Value{}
}

// otherArgs names the arguments 1 to n.
func otherArgs(n int) string {
	if n == 1 {
		return " 1"
	}
	return "s 1-" + strconv.Itoa(n)
}

func mapSpec() TypeSpec {
	return TypeSpec{
		Name: "map", TextSignature: "(function, iterable, /, *iterables, strict=False)", Layout: LayoutOf[mapIter](), Signature: "(*iterables, strict=False)", New: mapNew,
		Doc:   "Make an iterator that computes the function using arguments from\neach of the iterables.  Stops when the shortest iterable is exhausted.\n\nIf strict is true and one of the arguments is exhausted before the others,\nraise a ValueError.",
		Slots: Slots{Iter: selfIter, Next: mapNext},
		Methods: []Method{
			{"__reduce__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
				m := Cast[mapIter](self)
				args := NewTuple(append([]Value{m.fn}, m.its...)...)
				if m.strict {
					return NewTuple(Ref(TypeOf(self)), args, True), nil
				}
				return NewPair(Ref(TypeOf(self)), args), nil
			}, 0, docReduce},
			{"__setstate__", "($self, object, /)", func(t *Thread, self Value, a Args) (Value, error) {
				strict, err := IsTrue(t, a[0])
				Cast[mapIter](self).strict = strict
				return None, err
			}, 0, docSetState},
		},
	}
}

func mapNew(t *Thread, typ *Type, a Args) (Value, error) {
	args := Cast[Tuple](a[0]).Items
	if len(args) < 2 {
		return Value{}, Errorf(TypeError, "map() must have at least two arguments.")
	}
	strict, err := IsTrue(t, a[1])
	if err != nil {
		return Value{}, err
	}
	its, err := iters(t, args[1:])
	if err != nil {
		return Value{}, err
	}
	m := Make[mapIter](typ)
	m.fn, m.its, m.strict = args[0], its, strict
	return Ref(m), nil
}

func mapNext(t *Thread, v Value) Value {
	m := Cast[mapIter](v)
	if len(m.its) == 1 {
		x := TypeOf(m.its[0]).Next(t, m.its[0])
		if x.ref == nil || x.IsError() {
			return x
		}
		return CallSlot(t, m.fn, []Value{x}, nil)
	}
	items, end := nextOfAll(t, m.its, m.strict, "map")
	if items == nil {
		return end
	}
	return CallSlot(t, m.fn, items, nil)
}

func filterSpec() TypeSpec {
	return TypeSpec{
		Name: "filter", Layout: LayoutOf[filterIter](), Signature: "(function, iterable, /)", New: filterNew,
		Doc:   "Return an iterator yielding those items of iterable for which function(item)\nis true. If function is None, return the items that are true.",
		Slots: Slots{Iter: selfIter, Next: filterNext},
		Methods: []Method{{"__reduce__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
			f := Cast[filterIter](self)
			return NewPair(Ref(TypeOf(self)), NewPair(f.fn, f.it)), nil
		}, 0, docReduce}},
	}
}

func filterNew(t *Thread, typ *Type, a Args) (Value, error) {
	it, err := Iter(t, a[1])
	if err != nil {
		return Value{}, err
	}
	f := Make[filterIter](typ)
	f.fn, f.it = a[0], it
	return Ref(f), nil
}

func filterNext(t *Thread, v Value) Value {
	f := Cast[filterIter](v)
	next := TypeOf(f.it).Next
	plain := f.fn.IsNone() || f.fn == Ref(&boolType)
	for n := 1; ; n++ {
		x := next(t, f.it)
		if x.ref == nil || x.IsError() {
			return x
		}
		good := x
		if !plain {
			if good = CallSlot(t, f.fn, []Value{x}, nil); good.IsError() {
				return Error
			}
		}
		yes, ok := Truth(t, good)
		if !ok {
			return Error
		}
		if yes {
			return x
		}
		if n&0xfff == 0 {
			if err := t.Poll(); err != nil {
				return t.Fail(err)
			}
		}
	}
}

func reversedSpec() TypeSpec {
	return TypeSpec{
		Name: "reversed", TextSignature: "(sequence, /)", Layout: LayoutOf[reversedIter](), Signature: "(object, /)", New: reversedNew,
		Doc:   "Return a reverse iterator over the values of the given sequence.",
		Slots: Slots{Iter: selfIter, Next: reversedNext},
		Methods: iterMethods(func(t *Thread, self Value) Value {
			r := Cast[reversedIter](self)
			if r.seq.ref == nil {
				return Int(0)
			}
			n, err := Len(t, r.seq)
			if err != nil {
				return t.Fail(err)
			}
			if n < r.i+1 {
				return Int(0)
			}
			return Int(int64(r.i + 1))
		}, func(t *Thread, self Value) Value {
			r := Cast[reversedIter](self)
			if r.seq.ref == nil {
				return NewPair(Ref(TypeOf(self)), NewTuple(NewTuple()))
			}
			return NewTuple(Ref(TypeOf(self)), NewTuple(r.seq), Int(int64(r.i)))
		}, func(self Value, i int) {
			if r := Cast[reversedIter](self); r.seq.ref != nil {
				r.i = max(i, -1)
			}
		}),
	}
}

var nameReversed = InternStatic("__reversed__")

func reversedNew(t *Thread, typ *Type, a Args) (Value, error) {
	vt := TypeOf(a[0])
	if m := t.LookupType(vt, nameReversed); m.ref != nil {
		if m.IsNone() {
			return Value{}, Errorf(TypeError, "'%s' object is not reversible", vt.FullName())
		}
		r, _ := callSpecial(t, a[0], nameReversed)
		return t.Result(r)
	}
	if vt.GetItem == nil || vt.Len == nil || vt.Has(MatchMapping) || vt == &setType {
		return Value{}, Errorf(TypeError, "'%s' object is not reversible", vt.FullName())
	}
	n, err := Len(t, a[0])
	if err != nil {
		return Value{}, err
	}
	r := Make[reversedIter](typ)
	r.seq, r.i = a[0], n-1
	return Ref(r), nil
}

func reversedNext(t *Thread, v Value) Value {
	r := Cast[reversedIter](v)
	if r.seq.ref != nil && r.i >= 0 {
		x := GetItemOperation(t, r.seq, Int(int64(r.i)))
		if !x.IsError() {
			r.i--
			return x
		}
		if !t.ExcMatches(IndexError) && !t.ExcMatches(StopIteration) {
			return Error
		}
		t.Exc = nil
	}
	r.seq = Value{}
	return Value{}
}

// NewCallableIter returns iter(fn, sentinel).
func NewCallableIter(fn, sentinel Value) Value {
	return Ref(&callableIter{Header{&callableIterType}, fn, sentinel})
}

func callableIterSpec() TypeSpec {
	return TypeSpec{
		Name: "callable_iterator", Layout: LayoutOf[callableIter](), Flags: NoSubclass | NoInstances,
		Slots: Slots{Iter: selfIter, Next: callableIterNext},
		Methods: iterMethods(nil, func(t *Thread, self Value) Value {
			c := Cast[callableIter](self)
			if c.fn.ref == nil {
				return NewPair(builtinIter(t), NewTuple(NewTuple()))
			}
			return NewPair(builtinIter(t), NewPair(c.fn, c.sentinel))
		}, nil),
	}
}

func callableIterNext(t *Thread, v Value) Value {
	c := Cast[callableIter](v)
	if c.fn.ref == nil {
		return Value{}
	}
	x := CallSlot(t, c.fn, nil, nil)
	if x.IsError() {
		if t.ExcMatches(StopIteration) {
			t.Exc = nil
			c.fn, c.sentinel = Value{}, Value{}
			return Value{}
		}
		return Error
	}
	if c.fn.ref == nil { // exhausted by the call itself
		return Value{}
	}
	eq, ok := equal(t, c.sentinel, x)
	if !ok {
		return Error
	}
	if eq {
		c.fn, c.sentinel = Value{}, Value{}
		return Value{}
	}
	return x
}
