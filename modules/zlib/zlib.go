// Package zlib is the module zlib over modules/internal/flate: what it compresses is
// the same, byte for byte, as from zlib 1.3 (but for level 0).
//
// Files: zlib.go (the module), objects.go (compressobj, decompressobj),
// decompressor.go (what module gzip uses).
// https://docs.python.org/3.14/library/zlib.html
//
// Only the index of modules imports it.
package zlib

import (
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/flate"
)

const version = "1.3.1" // of the zlib that this is like

type errorKey struct{}

// Module returns the declaration of the module.
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "zlib",
		Doc:  "The functions in this module allow compression and decompression using the\nzlib library, which is based on GNU zip.\n\nadler32(string[, start]) -- Compute an Adler-32 checksum.\ncompress(data[, level]) -- Compress data, with compression level 0-9 or -1.\ncompressobj([level[, ...]]) -- Return a compressor object.\ncrc32(string[, start]) -- Compute a CRC-32 checksum.\ndecompress(string,[wbits],[bufsize]) -- Decompresses a compressed string.\ndecompressobj([wbits[, zdict]]) -- Return a decompressor object.\n\n'wbits' is window buffer size and container format.\nCompressor objects support compress() and flush() methods; decompressor\nobjects support decompress() and flush().",
		Methods: []py.Method{
			{Name: "adler32", Signature: "($module, data, value=1, /)", Func: checksum(flate.Adler32), Flags: py.Slow, Doc: "Compute an Adler-32 checksum of data.\n\n  value\n    Starting value of the checksum.\n\nThe returned checksum is an integer."},
			{Name: "crc32", Signature: "($module, data, value=0, /)", Func: checksum(flate.CRC32), Flags: py.Slow, Doc: "Compute a CRC-32 checksum of data.\n\n  value\n    Starting value of the checksum.\n\nThe returned checksum is an integer."},
			{Name: "compress", Signature: "($module, data, /, level=-1, wbits=15)", Func: compress, Flags: py.Slow | py.Alloc, Doc: "Returns a bytes object containing compressed data.\n\n  data\n    Binary data to be compressed.\n  level\n    Compression level, in 0-9 or -1.\n  wbits\n    The window buffer size and container format."},
			{Name: "decompress", Signature: "($module, data, /, wbits=15, bufsize=16384)", Func: decompress, Flags: py.Slow | py.Alloc, Doc: "Returns a bytes object containing the uncompressed data.\n\n  data\n    Compressed data.\n  wbits\n    The window buffer size and container format.\n  bufsize\n    The initial output buffer size."},
			{Name: "compressobj", Signature: "($module, /, level=-1, method=8, wbits=15, memLevel=8, strategy=0, zdict=<unrepresentable>)", Func: compressObject, Doc: "Return a compressor object.\n\n  level\n    The compression level (an integer in the range 0-9 or -1; default is\n    currently equivalent to 6).  Higher compression levels are slower,\n    but produce smaller results.\n  method\n    The compression algorithm.  If given, this must be DEFLATED.\n  wbits\n    +9 to +15: The base-two logarithm of the window size.  Include a zlib\n        container.\n    -9 to -15: Generate a raw stream.\n    +25 to +31: Include a gzip container.\n  memLevel\n    Controls the amount of memory used for internal compression state.\n    Valid values range from 1 to 9.  Higher values result in higher memory\n    usage, faster compression, and smaller output.\n  strategy\n    Used to tune the compression algorithm.  Possible values are\n    Z_DEFAULT_STRATEGY, Z_FILTERED, and Z_HUFFMAN_ONLY.\n  zdict\n    The predefined compression dictionary - a sequence of bytes\n    containing subsequences that are likely to occur in the input data."},
			{Name: "decompressobj", Signature: "($module, /, wbits=15, zdict=b'')", Func: decompressObject, Doc: "Return a decompressor object.\n\n  wbits\n    The window buffer size and container format.\n  zdict\n    The predefined compression dictionary.  This must be the same\n    dictionary as used by the compressor that produced the input data."},
		},
		Exec: exec,
	}
}

func exec(t *py.Thread, m *py.Module) error {
	py.DefineType(&compressType, compressSpec)
	py.DefineType(&decompressType, decompressSpec)
	py.DefineType(&decompressorType, decompressorSpec)
	m.Dict.SetName("_ZlibDecompressor", decompressorType.Value())
	ns := py.NewDict()
	ns.SetName("__module__", py.NewStr("zlib"))
	cls, err := py.NewClass(t, py.TypeType, "error", []*py.Type{py.ExceptionType}, ns, nil)
	if err != nil {
		return err
	}
	t.Interp.State[errorKey{}] = cls
	m.Dict.SetName("error", cls.Value())
	m.Dict.SetName("__version__", py.NewStr("1.0"))
	m.Dict.SetName("ZLIB_VERSION", py.NewStr(version))
	m.Dict.SetName("ZLIB_RUNTIME_VERSION", py.NewStr(version))
	for name, n := range map[string]int64{
		"MAX_WBITS": 15, "DEFLATED": 8, "DEF_MEM_LEVEL": 8, "DEF_BUF_SIZE": 16384,
		"Z_NO_COMPRESSION": 0, "Z_BEST_SPEED": 1, "Z_BEST_COMPRESSION": 9, "Z_DEFAULT_COMPRESSION": -1,
		"Z_DEFAULT_STRATEGY": 0, "Z_FILTERED": 1, "Z_HUFFMAN_ONLY": 2, "Z_RLE": 3, "Z_FIXED": 4,
		"Z_NO_FLUSH": 0, "Z_PARTIAL_FLUSH": 1, "Z_SYNC_FLUSH": 2, "Z_FULL_FLUSH": 3, "Z_FINISH": 4, "Z_BLOCK": 5, "Z_TREES": 6,
	} {
		m.Dict.SetName(name, py.Int(n))
	}
	return nil
}

// zlibError is the exception zlib.error with a message.
func zlibError(t *py.Thread, format string, args ...any) error {
	return py.Errorf(t.Interp.State[errorKey{}].(*py.Type), format, args...)
}

// piece is how much data is worked on between two looks for signals and
// cancellation.
const piece = 1 << 20

func checksum(f func(sum uint32, p []byte) uint32) py.GoFunc {
	return func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
		b, err := py.GetBuffer(t, a[0])
		if err != nil {
			return py.Value{}, err
		}
		defer b.Release()
		v, err := py.Index(t, a[1])
		if err != nil {
			return py.Value{}, err
		}
		n, _ := py.AsBig(v)
		sum := uint32(0)
		for i := range 32 {
			sum |= uint32(n.Bit(i)) << i // of a negative number, too
		}
		for p := b.Bytes; len(p) > 0; {
			n := min(len(p), piece)
			sum = f(sum, p[:n])
			p = p[n:]
			if err := t.Poll(); err != nil {
				return py.Value{}, err
			}
		}
		return py.Int(int64(sum)), nil
	}
}

// cInt reads an argument of C type int.
func cInt(t *py.Thread, v py.Value) (int, error) {
	n, err := py.ToIndex(t, v, py.OverflowError)
	if err == nil && n != int(int32(n)) {
		if n > 0 {
			err = py.Errorf(py.OverflowError, "signed integer is greater than maximum")
		} else {
			err = py.Errorf(py.OverflowError, "signed integer is less than minimum")
		}
	}
	return n, err
}

// newDeflater makes a compressor by C's parameters, nil if they are not valid.
func newDeflater(level, method, wbits, memLevel, strategy int) *flate.Deflater {
	if level == -1 {
		level = 6
	}
	wrap := flate.Zlib
	switch {
	case wbits < 0:
		wrap, wbits = flate.Raw, -wbits
	case wbits > 15:
		wrap, wbits = flate.Gzip, wbits-16
	}
	if level < 0 || level > 9 || method != 8 || wbits < 8 || wbits > 15 || wbits == 8 && wrap != flate.Zlib ||
		memLevel < 1 || memLevel > 9 || strategy < 0 || strategy > 4 {
		return nil
	}
	return flate.NewDeflater(wrap, level, uint(wbits), memLevel, flate.Strategy(strategy))
}

// newInflater is the same for a decompressor.
func newInflater(wbits int) *flate.Inflater {
	wrap := flate.Zlib
	switch {
	case wbits < 0:
		wrap, wbits = flate.Raw, -wbits
	case wbits >= 48:
		return nil
	case wbits >= 32:
		wrap, wbits = flate.Auto, wbits-32
	case wbits >= 16:
		wrap, wbits = flate.Gzip, wbits-16
	}
	if wbits > 15 || wbits < 8 && (wbits != 0 || wrap == flate.Raw) {
		return nil
	}
	return flate.NewInflater(wrap, uint(wbits))
}

// deflate compresses data in pieces.
func deflate(t *py.Thread, d *flate.Deflater, data []byte, flush flate.Flush) ([]byte, error) {
	var out []byte
	for len(data) > piece {
		out = append(out, d.Deflate(data[:piece], flate.NoFlush)...)
		data = data[piece:]
		if err := t.Poll(); err != nil {
			return nil, err
		}
	}
	last := d.Deflate(data, flush)
	if out == nil {
		return last, nil
	}
	return append(out, last...), nil
}

func compress(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	b, err := py.GetBuffer(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	defer b.Release()
	level, err := cInt(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	wbits, err := cInt(t, a[2])
	if err != nil {
		return py.Value{}, err
	}
	d := newDeflater(level, 8, wbits, 8, 0)
	if d == nil {
		return py.Value{}, zlibError(t, "Bad compression level")
	}
	out, err := deflate(t, d, b.Bytes, flate.Finish)
	if err != nil {
		return py.Value{}, err
	}
	return py.NewBytes(out), nil
}

// maxOutput bounds what one call may decompress to (RATIONALE: bounds).
const maxOutput = 4 << 30

// inflate decompresses data in pieces, to at most so many bytes (-1: no limit).
func inflate(t *py.Thread, z *flate.Inflater, data []byte, most int, dict func() error) (out []byte, used int, status flate.Status, err error) {
	for {
		n := piece
		if most >= 0 {
			n = min(n, most-len(out))
		}
		part, k, status, err := z.Inflate(data[used:], n)
		if err != nil {
			return nil, used + k, status, zlibError(t, "Error -3 while decompressing data: %s", err)
		}
		used += k
		if out == nil {
			out = part
		} else {
			out = append(out, part...)
		}
		switch {
		case len(out) > maxOutput:
			return nil, used, status, py.NewException(py.MemoryError)
		case status == flate.NeedDict:
			if err := dict(); err != nil {
				return nil, used, status, err
			}
		case status == flate.End, len(part) < n, len(out) == most:
			return out, used, status, nil
		}
		if err := t.Poll(); err != nil {
			return nil, used, status, err
		}
	}
}

func noDict(t *py.Thread) func() error {
	return func() error { return zlibError(t, "Error 2 while decompressing data") }
}

func decompress(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	b, err := py.GetBuffer(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	defer b.Release()
	wbits, err := cInt(t, a[1])
	if err != nil {
		return py.Value{}, err
	}
	size, err := py.ToIndex(t, a[2], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	if size < 0 {
		return py.Value{}, py.Errorf(py.ValueError, "bufsize must be non-negative")
	}
	z := newInflater(wbits)
	if z == nil {
		return py.Value{}, zlibError(t, "Error -2 while preparing to decompress data: inconsistent stream state")
	}
	out, _, status, err := inflate(t, z, b.Bytes, -1, noDict(t))
	if err != nil {
		return py.Value{}, err
	}
	if status != flate.End {
		return py.Value{}, zlibError(t, "Error -5 while decompressing data: incomplete or truncated stream")
	}
	return py.NewBytes(out), nil
}
