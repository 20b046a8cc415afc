package vm

import (
	"errors"
	"io/fs"
	"path"
	"strings"

	"github.com/gopyrun/gopyrun/interp/internal/frozen"
	"github.com/gopyrun/gopyrun/interp/py"
)

func (e *engine) Import(t *py.Thread, name string, globals *py.Dict, fromlist py.Value, level int) py.Value {
	v, err := importModule(t, name, globals, fromlist, level)
	if err != nil {
		return t.Fail(err)
	}
	return v
}

// importName is the import statement: builtins.__import__ if a program has
// replaced it.
func importName(t *py.Thread, blk *py.Block, name string, fromlist py.Value, level int) py.Value {
	f := blk.Builtins.GetName("__import__")
	if f.IsUnbound() {
		return t.Raise(py.ImportError, "__import__ not found")
	}
	if !f.IsBuiltin() {
		return py.CallSlot(t, f, []py.Value{py.NewStr(name), py.Ref(blk.Globals), py.None, fromlist, py.Int(int64(level))}, nil)
	}
	return t.Interp.Engine.Import(t, name, blk.Globals, fromlist, level)
}

// importModule is __import__: the top module for a plain dotted import, the
// innermost one if there is a from list.
// https://docs.python.org/3.14/reference/import.html
func importModule(t *py.Thread, name string, globals *py.Dict, fromlist py.Value, level int) (py.Value, error) {
	abs := name
	if level > 0 {
		pkg, err := packageOf(globals, level)
		if err != nil {
			return py.Value{}, err
		}
		abs = pkg
		if name != "" {
			abs = pkg + "." + name
		}
	} else if name == "" {
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
	if !hasFrom {
		if level == 0 {
			top, _, _ := strings.Cut(abs, ".")
			return load(t, top)
		}
		if i := strings.IndexByte(name, '.'); i >= 0 {
			return load(t, abs[:len(abs)-len(name)+i])
		}
		return m, nil
	}
	// from package import submodule
	if m.IsModule() && !py.Cast[py.Module](m).Dict.GetName("__path__").IsUnbound() {
		items, err := py.Items(t, fromlist)
		if err != nil {
			return py.Value{}, err
		}
		for _, it := range items {
			s, ok := py.AsStr(it)
			if !ok || s.String() == "*" {
				continue
			}
			if v, err := py.LookupAttr(t, m, t.Interp.Intern(s)); err != nil || !v.IsUnbound() {
				continue
			}
			if _, err := load(t, abs+"."+s.String()); err != nil && !py.Matches(err, py.ModuleNotFoundError) {
				return py.Value{}, err
			}
		}
	}
	return m, nil
}

// packageOf resolves the dots of a relative import.
func packageOf(globals *py.Dict, level int) (string, error) {
	str := func(key string) string {
		if v := globals.GetName(key); !v.IsUnbound() {
			if s, ok := py.AsStr(v); ok {
				return s.String()
			}
		}
		return ""
	}
	pkg := str("__package__")
	if pkg == "" {
		if globals.GetName("__name__").IsUnbound() {
			return "", py.NewException(py.KeyError, py.NewStr("'__name__' not in globals"))
		}
		pkg = str("__name__")
		if globals.GetName("__path__").IsUnbound() {
			i := strings.LastIndexByte(pkg, '.')
			if i < 0 {
				return "", py.Errorf(py.ImportError, "attempted relative import with no known parent package")
			}
			pkg = pkg[:i]
		}
	}
	for ; level > 1; level-- {
		i := strings.LastIndexByte(pkg, '.')
		if i < 0 {
			return "", py.Errorf(py.ImportError, "attempted relative import beyond top-level package")
		}
		pkg = pkg[:i]
	}
	return pkg, nil
}

// load returns the module with an absolute name, importing its parents first.
func load(t *py.Thread, name string) (py.Value, error) {
	mods := t.Interp.Modules
	key := t.Interp.InternString(name)
	if v := mods.GetStr(key); !v.IsUnbound() {
		if v.IsNone() {
			return py.Value{}, notFound(t, "import of "+name+" halted; None in sys.modules", name)
		}
		if m, ok := py.As[py.Module](v, py.ModuleType); ok {
			waitForInit(t, m)
		}
		return v, nil
	}
	var parent py.Value
	search := t.Interp.Sys.GetName("path")
	short := name
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		p, err := load(t, name[:i])
		if err != nil {
			return py.Value{}, err
		}
		// Importing the parent may have imported the child.
		if v := mods.GetStr(key); !v.IsUnbound() {
			return v, nil
		}
		parent, short = p, name[i+1:]
		if native := t.Interp.Natives; native == nil || native(name) == nil {
			path, err := py.LookupAttr(t, p, t.Interp.InternString("__path__"))
			if err != nil {
				return py.Value{}, err
			}
			if path.IsUnbound() {
				return py.Value{}, notFound(t, "No module named '"+name+"'; '"+name[:i]+"' is not a package", name)
			}
			search = path
		}
	}
	m, err := loadFresh(t, name, short, search)
	if err != nil {
		return py.Value{}, err
	}
	if !parent.IsUnbound() {
		if err := py.SetAttr(t, parent, short, m); err != nil {
			return py.Value{}, err
		}
	}
	return m, nil
}

func notFound(t *py.Thread, msg, name string) error {
	e := py.NewException(py.ModuleNotFoundError, py.NewStr(msg))
	e.SetMember("name", py.NewStr(name))
	return e
}

// loadFresh finds and runs a module that is not in sys.modules.
func loadFresh(t *py.Thread, name, short string, search py.Value) (py.Value, error) {
	in := t.Interp
	if in.Natives != nil {
		if spec := in.Natives(name); spec != nil {
			return loadNative(t, spec, name)
		}
	}
	if search.IsUnbound() {
		return py.Value{}, notFound(t, "No module named '"+name+"'", name)
	}
	dirs, err := py.Items(t, search)
	if err != nil {
		return py.Value{}, err
	}
	var portions []py.Value
	for _, d := range dirs {
		s, ok := py.AsStr(d)
		if !ok {
			continue
		}
		base := path.Join(s.String(), short)
		if s.String() == "" {
			base = short
		}
		for _, cand := range []struct {
			file string
			pkg  bool
		}{{base + "/__init__.py", true}, {base + ".py", false}} {
			src, err := in.ReadFile(cand.file)
			if err != nil {
				if errors.Is(err, fs.ErrNotExist) || in.IsMissing(err) {
					continue
				}
				return py.Value{}, err
			}
			return loadSource(t, name, in.AbsPath(cand.file), src, cand.pkg)
		}
		if in.IsDir(base) {
			portions = append(portions, py.NewStr(in.AbsPath(base)))
		}
	}
	if len(portions) > 0 {
		m := py.NewModule(name, py.None)
		m.Dict.SetName("__path__", py.NewList(portions...))
		m.Dict.SetName("__package__", py.NewStr(name))
		in.Modules.SetStr(in.InternString(name), py.Ref(m))
		return py.Ref(m), nil
	}
	return py.Value{}, notFound(t, "No module named '"+name+"'", name)
}

// loadNative makes a module implemented in Go.
func loadNative(t *py.Thread, spec *py.ModuleSpec, name string) (py.Value, error) {
	in := t.Interp
	var doc py.Value
	if spec.Doc != "" {
		doc = py.NewStr(spec.Doc)
	}
	m := py.NewModule(name, doc)
	self := py.Ref(m)
	pkg := ""
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		pkg = name[:i]
	}
	if spec.Package {
		pkg = name
		m.Dict.SetName("__path__", nativePath(in, name))
	}
	m.Dict.SetName("__package__", py.NewStr(pkg))
	key := in.InternString(name)
	in.Modules.SetStr(key, self)
	modName := py.NewStr(name)
	for i := range spec.Methods {
		f := &spec.Methods[i]
		m.Dict.SetName(f.Name, py.Ref(py.NewBuiltin(f, self, modName)))
	}
	err := error(nil)
	if spec.Exec != nil {
		err = spec.Exec(t, m)
	}
	if err == nil && spec.Source != "" {
		file := "<frozen " + name + ">"
		var code *py.Code
		if spec.Frozen != "" && in.Flags.Optimize == 0 {
			code, err = frozen.Decode(spec.Frozen)
		}
		if code == nil {
			code, err = in.Engine.Compile(t, []byte(spec.Source), file, "exec", py.CompileFlags{Optimize: -1, SourceIsStr: true})
		}
		if err == nil && in.Engine.Exec(t, code, m.Dict, py.Value{}, nil).IsError() {
			err = t.Take()
		}
	}
	if err != nil {
		in.Modules.DeleteStr(key)
		return py.Value{}, err
	}
	if v := in.Modules.GetStr(key); !v.IsUnbound() {
		return v, nil
	}
	return self, nil
}

// nativePath is the __path__ of a package of our own: submodules that we lack come
// from the package of the same name in the standard library's folder.
func nativePath(in *py.Interp, name string) py.Value {
	if in.Flags.Stdlib == "" {
		return py.NewList()
	}
	return py.NewList(py.NewStr(py.DecodeFS(path.Join(in.Flags.Stdlib, strings.ReplaceAll(name, ".", "/")))))
}

// loadSource compiles and runs a source file as a module.
func loadSource(t *py.Thread, name, file string, src []byte, pkg bool) (py.Value, error) {
	in := t.Interp
	code, err := in.Engine.Compile(t, src, file, "exec", py.CompileFlags{Optimize: -1})
	if err != nil {
		return py.Value{}, err
	}
	m := py.NewModule(name, py.None)
	m.Dict.SetName("__file__", py.NewStr(file))
	m.Dict.SetName("__cached__", py.None)
	parent := name
	if pkg {
		m.Dict.SetName("__path__", py.NewList(py.NewStr(path.Dir(file))))
	} else if i := strings.LastIndexByte(name, '.'); i >= 0 {
		parent = name[:i]
	} else {
		parent = ""
	}
	m.Dict.SetName("__package__", py.NewStr(parent))
	key := in.InternString(name)
	in.Modules.SetStr(key, py.Ref(m))
	m.Initializing = t
	defer func() { m.Initializing = nil }()
	if in.Engine.Exec(t, code, m.Dict, py.Value{}, nil).IsError() {
		in.Modules.DeleteStr(key)
		return py.Value{}, t.Take()
	}
	// A module may replace itself.
	if v := in.Modules.GetStr(key); !v.IsUnbound() {
		return v, nil
	}
	return py.Value{}, py.NewException(py.KeyError, py.NewStr(name))
}

// waitForInit waits until another thread has finished running the module's body,
// unless that thread waits for this one (a circular import across threads).
func waitForInit(t *py.Thread, m *py.Module) {
	for i := 0; m.Initializing != nil && m.Initializing != t && i < 2000; i++ {
		if t.YieldGIL() {
			continue
		}
	}
}

// importFrom is `from m import name`.
func importFrom(t *py.Thread, m py.Value, name *py.Str) py.Value {
	v, err := py.LookupAttr(t, m, name)
	if err != nil {
		return t.Fail(err)
	}
	if !v.IsUnbound() {
		return v
	}
	modName := "<unknown module name>"
	file := ""
	if n, err := py.LookupAttr(t, m, t.Interp.InternString("__name__")); err == nil && !n.IsUnbound() {
		if s, ok := py.AsStr(n); ok {
			modName = s.String()
			if sub := t.Interp.Modules.GetStr(t.Interp.InternString(modName + "." + name.String())); !sub.IsUnbound() {
				return sub
			}
		}
	}
	if f, err := py.LookupAttr(t, m, t.Interp.InternString("__file__")); err == nil && !f.IsUnbound() {
		if s, ok := py.AsStr(f); ok {
			file = s.String()
		}
	}
	where := "unknown location"
	if file != "" {
		where = file
	}
	msg := "cannot import name '" + name.String() + "' from '" + modName + "' (" + where + ")"
	if mod, ok := py.As[py.Module](m, py.ModuleType); ok && mod.Initializing != nil {
		msg = "cannot import name '" + name.String() + "' from partially initialized module '" + modName + "' (most likely due to a circular import) (" + where + ")"
	}
	e := py.NewException(py.ImportError, py.NewStr(msg))
	e.SetMember("name", py.NewStr(modName))
	e.SetMember("name_from", name.Value())
	if file != "" {
		e.SetMember("path", py.NewStr(file))
	}
	return t.RaiseException(e)
}

// importStar is `from m import *`.
func importStar(t *py.Thread, blk *py.Block, m, ns py.Value) bool {
	store := func(name *py.Str, v py.Value) bool {
		if ns.IsUnbound() {
			blk.Globals.SetStr(name, v)
			return true
		}
		if ns.IsDict() {
			py.Cast[py.Dict](ns).SetStr(name, v)
			return true
		}
		return py.SetItemOperation(t, ns, name.Value(), v)
	}
	all, err := py.LookupAttr(t, m, t.Interp.InternString("__all__"))
	if err != nil {
		t.Fail(err)
		return false
	}
	if !all.IsUnbound() {
		names, err := py.Items(t, all)
		if err != nil {
			t.Fail(err)
			return false
		}
		for _, n := range names {
			s, ok := py.AsStr(n)
			if !ok {
				t.Raise(py.TypeError, "Item in __all__ must be str, not %s", py.TypeOf(n).FullName())
				return false
			}
			s = t.Interp.Intern(s)
			v := py.TypeOf(m).GetAttr(t, m, s)
			if v.IsError() || !store(s, v) {
				return false
			}
		}
		return true
	}
	d := py.InstanceDict(m)
	if d == nil {
		t.Raise(py.ImportError, "from-import-* object has no __dict__ and no __all__")
		return false
	}
	for k, v, p, ok := d.Next(0); ok; k, v, p, ok = d.Next(p) {
		if s, isStr := py.AsStr(k); isStr && !strings.HasPrefix(s.String(), "_") {
			if !store(t.Interp.Intern(s), v) {
				return false
			}
		}
	}
	return true
}
