package sre

import "strings"

// opcode is what an instruction does.
type opcode uint8

const (
	opMatch     opcode = iota
	opByte             // b
	opText             // text
	opAny              // any character but a newline
	opAll              // any character
	opSet              // a character of set
	opSave             // capture slot x
	opSplit            // go on; should that fail, at y. If the next byte is not of first, at y at once
	opJump             // to y
	opPlace            // at b
	opReference        // the text of group x; ignoring case if set
	opCondition        // to y unless group x has matched
	opRepeat           // unit min to max times, as how says
	opLook             // y behind the assertion; max characters back
	opLookEnd
	opAtomic
	opAtomicEnd
	opLoop    // register x: no iteration yet
	opLoopEnd // after an iteration: to y for another one
	opMark    // an iteration of loop x begins
	opEmpty   // to y if the iteration that x marks was empty
	opCount   // registers x (iterations), x+1
	opCountEnd
	opFail
)

type inst struct {
	op       opcode
	how      how
	unit     opcode // opRepeat: opByte, opText, opAny, opAll, opSet
	b        byte
	neg      bool
	ascii    bool  // opPlace
	branch   int32 // number among remembered instructions, from 1
	x, y     int32
	min, max int
	text     string
	set      *charset
	first    *bytemap
}

type compiler struct {
	p      *Pattern
	widths []width
	memo   bool
}

func (c *compiler) compile(tree seq) error {
	p := c.p
	w := widthOf(tree, c.widths)
	p.min = w.lo
	if err := c.sequence(tree, p.Flags); err != nil {
		return err
	}
	c.emit(inst{op: opMatch})
	p.memo = c.memo
	var first bytemap
	if !c.first(tree, p.Flags, &first) && !first.full() {
		p.first = &first
	}
	p.prefix = c.prefix(tree, p.Flags)
	p.beginning = len(tree) > 0 && tree[0].kind == place && (tree[0].at == 'A' || tree[0].at == '^' && p.Flags&MultiLine == 0)
	return nil
}

func (c *compiler) emit(in inst) int {
	c.p.prog = append(c.p.prog, in)
	return len(c.p.prog) - 1
}

func (c *compiler) here() int32 { return int32(len(c.p.prog)) }

// remembered numbers an instruction at which the matcher chooses.
func (c *compiler) remembered() int32 {
	c.p.branches++
	return int32(c.p.branches)
}

func (c *compiler) folding(flags Flags) folding {
	return folding{c.p.chars, flags&Unicode == 0}
}

func combine(flags, add, del Flags) Flags {
	if add&typeFlags != 0 {
		flags &^= typeFlags
	}
	return (flags | add) &^ del
}

// unit is the instruction for one character; ok is false if n is more than that.
func (c *compiler) unit(n *node, flags Flags) (in inst, ok bool) {
	if n.unit == nil || n.unitFlag != flags {
		if in, ok = c.newUnit(n, flags); !ok {
			return in, false
		}
		n.unit, n.unitFlag = &in, flags
	}
	return *n.unit, true
}

func (c *compiler) newUnit(n *node, flags Flags) (in inst, ok bool) {
	switch n.kind {
	case anyChar:
		if flags&DotAll != 0 {
			return inst{op: opAll}, true
		}
		return inst{op: opAny}, true
	case class:
		return inst{op: opSet, set: newCharset(n.set, n.neg, flags, c.folding(flags))}, true
	case literal, notLiteral:
		fixed := flags&IgnoreCase == 0 || len(c.folding(flags).variants(n.ch)) == 1
		if n.kind == notLiteral || !fixed {
			return inst{op: opSet, set: newCharset([]item{{lo: n.ch, hi: n.ch}}, n.kind == notLiteral, flags, c.folding(flags))}, true
		}
		if text := c.textOf(n.ch); len(text) > 1 {
			return inst{op: opText, text: text}, true
		} else if len(text) == 1 {
			return inst{op: opByte, b: text[0]}, true
		}
		return inst{op: opFail}, true // no byte
	}
	return inst{}, false
}

// textOf is a character as the subject has it; "" if a subject of bytes cannot.
func (c *compiler) textOf(r rune) string {
	if c.p.bytes {
		if r > 255 {
			return ""
		}
		return string([]byte{byte(r)})
	}
	return encode(r)
}

func (c *compiler) sequence(s seq, flags Flags) error {
	for i := 0; i < len(s); i++ {
		n := s[i]
		if in, ok := c.unit(n, flags); ok {
			if in.op == opByte || in.op == opText {
				// Literals that follow each other are one text.
				var b strings.Builder
				b.WriteString(c.textOf(n.ch))
				for i+1 < len(s) && s[i+1].kind == literal {
					next, _ := c.unit(s[i+1], flags)
					if next.op != opByte && next.op != opText {
						break
					}
					b.WriteString(c.textOf(s[i+1].ch))
					i++
				}
				if b.Len() > 1 {
					in = inst{op: opText, text: b.String()}
				}
			}
			c.emit(in)
			continue
		}
		if err := c.node(n, flags); err != nil {
			return err
		}
	}
	return nil
}

func (c *compiler) node(n *node, flags Flags) error {
	prog := func(i int) *inst { return &c.p.prog[i] }
	switch n.kind {
	case place:
		at := n.at
		if flags&MultiLine != 0 && at == '^' {
			at = 'm'
		} else if flags&MultiLine != 0 && at == '$' {
			at = 'M'
		} else if at == '^' {
			at = 'A'
		}
		c.emit(inst{op: opPlace, b: at, ascii: flags&Unicode == 0})
	case branch:
		return c.branch(n, flags)
	case group:
		flags = combine(flags, n.add, n.del)
		if n.number == 0 {
			return c.sequence(n.subs[0], flags)
		}
		c.emit(inst{op: opSave, x: int32(2 * n.number)})
		if err := c.sequence(n.subs[0], flags); err != nil {
			return err
		}
		c.emit(inst{op: opSave, x: int32(2*n.number + 1)})
	case repeat:
		return c.repeat(n, flags)
	case look:
		c.memo = false
		back := 0
		if n.back {
			w := widthOf(n.subs[0], c.widths)
			if w.lo != w.hi {
				return failf(-1, "look-behind requires fixed-width pattern")
			}
			if back = w.lo; back >= maxRepeat {
				return failf(-1, "looks too much behind")
			}
		}
		i := c.emit(inst{op: opLook, neg: n.neg, max: back})
		if err := c.sequence(n.subs[0], flags); err != nil {
			return err
		}
		c.emit(inst{op: opLookEnd, neg: n.neg})
		prog(i).y = c.here()
	case atomic:
		return c.atomic(func() error { return c.sequence(n.subs[0], flags) })
	case reference:
		c.memo = false
		c.emit(inst{op: opReference, x: int32(n.number), neg: flags&IgnoreCase != 0, ascii: flags&Unicode == 0})
	case condition:
		c.memo = false
		i := c.emit(inst{op: opCondition, x: int32(n.number)})
		if err := c.sequence(n.subs[0], flags); err != nil {
			return err
		}
		j := c.emit(inst{op: opJump})
		prog(i).y = c.here()
		if err := c.sequence(n.subs[1], flags); err != nil {
			return err
		}
		prog(j).y = c.here()
	case failure:
		c.emit(inst{op: opFail})
	}
	return nil
}

func (c *compiler) atomic(body func() error) error {
	c.memo = false
	c.emit(inst{op: opAtomic})
	err := body()
	c.emit(inst{op: opAtomicEnd})
	return err
}

func (c *compiler) branch(n *node, flags Flags) error {
	var ends []int
	for i, s := range n.subs {
		if i == len(n.subs)-1 {
			if err := c.sequence(s, flags); err != nil {
				return err
			}
			break
		}
		in := inst{op: opSplit, branch: c.remembered()}
		var first bytemap
		if !c.first(s, flags, &first) && !first.full() {
			in.first = &first
		}
		split := c.emit(in)
		if err := c.sequence(s, flags); err != nil {
			return err
		}
		ends = append(ends, c.emit(inst{op: opJump}))
		c.p.prog[split].y = c.here()
	}
	for _, e := range ends {
		c.p.prog[e].y = c.here()
	}
	return nil
}

// maxCopies bounds the instructions that a counted group is written out in.
const maxCopies = 200

func (c *compiler) repeat(n *node, flags Flags) error {
	body := n.subs[0]
	if n.max == 0 {
		return nil
	}
	if len(body) == 1 {
		if in, ok := c.unit(body[0], flags); ok && in.op != opFail {
			in.unit, in.op = in.op, opRepeat
			in.how, in.min, in.max = n.how, n.min, n.max
			in.branch = c.remembered()
			c.emit(in)
			return nil
		}
	}
	once := func() error { return c.sequence(body, flags) }
	if n.how == possessive {
		// Each iteration is atomic for itself.
		one := once
		once = func() error { return c.atomic(one) }
		return c.atomic(func() error { return c.loop(n, once) })
	}
	return c.loop(n, once)
}

func (c *compiler) loop(n *node, once func() error) error {
	prog := func(i int) *inst { return &c.p.prog[i] }
	switch {
	case n.min == 0 && n.max == 1:
		i := c.emit(inst{op: opSplit, branch: c.remembered(), how: n.how})
		if err := once(); err != nil {
			return err
		}
		prog(i).y = c.here()
	case n.min <= 1 && n.max == maxRepeat:
		reg := int32(c.p.regs)
		c.p.regs++
		c.emit(inst{op: opLoop, x: reg})
		jump := -1
		if n.min == 0 {
			jump = c.emit(inst{op: opJump})
		}
		begin := c.here()
		if err := once(); err != nil {
			return err
		}
		if jump >= 0 {
			prog(jump).y = c.here()
		}
		c.emit(inst{op: opLoopEnd, x: reg, y: begin, how: n.how, branch: c.remembered()})
	default:
		// Written out, if that is short: the first iterations, then optional ones.
		if n.max != maxRepeat && n.max*sizeOf(n.subs[0]) <= maxCopies {
			var exits []int
			reg := int32(-1)
			for i := range n.max {
				if i >= n.min {
					// After an iteration that was empty there is no other.
					if reg >= 0 {
						exits = append(exits, c.emit(inst{op: opEmpty, x: reg}))
					} else if widthOf(n.subs[0], c.widths).lo == 0 && i < n.max-1 {
						reg = int32(c.p.regs)
						c.p.regs++
						c.emit(inst{op: opLoop, x: reg})
					}
					exits = append(exits, c.emit(inst{op: opSplit, branch: c.remembered(), how: n.how}))
					if reg >= 0 {
						c.emit(inst{op: opMark, x: reg})
					}
				}
				if err := once(); err != nil {
					return err
				}
			}
			for _, e := range exits {
				prog(e).y = c.here()
			}
			return nil
		}
		c.memo = false
		reg := int32(c.p.regs)
		c.p.regs += 2
		c.emit(inst{op: opCount, x: reg})
		jump := c.emit(inst{op: opJump})
		begin := c.here()
		if err := once(); err != nil {
			return err
		}
		prog(jump).y = c.here()
		c.emit(inst{op: opCountEnd, x: reg, y: begin, how: n.how, min: n.min, max: n.max})
	}
	return nil
}

// sizeOf estimates the instructions of a sequence, of which a repetition may be
// written out. It is at most a little over maxCopies.
func sizeOf(s seq) int {
	size := 0
	for _, n := range s {
		if n.size == 0 {
			n.size = 1
			for _, sub := range n.subs {
				n.size += sizeOf(sub) + 2
			}
			if n.kind == repeat && n.max != maxRepeat && n.max*n.size <= maxCopies {
				n.size *= n.max
			}
			n.size = min(n.size, maxCopies+1)
		}
		if size += n.size; size > maxCopies {
			break
		}
	}
	return size
}

// first adds to m the bytes that a match of s can begin with, and reports whether it
// can be empty (or m is not known to be complete).
func (c *compiler) first(s seq, flags Flags, m *bytemap) (empty bool) {
	for _, n := range s {
		if !c.firstOf(n, flags, m) {
			return false
		}
	}
	return true
}

func (c *compiler) firstOf(n *node, flags Flags, m *bytemap) (empty bool) {
	switch n.kind {
	case literal, notLiteral, anyChar, class:
		in, _ := c.unit(n, flags)
		switch in.op {
		case opByte:
			m.add(in.b)
		case opText:
			m.add(in.text[0])
		case opSet:
			top := 256
			if !c.p.bytes {
				top = 128
				m.union(&highBytes)
			}
			for b := range top {
				if in.set.has(rune(b)) {
					m.add(byte(b))
				}
			}
		case opAny, opAll:
			m.union(&allBytes)
		}
		return false
	case group:
		return c.first(n.subs[0], combine(flags, n.add, n.del), m)
	case atomic:
		return c.first(n.subs[0], flags, m)
	case branch:
		for _, sub := range n.subs {
			if c.first(sub, flags, m) {
				empty = true
			}
		}
		return empty
	case repeat:
		if n.max == 0 {
			return true
		}
		return c.first(n.subs[0], flags, m) || n.min == 0
	case failure:
		return false
	case place, look:
		return true
	}
	m.union(&allBytes)
	return true
}

// prefix is the text that every match begins with.
func (c *compiler) prefix(s seq, flags Flags) string {
	var b strings.Builder
	for _, n := range s {
		if n.kind == group && b.Len() == 0 {
			return c.prefix(n.subs[0], combine(flags, n.add, n.del))
		}
		if n.kind != literal {
			break
		}
		in, _ := c.unit(n, flags)
		if in.op != opByte && in.op != opText {
			break
		}
		b.WriteString(c.textOf(n.ch))
	}
	return b.String()
}
