package py

import (
	"slices"
	"strings"
)

// syntaxReport is a SyntaxError captured for printing. The pointers are nil for
// None; line and endLine are text, as the values may be of any type.
type syntaxReport struct {
	filename, text, msg *string
	line, endLine       *string
	offset, endOffset   *int
	hasOffset           bool // offset is not None
}

// newSyntaxReport captures the details of a SyntaxError.
func newSyntaxReport(t *Thread, e *Exception) *syntaxReport {
	r := syntaxFields(t, e.Member)
	if meta, ok := AsTuple(e.Member(synMeta)); ok && len(meta.Items) == 3 {
		if source, ok := AsStr(meta.Items[2]); ok {
			r.fixTypo(t, source.s)
		}
	}
	return r
}

// syntaxFields makes a report of the members of a SyntaxError.
func syntaxFields(t *Thread, member func(i int) Value) *syntaxReport {
	text := func(i int) *string {
		v := member(i)
		if v.IsNone() {
			return nil
		}
		s := SafeString(t, v, "exception")
		return &s
	}
	number := func(i int) *int {
		if n, ok := AsInt64(member(i)); ok {
			n := int(max(-1<<30, min(n, 1<<30)))
			return &n
		}
		return nil
	}
	r := &syntaxReport{filename: text(synFile), msg: text(synMsg), line: text(synLine), endLine: text(synEndLine),
		offset: number(synOffset), endOffset: number(synEndOffset), hasOffset: !member(synOffset).IsNone()}
	if _, ok := AsStr(member(synText)); ok {
		r.text = text(synText)
	}
	return r
}

// FormatSyntaxError returns what a traceback shows of a SyntaxError instead of its
// str(): where it is, the line with carets, and the message. typ is the name of its
// class, members are msg, filename, lineno, offset, text, end_lineno and end_offset.
// source is the source up to the line of the error, where it is known.
func FormatSyntaxError(t *Thread, typ string, members [7]Value, source Value, colour bool) []string {
	r := syntaxFields(t, func(i int) Value { return members[i] })
	if s, ok := AsStr(source); ok {
		r.fixTypo(t, s.s)
	}
	return r.format(t, themeFor(colour), typ)
}

func (r *syntaxReport) format(t *Thread, c *theme, typ string) []string {
	var out []string
	suffix := ""
	if r.line != nil {
		file := "<string>"
		if r.filename != nil && *r.filename != "" {
			file = *r.filename
		}
		out = append(out, "  File "+c.place+`"`+file+`"`+c.reset+", line "+c.place+*r.line+c.reset+"\n")
	} else if r.filename != nil {
		suffix = " (" + *r.filename + ")"
	}
	if r.text != nil {
		out = append(out, r.marked(c)...)
	}
	msg := "<no detail available>"
	if r.msg != nil && *r.msg != "" {
		msg = *r.msg
	}
	return append(out, c.typ+typ+c.reset+": "+c.message+msg+c.reset+suffix+"\n")
}

// marked is the source line and the carets below it.
func (r *syntaxReport) marked(c *theme) []string {
	all := strings.TrimRight(*r.text, "\n")
	text := []rune(strings.TrimLeft(all, " \n\f"))
	plain := []string{"    " + string(text) + "\n"}
	if !r.hasOffset {
		return plain
	}
	if r.offset == nil {
		return nil
	}
	width := len([]rune(all))
	size := len([]rune(*r.text))
	spaces := width - len(text)
	start := *r.offset
	end := width + 1
	if r.line == nil && r.endLine == nil || r.line != nil && r.endLine != nil && *r.line == *r.endLine {
		end = start
		if r.endOffset != nil && *r.endOffset != 0 {
			end = *r.endOffset
		}
	}
	if size > 0 && start > size {
		start = width + 1
	}
	if size > 0 && end > size {
		end = width + 1
	}
	if start >= end || end < 0 {
		end = start + 1
	}
	start -= 1 + spaces
	end -= 1 + spaces
	if start < 0 {
		return plain
	}
	var gap strings.Builder
	for _, ch := range text[:min(start, len(text))] {
		if !isSpace(ch) {
			ch = ' '
		}
		gap.WriteRune(ch)
	}
	line, carets := string(text), strings.Repeat("^", min(end-start, 1<<20))
	if c.reset != "" {
		i, j := min(start, len(text)), min(end, len(text))
		line = string(text[:i]) + c.highlight + string(text[i:j]) + c.reset + string(text[j:])
		carets = c.highlight + carets + c.reset
	}
	return []string{"    " + line + "\n", "    " + gap.String() + carets + "\n"}
}

var nameSelf = InternStatic("self")

// Suggestion returns what a traceback adds to the text of a NameError,
// AttributeError or ImportError: ". Did you mean: 'x'?", or "". tb is where the
// exception comes from.
func Suggestion(t *Thread, e *Exception, tb *Traceback) string {
	isName := e.typ.IsSubtype(NameError)
	member := 0
	switch {
	case e.typ.IsSubtype(ImportError):
		member = importNameFrom
	case isName, e.typ.IsSubtype(AttributeError):
	default:
		return ""
	}
	wrong, ok := AsStr(e.Member(member))
	if !ok {
		return ""
	}
	s := SuggestName(t, e, tb, wrong)
	forgot := isName && isStdlibModule(t, wrong)
	switch {
	case s != "" && forgot:
		return ". Did you mean: '" + s + "'? Or did you forget to import '" + wrong.s + "'?"
	case s != "":
		return ". Did you mean: '" + s + "'?"
	case forgot:
		return ". Did you forget to import '" + wrong.s + "'?"
	}
	return ""
}

func isStdlibModule(t *Thread, name *Str) bool {
	names := t.Interp.Sys.GetName("stdlib_module_names")
	if names.ref == nil {
		return false
	}
	found, ok := ContainsOperation(t, names, Ref(name))
	if !ok {
		t.Take()
	}
	return found && ok
}

// SuggestName returns the name that was probably meant by wrong in the exception,
// or "".
func SuggestName(t *Thread, e *Exception, tb *Traceback, wrong *Str) string {
	for tb != nil && tb.Next != nil {
		tb = tb.Next
	}
	var self Value
	if tb != nil {
		if d, ok := AsDict(localsDict(t, tb.Frame)); ok {
			self = d.GetStr(nameSelf)
		}
	}
	var names []string
	var err error
	switch {
	case e.typ.IsSubtype(AttributeError):
		obj := e.Member(1)
		if names, err = dirNames(t, obj); err != nil {
			return ""
		}
		if wrong.s == "" || wrong.s[0] != '_' {
			if self.ref == nil || self != obj {
				names = withoutUnderscore(names)
			}
		}
	case e.typ.IsSubtype(ImportError):
		mod, ok := AsStr(e.Member(importName))
		if !ok {
			return ""
		}
		m, err := t.Result(t.Interp.Engine.Import(t, mod.s, NewDict(), None, 0))
		if err != nil {
			return ""
		}
		if names, err = dirNames(t, m); err != nil {
			return ""
		}
		if wrong.s == "" || wrong.s[0] != '_' {
			names = withoutUnderscore(names)
		}
	default:
		if tb == nil {
			return ""
		}
		if self.ref != nil {
			if v, err := LookupAttr(t, self, t.Interp.Intern(wrong)); err == nil && v.ref != nil {
				return "self." + wrong.s
			}
		}
		blk := tb.Frame.Func.Block
		names = keyNames(localsDict(t, tb.Frame), names)
		names = keyNames(Ref(blk.Globals), names)
		names = keyNames(Ref(blk.Builtins), names)
	}
	return Suggest(wrong.s, names)
}

// keyNames appends the str keys of a dict.
func keyNames(v Value, names []string) []string {
	d, ok := AsDict(v)
	if !ok {
		return names
	}
	for k, _, p, ok := d.Next(0); ok; k, _, p, ok = d.Next(p) {
		if s, ok := AsStr(k); ok {
			names = append(names, s.s)
		}
	}
	return names
}

// dirNames is the str items of sorted(v.__dir__()).
func dirNames(t *Thread, v Value) ([]string, error) {
	f := t.LookupType(TypeOf(v), t.Interp.InternString("__dir__"))
	if f.ref == nil {
		return nil, Errorf(TypeError, "object does not provide __dir__")
	}
	r, err := Call(t, f, v)
	if err != nil {
		return nil, err
	}
	items, err := Items(t, r)
	if err != nil {
		return nil, err
	}
	var names []string
	for _, x := range items {
		if s, ok := AsStr(x); ok {
			names = append(names, s.s)
		}
	}
	slices.Sort(names)
	return names, nil
}

func withoutUnderscore(names []string) []string {
	out := names[:0]
	for _, n := range names {
		if !strings.HasPrefix(n, "_") {
			out = append(out, n)
		}
	}
	return out
}
