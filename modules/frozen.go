package modules

import (
	_ "embed"
	"encoding/binary"
	"hash/crc32"
	"sync"
)

//go:generate go test ../interp -run TestFrozen -update-frozen

// frozenData holds the modules' sources compiled: the number of modules, for each
// its name, its source's length and checksum and the length of its code, then the
// code. A test compares it with the sources.
//
//go:embed frozen.bin
var frozenData string

// frozenModule is a module's code with what its source must be.
type frozenModule struct {
	size int
	sum  uint32
	code string
}

var frozenModules = sync.OnceValue(func() map[string]frozenModule {
	rest := frozenData
	number := func() int {
		n, w := binary.Uvarint([]byte(rest[:min(len(rest), binary.MaxVarintLen64)]))
		if w <= 0 {
			rest = ""
			return 0
		}
		rest = rest[w:]
		return int(n)
	}
	type entry struct {
		name   string
		size   int
		sum    uint32
		length int
	}
	entries := make([]entry, number())
	for i := range entries {
		n := number()
		if n > len(rest) {
			return nil
		}
		entries[i].name, rest = rest[:n], rest[n:]
		entries[i].size, entries[i].sum, entries[i].length = number(), uint32(number()), number()
	}
	m := make(map[string]frozenModule, len(entries))
	for _, e := range entries {
		if e.length > len(rest) {
			return nil
		}
		m[e.name] = frozenModule{e.size, e.sum, rest[:e.length]}
		rest = rest[e.length:]
	}
	return m
})

// frozen returns the code of a module's source, "" if it has been compiled of
// another source: while somebody works on it.
func frozen(name, source string) string {
	if source == "" {
		return ""
	}
	f, ok := frozenModules()[name]
	if !ok || f.size != len(source) || f.sum != checksum(source) {
		return ""
	}
	return f.code
}

// checksum is the CRC-32 of s, without a copy of all of it.
func checksum(s string) uint32 {
	buf := make([]byte, min(len(s), 512))
	sum := uint32(0)
	for len(s) > 0 {
		n := copy(buf, s)
		sum = crc32.Update(sum, crc32.IEEETable, buf[:n])
		s = s[n:]
	}
	return sum
}
