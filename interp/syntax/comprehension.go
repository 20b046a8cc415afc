package syntax

// comprehensionAhead reports whether a for clause is next.
func (p *parser) comprehensionAhead() bool {
	switch p.kind() {
	case tokFor:
		return true
	case tokAsync:
		return p.peek(1).kind == tokFor
	}
	return false
}

// comprehensions parses the for and if clauses.
func (p *parser) comprehensions() []*Comprehension {
	var gens []*Comprehension
	for p.comprehensionAhead() {
		c := &Comprehension{Span: p.begin()}
		c.IsAsync = p.accept(tokAsync)
		p.expect(tokFor)
		c.Target = p.forTarget()
		if p.kind() != tokIn {
			p.fail()
		}
		p.advance()
		p.setStore(c.Target)
		c.Iter = p.disjunction()
		for p.accept(tokIf) {
			c.Ifs = append(c.Ifs, p.disjunction())
		}
		p.end(&c.Span)
		gens = append(gens, c)
	}
	return gens
}

// noStarElement refuses [*x for ...].
func (p *parser) noStarElement(e Expr) {
	if _, star := e.(*Starred); star {
		p.fail()
	}
}

// finishGenerator parses the clauses of a generator expression and ')'.
func (p *parser) finishGenerator(start Span, elt Expr) Expr {
	p.noStarElement(elt)
	gens := p.comprehensions()
	p.expect(tokRpar)
	return &GeneratorExp{Span: p.until(start), Elt: elt, Generators: gens}
}

// forTarget parses star_targets up to in; the caller sets the context.
func (p *parser) forTarget() Expr {
	start := p.begin()
	first := p.starTarget()
	if p.kind() != tokComma {
		return first
	}
	elts := []Expr{first}
	for p.accept(tokComma) {
		if k := p.kind(); k != tokStar && !p.startsExpr(k) {
			break
		}
		elts = append(elts, p.starTarget())
	}
	return &Tuple{Span: p.until(start), Elts: elts}
}

// starTarget parses one target. What may not be one inside brackets is left to
// setStore.
func (p *parser) starTarget() Expr {
	if p.kind() != tokStar {
		return p.primary()
	}
	start := p.begin()
	p.advance()
	value := p.primary()
	return &Starred{Span: p.until(start), Value: value}
}
