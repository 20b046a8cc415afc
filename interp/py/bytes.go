package py

// Bytes is a Python bytes.
type Bytes struct {
	Header
	B []byte
}

// ByteArray is a Python bytearray.
type ByteArray struct {
	Header
	B []byte
	// Exports counts the memoryviews that forbid resizing.
	Exports int
}

var (
	bytesType     Type
	byteArrayType Type
)

// The types of byte strings.
var (
	BytesType     = &bytesType
	ByteArrayType = &byteArrayType
)

// NewBytes returns a bytes object that owns b.
func NewBytes(b []byte) Value { return Ref(&Bytes{Header{&bytesType}, b}) }

// AsBytes returns the contents of a bytes object (subclasses included), which
// must not be changed.
func AsBytes(v Value) ([]byte, bool) {
	t := TypeOf(v)
	if t == &bytesType || t.flags&bytesSub != 0 {
		return Cast[Bytes](v).B, true
	}
	return nil, false
}

func bytesSpec() TypeSpec {
	return TypeSpec{Name: "bytes", Layout: LayoutOf[Bytes](), Flags: bytesSub}
}

func byteArraySpec() TypeSpec {
	return TypeSpec{Name: "bytearray", Layout: LayoutOf[ByteArray](), Flags: Unhashable}
}
