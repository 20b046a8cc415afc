package imports

import (
	"encoding/binary"

	"github.com/gopyrun/gopyrun/interp/py"
)

// impModule declares module _imp: the types and functions of this package for module
// importlib. It is the virtual machine's own; package modules does not know it.
func impModule() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "_imp", Doc: "(Extremely) low-level import machinery bits as used by importlib.",
		Methods: []py.Method{
			{Name: "acquire_lock", Signature: "($module, /)", Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				return py.None, stateOf(t).global.acquire(t)
			}, Doc: "Acquires the interpreter's import lock for the current thread."},
			{Name: "release_lock", Signature: "($module, /)", Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				return py.None, stateOf(t).global.release(t)
			}, Doc: "Release the interpreter's import lock."},
			{Name: "lock_held", Signature: "($module, /)", Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				return py.Bool(stateOf(t).global.owner != nil), nil
			}, Doc: "Return True if the import lock is currently held, else False."},
			{Name: "is_builtin", Signature: "($module, name, /)", Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				n, err := fullName(t, a[0])
				if err != nil {
					return py.Value{}, err
				}
				nat := stateOf(t).native(n)
				switch {
				case nat == nil || nat.Source != "":
					return py.Int(0), nil
				case n == "sys" || n == "builtins":
					return py.Int(-1), nil
				}
				return py.Int(1), nil
			}, Doc: "Returns True if the module name corresponds to a built-in module."},
			{Name: "is_frozen", Signature: "($module, name, /)", Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				n, err := fullName(t, a[0])
				if err != nil {
					return py.Value{}, err
				}
				nat := stateOf(t).native(n)
				return py.Bool(nat != nil && nat.Source != ""), nil
			}, Doc: "Returns True if the module name corresponds to a frozen module."},
			{Name: "is_frozen_package", Signature: "($module, name, /)", Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				n, err := fullName(t, a[0])
				if err != nil {
					return py.Value{}, err
				}
				nat := stateOf(t).native(n)
				if nat == nil || nat.Source == "" {
					e := py.NewException(py.ImportError, py.NewStr("No such frozen object named "+n))
					e.SetMember("name", a[0])
					return py.Value{}, e
				}
				return py.Bool(nat.Package), nil
			}, Doc: "Returns True if the module name is of a frozen package."},
			{Name: "get_frozen_object", Signature: "($module, name, data=None, /)", Flags: py.CallsPython, Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				return py.CallMethod(t, frozenImporterType.Value(), "get_code", a[0])
			}, Doc: "Create a code object for a frozen module."},
			{Name: "create_dynamic", Signature: "($module, spec, file=None, /)", Flags: py.CallsPython, Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				n, err := py.GetAttr(t, a[0], "name")
				if err != nil {
					return py.Value{}, err
				}
				e := py.NewException(py.ImportError, py.NewStr("gopyrun cannot load extension modules"))
				e.SetMember("name", n)
				return py.Value{}, e
			}, Doc: "Create an extension module."},
			{Name: "_override_frozen_modules_for_tests", Signature: "($module, override, /)", Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				return py.None, nil // frozen modules are the only form of ours
			}, Doc: "Override PyConfig.use_frozen_modules."},
			{Name: "_override_multi_interp_extensions_check", Signature: "($module, override, /)", Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				return py.Int(0), nil // there are no extension modules to check
			}, Doc: "Override PyInterpreterConfig.check_multi_interp_extensions."},
			{Name: "create_builtin", Signature: "($module, spec, /)", Flags: py.CallsPython, Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				return py.CallMethod(t, builtinImporterType.Value(), "create_module", a[0])
			}, Doc: "Create an extension module."},
			{Name: "exec_builtin", Signature: "($module, mod, /)", Flags: py.CallsPython, Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				if _, err := py.CallMethod(t, builtinImporterType.Value(), "exec_module", a[0]); err != nil {
					return py.Value{}, err
				}
				return py.Int(0), nil
			}, Doc: "Initialize a built-in module."},
			{Name: "extension_suffixes", Signature: "($module, /)", Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				return py.NewList(), nil
			}, Doc: "Returns the list of file suffixes used to identify extension modules."},
			{Name: "source_hash", Signature: "($module, /, key, source)", Func: sourceHash, Doc: "The keyed hash of a source, 8 bytes."},
			{Name: "_fix_co_filename", Signature: "($module, code, path, /)", Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				return py.None, nil // code is read from a file only for the path that it was compiled for
			}, Doc: "Changes code.co_filename to specify the passed-in file path."},
			{Name: "_find_spec", Signature: "($module, name, path, target=None, /)", Flags: py.CallsPython, Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				n, err := fullName(t, a[0])
				if err != nil {
					return py.Value{}, err
				}
				return stateOf(t).findSpec(t, n, a[1], a[2])
			}, Doc: "Find a module's spec by sys.meta_path."},
			{Name: "_load_spec", Signature: "($module, spec, /)", Flags: py.CallsPython, Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				return locked(t, a[0], func(st *state) (py.Value, error) { return st.loadSpec(t, a[0]) })
			}, Doc: "Load the module of a spec and enter it into sys.modules."},
			{Name: "_module_from_spec", Signature: "($module, spec, /)", Flags: py.CallsPython, Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				return stateOf(t).moduleFromSpec(t, a[0])
			}, Doc: "Create a module based on the provided spec."},
			{Name: "_init_module_attrs", Signature: "($module, spec, module, override=False, /)", Flags: py.CallsPython, Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				override, err := py.IsTrue(t, a[2])
				if err != nil {
					return py.Value{}, err
				}
				return a[1], stateOf(t).initModule(t, a[0], a[1], override)
			}, Doc: "Set a module's attributes from its spec."},
			{Name: "_with_lock", Signature: "($module, name, function, /)", Flags: py.CallsPython, Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				return locked(t, a[0], func(st *state) (py.Value, error) { return py.Call(t, a[1]) })
			}, Doc: "Call function while the lock of the module called name is held."},
			{Name: "_handle_fromlist", Signature: "($module, module, fromlist, /)", Flags: py.CallsPython, Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				names, err := py.Items(t, a[1])
				if err != nil {
					return py.Value{}, err
				}
				return a[0], importListed(t, a[0], names, false)
			}, Doc: "Import the submodules among the names of a from list."},
			{Name: "_acquire_module_lock", Signature: "($module, name, /)", Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				n, err := fullName(t, a[0])
				if err != nil {
					return py.Value{}, err
				}
				_, held, err := stateOf(t).acquire(t, n)
				return py.Bool(held), err
			}, Doc: "Take the lock of a module; False if waiting for it would never end."},
			{Name: "_release_module_lock", Signature: "($module, name, /)", Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				n, err := fullName(t, a[0])
				if err != nil {
					return py.Value{}, err
				}
				l := stateOf(t).locks[n]
				if l == nil || l.owner != t {
					return py.Value{}, py.Errorf(py.RuntimeError, "cannot release un-acquired lock")
				}
				stateOf(t).release(t, n, l)
				return py.None, nil
			}, Doc: "Release the lock of a module."},
			{Name: "_zip_directory_cache", Signature: "($module, /)", Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				return stateOf(t).zipDirectoryCache().Value(), nil
			}, Doc: "The contents of the archives that have been read, by path."},
			{Name: "_cached", Signature: "($module, path, /)", Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				s, ok := py.AsStr(a[0])
				if !ok {
					return py.None, nil
				}
				return cachedOf(t, s.String()), nil
			}, Doc: "The file of the compiled code of a module's file."},
		},
		Exec: func(t *py.Thread, m *py.Module) error {
			set := m.Dict.SetName
			for _, typ := range []*py.Type{&specType, &builtinImporterType, &frozenImporterType, &pathFinderType, &fileFinderType, &fileLoaderType,
				&sourceLoaderType, &sourcelessLoaderType, &extensionLoaderType, &zipImporterType} {
				set(typ.Name(), typ.Value())
			}
			k := stateOf(t).key()
			set("check_hash_based_pycs", py.NewStr("default"))
			set("pyc_magic_number_token", py.Int(int64(binary.LittleEndian.Uint32(k.magic[:]))))
			return nil
		},
	}
}

// locked calls f while the lock of a module is held; name is the module's, or its spec.
func locked(t *py.Thread, name py.Value, f func(st *state) (py.Value, error)) (py.Value, error) {
	if _, ok := py.AsStr(name); !ok {
		n, err := py.GetAttr(t, name, "name")
		if err != nil {
			return py.Value{}, err
		}
		name = n
	}
	n, err := fullName(t, name)
	if err != nil {
		return py.Value{}, err
	}
	st := stateOf(t)
	l, held, err := st.acquire(t, n)
	if err != nil {
		return py.Value{}, err
	}
	if held {
		defer st.release(t, n, l)
	}
	return f(st)
}

// sourceHash is SipHash-1-3 of a source with a key, for .pyc files that are checked by
// their source's contents (PEP 552).
func sourceHash(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	key, err := py.ToIndex(t, a[0], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	data, err := py.ReadBytes(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	return py.NewBytes(binary.LittleEndian.AppendUint64(nil, py.SipHash13(uint64(key), 0, string(data)))), nil
}
