package py

import (
	"strings"
)

// strMod is str.__mod__, printf-style formatting.
// https://docs.python.org/3.14/library/stdtypes.html#printf-style-string-formatting
func strMod(t *Thread, a, b Value) Value {
	x, ok := AsStr(a)
	if !ok {
		return NotImplemented
	}
	r, err := formatPercent(t, x.s, b)
	if err != nil {
		return t.Fail(err)
	}
	return r
}

// percentArgs hands out the arguments of a printf-style format.
type percentArgs struct {
	all     Value
	tuple   []Value // the arguments, if all is a tuple
	isTuple bool
	next    int
	mapping bool // all has keys
	keyed   bool // a key has been used
	bytes   bool // of bytes: the keys are bytes
}

func (p *percentArgs) take() (Value, error) {
	switch {
	case p.isTuple && p.next < len(p.tuple):
		p.next++
		return p.tuple[p.next-1], nil
	case !p.isTuple && p.next == 0:
		p.next = 1
		return p.all, nil
	}
	return Value{}, Errorf(TypeError, "not enough arguments for format string")
}

// newPercentArgs classifies the right operand of %.
func newPercentArgs(args Value) percentArgs {
	p := percentArgs{all: args}
	if tup, ok := AsTuple(args); ok {
		p.tuple, p.isTuple = tup.Items, true
	} else if _, isStr := AsStr(args); !isStr && TypeOf(args).GetItem != nil {
		p.mapping = true
	}
	return p
}

// unused reports whether arguments are left over, which is an error.
func (p *percentArgs) unused() bool {
	if p.isTuple {
		return p.next < len(p.tuple)
	}
	return p.next == 0 && !p.mapping
}

// percentSpec is one conversion of a printf-style format.
type percentSpec struct {
	flags       percentFlags
	width, prec int
	conv        rune
	before      string // the format up to conv, for errors
}

// parse reads the conversion after a '%' at f[i] and returns the index after it.
func (c *percentSpec) parse(t *Thread, f string, i int, args *percentArgs) (int, error) {
	c.width, c.prec = -1, -1
	if i < len(f) && f[i] == '(' {
		if !args.mapping {
			return 0, Errorf(TypeError, "format requires a mapping")
		}
		depth, start := 1, i+1
		for i++; i < len(f) && depth > 0; i++ {
			switch f[i] {
			case '(':
				depth++
			case ')':
				depth--
			}
		}
		if depth > 0 {
			return 0, Errorf(ValueError, "incomplete format key")
		}
		key := NewStr(f[start : i-1])
		if args.bytes {
			key = NewBytes([]byte(f[start : i-1]))
		}
		v, err := GetItem(t, args.all, key)
		if err != nil {
			return 0, err
		}
		args.tuple, args.isTuple, args.next, args.keyed = []Value{v}, true, 0, true
	}
flags:
	for ; i < len(f); i++ {
		switch f[i] {
		case '-':
			c.flags |= percentLeft
		case '+':
			c.flags |= percentSign
		case ' ':
			c.flags |= percentBlank
		case '#':
			c.flags |= percentAlt
		case '0':
			c.flags |= percentZero
		default:
			break flags
		}
	}
	var err error
	if c.width, i, err = percentSize(t, f, i, args, "width"); err != nil {
		return 0, err
	}
	if c.width < -1 {
		c.flags |= percentLeft
		c.width = max(-c.width, -1) // -2**63 has no opposite
	}
	if i < len(f) && f[i] == '.' {
		if c.prec, i, err = percentSize(t, f, i+1, args, "precision"); err != nil {
			return 0, err
		}
		c.prec = max(c.prec, 0)
	}
	if i < len(f) && (f[i] == 'h' || f[i] == 'l' || f[i] == 'L') {
		i++
	}
	if i >= len(f) {
		return 0, Errorf(ValueError, "incomplete format")
	}
	r, n := decodeRune(f[i:])
	c.conv, c.before = r, f[:i]
	return i + n, nil
}

// percentSize reads a width or precision: digits, or '*' for an argument; -1 is
// none.
func percentSize(t *Thread, f string, i int, args *percentArgs, what string) (int, int, error) {
	if i < len(f) && f[i] == '*' {
		v, err := args.take()
		if err != nil {
			return 0, 0, err
		}
		if !IsAnyInt(v) {
			return 0, 0, Errorf(TypeError, "* wants int")
		}
		n, ok := AsInt64(v)
		switch {
		case !ok && what == "width":
			return 0, 0, Errorf(OverflowError, "Python int too large to convert to C ssize_t")
		case what != "width" && (!ok || n != int64(int32(n))):
			return 0, 0, Errorf(OverflowError, "Python int too large to convert to C int")
		}
		return int(n), i + 1, nil
	}
	start, n := i, 0
	for ; i < len(f) && f[i]-'0' <= 9; i++ {
		if n = n*10 + int(f[i]-'0'); n > 1<<31-1 {
			return 0, 0, Errorf(ValueError, "%s too big", what)
		}
	}
	if i == start {
		n = -1
	}
	return n, i, nil
}

func formatPercent(t *Thread, f string, right Value) (Value, error) {
	args := newPercentArgs(right)
	b := make([]byte, 0, len(f)+32)
	for i := 0; i < len(f); {
		k := strings.IndexByte(f[i:], '%')
		if k < 0 {
			b = append(b, f[i:]...)
			break
		}
		b = append(b, f[i:i+k]...)
		i += k + 1
		if i < len(f) && f[i] == '%' {
			b = append(b, '%')
			i++
			continue
		}
		var c percentSpec
		var err error
		if i, err = c.parse(t, f, i, &args); err != nil {
			return Value{}, err
		}
		v, err := args.take()
		if err != nil {
			return Value{}, err
		}
		if b, err = c.append(t, b, v); err != nil {
			return Value{}, err
		}
		if len(b) > maxText {
			return Value{}, errMemory()
		}
	}
	if !args.keyed && args.unused() {
		return Value{}, Errorf(TypeError, "not all arguments converted during string formatting")
	}
	return NewStr(bytesText(b)), nil
}

// append appends the converted v.
func (c *percentSpec) append(t *Thread, b []byte, v Value) ([]byte, error) {
	var s Value
	var err error
	switch c.conv {
	case 's':
		s, err = ToStr(t, v)
	case 'r':
		s, err = Repr(t, v)
	case 'a':
		s, err = ASCII(t, v)
	case 'd', 'i', 'o', 'u', 'x', 'X', 'e', 'E', 'f', 'F', 'g', 'G', 'c':
		if c.conv == 'd' && v.IsInt() && c.width < 0 && c.prec < 0 && c.flags == 0 {
			return append(b, Cast[Str](intRepr(t, v)).s...), nil
		}
		text, err := formatPercentNumber(t, v, byte(c.conv), c.flags, c.width, c.prec)
		return append(b, text...), err
	default:
		show := c.conv
		if show < 32 || show > 126 {
			show = '?'
		}
		return b, Errorf(ValueError, "unsupported format character '%c' (0x%x) at index %d", show, c.conv, countRunes(c.before))
	}
	if err != nil {
		return b, err
	}
	p := Cast[Str](s)
	text, n := p.s, p.n
	if c.prec >= 0 && c.prec < n {
		text, n = text[:p.offset(c.prec)], c.prec
	}
	if c.width <= n {
		return append(b, text...), nil
	}
	if err := checkPadding(c.width); err != nil {
		return b, err
	}
	if c.flags&percentLeft != 0 {
		return appendFill(append(b, text...), ' ', c.width-n), nil
	}
	return append(appendFill(b, ' ', c.width-n), text...), nil
}

// ASCII is ascii(v): its repr with what is not ASCII escaped.
func ASCII(t *Thread, v Value) (Value, error) {
	s, err := ReprString(t, v)
	if err != nil {
		return Value{}, err
	}
	return NewStr(EscapeNonASCII(s)), nil
}
