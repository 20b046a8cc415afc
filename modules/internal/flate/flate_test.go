package flate

import (
	"bytes"
	"compress/flate"
	"hash/crc32"
	"io"
	"math/rand"
	"testing"
)

func sample(r *rand.Rand, n int) []byte {
	words := []string{"hello ", "world ", "the ", "quick ", "brown ", "fox\n"}
	var b []byte
	for len(b) < n {
		b = append(b, words[r.Intn(len(words))]...)
		if r.Intn(20) == 0 {
			b = append(b, byte(r.Intn(256)))
		}
	}
	return b[:n]
}

// TestGo reads with Go's compress/flate what a Deflater has written, and the reverse.
func TestGo(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for _, n := range []int{0, 1, 100, 70000, 300000} {
		data := sample(r, n)
		for level := range 10 {
			d := NewDeflater(Raw, level, 15, 8, DefaultStrategy)
			got, err := io.ReadAll(flate.NewReader(bytes.NewReader(d.Deflate(data, Finish))))
			if err != nil || !bytes.Equal(got, data) {
				t.Errorf("level %d, %d bytes: %v", level, n, err)
			}
			var b bytes.Buffer
			w, err := flate.NewWriter(&b, level)
			if err != nil {
				t.Fatal(err)
			}
			w.Write(data)
			w.Close()
			out, used, status, err := NewInflater(Raw, 15).Inflate(append(b.Bytes(), "tail"...), -1)
			if err != nil || status != End || used != b.Len() || !bytes.Equal(out, data) {
				t.Errorf("level %d, %d bytes: used %d of %d, status %d, %v", level, n, used, b.Len(), status, err)
			}
		}
	}
}

// TestSums compares with the CRC-32 of what zlib 1.3.1 makes of the same data.
func TestSums(t *testing.T) {
	data := make([]byte, 100000)
	x := uint32(1)
	for i := range data {
		x = x*1103515245 + 12345
		data[i] = "abcdefgh"[x>>29] + byte(i>>12)
	}
	for _, c := range []struct {
		level, bits, mem int
		strategy         Strategy
		want             uint32
	}{
		{1, 15, 8, DefaultStrategy, 0x3fe6e005},
		{2, 15, 8, DefaultStrategy, 0xbd98c5e3},
		{3, 15, 9, DefaultStrategy, 0x739e1b75},
		{4, 15, 8, DefaultStrategy, 0x34cc7b8f},
		{5, 12, 8, DefaultStrategy, 0x8445fbce},
		{6, 15, 8, DefaultStrategy, 0x32ef9cde},
		{7, 9, 1, DefaultStrategy, 0xe07423e8},
		{8, 15, 8, DefaultStrategy, 0x15fb4c5},
		{9, 15, 9, DefaultStrategy, 0x105d9aa4},
		{6, 15, 8, Filtered, 0x2f604dc3},
		{6, 15, 8, HuffmanOnly, 0x167d30d3},
		{6, 15, 8, RLE, 0xfef1b92c},
		{6, 15, 8, Fixed, 0x2fb9d3fd},
	} {
		d := NewDeflater(Zlib, c.level, uint(c.bits), c.mem, c.strategy)
		if got := crc32.ChecksumIEEE(d.Deflate(data, Finish)); got != c.want {
			t.Errorf("%+v: %#x", c, got)
		}
	}
}

// FuzzInflate decompresses in pieces with little room, and whole: both must agree,
// and so must Go's reader if there is no error.
func FuzzInflate(f *testing.F) {
	d := NewDeflater(Raw, 6, 15, 8, DefaultStrategy)
	f.Add(d.Deflate([]byte("hello hello hello"), Finish), uint8(3))
	f.Add([]byte{1, 2, 0, 0xfd, 0xff, 1, 2}, uint8(1))
	f.Add([]byte{5, 0xe0, 0x81, 8, 0, 0, 0, 0, 0x20, 0x7f, 0xeb, 0x0b, 0, 0}, uint8(7))
	f.Fuzz(func(t *testing.T, data []byte, room uint8) {
		const most = 1 << 16
		whole, _, status, err := NewInflater(Raw, 15).Inflate(data, most)
		z := NewInflater(Raw, 15)
		var parts []byte
		var perr error
		n := 0
		for rest := data; len(parts) < len(whole) || n < 3; {
			var part []byte
			var used int
			part, used, _, perr = z.Inflate(rest[:min(len(rest), int(room)+1)], int(room)+1)
			rest = rest[used:]
			parts = append(parts, part...)
			if perr != nil {
				break
			}
			if used == 0 && len(part) == 0 {
				n++
			}
		}
		if err == nil && !bytes.HasPrefix(parts, whole) {
			t.Fatalf("%q in pieces, %q whole: %v", parts, whole, perr)
		}
		if status == End {
			got, err := io.ReadAll(flate.NewReader(bytes.NewReader(data)))
			if err != nil || !bytes.Equal(got, whole) {
				t.Fatalf("Go: %q %v, here %q", got, err, whole)
			}
		}
	})
}

// TestCorrupt feeds each wrapping with damaged data: no panic.
func TestCorrupt(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for _, wrap := range []Wrap{Raw, Zlib, Gzip} {
		good := NewDeflater(wrap, 6, 15, 8, DefaultStrategy).Deflate(sample(r, 3000), Finish)
		for range 3000 {
			b := bytes.Clone(good)
			b[r.Intn(len(b))] ^= 1 << r.Intn(8)
			z := NewInflater(wrap, 15)
			for len(b) > 0 {
				n := min(1+r.Intn(100), len(b))
				_, used, status, err := z.Inflate(b[:n], r.Intn(1000))
				if err != nil || status != More {
					break
				}
				b = b[max(used, 1):]
			}
		}
	}
}
