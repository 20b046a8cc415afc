package sre

import (
	"strings"
)

// Mode is what a match must cover.
type Mode uint8

// The modes: at the start, to the end as well, anywhere.
const (
	Match Mode = iota
	FullMatch
	Search
)

// Matcher runs patterns on a subject. It may be used again, and not by two goroutines
// at a time.
type Matcher struct {
	// Poll, if set, is called every few thousand steps; its error ends the match.
	Poll func() error

	p     *Pattern
	s     string
	end   int // of the subject as far as it counts
	full  bool
	empty int // where a match may not end, -1 for none

	// Groups has the start and end of each group in bytes, -1 for one that did not
	// match; the first is the match itself.
	Groups []int
	// Last is the number of the group that was closed last, 0 if none was.
	Last int

	regs  []int
	stack []frame
	bars  []int // stack heights of the look-arounds and atomic groups entered
	steps int
	seen  []uint64 // instructions and places that were tried, if it takes long
	base  int      // first place in seen
}

type frameKind int32

const (
	again     frameKind = iota // go on at pc
	undoGroup                  // Groups[pc] was aux
	undoLast                   // Last was aux
	undoReg                    // regs[pc] was aux
	fewer                      // opRepeat: one fewer, not below aux
	more                       // opRepeat, lazy: one more; aux is how many are left
	barLook                    // the assertion did not match
	barAtomic
)

type frame struct {
	kind     frameKind
	pc       int32
	pos, aux int
}

const (
	pollEvery  = 1 << 13
	rememberAt = 1 << 14 // steps from which on the matcher remembers
	maxSeen    = 1 << 28 // bits
)

// Run looks for a match of p in s from pos on; s ends at end. notEmpty says that it may
// not be empty at pos. Places are in bytes.
func (m *Matcher) Run(p *Pattern, s string, pos, end int, mode Mode, notEmpty bool) (bool, error) {
	m.p, m.s, m.end, m.full, m.empty = p, s, end, mode == FullMatch, -1
	if notEmpty {
		m.empty = pos
	}
	if n := 2 * (p.Groups + 1); cap(m.Groups) < n {
		m.Groups = make([]int, n)
	} else {
		m.Groups = m.Groups[:n]
	}
	if cap(m.regs) < p.regs {
		m.regs = make([]int, p.regs)
	}
	m.regs = m.regs[:p.regs]
	m.steps, m.seen = 0, nil
	if mode != Search {
		if end-pos < p.min { // a character is at least a byte
			return false, nil
		}
		return m.at(pos)
	}
	for ; ; pos++ {
		if pos = m.candidate(pos); pos < 0 {
			return false, nil
		}
		ok, err := m.at(pos)
		if ok || err != nil {
			return ok, err
		}
		if m.empty >= 0 {
			m.empty, m.seen = -1, nil
		}
		if pos >= end {
			return false, nil
		}
		if !p.bytes {
			for pos+1 < end && s[pos+1]&0xC0 == 0x80 {
				pos++
			}
		}
	}
}

// candidate returns the next place from pos on where a match can start, -1 for none.
func (m *Matcher) candidate(pos int) int {
	p := m.p
	switch {
	case m.end-pos < p.min:
		return -1
	case p.beginning:
		if pos > 0 {
			return -1
		}
	case len(p.prefix) > 0:
		i := strings.Index(m.s[pos:m.end], p.prefix)
		if i < 0 {
			return -1
		}
		return pos + i
	case p.first != nil:
		for pos < m.end && !p.first.has(m.s[pos]) {
			pos++
		}
		if pos == m.end {
			return -1
		}
	}
	return pos
}

// at matches at one place.
func (m *Matcher) at(pos int) (bool, error) {
	for i := range m.Groups {
		m.Groups[i] = -1
	}
	m.Last = 0
	m.stack, m.bars = m.stack[:0], m.bars[:0]
	end, err := m.run(pos)
	if err != nil || end < 0 {
		return false, err
	}
	m.Groups[0], m.Groups[1] = pos, end
	return true, nil
}

func (m *Matcher) push(f frame) { m.stack = append(m.stack, f) }

func (m *Matcher) setReg(r int32, v int) {
	m.push(frame{kind: undoReg, pc: r, aux: m.regs[r]})
	m.regs[r] = v
}

// visited reports whether an instruction was reached at pos before, and notes it.
func (m *Matcher) visited(branch int32, pos int) bool {
	i := (pos-m.base)*(m.p.branches+1) + int(branch)
	if m.seen[i>>6]>>(i&63)&1 != 0 {
		return true
	}
	m.seen[i>>6] |= 1 << (i & 63)
	return false
}

// step counts a step and polls now and then.
func (m *Matcher) step() error {
	m.steps++
	if m.steps&(pollEvery-1) == 0 && m.Poll != nil {
		return m.Poll()
	}
	return nil
}

// remember begins to note what was visited, if memory allows.
func (m *Matcher) remember(pos int) {
	bits := (m.end - pos + 1) * (m.p.branches + 1)
	if bits > maxSeen {
		return
	}
	m.seen, m.base = make([]uint64, bits/64+1), pos
}

// run executes the program at pos and returns where the match ends, -1 for none.
func (m *Matcher) run(pos int) (int, error) {
	p, s, end := m.p, m.s, m.end
	start := pos
	pc := int32(0)
	for {
		in := &p.prog[pc]
		if in.branch > 0 {
			if err := m.step(); err != nil {
				return -1, err
			}
			if m.steps >= rememberAt && p.memo && m.seen == nil {
				m.remember(start)
			}
			// An iteration that was empty is not the one that began here.
			if m.seen != nil && (in.op != opLoopEnd || m.regs[in.x] != pos) && m.visited(in.branch, pos) {
				goto fail
			}
		}
		switch in.op {
		case opByte:
			if pos < end && s[pos] == in.b {
				pos++
				pc++
				continue
			}
		case opText:
			if end-pos >= len(in.text) && s[pos:pos+len(in.text)] == in.text {
				pos += len(in.text)
				pc++
				continue
			}
		case opAny, opAll, opSet:
			if n := m.one(in, in.op, pos); n > 0 {
				pos += n
				pc++
				continue
			}
		case opSave:
			m.push(frame{kind: undoGroup, pc: in.x, aux: m.Groups[in.x]})
			m.Groups[in.x] = pos
			if in.x&1 != 0 {
				if g := int(in.x / 2); g != m.Last {
					m.push(frame{kind: undoLast, aux: m.Last})
					m.Last = g
				}
			}
			pc++
			continue
		case opSplit:
			switch {
			case in.how == lazy:
				m.push(frame{kind: again, pc: pc + 1, pos: pos})
				pc = in.y
			case in.first != nil && (pos >= end || !in.first.has(s[pos])):
				pc = in.y
			default:
				m.push(frame{kind: again, pc: in.y, pos: pos})
				pc++
			}
			continue
		case opJump:
			pc = in.y
			continue
		case opPlace:
			if m.place(in, pos) {
				pc++
				continue
			}
		case opReference:
			if n := m.reference(in, pos); n >= 0 {
				pos += n
				pc++
				continue
			}
		case opCondition:
			if m.Groups[2*in.x] >= 0 && m.Groups[2*in.x+1] >= 0 {
				pc++
			} else {
				pc = in.y
			}
			continue
		case opRepeat:
			low := m.times(in, pos, in.min)
			if low < 0 {
				break
			}
			pos = low
			left := in.max - in.min
			switch {
			case left == 0:
			case in.how == lazy:
				m.push(frame{kind: more, pc: pc, pos: pos, aux: left})
			default:
				if pos = m.run1(in, pos, left); in.how == greedy && pos > low {
					m.push(frame{kind: fewer, pc: pc, pos: pos, aux: low})
				}
			}
			pc++
			continue
		case opLook:
			at := pos
			if in.max > 0 {
				if at = m.back(pos, in.max); at < 0 {
					if in.neg {
						pc = in.y
						continue
					}
					break
				}
			}
			m.bars = append(m.bars, len(m.stack))
			m.push(frame{kind: barLook, pc: pc, pos: pos})
			pos = at
			pc++
			continue
		case opLookEnd:
			bar := m.bars[len(m.bars)-1]
			m.bars = m.bars[:len(m.bars)-1]
			if in.neg {
				m.unwind(bar)
				break
			}
			pos = m.stack[bar].pos
			m.cut(bar)
			pc++
			continue
		case opAtomic:
			m.bars = append(m.bars, len(m.stack))
			m.push(frame{kind: barAtomic})
			pc++
			continue
		case opAtomicEnd:
			bar := m.bars[len(m.bars)-1]
			m.bars = m.bars[:len(m.bars)-1]
			m.cut(bar)
			pc++
			continue
		case opLoop:
			m.setReg(in.x, -1)
			pc++
			continue
		case opMark:
			m.setReg(in.x, pos)
			pc++
			continue
		case opEmpty:
			if pc++; m.regs[in.x] == pos {
				pc = in.y
			}
			continue
		case opLoopEnd:
			switch {
			case m.regs[in.x] == pos: // an empty iteration is the last
				pc++
			case in.how == lazy:
				m.push(frame{kind: more, pc: pc, pos: pos})
				pc++
			default:
				m.push(frame{kind: again, pc: pc + 1, pos: pos})
				m.setReg(in.x, pos)
				pc = in.y
			}
			continue
		case opCount:
			m.setReg(in.x, -1)
			m.setReg(in.x+1, -1)
			pc++
			continue
		case opCountEnd:
			count := m.regs[in.x] + 1
			switch {
			case count < in.min:
				m.setReg(in.x, count)
				pc = in.y
			case in.how == lazy:
				m.setReg(in.x, count)
				if count < in.max && m.regs[in.x+1] != pos {
					m.push(frame{kind: more, pc: pc, pos: pos})
				}
				pc++
			case (count < in.max || in.max == maxRepeat) && m.regs[in.x+1] != pos:
				m.push(frame{kind: again, pc: pc + 1, pos: pos})
				m.setReg(in.x, count)
				m.setReg(in.x+1, pos)
				pc = in.y
			default:
				pc++
			}
			if err := m.step(); err != nil {
				return -1, err
			}
			continue
		case opMatch:
			if (!m.full || pos == end) && pos != m.empty {
				return pos, nil
			}
		}
	fail:
		for {
			n := len(m.stack) - 1
			if n < 0 {
				return -1, nil
			}
			f := &m.stack[n]
			switch f.kind {
			case undoGroup:
				m.Groups[f.pc] = f.aux
			case undoLast:
				m.Last = f.aux
			case undoReg:
				m.regs[f.pc] = f.aux
			case again:
				pc, pos = f.pc, f.pos
				m.stack = m.stack[:n]
				goto resume
			case fewer:
				in := &p.prog[f.pc]
				pos = m.less(in, f.pos, f.aux, f.pc)
				if pos <= f.aux {
					pos = f.aux
					pc = f.pc + 1
					m.stack = m.stack[:n]
					goto resume
				}
				f.pos = pos
				pc = f.pc + 1
				goto resume
			case more:
				in := &p.prog[f.pc]
				switch in.op {
				case opRepeat:
					next := m.times(in, f.pos, 1)
					if next < 0 {
						break
					}
					pos, pc = next, f.pc+1
					if f.aux != maxRepeat-in.min || in.max != maxRepeat {
						f.aux--
					}
					f.pos = pos
					if f.aux == 0 {
						m.stack = m.stack[:n]
					}
					if err := m.step(); err != nil {
						return -1, err
					}
					goto resume
				case opLoopEnd:
					pos = f.pos
					m.stack = m.stack[:n]
					m.setReg(in.x, pos)
					pc = in.y
					goto resume
				default: // opCountEnd
					pos = f.pos
					m.stack = m.stack[:n]
					m.setReg(in.x+1, pos)
					pc = in.y
					goto resume
				}
			case barLook:
				m.bars = m.bars[:len(m.bars)-1]
				in := &p.prog[f.pc]
				if in.neg {
					pos, pc = f.pos, in.y
					m.stack = m.stack[:n]
					goto resume
				}
			case barAtomic:
				m.bars = m.bars[:len(m.bars)-1]
			}
			m.stack = m.stack[:n]
		}
	resume:
	}
}

// unwind undoes what happened since the bar and removes it.
func (m *Matcher) unwind(bar int) {
	for i := len(m.stack) - 1; i > bar; i-- {
		switch f := &m.stack[i]; f.kind {
		case undoGroup:
			m.Groups[f.pc] = f.aux
		case undoLast:
			m.Last = f.aux
		case undoReg:
			m.regs[f.pc] = f.aux
		}
	}
	m.stack = m.stack[:bar]
}

// cut forgets the choices since the bar, but not how to undo its captures.
func (m *Matcher) cut(bar int) {
	keep := bar
	for i := bar + 1; i < len(m.stack); i++ {
		if k := m.stack[i].kind; k == undoGroup || k == undoLast || k == undoReg {
			m.stack[keep] = m.stack[i]
			keep++
		}
	}
	m.stack = m.stack[:keep]
}

// one returns the length of the character at pos if an instruction matches it, else 0.
func (m *Matcher) one(in *inst, op opcode, pos int) int {
	if pos >= m.end {
		return 0
	}
	c := m.s[pos]
	switch op {
	case opByte:
		if c == in.b {
			return 1
		}
		return 0
	case opText:
		if strings.HasPrefix(m.s[pos:m.end], in.text) {
			return len(in.text)
		}
		return 0
	case opAny:
		if c == '\n' {
			return 0
		}
	case opSet:
		if c < 128 || m.p.bytes {
			if in.set.low[c>>6]>>(c&63)&1 != 0 {
				return 1
			}
			return 0
		}
		if r, n := decode(m.s, pos, m.end); in.set.has(r) {
			return n
		}
		return 0
	}
	if c < 128 || m.p.bytes {
		return 1
	}
	_, n := decode(m.s, pos, m.end)
	return n
}

// times matches n characters and returns the place behind them, -1 if there are not
// as many.
func (m *Matcher) times(in *inst, pos, n int) int {
	if n > m.end-pos {
		return -1
	}
	for range n {
		k := m.one(in, in.unit, pos)
		if k == 0 {
			return -1
		}
		pos += k
	}
	return pos
}

// run1 matches as many characters as there are, at most n.
func (m *Matcher) run1(in *inst, pos, n int) int {
	end := m.end
	s := m.s
	if n >= end-pos { // no bound
		switch in.unit {
		case opAll:
			return end
		case opAny:
			if i := strings.IndexByte(s[pos:end], '\n'); i >= 0 {
				return pos + i
			}
			return end
		case opByte:
			for pos < end && s[pos] == in.b {
				pos++
			}
			return pos
		case opSet:
			set := in.set
			for pos < end {
				c := s[pos]
				if c < 128 || m.p.bytes {
					if set.low[c>>6]>>(c&63)&1 == 0 {
						return pos
					}
					pos++
					continue
				}
				r, k := decode(s, pos, end)
				if !set.has(r) {
					return pos
				}
				pos += k
			}
			return pos
		}
	}
	for ; n > 0; n-- {
		k := m.one(in, in.unit, pos)
		if k == 0 {
			break
		}
		pos += k
	}
	return pos
}

// less is the next place at which a repetition that reached pos can end, low at the
// least. If a byte must follow it, places without that are left out.
func (m *Matcher) less(in *inst, pos, low int, pc int32) int {
	s := m.s
	step := func() {
		pos--
		if in.unit == opText {
			pos -= len(in.text) - 1
		} else if !m.p.bytes {
			for pos > low && s[pos]&0xC0 == 0x80 {
				pos--
			}
		}
	}
	step()
	var want byte
	switch next := &m.p.prog[pc+1]; next.op {
	case opByte:
		want = next.b
	case opText:
		want = next.text[0]
	default:
		return pos
	}
	for pos > low && s[pos] != want {
		step()
	}
	return pos
}

// back returns the place n characters before pos, -1 if there is none.
func (m *Matcher) back(pos, n int) int {
	if m.p.bytes {
		return max(pos-n, -1)
	}
	for ; n > 0; n-- {
		if pos == 0 {
			return -1
		}
		pos--
		for pos > 0 && m.s[pos]&0xC0 == 0x80 {
			pos--
		}
	}
	return pos
}

func (m *Matcher) place(in *inst, pos int) bool {
	s, end := m.s, m.end
	switch in.b {
	case 'A':
		return pos == 0
	case 'm':
		return pos == 0 || s[pos-1] == '\n'
	case '$':
		return pos == end || pos+1 == end && s[pos] == '\n'
	case 'M':
		return pos == end || s[pos] == '\n'
	case 'Z':
		return pos == end
	}
	// \b and \B
	before, after := false, false
	if pos > 0 {
		r := rune(s[pos-1])
		if !m.p.bytes && r >= 128 {
			r, _ = decode(s, m.back(pos, 1), end)
		}
		before = isWord(r, in.ascii, m.p.chars)
	}
	if pos < end {
		r := rune(s[pos])
		if !m.p.bytes && r >= 128 {
			r, _ = decode(s, pos, end)
		}
		after = isWord(r, in.ascii, m.p.chars)
	}
	return (before != after) == (in.b == 'b')
}

// reference returns the length of a group's text at pos, -1 if that is not there.
func (m *Matcher) reference(in *inst, pos int) int {
	from, to := m.Groups[2*in.x], m.Groups[2*in.x+1]
	if from < 0 || to < from {
		return -1
	}
	text := m.s[from:to]
	if !in.neg {
		if strings.HasPrefix(m.s[pos:m.end], text) {
			return len(text)
		}
		return -1
	}
	f := folding{m.p.chars, in.ascii}
	start := pos
	for i := 0; i < len(text); {
		if pos >= m.end {
			return -1
		}
		a, n := rune(text[i]), 1
		b, k := rune(m.s[pos]), 1
		if !m.p.bytes {
			a, n = decode(text, i, len(text))
			b, k = decode(m.s, pos, m.end)
		}
		if a != b && f.lower(a) != f.lower(b) {
			return -1
		}
		i += n
		pos += k
	}
	return pos - start
}
