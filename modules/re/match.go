package re

import (
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
)

// match is a re.Match.
type match struct {
	py.Header
	p *pattern
	subject
	groups   []int // places in bytes
	last     int
	pos, end int // positions, as given
}

var matchType py.Type

// match is the current match as an object; pos and end are what was asked for.
func (r *search) match(pos, end int) py.Value {
	m := py.Make[match](&matchType)
	m.p, m.subject, m.last = r.p, r.subject, r.m.Last
	m.groups = append([]int(nil), r.m.Groups...)
	n := m.length()
	m.pos, m.end = min(pos, n), min(end, n)
	return py.Ref(m)
}

func matchSpec() py.TypeSpec {
	of := func(v py.Value) *match { return py.Cast[match](v) }
	position := func(f func(m *match, i int) py.Value) py.GoFunc {
		return func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
			m := of(self)
			i, err := m.index(t, a[0])
			if err != nil {
				return py.Value{}, err
			}
			return f(m, i), nil
		}
	}
	get := func(f func(m *match) py.Value) func(t *py.Thread, v py.Value) (py.Value, error) {
		return func(t *py.Thread, v py.Value) (py.Value, error) { return f(of(v)), nil }
	}
	itself := func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) { return self, nil }
	return py.TypeSpec{
		Name: "re.Match", Layout: py.LayoutOf[match](), Flags: py.NoSubclass | py.NoInstances,
		Doc: "The result of re.match() and re.search().\nMatch objects always have a boolean value of True.",
		Slots: py.Slots{
			Repr: func(t *py.Thread, v py.Value) py.Value {
				m := of(v)
				text, err := py.ReprString(t, m.group(0, py.None))
				if err != nil {
					return t.Fail(err)
				}
				if r := []rune(text); len(r) > 50 {
					text = string(r[:50])
				}
				span, err := py.ReprString(t, m.span(0))
				if err != nil {
					return t.Fail(err)
				}
				return py.NewStr("<re.Match object; span=" + span + ", match=" + text + ">")
			},
			GetItem: func(t *py.Thread, v, key py.Value) py.Value {
				m := of(v)
				i, err := m.index(t, key)
				if err != nil {
					return t.Fail(err)
				}
				return m.group(i, py.None)
			},
		},
		Methods: []py.Method{
			{Name: "group", Signature: "(*args)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				m := of(self)
				args := py.Cast[py.Tuple](a[0]).Items
				if len(args) == 0 {
					return m.group(0, py.None), nil
				}
				out := make([]py.Value, len(args))
				for i, x := range args {
					n, err := m.index(t, x)
					if err != nil {
						return py.Value{}, err
					}
					out[i] = m.group(n, py.None)
				}
				if len(out) == 1 {
					return out[0], nil
				}
				return py.NewTuple(out...), nil
			}, Doc: "group([group1, ...]) -> str or tuple.\nReturn subgroup(s) of the match by indices or names.\nFor 0 returns the entire match."},
			{Name: "start", Signature: "($self, group=0, /)", Func: position(func(m *match, i int) py.Value { return py.Int(int64(m.position(m.groups[2*i]))) }), Doc: "Return index of the start of the substring matched by group."},
			{Name: "end", Signature: "($self, group=0, /)", Func: position(func(m *match, i int) py.Value { return py.Int(int64(m.position(m.groups[2*i+1]))) }), Doc: "Return index of the end of the substring matched by group."},
			{Name: "span", Signature: "($self, group=0, /)", Func: position((*match).span), Doc: "For match object m, return the 2-tuple (m.start(group), m.end(group))."},
			{Name: "groups", Signature: "($self, /, default=None)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				m := of(self)
				out := make([]py.Value, m.p.Groups)
				for i := range out {
					out[i] = m.group(i+1, a[0])
				}
				return py.NewTuple(out...), nil
			}, Doc: "Return a tuple containing all the subgroups of the match, from 1.\n\n  default\n    Is used for groups that did not participate in the match."},
			{Name: "groupdict", Signature: "($self, /, default=None)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				m := of(self)
				d := py.NewDict()
				for _, n := range m.p.Names {
					d.SetStr(py.MakeStr(n.Name), m.group(n.Group, a[0]))
				}
				return py.Ref(d), nil
			}, Doc: "Return a dictionary containing all the named subgroups of the match, keyed by the subgroup name.\n\n  default\n    Is used for groups that did not participate in the match."},
			{Name: "expand", Signature: "($self, /, template)", Flags: py.CallsPython, Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				m := of(self)
				pieces, err := m.p.template(t, a[0])
				if err != nil {
					return py.Value{}, err
				}
				var b strings.Builder
				for _, x := range pieces {
					if x.Group < 0 {
						b.WriteString(x.Text)
					} else if from, to := m.groups[2*x.Group], m.groups[2*x.Group+1]; from >= 0 && to >= 0 {
						b.WriteString(m.s[from:to])
					}
				}
				if m.text == nil {
					return py.NewBytes([]byte(b.String())), nil
				}
				return py.NewStr(b.String()), nil
			}, Doc: "Return the string obtained by doing backslash substitution on the string template, as done by the sub() method."},
			{Name: "__copy__", Signature: "($self, /)", Func: itself},
			{Name: "__deepcopy__", Signature: "($self, memo, /)", Func: itself},
			py.ClassGetItem(),
		},
		Getset: []py.Getset{
			{Name: "string", Get: get(func(m *match) py.Value { return m.value }), Doc: "The string passed to match() or search()."},
			{Name: "re", Get: get(func(m *match) py.Value { return py.Ref(m.p) }), Doc: "The regular expression object."},
			{Name: "pos", Get: get(func(m *match) py.Value { return py.Int(int64(m.pos)) }), Doc: "The index into the string at which the RE engine started looking for a match."},
			{Name: "endpos", Get: get(func(m *match) py.Value { return py.Int(int64(m.end)) }), Doc: "The index into the string beyond which the RE engine will not go."},
			{Name: "lastindex", Get: get(func(m *match) py.Value {
				if m.last == 0 {
					return py.None
				}
				return py.Int(int64(m.last))
			}), Doc: "The integer index of the last matched capturing group."},
			{Name: "lastgroup", Get: get(func(m *match) py.Value {
				for _, n := range m.p.Names {
					if n.Group == m.last {
						return py.NewStr(n.Name)
					}
				}
				return py.None
			}), Doc: "The name of the last matched capturing group."},
			{Name: "regs", Get: get(func(m *match) py.Value {
				out := make([]py.Value, m.p.Groups+1)
				for i := range out {
					out[i] = m.span(i)
				}
				return py.NewTuple(out...)
			})},
		},
	}
}

// index is the number of the group that key names.
func (m *match) index(t *py.Thread, key py.Value) (int, error) {
	if py.IsAnyInt(key) || py.TypeOf(key).Index != nil {
		i, err := py.ToIndex(t, key, nil)
		if err != nil {
			return 0, err
		}
		if i >= 0 && i <= m.p.Groups {
			return i, nil
		}
	} else if s, ok := py.AsStr(key); ok {
		if i, ok := m.p.Group(s.String()); ok {
			return i, nil
		}
	}
	return 0, py.Errorf(py.IndexError, "no such group")
}

func (m *match) group(i int, none py.Value) py.Value {
	from, to := m.groups[2*i], m.groups[2*i+1]
	if from < 0 || to < 0 {
		return none
	}
	return m.part(from, to)
}

func (m *match) span(i int) py.Value {
	from, to := m.groups[2*i], m.groups[2*i+1]
	if from < 0 || to < 0 {
		from, to = -1, -1
	}
	return py.NewPair(py.Int(int64(m.position(from))), py.Int(int64(m.position(to))))
}
