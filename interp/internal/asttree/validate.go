package asttree

import (
	"reflect"

	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/interp/syntax"
)

// validate refuses what the compiler does not expect: the parser never makes it, but
// a program can. The depth is bounded: from.go has read the tree.
func validate(root syntax.Root) error {
	switch n := root.(type) {
	case *syntax.Expression:
		return expression(n.Body, syntax.Load)
	case *syntax.Interactive:
		return statements(n.Body)
	case *syntax.Module:
		return statements(n.Body)
	}
	return nil
}

func invalid(format string, args ...any) error { return py.Errorf(py.ValueError, format, args...) }

func name(s string) error {
	if s == "None" || s == "True" || s == "False" {
		return invalid("identifier field can't represent '%s' constant", s)
	}
	return nil
}

func contextOf(e syntax.Expr) (ctx syntax.ExprContext, has bool) {
	switch n := e.(type) {
	case *syntax.Attribute:
		return n.Ctx, true
	case *syntax.Subscript:
		return n.Ctx, true
	case *syntax.Starred:
		return n.Ctx, true
	case *syntax.Name:
		return n.Ctx, true
	case *syntax.List:
		return n.Ctx, true
	case *syntax.Tuple:
		return n.Ctx, true
	}
	return 0, false
}

var contextNames = [...]string{"Load", "Store", "Del"}

// expression checks e, which may be nil, to be of a context, and what is in it.
func expression(e syntax.Expr, ctx syntax.ExprContext) error {
	if e == nil || reflect.ValueOf(e).IsNil() {
		return nil
	}
	have, has := contextOf(e)
	if !has && ctx != syntax.Load {
		return invalid("expression which can't be assigned to in %s context", contextNames[ctx])
	}
	if has && have != ctx {
		return invalid("expression must have %s context but has %s instead", contextNames[ctx], contextNames[have])
	}
	switch n := e.(type) {
	case *syntax.BoolOp:
		if len(n.Values) < 2 {
			return invalid("BoolOp with less than 2 values")
		}
	case *syntax.Dict:
		if len(n.Keys) != len(n.Values) {
			return invalid("Dict doesn't have the same number of keys as values")
		}
	case *syntax.Compare:
		if len(n.Comparators) == 0 {
			return invalid("Compare with no comparators")
		}
		if len(n.Comparators) != len(n.Ops) {
			return invalid("Compare has a different number of comparators and operands")
		}
	case *syntax.Name:
		return name(n.Id)
	case *syntax.NamedExpr:
		if _, ok := n.Target.(*syntax.Name); !ok {
			return py.Errorf(py.TypeError, "NamedExpr target must be a Name")
		}
	}
	return children(reflect.ValueOf(e).Elem(), ctx)
}

// arguments checks that defaults have parameters.
func arguments(a *syntax.Arguments) error {
	if len(a.Defaults) > len(a.Posonlyargs)+len(a.Args) {
		return invalid("more positional defaults than args on arguments")
	}
	if len(a.KwDefaults) != len(a.Kwonlyargs) {
		return invalid("length of kwonlyargs is not the same as kw_defaults on arguments")
	}
	return nil
}

// children checks the fields of a node; ctx is that of a tuple's or list's elements.
func children(n reflect.Value, ctx syntax.ExprContext) error {
	for i := 1; i < n.NumField(); i++ {
		f := n.Field(i)
		want := syntax.Load
		field := n.Type().Field(i).Name
		switch owner := n.Type().Name(); owner + "." + field {
		case "Tuple.Elts", "List.Elts", "Starred.Value":
			want = ctx
		case "NamedExpr.Target", "Comprehension.Target", "Assign.Targets", "AugAssign.Target", "AnnAssign.Target", "For.Target", "AsyncFor.Target",
			"WithItem.OptionalVars", "TypeAlias.Name":
			want = syntax.Store
		case "Delete.Targets":
			want = syntax.Del
		}
		if err := child(n, field, f, want); err != nil {
			return err
		}
	}
	return nil
}

// maybeNil lists the lists in which nil stands for None.
func maybeNil(owner, field string) bool {
	return owner == "Dict" && field == "Keys" || owner == "Arguments" && field == "KwDefaults"
}

func child(n reflect.Value, field string, f reflect.Value, want syntax.ExprContext) error {
	owner := n.Type().Name()
	switch x := f.Interface().(type) {
	case []syntax.Expr:
		for _, e := range x {
			if e == nil && !maybeNil(owner, field) {
				return invalid("None disallowed in expression list")
			}
			if err := expression(e, want); err != nil {
				return err
			}
		}
		if len(x) == 0 && (owner == "Delete" || owner == "Assign") {
			return invalid("empty targets on %s", owner)
		}
	case []syntax.Stmt:
		if field == "Body" && len(x) == 0 {
			return invalid("empty body on %s", className(n.Type()))
		}
		return statements(x)
	case syntax.Expr:
		return expression(x, want)
	case []string:
		if len(x) == 0 && (owner == "Global" || owner == "Nonlocal") {
			return invalid("empty names on %s", owner)
		}
	case syntax.Pattern:
		if x != nil {
			return children(reflect.ValueOf(x).Elem(), syntax.Load)
		}
	default:
		switch f.Kind() {
		case reflect.Slice:
			if f.Len() == 0 {
				switch owner + "." + field {
				case "With.Items", "AsyncWith.Items", "Match.Cases", "Import.Names", "ImportFrom.Names":
					return invalid("empty %s on %s", fieldName(field), owner)
				case "ListComp.Generators", "SetComp.Generators", "DictComp.Generators", "GeneratorExp.Generators":
					return invalid("comprehension with no generators")
				}
			}
			for i := range f.Len() {
				if item := reflect.Indirect(reflect.ValueOf(f.Index(i).Interface())); item.Kind() == reflect.Struct {
					if err := children(item, syntax.Load); err != nil {
						return err
					}
				}
			}
		case reflect.Pointer:
			if a, ok := f.Interface().(*syntax.Arguments); ok && a != nil {
				if err := arguments(a); err != nil {
					return err
				}
			}
			if !f.IsNil() && f.Elem().Kind() == reflect.Struct && f.Elem().NumField() > 0 && f.Elem().Type().Field(0).Type == reflect.TypeFor[syntax.Span]() {
				return children(f.Elem(), syntax.Load)
			}
		}
	}
	return nil
}

func statements(list []syntax.Stmt) error {
	for _, s := range list {
		if s == nil {
			return invalid("None disallowed in statement list")
		}
		switch n := s.(type) {
		case *syntax.Try:
			if len(n.Handlers) == 0 && len(n.Finalbody) == 0 {
				return invalid("Try has neither except handlers nor finalbody")
			}
			if len(n.Handlers) == 0 && len(n.Orelse) > 0 {
				return invalid("Try has orelse but no except handlers")
			}
		case *syntax.TryStar:
			if len(n.Handlers) == 0 && len(n.Finalbody) == 0 {
				return invalid("TryStar has neither except handlers nor finalbody")
			}
		case *syntax.Raise:
			if n.Exc == nil && n.Cause != nil {
				return invalid("Raise with cause but no exception")
			}
		case *syntax.ImportFrom:
			if n.Level < 0 {
				return invalid("Negative ImportFrom level")
			}
		case *syntax.AnnAssign:
			if _, ok := n.Target.(*syntax.Name); !ok && n.Simple {
				return py.Errorf(py.TypeError, "AnnAssign with simple non-Name target")
			}
		case *syntax.TypeAlias:
			if _, ok := n.Name.(*syntax.Name); !ok {
				return py.Errorf(py.TypeError, "TypeAlias with non-Name name")
			}
		}
		if err := children(reflect.ValueOf(s).Elem(), syntax.Load); err != nil {
			return err
		}
	}
	return nil
}
