package compile

import (
	"slices"

	"github.com/gopyrun/gopyrun/interp/internal/op"
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/interp/syntax"
)

// matchStmt compiles match: the subject stays in a register, the names that a
// pattern captures are bound only when all of it has matched.
// https://docs.python.org/3.14/reference/compound_stmts.html#the-match-statement
func (u *unit) matchStmt(n *syntax.Match) {
	top := u.temp
	subj := u.exprTemp(n.Subject)
	end := newLabel()
	saved := u.saveAssigned()
	for i, c := range n.Cases {
		u.restoreAssigned(saved)
		next := newLabel()
		t := u.temp
		m := &matcher{u: u, fail: next, irrefutable: c.Guard != nil || i == len(n.Cases)-1}
		u.pos = c.Pattern.Pos()
		if a, ok := c.Pattern.(*syntax.MatchAs); ok && a.Pattern == nil && a.Name == "" && c.Guard == nil {
			u.mark()
		}
		m.match(c.Pattern, subj)
		m.bind()
		if c.Guard != nil {
			u.pos = c.Guard.Pos()
			u.jumpIf(c.Guard, false, next)
		}
		u.stmts(c.Body)
		u.temp = t
		u.goTo(end)
		u.place(next)
		u.dead = false
	}
	u.restoreAssigned(saved)
	u.place(end)
	u.dead = false
	u.temp = top
}

// matcher compiles one pattern.
type matcher struct {
	u     *unit
	fail  *label
	names []string
	regs  []int
	depth int
	// irrefutable says that the pattern may match everything: nothing comes after it.
	irrefutable bool
}

// sub matches a part of the subject.
func (m *matcher) sub(p syntax.Pattern, r int) {
	saved := m.irrefutable
	m.irrefutable = true
	m.match(p, r)
	m.irrefutable = saved
}

func (m *matcher) capture(name string, pos syntax.Span, r int) {
	for _, o := range m.names {
		if o == name {
			m.u.fail(pos, "multiple assignments to name '"+name+"' in pattern")
			return
		}
	}
	t := m.u.alloc()
	m.u.emit(op.MOVE, t, r, 0, 0, 0)
	m.names = append(m.names, name)
	m.regs = append(m.regs, t)
}

// bind assigns the captured values to their names.
func (m *matcher) bind() {
	for i, n := range m.names {
		m.u.storeName(n, m.regs[i])
	}
}

// match emits code that jumps to m.fail unless register r matches p. Temporaries
// stay taken until the case is done, since captures live in them.
func (m *matcher) match(p syntax.Pattern, r int) {
	u := m.u
	defer u.leave()
	if !u.enter(p.Pos()) {
		return
	}
	old := u.pos
	u.pos = p.Pos()
	defer func() { u.pos = old }()
	switch p := p.(type) {
	case *syntax.MatchValue:
		v := u.expr(p.Value)
		u.jump(py.Instr{Op: op.JCMP, A: uint16(py.EQ), B: reg(r), C: reg(v)}, m.fail)
	case *syntax.MatchSingleton:
		t := u.alloc()
		switch p.Value {
		case syntax.ConstTrue:
			u.emit(op.LOADK, t, 0, 0, int32(u.constant(py.True, true)), 0)
		case syntax.ConstFalse:
			u.emit(op.LOADK, t, 0, 0, int32(u.constant(py.False, false)), 0)
		default:
			u.emit(op.LOADNONE, t, 0, 0, 0, 0)
		}
		u.jump(py.Instr{Op: op.JIS, B: reg(r), C: reg(t), E: 0}, m.fail)
	case *syntax.MatchAs:
		switch {
		case p.Pattern != nil:
			m.match(p.Pattern, r)
		case m.irrefutable:
		case p.Name != "":
			u.fail(p.Pos(), "name capture '"+p.Name+"' makes remaining patterns unreachable")
			return
		default:
			u.fail(p.Pos(), "wildcard makes remaining patterns unreachable")
			return
		}
		if p.Name != "" {
			m.capture(p.Name, p.Pos(), r)
		}
	case *syntax.MatchStar:
		if p.Name != "" {
			m.capture(p.Name, p.Pos(), r)
		}
	case *syntax.MatchOr:
		m.or(p, r)
	case *syntax.MatchSequence:
		m.sequence(p, r)
	case *syntax.MatchMapping:
		m.mapping(p, r)
	case *syntax.MatchClass:
		m.class(p, r)
	default:
		u.fail(p.Pos(), "this pattern is not supported yet by this interpreter")
	}
}

// or tries the alternatives in turn; each must bind the same names.
func (m *matcher) or(p *syntax.MatchOr, r int) {
	u := m.u
	matched := newLabel()
	base := len(m.names)
	var names []string
	var regs []int
	for i, q := range p.Patterns {
		next := newLabel()
		last := i == len(p.Patterns)-1
		alt := &matcher{u: u, fail: next, irrefutable: last && m.irrefutable, names: append([]string(nil), m.names[:base]...), regs: append([]int(nil), m.regs[:base]...)}
		if last {
			alt.fail = m.fail
		}
		alt.match(q, r)
		if i == 0 {
			names = alt.names[base:]
			for range names {
				regs = append(regs, u.alloc())
			}
		} else if len(alt.names)-base != len(names) {
			u.fail(p.Pos(), "alternative patterns bind different names")
			return
		}
		for j, n := range names {
			found := false
			for k, o := range alt.names[base:] {
				if o == n {
					u.emit(op.MOVE, regs[j], alt.regs[base+k], 0, 0, 0)
					found = true
				}
			}
			if !found {
				u.fail(p.Pos(), "alternative patterns bind different names")
				return
			}
		}
		if i < len(p.Patterns)-1 {
			u.goTo(matched)
			u.place(next)
			u.dead = false
		}
	}
	u.place(matched)
	u.dead = false
	m.names = append(m.names, names...)
	m.regs = append(m.regs, regs...)
}

func (m *matcher) sequence(p *syntax.MatchSequence, r int) {
	u := m.u
	star := -1
	for i, q := range p.Patterns {
		if _, ok := q.(*syntax.MatchStar); ok {
			if star >= 0 {
				u.fail(p.Pos(), "multiple starred names in sequence pattern")
				return
			}
			star = i
		}
	}
	t := u.alloc()
	u.emit(op.MATCHSEQ, t, r, 0, 0, 0)
	u.jump(py.Instr{Op: op.JF, A: reg(t)}, m.fail)
	n := len(p.Patterns)
	if star < 0 || n > 1 {
		u.emit(op.LENGTH, t, r, 0, 0, 0)
	}
	if star < 0 {
		u.jump(py.Instr{Op: op.JCMPI, A: uint16(py.EQ), B: reg(t), E: uint32(n)}, m.fail)
	} else if n > 1 {
		u.jump(py.Instr{Op: op.JCMPI, A: uint16(py.GE), B: reg(t), E: uint32(n - 1)}, m.fail)
	}
	if !slices.ContainsFunc(p.Patterns, func(q syntax.Pattern) bool { return !isWildcard(q) }) {
		return
	}
	if star >= 0 && isWildcard(p.Patterns[star]) {
		m.items(p.Patterns, star, r)
		return
	}
	base := u.temp
	for range n {
		u.alloc()
	}
	if star >= 0 {
		u.emitRaw(py.Instr{Op: op.UNPACKEX, A: reg(base), B: reg(r), C: uint16(star), D: int32(n - star - 1)})
	} else {
		u.emitRaw(py.Instr{Op: op.UNPACK, A: reg(base), B: reg(r), C: uint16(n)})
	}
	for i, q := range p.Patterns {
		m.sub(q, base+i)
	}
}

// isWildcard reports whether a pattern is _ or *_.
func isWildcard(p syntax.Pattern) bool {
	switch p := p.(type) {
	case *syntax.MatchStar:
		return p.Name == ""
	case *syntax.MatchAs:
		return p.Name == "" && p.Pattern == nil
	}
	return false
}

// items matches the items around a *_ in the sequence in register r by their indices.
func (m *matcher) items(patterns []syntax.Pattern, star, r int) {
	u := m.u
	for i, q := range patterns {
		if isWildcard(q) {
			continue
		}
		k, v := u.alloc(), u.alloc()
		if i < star {
			u.emit(op.LOADI, k, 0, 0, int32(i), 0)
		} else {
			u.emit(op.LENGTH, k, r, 0, 0, 0)
			u.emitRaw(py.Instr{Op: op.BINARYI, A: reg(k), B: reg(k), C: uint16(py.OpSub), D: int32(len(patterns) - i)})
		}
		u.emit(op.GETITEM, v, r, k, 0, 0)
		m.sub(q, v)
	}
}

func (m *matcher) mapping(p *syntax.MatchMapping, r int) {
	u := m.u
	seen := map[string]bool{}
	for _, k := range p.Keys {
		key, repr, ok := patternKey(k)
		if ok && seen[key] {
			u.fail(p.Pos(), "mapping pattern checks duplicate key ("+repr+")")
			return
		}
		seen[key] = ok
	}
	t := u.alloc()
	u.emit(op.MATCHMAP, t, r, 0, 0, 0)
	u.jump(py.Instr{Op: op.JF, A: reg(t)}, m.fail)
	if len(p.Keys) == 0 && p.Rest == "" {
		return
	}
	keys := u.alloc()
	u.display2(op.TUPLE, p.Keys, keys)
	vals := u.alloc()
	u.emit(op.MATCHKEYS, vals, r, keys, 0, 0)
	u.jump(py.Instr{Op: op.JNONE, A: reg(vals)}, m.fail)
	base := u.temp
	for range p.Keys {
		u.alloc()
	}
	if len(p.Keys) > 0 {
		u.emitRaw(py.Instr{Op: op.UNPACK, A: reg(base), B: reg(vals), C: uint16(len(p.Keys))})
	}
	for i, q := range p.Patterns {
		m.sub(q, base+i)
	}
	if p.Rest != "" {
		rest := u.alloc()
		u.emitRaw(py.Instr{Op: op.DICT, A: reg(rest)})
		u.emit(op.DICTUPDATE, rest, r, 0, 0, 0)
		for i := range p.Keys {
			k := u.alloc()
			u.emitRaw(py.Instr{Op: op.LOADI, A: reg(k), D: int32(i)})
			u.emit(op.GETITEM, k, keys, k, 0, 0)
			u.emit(op.DELITEM, rest, k, 0, 0, 0)
		}
		m.capture(p.Rest, p.Pos(), rest)
	}
}

func (m *matcher) class(p *syntax.MatchClass, r int) {
	u := m.u
	for i, a := range p.KwdAttrs {
		for _, o := range p.KwdAttrs[:i] {
			if o == a {
				u.fail(p.KwdPatterns[i].Pos(), "attribute name repeated in class pattern: "+a)
				return
			}
		}
	}
	b := u.alloc()
	u.emit(op.MOVE, b, r, 0, 0, 0)
	u.exprTo(p.Cls, u.alloc())
	names := make([]py.Value, len(p.KwdAttrs))
	for i, a := range p.KwdAttrs {
		names[i] = py.NewStr(a)
	}
	vals := u.alloc()
	u.emitRaw(py.Instr{Op: op.MATCHCLASS, A: reg(vals), B: reg(b), C: uint16(len(p.Patterns)),
		D: int32(u.constant(py.NewTuple(names...), nil))})
	u.jump(py.Instr{Op: op.JNONE, A: reg(vals)}, m.fail)
	n := len(p.Patterns) + len(p.KwdPatterns)
	base := u.temp
	for range n {
		u.alloc()
	}
	if n > 0 {
		u.emitRaw(py.Instr{Op: op.UNPACK, A: reg(base), B: reg(vals), C: uint16(n)})
	}
	for i, q := range p.Patterns {
		m.sub(q, base+i)
	}
	for i, q := range p.KwdPatterns {
		m.sub(q, base+len(p.Patterns)+i)
	}
}
