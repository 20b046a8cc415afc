package mt19937

import "testing"

// TestVector is the head of the reference implementation's mt19937ar.out.
func TestVector(t *testing.T) {
	var s Source
	s.SeedKey([]uint32{0x123, 0x234, 0x345, 0x456})
	for i, want := range []uint32{1067595299, 955945823, 477289528, 4107218783, 4228976476} {
		if got := s.Uint32(); got != want {
			t.Errorf("output %d: %d, want %d", i, got, want)
		}
	}
}

func TestFillAgreesWithBits(t *testing.T) {
	var a, b Source
	a.SeedUint32(1)
	b.SeedUint32(1)
	var buf [7]byte
	a.Fill(buf[:])
	x := uint64(0)
	for i := len(buf) - 1; i >= 0; i-- {
		x = x<<8 | uint64(buf[i])
	}
	if want := b.Bits(56); x != want {
		t.Errorf("Fill gives %x, Bits %x", x, want)
	}
}
