package py

// GenericAlias is a parametrised built-in generic type such as list[int].
// https://docs.python.org/3.14/library/stdtypes.html#types-genericalias
type GenericAlias struct {
	Header
	Origin  Value
	Args    *Tuple
	params  *Tuple // nil until computed
	Starred bool
}

var genericAliasType Type

// GenericAliasType is types.GenericAlias.
var GenericAliasType = &genericAliasType

// NewGenericAlias returns origin[args].
func NewGenericAlias(origin, args Value) Value {
	tup, ok := AsTuple(args)
	if !ok {
		tup = MakeTuple([]Value{args})
	}
	return Ref(&GenericAlias{Header: Header{&genericAliasType}, Origin: origin, Args: tup})
}

// classGetItem implements __class_getitem__ of the built-in generic types.
func classGetItem(t *Thread, self Value, a Args) (Value, error) {
	return NewGenericAlias(self, a[0]), nil
}

func genericAliasSpec() TypeSpec {
	return TypeSpec{Name: "types.GenericAlias", Layout: LayoutOf[GenericAlias]()}
}
