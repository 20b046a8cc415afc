package py

// MappingProxy is a read-only view of a mapping (types.MappingProxyType).
type MappingProxy struct {
	Header
	Mapping Value
}

var mappingProxyType Type

// MappingProxyType is types.MappingProxyType.
var MappingProxyType = &mappingProxyType

// NewMappingProxy returns a read-only view of mapping.
func NewMappingProxy(mapping Value) Value {
	return Ref(&MappingProxy{Header{&mappingProxyType}, mapping})
}

func mappingProxySpec() TypeSpec {
	return TypeSpec{Name: "mappingproxy", Layout: LayoutOf[MappingProxy]()}
}
