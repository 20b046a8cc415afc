package py

var (
	setType       Type
	frozenSetType Type
)

// The set types.
var (
	SetType       = &setType
	FrozenSetType = &frozenSetType
)

// Set is a Python set or frozenset.
type Set struct {
	Header
}

func setSpec() TypeSpec {
	return TypeSpec{Name: "set", Layout: LayoutOf[Set](), Flags: Unhashable}
}

func frozenSetSpec() TypeSpec {
	return TypeSpec{Name: "frozenset", Layout: LayoutOf[Set]()}
}
