package imports

import (
	"path"
	"strings"

	"github.com/gopyrun/gopyrun/interp/internal/frozen"
	"github.com/gopyrun/gopyrun/interp/py"
)

// Modules of our own come in two kinds: those in Go alone have loader
// BuiltinImporter, those with a Python half FrozenImporter, as CPython calls modules
// whose code is in the executable.
//
// In CPython a program's folder comes before the standard library: its file queue.py
// is what import queue gives, except for the modules that are part of the executable.
// Ours all are. The two importers claim those that are so in CPython, and submodules
// of our own packages; the others PathFinder finds behind the folders of sys.path,
// where the standard library would be.

var builtinImporterType, frozenImporterType py.Type

// native is the declaration of a module of our own, nil if there is none.
func (st *state) native(name string) *py.ModuleSpec {
	if name == "_imp" {
		return impModule()
	}
	if st.in.Natives == nil {
		return nil
	}
	return st.in.Natives(name)
}

// inExecutable says which modules are built-in or frozen in CPython.
func inExecutable(name string) bool {
	if strings.HasPrefix(name, "_") {
		return true
	}
	switch name {
	case "abc", "array", "atexit", "binascii", "builtins", "cmath", "codecs", "errno", "faulthandler", "fcntl", "gc",
		"genericpath", "grp", "importlib", "io", "itertools", "marshal", "math", "mmap", "nt", "ntpath", "os", "posix",
		"posixpath", "pwd", "pyexpat", "readline", "resource", "runpy", "select", "site", "stat", "sys", "syslog",
		"termios", "time", "unicodedata", "zipimport", "zlib":
		return true
	}
	return false
}

// findNative is what the two importers find.
func (st *state) findNative(name string) *spec {
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		if !st.isOurs(name[:i]) {
			return nil
		}
	} else if !inExecutable(name) {
		return nil
	}
	return st.nativeSpec(name)
}

// isOurs reports whether a module in sys.modules is one of our own.
func (st *state) isOurs(name string) bool {
	m, ok := py.As[py.Module](orNone(st.in.Modules.GetStr(st.in.InternString(name))), py.ModuleType)
	if !ok {
		return false
	}
	s, ok := asSpec(orNone(m.Dict.GetName("__spec__")))
	return ok && s.native != nil
}

// nativeSpec is the spec of a module of our own, nil if there is none.
func (st *state) nativeSpec(name string) *spec {
	nat := st.native(name)
	if nat == nil {
		return nil
	}
	loader, origin := &builtinImporterType, "built-in"
	if nat.Source != "" {
		loader, origin = &frozenImporterType, "frozen"
	}
	s := newSpec(name, loader.Value(), py.Ref(py.InternStatic(origin)), nat.Package)
	s.native = nat
	if nat.Package {
		s.locations = st.nativePath(name)
	}
	return s
}

// nativePath is the __path__ of a package of our own: submodules that we lack come
// from the package of the same name in the standard library's folder.
func (st *state) nativePath(name string) py.Value {
	if st.in.Flags.Stdlib == "" {
		return py.NewList()
	}
	return py.NewList(py.NewStr(py.DecodeFS(path.Join(st.in.Flags.Stdlib, strings.ReplaceAll(name, ".", "/")))))
}

// nativeModule makes the module of a spec; runNative fills it.
func (st *state) nativeModule(s *spec) *py.Module {
	nat := s.native
	var doc py.Value
	if nat.Doc != "" {
		doc = py.NewStr(nat.Doc)
	}
	name, _ := py.AsStr(s.name)
	m := py.NewModule(name.String(), doc)
	setModuleAttrs(m, s)
	if st.in.Flags.Stdlib != "" && name.String() == "os" {
		// os.__file__ is how programs find the standard library.
		m.Dict.SetName("__file__", py.NewStr(join(py.DecodeFS(st.in.Flags.Stdlib), "os.py")))
	}
	return m
}

// setModuleAttrs sets the attributes of a new module that its spec says.
func setModuleAttrs(m *py.Module, s *spec) {
	pkg, err := s.parent()
	if err != nil {
		pkg = py.None
	}
	m.Dict.SetName("__package__", pkg)
	m.Dict.SetName("__loader__", s.loader)
	m.Dict.SetName("__spec__", py.Ref(s))
	if !s.locations.IsNone() {
		m.Dict.SetName("__path__", s.locations)
	}
}

// runNative runs what fills a module of our own.
func (st *state) runNative(t *py.Thread, nat *py.ModuleSpec, name string, m *py.Module) error {
	self, modName := py.Ref(m), py.NewStr(name)
	for i := range nat.Methods {
		f := &nat.Methods[i]
		m.Dict.SetName(f.Name, py.Ref(py.NewBuiltin(f, self, modName)))
	}
	if nat.Exec != nil {
		if err := nat.Exec(t, m); err != nil {
			return err
		}
	}
	if nat.Source == "" {
		return nil
	}
	code, err := st.nativeCode(t, nat, name)
	if err != nil {
		return err
	}
	if st.in.Engine.Exec(t, code, m.Dict, py.Value{}, nil).IsError() {
		return t.Take()
	}
	return nil
}

// hasRun reports whether a module of our own has been filled.
func hasRun(nat *py.ModuleSpec, m *py.Module) bool {
	if nat.Source != "" {
		return m.Initializing == nil && !m.Dict.GetName("__builtins__").IsUnbound()
	}
	return nat.Name == "builtins" || nat.Name == "sys" || len(nat.Methods) > 0 && !m.Dict.GetName(nat.Methods[0].Name).IsUnbound()
}

// nativeCode is the code of the Python half of a module.
func (st *state) nativeCode(t *py.Thread, nat *py.ModuleSpec, name string) (*py.Code, error) {
	if nat.Frozen != "" && st.in.Flags.Optimize == 0 {
		if code, err := frozen.Decode(nat.Frozen); err == nil {
			return code, nil
		}
	}
	return st.in.Engine.Compile(t, []byte(nat.Source), "<frozen "+name+">", "exec", py.CompileFlags{Optimize: -1, SourceIsStr: true})
}

// importerSpec declares one of the two importers, whose methods are all of the class.
func importerSpec(typ *py.Type, name, doc, origin, what string, mine func(nat *py.ModuleSpec) bool) py.TypeSpec {
	find := func(t *py.Thread, v py.Value) (*py.ModuleSpec, string, error) {
		s, ok := py.AsStr(v)
		if !ok {
			return nil, "", py.Errorf(py.TypeError, "module name must be a string, not %s", py.TypeOf(v).Name())
		}
		nat := stateOf(t).native(s.String())
		if nat == nil || !mine(nat) {
			e := py.NewException(py.ImportError, py.NewStr("'"+s.String()+"' is not a "+what+" module"))
			e.SetMember("name", v)
			return nil, "", e
		}
		return nat, s.String(), nil
	}
	return py.TypeSpec{
		TextSignature: "()",
		Name:          "_frozen_importlib." + name, Doc: doc, Layout: py.LayoutOf[py.Object](),
		Slots: py.Slots{New: func(t *py.Thread, typ *py.Type, args, kw []py.Value) py.Value {
			if len(args) > 0 {
				return t.Raise(py.TypeError, "%s() takes no arguments", typ.Name())
			}
			return py.Ref(py.Make[py.Object](typ))
		}},
		Attrs: func(set func(string, py.Value)) { set("_ORIGIN", py.NewStr(origin)) },
		Methods: []py.Method{
			{Name: "find_spec", Signature: "($type, /, fullname, path=None, target=None)", Flags: py.Class, Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				n, ok := py.AsStr(a[0])
				if !ok {
					return py.None, nil
				}
				if s := stateOf(t).findNative(n.String()); s != nil && mine(s.native) {
					return py.Ref(s), nil
				}
				return py.None, nil
			}},
			{Name: "create_module", Signature: "(spec)", Flags: py.Static, Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				n, err := py.GetAttr(t, a[0], "name")
				if err != nil {
					return py.Value{}, err
				}
				nat, name, err := find(t, n)
				if err != nil {
					return py.Value{}, err
				}
				s, ok := asSpec(a[0])
				if !ok || s.native == nil {
					s = stateOf(t).nativeSpec(name)
					s.native = nat
				}
				return py.Ref(stateOf(t).nativeModule(s)), nil
			}, Doc: "Create a module of the executable."},
			{Name: "exec_module", Signature: "(module)", Flags: py.Static | py.CallsPython, Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				sv, err := py.GetAttr(t, a[0], "__spec__")
				if err != nil {
					return py.Value{}, err
				}
				n, err := py.GetAttr(t, sv, "name")
				if err != nil {
					return py.Value{}, err
				}
				nat, name, err := find(t, n)
				if err != nil {
					return py.Value{}, err
				}
				m, ok := py.As[py.Module](a[0], py.ModuleType)
				if !ok {
					return py.Value{}, py.Errorf(py.TypeError, "exec_module() argument must be a module, not %s", py.TypeOf(a[0]).Name())
				}
				if hasRun(nat, m) {
					return py.None, nil // a module keeps its state
				}
				return py.None, stateOf(t).runNative(t, nat, name, m)
			}, Doc: "Run the module."},
			{Name: "load_module", Signature: "($type, /, fullname)", Flags: py.Class | py.CallsPython, Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				_, name, err := find(t, a[0])
				if err != nil {
					return py.Value{}, err
				}
				return load(t, name)
			}, Doc: "Load the module. Deprecated."},
			{Name: "get_code", Signature: "($type, /, fullname)", Flags: py.Class, Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				nat, name, err := find(t, a[0])
				if err != nil || nat.Source == "" {
					return py.None, err
				}
				code, err := stateOf(t).nativeCode(t, nat, name)
				if err != nil {
					return py.Value{}, err
				}
				return py.Ref(code), nil
			}, Doc: "The code object of the module, None for one without Python code."},
			{Name: "get_source", Signature: "($type, /, fullname)", Flags: py.Class, Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				_, _, err := find(t, a[0])
				return py.None, err
			}, Doc: "None: there is no source."},
			{Name: "is_package", Signature: "($type, /, fullname)", Flags: py.Class, Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				nat, _, err := find(t, a[0])
				if err != nil {
					return py.Value{}, err
				}
				return py.Bool(nat.Package), nil
			}, Doc: "Whether the module is a package."},
		},
	}
}

func builtinImporterSpec() py.TypeSpec {
	return importerSpec(&builtinImporterType, "BuiltinImporter", "Meta path import for built-in modules.\n\nAll methods are either class or static methods to avoid the need to\ninstantiate the class.",
		"built-in", "built-in", func(nat *py.ModuleSpec) bool { return nat.Source == "" })
}

func frozenImporterSpec() py.TypeSpec {
	return importerSpec(&frozenImporterType, "FrozenImporter", "Meta path import for frozen modules.\n\nAll methods are either class or static methods to avoid the need to\ninstantiate the class.",
		"frozen", "frozen", func(nat *py.ModuleSpec) bool { return nat.Source != "" })
}
