package py

// Buffer is the memory that an object shows to others (PEP 3118), C-contiguous.
// Whoever got one calls Release when done; until then a bytearray cannot be
// resized.
type Buffer struct {
	Bytes    []byte
	ReadOnly bool
	Format   string // of an item, as module struct has it; "B" are plain bytes
	ItemSize int
	Shape    []int // nil means one dimension of len(Bytes)/ItemSize items
	Release  func()
}

func noRelease() {}

// GetBuffer returns the memory of a bytes-like object. The GIL must be held.
func GetBuffer(t *Thread, v Value) (*Buffer, error) {
	if f := TypeOf(v).Buffer; f != nil {
		return f(t, v)
	}
	return nil, Errorf(TypeError, "a bytes-like object is required, not '%s'", TypeOf(v).FullName())
}

// IsBuffer reports whether v is bytes-like.
func IsBuffer(v Value) bool { return TypeOf(v).Buffer != nil }

// ReadBytes returns the contents of a bytes-like object: its memory itself if it
// is a bytes, a copy otherwise. The result must not be changed.
func ReadBytes(t *Thread, v Value) ([]byte, error) {
	if b, ok := AsBytes(v); ok {
		return b, nil
	}
	buf, err := GetBuffer(t, v)
	if err != nil {
		return nil, err
	}
	b := append([]byte(nil), buf.Bytes...)
	buf.Release()
	return b, nil
}

func bytesBuffer(t *Thread, v Value) (*Buffer, error) {
	return &Buffer{Bytes: Cast[Bytes](v).B, ReadOnly: true, Format: "B", ItemSize: 1, Release: noRelease}, nil
}

func byteArrayBuffer(t *Thread, v Value) (*Buffer, error) {
	a := Cast[ByteArray](v)
	a.Exports++
	return &Buffer{Bytes: a.B, Format: "B", ItemSize: 1, Release: func() { a.Exports-- }}, nil
}
