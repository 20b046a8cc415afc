package json

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
)

// strEncoding says how strings are written.
type strEncoding uint8

const (
	asciiStrings  strEncoding = iota
	utf8Strings               // as they are
	customStrings             // by a callable
)

// encoding is how values are written, and the text so far.
type encoding struct {
	t   *py.Thread
	out []byte

	strings                      strEncoding
	encoder                      py.Value // of customStrings
	fallback                     func(v py.Value) (py.Value, error)
	check                        bool // for cycles
	sortKeys, skipKeys, allowNaN bool

	indent          *string // nil: all on one line
	keySep, itemSep string
	level           int

	// open are the containers and the objects given to fallback that are being
	// written.
	open []py.Value
}

// enter begins a container or an object given to fallback.
func (e *encoding) enter(v py.Value) error {
	if e.check {
		if slices.Contains(e.open, v) {
			return py.Errorf(py.ValueError, "Circular reference detected")
		}
		e.open = append(e.open, v)
	}
	if !e.t.Enter(" while encoding a JSON object") {
		return e.t.Take()
	}
	return nil
}

func (e *encoding) leave() {
	e.t.Leave()
	if e.check {
		e.open = e.open[:len(e.open)-1]
	}
}

// note adds a note to err that says where it happened.
func (e *encoding) note(err error, text string) error {
	x := py.ToException(err)
	e.t.AddNote(x, "when serializing "+text)
	return x
}

func (e *encoding) typeName(v py.Value) string { return py.ExceptionTypeName(e.t, py.TypeOf(v)) }

func (e *encoding) value(v py.Value) error {
	switch {
	case v.IsStr():
		return e.str(v)
	case v.IsInt():
		e.out = strconv.AppendInt(e.out, v.Int64(), 10)
		return nil
	case v.IsDict():
		return e.dict(v)
	case v.IsList(), v.IsTuple():
		return e.list(v)
	case v.IsNone():
		e.out = append(e.out, "null"...)
		return nil
	case v == py.True:
		e.out = append(e.out, "true"...)
		return nil
	case v == py.False:
		e.out = append(e.out, "false"...)
		return nil
	case v.IsFloat():
		return e.float(v.Float64())
	}
	if _, ok := py.AsStr(v); ok {
		return e.str(v)
	}
	if py.IsAnyInt(v) {
		return e.int(v)
	}
	if f, ok := py.AsFloat(v); ok {
		return e.float(f)
	}
	if _, ok := py.AsList(v); ok {
		return e.list(v)
	}
	if _, ok := py.AsTuple(v); ok {
		return e.list(v)
	}
	if _, ok := py.AsDict(v); ok {
		return e.dict(v)
	}
	if err := e.enter(v); err != nil {
		return err
	}
	defer e.leave()
	r, err := e.fallback(v)
	if err != nil {
		return err
	}
	if err := e.value(r); err != nil {
		return e.note(err, e.typeName(v)+" object")
	}
	return nil
}

func (e *encoding) int(v py.Value) error {
	text, err := py.IntText(e.t, v, 10)
	e.out = append(e.out, text...)
	return err
}

func (e *encoding) float(f float64) error {
	text, err := e.floatText(f)
	e.out = append(e.out, text...)
	return err
}

func (e *encoding) floatText(f float64) (string, error) {
	if !math.IsNaN(f) && !math.IsInf(f, 0) {
		return py.FloatRepr(f), nil
	}
	switch {
	case !e.allowNaN:
		return "", py.Errorf(py.ValueError, "Out of range float values are not JSON compliant: %s", py.FloatRepr(f))
	case f > 0:
		return "Infinity", nil
	case f < 0:
		return "-Infinity", nil
	}
	return "NaN", nil
}

func (e *encoding) str(v py.Value) error {
	if e.strings != customStrings {
		e.out = appendString(e.out, py.Cast[py.Str](v).String(), e.strings == asciiStrings)
		return nil
	}
	r, err := py.Call(e.t, e.encoder, v)
	if err != nil {
		return err
	}
	s, ok := py.AsStr(r)
	if !ok {
		return py.Errorf(py.TypeError, "encoder() must return a string, not %s", py.TypeOf(r).FullName())
	}
	e.out = append(e.out, s.String()...)
	return nil
}

// newline begins a line, if there are lines.
func (e *encoding) newline() {
	if e.indent != nil {
		e.out = append(e.out, '\n')
		for range e.level {
			e.out = append(e.out, *e.indent...)
		}
	}
}

func (e *encoding) list(v py.Value) error {
	items := func() []py.Value {
		if l, ok := py.AsList(v); ok {
			return l.Items
		}
		return py.Cast[py.Tuple](v).Items
	}
	if len(items()) == 0 {
		e.out = append(e.out, "[]"...)
		return nil
	}
	if err := e.enter(v); err != nil {
		return err
	}
	defer e.leave()
	e.out = append(e.out, '[')
	e.level++
	for i := 0; i < len(items()); i++ {
		if i > 0 {
			e.out = append(e.out, e.itemSep...)
			if i&1023 == 0 {
				if err := e.t.Poll(); err != nil {
					return err
				}
			}
		}
		e.newline()
		if err := e.value(items()[i]); err != nil {
			return e.note(err, e.typeName(v)+" item "+strconv.Itoa(i))
		}
	}
	e.level--
	e.newline()
	e.out = append(e.out, ']')
	return nil
}

func (e *encoding) dict(v py.Value) error {
	d := py.Cast[py.Dict](v)
	if d.Len() == 0 {
		e.out = append(e.out, "{}"...)
		return nil
	}
	if err := e.enter(v); err != nil {
		return err
	}
	defer e.leave()
	e.out = append(e.out, '{')
	e.level++
	first := true
	if e.sortKeys || !v.IsDict() {
		pairs, err := e.pairs(v)
		if err != nil {
			return err
		}
		for _, p := range pairs {
			if err := e.pair(v, p[0], p[1], &first); err != nil {
				return err
			}
		}
	} else {
		for pos := 0; ; {
			key, val, next, ok := d.Next(pos)
			if !ok {
				break
			}
			if next&1023 == 0 {
				if err := e.t.Poll(); err != nil {
					return err
				}
			}
			pos = next
			if err := e.pair(v, key, val, &first); err != nil {
				return err
			}
		}
	}
	e.level--
	if !first {
		e.newline()
	}
	e.out = append(e.out, '}')
	return nil
}

// pairs are the items that v.items() gives, in order if keys are sorted.
func (e *encoding) pairs(v py.Value) ([][2]py.Value, error) {
	var pairs [][2]py.Value
	if v.IsDict() {
		d := py.Cast[py.Dict](v)
		pairs = make([][2]py.Value, 0, d.Len())
		strs := true
		for pos := 0; ; {
			key, val, next, ok := d.Next(pos)
			if !ok {
				break
			}
			pos = next
			strs = strs && key.IsStr()
			pairs = append(pairs, [2]py.Value{key, val})
		}
		if strs { // no two are equal: the values do not take part in the order
			slices.SortFunc(pairs, func(a, b [2]py.Value) int {
				return strings.Compare(py.Cast[py.Str](a[0]).String(), py.Cast[py.Str](b[0]).String())
			})
			return pairs, nil
		}
		pairs = pairs[:0]
	}
	view, err := py.CallMethod(e.t, v, "items")
	if err != nil {
		return nil, err
	}
	items, err := py.Items(e.t, view)
	if err != nil {
		return nil, err
	}
	l := py.MakeList(slices.Clone(items))
	if e.sortKeys {
		if err := py.SortList(e.t, l, py.None, false); err != nil {
			return nil, err
		}
	}
	for _, p := range l.Items {
		tup, ok := py.AsTuple(p)
		if !ok || len(tup.Items) != 2 {
			return nil, py.Errorf(py.ValueError, "items must return 2-tuples")
		}
		pairs = append(pairs, [2]py.Value(tup.Items))
	}
	return pairs, nil
}

// pair writes one item of the dict v.
func (e *encoding) pair(v, key, val py.Value, first *bool) error {
	var text string
	_, isStr := py.AsStr(key)
	if !isStr {
		var err error
		f, isFloat := py.AsFloat(key)
		switch {
		case key.IsNone():
			text = "null"
		case key == py.True:
			text = "true"
		case key == py.False:
			text = "false"
		case py.IsAnyInt(key):
			text, err = py.IntText(e.t, key, 10)
		case isFloat:
			text, err = e.floatText(f)
		case e.skipKeys:
			return nil
		default:
			err = py.Errorf(py.TypeError, "keys must be str, int, float, bool or None, not %s", py.TypeOf(key).FullName())
		}
		if err != nil {
			return err
		}
	}
	if !*first {
		e.out = append(e.out, e.itemSep...)
	}
	*first = false
	e.newline()
	if isStr {
		if err := e.str(key); err != nil {
			return err
		}
	} else if err := e.str(py.NewASCII(text)); err != nil {
		return err
	}
	e.out = append(e.out, e.keySep...)
	if err := e.value(val); err != nil {
		repr, rerr := py.ReprString(e.t, key)
		if rerr != nil {
			return rerr
		}
		return e.note(err, e.typeName(v)+" item "+repr)
	}
	return nil
}

// dumps encodes as json.dumps does without options.
func dumps(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	var buf [256]byte
	e := encoding{t: t, out: buf[:0], check: true, allowNaN: true, keySep: ": ", itemSep: ", ", fallback: func(v py.Value) (py.Value, error) {
		m, err := t.Result(t.Interp.Engine.Import(t, "json", py.NewDict(), py.None, 0))
		if err != nil {
			return py.Value{}, err
		}
		enc, err := py.GetAttr(t, m, "_default_encoder")
		if err != nil {
			return py.Value{}, err
		}
		return py.CallMethod(t, enc, "default", v)
	}}
	if err := e.value(a[0]); err != nil {
		return py.Value{}, err
	}
	return py.NewASCII(string(e.out)), nil
}

// encoder is a _json.Encoder.
type encoder struct {
	py.Header
	markers, fallback, encoder, indent py.Value
	enc                                encoding
}

var encoderType py.Type

func encoderSpec() py.TypeSpec {
	get := func(name string, f func(x *encoder) py.Value) py.Getset {
		return py.Getset{Name: name, Get: func(t *py.Thread, self py.Value) (py.Value, error) { return f(py.Cast[encoder](self)), nil }}
	}
	return py.TypeSpec{
		Name: "_json.Encoder", Layout: py.LayoutOf[encoder](), Doc: "Encoder(markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)",
		Signature: "(markers, default, encoder, indent, key_separator, item_separator, sort_keys, skipkeys, allow_nan)", NewName: "make_encoder",
		New: newEncoder,
		Slots: py.Slots{Call: func(t *py.Thread, self py.Value, args, kw []py.Value) py.Value {
			a, err := encodeSignature.Bind(t, args, kw)
			if err != nil {
				return t.Fail(err)
			}
			v, err := py.Cast[encoder](self).encode(t, a)
			if err != nil {
				return t.Fail(err)
			}
			return v
		}},
		Getset: []py.Getset{
			get("markers", func(x *encoder) py.Value { return x.markers }),
			get("default", func(x *encoder) py.Value { return x.fallback }),
			get("encoder", func(x *encoder) py.Value { return x.encoder }),
			get("indent", func(x *encoder) py.Value { return x.indent }),
			get("key_separator", func(x *encoder) py.Value { return py.NewStr(x.enc.keySep) }),
			get("item_separator", func(x *encoder) py.Value { return py.NewStr(x.enc.itemSep) }),
			get("sort_keys", func(x *encoder) py.Value { return py.Bool(x.enc.sortKeys) }),
			get("skipkeys", func(x *encoder) py.Value { return py.Bool(x.enc.skipKeys) }),
		},
	}
}

var encodeSignature = py.NewSignature("_iterencode", "(obj, _current_indent_level)")

func newEncoder(t *py.Thread, typ *py.Type, a py.Args) (py.Value, error) {
	x := py.Make[encoder](typ)
	x.markers, x.fallback, x.encoder, x.indent = a[0], a[1], a[2], a[3]
	e := &x.enc
	if _, ok := py.AsDict(a[0]); !ok && !a[0].IsNone() {
		return py.Value{}, py.Errorf(py.TypeError, "make_encoder() argument 1 must be dict or None, not %s", py.TypeOf(a[0]).FullName())
	}
	e.check = !a[0].IsNone()
	if s, ok := py.AsStr(a[3]); ok {
		text := s.String()
		e.indent = &text
	} else if !a[3].IsNone() {
		return py.Value{}, py.Errorf(py.TypeError, "make_encoder() argument 4 must be str or None, not %s", py.TypeOf(a[3]).FullName())
	}
	for i, to := range []*string{&e.keySep, &e.itemSep} {
		s, ok := py.AsStr(a[4+i])
		if !ok {
			return py.Value{}, py.Errorf(py.TypeError, "make_encoder() argument %d must be str, not %s", 5+i, py.ArgName(a[4+i]))
		}
		*to = s.String()
	}
	for i, to := range []*bool{&e.sortKeys, &e.skipKeys, &e.allowNaN} {
		var err error
		if *to, err = py.IsTrue(t, a[6+i]); err != nil {
			return py.Value{}, err
		}
	}
	e.strings, e.encoder = customStrings, a[2]
	if a[2].IsBuiltin() {
		switch py.Cast[py.Builtin](a[2]).Method.Name {
		case "encode_basestring":
			e.strings = utf8Strings
		case "encode_basestring_ascii":
			e.strings = asciiStrings
		}
	}
	return py.Ref(x), nil
}

// encode returns the text of an object as a tuple of one str.
func (x *encoder) encode(t *py.Thread, a py.Args) (py.Value, error) {
	level, err := py.ToIndex(t, a[1], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	e := x.enc
	e.t, e.level = t, max(0, level)
	e.fallback = func(v py.Value) (py.Value, error) { return py.Call(t, x.fallback, v) }
	if err := e.value(a[0]); err != nil {
		return py.Value{}, err
	}
	return py.NewTuple(py.NewStr(string(e.out))), nil
}
