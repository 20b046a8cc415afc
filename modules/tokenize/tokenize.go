// Package tokenize is the modules tokenize and token, in Python (tokenize.py, token.py),
// and the module _tokenize below them: the tokens of Python source, by the engine's
// scanner, one after the other. The source is read to its end before the first token;
// an error in it is raised after the tokens before it.
// https://docs.python.org/3.14/library/tokenize.html
//
// Only the index of modules imports it.
package tokenize

import (
	_ "embed"
	"errors"
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
)

var (
	//go:embed tokenize.py
	tokenizeSource string
	//go:embed token.py
	tokenSource string
)

// Module returns the declaration of the module tokenize.
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{Name: "tokenize", Doc: "Tokenization help for Python programs.", Source: tokenizeSource}
}

// Token returns the declaration of the module token.
func Token() *py.ModuleSpec {
	return &py.ModuleSpec{Name: "token", Doc: "Token constants.", Source: tokenSource}
}

// Native returns the declaration of the module _tokenize.
func Native() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "_tokenize",
		Exec: func(t *py.Thread, m *py.Module) error {
			py.DefineType(&iterType, iterSpec)
			m.Dict.SetName("TokenizerIter", iterType.Value())
			return nil
		},
	}
}

// tokenIter is a TokenizerIter.
type tokenIter struct {
	py.Header
	readline py.Value
	encoding string // "" if readline returns str
	extra    bool
	read     bool
	tokens   []py.Token
	err      error // after the tokens
}

var iterType py.Type

func iterSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "_tokenize.TokenizerIter", Layout: py.LayoutOf[tokenIter](), Flags: py.NoSubclass,
		Signature: "(readline, /, *, encoding=<unrepresentable>, extra_tokens=False)",
		New: func(t *py.Thread, typ *py.Type, a py.Args) (py.Value, error) {
			it := py.Make[tokenIter](typ)
			it.readline = a[0]
			if !a[1].IsUnbound() {
				s, ok := py.AsStr(a[1])
				if !ok {
					return py.Value{}, py.Errorf(py.TypeError, "tokenizeriter() argument 'encoding' must be str, not %s", py.ArgName(a[1]))
				}
				it.encoding = s.String()
			}
			extra, err := py.IsTrue(t, a[2])
			if err != nil {
				return py.Value{}, err
			}
			it.extra = extra
			return py.Ref(it), nil
		},
		Slots: py.Slots{
			Iter: func(t *py.Thread, v py.Value) py.Value { return v },
			Next: func(t *py.Thread, v py.Value) py.Value { return py.Cast[tokenIter](v).next(t) },
		},
	}
}

func (it *tokenIter) next(t *py.Thread) py.Value {
	if !it.read {
		it.read = true
		source, err := it.source(t)
		if err != nil {
			it.err = err
		} else {
			it.tokens, it.err = t.Interp.Engine.Tokenize(t, source, it.extra)
		}
	}
	if len(it.tokens) == 0 {
		if err := it.err; err != nil {
			it.err = nil
			return t.Fail(err)
		}
		return py.Value{}
	}
	k := it.tokens[0]
	it.tokens = it.tokens[1:]
	at := func(line, col int) py.Value { return py.NewTuple(py.Int(int64(line)), py.Int(int64(col))) }
	return py.NewTuple(py.Int(int64(k.Type)), py.NewStr(k.Text), at(k.Line, k.Col), at(k.EndLine, k.EndCol), py.NewStr(k.Source))
}

// source reads the lines to an empty one or StopIteration.
func (it *tokenIter) source(t *py.Thread) (string, error) {
	var b strings.Builder
	for {
		v, err := py.Call(t, it.readline)
		if err != nil {
			var e *py.Exception
			if errors.As(err, &e) && py.TypeOf(py.Ref(e)).IsSubtype(py.StopIteration) {
				return b.String(), nil
			}
			return "", err
		}
		if it.encoding != "" {
			if _, ok := py.AsBytes(v); !ok {
				return "", py.Errorf(py.TypeError, "readline() returned a non-bytes object")
			}
			if v, err = py.CallMethod(t, v, "decode", py.NewStr(it.encoding), py.NewStr("replace")); err != nil {
				return "", err
			}
		}
		s, ok := py.AsStr(v)
		if !ok {
			return "", py.Errorf(py.TypeError, "readline() returned a non-string object")
		}
		if s.String() == "" {
			return b.String(), nil
		}
		if n := b.Len() + len(s.String()); n > 1<<31-1 {
			return "", py.Errorf(py.OverflowError, "source is too long")
		}
		b.WriteString(s.String())
	}
}
