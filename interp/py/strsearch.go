package py

import (
	"strings"
	"unicode/utf8"
)

// bounds evaluates the optional start and end of a search as a slice does, in
// characters; from > to if the range is empty.
func (s *Str) bounds(t *Thread, a Args) (from, to int, err error) {
	from, to = 0, s.n
	if a.Given(1) && !a[1].IsNone() {
		if from, err = sliceIndex(t, a[1]); err != nil {
			return 0, 0, err
		}
		if from < 0 {
			from = max(from+s.n, 0)
		}
	}
	if a.Given(2) && !a[2].IsNone() {
		if to, err = sliceIndex(t, a[2]); err != nil {
			return 0, 0, err
		}
		if to < 0 {
			to = max(to+s.n, 0)
		}
		to = min(to, s.n)
	}
	return from, to, nil
}

// searchArgs are the operands of find and its like: the text within the bounds,
// where it starts in bytes, and what is looked for. ok is false if the range is
// empty in a way that not even the empty string is in it.
func searchArgs(t *Thread, name string, self Value, a Args) (text string, base int, sub *Str, ok bool, err error) {
	s := Cast[Str](self)
	sub, isStr := AsStr(a[0])
	if !isStr {
		return "", 0, nil, false, Errorf(TypeError, "%s() argument 1 must be str, not %s", name, ArgName(a[0]))
	}
	if !a.Given(1) && !a.Given(2) {
		return s.s, 0, sub, true, nil
	}
	from, to, err := s.bounds(t, a)
	if err != nil || from > to {
		return "", 0, sub, false, err
	}
	base = s.offset(from)
	return s.s[base:s.offset(to)], base, sub, true, nil
}

func findMethod(name string, find func(s, sub string) int, must bool) GoFunc {
	return func(t *Thread, self Value, a Args) (Value, error) {
		text, base, sub, ok, err := searchArgs(t, name, self, a)
		if err != nil {
			return Value{}, err
		}
		i := -1
		if ok {
			if i = find(text, sub.s); i >= 0 {
				s := Cast[Str](self)
				if i += base; s.n != len(s.s) {
					i = countRunes(s.s[:i])
				}
			}
		}
		if i < 0 && must {
			return Value{}, Errorf(ValueError, "substring not found")
		}
		return Int(int64(i)), nil
	}
}

func strCount(t *Thread, self Value, a Args) (Value, error) {
	text, _, sub, ok, err := searchArgs(t, "count", self, a)
	switch {
	case err != nil:
		return Value{}, err
	case !ok:
		return Int(0), nil
	case sub.s == "":
		return Int(int64(countRunes(text) + 1)), nil
	}
	return Int(int64(strings.Count(text, sub.s))), nil
}

// affixMethod is startswith or endswith.
func affixMethod(name string, has func(s, affix string) bool) GoFunc {
	return func(t *Thread, self Value, a Args) (Value, error) {
		s := Cast[Str](self)
		text, ok := s.s, true
		if a.Given(1) || a.Given(2) {
			from, to, err := s.bounds(t, a)
			if err != nil {
				return Value{}, err
			}
			if ok = from <= to; ok {
				text = s.s[s.offset(from):s.offset(to)]
			}
		}
		if x, isStr := AsStr(a[0]); isStr {
			return Bool(ok && has(text, x.s)), nil
		}
		tup, isTuple := AsTuple(a[0])
		if !isTuple {
			return Value{}, Errorf(TypeError, "%s first arg must be str or a tuple of str, not %s", name, TypeOf(a[0]).FullName())
		}
		for _, v := range tup.Items {
			x, isStr := AsStr(v)
			if !isStr {
				return Value{}, Errorf(TypeError, "tuple for %s must only contain str, not %s", name, TypeOf(v).FullName())
			}
			if ok && has(text, x.s) {
				return True, nil
			}
		}
		return False, nil
	}
}

func removeAffix(name string, cut func(s, affix string) (string, bool)) GoFunc {
	return func(t *Thread, self Value, a Args) (Value, error) {
		x, ok := AsStr(a[0])
		if !ok {
			return Value{}, Errorf(TypeError, "%s() argument must be str, not %s", name, ArgName(a[0]))
		}
		s := Cast[Str](self)
		if r, found := cut(s.s, x.s); found && x.s != "" {
			return newStrN(r, s.n-x.n), nil
		}
		return s.part(0, len(s.s)), nil
	}
}

func stripMethod(name string, left, right bool) GoFunc {
	return func(t *Thread, self Value, a Args) (Value, error) {
		s := Cast[Str](self)
		in := isSpaceRune
		if !a[0].IsNone() {
			chars, ok := AsStr(a[0])
			if !ok {
				return Value{}, Errorf(TypeError, "%s arg must be None or str", name)
			}
			in = func(r rune) bool { return containsRune(chars.s, r) }
		}
		from, to := 0, len(s.s)
		if left {
			for from < to {
				r, n := decodeRune(s.s[from:])
				if !in(r) {
					break
				}
				from += n
			}
		}
		if right {
			for to > from {
				r, n := decodeLastRune(s.s[from:to])
				if !in(r) {
					break
				}
				to -= n
			}
		}
		return s.part(from, to), nil
	}
}

func containsRune(s string, r rune) bool {
	if r < utf8.RuneSelf {
		return strings.IndexByte(s, byte(r)) >= 0
	}
	for s != "" {
		c, n := decodeRune(s)
		if c == r {
			return true
		}
		s = s[n:]
	}
	return false
}

// decodeLastRune is decodeRune at the end of s.
func decodeLastRune(s string) (rune, int) {
	i := len(s) - 1
	for i > 0 && s[i]&0xC0 == 0x80 {
		i--
	}
	r, _ := decodeRune(s[i:])
	return r, len(s) - i
}

// splitArgs are the arguments of split and rsplit; max is -1 for no limit.
func splitArgs(t *Thread, a Args) (sep *Str, max int, err error) {
	if !a[0].IsNone() {
		var ok bool
		if sep, ok = AsStr(a[0]); !ok {
			return nil, 0, Errorf(TypeError, "must be str or None, not %s", TypeOf(a[0]).FullName())
		}
	}
	if max, err = argIndex(t, a[1]); err != nil {
		return nil, 0, err
	}
	if sep != nil && sep.s == "" {
		return nil, 0, Errorf(ValueError, "empty separator")
	}
	if max < 0 {
		max = -1
	}
	return sep, max, nil
}

func strSplit(t *Thread, self Value, a Args) (Value, error) {
	sep, limit, err := splitArgs(t, a)
	if err != nil {
		return Value{}, err
	}
	s := Cast[Str](self)
	var out []Value
	if sep == nil {
		out = make([]Value, 0, min(8, len(s.s)/2+1))
		i := 0
		for {
			i = skipSpace(s.s, i, true)
			if i == len(s.s) {
				return NewList(out...), nil
			}
			if limit >= 0 && len(out) == limit {
				break
			}
			j := skipSpace(s.s, i, false)
			out = append(out, s.part(i, j))
			i = j
		}
		to := len(s.s)
		for to > i {
			r, n := decodeLastRune(s.s[i:to])
			if !isSpaceRune(r) {
				break
			}
			to -= n
		}
		// What is left keeps its trailing space unless nothing else follows.
		return NewList(append(out, s.part(i, len(s.s)))...), nil
	}
	n := strings.Count(s.s, sep.s)
	if limit >= 0 && n > limit {
		n = limit
	}
	out = make([]Value, 0, n+1)
	i := 0
	for ; n > 0; n-- {
		j := strings.Index(s.s[i:], sep.s)
		out = append(out, s.part(i, i+j))
		i += j + len(sep.s)
	}
	return NewList(append(out, s.part(i, len(s.s)))...), nil
}

// skipSpace returns the first position from i on where a character is space, or
// not space if space is true.
func skipSpace(s string, i int, space bool) int {
	for i < len(s) {
		if c := s[i]; c < utf8.RuneSelf {
			if asciiSpace(c) != space {
				return i
			}
			i++
			continue
		}
		r, n := decodeRune(s[i:])
		if isSpaceRune(r) != space {
			return i
		}
		i += n
	}
	return i
}

func strRSplit(t *Thread, self Value, a Args) (Value, error) {
	sep, limit, err := splitArgs(t, a)
	if err != nil {
		return Value{}, err
	}
	s := Cast[Str](self)
	var out []Value
	to := len(s.s)
	back := func(space bool) { // moves to before a run of spaces, or of others
		for to > 0 {
			r, n := decodeLastRune(s.s[:to])
			if isSpaceRune(r) != space {
				return
			}
			to -= n
		}
	}
	for limit < 0 || len(out) < limit {
		if sep == nil {
			if back(true); to == 0 {
				break
			}
			end := to
			back(false)
			out = append(out, s.part(to, end))
			continue
		}
		i := strings.LastIndex(s.s[:to], sep.s)
		if i < 0 {
			break
		}
		out = append(out, s.part(i+len(sep.s), to))
		to = i
	}
	if sep == nil {
		back(true)
	}
	if sep != nil || to > 0 {
		out = append(out, s.part(0, to))
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return NewList(out...), nil
}

func strSplitLines(t *Thread, self Value, a Args) (Value, error) {
	keep, err := IsTrue(t, a[0])
	if err != nil {
		return Value{}, err
	}
	s := Cast[Str](self)
	var out []Value
	for i := 0; i < len(s.s); {
		j, n := lineEnd(s.s, i)
		end := j
		if keep {
			end += n
		}
		out = append(out, s.part(i, end))
		i = j + n
	}
	return NewList(out...), nil
}

// lineEnd finds the first line boundary from i on and its length in bytes, 0 at
// the end of s.
func lineEnd(s string, i int) (pos, n int) {
	for ; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\r' && i+1 < len(s) && s[i+1] == '\n':
			return i, 2
		case c >= '\n' && c <= '\r' || c >= 0x1c && c <= 0x1e:
			return i, 1
		case c == 0xC2 && s[i+1] == 0x85:
			return i, 2
		case c == 0xE2 && s[i+1] == 0x80 && (s[i+2] == 0xA8 || s[i+2] == 0xA9):
			return i, 3
		}
	}
	return i, 0
}

// partitionArg is the separator of partition and rpartition.
func partitionArg(v Value) (*Str, error) {
	sep, ok := AsStr(v)
	if !ok {
		return nil, Errorf(TypeError, "must be str, not %s", TypeOf(v).FullName())
	}
	if sep.s == "" {
		return nil, Errorf(ValueError, "empty separator")
	}
	return sep, nil
}

func strPartition(t *Thread, self Value, a Args) (Value, error) {
	sep, err := partitionArg(a[0])
	if err != nil {
		return Value{}, err
	}
	s := Cast[Str](self)
	i := strings.Index(s.s, sep.s)
	if i < 0 {
		return NewTuple(self, Ref(&emptyStr), Ref(&emptyStr)), nil
	}
	return NewTuple(s.part(0, i), strStr(t, Ref(sep)), s.part(i+len(sep.s), len(s.s))), nil
}

func strRPartition(t *Thread, self Value, a Args) (Value, error) {
	sep, err := partitionArg(a[0])
	if err != nil {
		return Value{}, err
	}
	s := Cast[Str](self)
	i := strings.LastIndex(s.s, sep.s)
	if i < 0 {
		return NewTuple(Ref(&emptyStr), Ref(&emptyStr), self), nil
	}
	return NewTuple(s.part(0, i), strStr(t, Ref(sep)), s.part(i+len(sep.s), len(s.s))), nil
}

func strReplace(t *Thread, self Value, a Args) (Value, error) {
	var p [2]*Str
	for i := range p {
		var ok bool
		if p[i], ok = AsStr(a[i]); !ok {
			return Value{}, Errorf(TypeError, "replace() argument %d must be str, not %s", i+1, ArgName(a[i]))
		}
	}
	limit, err := argIndex(t, a[2])
	if err != nil {
		return Value{}, err
	}
	s, old, repl := Cast[Str](self), p[0], p[1]
	var n int
	if old.s == "" {
		n = s.n + 1
	} else {
		n = strings.Count(s.s, old.s)
	}
	if limit >= 0 {
		n = min(n, limit)
	}
	if n == 0 || old.s == repl.s {
		return s.part(0, len(s.s)), nil
	}
	if len(repl.s) > 0 && n > maxText/len(repl.s) {
		return Value{}, errMemory()
	}
	b := make([]byte, 0, len(s.s)+n*(len(repl.s)-len(old.s)))
	rest := s.s
	for k := n; k > 0; k-- {
		if old.s == "" {
			b = append(b, repl.s...)
			if rest != "" {
				_, w := decodeRune(rest)
				b = append(b, rest[:w]...)
				rest = rest[w:]
			}
			continue
		}
		i := strings.Index(rest, old.s)
		b = append(b, rest[:i]...)
		b = append(b, repl.s...)
		rest = rest[i+len(old.s):]
	}
	b = append(b, rest...)
	return newStrN(bytesText(b), s.n+n*(repl.n-old.n)), nil
}
