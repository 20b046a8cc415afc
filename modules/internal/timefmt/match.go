package timefmt

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// item is a part of a parsed format: a directive, a run of white space (' '), or a
// literal character (0).
type item struct {
	directive byte
	literal   rune
}

// numbers has the alternatives of the directives for numbers, in the order in
// which they are tried. 'd' stands for a digit, a-b within brackets for a range.
func numbers(c byte) string {
	switch c {
	case 'd':
		return "3[0-1]|[1-2]d|0[1-9]|[1-9]| [1-9]"
	case 'f':
		return "dddddd|ddddd|dddd|ddd|dd|d"
	case 'H':
		return "2[0-3]|[0-1]d|d| d"
	case 'I':
		return "1[0-2]|0[1-9]|[1-9]| [1-9]"
	case 'G', 'Y':
		return "dddd"
	case 'j':
		return "36[0-6]|3[0-5]d|[1-2]dd|0[1-9]d|00[1-9]|[1-9]d|0[1-9]|[1-9]"
	case 'm':
		return "1[0-2]|0[1-9]|[1-9]"
	case 'M':
		return "[0-5]d|d"
	case 'S':
		return "6[0-1]|[0-5]d|d"
	case 'U', 'W':
		return "5[0-3]|[0-4]d|d"
	case 'V':
		return "5[0-3]|0[1-9]|[1-4]d|d"
	case 'w':
		return "[0-6]"
	case 'u':
		return "[1-7]"
	case 'y':
		return "dd"
	}
	return ""
}

// prefix returns the length of what pattern matches at the start of s, 0 if it
// does not.
func prefix(pattern, s string) int {
	n := 0
	for i := 0; i < len(pattern); i++ {
		if n == len(s) {
			return 0
		}
		c := s[n]
		switch pattern[i] {
		case 'd':
			if c < '0' || c > '9' {
				return 0
			}
		case '[':
			if c < pattern[i+1] || c > pattern[i+3] {
				return 0
			}
			i += 4
		default:
			if c != pattern[i] {
				return 0
			}
		}
		n++
	}
	return n
}

// matcher matches a format by trying alternatives in order. failed remembers where
// it has been in vain, so that its time is at most the product of the lengths.
type matcher struct {
	items  []item
	data   string
	zones  []string
	failed map[[2]int]bool
	found  map[byte]string
}

// match matches the items from i on at data[pos:] and returns the end, or -1.
func (m *matcher) match(i, pos int) int {
	for ; i < len(m.items) && m.items[i].directive == 0; i++ {
		r, n := utf8.DecodeRuneInString(m.data[pos:])
		if n == 0 || !sameLetter(m.items[i].literal, r) {
			return -1
		}
		pos += n
	}
	if i == len(m.items) {
		return pos
	}
	key := [2]int{i, pos}
	if m.failed[key] {
		return -1
	}
	end := -1
	m.try(m.items[i].directive, m.data[pos:], func(n int) bool {
		if end = m.match(i+1, pos+n); end < 0 {
			return false
		}
		if c := m.items[i].directive; c != ' ' {
			m.found[c] = m.data[pos : pos+n]
		}
		return true
	})
	if end < 0 {
		m.failed[key] = true
	}
	return end
}

// sameLetter compares without regard to case; an apostrophe also matches the
// letter that some languages use for it.
func sameLetter(want, got rune) bool {
	return want == got || want == '\'' && got == 'ʼ' || unicode.ToLower(want) == unicode.ToLower(got) ||
		unicode.ToUpper(want) == unicode.ToUpper(got)
}

// try calls f with the lengths of what a directive can match at the start of s,
// until it returns true.
func (m *matcher) try(c byte, s string, f func(n int) bool) {
	var words []string
	short := 0
	switch c {
	case ' ':
		n := 0
		for n < len(s) {
			r, k := utf8.DecodeRuneInString(s[n:])
			if !unicode.IsSpace(r) && (r < 0x1c || r > 0x1f) {
				break
			}
			n += k
		}
		for ; n > 0; n-- {
			if utf8.RuneStart(at(s, n)) && f(n) {
				return
			}
		}
		return
	case 'a':
		words, short = weekdays[:], 3
	case 'A':
		words = longestFirst(weekdays[:])
	case 'b':
		words, short = months[:], 3
	case 'B':
		words = longestFirst(months[:])
	case 'p':
		words = []string{"am", "pm"}
	case 'Z':
		words = longestFirst(m.zones)
	case 'z':
		offsets(s, f)
		return
	default:
		for p := range strings.SplitSeq(numbers(c), "|") {
			if n := prefix(p, s); n > 0 && f(n) {
				return
			}
		}
		return
	}
	for _, w := range words {
		if short > 0 {
			w = w[:short]
		}
		if w != "" && len(w) <= len(s) && strings.EqualFold(w, s[:len(w)]) && f(len(w)) {
			return
		}
	}
}

func at(s string, i int) byte {
	if i < len(s) {
		return s[i]
	}
	return 0
}

func longestFirst(words []string) []string {
	out := append([]string(nil), words...)
	for i := range out {
		for j := i; j > 0 && len(out[j]) > len(out[j-1]); j-- {
			out[j], out[j-1] = out[j-1], out[j]
		}
	}
	return out
}

// offsets is try for %z: a sign, hours and minutes, seconds and a fraction of them
// if there are.
func offsets(s string, f func(n int) bool) {
	if strings.HasPrefix(s, "Z") {
		f(1)
		return
	}
	if s == "" || s[0] != '+' && s[0] != '-' {
		return
	}
	n := 1 + prefix("dd", s[1:])
	if n == 1 {
		return
	}
	ends := make([]int, 0, 9)
	k := sixty(s[n:])
	if k == 0 {
		return
	}
	n += k
	ends = append(ends, n)
	if k = sixty(s[n:]); k > 0 {
		n += k
		ends = append(ends, n)
		if at(s, n) == '.' {
			for i := 1; i <= 6 && at(s, n+i) >= '0' && at(s, n+i) <= '9'; i++ {
				ends = append(ends, n+i+1)
			}
		}
	}
	for i := len(ends) - 1; i >= 0; i-- {
		if f(ends[i]) {
			return
		}
	}
}

// sixty matches minutes or seconds with a colon before them or not.
func sixty(s string) int {
	if n := prefix(":[0-5]d", s); n > 0 {
		return n
	}
	return prefix("[0-5]d", s)
}
