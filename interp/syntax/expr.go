package syntax

// expressions parses expression (',' expression)* [','].
func (p *parser) expressions() Expr {
	start := p.begin()
	first := p.expression()
	if p.kind() != tokComma {
		return first
	}
	elts := []Expr{first}
	for p.accept(tokComma) {
		if !p.startsExpr(p.kind()) {
			break
		}
		elts = append(elts, p.expression())
	}
	return &Tuple{Span: p.until(start), Elts: elts}
}

// starExpressions parses star_expressions: the value of a statement.
func (p *parser) starExpressions() Expr {
	start := p.begin()
	first := p.starExpression()
	if p.kind() != tokComma {
		return first
	}
	elts := []Expr{first}
	for p.accept(tokComma) {
		if k := p.kind(); k != tokStar && !p.startsExpr(k) {
			break
		}
		elts = append(elts, p.starExpression())
	}
	return &Tuple{Span: p.until(start), Elts: elts}
}

func (p *parser) starExpression() Expr {
	if p.kind() == tokStar {
		return p.starred()
	}
	return p.expression()
}

// starred parses '*' bitwise_or.
func (p *parser) starred() Expr {
	start := p.begin()
	p.advance()
	value := p.bitOr()
	return &Starred{Span: p.until(start), Value: value}
}

// starNamedExpression parses an element of a display.
func (p *parser) starNamedExpression() Expr {
	if p.kind() == tokStar {
		return p.starred()
	}
	return p.namedExpression()
}

// namedExpression parses an expression or NAME ':=' expression.
func (p *parser) namedExpression() Expr {
	if p.kind() == tokName && p.peek(1).kind == tokWalrus {
		return p.walrus()
	}
	e := p.expression()
	if p.kind() == tokWalrus {
		p.fail()
	}
	return e
}

func (p *parser) walrus() Expr {
	start := p.begin()
	target := &Name{Id: p.name(), Ctx: Store}
	target.Span = p.until(start)
	p.advance()
	value := p.expression()
	return &NamedExpr{Span: p.until(start), Target: target, Value: value}
}

// annotatedRHS parses yield_expr or star_expressions.
func (p *parser) annotatedRHS() Expr {
	if p.kind() == tokYield {
		return p.yieldExpr()
	}
	return p.starExpressions()
}

func (p *parser) yieldExpr() Expr {
	start := p.begin()
	p.expect(tokYield)
	if p.accept(tokFrom) {
		value := p.expression()
		return &YieldFrom{Span: p.until(start), Value: value}
	}
	var value Expr
	if k := p.kind(); k == tokStar || p.startsExpr(k) {
		value = p.starExpressions()
	}
	return &Yield{Span: p.until(start), Value: value}
}

// startsExpr reports whether an expression may begin with k.
func (p *parser) startsExpr(k tok) bool {
	switch k {
	case tokName, tokNumber, tokString, tokFStart, tokLpar, tokLsqb, tokLbrace, tokEllipsis,
		tokMinus, tokPlus, tokTilde, tokNot, tokLambda, tokAwait, tokTrue, tokFalse, tokNone:
		return true
	}
	return false
}

// expression parses a conditional expression or a lambda.
func (p *parser) expression() Expr {
	p.level++
	if p.level > maxLevel {
		p.tooDeep()
	}
	start := p.begin()
	if p.kind() == tokLambda {
		p.enter()
		e := p.lambda()
		p.level -= 2
		return e
	}
	e := p.disjunction()
	if p.kind() == tokIf {
		p.advance()
		test := p.disjunction()
		if p.kind() != tokElse {
			p.fail()
		}
		p.advance()
		orelse := p.expression()
		e = &IfExp{Span: p.until(start), Test: test, Body: e, Orelse: orelse}
	}
	p.level--
	return e
}

func (p *parser) disjunction() Expr {
	start := p.begin()
	e := p.conjunction()
	if p.kind() != tokOr {
		return e
	}
	values := []Expr{e}
	for p.accept(tokOr) {
		values = append(values, p.conjunction())
	}
	return &BoolOp{Span: p.until(start), Op: Or, Values: values}
}

func (p *parser) conjunction() Expr {
	start := p.begin()
	e := p.inversion()
	if p.kind() != tokAnd {
		return e
	}
	values := []Expr{e}
	for p.accept(tokAnd) {
		values = append(values, p.inversion())
	}
	return &BoolOp{Span: p.until(start), Op: And, Values: values}
}

func (p *parser) inversion() Expr {
	if p.kind() != tokNot {
		return p.comparison()
	}
	p.enter()
	start := p.begin()
	p.advance()
	operand := p.inversion()
	p.leave()
	return &UnaryOp{Span: p.until(start), Op: Not, Operand: operand}
}

// comparisonOp takes a comparison operator, if one is next.
func (p *parser) comparisonOp() (CmpOp, bool) {
	switch k := p.kind(); k {
	case tokEq, tokNotEq, tokLt, tokLtE, tokGt, tokGtE:
		if k == tokNotEq && p.src[p.cur().start] == '<' {
			return 0, false
		}
		p.advance()
		return Eq + CmpOp(k-tokEq), true
	case tokIn:
		p.advance()
		return In, true
	case tokNot:
		if p.peek(1).kind == tokIn {
			p.n += 2
			return NotIn, true
		}
	case tokIs:
		p.advance()
		if p.accept(tokNot) {
			return IsNot, true
		}
		return Is, true
	}
	return 0, false
}

func (p *parser) comparison() Expr {
	start := p.begin()
	left := p.bitOr()
	op, ok := p.comparisonOp()
	if !ok {
		return left
	}
	c := &Compare{Left: left}
	for ok {
		c.Ops = append(c.Ops, op)
		c.Comparators = append(c.Comparators, p.bitOr())
		op, ok = p.comparisonOp()
	}
	c.Span = p.until(start)
	return c
}

// bitOr parses the binary operators.
func (p *parser) bitOr() Expr { return p.binary(1) }

// precedence of the binary operators, from 1; 0 for other tokens.
func precedence(k tok) int {
	switch k {
	case tokVBar:
		return 1
	case tokCircumflex:
		return 2
	case tokAmper:
		return 3
	case tokLShift, tokRShift:
		return 4
	case tokPlus, tokMinus:
		return 5
	case tokStar, tokAt, tokSlash, tokPercent, tokDoubleSlash:
		return 6
	}
	return 0
}

func (p *parser) binary(least int) Expr {
	start := p.begin()
	left := p.factor()
	for {
		k := p.kind()
		prec := precedence(k)
		if prec == 0 || prec < least {
			return left
		}
		p.advance()
		right := p.binary(prec + 1)
		left = &BinOp{Span: p.until(start), Left: left, Op: Add + Operator(k-tokPlus), Right: right}
	}
}

// factor parses a unary operator or a power.
func (p *parser) factor() Expr {
	k := p.kind()
	var op UnaryOperator
	switch k {
	case tokPlus:
		op = UAdd
	case tokMinus:
		op = USub
	case tokTilde:
		op = Invert
	default:
		return p.power()
	}
	p.enter()
	start := p.begin()
	p.advance()
	operand := p.factor()
	p.leave()
	return &UnaryOp{Span: p.until(start), Op: op, Operand: operand}
}

func (p *parser) power() Expr {
	start := p.begin()
	var e Expr
	if p.kind() == tokAwait {
		p.advance()
		value := p.primary()
		e = &Await{Span: p.until(start), Value: value}
	} else {
		e = p.primary()
	}
	if p.kind() != tokDoubleStar {
		return e
	}
	p.enter()
	p.enter()
	p.advance()
	right := p.factor()
	p.level -= 2
	return &BinOp{Span: p.until(start), Left: e, Op: Pow, Right: right}
}

// primary parses an atom and its attributes, calls and subscripts.
func (p *parser) primary() Expr {
	start := p.begin()
	e := p.atom()
	for {
		switch p.kind() {
		case tokDot:
			p.advance()
			name := p.name()
			e = &Attribute{Span: p.until(start), Value: e, Attr: name}
		case tokLpar:
			e = p.call(e, start)
		case tokLsqb:
			p.advance()
			index := p.slices()
			p.expect(tokRsqb)
			e = &Subscript{Span: p.until(start), Value: e, Slice: index}
		default:
			return e
		}
	}
}

func (p *parser) slices() Expr {
	start := p.begin()
	first := p.slice()
	_, star := first.(*Starred)
	if p.kind() != tokComma {
		if star {
			return &Tuple{Span: p.until(start), Elts: []Expr{first}}
		}
		return first
	}
	elts := []Expr{first}
	for p.accept(tokComma) {
		if p.kind() == tokRsqb {
			break
		}
		elts = append(elts, p.slice())
	}
	return &Tuple{Span: p.until(start), Elts: elts}
}

func (p *parser) slice() Expr {
	start := p.begin()
	if p.kind() == tokStar {
		p.advance()
		value := p.expression()
		return &Starred{Span: p.until(start), Value: value}
	}
	var lower, upper, step Expr
	if p.kind() != tokColon {
		lower = p.namedExpression()
		if p.kind() != tokColon {
			return lower
		}
		if _, ok := lower.(*NamedExpr); ok && p.toks[p.n-1].kind != tokRpar {
			p.fail()
		}
	}
	p.advance()
	if p.startsExpr(p.kind()) {
		upper = p.expression()
	}
	if p.accept(tokColon) && p.startsExpr(p.kind()) {
		step = p.expression()
	}
	return &Slice{Span: p.until(start), Lower: lower, Upper: upper, Step: step}
}

func (p *parser) atom() Expr {
	t := p.cur()
	span := t.span()
	switch t.kind {
	case tokName:
		p.n++
		return &Name{Span: span, Id: p.identifier(p.src[t.start:t.end])}
	case tokNumber:
		c := p.numberConstant(t)
		p.n++
		return c
	case tokString, tokFStart:
		return p.strings()
	case tokTrue:
		p.n++
		return &Constant{Span: span, Kind: ConstTrue}
	case tokFalse:
		p.n++
		return &Constant{Span: span, Kind: ConstFalse}
	case tokNone:
		p.n++
		return &Constant{Span: span, Kind: ConstNone}
	case tokEllipsis:
		p.n++
		return &Constant{Span: span, Kind: ConstEllipsis}
	case tokLpar:
		return p.enclosed(p.parenthesized)
	case tokLsqb:
		return p.enclosed(p.listDisplay)
	case tokLbrace:
		return p.enclosed(p.braceDisplay)
	}
	p.fail()
	return nil
}

// bracketLevels is how much of CPython's stack a pair of brackets takes.
const bracketLevels = 12

func (p *parser) enclosed(f func() Expr) Expr {
	p.level += bracketLevels
	if p.level > maxLevel {
		p.tooDeep()
	}
	e := f()
	p.level -= bracketLevels
	return e
}

// parenthesized parses a group, a tuple or a generator expression.
func (p *parser) parenthesized() Expr {
	start := p.begin()
	p.advance()
	if p.accept(tokRpar) {
		return &Tuple{Span: p.until(start)}
	}
	if p.kind() == tokYield {
		e := p.yieldExpr()
		p.expect(tokRpar)
		return e
	}
	first := p.starNamedExpression()
	if p.comprehensionAhead() {
		return p.finishGenerator(start, first)
	}
	if _, star := first.(*Starred); p.kind() != tokComma {
		if star {
			p.fail()
		}
		p.expect(tokRpar)
		return first
	}
	elts := []Expr{first}
	for p.accept(tokComma) {
		if p.kind() == tokRpar {
			break
		}
		elts = append(elts, p.starNamedExpression())
	}
	p.expect(tokRpar)
	return &Tuple{Span: p.until(start), Elts: elts}
}

func (p *parser) listDisplay() Expr {
	start := p.begin()
	p.advance()
	if p.accept(tokRsqb) {
		return &List{Span: p.until(start)}
	}
	first := p.starNamedExpression()
	if p.comprehensionAhead() {
		p.noStarElement(first)
		gens := p.comprehensions()
		p.expect(tokRsqb)
		return &ListComp{Span: p.until(start), Elt: first, Generators: gens}
	}
	elts := []Expr{first}
	for p.accept(tokComma) {
		if p.kind() == tokRsqb {
			break
		}
		elts = append(elts, p.starNamedExpression())
	}
	p.expect(tokRsqb)
	return &List{Span: p.until(start), Elts: elts}
}

// braceDisplay parses a set, a dict or a comprehension of either.
func (p *parser) braceDisplay() Expr {
	start := p.begin()
	p.advance()
	if p.accept(tokRbrace) {
		return &Dict{Span: p.until(start)}
	}
	if p.kind() == tokDoubleStar {
		return p.finishDict(start, nil, nil)
	}
	first := p.starNamedExpression()
	if p.kind() == tokColon {
		switch e := first.(type) {
		case *Starred:
			p.fail()
		case *NamedExpr:
			if p.prev().kind != tokRpar || e.EndCol == p.prev().endCol {
				p.fail()
			}
		}
		p.advance()
		value := p.expression()
		if p.comprehensionAhead() {
			gens := p.comprehensions()
			p.expect(tokRbrace)
			return &DictComp{Span: p.until(start), Key: first, Value: value, Generators: gens}
		}
		return p.finishDict(start, []Expr{first}, []Expr{value})
	}
	if p.comprehensionAhead() {
		p.noStarElement(first)
		gens := p.comprehensions()
		p.expect(tokRbrace)
		return &SetComp{Span: p.until(start), Elt: first, Generators: gens}
	}
	elts := []Expr{first}
	for p.accept(tokComma) {
		if p.kind() == tokRbrace {
			break
		}
		elts = append(elts, p.starNamedExpression())
	}
	p.expect(tokRbrace)
	return &Set{Span: p.until(start), Elts: elts}
}

// finishDict parses the items after the first.
func (p *parser) finishDict(start Span, keys, values []Expr) Expr {
	for len(keys) == 0 || p.accept(tokComma) {
		if p.kind() == tokRbrace {
			break
		}
		if p.accept(tokDoubleStar) {
			keys = append(keys, nil)
			values = append(values, p.bitOr())
			continue
		}
		keys = append(keys, p.expression())
		p.expect(tokColon)
		values = append(values, p.expression())
	}
	p.expect(tokRbrace)
	return &Dict{Span: p.until(start), Keys: keys, Values: values}
}
