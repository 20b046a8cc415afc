// Package random is the Python module random: the Mersenne Twister and the
// distributions, with CPython's algorithms, so that equal seeds give equal
// sequences.
//
// https://docs.python.org/3.14/library/random.html
//
// random.go has the class Random and its state, source.go how its methods draw
// random numbers, choose.go integers and sequences, dist.go the distributions,
// system.go SystemRandom.
package random

import (
	"math"

	"github.com/gopyrun/gopyrun/interp/libm"
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/mt19937"
)

// Random is an instance of the class Random.
type Random struct {
	py.Header
	py.Inst
	mt     mt19937.Source
	seeded bool
	// gaussNext is the second value of the last pair that gauss made, or None.
	gaussNext py.Value
}

var randomType, systemRandomType py.Type

// stateVersion is Random.VERSION.
const stateVersion = 3

func method(name, sig string, f py.GoFunc, flags py.Flags, doc string) py.Method {
	return py.Method{Name: name, Signature: sig, Func: f, Flags: flags, Doc: doc}
}

func randomSpec() py.TypeSpec {
	return py.TypeSpec{
		Name:          "random.Random",
		Doc:           "Random number generator base class used by bound module functions.\n\nUsed to instantiate instances of Random to get generators that don't\nshare state.\n\nClass Random can also be subclassed if you want to use a different basic\ngenerator of your own devising: in that case, override the following\nmethods:  random(), seed(), getstate(), and setstate().",
		Layout:        py.LayoutWithInst(func(r *Random) *py.Inst { return &r.Inst }),
		Signature:     "(*args, **kwargs)",
		New:           randomNew,
		InitSignature: "(x=None)",
		Init:          randomInit,
		Methods: append([]py.Method{
			method("seed", "($self, a=None, version=2)", seed, 0, "Initialize internal state from a seed."),
			method("random", "($self, /)", random, 0, "random() -> x in the interval [0, 1)."),
			method("getrandbits", "($self, k, /)", getrandbits, py.Alloc, "getrandbits(k) -> x.  Generates an int with k random bits."),
			method("randbytes", "($self, n)", randbytes, py.Alloc|py.CallsPython, "Generate n random bytes."),
			method("getstate", "($self)", getstate, 0, "Return internal state; can be passed to setstate() later."),
			method("setstate", "($self, state)", setstate, py.CallsPython, "Restore internal state from object returned by getstate()."),
			method("__getstate__", "($self)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return py.CallMethod(t, self, "getstate")
			}, py.CallsPython, ""),
			method("__setstate__", "($self, state)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return py.CallMethod(t, self, "setstate", a[0])
			}, py.CallsPython, ""),
			method("__reduce__", "($self)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				state, err := py.CallMethod(t, self, "getstate")
				if err != nil {
					return py.Value{}, err
				}
				return py.NewTuple(py.TypeOf(self).Value(), py.NewTuple(), state), nil
			}, py.CallsPython, ""),
		}, append(chooseMethods(), distMethods()...)...),
		Getset: []py.Getset{{
			Name: "gauss_next",
			Get:  func(t *py.Thread, self py.Value) (py.Value, error) { return py.Cast[Random](self).gaussNext, nil },
			Set: func(t *py.Thread, self, v py.Value) error {
				if v.IsUnbound() {
					v = py.None
				}
				py.Cast[Random](self).gaussNext = v
				return nil
			},
		}},
		Attrs: func(set func(name string, v py.Value)) { set("VERSION", py.Int(stateVersion)) },
	}
}

func randomNew(t *py.Thread, typ *py.Type, a py.Args) (py.Value, error) {
	r := py.Make[Random](typ)
	r.gaussNext = py.None
	return py.Ref(r), nil
}

func randomInit(t *py.Thread, self py.Value, a py.Args) error {
	if py.TypeOf(self) == &randomType {
		_, err := seed(t, self, py.Args{a[0], py.Int(2)})
		return err
	}
	if _, err := py.CallMethod(t, self, "seed", a[0]); err != nil {
		return err
	}
	py.Cast[Random](self).gaussNext = py.None
	return nil
}

// names are the methods that the module offers as functions of a hidden instance.
var names = [...]string{
	"seed", "random", "uniform", "triangular", "randint", "choice", "randrange", "sample", "shuffle", "choices",
	"normalvariate", "lognormvariate", "expovariate", "vonmisesvariate", "gammavariate", "gauss", "betavariate",
	"binomialvariate", "paretovariate", "weibullvariate", "getstate", "setstate", "getrandbits", "randbytes",
}

// Module returns the module's declaration.
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "random",
		Doc:  "Random variable generators.",
		Exec: func(t *py.Thread, m *py.Module) error {
			py.DefineType(&randomType, randomSpec)
			py.DefineType(&systemRandomType, systemRandomSpec)
			m.Dict.SetName("Random", randomType.Value())
			m.Dict.SetName("SystemRandom", systemRandomType.Value())
			inst, err := py.Call(t, randomType.Value())
			if err != nil {
				return err
			}
			m.Dict.SetName("_inst", inst)
			all := []py.Value{py.NewStr("Random"), py.NewStr("SystemRandom")}
			for _, n := range names {
				f, err := py.GetAttr(t, inst, n)
				if err != nil {
					return err
				}
				m.Dict.SetName(n, f)
				all = append(all, py.NewStr(n))
			}
			m.Dict.SetName("__all__", py.NewList(all...))
			m.Dict.SetName("BPF", py.Int(53))
			for name, f := range map[string]float64{
				"RECIP_BPF": math.Ldexp(1, -53), "TWOPI": 2 * math.Pi, "LOG4": libm.Log(4),
				"NV_MAGICCONST": nvMagic(), "SG_MAGICCONST": sgMagic(),
			} {
				m.Dict.SetName(name, py.Float(f))
			}
			return nil
		},
	}
}
