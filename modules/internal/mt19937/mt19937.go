// Package mt19937 is the Mersenne Twister of Makoto Matsumoto and Takuji
// Nishimura, as CPython's module random uses it: equal seeds give equal
// sequences. It imports nothing and any module may import it.
//
// http://www.math.sci.hiroshima-u.ac.jp/m-mat/MT/emt.html
package mt19937

import "math/bits"

// N is the number of words of the state.
const N = 624

const (
	m         = 397
	upperMask = 0x80000000
	lowerMask = 0x7fffffff
	matrixA   = 0x9908b0df
)

// Source is a generator. Seed it before use. It is not safe for concurrent use.
type Source struct {
	State [N]uint32
	// Index is the next word of State to use; N when all are used.
	Index int
}

// SeedUint32 initialises the state from one number.
func (s *Source) SeedUint32(x uint32) {
	s.State[0] = x
	for i := 1; i < N; i++ {
		p := s.State[i-1]
		s.State[i] = 1812433253*(p^p>>30) + uint32(i)
	}
	s.Index = N
}

// SeedKey initialises the state from a key of any length but zero.
func (s *Source) SeedKey(key []uint32) {
	s.SeedUint32(19650218)
	i, j := 1, 0
	for k := max(N, len(key)); k > 0; k-- {
		p := s.State[i-1]
		s.State[i] = (s.State[i] ^ (p^p>>30)*1664525) + key[j] + uint32(j)
		i++
		j++
		if i >= N {
			s.State[0] = s.State[N-1]
			i = 1
		}
		if j >= len(key) {
			j = 0
		}
	}
	for k := N - 1; k > 0; k-- {
		p := s.State[i-1]
		s.State[i] = (s.State[i] ^ (p^p>>30)*1566083941) - uint32(i)
		i++
		if i >= N {
			s.State[0] = s.State[N-1]
			i = 1
		}
	}
	s.State[0] = 0x80000000
}

func twist(u, v uint32) uint32 {
	y := u&upperMask | v&lowerMask
	return y>>1 ^ -(v&1)&matrixA
}

func (s *Source) generate() {
	st := &s.State
	k := 0
	for ; k < N-m; k++ {
		st[k] = st[k+m] ^ twist(st[k], st[k+1])
	}
	for ; k < N-1; k++ {
		st[k] = st[k+m-N] ^ twist(st[k], st[k+1])
	}
	st[N-1] = st[m-1] ^ twist(st[N-1], st[0])
	s.Index = 0
}

// Uint32 returns 32 random bits.
func (s *Source) Uint32() uint32 {
	if s.Index >= N {
		s.generate()
	}
	y := s.State[s.Index]
	s.Index++
	y ^= y >> 11
	y ^= y << 7 & 0x9d2c5680
	y ^= y << 15 & 0xefc60000
	return y ^ y>>18
}

// Float64 returns a float in [0, 1) with 53 random bits.
func (s *Source) Float64() float64 {
	a, b := s.Uint32()>>5, s.Uint32()>>6
	return (float64(a)*67108864 + float64(b)) * (1.0 / 9007199254740992.0)
}

// Bits returns k random bits, 0 <= k <= 64.
func (s *Source) Bits(k uint) uint64 {
	switch {
	case k == 0:
		return 0
	case k <= 32:
		return uint64(s.Uint32() >> (32 - k))
	}
	lo := uint64(s.Uint32())
	return uint64(s.Uint32()>>(64-k))<<32 | lo
}

// Below returns a random number in [0, n), n > 0.
func (s *Source) Below(n uint64) uint64 {
	k := uint(bits.Len64(n))
	for {
		if r := s.Bits(k); r < n {
			return r
		}
	}
}

// Fill fills b with the little-endian bytes of 8*len(b) random bits.
func (s *Source) Fill(b []byte) {
	for i := 0; i < len(b); i += 4 {
		r := s.Uint32()
		if n := len(b) - i; n < 4 {
			r >>= uint(32 - 8*n)
		}
		for j := i; j < len(b) && j < i+4; j++ {
			b[j] = byte(r)
			r >>= 8
		}
	}
}
