//go:build unix

package procs

import (
	"strings"
	"syscall"
	"testing"
	"time"
)

func TestLeftAndKill(t *testing.T) {
	p, err := Start(Command{Path: "/bin/sh", Args: []string{"-c", "sleep 60 & echo started; exit 3"}})
	if err != nil {
		t.Fatal(err)
	}
	status, ended := p.Wait(10 * time.Second)
	if !ended || status != 3 {
		t.Errorf("status %d, ended %v; want 3", status, ended)
	}
	if left := p.Left(); len(left) != 1 {
		t.Errorf("left %q, want the sleep", left)
	}
	p.Kill()
	if left := p.WaitGone(5 * time.Second); len(left) != 0 {
		t.Errorf("left %q after Kill", left)
	}
	if out := p.Out.String(); out != "started\n" {
		t.Errorf("output %q", out)
	}
}

func TestSignals(t *testing.T) {
	p, err := Start(Command{Path: "/bin/sh", Args: []string{"-c", "echo ready; exec sleep 60"}})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Kill()
	if !p.WaitFor(10*time.Second, func() bool { return strings.Contains(p.Out.String(), "ready") }) {
		t.Fatal("not ready")
	}
	if err := p.Interrupt(); err != nil {
		t.Fatal(err)
	}
	if status, ended := p.Wait(10 * time.Second); !ended || status != -int(syscall.SIGINT) {
		t.Errorf("status %d, ended %v; want -2", status, ended)
	}
}
