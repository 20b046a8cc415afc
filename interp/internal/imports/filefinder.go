package imports

import (
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
)

// fileFinder is a FileFinder: it finds the modules in one folder, whose listing it
// keeps until the folder changes.
type fileFinder struct {
	py.Header
	path    string
	loaders []loaderDetail
	names   map[string]bool // the listing; nil before the first look
	mtime   int64           // of the folder when it was listed
	racy    bool            // the folder had changed just before it was listed
	py.Inst
}

// loaderDetail says which loader loads files with a suffix.
type loaderDetail struct {
	suffix string
	loader py.Value // a class
}

var fileFinderType py.Type

// The suffixes that modules have, in the order in which they are looked for. There are
// no extension modules.
const (
	sourceSuffix   = ".py"
	bytecodeSuffix = ".pyc"
)

func defaultLoaders() []loaderDetail {
	return []loaderDetail{{sourceSuffix, sourceLoaderType.Value()}, {bytecodeSuffix, sourcelessLoaderType.Value()}}
}

func (st *state) newFileFinder(path string) *fileFinder {
	f := py.Make[fileFinder](&fileFinderType)
	f.path, f.loaders = st.absolute(path), defaultLoaders()
	return f
}

// racyWindow is how close to its listing a folder's time of change may be for a later
// change to have the same time.
const racyWindow = 20e6

// list reads the folder if it has changed.
func (f *fileFinder) list(st *state) {
	mtime := int64(-1)
	if s, err := st.stat(f.path); err == nil {
		mtime = s.Mtime
	}
	if f.names != nil && mtime == f.mtime && !f.racy {
		return
	}
	f.mtime, f.racy = mtime, false
	if now, err := st.in.Host.Clock.Wall(); err == nil && now-mtime < racyWindow {
		f.racy = true
	}
	entries, err := st.in.Host.FS.ReadDir(hostPath(f.path))
	f.names = make(map[string]bool, len(entries))
	if err != nil {
		return // gone, or not to be read: nothing is found in it
	}
	for _, e := range entries {
		f.names[py.DecodeFS(e.Name)] = true
	}
}

// find is find_spec.
func (f *fileFinder) find(t *py.Thread, name string) (py.Value, error) {
	st := stateOf(t)
	f.list(st)
	short := name[strings.LastIndexByte(name, '.')+1:]
	base := join(f.path, short)
	namespace := false
	if f.names[short] {
		for _, d := range f.loaders {
			if s, err := f.specOf(st, t, name, join(base, "__init__"+d.suffix), d, base); err != nil || !s.IsNone() {
				return s, err
			}
		}
		namespace = st.isDir(base)
	}
	for _, d := range f.loaders {
		if f.names[short+d.suffix] {
			if s, err := f.specOf(st, t, name, base+d.suffix, d, ""); err != nil || !s.IsNone() {
				return s, err
			}
		}
	}
	if !namespace {
		return py.None, nil
	}
	s := newSpec(name, py.None, py.None, false)
	s.locations = py.NewList(py.NewStr(base))
	return py.Ref(s), nil
}

// specOf is the spec of a file, None if it is not there; dir is the folder of a package.
func (f *fileFinder) specOf(st *state, t *py.Thread, name, file string, d loaderDetail, dir string) (py.Value, error) {
	if flush := st.in.FlushFiles; flush != nil {
		flush(t) // the program may have written the file a moment ago
	}
	stat, err := st.stat(file)
	if err != nil || !stat.IsRegular() {
		return py.None, nil
	}
	if d.loader != sourceLoaderType.Value() && d.loader != sourcelessLoaderType.Value() {
		loader, err := py.Call(t, d.loader, py.NewStr(name), py.NewStr(file))
		if err != nil {
			return py.Value{}, err
		}
		loc := py.None
		if dir != "" {
			loc = py.NewList(py.NewStr(dir))
		}
		return st.external(t, "_spec_from_file", py.NewStr(name), py.NewStr(file), loader, loc)
	}
	l := py.Make[fileLoader](typeOfClass(d.loader))
	l.name, l.path = py.NewStr(name), py.NewStr(file)
	s := newSpec(name, py.Ref(l), l.path, false)
	s.fileAttr, s.stat = true, &stat
	if dir != "" {
		s.locations = py.NewList(py.NewStr(dir))
	}
	return py.Ref(s), nil
}

// typeOfClass is the type of one of our own loader classes.
func typeOfClass(v py.Value) *py.Type {
	if v == sourceLoaderType.Value() {
		return &sourceLoaderType
	}
	return &sourcelessLoaderType
}

// fileHookMethod is the path hook for folders.
var fileHookMethod = py.Method{
	Name: "path_hook_for_FileFinder", Signature: "(path)",
	Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
		st := stateOf(t)
		s, ok := py.AsStr(a[0])
		if !ok || !st.isDir(s.String()) {
			e := py.NewException(py.ImportError, py.NewStr("only directories are supported"))
			e.SetMember("path", a[0])
			return py.Value{}, e
		}
		return py.Ref(st.newFileFinder(s.String())), nil
	},
	Doc: "Path hook for importlib.machinery.FileFinder.",
}

// fileFinderSpec declares importlib.machinery.FileFinder.
// https://docs.python.org/3.14/library/importlib.html#importlib.machinery.FileFinder
func fileFinderSpec() py.TypeSpec {
	self := func(v py.Value) *fileFinder { return py.Cast[fileFinder](v) }
	return py.TypeSpec{
		Name:          "_frozen_importlib_external.FileFinder",
		Doc:           "File-based finder.\n\nInteractions with the file system are cached for performance, being\nrefreshed when the directory the finder is handling has been modified.",
		Layout:        py.LayoutWithInst(func(f *fileFinder) *py.Inst { return &f.Inst }),
		InitSignature: "(path, *loader_details)",
		Init: func(t *py.Thread, v py.Value, a py.Args) error {
			f, st := self(v), stateOf(t)
			s, ok := py.AsStr(a[0])
			if !ok {
				return py.Errorf(py.TypeError, "path must be a string, not %s", py.TypeOf(a[0]).Name())
			}
			f.path, f.names, f.loaders = st.absolute(s.String()), nil, nil
			details, err := py.Items(t, a[1])
			if err != nil {
				return err
			}
			for _, d := range details {
				pair, err := py.Items(t, d)
				if err != nil {
					return err
				}
				if len(pair) != 2 {
					return py.Errorf(py.ValueError, "too many values to unpack (expected 2)")
				}
				suffixes, err := py.Items(t, pair[1])
				if err != nil {
					return err
				}
				for _, x := range suffixes {
					suffix, ok := py.AsStr(x)
					if !ok {
						return py.Errorf(py.TypeError, "suffix must be a string, not %s", py.TypeOf(x).Name())
					}
					f.loaders = append(f.loaders, loaderDetail{suffix.String(), pair[0]})
				}
			}
			return nil
		},
		Slots: py.Slots{
			New: func(t *py.Thread, typ *py.Type, args, kw []py.Value) py.Value {
				return py.Ref(py.Make[fileFinder](typ))
			},
			Repr: func(t *py.Thread, v py.Value) py.Value {
				r, err := py.ReprString(t, py.NewStr(self(v).path))
				if err != nil {
					return t.Fail(err)
				}
				return py.NewStr("FileFinder(" + r + ")")
			},
		},
		Methods: []py.Method{
			{Name: "find_spec", Signature: "($self, /, fullname, target=None)", Flags: py.CallsPython, Func: func(t *py.Thread, v py.Value, a py.Args) (py.Value, error) {
				n, err := fullName(t, a[0])
				if err != nil {
					return py.Value{}, err
				}
				return self(v).find(t, n)
			}, Doc: "Try to find a spec for the specified module.\n\nReturns the matching spec, or None if not found."},
			{Name: "invalidate_caches", Signature: "($self, /)", Func: func(t *py.Thread, v py.Value, a py.Args) (py.Value, error) {
				self(v).names = nil
				return py.None, nil
			}, Doc: "Invalidate the directory mtime."},
			{Name: "_fill_cache", Signature: "($self, /)", Func: func(t *py.Thread, v py.Value, a py.Args) (py.Value, error) {
				f := self(v)
				f.names = nil
				f.list(stateOf(t))
				return py.None, nil
			}, Doc: "Fill the cache of potential modules and packages for this directory."},
			{Name: "path_hook", Signature: "($type, /, *loader_details)", Flags: py.Class | py.CallsPython, Func: func(t *py.Thread, cls py.Value, a py.Args) (py.Value, error) {
				return stateOf(t).external(t, "_path_hook", cls, a[0])
			}, Doc: "A class method which returns a closure to use on sys.path_hook\nwhich will return an instance using the specified loaders and the path\ncalled on the closure.\n\nIf the path called on the closure is not a directory, ImportError is\nraised."},
		},
		Getset: []py.Getset{
			{Name: "path", Get: func(t *py.Thread, v py.Value) (py.Value, error) { return py.NewStr(self(v).path), nil },
				Set: func(t *py.Thread, v, val py.Value) error {
					s, ok := py.AsStr(orNone(val))
					if !ok {
						return py.Errorf(py.TypeError, "path must be a string, not %s", py.TypeOf(orNone(val)).Name())
					}
					self(v).path, self(v).names = s.String(), nil
					return nil
				}},
			{Name: "_loaders", Get: func(t *py.Thread, v py.Value) (py.Value, error) {
				var items []py.Value
				for _, d := range self(v).loaders {
					items = append(items, py.NewTuple(py.NewStr(d.suffix), d.loader))
				}
				return py.NewList(items...), nil
			}},
			{Name: "_path_mtime", Get: func(t *py.Thread, v py.Value) (py.Value, error) {
				f := self(v)
				if f.names == nil {
					return py.Int(-1), nil
				}
				return py.Float(float64(f.mtime) / 1e9), nil
			}, Set: func(t *py.Thread, v, _ py.Value) error {
				self(v).names = nil // any time but the folder's own makes it be listed again
				return nil
			}},
			{Name: "_path_cache", Get: func(t *py.Thread, v py.Value) (py.Value, error) {
				s := py.NewSet()
				for n := range self(v).names {
					s.Add(t, py.NewStr(n))
				}
				return s.Value(), nil
			}},
			py.DictGetset(),
		},
	}
}
