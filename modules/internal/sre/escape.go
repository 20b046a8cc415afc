package sre

import (
	"fmt"
	"strconv"
	"strings"
)

func (ps *parser) warnf(format string, args ...any) { ps.warn(fmt.Sprintf(format, args...)) }

// simpleEscapes are the characters that escapes of a letter stand for.
var simpleEscapes = map[byte]rune{'a': '\a', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t', 'v': '\v', '\\': '\\'}

// badEscape is the error of an escape that has been read.
func (ps *parser) badEscape(text string) error {
	return ps.errorf(runes(text), "bad escape %s", text)
}

// hexEscape reads the rest of \x, \u or \U.
func (ps *parser) hexEscape(text string, n int) (rune, error) {
	more, err := ps.getWhile(n, hexDigits)
	if err != nil {
		return 0, err
	}
	text += more
	if len(more) != n {
		return 0, ps.errorf(runes(text), "incomplete escape %s", text)
	}
	v, err := strconv.ParseUint(more, 16, 64)
	if err != nil || v > 0x10FFFF {
		return 0, ps.badEscape(text)
	}
	return rune(v), nil
}

// namedEscape reads the rest of \N.
func (ps *parser) namedEscape() (rune, error) {
	if ok, err := ps.match("{"); err != nil {
		return 0, err
	} else if !ok {
		return 0, ps.errorf(0, "missing {")
	}
	name, err := ps.getUntil("}", "character name")
	if err != nil {
		return 0, err
	}
	r, ok := ps.lookup(name)
	if !ok {
		return 0, ps.errorf(runes(name)+len(`\N{}`), "undefined character name %s", ps.chars.Repr(name))
	}
	return r, nil
}

// common reads the escapes that mean the same in and out of classes; ok is false if
// text is none.
func (ps *parser) common(text string) (r rune, ok bool, err error) {
	switch text[1] {
	case 'x':
		r, err = ps.hexEscape(text, 2)
	case 'u', 'U', 'N':
		if ps.bytes {
			return 0, false, nil
		}
		switch text[1] {
		case 'u':
			r, err = ps.hexEscape(text, 4)
		case 'U':
			r, err = ps.hexEscape(text, 8)
		default:
			r, err = ps.namedEscape()
		}
	default:
		return 0, false, nil
	}
	return r, true, err
}

// octal is the value of octal digits behind a backslash, which may not exceed a byte.
func (ps *parser) octal(text string) (rune, error) {
	v, _ := strconv.ParseUint(text[1:], 8, 32)
	if v > 0o377 {
		return 0, ps.errorf(len(text), "octal escape value %s outside of range 0-0o377", text)
	}
	return rune(v), nil
}

// classEscape is an escape in a class of characters.
func (ps *parser) classEscape(text string) (item, error) {
	one := func(r rune, err error) (item, error) { return item{lo: r, hi: r}, err }
	c := text[1]
	if r, ok := simpleEscapes[c]; ok {
		return one(r, nil)
	}
	if strings.IndexByte("dDsSwW", c) >= 0 {
		return item{cat: c}, nil
	}
	if r, ok, err := ps.common(text); ok {
		return one(r, err)
	}
	switch {
	case strings.IndexByte(octalDigits, c) >= 0:
		more, err := ps.getWhile(2, octalDigits)
		if err != nil {
			return item{}, err
		}
		return one(ps.octal(text + more))
	case strings.IndexByte(digits, c) >= 0, strings.IndexByte(letters, c) >= 0:
		return item{}, ps.badEscape(text)
	}
	r, _ := decode(text, 1, len(text))
	return one(r, nil)
}

// escape is an escape outside of classes.
func (ps *parser) escape(text string) (*node, error) {
	one := func(r rune, err error) (*node, error) { return &node{kind: literal, ch: r}, err }
	c := text[1]
	switch {
	case strings.IndexByte("AbBZ", c) >= 0:
		return &node{kind: place, at: c}, nil
	case c == 'z':
		return &node{kind: place, at: 'Z'}, nil
	case strings.IndexByte("dDsSwW", c) >= 0:
		return &node{kind: class, set: []item{{cat: c}}}, nil
	}
	if r, ok := simpleEscapes[c]; ok {
		return one(r, nil)
	}
	if r, ok, err := ps.common(text); ok {
		return one(r, err)
	}
	switch {
	case c == '0':
		more, err := ps.getWhile(2, octalDigits)
		if err != nil {
			return nil, err
		}
		return one(ps.octal(text + more))
	case strings.IndexByte(digits, c) >= 0:
		// Three octal digits are a character, anything else refers to a group.
		if oneOf(ps.next, digits) {
			more, err := ps.get()
			if err != nil {
				return nil, err
			}
			text += more
			if oneOf(text[1:2], octalDigits) && oneOf(text[2:3], octalDigits) && oneOf(ps.next, octalDigits) {
				if more, err = ps.get(); err != nil {
					return nil, err
				}
				return one(ps.octal(text + more))
			}
		}
		n := number(text[1:])
		if n >= ps.groups {
			return nil, ps.errorf(len(text)-1, "invalid group reference %d", n)
		}
		return ps.reference(n, len(text))
	case strings.IndexByte(letters, c) >= 0:
		return nil, ps.badEscape(text)
	}
	r, _ := decode(text, 1, len(text))
	return one(r, nil)
}

// reference is a back-reference, whose text is offset characters long.
func (ps *parser) reference(n, offset int) (*node, error) {
	if ps.widths[n].open {
		return nil, ps.errorf(offset, "cannot refer to an open group")
	}
	if err := ps.checkBehind(n); err != nil {
		return nil, err
	}
	return &node{kind: reference, number: n}, nil
}

// checkBehind refuses a group that the same look-behind defines.
func (ps *parser) checkBehind(n int) error {
	if ps.behind == 0 {
		return nil
	}
	if n >= ps.groups || ps.widths[n].open {
		return ps.errorf(0, "cannot refer to an open group")
	}
	if n >= ps.behind {
		return ps.errorf(0, "cannot refer to group defined in the same lookbehind subpattern")
	}
	return nil
}
