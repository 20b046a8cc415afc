package syntax

// patterns parses a case's pattern, an open sequence included.
func (p *parser) patterns() Pattern {
	start := p.begin()
	first := p.maybeStarPattern()
	if p.kind() != tokComma {
		if _, star := first.(*MatchStar); star {
			p.fail()
		}
		return first
	}
	list := []Pattern{first}
	for p.accept(tokComma) {
		if k := p.kind(); k == tokColon || k == tokIf {
			break
		}
		list = append(list, p.maybeStarPattern())
	}
	return &MatchSequence{Span: p.until(start), Patterns: list}
}

func (p *parser) maybeStarPattern() Pattern {
	if p.kind() != tokStar {
		return p.pattern()
	}
	start := p.begin()
	p.advance()
	name := p.name()
	if name == "_" {
		name = ""
	}
	return &MatchStar{Span: p.until(start), Name: name}
}

// pattern parses an or-pattern with its optional as.
func (p *parser) pattern() Pattern {
	p.level += bracketLevels
	if p.level > maxLevel {
		p.tooDeep()
	}
	start := p.begin()
	first := p.closedPattern()
	if p.kind() == tokVBar {
		list := []Pattern{first}
		for p.accept(tokVBar) {
			list = append(list, p.closedPattern())
		}
		first = &MatchOr{Span: p.until(start), Patterns: list}
	}
	if p.accept(tokAs) {
		name := p.name()
		if name == "_" {
			p.fail()
		}
		first = &MatchAs{Span: p.until(start), Pattern: first, Name: name}
	}
	p.level -= bracketLevels
	return first
}

func (p *parser) closedPattern() Pattern {
	start := p.begin()
	switch k := p.kind(); k {
	case tokNumber, tokMinus, tokString, tokFStart:
		e := p.literalExpr()
		return &MatchValue{Span: p.until(start), Value: e}
	case tokNone, tokTrue, tokFalse:
		p.advance()
		c := ConstNone
		if k == tokTrue {
			c = ConstTrue
		} else if k == tokFalse {
			c = ConstFalse
		}
		return &MatchSingleton{Span: p.until(start), Value: c}
	case tokName:
		return p.namePattern()
	case tokLpar, tokLsqb:
		return p.sequencePattern()
	case tokLbrace:
		return p.mappingPattern()
	}
	p.fail()
	return nil
}

// literalExpr parses a signed or complex number or a string.
func (p *parser) literalExpr() Expr {
	start := p.begin()
	if k := p.kind(); k == tokString || k == tokFStart {
		e := p.strings()
		switch e.(type) {
		case *JoinedStr, *TemplateStr:
			p.raiseSpan(e.Pos(), "patterns may only match literals and attribute lookups")
		}
		return e
	}
	left := p.signedNumber()
	k := p.kind()
	if k != tokPlus && k != tokMinus {
		return left
	}
	p.complexPart(left, false)
	p.advance()
	t := p.cur()
	if t.kind != tokNumber {
		p.fail()
	}
	right := p.numberConstant(t)
	p.advance()
	p.complexPart(right, true)
	return &BinOp{Span: p.until(start), Left: left, Op: Add + Operator(k-tokPlus), Right: right}
}

// complexPart checks a part of a complex literal.
func (p *parser) complexPart(e Expr, imaginary bool) {
	inner := e
	if u, ok := e.(*UnaryOp); ok {
		inner = u.Operand
	}
	c := inner.(*Constant)
	switch isComplex := c.Kind == ConstComplex; {
	case imaginary && !isComplex:
		p.raiseSpan(c.Span, "imaginary number required in complex literal")
	case !imaginary && isComplex:
		p.raiseSpan(e.Pos(), "real number required in complex literal")
	}
}

func (p *parser) signedNumber() Expr {
	start := p.begin()
	minus := p.accept(tokMinus)
	t := p.cur()
	if t.kind != tokNumber {
		p.fail()
	}
	c := p.numberConstant(t)
	p.advance()
	if minus {
		return &UnaryOp{Span: p.until(start), Op: USub, Operand: c}
	}
	return c
}

// namePattern parses a capture, a wildcard, a value or a class pattern.
func (p *parser) namePattern() Pattern {
	start := p.begin()
	name := p.name()
	switch p.kind() {
	case tokDot, tokLpar:
	default:
		if name == "_" {
			name = ""
		}
		return &MatchAs{Span: p.until(start), Name: name}
	}
	var e Expr = &Name{Span: p.until(start), Id: name}
	for p.accept(tokDot) {
		attr := p.name()
		e = &Attribute{Span: p.until(start), Value: e, Attr: attr}
	}
	if p.kind() != tokLpar {
		return &MatchValue{Span: p.until(start), Value: e}
	}
	p.advance()
	m := &MatchClass{Cls: e}
	for p.kind() != tokRpar {
		if p.kind() == tokName && p.peek(1).kind == tokAssign {
			m.KwdAttrs = append(m.KwdAttrs, p.name())
			p.advance()
			m.KwdPatterns = append(m.KwdPatterns, p.pattern())
		} else {
			pat := p.pattern()
			if len(m.KwdAttrs) > 0 {
				p.fail()
			}
			m.Patterns = append(m.Patterns, pat)
		}
		if !p.accept(tokComma) {
			break
		}
	}
	p.expect(tokRpar)
	m.Span = p.until(start)
	return m
}

// sequencePattern parses a group or a sequence in brackets.
func (p *parser) sequencePattern() Pattern {
	start := p.begin()
	closing := tokRpar
	if p.kind() == tokLsqb {
		closing = tokRsqb
	}
	p.advance()
	var list []Pattern
	comma := false
	for p.kind() != closing {
		list = append(list, p.maybeStarPattern())
		comma = p.accept(tokComma)
		if !comma {
			break
		}
	}
	p.expect(closing)
	if closing == tokRpar && len(list) == 1 && !comma {
		if _, star := list[0].(*MatchStar); star {
			p.fail()
		}
		return list[0]
	}
	return &MatchSequence{Span: p.until(start), Patterns: list}
}

func (p *parser) mappingPattern() Pattern {
	start := p.begin()
	p.advance()
	m := &MatchMapping{}
	for p.kind() != tokRbrace {
		if p.accept(tokDoubleStar) {
			m.Rest = p.name()
			if m.Rest == "_" {
				p.fail()
			}
			p.accept(tokComma)
			break
		}
		m.Keys = append(m.Keys, p.mappingKey())
		p.expect(tokColon)
		m.Patterns = append(m.Patterns, p.pattern())
		if !p.accept(tokComma) {
			break
		}
	}
	p.expect(tokRbrace)
	m.Span = p.until(start)
	return m
}

func (p *parser) mappingKey() Expr {
	start := p.begin()
	switch k := p.kind(); k {
	case tokNone, tokTrue, tokFalse:
		p.advance()
		c := ConstNone
		if k == tokTrue {
			c = ConstTrue
		} else if k == tokFalse {
			c = ConstFalse
		}
		return &Constant{Span: p.until(start), Kind: c}
	case tokName:
		name := p.name()
		var e Expr = &Name{Span: p.until(start), Id: name}
		if p.kind() != tokDot {
			p.fail()
		}
		for p.accept(tokDot) {
			attr := p.name()
			e = &Attribute{Span: p.until(start), Value: e, Attr: attr}
		}
		return e
	}
	return p.literalExpr()
}
