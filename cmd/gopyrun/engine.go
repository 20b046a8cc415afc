package main

import (
	"errors"
	"fmt"
	"hash/fnv"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"
)

// engineOf reads the option --engine, which must come first, and returns the other
// arguments; name is "" without the option.
func engineOf(argv []string) (name string, rest []string) {
	if len(argv) < 2 {
		return "", nil
	}
	if name, ok := strings.CutPrefix(argv[1], "--engine="); ok {
		return name, argv[2:]
	}
	if argv[1] == "--engine" && len(argv) > 2 {
		return argv[2], argv[3:]
	}
	return "", nil
}

// runGpython becomes the program gopyrun-gpython.
func runGpython(args []string) int {
	path, err := findGpython()
	if err == nil {
		if runtime.GOOS != "windows" {
			err = syscall.Exec(path, append([]string{path}, args...), os.Environ())
		} else {
			cmd := exec.Command(path, args...)
			cmd.Stdin, cmd.Stdout, cmd.Stderr = os.Stdin, os.Stdout, os.Stderr
			if err = cmd.Run(); cmd.ProcessState != nil {
				return cmd.ProcessState.ExitCode()
			}
		}
	}
	fmt.Fprintln(os.Stderr, "gopyrun: engine gpython:", err)
	return 1
}

// findGpython returns the path of gopyrun-gpython: beside this program, where
// go install puts it, or else built from the source that this program was built from
// and that is still there, as with go run. go build does nothing if it is up to date.
func findGpython() (string, error) {
	name := "gopyrun-gpython"
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	exe, err := os.Executable()
	if err != nil {
		return "", err
	}
	if real, err := filepath.EvalSymlinks(exe); err == nil {
		exe = real
	}
	if path := filepath.Join(filepath.Dir(exe), name); isFile(path) {
		return path, nil
	}
	_, this, _, _ := runtime.Caller(0)
	source := filepath.Join(filepath.Dir(filepath.Dir(this)), "gopyrun-gpython")
	if !filepath.IsAbs(source) || !isFile(filepath.Join(source, "main.go")) {
		return "", fmt.Errorf("no program %s in %s: install both with go install github.com/gopyrun/gopyrun/cmd/...@latest", name, filepath.Dir(exe))
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	hash := fnv.New64a()
	hash.Write([]byte(source))
	dir := filepath.Join(cache, "gopyrun", fmt.Sprintf("%x", hash.Sum64()))
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return "", err
	}
	path := filepath.Join(dir, name)
	build := exec.Command("go", "build", "-o", path, ".")
	build.Dir = source
	build.Env = append(os.Environ(), "GOTMPDIR="+dir) // on one file system: replaced at once
	if out, err := build.CombinedOutput(); err != nil {
		if errors.Is(err, exec.ErrNotFound) {
			return "", err
		}
		return "", fmt.Errorf("go build %s: %w\n%s", source, err, out)
	}
	return path, nil
}

func isFile(path string) bool {
	st, err := os.Stat(path)
	return err == nil && st.Mode().IsRegular()
}
