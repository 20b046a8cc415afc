//go:build unix

package procs

import (
	"os"
	"os/exec"
	"syscall"
)

// ownGroup makes the program the leader of a process group, or of a session
// on the terminal that is its standard input.
func ownGroup(cmd *exec.Cmd, terminal bool) {
	cmd.SysProcAttr = &syscall.SysProcAttr{Setpgid: true}
	if terminal {
		cmd.SysProcAttr = &syscall.SysProcAttr{Setsid: true, Setctty: true}
	}
}

func exitStatus(s *os.ProcessState) int {
	if ws, ok := s.Sys().(syscall.WaitStatus); ok && ws.Signaled() {
		return -int(ws.Signal())
	}
	return s.ExitCode()
}

// Interrupt sends SIGINT to the whole process group, as a terminal does on
// Ctrl-C.
func (p *Process) Interrupt() error {
	return syscall.Kill(-p.Pid(), syscall.SIGINT)
}

// Signal sends a signal to the program alone, not to its descendants.
func (p *Process) Signal(sig syscall.Signal) error {
	return syscall.Kill(p.Pid(), sig)
}

// Dump asks the program to print its goroutines (SIGQUIT), for the report of
// a hang, and gives it a moment to do so.
func (p *Process) Dump() {
	if p.Signal(syscall.SIGQUIT) == nil {
		p.Wait(dumpTime)
	}
}

// Kill ends the program and every descendant that can be found, and waits for
// the program.
func (p *Process) Kill() {
	// The group may be gone already: its members are what counts, and those
	// that remain are killed one by one.
	syscall.Kill(-p.Pid(), syscall.SIGKILL)
	for _, pid := range p.descendants() {
		syscall.Kill(pid, syscall.SIGKILL)
	}
	<-p.done
}
