package sre

import "strings"

// parenthesis reads what opens with a parenthesis. The result is nil for a comment;
// global says that flags for the whole pattern were read, at the place in
// node.number.
func (ps *parser) parenthesis(verbose bool) (n *node, global bool, err error) {
	start := ps.tell() - 1
	option, err := ps.match("?")
	if err != nil {
		return nil, false, err
	}
	if !option {
		n, err = ps.captured("", start, verbose)
		return n, false, err
	}
	char, err := ps.get()
	if err != nil {
		return nil, false, err
	}
	switch {
	case char == "":
		err = ps.errorf(0, "unexpected end of pattern")
	case char == "P":
		n, err = ps.named(start, verbose)
	case char == ":":
		n, err = ps.plain(&node{kind: group}, start, verbose)
	case char == ">":
		n, err = ps.plain(&node{kind: atomic}, start, verbose)
	case char == "#":
		err = ps.comment(start)
	case oneOf(char, "=!<"):
		n, err = ps.look(char, start, verbose)
	case char == "(":
		n, err = ps.condition(start, verbose)
	case char == "-" || flagOf(char) != 0:
		n = &node{kind: group}
		if global, err = ps.inlineFlags(char, n); err != nil {
			return nil, false, err
		}
		if global {
			n.number = start
			return n, true, nil
		}
		n, err = ps.plain(n, start, (verbose || n.add&Verbose != 0) && n.del&Verbose == 0)
	default:
		err = ps.errorf(runes(char)+1, "unknown extension ?%s", char)
	}
	return n, false, err
}

// inside reads alternatives and their closing parenthesis.
func (ps *parser) inside(start int, verbose bool) (seq, error) {
	s, err := ps.alternatives(verbose, false)
	if err != nil {
		return nil, err
	}
	return s, ps.close(start)
}

func (ps *parser) close(start int) error {
	ok, err := ps.match(")")
	if err == nil && !ok {
		err = ps.errorf(ps.tell()-start, "missing ), unterminated subpattern")
	}
	return err
}

func (ps *parser) plain(n *node, start int, verbose bool) (*node, error) {
	s, err := ps.inside(start, verbose)
	n.subs = []seq{s}
	return n, err
}

// captured reads a group that captures.
func (ps *parser) captured(name string, start int, verbose bool) (*node, error) {
	n := &node{kind: group, number: ps.groups}
	ps.groups++
	ps.widths = append(ps.widths, width{open: true})
	if name != "" {
		for _, old := range ps.names {
			if old.Name == name {
				return nil, ps.errorf(runes(name)+1, "redefinition of group name %s as group %d; was group %d", ps.chars.Repr(name), n.number, old.Group)
			}
		}
		ps.names = append(ps.names, Name{name, n.number})
	}
	if _, err := ps.plain(n, start, verbose); err != nil {
		return nil, err
	}
	ps.widths[n.number] = widthOf(n.subs[0], ps.widths)
	return n, nil
}

func (ps *parser) comment(start int) error {
	for {
		if ps.next == "" {
			return ps.errorf(ps.tell()-start, "missing ), unterminated comment")
		}
		c, err := ps.get()
		if err != nil || c == ")" {
			return err
		}
	}
}

// named reads (?P<name>...) and (?P=name).
func (ps *parser) named(start int, verbose bool) (*node, error) {
	if ok, err := ps.match("<"); err != nil {
		return nil, err
	} else if ok {
		name, err := ps.getUntil(">", "group name")
		if err == nil {
			err = ps.checkName(name, 1)
		}
		if err != nil {
			return nil, err
		}
		return ps.captured(name, start, verbose)
	}
	if ok, err := ps.match("="); err != nil {
		return nil, err
	} else if ok {
		name, err := ps.getUntil(")", "group name")
		if err == nil {
			err = ps.checkName(name, 1)
		}
		if err != nil {
			return nil, err
		}
		n, ok := ps.group(name)
		if !ok {
			return nil, ps.errorf(runes(name)+1, "unknown group name %s", ps.chars.Repr(name))
		}
		return ps.reference(n, runes(name)+1)
	}
	char, err := ps.get()
	if err != nil {
		return nil, err
	}
	if char == "" {
		return nil, ps.errorf(0, "unexpected end of pattern")
	}
	return nil, ps.errorf(runes(char)+2, "unknown extension ?P%s", char)
}

func (ps *parser) group(name string) (int, bool) {
	for _, n := range ps.names {
		if n.Name == name {
			return n.Group, true
		}
	}
	return 0, false
}

// look reads a look-around assertion behind its first character.
func (ps *parser) look(char string, start int, verbose bool) (*node, error) {
	n := &node{kind: look}
	behind := ps.behind
	if char == "<" {
		var err error
		if char, err = ps.get(); err != nil {
			return nil, err
		}
		if char == "" {
			return nil, ps.errorf(0, "unexpected end of pattern")
		}
		if !oneOf(char, "=!") {
			return nil, ps.errorf(runes(char)+2, "unknown extension ?<%s", char)
		}
		n.back = true
		if behind == 0 {
			ps.behind = ps.groups
		}
	}
	n.neg = char == "!"
	s, err := ps.alternatives(verbose, false)
	if err != nil {
		return nil, err
	}
	ps.behind = behind
	if err := ps.close(start); err != nil {
		return nil, err
	}
	if n.neg && len(s) == 0 {
		return &node{kind: failure}, nil
	}
	n.subs = []seq{s}
	return n, nil
}

// condition reads (?(group)yes|no).
func (ps *parser) condition(start int, verbose bool) (*node, error) {
	name, err := ps.getUntil(")", "group name")
	if err != nil {
		return nil, err
	}
	n := &node{kind: condition}
	if strings.Trim(name, digits) == "" {
		if n.number = number(name); n.number == 0 {
			return nil, ps.errorf(len(name)+1, "bad group number")
		}
		if n.number >= maxGroups {
			return nil, ps.errorf(len(name)+1, "invalid group reference %s", strings.TrimLeft(name, "0"))
		}
		known := false
		for _, c := range ps.conditions {
			known = known || c.group == n.number
		}
		if !known {
			ps.conditions = append(ps.conditions, reached{n.number, ps.tell() - len(name) - 1})
		}
	} else {
		if err := ps.checkName(name, 1); err != nil {
			return nil, err
		}
		var ok bool
		if n.number, ok = ps.group(name); !ok {
			return nil, ps.errorf(runes(name)+1, "unknown group name %s", ps.chars.Repr(name))
		}
	}
	if err := ps.checkBehind(n.number); err != nil {
		return nil, err
	}
	if ps.depth++; ps.depth > maxDepth {
		return nil, DepthError{}
	}
	defer func() { ps.depth-- }()
	yes, err := ps.sequence(verbose, false)
	if err != nil {
		return nil, err
	}
	var no seq
	if ok, err := ps.match("|"); err != nil {
		return nil, err
	} else if ok {
		if no, err = ps.sequence(verbose, false); err != nil {
			return nil, err
		}
		if ps.next == "|" {
			return nil, ps.errorf(0, "conditional backref with more than two branches")
		}
	}
	n.subs = []seq{yes, no}
	return n, ps.close(start)
}

// maxGroups bounds the numbers of groups.
const maxGroups = 1<<30 - 1

func flagOf(c string) Flags {
	switch c {
	case "i":
		return IgnoreCase
	case "L":
		return Locale
	case "m":
		return MultiLine
	case "s":
		return DotAll
	case "x":
		return Verbose
	case "a":
		return ASCII
	case "u":
		return Unicode
	}
	return 0
}

// inlineFlags reads flags up to the colon or, for global ones, the parenthesis.
func (ps *parser) inlineFlags(char string, n *node) (global bool, err error) {
	unknown := func(missing string) error {
		if r, _ := decode(char, 0, len(char)); ps.chars.IsAlpha(r) {
			return ps.errorf(runes(char), "unknown flag")
		}
		return ps.errorf(runes(char), "%s", missing)
	}
	for char != "-" {
		flag := flagOf(char)
		if !ps.bytes && char == "L" {
			return false, ps.errorf(0, "bad inline flags: cannot use 'L' flag with a str pattern")
		}
		if ps.bytes && char == "u" {
			return false, ps.errorf(0, "bad inline flags: cannot use 'u' flag with a bytes pattern")
		}
		n.add |= flag
		if flag&typeFlags != 0 && n.add&typeFlags != flag {
			return false, ps.errorf(0, "bad inline flags: flags 'a', 'u' and 'L' are incompatible")
		}
		if char, err = ps.get(); err != nil {
			return false, err
		}
		if char == "" {
			return false, ps.errorf(0, "missing -, : or )")
		}
		if oneOf(char, ")-:") {
			break
		}
		if flagOf(char) == 0 {
			return false, unknown("missing -, : or )")
		}
	}
	if char == ")" {
		ps.flags |= n.add
		return true, nil
	}
	if n.add&globalFlags != 0 {
		return false, ps.errorf(1, "bad inline flags: cannot turn on global flag")
	}
	if char == "-" {
		if char, err = ps.get(); err != nil {
			return false, err
		}
		if char == "" {
			return false, ps.errorf(0, "missing flag")
		}
		if flagOf(char) == 0 {
			return false, unknown("missing flag")
		}
		for char != ":" {
			flag := flagOf(char)
			if flag&typeFlags != 0 {
				return false, ps.errorf(0, "bad inline flags: cannot turn off flags 'a', 'u' and 'L'")
			}
			n.del |= flag
			if char, err = ps.get(); err != nil {
				return false, err
			}
			if char == "" {
				return false, ps.errorf(0, "missing :")
			}
			if char != ":" && flagOf(char) == 0 {
				return false, unknown("missing :")
			}
		}
	}
	if n.add&n.del != 0 {
		return false, ps.errorf(1, "bad inline flags: flag turned on and off")
	}
	return false, nil
}
