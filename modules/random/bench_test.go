package random

import (
	"testing"

	"github.com/gopyrun/gopyrun/interp/py"
)

func BenchmarkMethods(b *testing.B) {
	th := newThread()
	r, err := py.Call(th, randomType.Value(), i(1))
	if err != nil {
		b.Fatal(err)
	}
	items := py.NewList(i(1), i(2), i(3))
	for _, c := range []struct {
		name string
		args args
	}{{"random", nil}, {"randint", args{i(1), i(6)}}, {"choice", args{items}}, {"uniform", args{f(1), f(2)}}, {"gauss", args{f(0), f(1)}}} {
		m, err := py.GetAttr(th, r, c.name)
		if err != nil {
			b.Fatal(err)
		}
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for range b.N {
				if _, err := py.Call(th, m, c.args...); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
