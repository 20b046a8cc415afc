package imports

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"hash/fnv"
	"math/rand/v2"
	"strconv"
	"strings"

	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/internal/frozen"
	"github.com/gopyrun/gopyrun/interp/py"
)

// A file of compiled code (.pyc) has CPython's form: a magic number, flags, the time of
// change and the size of its source, 4 bytes each, then the code as module marshal
// writes it. The code is stored as package frozen does, with the identity of the
// program that compiled it and a checksum:
//
//	'c'  length of the rest  identity  checksum  frozen code
//	1    4                   8         4
//
// The files lie below sys.pycache_prefix, for gopyrun a folder among the user's caches.

// pycKey identifies the compiler: the opcodes and this very executable. Code of another
// one is not read.
type pycKey struct {
	id    uint64
	magic [4]byte
}

const (
	codeTag       = 'c' // marshal's TYPE_CODE
	codeHeader    = 4 + 8 + 4
	pycHeaderSize = 16
)

func (st *state) key() *pycKey {
	if st.pycKey != nil {
		return st.pycKey
	}
	h := fnv.New64a()
	var b [24]byte
	binary.LittleEndian.PutUint64(b[:], frozen.Fingerprint())
	if exe, err := st.in.Host.Process.Executable(); err == nil {
		if s, err := st.in.Host.FS.Stat(exe, true); err == nil {
			binary.LittleEndian.PutUint64(b[8:], uint64(s.Mtime))
			binary.LittleEndian.PutUint64(b[16:], uint64(s.Size))
		}
	}
	h.Write(b[:])
	k := &pycKey{id: h.Sum64()}
	k.magic = [4]byte{byte(k.id), byte(k.id >> 8), '\r', '\n'}
	st.pycKey = k
	return k
}

// errCode reports stored code that is damaged or another program's.
var errCode = errors.New("bad marshal data (code of another build, or damaged)")

// encodeCode is the stored form of code, which follows the type code of marshal's format.
func (st *state) encodeCode(code *py.Code) ([]byte, error) {
	data, err := frozen.Encode(code)
	if err != nil {
		return nil, err
	}
	out := make([]byte, codeHeader, codeHeader+len(data))
	binary.LittleEndian.PutUint32(out, uint32(12+len(data)))
	binary.LittleEndian.PutUint64(out[4:], st.key().id)
	binary.LittleEndian.PutUint32(out[12:], crc32.ChecksumIEEE(data))
	return append(out, data...), nil
}

// decodeCode reads what encodeCode wrote, all of data.
func (st *state) decodeCode(data []byte) (*py.Code, error) {
	if len(data) < codeHeader || int(binary.LittleEndian.Uint32(data)) != len(data)-4 {
		return nil, errCode
	}
	body := data[codeHeader:]
	if binary.LittleEndian.Uint64(data[4:]) != st.key().id || binary.LittleEndian.Uint32(data[12:]) != crc32.ChecksumIEEE(body) {
		return nil, errCode
	}
	code, err := frozen.Decode(string(body))
	if err != nil {
		return nil, errCode
	}
	return code, nil
}

// codeInPyc is the code in a file of compiled code, behind its header.
func (st *state) codeInPyc(data []byte) (*py.Code, error) {
	if len(data) <= pycHeaderSize || data[pycHeaderSize]&0x7f != codeTag {
		return nil, errCode
	}
	return st.decodeCode(data[pycHeaderSize+1:])
}

// sourceCode is the code of a source file: from the file of compiled code if that is of
// this source, or else compiled and, unless sys.dont_write_bytecode is set, stored there.
func (st *state) sourceCode(t *py.Thread, l *fileLoader, name string, s *spec) (*py.Code, error) {
	in := st.in
	pathStr, ok := py.AsStr(l.path)
	if !ok {
		return nil, py.Errorf(py.TypeError, "path must be a string, not %s", py.TypeOf(orNone(l.path)).Name())
	}
	path := pathStr.String()
	var stat *host.Stat
	if s != nil && s.stat != nil && s.origin == l.path {
		stat = s.stat
		s.stat = nil // it is of the moment when the module was found
	} else if x, err := st.stat(path); err == nil {
		stat = &x
	}
	pyc := ""
	if stat != nil {
		if p, ok := py.AsStr(cachedOf(t, path)); ok && p.String() != path {
			pyc = hostPath(p.String())
		}
	}
	if pyc != "" {
		data, err := in.ReadFile(pyc)
		if err == nil && len(data) > pycHeaderSize && [4]byte(data) == st.key().magic {
			switch flags := binary.LittleEndian.Uint32(data[4:]); {
			case flags == 0 && binary.LittleEndian.Uint32(data[8:]) == uint32(stat.Mtime/1e9) && binary.LittleEndian.Uint32(data[12:]) == uint32(stat.Size):
				if code, err := st.codeInPyc(data); err == nil && code.Filename == path {
					return code, nil
				}
			case flags != 0: // checked by the source's hash, which is rare
				v, err := st.external(t, "_hashed_code", py.Ref(l), py.NewStr(name))
				if err != nil {
					return nil, err
				}
				if code, ok := py.As[py.Code](v, py.CodeType); ok {
					return code, nil
				}
			}
		}
	}
	src, err := in.ReadFile(hostPath(path))
	if err != nil {
		return nil, py.NewOSError(err, l.path)
	}
	code, err := in.Engine.Compile(t, src, path, "exec", py.CompileFlags{Optimize: -1})
	if err != nil {
		return nil, err
	}
	if pyc != "" && !st.dontWrite(t) {
		st.storeCode(pyc, code, stat, len(src))
	}
	return code, nil
}

// sourceSum is the hash of a source in files of compiled code that are checked by it.
func (st *state) sourceSum(source []byte) uint64 {
	return py.SipHash13(uint64(binary.LittleEndian.Uint32(st.key().magic[:])), 0, string(source))
}

func (st *state) dontWrite(t *py.Thread) bool {
	v := orNone(st.in.Sys.GetName("dont_write_bytecode"))
	yes, err := py.IsTrue(t, v)
	return err != nil || yes
}

// storeCode writes a file of compiled code.
func (st *state) storeCode(pyc string, code *py.Code, source *host.Stat, size int) {
	data, err := st.encodeCode(code)
	if err != nil {
		return // constants that cannot be stored
	}
	out := make([]byte, pycHeaderSize, pycHeaderSize+1+len(data))
	copy(out, st.key().magic[:])
	binary.LittleEndian.PutUint32(out[8:], uint32(source.Mtime/1e9))
	binary.LittleEndian.PutUint32(out[12:], uint32(size))
	st.writeAtomic(pyc, append(append(out, codeTag), data...), source.Mode&0o777|0o200)
}

func (st *state) uniqueSuffix() string { return strconv.FormatUint(rand.Uint64(), 36) }

// cachedOf is importlib.util.cache_from_source of a file of a module's, and of a .pyc
// file itself; None if there is none.
func cachedOf(t *py.Thread, file string) py.Value {
	switch {
	case strings.HasSuffix(file, sourceSuffix):
	case strings.HasSuffix(file, bytecodeSuffix):
		return py.NewStr(file)
	default:
		return py.None
	}
	in := t.Interp
	if in.Sys == nil {
		return py.None
	}
	tag := cacheTag(t)
	if tag == "" {
		return py.None
	}
	i := strings.LastIndexByte(file, '/') + 1
	dir, base := file[:i], strings.TrimSuffix(file[i:], sourceSuffix)
	if base == "" {
		base = sourceSuffix[1:]
	}
	base += "." + tag
	if n := in.Flags.Optimize; n > 0 {
		base += ".opt-" + strconv.Itoa(n)
	}
	base += bytecodeSuffix
	prefix, ok := py.AsStr(orNone(in.Sys.GetName("pycache_prefix")))
	if !ok {
		return py.NewStr(dir + "__pycache__/" + base)
	}
	dir = stateOf(t).absolute(strings.TrimSuffix(dir, "/"))
	if len(dir) > 1 && dir[1] == ':' {
		dir = dir[2:]
	}
	dir = strings.Trim(dir, `/`)
	return py.NewStr(join(join(prefix.String(), dir), base))
}

// cacheTag is sys.implementation.cache_tag, "" if that is None.
func cacheTag(t *py.Thread) string {
	impl := orNone(t.Interp.Sys.GetName("implementation"))
	v, err := py.LookupAttr(t, impl, t.Interp.InternString("cache_tag"))
	if err != nil {
		return ""
	}
	if s, ok := py.AsStr(orNone(v)); ok {
		return s.String()
	}
	return ""
}
