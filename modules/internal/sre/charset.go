package sre

import (
	"slices"
	"unicode"
)

// foldClasses are the small letters that share a capital: equal without case.
var foldClasses = [...][]rune{
	{0x69, 0x131}, {0x73, 0x17f}, {0xb5, 0x3bc}, {0x390, 0x1fd3}, {0x3b0, 0x1fe3}, {0x3b2, 0x3d0}, {0x3b5, 0x3f5},
	{0x3b8, 0x3d1}, {0x3b9, 0x1fbe}, {0x3ba, 0x3f0}, {0x3c0, 0x3d6}, {0x3c1, 0x3f1}, {0x3c2, 0x3c3}, {0x3c6, 0x3d5},
	{0x432, 0x1c80}, {0x434, 0x1c81}, {0x43e, 0x1c82}, {0x441, 0x1c83}, {0x442, 0x1c84, 0x1c85}, {0x44a, 0x1c86},
	{0x463, 0x1c87}, {0x1c88, 0xa64b}, {0x1e61, 0x1e9b}, {0xfb05, 0xfb06},
}

// folding compares characters without case: of Unicode, or of ASCII only.
type folding struct {
	chars *Chars
	ascii bool
}

func (f folding) lower(r rune) rune {
	if f.ascii {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	return f.chars.Lower(r)
}

// key is the same for characters that are equal without case.
func (f folding) key(r rune) rune {
	r = f.lower(r)
	if !f.ascii {
		for _, c := range foldClasses {
			if slices.Contains(c, r) {
				return c[0]
			}
		}
	}
	return r
}

// variants are the characters that equal r without case, r among them.
func (f folding) variants(r rune) []rune {
	key := f.key(r)
	out := []rune{r}
	add := func(x rune) {
		if f.key(x) == key && !slices.Contains(out, x) {
			out = append(out, x)
		}
	}
	orbit := func(x rune) {
		add(x)
		for y := unicode.SimpleFold(x); y != x; y = unicode.SimpleFold(y) {
			add(y)
		}
	}
	orbit(r)
	orbit(key)
	if f.ascii {
		return out
	}
	for _, c := range foldClasses {
		if c[0] == key {
			for _, x := range c {
				orbit(x)
			}
		}
	}
	if key == 'i' {
		add(0x130) // its small letter is i with a dot
	}
	return out
}

// charset is a class of characters.
type charset struct {
	low   [4]uint64 // the first 256
	items []item
	neg   bool
	folds bool
	fold  folding
	ascii bool // categories are of ASCII
}

func newCharset(items []item, neg bool, flags Flags, f folding) *charset {
	cs := &charset{items: items, neg: neg, folds: flags&IgnoreCase != 0, fold: f, ascii: flags&Unicode == 0}
	for r := rune(0); r < 256; r++ {
		if cs.slow(r) {
			cs.low[r>>6] |= 1 << (r & 63)
		}
	}
	return cs
}

func (cs *charset) has(r rune) bool {
	if r < 256 {
		return cs.low[r>>6]>>(r&63)&1 != 0
	}
	return cs.slow(r)
}

func (cs *charset) slow(r rune) bool { return cs.within(r) != cs.neg }

func (cs *charset) within(r rune) bool {
	if !cs.folds {
		return cs.contains(r, r)
	}
	for _, x := range cs.fold.variants(r) {
		if cs.contains(x, cs.fold.lower(r)) {
			return true
		}
	}
	return false
}

// contains reports whether r is listed, or c is of a category.
func (cs *charset) contains(r, c rune) bool {
	for _, it := range cs.items {
		if it.cat == 0 {
			if it.lo <= r && r <= it.hi {
				return true
			}
		} else if category(it.cat, c, cs.ascii, cs.fold.chars) {
			return true
		}
	}
	return false
}

func category(cat byte, r rune, ascii bool, chars *Chars) bool {
	switch cat {
	case 'd':
		if ascii || r < 128 {
			return '0' <= r && r <= '9'
		}
		return chars.IsDigit(r)
	case 's':
		if ascii {
			return r == ' ' || '\t' <= r && r <= '\r'
		}
		return chars.IsSpace(r)
	case 'w':
		return isWord(r, ascii, chars)
	}
	return !category(cat|0x20, r, ascii, chars)
}

func isWord(r rune, ascii bool, chars *Chars) bool {
	if r < 128 {
		return 'a' <= r && r <= 'z' || 'A' <= r && r <= 'Z' || '0' <= r && r <= '9' || r == '_'
	}
	return !ascii && chars.IsAlnum(r)
}

// bytemap is a set of bytes.
type bytemap [4]uint64

func (m *bytemap) has(c byte) bool { return m[c>>6]>>(c&63)&1 != 0 }
func (m *bytemap) add(c byte)      { m[c>>6] |= 1 << (c & 63) }

func (m *bytemap) union(o *bytemap) {
	for i := range m {
		m[i] |= o[i]
	}
}

// highBytes are those that begin what is not ASCII.
var highBytes = bytemap{2: ^uint64(0), 3: ^uint64(0)}
var allBytes = bytemap{^uint64(0), ^uint64(0), ^uint64(0), ^uint64(0)}

func (m *bytemap) full() bool { return *m == allBytes }
