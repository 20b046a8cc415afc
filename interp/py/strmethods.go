package py

import (
	"strings"
)

func strMethods() []Method {
	return []Method{
		{"capitalize", "($self, /)", textMethod(capitalize), Alloc, "Return a capitalized version of the string.\n\nMore specifically, make the first character have upper case and the rest lower\ncase."},
		{"casefold", "($self, /)", textMethod(foldCase), Alloc, "Return a version of the string suitable for caseless comparisons."},
		{"center", "($self, width, fillchar=' ', /)", justify('^'), Alloc, "Return a centered string of length width.\n\nPadding is done using the specified fill character (default is a space)."},
		{"count", "($self, sub[, start[, end]], /)", strCount, 0, "Return the number of non-overlapping occurrences of substring sub in string S[start:end].\n\nOptional arguments start and end are interpreted as in slice notation."},
		{"encode", "($self, /, encoding='utf-8', errors='strict')", strEncode, Alloc, "Encode the string using the codec registered for encoding.\n\n  encoding\n    The encoding in which to encode the string.\n  errors\n    The error handling scheme to use for encoding errors.\n    The default is 'strict' meaning that encoding errors raise a\n    UnicodeEncodeError.  Other possible values are 'ignore', 'replace' and\n    'xmlcharrefreplace' as well as any other name registered with\n    codecs.register_error that can handle UnicodeEncodeErrors."},
		{"endswith", "($self, suffix[, start[, end]], /)", affixMethod("endswith", strings.HasSuffix), 0, "Return True if the string ends with the specified suffix, False otherwise.\n\n  suffix\n    A string or a tuple of strings to try.\n  start\n    Optional start position. Default: start of the string.\n  end\n    Optional stop position. Default: end of the string."},
		{"expandtabs", "($self, /, tabsize=8)", strExpandTabs, Alloc, "Return a copy where all tab characters are expanded using spaces.\n\nIf tabsize is not given, a tab size of 8 characters is assumed."},
		{"find", "($self, sub[, start[, end]], /)", findMethod("find", strings.Index, false), 0, "Return the lowest index in S where substring sub is found, such that sub is contained within S[start:end].\n\nOptional arguments start and end are interpreted as in slice notation.\nReturn -1 on failure."},
		{"format", "($self, /, *args, **kwargs)", strFormat, Alloc | CallsPython, "Return a formatted version of the string, using substitutions from args and kwargs.\n\nThe substitutions are identified by braces ('{' and '}')."},
		{"format_map", "($self, mapping, /)", strFormatMap, Alloc | CallsPython, "Return a formatted version of the string, using substitutions from mapping.\n\nThe substitutions are identified by braces ('{' and '}')."},
		{"index", "($self, sub[, start[, end]], /)", findMethod("index", strings.Index, true), 0, "Return the lowest index in S where substring sub is found, such that sub is contained within S[start:end].\n\nOptional arguments start and end are interpreted as in slice notation.\nRaises ValueError when the substring is not found."},
		{"isalnum", "($self, /)", every(func(r rune) bool { return isAlpha(r) || isNumeric(r) }), 0, "Return True if the string is an alpha-numeric string, False otherwise.\n\nA string is alpha-numeric if all characters in the string are alpha-numeric and\nthere is at least one character in the string."},
		{"isalpha", "($self, /)", every(isAlpha), 0, "Return True if the string is an alphabetic string, False otherwise.\n\nA string is alphabetic if all characters in the string are alphabetic and there\nis at least one character in the string."},
		{"isascii", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) { return Bool(Cast[Str](self).IsASCII()), nil }, 0, "Return True if all characters in the string are ASCII, False otherwise.\n\nASCII characters have code points in the range U+0000-U+007F.\nEmpty string is ASCII too."},
		{"isdecimal", "($self, /)", every(isDecimal), 0, "Return True if the string is a decimal string, False otherwise.\n\nA string is a decimal string if all characters in the string are decimal and\nthere is at least one character in the string."},
		{"isdigit", "($self, /)", every(isDigitRune), 0, "Return True if the string is a digit string, False otherwise.\n\nA string is a digit string if all characters in the string are digits and there\nis at least one character in the string."},
		{"isidentifier", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) { return Bool(IsIdentifier(Cast[Str](self).s)), nil }, 0, "Return True if the string is a valid Python identifier, False otherwise.\n\nCall keyword.iskeyword(s) to test whether string s is a reserved identifier,\nsuch as \"def\" or \"class\"."},
		{"islower", "($self, /)", cased(isLower, func(r rune) bool { return isUpper(r) || isTitle(r) }), 0, "Return True if the string is a lowercase string, False otherwise.\n\nA string is lowercase if all cased characters in the string are lowercase and\nthere is at least one cased character in the string."},
		{"isnumeric", "($self, /)", every(isNumeric), 0, "Return True if the string is a numeric string, False otherwise.\n\nA string is numeric if all characters in the string are numeric and there is at\nleast one character in the string."},
		{"isprintable", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
			return Bool(all(Cast[Str](self).s, printable)), nil
		}, 0, "Return True if all characters in the string are printable, False otherwise.\n\nA character is printable if repr() may use it in its output."},
		{"isspace", "($self, /)", every(isSpaceRune), 0, "Return True if the string is a whitespace string, False otherwise.\n\nA string is whitespace if all characters in the string are whitespace and there\nis at least one character in the string."},
		{"istitle", "($self, /)", strIsTitle, 0, "Return True if the string is a title-cased string, False otherwise.\n\nIn a title-cased string, upper- and title-case characters may only\nfollow uncased characters and lowercase characters only cased ones."},
		{"isupper", "($self, /)", cased(isUpper, func(r rune) bool { return isLower(r) || isTitle(r) }), 0, "Return True if the string is an uppercase string, False otherwise.\n\nA string is uppercase if all cased characters in the string are uppercase and\nthere is at least one cased character in the string."},
		{"join", "($self, iterable, /)", strJoin, Alloc | CallsPython, "Concatenate any number of strings.\n\nThe string whose method is called is inserted in between each given string.\nThe result is returned as a new string.\n\nExample: '.'.join(['ab', 'pq', 'rs']) -> 'ab.pq.rs'"},
		{"ljust", "($self, width, fillchar=' ', /)", justify('<'), Alloc, "Return a left-justified string of length width.\n\nPadding is done using the specified fill character (default is a space)."},
		{"lower", "($self, /)", caseMethod('A', 'Z', lowerCase), Alloc, "Return a copy of the string converted to lowercase."},
		{"lstrip", "($self, chars=None, /)", stripMethod("lstrip", true, false), 0, "Return a copy of the string with leading whitespace removed.\n\nIf chars is given and not None, remove characters in chars instead."},
		{"maketrans", "(x, y=<unrepresentable>, z=<unrepresentable>, /)", strMakeTrans, Static, "Return a translation table usable for str.translate().\n\nIf there is only one argument, it must be a dictionary mapping Unicode\nordinals (integers) or characters to Unicode ordinals, strings or None.\nCharacter keys will be then converted to ordinals.\nIf there are two arguments, they must be strings of equal length, and\nin the resulting dictionary, each character in x will be mapped to the\ncharacter at the same position in y. If there is a third argument, it\nmust be a string, whose characters will be mapped to None in the result."},
		{"partition", "($self, sep, /)", strPartition, 0, "Partition the string into three parts using the given separator.\n\nThis will search for the separator in the string.  If the separator is found,\nreturns a 3-tuple containing the part before the separator, the separator\nitself, and the part after it.\n\nIf the separator is not found, returns a 3-tuple containing the original string\nand two empty strings."},
		{"removeprefix", "($self, prefix, /)", removeAffix("removeprefix", strings.CutPrefix), 0, "Return a str with the given prefix string removed if present.\n\nIf the string starts with the prefix string, return string[len(prefix):].\nOtherwise, return a copy of the original string."},
		{"removesuffix", "($self, suffix, /)", removeAffix("removesuffix", strings.CutSuffix), 0, "Return a str with the given suffix string removed if present.\n\nIf the string ends with the suffix string and that suffix is not empty,\nreturn string[:-len(suffix)]. Otherwise, return a copy of the original\nstring."},
		{"replace", "($self, old, new, /, count=-1)", strReplace, Alloc, "Return a copy with all occurrences of substring old replaced by new.\n\n  count\n    Maximum number of occurrences to replace.\n    -1 (the default value) means replace all occurrences.\n\nIf the optional argument count is given, only the first count occurrences are\nreplaced."},
		{"rfind", "($self, sub[, start[, end]], /)", findMethod("rfind", strings.LastIndex, false), 0, "Return the highest index in S where substring sub is found, such that sub is contained within S[start:end].\n\nOptional arguments start and end are interpreted as in slice notation.\nReturn -1 on failure."},
		{"rindex", "($self, sub[, start[, end]], /)", findMethod("rindex", strings.LastIndex, true), 0, "Return the highest index in S where substring sub is found, such that sub is contained within S[start:end].\n\nOptional arguments start and end are interpreted as in slice notation.\nRaises ValueError when the substring is not found."},
		{"rjust", "($self, width, fillchar=' ', /)", justify('>'), Alloc, "Return a right-justified string of length width.\n\nPadding is done using the specified fill character (default is a space)."},
		{"rpartition", "($self, sep, /)", strRPartition, 0, "Partition the string into three parts using the given separator.\n\nThis will search for the separator in the string, starting at the end. If\nthe separator is found, returns a 3-tuple containing the part before the\nseparator, the separator itself, and the part after it.\n\nIf the separator is not found, returns a 3-tuple containing two empty strings\nand the original string."},
		{"rsplit", "($self, /, sep=None, maxsplit=-1)", strRSplit, Alloc, docSplit + "Splitting starts at the end of the string and works to the front."},
		{"rstrip", "($self, chars=None, /)", stripMethod("rstrip", false, true), 0, "Return a copy of the string with trailing whitespace removed.\n\nIf chars is given and not None, remove characters in chars instead."},
		{"split", "($self, /, sep=None, maxsplit=-1)", strSplit, Alloc, docSplit + "Splitting starts at the front of the string and works to the end.\n\nNote, str.split() is mainly useful for data that has been intentionally\ndelimited.  With natural text that includes punctuation, consider using\nthe regular expression module."},
		{"splitlines", "($self, /, keepends=False)", strSplitLines, Alloc, "Return a list of the lines in the string, breaking at line boundaries.\n\nLine breaks are not included in the resulting list unless keepends is given and\ntrue."},
		{"startswith", "($self, prefix[, start[, end]], /)", affixMethod("startswith", strings.HasPrefix), 0, "Return True if the string starts with the specified prefix, False otherwise.\n\n  prefix\n    A string or a tuple of strings to try.\n  start\n    Optional start position. Default: start of the string.\n  end\n    Optional stop position. Default: end of the string."},
		{"strip", "($self, chars=None, /)", stripMethod("strip", true, true), 0, "Return a copy of the string with leading and trailing whitespace removed.\n\nIf chars is given and not None, remove characters in chars instead."},
		{"swapcase", "($self, /)", textMethod(swapCase), Alloc, "Convert uppercase characters to lowercase and lowercase characters to uppercase."},
		{"title", "($self, /)", textMethod(titleCase), Alloc, "Return a version of the string where each word is titlecased.\n\nMore specifically, words start with uppercased characters and all remaining\ncased characters have lower case."},
		{"translate", "($self, table, /)", strTranslate, Alloc | CallsPython, "Replace each character in the string using the given translation table.\n\n  table\n    Translation table, which must be a mapping of Unicode ordinals to\n    Unicode ordinals, strings, or None.\n\nThe table must implement lookup/indexing via __getitem__, for instance a\ndictionary or list.  If this operation raises LookupError, the character is\nleft untouched.  Characters mapped to None are deleted."},
		{"upper", "($self, /)", caseMethod('a', 'z', upperCase), Alloc, "Return a copy of the string converted to uppercase."},
		{"zfill", "($self, width, /)", strZFill, Alloc, "Pad a numeric string with zeros on the left, to fill a field of the given width.\n\nThe string is never truncated."},
		{"__getnewargs__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
			s := Cast[Str](self)
			return NewTuple(newStrN(s.s, s.n)), nil
		}, 0, ""},
		{"__sizeof__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
			return Int(int64(strHeaderSize + len(Cast[Str](self).s))), nil
		}, 0, "Return the size of the string in memory, in bytes."},
		formatMethod(formatStr),
	}
}

const strHeaderSize = 48

const docSplit = "Return a list of the substrings in the string, using sep as the separator string.\n\n  sep\n    The separator used to split the string.\n\n    When set to None (the default value), will split on any whitespace\n    character (including \\n \\r \\t \\f and spaces) and will discard\n    empty strings from the result.\n  maxsplit\n    Maximum number of splits.\n    -1 (the default value) means no limit.\n\n"

// textMethod makes a method of a function from text to text.
func textMethod(f func(s string) string) GoFunc {
	return func(t *Thread, self Value, a Args) (Value, error) {
		s := Cast[Str](self)
		r := f(s.s)
		if len(r) > maxText {
			return Value{}, errMemory()
		}
		if s.n == len(s.s) {
			return newASCII(r), nil
		}
		return NewStr(r), nil
	}
}

// part returns s[from:to] in bytes as a str; self is returned itself if it is all
// of an exact str.
func (s *Str) part(from, to int) Value {
	if from == 0 && to == len(s.s) && s.typ == &strType {
		return Ref(s)
	}
	if s.n == len(s.s) {
		return newASCII(s.s[from:to])
	}
	return NewStr(s.s[from:to])
}

func strJoin(t *Thread, self Value, a Args) (Value, error) {
	sep := Cast[Str](self)
	var items []Value
	switch v := a[0]; {
	case v.IsList():
		items = Cast[List](v).Items
	case v.IsTuple():
		items = Cast[Tuple](v).Items
	default:
		if typ := TypeOf(v); typ.Iter == nil && typ.GetItem == nil {
			return Value{}, Errorf(TypeError, "can only join an iterable")
		}
		var err error
		if items, err = Items(t, v); err != nil {
			return Value{}, err
		}
	}
	if len(items) == 0 {
		return Ref(&emptyStr), nil
	}
	size, n := len(sep.s)*(len(items)-1), sep.n*(len(items)-1)
	for i, v := range items {
		s, ok := AsStr(v)
		if !ok {
			return Value{}, Errorf(TypeError, "sequence item %d: expected str instance, %s found", i, TypeOf(v).FullName())
		}
		size += len(s.s)
		n += s.n
	}
	if size > maxText {
		return Value{}, errMemory()
	}
	if len(items) == 1 && items[0].IsStr() {
		return items[0], nil
	}
	b := make([]byte, 0, size)
	for i, v := range items {
		if i > 0 {
			b = append(b, sep.s...)
		}
		b = append(b, Cast[Str](v).s...)
	}
	return newStrN(bytesText(b), n), nil
}

func justify(align byte) GoFunc {
	return func(t *Thread, self Value, a Args) (Value, error) {
		width, err := argIndex(t, a[0])
		if err != nil {
			return Value{}, err
		}
		fill, ok := AsStr(a[1])
		if !ok {
			return Value{}, Errorf(TypeError, "The fill character must be a unicode character, not %s", TypeOf(a[1]).FullName())
		}
		if fill.n != 1 {
			return Value{}, Errorf(TypeError, "The fill character must be exactly one character long")
		}
		s := Cast[Str](self)
		total := width - s.n
		if total <= 0 {
			return s.part(0, len(s.s)), nil
		}
		if total > maxText/len(fill.s) {
			return Value{}, errMemory()
		}
		left := 0
		switch align {
		case '>':
			left = total
		case '^':
			// CPython's rounding: the odd space goes left if the width is odd.
			left = total/2 + total&width&1
		}
		r := FirstChar(fill.s)
		b := appendFill(make([]byte, 0, len(s.s)+total*len(fill.s)), r, left)
		b = append(b, s.s...)
		return newStrN(bytesText(appendFill(b, r, total-left)), width), nil
	}
}

func strZFill(t *Thread, self Value, a Args) (Value, error) {
	width, err := argIndex(t, a[0])
	if err != nil {
		return Value{}, err
	}
	s := Cast[Str](self)
	total := width - s.n
	if total <= 0 {
		return s.part(0, len(s.s)), nil
	}
	if total > maxText {
		return Value{}, errMemory()
	}
	b := make([]byte, 0, len(s.s)+total)
	text := s.s
	if text != "" && (text[0] == '+' || text[0] == '-') {
		b = append(b, text[0])
		text = text[1:]
	}
	b = appendFill(b, '0', total)
	return newStrN(bytesText(append(b, text...)), width), nil
}

func strExpandTabs(t *Thread, self Value, a Args) (Value, error) {
	size, err := argInt(t, a[0])
	if err != nil {
		return Value{}, err
	}
	s := Cast[Str](self)
	tabs := strings.Count(s.s, "\t")
	if tabs == 0 {
		return s.part(0, len(s.s)), nil
	}
	if size > maxText/tabs {
		return Value{}, Errorf(OverflowError, "new string is too long")
	}
	b := make([]byte, 0, len(s.s)+tabs*max(size, 0))
	col := 0
	for i := 0; i < len(s.s); i++ {
		c := s.s[i]
		switch {
		case c == '\t':
			if size > 0 {
				n := size - col%size
				b = appendFill(b, ' ', n)
				col += n
			}
			continue
		case c == '\n' || c == '\r':
			col = 0
		case c&0xC0 != 0x80:
			col++
		}
		b = append(b, c)
	}
	return NewStr(bytesText(b)), nil
}

func strMakeTrans(t *Thread, _ Value, a Args) (Value, error) {
	d := NewDict()
	if !a.Given(1) {
		if !a[0].IsDict() {
			return Value{}, Errorf(TypeError, "if you give only one argument to maketrans it must be a dict")
		}
		src := Cast[Dict](a[0])
		for k, v, p, ok := src.Next(0); ok; k, v, p, ok = src.Next(p) {
			if s, isStr := AsStr(k); isStr {
				if s.n != 1 {
					return Value{}, Errorf(ValueError, "string keys in translatetable must be of length 1")
				}
				k = Int(int64(FirstChar(s.s)))
			} else if !IsAnyInt(k) {
				return Value{}, Errorf(TypeError, "keys in translate table mustbe strings or integers")
			}
			if !d.Set(t, k, v) {
				return Value{}, t.Take()
			}
		}
		return Ref(d), nil
	}
	var s [3]*Str
	for _, i := range [...]int{1, 2, 0} {
		if !a.Given(i) {
			continue
		}
		var ok bool
		if s[i], ok = AsStr(a[i]); !ok {
			if i == 0 {
				return Value{}, Errorf(TypeError, "first maketrans argument must be a string if there is a second argument")
			}
			return Value{}, Errorf(TypeError, "maketrans() argument %d must be str, not %s", i+1, ArgName(a[i]))
		}
	}
	if s[0].n != s[1].n {
		return Value{}, Errorf(ValueError, "the first two maketrans arguments must have equal length")
	}
	for x, y := s[0].s, s[1].s; x != ""; {
		r, n := decodeRune(x)
		q, m := decodeRune(y)
		d.Set(t, Int(int64(r)), Int(int64(q)))
		x, y = x[n:], y[m:]
	}
	if s[2] != nil {
		for x := s[2].s; x != ""; {
			r, n := decodeRune(x)
			d.Set(t, Int(int64(r)), None)
			x = x[n:]
		}
	}
	return Ref(d), nil
}

func strTranslate(t *Thread, self Value, a Args) (Value, error) {
	s := Cast[Str](self)
	b := make([]byte, 0, len(s.s))
	for i, k := 0, 0; i < len(s.s); k++ {
		r, n := decodeRune(s.s[i:])
		v := GetItemOperation(t, a[0], Int(int64(r)))
		switch {
		case v.IsError():
			if !t.ExcMatches(LookupError) {
				return Value{}, t.Take()
			}
			t.Exc = nil
			b = append(b, s.s[i:i+n]...)
		case v.IsNone():
		case IsAnyInt(v):
			c, ok := AsInt64(v)
			if !ok || c < 0 || c > 0x10ffff {
				return Value{}, Errorf(ValueError, "character mapping must be in range(0x110000)")
			}
			b = appendRune(b, rune(c))
		default:
			x, ok := AsStr(v)
			if !ok {
				return Value{}, Errorf(TypeError, "character mapping must return integer, None or str")
			}
			if b = append(b, x.s...); len(b) > maxText {
				return Value{}, errMemory()
			}
		}
		i += n
		if k&0xfff == 0xfff {
			if err := t.Poll(); err != nil {
				return Value{}, err
			}
		}
	}
	return NewStr(bytesText(b)), nil
}
