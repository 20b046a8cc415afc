package re

import (
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/sre"
)

// split implements Pattern.split; most is 0 for no bound.
func (p *pattern) split(t *py.Thread, v py.Value, most int) (py.Value, error) {
	r, err := p.newSearch(t, v, 0, whole)
	if err != nil {
		return py.Value{}, err
	}
	var out []py.Value
	at := 0
	for n := 0; most == 0 || n < most; n++ {
		ok, err := r.next(t, sre.Search)
		if err != nil {
			return py.Value{}, err
		}
		if !ok {
			break
		}
		out = append(out, r.part(at, r.m.Groups[0]))
		for i := 1; i <= p.Groups; i++ {
			out = append(out, r.group(i, py.None))
		}
		at = r.m.Groups[1]
		if n&0xfff == 0xfff {
			if err := t.Poll(); err != nil {
				return py.Value{}, err
			}
		}
	}
	out = append(out, r.part(at, len(r.s)))
	r.done(t)
	return py.NewList(out...), nil
}

// template parses a replacement text, and keeps some of them.
func (p *pattern) template(t *py.Thread, v py.Value) ([]sre.Piece, error) {
	var text string
	if s, ok := py.AsStr(v); ok {
		text = s.String()
	} else if py.IsBuffer(v) {
		b, err := py.ReadBytes(t, v)
		if err != nil {
			return nil, err
		}
		text = string(b)
	} else {
		return nil, py.Errorf(py.TypeError, "decoding to str: need a bytes-like object, %s found", py.TypeOf(v).FullName())
	}
	if pieces, ok := p.templates[text]; ok {
		return pieces, nil
	}
	pieces, err := p.Template(text)
	if err != nil {
		return nil, raise(t, err, v)
	}
	if p.templates == nil || len(p.templates) > 16 {
		p.templates = map[string][]sre.Piece{}
	}
	p.templates[text] = pieces
	return pieces, nil
}

// sub replaces at most most matches (0: all) by repl, a template or a function of the
// match, and returns the text and the number of replacements.
func (p *pattern) sub(t *py.Thread, repl, v py.Value, most int) (py.Value, int, error) {
	r, err := p.newSearch(t, v, 0, whole)
	if err != nil {
		return py.Value{}, 0, err
	}
	var pieces []sre.Piece
	function := py.TypeOf(repl).Call != nil
	if !function {
		if pieces, err = p.template(t, repl); err != nil {
			return py.Value{}, 0, err
		}
	}
	// What CPython joins is a list: a wrong item is named by its place there.
	isText := func(x py.Value) (string, bool) {
		if s, ok := py.AsStr(x); ok && r.text != nil {
			return s.String(), true
		}
		if r.text == nil && py.IsBuffer(x) {
			if b, err := py.ReadBytes(t, x); err == nil {
				return string(b), true
			}
		}
		return "", false
	}
	wrong := func(item int, x py.Value) error {
		if r.text == nil {
			return py.Errorf(py.TypeError, "sequence item %d: expected a bytes-like object, %s found", item, py.TypeOf(x).FullName())
		}
		return py.Errorf(py.TypeError, "sequence item %d: expected str instance, %s found", item, py.TypeOf(x).FullName())
	}
	var b strings.Builder
	var bad error
	at, n, items := 0, 0, 0
	for ; most == 0 || n < most; n++ {
		ok, err := r.next(t, sre.Search)
		if err != nil {
			return py.Value{}, 0, err
		}
		if !ok {
			break
		}
		from, to := r.m.Groups[0], r.m.Groups[1]
		if at < from {
			b.WriteString(r.s[at:from])
			items++
		}
		at = to
		if !function {
			if _, ok := isText(repl); !ok && bad == nil {
				bad = wrong(items, repl)
			}
			for _, x := range pieces {
				if x.Group < 0 {
					b.WriteString(x.Text)
				} else if from, to := r.m.Groups[2*x.Group], r.m.Groups[2*x.Group+1]; from >= 0 && to >= 0 {
					b.WriteString(r.s[from:to])
				}
			}
			items++
		} else {
			x, err := py.Call(t, repl, r.match(0, whole))
			if err != nil {
				return py.Value{}, 0, err
			}
			if !x.IsNone() {
				s, ok := isText(x)
				if !ok && bad == nil {
					bad = wrong(items, x)
				}
				b.WriteString(s)
				items++
			}
		}
		if n&0xfff == 0xfff {
			if err := t.Poll(); err != nil {
				return py.Value{}, 0, err
			}
		}
	}
	r.done(t)
	if bad != nil {
		return py.Value{}, 0, bad
	}
	if n == 0 {
		return r.part(0, len(r.s)), 0, nil
	}
	b.WriteString(r.s[at:])
	if r.text == nil {
		return py.NewBytes([]byte(b.String())), n, nil
	}
	return py.NewStr(b.String()), n, nil
}
