// Package codecs holds the modules codecs and _codecs: the registry of encodings and
// of the handling of errors, and the codecs that are written in Go. The encodings
// that str.encode knows by itself are package py's.
//
// Files: native.go (the module _codecs), escape.go (unicode_escape and its kin),
// utf7.go, charmap.go (one byte a character by a table), codecs.py (module codecs).
// Only the index of modules imports it.
package codecs

import (
	_ "embed"
	"encoding/binary"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed codecs.py
var source string

// Module returns the declaration of the module codecs.
// https://docs.python.org/3.14/library/codecs.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{Name: "codecs", Source: source}
}

// Native returns the declaration of the module _codecs.
func Native() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name:    "_codecs",
		Methods: methods(),
		Exec: func(t *py.Thread, m *py.Module) error {
			py.DefineType(&encodingMapType, encodingMapSpec)
			return nil
		},
	}
}

func methods() []py.Method {
	const encodeArgs, decodeArgs = "($module, str, errors=None, /)", "($module, data, errors=None, final=False, /)"
	orderOf := func(a py.Value) (int, error) { return py.ToIndex(nil, a, py.OverflowError) }
	rows := []py.Method{
		{Name: "register", Signature: "($module, search_function, /)", Func: register, Doc: "Register a codec search function.\n\nSearch functions are expected to take one argument, the encoding name in\nall lower case letters, and either return None, or a tuple of functions\n(encoder, decoder, stream_reader, stream_writer) (or a CodecInfo object)."},
		{Name: "unregister", Signature: "($module, search_function, /)", Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
			t.UnregisterCodecSearch(a[0])
			return py.None, nil
		}, Doc: "Unregister a codec search function and clear the registry's cache.\n\nIf the search function is not registered, do nothing."},
		{Name: "lookup", Signature: "($module, encoding, /)", Flags: py.CallsPython, Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
			s, err := strArg("lookup() argument", a[0])
			if err != nil {
				return py.Value{}, err
			}
			tup, err := t.LookupCodec(s)
			if err != nil {
				return py.Value{}, err
			}
			return py.Ref(tup), nil
		}, Doc: "Looks up a codec tuple in the Python codec registry and returns a CodecInfo object."},
		{Name: "encode", Signature: "($module, /, obj, encoding='utf-8', errors='strict')", Flags: py.CallsPython | py.Alloc, Func: convert("encode", "encod"), Doc: "Encodes obj using the codec registered for encoding.\n\nThe default encoding is 'utf-8'.  errors may be given to set a\ndifferent error handling scheme.  Default is 'strict' meaning that encoding\nerrors raise a ValueError.  Other possible values are 'ignore', 'replace'\nand 'backslashreplace' as well as any other name registered with\ncodecs.register_error that can handle ValueErrors."},
		{Name: "decode", Signature: "($module, /, obj, encoding='utf-8', errors='strict')", Flags: py.CallsPython | py.Alloc, Func: convert("decode", "decod"), Doc: "Decodes obj using the codec registered for encoding.\n\nDefault encoding is 'utf-8'.  errors may be given to set a\ndifferent error handling scheme.  Default is 'strict' meaning that encoding\nerrors raise a ValueError.  Other possible values are 'ignore', 'replace'\nand 'backslashreplace' as well as any other name registered with\ncodecs.register_error that can handle ValueErrors."},
		{Name: "register_error", Signature: "($module, errors, handler, /)", Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
			s, err := strArg("register_error() argument 1", a[0])
			if err != nil {
				return py.Value{}, err
			}
			if py.TypeOf(a[1]).Call == nil {
				return py.Value{}, py.Errorf(py.TypeError, "handler must be callable")
			}
			t.RegisterErrorHandler(s, a[1])
			return py.None, nil
		}, Doc: "Register the specified error handler under the name errors.\n\nhandler must be a callable object, that\nwill be called with an exception instance containing\ninformation about the location of the encoding/decoding\nerror and must return a (replacement, new position) tuple."},
		{Name: "_unregister_error", Signature: "($module, errors, /)", Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
			s, err := strArg("_unregister_error() argument", a[0])
			if err != nil {
				return py.Value{}, err
			}
			ok, err := t.UnregisterErrorHandler(s)
			return py.Bool(ok), err
		}, Doc: "Un-register the specified error handler for the error handling 'errors'.\n\nOnly custom error handlers can be un-registered. An exception is raised\nif the error handling is a built-in one (e.g., 'strict'), or if an error\noccurs.\n\nOtherwise, this returns True if a custom handler has been successfully\nun-registered, and False if no custom handler for the specified error\nhandling exists."},
		{Name: "lookup_error", Signature: "($module, name, /)", Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
			s, err := strArg("lookup_error() argument", a[0])
			if err != nil {
				return py.Value{}, err
			}
			return t.LookupErrorHandler(s)
		}, Doc: "lookup_error(errors) -> handler\n\nReturn the error handler for the specified error handling name or raise a\nLookupError, if no handler exists under this name."},
		{Name: "escape_encode", Signature: "($module, data, errors=None, /)", Flags: py.Alloc, Func: escapeEncode},
		{Name: "escape_decode", Signature: "($module, data, errors=None, /)", Flags: py.Alloc, Func: escapeDecode},
		{Name: "readbuffer_encode", Signature: "($module, data, errors=None, /)", Flags: py.Alloc, Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
			if _, err := errorsArg("readbuffer_encode", a[1]); err != nil {
				return py.Value{}, err
			}
			b, err := bytesOrStr(t, "readbuffer_encode", a[0])
			if err != nil {
				return py.Value{}, err
			}
			return py.NewTuple(py.NewBytes(append([]byte(nil), b...)), py.Int(int64(len(b)))), nil
		}},
		{Name: "charmap_build", Signature: "($module, map, /)", Flags: py.Alloc, Func: charmapBuild},
		{Name: "charmap_decode", Signature: "($module, data, errors=None, mapping=None, /)", Flags: py.Alloc | py.CallsPython, Func: charmapDecode},
		{Name: "charmap_encode", Signature: "($module, str, errors=None, mapping=None, /)", Flags: py.Alloc | py.CallsPython, Func: charmapEncode},
		{Name: "utf_16_encode", Signature: "($module, str, errors=None, byteorder=0, /)", Flags: py.Alloc | py.CallsPython, Func: encodeOrdered("utf_16_encode", "utf-16", orderOf)},
		{Name: "utf_32_encode", Signature: "($module, str, errors=None, byteorder=0, /)", Flags: py.Alloc | py.CallsPython, Func: encodeOrdered("utf_32_encode", "utf-32", orderOf)},
		{Name: "utf_16_ex_decode", Signature: "($module, data, errors=None, byteorder=0, final=False,\n                 /)", Flags: py.Alloc | py.CallsPython, Func: decodeOrdered("utf_16_ex_decode", "utf-16", 2, orderOf)},
		{Name: "utf_32_ex_decode", Signature: "($module, data, errors=None, byteorder=0, final=False,\n                 /)", Flags: py.Alloc | py.CallsPython, Func: decodeOrdered("utf_32_ex_decode", "utf-32", 4, orderOf)},
	}
	builtin := func(name string) func() *py.Codec { return func() *py.Codec { return py.FindCodec(name) } }
	for _, c := range []struct {
		name    string
		codec   func() *py.Codec
		escapes bool // decodes str too, and is final unless told otherwise
		whole   bool // each byte is decoded by itself
	}{
		{"utf_8", builtin("utf-8"), false, false},
		{"utf_7", utf7, false, false},
		{"utf_16", nil, false, false}, {"utf_16_le", builtin("utf-16-le"), false, false}, {"utf_16_be", builtin("utf-16-be"), false, false},
		{"utf_32", nil, false, false}, {"utf_32_le", builtin("utf-32-le"), false, false}, {"utf_32_be", builtin("utf-32-be"), false, false},
		{"latin_1", builtin("latin-1"), false, true},
		{"ascii", builtin("ascii"), false, true},
		{"unicode_escape", unicodeEscape, true, false},
		{"raw_unicode_escape", rawUnicodeEscape, true, false},
	} {
		sig, decoder := decodeArgs, c.codec
		switch {
		case c.escapes:
			sig = "($module, data, errors=None, final=True, /)"
		case c.whole:
			sig = "($module, data, errors=None, /)"
		case c.codec == nil:
			decoder = builtin(c.name)
		}
		rows = append(rows, py.Method{Name: c.name + "_decode", Signature: sig, Flags: py.Alloc | py.CallsPython, Func: decodeBy(c.name+"_decode", decoder, c.escapes, c.whole)})
		if c.codec != nil {
			rows = append(rows, py.Method{Name: c.name + "_encode", Signature: encodeArgs, Flags: py.Alloc | py.CallsPython, Func: encodeBy(c.name+"_encode", c.codec)})
		}
	}
	return rows
}

func register(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	if py.TypeOf(a[0]).Call == nil {
		return py.Value{}, py.Errorf(py.TypeError, "argument must be callable")
	}
	return py.None, t.RegisterCodecSearch(a[0])
}

// convert is codecs.encode or decode.
func convert(name, verb string) py.GoFunc {
	return func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
		encoding, errors := "utf-8", ""
		for i, p := range []*string{&encoding, &errors} {
			if !a.Given(i + 1) {
				continue
			}
			s, err := strArg(name+"() argument '"+[]string{"encoding", "errors"}[i]+"'", a[i+1])
			if err != nil {
				return py.Value{}, err
			}
			*p = s
		}
		return t.CallCodec(verb, a[0], encoding, errors)
	}
}

func strArg(what string, v py.Value) (string, error) {
	s, ok := py.AsStr(v)
	if !ok {
		return "", py.Errorf(py.TypeError, "%s must be str, not %s", what, py.ArgName(v))
	}
	for i := range len(s.String()) {
		if s.String()[i] == 0 {
			return "", py.Errorf(py.ValueError, "embedded null character")
		}
	}
	return s.String(), nil
}

// errorsArg is the argument errors, "" for None.
func errorsArg(fname string, v py.Value) (string, error) {
	if v.IsUnbound() || v == py.None {
		return "", nil
	}
	if _, ok := py.AsStr(v); !ok {
		return "", py.Errorf(py.TypeError, "%s() argument 2 must be str or None, not %s", fname, py.ArgName(v))
	}
	return strArg(fname+"() argument 2", v)
}

// bytesOrStr is the memory of a bytes-like object, or the UTF-8 of a str.
func bytesOrStr(t *py.Thread, fname string, v py.Value) ([]byte, error) {
	if s, ok := py.AsStr(v); ok {
		return py.FindCodec("utf-8").EncodeText(t, s, "strict")
	}
	return py.ReadBytes(t, v)
}

func encodeBy(fname string, codec func() *py.Codec) py.GoFunc {
	return func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
		return encode(t, fname, codec(), a)
	}
}

// encode is the encoding of a[0] by the errors a[1], and the length of the text.
func encode(t *py.Thread, fname string, c *py.Codec, a py.Args) (py.Value, error) {
	s, ok := py.AsStr(a[0])
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "%s() argument 1 must be str, not %s", fname, py.ArgName(a[0]))
	}
	errors, err := errorsArg(fname, a[1])
	if err != nil {
		return py.Value{}, err
	}
	b, err := c.EncodeText(t, s, errors)
	if err != nil {
		return py.Value{}, err
	}
	return py.NewTuple(py.NewBytes(b), py.Int(int64(s.Len()))), nil
}

func decodeBy(fname string, codec func() *py.Codec, escapes, whole bool) py.GoFunc {
	return func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
		errors, err := errorsArg(fname, a[1])
		if err != nil {
			return py.Value{}, err
		}
		final := escapes || whole
		if !whole && a.Given(2) {
			if final, err = py.IsTrue(t, a[2]); err != nil {
				return py.Value{}, err
			}
		}
		read := py.ReadBytes
		if escapes {
			read = func(t *py.Thread, v py.Value) ([]byte, error) { return bytesOrStr(t, fname, v) }
		}
		b, err := read(t, a[0])
		if err != nil {
			return py.Value{}, err
		}
		v, used, err := codec().DecodeText(t, b, errors, final)
		if err != nil {
			return py.Value{}, err
		}
		return py.NewTuple(v, py.Int(int64(used))), nil
	}
}

// encodeOrdered encodes in the byte order of the third argument: 0 writes the
// machine's, with a mark.
func encodeOrdered(fname, name string, order func(py.Value) (int, error)) py.GoFunc {
	return func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
		n := 0
		if a.Given(2) {
			var err error
			if n, err = order(a[2]); err != nil {
				return py.Value{}, err
			}
		}
		return encode(t, fname, py.FindCodec(ordered(name, n)), a)
	}
}

func ordered(name string, order int) string {
	switch {
	case order < 0:
		return name + "-le"
	case order > 0:
		return name + "-be"
	}
	return name
}

// decodeOrdered decodes in the byte order of the third argument, 0 looks for a mark,
// and returns the order that it found too.
func decodeOrdered(fname, name string, size int, order func(py.Value) (int, error)) py.GoFunc {
	return func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
		errors, err := errorsArg(fname, a[1])
		if err != nil {
			return py.Value{}, err
		}
		n, final := 0, false
		if a.Given(2) {
			if n, err = order(a[2]); err != nil {
				return py.Value{}, err
			}
		}
		if a.Given(3) {
			if final, err = py.IsTrue(t, a[3]); err != nil {
				return py.Value{}, err
			}
		}
		b, err := py.ReadBytes(t, a[0])
		if err != nil {
			return py.Value{}, err
		}
		mark := 0
		if n == 0 && len(b) >= size {
			unit := func(o binary.ByteOrder) uint32 {
				if size == 2 {
					return uint32(o.Uint16(b))
				}
				return o.Uint32(b)
			}
			switch {
			case unit(binary.LittleEndian) == 0xFEFF:
				n, mark = -1, size
			case unit(binary.BigEndian) == 0xFEFF:
				n, mark = 1, size
			}
		}
		v, used, err := py.FindCodec(ordered(name, n)).DecodeText(t, b[mark:], errors, final)
		if err != nil {
			return py.Value{}, err
		}
		return py.NewTuple(v, py.Int(int64(used+mark)), py.Int(int64(n))), nil
	}
}
