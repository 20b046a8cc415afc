// Package asttree turns syntax trees into objects of module _ast and back. Both ways
// follow the fields of the Go nodes by reflection: those have CPython's names and
// order, so that the grammar (grammar.go) says the rest. to.go makes objects, from.go
// reads them, validate.go refuses what the parser would not have made.
//
// The virtual machine calls it; the GIL must be held.
package asttree

import (
	"reflect"
	"regexp"
	"strings"
	"sync"
	"unicode"

	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/interp/syntax"
)

// operators are the names of the nodes that Go has as numbers.
var operators = map[reflect.Type][]string{
	reflect.TypeFor[syntax.ExprContext]():   {"Load", "Store", "Del"},
	reflect.TypeFor[syntax.BoolOperator]():  {"And", "Or"},
	reflect.TypeFor[syntax.Operator]():      {"Add", "Sub", "Mult", "MatMult", "Div", "Mod", "Pow", "LShift", "RShift", "BitOr", "BitXor", "BitAnd", "FloorDiv"},
	reflect.TypeFor[syntax.UnaryOperator](): {"Invert", "Not", "UAdd", "USub"},
	reflect.TypeFor[syntax.CmpOp]():         {"Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn"},
}

// kinds are the grammar's names of what Go's interfaces and numbers stand for.
var kinds = map[reflect.Type]string{
	reflect.TypeFor[syntax.Stmt]():           "stmt",
	reflect.TypeFor[syntax.Expr]():           "expr",
	reflect.TypeFor[syntax.Pattern]():        "pattern",
	reflect.TypeFor[syntax.TypeParam]():      "type_param",
	reflect.TypeFor[*syntax.ExceptHandler](): "excepthandler",
	reflect.TypeFor[syntax.ExprContext]():    "expr_context",
	reflect.TypeFor[syntax.BoolOperator]():   "boolop",
	reflect.TypeFor[syntax.Operator]():       "operator",
	reflect.TypeFor[syntax.UnaryOperator]():  "unaryop",
	reflect.TypeFor[syntax.CmpOp]():          "cmpop",
}

// nodes are Go's nodes of each kind.
var nodes = map[string][]reflect.Type{
	"mod": types(syntax.Module{}, syntax.Interactive{}, syntax.Expression{}),
	"stmt": types(syntax.FunctionDef{}, syntax.AsyncFunctionDef{}, syntax.ClassDef{}, syntax.Return{}, syntax.Delete{}, syntax.Assign{},
		syntax.TypeAlias{}, syntax.AugAssign{}, syntax.AnnAssign{}, syntax.For{}, syntax.AsyncFor{}, syntax.While{}, syntax.If{}, syntax.With{},
		syntax.AsyncWith{}, syntax.Match{}, syntax.Raise{}, syntax.Try{}, syntax.TryStar{}, syntax.Assert{}, syntax.Import{}, syntax.ImportFrom{},
		syntax.Global{}, syntax.Nonlocal{}, syntax.ExprStmt{}, syntax.Pass{}, syntax.Break{}, syntax.Continue{}),
	"expr": types(syntax.BoolOp{}, syntax.NamedExpr{}, syntax.BinOp{}, syntax.UnaryOp{}, syntax.Lambda{}, syntax.IfExp{}, syntax.Dict{}, syntax.Set{},
		syntax.ListComp{}, syntax.SetComp{}, syntax.DictComp{}, syntax.GeneratorExp{}, syntax.Await{}, syntax.Yield{}, syntax.YieldFrom{},
		syntax.Compare{}, syntax.Call{}, syntax.FormattedValue{}, syntax.Interpolation{}, syntax.JoinedStr{}, syntax.TemplateStr{}, syntax.Constant{},
		syntax.Attribute{}, syntax.Subscript{}, syntax.Starred{}, syntax.Name{}, syntax.List{}, syntax.Tuple{}, syntax.Slice{}),
	"pattern": types(syntax.MatchValue{}, syntax.MatchSingleton{}, syntax.MatchSequence{}, syntax.MatchMapping{}, syntax.MatchClass{}, syntax.MatchStar{},
		syntax.MatchAs{}, syntax.MatchOr{}),
	"type_param":    types(syntax.TypeVar{}, syntax.ParamSpec{}, syntax.TypeVarTuple{}),
	"excepthandler": types(syntax.ExceptHandler{}),
}

func types(list ...any) []reflect.Type {
	out := make([]reflect.Type, len(list))
	for i, x := range list {
		out[i] = reflect.TypeOf(x)
	}
	return out
}

// className is the name of a node's class.
func className(t reflect.Type) string {
	switch t.Name() {
	case "ExprStmt":
		return "Expr"
	case "Comprehension", "Arguments", "Arg", "Keyword", "Alias", "WithItem":
		return strings.ToLower(t.Name())
	case "MatchCase":
		return "match_case"
	}
	return t.Name()
}

// fieldName is the name of a field: DecoratorList is decorator_list.
func fieldName(name string) string {
	var b strings.Builder
	for i, r := range name {
		if unicode.IsUpper(r) && i > 0 {
			b.WriteByte('_')
		}
		b.WriteRune(unicode.ToLower(r))
	}
	return b.String()
}

// grammar is what Grammar says of each class's fields: their types.
var grammar = sync.OnceValue(func() map[string]map[string]string {
	m := map[string]map[string]string{}
	for _, c := range regexp.MustCompile(`(\w+)\(([^)]*)\)`).FindAllStringSubmatch(Grammar, -1) {
		m[c[1]] = map[string]string{}
		for _, f := range strings.Split(c[2], ", ") {
			typ, name, _ := strings.Cut(f, " ")
			m[c[1]][name] = typ
		}
	}
	return m
})

// optional reports whether a field, or an item of it, may be None, which Go has as an
// empty string or as nil.
func optional(class, field string) bool { return strings.Contains(grammar()[class][field], "?") }

// positioned reports whether nodes of a class have a place in the source.
func positioned(class string) bool {
	switch class {
	case "Module", "Interactive", "Expression", "comprehension", "arguments", "withitem", "match_case":
		return false
	}
	return true
}

// classes finds the classes of module _ast, which is imported.
type classes struct {
	t    *py.Thread
	dict *py.Dict
	made map[string]py.Value // nodes without fields: one object each
}

func newClasses(t *py.Thread) (*classes, error) {
	m, ok := py.As[py.Module](orNone(t.Interp.Modules.GetName("_ast")), py.ModuleType)
	if !ok {
		return nil, py.Errorf(py.ImportError, "module _ast is not imported")
	}
	return &classes{t: t, dict: m.Dict, made: map[string]py.Value{}}, nil
}

func orNone(v py.Value) py.Value {
	if v.IsUnbound() {
		return py.None
	}
	return v
}

func (c *classes) class(name string) (*py.Type, error) {
	typ, ok := py.As[py.Type](orNone(c.dict.GetStr(c.t.Interp.InternString(name))), py.TypeType)
	if !ok {
		return nil, py.Errorf(py.AttributeError, "module '_ast' has no class '%s'", name)
	}
	return typ, nil
}
