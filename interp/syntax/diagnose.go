package syntax

import (
	"fmt"
	"strings"
)

// match is what an item of the grammar matched: tokens first to end. Matches that
// are expressions say which.
type match struct {
	e          Expr
	first, end int
	mark       byte // 'k' keyword argument, 'd' dictionary unpacking
	kids       []*match
}

// memo is the result of a rule at a token.
type memo struct {
	m    *match
	rule int32
	end  int32
}

// diagnosis is the second pass over a statement that does not parse: it matches the
// tokens with the whole grammar, in the order of CPython's parser, until a rule
// names the mistake.
type diagnosis struct {
	*parser
	start  int // first token of the statement
	plain  bool
	memos  [][]memo // of each token from start
	levels []int32  // bracket depth after each token from start
	none   match    // what an item that took no token matched
	spare  []match  // allocated, unused
}

// maxDiagnosed is the number of tokens that the second pass looks at. It takes about
// 700 bytes of memory and 3 microseconds for each; a longer statement has the plain
// error.
const maxDiagnosed = 1 << 19

// maxDiagnosisLevel is CPython's limit of nested rules.
const maxDiagnosisLevel = 6000

// diagnose panics with the error of the statement that begins at token start, or,
// with more, of one that follows. It returns if no rule names an error.
func (p *parser) diagnose(start int, rule string, more bool) {
	d := &diagnosis{parser: p, start: start}
	p.n, p.level = start, 0
	r := grammar()[rule]
	for d.rule(r) != nil && more && p.kind() != tokEOF && p.n > start {
		d.start, start = p.n, p.n
		clear(d.memos)
		d.memos = d.memos[:0]
		d.levels = d.levels[:0]
	}
}

// rule matches a rule at the current token; nil, and the position is unspecified,
// if it does not match.
func (d *diagnosis) rule(r *pegRule) *match {
	d.level++
	if d.level > maxDiagnosisLevel {
		d.tooDeep()
	}
	var m *match
	switch {
	case r.left:
		m = d.leftRecursive(r)
	case r.memo:
		at := d.n
		if v := d.recall(r, at); v != nil {
			d.n, m = int(v.end), v.m
		} else {
			m = d.alternatives(r)
			d.remember(r, at, m, d.n)
		}
	default:
		m = d.alternatives(r)
	}
	d.level--
	return m
}

// leftRecursive grows the match of a rule whose alternatives begin with itself.
func (d *diagnosis) leftRecursive(r *pegRule) *match {
	start := d.n
	if v := d.recall(r, start); v != nil {
		d.n = int(v.end)
		return v.m
	}
	var best *match
	end := start
	for {
		d.remember(r, start, best, end)
		d.n = start
		m := d.alternatives(r)
		if m == nil || d.n <= end {
			d.n = end
			return best
		}
		best, end = m, d.n
	}
}

// recall is what a rule matched at token i before, or nil.
func (d *diagnosis) recall(r *pegRule, i int) *memo {
	if i -= d.start; i < len(d.memos) {
		for k := range d.memos[i] {
			if v := &d.memos[i][k]; v.rule == int32(r.id) {
				return v
			}
		}
	}
	return nil
}

// remember keeps, or changes, what a rule matched at token i.
func (d *diagnosis) remember(r *pegRule, i int, m *match, end int) {
	if v := d.recall(r, i); v != nil {
		v.m, v.end = m, int32(end)
		return
	}
	i -= d.start
	for len(d.memos) <= i {
		d.memos = append(d.memos, nil)
	}
	d.memos[i] = append(d.memos[i], memo{m, int32(r.id), int32(end)})
}

// newMatch is a match of the tokens from first to the current one.
func (d *diagnosis) newMatch(first int, kids []*match) *match {
	if len(d.spare) == 0 {
		d.spare = make([]match, 128)
	}
	m := &d.spare[0]
	d.spare = d.spare[1:]
	m.first, m.end, m.kids = first, d.n, kids
	return m
}

// alternatives tries the alternatives of a rule in order.
func (d *diagnosis) alternatives(r *pegRule) *match {
	start := d.n
	for i := range r.alts {
		m, final := d.alternative(&r.alts[i], start)
		if m != nil || final {
			return m
		}
		d.n = start
	}
	return nil
}

// alternative matches one alternative; final says that no other may be tried.
func (d *diagnosis) alternative(a *pegAlt, start int) (m *match, final bool) {
	if a.bad && d.plain {
		return nil, false
	}
	var kids []*match
	var last *match
	taken := 0
	for i := range a.items {
		item := &a.items[i]
		if item.kind == itemCut {
			final = true
			continue
		}
		at := d.n
		kid := d.item(item)
		if kid == nil {
			return nil, final
		}
		switch {
		case item.kind == itemAhead || item.kind == itemNot:
			d.n = at
			continue
		case item.capture:
			kids = append(kids, kid)
		case a.captures == 0:
			// Only what exprs looks at is kept.
			if last = kid; kid.e != nil || kid.mark != 0 || len(kid.kids) > 0 {
				kids = append(kids, kid)
			}
		}
		taken++
	}
	if a.action != "" {
		return d.act(a, kids, start), true
	}
	switch {
	case a.captures == 1:
		return kids[0], true
	case taken == 1 && a.captures == 0:
		return last, true
	}
	return d.newMatch(start, kids), true
}

// item matches an item. A match that consumes nothing is not nil.
func (d *diagnosis) item(it *pegItem) *match {
	start := d.n
	switch it.kind {
	case itemToken:
		if d.kind() == it.tok {
			return d.token()
		}
	case itemForce:
		if d.kind() != it.tok {
			d.raiseToken(d.cur(), "expected '"+it.text+"'")
		}
		return d.token()
	case itemWord:
		if d.isWord(it.text) {
			return d.token()
		}
	case itemClass:
		k := d.kind()
		switch it.text {
		case "AUGASSIGN":
			if k >= tokPlusEq && k <= tokDoubleSlashEq {
				return d.token()
			}
		case "COMPARE":
			if k >= tokEq && k <= tokGtE && d.text(d.cur()) != "<>" {
				return d.token()
			}
		case "FSTART":
			if k == tokFStart && !d.template(d.cur()) {
				return d.token()
			}
		case "TSTART":
			if k == tokFStart && d.template(d.cur()) {
				return d.token()
			}
		case "SOFT_KEYWORD":
			if k == tokName {
				switch d.text(d.cur()) {
				case "_", "case", "match", "type":
					return d.token()
				}
			}
		}
	case itemRule:
		if it.rule.name == "expression_without_bad" {
			was := d.plain
			d.plain = true
			m := d.rule(it.rule)
			d.plain = was
			return m
		}
		return d.rule(it.rule)
	case itemGroup:
		return d.rule(it.rule)
	case itemOptional:
		if m := d.item(it.sub); m != nil {
			return m
		}
		d.n = start
		return &d.none
	case itemStar, itemPlus:
		return d.repeat(it.sub, nil, it.kind == itemPlus)
	case itemGather:
		return d.repeat(it.sub, it.sep, true)
	case itemAhead:
		return d.item(it.sub)
	case itemNot:
		if d.item(it.sub) == nil {
			return &d.none
		}
	}
	return nil
}

// repeat matches sub as often as it can, with sep between.
func (d *diagnosis) repeat(sub, sep *pegItem, once bool) *match {
	m := d.newMatch(d.n, nil)
	for {
		at := d.n
		if sep != nil && len(m.kids) > 0 && d.item(sep) == nil {
			d.n = at
			break
		}
		kid := d.item(sub)
		if kid == nil || d.n == at {
			d.n = at
			break
		}
		m.kids = append(m.kids, kid)
	}
	m.end = d.n
	if once && len(m.kids) == 0 {
		return nil
	}
	return m
}

// token takes the current token.
func (d *diagnosis) token() *match {
	t := d.cur()
	d.n++
	m := d.newMatch(d.n-1, nil)
	switch t.kind {
	case tokName:
		m.e = &Name{Span: t.span(), Id: d.text(t)}
	case tokNumber, tokString, tokFMiddle:
		m.e = &Constant{Span: t.span(), Kind: ConstStr}
	case tokTrue:
		m.e = &Constant{Span: t.span(), Kind: ConstTrue}
	case tokFalse:
		m.e = &Constant{Span: t.span(), Kind: ConstFalse}
	case tokNone:
		m.e = &Constant{Span: t.span(), Kind: ConstNone}
	case tokEllipsis:
		m.e = &Constant{Span: t.span(), Kind: ConstEllipsis}
	}
	return m
}

// span is the range of a match: of its expression, or of its tokens.
func (d *diagnosis) span(m *match) Span {
	if m.e != nil {
		return m.e.Pos()
	}
	first, last := &d.toks[m.first], &d.toks[max(m.first, m.end-1)]
	for last.kind == tokNewline && m.end-1 > m.first {
		m = &match{first: m.first, end: m.end - 1}
		last = &d.toks[m.end-1]
	}
	return Span{first.line, first.col, last.endLine, last.endCol}
}

// exprs appends the expressions and arguments in matches, in order.
func exprs(list, matches []*match) []*match {
	for _, m := range matches {
		if m.e != nil || m.mark != 0 {
			list = append(list, m)
		} else {
			list = exprs(list, m.kids)
		}
	}
	return list
}

func elements(matches []*match) []Expr {
	var elts []Expr
	for _, m := range exprs(nil, matches) {
		elts = append(elts, m.e)
	}
	return elts
}

// act runs the action of an alternative: it builds a node or reports an error. Nil
// means that the rule does not match after all.
func (d *diagnosis) act(a *pegAlt, kids []*match, start int) *match {
	m := d.newMatch(start, kids)
	s := d.span(m)
	msg := a.msg
	if strings.HasPrefix(msg, "$") {
		msg = d.stringLetter() + msg[1:]
	}
	if strings.Contains(msg, "%s") && a.action != "indent" {
		msg = fmt.Sprintf(msg, exprName(kids[0].e))
	}
	switch a.action {
	case "at":
		d.raiseSpan(d.span(kids[0]), msg)
	case "range":
		s, end := d.span(kids[0]), d.span(kids[1])
		d.raiseSpan(Span{s.Line, s.Col, end.EndLine, end.EndCol}, msg)
	case "mixed":
		parts := kids[0].kids
		s, end := d.span(parts[len(parts)-1]), d.span(kids[1])
		d.raiseSpan(Span{s.Line, s.Col, end.EndLine, end.EndCol}, "cannot mix t-string literals with string or bytes literals")
	case "part":
		parts := kids[0].kids
		s, end := d.span(parts[0]), d.span(parts[len(parts)-1])
		d.raiseSpan(Span{s.Line, s.Col, end.EndLine, end.EndCol}, "invalid syntax. Is this intended to be part of the string?")
	case "from":
		d.raiseFrom(d.span(kids[0]), msg)
	case "here":
		d.raiseLast(SyntaxError, msg)
	case "next":
		d.raiseToken(d.cur(), msg)
	case "indent":
		full := "expected an indented block"
		if msg != "" {
			full += fmt.Sprintf(" after %s on line %d", msg, d.toks[kids[0].first].line)
		}
		d.raiseLast(IndentationError, full)
	case "comma", "legacy", "star_target", "for_target", "del_target", "bare_generator", "positional_follows", "key", "bound":
		d.report(a, kids)
		return nil
	case "Keyword":
		m.mark = 'k'
	case "DoubleStarred":
		m.mark = 'd'
	default:
		m.e = d.node(a.action, kids, s)
	}
	return m
}

// report runs the actions that look closer; it returns if there is no error.
func (d *diagnosis) report(a *pegAlt, kids []*match) {
	first := d.span(kids[0])
	span := first
	if len(kids) > 1 {
		last := d.span(kids[1])
		span.EndLine, span.EndCol = last.EndLine, last.EndCol
	}
	legacy := func() (string, bool) {
		if n, ok := kids[0].e.(*Name); ok && (n.Id == "print" || n.Id == "exec") {
			return n.Id, true
		}
		return "", false
	}
	target := func(kind targetKind, verb string) {
		if bad := invalidTarget(kids[0].e, kind); bad != nil {
			d.raiseSpan(bad.Pos(), "cannot "+verb+" "+exprName(bad))
		}
	}
	switch a.action {
	case "comma":
		if _, old := legacy(); !old && d.depth(d.n-1) > 0 {
			d.raiseSpan(span, "invalid syntax. Perhaps you forgot a comma?")
		}
	case "legacy":
		if name, old := legacy(); old {
			d.raiseSpan(span, fmt.Sprintf("Missing parentheses in call to '%s'. Did you mean %s(...)?", name, name))
		}
	case "star_target":
		target(targetStar, "assign to")
	case "for_target":
		target(targetFor, "assign to")
	case "del_target":
		target(targetDel, "delete")
	case "bare_generator":
		args := exprs(nil, kids[:1])
		n := 0
		for n < len(args) && args[n].mark == 0 {
			n++
		}
		if n > 1 {
			s, end := d.span(args[n-1]), d.span(kids[1])
			d.raiseSpan(Span{s.Line, s.Col, end.EndLine, end.EndCol}, "Generator expression must be parenthesized")
		}
	case "positional_follows":
		msg := "positional argument follows keyword argument"
		for _, m := range exprs(nil, kids[:1]) {
			if m.mark == 'd' {
				msg = "positional argument follows keyword argument unpacking"
			}
		}
		d.raiseLast(SyntaxError, msg)
	case "key":
		d.raiseKey(first)
	case "bound":
		what := "bound"
		if _, ok := kids[1].e.(*Tuple); ok {
			what = "constraints"
		}
		d.raiseSpan(span, "cannot use "+what+" with "+a.msg)
	}
}

// node is an expression of a kind: what names and targets depend on.
func (d *diagnosis) node(kind string, kids []*match, s Span) Expr {
	switch kind {
	case "Tuple":
		return &Tuple{Span: s, Elts: elements(kids)}
	case "List":
		return &List{Span: s, Elts: elements(kids)}
	case "Starred":
		return &Starred{Span: s, Value: kids[0].e}
	case "Compare":
		c := &Compare{Span: s, Left: kids[0].e, Ops: []CmpOp{Eq}}
		if d.toks[kids[1].first].kind == tokIn {
			c.Ops[0] = In
		}
		return c
	case "IfExp":
		return &IfExp{Span: s}
	case "Yield":
		return &Yield{Span: s}
	case "NamedExpr":
		return &NamedExpr{Span: s}
	case "BoolOp":
		return &BoolOp{Span: s}
	case "UnaryOp":
		return &UnaryOp{Span: s}
	case "BinOp":
		return &BinOp{Span: s}
	case "Await":
		return &Await{Span: s}
	case "Attribute":
		return &Attribute{Span: s}
	case "Call":
		return &Call{Span: s}
	case "Subscript":
		return &Subscript{Span: s}
	case "Lambda":
		return &Lambda{Span: s}
	case "Set":
		return &Set{Span: s}
	case "Dict":
		return &Dict{Span: s}
	case "ListComp":
		return &ListComp{Span: s}
	case "SetComp":
		return &SetComp{Span: s}
	case "DictComp":
		return &DictComp{Span: s}
	case "GeneratorExp":
		return &GeneratorExp{Span: s}
	case "strings":
		nbytes := 0
		for _, m := range kids[0].kids {
			if t := d.toks[m.first]; t.kind == tokString && isBytes(d.text(&t)) {
				nbytes++
			}
		}
		if nbytes > 0 && nbytes < len(kids[0].kids) {
			d.raiseLast(SyntaxError, "cannot mix bytes and nonbytes literals")
		}
		for _, m := range kids[0].kids {
			switch t := d.toks[m.first]; {
			case t.kind != tokFStart:
			case d.template(&t):
				return &TemplateStr{Span: s}
			default:
				return &JoinedStr{Span: s}
			}
		}
		return &Constant{Span: s, Kind: ConstStr}
	}
	panic("syntax: unknown action " + kind)
}

// depth is the number of open brackets after token i.
func (d *diagnosis) depth(i int) int32 {
	for len(d.levels) <= i-d.start {
		depth := int32(0)
		if n := len(d.levels); n > 0 {
			depth = d.levels[n-1]
		}
		switch d.toks[d.start+len(d.levels)].kind {
		case tokLpar, tokLsqb, tokLbrace:
			depth++
		case tokRpar, tokRsqb, tokRbrace:
			depth--
		}
		d.levels = append(d.levels, depth)
	}
	return d.levels[i-d.start]
}

// stringLetter is f or t, of the literal that the current token is in.
func (d *diagnosis) stringLetter() string {
	open := 0
	for i := d.n - 1; i >= d.start; i-- {
		switch t := &d.toks[i]; t.kind {
		case tokFEnd:
			open++
		case tokFStart:
			if open--; open < 0 && d.template(t) {
				return "t"
			} else if open < 0 {
				return "f"
			}
		}
	}
	return "f"
}
