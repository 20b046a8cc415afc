package syntax

import (
	"errors"
	"fmt"
	"math/big"
	"strconv"
	"strings"
	"unicode/utf8"
)

// maxIntDigits is the default limit on the digits of a decimal literal.
const maxIntDigits = 4300

// number scans a numeric literal.
func (s *scanner) number(t *token, start int) {
	i := start
	kind := "decimal"
	if s.src[i] == '0' {
		switch s.at(i+1) | 0x20 {
		case 'x':
			s.finishNumber(t, start, s.radixDigits(i+2, 16, "hexadecimal"), "hexadecimal")
			return
		case 'o':
			s.finishNumber(t, start, s.radixDigits(i+2, 8, "octal"), "octal")
			return
		case 'b':
			s.finishNumber(t, start, s.radixDigits(i+2, 2, "binary"), "binary")
			return
		}
		nonzero := false
		for {
			if s.at(i) == '_' {
				i++
				if charClass[s.at(i)] != classDigit {
					s.hard("invalid decimal literal", i)
				}
			}
			if s.at(i) != '0' {
				break
			}
			i++
		}
		zeros := i
		if charClass[s.at(i)] == classDigit {
			nonzero = true
			i = s.decimalDigits(i)
		}
		switch c := s.at(i); {
		case c == '.', c|0x20 == 'e', c|0x20 == 'j':
		case nonzero:
			s.hardRange("leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers", start+1, zeros+1)
		}
	} else if s.src[i] != '.' {
		i = s.decimalDigits(i)
	}
	if s.at(i) == '.' {
		i++
		if charClass[s.at(i)] == classDigit {
			i = s.decimalDigits(i)
		}
	}
	if s.at(i)|0x20 == 'e' {
		j := i + 1
		if c := s.at(j); c == '+' || c == '-' {
			j++
			if charClass[s.at(j)] != classDigit {
				s.hard("invalid decimal literal", j)
			}
		}
		if charClass[s.at(j)] == classDigit {
			i = s.decimalDigits(j)
		}
	}
	if s.at(i)|0x20 == 'j' {
		i++
		kind = "imaginary"
	}
	s.finishNumber(t, start, i, kind)
}

// decimalDigits scans digits with single underscores between them.
func (s *scanner) decimalDigits(i int) int {
	for {
		for charClass[s.at(i)] == classDigit {
			i++
		}
		if s.at(i) != '_' {
			return i
		}
		i++
		if charClass[s.at(i)] != classDigit {
			s.hard("invalid decimal literal", i)
		}
	}
}

func (s *scanner) radixDigits(i, base int, name string) int {
	for {
		if s.at(i) == '_' {
			i++
		}
		first := i
		for digitValue(s.at(i)) < base {
			i++
		}
		if i == first {
			if c := s.at(i); c >= '0' && c <= '9' {
				s.badDigit(i, name)
			}
			s.hard("invalid "+name+" literal", i)
		}
		if s.at(i) != '_' {
			if c := s.at(i); c >= '0' && c <= '9' {
				s.badDigit(i, name)
			}
			return i
		}
	}
}

func digitValue(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return int(c|0x20-'a') + 10
	}
	return 99
}

func (s *scanner) badDigit(i int, name string) {
	s.hard(fmt.Sprintf("invalid digit '%c' in %s literal", s.src[i], name), i+1)
}

// finishNumber checks what follows a literal that ends at i: a keyword is
// deprecated, another identifier is an error.
func (s *scanner) finishNumber(t *token, start, i int, kind string) {
	if c := s.at(i); charClass[c] != classOther && c < utf8.RuneSelf {
		follows := false
		for _, w := range [...]string{"and", "else", "for", "if", "in", "is", "not", "or"} {
			// As CPython, only "if", "in" and "is" may go on.
			if strings.HasPrefix(s.src[i:], w) && (w[0] == 'i' || charClass[s.at(i+len(w))] == classOther) && (kind != "hexadecimal" || w[0] == 'i' || w[0] == 'n' || w[0] == 'o') {
				follows = true
			}
		}
		if !follows {
			s.hard("invalid "+kind+" literal", i)
		} else {
			end := int32(i - s.lineStart)
			s.warn("SyntaxWarning", "invalid "+kind+" literal", Span{s.line, end - 1, s.line, end})
		}
	}
	s.pos = i
	s.make(t, tokNumber, start)
}

// numberConstant is the value of a numeric literal.
func (p *parser) numberConstant(t *token) *Constant {
	span := Span{t.line, t.col, t.endLine, t.endCol}
	text := p.src[t.start:t.end]
	c := &Constant{Span: span, Kind: ConstInt}
	if len(text) == 1 {
		c.Int = int64(text[0] - '0')
		return c
	}
	if strings.IndexByte(text, '_') >= 0 {
		text = strings.ReplaceAll(text, "_", "")
	}
	base := 10
	if text[0] == '0' {
		switch text[1] | 0x20 {
		case 'x':
			base = 16
		case 'o':
			base = 8
		case 'b':
			base = 2
		}
		if base != 10 {
			text = text[2:]
		}
	}
	if base == 10 {
		if last := text[len(text)-1]; last == 'j' || last == 'J' {
			c.Kind = ConstComplex
			c.Float = parseFloat(text[:len(text)-1])
			return c
		}
		if strings.ContainsAny(text, ".eE") {
			c.Kind = ConstFloat
			c.Float = parseFloat(text)
			return c
		}
	}
	if v, err := strconv.ParseInt(text, base, 64); err == nil {
		c.Int = v
		return c
	}
	if digits := len(strings.TrimLeft(text, "0")); base == 10 && digits > maxIntDigits {
		p.raiseToken(t, fmt.Sprintf("Exceeds the limit (%d digits) for integer string conversion: value has %d digits; use sys.set_int_max_str_digits() to increase the limit - Consider hexadecimal for huge integer literals to avoid decimal conversion limits.", maxIntDigits, digits))
	}
	v, _ := new(big.Int).SetString(text, base)
	c.Kind, c.Big = ConstBigInt, v
	if v.IsInt64() {
		c.Kind, c.Int, c.Big = ConstInt, v.Int64(), nil
	}
	return c
}

// parseFloat converts a scanned literal; too large is infinite.
func parseFloat(text string) float64 {
	f, err := strconv.ParseFloat(text, 64)
	if err != nil && !errors.Is(err, strconv.ErrRange) {
		return 0
	}
	return f
}
