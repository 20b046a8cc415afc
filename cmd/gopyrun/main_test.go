package main

import (
	"errors"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

var python = flag.String("python", "", "run the scripts on this CPython instead, to check what they expect")

// TestMain makes the test binary serve as gopyrun in the scripts.
func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"gopyrun": main})
}

// TestScripts runs testdata/*.txtar; one by name with -run Scripts/options. What
// the scripts expect is what CPython 3.14 writes and how it exits.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(env *testscript.Env) error {
			if *python == "" {
				return nil
			}
			env.Setenv("PATH", env.WorkDir+string(filepath.ListSeparator)+env.Getenv("PATH"))
			return os.Symlink(*python, filepath.Join(env.WorkDir, "gopyrun"))
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"status": status},
	})
}

// status is the command "status WANT command [arg...]": it runs command, which must
// end with status WANT ("signal: interrupt" for one that died of it).
func status(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: status want command [arg...]")
	}
	got := "0"
	if err := ts.Exec(args[1], args[2:]...); err != nil {
		exit, ok := errors.AsType[*exec.ExitError](err)
		if !ok {
			ts.Fatalf("%v", err)
		}
		got = exit.String()
	}
	if got != args[0] && got != "exit status "+args[0] {
		ts.Fatalf("%s, want %s", got, args[0])
	}
}
