package zlib

import (
	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/internal/flate"
)

// streamDecompressor is a _ZlibDecompressor: it keeps the input that it has no room
// for.
type streamDecompressor struct {
	py.Header
	z          *flate.Inflater
	dict       []byte
	pending    []byte
	unused     []byte
	eof        bool
	needsInput bool
}

var decompressorType py.Type

func decompressorSpec() py.TypeSpec {
	of := func(v py.Value) *streamDecompressor { return py.Cast[streamDecompressor](v) }
	return py.TypeSpec{
		Name: "zlib._ZlibDecompressor", Layout: py.LayoutOf[streamDecompressor](), Flags: py.NoSubclass,
		Doc:       "Create a decompressor object for decompressing data incrementally.\n\n  wbits = 15\n  zdict\n     The predefined compression dictionary. This is a sequence of bytes\n     (such as a bytes object) containing subsequences that are expected\n     to occur frequently in the data that is to be compressed. Those\n     subsequences that are expected to be most common should come at the\n     end of the dictionary. This must be the same dictionary as used by the\n     compressor that produced the input data.",
		Signature: "(wbits=15, zdict=b'')",
		New: func(t *py.Thread, typ *py.Type, a py.Args) (py.Value, error) {
			wbits, err := cInt(t, a[0])
			if err != nil {
				return py.Value{}, err
			}
			d := py.Make[streamDecompressor](typ)
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
			d.needsInput = true
			return py.Ref(d), nil
		},
		Methods: []py.Method{
			{Name: "decompress", Signature: "($self, /, data, max_length=-1)", Func: func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
				return of(self).decompress(t, a)
			}, Flags: py.Slow, Doc: "Decompress *data*, returning uncompressed data as bytes.\n\nIf *max_length* is nonnegative, returns at most *max_length* bytes\nof decompressed data.  If this limit is reached and further output\ncan be produced, *self.needs_input* will be set to ``False``.  In\nthis case, the next call to *decompress()* may provide *data* as b''\nto obtain more of the output.\n\nIf all of the input data was decompressed and returned (either\nbecause this was less than *max_length* bytes, or because\n*max_length* was negative), *self.needs_input* will be set to True.\n\nAttempting to decompress data after the end of stream is reached\nraises an EOFError.  Any data found after the end of the stream is\nignored and saved in the unused_data attribute."},
		},
		Getset: []py.Getset{
			{Name: "eof", Doc: "True if the end-of-stream marker has been reached.", Get: func(t *py.Thread, self py.Value) (py.Value, error) { return py.Bool(of(self).eof), nil }},
			{Name: "unused_data", Doc: "Data found after the end of the compressed stream.", Get: func(t *py.Thread, self py.Value) (py.Value, error) { return py.NewBytes(of(self).unused), nil }},
			{Name: "needs_input", Doc: "True if more input is needed before more decompressed data can be produced.", Get: func(t *py.Thread, self py.Value) (py.Value, error) { return py.Bool(of(self).needsInput), nil }},
		},
		Members: []string{"eof", "unused_data", "needs_input"},
	}
}

func (d *streamDecompressor) decompress(t *py.Thread, a py.Args) (py.Value, error) {
	data, err := py.ReadBytes(t, a[0])
	if err != nil {
		return py.Value{}, err
	}
	most, err := py.ToIndex(t, a[1], py.OverflowError)
	if err != nil {
		return py.Value{}, err
	}
	if d.eof {
		return py.Value{}, py.Errorf(py.EOFError, "End of stream already reached")
	}
	if len(d.pending) > 0 {
		data = append(d.pending[:len(d.pending):len(d.pending)], data...)
	}
	most = max(most, -1)
	out, used, status, err := inflate(t, d.z, data, most, func() error { return setDict(t, d.z, d.dict) })
	if err != nil {
		return py.Value{}, err
	}
	d.pending = nil
	rest := data[used:]
	switch {
	case status == flate.End:
		d.eof, d.needsInput = true, false
		d.unused = append([]byte(nil), rest...)
	case len(rest) > 0 || len(out) == most:
		d.needsInput = false
		d.pending = append([]byte(nil), rest...)
	default:
		d.needsInput = true
	}
	return py.NewBytes(out), nil
}
