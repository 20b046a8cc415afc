package syntax

// call parses the arguments of a call of f, which began at start.
func (p *parser) call(f Expr, start Span) Expr {
	open := p.begin()
	p.level += bracketLevels
	if p.level > maxLevel {
		p.tooDeep()
	}
	p.advance()
	c := &Call{Func: f}
	p.arguments(c, open, true)
	p.level -= bracketLevels
	c.Span = p.until(start)
	return c
}

// arguments parses up to and with ')'; generator says whether they may be a bare
// generator expression.
func (p *parser) arguments(c *Call, open Span, generator bool) {
	seenDouble := false
	for p.kind() != tokRpar {
		start := p.begin()
		switch k := p.kind(); {
		case k == tokStar:
			p.advance()
			if seenDouble {
				p.fail()
			}
			value := p.expression()
			c.Args = append(c.Args, &Starred{Span: p.until(start), Value: value})
		case k == tokDoubleStar:
			p.advance()
			value := p.expression()
			c.Keywords = append(c.Keywords, &Keyword{Span: p.until(start), Value: value})
			seenDouble = true
		case k == tokName && p.peek(1).kind == tokAssign:
			name := p.name()
			p.advance()
			value := p.expression()
			c.Keywords = append(c.Keywords, &Keyword{Span: p.until(start), Arg: name, Value: value})
		default:
			if len(c.Keywords) > 0 {
				p.fail()
			}
			e := p.argument()
			if p.comprehensionAhead() {
				if len(c.Args) > 0 || !generator {
					p.fail()
				}
				c.Args = append(c.Args, p.finishGenerator(open, e))
				return
			}
			c.Args = append(c.Args, e)
		}
		if !p.accept(tokComma) {
			break
		}
	}
	p.expect(tokRpar)
}

// argument parses a positional argument.
func (p *parser) argument() Expr {
	if p.kind() == tokName && p.peek(1).kind == tokWalrus {
		return p.walrus()
	}
	e := p.expression()
	if k := p.kind(); k == tokWalrus || k == tokAssign {
		p.fail()
	}
	return e
}

// lambda parses lambda parameters ':' expression.
func (p *parser) lambda() Expr {
	start := p.begin()
	p.advance()
	args := p.parameters(tokColon, false)
	p.expect(tokColon)
	body := p.expression()
	return &Lambda{Span: p.until(start), Args: args, Body: body}
}

// parameters parses a parameter list up to the closing token, which it leaves.
func (p *parser) parameters(closing tok, annotated bool) *Arguments {
	a := &Arguments{}
	sawStar, sawSlash := false, false
	for p.kind() != closing {
		switch p.kind() {
		case tokSlash:
			if sawSlash || sawStar || len(a.Args) == 0 {
				p.fail()
			}
			p.advance()
			sawSlash = true
			a.Posonlyargs, a.Args = a.Args, nil
		case tokStar:
			if sawStar {
				p.fail()
			}
			p.advance()
			sawStar = true
			if p.kind() == tokComma {
				if k := p.peek(1).kind; k == closing || k == tokDoubleStar {
					p.fail()
				}
			} else {
				a.Vararg = p.param(annotated, true)
			}
		case tokDoubleStar:
			p.advance()
			a.Kwarg = p.param(annotated, false)
			if p.accept(tokComma) && p.kind() != closing {
				p.fail()
			}
			if p.kind() != closing {
				p.fail()
			}
			return a
		default:
			arg := p.param(annotated, false)
			var def Expr
			if p.accept(tokAssign) {
				def = p.expression()
			}
			switch {
			case sawStar:
				a.Kwonlyargs = append(a.Kwonlyargs, arg)
				a.KwDefaults = append(a.KwDefaults, def)
			case def != nil:
				a.Args = append(a.Args, arg)
				a.Defaults = append(a.Defaults, def)
			default:
				if len(a.Defaults) > 0 {
					p.fail()
				}
				a.Args = append(a.Args, arg)
			}
		}
		if !p.accept(tokComma) {
			break
		}
	}
	if p.kind() != closing {
		p.fail()
	}
	return a
}

// param parses a parameter and its annotation.
func (p *parser) param(annotated, star bool) *Arg {
	start := p.begin()
	a := &Arg{Arg: p.name()}
	if annotated && p.accept(tokColon) {
		if star && p.kind() == tokStar {
			a.Annotation = p.starred()
		} else {
			a.Annotation = p.expression()
		}
	}
	a.Span = p.until(start)
	return a
}
