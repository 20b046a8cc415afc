// Package imports is the import system: the import statement's search in
// sys.modules, the finders of sys.meta_path and sys.path_hooks, specs, the loading of
// modules and the locks around it. It follows CPython's importlib step by step, in
// Go: what a program has put into sys.meta_path, sys.path_hooks or
// sys.path_importer_cache is called as Python; our own finders and loaders, while
// nobody has replaced or subclassed them, are called directly and leave no frames in
// tracebacks.
//
// The virtual machine calls Import and installs the package into an interpreter.
// Module _imp (imp.go) gives its types and functions to module importlib, whose
// Python half has what is not needed to import a source file.
//
// Files: imports.go (__import__), load.go (find and load), spec.go (ModuleSpec),
// builtin.go (our own modules), path.go (PathFinder), filefinder.go, loader.go (source
// files), pyc.go (compiled code in files), zip.go, lock.go, hidden.go (private parts of
// CPython's library), imp.go (module _imp).
// https://docs.python.org/3.14/reference/import.html
package imports

import (
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
)

// state is an interpreter's part of the import system.
type state struct {
	in       *py.Interp
	metaPath []py.Value // what sys.meta_path is at the start
	fileHook py.Value   // the entry of sys.path_hooks for directories
	locks    map[string]*moduleLock
	waiting  map[*py.Thread]*moduleLock
	global   globalLock
	loading  int // depth of loads that are running
	pycKey   *pycKey
	zips     map[string]*zipDir
	zipCache *py.Dict              // nil before somebody asks for it
	hidden   map[string]*py.Module // see private
}

type stateKey struct{}

func stateOf(t *py.Thread) *state { return t.Interp.State[stateKey{}].(*state) }

// Install gives an interpreter the import system.
func Install(in *py.Interp) {
	py.DefineType(&specType, specSpec)
	py.DefineType(&builtinImporterType, builtinImporterSpec)
	py.DefineType(&frozenImporterType, frozenImporterSpec)
	py.DefineType(&pathFinderType, pathFinderSpec)
	py.DefineType(&zipImporterType, zipImporterSpec)
	py.DefineType(&fileFinderType, fileFinderSpec)
	py.DefineType(&fileLoaderType, fileLoaderSpec)
	py.DefineType(&sourceLoaderType, sourceLoaderSpec)
	py.DefineType(&sourcelessLoaderType, sourcelessLoaderSpec)
	py.DefineType(&extensionLoaderType, extensionLoaderSpec)
	st := &state{in: in, locks: map[string]*moduleLock{}, waiting: map[*py.Thread]*moduleLock{}}
	st.metaPath = []py.Value{builtinImporterType.Value(), frozenImporterType.Value(), pathFinderType.Value()}
	st.fileHook = py.Ref(py.NewBuiltin(&fileHookMethod, py.Value{}, py.NewStr("_frozen_importlib_external")))
	in.State[stateKey{}] = st
	in.PrivateAttr = st.privateAttr
	in.EncodeCode, in.DecodeCode = st.encodeCode, st.decodeCode
	in.Importers = func() (metaPath, pathHooks []py.Value) {
		return append([]py.Value(nil), st.metaPath...), []py.Value{zipImporterType.Value(), st.fileHook}
	}
}

// Import is __import__: the top module for a plain dotted import, the innermost one if
// there is a from list.
func Import(t *py.Thread, name string, globals *py.Dict, fromlist py.Value, level int) (py.Value, error) {
	abs := name
	switch {
	case level < 0:
		return py.Value{}, py.Errorf(py.ValueError, "level must be >= 0")
	case level > 0:
		pkg, err := packageOf(t, globals)
		if err == nil {
			abs, err = Resolve(name, pkg, level)
		}
		if err != nil {
			return py.Value{}, err
		}
	case name == "":
		return py.Value{}, py.Errorf(py.ValueError, "Empty module name")
	}
	m, err := load(t, abs)
	if err != nil {
		return py.Value{}, err
	}
	hasFrom, err := py.IsTrue(t, fromlist)
	if err != nil {
		return py.Value{}, err
	}
	if hasFrom {
		if path, err := py.LookupAttr(t, m, t.Interp.InternString("__path__")); err != nil || path.IsUnbound() {
			return m, err
		}
		items, err := py.Items(t, fromlist)
		if err != nil {
			return py.Value{}, err
		}
		return m, importListed(t, m, items, false)
	}
	dot := strings.IndexByte(name, '.')
	switch {
	case dot < 0 && (level == 0 || name != ""):
		return m, nil
	case level == 0:
		return load(t, name[:dot])
	case name == "":
		return m, nil
	}
	want := abs[:len(abs)-len(name)+dot]
	if v := t.Interp.Modules.GetStr(t.Interp.InternString(want)); !v.IsUnbound() {
		return v, nil
	}
	return py.Value{}, py.NewException(py.KeyError, py.NewStr("'"+want+"' not in sys.modules as expected"))
}

// importListed imports the submodules among the names of a from list.
func importListed(t *py.Thread, m py.Value, names []py.Value, all bool) error {
	in := t.Interp
	for _, it := range names {
		s, ok := py.AsStr(it)
		if !ok {
			where := "``from list''"
			if all {
				n, err := moduleName(t, m)
				if err != nil {
					return err
				}
				where = n + ".__all__"
			}
			return py.Errorf(py.TypeError, "Item in %s must be str, not %s", where, py.TypeOf(it).Name())
		}
		if s.String() == "*" {
			if all {
				continue
			}
			list, err := py.LookupAttr(t, m, in.InternString("__all__"))
			if err != nil {
				return err
			}
			if list.IsUnbound() {
				continue
			}
			items, err := py.Items(t, list)
			if err == nil {
				err = importListed(t, m, items, true)
			}
			if err != nil {
				return err
			}
			continue
		}
		if v, err := py.LookupAttr(t, m, in.Intern(s)); err != nil {
			return err
		} else if !v.IsUnbound() {
			continue
		}
		pkg, err := moduleName(t, m)
		if err != nil {
			return err
		}
		full := pkg + "." + s.String()
		if _, err := load(t, full); err != nil {
			// A name that is no submodule is what import from complains about, unless
			// the program has forbidden it.
			if e, ok := err.(*py.Exception); ok && e.Type().IsSubtype(py.ModuleNotFoundError) {
				if n, nerr := py.GetAttr(t, e.Value(), "name"); nerr == nil {
					if v := in.Modules.GetStr(in.InternString(full)); isStr(n, full) && (v.IsUnbound() || !v.IsNone()) {
						continue
					}
				}
			}
			return err
		}
	}
	return nil
}

func moduleName(t *py.Thread, m py.Value) (string, error) {
	n, err := py.GetAttr(t, m, "__name__")
	if err != nil {
		return "", err
	}
	s, ok := py.AsStr(n)
	if !ok {
		return "", py.Errorf(py.TypeError, "__name__ must be a string, not %s", py.TypeOf(n).Name())
	}
	return s.String(), nil
}

func isStr(v py.Value, s string) bool {
	x, ok := py.AsStr(v)
	return ok && x.String() == s
}

// packageOf is the package that globals belong to, for a relative import.
func packageOf(t *py.Thread, globals *py.Dict) (string, error) {
	if globals == nil {
		return "", py.NewException(py.KeyError, py.NewStr("'__name__' not in globals"))
	}
	pkg, spec := orNone(globals.GetName("__package__")), orNone(globals.GetName("__spec__"))
	parent := py.None
	if !spec.IsNone() {
		var err error
		if parent, err = py.GetAttr(t, spec, "parent"); err != nil {
			return "", err
		}
	}
	var name string
	switch {
	case !pkg.IsNone():
		s, ok := py.AsStr(pkg)
		if !ok {
			return "", py.Errorf(py.TypeError, "package must be a string")
		}
		name = s.String()
		if !spec.IsNone() && !isStr(parent, name) {
			if err := t.Interp.Warn(t, "DeprecationWarning", "__package__ != __spec__.parent", "", 0); err != nil {
				return "", err
			}
		}
	case !spec.IsNone():
		s, ok := py.AsStr(parent)
		if !ok {
			return "", py.Errorf(py.TypeError, "__spec__.parent must be a string")
		}
		name = s.String()
	default:
		if err := t.Interp.Warn(t, "ImportWarning", "can't resolve package from __spec__ or __package__, falling back on __name__ and __path__", "", 0); err != nil {
			return "", err
		}
		v := globals.GetName("__name__")
		if v.IsUnbound() {
			return "", py.NewException(py.KeyError, py.NewStr("'__name__' not in globals"))
		}
		s, ok := py.AsStr(v)
		if !ok {
			return "", py.Errorf(py.TypeError, "__name__ must be a string")
		}
		name = s.String()
		if globals.GetName("__path__").IsUnbound() {
			name = name[:max(strings.LastIndexByte(name, '.'), 0)]
		}
	}
	if name == "" {
		return "", py.Errorf(py.ImportError, "attempted relative import with no known parent package")
	}
	return name, nil
}

// Resolve returns the absolute name of a relative one in package pkg.
func Resolve(name, pkg string, level int) (string, error) {
	for ; level > 1; level-- {
		i := strings.LastIndexByte(pkg, '.')
		if i < 0 {
			return "", py.Errorf(py.ImportError, "attempted relative import beyond top-level package")
		}
		pkg = pkg[:i]
	}
	if name == "" {
		return pkg, nil
	}
	return pkg + "." + name, nil
}

func orNone(v py.Value) py.Value {
	if v.IsUnbound() {
		return py.None
	}
	return v
}

// From returns attribute name of module m for an import-from: an attribute, or the
// submodule that a circular import has not yet bound.
func From(t *py.Thread, m py.Value, name *py.Str) (py.Value, error) {
	in := t.Interp
	v, err := py.LookupAttr(t, m, name)
	if err != nil || !v.IsUnbound() {
		return v, err
	}
	modName, err := py.LookupAttr(t, m, in.InternString("__name__"))
	if err != nil {
		return py.Value{}, err
	}
	s, named := py.AsStr(orNone(modName))
	if named {
		if sub := in.Modules.GetStr(in.InternString(s.String() + "." + name.String())); !sub.IsUnbound() {
			return sub, nil
		}
	}
	return py.Value{}, cannotImport(t, m, name, s)
}

// cannotImport is the error of an import-from whose name is not there.
func cannotImport(t *py.Thread, m py.Value, name, modName *py.Str) error {
	in := t.Interp
	shown := "<unknown module name>"
	if modName != nil {
		shown = modName.String()
	}
	where := ""
	origin, spec := "", py.None
	if v, err := py.LookupAttr(t, m, in.InternString("__spec__")); err == nil {
		spec = orNone(v)
	}
	if o, ok := py.SpecOrigin(t, spec); ok {
		origin = o
	}
	if where = origin; where == "" {
		if f, err := py.LookupAttr(t, m, in.InternString("__file__")); err == nil {
			if s, ok := py.AsStr(orNone(f)); ok {
				where = s.String()
			}
		}
	}
	place := where
	if place == "" {
		place = "unknown location"
	}
	msg := "cannot import name '" + name.String() + "' from "
	initializing := py.SpecInitializing(t, spec) || isInitializing(m)
	switch {
	case origin != "" && modName != nil && py.ShadowsStdlib(t, origin, shown):
		msg += "'" + shown + "' (consider renaming '" + origin + "' since it has the same name as the standard library module named '" + shown + "' and prevents importing that standard library module)"
	case initializing && origin != "" && py.PossiblyShadows(in, origin):
		msg += "'" + shown + "' (consider renaming '" + origin + "' if it has the same name as a library you intended to import)"
	case initializing:
		msg += "partially initialized module '" + shown + "' (most likely due to a circular import) (" + place + ")"
	default:
		msg += "'" + shown + "' (" + place + ")"
	}
	e := py.NewException(py.ImportError, py.NewStr(msg))
	if modName != nil {
		e.SetMember("name", modName.Value())
	}
	e.SetMember("name_from", name.Value())
	if where != "" {
		e.SetMember("path", py.NewStr(where))
	}
	return e
}

func isInitializing(m py.Value) bool {
	mod, ok := py.As[py.Module](m, py.ModuleType)
	return ok && mod.Initializing != nil
}
