package imports

import (
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
)

// fileLoader is a loader of one file: its class says of which kind.
type fileLoader struct {
	py.Header
	name, path py.Value
	py.Inst
}

var fileLoaderType, sourceLoaderType, sourcelessLoaderType, extensionLoaderType py.Type

// loaderOf is the loader that v is; one that was not initialised has None for its fields.
func loaderOf(v py.Value) *fileLoader {
	l := py.Cast[fileLoader](v)
	l.name, l.path = orNone(l.name), orNone(l.path)
	return l
}

// checkName returns the name that a method of a loader is called with, which must be the
// loader's; None stands for that.
func (l *fileLoader) checkName(t *py.Thread, v py.Value) (py.Value, error) {
	if v.IsUnbound() || v.IsNone() || v == l.name {
		return l.name, nil
	}
	if eq, err := py.Equal(t, l.name, v); err != nil || eq {
		return v, err
	}
	own, err := py.ToGoString(t, l.name)
	if err != nil {
		return py.Value{}, err
	}
	other, err := py.ToGoString(t, v)
	if err != nil {
		return py.Value{}, err
	}
	e := py.NewException(py.ImportError, py.NewStr("loader for "+own+" cannot handle "+other))
	e.SetMember("name", v)
	return py.Value{}, e
}

// viaPython is a method that a class of _frozen_importlib_external has in Python.
func viaPython(class, name, signature, doc string) py.Method {
	return py.Method{Name: name, Signature: signature, Flags: py.CallsPython, Doc: doc, Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
		m, err := load(t, "_frozen_importlib_external")
		if err != nil {
			return py.Value{}, err
		}
		c, err := py.GetAttr(t, m, class)
		if err != nil {
			return py.Value{}, err
		}
		f, err := py.GetAttr(t, c, name)
		if err != nil {
			return py.Value{}, err
		}
		return py.Call(t, f, append([]py.Value{self}, a...)...)
	}}
}

// loaderType declares one of the loader classes.
func loaderType(name, doc string, base *py.Type, methods ...py.Method) py.TypeSpec {
	attr := func(name string, at func(l *fileLoader) *py.Value) py.Getset {
		return py.Getset{Name: name,
			Get: func(t *py.Thread, self py.Value) (py.Value, error) {
				return *at(loaderOf(self)), nil
			},
			Set: func(t *py.Thread, self, val py.Value) error {
				*at(loaderOf(self)) = orNone(val) // deleted it is None
				return nil
			}}
	}
	return py.TypeSpec{
		Name: "_frozen_importlib_external." + name, Doc: doc, Base: base,
		Layout:        py.LayoutWithInst(func(l *fileLoader) *py.Inst { return &l.Inst }),
		InitSignature: "(fullname, path)",
		Init: func(t *py.Thread, self py.Value, a py.Args) error {
			l := loaderOf(self)
			l.name, l.path = a[0], a[1]
			return nil
		},
		Slots: py.Slots{
			New: func(t *py.Thread, typ *py.Type, args, kw []py.Value) py.Value {
				l := py.Make[fileLoader](typ)
				l.name, l.path = py.None, py.None // unless __init__ says
				return py.Ref(l)
			},
			Compare: func(t *py.Thread, a, b py.Value, op py.CompareOp) py.Value {
				if op != py.EQ && op != py.NE || !fileLoaderType.IsInstance(a) || !fileLoaderType.IsInstance(b) {
					return py.NotImplemented
				}
				eq := py.TypeOf(a) == py.TypeOf(b)
				for _, p := range [][2]py.Value{{loaderOf(a).name, loaderOf(b).name}, {loaderOf(a).path, loaderOf(b).path}} {
					if !eq {
						break
					}
					var err error
					if eq, err = py.Equal(t, orNone(p[0]), orNone(p[1])); err != nil {
						return t.Fail(err)
					}
				}
				return py.Bool(eq == (op == py.EQ))
			},
			Hash: func(t *py.Thread, v py.Value) (uint64, bool) {
				l := loaderOf(v)
				if !t.Enter(" while calling a Python object") {
					return 0, false
				}
				defer t.Leave()
				a, ok := py.Hash(t, orNone(l.name))
				if !ok {
					return 0, false
				}
				b, ok := py.Hash(t, orNone(l.path))
				return a ^ b, ok
			},
		},
		Getset: []py.Getset{
			attr("name", func(l *fileLoader) *py.Value { return &l.name }),
			attr("path", func(l *fileLoader) *py.Value { return &l.path }),
			py.DictGetset(),
		},
		Methods: methods,
	}
}

// method calls a method of the loader as Python does, so that a subclass may have its
// own.
func method(t *py.Thread, self py.Value, name string, args ...py.Value) (py.Value, error) {
	return py.CallMethod(t, self, name, args...)
}

func fileLoaderSpec() py.TypeSpec {
	return loaderType("FileLoader", "Base file loader class which implements the loader protocol methods that\nrequire file system usage.", nil,
		py.Method{Name: "get_filename", Signature: "($self, /, name=None)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
			if _, err := loaderOf(self).checkName(t, a[0]); err != nil {
				return py.Value{}, err
			}
			return orNone(loaderOf(self).path), nil
		}, Doc: "Return the path to the source file as found by the finder."},
		py.Method{Name: "get_data", Signature: "($self, /, path)", Func: getData, Doc: "Return the data from path as raw bytes."},
		viaPython("_LoaderBasics", "load_module", "($self, /, fullname=None)", "Load a module from a file. Deprecated."),
		viaPython("_LoaderBasics", "get_resource_reader", "($self, /, name=None)", "The reader of a package's resources."),
	)
}

func getData(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	v, err := py.FSPath(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	name, _, err := py.PathBytes(v)
	if err != nil {
		return py.Value{}, err
	}
	data, err := t.Interp.ReadFile(name)
	if err != nil {
		return py.Value{}, py.NewOSError(err, v)
	}
	return py.NewBytes(data), nil
}

// basics are the methods of _LoaderBasics, from which CPython's loaders derive.
func basics() []py.Method {
	return []py.Method{
		{Name: "is_package", Signature: "($self, /, fullname)", Flags: py.CallsPython, Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
			v, err := method(t, self, "get_filename", a[0])
			if err != nil {
				return py.Value{}, err
			}
			file, err := py.ToGoString(t, v)
			if err != nil {
				return py.Value{}, err
			}
			name, err := py.ToGoString(t, a[0])
			if err != nil {
				return py.Value{}, err
			}
			file = file[strings.LastIndexAny(file, `/\`)+1:]
			if i := strings.LastIndexByte(file, '.'); i >= 0 {
				file = file[:i]
			}
			return py.Bool(file == "__init__" && name[strings.LastIndexByte(name, '.')+1:] != "__init__"), nil
		}, Doc: "Concrete implementation of InspectLoader.is_package by checking if\nthe path returned by get_filename has a filename of '__init__.py'."},
		{Name: "create_module", Signature: "($self, /, spec)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
			return py.None, nil
		}, Doc: "Use default semantics for module creation."},
		{Name: "exec_module", Signature: "($self, /, module)", Flags: py.CallsPython, Func: execModule, Doc: "Execute the module."},
	}
}

// execModule runs the code that the loader's get_code returns in a module.
func execModule(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	nv, err := py.GetAttr(t, a[0], "__name__")
	if err != nil {
		return py.Value{}, err
	}
	cv, err := method(t, self, "get_code", nv)
	if err != nil {
		return py.Value{}, err
	}
	if cv.IsNone() {
		n, err := py.ReprString(t, nv)
		if err != nil {
			return py.Value{}, err
		}
		return py.Value{}, py.Errorf(py.ImportError, "cannot load module %s when get_code() returns None", n)
	}
	code, ok := py.As[py.Code](cv, py.CodeType)
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "exec() arg 1 must be a string, bytes or code object")
	}
	dv, err := py.GetAttr(t, a[0], "__dict__")
	if err != nil {
		return py.Value{}, err
	}
	d, ok := py.AsDict(dv)
	if !ok {
		return py.Value{}, py.Errorf(py.TypeError, "exec() globals must be a dict, not %s", py.TypeOf(dv).Name())
	}
	if t.Interp.Engine.Exec(t, code, d, py.Value{}, nil).IsError() {
		return py.Value{}, t.Take()
	}
	return py.None, nil
}

func sourceLoaderSpec() py.TypeSpec {
	return loaderType("SourceFileLoader", "Concrete implementation of SourceLoader using the file system.", &fileLoaderType, append(basics(),
		py.Method{Name: "path_stats", Signature: "($self, /, path)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
			name, err := py.ToGoString(t, a[0])
			if err != nil {
				return py.Value{}, err
			}
			s, err := stateOf(t).stat(name)
			if err != nil {
				return py.Value{}, py.NewOSError(err, a[0])
			}
			d := py.NewDict()
			d.SetName("mtime", py.Float(float64(s.Mtime)/1e9))
			d.SetName("size", py.Int(s.Size))
			return d.Value(), nil
		}, Doc: "Return the metadata for the path."},
		viaPython("SourceLoader", "path_mtime", "($self, /, path)", "Optional method that returns the modification time (int) for the\nspecified path (a str)."),
		py.Method{Name: "_cache_bytecode", Signature: "($self, /, source_path, bytecode_path, data)", Flags: py.CallsPython, Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
			mode := uint32(0o666)
			if name, ok := py.AsStr(a[0]); ok {
				if s, err := stateOf(t).stat(name.String()); err == nil {
					mode = s.Mode&0o777 | 0o200
				}
			}
			return py.CallKw(t, orError(py.GetAttr(t, self, "set_data")), []py.Value{a[1], a[2]}, []string{"_mode"}, []py.Value{py.Int(int64(mode))})
		}, Doc: "Adapt between the two signatures."},
		py.Method{Name: "set_data", Signature: "($self, /, path, data, *, _mode=438)", Func: setData, Doc: "Write bytes data to a file."},
		viaPython("SourceLoader", "get_source", "($self, /, fullname)", "Concrete implementation of InspectLoader.get_source."),
		py.Method{Name: "source_to_code", Signature: "($self, /, data, path, *, _optimize=-1)", Flags: py.CallsPython, Func: sourceToCode, Doc: "Return the code object compiled from source.\n\nThe 'data' argument can be any object type that compile() supports."},
		py.Method{Name: "get_code", Signature: "($self, /, fullname)", Flags: py.CallsPython, Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
			l := loaderOf(self)
			if py.TypeOf(self) != &sourceLoaderType {
				return viaPython("SourceLoader", "get_code", "", "").Func(t, self, a)
			}
			if _, err := l.checkName(t, a[0]); err != nil {
				return py.Value{}, err
			}
			n, err := py.ToGoString(t, l.name)
			if err != nil {
				return py.Value{}, err
			}
			code, err := stateOf(t).sourceCode(t, l, n, nil)
			if err != nil {
				return py.Value{}, err
			}
			return py.Ref(code), nil
		}, Doc: "Concrete implementation of InspectLoader.get_code.\n\nReading of bytecode requires path_stats to be implemented. To write\nbytecode, set_data must also be implemented."},
	)...)
}

// sourceToCode is compile(data, path, 'exec', dont_inherit=True, optimize=_optimize).
func sourceToCode(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	f := t.Interp.Builtins.GetName("compile")
	return py.CallKw(t, f, []py.Value{a[0], a[1], py.NewStr("exec")}, []string{"dont_inherit", "optimize"}, []py.Value{py.True, a[2]})
}

// setData writes a file of compiled code; that it could not is nobody's business.
func setData(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	name, err := py.ToGoString(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	data, err := py.ReadBytes(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	mode, err := py.ToIndex(t, a[2], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	stateOf(t).writeAtomic(hostPath(name), data, uint32(mode))
	return py.None, nil
}

// writeAtomic writes a file, with its folders, so that others see it whole or not at
// all. It gives up on the first error: a cache is not owed.
func (st *state) writeAtomic(name string, data []byte, mode uint32) {
	fs, files := st.in.Host.FS, st.in.Host.Files
	flags := st.in.Host.System.Platform().OpenFlags
	tmp := name + "." + st.uniqueSuffix()
	open := func() (int, error) {
		return fs.Open(tmp, flags["O_WRONLY"]|flags["O_CREAT"]|flags["O_EXCL"], mode&0o666)
	}
	fd, err := open()
	if err != nil && st.in.IsMissing(err) {
		st.makeFolders(name)
		fd, err = open()
	}
	if err != nil {
		return
	}
	for len(data) > 0 && err == nil {
		var n int
		n, err = files.Write(fd, data, nil)
		data = data[n:]
	}
	if cerr := files.Close(fd); err == nil {
		err = cerr
	}
	if err == nil {
		err = fs.Rename(tmp, name, true)
	}
	if err != nil {
		fs.Remove(tmp)
	}
}

// makeFolders makes the folders above a file.
func (st *state) makeFolders(name string) {
	i := strings.LastIndexByte(name, '/')
	if i <= 0 {
		return
	}
	dir := name[:i]
	if s, err := st.in.Host.FS.Stat(dir, true); err == nil && s.IsDir() {
		return
	}
	st.makeFolders(dir)
	st.in.Host.FS.Mkdir(dir, 0o777)
}

func orError(v py.Value, err error) py.Value {
	if err != nil {
		return py.None
	}
	return v
}

func sourcelessLoaderSpec() py.TypeSpec {
	return loaderType("SourcelessFileLoader", "Loader which handles sourceless file imports.", &fileLoaderType, append(basics(),
		py.Method{Name: "get_code", Signature: "($self, /, fullname)", Flags: py.CallsPython, Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
			return viaPython("_Sourceless", "get_code", "", "").Func(t, self, a)
		}},
		py.Method{Name: "get_source", Signature: "($self, /, fullname)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
			return py.None, nil
		}, Doc: "Return None as there is no source code."},
	)...)
}

// extensionLoaderSpec declares the loader of shared libraries, which nothing here can
// load: its methods say so.
func extensionLoaderSpec() py.TypeSpec {
	none := func(name, doc string) py.Method {
		return py.Method{Name: name, Signature: "($self, /, fullname)", Doc: doc, Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
			return py.None, nil
		}}
	}
	return loaderType("ExtensionFileLoader", "Loader for extension modules.\n\nThe constructor is designed to work with FileFinder.", &fileLoaderType,
		py.Method{Name: "create_module", Signature: "($self, /, spec)", Flags: py.CallsPython, Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
			e := py.NewException(py.ImportError, py.NewStr("gopyrun cannot load extension modules"))
			e.SetMember("name", orNone(loaderOf(self).name))
			e.SetMember("path", orNone(loaderOf(self).path))
			return py.Value{}, e
		}, Doc: "Create an uninitialized extension module."},
		py.Method{Name: "exec_module", Signature: "($self, /, module)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
			return py.Value{}, py.Errorf(py.ImportError, "gopyrun cannot load extension modules")
		}, Doc: "Initialize an extension module."},
		py.Method{Name: "is_package", Signature: "($self, /, fullname)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
			return py.False, nil
		}, Doc: "Return True if the extension module is a package."},
		none("get_code", "Return None as an extension module cannot create a code object."),
		none("get_source", "Return None as extension modules have no source code."),
	)
}

// MainLoader is the __loader__ of a program: the loader of its file, or BuiltinImporter
// for one that is in no file.
func MainLoader(name, file string) py.Value {
	if file == "" {
		return builtinImporterType.Value()
	}
	l := py.Make[fileLoader](&sourceLoaderType)
	l.name, l.path = py.NewStr(name), py.NewStr(file)
	return py.Ref(l)
}
