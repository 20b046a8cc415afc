package re

import (
	"fmt"
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/sre"
)

// pattern is a re.Pattern.
type pattern struct {
	py.Header
	*sre.Pattern
	text      py.Value
	bytes     bool
	index     py.Value // groupindex
	templates map[string][]sre.Piece
}

var patternType py.Type

func newPattern(compiled *sre.Pattern, text py.Value, isBytes bool) *pattern {
	p := py.Make[pattern](&patternType)
	p.Pattern, p.text, p.bytes = compiled, text, isBytes
	d := py.NewDict()
	for _, n := range compiled.Names {
		d.SetStr(py.MakeStr(n.Name), py.Int(int64(n.Group)))
	}
	p.index = py.NewMappingProxy(py.Ref(d))
	return p
}

// whole is the end position that means all of the subject.
const whole = 1<<63 - 1

func patternSpec() py.TypeSpec {
	of := func(v py.Value) *pattern { return py.Cast[pattern](v) }
	ranged := func(f func(p *pattern, t *py.Thread, s py.Value, pos, end int) (py.Value, error)) py.GoFunc {
		return func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
			pos, end, err := span(t, a[1], a[2])
			if err != nil {
				return py.Value{}, err
			}
			return f(of(self), t, a[0], pos, end)
		}
	}
	matching := func(mode sre.Mode) py.GoFunc {
		return ranged(func(p *pattern, t *py.Thread, s py.Value, pos, end int) (py.Value, error) {
			return p.match(t, s, pos, end, mode)
		})
	}
	const span = "($self, /, string, pos=0, endpos=9223372036854775807)"
	const flags = py.Slow | py.CallsPython
	itself := func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) { return self, nil }
	return py.TypeSpec{
		Name: "re.Pattern", Layout: py.LayoutOf[pattern](), Flags: py.NoSubclass | py.NoInstances,
		Doc: "Compiled regular expression object.",
		Slots: py.Slots{
			Repr: func(t *py.Thread, v py.Value) py.Value { return of(v).repr(t) },
			Hash: func(t *py.Thread, v py.Value) (uint64, bool) {
				p := of(v)
				h, ok := py.Hash(t, p.text)
				return h ^ uint64(p.Flags)*0x9E3779B97F4A7C15 ^ uint64(p.Groups), ok
			},
			Compare: func(t *py.Thread, a, b py.Value, op py.CompareOp) py.Value {
				p := of(a)
				q, ok := py.As[pattern](b, &patternType)
				if !ok || op != py.EQ && op != py.NE {
					return py.NotImplemented
				}
				same := p == q
				if !same && p.Flags == q.Flags && p.bytes == q.bytes {
					var err error
					if same, err = py.Equal(t, p.text, q.text); err != nil {
						return t.Fail(err)
					}
				}
				return py.Bool(same == (op == py.EQ))
			},
		},
		Methods: []py.Method{
			{Name: "match", Signature: span, Flags: flags, Func: matching(sre.Match), Doc: "Matches zero or more characters at the beginning of the string."},
			{Name: "fullmatch", Signature: span, Flags: flags, Func: matching(sre.FullMatch), Doc: "Matches against all of the string."},
			{Name: "search", Signature: span, Flags: flags, Func: matching(sre.Search), Doc: "Scan through string looking for a match, and return a corresponding match object instance.\n\nReturn None if no position in the string matches."},
			{Name: "findall", Signature: span, Flags: flags, Func: ranged((*pattern).findAll), Doc: "Return a list of all non-overlapping matches of pattern in string."},
			{Name: "finditer", Signature: span, Flags: flags, Func: ranged((*pattern).findIter), Doc: "Return an iterator over all non-overlapping matches for the RE pattern in string.\n\nFor each match, the iterator returns a match object."},
			{Name: "scanner", Signature: span, Flags: flags, Func: ranged((*pattern).scanner)},
			{Name: "split", Signature: "($self, /, string, maxsplit=0)", Flags: flags, Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				most, err := py.ArgIndex(t, a[1])
				if err != nil {
					return py.Value{}, err
				}
				return of(self).split(t, a[0], most)
			}, Doc: "Split string by the occurrences of pattern."},
			{Name: "sub", Signature: "($self, /, repl, string, count=0)", Flags: flags, Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				most, err := py.ArgIndex(t, a[2])
				if err != nil {
					return py.Value{}, err
				}
				s, _, err := of(self).sub(t, a[0], a[1], most)
				return s, err
			}, Doc: "Return the string obtained by replacing the leftmost non-overlapping occurrences of pattern in string by the replacement repl."},
			{Name: "subn", Signature: "($self, /, repl, string, count=0)", Flags: flags, Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				most, err := py.ArgIndex(t, a[2])
				if err != nil {
					return py.Value{}, err
				}
				s, n, err := of(self).sub(t, a[0], a[1], most)
				if err != nil {
					return py.Value{}, err
				}
				return py.NewTuple(s, py.Int(int64(n))), nil
			}, Doc: "Return the tuple (new_string, number_of_subs_made) found by replacing the leftmost non-overlapping occurrences of pattern with the replacement repl."},
			{Name: "__copy__", Signature: "($self, /)", Func: itself},
			{Name: "__deepcopy__", Signature: "($self, memo, /)", Func: itself},
			{Name: "__reduce__", Signature: "($self, /)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				p := of(self)
				return py.NewTuple(stateOf(t).module.Dict.GetName("_compile"), py.NewTuple(p.text, py.Int(int64(p.Flags)))), nil
			}},
			py.ClassGetItem(),
		},
		Getset: []py.Getset{
			{Name: "pattern", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return of(v).text, nil }, Doc: "The pattern string from which the RE object was compiled."},
			{Name: "flags", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return py.Int(int64(of(v).Flags)), nil }, Doc: "The regex matching flags."},
			{Name: "groups", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return py.Int(int64(of(v).Groups)), nil }, Doc: "The number of capturing groups in the pattern."},
			{Name: "groupindex", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return of(v).index, nil }, Doc: "A dictionary mapping group names to group numbers."},
		},
	}
}

// span evaluates the arguments pos and endpos.
func span(t *py.Thread, from, to py.Value) (pos, end int, err error) {
	if pos, err = py.ArgIndex(t, from); err == nil {
		end, err = py.ArgIndex(t, to)
	}
	return max(pos, 0), max(end, 0), err
}

func (p *pattern) repr(t *py.Thread) py.Value {
	text, err := py.ReprString(t, p.text)
	if err != nil {
		return t.Fail(err)
	}
	if r := []rune(text); len(r) > 200 {
		text = string(r[:200])
	}
	flags := p.Flags
	if !p.bytes && flags&(sre.Locale|sre.Unicode|sre.ASCII) == sre.Unicode {
		flags &^= sre.Unicode
	}
	var names []string
	for _, f := range [...]struct {
		flag sre.Flags
		name string
	}{{sre.IgnoreCase, "IGNORECASE"}, {sre.Locale, "LOCALE"}, {sre.MultiLine, "MULTILINE"}, {sre.DotAll, "DOTALL"}, {sre.Unicode, "UNICODE"}, {sre.Verbose, "VERBOSE"}, {sre.Debug, "DEBUG"}, {sre.ASCII, "ASCII"}} {
		if flags&f.flag != 0 {
			names = append(names, "re."+f.name)
			flags &^= f.flag
		}
	}
	if flags != 0 {
		names = append(names, fmt.Sprintf("0x%x", int(flags)))
	}
	out := "re.compile(" + text
	if len(names) > 0 {
		out += ", " + strings.Join(names, "|")
	}
	return py.NewStr(out + ")")
}

// subject is what a pattern is applied to.
type subject struct {
	value py.Value
	s     string
	text  *py.Str // nil for bytes
}

func (p *pattern) subject(t *py.Thread, v py.Value) (subject, error) {
	if s, ok := py.AsStr(v); ok {
		if p.bytes {
			return subject{}, py.Errorf(py.TypeError, "cannot use a bytes pattern on a string-like object")
		}
		return subject{value: v, s: s.String(), text: s}, nil
	}
	if !py.IsBuffer(v) {
		return subject{}, py.Errorf(py.TypeError, "expected string or bytes-like object, got '%s'", py.TypeOf(v).FullName())
	}
	b, err := py.ReadBytes(t, v)
	if err != nil {
		return subject{}, err
	}
	if !p.bytes {
		return subject{}, py.Errorf(py.TypeError, "cannot use a string pattern on a bytes-like object")
	}
	return subject{value: v, s: py.BytesText(b)}, nil
}

// at is the place in bytes of a position, which may lie beyond the end.
func (s *subject) at(pos int) int {
	if s.text == nil {
		return min(pos, len(s.s))
	}
	return s.text.Offset(min(pos, s.text.Len()))
}

// position is the position of a place in bytes.
func (s *subject) position(at int) int {
	if s.text == nil || at < 0 {
		return at
	}
	return s.text.CharIndex(at)
}

func (s *subject) length() int {
	if s.text == nil {
		return len(s.s)
	}
	return s.text.Len()
}

// part is the text between two places.
func (s *subject) part(from, to int) py.Value {
	if s.text != nil {
		return s.text.Part(from, to)
	}
	if from == 0 && to == len(s.s) && py.TypeOf(s.value) == py.BytesType {
		return s.value
	}
	return py.NewBytes([]byte(s.s[from:to]))
}

// search runs a pattern over a subject, one match after the other.
type search struct {
	p *pattern
	subject
	pos, end int // places in bytes
	notEmpty bool
	m        *sre.Matcher
}

func (p *pattern) newSearch(t *py.Thread, v py.Value, pos, end int) (*search, error) {
	s, err := p.subject(t, v)
	if err != nil {
		return nil, err
	}
	st := stateOf(t)
	var m *sre.Matcher
	if n := len(st.matchers); n > 0 {
		m, st.matchers = st.matchers[n-1], st.matchers[:n-1]
	} else {
		m = &sre.Matcher{}
	}
	m.Poll = t.Poll
	r := &search{p: p, subject: s, m: m}
	r.end = r.at(end)
	r.pos = min(r.at(pos), r.end)
	if pos > end {
		r.pos = r.end + 1 // nothing can match
	}
	return r, nil
}

// done gives the matcher to the next search. A search that is not done leaves it to
// the garbage collector.
func (r *search) done(t *py.Thread) {
	if st := stateOf(t); len(st.matchers) < 8 {
		r.m.Poll = nil
		st.matchers = append(st.matchers, r.m)
	}
	r.m = nil
}

// next looks for the next match, whose groups are in m then.
func (r *search) next(t *py.Thread, mode sre.Mode) (bool, error) {
	if r.pos > r.end {
		return false, nil
	}
	// The GIL may change hands in Poll; then another thread's search of ours must
	// not find this matcher: it is not among the idle ones.
	r.m.Poll = t.Poll
	ok, err := r.m.Run(r.p.Pattern, r.s, r.pos, r.end, mode, r.notEmpty)
	if !ok || err != nil {
		r.pos = r.end + 1
		return false, err
	}
	r.pos = r.m.Groups[1]
	r.notEmpty = r.m.Groups[0] == r.m.Groups[1]
	return true, nil
}

func (p *pattern) match(t *py.Thread, v py.Value, pos, end int, mode sre.Mode) (py.Value, error) {
	r, err := p.newSearch(t, v, pos, end)
	if err != nil {
		return py.Value{}, err
	}
	ok, err := r.next(t, mode)
	out := py.None
	if ok {
		out = r.match(pos, end)
	}
	r.done(t)
	return out, err
}

// group is the text of a group of the current match, or none.
func (r *search) group(i int, none py.Value) py.Value {
	from, to := r.m.Groups[2*i], r.m.Groups[2*i+1]
	if from < 0 || to < 0 {
		return none
	}
	return r.part(from, to)
}

func (r *search) empty() py.Value {
	if r.text != nil {
		return py.NewStr("")
	}
	return py.NewBytes(nil)
}

func (p *pattern) findAll(t *py.Thread, v py.Value, pos, end int) (py.Value, error) {
	r, err := p.newSearch(t, v, pos, end)
	if err != nil {
		return py.Value{}, err
	}
	var out []py.Value
	none := r.empty()
	for n := 1; ; n++ {
		ok, err := r.next(t, sre.Search)
		if err != nil {
			return py.Value{}, err
		}
		if !ok {
			break
		}
		switch p.Groups {
		case 0:
			out = append(out, r.group(0, none))
		case 1:
			out = append(out, r.group(1, none))
		default:
			items := make([]py.Value, p.Groups)
			for i := range items {
				items[i] = r.group(i+1, none)
			}
			out = append(out, py.NewTuple(items...))
		}
		if n&0xfff == 0 {
			if err := t.Poll(); err != nil {
				return py.Value{}, err
			}
		}
	}
	r.done(t)
	return py.NewList(out...), nil
}

// matchIter is what finditer returns.
type matchIter struct {
	py.Header
	r        *search
	pos, end int
}

var iterType py.Type

func iterSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "callable_iterator", Layout: py.LayoutOf[matchIter](), Flags: py.NoSubclass | py.NoInstances,
		Slots: py.Slots{
			Iter: func(t *py.Thread, v py.Value) py.Value { return v },
			Next: func(t *py.Thread, v py.Value) py.Value {
				it := py.Cast[matchIter](v)
				r := it.r
				if r == nil {
					return py.Value{}
				}
				it.r = nil // busy: Poll may run another thread that has it too
				ok, err := r.next(t, sre.Search)
				if err != nil {
					return t.Fail(err)
				}
				if !ok {
					r.done(t)
					return py.Value{}
				}
				it.r = r
				return r.match(it.pos, it.end)
			},
		},
	}
}

func (p *pattern) findIter(t *py.Thread, v py.Value, pos, end int) (py.Value, error) {
	r, err := p.newSearch(t, v, pos, end)
	if err != nil {
		return py.Value{}, err
	}
	it := py.Make[matchIter](&iterType)
	it.r, it.pos, it.end = r, pos, end
	return py.Ref(it), nil
}

// scanner is what Pattern.scanner returns: one match after the other.
type scanner struct {
	py.Header
	p        *pattern
	r        *search
	pos, end int
}

var scannerType py.Type

func scannerSpec() py.TypeSpec {
	next := func(mode sre.Mode) py.GoFunc {
		return func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
			s := py.Cast[scanner](self)
			r := s.r
			if r == nil {
				return py.Value{}, py.Errorf(py.ValueError, "regular expression scanner already executing")
			}
			s.r = nil
			defer func() { s.r = r }()
			ok, err := r.next(t, mode)
			if !ok || err != nil {
				return py.None, err
			}
			return r.match(s.pos, s.end), nil
		}
	}
	return py.TypeSpec{
		Name: "_sre.SRE_Scanner", Layout: py.LayoutOf[scanner](), Flags: py.NoSubclass | py.NoInstances,
		Methods: []py.Method{
			{Name: "match", Signature: "($self, /)", Flags: py.Slow | py.CallsPython, Func: next(sre.Match)},
			{Name: "search", Signature: "($self, /)", Flags: py.Slow | py.CallsPython, Func: next(sre.Search)},
		},
		Getset: []py.Getset{{Name: "pattern", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return py.Ref(py.Cast[scanner](v).p), nil }}},
	}
}

func (p *pattern) scanner(t *py.Thread, v py.Value, pos, end int) (py.Value, error) {
	r, err := p.newSearch(t, v, pos, end)
	if err != nil {
		return py.Value{}, err
	}
	s := py.Make[scanner](&scannerType)
	s.p, s.r, s.pos, s.end = p, r, pos, end
	return py.Ref(s), nil
}
