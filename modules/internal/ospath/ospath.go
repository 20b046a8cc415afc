// Package ospath reads the path arguments of os, os.path and other modules about
// files, with CPython's errors.
package ospath

import (
	"math"
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
)

// Path is a path argument.
type Path struct {
	// Name is the path for the host: bytes of the system.
	Name string
	// Value is the str, bytes or int that was given, for OSError.filename; unbound
	// if nothing was.
	Value py.Value
	// Bytes says that names derived from it are bytes.
	Bytes bool
	// FD is the descriptor given instead of a path, -1 if none.
	FD int
}

// Kinds are what an argument may be besides str, bytes and os.PathLike.
type Kinds uint8

const (
	// FD: an open file descriptor.
	FD Kinds = 1 << iota
	// None: None, which means the current directory.
	None
)

func (k Kinds) words() string {
	switch k {
	case FD:
		return "string, bytes, os.PathLike or integer"
	case None:
		return "string, bytes, os.PathLike or None"
	case FD | None:
		return "string, bytes, os.PathLike, integer or None"
	}
	return "string, bytes or os.PathLike"
}

// Arg reads the argument param of the function fname.
func Arg(t *py.Thread, fname, param string, v py.Value, kinds Kinds) (Path, error) {
	p := Path{FD: -1}
	if v.IsNone() && kinds&None != 0 {
		p.Name = "."
		return p, nil
	}
	if _, isBytes := py.AsBytes(v); !isBytes {
		if _, isStr := py.AsStr(v); !isStr {
			if kinds&FD != 0 && py.TypeOf(v).Index != nil {
				fd, err := FDArg(t, v)
				p.FD, p.Value = fd, v
				return p, err
			}
			r, err := py.CallSpecial(t, v, "__fspath__")
			if err != nil {
				return p, err
			}
			if r.IsUnbound() {
				return p, py.Errorf(py.TypeError, "%s: %s should be %s, not %s", fname, param, kinds.words(), py.TypeOf(v).Name())
			}
			if r, err = py.FSPath(t, v); err != nil {
				return p, err
			}
			v = r
		}
	}
	p.Value = v
	var err error
	if p.Name, p.Bytes, err = py.PathBytes(v); err != nil {
		return p, err
	}
	if strings.IndexByte(p.Name, 0) >= 0 {
		return p, py.Errorf(py.ValueError, "%s: embedded null character in %s", fname, param)
	}
	return p, nil
}

// FDArg reads a file descriptor.
func FDArg(t *py.Thread, v py.Value) (int, error) {
	r, err := py.Index(t, v)
	if err != nil {
		return -1, err
	}
	b, _ := py.AsBig(r)
	switch {
	case b.IsInt64() && b.Int64() >= math.MinInt32 && b.Int64() <= math.MaxInt32:
		return int(b.Int64()), nil
	case b.Sign() > 0:
		return -1, py.Errorf(py.OverflowError, "fd is greater than maximum")
	}
	return -1, py.Errorf(py.OverflowError, "fd is less than minimum")
}

// Result is a name that the host gave, of the same type as the path.
func (p Path) Result(name string) py.Value { return py.PathValue(name, p.Bytes) }

// Error returns the exception for an error of the host about the path, nil for
// nil.
func (p Path) Error(err error) error {
	if err == nil {
		return nil
	}
	if e := py.NewOSError(err, p.Value); e != nil {
		return e
	}
	return err
}

// Seconds is a file time as a float, rounded as CPython does.
func Seconds(ns int64) float64 {
	sec, frac := ns/1e9, ns%1e9
	if frac < 0 {
		sec, frac = sec-1, frac+1e9
	}
	return float64(sec) + 1e-9*float64(frac)
}
