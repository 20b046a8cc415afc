package procs

import (
	"os"
	"os/exec"
)

func ownGroup(*exec.Cmd, bool) {}

func exitStatus(s *os.ProcessState) int { return s.ExitCode() }

// Left reports nothing: Windows has no process groups in the sense needed.
func (p *Process) Left() []string { return nil }

// Dump does nothing on Windows.
func (p *Process) Dump() {}

// Kill ends the program and waits for it.
func (p *Process) Kill() {
	// An error says that it has ended already.
	p.cmd.Process.Kill()
	<-p.done
}
