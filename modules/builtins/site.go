package builtins

import (
	"github.com/gopyrun/gopyrun/interp/py"
)

// The names that CPython's site module adds to builtins: exit, quit, help, and
// the texts about the program.
// https://docs.python.org/3.14/library/constants.html#constants-added-by-the-site-module

type quitter struct {
	py.Header
	name string
}

type printer struct {
	py.Header
	name, text string
}

type helper struct{ py.Header }

var quitterType, printerType, helperType py.Type

func quitterSpec() py.TypeSpec {
	return py.TypeSpec{Name: "_sitebuiltins.Quitter", Layout: py.LayoutOf[quitter](), Flags: py.NoInstances,
		Slots: py.Slots{Repr: func(t *py.Thread, v py.Value) py.Value {
			return py.NewStr("Use " + py.Cast[quitter](v).name + "() or Ctrl-D (i.e. EOF) to exit")
		}, Call: callSlot("__call__", "(code=None)", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
			if in := t.Interp.Sys.GetName("stdin"); !in.IsUnbound() && !in.IsNone() {
				// The interactive loop ends too; a stdin that cannot be closed is no reason
				// to stay.
				if _, err := py.CallMethod(t, in, "close"); err != nil && !py.Matches(err, py.ExceptionType) {
					return py.Value{}, err
				}
			}
			return py.Value{}, py.NewException(py.SystemExit, a[0])
		})}}
}

func printerSpec() py.TypeSpec {
	return py.TypeSpec{Name: "_sitebuiltins._Printer", Layout: py.LayoutOf[printer](), Flags: py.NoInstances,
		Slots: py.Slots{Repr: func(t *py.Thread, v py.Value) py.Value { return py.NewStr(py.Cast[printer](v).text) },
			Call: callSlot("__call__", "()", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return printLine(t, py.Cast[printer](self).text)
			})}}
}

func helperSpec() py.TypeSpec {
	return py.TypeSpec{Name: "_sitebuiltins._Helper", Layout: py.LayoutOf[helper](), Flags: py.NoInstances,
		Slots: py.Slots{Repr: func(t *py.Thread, v py.Value) py.Value {
			return py.NewStr("Type help() for interactive help, or help(object) for help about object.")
		}, Call: callSlot("__call__", "(*args, **kwds)", help)}}
}

// callSlot is the call slot that binds its arguments by sig.
func callSlot(name, sig string, f py.GoFunc) py.CallFunc {
	s := py.NewSignature(name, sig)
	return func(t *py.Thread, callee py.Value, args, kw []py.Value) py.Value {
		a, err := s.Bind(t, args, kw)
		if err == nil {
			var v py.Value
			if v, err = f(t, callee, a); err == nil {
				return v
			}
		}
		return t.Fail(err)
	}
}

func siteNames(t *py.Thread, d *py.Dict) {
	if t.Interp.Flags.NoSite != 0 {
		return
	}
	py.DefineType(&quitterType, quitterSpec)
	py.DefineType(&printerType, printerSpec)
	py.DefineType(&helperType, helperSpec)
	for _, n := range []string{"quit", "exit"} {
		q := py.Make[quitter](&quitterType)
		q.name = n
		d.SetName(n, py.Ref(q))
	}
	for _, p := range [][2]string{
		{"copyright", "Copyright (c) the gopyrun authors.\nAll Rights Reserved."},
		{"credits", "gopyrun is an implementation of the Python language in Go.\nSee https://www.python.org for more information about Python."},
		{"license", "gopyrun is distributed under the BSD 3-Clause License."},
	} {
		o := py.Make[printer](&printerType)
		o.name, o.text = p[0], p[1]
		d.SetName(p[0], py.Ref(o))
	}
	d.SetName("help", py.Ref(py.Make[helper](&helperType)))
}

func printLine(t *py.Thread, s string) (py.Value, error) {
	return print(t, py.None, py.Args{py.NewTuple(py.NewStr(s)), py.None, py.None, py.None, py.False})
}

// help uses pydoc where it can be imported and shows the docstring otherwise.
func help(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	args := py.Cast[py.Tuple](a[0]).Items
	pydoc, err := importModule(t, "pydoc")
	if err == nil {
		h, err := py.GetAttr(t, pydoc, "help")
		if err != nil {
			return py.Value{}, err
		}
		return py.CallUnpacked(t, h, args, py.Cast[py.Dict](a[1]))
	}
	if !py.Matches(err, py.ImportError) {
		return py.Value{}, err
	}
	if len(args) == 0 {
		return printLine(t, "Type help(object) for help about object.")
	}
	title, err := py.LookupAttr(t, args[0], py.InternStatic("__qualname__"))
	if err != nil {
		return py.Value{}, err
	}
	if _, ok := py.AsStr(orNone(title)); !ok {
		title = py.NewStr(py.TypeOf(args[0]).Name() + " object")
	}
	doc, err := py.LookupAttr(t, args[0], py.InternStatic("__doc__"))
	if err != nil {
		return py.Value{}, err
	}
	text := "Help on " + py.Cast[py.Str](title).String() + ":\n"
	if s, ok := py.AsStr(orNone(doc)); ok {
		text += "\n" + s.String() + "\n"
	}
	return printLine(t, text)
}

func orNone(v py.Value) py.Value {
	if v.IsUnbound() {
		return py.None
	}
	return v
}
