package flate

import "encoding/binary"

// Status is how a call of Inflate ended.
type Status uint8

const (
	// More input is needed, or more room for output.
	More Status = iota
	// NeedDict: the data wants the dictionary with the checksum Inflater.DictID.
	NeedDict
	// End of the stream; the rest of the input does not belong to it.
	End
)

// DataError is what is wrong with compressed data.
type DataError string

func (e DataError) Error() string { return string(e) }

type inflateState uint8

const (
	stHead inflateState = iota
	stGzipFlags
	stGzipTime
	stGzipExtraLen
	stGzipExtra
	stGzipName
	stGzipComment
	stGzipCRC
	stDictID
	stDict
	stBlock
	stStored
	stCopy
	stTable
	stCodeLengths
	stLengths
	stSymbol
	stLengthExtra
	stDistance
	stDistanceExtra
	stMatch
	stLiteral
	stCheck
	stSize
	stDone
	stBad
)

// Inflater decompresses a stream. NewInflater makes it.
type Inflater struct {
	wrap       Wrap
	windowSize int
	// anyWindow takes the size of the window from the header.
	anyWindow bool
	state     inflateState
	err       DataError

	in   []byte
	hold uint64 // the bits that come next, lowest first
	bits uint
	out  []byte // history, then what this call has made
	base int    // where that begins in out
	most int    // how much it may be, -1: no limit
	// history is the end of the output of the calls before; from time to time what is
	// before the window is cut off.
	history []byte

	gzip   bool // the header was gzip's
	flags  uint32
	last   bool // the block is the last one
	length int
	dist   int
	extra  uint
	sym    byte
	total  uint32
	sum    uint32
	dictID uint32

	nlen, ndist, ncode, have int
	lengths                  [maxLitCodes + maxDists + 6]uint8
	codes, lits, dists       decoder
}

// NewInflater returns an Inflater for data with a window of 1<<windowBits bytes at
// most, 8 to 15; for Zlib and Auto 0 means what the header says.
func NewInflater(wrap Wrap, windowBits uint) *Inflater {
	z := &Inflater{wrap: wrap, windowSize: 1 << windowBits, sum: 1}
	if windowBits == 0 {
		z.windowSize, z.anyWindow = 1<<15, true
	}
	if wrap == Raw {
		z.state = stBlock
	}
	return z
}

// Copy returns an independent Inflater in the same state.
func (z *Inflater) Copy() *Inflater {
	c := *z
	c.history = append([]byte(nil), z.history...)
	for _, d := range [...]*decoder{&c.codes, &c.lits, &c.dists} {
		d.table = append([]entry(nil), d.table...)
	}
	return &c
}

// DictID is the checksum of the dictionary that is needed.
func (z *Inflater) DictID() uint32 { return z.dictID }

// SetDictionary gives the dictionary, at NeedDict or at the start of a raw stream.
// It reports whether it is the right one.
func (z *Inflater) SetDictionary(dict []byte) bool {
	if z.state == stDict {
		if Adler32(1, dict) != z.dictID {
			return false
		}
		z.state = stBlock
	} else if z.wrap != Raw {
		return false
	}
	z.history = append([]byte(nil), dict[max(0, len(dict)-z.windowSize):]...)
	return true
}

// Inflate decompresses in and returns how much of it was used, and the output, which
// is at most so long (-1: no limit). The error is a DataError; the stream is then
// unusable.
func (z *Inflater) Inflate(in []byte, most int) (out []byte, used int, status Status, err error) {
	z.in, z.most = in, most
	if len(z.history) > 4*z.windowSize {
		z.history = append(z.history[:0], z.history[len(z.history)-z.windowSize:]...)
	}
	z.out, z.base = z.history, len(z.history)
	status = z.run()
	out, used = z.out[z.base:], len(in)-len(z.in)
	if len(out) > z.windowSize {
		// The output becomes the caller's.
		z.history = append([]byte(nil), out[len(out)-z.windowSize:]...)
	} else {
		z.history = z.out
		out = append([]byte(nil), out...)
	}
	switch {
	case len(out) == 0:
	case z.gzip:
		z.sum = CRC32(z.sum, out)
	case z.wrap != Raw:
		z.sum = Adler32(z.sum, out)
	}
	z.total += uint32(len(out))
	if z.state == stCheck || z.state == stSize {
		// The checks are of all the output: they come in a run without any.
		z.base, z.most = len(z.out), 0
		status = z.run()
		used = len(in) - len(z.in)
	}
	z.in, z.out = nil, nil
	if z.state == stBad {
		return nil, used, More, z.err
	}
	return out, used, status, nil
}

// need gets n bits into hold; false if the input ends before.
func (z *Inflater) need(n uint) bool {
	for z.bits < n {
		if len(z.in) == 0 {
			return false
		}
		z.hold |= uint64(z.in[0]) << z.bits
		z.bits += 8
		z.in = z.in[1:]
	}
	return true
}

func (z *Inflater) take(n uint) uint32 {
	v := uint32(z.hold & (1<<n - 1))
	z.hold >>= n
	z.bits -= n
	return v
}

func (z *Inflater) bad(text DataError) Status {
	z.state, z.err = stBad, text
	return More
}

// full reports whether there is no room for output.
func (z *Inflater) full() bool { return z.most >= 0 && len(z.out)-z.base >= z.most }

// run works until input or room are missing, at the end, or, with output that is not
// summed up yet, before the checks.
func (z *Inflater) run() Status {
	for {
		switch z.state {
		case stHead, stGzipFlags, stGzipTime, stGzipExtraLen, stGzipExtra, stGzipName, stGzipComment, stGzipCRC, stDictID:
			if !z.header() {
				return More
			}
		case stDict:
			return NeedDict
		case stBlock:
			if z.last {
				z.take(z.bits & 7)
				z.state = stCheck
				if len(z.out) > z.base && z.wrap != Raw {
					return More
				}
				continue
			}
			if !z.need(3) {
				return More
			}
			z.last = z.take(1) == 1
			switch z.take(2) {
			case 0:
				z.state = stStored
			case 1:
				z.fixed()
				z.state = stSymbol
			case 2:
				z.state = stTable
			default:
				return z.bad("invalid block type")
			}
		case stStored:
			z.take(z.bits & 7)
			if !z.need(32) {
				return More
			}
			if uint16(z.hold) != ^uint16(z.hold>>16) {
				return z.bad("invalid stored block lengths")
			}
			z.length = int(z.take(32) & 0xffff)
			z.state = stCopy
		case stCopy:
			for z.length > 0 {
				n := min(z.length, len(z.in))
				if z.most >= 0 {
					n = min(n, z.most-(len(z.out)-z.base))
				}
				if n == 0 {
					return More
				}
				z.out = append(z.out, z.in[:n]...)
				z.in = z.in[n:]
				z.length -= n
			}
			z.state = stBlock
		case stTable, stCodeLengths, stLengths:
			if !z.tables() {
				return More
			}
		case stSymbol, stLengthExtra, stDistance, stDistanceExtra, stMatch, stLiteral:
			if !z.symbols() {
				return More
			}
		case stCheck:
			if z.wrap == Raw {
				z.state = stDone
				continue
			}
			if !z.need(32) {
				return More
			}
			v := z.take(32)
			if !z.gzip {
				v = binary.BigEndian.Uint32(binary.LittleEndian.AppendUint32(nil, v))
			}
			if v != z.sum {
				return z.bad("incorrect data check")
			}
			z.state = stDone
			if z.gzip {
				z.state = stSize
			}
		case stSize:
			if !z.need(32) {
				return More
			}
			if z.take(32) != z.total {
				return z.bad("incorrect length check")
			}
			z.state = stDone
		case stDone:
			return End
		default:
			return More
		}
	}
}

// header does a step of reading the header.
func (z *Inflater) header() bool {
	switch z.state {
	case stHead:
		if !z.need(16) {
			return false
		}
		if z.wrap != Zlib && z.hold == 0x8b1f {
			z.gzip, z.sum = true, CRC32(0, []byte{0x1f, 0x8b})
			z.take(16)
			z.state = stGzipFlags
			return true
		}
		switch bits := z.hold >> 4 & 15; {
		case z.wrap == Gzip, (z.hold&0xff<<8+z.hold>>8)%31 != 0:
			z.bad("incorrect header check")
			return false
		case z.hold&15 != 8:
			z.bad("unknown compression method")
			return false
		case bits > 7, 1<<(bits+8) > z.windowSize:
			z.bad("invalid window size")
			return false
		case z.anyWindow:
			z.windowSize = 1 << (bits + 8)
		}
		z.state = stBlock
		if z.take(16)&0x2000 != 0 {
			z.state = stDictID
		}
	case stDictID:
		if !z.need(32) {
			return false
		}
		z.dictID = binary.BigEndian.Uint32(binary.LittleEndian.AppendUint32(nil, z.take(32)))
		z.sum = 1
		z.state = stDict
	case stGzipFlags:
		if !z.need(16) {
			return false
		}
		z.flags = uint32(z.hold & 0xffff)
		switch {
		case z.flags&0xff != 8:
			z.bad("unknown compression method")
			return false
		case z.flags&0xe000 != 0:
			z.bad("unknown header flags set")
			return false
		}
		z.headerSum(z.take(16), 2)
		z.state = stGzipTime
	case stGzipTime: // with the bytes for the level and the system
		if !z.need(48) {
			return false
		}
		z.headerSum(z.take(32), 4)
		z.headerSum(z.take(16), 2)
		z.state = stGzipExtraLen
	case stGzipExtraLen:
		z.length = 0
		if z.flags&0x400 != 0 {
			if !z.need(16) {
				return false
			}
			n := z.take(16)
			z.headerSum(n, 2)
			z.length = int(n)
		}
		z.state = stGzipExtra
	case stGzipExtra:
		n := min(z.length, len(z.in))
		z.sum = CRC32(z.sum, z.in[:n])
		z.in = z.in[n:]
		if z.length -= n; z.length > 0 {
			return false
		}
		z.state = stGzipName
	case stGzipName:
		if z.flags&0x800 != 0 && !z.text() {
			return false
		}
		z.state = stGzipComment
	case stGzipComment:
		if z.flags&0x1000 != 0 && !z.text() {
			return false
		}
		z.state = stGzipCRC
	case stGzipCRC:
		if z.flags&0x200 != 0 {
			if !z.need(16) {
				return false
			}
			if z.take(16) != z.sum&0xffff {
				z.bad("header crc mismatch")
				return false
			}
		}
		z.sum = 0
		z.state = stBlock
	}
	return true
}

// headerSum adds n bytes of a header to its checksum.
func (z *Inflater) headerSum(v uint32, n int) {
	z.sum = CRC32(z.sum, binary.LittleEndian.AppendUint32(nil, v)[:n])
}

// text skips a text that ends with a zero byte.
func (z *Inflater) text() bool {
	for i, c := range z.in {
		if c == 0 {
			z.sum = CRC32(z.sum, z.in[:i+1])
			z.in = z.in[i+1:]
			return true
		}
	}
	z.sum = CRC32(z.sum, z.in)
	z.in = nil
	return false
}

// fixed sets the codes that need no description.
func (z *Inflater) fixed() {
	var n [288]uint8
	for i := range n {
		switch {
		case i < 144:
			n[i] = 8
		case i < 256:
			n[i] = 9
		case i < 280:
			n[i] = 7
		default:
			n[i] = 8
		}
	}
	z.lits.build(codeLiterals, n[:])
	for i := range n[:32] {
		n[i] = 5
	}
	z.dists.build(codeDistances, n[:32])
}

// tables does a step of reading the description of a block's codes.
func (z *Inflater) tables() bool {
	switch z.state {
	case stTable:
		if !z.need(14) {
			return false
		}
		z.nlen, z.ndist, z.ncode = int(z.take(5))+257, int(z.take(5))+1, int(z.take(4))+4
		if z.nlen > maxLitCodes || z.ndist > maxDists {
			z.bad("too many length or distance symbols")
			return false
		}
		z.have = 0
		clear(z.lengths[:19])
		z.state = stCodeLengths
	case stCodeLengths:
		for ; z.have < z.ncode; z.have++ {
			if !z.need(3) {
				return false
			}
			z.lengths[codeOrder[z.have]] = uint8(z.take(3))
		}
		if !z.codes.build(codeLengths, z.lengths[:19]) {
			z.bad("invalid code lengths set")
			return false
		}
		z.have = 0
		z.state = stLengths
	case stLengths:
		for z.have < z.nlen+z.ndist {
			e, ok := z.code(&z.codes)
			if !ok {
				return false
			}
			n, sym := uint(e&0xff), e>>16
			if sym < 16 {
				z.take(n)
				z.lengths[z.have] = uint8(sym)
				z.have++
				continue
			}
			var value uint8
			repeat, extra := 3, uint(2)
			switch sym {
			case 17:
				extra = 3
			case 18:
				repeat, extra = 11, 7
			}
			if !z.need(n + extra) {
				return false
			}
			z.take(n)
			if sym == 16 {
				if z.have == 0 {
					z.bad("invalid bit length repeat")
					return false
				}
				value = z.lengths[z.have-1]
			}
			if repeat += int(z.take(extra)); z.have+repeat > z.nlen+z.ndist {
				z.bad("invalid bit length repeat")
				return false
			}
			for range repeat {
				z.lengths[z.have] = value
				z.have++
			}
		}
		switch {
		case z.lengths[endOfBlock] == 0:
			z.bad("invalid code -- missing end-of-block")
		case !z.lits.build(codeLiterals, z.lengths[:z.nlen]):
			z.bad("invalid literal/lengths set")
		case !z.dists.build(codeDistances, z.lengths[z.nlen:z.nlen+z.ndist]):
			z.bad("invalid distances set")
		default:
			z.state = stSymbol
			return true
		}
		return false
	}
	return true
}

// code looks the next code up; false if the input ends within it.
func (z *Inflater) code(d *decoder) (entry, bool) {
	for {
		e := d.lookup(z.hold)
		if uint(e&0xff) <= z.bits {
			return e, true
		}
		if !z.need(z.bits + 1) {
			return 0, false
		}
	}
}

// symbols decodes the data of a block to its end.
func (z *Inflater) symbols() bool {
	for {
		switch z.state {
		case stSymbol:
			if z.fast(); z.state != stSymbol {
				continue
			}
			e, ok := z.code(&z.lits)
			if !ok {
				return false
			}
			z.take(uint(e & 0xff))
			switch sym := e >> 16; {
			case e&invalidFlag != 0:
				z.bad("invalid literal/length code")
				return false
			case sym < 256:
				z.sym = byte(sym)
				z.state = stLiteral
			case sym == endOfBlock:
				z.state = stBlock
				return true
			default:
				z.length, z.extra = int(lengthBase[sym-257]), uint(lengthExtra[sym-257])
				z.state = stLengthExtra
			}
		case stLiteral:
			if z.full() {
				return false
			}
			z.out = append(z.out, z.sym)
			z.state = stSymbol
		case stLengthExtra:
			if !z.need(z.extra) {
				return false
			}
			z.length += int(z.take(z.extra))
			z.state = stDistance
		case stDistance:
			e, ok := z.code(&z.dists)
			if !ok {
				return false
			}
			z.take(uint(e & 0xff))
			if e&invalidFlag != 0 {
				z.bad("invalid distance code")
				return false
			}
			z.dist, z.extra = int(distBase[e>>16]), uint(distExtra[e>>16])
			z.state = stDistanceExtra
		case stDistanceExtra:
			if !z.need(z.extra) {
				return false
			}
			z.dist += int(z.take(z.extra))
			z.state = stMatch
		case stMatch:
			if z.full() {
				return false
			}
			if z.dist > z.reach(len(z.out)) {
				z.bad("invalid distance too far back")
				return false
			}
			n := z.length
			if z.most >= 0 {
				n = min(n, z.most-(len(z.out)-z.base))
			}
			z.out = appendMatch(z.out, z.dist, n)
			if z.length -= n; z.length == 0 {
				z.state = stSymbol
			}
		default:
			return false
		}
	}
}

// reach is how far back a match may go when the output ends at end: to the start of
// the window before this call.
func (z *Inflater) reach(end int) int { return end - max(z.base-z.windowSize, 0) }

// appendMatch repeats n bytes from dist before the end.
func appendMatch(out []byte, dist, n int) []byte {
	from := len(out) - dist
	for n > dist {
		out = append(out, out[from:from+dist]...)
		n -= dist
		dist *= 2
	}
	return append(out, out[from:from+n]...)
}

// fast decodes as long as there is so much input and room that neither can end within
// a symbol. It leaves less than 8 bits in hold, as decoding bit by bit does.
func (z *Inflater) fast() {
	in, out, hold, n := z.in, z.out, z.hold, z.bits
	lits, dists := &z.lits, &z.dists
	for len(in) >= 16 && (z.most < 0 || z.most-(len(out)-z.base) >= 258) {
		if n < 48 { // which are enough for a symbol with its distance
			hold |= binary.LittleEndian.Uint64(in) << n
			used := (63 - n) >> 3
			in = in[used:]
			n += used << 3
		}
		e := lits.lookup(hold)
		if e&invalidFlag != 0 || e>>16 == endOfBlock {
			break
		}
		hold >>= e & 0xff
		n -= uint(e & 0xff)
		sym := e >> 16
		if sym < 256 {
			out = append(out, byte(sym))
			// A second literal often follows.
			if e = lits.lookup(hold); e>>16 < 256 && e&invalidFlag == 0 {
				hold >>= e & 0xff
				n -= uint(e & 0xff)
				out = append(out, byte(e>>16))
			}
			continue
		}
		extra := lengthExtra[sym-257]
		length := int(lengthBase[sym-257]) + int(hold&(1<<extra-1))
		hold >>= extra
		n -= uint(extra)
		e = dists.lookup(hold)
		if e&invalidFlag != 0 {
			z.bad("invalid distance code")
			break
		}
		hold >>= e & 0xff
		n -= uint(e & 0xff)
		extra = distExtra[e>>16]
		dist := int(distBase[e>>16]) + int(hold&(1<<extra-1))
		hold >>= extra
		n -= uint(extra)
		if dist > z.reach(len(out)) {
			z.bad("invalid distance too far back")
			break
		}
		out = appendMatch(out, dist, length)
	}
	// What was read too much goes back.
	read := len(z.in) - len(in)
	back := min(int(n>>3), read)
	z.in = z.in[read-back:]
	z.bits = n - uint(8*back)
	z.hold = hold & (1<<z.bits - 1)
	z.out = out
}
