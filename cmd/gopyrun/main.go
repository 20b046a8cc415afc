// Command gopyrun runs Python 3.14 programs.
//
//	gopyrun [option] ... [-c cmd | -m mod | file | -] [arg] ...
//
// The options and environment variables are CPython's, as far as they apply; see
// usage in flags.go. Its exit status is the program's.
package main

import (
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
)

func main() {
	tune()
	os.Exit(run(os.Args))
}

// tune sets Go's runtime for an interpreter that owns the process. Go's 4 MB
// minimum heap would make a small program collect all the time: GOGC 400 and an
// effective minimum of 64 MB (GOGC 1600 while little is live) are 1.3-2x on
// allocation-heavy code (DESIGN §5). The GIL's hand-over wants two processors.
func tune() {
	if runtime.GOMAXPROCS(0) < 2 {
		runtime.GOMAXPROCS(2)
	}
	if os.Getenv("GOGC") == "" {
		watchHeap()
	}
}

// watchHeap chooses GOGC after each collection from the size of the live heap: a
// marker object that is always garbage runs it.
func watchHeap() {
	const normal = 400
	percent := 1600
	debug.SetGCPercent(percent)
	sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
	type marker struct{ p *int }
	var watch func(*marker)
	watch = func(m *marker) {
		metrics.Read(sample)
		want := normal
		switch live := sample[0].Value.Uint64(); {
		case live < 4<<20:
			want = 1600
		case live < 16<<20:
			want = 800
		}
		if want != percent {
			percent = want
			debug.SetGCPercent(want)
		}
		runtime.SetFinalizer(m, watch)
	}
	runtime.SetFinalizer(&marker{new(int)}, watch)
}
