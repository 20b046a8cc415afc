package compile

import (
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/interp/syntax"
)

// The SyntaxWarnings of code that cannot mean what it says.

// checkIs warns of comparing identity with a literal.
func (st *symtable) checkIs(n *syntax.Compare) {
	left := n.Left
	for i, o := range n.Ops {
		right := n.Comparators[i]
		if o == syntax.Is || o == syntax.IsNot {
			name := literalType(left)
			if name == "" {
				name = literalType(right)
			}
			if name != "" {
				word, instead := "is", "=="
				if o == syntax.IsNot {
					word, instead = "is not", "!="
				}
				st.warn(n.Pos(), "\""+word+"\" with '"+name+"' literal. Did you mean \""+instead+"\"?")
			}
		}
		left = right
	}
}

// literalType names the type of a literal whose identity means nothing.
func literalType(e syntax.Expr) string {
	switch n := e.(type) {
	case *syntax.Constant:
		if v, _ := constValue(n); n.Kind != syntax.ConstNone && !v.IsBool() && v != py.Ellipsis {
			return py.TypeOf(v).FullName()
		}
	case *syntax.Tuple:
		if _, _, ok := constTuple(n.Elts); ok {
			return "tuple"
		}
	}
	return ""
}

// typeOf names the type that an expression surely has, "" if it is not known.
func typeOf(e syntax.Expr) string {
	switch n := e.(type) {
	case *syntax.Constant:
		v, _ := constValue(n)
		return py.TypeOf(v).FullName()
	case *syntax.Tuple:
		return "tuple"
	case *syntax.List, *syntax.ListComp:
		return "list"
	case *syntax.Dict, *syntax.DictComp:
		return "dict"
	case *syntax.Set, *syntax.SetComp:
		return "set"
	case *syntax.GeneratorExp:
		return "generator"
	case *syntax.Lambda:
		return "function"
	case *syntax.JoinedStr, *syntax.FormattedValue:
		return "str"
	case *syntax.TemplateStr, *syntax.Interpolation:
		return "string.templatelib.Template"
	}
	return ""
}

const missedComma = "; perhaps you missed a comma?"

func (st *symtable) checkCall(n *syntax.Call) {
	if t := typeOf(n.Func); t != "" && t != "function" {
		st.warn(n.Func.Pos(), "'"+t+"' object is not callable"+missedComma)
	}
}

func (st *symtable) checkSubscript(n *syntax.Subscript) {
	t := typeOf(n.Value)
	switch t {
	case "":
		return
	case "str", "bytes", "tuple", "list":
		switch i := typeOf(n.Slice); i {
		case "", "int", "bool":
		default:
			st.warn(n.Value.Pos(), t+" indices must be integers or slices, not "+i+missedComma)
		}
	case "dict":
	default:
		st.warn(n.Value.Pos(), "'"+t+"' object is not subscriptable"+missedComma)
	}
}
