package py

import (
	"strconv"
	"strings"
	"sync"
)

// Args are the arguments of a Go function after binding: one Value per parameter
// of the signature, in order. A parameter that was not given and whose default
// is not a literal is unbound. *args is a tuple, **kwargs a dict.
type Args []Value

// Given reports whether parameter i has a value.
func (a Args) Given(i int) bool { return a[i].ref != nil }

// Signature is a parsed __text_signature__. It is parsed at first use.
type Signature struct {
	fname string // function name, for error messages
	qual  string // with its type or module, for the messages that show that
	slot  bool   // of a slot wrapper, whose errors do not name it
	ctor  bool   // of a type
	text  string
	once  sync.Once

	params   []param
	posOnly  int // parameters before '/'
	nPos     int // parameters that can be given by position
	required int // leading positional parameters without default
	star     int // index of *args, -1
	starStar int // index of **kwargs, -1
	self     bool
	bad      string
}

type param struct {
	name     string
	def      Value // unbound if required, or not a literal
	optional bool
	kwOnly   bool
}

// NewSignature returns the signature text of the function fname.
func NewSignature(fname, text string) *Signature {
	return &Signature{fname: fname, qual: fname, text: text}
}

// qualified sets the name of the type or module that the function belongs to.
func (s *Signature) qualified(owner string) *Signature {
	s.qual = owner + "." + s.fname
	return s
}

// Text returns the signature as declared.
func (s *Signature) Text() string { return s.text }

// onlyPositional reports whether no parameter can be given by keyword.
func (s *Signature) onlyPositional() bool {
	s.once.Do(s.parse)
	return s.posOnly == len(s.params) && s.starStar < 0
}

func (s *Signature) parse() {
	s.star, s.starStar = -1, -1
	text := strings.TrimSpace(s.text)
	text = strings.TrimSuffix(strings.TrimPrefix(text, "("), ")")
	if strings.Contains(text, "[, ") { // f(a[, b[, c]])
		text = strings.ReplaceAll(strings.ReplaceAll(text, "[, ", ", ?"), "]", "")
	}
	kwOnly := false
	for _, f := range splitParams(text) {
		f = strings.TrimSpace(f)
		switch {
		case f == "":
			continue
		case f == "$self" || f == "$module" || f == "$type" || f == "$cls":
			s.self = true
			continue
		case f == "/":
			s.posOnly = len(s.params)
			continue
		case f == "*":
			kwOnly = true
			continue
		case strings.HasPrefix(f, "**"):
			s.starStar = len(s.params)
			s.params = append(s.params, param{name: f[2:], optional: true, kwOnly: true})
			continue
		case strings.HasPrefix(f, "*"):
			s.star = len(s.params)
			s.params = append(s.params, param{name: f[1:], optional: true, kwOnly: true})
			kwOnly = true
			continue
		}
		p := param{kwOnly: kwOnly}
		if name, def, ok := strings.Cut(f, "="); ok {
			p.name = strings.TrimSpace(name)
			p.optional = true
			p.def = literal(strings.TrimSpace(def))
		} else if p.name = f; f[0] == '?' {
			p.name, p.optional = f[1:], true
		}
		if !kwOnly {
			if !p.optional && s.required == s.nPos {
				s.required++
			}
			s.nPos++
		}
		s.params = append(s.params, p)
	}
}

// splitParams splits at commas that are not inside quotes or brackets.
func splitParams(s string) []string {
	var out []string
	depth, start := 0, 0
	var quote byte
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case quote != 0:
			if c == '\\' {
				i++
			} else if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case c == '(' || c == '[':
			depth++
		case c == ')' || c == ']':
			depth--
		case c == ',' && depth == 0:
			out = append(out, s[start:i])
			start = i + 1
		}
	}
	return append(out, s[start:])
}

// literal evaluates a default; what is not a plain literal is unbound.
func literal(s string) Value {
	switch s {
	case "None":
		return None
	case "True":
		return True
	case "False":
		return False
	case "sys.maxsize":
		return Int(1<<63 - 1)
	case "()":
		return Ref(&emptyTuple)
	}
	if i, err := strconv.ParseInt(s, 10, 64); err == nil {
		return Int(i)
	}
	if f, err := strconv.ParseFloat(s, 64); err == nil {
		return Float(f)
	}
	if len(s) >= 2 && (s[0] == '\'' || s[0] == '"') && s[len(s)-1] == s[0] {
		if u, err := strconv.Unquote(`"` + strings.ReplaceAll(s[1:len(s)-1], `"`, `\"`) + `"`); err == nil {
			return Ref(InternStatic(u))
		}
	}
	if strings.HasPrefix(s, "b'") && strings.HasSuffix(s, "'") {
		return NewBytes([]byte(s[2 : len(s)-1]))
	}
	return Value{}
}

// Bind binds the arguments of a call: args holds the positional ones followed by
// the values of kw. The result aliases args where its capacity allows. On a
// mismatch it returns CPython's TypeError.
func (s *Signature) Bind(t *Thread, args []Value, kw []Value) (Args, error) {
	s.once.Do(s.parse)
	n := len(args) - len(kw)
	if len(kw) == 0 && s.star < 0 && s.starStar < 0 {
		np := len(s.params)
		if n == np && s.nPos == np {
			return args, nil
		}
		if n >= s.required && n <= s.nPos {
			out := args
			if cap(args) < np {
				out = make([]Value, n, np)
				copy(out, args)
			}
			out = out[:np]
			for i := n; i < np; i++ {
				p := &s.params[i]
				if !p.optional {
					return nil, s.missing(t, out, n)
				}
				out[i] = p.def
			}
			return Args(out), nil
		}
	}
	return s.bindSlow(t, args[:n:n], args[n:], kw)
}

func (s *Signature) bindSlow(t *Thread, pos, kwvals, kw []Value) (Args, error) {
	out := make([]Value, len(s.params))
	n := len(pos)
	if n > s.nPos && s.star < 0 {
		return nil, s.tooMany(t, n, len(kw))
	}
	if total := n + len(kw); len(kw) > 0 && total > len(s.params) && s.posOnly < len(s.params) && s.star < 0 && s.starStar < 0 && s.fname != "sorted" {
		word, kind := "at most", ""
		if s.required == len(s.params) {
			word = "exactly"
		}
		if n == 0 {
			kind = "keyword "
		}
		return nil, Errorf(TypeError, "%s() takes %s %d %sargument%s (%d given)", s.fname, word, len(s.params), kind, plural(len(s.params)), total)
	}
	copy(out, pos[:min(n, s.nPos)])
	if s.star >= 0 {
		var rest []Value
		if n > s.nPos {
			rest = append(rest, pos[s.nPos:]...)
		}
		out[s.star] = Ref(MakeTuple(rest))
	}
	if least := min(s.required, s.posOnly); n < least && len(kw) > 0 && s.posOnly < len(s.params) {
		word := "exactly"
		if least < s.nPos {
			word = "at least"
		}
		return nil, Errorf(TypeError, "%s() takes %s %d positional argument%s (%d given)", s.fname, word, least, plural(least), n)
	}
	var bad error // of a keyword: missing arguments come first
	var extra *Dict
	if s.starStar >= 0 {
		extra = NewDict()
		out[s.starStar] = Ref(extra)
	}
next:
	for i, k := range kw {
		name := Cast[Str](k)
		for j := s.posOnly; j < len(s.params); j++ {
			if j == s.star || j == s.starStar || s.params[j].name != name.s {
				continue
			}
			if out[j].ref != nil {
				if j < n {
					bad = Errorf(TypeError, "argument for %s() given by name ('%s') and position (%d)", s.fname, name.s, j+1)
					continue next
				}
				return nil, Errorf(TypeError, "%s() got multiple values for argument '%s'", s.fname, name.s)
			}
			out[j] = kwvals[i]
			continue next
		}
		if extra == nil {
			if s.nPos == s.posOnly && len(s.params) == s.nPos {
				if s.slot {
					return nil, Errorf(TypeError, "wrapper %s() takes no keyword arguments", s.fname)
				}
				return nil, Errorf(TypeError, "%s() takes no keyword arguments", s.qual)
			}
			fname := s.fname
			if fname == "sorted" {
				fname = "sort" // list.sort does the rest
			}
			if bad == nil {
				bad = Errorf(TypeError, "%s() got an unexpected keyword argument '%s'", fname, name.s)
			}
			continue
		}
		extra.setStr(name, kwvals[i])
	}
	for j := range s.params {
		if out[j].ref == nil {
			if !s.params[j].optional {
				return nil, s.missing(t, out, n)
			}
			out[j] = s.params[j].def
		}
	}
	if bad != nil {
		return nil, bad
	}
	return out, nil
}

func plural(n int) string {
	if n == 1 {
		return ""
	}
	return "s"
}

// tooMany words the error for n positional arguments (and nkw keywords) as
// CPython's argument clinic does.
func (s *Signature) tooMany(t *Thread, n, nkw int) error {
	if s.slot {
		return Errorf(TypeError, "expected %d argument%s, got %d", s.nPos, plural(s.nPos), n)
	}
	if s.nPos == 0 && len(s.params) == 0 {
		return Errorf(TypeError, "%s() takes no arguments (%d given)", s.qual, n)
	}
	if s.posOnly == s.nPos && len(s.params) == s.nPos || s.byHand() {
		if s.required == s.nPos {
			if s.nPos == 1 && !s.ctor && !s.byHand() {
				return Errorf(TypeError, "%s() takes exactly one argument (%d given)", s.qual, n)
			}
			return Errorf(TypeError, "%s expected %d argument%s, got %d", s.fname, s.nPos, plural(s.nPos), n)
		}
		return Errorf(TypeError, "%s expected at most %d argument%s, got %d", s.fname, s.nPos, plural(s.nPos), n)
	}
	word := "at most"
	if s.required == s.nPos {
		word = "exactly"
	}
	if s.nPos == 0 {
		return Errorf(TypeError, "%s() takes no positional arguments", s.fname)
	}
	if len(s.params) > s.nPos {
		return Errorf(TypeError, "%s() takes %s %d positional argument%s (%d given)", s.fname, word, s.nPos, plural(s.nPos), n)
	}
	return Errorf(TypeError, "%s() takes %s %d argument%s (%d given)", s.fname, word, s.nPos, plural(s.nPos), n+nkw)
}

// byHand reports whether CPython counts the positional arguments in C code of the
// function's own, ahead of its keywords.
func (s *Signature) byHand() bool { return s.fname == "sorted" || s.ctor && s.fname == "int" }

// missing words the error for a parameter without argument.
func (s *Signature) missing(t *Thread, out []Value, n int) error {
	if s.slot {
		return Errorf(TypeError, "expected %d argument%s, got %d", s.required, plural(s.required), n)
	}
	if s.posOnly == s.nPos && len(s.params) == s.nPos || s.byHand() {
		if s.required == s.nPos {
			if s.nPos == 1 && !s.ctor && !s.byHand() {
				return Errorf(TypeError, "%s() takes exactly one argument (%d given)", s.qual, n)
			}
			return Errorf(TypeError, "%s expected %d argument%s, got %d", s.fname, s.nPos, plural(s.nPos), n)
		}
		return Errorf(TypeError, "%s expected at least %d argument%s, got %d", s.fname, s.required, plural(s.required), n)
	}
	for j := range s.params {
		if !s.params[j].optional && (j >= len(out) || out[j].ref == nil || j >= n && out[j].ref == nil) {
			if j < s.posOnly {
				return Errorf(TypeError, "%s() takes at least %d positional argument%s (%d given)", s.fname, s.required, plural(s.required), n)
			}
			if s.ctor && s.fname == "enumerate" {
				return Errorf(TypeError, "enumerate() missing required argument 'iterable'")
			}
			if s.params[j].kwOnly {
				return Errorf(TypeError, "%s() missing required keyword-only argument: '%s'", s.fname, s.params[j].name)
			}
			return Errorf(TypeError, "%s() missing required argument '%s' (pos %d)", s.fname, s.params[j].name, j+1)
		}
	}
	return Errorf(TypeError, "%s() missing a required argument", s.fname)
}

// ArgName names the type of a wrong argument as CPython's argument clinic does:
// None by its value.
func ArgName(v Value) string {
	if v.IsNone() {
		return "None"
	}
	return TypeOf(v).FullName()
}
