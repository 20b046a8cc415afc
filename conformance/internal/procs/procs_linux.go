package procs

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

const dumpTime = time.Second

// Left describes the living processes, zombies excluded, that are in the
// program's process group or carry its mark.
func (p *Process) Left() []string {
	var left []string
	for _, pid := range p.descendants() {
		cmdline, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
		if err != nil {
			continue // gone in the meantime
		}
		left = append(left, fmt.Sprintf("%d: %s", pid, bytes.ReplaceAll(cmdline, []byte{0}, []byte{' '})))
	}
	return left
}

func (p *Process) descendants() []int {
	dirs, err := filepath.Glob("/proc/[0-9]*")
	if err != nil {
		panic(err) // the pattern is a constant
	}
	var pids []int
	for _, dir := range dirs {
		pid, err := strconv.Atoi(filepath.Base(dir))
		if err != nil {
			continue
		}
		// Files of a process that ends or belongs to somebody else cannot be
		// read: neither is one of ours.
		stat, err := os.ReadFile(dir + "/stat")
		if err != nil {
			continue
		}
		// pid (name) state ppid pgrp …; the name may contain anything.
		f := strings.Fields(string(stat[bytes.LastIndexByte(stat, ')')+1:]))
		if len(f) < 3 || f[0] == "Z" || f[0] == "X" {
			continue
		}
		if f[2] == strconv.Itoa(p.Pid()) || p.marked(dir) {
			pids = append(pids, pid)
		}
	}
	return pids
}

func (p *Process) marked(dir string) bool {
	env, err := os.ReadFile(dir + "/environ")
	if err != nil {
		return false
	}
	for v := range bytes.SplitSeq(env, []byte{0}) {
		if string(v) == p.mark {
			return true
		}
	}
	return false
}
