package flate

import "encoding/binary"

// Flush is how much of the input a call of Deflate must bring out.
type Flush uint8

// The values are zlib's.
const (
	NoFlush Flush = iota
	PartialFlush
	SyncFlush
	FullFlush
	Finish
	Block
)

// Strategy is how matches are searched.
type Strategy uint8

const (
	DefaultStrategy Strategy = iota
	Filtered
	HuffmanOnly
	RLE
	Fixed
)

const (
	minMatch     = 3
	maxMatch     = 258
	minLookahead = maxMatch + minMatch + 1
	tooFar       = 4096 // a match of three bytes further away does not pay
	maxStored    = 0xffff
)

// effort is what a level does: shorten the search if there is already a match of
// length good, take a match of length nice at once, follow chain candidates; lazy is
// the longest match after which a better one is looked for at the next byte, or at
// the fast levels the longest of which all strings are noted.
type effort struct{ good, lazy, nice, chain int }

var efforts = [...]effort{
	{}, {4, 4, 8, 4}, {4, 5, 16, 8}, {4, 6, 32, 32}, {4, 4, 16, 16}, {8, 16, 32, 32},
	{8, 16, 128, 128}, {8, 32, 128, 256}, {32, 128, 258, 1024}, {32, 258, 258, 4096},
}

// Deflater compresses a stream. NewDeflater makes it.
type Deflater struct {
	wrap     Wrap
	level    int
	strategy Strategy
	effort
	begun     bool // the header is written
	lastFlush int

	in     []byte
	stored []byte // level 0: what is not in a block yet
	sum    uint32
	total  uint32

	window     []byte // two windows: the data, and room for what comes
	windowBits uint
	size       int
	prev       []uint16 // the position before with the same hash, by position
	head       []uint16 // the last position, by hash; 0 is none
	hash       uint32
	hashShift  uint
	hashMask   uint32
	unhashed   int // bytes before start that are not in head yet

	start, lookahead, blockStart int
	matchStart, matchLength      int
	prevLength                   int
	matchAvailable               bool

	blocks
}

// NewDeflater returns a Deflater of a level from 0 to 9 with a window of
// 1<<windowBits bytes, 8 (not for Raw) to 15, and memory according to memLevel, 1 to 9.
func NewDeflater(wrap Wrap, level int, windowBits uint, memLevel int, strategy Strategy) *Deflater {
	if windowBits == 8 {
		windowBits = 9
	}
	d := &Deflater{
		wrap: wrap, level: level, strategy: strategy, effort: efforts[level], lastFlush: -2, sum: 1,
		windowBits: windowBits, size: 1 << windowBits, hashShift: uint(memLevel+7+minMatch-1) / minMatch, hashMask: 1<<(memLevel+7) - 1,
		matchLength: minMatch - 1, prevLength: minMatch - 1,
	}
	if wrap == Gzip {
		d.sum = 0
	}
	if level > 0 {
		d.window = make([]byte, 2*d.size)
		d.prev, d.head = make([]uint16, d.size), make([]uint16, 1<<(memLevel+7))
	}
	d.blocks.init(1<<(memLevel+6), strategy == Fixed)
	return d
}

// Copy returns an independent Deflater in the same state.
func (d *Deflater) Copy() *Deflater {
	c := *d
	c.stored, c.window = append([]byte(nil), d.stored...), append([]byte(nil), d.window...)
	c.prev, c.head = append([]uint16(nil), d.prev...), append([]uint16(nil), d.head...)
	c.symbols = append(make([]symbol, 0, cap(d.symbols)), d.symbols...)
	return &c
}

// SetDictionary sets what matches may refer to before the start, at the beginning of
// a stream that is not Gzip. It reports whether that is so.
func (d *Deflater) SetDictionary(dict []byte) bool {
	if d.wrap == Gzip || d.begun || d.start > 0 {
		return false
	}
	wrap := d.wrap
	if wrap == Zlib {
		d.sum = Adler32(1, dict)
	}
	d.wrap = Raw // what fill reads is not summed up
	if d.level == 0 {
		d.start = min(len(dict), d.size)
	} else {
		d.in = dict[max(0, len(dict)-d.size):]
		for d.fill(); d.lookahead >= minMatch; d.fill() {
			for n := d.lookahead - (minMatch - 1); n > 0; n-- {
				d.insert(d.start)
				d.start++
			}
			d.lookahead = minMatch - 1
		}
		d.start += d.lookahead
		d.blockStart, d.unhashed, d.lookahead = d.start, d.lookahead, 0
	}
	d.wrap, d.total = wrap, 0
	return true
}

// Deflate compresses in and returns what comes out of it. After Finish the Deflater
// is at its end. A flush no stronger than the one before, without input, gives
// nothing.
func (d *Deflater) Deflate(in []byte, flush Flush) []byte {
	rank := func(f int) int {
		if f > int(Finish) {
			return 2*f - 9
		}
		return 2 * f
	}
	last := d.lastFlush
	d.lastFlush = int(flush)
	d.out = nil
	if len(in) == 0 && rank(int(flush)) <= rank(last) && flush != Finish {
		return nil
	}
	d.in = in
	if !d.begun {
		d.header()
	}
	done := true
	switch {
	case len(in) == 0 && d.lookahead == 0 && len(d.stored) == 0 && flush == NoFlush:
		done = false
	case d.level == 0:
		done = d.store(flush)
	case d.strategy == HuffmanOnly:
		done = d.huffmanOnly(flush)
	case d.strategy == RLE:
		done = d.runLengths(flush)
	case d.level < 4:
		done = d.fast(flush)
	default:
		done = d.slow(flush)
	}
	if done && flush != Finish {
		switch flush {
		case PartialFlush:
			d.align()
		case Block:
		default:
			d.storedBlock(nil, false)
			if flush == FullFlush {
				clear(d.head)
				if d.lookahead == 0 {
					d.start, d.blockStart, d.unhashed = 0, 0, 0
				}
			}
		}
		d.flushBits()
	}
	if flush == Finish {
		d.trailer()
	}
	out := d.out
	d.in, d.out = nil, nil
	return out
}

func (d *Deflater) header() {
	d.begun = true
	fastest := d.strategy >= HuffmanOnly || d.level < 2
	switch d.wrap {
	case Zlib:
		level := 3
		switch {
		case fastest:
			level = 0
		case d.level < 6:
			level = 1
		case d.level == 6:
			level = 2
		}
		h := (8+(int(d.windowBits)-8)<<4)<<8 | level<<6
		if d.start != 0 {
			h |= 0x20
		}
		h += 31 - h%31
		d.out = append(d.out, byte(h>>8), byte(h))
		if d.start != 0 {
			d.out = binary.BigEndian.AppendUint32(d.out, d.sum)
		}
		d.sum = 1
	case Gzip:
		const system = 3 // Unix
		level := byte(0)
		if d.level == 9 {
			level = 2
		} else if fastest {
			level = 4
		}
		d.out = append(d.out, 0x1f, 0x8b, 8, 0, 0, 0, 0, 0, level, system)
	}
}

func (d *Deflater) trailer() {
	switch d.wrap {
	case Zlib:
		d.out = binary.BigEndian.AppendUint32(d.out, d.sum)
	case Gzip:
		d.out = binary.LittleEndian.AppendUint32(d.out, d.sum)
		d.out = binary.LittleEndian.AppendUint32(d.out, d.total)
	}
}

// read notes bytes of the input.
func (d *Deflater) read(p []byte) {
	switch d.wrap {
	case Zlib:
		d.sum = Adler32(d.sum, p)
	case Gzip:
		d.sum = CRC32(d.sum, p)
	}
	d.total += uint32(len(p))
}

// fill reads input until there is enough to look ahead. It moves the second half of
// the window to the first when it is full.
func (d *Deflater) fill() {
	for {
		if d.start >= 2*d.size-minLookahead {
			copy(d.window[:d.size], d.window[d.size:])
			d.matchStart -= d.size
			d.start -= d.size
			d.blockStart -= d.size
			d.unhashed = min(d.unhashed, d.start)
			for _, table := range [...][]uint16{d.head, d.prev} {
				for i, at := range table {
					table[i] = uint16(max(int(at)-d.size, 0))
				}
			}
		}
		if len(d.in) == 0 {
			return
		}
		n := copy(d.window[d.start+d.lookahead:], d.in)
		d.read(d.in[:n])
		d.in = d.in[n:]
		d.lookahead += n
		if d.lookahead+d.unhashed >= minMatch {
			at := d.start - d.unhashed
			d.hash = uint32(d.window[at])
			d.update(d.window[at+1])
			for d.unhashed > 0 {
				d.insert(at)
				at++
				d.unhashed--
				if d.lookahead+d.unhashed < minMatch {
					break
				}
			}
		}
		if d.lookahead >= minLookahead {
			return
		}
	}
}

func (d *Deflater) update(c byte) { d.hash = (d.hash<<d.hashShift ^ uint32(c)) & d.hashMask }

// insert notes the string at a position and returns the last one with its hash.
func (d *Deflater) insert(at int) int {
	d.update(d.window[at+minMatch-1])
	head := d.head[d.hash]
	d.prev[at&(d.size-1)] = head
	d.head[d.hash] = uint16(at)
	return int(head)
}

// longest finds the longest match for the string at start among the positions from
// at on down their chain. It sets matchStart if it is longer than prevLength.
func (d *Deflater) longest(at int) int {
	chain, best, nice := d.chain, d.prevLength, min(d.nice, d.lookahead)
	if d.prevLength >= d.good {
		chain >>= 2
	}
	limit := max(d.start-(d.size-minLookahead), 0)
	scan := d.window[d.start : d.start+maxMatch]
	for {
		match := d.window[at : at+maxMatch]
		if match[best] == scan[best] && match[best-1] == scan[best-1] && match[0] == scan[0] && match[1] == scan[1] {
			n := 2
			for n < maxMatch && match[n] == scan[n] {
				n++
			}
			if n > best {
				d.matchStart = at
				best = n
				if n >= nice {
					break
				}
			}
		}
		at = int(d.prev[at&(d.size-1)])
		if chain--; at <= limit || chain == 0 {
			break
		}
	}
	return min(best, d.lookahead)
}

// more makes sure that there is enough to look ahead; false ends the loop, with
// enough unset because the input is used up and nothing is to be flushed.
func (d *Deflater) more(need int, flush Flush) (enough, ok bool) {
	if d.lookahead < need {
		d.fill()
		if d.lookahead < need && flush == NoFlush {
			return false, false
		}
	}
	return true, d.lookahead > 0
}

// fast takes the first match that it finds.
func (d *Deflater) fast(flush Flush) bool {
	for {
		if enough, ok := d.more(minLookahead, flush); !enough {
			return false
		} else if !ok {
			break
		}
		head := 0
		if d.lookahead >= minMatch {
			head = d.insert(d.start)
		}
		if head != 0 && d.start-head <= d.size-minLookahead {
			d.matchLength = d.longest(head)
		}
		var full bool
		if d.matchLength >= minMatch {
			full = d.match(d.start-d.matchStart, d.matchLength)
			d.lookahead -= d.matchLength
			if d.matchLength <= d.lazy && d.lookahead >= minMatch {
				for d.matchLength--; d.matchLength > 0; d.matchLength-- {
					d.start++
					d.insert(d.start)
				}
				d.start++
			} else {
				d.start += d.matchLength
				d.matchLength = 0
				d.hash = uint32(d.window[d.start])
				d.update(d.window[d.start+1])
			}
		} else {
			full = d.literal(d.window[d.start])
			d.lookahead--
			d.start++
		}
		if full {
			d.block(false)
		}
	}
	return d.end(flush, min(d.start, minMatch-1))
}

// slow takes a match only if there is none that is longer at the next byte.
func (d *Deflater) slow(flush Flush) bool {
	for {
		if enough, ok := d.more(minLookahead, flush); !enough {
			return false
		} else if !ok {
			break
		}
		head := 0
		if d.lookahead >= minMatch {
			head = d.insert(d.start)
		}
		d.prevLength = d.matchLength
		prevMatch := d.matchStart
		d.matchLength = minMatch - 1
		if head != 0 && d.prevLength < d.lazy && d.start-head <= d.size-minLookahead {
			d.matchLength = d.longest(head)
			if d.matchLength <= 5 && (d.strategy == Filtered || d.matchLength == minMatch && d.start-d.matchStart > tooFar) {
				d.matchLength = minMatch - 1
			}
		}
		switch {
		case d.prevLength >= minMatch && d.matchLength <= d.prevLength:
			last := d.start + d.lookahead - minMatch
			full := d.match(d.start-1-prevMatch, d.prevLength)
			d.lookahead -= d.prevLength - 1
			for d.prevLength -= 2; d.prevLength > 0; d.prevLength-- {
				if d.start++; d.start <= last {
					d.insert(d.start)
				}
			}
			d.matchAvailable = false
			d.matchLength = minMatch - 1
			d.start++
			if full {
				d.block(false)
			}
		case d.matchAvailable:
			if d.literal(d.window[d.start-1]) {
				d.block(false)
			}
			d.start++
			d.lookahead--
		default:
			d.matchAvailable = true
			d.start++
			d.lookahead--
		}
	}
	if d.matchAvailable {
		d.literal(d.window[d.start-1])
		d.matchAvailable = false
	}
	return d.end(flush, min(d.start, minMatch-1))
}

// runLengths looks for repetitions of one byte only.
func (d *Deflater) runLengths(flush Flush) bool {
	for {
		if enough, ok := d.more(maxMatch+1, flush); !enough {
			return false
		} else if !ok {
			break
		}
		n := 0
		if d.lookahead >= minMatch && d.start > 0 {
			c, w := d.window[d.start-1], d.window[d.start:]
			for n < min(maxMatch, d.lookahead) && w[n] == c {
				n++
			}
		}
		var full bool
		if n >= minMatch {
			full = d.match(1, n)
		} else {
			n = 1
			full = d.literal(d.window[d.start])
		}
		d.lookahead -= n
		d.start += n
		if full {
			d.block(false)
		}
	}
	return d.end(flush, 0)
}

// huffmanOnly looks for no matches.
func (d *Deflater) huffmanOnly(flush Flush) bool {
	for {
		if enough, ok := d.more(1, flush); !enough {
			return false
		} else if !ok {
			break
		}
		full := d.literal(d.window[d.start])
		d.lookahead--
		d.start++
		if full {
			d.block(false)
		}
	}
	return d.end(flush, 0)
}

// end writes the block that is begun, at the end of the input.
func (d *Deflater) end(flush Flush, unhashed int) bool {
	d.unhashed = unhashed
	if flush == Finish {
		d.block(true)
	} else if len(d.symbols) > 0 {
		d.block(false)
	}
	return true
}

// block writes the symbols that were collected since blockStart.
func (d *Deflater) block(last bool) {
	var data []byte
	if d.blockStart >= 0 {
		data = d.window[d.blockStart:d.start]
	}
	d.writeBlock(data, d.start-d.blockStart, d.blockStart >= 0, last)
	d.blockStart = d.start
	d.flushBits()
}

// store is level 0.
func (d *Deflater) store(flush Flush) bool {
	d.read(d.in)
	d.stored = append(d.stored, d.in...)
	d.in = nil
	for len(d.stored) > maxStored || flush != NoFlush && len(d.stored) > 0 {
		n := min(len(d.stored), maxStored)
		d.storedBlock(d.stored[:n], flush == Finish && n == len(d.stored))
		if d.stored = d.stored[n:]; len(d.stored) == 0 {
			d.stored = nil
			return flush != NoFlush
		}
	}
	if flush == Finish {
		d.storedBlock(nil, true)
	}
	return flush != NoFlush
}
