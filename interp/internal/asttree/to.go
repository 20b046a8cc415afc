package asttree

import (
	"reflect"

	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/interp/syntax"
)

// ToPython returns a tree as an object of module _ast, which must be imported.
func ToPython(t *py.Thread, root syntax.Root) (py.Value, error) {
	c, err := newClasses(t)
	if err != nil {
		return py.Value{}, err
	}
	return c.object(reflect.ValueOf(root))
}

// object is the object of a field's value.
func (c *classes) object(v reflect.Value) (py.Value, error) {
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() {
			return py.None, nil
		}
		if v.Kind() == reflect.Pointer && v.Elem().Kind() == reflect.Struct {
			return c.node(v.Elem())
		}
		return c.object(v.Elem())
	case reflect.Slice:
		items := make([]py.Value, v.Len())
		for i := range items {
			var err error
			if items[i], err = c.object(v.Index(i)); err != nil {
				return py.Value{}, err
			}
		}
		return py.NewList(items...), nil
	case reflect.String:
		return c.t.Interp.InternString(v.String()).Value(), nil
	case reflect.Bool:
		if v.Bool() {
			return py.Int(1), nil
		}
		return py.Int(0), nil
	case reflect.Int:
		return py.Int(v.Int()), nil
	}
	if names := operators[v.Type()]; names != nil {
		return c.single(names[v.Uint()])
	}
	switch syntax.ConstKind(v.Uint()) { // of a MatchSingleton
	case syntax.ConstTrue:
		return py.True, nil
	case syntax.ConstFalse:
		return py.False, nil
	}
	return py.None, nil
}

// single is the object of a node without fields.
func (c *classes) single(name string) (py.Value, error) {
	if v, ok := c.made[name]; ok {
		return v, nil
	}
	// Module _ast has one object of each.
	v := c.dict.GetStr(c.t.Interp.InternString("_" + name))
	if v.IsUnbound() {
		return py.Value{}, py.Errorf(py.AttributeError, "module '_ast' has no node '%s'", name)
	}
	c.made[name] = v
	return v, nil
}

func (c *classes) node(v reflect.Value) (py.Value, error) {
	t := c.t
	if !t.Enter(" during ast construction") {
		return py.Value{}, t.Take()
	}
	defer t.Leave()
	name := className(v.Type())
	class, err := c.class(name)
	if err != nil {
		return py.Value{}, err
	}
	obj := py.NewObject(class)
	set := func(field string, val py.Value) error {
		return py.SetAttr(t, obj, field, val)
	}
	if k, ok := v.Addr().Interface().(*syntax.Constant); ok {
		kind := py.None
		if k.Unicode {
			kind = py.NewStr("u")
		}
		if err := set("value", ConstantValue(t, k)); err != nil {
			return py.Value{}, err
		}
		if err := set("kind", kind); err != nil {
			return py.Value{}, err
		}
	} else {
		for i := 1; i < v.NumField(); i++ {
			field := fieldName(v.Type().Field(i).Name)
			val, err := c.object(v.Field(i))
			if err != nil {
				return py.Value{}, err
			}
			if f := v.Field(i); f.Kind() == reflect.String && f.Len() == 0 && optional(name, field) {
				val = py.None
			}
			if err := set(field, val); err != nil {
				return py.Value{}, err
			}
		}
	}
	if _, ok := grammar()[name]["type_comment"]; ok {
		if err := set("type_comment", py.None); err != nil {
			return py.Value{}, err
		}
	}
	if name == "Module" {
		if err := set("type_ignores", py.NewList()); err != nil {
			return py.Value{}, err
		}
	}
	if positioned(name) {
		s := v.Field(0).Interface().(syntax.Span)
		for _, p := range [...]struct {
			name string
			n    int32
		}{{"lineno", s.Line}, {"col_offset", s.Col}, {"end_lineno", s.EndLine}, {"end_col_offset", s.EndCol}} {
			if err := set(p.name, py.Int(int64(p.n))); err != nil {
				return py.Value{}, err
			}
		}
	}
	return obj, nil
}

// ConstantValue is the object that a literal stands for.
func ConstantValue(t *py.Thread, k *syntax.Constant) py.Value {
	switch k.Kind {
	case syntax.ConstTrue:
		return py.True
	case syntax.ConstFalse:
		return py.False
	case syntax.ConstEllipsis:
		return py.Ellipsis
	case syntax.ConstInt:
		return py.Int(k.Int)
	case syntax.ConstBigInt:
		return py.NewBig(k.Big)
	case syntax.ConstFloat:
		return py.Float(k.Float)
	case syntax.ConstComplex:
		return py.NewComplex(complex(0, k.Float))
	case syntax.ConstStr:
		return py.NewStr(k.Str)
	case syntax.ConstBytes:
		return py.NewBytes([]byte(k.Str))
	case syntax.ConstObject:
		return k.Object.(py.Value)
	}
	return py.None
}
