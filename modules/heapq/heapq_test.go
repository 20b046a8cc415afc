package heapq

import (
	"math/rand/v2"
	"testing"

	"github.com/gopyrun/gopyrun/interp/gil"
	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
)

// TestHeap pushes and pops random numbers in both orders and expects them sorted.
func TestHeap(t *testing.T) {
	in := py.NewInterp(&host.Host{}, &gil.GIL{})
	th := in.NewThread()
	in.Main = th
	fns := map[string]py.GoFunc{}
	for _, m := range Module().Methods {
		fns[m.Name] = m.Func
	}
	call := func(name string, a ...py.Value) py.Value {
		v, err := fns[name](th, py.None, a)
		if err != nil {
			t.Fatal(name, err)
		}
		return v
	}
	rnd := rand.New(rand.NewPCG(5, 6))
	for _, suffix := range []string{"", "_max"} {
		l := py.MakeList(nil)
		for i := 0; i < 100; i++ {
			l.Append(py.Int(rnd.Int64N(50)))
		}
		call("heapify"+suffix, l.Value())
		for i := 0; i < 100; i++ {
			call("heappush"+suffix, l.Value(), py.Int(rnd.Int64N(50)))
			call("heapreplace"+suffix, l.Value(), py.Int(rnd.Int64N(50)))
			call("heappushpop"+suffix, l.Value(), py.Int(rnd.Int64N(50)))
		}
		last := call("heappop"+suffix, l.Value()).Int64()
		for len(l.Items) > 0 {
			x := call("heappop"+suffix, l.Value()).Int64()
			if suffix == "" && x < last || suffix != "" && x > last {
				t.Fatal("order", suffix, last, x)
			}
			last = x
		}
		if _, err := fns["heappop"+suffix](th, py.None, py.Args{l.Value()}); !py.Matches(err, py.IndexError) {
			t.Fatal(err)
		}
	}
}
