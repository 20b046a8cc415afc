package io

import "github.com/gopyrun/gopyrun/interp/py"

// pair is BufferedRWPair: a reader and a writer of two raw streams.
type pair struct {
	base
	reader, writer py.Value
}

var pairType py.Type

func pairSpec() py.TypeSpec {
	to := func(name, sig string, half func(p *pair) py.Value) py.Method {
		return method(name, sig, func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
			h := half(py.Cast[pair](self))
			if h.IsUnbound() {
				return py.Value{}, closedError("I/O operation on uninitialized object")
			}
			return py.CallMethod(t, h, name, append([]py.Value(nil), a...)...)
		}, py.CallsPython, "")
	}
	reader := func(p *pair) py.Value { return p.reader }
	writer := func(p *pair) py.Value { return p.writer }
	return py.TypeSpec{
		Name: "_io.BufferedRWPair", Base: &bufferedIOBaseType,
		Doc:           "A buffered reader and writer object together.\n\nA buffered reader object and buffered writer object put together to\nform a sequential IO object that can read and write. This is typically\nused with a socket or two-way pipe.\n\nreader and writer are RawIOBase objects that are readable and\nwriteable respectively. If the buffer_size is omitted it defaults to\nDEFAULT_BUFFER_SIZE.",
		Layout:        py.LayoutWithInst(func(p *pair) *py.Inst { return &p.Inst }),
		Slots:         py.Slots{New: func(t *py.Thread, typ *py.Type, args, kw []py.Value) py.Value { return py.Ref(py.Make[pair](typ)) }},
		InitSignature: "(reader, writer, buffer_size=131072, /)",
		Init: func(t *py.Thread, self py.Value, a py.Args) error {
			size, err := py.ToIndex(t, a[2], py.OverflowError)
			if err != nil {
				return err
			}
			p := py.Cast[pair](self)
			r, w := py.Make[buffered](&readerType), py.Make[buffered](&writerType)
			if err := r.init(t, a[0], size, true, false); err != nil {
				return err
			}
			if err := w.init(t, a[1], size, false, true); err != nil {
				return err
			}
			p.reader, p.writer = py.Ref(r), py.Ref(w)
			return nil
		},
		Methods: []py.Method{
			to("read", "($self, size=-1, /)", reader),
			to("read1", "($self, size=-1, /)", reader),
			to("readinto", "($self, buffer, /)", reader),
			to("readinto1", "($self, buffer, /)", reader),
			to("peek", "($self, size=0, /)", reader),
			to("readable", "($self, /)", reader),
			to("write", "($self, buffer, /)", writer),
			to("flush", "($self, /)", writer),
			to("writable", "($self, /)", writer),
			method("close", "($self, /)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				p := py.Cast[pair](self)
				var first error
				for _, h := range []py.Value{p.writer, p.reader} {
					if h.IsUnbound() {
						return py.Value{}, closedError("I/O operation on uninitialized object")
					}
					if _, err := py.CallMethod(t, h, "close"); err != nil && first == nil {
						first = err
					}
				}
				return py.None, first
			}, py.CallsPython, ""),
			method("isatty", "($self, /)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				p := py.Cast[pair](self)
				for _, h := range []py.Value{p.writer, p.reader} {
					if h.IsUnbound() {
						return py.Value{}, closedError("I/O operation on uninitialized object")
					}
					if yes, err := able(t, h, "isatty"); err != nil || yes {
						return py.Bool(yes), err
					}
				}
				return py.False, nil
			}, py.CallsPython, ""),
		},
		Getset: []py.Getset{{Name: "closed", Get: func(t *py.Thread, self py.Value) (py.Value, error) {
			p := py.Cast[pair](self)
			if p.writer.IsUnbound() {
				return py.Value{}, py.Errorf(py.RuntimeError, "the BufferedRWPair object is being garbage-collected")
			}
			return py.GetAttr(t, p.writer, "closed")
		}}},
	}
}
