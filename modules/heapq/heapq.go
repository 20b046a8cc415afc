// Package heapq is the module heapq: heaps in lists, with the smallest item or,
// in the functions ending in _max, the largest one first. merge is in Python.
//
// Only the index of modules imports it.
package heapq

import (
	_ "embed"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed heapq.py
var source string

// Module returns the declaration of the module.
// https://docs.python.org/3.14/library/heapq.html
func Module() *py.ModuleSpec {
	var fns []py.Method
	for _, o := range []struct {
		order  order
		suffix string
		name   string
	}{{minFirst, "", "heap"}, {maxFirst, "_max", "max-heap"}} {
		add := func(name, sig, doc string, f func(t *py.Thread, h *heap, a py.Args) (py.Value, error)) {
			fns = append(fns, py.Method{Name: name + o.suffix, Signature: sig, Doc: doc, Flags: py.CallsPython,
				Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
					l, ok := py.AsList(a[0])
					if !ok {
						return py.Value{}, py.Errorf(py.TypeError, "%s() argument%s must be list, not %s", name+o.suffix,
							map[bool]string{true: "", false: " 1"}[len(a) == 1], py.TypeOf(a[0]).Name())
					}
					return f(t, &heap{t, l, o.order}, a)
				}})
		}
		add("heappush", "(heap, item, /)", "Push item onto "+o.name+", maintaining the heap invariant.", func(t *py.Thread, h *heap, a py.Args) (py.Value, error) {
			h.list.Append(a[1])
			return py.None, h.down(0, len(h.list.Items)-1)
		})
		add("heappop", "(heap, /)", "Pop the first item off the "+o.name+", maintaining the heap invariant.", func(t *py.Thread, h *heap, a py.Args) (py.Value, error) {
			return h.pop()
		})
		add("heapreplace", "(heap, item, /)", "Pop and return the current first value, and add the new item.", func(t *py.Thread, h *heap, a py.Args) (py.Value, error) {
			if len(h.list.Items) == 0 {
				return py.Value{}, py.Errorf(py.IndexError, "index out of range")
			}
			first := h.list.Items[0]
			h.list.Items[0] = a[1]
			return first, h.up(0)
		})
		add("heappushpop", "(heap, item, /)", "Push item on the "+o.name+", then pop and return the first item from it.", func(t *py.Thread, h *heap, a py.Args) (py.Value, error) {
			if len(h.list.Items) == 0 {
				return a[1], nil
			}
			before, err := h.before(h.list.Items[0], a[1])
			if err != nil || !before {
				return a[1], err
			}
			if len(h.list.Items) == 0 {
				return py.Value{}, py.Errorf(py.IndexError, "list index out of range")
			}
			first := h.list.Items[0]
			h.list.Items[0] = a[1]
			return first, h.up(0)
		})
		add("heapify", "(heap, /)", "Transform list into a "+o.name+", in-place, in O(len(heap)) time.", func(t *py.Thread, h *heap, a py.Args) (py.Value, error) {
			for i := len(h.list.Items)/2 - 1; i >= 0; i-- {
				if err := h.up(i); err != nil {
					return py.Value{}, err
				}
			}
			return py.None, nil
		})
	}
	fns = append(fns,
		py.Method{Name: "nlargest", Signature: "(n, iterable, key=None)", Func: nBest(true), Flags: py.Slow | py.CallsPython,
			Doc: "Find the n largest elements in a dataset.\n\nEquivalent to:  sorted(iterable, key=key, reverse=True)[:n]\n"},
		py.Method{Name: "nsmallest", Signature: "(n, iterable, key=None)", Func: nBest(false), Flags: py.Slow | py.CallsPython,
			Doc: "Find the n smallest elements in a dataset.\n\nEquivalent to:  sorted(iterable, key=key)[:n]\n"})
	return &py.ModuleSpec{
		Name:    "heapq",
		Doc:     "Heap queue algorithm (a.k.a. priority queue).\n",
		Methods: fns,
		Source:  source,
	}
}

type order bool

const (
	minFirst order = false
	maxFirst order = true
)

// heap is a list with its order. Comparisons may run Python code: a change of
// the list's length in between is an error.
type heap struct {
	t     *py.Thread
	list  *py.List
	order order
}

// before reports whether x belongs before y.
func (h *heap) before(x, y py.Value) (bool, error) {
	if h.order == maxFirst {
		x, y = y, x
	}
	if x.IsInt() && y.IsInt() {
		return x.Int64() < y.Int64(), nil
	}
	return py.Less(h.t, x, y)
}

func errChanged() error {
	return py.Errorf(py.RuntimeError, "list changed size during iteration")
}

// down moves item i towards the root, no further than start.
func (h *heap) down(start, i int) error {
	n := len(h.list.Items)
	for i > start {
		parent := (i - 1) / 2
		before, err := h.before(h.list.Items[i], h.list.Items[parent])
		if err != nil {
			return err
		}
		if len(h.list.Items) != n {
			return errChanged()
		}
		if !before {
			break
		}
		h.list.Items[i], h.list.Items[parent] = h.list.Items[parent], h.list.Items[i]
		i = parent
	}
	return nil
}

// up restores the heap below i: the better child moves up until the leaves, then
// the item moves back to its place. That takes fewer comparisons than stopping
// early, as an item from the end of the heap usually belongs there.
func (h *heap) up(i int) error {
	n, start := len(h.list.Items), i
	for {
		child := 2*i + 1
		if child >= n {
			break
		}
		if right := child + 1; right < n {
			before, err := h.before(h.list.Items[child], h.list.Items[right])
			if err != nil {
				return err
			}
			if len(h.list.Items) != n {
				return errChanged()
			}
			if !before {
				child = right
			}
		}
		h.list.Items[i], h.list.Items[child] = h.list.Items[child], h.list.Items[i]
		i = child
	}
	return h.down(start, i)
}

func (h *heap) pop() (py.Value, error) {
	n := len(h.list.Items)
	if n == 0 {
		return py.Value{}, py.Errorf(py.IndexError, "index out of range")
	}
	last := h.list.Items[n-1]
	h.list.Items[n-1] = py.Value{}
	h.list.Items = h.list.Items[:n-1]
	if n == 1 {
		return last, nil
	}
	first := h.list.Items[0]
	h.list.Items[0] = last
	return first, h.up(0)
}

// nBest is nlargest or nsmallest. A sort of everything is stable as the
// documented equivalent; Python's comparisons cost more than the rest.
func nBest(largest bool) py.GoFunc {
	return func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
		n, err := py.ToIndex(t, a[0], py.OverflowError)
		if err != nil {
			return py.Value{}, err
		}
		items, err := py.Items(t, a[1])
		if err != nil {
			return py.Value{}, err
		}
		l := py.MakeList(items)
		if err := py.SortList(t, l, a[2], largest); err != nil {
			return py.Value{}, err
		}
		return py.NewList(l.Items[:max(0, min(n, len(l.Items)))]...), nil
	}
}
