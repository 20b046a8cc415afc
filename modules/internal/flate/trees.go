package flate

import (
	"encoding/binary"
	"math/bits"
)

// symbol is a literal (dist 0) or a match: its length less 3, its distance.
type symbol struct {
	dist uint16
	lit  uint8
}

// node is a symbol of a code, or an inner node of its tree while that is built.
type node struct {
	freq   uint32
	parent uint16
	code   uint16
	len    uint8
}

// Sizes of the codes' alphabets.
const (
	numLits  = 288
	numDists = 30
	numCodes = 19
	heapSize = 2*286 + 1
)

// blocks collects symbols and writes them as blocks.
type blocks struct {
	out       []byte
	bitBuf    uint64
	bitCount  uint
	symbols   []symbol
	onlyFixed bool

	lits  [heapSize]node
	dists [2*numDists + 1]node
	codes [2*numCodes + 1]node
	// Bits of the block with its own codes, and with the fixed ones.
	ownBits, fixedBits int

	heap    [heapSize]uint16
	heapLen int
	heapMax int
	depth   [heapSize]uint8
}

func (b *blocks) init(symbols int, onlyFixed bool) {
	b.symbols, b.onlyFixed = make([]symbol, 0, symbols), onlyFixed
	b.reset()
}

func (b *blocks) reset() {
	for i := range maxLitCodes {
		b.lits[i].freq = 0
	}
	for i := range numDists {
		b.dists[i].freq = 0
	}
	for i := range numCodes {
		b.codes[i].freq = 0
	}
	b.lits[endOfBlock].freq = 1
	b.ownBits, b.fixedBits = 0, 0
	b.symbols = b.symbols[:0]
}

// literal and match note a symbol, and report whether the block is full.
func (b *blocks) literal(c byte) bool {
	b.symbols = append(b.symbols, symbol{0, c})
	b.lits[c].freq++
	return len(b.symbols) == cap(b.symbols)-1
}

func (b *blocks) match(dist, length int) bool {
	b.symbols = append(b.symbols, symbol{uint16(dist), uint8(length - minMatch)})
	b.lits[lengthCode(length)+endOfBlock+1].freq++
	b.dists[distCode(dist)].freq++
	return len(b.symbols) == cap(b.symbols)-1
}

// lengthCode is the index in lengthBase of a match's length.
func lengthCode(length int) int {
	switch n := length - minMatch; {
	case length == maxMatch:
		return 28
	case n < 8:
		return n
	default:
		e := bits.Len(uint(n)) - 3
		return e<<2 + n>>e
	}
}

// distCode is the index in distBase of a distance.
func distCode(dist int) int {
	n := dist - 1
	if n < 4 {
		return n
	}
	e := bits.Len(uint(n)) - 2
	return e<<1 + n>>e
}

// put writes the low n bits of v, at most 32.
func (b *blocks) put(v uint32, n uint) {
	b.bitBuf |= uint64(v) << b.bitCount
	if b.bitCount += n; b.bitCount >= 32 {
		b.out = binary.LittleEndian.AppendUint32(b.out, uint32(b.bitBuf))
		b.bitBuf >>= 32
		b.bitCount -= 32
	}
}

// flushBits writes the bytes that are complete.
func (b *blocks) flushBits() {
	for ; b.bitCount >= 8; b.bitCount -= 8 {
		b.out = append(b.out, byte(b.bitBuf))
		b.bitBuf >>= 8
	}
}

// windup fills the byte that is begun.
func (b *blocks) windup() {
	b.bitCount = (b.bitCount + 7) &^ 7
	b.flushBits()
	b.bitBuf = 0
}

func (b *blocks) blockHeader(kind uint32, last bool) {
	kind <<= 1
	if last {
		kind |= 1
	}
	b.put(kind, 3)
}

// align writes an empty block of the fixed code.
func (b *blocks) align() {
	b.blockHeader(1, false)
	b.put(0, 7) // the end of the block
	b.flushBits()
}

// storedBlock writes data as it is.
func (b *blocks) storedBlock(data []byte, last bool) {
	b.blockHeader(0, last)
	b.windup()
	b.out = binary.LittleEndian.AppendUint16(b.out, uint16(len(data)))
	b.out = binary.LittleEndian.AppendUint16(b.out, ^uint16(len(data)))
	b.out = append(b.out, data...)
}

// writeBlock writes the symbols, which stand for size bytes, in the shortest way. The
// data itself can only be written if the window still has it.
func (b *blocks) writeBlock(data []byte, size int, hasData, last bool) {
	lits := b.build(b.lits[:], maxLitCodes, 15, fixedLit, func(i int) uint {
		if i <= endOfBlock {
			return 0
		}
		return uint(lengthExtra[i-endOfBlock-1])
	})
	dists := b.build(b.dists[:], numDists, 15, fixedDist, func(i int) uint { return uint(distExtra[i]) })
	b.scan(b.lits[:], lits)
	b.scan(b.dists[:], dists)
	b.build(b.codes[:], numCodes, 7, nil, func(i int) uint {
		if i < 16 {
			return 0
		}
		return [...]uint{2, 3, 7}[i-16]
	})
	codes := numCodes - 1
	for codes >= 3 && b.codes[codeOrder[codes]].len == 0 {
		codes--
	}
	b.ownBits += 3*(codes+1) + 5 + 5 + 4
	own, fixed := (b.ownBits+3+7)>>3, (b.fixedBits+3+7)>>3
	if fixed <= own || b.onlyFixed {
		own = fixed
	}
	switch {
	case size+4 <= own && hasData:
		b.storedBlock(data, last)
	case own == fixed:
		b.blockHeader(1, last)
		b.fixCodes()
		b.writeSymbols()
	default:
		b.blockHeader(2, last)
		b.put(uint32(lits+1-257), 5)
		b.put(uint32(dists+1-1), 5)
		b.put(uint32(codes+1-4), 4)
		for _, i := range codeOrder[:codes+1] {
			b.put(uint32(b.codes[i].len), 3)
		}
		b.send(b.lits[:], lits)
		b.send(b.dists[:], dists)
		b.writeSymbols()
	}
	b.reset()
	if last {
		b.windup()
	}
}

func (b *blocks) writeSymbols() {
	for _, s := range b.symbols {
		if s.dist == 0 {
			n := &b.lits[s.lit]
			b.put(uint32(n.code), uint(n.len))
			continue
		}
		length := int(s.lit) + minMatch
		c := lengthCode(length)
		n := &b.lits[c+endOfBlock+1]
		b.put(uint32(n.code), uint(n.len))
		b.put(uint32(length-int(lengthBase[c])), uint(lengthExtra[c]))
		c = distCode(int(s.dist))
		n = &b.dists[c]
		b.put(uint32(n.code), uint(n.len))
		b.put(uint32(s.dist)-uint32(distBase[c]), uint(distExtra[c]))
	}
	n := &b.lits[endOfBlock]
	b.put(uint32(n.code), uint(n.len))
}

// fixedLit and fixedDist are the lengths of the fixed codes.
func fixedLit(i int) uint8 {
	switch {
	case i < 144:
		return 8
	case i < 256:
		return 9
	case i < 280:
		return 7
	}
	return 8
}

func fixedDist(int) uint8 { return 5 }

// fixCodes puts the fixed codes in place of the block's own.
func (b *blocks) fixCodes() {
	for i := range numLits {
		b.lits[i].len = fixedLit(i)
	}
	setCodes(b.lits[:numLits])
	for i := range numDists {
		b.dists[i].len = 5
		b.dists[i].code = bits.Reverse16(uint16(i)) >> 11
	}
}

// less orders nodes by frequency, then by the depth of their trees.
func (b *blocks) less(tree []node, i, j uint16) bool {
	return tree[i].freq < tree[j].freq || tree[i].freq == tree[j].freq && b.depth[i] <= b.depth[j]
}

// down moves the node at k of the heap to its place.
func (b *blocks) down(tree []node, k int) {
	v := b.heap[k]
	for j := k << 1; j <= b.heapLen; j <<= 1 {
		if j < b.heapLen && b.less(tree, b.heap[j+1], b.heap[j]) {
			j++
		}
		if b.less(tree, v, b.heap[j]) {
			break
		}
		b.heap[k] = b.heap[j]
		k = j
	}
	b.heap[k] = v
}

// build makes the optimal code for the frequencies of n symbols with lengths of at
// most maxLen, and returns the last symbol that has one. fixed is the length in the
// fixed code, extra the number of bits that follow a symbol.
func (b *blocks) build(tree []node, n, maxLen int, fixed func(int) uint8, extra func(int) uint) int {
	last := -1
	b.heapLen, b.heapMax = 0, heapSize
	for i := range n {
		if tree[i].freq == 0 {
			tree[i].len = 0
			continue
		}
		b.heapLen++
		b.heap[b.heapLen] = uint16(i)
		last = i
		b.depth[i] = 0
	}
	for b.heapLen < 2 { // a code has two symbols at least
		i := 0
		if last < 2 {
			last++
			i = last
		}
		b.heapLen++
		b.heap[b.heapLen] = uint16(i)
		tree[i].freq = 1
		b.depth[i] = 0
		b.ownBits--
		if fixed != nil {
			b.fixedBits -= int(fixed(i))
		}
	}
	for i := b.heapLen / 2; i >= 1; i-- {
		b.down(tree, i)
	}
	next := n
	for {
		i := b.heap[1]
		b.heap[1] = b.heap[b.heapLen]
		b.heapLen--
		b.down(tree, 1)
		j := b.heap[1]
		b.heap[b.heapMax-1], b.heap[b.heapMax-2] = i, j
		b.heapMax -= 2
		tree[next].freq = tree[i].freq + tree[j].freq
		b.depth[next] = max(b.depth[i], b.depth[j]) + 1
		tree[i].parent, tree[j].parent = uint16(next), uint16(next)
		b.heap[1] = uint16(next)
		next++
		b.down(tree, 1)
		if b.heapLen < 2 {
			break
		}
	}
	b.heapMax--
	b.heap[b.heapMax] = b.heap[1]
	b.lengths(tree, last, maxLen, fixed, extra)
	setCodes(tree[:last+1])
	return last
}

// lengths finds the length of each code from the tree, cutting those that are too
// long.
func (b *blocks) lengths(tree []node, last, maxLen int, fixed func(int) uint8, extra func(int) uint) {
	var count [16]int
	tree[b.heap[b.heapMax]].len = 0
	over := 0
	h := b.heapMax + 1
	for ; h < heapSize; h++ {
		i := int(b.heap[h])
		n := int(tree[tree[i].parent].len) + 1
		if n > maxLen {
			n = maxLen
			over++
		}
		tree[i].len = uint8(n)
		if i > last {
			continue // an inner node
		}
		count[n]++
		e := int(extra(i))
		b.ownBits += int(tree[i].freq) * (n + e)
		if fixed != nil {
			b.fixedBits += int(tree[i].freq) * (int(fixed(i)) + e)
		}
	}
	if over == 0 {
		return
	}
	for ; over > 0; over -= 2 {
		n := maxLen - 1
		for count[n] == 0 {
			n--
		}
		count[n]--
		count[n+1] += 2
		count[maxLen]--
	}
	for n := maxLen; n > 0; n-- {
		for c := count[n]; c > 0; {
			h--
			i := int(b.heap[h])
			if i > last {
				continue
			}
			if int(tree[i].len) != n {
				b.ownBits += (n - int(tree[i].len)) * int(tree[i].freq)
				tree[i].len = uint8(n)
			}
			c--
		}
	}
}

// setCodes gives the canonical codes for lengths.
func setCodes(tree []node) {
	var count, next [16]int
	for i := range tree {
		count[tree[i].len]++
	}
	count[0] = 0
	code := 0
	for n := 1; n < 16; n++ {
		code = (code + count[n-1]) << 1
		next[n] = code
	}
	for i := range tree {
		if n := tree[i].len; n != 0 {
			tree[i].code = bits.Reverse16(uint16(next[n])) >> (16 - n)
			next[n]++
		}
	}
}

// runs calls f for each symbol that describes the lengths of a tree up to last: 16
// repeats the length before, 17 and 18 are zeros.
func runs(tree []node, last int, f func(sym int, value uint32, extra uint)) {
	prev, count := -1, 0
	most, least := 7, 4
	if tree[0].len == 0 {
		most, least = 138, 3
	}
	for i := 0; i <= last; i++ {
		cur, next := int(tree[i].len), -1
		if i < last {
			next = int(tree[i+1].len)
		}
		if count++; count < most && cur == next {
			continue
		}
		switch {
		case count < least:
			for range count {
				f(cur, 0, 0)
			}
		case cur != 0:
			if cur != prev {
				f(cur, 0, 0)
				count--
			}
			f(16, uint32(count-3), 2)
		case count <= 10:
			f(17, uint32(count-3), 3)
		default:
			f(18, uint32(count-11), 7)
		}
		count, prev = 0, cur
		switch {
		case next == 0:
			most, least = 138, 3
		case cur == next:
			most, least = 6, 3
		default:
			most, least = 7, 4
		}
	}
}

func (b *blocks) scan(tree []node, last int) {
	runs(tree, last, func(sym int, _ uint32, _ uint) { b.codes[sym].freq++ })
}

func (b *blocks) send(tree []node, last int) {
	runs(tree, last, func(sym int, value uint32, extra uint) {
		b.put(uint32(b.codes[sym].code), uint(b.codes[sym].len))
		b.put(value, extra)
	})
}
