// Package fnmatch is the module fnmatch: matching names with shell patterns,
// without regular expressions.
// https://docs.python.org/3.14/library/fnmatch.html
package fnmatch

import (
	"strings"
	"unicode/utf8"

	"github.com/gopyrun/gopyrun/interp/py"
)

// Module returns the declaration of the module.
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "fnmatch",
		Doc:  "Filename matching with shell patterns.\n\nfnmatch(FILENAME, PATTERN) matches according to the local convention.\nfnmatchcase(FILENAME, PATTERN) always takes case in account.\n\nThe functions operate by translating the pattern into a regular\nexpression.  They cache the compiled regular expressions for speed.\n\nThe function translate(PATTERN) returns a regular expression\ncorresponding to PATTERN.  (It does not compile it.)",
		Methods: []py.Method{
			{Name: "fnmatch", Signature: "(name, pat)", Func: fnmatch(true), Flags: py.CallsPython, Doc: "Test whether FILENAME matches PATTERN.\n\nPatterns are Unix shell style:\n\n*       matches everything\n?       matches any single character\n[seq]   matches any character in seq\n[!seq]  matches any char not in seq"},
			{Name: "fnmatchcase", Signature: "(name, pat)", Func: fnmatch(false), Doc: "Test whether FILENAME matches PATTERN, including case."},
			{Name: "filter", Signature: "(names, pat)", Func: filter(true), Flags: py.Slow | py.CallsPython, Doc: "Construct a list from those elements of the iterable NAMES that match PAT."},
			{Name: "filterfalse", Signature: "(names, pat)", Func: filter(false), Flags: py.Slow | py.CallsPython, Doc: "Construct a list from those elements of the iterable NAMES that do not match PAT."},
			{Name: "translate", Signature: "(pat)", Func: translate, Doc: "Translate a shell PATTERN to a regular expression.\n\nThere is no way to quote meta-characters."},
		},
		Exec: func(t *py.Thread, m *py.Module) error {
			var all []py.Value
			for _, name := range [...]string{"filter", "filterfalse", "fnmatch", "fnmatchcase", "translate"} {
				all = append(all, py.NewStr(name))
			}
			m.Dict.SetName("__all__", py.NewList(all...))
			return nil
		},
	}
}

// text is the contents of a str or bytes object.
func text(v py.Value) (s string, bytes bool, err error) {
	if s, ok := py.AsStr(v); ok {
		return s.String(), false, nil
	}
	if b, ok := py.AsBytes(v); ok {
		return string(b), true, nil
	}
	return "", false, py.Errorf(py.TypeError, "expected string or bytes-like object, got '%s'", py.TypeOf(v).Name())
}

// matcher tests names against one pattern.
type matcher struct {
	parts []part
	bytes bool
	fold  bool // case and slashes do not count (Windows)
}

func newMatcher(t *py.Thread, v py.Value, local bool) (*matcher, error) {
	v, err := pathText(t, v, local)
	if err != nil {
		return nil, err
	}
	s, bytes, err := text(v)
	m := &matcher{bytes: bytes, fold: local && t.Interp.Host.System.Platform().Windows}
	m.parts = compile(m.chars(s))
	return m, err
}

// pathText is os.path.normcase but for the case.
func pathText(t *py.Thread, v py.Value, local bool) (py.Value, error) {
	if !local {
		return v, nil
	}
	return py.FSPath(t, v)
}

func (m *matcher) chars(s string) []rune {
	if m.fold {
		s = strings.ToLower(strings.ReplaceAll(s, "/", "\\"))
	}
	if m.bytes {
		out := make([]rune, len(s))
		for i := range len(s) {
			out[i] = rune(s[i])
		}
		return out
	}
	return runes(s)
}

// runes decodes a text whose surrogates are WTF-8.
func runes(s string) []rune {
	out := make([]rune, 0, len(s))
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 && i+2 < len(s) && s[i] == 0xed {
			r, n = 0xD000|rune(s[i+1]&0x3f)<<6|rune(s[i+2]&0x3f), 3
		}
		out = append(out, r)
		i += n
	}
	return out
}

func (m *matcher) test(t *py.Thread, v py.Value, local bool) (bool, error) {
	v, err := pathText(t, v, local)
	if err != nil {
		return false, err
	}
	s, bytes, err := text(v)
	if err != nil {
		return false, err
	}
	switch {
	case m.bytes && !bytes:
		return false, py.Errorf(py.TypeError, "cannot use a bytes pattern on a string-like object")
	case !m.bytes && bytes:
		return false, py.Errorf(py.TypeError, "cannot use a string pattern on a bytes-like object")
	}
	return match(m.parts, m.chars(s)), nil
}

func fnmatch(local bool) py.GoFunc {
	return func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
		m, err := newMatcher(t, a[1], local)
		if err != nil {
			return py.Value{}, err
		}
		ok, err := m.test(t, a[0], local)
		return py.Bool(ok), err
	}
}

func filter(want bool) py.GoFunc {
	return func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
		m, err := newMatcher(t, a[1], true)
		if err != nil {
			return py.Value{}, err
		}
		var out []py.Value
		err = py.Iterate(t, a[0], func(v py.Value) error {
			ok, err := m.test(t, v, m.fold)
			if err == nil && ok == want {
				out = append(out, v)
			}
			return err
		})
		if err != nil {
			return py.Value{}, err
		}
		return py.NewList(out...), nil
	}
}
