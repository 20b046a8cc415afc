package flate

import "math/bits"

// An entry of a decoding table: the number of bits of the code in the low byte, the
// symbol in the high half. In the first level of a table, an entry with linkFlag
// holds the start of the second level there, and the number of bits that index it in
// the low byte.
type entry uint32

const (
	linkFlag    = 1 << 8
	invalidFlag = 1 << 9
)

// decoder decodes a canonical Huffman code: a table for the first root bits, and one
// for the rest of longer codes.
type decoder struct {
	root  uint
	table []entry
}

// What a code is for.
type codeKind uint8

const (
	codeLengths codeKind = iota
	codeLiterals
	codeDistances
)

// build makes d the decoder of a code by the lengths of its symbols. It reports
// whether the lengths make a code: one that has room left is refused, unless it is
// of a single symbol, with one bit.
func (d *decoder) build(kind codeKind, lengths []uint8) bool {
	var count [16]int
	for _, n := range lengths {
		count[n]++
	}
	longest := 15
	for longest > 0 && count[longest] == 0 {
		longest--
	}
	d.root = min([...]uint{codeLengths: 7, codeLiterals: 10, codeDistances: 9}[kind], uint(max(longest, 1)))
	d.table = append(d.table[:0], make([]entry, 1<<d.root)...)
	if longest == 0 {
		// No symbols: any use is an error.
		for i := range d.table {
			d.table[i] = invalidFlag | 1
		}
		return true
	}
	left := 1
	for n := 1; n <= 15; n++ {
		if left = left<<1 - count[n]; left < 0 {
			return false
		}
	}
	if left > 0 && (kind == codeLengths || longest != 1) {
		return false
	}
	var next [16]int
	for n, code := 1, 0; n <= 15; n++ {
		code = (code + count[n-1]) << 1
		if n == 1 {
			code = 0
		}
		next[n] = code
	}
	for sym, n := range lengths {
		if n == 0 {
			continue
		}
		code := uint(bits.Reverse16(uint16(next[n]))) >> (16 - n)
		next[n]++
		e := entry(sym)<<16 | entry(n)
		if kind == codeLiterals && sym >= maxLitCodes || kind == codeDistances && sym >= maxDists {
			e = invalidFlag | entry(n)
		}
		if uint(n) <= d.root {
			for i := code; i < 1<<d.root; i += 1 << n {
				d.table[i] = e
			}
			continue
		}
		low := code & (1<<d.root - 1)
		link := d.table[low]
		if link&linkFlag == 0 {
			// All second levels are of the size that the longest code needs.
			link = entry(len(d.table))<<16 | linkFlag | entry(uint(longest)-d.root)
			d.table[low] = link
			d.table = append(d.table, make([]entry, 1<<(uint(longest)-d.root))...)
		}
		sub := d.table[link>>16:][:1<<(link&0xff)]
		for i := code >> d.root; i < uint(len(sub)); i += 1 << (uint(n) - d.root) {
			sub[i] = e
		}
	}
	if left > 0 {
		for i := range d.table {
			if d.table[i] == 0 {
				d.table[i] = invalidFlag | 1
			}
		}
	}
	return true
}

// lookup returns the entry for the bits in hold, of which those above the known ones
// are 0. If it has more bits than are known, more are needed to decide.
func (d *decoder) lookup(hold uint64) entry {
	e := d.table[hold&(1<<d.root-1)]
	if e&linkFlag != 0 {
		e = d.table[uint64(e>>16)+hold>>d.root&(1<<(e&0xff)-1)]
	}
	return e
}
