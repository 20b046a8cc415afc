package py

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// TestDictModel compares a dict with a slice of keys over random operations,
// moves to either end included.
func TestDictModel(t *testing.T) {
	th := newTestThread()
	rnd := rand.New(rand.NewPCG(1, 2))
	for round := 0; round < 20; round++ {
		d := NewDict()
		var model []int64
		span := int64(4 << (round % 8))
		for step := 0; step < 3000; step++ {
			k := rnd.Int64N(span)
			at := slices.Index(model, k)
			var found, ok bool = at >= 0, true
			switch op := rnd.IntN(10); op {
			case 0, 1, 2, 3:
				ok = d.Set(th, Int(k), Int(k))
				if at < 0 {
					model = append(model, k)
				}
			case 4, 5:
				var v Value
				v, ok = d.Delete(th, Int(k))
				found = v.ref != nil
				if at >= 0 {
					model = slices.Delete(model, at, at+1)
				}
			case 6, 7:
				last := op == 6
				found, ok = d.MoveToEnd(th, Int(k), last)
				if at >= 0 {
					model = slices.Delete(model, at, at+1)
					if last {
						model = append(model, k)
					} else {
						model = slices.Insert(model, 0, k)
					}
				}
			case 8:
				if key, _, more := d.PopFirst(); more != (len(model) > 0) || more && key != Int(model[0]) {
					t.Fatal("PopFirst")
				} else if more {
					model = model[1:]
				}
				found = at >= 0
			case 9:
				if key, _, more := d.PopItem(); more != (len(model) > 0) || more && key != Int(model[len(model)-1]) {
					t.Fatal("PopItem")
				} else if more {
					model = model[:len(model)-1]
				}
				found = at >= 0
			}
			if !ok || found != (at >= 0) {
				t.Fatal("found", k, found, ok)
			}
			if step%37 == 0 || len(model) != d.Len() {
				var got []int64
				for key, v, p, more := d.Next(0); more; key, v, p, more = d.Next(p) {
					if w, ok := d.Get(th, key); !ok || w != v {
						t.Fatal("get", key.Int64())
					}
					got = append(got, key.Int64())
				}
				if !slices.Equal(got, model) {
					t.Fatalf("got %v, want %v", got, model)
				}
			}
		}
	}
}

func TestDictViews(t *testing.T) {
	th := newTestThread()
	d := NewDict()
	for i := int64(1); i < 4; i++ {
		d.Set(th, Int(i), Int(i*10))
	}
	keys, items := NewDictView(DictKeysType, d), NewDictView(DictItemsType, d)
	one := Ref(makeSet(th, 1, 5))
	for _, c := range []struct {
		op   BinaryOp
		a, b Value
		want string
	}{
		{OpAnd, keys, one, "{1}"}, {OpOr, keys, one, "{1, 2, 3, 5}"}, {OpSub, keys, one, "{2, 3}"}, {OpXor, keys, one, "{2, 3, 5}"},
		{OpAnd, ints(1, 9), keys, "{1}"}, {OpSub, ints(1, 9), keys, "{9}"},
		{OpAnd, items, NewList(NewPair(Int(1), Int(10)), NewPair(Int(2), Int(10))), "{(1, 10)}"},
		{OpSub, keys, Int(5), "TypeError: 'int' object is not iterable"},
	} {
		v, err := Operate(th, c.op, c.a, c.b)
		got := ""
		if err != nil {
			got = err.Error()
		} else {
			got = reprOf(th, v)
		}
		if got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
	if got := reprOf(th, items); got != "dict_items([(1, 10), (2, 20), (3, 30)])" {
		t.Error(got)
	}
	if v := Compare(th, keys, Ref(makeSet(th, 3, 2, 1)), EQ); v != True {
		t.Error("keys == set")
	}
	it, _ := Iter(th, Ref(d))
	Next(th, it)
	d.Set(th, Int(9), None)
	if _, _, err := Next(th, it); err == nil || err.Error() != "RuntimeError: dictionary changed size during iteration" {
		t.Error(err)
	}
}

// TestSetModel compares a set with a map over random operations.
func TestSetModel(t *testing.T) {
	th := newTestThread()
	rnd := rand.New(rand.NewPCG(3, 4))
	for round := 0; round < 20; round++ {
		s, model := NewSet(), map[int64]bool{}
		span := int64(4 << (round % 8))
		for step := 0; step < 2000; step++ {
			k := rnd.Int64N(span)
			if rnd.IntN(2) == 0 {
				s.Add(th, Int(k))
				model[k] = true
			} else {
				found, _ := s.Discard(th, Int(k))
				if found != model[k] {
					t.Fatal("discard", k)
				}
				delete(model, k)
			}
			if in, _ := s.Contains(th, Int(k)); in != model[k] || s.Len() != len(model) {
				t.Fatal("contains", k)
			}
		}
		other := makeSet(th, 1, 2, 3, 4, 5, 6, 7)
		and, _ := s.intersection(th, Ref(other))
		minus, _ := s.difference(th, Ref(other))
		if and.Len()+minus.Len() != s.Len() {
			t.Fatal("intersection and difference")
		}
	}
}
