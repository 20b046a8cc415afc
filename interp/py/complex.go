package py

import (
	"math"
	"math/cmplx"
)

var complexType Type

// ComplexType is the type complex.
var ComplexType = &complexType

// Complex is a Python complex.
type Complex struct {
	Header
	C complex128
}

// NewComplex returns a complex.
func NewComplex(c complex128) Value { return Ref(&Complex{Header{&complexType}, c}) }

func complexPow(t *Thread, a, b Value) Value {
	x, y := Cast[Complex](a).C, Cast[Complex](b).C
	_ = math.Pi
	return NewComplex(cmplx.Pow(x, y))
}

func complexSpec() TypeSpec {
	return TypeSpec{Name: "complex", Layout: LayoutOf[Complex]()}
}
