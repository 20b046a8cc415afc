// Package flate compresses and decompresses deflate data (RFC 1951) bare, with
// zlib's header (RFC 1950) or gzip's (RFC 1952). Both directions are streams that
// stop and go on at any byte and can be copied, which Go's compress/flate cannot.
//
// A Deflater makes the same bytes as zlib 1.3, for whatever pieces its input comes
// in, but for level 0, whose blocks end elsewhere. An Inflater accepts and refuses
// what zlib does, with its messages, and reads no further than it.
//
// Files: inflate.go, huffman.go (decoding); deflate.go (matches), trees.go (blocks);
// checksum.go.
package flate

// Wrap is what is around the compressed data.
type Wrap uint8

const (
	Raw Wrap = iota
	Zlib
	Gzip
	// Auto is Zlib or Gzip, as the data says. An Inflater takes it.
	Auto
)

// lengths and distances of the codes, with the bits that follow them.
var (
	lengthBase  = [...]uint16{3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258}
	lengthExtra = [...]uint8{0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0}
	distBase    = [...]uint16{1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577}
	distExtra   = [...]uint8{0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13}
	// codeOrder is the order of the lengths of the code that codes lengths.
	codeOrder = [...]uint8{16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15}
)

const (
	endOfBlock  = 256
	maxLitCodes = 286
	maxDists    = 30
)
