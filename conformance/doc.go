// Package conformance proves, case by case, that a Python implementation
// behaves as CPython does.
//
// A case is a small printing program, cases/<area>/<name>.py, with a golden
// <name>.out beside it that was recorded from real CPython and never by hand:
//
//	go test ./conformance                              # gopyrun, built once
//	go test ./conformance -run 'Cases/str'             # areas whose name contains str
//	go test ./conformance -run 'Cases/^str$/split'     # one case
//	go test ./conformance -gopyrun='python3.14 -X dev' # another interpreter
//	go test ./conformance -record -python=python3.14   # new goldens
//
// Read case.go for the header of a case (tier, needs, timeout, …), golden.go
// for the format of a golden, runner.go for how a case is run, and
// main_test.go for the flags. TestNotes (notes_test.go) runs the scripts of
// examples/ and checks what they print for its meaning, on both engines;
// engines_test.go holds gpython to the cases that ENGINES.md lists.
//
// Nothing outside this folder imports the package; it uses os and os/exec
// freely and knows nothing of the engine it tests.
package conformance
