package py

import (
	"bytes"
	"path"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"
)

// sources finds source lines for one report; what it has read it keeps.
type sources struct {
	t     *Thread
	lines map[string][]string
}

func newSources(t *Thread) *sources { return &sources{t, map[string][]string{}} }

// line returns line n of a file without its end, "" if there is none.
func (s *sources) line(filename string, n int) string {
	lines, ok := s.lines[filename]
	if !ok {
		lines = SourceLines(s.t, filename)
		s.lines[filename] = lines
	}
	if n < 1 || n > len(lines) {
		return ""
	}
	return strings.TrimRight(lines[n-1], "\r\n")
}

// SourceLines returns the lines of a program's source by its file name, each with
// its end, or nil: from what the program has put into linecache.cache, from
// Interp.Sources, or from the file, which is also looked for along sys.path.
// https://docs.python.org/3.14/library/linecache.html
func SourceLines(t *Thread, filename string) []string {
	if lines, ok := cachedLines(t, filename); ok {
		return lines
	}
	if lines, ok := t.Interp.Sources[filename]; ok {
		return lines
	}
	if filename == "" || filename[0] == '<' && filename[len(filename)-1] == '>' {
		return nil
	}
	src, err := t.Interp.ReadFile(filename)
	if err != nil && !path.IsAbs(filename) {
		dirs, ok := AsList(orNone(t.Interp.Sys.GetName("path")))
		if !ok {
			return nil
		}
		for _, d := range dirs.Items {
			if dir, ok := AsStr(d); ok {
				if src, err = t.Interp.ReadFile(path.Join(dir.s, filename)); err == nil {
					break
				}
			}
		}
	}
	if err != nil {
		return nil
	}
	text, ok := DecodeSource(src)
	if !ok {
		return nil
	}
	return SplitSource(text)
}

// cachedLines looks into linecache.cache for an entry that stands for no file.
func cachedLines(t *Thread, filename string) ([]string, bool) {
	m, ok := As[Module](orNone(t.Interp.Modules.GetName("linecache")), &moduleType)
	if !ok {
		return nil, false
	}
	cache, ok := AsDict(orNone(m.Dict.GetName("cache")))
	if !ok {
		return nil, false
	}
	entry, ok := AsTuple(orNone(cache.GetName(filename)))
	if !ok || len(entry.Items) != 4 || !entry.Items[1].IsNone() {
		return nil, false
	}
	l, ok := AsList(entry.Items[2])
	if !ok {
		return nil, false
	}
	lines := make([]string, 0, len(l.Items))
	for _, v := range l.Items {
		s, ok := AsStr(v)
		if !ok {
			return nil, false
		}
		lines = append(lines, s.s)
	}
	return lines, true
}

// SplitSource cuts source text into lines, each with its end as "\n".
func SplitSource(text string) []string {
	if strings.ContainsRune(text, '\r') {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n")
	}
	lines := strings.SplitAfter(text, "\n")
	if n := len(lines) - 1; lines[n] == "" {
		lines = lines[:n]
	} else {
		lines[n] += "\n"
	}
	return lines
}

// codingCookie is compiled when it is first needed, not by every program's start.
var codingCookie = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)`)
})

// DecodeSource decodes source text by its mark or declaration (PEP 263); ok is
// false for bytes that do not fit and for encodings other than UTF-8, ASCII and
// Latin-1.
func DecodeSource(src []byte) (text string, ok bool) {
	if rest, bom := bytes.CutPrefix(src, []byte("\xef\xbb\xbf")); bom {
		return string(rest), utf8.Valid(rest)
	}
	encoding := "utf-8"
	for i, l := range bytes.SplitN(src, []byte("\n"), 3) {
		if i == 2 {
			break
		}
		if m := codingCookie().FindSubmatch(l); m != nil {
			encoding = strings.ReplaceAll(strings.ToLower(string(m[1])), "_", "-")
			break
		}
		if l = bytes.TrimSpace(l); len(l) > 0 && l[0] != '#' {
			break
		}
	}
	switch {
	case encoding == "utf-8" || encoding == "utf8" || strings.HasPrefix(encoding, "utf-8-"):
		return string(src), utf8.Valid(src)
	case encoding == "ascii" || encoding == "us-ascii":
		for _, c := range src {
			if c >= utf8.RuneSelf {
				return "", false
			}
		}
		return string(src), true
	case encoding == "latin-1" || encoding == "latin1" || strings.HasPrefix(encoding, "iso-8859-1") || strings.HasPrefix(encoding, "iso-latin-1"):
		var b strings.Builder
		for _, c := range src {
			b.WriteRune(rune(c))
		}
		return b.String(), true
	}
	return "", false
}
