package io

import (
	"github.com/gopyrun/gopyrun/interp/py"
)

// files is the interpreter's table of streams that hold unwritten data: they stay
// reachable, so that a file which the program drops without closing it loses
// nothing. They are written out when a file is opened to be read, which would show
// CPython's programs that data too, and at exit.
type files struct {
	dirty map[py.Value]struct{}
	// order lists dirty in the order of first writes; it may hold clean ones.
	order []py.Value
	// standard are the standard streams as they were made: only exit flushes them.
	standard []py.Value
}

type filesKey struct{}

func filesOf(t *py.Thread) *files {
	f, ok := t.Interp.State[filesKey{}].(*files)
	if !ok {
		f = &files{dirty: map[py.Value]struct{}{}}
		t.Interp.State[filesKey{}] = f
	}
	return f
}

// dirty notes that v, a buffer or text file, holds unwritten data.
func dirty(t *py.Thread, v py.Value) {
	f := filesOf(t)
	if _, ok := f.dirty[v]; ok {
		return
	}
	f.dirty[v] = struct{}{}
	if len(f.order) > 2*len(f.dirty)+16 {
		kept := f.order[:0]
		for _, o := range f.order {
			if _, ok := f.dirty[o]; ok && o != v {
				kept = append(kept, o)
			}
		}
		clear(f.order[len(kept):])
		f.order = kept
	}
	f.order = append(f.order, v)
}

// clean ends dirty.
func clean(t *py.Thread, v py.Value) { delete(filesOf(t).dirty, v) }

// flushAll writes out what all files hold. Errors of single files are reported
// when they are closed: what could not be written stays where it is.
func flushAll(t *py.Thread) {
	f := filesOf(t)
	// Text files put their data into buffers, which then are dirty too.
	for range 3 {
		if len(f.dirty) == 0 {
			break
		}
		list := f.order
		f.order = nil
		for i, v := range list {
			if _, ok := f.dirty[v]; !ok {
				continue
			}
			delete(f.dirty, v)
			if _, err := py.CallMethod(t, v, "flush"); err != nil {
				if b, ok := bufferOf(v); ok && len(b.pending) > 0 {
					dirty(t, v)
				}
				if !py.Matches(err, py.ExceptionType) {
					// Ctrl-C: the rest remains for the next time.
					for _, rest := range list[i+1:] {
						if _, ok := f.dirty[rest]; ok {
							f.order = append(f.order, rest)
						}
					}
					return
				}
			}
		}
	}
}

func bufferOf(v py.Value) (*buffered, bool) {
	for _, typ := range []*py.Type{&writerType, &randomType} {
		if b, ok := py.As[buffered](v, typ); ok {
			return b, true
		}
	}
	return nil, false
}

// flushAtExit writes out all files; standard output that cannot be written makes
// the exit status 120, with a message as CPython's.
func flushAtExit(t *py.Thread) {
	for _, name := range []string{"stdout", "stderr"} {
		f := t.Interp.Sys.GetName(name)
		if f.IsUnbound() || f.IsNone() {
			continue
		}
		if c, err := isClosed(t, f); err != nil || c {
			continue
		}
		if _, err := py.CallMethod(t, f, "flush"); err != nil {
			if name == "stdout" {
				t.Interp.FlushFailed = true
				t.Interp.Unraisable(t, err, "Exception ignored while flushing sys.stdout", py.Value{})
			}
		}
	}
	for _, f := range filesOf(t).standard {
		// Standard output under another name; the others have been reported.
		if c, err := isClosed(t, f); err == nil && !c {
			_, _ = py.CallMethod(t, f, "flush")
		}
	}
	flushAll(t)
}
