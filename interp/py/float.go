package py

// FloatObject is an instance of a subclass of float. Floats of exact type float
// are held in the Value itself.
type FloatObject struct {
	Header
	F float64
}

var (
	floatType   Type
	complexType Type
)

// FloatType is the type float, ComplexType the type complex.
var (
	FloatType   = &floatType
	ComplexType = &complexType
)

// Complex is a Python complex.
type Complex struct {
	Header
	C complex128
}

// NewComplex returns a complex.
func NewComplex(c complex128) Value { return Ref(&Complex{Header{&complexType}, c}) }

// AsFloat returns the value of a float (subclasses included).
func AsFloat(v Value) (float64, bool) {
	if v.IsFloat() {
		return v.Float64(), true
	}
	if TypeOf(v).flags&floatSub != 0 {
		return Cast[FloatObject](v).F, true
	}
	return 0, false
}

func floatSpec() TypeSpec {
	return TypeSpec{Name: "float", Layout: LayoutOf[FloatObject](), Flags: floatSub}
}

func complexSpec() TypeSpec {
	return TypeSpec{Name: "complex", Layout: LayoutOf[Complex]()}
}
