package syntax

// isCompound reports whether s may have blocks.
func isCompound(s Stmt) bool {
	switch s.(type) {
	case *If, *While, *For, *AsyncFor, *Try, *TryStar, *With, *AsyncWith, *FunctionDef, *AsyncFunctionDef, *ClassDef, *Match:
		return true
	}
	return false
}

// compound parses a compound statement, or returns nil if none is next.
func (p *parser) compound() Stmt {
	switch p.kind() {
	case tokIf, tokWhile, tokFor, tokTry, tokWith, tokDef, tokClass, tokAt, tokAsync:
	case tokName:
		if p.isWord("match") {
			return p.match()
		}
		return nil
	default:
		return nil
	}
	p.level += bracketLevels
	if p.level > maxLevel {
		p.tooDeep()
	}
	s := p.compoundBody()
	p.level -= bracketLevels
	return s
}

func (p *parser) compoundBody() Stmt {
	start := p.begin()
	switch p.kind() {
	case tokIf:
		return p.ifStmt()
	case tokWhile:
		return p.whileStmt(start)
	case tokFor:
		return p.forStmt(start, false)
	case tokTry:
		return p.tryStmt(start)
	case tokWith:
		return p.withStmt(start, false)
	case tokDef:
		return p.function(start, nil, false)
	case tokClass:
		return p.class(start, nil)
	case tokAsync:
		p.advance()
		switch p.kind() {
		case tokDef:
			return p.function(start, nil, true)
		case tokFor:
			return p.forStmt(start, true)
		case tokWith:
			return p.withStmt(start, true)
		}
		p.fail()
	}
	var decorators []Expr
	for p.accept(tokAt) {
		decorators = append(decorators, p.namedExpression())
		p.expect(tokNewline)
	}
	start = p.begin()
	switch p.kind() {
	case tokClass:
		return p.class(start, decorators)
	case tokAsync:
		if p.peek(1).kind == tokDef {
			p.advance()
			return p.function(start, decorators, true)
		}
	case tokDef:
		return p.function(start, decorators, false)
	}
	p.fail()
	return nil
}

// colon takes the ':' before a block.
func (p *parser) colon() {
	if p.kind() != tokColon {
		p.fail()
	}
	p.advance()
}

// block parses the body of a statement.
func (p *parser) block() []Stmt {
	if p.kind() != tokNewline {
		return p.simpleStatements(nil)
	}
	p.advance()
	if p.kind() != tokIndent {
		p.fail()
	}
	p.advance()
	body := p.statement(nil)
	for {
		switch p.kind() {
		case tokDedent:
			p.advance()
			return body
		case tokEOF:
			return body
		}
		body = p.statement(body)
	}
}

// ifStmt parses an if with all its elifs.
func (p *parser) ifStmt() Stmt {
	var chain []*If
	level := p.level
	p.level += 3 - bracketLevels
	for p.kind() == tokIf || p.kind() == tokElif {
		s := &If{Span: p.begin()}
		p.advance()
		s.Test = p.namedExpression()
		p.colon()
		s.Body = p.block()
		chain = append(chain, s)
		p.enter()
		if p.kind() != tokElif {
			break
		}
	}
	p.level = level
	last := chain[len(chain)-1]
	last.Orelse = p.elseBlock()
	for i := len(chain) - 1; i >= 0; i-- {
		p.end(&chain[i].Span)
		if i > 0 {
			chain[i-1].Orelse = []Stmt{chain[i]}
		}
	}
	return chain[0]
}

func (p *parser) elseBlock() []Stmt {
	if p.kind() != tokElse {
		return nil
	}
	p.advance()
	p.colon()
	return p.block()
}

func (p *parser) whileStmt(start Span) Stmt {
	p.advance()
	s := &While{Test: p.namedExpression()}
	p.colon()
	s.Body = p.block()
	s.Orelse = p.elseBlock()
	s.Span = p.until(start)
	return s
}

func (p *parser) forStmt(start Span, async bool) Stmt {
	p.advance()
	target := p.forTarget()
	if p.kind() != tokIn {
		p.fail()
	}
	p.setStore(target)
	p.advance()
	iter := p.starExpressions()
	p.colon()
	body := p.block()
	orelse := p.elseBlock()
	if async {
		return &AsyncFor{Span: p.until(start), Target: target, Iter: iter, Body: body, Orelse: orelse}
	}
	return &For{Span: p.until(start), Target: target, Iter: iter, Body: body, Orelse: orelse}
}

func (p *parser) withStmt(start Span, async bool) Stmt {
	p.advance()
	var items []*WithItem
	parenthesized := p.kind() == tokLpar && p.try(func() {
		items = nil
		p.advance()
		for {
			items = append(items, p.withItem())
			if !p.accept(tokComma) || p.kind() == tokRpar {
				break
			}
		}
		p.expect(tokRpar)
		if p.kind() != tokColon {
			p.fail()
		}
	})
	if !parenthesized {
		items = nil
		for {
			items = append(items, p.withItem())
			if !p.accept(tokComma) {
				break
			}
		}
	}
	p.colon()
	body := p.block()
	if async {
		return &AsyncWith{Span: p.until(start), Items: items, Body: body}
	}
	return &With{Span: p.until(start), Items: items, Body: body}
}

func (p *parser) withItem() *WithItem {
	start := p.begin()
	w := &WithItem{ContextExpr: p.expression()}
	if p.accept(tokAs) {
		t := p.starTarget()
		if k := p.kind(); k != tokComma && k != tokRpar && k != tokColon {
			p.fail()
		}
		p.setStore(t)
		w.OptionalVars = t
	}
	w.Span = p.until(start)
	return w
}

func (p *parser) tryStmt(start Span) Stmt {
	p.advance()
	p.colon()
	body := p.block()
	var handlers []*ExceptHandler
	star := false
	for p.kind() == tokExcept {
		h := &ExceptHandler{Span: p.begin()}
		p.advance()
		if p.kind() == tokStar {
			if len(handlers) > 0 && !star {
				p.fail()
			}
			star = true
			p.advance()
		} else if star {
			p.fail()
		}
		if p.kind() != tokColon {
			p.exceptType(h)
		} else if star {
			p.fail()
		}
		p.colon()
		h.Body = p.block()
		p.end(&h.Span)
		handlers = append(handlers, h)
	}
	var orelse, final []Stmt
	if len(handlers) > 0 {
		orelse = p.elseBlock()
	}
	if p.kind() == tokFinally {
		p.advance()
		p.colon()
		final = p.block()
	}
	if len(handlers) == 0 && final == nil {
		p.fail()
	}
	if star {
		return &TryStar{Span: p.until(start), Body: body, Handlers: handlers, Orelse: orelse, Finalbody: final}
	}
	return &Try{Span: p.until(start), Body: body, Handlers: handlers, Orelse: orelse, Finalbody: final}
}

// exceptType parses the types and the name of a handler.
func (p *parser) exceptType(h *ExceptHandler) {
	start := p.begin()
	h.Type = p.expression()
	if p.kind() == tokComma {
		elts := []Expr{h.Type}
		for p.accept(tokComma) {
			if p.kind() == tokColon {
				break
			}
			elts = append(elts, p.expression())
		}
		h.Type = &Tuple{Span: p.until(start), Elts: elts}
		return
	}
	if p.accept(tokAs) {
		h.Name = p.name()
	}
}

func (p *parser) function(start Span, decorators []Expr, async bool) Stmt {
	p.expect(tokDef)
	name := p.name()
	tparams := p.typeParams()
	if p.kind() != tokLpar {
		p.fail()
	}
	p.advance()
	args := p.parameters(tokRpar, true)
	p.expect(tokRpar)
	var returns Expr
	if p.accept(tokArrow) {
		returns = p.expression()
	}
	if p.kind() != tokColon {
		p.fail()
	}
	p.advance()
	body := p.block()
	if async {
		return &AsyncFunctionDef{Span: p.until(start), Name: name, Args: args, Body: body, DecoratorList: decorators, Returns: returns, TypeParams: tparams}
	}
	return &FunctionDef{Span: p.until(start), Name: name, Args: args, Body: body, DecoratorList: decorators, Returns: returns, TypeParams: tparams}
}

func (p *parser) class(start Span, decorators []Expr) Stmt {
	p.advance()
	c := &ClassDef{Name: p.name(), DecoratorList: decorators}
	c.TypeParams = p.typeParams()
	if p.kind() == tokLpar {
		open := p.begin()
		p.advance()
		var call Call
		p.arguments(&call, open, false)
		c.Bases, c.Keywords = call.Args, call.Keywords
	}
	p.expect(tokColon)
	c.Body = p.block()
	c.Span = p.until(start)
	return c
}

// match parses a match statement; nil if match is only a name here.
func (p *parser) match() Stmt {
	switch p.peek(1).kind {
	case tokAssign, tokDot, tokComma, tokRpar, tokColon, tokSemi, tokNewline, tokEOF, tokWalrus:
		return nil
	}
	s := &Match{Span: p.begin()}
	if !p.try(func() {
		p.advance()
		s.Subject = p.subject()
		if p.kind() != tokColon {
			p.fail()
		}
		p.advance()
		p.expect(tokNewline)
	}) {
		return nil
	}
	if p.kind() != tokIndent {
		p.fail()
	}
	p.enter()
	p.advance()
	for p.isWord("case") {
		s.Cases = append(s.Cases, p.matchCase())
	}
	if len(s.Cases) == 0 {
		p.fail()
	}
	if p.kind() != tokEOF {
		p.expect(tokDedent)
	}
	p.leave()
	p.end(&s.Span)
	return s
}

func (p *parser) subject() Expr {
	start := p.begin()
	first := p.starNamedExpression()
	if p.kind() != tokComma {
		if _, star := first.(*Starred); star {
			p.fail()
		}
		return first
	}
	elts := []Expr{first}
	for p.accept(tokComma) {
		if p.kind() == tokColon {
			break
		}
		elts = append(elts, p.starNamedExpression())
	}
	return &Tuple{Span: p.until(start), Elts: elts}
}

func (p *parser) matchCase() *MatchCase {
	c := &MatchCase{Span: p.begin()}
	p.advance()
	c.Pattern = p.patterns()
	if p.accept(tokIf) {
		c.Guard = p.namedExpression()
	}
	p.colon()
	c.Body = p.block()
	p.end(&c.Span)
	return c
}
