package syntax

import (
	"encoding/hex"
	"fmt"
	"math"
	"reflect"
	"strings"
)

var opNames = map[reflect.Type][]string{
	reflect.TypeFor[ExprContext]():   {"Load", "Store", "Del"},
	reflect.TypeFor[Operator]():      {"Add", "Sub", "Mult", "MatMult", "Div", "Mod", "Pow", "LShift", "RShift", "BitOr", "BitXor", "BitAnd", "FloorDiv"},
	reflect.TypeFor[UnaryOperator](): {"Invert", "Not", "UAdd", "USub"},
	reflect.TypeFor[BoolOperator]():  {"And", "Or"},
	reflect.TypeFor[CmpOp]():         {"Eq", "NotEq", "Lt", "LtE", "Gt", "GtE", "Is", "IsNot", "In", "NotIn"},
}

var pythonNames = map[string]string{"ExprStmt": "Expr", "KwdAttrs": "kwd_attrs", "KwdPatterns": "kwd_patterns",
	"ContextExpr": "context_expr", "OptionalVars": "optional_vars", "DecoratorList": "decorator_list", "TypeParams": "type_params",
	"FormatSpec": "format_spec", "IsAsync": "is_async", "KwDefaults": "kw_defaults", "DefaultValue": "default_value"}

// dumpTree writes the tree in the format of testdata/astdump.py.
func dumpTree(b *strings.Builder, v reflect.Value, depth int) {
	pad := strings.Repeat(" ", depth)
	switch v.Kind() {
	case reflect.Interface, reflect.Pointer:
		if v.IsNil() {
			b.WriteString(pad + "-\n")
			return
		}
		dumpTree(b, v.Elem(), depth)
		return
	case reflect.Slice:
		for i := range v.Len() {
			dumpTree(b, v.Index(i), depth)
		}
		return
	case reflect.Struct:
	default:
		if names := opNames[v.Type()]; names != nil {
			fmt.Fprintf(b, "%s%s\n", pad, names[v.Uint()])
		} else if v.Type() == reflect.TypeFor[ConstKind]() {
			fmt.Fprintf(b, "%s%s\n", pad, []string{"None", "True", "False"}[v.Uint()])
		} else if v.Kind() == reflect.Bool {
			fmt.Fprintf(b, "%s%s\n", pad, map[bool]string{true: "True", false: "False"}[v.Bool()])
		} else {
			fmt.Fprintf(b, "%s%v\n", pad, v.Interface())
		}
		return
	}
	name := v.Type().Name()
	if n := pythonNames[name]; n != "" {
		name = n
	}
	span := v.Field(0).Interface().(Span)
	pos := fmt.Sprintf("@%d:%d-%d:%d", span.Line, span.Col, span.EndLine, span.EndCol)
	switch name {
	case "Module", "Expression", "Interactive", "MatchCase", "WithItem", "Comprehension", "Arguments":
		pos = ""
		name = map[string]string{"MatchCase": "match_case", "WithItem": "withitem", "Comprehension": "comprehension", "Arguments": "arguments"}[name]
		if name == "" {
			name = v.Type().Name()
		}
	case "Keyword", "Alias", "Arg":
		name = strings.ToLower(name)
	}
	if c, ok := v.Interface().(Constant); ok {
		text := ""
		switch c.Kind {
		case ConstNone:
			text = "None"
		case ConstTrue:
			text = "True"
		case ConstFalse:
			text = "False"
		case ConstEllipsis:
			text = "Ellipsis"
		case ConstInt:
			text = fmt.Sprintf("%x", c.Int)
		case ConstBigInt:
			text = c.Big.Text(16)
		case ConstFloat:
			text = fmt.Sprintf("f%016x", math.Float64bits(c.Float))
		case ConstComplex:
			text = fmt.Sprintf("c%016x", math.Float64bits(c.Float))
		case ConstStr:
			text = "s" + hex.EncodeToString([]byte(c.Str))
		case ConstBytes:
			text = "b" + hex.EncodeToString([]byte(c.Str))
		}
		fmt.Fprintf(b, "%sConstant%s %s %s\n", pad, pos, text, map[bool]string{true: "True", false: "False"}[c.Unicode])
		return
	}
	b.WriteString(pad + name + pos + "\n")
	for i := 1; i < v.NumField(); i++ {
		f := v.Type().Field(i).Name
		if n := pythonNames[f]; n != "" {
			f = n
		}
		fmt.Fprintf(b, "%s .%s\n", pad, strings.ToLower(f))
		dumpTree(b, v.Field(i), depth+2)
	}
}

func dump(root Root) string {
	var b strings.Builder
	dumpTree(&b, reflect.ValueOf(root), 0)
	return b.String()
}
