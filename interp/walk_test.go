package interp_test

import (
	"fmt"
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/gopyrun/gopyrun/interp/internal/compile"
	"github.com/gopyrun/gopyrun/interp/internal/op"
	"github.com/gopyrun/gopyrun/interp/syntax"
)

// TestArchitecture checks ARCHITECTURE.md: the files that it names exist, and the
// bytecode of print(1 + 1) is the one that it shows.
func TestArchitecture(t *testing.T) {
	b, err := os.ReadFile("../ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	doc := string(b)
	for _, m := range regexp.MustCompile("`((?:cmd|interp|modules|conformance|examples)(?:/[a-z0-9_./]+)?)`").FindAllStringSubmatch(doc, -1) {
		if _, err := os.Stat("../" + m[1]); err != nil {
			t.Errorf("ARCHITECTURE.md names %s: %v", m[1], err)
		}
	}
	tree, err := syntax.Parse("<string>", []byte("print(1 + 1)\n"), syntax.ModeExec, nil)
	if err != nil {
		t.Fatal(err)
	}
	code, err := compile.Compile(tree, "<string>", compile.Options{})
	if err != nil {
		t.Fatal(err)
	}
	var got, shown []string
	for i, in := range code.Instrs {
		got = append(got, fmt.Sprint(i, " ", op.Table()[in.Op].Name))
	}
	for _, m := range regexp.MustCompile(`(?m)^       (\d+)  ([A-Z]+)`).FindAllStringSubmatch(doc, -1) {
		shown = append(shown, m[1]+" "+m[2])
	}
	if strings.Join(got, "\n") != strings.Join(shown, "\n") {
		t.Errorf("print(1 + 1) is compiled to\n%s\nARCHITECTURE.md shows\n%s", strings.Join(got, "\n"), strings.Join(shown, "\n"))
	}
}

// TestOpcodes checks that each opcode has a row that describes it and a case in the
// virtual machine.
func TestOpcodes(t *testing.T) {
	loop, err := os.ReadFile("internal/vm/loop.go")
	if err != nil {
		t.Fatal(err)
	}
	rare, err := os.ReadFile("internal/vm/rare.go")
	if err != nil {
		t.Fatal(err)
	}
	constants, err := os.ReadFile("internal/op/op.go")
	if err != nil {
		t.Fatal(err)
	}
	block := string(constants)
	block = block[strings.Index(block, "\tNOP uint16 = iota"):]
	block = block[:strings.Index(block, "\n)")]
	names := regexp.MustCompile(`(?m)^\t([A-Z][A-Z0-9_]*)\b`).FindAllStringSubmatch(block, -1)
	table := op.Table()
	if len(names) != len(table) {
		t.Errorf("%d opcodes, %d rows", len(names), len(table))
	}
	seen := map[string]bool{}
	for i, row := range table {
		if i < len(names) && row.Name != names[i][1] {
			t.Errorf("row %d is %s, the opcode is %s", i, row.Name, names[i][1])
		}
		if row.Doc == "" {
			t.Errorf("%s has no description", row.Name)
		}
		if seen[row.Name] {
			t.Errorf("two rows are %s", row.Name)
		}
		seen[row.Name] = true
		use := regexp.MustCompile(`case [^\n]*\bop\.` + row.Name + `\b`)
		if !use.Match(loop) && !use.Match(rare) {
			t.Errorf("%s has no case in the virtual machine", row.Name)
		}
	}
}
