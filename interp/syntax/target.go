package syntax

// setStore makes e an assignment target.
func (p *parser) setStore(e Expr) {
	if !setContext(e, Store) {
		p.fail()
	}
}

// setDel makes e a target of del.
func (p *parser) setDel(e Expr) {
	if !setContext(e, Del) {
		p.fail()
	}
}

// setSingle makes e the target of an augmented assignment.
func (p *parser) setSingle(e Expr) {
	switch t := e.(type) {
	case *Name:
		t.Ctx = Store
	case *Attribute:
		t.Ctx = Store
	case *Subscript:
		t.Ctx = Store
	default:
		p.fail()
	}
}

// setContext sets the context of a target; false if e can't be one.
func setContext(e Expr, ctx ExprContext) bool {
	switch t := e.(type) {
	case *Name:
		t.Ctx = ctx
	case *Attribute:
		t.Ctx = ctx
	case *Subscript:
		t.Ctx = ctx
	case *Starred:
		if ctx == Del {
			return false
		}
		if _, nested := t.Value.(*Starred); nested || !setContext(t.Value, ctx) {
			return false
		}
		t.Ctx = ctx
	case *Tuple:
		for _, x := range t.Elts {
			if !setContext(x, ctx) {
				return false
			}
		}
		t.Ctx = ctx
	case *List:
		for _, x := range t.Elts {
			if !setContext(x, ctx) {
				return false
			}
		}
		t.Ctx = ctx
	default:
		return false
	}
	return true
}

// targetKind is what an invalid target was meant for.
type targetKind uint8

const (
	targetStar targetKind = iota
	targetDel
	targetFor
)

// invalidTarget is the part of e that can't be a target, or nil.
func invalidTarget(e Expr, kind targetKind) Expr {
	switch t := e.(type) {
	case *List:
		return invalidElement(t.Elts, kind)
	case *Tuple:
		return invalidElement(t.Elts, kind)
	case *Starred:
		if kind == targetDel {
			return e
		}
		return invalidTarget(t.Value, kind)
	case *Compare:
		if kind == targetFor {
			if t.Ops[0] == In {
				return invalidTarget(t.Left, kind)
			}
			return nil
		}
		return e
	case *Name, *Subscript, *Attribute:
		return nil
	}
	return e
}

func invalidElement(elts []Expr, kind targetKind) Expr {
	for _, x := range elts {
		if bad := invalidTarget(x, kind); bad != nil {
			return bad
		}
	}
	return nil
}

// exprName names the kind of an expression in messages.
func exprName(e Expr) string {
	switch e := e.(type) {
	case *Attribute:
		return "attribute"
	case *Subscript:
		return "subscript"
	case *Starred:
		return "starred"
	case *Name:
		return "name"
	case *List:
		return "list"
	case *Tuple:
		return "tuple"
	case *Lambda:
		return "lambda"
	case *Call:
		return "function call"
	case *BoolOp, *BinOp, *UnaryOp:
		return "expression"
	case *GeneratorExp:
		return "generator expression"
	case *Yield, *YieldFrom:
		return "yield expression"
	case *Await:
		return "await expression"
	case *ListComp:
		return "list comprehension"
	case *SetComp:
		return "set comprehension"
	case *DictComp:
		return "dict comprehension"
	case *Dict:
		return "dict literal"
	case *Set:
		return "set display"
	case *JoinedStr, *FormattedValue:
		return "f-string expression"
	case *TemplateStr, *Interpolation:
		return "t-string expression"
	case *Constant:
		switch e.Kind {
		case ConstNone:
			return "None"
		case ConstTrue:
			return "True"
		case ConstFalse:
			return "False"
		case ConstEllipsis:
			return "ellipsis"
		}
		return "literal"
	case *Compare:
		return "comparison"
	case *IfExp:
		return "conditional expression"
	case *NamedExpr:
		return "named expression"
	}
	return "expression"
}
