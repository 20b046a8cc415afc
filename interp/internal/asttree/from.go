package asttree

import (
	"reflect"

	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/interp/syntax"
)

// FromPython reads a tree that compile() was given: an object of module _ast, whose
// root must be that of mode ("exec", "eval" or "single").
func FromPython(t *py.Thread, v py.Value, mode string) (syntax.Root, error) {
	c, err := newClasses(t)
	if err != nil {
		return nil, err
	}
	want := map[string]string{"exec": "Module", "eval": "Expression", "single": "Interactive"}[mode]
	class, err := c.class(want)
	if err != nil {
		return nil, err
	}
	is, err := py.IsInstanceOf(t, v, class.Value())
	if err != nil {
		return nil, err
	}
	if !is {
		return nil, py.Errorf(py.TypeError, "expected %s node, got %s", want, py.TypeOf(v).Name())
	}
	n, err := c.read("mod", v)
	if err != nil {
		return nil, err
	}
	root := n.Interface().(syntax.Root)
	*n.Elem().Field(0).Addr().Interface().(*syntax.Span) = syntax.Span{Line: 1, EndLine: 1}
	return root, validate(root)
}

// read returns a node of a kind, a pointer to its struct.
func (c *classes) read(kind string, v py.Value) (reflect.Value, error) {
	var span syntax.Span
	if kind != "mod" {
		if err := c.place(kind, v, &span); err != nil {
			return reflect.Value{}, err
		}
	}
	for _, typ := range nodes[kind] {
		class, err := c.class(className(typ))
		if err != nil {
			return reflect.Value{}, err
		}
		is := py.TypeOf(v) == class
		if !is {
			if is, err = py.IsInstanceOf(c.t, v, class.Value()); err != nil {
				return reflect.Value{}, err
			}
		}
		if is {
			return c.fill(kind, typ, v)
		}
	}
	return reflect.Value{}, c.unexpected(kind, v)
}

func (c *classes) unexpected(kind string, v py.Value) error {
	text, err := py.ReprString(c.t, v)
	if err != nil {
		return err
	}
	return py.Errorf(py.TypeError, "expected some sort of %s, but got %s", kind, text)
}

// attribute is a field of an object; unbound if it has none.
func (c *classes) attribute(v py.Value, name string) (py.Value, error) {
	return py.LookupAttr(c.t, v, c.t.Interp.InternString(name))
}

// fill makes a node of typ of an object; kind names it in errors about its place.
func (c *classes) fill(kind string, typ reflect.Type, v py.Value) (reflect.Value, error) {
	t := c.t
	name := className(typ)
	if !t.Enter(" during ast construction") {
		return reflect.Value{}, t.Take()
	}
	defer t.Leave()
	out := reflect.New(typ)
	n := out.Elem()
	if positioned(name) {
		if err := c.place(kind, v, n.Field(0).Addr().Interface().(*syntax.Span)); err != nil {
			return reflect.Value{}, err
		}
	}
	if k, ok := out.Interface().(*syntax.Constant); ok {
		return out, c.constant(k, v)
	}
	for i := 1; i < n.NumField(); i++ {
		field := fieldName(typ.Field(i).Name)
		val, err := c.attribute(v, field)
		if err != nil {
			return reflect.Value{}, err
		}
		f := n.Field(i)
		if val.IsUnbound() {
			if f.Kind() == reflect.Slice || optional(name, field) {
				continue
			}
			return reflect.Value{}, py.Errorf(py.TypeError, "required field \"%s\" missing from %s", field, name)
		}
		if err := c.field(name, field, f, val); err != nil {
			return reflect.Value{}, err
		}
	}
	return out, nil
}

func (c *classes) place(kind string, v py.Value, s *syntax.Span) error {
	for _, p := range [...]struct {
		name string
		to   *int32
	}{{"lineno", &s.Line}, {"col_offset", &s.Col}, {"end_lineno", &s.EndLine}, {"end_col_offset", &s.EndCol}} {
		x, err := c.attribute(v, p.name)
		if err != nil {
			return err
		}
		if x.IsUnbound() || x.IsNone() {
			switch p.name {
			case "end_lineno":
				*p.to = s.Line
			case "end_col_offset":
				*p.to = s.Col
			}
			if needed := p.name[0] != 'e' || kind == "pattern" || kind == "type_param"; needed {
				if x.IsUnbound() {
					return py.Errorf(py.TypeError, "required field \"%s\" missing from %s", p.name, kind)
				}
				return py.Errorf(py.ValueError, "invalid integer value: None")
			}
			continue
		}
		i, err := c.integer(x)
		if err != nil {
			return err
		}
		*p.to = int32(i)
	}
	switch {
	case s.Line > s.EndLine:
		return py.Errorf(py.ValueError, "AST node line range (%d, %d) is not valid", s.Line, s.EndLine)
	case s.Line < 0 && s.EndLine != s.Line, s.Col < 0 && s.Col != s.EndCol:
		return py.Errorf(py.ValueError, "AST node column range (%d, %d) for line range (%d, %d) is not valid", s.Col, s.EndCol, s.Line, s.EndLine)
	case s.Line == s.EndLine && s.Col > s.EndCol:
		return py.Errorf(py.ValueError, "line %d, column %d-%d is not a valid range", s.Line, s.Col, s.EndCol)
	}
	return nil
}

func (c *classes) integer(v py.Value) (int, error) {
	n, ok := py.AsInt64(v)
	if !py.IsAnyInt(v) {
		text, err := py.ReprString(c.t, v)
		if err != nil {
			return 0, err
		}
		return 0, py.Errorf(py.ValueError, "invalid integer value: %s", text)
	}
	if !ok || n != int64(int32(n)) {
		return 0, py.Errorf(py.OverflowError, "Python int too large to convert to C int")
	}
	return int(n), nil
}

// field reads a field's value into f.
func (c *classes) field(class, field string, f reflect.Value, v py.Value) error {
	if f.Kind() == reflect.Slice {
		l, ok := py.AsList(v)
		if !ok {
			return py.Errorf(py.TypeError, "%s field \"%s\" must be a list, not a %s", class, field, py.TypeOf(v).FullName())
		}
		n := len(l.Items)
		out := reflect.MakeSlice(f.Type(), n, n)
		for i := range n {
			if len(l.Items) != n {
				return py.Errorf(py.RuntimeError, "%s field \"%s\" changed size during iteration", class, field)
			}
			if l.Items[i].IsNone() && optional(class, field) {
				continue
			}
			if err := c.item(class, field, out.Index(i), l.Items[i]); err != nil {
				return err
			}
		}
		f.Set(out)
		return nil
	}
	if v.IsNone() && f.Type() != reflect.TypeFor[syntax.ConstKind]() {
		if optional(class, field) {
			return nil
		}
		return py.Errorf(py.ValueError, "field '%s' is required for %s", field, class)
	}
	return c.item(class, field, f, v)
}

func (c *classes) item(class, field string, f reflect.Value, v py.Value) error {
	typ := f.Type()
	kind := kinds[typ]
	switch {
	case operators[typ] != nil:
		for i, name := range operators[typ] {
			class, err := c.class(name)
			if err != nil {
				return err
			}
			if is, err := py.IsInstanceOf(c.t, v, class.Value()); err != nil {
				return err
			} else if is {
				f.SetUint(uint64(i))
				return nil
			}
		}
		return c.unexpected(kind, v)
	case kind != "":
		if v.IsNone() {
			return py.Errorf(py.ValueError, "None disallowed in %s list", map[string]string{"stmt": "statement", "expr": "expression"}[kind])
		}
		n, err := c.read(kind, v)
		if err != nil {
			return err
		}
		f.Set(n)
		return nil
	case typ.Kind() == reflect.Pointer:
		name := className(typ.Elem())
		cls, err := c.class(name)
		if err != nil {
			return err
		}
		is, err := py.IsInstanceOf(c.t, v, cls.Value())
		if err != nil {
			return err
		}
		if !is {
			return c.unexpected(name, v)
		}
		n, err := c.fill(name, typ.Elem(), v)
		if err != nil {
			return err
		}
		f.Set(n)
		return nil
	}
	switch typ.Kind() {
	case reflect.String:
		s, ok := py.AsStr(v)
		if !ok {
			return py.Errorf(py.TypeError, "AST identifier must be of type str")
		}
		f.SetString(s.String())
	case reflect.Int, reflect.Bool:
		n, err := c.integer(v)
		if err != nil {
			return err
		}
		if typ.Kind() == reflect.Bool {
			f.SetBool(n != 0)
		} else {
			f.SetInt(int64(n))
		}
	default: // a MatchSingleton
		switch v {
		case py.None:
			f.SetUint(uint64(syntax.ConstNone))
		case py.True:
			f.SetUint(uint64(syntax.ConstTrue))
		case py.False:
			f.SetUint(uint64(syntax.ConstFalse))
		default:
			return py.Errorf(py.ValueError, "MatchSingleton can only contain True, False and None")
		}
	}
	return nil
}

// constant reads a Constant.
func (c *classes) constant(k *syntax.Constant, v py.Value) error {
	kind, err := c.attribute(v, "kind")
	if err != nil {
		return err
	}
	if !kind.IsUnbound() && !kind.IsNone() {
		s, ok := py.AsStr(kind)
		if !ok {
			return py.Errorf(py.TypeError, "AST string must be of type str")
		}
		k.Unicode = s.String() == "u"
	}
	x, err := c.attribute(v, "value")
	if err != nil {
		return err
	}
	if x.IsUnbound() {
		return py.Errorf(py.TypeError, "required field \"value\" missing from Constant")
	}
	switch {
	case x.IsNone():
		k.Kind = syntax.ConstNone
	case x == py.True:
		k.Kind = syntax.ConstTrue
	case x == py.False:
		k.Kind = syntax.ConstFalse
	case x == py.Ellipsis:
		k.Kind = syntax.ConstEllipsis
	case x.IsInt():
		k.Kind, k.Int = syntax.ConstInt, x.Int64()
	case py.TypeOf(x) == py.IntType:
		k.Kind = syntax.ConstBigInt
		k.Big, _ = py.AsBig(x)
	case x.IsFloat():
		k.Kind, k.Float = syntax.ConstFloat, x.Float64()
	case x.IsStr():
		s, _ := py.AsStr(x)
		k.Kind, k.Str = syntax.ConstStr, s.String()
	case py.TypeOf(x) == py.BytesType:
		b, _ := py.AsBytes(x)
		k.Kind, k.Str = syntax.ConstBytes, string(b)
	default:
		if z, ok := py.AsComplex(x); ok && real(z) == 0 {
			k.Kind, k.Float = syntax.ConstComplex, imag(z)
			return nil
		}
		k.Kind, k.Object = syntax.ConstObject, x
		return c.constantType(x)
	}
	return nil
}

// constantType refuses what cannot be a constant.
func (c *classes) constantType(v py.Value) error {
	var items []py.Value
	switch py.TypeOf(v) {
	case py.TupleType:
		items = py.Cast[py.Tuple](v).Items
	case py.FrozenSetType:
		var err error
		if items, err = py.Items(c.t, v); err != nil {
			return err
		}
	case py.NoneType, py.BoolType, py.IntType, py.FloatType, py.ComplexType, py.StrType, py.BytesType, py.TypeOf(py.Ellipsis):
		return nil
	default:
		return py.Errorf(py.TypeError, "got an invalid type in Constant: %s", py.TypeOf(v).FullName())
	}
	if !c.t.Enter(" during compilation") {
		return c.t.Take()
	}
	defer c.t.Leave()
	for _, x := range items {
		if err := c.constantType(x); err != nil {
			return err
		}
	}
	return nil
}
