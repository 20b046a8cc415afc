// Package re is the module re: regular expressions, on our own engine (package
// modules/internal/sre). https://docs.python.org/3.14/library/re.html
//
// Files: re.go (functions and the cache of patterns), pattern.go (class Pattern),
// replace.go (sub, split, templates), match.go (class Match, the scanner), re.py (the
// exception, the flags, which need module enum and are made when asked for, Scanner).
// Only the index of modules imports it.
package re

import (
	_ "embed"
	"errors"
	"unicode"

	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/sre"
)

//go:embed re.py
var source string

// Module returns the declaration of the module.
func Module() *py.ModuleSpec {
	method := func(name, signature, doc string, f func(t *py.Thread, p *pattern, a py.Args) (py.Value, error), flags int) py.Method {
		return py.Method{Name: name, Signature: signature, Doc: doc, Flags: py.Slow | py.CallsPython, Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
			p, err := compile(t, a[0], a[flags])
			if err != nil {
				return py.Value{}, err
			}
			return f(t, p, a)
		}}
	}
	match := func(mode sre.Mode) func(t *py.Thread, p *pattern, a py.Args) (py.Value, error) {
		return func(t *py.Thread, p *pattern, a py.Args) (py.Value, error) { return p.match(t, a[1], 0, whole, mode) }
	}
	return &py.ModuleSpec{
		Name: "re",
		Doc:  "Support for regular expressions (RE).\n\nThis module provides regular expression matching operations similar to\nthose found in Perl.",
		Methods: []py.Method{
			method("match", "(pattern, string, flags=0)", "Try to apply the pattern at the start of the string, returning\na Match object, or None if no match was found.", match(sre.Match), 2),
			method("fullmatch", "(pattern, string, flags=0)", "Try to apply the pattern to all of the string, returning\na Match object, or None if no match was found.", match(sre.FullMatch), 2),
			method("search", "(pattern, string, flags=0)", "Scan through string looking for a match to the pattern, returning\na Match object, or None if no match was found.", match(sre.Search), 2),
			method("findall", "(pattern, string, flags=0)", "Return a list of all non-overlapping matches in the string.\n\nIf one or more capturing groups are present in the pattern, return\na list of groups; this will be a list of tuples if the pattern\nhas more than one group.\n\nEmpty matches are included in the result.", func(t *py.Thread, p *pattern, a py.Args) (py.Value, error) {
				return p.findAll(t, a[1], 0, whole)
			}, 2),
			method("finditer", "(pattern, string, flags=0)", "Return an iterator over all non-overlapping matches in the\nstring.  For each match, the iterator returns a Match object.\n\nEmpty matches are included in the result.", func(t *py.Thread, p *pattern, a py.Args) (py.Value, error) {
				return p.findIter(t, a[1], 0, whole)
			}, 2),
			method("compile", "(pattern, flags=0)", "Compile a regular expression pattern, returning a Pattern object.", func(t *py.Thread, p *pattern, a py.Args) (py.Value, error) {
				return py.Ref(p), nil
			}, 1),
			{Name: "sub", Signature: "(pattern, repl, string, *args, count=<unrepresentable>, flags=<unrepresentable>)", Flags: py.Slow | py.CallsPython, Func: replacing("sub", 3),
				Doc: "Return the string obtained by replacing the leftmost\nnon-overlapping occurrences of the pattern in string by the\nreplacement repl.  repl can be either a string or a callable;\nif a string, backslash escapes in it are processed.  If it is\na callable, it's passed the Match object and must return\na replacement string to be used."},
			{Name: "subn", Signature: "(pattern, repl, string, *args, count=<unrepresentable>, flags=<unrepresentable>)", Flags: py.Slow | py.CallsPython, Func: replacing("subn", 3),
				Doc: "Return a 2-tuple containing (new_string, number).\nnew_string is the string obtained by replacing the leftmost\nnon-overlapping occurrences of the pattern in the source\nstring by the replacement repl.  number is the number of\nsubstitutions that were made. repl can be either a string or a\ncallable; if a string, backslash escapes in it are processed.\nIf it is a callable, it's passed the Match object and must\nreturn a replacement string to be used."},
			{Name: "split", Signature: "(pattern, string, *args, maxsplit=<unrepresentable>, flags=<unrepresentable>)", Flags: py.Slow | py.CallsPython, Func: replacing("split", 2),
				Doc: "Split the source string by the occurrences of the pattern,\nreturning a list containing the resulting substrings.  If\ncapturing parentheses are used in pattern, then the text of all\ngroups in the pattern are also returned as part of the resulting\nlist.  If maxsplit is nonzero, at most maxsplit splits occur,\nand the remainder of the string is returned as the final element\nof the list."},
			{Name: "escape", Signature: "(pattern)", Func: escape, Doc: "Escape special characters in a string."},
			{Name: "purge", Signature: "()", Doc: "Clear the regular expression caches", Func: func(t *py.Thread, _ py.Value, _ py.Args) (py.Value, error) {
				clear(stateOf(t).patterns)
				return py.None, nil
			}},
			{Name: "_compile", Signature: "(pattern, flags)", Doc: "Compile a pattern; pickles refer to it.", Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				p, err := compile(t, a[0], a[1])
				if err != nil {
					return py.Value{}, err
				}
				return py.Ref(p), nil
			}},
		},
		Exec: func(t *py.Thread, m *py.Module) error {
			py.DefineType(&patternType, patternSpec)
			py.DefineType(&matchType, matchSpec)
			py.DefineType(&scannerType, scannerSpec)
			py.DefineType(&iterType, iterSpec)
			m.Dict.SetName("Pattern", patternType.Value())
			m.Dict.SetName("Match", matchType.Value())
			stateOf(t).module = m
			return nil
		},
		Source: source,
	}
}

// replacing is sub, subn or split, whose last arguments should be given by keyword: n
// is the number of the others.
func replacing(name string, n int) py.GoFunc {
	return func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
		count, flags := a[n+1], a[n+2]
		first := "count"
		if name == "split" {
			first = "maxsplit"
		}
		if extra := py.Cast[py.Tuple](a[n]).Items; len(extra) > 0 {
			switch {
			case a.Given(n + 1):
				return py.Value{}, py.Errorf(py.TypeError, "%s() got multiple values for argument '%s'", name, first)
			case len(extra) > 1 && a.Given(n+2):
				return py.Value{}, py.Errorf(py.TypeError, "%s() got multiple values for argument 'flags'", name)
			case len(extra) > 2:
				return py.Value{}, py.Errorf(py.TypeError, "%s() takes from %d to %d positional arguments but %d were given", name, n, n+2, n+len(extra))
			}
			if count = extra[0]; len(extra) > 1 {
				flags = extra[1]
			}
			if f := t.Interp.Warn; f != nil {
				if err := f(t, "DeprecationWarning", "'"+first+"' is passed as positional argument", "", 0); err != nil {
					return py.Value{}, err
				}
			}
		}
		if flags.IsUnbound() {
			flags = py.Int(0)
		}
		p, err := compile(t, a[0], flags)
		if err != nil {
			return py.Value{}, err
		}
		most := 0
		if !count.IsUnbound() {
			if most, err = py.ArgIndex(t, count); err != nil {
				return py.Value{}, err
			}
		}
		switch name {
		case "split":
			return p.split(t, a[1], most)
		case "sub":
			s, _, err := p.sub(t, a[1], a[2], most)
			return s, err
		}
		s, k, err := p.sub(t, a[1], a[2], most)
		if err != nil {
			return py.Value{}, err
		}
		return py.NewTuple(s, py.Int(int64(k))), nil
	}
}

// state is an interpreter's module and the patterns it has used.
type state struct {
	module   *py.Module
	patterns map[cacheKey]*pattern
	matchers []*sre.Matcher // idle ones
}

type cacheKey struct {
	text  string
	bytes bool
	flags int
}

// maxCache bounds state.patterns.
const maxCache = 512

type stateKey struct{}

func stateOf(t *py.Thread) *state {
	if s, ok := t.Interp.State[stateKey{}].(*state); ok {
		return s
	}
	s := &state{patterns: map[cacheKey]*pattern{}}
	t.Interp.State[stateKey{}] = s
	return s
}

// chars are Python's functions of characters.
var chars = &sre.Chars{
	Lower:        unicode.ToLower,
	IsAlnum:      py.CharIs.Alnum,
	IsSpace:      py.CharIs.Space,
	IsDigit:      py.CharIs.Decimal,
	IsAlpha:      py.CharIs.Alpha,
	IsIdentifier: func(s string) bool { return s != "" && py.IsIdentifier(s) },
	Repr:         py.QuoteStr,
}

// compile returns the pattern for what a function was given: a pattern, or its text.
func compile(t *py.Thread, v, flagsArg py.Value) (*pattern, error) {
	flags, err := py.ArgIndex(t, flagsArg)
	if err != nil {
		return nil, err
	}
	if p, ok := py.As[pattern](v, &patternType); ok {
		if flags != 0 {
			return nil, py.Errorf(py.ValueError, "cannot process flags argument with a compiled pattern")
		}
		return p, nil
	}
	key := cacheKey{flags: flags}
	if s, ok := py.AsStr(v); ok {
		key.text = s.String()
	} else if py.IsBuffer(v) {
		b, err := py.ReadBytes(t, v)
		if err != nil {
			return nil, err
		}
		key.text, key.bytes = string(b), true
	} else {
		return nil, py.Errorf(py.TypeError, "first argument must be string or compiled pattern")
	}
	if _, ok := py.Hash(t, v); !ok { // CPython looks it up by a tuple of it
		if err := t.Take(); !py.Matches(err, py.TypeError) {
			return nil, err
		}
		return nil, py.Errorf(py.TypeError, "cannot use 'tuple' as a dict key (unhashable type: '%s')", py.TypeOf(v).FullName())
	}
	cached := v.IsStr() || py.TypeOf(v) == py.BytesType
	st := stateOf(t)
	if p := st.patterns[key]; p != nil && cached {
		return p, nil
	}
	// Look-ups of names call Python code; its errors count as an unknown name.
	lookup := func(name string) (rune, bool) {
		m, err := t.Result(t.Interp.Engine.Import(t, "unicodedata", t.Interp.Builtins, py.NewTuple(py.NewStr("lookup")), 0))
		if err != nil {
			return 0, false
		}
		c, err := py.CallMethod(t, m, "lookup", py.NewStr(name))
		if err != nil {
			return 0, false
		}
		s, ok := py.AsStr(c)
		if !ok || s.Len() != 1 {
			return 0, false
		}
		return []rune(s.String())[0], true
	}
	compiled, err := sre.Compile(key.text, key.bytes, sre.Flags(flags), chars, lookup)
	if err != nil {
		return nil, raise(t, err, v)
	}
	for _, w := range compiled.Warnings {
		if f := t.Interp.Warn; f != nil {
			if err := f(t, "FutureWarning", string(w), "", 0); err != nil {
				return nil, err
			}
		}
	}
	p := newPattern(compiled, v, key.bytes)
	if cached && sre.Flags(flags)&sre.Debug == 0 {
		if len(st.patterns) >= maxCache {
			clear(st.patterns)
		}
		st.patterns[key] = p
	}
	return p, nil
}

// raise turns an error of the engine about pattern v into a Python exception.
func raise(t *py.Thread, err error, v py.Value) error {
	var bad *sre.Error
	var value sre.ValueError
	var unknown sre.UnknownGroup
	switch {
	case errors.As(err, &bad):
		pos := py.None
		if bad.Pos >= 0 {
			pos = py.Int(int64(bad.Pos))
		}
		e, err := py.Instantiate(t, stateOf(t).module.Dict.GetName("PatternError"), py.NewStr(bad.Msg), v, pos)
		if err != nil {
			return err
		}
		return e
	case errors.As(err, &value):
		return py.Errorf(py.ValueError, "%s", err.Error())
	case errors.As(err, &unknown):
		return py.Errorf(py.IndexError, "%s", err.Error())
	case errors.Is(err, sre.OverflowError{}):
		return py.Errorf(py.OverflowError, "%s", err.Error())
	case errors.Is(err, sre.DepthError{}):
		return py.Errorf(py.RecursionError, "%s", err.Error())
	}
	return err
}

// special are the characters that escape puts a backslash before.
const special = "()[]{}?*+-|^$\\.&~# \t\n\r\v\f"

func escape(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	var isSpecial [256]bool
	for i := range len(special) {
		isSpecial[special[i]] = true
	}
	quote := func(s string) []byte {
		out := make([]byte, 0, len(s)+len(s)/4)
		for i := range len(s) {
			if isSpecial[s[i]] {
				out = append(out, '\\')
			}
			out = append(out, s[i])
		}
		return out
	}
	if s, ok := py.AsStr(a[0]); ok {
		return py.NewStr(string(quote(s.String()))), nil
	}
	if !py.IsBuffer(a[0]) {
		return py.Value{}, py.Errorf(py.TypeError, "decoding to str: need a bytes-like object, %s found", py.TypeOf(a[0]).FullName())
	}
	b, err := py.ReadBytes(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	return py.NewBytes(quote(string(b))), nil
}
