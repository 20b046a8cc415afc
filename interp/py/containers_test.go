package py

import "testing"

// reprOf is repr(v) or the error text.
func reprOf(th *Thread, v Value) string {
	s, err := ReprString(th, v)
	if err != nil {
		return err.Error()
	}
	return s
}

func ints(n ...int64) Value {
	out := make([]Value, len(n))
	for i, x := range n {
		out[i] = Int(x)
	}
	return NewList(out...)
}

// method calls a method and shows its result or error.
func method(th *Thread, v Value, name string, args ...Value) string {
	r, err := CallMethod(th, v, name, args...)
	if err != nil {
		return err.Error()
	}
	return reprOf(th, r)
}

func slice(a, b, c Value) Value { return NewSlice(a, b, c) }

func TestListSlices(t *testing.T) {
	th := newTestThread()
	n := None
	for _, c := range []struct {
		key  Value
		get  string
		set  []Value
		want string
	}{
		{slice(Int(1), Int(3), n), "[1, 2]", []Value{Int(9)}, "[0, 9, 3, 4]"},
		{slice(Int(1), Int(1), n), "[]", []Value{Int(8), Int(9)}, "[0, 8, 9, 1, 2, 3, 4]"},
		{slice(n, n, Int(-1)), "[4, 3, 2, 1, 0]", []Value{Int(5), Int(6), Int(7), Int(8), Int(9)}, "[9, 8, 7, 6, 5]"},
		{slice(n, n, Int(2)), "[0, 2, 4]", []Value{Int(7), Int(8), Int(9)}, "[7, 1, 8, 3, 9]"},
		{slice(Int(-2), n, n), "[3, 4]", nil, "[0, 1, 2]"},
		{slice(n, n, Int(-2)), "[4, 2, 0]", nil, "[1, 3]"},
		{slice(Int(10), Int(-10), Int(-3)), "[4, 1]", nil, "[0, 2, 3]"},
		{slice(n, n, Int(0)), "ValueError: slice step cannot be zero", nil, ""},
	} {
		l := ints(0, 1, 2, 3, 4)
		r, err := GetItem(th, l, c.key)
		if err != nil {
			if err.Error() != c.get {
				t.Errorf("%v", err)
			}
			continue
		}
		if got := reprOf(th, r); got != c.get {
			t.Errorf("%s: got %s, want %s", reprOf(th, c.key), got, c.get)
		}
		val := Value{}
		if c.set != nil {
			val = NewList(c.set...)
		}
		if err := SetItem(th, l, c.key, val); err != nil {
			t.Error(err)
		}
		if got := reprOf(th, l); got != c.want {
			t.Errorf("%s: assigned %s, want %s", reprOf(th, c.key), got, c.want)
		}
	}
	l := ints(1, 2, 3)
	if err := SetItem(th, l, slice(Int(1), Int(2), n), l); err != nil || reprOf(th, l) != "[1, 1, 2, 3, 3]" {
		t.Error("self-assignment: ", reprOf(th, l), err)
	}
}

func TestContainerRepr(t *testing.T) {
	th := newTestThread()
	l := ints(1)
	Cast[List](l).Append(l)
	d := NewDict()
	d.Set(th, Int(1), Ref(d))
	for _, c := range []struct {
		v    Value
		want string
	}{
		{l, "[1, [...]]"}, {Ref(d), "{1: {...}}"}, {NewTuple(Int(1)), "(1,)"}, {NewTuple(), "()"},
		{NewRange(0, 5, 2), "range(0, 5, 2)"}, {NewSlice(None, Int(1), None), "slice(None, 1, None)"},
	} {
		if got := reprOf(th, c.v); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

// TestDictChurn inserts and deletes distinct keys at the end, which must not fill
// the index with tombstones.
func TestDictChurn(t *testing.T) {
	th := newTestThread()
	d := NewDict()
	for i := int64(0); i < 10; i++ {
		d.Set(th, Int(i), None)
	}
	for i := int64(100); i < 5000; i++ {
		d.Set(th, Int(i), None)
		d.Delete(th, Int(i))
	}
	for i := int64(0); i < 5000; i++ { // a queue: the front is deleted
		d.Set(th, Int(i+10000), None)
		k, _, _, _ := d.Next(0)
		d.Delete(th, k)
	}
	if d.Len() != 10 || len(d.entries) > 64 {
		t.Fatal(d.Len(), len(d.entries))
	}
}

func makeSet(th *Thread, n ...int64) *Set {
	s := NewSet()
	for _, x := range n {
		s.Add(th, Int(x))
	}
	return s
}

// TestSetOrder compares the order of sets of ints with CPython's.
func TestSetOrder(t *testing.T) {
	th := newTestThread()
	big := NewSet()
	for i := int64(0); i < 40; i++ {
		big.Add(th, Int(i*i*7%1009))
	}
	for i := int64(0); i < 40; i += 3 {
		big.Discard(th, Int(i*i*7%1009))
	}
	for _, c := range []struct {
		s    *Set
		want string
	}{
		{makeSet(th, 5, 3, 100, -1, 8, 16, 24), "{3, 100, 5, 8, 16, 24, -1}"},
		{makeSet(th, 1000, 7, 15, 23, 1), "{1, 7, 1000, 15, 23}"},
		{big, bigSetOrder},
	} {
		if got := reprOf(th, Ref(c.s)); got != c.want {
			t.Errorf("got  %s\nwant %s", got, c.want)
		}
	}
	f := NewFrozenSet()
	for i := int64(0); i < 10; i++ {
		f.Add(th, Int(i*3))
	}
	if h, _ := Hash(th, Ref(f)); int64(h) != frozenHash {
		t.Errorf("frozenset hash %d", int64(h))
	}
	if h, _ := Hash(th, NewTuple(Int(1), Int(2), NewTuple())); int64(h) != tupleHashWant {
		t.Errorf("tuple hash %d", int64(h))
	}
}

func TestSort(t *testing.T) {
	th := newTestThread()
	// Multiplicative congruence: every length and a key with many ties.
	for _, n := range []int64{0, 1, 2, 3, 31, 64, 65, 200, 1000} {
		for _, kind := range []string{"int", "float", "str", "tuple", "object"} {
			items := make([]Value, n)
			for i := int64(0); i < n; i++ {
				k := i * 7919 % 61
				var key Value
				switch kind {
				case "int":
					key = Int(k)
				case "float":
					key = Float(float64(k) / 3)
				case "str":
					key = NewStr(string(rune('A' + k)))
				case "tuple":
					key = NewTuple(Int(k/2), Int(k))
				case "object":
					key = Ref(makeSet(th, k)) // no order: the sort leaves it alone
					key = NewTuple(NewTuple(Int(k)))
				}
				items[i] = NewTuple(key, Int(i))
			}
			first := NewGoFunction("first", "(x, /)", func(t *Thread, a Args) (Value, error) {
				return Cast[Tuple](a[0]).Items[0], nil
			})
			for _, reverse := range []bool{false, true} {
				l := MakeList(append([]Value(nil), items...))
				if err := SortList(th, l, first, reverse); err != nil {
					t.Fatal(err)
				}
				for i := 1; i < len(l.Items); i++ {
					a, b := Cast[Tuple](l.Items[i-1]).Items, Cast[Tuple](l.Items[i]).Items
					x, y := a[0], b[0]
					if reverse {
						x, y = y, x
					}
					if less, _ := Less(th, y, x); less {
						t.Fatalf("%s %d: not sorted at %d", kind, n, i)
					}
					if eq, _ := Equal(th, x, y); eq && a[1].Int64() > b[1].Int64() {
						t.Fatalf("%s %d: not stable at %d", kind, n, i)
					}
				}
			}
		}
	}
	l := MakeList([]Value{Int(3), NewStr("a"), Int(1)})
	err := SortList(th, l, None, false)
	if !Matches(err, TypeError) || len(l.Items) != 3 {
		t.Error(err, reprOf(th, Ref(l)))
	}
}

const (
	bigSetOrder   = "{5, 7, 782, 783, 18, 20, 28, 673, 676, 174, 175, 696, 443, 700, 448, 842, 847, 339, 343, 361, 105, 363, 112, 503, 502, 509}"
	frozenHash    = int64(-8060674790684393386)
	tupleHashWant = int64(4471001966519821573)
)

func TestGenericAlias(t *testing.T) {
	th := newTestThread()
	alias := func(args ...Value) Value {
		key := NewTuple(args...)
		if len(args) == 1 {
			key = args[0]
		}
		v, err := GetItem(th, Ref(ListType), key)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	union, err := Operate(th, OpOr, Ref(IntType), None)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		v    Value
		want string
	}{
		{alias(Ref(IntType)), "list[int]"}, {alias(Ref(IntType), Ellipsis), "list[int, ...]"},
		{alias(NewTuple()), "list[()]"}, {alias(alias(Ref(StrType))), "list[list[str]]"},
		{union, "int | None"},
	} {
		if got := reprOf(th, c.v); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
	if eq, err := Equal(th, alias(Ref(IntType)), alias(Ref(IntType))); !eq || err != nil {
		t.Error("list[int] != list[int]", err)
	}
}

// TestArgumentErrors checks which messages name the type.
func TestArgumentErrors(t *testing.T) {
	th := newTestThread()
	l := ints(1)
	for _, c := range []struct {
		name string
		args []Value
		want string
	}{
		{"count", nil, "TypeError: list.count() takes exactly one argument (0 given)"},
		{"copy", []Value{l}, "TypeError: list.copy() takes no arguments (1 given)"},
		{"index", nil, "TypeError: index expected at least 1 argument, got 0"},
		{"sort", []Value{l}, "TypeError: sort() takes no positional arguments"},
		{"__len__", []Value{l}, "TypeError: expected 0 arguments, got 1"},
		{"pop", []Value{Int(7)}, "IndexError: pop index out of range"},
	} {
		if got := method(th, l, c.name, c.args...); got != c.want {
			t.Errorf("%s: got %s, want %s", c.name, got, c.want)
		}
	}
}
