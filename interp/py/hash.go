package py

import (
	"encoding/binary"
	"math"
	"math/big"
	"math/bits"
	"sync"
)

// The secret of string hashing is one per process, because strings are shared by
// interpreters.
var (
	hashOnce   sync.Once
	hashK0     uint64
	hashK1     uint64
	hashSecret bool
)

// SeedHash fixes the secret of str and bytes hashing. The first call in a
// process wins; it must come before any string is hashed, that is before the
// first NewInterp. PYTHONHASHSEED=0 is (0, 0).
func SeedHash(k0, k1 uint64) {
	hashOnce.Do(func() { hashK0, hashK1, hashSecret = k0, k1, true })
}

// SeedHashFrom derives the two keys from a PYTHONHASHSEED number as CPython does
// (a linear congruential generator), so that hashes agree with CPython's.
func SeedHashFrom(seed uint32) (k0, k1 uint64) {
	if seed == 0 {
		return 0, 0
	}
	var b [16]byte
	x := seed
	for i := range b {
		x = x*214013 + 2531011
		b[i] = byte(x >> 16)
	}
	return binary.LittleEndian.Uint64(b[:8]), binary.LittleEndian.Uint64(b[8:])
}

// hashText is CPython's hash of a str. CPython hashes the code units of its own
// representation: of one, two or four bytes, as the greatest character needs.
func hashText(s string, ascii bool) uint64 {
	if ascii {
		return hashString(s)
	}
	var top rune
	for i := 0; i < len(s); {
		r, n := decodeRune(s[i:])
		top, i = max(top, r), i+n
	}
	var buf [128]byte
	units := buf[:0]
	for i := 0; i < len(s); {
		r, n := decodeRune(s[i:])
		i += n
		switch {
		case top < 0x100:
			units = append(units, byte(r))
		case top < 0x10000:
			units = binary.LittleEndian.AppendUint16(units, uint16(r))
		default:
			units = binary.LittleEndian.AppendUint32(units, uint32(r))
		}
	}
	return hashString(bytesText(units))
}

// hashString is CPython's hash of bytes.
func hashString(s string) uint64 {
	if s == "" {
		return emptyHash
	}
	h := sipHash13(hashK0, hashK1, s)
	if h == ^uint64(0) {
		h = ^uint64(1)
	}
	if h == 0 {
		h = emptyHash
	}
	return h
}

// emptyHash stands for a hash of zero, which the cache cannot hold.
// Externally it reads as zero; see HashResult.
const emptyHash = 1 << 63

// SipHash13 is SipHash-1-3 of s with a key.
func SipHash13(k0, k1 uint64, s string) uint64 { return sipHash13(k0, k1, s) }

func sipHash13(k0, k1 uint64, s string) uint64 {
	v0 := k0 ^ 0x736f6d6570736575
	v1 := k1 ^ 0x646f72616e646f6d
	v2 := k0 ^ 0x6c7967656e657261
	v3 := k1 ^ 0x7465646279746573
	n := len(s)
	for len(s) >= 8 {
		m := uint64(s[0]) | uint64(s[1])<<8 | uint64(s[2])<<16 | uint64(s[3])<<24 |
			uint64(s[4])<<32 | uint64(s[5])<<40 | uint64(s[6])<<48 | uint64(s[7])<<56
		v3 ^= m
		v0 += v1
		v1 = bits.RotateLeft64(v1, 13) ^ v0
		v0 = bits.RotateLeft64(v0, 32)
		v2 += v3
		v3 = bits.RotateLeft64(v3, 16) ^ v2
		v0 += v3
		v3 = bits.RotateLeft64(v3, 21) ^ v0
		v2 += v1
		v1 = bits.RotateLeft64(v1, 17) ^ v2
		v2 = bits.RotateLeft64(v2, 32)
		v0 ^= m
		s = s[8:]
	}
	m := uint64(n) << 56
	for i := len(s) - 1; i >= 0; i-- {
		m |= uint64(s[i]) << (8 * uint(i))
	}
	v3 ^= m
	for i := 0; i < 4; i++ {
		if i == 1 {
			v0 ^= m
			v2 ^= 0xff
		}
		v0 += v1
		v1 = bits.RotateLeft64(v1, 13) ^ v0
		v0 = bits.RotateLeft64(v0, 32)
		v2 += v3
		v3 = bits.RotateLeft64(v3, 16) ^ v2
		v0 += v3
		v3 = bits.RotateLeft64(v3, 21) ^ v0
		v2 += v1
		v1 = bits.RotateLeft64(v1, 17) ^ v2
		v2 = bits.RotateLeft64(v2, 32)
	}
	return v0 ^ v1 ^ v2 ^ v3
}

// HashResult turns an internal hash into the number that hash() returns.
func HashResult(h uint64) int64 {
	if h == emptyHash {
		return 0
	}
	return int64(h)
}

const hashModulus = 1<<61 - 1

// hashInt is hash() of a small int.
func hashInt(i int64) uint64 {
	if i >= 0 {
		if i < hashModulus {
			return uint64(i)
		}
		return uint64(i) % hashModulus
	}
	h := -int64((uint64(-(i + 1)) + 1) % hashModulus)
	if h == -1 {
		h = -2
	}
	return uint64(h)
}

// hashBig is hash() of a big int.
func hashBig(b *big.Int) uint64 {
	var m, r big.Int
	m.SetUint64(hashModulus)
	r.Rem(b, &m) // truncated, as the hash of -x is minus the hash of x
	h := r.Int64()
	if h == -1 {
		h = -2
	}
	return uint64(h)
}

// hashFloat is hash() of a float; equal ints and floats hash alike.
// https://docs.python.org/3.14/library/stdtypes.html#hashing-of-numeric-types
func hashFloat(v Value, f float64) uint64 {
	if math.IsInf(f, 0) {
		if f > 0 {
			return 314159
		}
		return ^uint64(314159 - 1)
	}
	if math.IsNaN(f) {
		return hashPointer(v)
	}
	if f == math.Trunc(f) && math.Abs(f) < 1<<62 {
		return hashInt(int64(f))
	}
	m, e := math.Frexp(f)
	neg := m < 0
	if neg {
		m = -m
	}
	var x uint64
	for m != 0 {
		x = (x<<28)&hashModulus | x>>(61-28)
		m *= 1 << 28
		e -= 28
		y := uint64(m)
		m -= float64(y)
		x += y
		if x >= hashModulus {
			x -= hashModulus
		}
	}
	if e >= 0 {
		e %= 61
	} else {
		e = 60 - (-1-e)%61
	}
	x = (x<<uint(e))&hashModulus | x>>(61-uint(e))
	h := int64(x)
	if neg {
		h = -h
	}
	if h == -1 {
		h = -2
	}
	return uint64(h)
}

// hashPointer is the identity hash.
func hashPointer(v Value) uint64 {
	p := v.ID()
	return p>>4 | p<<60
}

// Hash is hash(v). Unhashable types give TypeError.
func Hash(t *Thread, v Value) (uint64, bool) {
	switch {
	case v.IsInt():
		return hashInt(v.Int64()), true
	case v.IsStr():
		return Cast[Str](v).Hash(), true
	}
	typ := TypeOf(v)
	if typ.Hash == nil {
		t.Raise(TypeError, "unhashable type: '%s'", typ.FullName())
		return 0, false
	}
	return typ.Hash(t, v)
}
