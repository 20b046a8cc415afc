package py

import (
	"math"
	"slices"
)

func listSort(t *Thread, self Value, a Args) (Value, error) {
	reverse, err := IsTrue(t, a[1])
	if err != nil {
		return Value{}, err
	}
	return None, SortList(t, Cast[List](self), a[0], reverse)
}

// SortList is l.sort(key=key, reverse=reverse); key may be None. The sort is
// stable; after an error l holds its items in some order.
// https://docs.python.org/3.14/library/stdtypes.html#list.sort
func SortList(t *Thread, l *List, key Value, reverse bool) error {
	items := l.Items
	l.Items = nil // what the comparisons see; a change shows
	err := sortItems(t, items, key, reverse)
	if l.Items != nil && err == nil {
		err = Errorf(ValueError, "list modified during sort")
	}
	l.Items = items
	return err
}

func sortItems(t *Thread, items []Value, key Value, reverse bool) error {
	if len(items) == 0 {
		return nil
	}
	if reverse {
		// Reversing before and after keeps equal items in their order.
		reverseItems(items)
		defer reverseItems(items)
	}
	if !key.IsNone() {
		keys := make([]Value, len(items))
		buf := make([]Value, 1, 8)
		for i, x := range items {
			buf = append(buf[:0], x)
			if keys[i] = CallSlot(t, key, buf, nil); keys[i].IsError() {
				return t.Take()
			}
		}
		return sortByKeys(t, items, keys)
	}
	if len(items) < 2 {
		return nil
	}
	switch kindOfKeys(items) {
	case intKeys:
		ints := make([]int64, len(items))
		for i := range items {
			ints[i] = items[i].Int64()
		}
		slices.Sort(ints) // equal ints cannot be told apart
		for i := range items {
			items[i] = Int(ints[i])
		}
		return nil
	case otherKeys:
		c := comparer{t: t}
		timSort(items, func(x, y *Value) bool { return c.less(*x, *y) })
		return c.err
	}
	return sortByKeys(t, items, items)
}

// comparer is < with the first exception kept: afterwards everything is equal, so
// that a sort ends soon and stays a permutation.
type comparer struct {
	t   *Thread
	err error
}

func (c *comparer) less(x, y Value) bool {
	if c.err != nil {
		return false
	}
	r := Compare(c.t, x, y, LT)
	if r.IsBool() {
		return r == True
	}
	if r.IsError() {
		c.err = c.t.Take()
		return false
	}
	b, ok := Truth(c.t, r)
	if !ok {
		c.err = c.t.Take()
	}
	return b
}

type keyKind uint8

const (
	otherKeys keyKind = iota
	intKeys
	floatKeys
	strKeys
	tupleKeys // non-empty tuples
)

// kindOfKeys says which one kind all keys are of, if a cheap comparison knows it.
func kindOfKeys(keys []Value) keyKind {
	k := kindOfKey(keys[0])
	for i := 1; i < len(keys) && k != otherKeys; i++ {
		if kindOfKey(keys[i]) != k {
			return otherKeys
		}
	}
	return k
}

func kindOfKey(v Value) keyKind {
	switch {
	case v.IsInt():
		return intKeys
	case v.IsFloat():
		// NaN has no order: leave it to the comparisons in CPython's sequence.
		if !math.IsNaN(v.Float64()) {
			return floatKeys
		}
	case v.IsStr():
		return strKeys
	case v.IsTuple():
		if len(Cast[Tuple](v).Items) > 0 {
			return tupleKeys
		}
	}
	return otherKeys
}

type keyed[K any] struct {
	key K
	val Value
}

// sortKeyed sorts items by keys that are got from the key values.
func sortKeyed[K any](items, keys []Value, get func(Value) K, less func(x, y *keyed[K]) bool) {
	a := make([]keyed[K], len(items))
	for i := range a {
		a[i] = keyed[K]{get(keys[i]), items[i]}
	}
	timSort(a, less)
	for i := range a {
		items[i] = a[i].val
	}
}

// sortByKeys sorts items by keys, the value of the key function for each.
func sortByKeys(t *Thread, items, keys []Value) error {
	switch kindOfKeys(keys) {
	case intKeys:
		sortKeyed(items, keys, Value.Int64, func(x, y *keyed[int64]) bool { return x.key < y.key })
		return nil
	case floatKeys:
		sortKeyed(items, keys, Value.Float64, func(x, y *keyed[float64]) bool { return x.key < y.key })
		return nil
	case strKeys:
		sortKeyed(items, keys, strText, func(x, y *keyed[string]) bool { return x.key < y.key })
		return nil
	case tupleKeys:
		return sortByTuples(t, items, keys)
	}
	c := comparer{t: t}
	sortKeyed(items, keys, func(v Value) Value { return v }, func(x, y *keyed[Value]) bool { return c.less(x.key, y.key) })
	return c.err
}

func strText(v Value) string { return Cast[Str](v).s }

// sortByTuples sorts by tuples. Their first items usually decide: where these are
// of one simple kind they are compared directly.
func sortByTuples(t *Thread, items, keys []Value) error {
	firsts := make([]Value, len(keys))
	for i, k := range keys {
		firsts[i] = Cast[Tuple](k).Items[0]
	}
	c := comparer{t: t}
	type both[K any] struct {
		first K
		all   Value
	}
	switch kindOfKeys(firsts) {
	case intKeys:
		sortKeyed(items, keys, func(v Value) both[int64] { return both[int64]{Cast[Tuple](v).Items[0].Int64(), v} },
			func(x, y *keyed[both[int64]]) bool {
				a, b := &x.key, &y.key
				return a.first < b.first || a.first == b.first && c.less(a.all, b.all)
			})
	case floatKeys:
		sortKeyed(items, keys, func(v Value) both[float64] { return both[float64]{Cast[Tuple](v).Items[0].Float64(), v} },
			func(x, y *keyed[both[float64]]) bool {
				a, b := &x.key, &y.key
				return a.first < b.first || a.first == b.first && c.less(a.all, b.all)
			})
	case strKeys:
		sortKeyed(items, keys, func(v Value) both[string] { return both[string]{strText(Cast[Tuple](v).Items[0]), v} },
			func(x, y *keyed[both[string]]) bool {
				a, b := &x.key, &y.key
				return a.first < b.first || a.first == b.first && c.less(a.all, b.all)
			})
	default:
		sortKeyed(items, keys, func(v Value) Value { return v }, func(x, y *keyed[Value]) bool { return c.less(x.key, y.key) })
	}
	return c.err
}

// timSort is a stable merge sort of natural runs. less is strict and may be
// inconsistent: the result is then some permutation.
func timSort[E any](a []E, less func(x, y *E) bool) {
	n := len(a)
	if n < 2 {
		return
	}
	minRun := n
	for r := 0; ; {
		if minRun < 64 {
			minRun += r
			break
		}
		r |= minRun & 1
		minRun >>= 1
	}
	m := merger[E]{a: a, less: less}
	for lo := 0; lo < n; {
		k := countRun(a[lo:], less)
		if want := min(minRun, n-lo); k < want {
			insertionSort(a[lo:lo+want], k, less)
			k = want
		}
		m.runs = append(m.runs, runOf{lo, k})
		m.collapse(false)
		lo += k
	}
	m.collapse(true)
}

// countRun returns the length of the run at the start of a, which it makes
// ascending.
func countRun[E any](a []E, less func(x, y *E) bool) int {
	if len(a) < 2 {
		return len(a)
	}
	n := 2
	if less(&a[1], &a[0]) {
		for n < len(a) && less(&a[n], &a[n-1]) {
			n++
		}
		slices.Reverse(a[:n])
		return n
	}
	for n < len(a) && !less(&a[n], &a[n-1]) {
		n++
	}
	return n
}

// insertionSort sorts a, whose first n items are sorted already, by binary
// insertion.
func insertionSort[E any](a []E, n int, less func(x, y *E) bool) {
	for ; n < len(a); n++ {
		x := a[n]
		i := upperBound(a[:n], &x, less)
		copy(a[i+1:n+1], a[i:n])
		a[i] = x
	}
}

// upperBound returns the position after all items that are not above x.
func upperBound[E any](a []E, x *E, less func(x, y *E) bool) int {
	lo, hi := 0, len(a)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if less(x, &a[m]) {
			hi = m
		} else {
			lo = m + 1
		}
	}
	return lo
}

// lowerBound returns the position of the first item that is not below x.
func lowerBound[E any](a []E, x *E, less func(x, y *E) bool) int {
	lo, hi := 0, len(a)
	for lo < hi {
		m := int(uint(lo+hi) >> 1)
		if less(&a[m], x) {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

type runOf struct{ start, n int }

type merger[E any] struct {
	a, tmp []E
	runs   []runOf
	less   func(x, y *E) bool
}

// collapse merges runs until their lengths shrink faster than Fibonacci numbers,
// or, if all is set, until one is left.
func (m *merger[E]) collapse(all bool) {
	for len(m.runs) > 1 {
		r := m.runs
		i := len(r) - 2
		switch {
		case i > 0 && (all || r[i-1].n <= r[i].n+r[i+1].n || i > 1 && r[i-2].n <= r[i-1].n+r[i].n) && r[i-1].n < r[i+1].n:
			m.merge(i - 1)
		case all || r[i].n <= r[i+1].n ||
			i > 0 && r[i-1].n <= r[i].n+r[i+1].n || i > 1 && r[i-2].n <= r[i-1].n+r[i].n:
			m.merge(i)
		default:
			return
		}
	}
}

// merge joins runs i and i+1.
func (m *merger[E]) merge(i int) {
	x, y := m.runs[i], m.runs[i+1]
	m.runs[i].n += y.n
	m.runs = append(m.runs[:i+1], m.runs[i+2:]...)
	left, right := m.a[x.start:y.start], m.a[y.start:y.start+y.n]
	// What is in place already need not be moved.
	k := upperBound(left, &right[0], m.less)
	if left = left[k:]; len(left) == 0 {
		return
	}
	if right = right[:lowerBound(right, &left[len(left)-1], m.less)]; len(right) == 0 {
		return
	}
	all := m.a[x.start+k : y.start+len(right)]
	if len(left) <= len(right) {
		m.mergeLow(all, left, right)
	} else {
		m.mergeHigh(all, left, right)
	}
}

func (m *merger[E]) scratch(a []E) []E {
	if cap(m.tmp) < len(a) {
		m.tmp = make([]E, len(a))
	}
	t := m.tmp[:len(a)]
	copy(t, a)
	return t
}

func (m *merger[E]) mergeLow(dst, left, right []E) {
	left = m.scratch(left)
	i, j, k := 0, 0, 0
	for i < len(left) && j < len(right) {
		if m.less(&right[j], &left[i]) {
			dst[k] = right[j]
			j++
		} else {
			dst[k] = left[i]
			i++
		}
		k++
	}
	copy(dst[k:], left[i:])
}

func (m *merger[E]) mergeHigh(dst, left, right []E) {
	right = m.scratch(right)
	i, j, k := len(left)-1, len(right)-1, len(dst)-1
	for i >= 0 && j >= 0 {
		if m.less(&right[j], &left[i]) {
			dst[k] = left[i]
			i--
		} else {
			dst[k] = right[j]
			j--
		}
		k--
	}
	copy(dst[:k+1], right[:j+1])
}
