package conformance

import (
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/sys/unix"

	"github.com/gopyrun/gopyrun/conformance/internal/procs"
)

// TestTerminal runs process1 on a pseudo-terminal, as a person does: lines
// appear whole and at once without any option, and Ctrl-C is typed.
func TestTerminal(t *testing.T) {
	if *recordFlag || *areasFlag != "" && !slices.Contains(strings.Split(*areasFlag, ","), "notes") || *areasFlag == "" && testing.Short() {
		t.Skip("area notes is not selected")
	}
	n := newNote(t, candidate(t), "process1.py", nil)
	master, slave := openTerminal(t)
	p, err := procs.Start(procs.Command{Path: n.in.Path, Args: append(slices.Clone(n.in.Opts), n.script), Dir: n.dir, Env: Environment(n.dir), Terminal: slave})
	if err != nil {
		t.Fatal(err)
	}
	n.Process = p
	t.Cleanup(func() {
		p.Kill()
		if t.Failed() || Crashed(p.Out.String()) {
			t.Errorf("terminal:\n%s", clip(p.Out.String(), 5000))
		}
	})
	go io.Copy(&p.Out, master) // ends with an error when the slave closes

	text := strings.ReplaceAll(n.until("two lines of each task", func(s string) bool {
		s = strings.ReplaceAll(s, "\r\n", "\n")
		return count(task1Line, s) >= 2 && count(task2Line, s) >= 2
	}), "\r\n", "\n")
	process1Pids(n, text)
	whole := regexp.MustCompile(`^(` + mainLine.String() + `\n|` + task1Line.String() + `|` + task2Line.String() + `)+$`)
	if !whole.MatchString(text) {
		t.Errorf("lines are not whole: %q", text)
	}
	if _, err := master.WriteString("\x03"); err != nil {
		t.Fatal(err)
	}
	if _, ended := p.Wait(n.stretch(5 * time.Second)); !ended {
		p.Dump()
		t.Fatal("still running 5s after Ctrl-C")
	}
	n.gone(2 * time.Second)
	if !strings.Contains(p.Out.String(), "KeyboardInterrupt") {
		t.Error("no KeyboardInterrupt on the terminal")
	}
}

// openTerminal makes a pseudo-terminal; both ends are closed after the test.
func openTerminal(t *testing.T) (master, slave *os.File) {
	t.Helper()
	master, err := os.OpenFile("/dev/ptmx", os.O_RDWR, 0)
	if err != nil {
		t.Skip("no pseudo-terminals: ", err)
	}
	t.Cleanup(func() { master.Close() })
	if err := unix.IoctlSetPointerInt(int(master.Fd()), unix.TIOCSPTLCK, 0); err != nil {
		t.Fatal(err)
	}
	number, err := unix.IoctlGetInt(int(master.Fd()), unix.TIOCGPTN)
	if err != nil {
		t.Fatal(err)
	}
	slave, err = os.OpenFile(fmt.Sprintf("/dev/pts/%d", number), os.O_RDWR|unix.O_NOCTTY, 0)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { slave.Close() })
	return master, slave
}
