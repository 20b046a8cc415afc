package vm

import (
	"unsafe"

	"github.com/gopyrun/gopyrun/interp/internal/op"
	"github.com/gopyrun/gopyrun/interp/py"
)

// rare runs the instructions that the eval loop does not keep inline. It returns
// false with an exception set; jumps are done by moving fr.IP… there are none here.
//
//go:noinline
func rare(t *py.Thread, fr *py.Frame, blk *py.Block, in *py.Instr, r unsafe.Pointer) bool {
	a := rg(r, in.A)
	set := func(v py.Value) bool {
		if v.IsError() {
			return false
		}
		*a = v
		return true
	}
	setErr := func(v py.Value, err error) bool {
		if err != nil {
			t.Fail(err)
			return false
		}
		*a = v
		return true
	}
	switch in.Op {
	case opTrace:
		return trace(t, fr, in, a)
	case op.SUPERATTR:
		cls, ok := py.As[py.Type](*rg(r, in.B), py.TypeType)
		if !ok {
			t.Raise(py.TypeError, "super() argument 1 must be a type, not %s", py.TypeOf(*rg(r, in.B)).FullName())
			return false
		}
		v, err := py.Call(t, py.SuperType.Value(), cls.Value(), *rg(r, in.B+valueSize))
		if err != nil {
			t.Fail(err)
			return false
		}
		return set(py.TypeOf(v).GetAttr(t, v, blk.Names[in.D]))
	case op.SET:
		s := py.NewSet()
		for _, v := range py.Window(rg(r, in.B), int(in.C)) {
			if !s.Add(t, v) {
				return false
			}
		}
		*a = py.Ref(s)
	case op.DICT:
		d := py.NewDictSize(int(in.C))
		w := py.Window(rg(r, in.B), 2*int(in.C))
		for i := 0; i < len(w); i += 2 {
			if !d.Set(t, w[i], w[i+1]) {
				return false
			}
		}
		*a = py.Ref(d)
	case op.SETADD:
		return py.Cast[py.Set](*a).Add(t, *rg(r, in.B))
	case op.EXTEND:
		v := *rg(r, in.B)
		if typ := py.TypeOf(v); typ.Iter == nil && typ.GetItem == nil {
			t.Raise(py.TypeError, "Value after * must be an iterable, not %s", typ.FullName())
			return false
		}
		l := py.Cast[py.List](*a)
		items, err := py.Items(t, v)
		if err != nil {
			t.Fail(err)
			return false
		}
		l.Items = append(l.Items, items...)
	case op.SETUPDATE:
		s := py.Cast[py.Set](*a)
		if err := py.Iterate(t, *rg(r, in.B), func(v py.Value) error {
			if !s.Add(t, v) {
				return t.Take()
			}
			return nil
		}); err != nil {
			t.Fail(err)
			return false
		}
	case op.DICTUPDATE:
		v := *rg(r, in.B)
		keys, err := v, error(nil)
		if !v.IsDict() {
			keys, err = py.LookupAttr(t, v, t.Interp.InternString("keys"))
		}
		if err == nil && keys.IsUnbound() {
			err = py.Errorf(py.TypeError, "'%s' object is not a mapping", py.TypeOf(v).FullName())
		}
		if err == nil {
			err = py.DictUpdate(t, py.Cast[py.Dict](*a), v)
		}
		if err != nil {
			t.Fail(err)
			return false
		}
	case op.DICTMERGE:
		return dictMerge(t, py.Cast[py.Dict](*a), *rg(r, in.B), *rg(r, in.C))
	case op.LISTTUPLE:
		*a = py.NewTuple(py.Cast[py.List](*rg(r, in.B)).Items...)
	case op.BUILDCLASS:
		v := blk.Builtins.GetName("__build_class__")
		if v.IsUnbound() {
			t.Raise(py.NameError, "__build_class__ not found")
			return false
		}
		*a = v
	case op.IMPORT:
		return set(importName(t, blk, blk.Names[in.D].String(), *rg(r, in.B), int(in.C)))
	case op.IMPORTFROM:
		return set(importFrom(t, *rg(r, in.B), blk.Names[in.D]))
	case op.IMPORTSTAR:
		return importStar(t, blk, *a, *rg(r, in.B))
	case op.MATCHEXCSTAR:
		m, rest, err := py.SplitStar(t, *rg(r, in.C), *rg(r, in.B))
		if err != nil {
			t.Fail(err)
			return false
		}
		*a, *rg(r, in.A+valueSize) = m, rest
		if !m.IsNone() {
			t.Handled = py.Cast[py.Exception](m)
		}
	case op.PREPRERAISESTAR:
		e, err := py.JoinStar(t, py.Cast[py.Exception](*rg(r, in.B)), py.Cast[py.List](*rg(r, in.C)).Items)
		if err != nil || e == nil {
			return setErr(py.None, err)
		}
		return set(e.Value())
	case op.WITHENTER:
		return withEnter(t, a, *rg(r, in.B), &withSync, &withAsync)
	case op.AWITHENTER:
		return withEnter(t, a, *rg(r, in.B), &withAsync, &withSync)
	case op.WITHEXIT:
		e := py.Cast[py.Exception](*rg(r, in.C))
		tb := py.None
		if e.Traceback != nil {
			tb = py.Ref(e.Traceback)
		}
		return setErr(py.Call(t, *rg(r, in.B), e.Type().Value(), e.Value(), tb))
	case op.ASSERTERROR:
		*a = py.AssertionError.Value()
	case op.MATCHSEQ:
		*a = py.Bool(py.TypeOf(*rg(r, in.B)).Has(py.MatchSequence))
	case op.MATCHMAP:
		*a = py.Bool(py.TypeOf(*rg(r, in.B)).Has(py.MatchMapping))
	case op.MATCHKEYS:
		return matchKeys(t, a, *rg(r, in.B), *rg(r, in.C))
	case op.MATCHCLASS:
		return matchClass(t, a, *rg(r, in.B), *rg(r, in.B+valueSize), int(in.C), py.Cast[py.Tuple](blk.Consts[in.D]).Items)
	case op.LENGTH:
		n, err := py.Len(t, *rg(r, in.B))
		return setErr(py.Int(int64(n)), err)
	case op.INTRINSIC:
		return setErr(intrinsic(t, in.D, rg(r, in.B)))
	case op.PRINTEXPR:
		hook := t.Interp.Sys.GetName("displayhook")
		if hook.IsUnbound() {
			t.Raise(py.RuntimeError, "lost sys.displayhook")
			return false
		}
		return !py.CallSlot(t, hook, []py.Value{*a}, nil).IsError()
	default:
		t.Raise(py.SystemError, "unknown opcode %d", in.Op)
		return false
	}
	return true
}

// withEnter looks up both methods before it calls the first.
func withEnter(t *py.Thread, a *py.Value, mgr py.Value, p, other *withProtocol) bool {
	typ := py.TypeOf(mgr)
	var methods [2]py.Value
	for i, name := range []string{p.exit, p.enter} {
		m, err := py.BindSpecial(t, mgr, name)
		if err == nil && m.IsUnbound() {
			hint := ""
			if hasSpecials(t, typ, other) {
				hint = " but it supports the " + other.name + " protocol. Did you mean to use '" + other.statement + "'?"
			}
			err = py.Errorf(py.TypeError, "'%s' object does not support the %s protocol (missed %s method)%s", typ.FullName(), p.name, name, hint)
		}
		if err != nil {
			t.Fail(err)
			return false
		}
		methods[i] = m
	}
	v, err := py.Call(t, methods[1])
	if err != nil {
		t.Fail(err)
		return false
	}
	w := py.Window(a, 2)
	w[0], w[1] = methods[0], v
	return true
}

// withProtocol is what a with statement needs of its context manager.
type withProtocol struct{ enter, exit, name, statement string }

var (
	withSync  = withProtocol{"__enter__", "__exit__", "context manager", "with"}
	withAsync = withProtocol{"__aenter__", "__aexit__", "asynchronous context manager", "async with"}
)

func hasSpecials(t *py.Thread, typ *py.Type, p *withProtocol) bool {
	for _, name := range []string{p.enter, p.exit} {
		if t.LookupType(typ, t.Interp.InternString(name)).IsUnbound() {
			return false
		}
	}
	return true
}

// dictMerge adds **v to the keywords of a call of f.
func dictMerge(t *py.Thread, d *py.Dict, v, f py.Value) bool {
	add := func(k, val py.Value) bool {
		old, ok := d.Get(t, k)
		if !ok {
			return false
		}
		if _, isStr := py.AsStr(k); !isStr {
			t.Raise(py.TypeError, "keywords must be strings")
			return false
		}
		if !old.IsUnbound() {
			s, _ := py.ToGoString(t, k)
			t.Raise(py.TypeError, "%s got multiple values for keyword argument '%s'", callee(t, f), s)
			return false
		}
		return d.Set(t, k, val)
	}
	if src, ok := py.AsDict(v); ok {
		for k, val, p, ok := src.Next(0); ok; k, val, p, ok = src.Next(p) {
			if !add(k, val) {
				return false
			}
		}
		return true
	}
	keys, err := py.LookupAttr(t, v, t.Interp.InternString("keys"))
	if err == nil && keys.IsUnbound() {
		t.Raise(py.TypeError, "%s argument after ** must be a mapping, not %s", callee(t, f), py.TypeOf(v).FullName())
		return false
	}
	var ks py.Value
	if err == nil {
		ks, err = py.Call(t, keys)
	}
	if err == nil {
		err = py.Iterate(t, ks, func(k py.Value) error {
			val, err := py.GetItem(t, v, k)
			if err != nil {
				return err
			}
			if !add(k, val) {
				return t.Take()
			}
			return nil
		})
	}
	if err != nil {
		t.Fail(err)
		return false
	}
	return true
}

// format runs FORMAT and FORMATSPEC; conv is the conversion character plus one.
//
//go:noinline
func format(t *py.Thread, v py.Value, conv int, spec py.Value) py.Value {
	var err error
	switch conv - 1 {
	case 's':
		v, err = py.ToStr(t, v)
	case 'r':
		v, err = py.Repr(t, v)
	case 'a':
		v, err = py.ASCII(t, v)
	}
	if err != nil {
		return t.Fail(err)
	}
	s := ""
	if !spec.IsUnbound() {
		str, _ := py.AsStr(spec)
		s = str.String()
	} else if v.IsStr() {
		return v
	}
	r, err := py.Format(t, v, s)
	if err != nil {
		return t.Fail(err)
	}
	return r
}

//go:noinline
func getItem(t *py.Thread, in *py.Instr, v, k py.Value) py.Value {
	switch {
	case v.IsList() && k.IsInt():
		if i := k.Int64(); i < int64(len(py.Cast[py.List](v).Items)) && -i <= int64(len(py.Cast[py.List](v).Items)) {
			in.Op = op.GETITEM_LIST
		}
	case v.IsTuple() && k.IsInt():
		if i := k.Int64(); i < int64(len(py.Cast[py.Tuple](v).Items)) && -i <= int64(len(py.Cast[py.Tuple](v).Items)) {
			in.Op = op.GETITEM_TUPLE
		}
	case v.IsDict():
		in.Op = op.GETITEM_DICT
	}
	return py.GetItemOperation(t, v, k)
}

//go:noinline
func setItem(t *py.Thread, in *py.Instr, v, k, val py.Value) bool {
	switch {
	case v.IsList() && k.IsInt() && k.Int64() >= 0:
		in.Op = op.SETITEM_LIST
	case v.IsDict():
		in.Op = op.SETITEM_DICT
	}
	return py.SetItemOperation(t, v, k, val)
}

// matchKeys gets the values of a mapping pattern's keys with get(key, sentinel).
func matchKeys(t *py.Thread, a *py.Value, subj, keys py.Value) bool {
	ks := py.Cast[py.Tuple](keys).Items
	seen := py.NewSet()
	sentinel := py.NewObject(py.ObjectType)
	get, err := py.GetAttr(t, subj, "get")
	if err != nil {
		t.Fail(err)
		return false
	}
	out := make([]py.Value, 0, len(ks))
	for _, k := range ks {
		n := seen.Len()
		if !seen.Add(t, k) {
			return false
		}
		if seen.Len() == n {
			r, _ := py.ReprString(t, k)
			t.Raise(py.ValueError, "mapping pattern checks duplicate key (%s)", r)
			return false
		}
		v, err := py.Call(t, get, k, sentinel)
		if err != nil {
			t.Fail(err)
			return false
		}
		if v == sentinel {
			*a = py.None
			return true
		}
		out = append(out, v)
	}
	*a = py.NewTuple(out...)
	return true
}

// matchClass is the test of a class pattern.
// https://docs.python.org/3.14/reference/compound_stmts.html#class-patterns
func matchClass(t *py.Thread, a *py.Value, subj, cls py.Value, npos int, names []py.Value) bool {
	typ, ok := py.As[py.Type](cls, py.TypeType)
	if !ok {
		t.Raise(py.TypeError, "called match pattern must be a class")
		return false
	}
	is, err := py.IsInstanceOf(t, subj, cls)
	if err != nil {
		t.Fail(err)
		return false
	}
	if !is {
		*a = py.None
		return true
	}
	var attrs []py.Value
	var seen []string
	take := func(name string) (bool, bool) {
		for _, s := range seen {
			if s == name {
				t.Raise(py.TypeError, "%s() got multiple sub-patterns for attribute '%s'", typ.Name(), name)
				return false, false
			}
		}
		seen = append(seen, name)
		v, err := py.LookupAttr(t, subj, t.Interp.InternString(name))
		if err != nil {
			t.Fail(err)
			return false, false
		}
		if v.IsUnbound() {
			return false, true
		}
		attrs = append(attrs, v)
		return true, true
	}
	if npos > 0 {
		margs, err := py.LookupAttr(t, cls, t.Interp.InternString("__match_args__"))
		if err != nil {
			t.Fail(err)
			return false
		}
		switch {
		case margs.IsUnbound() && selfMatching(typ):
			if npos > 1 {
				t.Raise(py.TypeError, "%s() accepts 1 positional sub-pattern (%d given)", typ.Name(), npos)
				return false
			}
			attrs = append(attrs, subj)
		default:
			var items []py.Value
			if !margs.IsUnbound() {
				tup, ok := py.AsTuple(margs)
				if !ok {
					t.Raise(py.TypeError, "%s.__match_args__ must be a tuple (got %s)", typ.Name(), py.TypeOf(margs).FullName())
					return false
				}
				items = tup.Items
			}
			if npos > len(items) {
				t.Raise(py.TypeError, "%s() accepts %d positional sub-pattern%s (%d given)", typ.Name(), len(items), plural(len(items)), npos)
				return false
			}
			for _, n := range items[:npos] {
				s, ok := py.AsStr(n)
				if !ok {
					t.Raise(py.TypeError, "__match_args__ elements must be strings (got %s)", py.TypeOf(n).FullName())
					return false
				}
				if found, ok := take(s.String()); !ok {
					return false
				} else if !found {
					*a = py.None
					return true
				}
			}
		}
	}
	for _, n := range names {
		if found, ok := take(py.Cast[py.Str](n).String()); !ok {
			return false
		} else if !found {
			*a = py.None
			return true
		}
	}
	*a = py.NewTuple(attrs...)
	return true
}

// selfMatching reports whether a class pattern's one positional sub-pattern
// matches the subject itself.
func selfMatching(typ *py.Type) bool {
	for _, b := range []*py.Type{py.BoolType, py.ByteArrayType, py.BytesType, py.DictType, py.FloatType, py.FrozenSetType, py.IntType, py.ListType, py.SetType, py.StrType, py.TupleType} {
		if typ.IsSubtype(b) {
			return true
		}
	}
	return false
}
