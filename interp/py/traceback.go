package py

import (
	"strconv"
	"strings"
)

// Tracebacks as text: what an uncaught exception prints, and module traceback.
// https://docs.python.org/3.14/library/traceback.html

// TracebackOptions says how an exception is written.
type TracebackOptions struct {
	// Limit is the number of entries of each traceback: the first ones, or with a
	// negative number the last. It counts if Limited; sys.tracebacklimit does
	// otherwise.
	Limit   int
	Limited bool
	// FromEnd says that sys.tracebacklimit keeps the last entries, as for uncaught
	// exceptions.
	FromEnd bool
	// NoChain leaves out the exception's cause and context.
	NoChain bool
	Colour  bool
	// Traceback stands in for the exception's own if it is ReplaceTraceback.
	Traceback        *Traceback
	ReplaceTraceback bool
}

const (
	causeMessage   = "\nThe above exception was the direct cause of the following exception:\n\n"
	contextMessage = "\nDuring handling of the above exception, another exception occurred:\n\n"
	// repeatCutoff is how often the same entry is shown in a row.
	repeatCutoff  = 3
	maxGroupWidth = 15
	maxGroupDepth = 10
)

// FormatException is what Python prints for an uncaught exception, without
// colours. The GIL must be held; Python code (__str__) may run, whose exceptions
// are dropped as CPython does.
func FormatException(t *Thread, e *Exception) string {
	return FormatExceptionText(t, e, TracebackOptions{FromEnd: true})
}

// FormatExceptionText is FormatException with options.
func FormatExceptionText(t *Thread, e *Exception, o TracebackOptions) string {
	return strings.Join(FormatExceptionLines(t, e, o), "")
}

// FormatExceptionLines is FormatExceptionText in pieces: a string for the header,
// for each entry and so on, as traceback.format_exception returns them.
func FormatExceptionLines(t *Thread, e *Exception, o TracebackOptions) []string {
	pending := t.Exc
	t.Exc = nil
	defer func() { t.Exc = pending }()
	p := printer{t: t, theme: themeFor(o.Colour), src: newSources(t), chain: !o.NoChain}
	c := capture{t: t, options: o, seen: map[*Exception]bool{}}
	p.report(c.all(e))
	return p.out
}

// report is an exception captured for printing.
type report struct {
	typ      string // class name with its module
	text     string // str() of the exception
	stack    []StackEntry
	notes    []string
	syntax   *syntaxReport
	cause    *report
	context  *report
	suppress bool
	isGroup  bool
	group    []*report
}

// capture makes reports; seen are the exceptions captured, so that none is
// printed twice.
type capture struct {
	t       *Thread
	options TracebackOptions
	seen    map[*Exception]bool
}

// all captures e and what it is chained to.
func (c *capture) all(e *Exception) *report {
	type pair struct {
		r *report
		e *Exception
	}
	tb := e.Traceback
	if c.options.ReplaceTraceback {
		tb = c.options.Traceback
	}
	top := c.one(e, tb)
	for queue := []pair{{top, e}}; len(queue) > 0; {
		p := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		add := func(e *Exception) *report {
			r := c.one(e, e.Traceback)
			queue = append(queue, pair{r, e})
			return r
		}
		if x := p.e.Cause; x != nil && !c.seen[x] {
			p.r.cause = add(x)
		}
		if x := p.e.Context; x != nil && p.r.cause == nil && !p.e.SuppressContext && !c.seen[x] {
			p.r.context = add(x)
		}
		if p.r.isGroup = isExceptionGroup(p.e); p.r.isGroup {
			for _, v := range p.e.Exceptions() {
				if x, ok := AsException(v); ok {
					p.r.group = append(p.r.group, add(x))
				}
			}
		}
	}
	return top
}

// one captures e itself.
func (c *capture) one(e *Exception, tb *Traceback) *report {
	c.seen[e] = true
	t := c.t
	r := &report{typ: ExceptionTypeName(t, e.typ), suppress: e.SuppressContext}
	r.stack = c.stack(tb)
	r.text = SafeString(t, Ref(e), "exception")
	r.notes = exceptionNotes(t, e)
	if e.typ.IsSubtype(SyntaxError) {
		r.syntax = newSyntaxReport(t, e)
	} else {
		r.text += Suggestion(t, e, tb)
	}
	return r
}

// stack lists the entries within the limit.
func (c *capture) stack(tb *Traceback) []StackEntry {
	var all []*Traceback
	for ; tb != nil; tb = tb.Next {
		all = append(all, tb)
	}
	n, limited := c.options.Limit, c.options.Limited
	if !limited {
		if v := c.t.Interp.Sys.GetName("tracebacklimit"); v.ref != nil {
			if i, ok := AsInt64(v); ok {
				n, limited = int(max(0, min(i, 1<<31))), true
			}
		}
		if limited && c.options.FromEnd {
			// As CPython, whose slice [len-n:] loses entries to n over len.
			start := len(all) - n
			if start < 0 {
				start = max(0, start+len(all))
			}
			all, limited = all[start:], false
		}
	}
	switch {
	case !limited:
	case n < 0:
		all = all[max(0, len(all)+n):]
	default:
		all = all[:min(n, len(all))]
	}
	entries := make([]StackEntry, len(all))
	for i, tb := range all {
		entries[i] = tb.Entry()
	}
	return entries
}

// ExceptionTypeName is the name of an exception class at the end of a traceback:
// with its module unless that is builtins or __main__.
func ExceptionTypeName(t *Thread, typ *Type) string {
	name := typ.Name()
	if v, err := GetAttr(t, Ref(typ), "__qualname__"); err == nil {
		if s, ok := AsStr(v); ok {
			name = s.s
		}
	}
	mod := "<unknown>"
	if v, err := GetAttr(t, Ref(typ), "__module__"); err == nil {
		if s, ok := AsStr(v); ok {
			mod = s.s
		}
	}
	if mod == "__main__" || mod == "builtins" {
		return name
	}
	return mod + "." + name
}

// SafeString is str(v), or a note that says that str() of what has failed.
func SafeString(t *Thread, v Value, what string) string {
	s, err := ToGoString(t, v)
	if err != nil {
		return "<" + what + " str() failed>"
	}
	return s
}

// exceptionNotes returns the lines of __notes__, each without its end.
func exceptionNotes(t *Thread, e *Exception) []string {
	notes, err := LookupAttr(t, Ref(e), nameNotes)
	if err != nil {
		s, rerr := ReprString(t, ToException(err).Value())
		if rerr != nil {
			s = "<__notes__ repr() failed>"
		}
		return []string{"Ignored error getting __notes__: " + s}
	}
	if notes.ref == nil || notes.IsNone() {
		return nil
	}
	return FormatNotes(t, notes)
}

// FormatNotes returns the lines that a traceback shows for a value of __notes__.
func FormatNotes(t *Thread, notes Value) []string {
	l, isList := AsList(notes)
	tup, isTuple := AsTuple(notes)
	var items []Value
	switch {
	case isList:
		items = append(items, l.Items...)
	case isTuple:
		items = tup.Items
	default:
		s, err := ReprString(t, notes)
		if err != nil {
			s = "<__notes__ repr() failed>"
		}
		return []string{s}
	}
	var out []string
	for _, v := range items {
		out = append(out, strings.Split(SafeString(t, v, "note"), "\n")...)
	}
	return out
}

// printer writes reports. Within exception groups depth is the nesting, and every
// line begins with a margin.
type printer struct {
	t         *Thread
	theme     *theme
	src       *sources
	chain     bool
	out       []string
	depth     int
	needClose bool
}

func (p *printer) indent() string { return strings.Repeat("  ", p.depth) }

// emit adds text behind the margin.
func (p *printer) emit(text string) { p.emitMargin(text, "| ") }

func (p *printer) emitMargin(text, margin string) {
	if p.depth > 0 {
		margin = p.indent() + margin
		var b strings.Builder
		for _, l := range splitLines(text) {
			b.WriteString(margin + l)
		}
		text = b.String()
	}
	p.out = append(p.out, text)
}

// splitLines cuts text after its line ends, as str.splitlines(True) does.
func splitLines(s string) []string {
	var out []string
	start := 0
	for i, r := range s {
		switch r {
		case '\r':
			if i+1 < len(s) && s[i+1] == '\n' {
				continue
			}
		case '\n', '\v', '\f', 0x1c, 0x1d, 0x1e, 0x85, 0x2028, 0x2029:
		default:
			continue
		}
		end := i + len(string(r))
		out = append(out, s[start:end])
		start = end
	}
	if start < len(s) {
		out = append(out, s[start:])
	}
	return out
}

// report writes r after the exceptions that it is chained to.
func (p *printer) report(r *report) {
	type link struct {
		r       *report
		message string // after the exception that came before r
	}
	chain := []link{{r, ""}}
	for x := r; p.chain; {
		switch {
		case x.cause != nil:
			chain[len(chain)-1].message, x = causeMessage, x.cause
		case x.context != nil && !x.suppress:
			chain[len(chain)-1].message, x = contextMessage, x.context
		default:
			x = nil
		}
		if x == nil {
			break
		}
		chain = append(chain, link{r: x})
	}
	for i := len(chain) - 1; i >= 0; i-- {
		if chain[i].message != "" {
			p.emit(chain[i].message)
		}
		p.one(chain[i].r)
	}
}

func (p *printer) one(r *report) {
	switch {
	case !r.isGroup:
		if len(r.stack) > 0 {
			p.emit("Traceback (most recent call last):\n")
			p.stack(r.stack)
		}
		p.only(r)
	case p.depth > maxGroupDepth:
		p.emit("... (max_group_depth is " + strconv.Itoa(maxGroupDepth) + ")\n")
	default:
		p.groupReport(r)
	}
}

func (p *printer) groupReport(r *report) {
	margin, top := "| ", p.depth == 0
	if top {
		margin = "+ "
		p.depth++
		defer func() { p.depth = 0 }()
	}
	if len(r.stack) > 0 {
		p.emitMargin("Exception Group Traceback (most recent call last):\n", margin)
		p.stack(r.stack)
	}
	p.only(r)
	p.needClose = false
	n := min(len(r.group), maxGroupWidth+1)
	for i := range n {
		last := i == n-1
		if last {
			// A nested group may write the closing line itself.
			p.needClose = true
		}
		corner, title := "  ", strconv.Itoa(i+1)
		if i == 0 {
			corner = "+-"
		}
		if i == maxGroupWidth {
			title = "..."
		}
		p.out = append(p.out, p.indent()+corner+"+---------------- "+title+" ----------------\n")
		p.depth++
		if i < maxGroupWidth {
			p.report(r.group[i])
		} else {
			rest := len(r.group) - maxGroupWidth
			p.emit("and " + strconv.Itoa(rest) + " more exception" + plural(rest) + "\n")
		}
		if last && p.needClose {
			p.out = append(p.out, p.indent()+"+------------------------------------\n")
			p.needClose = false
		}
		p.depth--
	}
}

// stack writes the entries; a row of equal ones is cut short.
func (p *printer) stack(entries []StackEntry) {
	count := 0
	flush := func() {
		if more := count - repeatCutoff; more > 0 {
			p.emit("  [Previous line repeated " + strconv.Itoa(more) + " more time" + plural(more) + "]\n")
		}
	}
	for i := range entries {
		e := &entries[i]
		if i > 0 {
			if o := &entries[i-1]; o.Filename != e.Filename || o.Line != e.Line || o.Name != e.Name {
				flush()
				count = 0
			}
		}
		if count++; count <= repeatCutoff {
			e.lookUp(p.src)
			p.emit(e.format(p.t, p.theme))
		}
	}
	flush()
}

// only writes the exception without its stack.
func (p *printer) only(r *report) {
	c := p.theme
	if r.syntax != nil {
		for _, s := range r.syntax.format(p.t, c, r.typ) {
			p.emit(s)
		}
	} else {
		p.emit(finalLine(c, r.typ, r.text))
	}
	for _, n := range r.notes {
		p.emit(n + "\n")
	}
}

// FormatFinalLine is the last line of a traceback.
func FormatFinalLine(typ, text string, colour bool) string {
	return finalLine(themeFor(colour), typ, text)
}

func finalLine(c *theme, typ, text string) string {
	if text == "" {
		return c.typ + typ + c.reset + "\n"
	}
	return c.typ + typ + c.reset + ": " + c.message + text + c.reset + "\n"
}
