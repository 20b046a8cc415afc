package py

import (
	"strings"
)

func strFormat(t *Thread, self Value, a Args) (Value, error) {
	f := formatter{t: t, args: Cast[Tuple](a[0]).Items, kwargs: a[1]}
	return f.run(self)
}

func strFormatMap(t *Thread, self Value, a Args) (Value, error) {
	f := formatter{t: t, kwargs: a[0], isMap: true}
	return f.run(self)
}

// formatter runs str.format and format_map.
// https://docs.python.org/3.14/library/string.html#format-string-syntax
type formatter struct {
	t      *Thread
	args   []Value
	kwargs Value // dict, or any mapping
	isMap  bool
	auto   int // next automatic field, -1 after a manual one
	manual bool
	hasNum bool
}

func (f *formatter) run(self Value) (Value, error) {
	b, err := f.expand(make([]byte, 0, 64), Cast[Str](self).s, 2)
	if err != nil {
		return Value{}, err
	}
	return NewStr(string(b)), nil
}

// FormatField is one piece of a format string: literal text, then, if Present, a
// replacement field.
type FormatField struct {
	Literal string
	Present bool
	Name    string
	Spec    string
	// Nested says that Spec has fields of its own.
	Nested     bool
	Conversion rune // 0 if none
}

// NextFormatField reads the first piece of a format string and returns the rest.
func NextFormatField(s string) (p FormatField, rest string, err error) {
	i := strings.IndexAny(s, "{}")
	if i < 0 {
		return FormatField{Literal: s}, "", nil
	}
	c, atEnd := s[i], i+1 == len(s)
	switch {
	case c == '}' && (atEnd || s[i+1] != '}'):
		return p, "", Errorf(ValueError, "Single '}' encountered in format string")
	case c == '{' && atEnd:
		return p, "", Errorf(ValueError, "Single '{' encountered in format string")
	case s[i+1] == c:
		return FormatField{Literal: s[:i+1]}, s[i+2:], nil
	}
	p.Literal, p.Present = s[:i], true
	s = s[i+1:]
	// The name ends at the first of } : ! outside brackets.
	bracket := false
	end := -1
name:
	for j := 0; j < len(s); j++ {
		switch s[j] {
		case '{':
			if !bracket {
				return p, "", Errorf(ValueError, "unexpected '{' in field name")
			}
		case '[':
			bracket = true
		case ']':
			bracket = false
		case '}', ':', '!':
			if !bracket {
				end = j
				break name
			}
		}
	}
	if end < 0 {
		return p, "", Errorf(ValueError, "expected '}' before end of string")
	}
	p.Name = s[:end]
	c, s = s[end], s[end+1:]
	if c == '}' {
		return p, s, nil
	}
	if c == '!' {
		if s == "" {
			return p, "", Errorf(ValueError, "end of string while looking for conversion specifier")
		}
		r, n := decodeRune(s)
		p.Conversion, s = r, s[n:]
		if s != "" {
			switch s[0] {
			case '}':
				return p, s[1:], nil
			case ':':
				s = s[1:]
			default:
				return p, "", Errorf(ValueError, "expected ':' after conversion specifier")
			}
		}
	}
	depth := 1
	for j := 0; j < len(s); j++ {
		switch s[j] {
		case '{':
			p.Nested = true
			depth++
		case '}':
			if depth--; depth == 0 {
				p.Spec = s[:j]
				return p, s[j+1:], nil
			}
		}
	}
	return p, "", Errorf(ValueError, "unmatched '{' in format spec")
}

func (f *formatter) expand(b []byte, s string, depth int) ([]byte, error) {
	if depth == 0 {
		return nil, Errorf(ValueError, "Max string recursion exceeded")
	}
	for s != "" {
		p, rest, err := NextFormatField(s)
		if err != nil {
			return nil, err
		}
		s = rest
		if b = append(b, p.Literal...); len(b) > maxText {
			return nil, errMemory()
		}
		if !p.Present {
			continue
		}
		v, err := f.field(p.Name)
		if err != nil {
			return nil, err
		}
		if v, err = ConvertField(f.t, v, p.Conversion); err != nil {
			return nil, err
		}
		spec := p.Spec
		if p.Nested {
			x, err := f.expand(nil, spec, depth-1)
			if err != nil {
				return nil, err
			}
			spec = string(x)
		}
		r, err := Format(f.t, v, spec)
		if err != nil {
			return nil, err
		}
		b = append(b, Cast[Str](r).s...)
	}
	return b, nil
}

// ConvertField applies a field's conversion !s, !r or !a.
func ConvertField(t *Thread, v Value, conversion rune) (Value, error) {
	switch conversion {
	case 0:
		return v, nil
	case 's':
		return ToStr(t, v)
	case 'r':
		return Repr(t, v)
	case 'a':
		return ASCII(t, v)
	}
	if conversion > 32 && conversion < 127 {
		return Value{}, Errorf(ValueError, "Unknown conversion specifier %c", conversion)
	}
	return Value{}, Errorf(ValueError, `Unknown conversion specifier \x%x`, conversion)
}

// field evaluates a field name: an argument, then attributes and items.
func (f *formatter) field(name string) (Value, error) {
	end := strings.IndexAny(name, ".[")
	if end < 0 {
		end = len(name)
	}
	first, rest := name[:end], name[end:]
	n, isNum, err := fieldNumber(first)
	if err != nil {
		return Value{}, err
	}
	if first == "" || isNum {
		if f.hasNum && f.manual != isNum {
			if f.manual {
				return Value{}, Errorf(ValueError, "cannot switch from manual field specification to automatic field numbering")
			}
			return Value{}, Errorf(ValueError, "cannot switch from automatic field numbering to manual field specification")
		}
		f.hasNum, f.manual = true, isNum
		if !isNum {
			n = f.auto
			f.auto++
		}
	}
	var v Value
	switch {
	case first == "" || isNum:
		if f.isMap {
			return Value{}, Errorf(ValueError, "Format string contains positional fields")
		}
		if n >= len(f.args) {
			return Value{}, Errorf(IndexError, "Replacement index %d out of range for positional args tuple", n)
		}
		v = f.args[n]
	default:
		if v, err = GetItem(f.t, f.kwargs, NewStr(first)); err != nil {
			return Value{}, err
		}
	}
	for rest != "" {
		attr, key, r, err := nextAccess(rest)
		if err != nil {
			return Value{}, err
		}
		rest = r
		if attr != "" {
			v, err = GetAttr(f.t, v, attr)
		} else {
			v, err = GetItem(f.t, v, key)
		}
		if err != nil {
			return Value{}, err
		}
	}
	return v, nil
}

// SplitFieldName splits a replacement field's name: first is an int or str, rest
// holds pairs (is it an attribute, its name or index).
func SplitFieldName(name string) (first Value, rest []Value, err error) {
	end := strings.IndexAny(name, ".[")
	if end < 0 {
		end = len(name)
	}
	n, isNum, err := fieldNumber(name[:end])
	if err != nil {
		return Value{}, nil, err
	}
	first = NewStr(name[:end])
	if isNum {
		first = Int(int64(n))
	}
	for s := name[end:]; s != ""; {
		attr, key, r, err := nextAccess(s)
		if err != nil {
			return Value{}, nil, err
		}
		s = r
		if attr != "" {
			key = NewStr(attr)
		}
		rest = append(rest, NewPair(Bool(attr != ""), key))
	}
	return first, rest, nil
}

// nextAccess reads one ".attr" (attr is set) or "[key]" of a field name.
func nextAccess(s string) (attr string, key Value, rest string, err error) {
	switch s[0] {
	case '.':
		end := strings.IndexAny(s[1:], ".[")
		if end < 0 {
			end = len(s) - 1
		}
		attr, rest = s[1:end+1], s[end+1:]
	case '[':
		end := strings.IndexByte(s, ']')
		if end < 0 {
			return "", Value{}, "", Errorf(ValueError, "Missing ']' in format string")
		}
		text := s[1:end]
		rest = s[end+1:]
		if text != "" {
			n, isNum, err := fieldNumber(text)
			if err != nil {
				return "", Value{}, "", err
			}
			if isNum {
				return "", Int(int64(n)), rest, nil
			}
			return "", NewStr(text), rest, nil
		}
	default:
		return "", Value{}, "", Errorf(ValueError, "Only '.' or '[' may follow ']' in format field specifier")
	}
	if attr == "" {
		return "", Value{}, "", Errorf(ValueError, "Empty attribute in format string")
	}
	return attr, Value{}, rest, nil
}

// fieldNumber reads a field name or index that is a decimal number.
func fieldNumber(s string) (n int, ok bool, err error) {
	for i := 0; i < len(s); i++ {
		c := s[i] - '0'
		if c > 9 {
			return 0, false, nil
		}
		if n > (1<<63-1-int(c))/10 {
			return 0, false, Errorf(ValueError, "Too many decimal digits in format string")
		}
		n = n*10 + int(c)
	}
	return n, s != "", nil
}
