// Package stat is the module stat: the meaning of os.stat's results.
// https://docs.python.org/3.14/library/stat.html
package stat

import (
	"math"

	"github.com/gopyrun/gopyrun/interp/host"
	"github.com/gopyrun/gopyrun/interp/py"
)

// Module returns the declaration of the module.
func Module() *py.ModuleSpec {
	spec := &py.ModuleSpec{
		Name: "stat",
		Doc:  "Constants/functions for interpreting results of os.stat() and os.lstat().\n\nSuggested usage: from stat import *\n",
		Methods: []py.Method{
			{Name: "S_IMODE", Signature: "($self, object, /)", Func: masked(0o7777), Doc: "Return the portion of the file's mode that can be set by os.chmod()."},
			{Name: "S_IFMT", Signature: "($self, object, /)", Func: masked(host.ModeType), Doc: "Return the portion of the file's mode that describes the file type."},
			{Name: "filemode", Signature: "($self, object, /)", Func: filemode, Doc: "Convert a file's mode to a string of the form '-rwxrwxrwx'"},
		},
		Exec: exec,
	}
	for _, k := range kinds() {
		spec.Methods = append(spec.Methods, py.Method{
			Name: "S_IS" + k.name, Signature: "($self, object, /)", Func: is(k.bits),
			Doc: "S_IS" + k.name + "(mode) -> bool\n\nReturn True if mode is from " + k.what + ".",
		})
	}
	return spec
}

// kind is a type of file; bits are 0 for those that no system of ours has.
type kind struct {
	name, what string
	bits       uint32
	letter     byte
}

func kinds() []kind {
	return []kind{
		{"DIR", "a directory", host.ModeDir, 'd'},
		{"CHR", "a character special device file", host.ModeChar, 'c'},
		{"BLK", "a block special device file", host.ModeBlock, 'b'},
		{"REG", "a regular file", host.ModeRegular, '-'},
		{"FIFO", "a FIFO (named pipe)", host.ModeFIFO, 'p'},
		{"LNK", "a symbolic link", host.ModeSymlink, 'l'},
		{"SOCK", "a socket", host.ModeSocket, 's'},
		{"DOOR", "a door", 0, 0},
		{"PORT", "an event port", 0, 0},
		{"WHT", "a whiteout", 0, 0},
	}
}

func exec(t *py.Thread, m *py.Module) error {
	for _, k := range kinds() {
		name := "S_IF" + k.name
		if k.name == "FIFO" {
			name = "S_IFIFO"
		}
		m.Dict.SetName(name, py.Int(int64(k.bits)))
	}
	for i, name := range [...]string{"MODE", "INO", "DEV", "NLINK", "UID", "GID", "SIZE", "ATIME", "MTIME", "CTIME"} {
		m.Dict.SetName("ST_"+name, py.Int(int64(i)))
	}
	for i, name := range [...]string{
		"READONLY", "HIDDEN", "SYSTEM", "", "DIRECTORY", "ARCHIVE", "DEVICE", "NORMAL", "TEMPORARY", "SPARSE_FILE",
		"REPARSE_POINT", "COMPRESSED", "OFFLINE", "NOT_CONTENT_INDEXED", "ENCRYPTED", "INTEGRITY_STREAM", "VIRTUAL", "NO_SCRUB_DATA",
	} {
		if name != "" {
			m.Dict.SetName("FILE_ATTRIBUTE_"+name, py.Int(1<<i))
		}
	}
	for name, n := range map[string]int64{
		"S_ISUID": 0o4000, "S_ISGID": 0o2000, "S_ENFMT": 0o2000, "S_ISVTX": 0o1000,
		"S_IRWXU": 0o700, "S_IRUSR": 0o400, "S_IREAD": 0o400, "S_IWUSR": 0o200, "S_IWRITE": 0o200, "S_IXUSR": 0o100, "S_IEXEC": 0o100,
		"S_IRWXG": 0o70, "S_IRGRP": 0o40, "S_IWGRP": 0o20, "S_IXGRP": 0o10,
		"S_IRWXO": 7, "S_IROTH": 4, "S_IWOTH": 2, "S_IXOTH": 1,
		"UF_SETTABLE": 0xffff, "UF_NODUMP": 1, "UF_IMMUTABLE": 2, "UF_APPEND": 4, "UF_OPAQUE": 8, "UF_NOUNLINK": 0x10,
		"UF_COMPRESSED": 0x20, "UF_TRACKED": 0x40, "UF_DATAVAULT": 0x80, "UF_HIDDEN": 0x8000,
		"SF_SETTABLE": 0xffff0000, "SF_ARCHIVED": 0x10000, "SF_IMMUTABLE": 0x20000, "SF_APPEND": 0x40000, "SF_RESTRICTED": 0x80000,
		"SF_NOUNLINK": 0x100000, "SF_SNAPSHOT": 0x200000, "SF_FIRMLINK": 0x800000, "SF_DATALESS": 0x40000000,
	} {
		m.Dict.SetName(name, py.Int(n))
	}
	return nil
}

// mode reads an argument of C type mode_t.
func mode(t *py.Thread, v py.Value) (uint32, error) {
	r, err := py.Index(t, v)
	if err != nil {
		return 0, err
	}
	b, _ := py.AsBig(r)
	switch {
	case b.Sign() < 0:
		return 0, py.Errorf(py.OverflowError, "can't convert negative value to unsigned int")
	case !b.IsUint64():
		return 0, py.Errorf(py.OverflowError, "Python int too large to convert to C unsigned long")
	case b.Uint64() > math.MaxUint32:
		return 0, py.Errorf(py.OverflowError, "mode out of range")
	}
	return uint32(b.Uint64()), nil
}

func masked(mask uint32) py.GoFunc {
	return func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
		m, err := mode(t, a[0])
		return py.Int(int64(m & mask)), err
	}
}

func is(bits uint32) py.GoFunc {
	return func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
		m, err := mode(t, a[0])
		return py.Bool(bits != 0 && m&host.ModeType == bits), err
	}
}

func filemode(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	m, err := mode(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	out := []byte("?rwxrwxrwx")
	for _, k := range kinds() {
		if k.bits != 0 && m&host.ModeType == k.bits {
			out[0] = k.letter
		}
	}
	for i := range 9 {
		if m>>(8-i)&1 == 0 {
			out[1+i] = '-'
		}
	}
	for _, s := range [...]struct {
		bit    uint32
		at     int
		letter byte
	}{{host.ModeSetuid, 3, 's'}, {host.ModeSetgid, 6, 's'}, {host.ModeSticky, 9, 't'}} {
		if m&s.bit == 0 {
			continue
		}
		if out[s.at] == '-' {
			s.letter -= 'a' - 'A'
		}
		out[s.at] = s.letter
	}
	return py.NewStr(string(out)), nil
}
