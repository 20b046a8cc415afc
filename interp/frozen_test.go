package interp_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"flag"
	"hash/crc32"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"testing"

	"github.com/gopyrun/gopyrun/interp"
	"github.com/gopyrun/gopyrun/interp/host/oshost"
	"github.com/gopyrun/gopyrun/interp/internal/frozen"
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules"
)

var updateFrozen = flag.Bool("update-frozen", false, "write modules/frozen.bin")

// moduleNames lists the import names in the index of modules.
func moduleNames(t *testing.T) []string {
	t.Helper()
	src, err := os.ReadFile("../modules/modules.go")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, line := range regexp.MustCompile(`(?m)^\tcase (".*"):$`).FindAllSubmatch(src, -1) {
		for _, q := range strings.Split(string(line[1]), ", ") {
			names = append(names, strings.Trim(q, `"`))
		}
	}
	files, err := filepath.Glob("../modules/multiprocessing/py/*.py")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		switch name := strings.TrimSuffix(filepath.Base(f), ".py"); name {
		case "init":
			names = append(names, "multiprocessing")
		default:
			names = append(names, "multiprocessing."+strings.ReplaceAll(name, "dummy_", "dummy."))
		}
	}
	if files, err = filepath.Glob("../modules/encodings/py/*.py"); err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		switch name := strings.TrimSuffix(filepath.Base(f), ".py"); name {
		case "init":
			names = append(names, "encodings")
		default:
			names = append(names, "encodings."+name)
		}
	}
	sort.Strings(names)
	return names
}

// TestFrozen checks that modules/frozen.bin is the modules' sources compiled, and
// with -update-frozen makes it so.
func TestFrozen(t *testing.T) {
	p, err := interp.New(interp.Config{Host: oshost.New(), Modules: modules.Find})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	var index, data []byte
	count := 0
	err = p.Do(context.Background(), func(th *py.Thread) error {
		for _, name := range moduleNames(t) {
			spec := modules.Find(name)
			if spec == nil || spec.Source == "" {
				continue
			}
			code, err := th.Interp.Engine.Compile(th, []byte(spec.Source), "<frozen "+name+">", "exec", py.CompileFlags{Optimize: 0, SourceIsStr: true})
			if err != nil {
				return err
			}
			b, err := frozen.Encode(code)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			again, err := frozen.Decode(string(b))
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			if c, err := frozen.Encode(again); err != nil || !bytes.Equal(b, c) {
				t.Errorf("%s: decoded and encoded again it differs (%v)", name, err)
			}
			count++
			index = binary.AppendUvarint(index, uint64(len(name)))
			index = append(index, name...)
			index = binary.AppendUvarint(index, uint64(len(spec.Source)))
			index = binary.AppendUvarint(index, uint64(crc32.ChecksumIEEE([]byte(spec.Source))))
			index = binary.AppendUvarint(index, uint64(len(b)))
			data = append(data, b...)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	file := append(append(binary.AppendUvarint(nil, uint64(count)), index...), data...)
	const path = "../modules/frozen.bin"
	if *updateFrozen {
		if err := os.WriteFile(path, file, 0o666); err != nil {
			t.Fatal(err)
		}
		return
	}
	old, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(old, file) {
		t.Error("modules/frozen.bin is stale: go generate ./modules")
	}
}

// FuzzFrozen feeds damaged code to the decoder.
func FuzzFrozen(f *testing.F) {
	p, err := interp.New(interp.Config{Host: oshost.New(), Modules: modules.Find}) // defines the types
	if err != nil {
		f.Fatal(err)
	}
	defer p.Close()
	for _, name := range []string{"collections.abc", "io", "copyreg"} {
		spec := modules.Find(name)
		if spec.Frozen == "" {
			f.Fatalf("%s is not frozen", name)
		}
		f.Add([]byte(spec.Frozen))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if code, err := frozen.Decode(string(data)); err == nil {
			n := 0
			loadAll(code, &n)
		}
	})
}

// loadAll loads code and the functions in it, at most 1,000: damaged data can hold
// the same bytes in many places.
func loadAll(code *py.Code, n *int) {
	if *n++; *n > 1000 {
		return
	}
	code.Load()
	code.LoadLines()
	for _, v := range code.Consts {
		if v.IsUnbound() {
			continue
		}
		if c, ok := py.As[py.Code](v, py.CodeType); ok {
			loadAll(c, n)
		}
	}
}
