// Package frozen stores compiled code: the modules that come with the interpreter
// are compiled when it is built, not each time that a program imports them.
//
// The body of a nested function is decoded when it is first called (py.Code.Load):
// a program uses few of the functions that it imports. Lines wait for a traceback. Strings are parts of the
// data, which must stay as it is.
//
// The form is an internal matter of one build: a fingerprint of the opcodes refuses
// data of another. It is:
//
//	fingerprint  8 bytes
//	strings      count, lengths, bytes
//	code         header, body and lines, each with its length before it
//
// Files: frozen.go (what both need), encode.go, decode.go.
package frozen

import (
	"encoding/binary"
	"hash/fnv"
	"sync"

	"github.com/gopyrun/gopyrun/interp/internal/op"
)

// Fingerprint identifies the opcodes and this package's form.
func Fingerprint() uint64 { return fingerprint() }

var fingerprint = sync.OnceValue(func() uint64 {
	h := fnv.New64a()
	h.Write([]byte("form 3;"))
	for i, r := range op.Table() {
		var b [2]byte
		binary.LittleEndian.PutUint16(b[:], uint16(i))
		h.Write(b[:])
		h.Write([]byte(r.Name + " " + r.Operands + ";"))
	}
	return h.Sum64()
})

// The kinds of constants.
const (
	kNone = iota
	kTrue
	kFalse
	kEllipsis
	kInt
	kBig
	kFloat
	kComplex
	kStr
	kBytes
	kTuple
	kCode
	kUnbound
	kSlice
)
