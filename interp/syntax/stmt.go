package syntax

// statement parses one line of statements or a compound statement.
func (p *parser) statement(body []Stmt) []Stmt {
	if s := p.compound(); s != nil {
		return append(body, s)
	}
	return p.simpleStatements(body)
}

// simpleStatements parses a line of simple statements.
func (p *parser) simpleStatements(body []Stmt) []Stmt {
	for {
		body = append(body, p.simple())
		if !p.accept(tokSemi) || p.kind() == tokNewline {
			break
		}
	}
	p.expect(tokNewline)
	return body
}

// simple parses a small statement.
func (p *parser) simple() Stmt {
	start := p.begin()
	switch p.kind() {
	case tokPass:
		p.advance()
		return &Pass{Span: p.until(start)}
	case tokBreak:
		p.advance()
		return &Break{Span: p.until(start)}
	case tokContinue:
		p.advance()
		return &Continue{Span: p.until(start)}
	case tokReturn:
		p.advance()
		var value Expr
		if k := p.kind(); k == tokStar || p.startsExpr(k) {
			value = p.starExpressions()
		}
		return &Return{Span: p.until(start), Value: value}
	case tokRaise:
		return p.raiseStmt(start)
	case tokGlobal:
		names := p.names()
		return &Global{Span: p.until(start), Names: names}
	case tokNonlocal:
		names := p.names()
		return &Nonlocal{Span: p.until(start), Names: names}
	case tokDel:
		return p.delStmt(start)
	case tokAssert:
		return p.assertStmt(start)
	case tokImport:
		return p.importStmt(start)
	case tokFrom:
		return p.importFrom(start)
	case tokName:
		if p.isWord("type") && p.peek(1).kind == tokName {
			return p.typeAlias(start)
		}
	}
	return p.exprStmt(start)
}

func (p *parser) raiseStmt(start Span) Stmt {
	p.advance()
	r := &Raise{}
	if p.startsExpr(p.kind()) {
		r.Exc = p.expression()
		if p.accept(tokFrom) {
			r.Cause = p.expression()
		}
	}
	r.Span = p.until(start)
	return r
}

// names parses the names of global and nonlocal.
func (p *parser) names() []string {
	p.advance()
	names := []string{p.name()}
	for p.accept(tokComma) {
		names = append(names, p.name())
	}
	return names
}

func (p *parser) delStmt(start Span) Stmt {
	p.advance()
	var targets []Expr
	for {
		targets = append(targets, p.primary())
		if !p.accept(tokComma) {
			break
		}
		if k := p.kind(); k == tokSemi || k == tokNewline {
			break
		}
	}
	for _, t := range targets {
		p.setDel(t)
	}
	if k := p.kind(); k != tokSemi && k != tokNewline {
		p.fail()
	}
	return &Delete{Span: p.until(start), Targets: targets}
}

func (p *parser) assertStmt(start Span) Stmt {
	p.advance()
	a := &Assert{Test: p.expression()}
	if p.accept(tokComma) {
		a.Msg = p.expression()
	}
	a.Span = p.until(start)
	return a
}

// dottedName parses NAME ('.' NAME)*.
func (p *parser) dottedName() string {
	s := p.name()
	for p.accept(tokDot) {
		s += "." + p.name()
	}
	return s
}

func (p *parser) importStmt(start Span) Stmt {
	p.advance()
	s := &Import{}
	for {
		a := &Alias{Span: p.begin()}
		a.Name = p.dottedName()
		p.asName(a, tokNewline)
		p.end(&a.Span)
		s.Names = append(s.Names, a)
		if !p.accept(tokComma) {
			break
		}
	}
	s.Span = p.until(start)
	return s
}

// asName parses the optional as NAME of an import.
func (p *parser) asName(a *Alias, closing tok) {
	if p.kind() != tokAs {
		return
	}
	p.advance()
	a.Asname = p.name()
}

func (p *parser) importFrom(start Span) Stmt {
	p.advance()
	s := &ImportFrom{}
	for {
		if p.accept(tokDot) {
			s.Level++
		} else if p.accept(tokEllipsis) {
			s.Level += 3
		} else {
			break
		}
	}
	if s.Level == 0 || p.kind() == tokName {
		s.Module = p.dottedName()
	}
	p.expect(tokImport)
	if p.kind() == tokStar {
		a := &Alias{Span: p.begin(), Name: "*"}
		p.advance()
		p.end(&a.Span)
		s.Names = []*Alias{a}
		s.Span = p.until(start)
		return s
	}
	paren := p.accept(tokLpar)
	closing := tokNewline
	if paren {
		closing = tokRpar
	}
	for {
		a := &Alias{Span: p.begin()}
		a.Name = p.name()
		p.asName(a, closing)
		p.end(&a.Span)
		s.Names = append(s.Names, a)
		if !p.accept(tokComma) {
			break
		}
		if paren && p.kind() == tokRpar {
			break
		}
	}
	if paren {
		p.expect(tokRpar)
	} else if k := p.kind(); k != tokNewline && k != tokSemi {
		p.fail()
	}
	s.Span = p.until(start)
	return s
}

func (p *parser) typeAlias(start Span) Stmt {
	p.advance()
	at := p.begin()
	name := &Name{Id: p.name(), Ctx: Store}
	name.Span = p.until(at)
	s := &TypeAlias{Name: name, TypeParams: p.typeParams()}
	p.expect(tokAssign)
	s.Value = p.expression()
	s.Span = p.until(start)
	return s
}

// typeParams parses an optional list of type parameters.
func (p *parser) typeParams() []TypeParam {
	if p.kind() != tokLsqb {
		return nil
	}
	p.advance()
	var params []TypeParam
	for {
		start := p.begin()
		switch {
		case p.accept(tokStar):
			t := &TypeVarTuple{Name: p.name()}
			p.noBound("TypeVarTuple")
			if p.accept(tokAssign) {
				t.DefaultValue = p.starExpression()
			}
			t.Span = p.until(start)
			params = append(params, t)
		case p.accept(tokDoubleStar):
			t := &ParamSpec{Name: p.name()}
			p.noBound("ParamSpec")
			if p.accept(tokAssign) {
				t.DefaultValue = p.expression()
			}
			t.Span = p.until(start)
			params = append(params, t)
		default:
			t := &TypeVar{Name: p.name()}
			if p.accept(tokColon) {
				t.Bound = p.expression()
			}
			if p.accept(tokAssign) {
				t.DefaultValue = p.expression()
			}
			t.Span = p.until(start)
			params = append(params, t)
		}
		if !p.accept(tokComma) || p.kind() == tokRsqb {
			break
		}
	}
	p.expect(tokRsqb)
	return params
}

// noBound refuses a bound of *Ts and **P.
func (p *parser) noBound(kind string) {
	if p.kind() != tokColon {
		return
	}
	p.fail()
}

// exprStmt parses an expression statement or an assignment.
func (p *parser) exprStmt(start Span) Stmt {
	if p.kind() == tokYield {
		e := p.yieldExpr()
		if p.kind() == tokAssign {
			return p.assign(start, e)
		}
		return &ExprStmt{Span: p.until(start), Value: e}
	}
	paren := p.kind() == tokLpar
	e := p.starExpressions()
	switch k := p.kind(); {
	case k == tokAssign:
		return p.assign(start, e)
	case k == tokColon:
		return p.annAssign(start, e, paren)
	case k >= tokPlusEq && k <= tokDoubleSlashEq:
		p.setSingle(e)
		p.advance()
		s := &AugAssign{Target: e, Op: Add + Operator(k-tokPlusEq), Value: p.annotatedRHS()}
		s.Span = p.until(start)
		return s
	}
	return &ExprStmt{Span: p.until(start), Value: e}
}

func (p *parser) assign(start Span, first Expr) Stmt {
	s := &Assign{}
	e := first
	for p.kind() == tokAssign {
		p.setStore(e)
		s.Targets = append(s.Targets, e)
		p.advance()
		e = p.annotatedRHS()
	}
	s.Value = e
	s.Span = p.until(start)
	return s
}

func (p *parser) annAssign(start Span, e Expr, paren bool) Stmt {
	s := &AnnAssign{Target: e}
	switch t := e.(type) {
	case *Name:
		t.Ctx = Store
		s.Simple = !paren
	case *Attribute:
		t.Ctx = Store
	case *Subscript:
		t.Ctx = Store
	default:
		p.fail()
	}
	p.advance()
	s.Annotation = p.expression()
	if p.accept(tokAssign) {
		s.Value = p.annotatedRHS()
	}
	s.Span = p.until(start)
	return s
}
