// Package json is the package json: the modules json, json.decoder, json.encoder,
// json.scanner and json.tool in Python (py), and _json, their scanner and encoder,
// in Go.
//
// Files: json.go (modules), scan.go (reading), scanner.go (the class Scanner),
// text.go (strings), encode.go (writing).
// Only the index of modules imports the package.
package json

import (
	"embed"
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
)

//go:embed py/*.py
var sources embed.FS

// Find returns the declaration of json, _json or a submodule of json by its full
// import name; nil if there is none of that name.
// https://docs.python.org/3.14/library/json.html
func Find(name string) *py.ModuleSpec {
	file := strings.TrimPrefix(name, "json.")
	switch name {
	case "_json":
		return native()
	case "json":
		file = "init"
	case "json.decoder", "json.encoder", "json.scanner", "json.tool":
	default:
		return nil
	}
	src, err := sources.ReadFile("py/" + file + ".py")
	if err != nil {
		return nil
	}
	return &py.ModuleSpec{Name: name, Source: string(src), Package: name == "json"}
}

func native() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "_json",
		Doc:  "json speedups\n",
		Methods: []py.Method{
			{Name: "encode_basestring", Signature: "(string, /)", Func: encodeBaseString, Doc: "encode_basestring(string) -> string\n\nReturn a JSON representation of a Python string"},
			{Name: "encode_basestring_ascii", Signature: "(string, /)", Func: encodeBaseStringASCII, Doc: "encode_basestring_ascii(string) -> string\n\nReturn an ASCII-only JSON representation of a Python string"},
			{Name: "scanstring", Signature: "(string, end, strict=True, /)", Func: scanString, Doc: "scanstring(string, end, strict=True) -> (string, end)\n\nScan the string s for a JSON string. End is the index of the\ncharacter in s after the quote that started the JSON string."},
			{Name: "loads", Signature: "(s, /)", Func: loads, Flags: py.CallsPython, Doc: "Decode a document, a str, without options."},
			{Name: "dumps", Signature: "(obj, /)", Func: dumps, Flags: py.CallsPython, Doc: "Encode an object without options."},
		},
		Exec: func(t *py.Thread, m *py.Module) error {
			py.DefineType(&scannerType, scannerSpec)
			py.DefineType(&encoderType, encoderSpec)
			m.Dict.SetName("make_scanner", scannerType.Value())
			m.Dict.SetName("make_encoder", encoderType.Value())
			return nil
		},
	}
}

// decodeError is the exception json.JSONDecodeError for position pos, in bytes.
func decodeError(t *py.Thread, msg string, doc *py.Str, pos int) error {
	m, err := t.Result(t.Interp.Engine.Import(t, "json.decoder", py.NewDict(), py.NewTuple(py.NewStr("JSONDecodeError")), 0))
	if err != nil {
		return err
	}
	cls, err := py.GetAttr(t, m, "JSONDecodeError")
	if err != nil {
		return err
	}
	e, err := py.Instantiate(t, cls, py.NewStr(msg), doc.Value(), py.Int(int64(charIndex(doc, pos))))
	if err != nil {
		return err
	}
	return e
}

// charIndex is the index of the character at byte pos of s.
func charIndex(s *py.Str, pos int) int {
	if s.IsASCII() {
		return pos
	}
	n := 0
	for _, c := range []byte(s.String()[:min(pos, len(s.String()))]) {
		if c&0xC0 != 0x80 {
			n++
		}
	}
	return n + max(0, pos-len(s.String()))
}

// byteIndex is the byte index of character i of s, beyond its end if i is.
func byteIndex(s *py.Str, i int) int {
	if s.IsASCII() {
		return i
	}
	text := s.String()
	for p := 0; p < len(text); p++ {
		if text[p]&0xC0 != 0x80 {
			if i == 0 {
				return p
			}
			i--
		}
	}
	return len(text) + i
}
