package zlib

import (
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/flate"
)

// compressor is a Compress object; d is nil once it is finished.
type compressor struct {
	py.Header
	d *flate.Deflater
}

// decompressor is a Decompress object.
type decompressor struct {
	py.Header
	z            *flate.Inflater
	dict         []byte
	unused, tail []byte
	eof          bool
	ended        bool // flush has come to the end
}

var compressType, decompressType py.Type

func compressSpec() py.TypeSpec {
	return py.TypeSpec{
		Name: "zlib.Compress", Layout: py.LayoutOf[compressor](), Flags: py.NoInstances | py.NoSubclass,
		Methods: append([]py.Method{
			{Name: "compress", Signature: "($self, data, /)", Func: compressorCompress, Flags: py.Slow, Doc: "Returns a bytes object containing compressed data.\n\n  data\n    Binary data to be compressed.\n\nAfter calling this function, some of the input data may still\nbe stored in internal buffers for later processing.\nCall the flush() method to clear these buffers."},
			{Name: "flush", Signature: "($self, mode=4, /)", Func: compressorFlush, Doc: "Return a bytes object containing any remaining compressed data.\n\n  mode\n    One of the constants Z_SYNC_FLUSH, Z_FULL_FLUSH, Z_FINISH.\n    If mode == Z_FINISH, the compressor object can no longer be\n    used after calling the flush() method.  Otherwise, more data\n    can still be compressed."},
		}, copyMethods("compression", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
			c := py.Cast[compressor](self)
			if c.d == nil {
				return py.Value{}, py.Errorf(py.ValueError, "Inconsistent stream state")
			}
			n := py.Make[compressor](&compressType)
			n.d = c.d.Copy()
			return py.Ref(n), nil
		})...),
	}
}

func decompressSpec() py.TypeSpec {
	of := func(v py.Value) *decompressor { return py.Cast[decompressor](v) }
	return py.TypeSpec{
		Name: "zlib.Decompress", Layout: py.LayoutOf[decompressor](), Flags: py.NoInstances | py.NoSubclass,
		Methods: append([]py.Method{
			{Name: "decompress", Signature: "($self, data, /, max_length=0)", Func: decompressorDecompress, Flags: py.Slow, Doc: "Return a bytes object containing the decompressed version of the data.\n\n  data\n    The binary data to decompress.\n  max_length\n    The maximum allowable length of the decompressed data.\n    Unconsumed input data will be stored in\n    the unconsumed_tail attribute.\n\nAfter calling this function, some of the input data may still be\nstored in internal buffers for later processing.\nCall the flush() method to clear these buffers."},
			{Name: "flush", Signature: "($self, length=16384, /)", Func: decompressorFlush, Flags: py.Slow, Doc: "Return a bytes object containing any remaining decompressed data.\n\n  length\n    the initial size of the output buffer."},
		}, copyMethods("decompression", func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
			d := of(self)
			if d.ended {
				return py.Value{}, py.Errorf(py.ValueError, "Inconsistent stream state")
			}
			n := py.Make[decompressor](&decompressType)
			n.z, n.dict, n.unused, n.tail, n.eof = d.z.Copy(), d.dict, d.unused, d.tail, d.eof
			return py.Ref(n), nil
		})...),
		Getset: []py.Getset{
			{Name: "unused_data", Get: func(t *py.Thread, self py.Value) (py.Value, error) { return py.NewBytes(of(self).unused), nil }},
			{Name: "unconsumed_tail", Get: func(t *py.Thread, self py.Value) (py.Value, error) { return py.NewBytes(of(self).tail), nil }},
			{Name: "eof", Get: func(t *py.Thread, self py.Value) (py.Value, error) { return py.Bool(of(self).eof), nil }},
		},
		Members: []string{"unused_data", "unconsumed_tail", "eof"},
	}
}

func copyMethods(what string, f py.GoFunc) []py.Method {
	return []py.Method{
		{Name: "copy", Signature: "($self, /)", Func: f, Doc: "Return a copy of the " + what + " object."},
		{Name: "__copy__", Signature: "($self, /)", Func: f},
		{Name: "__deepcopy__", Signature: "($self, memo, /)", Func: f},
	}
}

func compressObject(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	var n [5]int
	for i := range n {
		var err error
		if n[i], err = cInt(t, a[i]); err != nil {
			return py.Value{}, err
		}
	}
	var dict []byte
	if a.Given(5) && !a[5].IsNone() {
		var err error
		if dict, err = py.ReadBytes(t, a[5]); err != nil {
			return py.Value{}, err
		}
	}
	c := py.Make[compressor](&compressType)
	if c.d = newDeflater(n[0], n[1], n[2], n[3], n[4]); c.d == nil {
		return py.Value{}, py.Errorf(py.ValueError, "Invalid initialization option")
	}
	if len(dict) > 0 && !c.d.SetDictionary(dict) {
		return py.Value{}, py.Errorf(py.ValueError, "Invalid dictionary")
	}
	return py.Ref(c), nil
}

func compressorCompress(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	b, err := py.GetBuffer(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	defer b.Release()
	c := py.Cast[compressor](self)
	if c.d == nil {
		return py.Value{}, zlibError(t, "Error -2 while compressing data: inconsistent stream state")
	}
	out, err := deflate(t, c.d, b.Bytes, flate.NoFlush)
	if err != nil {
		return py.Value{}, err
	}
	return py.NewBytes(out), nil
}

func compressorFlush(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	mode, err := cInt(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	c := py.Cast[compressor](self)
	switch {
	case mode == int(flate.NoFlush):
		return py.NewBytes(nil), nil
	case c.d == nil || mode < 0 || mode > int(flate.Block):
		return py.Value{}, zlibError(t, "Error -2 while flushing: inconsistent stream state")
	}
	out := c.d.Deflate(nil, flate.Flush(mode))
	if flate.Flush(mode) == flate.Finish {
		c.d = nil
	}
	return py.NewBytes(out), nil
}

// readDict reads a dictionary for decompression.
func readDict(t *py.Thread, v py.Value) ([]byte, error) {
	if !py.IsBuffer(v) {
		return nil, py.Errorf(py.TypeError, "zdict argument must support the buffer protocol")
	}
	return py.ReadBytes(t, v)
}

// setDict gives z the dictionary that it asks for.
func setDict(t *py.Thread, z *flate.Inflater, dict []byte) error {
	if dict == nil {
		return noDict(t)()
	}
	if !z.SetDictionary(dict) {
		return zlibError(t, "Error -3 while setting zdict: invalid input data")
	}
	return nil
}

func decompressObject(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
	wbits, err := cInt(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	d := py.Make[decompressor](&decompressType)
	if d.dict, err = readDict(t, a[1]); err != nil {
		return py.Value{}, err
	}
	if len(d.dict) == 0 {
		d.dict = nil
	}
	if d.z = newInflater(wbits); d.z == nil {
		return py.Value{}, py.Errorf(py.ValueError, "Invalid initialization option")
	}
	if wbits < 0 && d.dict != nil {
		d.z.SetDictionary(d.dict)
	}
	return py.Ref(d), nil
}

// decompress takes in data to at most so many bytes (-1: no limit).
func (d *decompressor) decompress(t *py.Thread, data []byte, most int) ([]byte, error) {
	if d.ended {
		return nil, zlibError(t, "Error -2 while decompressing data: inconsistent stream state")
	}
	if d.eof {
		d.unused = append(d.unused[:len(d.unused):len(d.unused)], data...)
		d.endTail(data)
		return nil, nil
	}
	out, used, status, err := inflate(t, d.z, data, most, func() error { return setDict(t, d.z, d.dict) })
	if err != nil {
		return nil, err
	}
	rest := append([]byte(nil), data[used:]...)
	if status == flate.End {
		d.eof, d.unused = true, rest
		d.endTail(rest)
	} else {
		d.tail = rest
	}
	return out, nil
}

// endTail sets the tail at the end of the stream: what is left if there was a tail
// before, as in CPython.
func (d *decompressor) endTail(rest []byte) {
	if len(d.tail) > 0 {
		d.tail = append([]byte(nil), rest...)
	}
}

func decompressorDecompress(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	b, err := py.GetBuffer(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	defer b.Release()
	most, err := py.ToIndex(t, a[1], py.OverflowError)
	switch {
	case err != nil:
		return py.Value{}, err
	case most < 0:
		return py.Value{}, py.Errorf(py.ValueError, "max_length must be non-negative")
	case most == 0:
		most = -1
	}
	out, err := py.Cast[decompressor](self).decompress(t, b.Bytes, most)
	if err != nil {
		return py.Value{}, err
	}
	return py.NewBytes(out), nil
}

func decompressorFlush(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
	n, err := py.ToIndex(t, a[0], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	if n <= 0 {
		return py.Value{}, py.Errorf(py.ValueError, "length must be greater than zero")
	}
	d := py.Cast[decompressor](self)
	if d.ended {
		return py.NewBytes(nil), nil
	}
	out, err := d.decompress(t, d.tail, -1)
	if err != nil {
		return py.Value{}, err
	}
	d.ended = d.eof
	return py.NewBytes(out), nil
}
