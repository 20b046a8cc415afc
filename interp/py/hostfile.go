package py

import (
	"errors"
	"path"
	"strings"

	"github.com/gopyrun/gopyrun/interp/host"
)

// ReadFile reads a whole file of the host. It may be called without the GIL.
func (in *Interp) ReadFile(name string) ([]byte, error) {
	fd, err := in.Host.FS.Open(name, 0, 0)
	if err != nil {
		return nil, err
	}
	defer in.Host.Files.Close(fd)
	size := int64(0)
	if st, err := in.Host.Files.Stat(fd); err == nil {
		if st.Mode&0o170000 == 0o040000 {
			return nil, &host.Error{Errno: host.EISDIR, Text: "Is a directory", Path: name}
		}
		size = st.Size
	}
	buf := make([]byte, 0, size+512)
	for {
		if len(buf) == cap(buf) {
			buf = append(buf, 0)[:len(buf)]
		}
		n, err := in.Host.Files.Read(fd, buf[len(buf):cap(buf)], nil)
		buf = buf[:len(buf)+n]
		if err != nil {
			return nil, err
		}
		if n == 0 {
			return buf, nil
		}
	}
}

// IsMissing reports whether a host's error says that a file is not there.
func (in *Interp) IsMissing(err error) bool {
	return errors.Is(err, host.ENOENT) || errors.Is(err, host.ENOTDIR) || errors.Is(err, host.EISDIR)
}

// IsDir reports whether name is a directory.
func (in *Interp) IsDir(name string) bool {
	st, err := in.Host.FS.Stat(name, true)
	return err == nil && st.Mode&0o170000 == 0o040000
}

// AbsPath makes a path absolute, for __file__.
func (in *Interp) AbsPath(name string) string {
	if strings.HasPrefix(name, "/") || strings.Contains(name, ":\\") {
		return name
	}
	cwd, err := in.Host.FS.Getcwd()
	if err != nil {
		return name
	}
	return path.Join(cwd, name)
}
