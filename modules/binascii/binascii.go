// Package binascii is the module binascii: hexadecimal digits, base64 and CRCs.
//
// Only the index of modules imports it.
package binascii

import (
	"encoding/base64"
	"hash/crc32"

	"github.com/gopyrun/gopyrun/interp/py"
)

// Module returns the declaration of the module.
// https://docs.python.org/3.14/library/binascii.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "binascii",
		Doc:  "Conversion between binary data and ASCII",
		Methods: []py.Method{
			{Name: "hexlify", Signature: "($module, /, data, sep=<unrepresentable>, bytes_per_sep=1)", Func: hexlify, Flags: py.CallsPython, Doc: "Hexadecimal representation of binary data."},
			{Name: "b2a_hex", Signature: "($module, /, data, sep=<unrepresentable>, bytes_per_sep=1)", Func: hexlify, Flags: py.CallsPython, Doc: "Hexadecimal representation of binary data."},
			{Name: "unhexlify", Signature: "($module, hexstr, /)", Func: unhexlify, Doc: "Binary data of hexadecimal representation."},
			{Name: "a2b_hex", Signature: "($module, hexstr, /)", Func: unhexlify, Doc: "Binary data of hexadecimal representation."},
			{Name: "b2a_base64", Signature: "($module, data, /, *, newline=True)", Func: toBase64, Doc: "Base64-code line of data."},
			{Name: "a2b_base64", Signature: "($module, data, /, *, strict_mode=False)", Func: fromBase64, Doc: "Decode a line of base64 data."},
			{Name: "crc32", Signature: "($module, data, crc=0, /)", Func: crc, Doc: "Compute CRC-32 incrementally."},
			{Name: "crc_hqx", Signature: "($module, data, crc, /)", Func: crcHQX, Doc: "Compute CRC-CCITT incrementally."},
		},
		Exec: func(t *py.Thread, m *py.Module) error {
			e, err := errorOf(t)
			if err != nil {
				return err
			}
			m.Dict.SetName("Error", e.Value())
			ns := py.NewDict()
			ns.SetName("__module__", py.NewStr("binascii"))
			inc, err := py.NewClass(t, py.TypeType, "Incomplete", []*py.Type{py.ExceptionType}, ns, nil)
			if err != nil {
				return err
			}
			m.Dict.SetName("Incomplete", inc.Value())
			return nil
		},
	}
}

type errorKey struct{}

// errorOf is the interpreter's class binascii.Error.
func errorOf(t *py.Thread) (*py.Type, error) {
	if e, ok := t.Interp.State[errorKey{}].(*py.Type); ok {
		return e, nil
	}
	ns := py.NewDict()
	ns.SetName("__module__", py.NewStr("binascii"))
	e, err := py.NewClass(t, py.TypeType, "Error", []*py.Type{py.ValueError}, ns, nil)
	if err == nil {
		t.Interp.State[errorKey{}] = e
	}
	return e, err
}

func fail(t *py.Thread, format string, args ...any) (py.Value, error) {
	e, err := errorOf(t)
	if err != nil {
		return py.Value{}, err
	}
	return py.Value{}, py.Errorf(e, format, args...)
}

// text is an argument that may be an ASCII str.
func text(t *py.Thread, v py.Value) ([]byte, error) {
	if s, ok := py.AsStr(v); ok {
		if !s.IsASCII() {
			return nil, py.Errorf(py.ValueError, "string argument should contain only ASCII characters")
		}
		return []byte(s.String()), nil
	}
	if !py.IsBuffer(v) {
		return nil, py.Errorf(py.TypeError, "argument should be bytes, buffer or ASCII string, not '%s'", py.TypeOf(v).FullName())
	}
	return py.ReadBytes(t, v)
}

func hexlify(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	b, err := py.ReadBytes(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	args := []py.Value{}
	if !a[1].IsUnbound() {
		args = append(args, a[1], a[2])
	}
	v, err := py.CallMethod(t, py.NewBytes(b), "hex", args...)
	if err != nil {
		return py.Value{}, err
	}
	s, _ := py.AsStr(v)
	return py.NewBytes([]byte(s.String())), nil
}

func unhexlify(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	b, err := text(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	if len(b)%2 != 0 {
		return fail(t, "Odd-length string")
	}
	out := make([]byte, len(b)/2)
	for i, c := range b {
		switch {
		case '0' <= c && c <= '9':
			c -= '0'
		case 'a' <= c|0x20 && c|0x20 <= 'f':
			c = c | 0x20 - 'a' + 10
		default:
			return fail(t, "Non-hexadecimal digit found")
		}
		out[i/2] = out[i/2]<<4 | c
	}
	return py.NewBytes(out), nil
}

func toBase64(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	b, err := py.ReadBytes(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	newline, err := py.IsTrue(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	out := base64.StdEncoding.AppendEncode(make([]byte, 0, base64.StdEncoding.EncodedLen(len(b))+1), b)
	if newline {
		out = append(out, '\n')
	}
	return py.NewBytes(out), nil
}

// fromBase64 skips what is not base64, unless strict.
func fromBase64(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	b, err := text(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	strict, err := py.IsTrue(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	if strict && len(b) > 0 && b[0] == '=' {
		return fail(t, "Leading padding not allowed")
	}
	out := make([]byte, 0, len(b)/4*3+3)
	var bits uint32
	n, pads := 0, 0 // characters of this group of four, and its padding
	for i, c := range b {
		var d byte
		switch {
		case 'A' <= c && c <= 'Z':
			d = c - 'A'
		case 'a' <= c && c <= 'z':
			d = c - 'a' + 26
		case '0' <= c && c <= '9':
			d = c - '0' + 52
		case c == '+':
			d = 62
		case c == '/':
			d = 63
		case c == '=':
			pads++
			if strict && n >= 2 && n+pads >= 4 && i+1 < len(b) {
				return fail(t, "Excess data after padding")
			}
			continue
		default:
			if strict {
				return fail(t, "Only base64 data is allowed")
			}
			continue
		}
		if strict && pads > 0 {
			return fail(t, "Discontinuous padding not allowed")
		}
		pads = 0
		bits = bits<<6 | uint32(d)
		if n++; n > 1 {
			out = append(out, byte(bits>>(8-2*n)))
		}
		if n == 4 {
			n, bits = 0, 0
		}
	}
	switch {
	case n == 0, n >= 2 && n+pads >= 4:
		return py.NewBytes(out), nil
	case n == 1:
		return fail(t, "Invalid base64-encoded string: number of data characters (%d) cannot be 1 more than a multiple of 4", len(out)/3*4+1)
	}
	return fail(t, "Incorrect padding")
}

func crc(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	b, err := py.ReadBytes(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	start, err := maskInt(t, a[1], 0xFFFFFFFF)
	if err != nil {
		return py.Value{}, err
	}
	return py.Int(int64(crc32.Update(start, crc32.IEEETable, b))), nil
}

// maskInt returns the low bits of an int.
func maskInt(t *py.Thread, v py.Value, mask int64) (uint32, error) {
	r, err := py.Operate(t, py.OpAnd, v, py.Int(mask))
	if err != nil {
		return 0, py.Errorf(py.TypeError, "'%s' object cannot be interpreted as an integer", py.TypeOf(v).FullName())
	}
	n, ok := py.AsInt64(r)
	if !ok {
		return 0, py.Errorf(py.TypeError, "'%s' object cannot be interpreted as an integer", py.TypeOf(v).FullName())
	}
	return uint32(n), nil
}

func crcHQX(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	b, err := py.ReadBytes(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	x, err := maskInt(t, a[1], 0xFFFF)
	if err != nil {
		return py.Value{}, err
	}
	for _, c := range b {
		x ^= uint32(c) << 8
		for range 8 {
			if x <<= 1; x&0x10000 != 0 {
				x ^= 0x11021
			}
		}
	}
	return py.Int(int64(x)), nil
}
