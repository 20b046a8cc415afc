package py

import (
	"bytes"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// keywords is keyword.kwlist.
const keywords = "False None True and as assert async await break class continue def del elif else except " +
	"finally for from global if import in is lambda nonlocal not or pass raise return try while with yield"

const (
	maxTypoSource  = 1024 // bytes of source to look at
	maxTypoNames   = 10
	maxTypoMatches = 3
)

// SetSyntaxSource notes in a SyntaxError the source before and in its line, for the
// suggestion of a keyword.
func (e *Exception) SetSyntaxSource(source []byte, line int) {
	if msg, ok := AsStr(e.Member(synMsg)); !ok || !suggestsKeyword(msg.s) {
		return
	}
	end := 0
	for ; line > 0 && end < len(source); line-- {
		n := bytes.IndexByte(source[end:], '\n')
		if n < 0 {
			n = len(source) - end
		}
		end += n + 1
	}
	end = min(max(end-1, 0), len(source))
	start := max(0, end-2*maxTypoSource)
	if start > 0 {
		n := bytes.IndexByte(source[start:end], '\n')
		if n < 0 {
			return
		}
		start += n + 1
	}
	if text := strings.TrimRight(string(source[start:end]), "\r"); utf8.ValidString(text) {
		e.setMember(synMeta, NewTuple(Int(0), Int(0), NewStr(text)))
	}
}

func suggestsKeyword(msg string) bool {
	return msg == "invalid syntax" || strings.Contains(msg, "Perhaps you forgot a comma")
}

// fixTypo looks for a name that was meant to be a keyword in the line of a plain
// "invalid syntax": if the source can be parsed with the keyword in its place, the
// report says so and points at the name.
func (r *syntaxReport) fixTypo(t *Thread, source string) {
	if t.Interp.Carets == nil || r.msg == nil || !suggestsKeyword(*r.msg) {
		return
	}
	lines := strings.Split(source, "\n")
	last := lines[len(lines)-1]
	for i, name := range identifiers(last) {
		if i == maxTypoNames {
			return
		}
		word := last[name[0]:name[1]]
		for _, k := range keywordsLike(word) {
			mended := last[:name[0]] + k + last[name[1]:]
			if !parsesWith(t, lines[:len(lines)-1], mended) {
				continue
			}
			text := last + "\n"
			start := len([]rune(last[:name[0]])) + 1
			end := start + len([]rune(word))
			msg := "invalid syntax. Did you mean '" + k + "'?"
			r.text, r.msg = &text, &msg
			r.offset, r.endOffset, r.hasOffset = &start, &end, true
			r.endLine = r.line
			return
		}
	}
}

// parsesWith reports whether line is the beginning or the end of a statement that
// starts in it or in a line before it.
func parsesWith(t *Thread, before []string, line string) bool {
	code := line
	for n := len(before); len(code) <= maxTypoSource; n-- {
		if t.Interp.Carets.Begins(strings.Join(dedent(strings.Split(code, "\n")), "\n")) {
			return true
		}
		if n == 0 {
			break
		}
		code = before[n-1] + "\n" + code
	}
	return false
}

// identifiers finds the names of a line that are not keywords, outside of strings
// and comments, as byte ranges.
func identifiers(line string) [][2]int {
	kws := strings.Fields(keywords)
	var out [][2]int
	for i := 0; i < len(line); {
		c := line[i]
		switch {
		case c == '#':
			return out
		case c == '"' || c == '\'':
			for i++; i < len(line) && line[i] != c; i++ {
				if line[i] == '\\' {
					i++
				}
			}
			i++
		default:
			j := i
			for k, r := range line[i:] {
				if r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) {
					break
				}
				j = i + k + len(string(r))
			}
			if j == i {
				i++
				continue
			}
			if (c < '0' || c > '9') && !slices.Contains(kws, line[i:j]) {
				out = append(out, [2]int{i, j})
			}
			i = j
		}
	}
	return out
}

// keywordsLike lists the keywords most like a name, the best first.
func keywordsLike(name string) []string {
	kws := strings.Fields(keywords)
	var out []string
	if s := Suggest(name, kws); s != "" {
		out = append(out, s)
	}
	type match struct {
		ratio float64
		word  string
	}
	var close []match
	for _, k := range kws {
		if r := 2 * float64(commonRuns(k, name)) / float64(len(k)+len(name)); r >= 0.5 {
			close = append(close, match{r, k})
		}
	}
	slices.SortFunc(close, func(a, b match) int {
		switch {
		case a.ratio > b.ratio:
			return -1
		case a.ratio < b.ratio:
			return 1
		}
		return strings.Compare(b.word, a.word)
	})
	for _, m := range close[:min(len(close), maxTypoMatches)] {
		out = append(out, m.word)
	}
	return out[:min(len(out), maxTypoMatches)]
}

// commonRuns is the number of bytes in the longest common run of a and b and, to
// its left and right, again (difflib's matching blocks).
func commonRuns(a, b string) int {
	best, ai, bi := 0, 0, 0
	for i := range len(a) {
		for j := range len(b) {
			n := 0
			for i+n < len(a) && j+n < len(b) && a[i+n] == b[j+n] {
				n++
			}
			if n > best {
				best, ai, bi = n, i, j
			}
		}
	}
	if best == 0 {
		return 0
	}
	return best + commonRuns(a[:ai], b[:bi]) + commonRuns(a[ai+best:], b[bi+best:])
}
