package imports

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"encoding/binary"
	"errors"
	"io"
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
)

// zipImporter is a zipimporter: it finds and loads the modules in a folder of a ZIP
// file. What the file contains is read once, until invalidate_caches.
type zipImporter struct {
	py.Header
	archive, prefix string
	dir             *zipDir
	py.Inst
}

// zipDir is the contents of a ZIP file.
type zipDir struct {
	archive string
	files   map[string]*zip.File
	folders map[string]bool // of the files, without a slash at the end
	reader  *zipReader
}

var zipImporterType py.Type

// zipReader reads the file, which it opens for each read: the finder lives as long as
// the interpreter.
type zipReader struct {
	in   *py.Interp
	name string
}

func (r *zipReader) ReadAt(p []byte, off int64) (int, error) {
	fd, err := r.in.Host.FS.Open(r.name, 0, 0)
	if err != nil {
		return 0, err
	}
	defer r.in.Host.Files.Close(fd)
	n := 0
	for n < len(p) {
		k, err := r.in.Host.Files.Pread(fd, p[n:], off+int64(n))
		n += k
		if err != nil {
			return n, err
		}
		if k == 0 {
			return n, io.EOF
		}
	}
	return n, nil
}

// zipError is a ZipImportError.
func (st *state) zipError(t *py.Thread, path, format string) error {
	r, err := py.ReprString(t, py.NewStr(path))
	if err != nil {
		return err
	}
	m, err := load(t, "zipimport")
	if err != nil {
		return err
	}
	c, err := py.GetAttr(t, m, "ZipImportError")
	if err != nil {
		return err
	}
	v, err := py.CallKw(t, c, []py.Value{py.NewStr(strings.Replace(format, "%r", r, 1))}, []string{"path"}, []py.Value{py.NewStr(path)})
	if err != nil {
		return err
	}
	if e, ok := py.AsException(v); ok {
		return e
	}
	return py.Errorf(py.TypeError, "exceptions must derive from BaseException")
}

// Why there is no ZIP file at a path: there is no file, or it is another one.
var (
	errNoFile = errors.New("no file")
	errNoZip  = errors.New("not a Zip file")
)

// zipOf makes the importer of a path: a ZIP file, or a folder in one. It fails with
// errNoFile or errNoZip.
func (st *state) zipOf(t *py.Thread, path string) (*zipImporter, error) {
	archive, prefix := path, ""
	for {
		s, err := st.stat(archive)
		if err == nil {
			if !s.IsRegular() {
				return nil, errNoFile
			}
			break
		}
		i := strings.LastIndexByte(archive, '/')
		if i <= 0 {
			return nil, errNoFile
		}
		if archive[i+1:] != "" {
			prefix = archive[i+1:] + "/" + prefix
		}
		archive = archive[:i]
	}
	d, err := st.readZip(archive)
	if err != nil {
		return nil, err
	}
	z := py.Make[zipImporter](&zipImporterType)
	z.archive, z.prefix, z.dir = archive, prefix, d
	return z, nil
}

// readZip reads the contents of a ZIP file, once.
func (st *state) readZip(archive string) (*zipDir, error) {
	key := st.in.InternString(archive)
	if d := st.zips[archive]; d != nil && (st.zipCache == nil || !st.zipCache.GetStr(key).IsUnbound()) {
		return d, nil
	}
	s, err := st.stat(archive)
	if err != nil {
		return nil, errNoZip
	}
	r := &zipReader{st.in, hostPath(archive)}
	var tail [4]byte // most files on sys.path that are no folders are no ZIP files either
	if n, _ := r.ReadAt(tail[:], 0); n < 4 {
		return nil, errNoZip
	}
	zr, err := zip.NewReader(r, s.Size)
	if err != nil {
		return nil, errNoZip
	}
	d := &zipDir{archive: archive, files: make(map[string]*zip.File, len(zr.File)), folders: map[string]bool{}, reader: r}
	for _, f := range zr.File {
		name := strings.ReplaceAll(f.Name, `\`, "/")
		d.files[name] = f
		for i := strings.LastIndexByte(strings.TrimSuffix(name, "/"), '/'); ; i = strings.LastIndexByte(name[:i], '/') {
			if strings.HasSuffix(name, "/") {
				d.folders[strings.TrimSuffix(name, "/")] = true
			}
			if i < 0 || d.folders[name[:i]] {
				break
			}
			d.folders[name[:i]] = true
		}
	}
	if st.zips == nil {
		st.zips = map[string]*zipDir{}
	}
	st.zips[archive] = d
	if st.zipCache != nil {
		st.zipCache.SetStr(key, d.table())
	}
	return d, nil
}

// zipDirectoryCache is zipimport._zip_directory_cache, once a program wants it: an
// archive that it takes out is read again.
func (st *state) zipDirectoryCache() *py.Dict {
	if st.zipCache == nil {
		st.zipCache = py.NewDict()
		for archive, d := range st.zips {
			st.zipCache.SetStr(st.in.InternString(archive), d.table())
		}
	}
	return st.zipCache
}

// read returns the contents of a file of the archive.
func (d *zipDir) read(f *zip.File) ([]byte, error) {
	off, err := f.DataOffset()
	if err != nil {
		return nil, err
	}
	raw := io.NewSectionReader(d.reader, off, int64(f.CompressedSize64))
	packed, err := io.ReadAll(raw)
	if err != nil {
		return nil, err
	}
	switch f.Method {
	case zip.Store:
		return packed, nil
	case zip.Deflate:
		r := flate.NewReader(bytes.NewReader(packed))
		defer r.Close()
		return io.ReadAll(io.LimitReader(r, int64(min(f.UncompressedSize64, 1<<32))))
	}
	return nil, zip.ErrAlgorithm
}

// zipModule is a module that an archive has.
type zipModule struct {
	file string // within the archive
	f    *zip.File
	pkg  bool
}

// module looks for a module: a package's __init__ or a file.
func (z *zipImporter) module(name string) (zipModule, bool) {
	if z.dir == nil { // not initialised
		return zipModule{}, false
	}
	base := z.prefix + name[strings.LastIndexByte(name, '.')+1:]
	for _, c := range []zipModule{{file: base + "/__init__.pyc", pkg: true}, {file: base + "/__init__.py", pkg: true}, {file: base + ".pyc"}, {file: base + ".py"}} {
		if f := z.dir.files[c.file]; f != nil {
			c.f = f
			return c, true
		}
	}
	return zipModule{}, false
}

// find is find_spec.
func (z *zipImporter) find(t *py.Thread, name string) (py.Value, error) {
	m, ok := z.module(name)
	if !ok {
		if z.dir == nil {
			return py.None, nil
		}
		base := z.prefix + name[strings.LastIndexByte(name, '.')+1:]
		if !z.dir.folders[base] {
			return py.None, nil
		}
		s := newSpec(name, py.None, py.None, false)
		s.locations = py.NewList(py.NewStr(z.archive + "/" + base))
		return py.Ref(s), nil
	}
	file := z.archive + "/" + m.file
	if strings.HasSuffix(file, bytecodeSuffix) { // unless it is stale
		var err error
		if _, file, err = z.code(t, name); err != nil {
			return py.Value{}, err
		}
	}
	s := newSpec(name, py.Ref(z), py.NewStr(file), false)
	s.fileAttr = true
	if m.pkg {
		s.locations = py.NewList(py.NewStr(file[:strings.LastIndexByte(file, '/')]))
	}
	return py.Ref(s), nil
}

// code returns the code of a module and its file: from a .pyc file that is ours and of
// the source beside it, or else compiled.
func (z *zipImporter) code(t *py.Thread, name string) (*py.Code, string, error) {
	st := stateOf(t)
	m, ok := z.module(name)
	if !ok {
		return nil, "", st.noModule(t, name)
	}
	file := z.archive + "/" + m.file
	data, err := z.dir.read(m.f)
	if err != nil {
		return nil, "", st.zipError(t, z.archive, "can't read data from %r: "+err.Error())
	}
	if strings.HasSuffix(m.file, bytecodeSuffix) {
		src := z.dir.files[strings.TrimSuffix(m.file, "c")]
		if len(data) > pycHeaderSize && [4]byte(data) == st.key().magic && (src == nil || st.fresh(z.dir, data, src)) {
			if code, err := st.codeInPyc(data); err == nil {
				return code, file, nil
			}
		}
		if src == nil {
			why := "bad magic number in %r"
			if len(data) > pycHeaderSize && [4]byte(data) == st.key().magic {
				why = "bad marshal data in %r"
			}
			err := st.zipError(t, name, "module load failed: "+why)
			if e, ok := err.(*py.Exception); ok {
				e.SetMember("path", py.None)
				e.SetMember("name", py.NewStr(name))
			}
			return nil, "", err
		}
		file = strings.TrimSuffix(file, "c")
		if data, err = z.dir.read(src); err != nil {
			return nil, "", st.zipError(t, z.archive, "can't read data from %r: "+err.Error())
		}
	}
	code, err := st.in.Engine.Compile(t, data, file, "exec", py.CompileFlags{Optimize: -1})
	return code, file, err
}

// fresh reports whether a .pyc file is of a source file: by the source's hash, or by its
// time as far as the two seconds' resolution of local times in archives tells.
func (st *state) fresh(d *zipDir, pyc []byte, src *zip.File) bool {
	switch binary.LittleEndian.Uint32(pyc[4:]) {
	case 0:
		at := src.Modified
		_, offset := at.In(st.in.Host.Clock.Location()).Zone()
		age := int64(binary.LittleEndian.Uint32(pyc[8:])) - at.Unix()
		near := age >= -1 && age <= 1 || age+int64(offset) >= -1 && age+int64(offset) <= 1
		return near && binary.LittleEndian.Uint32(pyc[12:]) == uint32(src.UncompressedSize64)
	case 1: // of its author's word
		return true
	case 3:
		data, err := d.read(src)
		return err == nil && binary.LittleEndian.Uint64(pyc[8:]) == st.sourceSum(data)
	}
	return false
}

func (st *state) noModule(t *py.Thread, name string) error {
	err := st.zipError(t, name, "can't find module %r")
	if e, ok := err.(*py.Exception); ok {
		e.SetMember("path", py.None)
		e.SetMember("name", py.NewStr(name))
	}
	return err
}

// zipImporterSpec declares zipimport.zipimporter.
// https://docs.python.org/3.14/library/zipimport.html#zipimporter-objects
func zipImporterSpec() py.TypeSpec {
	self := func(v py.Value) *zipImporter { return py.Cast[zipImporter](v) }
	opened := func(v py.Value) (*zipImporter, error) {
		z := self(v)
		if z.dir == nil {
			return nil, py.Errorf(py.AttributeError, "'%s' object has no attribute '_files'", py.TypeOf(v).Name())
		}
		return z, nil
	}
	named := func(f func(t *py.Thread, z *zipImporter, name string) (py.Value, error)) py.GoFunc {
		return func(t *py.Thread, v py.Value, a py.Args) (py.Value, error) {
			n, err := fullName(t, a[0])
			if err != nil {
				return py.Value{}, err
			}
			z, err := opened(v)
			if err != nil {
				return py.Value{}, err
			}
			return f(t, z, n)
		}
	}
	text := func(name string, at func(z *zipImporter) *string) py.Getset {
		return py.Getset{Name: name, Get: func(t *py.Thread, v py.Value) (py.Value, error) { return py.NewStr(*at(self(v))), nil },
			Set: func(t *py.Thread, v, val py.Value) error {
				s, ok := py.AsStr(orNone(val))
				if !ok {
					return py.Errorf(py.TypeError, "expected str, not %s", py.TypeOf(orNone(val)).Name())
				}
				*at(self(v)) = s.String()
				return nil
			}}
	}
	return py.TypeSpec{
		Name: "zipimport.zipimporter", Doc: "zipimporter(archivepath) -> zipimporter object\n\nCreate a new zipimporter instance. 'archivepath' must be a path to\na zipfile, or to a specific path inside a zipfile.",
		Layout:        py.LayoutWithInst(func(z *zipImporter) *py.Inst { return &z.Inst }),
		InitSignature: "(path)",
		Init: func(t *py.Thread, v py.Value, a py.Args) error {
			s, ok := py.AsStr(a[0])
			if !ok {
				r, err := py.ReprString(t, py.TypeOf(a[0]).Value())
				if err != nil {
					return err
				}
				return py.Errorf(py.TypeError, "expected str, not %s", r)
			}
			st := stateOf(t)
			if s.Len() == 0 {
				return st.zipError(t, "", "archive path is empty")
			}
			z, err := st.zipOf(t, s.String())
			if err == errNoFile {
				return st.zipError(t, s.String(), "not a Zip file")
			} else if err != nil {
				return st.zipError(t, s.String(), "not a Zip file: %r")
			}
			own := self(v)
			own.archive, own.prefix, own.dir = z.archive, z.prefix, z.dir
			return nil
		},
		Slots: py.Slots{
			New: func(t *py.Thread, typ *py.Type, args, kw []py.Value) py.Value {
				return py.Ref(py.Make[zipImporter](typ))
			},
			Repr: func(t *py.Thread, v py.Value) py.Value {
				z := self(v)
				return py.NewStr(`<zipimporter object "` + z.archive + "/" + z.prefix + `">`)
			},
		},
		Methods: append([]py.Method{
			{Name: "find_spec", Signature: "($self, /, fullname, target=None)", Flags: py.CallsPython, Func: named(func(t *py.Thread, z *zipImporter, name string) (py.Value, error) {
				return z.find(t, name)
			}), Doc: "Create a ModuleSpec for the specified module.\n\nReturns None if the module cannot be found."},
			{Name: "get_code", Signature: "($self, /, fullname)", Flags: py.CallsPython, Func: named(func(t *py.Thread, z *zipImporter, name string) (py.Value, error) {
				code, _, err := z.code(t, name)
				if err != nil {
					return py.Value{}, err
				}
				return py.Ref(code), nil
			}), Doc: "Return the code object for the specified module. Raise ZipImportError\nif the module couldn't be imported."},
			{Name: "get_data", Signature: "($self, /, pathname)", Flags: py.CallsPython, Func: named(func(t *py.Thread, z *zipImporter, name string) (py.Value, error) {
				key := strings.TrimPrefix(name, z.archive+"/")
				f := z.dir.files[key]
				if f == nil || strings.HasSuffix(key, "/") {
					return py.Value{}, py.NewException(py.OSError, py.Int(0), py.NewStr(""), py.NewStr(key))
				}
				data, err := z.dir.read(f)
				if err != nil {
					return py.Value{}, stateOf(t).zipError(t, z.archive, "can't read data from %r: "+err.Error())
				}
				return py.NewBytes(data), nil
			}), Doc: "Return the data associated with 'pathname'.\n\nRaise OSError if the file wasn't found."},
			{Name: "get_filename", Signature: "($self, /, fullname)", Flags: py.CallsPython, Func: named(func(t *py.Thread, z *zipImporter, name string) (py.Value, error) {
				_, file, err := z.code(t, name)
				return py.NewStr(file), err
			}), Doc: "Return the filename for the specified module or raise ZipImportError\nif it couldn't be imported."},
			{Name: "get_source", Signature: "($self, /, fullname)", Flags: py.CallsPython, Func: named(func(t *py.Thread, z *zipImporter, name string) (py.Value, error) {
				m, ok := z.module(name)
				if !ok {
					return py.Value{}, stateOf(t).noModule(t, name)
				}
				f := z.dir.files[strings.TrimSuffix(m.file, "c")]
				if f == nil {
					return py.None, nil
				}
				data, err := z.dir.read(f)
				if err != nil {
					return py.Value{}, stateOf(t).zipError(t, z.archive, "can't read data from %r: "+err.Error())
				}
				return stateOf(t).external(t, "decode_source", py.NewBytes(data))
			}), Doc: "Return the source code for the specified module. Raise ZipImportError\nif the module couldn't be found, return None if the archive does\ncontain the module, but has no source for it."},
			{Name: "is_package", Signature: "($self, /, fullname)", Flags: py.CallsPython, Func: named(func(t *py.Thread, z *zipImporter, name string) (py.Value, error) {
				m, ok := z.module(name)
				if !ok {
					return py.Value{}, stateOf(t).noModule(t, name)
				}
				return py.Bool(m.pkg), nil
			}), Doc: "Return True if the module specified by fullname is a package.\n\nRaise ZipImportError if the module couldn't be found."},
			{Name: "create_module", Signature: "($self, /, spec)", Func: func(t *py.Thread, v py.Value, a py.Args) (py.Value, error) { return py.None, nil }, Doc: "Use default semantics for module creation."},
			{Name: "exec_module", Signature: "($self, /, module)", Flags: py.CallsPython, Func: execModule, Doc: "Execute the module."},
			{Name: "invalidate_caches", Signature: "($self, /)", Func: func(t *py.Thread, v py.Value, a py.Args) (py.Value, error) {
				z, st := self(v), stateOf(t)
				delete(st.zips, z.archive)
				if st.zipCache != nil {
					st.zipCache.DeleteStr(st.in.InternString(z.archive))
				}
				d, err := st.readZip(z.archive)
				if err != nil {
					d = &zipDir{archive: z.archive, reader: &zipReader{st.in, hostPath(z.archive)}}
				}
				z.dir = d
				return py.None, nil
			}, Doc: "Invalidates the cache of file data of the archive path."},
			{Name: "_get_files", Signature: "($self, /)", Flags: py.Alloc, Func: func(t *py.Thread, v py.Value, a py.Args) (py.Value, error) {
				z, err := opened(v)
				if err != nil {
					return py.Value{}, err
				}
				return z.dir.table(), nil
			}, Doc: "Return the files within the archive path."},
		}, viaPython("_LoaderBasics", "load_module", "($self, /, fullname)", "Load and return the module specified by 'fullname'. Deprecated."),
			renamed(viaPython("_LoaderBasics", "_zip_resource_reader", "($self, /, fullname)", "Return the ResourceReader for a module in a zip file."), "get_resource_reader")),
		Getset: []py.Getset{
			text("archive", func(z *zipImporter) *string { return &z.archive }),
			text("prefix", func(z *zipImporter) *string { return &z.prefix }),
			{Name: "_files", Get: func(t *py.Thread, v py.Value) (py.Value, error) {
				z, err := opened(v)
				if err != nil {
					return py.Value{}, err
				}
				return z.dir.table(), nil
			}},
			py.DictGetset(),
		},
	}
}

func renamed(m py.Method, name string) py.Method {
	m.Name = name
	return m
}

// table is the contents as zipimporter._files shows them: for each file its path, method,
// sizes, offset, time, date and checksum.
func (d *zipDir) table() py.Value {
	out := py.NewDictSize(len(d.files))
	for name, f := range d.files {
		off, _ := f.DataOffset()
		out.SetStr(py.MakeStr(name), py.NewTuple(py.NewStr(d.archive+"/"+name), py.Int(int64(f.Method)), py.Int(int64(f.CompressedSize64)), py.Int(int64(f.UncompressedSize64)),
			py.Int(off), py.Int(int64(f.ModifiedTime)), py.Int(int64(f.ModifiedDate)), py.Int(int64(f.CRC32))))
	}
	return out.Value()
}
