package interp

import (
	"fmt"
	"math/big"
	"reflect"

	"github.com/gopyrun/gopyrun/interp/py"
)

// maxConvertDepth bounds the nesting that conversions follow.
const maxConvertDepth = 1000

// FromGo converts a Go value: nil, bools, numbers, strings, []byte, *big.Int,
// slices and arrays (list), maps (dict), functions (a callable; see FuncOf),
// py.Value (as it is). Pointers and structs are not converted.
func FromGo(t *py.Thread, v any) (py.Value, error) { return fromGo(t, reflect.ValueOf(v), 0) }

func fromGo(t *py.Thread, v reflect.Value, depth int) (py.Value, error) {
	if depth > maxConvertDepth {
		return py.Value{}, py.Errorf(py.RecursionError, "value is nested too deeply")
	}
	if !v.IsValid() {
		return py.None, nil
	}
	switch x := v.Interface().(type) {
	case py.Value:
		if x.IsUnbound() {
			return py.None, nil
		}
		return x, nil
	case *big.Int:
		return py.NewBig(new(big.Int).Set(x)), nil
	case []byte:
		return py.NewBytes(append([]byte(nil), x...)), nil
	case error:
		return py.ToException(x).Value(), nil
	}
	switch v.Kind() {
	case reflect.Bool:
		return py.Bool(v.Bool()), nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return py.Int(v.Int()), nil
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr:
		return py.NewBig(new(big.Int).SetUint64(v.Uint())), nil
	case reflect.Float32, reflect.Float64:
		return py.Float(v.Float()), nil
	case reflect.Complex64, reflect.Complex128:
		return py.NewComplex(v.Complex()), nil
	case reflect.String:
		return py.NewStr(v.String()), nil
	case reflect.Interface:
		return fromGo(t, v.Elem(), depth)
	case reflect.Slice, reflect.Array:
		items := make([]py.Value, v.Len())
		for i := range items {
			x, err := fromGo(t, v.Index(i), depth+1)
			if err != nil {
				return py.Value{}, err
			}
			items[i] = x
		}
		return py.NewList(items...), nil
	case reflect.Map:
		d := py.NewDictSize(v.Len())
		for it := v.MapRange(); it.Next(); {
			k, err := fromGo(t, it.Key(), depth+1)
			if err != nil {
				return py.Value{}, err
			}
			x, err := fromGo(t, it.Value(), depth+1)
			if err != nil {
				return py.Value{}, err
			}
			if !d.Set(t, k, x) {
				return py.Value{}, t.Take()
			}
		}
		return py.Ref(d), nil
	case reflect.Func:
		return FuncOf("", v.Interface())
	}
	return py.Value{}, fmt.Errorf("interp: cannot convert Go type %s", v.Type())
}

// ToGo converts a Python value: None to nil, bool, int to int64 (or *big.Int),
// float64, complex128, str to string, bytes to []byte, list and tuple to []any,
// dict to map[any]any (map[string]any if all keys are str). Any other object comes
// back as py.Value.
func ToGo(t *py.Thread, v py.Value) (any, error) { return toGo(t, v, 0) }

func toGo(t *py.Thread, v py.Value, depth int) (any, error) {
	if depth > maxConvertDepth {
		return nil, py.Errorf(py.RecursionError, "value is nested too deeply")
	}
	switch {
	case v.IsNone():
		return nil, nil
	case v.IsBool():
		return v == py.True, nil
	case v.IsInt():
		return v.Int64(), nil
	case v.IsFloat():
		return v.Float64(), nil
	}
	if py.IsAnyInt(v) {
		b, _ := py.AsBig(v)
		if b.IsInt64() {
			return b.Int64(), nil
		}
		return new(big.Int).Set(b), nil
	}
	if f, ok := py.AsFloat(v); ok {
		return f, nil
	}
	if s, ok := py.AsStr(v); ok {
		return s.String(), nil
	}
	if b, ok := py.AsBytes(v); ok {
		return append([]byte(nil), b...), nil
	}
	if c, ok := py.As[py.Complex](v, py.ComplexType); ok {
		return c.C, nil
	}
	var items []py.Value
	if l, ok := py.AsList(v); ok {
		items = l.Items
	} else if tup, ok := py.AsTuple(v); ok {
		items = tup.Items
	} else if d, ok := py.AsDict(v); ok {
		return dictToGo(t, d, depth)
	} else {
		return v, nil
	}
	out := make([]any, len(items))
	for i, x := range items {
		g, err := toGo(t, x, depth+1)
		if err != nil {
			return nil, err
		}
		out[i] = g
	}
	return out, nil
}

func dictToGo(t *py.Thread, d *py.Dict, depth int) (any, error) {
	m := make(map[any]any, d.Len())
	strs := true
	for k, v, p, ok := d.Next(0); ok; k, v, p, ok = d.Next(p) {
		gk, err := toGo(t, k, depth+1)
		if err != nil {
			return nil, err
		}
		if _, isStr := gk.(string); !isStr {
			strs = false
		}
		if gk != nil && !reflect.TypeOf(gk).Comparable() {
			gk = k
		}
		gv, err := toGo(t, v, depth+1)
		if err != nil {
			return nil, err
		}
		m[gk] = gv
	}
	if !strs {
		return m, nil
	}
	out := make(map[string]any, len(m))
	for k, v := range m {
		out[k.(string)] = v
	}
	return out, nil
}

var errorType = reflect.TypeFor[error]()

// FuncOf makes a Python function of a Go function. Arguments and results are
// converted as by ToGo and FromGo, and to the parameter's type where Go can
// (int64 to int, []any to []string …); a last result of type error is raised. The
// first parameter may be a *py.Thread. A panic of fn becomes a SystemError.
func FuncOf(name string, fn any) (py.Value, error) {
	f := reflect.ValueOf(fn)
	if f.Kind() != reflect.Func {
		return py.Value{}, fmt.Errorf("interp: %T is not a function", fn)
	}
	ft := f.Type()
	if name == "" {
		name = "go_function"
	}
	skip := 0
	if ft.NumIn() > 0 && ft.In(0) == reflect.TypeFor[*py.Thread]() {
		skip = 1
	}
	return py.NewGoFunction(name, "(*args)", func(t *py.Thread, a py.Args) (result py.Value, err error) {
		defer func() {
			if r := recover(); r != nil {
				result, err = py.Value{}, py.Errorf(py.SystemError, "%s() panicked: %v", name, r)
			}
		}()
		args := py.Cast[py.Tuple](a[0]).Items
		want := ft.NumIn() - skip
		if len(args) < want && !(ft.IsVariadic() && len(args) >= want-1) || len(args) > want && !ft.IsVariadic() {
			return py.Value{}, py.Errorf(py.TypeError, "%s() takes %d arguments (%d given)", name, want, len(args))
		}
		in := make([]reflect.Value, 0, len(args)+skip)
		if skip == 1 {
			in = append(in, reflect.ValueOf(t))
		}
		for i, arg := range args {
			pt := ft.In(min(i+skip, ft.NumIn()-1))
			if ft.IsVariadic() && i+skip >= ft.NumIn()-1 {
				pt = pt.Elem()
			}
			g, err := argToGo(t, arg, pt)
			if err != nil {
				return py.Value{}, err
			}
			in = append(in, g)
		}
		out := f.Call(in)
		if n := len(out); n > 0 && ft.Out(n-1) == errorType {
			if err, _ := out[n-1].Interface().(error); err != nil {
				return py.Value{}, goError(err)
			}
			out = out[:n-1]
		}
		switch len(out) {
		case 0:
			return py.None, nil
		case 1:
			return fromGo(t, out[0], 0)
		}
		items := make([]py.Value, len(out))
		for i, o := range out {
			v, err := fromGo(t, o, 0)
			if err != nil {
				return py.Value{}, err
			}
			items[i] = v
		}
		return py.NewTuple(items...), nil
	}), nil
}

// goError makes an exception of a Go function's error.
func goError(err error) error {
	e := py.ToException(err)
	if e.Type() == py.SystemError {
		return py.Errorf(py.RuntimeError, "%s", err.Error())
	}
	return e
}

// argToGo converts an argument to a parameter's Go type.
func argToGo(t *py.Thread, v py.Value, want reflect.Type) (reflect.Value, error) {
	if want == reflect.TypeFor[py.Value]() {
		return reflect.ValueOf(v), nil
	}
	g, err := ToGo(t, v)
	if err != nil {
		return reflect.Value{}, err
	}
	r, ok := assign(reflect.ValueOf(g), want)
	if !ok {
		return reflect.Value{}, py.Errorf(py.TypeError, "cannot use a value of type '%s' as Go %s", py.TypeOf(v).FullName(), want)
	}
	return r, nil
}

// assign converts a value from ToGo to a Go type without loss.
func assign(g reflect.Value, want reflect.Type) (reflect.Value, bool) {
	if !g.IsValid() {
		switch want.Kind() {
		case reflect.Interface, reflect.Pointer, reflect.Slice, reflect.Map, reflect.Func:
			return reflect.Zero(want), true
		}
		return reflect.Value{}, false
	}
	if g.Kind() == reflect.Interface {
		g = g.Elem()
	}
	if g.Type().AssignableTo(want) {
		return g, true
	}
	out := reflect.New(want).Elem()
	switch g.Kind() {
	case reflect.Int64:
		i := g.Int()
		switch {
		case out.CanInt() && !out.OverflowInt(i):
			out.SetInt(i)
			return out, true
		case out.CanUint() && i >= 0 && !out.OverflowUint(uint64(i)):
			out.SetUint(uint64(i))
			return out, true
		case out.CanFloat():
			out.SetFloat(float64(i))
			return out, true
		}
	case reflect.Float64:
		if out.CanFloat() {
			out.SetFloat(g.Float())
			return out, true
		}
	case reflect.String:
		if want.Kind() == reflect.String {
			return g.Convert(want), true
		}
	case reflect.Slice:
		if want.Kind() == reflect.Slice && g.Type().Elem().Kind() == reflect.Interface {
			out.Set(reflect.MakeSlice(want, g.Len(), g.Len()))
			for i := range g.Len() {
				x, ok := assign(g.Index(i), want.Elem())
				if !ok {
					return reflect.Value{}, false
				}
				out.Index(i).Set(x)
			}
			return out, true
		}
	case reflect.Map:
		if want.Kind() == reflect.Map {
			out.Set(reflect.MakeMapWithSize(want, g.Len()))
			for it := g.MapRange(); it.Next(); {
				k, ok1 := assign(it.Key(), want.Key())
				x, ok2 := assign(it.Value(), want.Elem())
				if !ok1 || !ok2 {
					return reflect.Value{}, false
				}
				out.SetMapIndex(k, x)
			}
			return out, true
		}
	}
	return reflect.Value{}, false
}
