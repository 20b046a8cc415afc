package flate

import "hash/crc32"

// Adler32 continues an Adler-32 checksum; that of nothing is 1.
func Adler32(sum uint32, p []byte) uint32 {
	const mod, most = 65521, 5552 // as many sums as fit into 32 bits
	a, b := sum&0xffff, sum>>16
	for len(p) > 0 {
		n := min(len(p), most)
		for _, c := range p[:n] {
			a += uint32(c)
			b += a
		}
		a, b, p = a%mod, b%mod, p[n:]
	}
	return b<<16 | a
}

// CRC32 continues a CRC-32 checksum; that of nothing is 0.
func CRC32(sum uint32, p []byte) uint32 { return crc32.Update(sum, crc32.IEEETable, p) }
