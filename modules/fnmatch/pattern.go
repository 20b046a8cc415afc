package fnmatch

import (
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
)

// part is an element of a pattern.
type part struct {
	kind   kind
	r      rune   // a literal
	ranges []span // of a class
	not    bool   // the class is negated
}

type kind uint8

const (
	literal kind = iota
	star
	question
	class
)

type span struct{ lo, hi rune }

func compile(pat []rune) []part {
	var out []part
	for i := 0; i < len(pat); {
		c := pat[i]
		i++
		switch c {
		case '*':
			if n := len(out); n == 0 || out[n-1].kind != star {
				out = append(out, part{kind: star})
			}
		case '?':
			out = append(out, part{kind: question})
		case '[':
			// A bracket right behind the opening one stands for itself.
			j := i
			if j < len(pat) && pat[j] == '!' {
				j++
			}
			if j < len(pat) && pat[j] == ']' {
				j++
			}
			for j < len(pat) && pat[j] != ']' {
				j++
			}
			if j >= len(pat) {
				out = append(out, part{r: '['})
				continue
			}
			out = append(out, newClass(pat[i:j]))
			i = j + 1
		default:
			out = append(out, part{r: c})
		}
	}
	return out
}

func newClass(s []rune) part {
	p := part{kind: class}
	if s[0] == '!' {
		p.not = true
		s = s[1:]
	}
	for i := 0; i < len(s); {
		if i+2 < len(s) && s[i+1] == '-' {
			if s[i] <= s[i+2] {
				p.ranges = append(p.ranges, span{s[i], s[i+2]})
			}
			i += 3
			continue
		}
		p.ranges = append(p.ranges, span{s[i], s[i]})
		i++
	}
	return p
}

func (p *part) matches(r rune) bool {
	switch p.kind {
	case literal:
		return p.r == r
	case question:
		return true
	}
	for _, s := range p.ranges {
		if r >= s.lo && r <= s.hi {
			return !p.not
		}
	}
	return p.not
}

// match takes time proportional to the product of the lengths at most: only the
// last star seen has to be tried again.
func match(parts []part, s []rune) bool {
	i, k := 0, 0
	backPart, backAt := -1, 0
	for k < len(s) {
		switch {
		case i < len(parts) && parts[i].kind == star:
			backPart, backAt = i+1, k
			i++
		case i < len(parts) && parts[i].matches(s[k]):
			i++
			k++
		case backPart >= 0:
			backAt++
			i, k = backPart, backAt
		default:
			return false
		}
	}
	for i < len(parts) && parts[i].kind == star {
		i++
	}
	return i == len(parts)
}

// translate words a pattern as the regular expression that CPython makes of it:
// what lies between two stars is an atomic group.
func translate(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	s, isBytes, err := text(a[0])
	if err != nil {
		return py.Value{}, err
	}
	m := matcher{bytes: isBytes}
	parts := compile(m.chars(s))
	var b strings.Builder
	b.WriteString("(?s:")
	last := -1
	for i, p := range parts {
		if p.kind == star {
			last = i
		}
	}
	inGroup := false
	for i, p := range parts {
		if p.kind != star {
			p.write(&b)
			continue
		}
		if inGroup {
			b.WriteByte(')')
			inGroup = false
		}
		if i == last {
			b.WriteString(".*")
		} else {
			b.WriteString("(?>.*?")
			inGroup = true
		}
	}
	b.WriteString(`)\z`)
	if isBytes {
		out := make([]byte, 0, b.Len())
		for _, r := range b.String() {
			out = append(out, byte(r))
		}
		return py.NewBytes(out), nil
	}
	return py.NewStr(b.String()), nil
}

func (p *part) write(b *strings.Builder) {
	switch p.kind {
	case question:
		b.WriteByte('.')
		return
	case literal:
		escape(b, p.r, "()[]{}?*+-|^$\\.&~# \t\n\r\v\f")
		return
	}
	switch {
	case len(p.ranges) == 0 && p.not:
		b.WriteByte('.')
		return
	case len(p.ranges) == 0:
		b.WriteString("(?!)")
		return
	}
	b.WriteByte('[')
	if p.not {
		b.WriteByte('^')
	}
	for i, s := range p.ranges {
		if i == 0 && !p.not && (s.lo == '^' || s.lo == '[') {
			b.WriteByte('\\')
		}
		escape(b, s.lo, "\\&~|-")
		if s.hi != s.lo {
			b.WriteByte('-')
			escape(b, s.hi, "\\&~|-")
		}
	}
	b.WriteByte(']')
}

func escape(b *strings.Builder, r rune, special string) {
	if strings.ContainsRune(special, r) {
		b.WriteByte('\\')
	}
	b.WriteRune(r)
}
