//go:build unix

package conformance

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/gopyrun/gopyrun/conformance/internal/procs"
)

// TestNotes runs the scripts of examples/ and checks what their output means.
// The endless ones run until they have shown enough, are then interrupted as
// by Ctrl-C, and may leave nothing behind.
//
// Some things are required of gopyrun and not of CPython (see relaxed): the
// parent that a child sees is the process that called start(), no child
// outlives a parent that was terminated or killed, and queue4 is free of the
// race that CPython's feeder thread has.
//
// Unless -gopyrun names an interpreter, the scripts run on both engines.
func TestNotes(t *testing.T) {
	if *recordFlag {
		t.Skip("nothing to record")
	}
	if *areasFlag != "" && !slices.Contains(strings.Split(*areasFlag, ","), "notes") || *areasFlag == "" && testing.Short() {
		t.Skip("area notes is not selected")
	}
	in := candidate(t)
	engines := map[string]*Interpreter{"": in}
	if second := gpython(t); second != nil {
		engines["gpython_"] = second
	}
	for _, note := range []struct {
		name, script string
		edit         *strings.Replacer // nil: the script as it is
		check        func(*note)
	}{
		{"process1", "process1.py", nil, process1},
		{"process1_args", "process1_args.py", nil, process1Args},
		{"process1_globals", "process1_globals.py", nil, process1Globals},
		{"process1_sigterm", "process1.py", nil, func(n *note) { process1Parent(n, syscall.SIGTERM) }},
		{"process1_sigkill", "process1.py", nil, func(n *note) { process1Parent(n, syscall.SIGKILL) }},
		{"process2", "process2.py", nil, process2},
		{"process5", "process5.py", nil, process5},
		{"queue4", "queue4.py", nil, queue4},
		{"pool3", "pool3.py", nil, pool3},
		{"pool3_async", "pool3.py", poolAsync, pool3Async},
		{"thread6", "thread6.py", nil, thread6},
		{"thread7", "thread7.py", nil, thread7},
		{"thread8", "thread8.py", nil, thread8},
	} {
		for prefix, in := range engines {
			t.Run(prefix+note.name, func(t *testing.T) {
				t.Parallel()
				note.check(newNote(t, in, note.script, note.edit))
			})
		}
	}
}

// poolAsync switches on the apply_async line of pool3's comment, and makes
// every task last long enough for all five workers to start one.
var poolAsync = strings.NewReplacer(
	"        # p.apply_async(task, args=(i,), callback=handleCall)", "        p.apply_async(task, args=(i,), callback=handleCall)",
	"        p.apply(task, args=(i,))", "",
	"sleep(random.random())", "sleep(0.5 + random.random())",
)

// A note is one script and, once started, its process.
type note struct {
	*testing.T
	*procs.Process
	in     *Interpreter
	dir    string
	script string
	begin  time.Time
}

func newNote(t *testing.T, in *Interpreter, script string, edit *strings.Replacer) *note {
	source, err := os.ReadFile(filepath.Join("../examples", script))
	if err != nil {
		t.Fatal(err)
	}
	text := string(source)
	if edit != nil {
		text = edit.Replace(text)
	}
	dir, err := FreshDir()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(dir) })
	if err := os.WriteFile(filepath.Join(dir, script), []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
	return &note{T: t, in: in, dir: dir, script: script}
}

// relaxed reports whether the candidate is CPython. Since 3.14 it starts
// children from a fork server: os.getppid() of a child is the server, and
// both outlive a parent that dies by a signal.
func (n *note) relaxed() bool { return n.in.IsCPython() }

// start starts the script. With terminal, lines arrive as they are printed,
// as somebody at a terminal sees them; a pipe is block-buffered otherwise.
func (n *note) start(terminal bool) {
	n.Helper()
	env := Environment(n.dir)
	if terminal {
		env = append(env, "PYTHONUNBUFFERED=1")
	}
	n.begin = time.Now()
	p, err := procs.Start(procs.Command{Path: n.in.Path, Args: append(slices.Clone(n.in.Opts), n.script), Dir: n.dir, Env: env})
	if err != nil {
		n.Fatal(err)
	}
	n.Process = p
	n.Cleanup(func() {
		p.Kill()
		if stderr := p.Err.String(); Crashed(stderr) {
			n.Errorf("the interpreter crashed\n%s", clip(stderr, 10000))
		}
		if n.Failed() {
			n.Logf("stdout:\n%s\nstderr:\n%s", clip(p.Out.String(), 3000), clip(p.Err.String(), 5000))
		}
	})
}

// finish waits for the end of a script that has one and returns its output.
func (n *note) finish(atLeast, atMost time.Duration) string {
	n.Helper()
	status, ended := n.Wait(n.stretch(atMost))
	if !ended {
		n.Dump()
		n.Fatalf("still running after %v", n.stretch(atMost))
	}
	if took := time.Since(n.begin); took < atLeast {
		n.Errorf("ended after %v, want at least %v", took, atLeast)
	}
	if status != 0 {
		n.Errorf("exit status %d", status)
	}
	if s := n.Err.String(); s != "" {
		n.Errorf("stderr: %s", s)
	}
	n.gone(2 * time.Second)
	return n.Out.String()
}

// gone checks that every descendant ends in time. CPython's resource tracker
// may take longer on a loaded machine.
func (n *note) gone(limit time.Duration) {
	n.Helper()
	if n.relaxed() {
		limit = 10 * time.Second
	}
	if left := n.WaitGone(n.stretch(limit)); len(left) > 0 {
		n.Errorf("left running %v later:\n%s", limit, strings.Join(left, "\n"))
	}
}

func (n *note) stretch(d time.Duration) time.Duration {
	return time.Duration(float64(d) * *slowFlag)
}

// until waits until the output satisfies cond and returns it.
func (n *note) until(what string, cond func(out string) bool) string {
	n.Helper()
	var text string
	if !n.WaitFor(n.stretch(20*time.Second), func() bool {
		text = n.Out.String()
		return cond(text)
	}) {
		if !n.Ended() {
			n.Dump()
		}
		n.Fatalf("no sign of %s", what)
	}
	return text
}

// interrupt presses Ctrl-C and checks that everything ends, with a
// KeyboardInterrupt and one of the given exit statuses.
func (n *note) interrupt(statuses ...int) {
	n.Helper()
	if n.Ended() {
		n.Fatal("ended by itself")
	}
	if err := n.Interrupt(); err != nil {
		n.Fatal(err)
	}
	status, ended := n.Wait(n.stretch(5 * time.Second))
	if !ended {
		n.Dump()
		n.Fatal("still running 5s after Ctrl-C")
	}
	if !slices.Contains(statuses, status) {
		n.Errorf("exit status %d after Ctrl-C, want one of %d", status, statuses)
	}
	n.gone(2 * time.Second)
	if !strings.Contains(n.Err.String(), "KeyboardInterrupt") {
		n.Error("no KeyboardInterrupt on stderr")
	}
}

// A Ctrl-C that reaches the main thread while it waits for children or
// threads at exit is printed and ignored by CPython (status 0); one that ends
// the program in a KeyboardInterrupt makes it die by SIGINT.
const (
	ignoredAtExit = 0
	diedBySIGINT  = -int(syscall.SIGINT)
)

var (
	mainLine  = regexp.MustCompile(`-{14}>main main 进程号:(\d+)`)
	task1Line = regexp.MustCompile(`-{13}> task1 task1的进程号是：(\d+), 父进程是：(\d+)\n`)
	task2Line = regexp.MustCompile(`-{14}> task2 task2的进程号是：(\d+), 父进程是: (\d+)\n`)
)

func count(re *regexp.Regexp, s string) int { return len(re.FindAllStringIndex(s, -1)) }

func process1(n *note) {
	n.start(true)
	text := n.until("two lines of each task", func(s string) bool {
		return count(task1Line, s) >= 2 && count(task2Line, s) >= 2
	})
	if took := time.Since(n.begin); took < 2*time.Second {
		n.Errorf("two rounds of sleep(1) took %v", took)
	}
	if a, b := count(task1Line, text), count(task2Line, text); a > b+2 || b > a+2 {
		n.Errorf("task1 printed %d lines, task2 %d", a, b)
	}
	process1Pids(n, text)
	n.interrupt(ignoredAtExit, diedBySIGINT)
}

// process1Pids checks that the ids are real, different and related.
func process1Pids(n *note, text string) {
	n.Helper()
	if main := mainLine.FindStringSubmatch(text); main == nil || main[1] != strconv.Itoa(n.Pid()) {
		n.Errorf("main's line is %q, its process id %d", main, n.Pid())
	} else if !strings.HasPrefix(text, main[0]) {
		n.Error("main's line is not the first")
	}
	var tasks []int
	for name, re := range map[string]*regexp.Regexp{"task1": task1Line, "task2": task2Line} {
		lines := re.FindAllStringSubmatch(text, -1)
		for _, l := range lines {
			if l[1] != lines[0][1] || l[2] != lines[0][2] {
				n.Errorf("%s changes its ids: %q and %q", name, lines[0][0], l[0])
			}
		}
		pid, err := strconv.Atoi(lines[0][1])
		if err != nil {
			n.Fatal(err)
		}
		if err := syscall.Kill(pid, 0); err != nil {
			n.Errorf("%s says its process id is %d: %v", name, pid, err)
		}
		if parent := lines[0][2]; parent != strconv.Itoa(n.Pid()) && !n.relaxed() {
			n.Errorf("%s says its parent is %s, want %d", name, parent, n.Pid())
		}
		tasks = append(tasks, pid)
	}
	if tasks[0] == tasks[1] || slices.Contains(tasks, n.Pid()) {
		n.Errorf("process ids %d of the tasks and %d of main are not all different", tasks, n.Pid())
	}
}

func process1Args(n *note) {
	n.start(true)
	text := n.until("two lines of task1", func(s string) bool {
		return count(task1Line, s) >= 2 && count(task2Line, s) >= 3
	})
	if took := time.Since(n.begin); took < 4*time.Second {
		n.Errorf("two rounds of sleep(2) took %v", took)
	}
	if a, b := count(task1Line, text), count(task2Line, text); b > 2*a+2 {
		n.Errorf("task1, which sleeps 2 seconds, printed %d lines, task2 %d", a, b)
	}
	process1Pids(n, text)
	n.interrupt(ignoredAtExit, diedBySIGINT)
}

// process1Parent signals the parent alone: the children must go with it.
func process1Parent(n *note, sig syscall.Signal) {
	n.start(true)
	text := n.until("a line of each task", func(s string) bool {
		return count(task1Line, s) >= 1 && count(task2Line, s) >= 1
	})
	process1Pids(n, text)
	if err := n.Signal(sig); err != nil {
		n.Fatal(err)
	}
	signalled := time.Now()
	if status, ended := n.Wait(n.stretch(5 * time.Second)); !ended || status != -int(sig) {
		n.Errorf("exit status %d, ended %v; want %d", status, ended, -int(sig))
	}
	if n.relaxed() {
		return
	}
	n.gone(2*time.Second - time.Since(signalled))
}

var (
	globalsTask1 = regexp.MustCompile(`-{13}> task1, num : (\d+)\n`)
	globalsTask2 = regexp.MustCompile(`-{14}> task2, num:(\d+)\n`)
	globalsMain  = regexp.MustCompile(`-{14}>main, main num : (\d+)\n`)
)

func process1Globals(n *note) {
	n.start(true)
	text := n.until("the counters", func(s string) bool {
		return count(globalsTask1, s) >= 2 && count(globalsTask2, s) >= 3 && count(globalsMain, s) >= 3
	})
	for _, lane := range []struct {
		name string
		re   *regexp.Regexp
		step int
	}{{"task1", globalsTask1, 1}, {"task2", globalsTask2, 1}, {"main", globalsMain, 0}} {
		want := lane.step
		for _, got := range numbers(lane.re, text) {
			if got != want {
				n.Errorf("%s counts %d, want %d", lane.name, got, want)
			}
			want += lane.step
		}
	}
	n.interrupt(diedBySIGINT)
}

// numbers returns the integers that the pattern's group captures.
func numbers(re *regexp.Regexp, text string) []int {
	var list []int
	for _, m := range re.FindAllStringSubmatch(text, -1) {
		i, err := strconv.Atoi(m[1])
		if err != nil {
			i = -1 // too long to be right
		}
		list = append(list, i)
	}
	return list
}

func process2(n *note) {
	n.start(true)
	line := regexp.MustCompile(`(?m)^-{10}> 自定义进程test, n: (\d+)$`)
	const enough = 2000
	text := n.until("the counter", func(s string) bool { return strings.Count(s, "\n") >= enough })
	text = text[:strings.LastIndexByte(text, '\n')+1]
	counts := numbers(line, text)
	if len(counts) != strings.Count(text, "\n") {
		n.Errorf("%d of %d lines are whole", len(counts), strings.Count(text, "\n"))
	}
	for i, c := range counts {
		if c != i+1 {
			n.Fatalf("line %d says n: %d", i+1, c)
		}
	}
	n.interrupt(ignoredAtExit, diedBySIGINT)
}

func process5(n *note) {
	n.start(false)
	n.want("download start\ndownload end\n1.png\n", n.finish(2*time.Second, 15*time.Second))
}

func queue4(n *note) {
	n.start(false)
	if n.relaxed() {
		// CPython's feeder thread may not have written the third item when
		// empty() is called; the script then ends in queue.Empty.
		if _, ended := n.Wait(n.stretch(10 * time.Second)); ended && n.Out.String() == "0\n1\nFalse\nTrue\n" {
			return
		}
	}
	n.want("0\n1\nFalse\nFalse\n", n.finish(0, 10*time.Second))
}

func thread6(n *note) {
	n.start(false)
	n.want("download start\nlisten start\ndownload end\nlisten end\n", n.finish(3*time.Second, 15*time.Second))
}

func (n *note) want(want, got string) {
	n.Helper()
	if got != want {
		n.Errorf("printed %q, want %q", got, want)
	}
}

var (
	poolEvent  = regexp.MustCompile(`-{11}> 执行任务： 任务(\d)(开始|完成)`)
	poolTime   = regexp.MustCompile(`-{11}> 执行任务： 任务(\d)完成 用时(\d+\.\d+(?:e-\d+)?)\n`)
	poolResult = regexp.MustCompile(`(?m)^l: 任务任务(\d) 用时(\d+\.\d+(?:e-\d+)?)$`)
)

// pool3 runs apply: one task after the other, and no results are collected.
func pool3(n *note) {
	n.start(true)
	text := n.finish(0, 30*time.Second)
	var want strings.Builder
	times := poolTime.FindAllStringSubmatch(text, -1)
	if len(times) != 7 {
		n.Fatalf("%d tasks ended, want 7", len(times))
	}
	for i, m := range times {
		if took, err := strconv.ParseFloat(m[2], 64); err != nil || took < 0 || took > 5**slowFlag {
			n.Errorf("task %s took %s seconds, want below 1", m[1], m[2])
		}
		fmt.Fprintf(&want, "-----------> 执行任务： 任务%d开始\n-----------> 执行任务： 任务%[1]d完成 用时%s\n", i+1, m[2])
	}
	n.want(want.String(), text)
}

// pool3Async runs apply_async on five workers: five tasks start at once, and
// every result comes back through the callback.
func pool3Async(n *note) {
	n.start(true)
	text := n.finish(time.Second, 30*time.Second)
	var started, finished []string
	for i, m := range poolEvent.FindAllStringSubmatch(text, -1) {
		if m[2] == "开始" {
			started = append(started, m[1])
		} else {
			finished = append(finished, m[1])
		}
		if i == 4 && len(started) != 5 {
			n.Errorf("only %d tasks had started when the first one ended", len(started))
		}
		if running := len(started) - len(finished); running > 5 {
			n.Errorf("%d tasks run at the same time on 5 workers", running)
		}
	}
	printed, results := map[string]string{}, map[string]string{}
	for _, m := range poolTime.FindAllStringSubmatch(text, -1) {
		printed[m[1]] = m[2]
	}
	for _, m := range poolResult.FindAllStringSubmatch(text, -1) {
		results[m[1]] = m[2]
	}
	all := []string{"1", "2", "3", "4", "5", "6", "7"}
	slices.Sort(started)
	slices.Sort(finished)
	if !slices.Equal(started, all) || !slices.Equal(finished, all) {
		n.Errorf("started %s and ended %s, want each of 1 to 7 once", started, finished)
	}
	for _, task := range all {
		if results[task] == "" || results[task] != printed[task] {
			n.Errorf("task %s printed the time %q and its callback got %q", task, printed[task], results[task])
		}
	}
	if got := len(poolResult.FindAllString(text, -1)); got != 7 {
		n.Errorf("%d results listed, want 7", got)
	}
}

// thread7 sells tickets in two threads that take turns.
func thread7(n *note) {
	n.start(true)
	line := regexp.MustCompile(`buy0([12]) ticket (\d+)`)
	text := n.until("40 tickets sold", func(s string) bool { return count(line, s) >= 41 })
	sold := map[string]int{}
	var tickets []int
	for _, m := range line.FindAllStringSubmatch(text, 40) {
		ticket, err := strconv.Atoi(m[2])
		if err != nil {
			n.Fatal(err)
		}
		if want := 99 - len(tickets); ticket > want+3 || ticket < want-3 {
			n.Errorf("sold ticket %d after %d others", ticket, len(tickets))
		}
		sold[m[1]]++
		tickets = append(tickets, ticket)
	}
	if a, b := sold["1"], sold["2"]; a < 18 || b < 18 {
		n.Errorf("of 40 tickets buy1 sold %d and buy2 %d", a, b)
	}
	slices.Sort(tickets)
	if whole := slices.Compact(tickets); len(whole) != 40 {
		n.Errorf("only %d of 40 tickets are different", len(whole))
	}
	n.interrupt(ignoredAtExit, diedBySIGINT)
}

// thread8 counts in two threads under the GIL. CPython writes the number and
// its newline apart, so that unbuffered lines of two threads may run into one
// another; what was counted must nevertheless be what was printed.
func thread8(n *note) {
	n.start(true)
	const enough = 5000
	text := n.until("the counter", func(s string) bool { return strings.Count(s, "\n") >= enough })
	printed := strings.Count(text, "\n")
	var whole []int
	for _, i := range numbers(regexp.MustCompile(`(?m)^(\d+)$`), text) {
		if i <= printed+100 {
			whole = append(whole, i)
		}
	}
	if len(whole) < printed/20 {
		n.Fatalf("only %d of %d lines are numbers that can be right", len(whole), printed)
	}
	last := whole[max(0, len(whole)-101):]
	slices.Sort(last)
	if median := last[len(last)/2]; median < printed*9/10-100 {
		n.Errorf("after %d lines the counter is about %d", printed, median)
	}
	n.interrupt(ignoredAtExit, diedBySIGINT)
}
