package sre

import (
	"strings"
)

// Piece is a part of a template: text, or what a group has matched.
type Piece struct {
	Text  string
	Group int // -1 for text
}

// UnknownGroup is a group name that a pattern does not have, in a template.
type UnknownGroup string

func (e UnknownGroup) Error() string { return "unknown group name " + string(e) }

// Template parses the replacement text of a pattern. Errors are *Error and
// UnknownGroup, whose text is quoted.
func (p *Pattern) Template(text string) ([]Piece, error) {
	ps := &parser{chars: p.chars, bytes: p.bytes}
	ps.setText(text)
	if err := ps.advance(); err != nil {
		return nil, err
	}
	var out []Piece
	var lit strings.Builder
	char := func(r rune) {
		if p.bytes {
			lit.WriteByte(byte(r))
		} else {
			lit.WriteString(encode(r))
		}
	}
	token := func(s string) {
		for i := 0; i < len(s); {
			r, n := decode(s, i, len(s))
			char(r)
			i += n
		}
	}
	add := func(group, offset int) error {
		if group > p.Groups {
			return ps.errorf(offset, "invalid group reference %d", group)
		}
		if lit.Len() > 0 {
			out = append(out, Piece{lit.String(), -1})
			lit.Reset()
		}
		out = append(out, Piece{Group: group})
		return nil
	}
	for {
		this, err := ps.get()
		if err != nil {
			return nil, err
		}
		if this == "" {
			break
		}
		if this[0] != '\\' {
			token(this)
			continue
		}
		switch c := this[1]; {
		case c == 'g':
			if ok, err := ps.match("<"); err != nil {
				return nil, err
			} else if !ok {
				return nil, ps.errorf(0, "missing <")
			}
			name, err := ps.getUntil(">", "group name")
			if err != nil {
				return nil, err
			}
			group := 0
			if strings.Trim(name, digits) == "" {
				if group = number(name); group >= maxGroups {
					return nil, ps.errorf(runes(name)+1, "invalid group reference %s", strings.TrimLeft(name, "0"))
				}
			} else {
				if err := ps.checkName(name, 1); err != nil {
					return nil, err
				}
				var ok bool
				if group, ok = p.Group(name); !ok {
					return nil, UnknownGroup(p.chars.Repr(name))
				}
			}
			if err := add(group, runes(name)+1); err != nil {
				return nil, err
			}
		case c == '0':
			more, err := ps.getWhile(2, octalDigits)
			if err != nil {
				return nil, err
			}
			r, _ := ps.octal(this + more)
			char(r)
		case c >= '1' && c <= '9':
			if oneOf(ps.next, digits) {
				more, err := ps.get()
				if err != nil {
					return nil, err
				}
				this += more
				if oneOf(this[1:2], octalDigits) && oneOf(this[2:3], octalDigits) && oneOf(ps.next, octalDigits) {
					if more, err = ps.get(); err != nil {
						return nil, err
					}
					r, err := ps.octal(this + more)
					if err != nil {
						return nil, err
					}
					char(r)
					continue
				}
			}
			if err := add(number(this[1:]), len(this)-1); err != nil {
				return nil, err
			}
		default:
			if r, ok := simpleEscapes[c]; ok {
				char(r)
			} else if strings.IndexByte(letters, c) >= 0 {
				return nil, ps.errorf(len(this), "bad escape %s", this)
			} else {
				token(this)
			}
		}
	}
	if lit.Len() > 0 {
		out = append(out, Piece{lit.String(), -1})
	}
	return out, nil
}
