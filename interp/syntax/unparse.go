package syntax

import "strings"

// Unparse writes an expression as source text, spaced and parenthesised as CPython
// writes annotations under "from __future__ import annotations". constant writes a
// literal as repr does; quote writes text as repr of a str does.
// ok is false if e is nested too deeply.
func Unparse(e Expr, constant func(*Constant) string, quote func(string) string) (text string, ok bool) {
	u := unparser{constant: constant, quote: quote}
	u.expr(e, precTest)
	return u.b.String(), !u.tooDeep
}

// The levels of precedence, from loosest to tightest.
const (
	precTuple = iota
	precTest
	precOr
	precAnd
	precNot
	precCompare
	precBitOr
	precBitXor
	precBitAnd
	precShift
	precArith
	precTerm
	precFactor
	precPower
	precAwait
	precAtom
)

const maxUnparseDepth = 10000

type unparser struct {
	b        strings.Builder
	constant func(*Constant) string
	quote    func(string) string
	depth    int
	tooDeep  bool
}

var binaryTexts = [...]struct {
	text string
	prec int
}{
	Add: {" + ", precArith}, Sub: {" - ", precArith}, Mult: {" * ", precTerm}, MatMult: {" @ ", precTerm},
	Div: {" / ", precTerm}, Mod: {" % ", precTerm}, Pow: {" ** ", precPower}, LShift: {" << ", precShift},
	RShift: {" >> ", precShift}, BitOr: {" | ", precBitOr}, BitXor: {" ^ ", precBitXor}, BitAnd: {" & ", precBitAnd},
	FloorDiv: {" // ", precTerm},
}

var compareTexts = [...]string{
	Eq: " == ", NotEq: " != ", Lt: " < ", LtE: " <= ", Gt: " > ", GtE: " >= ", Is: " is ", IsNot: " is not ",
	In: " in ", NotIn: " not in ",
}

// group writes what f writes, in parentheses if the context binds tighter than prec.
func (u *unparser) group(level, prec int, f func()) {
	if level > prec {
		u.b.WriteByte('(')
		defer u.b.WriteByte(')')
	}
	f()
}

func (u *unparser) list(list []Expr, level int) {
	for i, e := range list {
		if i > 0 {
			u.b.WriteString(", ")
		}
		u.expr(e, level)
	}
}

func (u *unparser) expr(e Expr, level int) {
	u.depth++
	defer func() { u.depth-- }()
	if u.depth > maxUnparseDepth {
		u.tooDeep = true
		return
	}
	switch n := e.(type) {
	case *BoolOp:
		prec, word := precAnd, " and "
		if n.Op == Or {
			prec, word = precOr, " or "
		}
		u.group(level, prec, func() {
			for i, v := range n.Values {
				if i > 0 {
					u.b.WriteString(word)
				}
				u.expr(v, prec+1)
			}
		})
	case *NamedExpr:
		u.b.WriteByte('(')
		u.expr(n.Target, precAtom)
		u.b.WriteString(" := ")
		u.expr(n.Value, precTest)
		u.b.WriteByte(')')
	case *BinOp:
		o := binaryTexts[n.Op]
		u.group(level, o.prec, func() {
			left, right := o.prec, o.prec+1
			if n.Op == Pow {
				left, right = right, left
			}
			u.expr(n.Left, left)
			u.b.WriteString(o.text)
			u.expr(n.Right, right)
		})
	case *UnaryOp:
		prec := precFactor
		if n.Op == Not {
			prec = precNot
		}
		u.group(level, prec, func() {
			u.b.WriteString([...]string{Invert: "~", Not: "not ", UAdd: "+", USub: "-"}[n.Op])
			u.expr(n.Operand, prec)
		})
	case *Lambda:
		u.group(level, precTest, func() {
			u.b.WriteString("lambda")
			if len(n.Args.Posonlyargs)+len(n.Args.Args) > 0 {
				u.b.WriteByte(' ')
			}
			u.arguments(n.Args)
			u.b.WriteString(": ")
			u.expr(n.Body, precTest)
		})
	case *IfExp:
		u.group(level, precTest, func() {
			u.expr(n.Body, precTest+1)
			u.b.WriteString(" if ")
			u.expr(n.Test, precTest+1)
			u.b.WriteString(" else ")
			u.expr(n.Orelse, precTest)
		})
	case *Dict:
		u.b.WriteByte('{')
		for i, k := range n.Keys {
			if i > 0 {
				u.b.WriteString(", ")
			}
			if k == nil {
				u.b.WriteString("**")
				u.expr(n.Values[i], precBitOr)
				continue
			}
			u.expr(k, precTest)
			u.b.WriteString(": ")
			u.expr(n.Values[i], precTest)
		}
		u.b.WriteByte('}')
	case *Set:
		u.b.WriteByte('{')
		u.list(n.Elts, precTest)
		u.b.WriteByte('}')
	case *ListComp:
		u.comprehension('[', ']', n.Elt, nil, n.Generators)
	case *SetComp:
		u.comprehension('{', '}', n.Elt, nil, n.Generators)
	case *DictComp:
		u.comprehension('{', '}', n.Key, n.Value, n.Generators)
	case *GeneratorExp:
		u.comprehension('(', ')', n.Elt, nil, n.Generators)
	case *Await:
		u.group(level, precAwait, func() {
			u.b.WriteString("await ")
			u.expr(n.Value, precAtom)
		})
	case *Yield:
		u.b.WriteString("(yield")
		if n.Value != nil {
			u.b.WriteByte(' ')
			u.expr(n.Value, precTest)
		}
		u.b.WriteByte(')')
	case *YieldFrom:
		u.b.WriteString("(yield from ")
		u.expr(n.Value, precTest)
		u.b.WriteByte(')')
	case *Compare:
		u.group(level, precCompare, func() {
			u.expr(n.Left, precCompare+1)
			for i, o := range n.Ops {
				u.b.WriteString(compareTexts[o])
				u.expr(n.Comparators[i], precCompare+1)
			}
		})
	case *Call:
		u.call(n)
	case *JoinedStr:
		u.b.WriteByte('f')
		u.b.WriteString(u.quote(u.fields(n.Values)))
	case *TemplateStr:
		u.b.WriteByte('t')
		u.b.WriteString(u.quote(u.fields(n.Values)))
	case *FormattedValue, *Interpolation:
		u.b.WriteString("f" + u.quote(u.fields([]Expr{n})))
	case *Constant:
		if n.Unicode {
			u.b.WriteByte('u')
		}
		u.b.WriteString(u.constant(n))
	case *Attribute:
		u.expr(n.Value, precAtom)
		if c, ok := n.Value.(*Constant); ok && (c.Kind == ConstInt || c.Kind == ConstBigInt) {
			u.b.WriteByte(' ') // 1.real would be a float
		}
		u.b.WriteString("." + n.Attr)
	case *Subscript:
		u.expr(n.Value, precAtom)
		u.b.WriteByte('[')
		u.expr(n.Slice, precTuple)
		u.b.WriteByte(']')
	case *Starred:
		u.b.WriteByte('*')
		u.expr(n.Value, precBitOr)
	case *Name:
		u.b.WriteString(n.Id)
	case *List:
		u.b.WriteByte('[')
		u.list(n.Elts, precTest)
		u.b.WriteByte(']')
	case *Tuple:
		if len(n.Elts) == 0 {
			u.b.WriteString("()")
			return
		}
		u.group(level, precTuple, func() {
			u.list(n.Elts, precTest)
			if len(n.Elts) == 1 {
				u.b.WriteByte(',')
			}
		})
	case *Slice:
		if n.Lower != nil {
			u.expr(n.Lower, precTest)
		}
		u.b.WriteByte(':')
		if n.Upper != nil {
			u.expr(n.Upper, precTest)
		}
		if n.Step != nil {
			u.b.WriteByte(':')
			u.expr(n.Step, precTest)
		}
	}
}

func (u *unparser) call(n *Call) {
	u.expr(n.Func, precAtom)
	if len(n.Args) == 1 && len(n.Keywords) == 0 {
		if g, ok := n.Args[0].(*GeneratorExp); ok {
			u.expr(g, precTest)
			return
		}
	}
	u.b.WriteByte('(')
	u.list(n.Args, precTest)
	for i, k := range n.Keywords {
		if i > 0 || len(n.Args) > 0 {
			u.b.WriteString(", ")
		}
		if k.Arg == "" {
			u.b.WriteString("**")
		} else {
			u.b.WriteString(k.Arg + "=")
		}
		u.expr(k.Value, precTest)
	}
	u.b.WriteByte(')')
}

func (u *unparser) comprehension(open, end byte, elt, value Expr, gens []*Comprehension) {
	u.b.WriteByte(open)
	u.expr(elt, precTest)
	if value != nil {
		u.b.WriteString(": ")
		u.expr(value, precTest)
	}
	for _, g := range gens {
		if g.IsAsync {
			u.b.WriteString(" async")
		}
		u.b.WriteString(" for ")
		u.expr(g.Target, precTuple)
		u.b.WriteString(" in ")
		u.expr(g.Iter, precTest+1)
		for _, c := range g.Ifs {
			u.b.WriteString(" if ")
			u.expr(c, precTest+1)
		}
	}
	u.b.WriteByte(end)
}

func (u *unparser) arguments(a *Arguments) {
	first := true
	sep := func() {
		if !first {
			u.b.WriteString(", ")
		}
		first = false
	}
	positional := append(append([]*Arg(nil), a.Posonlyargs...), a.Args...)
	for i, p := range positional {
		sep()
		u.b.WriteString(p.Arg)
		if d := i - (len(positional) - len(a.Defaults)); d >= 0 {
			u.b.WriteByte('=')
			u.expr(a.Defaults[d], precTest)
		}
		if i+1 == len(a.Posonlyargs) {
			u.b.WriteString(", /")
		}
	}
	if a.Vararg != nil || len(a.Kwonlyargs) > 0 {
		sep()
		u.b.WriteByte('*')
		if a.Vararg != nil {
			u.b.WriteString(a.Vararg.Arg)
		}
	}
	for i, p := range a.Kwonlyargs {
		sep()
		u.b.WriteString(p.Arg)
		if d := a.KwDefaults[i]; d != nil {
			u.b.WriteByte('=')
			u.expr(d, precTest)
		}
	}
	if a.Kwarg != nil {
		sep()
		u.b.WriteString("**" + a.Kwarg.Arg)
	}
}

// fields is the text between the quotes of an f-string or t-string.
func (u *unparser) fields(values []Expr) string {
	sub := unparser{constant: u.constant, quote: u.quote, depth: u.depth}
	for _, v := range values {
		sub.field(v)
	}
	u.tooDeep = u.tooDeep || sub.tooDeep
	return sub.b.String()
}

func (u *unparser) field(v Expr) {
	var value, spec Expr
	conversion := -1
	switch n := v.(type) {
	case *Constant:
		u.b.WriteString(strings.NewReplacer("{", "{{", "}", "}}").Replace(n.Str))
		return
	case *JoinedStr:
		u.b.WriteString(u.fields(n.Values))
		return
	case *FormattedValue:
		value, conversion, spec = n.Value, n.Conversion, n.FormatSpec
	case *Interpolation:
		value, conversion, spec = n.Value, n.Conversion, n.FormatSpec
	default:
		u.expr(v, precTest)
		return
	}
	inner := unparser{constant: u.constant, quote: u.quote, depth: u.depth}
	inner.expr(value, precTest+1)
	u.tooDeep = u.tooDeep || inner.tooDeep
	u.b.WriteByte('{')
	if text := inner.b.String(); strings.HasPrefix(text, "{") {
		u.b.WriteString(" " + text)
	} else {
		u.b.WriteString(text)
	}
	if conversion > 0 {
		u.b.WriteByte('!')
		u.b.WriteByte(byte(conversion))
	}
	if spec != nil {
		u.b.WriteByte(':')
		u.field(spec)
	}
	u.b.WriteByte('}')
}
