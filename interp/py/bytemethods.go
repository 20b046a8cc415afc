package py

import (
	"bytes"
	"encoding/hex"
)

// bytesMethods are the methods that bytes and bytearray share.
func bytesMethods() []Method {
	return []Method{
		{"capitalize", "($self, /)", byteMap(func(i int, prev, c byte) byte {
			if i == 0 {
				return upperByte(c)
			}
			return lowerByte(c)
		}), Alloc, "B.capitalize() -> copy of B\n\nReturn a copy of B with only its first character capitalized (ASCII)\nand the rest lower-cased."},
		{"center", "($self, width, fillchar=b' ', /)", byteJustify("center", '^'), Alloc, "Return a centered string of length width.\n\nPadding is done using the specified fill character."},
		{"count", "($self, sub[, start[, end]], /)", bytesCount, 0, "Return the number of non-overlapping occurrences of subsection 'sub' in bytes B[start:end]."},
		{"decode", "($self, /, encoding='utf-8', errors='strict')", bytesDecode, Alloc, "Decode the bytes using the codec registered for encoding.\n\n  encoding\n    The encoding with which to decode the bytes.\n  errors\n    The error handling scheme to use for the handling of decoding errors.\n    The default is 'strict' meaning that decoding errors raise a\n    UnicodeDecodeError. Other possible values are 'ignore' and 'replace'\n    as well as any other name registered with codecs.register_error that\n    can handle UnicodeDecodeErrors."},
		{"endswith", "($self, suffix[, start[, end]], /)", byteAffix("endswith", bytes.HasSuffix), 0, "Return True if the bytes ends with the specified suffix, False otherwise."},
		{"expandtabs", "($self, /, tabsize=8)", bytesExpandTabs, Alloc, "Return a copy where all tab characters are expanded using spaces.\n\nIf tabsize is not given, a tab size of 8 characters is assumed."},
		{"find", "($self, sub[, start[, end]], /)", byteFind(bytes.Index, false), 0, "Return the lowest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end].\n\nReturn -1 on failure."},
		{"fromhex", "($type, string, /)", bytesFromHex, Class | Alloc, "Create a bytes object from a string of hexadecimal numbers.\n\nSpaces between two numbers are accepted.\nExample: bytes.fromhex('B9 01EF') -> b'\\\\xb9\\\\x01\\\\xef'."},
		{"hex", "($self, /, sep=<unrepresentable>, bytes_per_sep=1)", bytesHex, Alloc, "Create a string of hexadecimal numbers from a bytes object."},
		{"index", "($self, sub[, start[, end]], /)", byteFind(bytes.Index, true), 0, "Return the lowest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end].\n\nRaise ValueError if the subsection is not found."},
		{"isalnum", "($self, /)", byteEvery(func(c byte) bool { return isAlphaByte(c) || isDigit(c) }), 0, "B.isalnum() -> bool\n\nReturn True if all characters in B are alphanumeric\nand there is at least one character in B, False otherwise."},
		{"isalpha", "($self, /)", byteEvery(isAlphaByte), 0, "B.isalpha() -> bool\n\nReturn True if all characters in B are alphabetic\nand there is at least one character in B, False otherwise."},
		{"isascii", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
			for _, c := range rawBytes(self) {
				if c >= 0x80 {
					return False, nil
				}
			}
			return True, nil
		}, 0, "B.isascii() -> bool\n\nReturn True if B is empty or all characters in B are ASCII,\nFalse otherwise."},
		{"isdigit", "($self, /)", byteEvery(isDigit), 0, "B.isdigit() -> bool\n\nReturn True if all characters in B are digits\nand there is at least one character in B, False otherwise."},
		{"islower", "($self, /)", byteCased(isLowerByte, isUpperByte), 0, "B.islower() -> bool\n\nReturn True if all cased characters in B are lowercase and there is\nat least one cased character in B, False otherwise."},
		{"isspace", "($self, /)", byteEvery(isSpaceByte), 0, "B.isspace() -> bool\n\nReturn True if all characters in B are whitespace\nand there is at least one character in B, False otherwise."},
		{"istitle", "($self, /)", bytesIsTitle, 0, "B.istitle() -> bool\n\nReturn True if B is a titlecased string and there is at least one\ncharacter in B, i.e. uppercase characters may only follow uncased\ncharacters and lowercase characters only cased ones. Return False\notherwise."},
		{"isupper", "($self, /)", byteCased(isUpperByte, isLowerByte), 0, "B.isupper() -> bool\n\nReturn True if all cased characters in B are uppercase and there is\nat least one cased character in B, False otherwise."},
		{"join", "($self, iterable_of_bytes, /)", bytesJoin, Alloc | CallsPython, "Concatenate any number of bytes objects.\n\nThe bytes whose method is called is inserted in between each pair.\n\nThe result is returned as a new bytes object.\n\nExample: b'.'.join([b'ab', b'pq', b'rs']) -> b'ab.pq.rs'."},
		{"ljust", "($self, width, fillchar=b' ', /)", byteJustify("ljust", '<'), Alloc, "Return a left-justified string of length width.\n\nPadding is done using the specified fill character."},
		{"lower", "($self, /)", byteMap(func(_ int, _, c byte) byte { return lowerByte(c) }), Alloc, "B.lower() -> copy of B\n\nReturn a copy of B with all ASCII characters converted to lowercase."},
		{"lstrip", "($self, bytes=None, /)", byteStrip(true, false), 0, "Strip leading bytes contained in the argument.\n\nIf the argument is omitted or None, strip leading ASCII whitespace."},
		{"maketrans", "(frm, to, /)", bytesMakeTrans, Static, "Return a translation table usable for the bytes or bytearray translate method.\n\nThe returned table will be one where each byte in frm is mapped to the byte at\nthe same position in to.\n\nThe bytes objects frm and to must be of the same length."},
		{"partition", "($self, sep, /)", bytesPartition(bytes.Index, false), 0, "Partition the bytes into three parts using the given separator.\n\nThis will search for the separator sep in the bytes. If the separator is found,\nreturns a 3-tuple containing the part before the separator, the separator\nitself, and the part after it.\n\nIf the separator is not found, returns a 3-tuple containing the original bytes\nobject and two empty bytes objects."},
		{"removeprefix", "($self, prefix, /)", byteRemoveAffix(bytes.CutPrefix), 0, "Return a bytes object with the given prefix string removed if present.\n\nIf the bytes starts with the prefix string, return bytes[len(prefix):].\nOtherwise, return a copy of the original bytes."},
		{"removesuffix", "($self, suffix, /)", byteRemoveAffix(bytes.CutSuffix), 0, "Return a bytes object with the given suffix string removed if present.\n\nIf the bytes ends with the suffix string and that suffix is not empty,\nreturn bytes[:-len(prefix)].  Otherwise, return a copy of the original\nbytes."},
		{"replace", "($self, old, new, count=-1, /)", bytesReplace, Alloc, "Return a copy with all occurrences of substring old replaced by new.\n\n  count\n    Maximum number of occurrences to replace.\n    -1 (the default value) means replace all occurrences.\n\nIf the optional argument count is given, only the first count occurrences are\nreplaced."},
		{"rfind", "($self, sub[, start[, end]], /)", byteFind(bytes.LastIndex, false), 0, "Return the highest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end].\n\nReturn -1 on failure."},
		{"rindex", "($self, sub[, start[, end]], /)", byteFind(bytes.LastIndex, true), 0, "Return the highest index in B where subsection 'sub' is found, such that 'sub' is contained within B[start,end].\n\nRaise ValueError if the subsection is not found."},
		{"rjust", "($self, width, fillchar=b' ', /)", byteJustify("rjust", '>'), Alloc, "Return a right-justified string of length width.\n\nPadding is done using the specified fill character."},
		{"rpartition", "($self, sep, /)", bytesPartition(bytes.LastIndex, true), 0, "Partition the bytes into three parts using the given separator.\n\nThis will search for the separator sep in the bytes, starting at the end. If the\nseparator is found, returns a 3-tuple containing the part before the separator,\nthe separator itself, and the part after it.\n\nIf the separator is not found, returns a 3-tuple containing two empty bytes\nobjects and the original bytes object."},
		{"rsplit", "($self, /, sep=None, maxsplit=-1)", bytesRSplit, Alloc, docByteSplit + "Splitting is done starting at the end of the bytes and working to the front."},
		{"rstrip", "($self, bytes=None, /)", byteStrip(false, true), 0, "Strip trailing bytes contained in the argument.\n\nIf the argument is omitted or None, strip trailing ASCII whitespace."},
		{"split", "($self, /, sep=None, maxsplit=-1)", bytesSplit, Alloc, docByteSplit},
		{"splitlines", "($self, /, keepends=False)", bytesSplitLines, Alloc, "Return a list of the lines in the bytes, breaking at line boundaries.\n\nLine breaks are not included in the resulting list unless keepends is given and\ntrue."},
		{"startswith", "($self, prefix[, start[, end]], /)", byteAffix("startswith", bytes.HasPrefix), 0, "Return True if the bytes starts with the specified prefix, False otherwise."},
		{"strip", "($self, bytes=None, /)", byteStrip(true, true), 0, "Strip leading and trailing bytes contained in the argument.\n\nIf the argument is omitted or None, strip leading and trailing ASCII whitespace."},
		{"swapcase", "($self, /)", byteMap(func(_ int, _, c byte) byte {
			if isAlphaByte(c) {
				return c ^ 0x20
			}
			return c
		}), Alloc, "B.swapcase() -> copy of B\n\nReturn a copy of B with uppercase ASCII characters converted\nto lowercase ASCII and vice versa."},
		{"title", "($self, /)", byteMap(func(i int, prev, c byte) byte {
			if i > 0 && isAlphaByte(prev) {
				return lowerByte(c)
			}
			return upperByte(c)
		}), Alloc, "B.title() -> copy of B\n\nReturn a titlecased version of B, i.e. ASCII words start with uppercase\ncharacters, all remaining cased characters have lowercase."},
		{"translate", "($self, table, /, delete=b'')", bytesTranslate, Alloc, "Return a copy with each character mapped by the given translation table.\n\n  table\n    Translation table, which must be a bytes object of length 256.\n\nAll characters occurring in the optional argument delete are removed.\nThe remaining characters are mapped through the given translation table."},
		{"upper", "($self, /)", byteMap(func(_ int, _, c byte) byte { return upperByte(c) }), Alloc, "B.upper() -> copy of B\n\nReturn a copy of B with all ASCII characters converted to uppercase."},
		{"zfill", "($self, width, /)", bytesZFill, Alloc, "Pad a numeric string with zeros on the left, to fill a field of the given width.\n\nThe original string is never truncated."},
		{"__sizeof__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
			return Int(int64(33 + len(rawBytes(self)))), nil
		}, 0, "Returns the size of the object in memory, in bytes."},
	}
}

const docByteSplit = "Return a list of the sections in the bytes, using sep as the delimiter.\n\n  sep\n    The delimiter according which to split the bytes.\n    None (the default value) means split on ASCII whitespace characters\n    (space, tab, return, newline, formfeed, vertical tab).\n  maxsplit\n    Maximum number of splits to do.\n    -1 (the default value) means no limit."

func isUpperByte(c byte) bool { return c >= 'A' && c <= 'Z' }
func isLowerByte(c byte) bool { return c >= 'a' && c <= 'z' }
func isAlphaByte(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }
func isSpaceByte(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }

func upperByte(c byte) byte {
	if isLowerByte(c) {
		return c ^ 0x20
	}
	return c
}

func lowerByte(c byte) byte {
	if isUpperByte(c) {
		return c ^ 0x20
	}
	return c
}

// byteMap makes a method that maps each byte; f also gets the one before.
func byteMap(f func(i int, prev, c byte) byte) GoFunc {
	return func(t *Thread, self Value, a Args) (Value, error) {
		b := rawBytes(self)
		out := make([]byte, len(b))
		var prev byte
		for i, c := range b {
			out[i] = f(i, prev, c)
			prev = c
		}
		return bytesLike(self, out), nil
	}
}

func byteEvery(is func(c byte) bool) GoFunc {
	return func(t *Thread, self Value, a Args) (Value, error) {
		b := rawBytes(self)
		for _, c := range b {
			if !is(c) {
				return False, nil
			}
		}
		return Bool(len(b) > 0), nil
	}
}

func byteCased(is, not func(c byte) bool) GoFunc {
	return func(t *Thread, self Value, a Args) (Value, error) {
		found := false
		for _, c := range rawBytes(self) {
			if not(c) {
				return False, nil
			}
			found = found || is(c)
		}
		return Bool(found), nil
	}
}

func bytesIsTitle(t *Thread, self Value, a Args) (Value, error) {
	found, after := false, false
	for _, c := range rawBytes(self) {
		switch {
		case isUpperByte(c):
			if after {
				return False, nil
			}
			found, after = true, true
		case isLowerByte(c):
			if !after {
				return False, nil
			}
			found = true
		default:
			after = false
		}
	}
	return Bool(found), nil
}

// byteRange applies the optional start and end of a search; ok is false if not
// even the empty string is within.
func byteRange(t *Thread, b []byte, a Args) (part []byte, base int, ok bool, err error) {
	from, to := 0, len(b)
	for i, p := range []*int{&from, &to} {
		if !a.Given(i+1) || a[i+1].IsNone() {
			continue
		}
		n, err := sliceIndex(t, a[i+1])
		if err != nil {
			return nil, 0, false, err
		}
		if n < 0 {
			n = max(n+len(b), 0)
		}
		*p = n
	}
	if to = min(to, len(b)); from > to {
		return nil, 0, false, nil
	}
	return b[from:to], from, true, nil
}

// byteNeedle is what find and its like look for: bytes, or one byte.
func byteNeedle(t *Thread, v Value) ([]byte, error) {
	if IsBuffer(v) {
		return ReadBytes(t, v)
	}
	if IsAnyInt(v) || TypeOf(v).Index != nil {
		c, err := byteOf(t, v, "byte must be in range(0, 256)")
		return []byte{c}, err
	}
	return nil, Errorf(TypeError, "argument should be integer or bytes-like object, not '%s'", TypeOf(v).FullName())
}

func byteFind(find func(s, sub []byte) int, must bool) GoFunc {
	return func(t *Thread, self Value, a Args) (Value, error) {
		sub, err := byteNeedle(t, a[0])
		if err != nil {
			return Value{}, err
		}
		part, base, ok, err := byteRange(t, rawBytes(self), a)
		if err != nil {
			return Value{}, err
		}
		i := -1
		if ok {
			if i = find(part, sub); i >= 0 {
				i += base
			}
		}
		if i < 0 && must {
			return Value{}, Errorf(ValueError, "subsection not found")
		}
		return Int(int64(i)), nil
	}
}

func bytesCount(t *Thread, self Value, a Args) (Value, error) {
	sub, err := byteNeedle(t, a[0])
	if err != nil {
		return Value{}, err
	}
	part, _, ok, err := byteRange(t, rawBytes(self), a)
	switch {
	case err != nil:
		return Value{}, err
	case !ok:
		return Int(0), nil
	case len(sub) == 0:
		return Int(int64(len(part) + 1)), nil
	}
	return Int(int64(bytes.Count(part, sub))), nil
}

func byteAffix(name string, has func(s, affix []byte) bool) GoFunc {
	return func(t *Thread, self Value, a Args) (Value, error) {
		part, _, ok, err := byteRange(t, rawBytes(self), a)
		if err != nil {
			return Value{}, err
		}
		if tup, isTuple := AsTuple(a[0]); isTuple {
			for _, v := range tup.Items {
				x, err := ReadBytes(t, v)
				if err != nil {
					return Value{}, err
				}
				if ok && has(part, x) {
					return True, nil
				}
			}
			return False, nil
		}
		if !IsBuffer(a[0]) {
			return Value{}, Errorf(TypeError, "%s first arg must be bytes or a tuple of bytes, not %s", name, TypeOf(a[0]).FullName())
		}
		x, err := ReadBytes(t, a[0])
		return Bool(err == nil && ok && has(part, x)), err
	}
}

func byteRemoveAffix(cut func(s, affix []byte) ([]byte, bool)) GoFunc {
	return func(t *Thread, self Value, a Args) (Value, error) {
		x, err := ReadBytes(t, a[0])
		if err != nil {
			return Value{}, err
		}
		r, _ := cut(rawBytes(self), x)
		return shareBytes(self, r), nil
	}
}

func byteStrip(left, right bool) GoFunc {
	return func(t *Thread, self Value, a Args) (Value, error) {
		in := isSpaceByte
		if !a[0].IsNone() {
			chars, err := ReadBytes(t, a[0])
			if err != nil {
				return Value{}, err
			}
			in = func(c byte) bool { return bytes.IndexByte(chars, c) >= 0 }
		}
		b := rawBytes(self)
		for left && len(b) > 0 && in(b[0]) {
			b = b[1:]
		}
		for right && len(b) > 0 && in(b[len(b)-1]) {
			b = b[:len(b)-1]
		}
		return shareBytes(self, b), nil
	}
}

func byteJustify(name string, align byte) GoFunc {
	return func(t *Thread, self Value, a Args) (Value, error) {
		width, err := argIndex(t, a[0])
		if err != nil {
			return Value{}, err
		}
		fill, ok := AsBytes(a[1])
		if !ok && isByteArray(a[1]) {
			fill, ok = rawBytes(a[1]), true
		}
		if !ok {
			return Value{}, Errorf(TypeError, "%s() argument 2 must be a byte string of length 1, not %s", name, TypeOf(a[1]).FullName())
		}
		if len(fill) != 1 {
			return Value{}, Errorf(TypeError, "%s(): argument 2 must be a byte string of length 1, not a %s object of length %d", name, TypeOf(a[1]).FullName(), len(fill))
		}
		b := rawBytes(self)
		total := width - len(b)
		if total <= 0 {
			return shareBytes(self, b), nil
		}
		if width > maxText {
			return Value{}, errMemory()
		}
		left := 0
		switch align {
		case '>':
			left = total
		case '^':
			left = total/2 + total&width&1
		}
		out := append(make([]byte, 0, width), bytes.Repeat(fill, left)...)
		out = append(out, b...)
		return bytesLike(self, append(out, bytes.Repeat(fill, total-left)...)), nil
	}
}

func bytesZFill(t *Thread, self Value, a Args) (Value, error) {
	width, err := argIndex(t, a[0])
	if err != nil {
		return Value{}, err
	}
	b := rawBytes(self)
	if width <= len(b) {
		return shareBytes(self, b), nil
	}
	if width > maxText {
		return Value{}, errMemory()
	}
	out := make([]byte, 0, width)
	if len(b) > 0 && (b[0] == '+' || b[0] == '-') {
		out, b = append(out, b[0]), b[1:]
	}
	out = append(out, bytes.Repeat([]byte{'0'}, width-len(out)-len(b))...)
	return bytesLike(self, append(out, b...)), nil
}

func bytesDecode(t *Thread, self Value, a Args) (Value, error) {
	var s [2]string
	for i, name := range []string{"encoding", "errors"} {
		x, ok := AsStr(a[i])
		if !ok {
			return Value{}, Errorf(TypeError, "decode() argument '%s' must be str, not %s", name, ArgName(a[i]))
		}
		s[i] = x.s
	}
	return t.DecodeBytes(rawBytes(self), s[0], s[1])
}

func firstNonASCII(s string) int {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return i
		}
	}
	return len(s)
}

func bytesFromHex(t *Thread, self Value, a Args) (Value, error) {
	var text string
	if s, ok := AsStr(a[0]); ok {
		text = s.s
		if i := firstNonASCII(text); i < len(text) {
			return Value{}, Errorf(ValueError, "non-hexadecimal number found in fromhex() arg at position %d", i)
		}
	} else if IsBuffer(a[0]) {
		b, err := ReadBytes(t, a[0])
		if err != nil {
			return Value{}, err
		}
		text = string(b)
	} else {
		return Value{}, Errorf(TypeError, "fromhex() argument must be str or bytes-like, not %s", TypeOf(a[0]).FullName())
	}
	var out []byte
	for i := 0; i < len(text); {
		if isSpaceByte(text[i]) {
			i++
			continue
		}
		hi := hexDigit(text[i])
		if hi > 15 {
			return Value{}, Errorf(ValueError, "non-hexadecimal number found in fromhex() arg at position %d", i)
		}
		if i+1 == len(text) {
			return Value{}, Errorf(ValueError, "fromhex() arg must contain an even number of hexadecimal digits")
		}
		lo := hexDigit(text[i+1])
		if lo > 15 {
			return Value{}, Errorf(ValueError, "non-hexadecimal number found in fromhex() arg at position %d", i+1)
		}
		out = append(out, hi<<4|lo)
		i += 2
	}
	switch typ := Cast[Type](self); typ {
	case &bytesType:
		return NewBytes(out), nil
	case &byteArrayType:
		return NewByteArray(out), nil
	default:
		return Call(t, self, NewBytes(out))
	}
}

func hexDigit(c byte) byte {
	switch {
	case isDigit(c):
		return c - '0'
	case c|0x20 >= 'a' && c|0x20 <= 'f':
		return c | 0x20 - 'a' + 10
	}
	return 255
}

func bytesHex(t *Thread, self Value, a Args) (Value, error) {
	return hexOf(t, rawBytes(self), a)
}

// hexOf is the method hex of bytes-like objects: arguments sep and bytes_per_sep.
func hexOf(t *Thread, b []byte, a Args) (Value, error) {
	if !a.Given(0) {
		return newASCII(hex.EncodeToString(b)), nil
	}
	var sep []byte
	if s, ok := AsStr(a[0]); ok {
		if s.n != 1 {
			return Value{}, Errorf(ValueError, "sep must be length 1.")
		}
		if !s.IsASCII() {
			return Value{}, Errorf(ValueError, "sep must be ASCII.")
		}
		sep = []byte(s.s)
	} else if x, ok := AsBytes(a[0]); ok {
		if len(x) != 1 {
			return Value{}, Errorf(ValueError, "sep must be length 1.")
		}
		if x[0] >= 0x80 {
			return Value{}, Errorf(ValueError, "sep must be ASCII.")
		}
		sep = x
	} else if _, err := Len(t, a[0]); err != nil {
		return Value{}, err
	} else {
		return Value{}, Errorf(TypeError, "sep must be str or bytes.")
	}
	per, err := argIndex(t, a[1])
	if err != nil {
		return Value{}, err
	}
	if per == 0 || len(b) == 0 {
		return newASCII(hex.EncodeToString(b)), nil
	}
	// A positive count groups from the right, a negative one from the left.
	first := max(per, -per)
	group := first
	if per > 0 {
		if first = len(b) % per; first == 0 {
			first = group
		}
	}
	var out []byte
	for first < len(b) {
		out = append(hex.AppendEncode(out, b[:first]), sep...)
		b, first = b[first:], group
	}
	return newASCII(bytesText(hex.AppendEncode(out, b))), nil
}

func bytesJoin(t *Thread, self Value, a Args) (Value, error) {
	if typ := TypeOf(a[0]); typ.Iter == nil && typ.GetItem == nil {
		return Value{}, Errorf(TypeError, "can only join an iterable")
	}
	items, err := Items(t, a[0])
	if err != nil {
		return Value{}, err
	}
	sep := rawBytes(self)
	var out []byte
	for i, v := range items {
		if !IsBuffer(v) {
			return Value{}, Errorf(TypeError, "sequence item %d: expected a bytes-like object, %s found", i, TypeOf(v).FullName())
		}
		b, err := ReadBytes(t, v)
		if err != nil {
			if Matches(err, BufferError) {
				err = Errorf(TypeError, "sequence item %d: expected a bytes-like object, %s found", i, TypeOf(v).FullName())
			}
			return Value{}, err
		}
		if i > 0 {
			out = append(out, sep...)
		}
		if out = append(out, b...); len(out) > maxText {
			return Value{}, errMemory()
		}
	}
	if len(items) == 1 && TypeOf(items[0]) == &bytesType && !isByteArray(self) {
		return items[0], nil
	}
	return bytesLike(self, out), nil
}

func bytesMakeTrans(t *Thread, _ Value, a Args) (Value, error) {
	from, err := ReadBytes(t, a[0])
	if err != nil {
		return Value{}, err
	}
	to, err := ReadBytes(t, a[1])
	if err != nil {
		return Value{}, err
	}
	if len(from) != len(to) {
		return Value{}, Errorf(ValueError, "maketrans arguments must have same length")
	}
	table := make([]byte, 256)
	for i := range table {
		table[i] = byte(i)
	}
	for i, c := range from {
		table[c] = to[i]
	}
	return NewBytes(table), nil
}

func bytesTranslate(t *Thread, self Value, a Args) (Value, error) {
	var table []byte
	if !a[0].IsNone() {
		var err error
		if table, err = ReadBytes(t, a[0]); err != nil {
			return Value{}, err
		}
		if len(table) != 256 {
			return Value{}, Errorf(ValueError, "translation table must be 256 characters long")
		}
	}
	del, err := ReadBytes(t, a[1])
	if err != nil {
		return Value{}, err
	}
	var drop [256]bool
	for _, c := range del {
		drop[c] = true
	}
	b := rawBytes(self)
	out := make([]byte, 0, len(b))
	for _, c := range b {
		if drop[c] {
			continue
		}
		if table != nil {
			c = table[c]
		}
		out = append(out, c)
	}
	return bytesLike(self, out), nil
}

func bytesPartition(find func(s, sub []byte) int, last bool) GoFunc {
	return func(t *Thread, self Value, a Args) (Value, error) {
		sep, err := ReadBytes(t, a[0])
		if err != nil {
			return Value{}, err
		}
		if len(sep) == 0 {
			return Value{}, Errorf(ValueError, "empty separator")
		}
		b := rawBytes(self)
		i := find(b, sep)
		empty := func() Value { return bytesLike(self, nil) }
		switch {
		case i < 0 && last:
			return NewTuple(empty(), empty(), shareBytes(self, b)), nil
		case i < 0:
			return NewTuple(shareBytes(self, b), empty(), empty()), nil
		}
		return NewTuple(shareBytes(self, b[:i]), bytesLike(self, bytes.Clone(sep)), shareBytes(self, b[i+len(sep):])), nil
	}
}

func bytesReplace(t *Thread, self Value, a Args) (Value, error) {
	old, err := ReadBytes(t, a[0])
	if err != nil {
		return Value{}, err
	}
	repl, err := ReadBytes(t, a[1])
	if err != nil {
		return Value{}, err
	}
	limit, err := argIndex(t, a[2])
	if err != nil {
		return Value{}, err
	}
	b := rawBytes(self)
	n := len(b) + 1
	if len(old) > 0 {
		n = bytes.Count(b, old)
	}
	if limit >= 0 {
		n = min(n, limit)
	}
	if len(repl) > 0 && n > maxText/len(repl) {
		return Value{}, errMemory()
	}
	if n == 0 {
		return shareBytes(self, b), nil
	}
	out := make([]byte, 0, max(0, len(b)+n*(len(repl)-len(old))))
	for ; n > 0; n-- {
		if len(old) == 0 {
			out = append(out, repl...)
			if len(b) > 0 {
				out, b = append(out, b[0]), b[1:]
			}
			continue
		}
		i := bytes.Index(b, old)
		out = append(append(out, b[:i]...), repl...)
		b = b[i+len(old):]
	}
	return bytesLike(self, append(out, b...)), nil
}

func byteSplitArgs(t *Thread, a Args) (sep []byte, limit int, err error) {
	if !a[0].IsNone() {
		if sep, err = ReadBytes(t, a[0]); err != nil {
			return nil, 0, err
		}
	}
	if limit, err = argIndex(t, a[1]); err != nil {
		return nil, 0, err
	}
	if limit < 0 {
		limit = 1<<63 - 1
	}
	if sep != nil && len(sep) == 0 {
		err = Errorf(ValueError, "empty separator")
	}
	return sep, limit, err
}

func bytesSplit(t *Thread, self Value, a Args) (Value, error) {
	sep, limit, err := byteSplitArgs(t, a)
	if err != nil {
		return Value{}, err
	}
	b := rawBytes(self)
	var out []Value
	if sep == nil {
		for {
			b = bytes.TrimLeftFunc(b, func(r rune) bool { return r < 0x80 && isSpaceByte(byte(r)) })
			if len(b) == 0 {
				return NewList(out...), nil
			}
			end := 0
			for end < len(b) && !isSpaceByte(b[end]) {
				end++
			}
			if len(out) == limit {
				return NewList(append(out, shareBytes(self, b))...), nil
			}
			out = append(out, shareBytes(self, b[:end]))
			b = b[end:]
		}
	}
	for len(out) < limit {
		i := bytes.Index(b, sep)
		if i < 0 {
			break
		}
		out = append(out, shareBytes(self, b[:i]))
		b = b[i+len(sep):]
	}
	return NewList(append(out, shareBytes(self, b))...), nil
}

func bytesRSplit(t *Thread, self Value, a Args) (Value, error) {
	sep, limit, err := byteSplitArgs(t, a)
	if err != nil {
		return Value{}, err
	}
	b := rawBytes(self)
	var out []Value
	trim := func() {
		for len(b) > 0 && isSpaceByte(b[len(b)-1]) {
			b = b[:len(b)-1]
		}
	}
	for len(out) < limit {
		if sep == nil {
			if trim(); len(b) == 0 {
				break
			}
			i := len(b)
			for i > 0 && !isSpaceByte(b[i-1]) {
				i--
			}
			out = append(out, shareBytes(self, b[i:]))
			b = b[:i]
			continue
		}
		i := bytes.LastIndex(b, sep)
		if i < 0 {
			break
		}
		out = append(out, shareBytes(self, b[i+len(sep):]))
		b = b[:i]
	}
	if sep == nil {
		trim()
	}
	if sep != nil || len(b) > 0 {
		out = append(out, shareBytes(self, b))
	}
	for i, j := 0, len(out)-1; i < j; i, j = i+1, j-1 {
		out[i], out[j] = out[j], out[i]
	}
	return NewList(out...), nil
}

func bytesSplitLines(t *Thread, self Value, a Args) (Value, error) {
	keep, err := IsTrue(t, a[0])
	if err != nil {
		return Value{}, err
	}
	b := rawBytes(self)
	var out []Value
	for len(b) > 0 {
		i := bytes.IndexAny(b, "\r\n")
		n := 1
		switch {
		case i < 0:
			i, n = len(b), 0
		case b[i] == '\r' && i+1 < len(b) && b[i+1] == '\n':
			n = 2
		}
		end := i
		if keep {
			end += n
		}
		out = append(out, shareBytes(self, b[:end]))
		b = b[i+n:]
	}
	return NewList(out...), nil
}

func bytesExpandTabs(t *Thread, self Value, a Args) (Value, error) {
	size, err := argInt(t, a[0])
	if err != nil {
		return Value{}, err
	}
	b := rawBytes(self)
	if n := bytes.Count(b, []byte{'\t'}); n > 0 && size > maxText/n {
		return Value{}, Errorf(OverflowError, "result too long")
	}
	out := make([]byte, 0, len(b))
	col := 0
	for _, c := range b {
		switch c {
		case '\t':
			if size > 0 {
				n := size - col%size
				out = appendFill(out, ' ', n)
				col += n
			}
			continue
		case '\n', '\r':
			col = 0
		default:
			col++
		}
		out = append(out, c)
	}
	return bytesLike(self, out), nil
}
