package imports

import (
	"errors"
	"path"
	"strings"

	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
)

var pathFinderType py.Type

// findOnPath is PathFinder.find_spec: the finders of the entries of sys.path, or of a
// package's __path__. The result is None if none knows the module.
func (st *state) findOnPath(t *py.Thread, name string, path, target py.Value) (py.Value, error) {
	in := st.in
	top := false
	if in.Sys != nil {
		sysPath := orNone(in.Sys.GetName("path"))
		if path.IsNone() || path == sysPath {
			path, top = sysPath, !strings.Contains(name, ".")
		}
	}
	var entries []py.Value
	if list, ok := py.AsList(path); ok {
		entries = list.Items
	} else if !path.IsNone() {
		var err error
		if entries, err = py.Items(t, path); err != nil {
			return py.Value{}, err
		}
	}
	var portions []py.Value
	for i := 0; i < len(entries); i++ {
		entry, ok := py.AsStr(entries[i])
		if !ok {
			continue
		}
		if top && st.in.Flags.Stdlib != "" && entry.String() == st.in.Flags.Stdlib {
			// Our own modules win over those of the installed library.
			top = false
			if s := st.nativeSpec(name); s != nil {
				return py.Ref(s), nil
			}
		}
		finder, err := st.finderOf(t, entry)
		if err != nil {
			return py.Value{}, err
		}
		if finder.IsNone() {
			continue
		}
		var s py.Value
		switch py.TypeOf(finder) {
		case &fileFinderType:
			s, err = py.Cast[fileFinder](finder).find(t, name)
		case &zipImporterType:
			s, err = py.Cast[zipImporter](finder).find(t, name)
		default:
			find, ferr := py.LookupAttr(t, finder, in.InternString("find_spec"))
			if ferr != nil {
				return py.Value{}, ferr
			}
			if find.IsUnbound() {
				continue
			}
			s, err = py.Call(t, find, py.NewStr(name), target)
		}
		if err != nil {
			return py.Value{}, err
		}
		if s.IsNone() {
			continue
		}
		loader, err := py.GetAttr(t, s, "loader")
		if err != nil || !loader.IsNone() {
			return s, err
		}
		loc, err := py.GetAttr(t, s, "submodule_search_locations")
		if err != nil {
			return py.Value{}, err
		}
		if loc.IsNone() {
			return py.Value{}, py.Errorf(py.ImportError, "spec missing loader")
		}
		more, err := py.Items(t, loc)
		if err != nil {
			return py.Value{}, err
		}
		portions = append(portions, more...)
	}
	if top {
		if s := st.nativeSpec(name); s != nil {
			return py.Ref(s), nil
		}
	}
	if len(portions) == 0 {
		return py.None, nil
	}
	s := newSpec(name, py.None, py.None, false)
	loc, err := st.external(t, "_namespace_path", py.NewStr(name), py.NewList(portions...))
	if err != nil {
		return py.Value{}, err
	}
	s.locations = loc
	return py.Ref(s), nil
}

// finderOf returns the finder of an entry of a path, made by sys.path_hooks and kept in
// sys.path_importer_cache; None if no hook takes the entry.
func (st *state) finderOf(t *py.Thread, entry *py.Str) (py.Value, error) {
	in := st.in
	if entry.String() == "" {
		cwd, err := in.Host.FS.Getcwd()
		if err != nil {
			return py.None, nil // the current directory is gone
		}
		entry = py.MakeStr(py.DecodeFS(cwd))
	}
	if in.Sys == nil {
		return py.None, nil
	}
	cache, ok := py.AsDict(orNone(in.Sys.GetName("path_importer_cache")))
	if ok {
		if f := cache.GetStr(entry); !f.IsUnbound() {
			return f, nil
		}
	}
	finder, err := st.hookedFinder(t, entry)
	if err != nil {
		return py.Value{}, err
	}
	if ok {
		cache.SetStr(entry, finder)
	}
	return finder, nil
}

// hookedFinder asks sys.path_hooks for a finder.
func (st *state) hookedFinder(t *py.Thread, entry *py.Str) (py.Value, error) {
	in := st.in
	v := orNone(in.Sys.GetName("path_hooks"))
	if v.IsNone() {
		return py.None, nil
	}
	hooks, err := py.Items(t, v)
	if err != nil {
		return py.Value{}, err
	}
	if len(hooks) == 0 {
		return py.None, in.Warn(t, "ImportWarning", "sys.path_hooks is empty", "", 0)
	}
	for _, h := range hooks {
		var f py.Value
		switch h {
		case zipImporterType.Value():
			z, err := st.zipOf(t, entry.String())
			if err != nil {
				continue
			}
			f = py.Ref(z)
		case st.fileHook:
			if !st.isDir(entry.String()) {
				continue
			}
			f = py.Ref(st.newFileFinder(entry.String()))
		default:
			if f, err = py.Call(t, h, entry.Value()); err != nil {
				if py.Matches(err, py.ImportError) {
					continue
				}
				return py.Value{}, err
			}
		}
		return f, nil
	}
	return py.None, nil
}

// hostPath is the form of a path for the host.
func hostPath(s string) string {
	if b, err := py.EncodeFS(py.MakeStr(s)); err == nil {
		return b
	}
	return s
}

func (st *state) stat(name string) (host.Stat, error) {
	return st.in.Host.FS.Stat(hostPath(name), true)
}

func (st *state) isDir(name string) bool {
	if name == "" {
		name = "."
	}
	s, err := st.stat(name)
	return err == nil && s.IsDir()
}

// isGone reports whether an error says that a file is not there or may not be read:
// a finder then looks elsewhere.
func (st *state) isGone(err error) bool {
	return st.in.IsMissing(err) || errors.Is(err, host.EACCES)
}

// absolute makes a path absolute without touching an absolute one.
func (st *state) absolute(name string) string {
	if isAbs(name) {
		return name
	}
	cwd, err := st.in.Host.FS.Getcwd()
	if err != nil {
		return name
	}
	if name == "" || name == "." {
		return py.DecodeFS(cwd)
	}
	return path.Join(py.DecodeFS(cwd), name)
}

func isAbs(name string) bool {
	return strings.HasPrefix(name, "/") || len(name) > 2 && name[1] == ':' && (name[2] == '\\' || name[2] == '/') || strings.HasPrefix(name, `\\`)
}

// join puts a file's name behind a folder's as os.path.join does.
func join(dir, name string) string {
	if dir == "" {
		return name
	}
	if strings.HasSuffix(dir, "/") || strings.HasSuffix(dir, `\`) && !strings.HasPrefix(dir, "/") {
		return dir + name
	}
	return dir + "/" + name
}

func fullName(t *py.Thread, v py.Value) (string, error) {
	s, ok := py.AsStr(v)
	if !ok {
		return "", py.Errorf(py.TypeError, "module name must be a string, not %s", py.TypeOf(v).Name())
	}
	return s.String(), nil
}

// pathFinderSpec declares importlib.machinery.PathFinder.
// https://docs.python.org/3.14/library/importlib.html#importlib.machinery.PathFinder
func pathFinderSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "_frozen_importlib_external.PathFinder", Doc: "Meta path finder for sys.path and package __path__ attributes.",
		Layout: py.LayoutOf[py.Object](),
		Slots: py.Slots{New: func(t *py.Thread, typ *py.Type, args, kw []py.Value) py.Value {
			if len(args) > 0 {
				return t.Raise(py.TypeError, "%s() takes no arguments", typ.Name())
			}
			return py.Ref(py.Make[py.Object](typ))
		}},
		Methods: []py.Method{
			{Name: "find_spec", Signature: "($type, /, fullname, path=None, target=None)", Flags: py.Class | py.CallsPython, Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				n, err := fullName(t, a[0])
				if err != nil {
					return py.Value{}, err
				}
				return stateOf(t).findOnPath(t, n, a[1], a[2])
			}, Doc: "Try to find a spec for 'fullname' on sys.path or 'path'.\n\nThe search is based on sys.path_hooks and sys.path_importer_cache."},
			{Name: "invalidate_caches", Signature: "()", Flags: py.Static | py.CallsPython, Func: invalidatePath, Doc: "Call the invalidate_caches() method on all path entry finders\nstored in sys.path_importer_cache (where implemented)."},
			{Name: "_path_hooks", Signature: "(path)", Flags: py.Static | py.CallsPython, Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				s, ok := py.AsStr(a[0])
				if !ok {
					return py.None, nil
				}
				return stateOf(t).hookedFinder(t, s)
			}, Doc: "Search sys.path_hooks for a finder for 'path'."},
			{Name: "_path_importer_cache", Signature: "($type, /, path)", Flags: py.Class | py.CallsPython, Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				s, ok := py.AsStr(a[0])
				if !ok {
					return py.None, nil
				}
				return stateOf(t).finderOf(t, s)
			}, Doc: "Get the finder for the path entry from sys.path_importer_cache."},
			{Name: "find_distributions", Signature: "(*args, **kwargs)", Flags: py.Static | py.CallsPython, Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				m, err := load(t, "importlib.metadata")
				if err != nil {
					return py.Value{}, err
				}
				c, err := py.GetAttr(t, m, "MetadataPathFinder")
				if err != nil {
					return py.Value{}, err
				}
				f, err := py.GetAttr(t, c, "find_distributions")
				if err != nil {
					return py.Value{}, err
				}
				kw, _ := py.AsDict(a[1])
				args, err := py.Items(t, a[0])
				if err != nil {
					return py.Value{}, err
				}
				return py.CallUnpacked(t, f, args, kw)
			}, Doc: "Find distributions."},
		},
	}
}

func invalidatePath(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	st := stateOf(t)
	cache, ok := py.AsDict(orNone(st.in.Sys.GetName("path_importer_cache")))
	if !ok {
		return py.None, nil
	}
	type entry struct{ key, finder py.Value }
	var all []entry
	for k, v, p, ok := cache.Next(0); ok; k, v, p, ok = cache.Next(p) {
		all = append(all, entry{k, v})
	}
	for _, e := range all {
		name, isName := py.AsStr(e.key)
		if e.finder.IsNone() || isName && !isAbs(name.String()) {
			// What was not there, and what a relative path meant, may have changed.
			if _, ok := cache.Delete(t, e.key); !ok {
				return py.Value{}, t.Take()
			}
			continue
		}
		f, err := py.LookupAttr(t, e.finder, st.in.InternString("invalidate_caches"))
		if err == nil && !f.IsUnbound() {
			_, err = py.Call(t, f)
		}
		if err != nil {
			return py.Value{}, err
		}
	}
	if !st.in.Modules.GetName("_frozen_importlib_external").IsUnbound() {
		if _, err := st.external(t, "_forget_namespace_paths"); err != nil {
			return py.Value{}, err
		}
	}
	m := st.in.Modules.GetName("importlib.metadata")
	if m.IsUnbound() {
		return py.None, nil
	}
	c, err := py.GetAttr(t, m, "MetadataPathFinder")
	if err == nil {
		_, err = py.CallMethod(t, c, "invalidate_caches")
	}
	return py.None, err
}
