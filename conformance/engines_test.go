package conformance

import (
	"flag"
	"fmt"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
)

var enginesFlag = flag.Bool("engines", false, "find out which cases the engine gpython passes, and write ENGINES.md")

const enginesFile = "ENGINES.md"

const enginesHead = `# Engines

Which conformance cases each engine passes. ` + "`native`" + ` is held to all of them but its
expected failures; ` + "`gpython`" + ` to those named below, which are few, as it knows a part of
Python 3.4 and has few modules. The area ` + "`engines`" + ` is written in what both know, and the
scripts of ` + "`examples/`" + ` are checked on both (TestNotes).

Written by ` + "`go test ./conformance -run TestEngines -engines`" + `.
`

// TestEngines runs the cases on gpython that ENGINES.md says it passes.
func TestEngines(t *testing.T) {
	if *recordFlag || testing.Short() || *areasFlag != "" || *gopyrunFlag != "" {
		t.Skip("not selected")
	}
	in := gpython(t)
	all, err := LoadCases("cases")
	if err != nil {
		t.Fatal(err)
	}
	if *enginesFlag {
		if err := os.WriteFile(enginesFile, []byte(engines(t, in, all)), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile(enginesFile)
	if err != nil {
		t.Fatal(err)
	}
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	for line := range strings.Lines(string(text)) {
		area, names, ok := strings.Cut(strings.TrimPrefix(strings.TrimSpace(line), "- "), ": ")
		if !ok || !strings.HasPrefix(line, "- ") {
			continue
		}
		for name := range strings.SplitSeq(names, ", ") {
			i := slices.IndexFunc(all, func(c *Case) bool { return c.ID() == area+"/"+name })
			if i < 0 {
				t.Errorf("%s: no case %s/%s", enginesFile, area, name)
				continue
			}
			t.Run(area+"_"+name, func(t *testing.T) {
				t.Parallel()
				slots <- struct{}{}
				defer func() { <-slots }()
				compare(t, in, all[i], "")
			})
		}
	}
}

// engines is the content of ENGINES.md. A case counts that passes twice.
func engines(t *testing.T, in *Interpreter, all []*Case) string {
	known := readExpectedFailures(t, all)
	passes := make([]bool, len(all))
	slots := make(chan struct{}, runtime.GOMAXPROCS(0))
	var group sync.WaitGroup
	for i, c := range all {
		group.Go(func() {
			slots <- struct{}{}
			defer func() { <-slots }()
			passes[i] = c.passes(in) && c.passes(in)
		})
	}
	group.Wait()
	var table, list strings.Builder
	table.WriteString("\n| area | cases | native | gpython |\n|---|---|---|---|\n")
	list.WriteString("\n## What gpython passes\n\n")
	var total [3]int
	i := 0
	for area, cases := range byArea(all) {
		native := 0
		var names []string
		for _, c := range cases {
			if known[c.ID()] == "" {
				native++
			}
			if passes[i] {
				names = append(names, c.Name)
			}
			i++
		}
		fmt.Fprintf(&table, "| %s | %d | %d | %d |\n", area, len(cases), native, len(names))
		if len(names) > 0 {
			fmt.Fprintf(&list, "- %s: %s\n", area, strings.Join(names, ", "))
		}
		total = [3]int{total[0] + len(cases), total[1] + native, total[2] + len(names)}
	}
	fmt.Fprintf(&table, "| all | %d | %d | %d |\n", total[0], total[1], total[2])
	return enginesHead + table.String() + list.String()
}

// passes reports whether the interpreter passes the case.
func (c *Case) passes(in *Interpreter) bool {
	text, err := os.ReadFile(c.GoldenFile())
	if err != nil {
		return false
	}
	want, err := DecodeGolden(text)
	if err != nil {
		return false
	}
	o, err := in.Run(c, *slowFlag)
	if err != nil {
		return false
	}
	v, _ := Judge(c, o, want)
	return v == Pass
}
