package sre

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// kind is what a node matches.
type kind uint8

const (
	literal kind = iota // ch
	notLiteral
	anyChar
	class     // set, negated or not
	place     // at
	branch    // subs
	group     // subs[0]; number (0: none), add and del flags
	repeat    // subs[0] min to max times, as how says
	look      // subs[0] ahead (behind if back), or not
	atomic    // subs[0]
	reference // to group number
	condition // subs[0] if group number matched, else subs[1]
	failure
)

// how an item is repeated.
type how uint8

const (
	greedy how = iota
	lazy
	possessive
)

// maxRepeat stands for no bound.
const maxRepeat = 1<<32 - 1

type node struct {
	kind     kind
	ch       rune
	set      []item
	neg      bool // class, look
	back     bool // look
	at       byte // place: ^ $ A Z b B
	subs     []seq
	number   int
	add, del Flags
	min, max int
	how      how

	unit     *inst // what matches it, if it is one character and flags are unitFlag
	unitFlag Flags
	size     int // sizeOf it, 0 if that is not known
}

type seq []*node

// item is an element of a class of characters: a range, or the category that a letter
// names.
type item struct {
	lo, hi rune
	cat    byte
}

type parser struct {
	chars    *Chars
	lookup   func(name string) (rune, bool)
	bytes    bool
	flags    Flags
	warnings []Warning

	text  []rune
	index int    // behind next
	next  string // one character, or an escape of two; "" at the end
	depth int

	groups     int // number of the next group
	names      []Name
	widths     []width // of the groups by number; open ones have none
	behind     int     // first group of the look-behind being read, 0 if none is
	conditions []reached
}

// reached is a conditional's group with the place where it was first named.
type reached struct{ group, pos int }

func (ps *parser) setText(text string) {
	ps.widths = []width{{open: true}}
	if ps.bytes {
		for i := range len(text) {
			ps.text = append(ps.text, rune(text[i]))
		}
		return
	}
	for i := 0; i < len(text); {
		r, n := decode(text, i, len(text))
		ps.text = append(ps.text, r)
		i += n
	}
}

// encode is the text of a character, lone surrogates included.
func encode(r rune) string {
	if r >= 0xD800 && r <= 0xDFFF {
		return string([]byte{0xED, byte(0x80 | r>>6&0x3F), byte(0x80 | r&0x3F)})
	}
	return string(r)
}

// decode returns the character of s at i, before end, and its length.
func decode(s string, i, end int) (rune, int) {
	c := s[i]
	if c < utf8.RuneSelf {
		return rune(c), 1
	}
	if r, n := utf8.DecodeRuneInString(s[i:end]); r != utf8.RuneError || n > 1 {
		return r, n
	}
	if c == 0xED && i+2 < end {
		return rune(c&0xF)<<12 | rune(s[i+1]&0x3F)<<6 | rune(s[i+2]&0x3F), 3
	}
	return utf8.RuneError, 1
}

// advance reads the next token.
func (ps *parser) advance() error {
	if ps.index >= len(ps.text) {
		ps.next = ""
		return nil
	}
	c := ps.text[ps.index]
	ps.next = encode(c)
	ps.index++
	if c == '\\' {
		if ps.index >= len(ps.text) {
			return failf(len(ps.text)-1, "bad escape (end of pattern)")
		}
		ps.next += encode(ps.text[ps.index])
		ps.index++
	}
	return nil
}

// tell returns the place of the next token.
func (ps *parser) tell() int { return ps.index - runes(ps.next) }

func (ps *parser) seek(index int) error {
	ps.index = index
	return ps.advance()
}

// runes counts the characters of WTF-8.
func runes(s string) int {
	n := 0
	for i := range len(s) {
		if s[i]&0xC0 != 0x80 {
			n++
		}
	}
	return n
}

func (ps *parser) get() (string, error) {
	this := ps.next
	return this, ps.advance()
}

func (ps *parser) match(c string) (bool, error) {
	if ps.next != c {
		return false, nil
	}
	return true, ps.advance()
}

func oneOf(c, set string) bool { return c != "" && strings.Contains(set, c) }

const (
	digits      = "0123456789"
	octalDigits = "01234567"
	hexDigits   = "0123456789abcdefABCDEF"
	letters     = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
)

// getWhile reads at most n tokens of a set.
func (ps *parser) getWhile(n int, set string) (string, error) {
	var b strings.Builder
	for range n {
		if !oneOf(ps.next, set) {
			break
		}
		b.WriteString(ps.next)
		if err := ps.advance(); err != nil {
			return "", err
		}
	}
	return b.String(), nil
}

// getUntil reads up to a terminator; name is what is read.
func (ps *parser) getUntil(terminator, name string) (string, error) {
	var b strings.Builder
	for {
		c := ps.next
		if err := ps.advance(); err != nil {
			return "", err
		}
		switch {
		case c == "" && b.Len() == 0:
			return "", ps.errorf(0, "missing %s", name)
		case c == "":
			return "", ps.errorf(runes(b.String()), "missing %s, unterminated name", terminator)
		case c == terminator && b.Len() == 0:
			return "", ps.errorf(1, "missing %s", name)
		case c == terminator:
			return b.String(), nil
		}
		b.WriteString(c)
	}
}

// errorf is an error some characters before the next token.
func (ps *parser) errorf(offset int, format string, args ...any) *Error {
	e := failf(ps.tell()-offset, format, args...)
	if ps.bytes {
		e.Msg = escaped(e.Msg)
	}
	return e
}

// escaped writes what is not ASCII as escapes.
func escaped(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		r, n := decode(s, i, len(s))
		switch i += n; {
		case r < utf8.RuneSelf:
			b.WriteByte(byte(r))
		case r < 0x100:
			fmt.Fprintf(&b, `\x%02x`, r)
		case r < 0x10000:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			fmt.Fprintf(&b, `\U%08x`, r)
		}
	}
	return b.String()
}

func (ps *parser) checkName(name string, offset int) error {
	if ps.bytes {
		for i := range len(name) {
			if name[i] >= utf8.RuneSelf {
				return ps.errorf(runes(name)+offset, "bad character in group name %s", escaped(ps.chars.Repr(name)))
			}
		}
	}
	if !ps.chars.IsIdentifier(name) {
		return ps.errorf(runes(name)+offset, "bad character in group name %s", ps.chars.Repr(name))
	}
	return nil
}

func (ps *parser) warn(text string) {
	ps.warnings = append(ps.warnings, Warning(text))
}

func (ps *parser) parse() (seq, error) {
	if err := ps.advance(); err != nil {
		return nil, err
	}
	tree, err := ps.alternatives(ps.flags&Verbose != 0, true)
	if err != nil {
		return nil, err
	}
	if err := ps.fixFlags(); err != nil {
		return nil, err
	}
	if ps.next != "" {
		return nil, ps.errorf(0, "unbalanced parenthesis")
	}
	for _, c := range ps.conditions {
		if c.group >= ps.groups {
			return nil, failf(c.pos, "invalid group reference %d", c.group)
		}
	}
	return tree, nil
}

func (ps *parser) fixFlags() error {
	if ps.bytes {
		switch {
		case ps.flags&Unicode != 0:
			return ValueError("cannot use UNICODE flag with a bytes pattern")
		case ps.flags&Locale != 0 && ps.flags&ASCII != 0:
			return ValueError("ASCII and LOCALE flags are incompatible")
		}
		return nil
	}
	switch {
	case ps.flags&Locale != 0:
		return ValueError("cannot use LOCALE flag with a str pattern")
	case ps.flags&ASCII == 0:
		ps.flags |= Unicode
	case ps.flags&Unicode != 0:
		return ValueError("ASCII and UNICODE flags are incompatible")
	}
	return nil
}

// maxDepth bounds the nesting of groups.
const maxDepth = 1000

// alternatives reads what is separated by bars.
func (ps *parser) alternatives(verbose, outermost bool) (seq, error) {
	if ps.depth++; ps.depth > maxDepth {
		return nil, DepthError{}
	}
	defer func() { ps.depth-- }()
	var items []seq
	for {
		s, err := ps.sequence(verbose, outermost && len(items) == 0)
		if err != nil {
			return nil, err
		}
		items = append(items, s)
		more, err := ps.match("|")
		if err != nil {
			return nil, err
		}
		if !more {
			break
		}
		if outermost {
			verbose = ps.flags&Verbose != 0 // the first alternative may have set it
		}
	}
	if len(items) == 1 {
		return items[0], nil
	}
	// Alternatives of one character each are a class.
	var set []item
	for _, s := range items {
		if len(s) != 1 || s[0].kind != literal && (s[0].kind != class || s[0].neg) {
			return seq{{kind: branch, subs: items}}, nil
		}
		if s[0].kind == literal {
			set = append(set, item{lo: s[0].ch, hi: s[0].ch})
		} else {
			set = append(set, s[0].set...)
		}
	}
	return seq{{kind: class, set: set}}, nil
}

// sequence reads items up to a bar or a closing parenthesis. first says that global
// flags may stand here.
func (ps *parser) sequence(verbose, first bool) (seq, error) {
	var out seq
	for ps.next != "" && ps.next != "|" && ps.next != ")" {
		this, err := ps.get()
		if err != nil {
			return nil, err
		}
		if verbose {
			if strings.Contains(" \t\n\r\v\f", this) {
				continue
			}
			if this == "#" {
				for this != "" && this != "\n" {
					if this, err = ps.get(); err != nil {
						return nil, err
					}
				}
				continue
			}
		}
		var n *node
		switch {
		case this[0] == '\\':
			n, err = ps.escape(this)
		case this == "[":
			n, err = ps.class()
		case this == ".":
			n = &node{kind: anyChar}
		case this == "^":
			n = &node{kind: place, at: '^'}
		case this == "$":
			n = &node{kind: place, at: '$'}
		case this == "(":
			var global bool
			if n, global, err = ps.parenthesis(verbose); err == nil && global {
				if !first || len(out) > 0 {
					// The place is that of the parenthesis: it is in n.
					return nil, failf(n.number, "global flags not at the start of the expression")
				}
				verbose = ps.flags&Verbose != 0
				continue
			}
		case oneOf(this, "*+?{"):
			if n, err = ps.repeat(this, &out); err == nil && n == nil {
				continue
			}
		default:
			r, _ := decode(this, 0, len(this))
			n = &node{kind: literal, ch: r}
		}
		if err != nil {
			return nil, err
		}
		if n != nil { // a comment has none
			out = append(out, n)
		}
	}
	// Groups that only hold together are dissolved.
	for i := len(out) - 1; i >= 0; i-- {
		if n := out[i]; n.kind == group && n.number == 0 && n.add == 0 && n.del == 0 {
			out = slices.Replace(out, i, i+1, n.subs[0]...)
		}
	}
	return out, nil
}

// repeat reads a quantifier whose first character is this, and puts it around the last
// item of out. The result is a node if it is none.
func (ps *parser) repeat(this string, out *seq) (*node, error) {
	here := ps.tell()
	min, max := 0, maxRepeat
	switch this {
	case "?":
		max = 1
	case "+":
		min = 1
	case "{":
		brace := &node{kind: literal, ch: '{'}
		if ps.next == "}" {
			return brace, nil
		}
		lo, err := ps.getWhile(len(ps.text), digits)
		if err != nil {
			return nil, err
		}
		comma, err := ps.match(",")
		if err != nil {
			return nil, err
		}
		hi := lo
		if comma {
			if hi, err = ps.getWhile(len(ps.text), digits); err != nil {
				return nil, err
			}
		}
		closed, err := ps.match("}")
		if err != nil {
			return nil, err
		}
		if !closed {
			return brace, ps.seek(here)
		}
		if lo != "" {
			if min = number(lo); min >= maxRepeat {
				return nil, OverflowError{}
			}
		}
		if hi != "" {
			if max = number(hi); max >= maxRepeat {
				return nil, OverflowError{}
			}
			if max < min {
				return nil, ps.errorf(ps.tell()-here, "min repeat greater than max repeat")
			}
		}
	}
	var last *node
	if len(*out) > 0 {
		last = (*out)[len(*out)-1]
	}
	if last == nil || last.kind == place {
		return nil, ps.errorf(ps.tell()-here+len(this), "nothing to repeat")
	}
	if last.kind == repeat {
		return nil, ps.errorf(ps.tell()-here+len(this), "multiple repeat")
	}
	body := seq{last}
	if last.kind == group && last.number == 0 && last.add == 0 && last.del == 0 {
		body = last.subs[0]
	}
	n := &node{kind: repeat, min: min, max: max, subs: []seq{body}}
	if ok, err := ps.match("?"); err != nil {
		return nil, err
	} else if ok {
		n.how = lazy
	} else if ok, err := ps.match("+"); err != nil {
		return nil, err
	} else if ok {
		n.how = possessive
	}
	(*out)[len(*out)-1] = n
	return nil, nil
}

// number is the value of decimal digits, at most maxRepeat.
func number(s string) int {
	n := 0
	for i := range len(s) {
		if n = n*10 + int(s[i]-'0'); n >= maxRepeat {
			return maxRepeat
		}
	}
	return n
}

// class reads a class of characters behind its bracket.
func (ps *parser) class() (*node, error) {
	here := ps.tell() - 1
	if ps.next == "[" {
		ps.warnf("Possible nested set at position %d", ps.tell())
	}
	neg, err := ps.match("^")
	if err != nil {
		return nil, err
	}
	var set []item
	unterminated := func() error { return ps.errorf(ps.tell()-here, "unterminated character set") }
	element := func(this string) (item, error) {
		if this[0] == '\\' {
			return ps.classEscape(this)
		}
		r, _ := decode(this, 0, len(this))
		return item{lo: r, hi: r}, nil
	}
	for {
		this, err := ps.get()
		if err != nil {
			return nil, err
		}
		if this == "" {
			return nil, unterminated()
		}
		if this == "]" && set != nil {
			break
		}
		if set != nil && oneOf(this, "-&~|") && ps.next == this {
			ps.warnf("Possible set %s at position %d", map[string]string{"-": "difference", "&": "intersection", "~": "symmetric difference", "|": "union"}[this], ps.tell()-1)
		}
		lo, err := element(this)
		if err != nil {
			return nil, err
		}
		dash, err := ps.match("-")
		if err != nil {
			return nil, err
		}
		if !dash {
			set = append(set, lo)
			continue
		}
		that, err := ps.get()
		if err != nil {
			return nil, err
		}
		if that == "" {
			return nil, unterminated()
		}
		if that == "]" {
			set = append(set, lo, item{lo: '-', hi: '-'})
			break
		}
		if that == "-" {
			ps.warnf("Possible set difference at position %d", ps.tell()-2)
		}
		hi, err := element(that)
		if err != nil {
			return nil, err
		}
		if lo.cat != 0 || hi.cat != 0 || hi.lo < lo.lo {
			return nil, ps.errorf(runes(this)+1+runes(that), "bad character range %s-%s", this, that)
		}
		set = append(set, item{lo: lo.lo, hi: hi.lo})
	}
	if len(set) == 1 && set[0].cat == 0 && set[0].lo == set[0].hi {
		if neg {
			return &node{kind: notLiteral, ch: set[0].lo}, nil
		}
		return &node{kind: literal, ch: set[0].lo}, nil
	}
	return &node{kind: class, set: set, neg: neg}, nil
}
