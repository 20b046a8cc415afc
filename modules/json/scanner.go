package json

import "github.com/gopyrun/gopyrun/interp/py"

// scanner is a _json.Scanner: it decodes as the attributes of its context, a
// JSONDecoder, said when it was made.
type scanner struct {
	py.Header
	opts  options
	shown [5]py.Value
}

var scannerType py.Type

func scannerSpec() py.TypeSpec {
	names := [5]string{"object_hook", "object_pairs_hook", "parse_float", "parse_int", "parse_constant"}
	spec := py.TypeSpec{
		Name: "_json.Scanner", Layout: py.LayoutOf[scanner](), Doc: "JSON scanner object",
		Signature: "(context)", NewName: "make_scanner",
		New: func(t *py.Thread, typ *py.Type, a py.Args) (py.Value, error) {
			sc := py.Make[scanner](typ)
			strict, err := py.GetAttr(t, a[0], "strict")
			if err != nil {
				return py.Value{}, err
			}
			if sc.opts.strict, err = py.IsTrue(t, strict); err != nil {
				return py.Value{}, err
			}
			o := &sc.opts
			for i, to := range []*py.Value{&o.objectHook, &o.pairsHook, &o.parseFloat, &o.parseInt, &o.parseConstant} {
				v, err := py.GetAttr(t, a[0], names[i])
				if err != nil {
					return py.Value{}, err
				}
				sc.shown[i] = v
				if !v.IsNone() && v != py.FloatType.Value() && v != py.IntType.Value() {
					*to = v
				}
			}
			return py.Ref(sc), nil
		},
		Slots: py.Slots{Call: func(t *py.Thread, self py.Value, args, kw []py.Value) py.Value {
			a, err := scanSignature.Bind(t, args, kw)
			if err != nil {
				return t.Fail(err)
			}
			v, err := py.Cast[scanner](self).scan(t, a[0], a[1])
			if err != nil {
				return t.Fail(err)
			}
			return v
		}},
		Getset: []py.Getset{{Name: "strict", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
			return py.Bool(py.Cast[scanner](self).opts.strict), nil
		}}},
	}
	for i, name := range names {
		spec.Getset = append(spec.Getset, py.Getset{Name: name, Get: func(t *py.Thread, self py.Value) (py.Value, error) {
			return py.Cast[scanner](self).shown[i], nil
		}})
	}
	return spec
}

var scanSignature = py.NewSignature("scan_once", "(string, idx)")

// scan decodes the value at character idx: (value, index behind it).
func (sc *scanner) scan(t *py.Thread, text, idx py.Value) (py.Value, error) {
	doc, ok := py.AsStr(text)
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "first argument must be a string, not %s", py.TypeOf(text).FullName())
	}
	i, err := py.ToIndex(t, idx, py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	if i < 0 {
		return py.Value{}, py.Errorf(py.ValueError, "idx cannot be negative")
	}
	s := &scan{t: t, doc: doc, s: doc.String(), opts: &sc.opts}
	v, end, err := s.value(byteIndex(doc, i))
	if n, ok := err.(noValue); ok {
		return py.Value{}, py.NewException(py.StopIteration, py.Int(int64(charIndex(doc, n.pos))))
	}
	if err != nil {
		return py.Value{}, err
	}
	return py.NewTuple(v, py.Int(int64(charIndex(doc, end)))), nil
}
