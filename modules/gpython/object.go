package gpython

import (
	"math"
	"time"

	"github.com/go-python/gpython/py"

	"github.com/gopyrun/gopyrun/modules/internal/ipc"
)

// args are the arguments of a call.
type args struct {
	pos   py.Tuple
	named py.StringDict
}

// bind returns the arguments in the order of names, nil for those that are missing.
func (a args) bind(function string, required int, names ...string) (py.Tuple, error) {
	if len(a.pos) > len(names) {
		return nil, py.ExceptionNewf(py.TypeError, "%s() takes at most %d arguments (%d given)", function, len(names), len(a.pos))
	}
	v := make(py.Tuple, len(names))
	copy(v, a.pos)
	used := 0
	for i, name := range names {
		if x, ok := a.named[name]; ok {
			if v[i] != nil {
				return nil, py.ExceptionNewf(py.TypeError, "%s() got multiple values for argument '%s'", function, name)
			}
			v[i] = x
			used++
		}
	}
	if used < len(a.named) {
		return nil, py.ExceptionNewf(py.TypeError, "%s() got an unexpected keyword argument", function)
	}
	for i := range required {
		if v[i] == nil {
			return nil, py.ExceptionNewf(py.TypeError, "%s() missing required argument: '%s'", function, names[i])
		}
	}
	return v, nil
}

// methods are the methods of a type made of Go.
type methods map[string]func(self py.Object, a args) (py.Object, error)

func (m methods) add(dict py.StringDict) {
	for name, f := range m {
		dict[name] = py.MustNewMethod(name, func(self py.Object, pos py.Tuple, named py.StringDict) (py.Object, error) {
			return f(self, args{pos, named})
		}, 0, "")
	}
}

// newType makes a type. Types are made when the package is initialised and do not
// change afterwards.
func newType(name string, m methods) *py.Type {
	t := py.NewType(name, "")
	t.Dict["__module__"] = py.String(primitives)
	m.add(t.Dict)
	if err := t.Ready(); err != nil {
		panic(err)
	}
	return t
}

// newError makes a class of exceptions.
func newError(module, name string, base *py.Type) *py.Type {
	t := base.NewTypeFlags(name, "", nil, nil, base.Flags&^(py.TPFLAGS_READY|py.TPFLAGS_READYING))
	t.Dict["__module__"] = py.String(module)
	if err := t.Ready(); err != nil {
		panic(err)
	}
	return t
}

func truth(o py.Object) bool {
	b, err := py.MakeBool(o)
	return err == nil && b == py.True
}

func number(o py.Object) (float64, error) {
	f, err := py.FloatAsFloat64(o)
	if err != nil {
		return 0, py.ExceptionNewf(py.TypeError, "'%s' object cannot be interpreted as a number", o.Type().Name)
	}
	if math.IsNaN(f) {
		return 0, py.ExceptionNewf(py.ValueError, "Invalid value NaN (not a number)")
	}
	return f, nil
}

// duration converts seconds; what is too long is a century.
func duration(seconds float64) time.Duration {
	const century = 100 * 365 * 24 * time.Hour
	if seconds >= century.Seconds() {
		return century
	}
	return time.Duration(seconds * 1e9)
}

// timeoutOf is a timeout as multiprocessing takes it: None or missing is for ever,
// negative is none at all.
func timeoutOf(o py.Object) (time.Duration, error) {
	if o == nil || o == py.None {
		return ipc.Forever, nil
	}
	f, err := number(o)
	return duration(max(f, 0)), err
}

func integer(o py.Object) (int, error) {
	n, err := py.MakeGoInt(o)
	if err != nil {
		return 0, py.ExceptionNewf(py.TypeError, "'%s' object cannot be interpreted as an integer", o.Type().Name)
	}
	return n, nil
}
