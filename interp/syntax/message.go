package syntax

type rule uint8

const (
	ruleExpression rule = iota
	ruleDisjunction
)

type memoKey struct {
	rule rule
	n    int
}

type memoValue struct {
	e   Expr
	end int
}

// memoized runs a rule once for each position of the second pass.
func (p *parser) memoized(r rule, f func() Expr) Expr {
	key := memoKey{r, p.n}
	if v, ok := p.memo[key]; ok {
		if v.e == nil {
			p.fail()
		}
		p.n = v.end
		return v.e
	}
	p.memo[key] = memoValue{}
	e := f()
	p.memo[key] = memoValue{e, p.n}
	return e
}

func (p *parser) expressionDiag() Expr { return p.expressionPlain() }

func (p *parser) genericError(prev *Error) *Error {
	if prev != nil {
		return prev
	}
	return &Error{Msg: "invalid syntax", Filename: p.filename, Line: int(p.line)}
}

func (p *parser) invalidNamedExpression()               {}
func (p *parser) invalidArithmetic()                    {}
func (p *parser) invalidFactor()                        {}
func (p *parser) invalidGroup(Span)                     {}
func (p *parser) invalidComprehension(Span)             {}
func (p *parser) invalidBraces(Span)                    {}
func (p *parser) invalidForTarget(e Expr, msg string)   {}
func (p *parser) invalidArguments()                     {}
func (p *parser) invalidParameters(closing tok, a bool) {}
func (p *parser) needExpression(msg string)             {}
func (p *parser) invalidAssert()                        {}
func (p *parser) invalidImport()                        {}
func (p *parser) invalidImportTarget(closing tok)       {}
func (p *parser) invalidAssignment()                    {}
func (p *parser) missingColon()                         {}
func (p *parser) missingBlock(what string, line int32)  {}
func (p *parser) mixedExcept(s Span)                    {}
func (p *parser) invalidExcept(star bool)               {}
func (p *parser) invalidAsPattern()                     {}
