package py

// TextWriter is what the Go struct of a text file offers to print: writing
// without a method call. WriteString writes s as the file's write() would, and
// WriteBytes the UTF-8 (or WTF-8) in b, which it does not keep.
type TextWriter interface {
	WriteString(t *Thread, s string) error
	WriteBytes(t *Thread, b []byte) error
}

// TextWriterOf returns the TextWriter behind v, or nil. Types register the way
// from their instances to it in Interp.TextWriters; subclasses of Python code,
// which may override write, are not served.
func (in *Interp) TextWriterOf(v Value) TextWriter {
	if f := in.TextWriters[TypeOf(v)]; f != nil {
		return f(v)
	}
	return nil
}
