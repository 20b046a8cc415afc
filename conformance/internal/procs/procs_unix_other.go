//go:build unix && !linux

package procs

import (
	"fmt"
	"syscall"
	"time"
)

const dumpTime = time.Second

// Left reports whether the process group of the program has members. Without
// /proc their names are not known, and a descendant that moved to another
// group is not seen.
func (p *Process) Left() []string {
	if syscall.Kill(-p.Pid(), 0) == nil {
		return []string{fmt.Sprintf("members of process group %d", p.Pid())}
	}
	return nil
}

func (p *Process) descendants() []int { return nil }
