package fshost

import (
	"errors"
	"testing"
	"testing/fstest"
	"time"

	"github.com/gopyrun/gopyrun/interp/host"
)

func TestFS(t *testing.T) {
	when := time.Unix(1000, 5)
	f := New(fstest.MapFS{
		"pkg/mod.py": {Data: []byte("print(1)\n"), Mode: 0o644, ModTime: when},
		"main.py":    {Data: []byte("x")},
	})
	var _ host.FS = f
	files := f.OpenFiles()

	if st, err := f.Stat("/pkg/mod.py", true); err != nil || !st.IsRegular() || st.Size != 9 || st.Mtime != when.UnixNano() {
		t.Errorf("%+v %v", st, err)
	}
	if st, err := f.Stat("/", true); err != nil || !st.IsDir() {
		t.Errorf("%+v %v", st, err)
	}
	if list, err := f.ReadDir(""); !errors.Is(err, host.ENOENT) {
		t.Errorf("%v %v", list, err)
	}
	if list, err := f.ReadDir("/"); err != nil || len(list) != 2 || list[1] != (host.DirEntry{Name: "pkg", Type: host.ModeDir}) {
		t.Errorf("%v %v", list, err)
	}
	if err := f.Chdir("pkg"); err != nil {
		t.Fatal(err)
	}
	if dir, _ := f.Getcwd(); dir != "/pkg" {
		t.Error(dir)
	}

	fd, err := f.Open("mod.py", 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	b := make([]byte, 6)
	for _, want := range []string{"print(", "1)\n", ""} {
		if n, err := files.Read(fd, b, nil); err != nil || string(b[:n]) != want {
			t.Errorf("%q %v, want %q", b[:n], err, want)
		}
	}
	if pos, err := files.Seek(fd, 2, 0); pos != 2 || err != nil {
		t.Error(pos, err)
	}
	if n, err := files.Pread(fd, b, 6); err != nil || string(b[:n]) != "1)\n" {
		t.Errorf("%q %v", b[:n], err)
	}
	if st, err := files.Stat(fd); err != nil || st.Size != 9 {
		t.Error(st, err)
	}
	if err := files.Close(fd); err != nil {
		t.Error(err)
	}

	dir, err := f.Open("/pkg", 0, 0)
	if err != nil {
		t.Fatal(err)
	}
	fail := func(what string, err error, want host.Errno) {
		t.Helper()
		if want == 0 && err != nil || want != 0 && !errors.Is(err, want) {
			t.Errorf("%s: %v, want errno %d", what, err, want)
		}
	}
	_, err = files.Read(dir, b, nil)
	fail("read directory", err, host.EISDIR)
	fail("close", files.Close(dir), 0)
	fail("close closed", files.Close(dir), host.EBADF)
	_, err = files.Read(dir, b, nil)
	fail("read closed", err, host.EBADF)
	_, err = f.Open("main.py", 0, 0)
	fail("open missing", err, host.ENOENT)
	_, err = f.Open("mod.py", 1, 0)
	fail("open for writing", err, host.EROFS)
	_, err = f.ReadDir("mod.py")
	fail("list file", err, host.ENOTDIR)
	fail("chdir to file", f.Chdir("mod.py"), host.ENOTDIR)
	fail("remove", f.Remove("mod.py"), host.EROFS)
	fail("access", f.Access("mod.py", host.AccessWrite), host.EROFS)
	fail("access", f.Access("../main.py", host.AccessRead), 0)
	_, _, err = files.Pipe()
	fail("pipe", err, host.EACCES)
}
