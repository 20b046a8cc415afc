package compile

import (
	"fmt"

	"github.com/gopyrun/gopyrun/interp/syntax"
)

// bindsByWalrus reports whether evaluating e may rebind a local variable: it
// contains an assignment expression outside inner functions.
func bindsByWalrus(e syntax.Expr) bool {
	found := false
	walk(e, func(n syntax.Expr) bool {
		if _, ok := n.(*syntax.NamedExpr); ok {
			found = true
		}
		return !found
	}, 0)
	return found
}

// walk visits the expressions that are evaluated as part of e; f says whether to
// go deeper. Beyond a depth that only generated code has, it gives up.
func walk(e syntax.Expr, f func(syntax.Expr) bool, depth int) {
	if e == nil || depth > 2000 || !f(e) {
		return
	}
	each := func(list ...syntax.Expr) {
		for _, x := range list {
			if x != nil {
				walk(x, f, depth+1)
			}
		}
	}
	switch n := e.(type) {
	case *syntax.BoolOp:
		each(n.Values...)
	case *syntax.NamedExpr:
		each(n.Value)
	case *syntax.BinOp:
		each(n.Left, n.Right)
	case *syntax.UnaryOp:
		each(n.Operand)
	case *syntax.IfExp:
		each(n.Test, n.Body, n.Orelse)
	case *syntax.Dict:
		each(n.Keys...)
		each(n.Values...)
	case *syntax.Set:
		each(n.Elts...)
	case *syntax.ListComp:
		each(n.Elt)
		walkGens(n.Generators, each)
	case *syntax.SetComp:
		each(n.Elt)
		walkGens(n.Generators, each)
	case *syntax.DictComp:
		each(n.Key, n.Value)
		walkGens(n.Generators, each)
	case *syntax.GeneratorExp:
		each(n.Generators[0].Iter)
	case *syntax.Await:
		each(n.Value)
	case *syntax.Yield:
		each(n.Value)
	case *syntax.YieldFrom:
		each(n.Value)
	case *syntax.Compare:
		each(n.Left)
		each(n.Comparators...)
	case *syntax.Call:
		each(n.Func)
		each(n.Args...)
		for _, k := range n.Keywords {
			each(k.Value)
		}
	case *syntax.FormattedValue:
		each(n.Value, n.FormatSpec)
	case *syntax.JoinedStr:
		each(n.Values...)
	case *syntax.Interpolation:
		each(n.Value, n.FormatSpec)
	case *syntax.TemplateStr:
		each(n.Values...)
	case *syntax.Attribute:
		each(n.Value)
	case *syntax.Subscript:
		each(n.Value, n.Slice)
	case *syntax.Starred:
		each(n.Value)
	case *syntax.List:
		each(n.Elts...)
	case *syntax.Tuple:
		each(n.Elts...)
	case *syntax.Slice:
		each(n.Lower, n.Upper, n.Step)
	}
}

func walkGens(gens []*syntax.Comprehension, each func(...syntax.Expr)) {
	for _, g := range gens {
		each(g.Iter)
		each(g.Ifs...)
	}
}

// keyText makes a tuple key's part from a constant's key.
func keyText(k any) string { return fmt.Sprintf("%T%v", k, k) }
