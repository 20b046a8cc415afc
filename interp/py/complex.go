package py

import (
	"math"

	"github.com/gopyrun/gopyrun/interp/libm"
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

// AsComplex returns the value of a complex (subclasses included).
func AsComplex(v Value) (complex128, bool) {
	if p, ok := As[Complex](v, &complexType); ok {
		return p.C, true
	}
	return 0, false
}

// complexOperand is an operand of complex arithmetic: a complex, or a real number
// (isReal). fail as in floatOperand.
func complexOperand(t *Thread, v Value) (c complex128, isReal bool, fail Value) {
	if c, ok := AsComplex(v); ok {
		return c, false, Value{}
	}
	f, fail := floatOperand(t, v)
	return complex(f, 0), true, fail
}

// complexBinary makes the slot of an operator from its three forms: mixed
// operands touch only the parts that C99 annex G says.
func complexBinary(cc func(a, b complex128) (complex128, bool), cr func(a complex128, b float64) (complex128, bool), rc func(a float64, b complex128) (complex128, bool)) BinaryFunc {
	return func(t *Thread, a, b Value) Value {
		x, xr, fail := complexOperand(t, a)
		if fail.ref != nil {
			return fail
		}
		y, yr, fail := complexOperand(t, b)
		if fail.ref != nil {
			return fail
		}
		var z complex128
		var ok bool
		switch {
		case yr:
			z, ok = cr(x, real(y))
		case xr:
			z, ok = rc(real(x), y)
		default:
			z, ok = cc(x, y)
		}
		if !ok {
			return t.divisionByZero()
		}
		return NewComplex(z)
	}
}

func complexAdd() BinaryFunc {
	return complexBinary(
		func(a, b complex128) (complex128, bool) { return a + b, true },
		func(a complex128, b float64) (complex128, bool) { return complex(real(a)+b, imag(a)), true },
		func(a float64, b complex128) (complex128, bool) { return complex(a+real(b), imag(b)), true })
}

func complexSubtract() BinaryFunc {
	return complexBinary(
		func(a, b complex128) (complex128, bool) { return a - b, true },
		func(a complex128, b float64) (complex128, bool) { return complex(real(a)-b, imag(a)), true },
		func(a float64, b complex128) (complex128, bool) { return complex(a-real(b), -imag(b)), true })
}

func complexMul() BinaryFunc {
	return complexBinary(
		func(a, b complex128) (complex128, bool) { return cprod(a, b), true },
		func(a complex128, b float64) (complex128, bool) { return complex(real(a)*b, imag(a)*b), true },
		func(a float64, b complex128) (complex128, bool) { return complex(a*real(b), a*imag(b)), true })
}

func complexTrueDiv() BinaryFunc {
	return complexBinary(cquot,
		func(a complex128, b float64) (complex128, bool) {
			return complex(real(a)/b, imag(a)/b), b != 0
		}, rcquot)
}

// unitInf is 1 for an infinity and 0 otherwise, with the sign of x.
func unitInf(x float64) float64 {
	if math.IsInf(x, 0) {
		return math.Copysign(1, x)
	}
	return math.Copysign(0, x)
}

// zeroNaN replaces NaN by zero with its sign.
func zeroNaN(x float64) float64 {
	if math.IsNaN(x) {
		return math.Copysign(0, x)
	}
	return x
}

func isFinite(x float64) bool { return !math.IsInf(x, 0) && !math.IsNaN(x) }

// cprod is a product that recovers infinities (C99 annex G.5.1).
func cprod(x, y complex128) complex128 {
	a, b, c, d := real(x), imag(x), real(y), imag(y)
	ac, bd, ad, bc := a*c, b*d, a*d, b*c
	re, im := ac-bd, ad+bc
	if !math.IsNaN(re) || !math.IsNaN(im) {
		return complex(re, im)
	}
	again := false
	if math.IsInf(a, 0) || math.IsInf(b, 0) {
		a, b, c, d = unitInf(a), unitInf(b), zeroNaN(c), zeroNaN(d)
		again = true
	}
	if math.IsInf(c, 0) || math.IsInf(d, 0) {
		c, d, a, b = unitInf(c), unitInf(d), zeroNaN(a), zeroNaN(b)
		again = true
	}
	if !again && (math.IsInf(ac, 0) || math.IsInf(bd, 0) || math.IsInf(ad, 0) || math.IsInf(bc, 0)) {
		a, b, c, d = zeroNaN(a), zeroNaN(b), zeroNaN(c), zeroNaN(d)
		again = true
	}
	if !again {
		return complex(re, im)
	}
	inf := math.Inf(1)
	return complex(inf*(float64(a*c)-float64(b*d)), inf*(float64(a*d)+float64(b*c)))
}

// cquot is x / y by Smith's method; ok is false for y == 0.
func cquot(x, y complex128) (z complex128, ok bool) {
	a, b, c, d := real(x), imag(x), real(y), imag(y)
	ac, ad := math.Abs(c), math.Abs(d)
	re, im := math.NaN(), math.NaN()
	switch {
	case ac >= ad:
		if ac == 0 {
			return 0, false
		}
		ratio := d / c
		den := c + float64(d*ratio)
		re, im = (a+float64(b*ratio))/den, (b-float64(a*ratio))/den
	case ad >= ac:
		ratio := c / d
		den := float64(c*ratio) + d
		re, im = (float64(a*ratio)+b)/den, (float64(b*ratio)-a)/den
	}
	if math.IsNaN(re) && math.IsNaN(im) {
		if (math.IsInf(a, 0) || math.IsInf(b, 0)) && isFinite(c) && isFinite(d) {
			a, b = unitInf(a), unitInf(b)
			inf := math.Inf(1)
			re, im = inf*(float64(a*c)+float64(b*d)), inf*(float64(b*c)-float64(a*d))
		} else if (math.IsInf(ac, 0) || math.IsInf(ad, 0)) && isFinite(a) && isFinite(b) {
			c, d = unitInf(c), unitInf(d)
			re, im = 0*(float64(a*c)+float64(b*d)), 0*(float64(b*c)-float64(a*d))
		}
	}
	return complex(re, im), true
}

// rcquot is cquot of a real dividend.
func rcquot(a float64, y complex128) (z complex128, ok bool) {
	c, d := real(y), imag(y)
	ac, ad := math.Abs(c), math.Abs(d)
	re, im := math.NaN(), math.NaN()
	switch {
	case ac >= ad:
		if ac == 0 {
			return 0, false
		}
		ratio := d / c
		den := c + float64(d*ratio)
		re, im = a/den, (-a*ratio)/den
	case ad >= ac:
		ratio := c / d
		den := float64(c*ratio) + d
		re, im = (a*ratio)/den, -a/den
	}
	if math.IsNaN(re) && math.IsNaN(im) && isFinite(a) && (math.IsInf(ac, 0) || math.IsInf(ad, 0)) {
		re, im = 0*(a*unitInf(c)), 0*(-a*unitInf(d))
	}
	return complex(re, im), true
}

func complexPow(t *Thread, a, b Value) Value {
	x, _, fail := complexOperand(t, a)
	if fail.ref != nil {
		return fail
	}
	y, _, fail := complexOperand(t, b)
	if fail.ref != nil {
		return fail
	}
	z, ok := cpow(x, y)
	switch {
	case !ok:
		return t.Raise(ZeroDivisionError, "zero to a negative or complex power")
	case math.IsInf(real(z), 0) || math.IsInf(imag(z), 0):
		return t.Raise(OverflowError, "complex exponentiation")
	}
	return NewComplex(z)
}

// cpow is x ** y; ok is false for a zero base with an exponent that needs an
// inverse or an angle.
func cpow(x, y complex128) (z complex128, ok bool) {
	if e := real(y); imag(y) == 0 && e == math.Floor(e) && math.Abs(e) <= 100 {
		n := int(e)
		if n > 0 {
			return cpowInt(x, n), true
		}
		return cquot(1, cpowInt(x, -n))
	}
	if x == 0 {
		return 0, imag(y) == 0 && real(y) >= 0
	}
	abs := libm.Hypot(real(x), imag(x))
	length := libm.Pow(abs, real(y))
	at := libm.Atan2(imag(x), real(x))
	phase := at * real(y)
	if imag(y) != 0 {
		length *= libm.Exp(-at * imag(y))
		phase += float64(imag(y) * libm.Log(abs))
	}
	if math.IsInf(phase, 0) {
		return 0, false // as the domain error of C's cos
	}
	return complex(length*libm.Cos(phase), length*libm.Sin(phase)), true
}

func cpowInt(x complex128, n int) complex128 {
	r := complex(1, 0)
	for p := x; n > 0; n >>= 1 {
		if n&1 != 0 {
			r = cprod(r, p)
		}
		p = cprod(p, p)
	}
	return r
}

func complexPow3(t *Thread, a, b, mod Value) Value {
	if mod.IsNone() {
		return complexPow(t, a, b)
	}
	return t.Raise(ValueError, "complex modulo")
}

func complexNeg(t *Thread, v Value) Value { return NewComplex(-Cast[Complex](v).C) }
func complexPos(t *Thread, v Value) Value { return NewComplex(Cast[Complex](v).C) }

func complexAbs(t *Thread, v Value) Value {
	c := Cast[Complex](v).C
	r := libm.Hypot(real(c), imag(c))
	if math.IsInf(r, 0) && !math.IsInf(real(c), 0) && !math.IsInf(imag(c), 0) {
		return t.Raise(OverflowError, "absolute value too large")
	}
	return Float(r)
}

func complexBool(t *Thread, v Value) (truth, ok bool) { return Cast[Complex](v).C != 0, true }

func complexHash(t *Thread, v Value) (uint64, bool) {
	c := Cast[Complex](v).C
	h := uint64(HashResult(hashFloat(v, real(c)))) + 1000003*uint64(HashResult(hashFloat(v, imag(c))))
	if h == ^uint64(0) {
		h--
	}
	return h, true
}

func complexCompare(t *Thread, a, b Value, op CompareOp) Value {
	if op != EQ && op != NE {
		return NotImplemented
	}
	x := Cast[Complex](a).C
	eq := false
	if y, ok := AsComplex(b); ok {
		eq = x == y
	} else if IsAnyInt(b) {
		eq = imag(x) == 0 && !math.IsNaN(real(x)) && compareFloatInt(real(x), b) == 0
	} else if f, ok := AsFloat(b); ok {
		eq = imag(x) == 0 && real(x) == f
	} else {
		return NotImplemented
	}
	return Bool(eq == (op == EQ))
}

// appendFloatShort appends repr(f) without the ".0" of an integral value.
func appendFloatShort(b []byte, f float64) []byte {
	b = appendFloatRepr(b, f)
	if n := len(b); b[n-1] == '0' && b[n-2] == '.' {
		b = b[:n-2]
	}
	return b
}

// ComplexRepr is repr(c).
func ComplexRepr(c complex128) string {
	var buf [64]byte
	b := buf[:0]
	bare := real(c) == 0 && !math.Signbit(real(c))
	if !bare {
		b = appendFloatShort(append(b, '('), real(c))
		if !math.Signbit(imag(c)) || math.IsNaN(imag(c)) {
			b = append(b, '+')
		}
	}
	b = append(appendFloatShort(b, imag(c)), 'j')
	if !bare {
		b = append(b, ')')
	}
	return string(b)
}

func complexRepr(t *Thread, v Value) Value { return newASCII(ComplexRepr(Cast[Complex](v).C)) }

// complexNew is complex.__new__.
// https://docs.python.org/3.14/library/functions.html#complex
func complexNew(t *Thread, typ *Type, a Args) (Value, error) {
	c, err := complexFromArgs(t, a)
	if err != nil {
		return Value{}, err
	}
	return makeComplex(typ, c), nil
}

func makeComplex(typ *Type, c complex128) Value {
	p := Make[Complex](typ)
	p.C = c
	return Ref(p)
}

func complexFromArgs(t *Thread, a Args) (complex128, error) {
	if !a.Given(0) && !a.Given(1) {
		return 0, nil
	}
	if a.Given(0) && !a.Given(1) {
		if s, ok := AsStr(a[0]); ok {
			c, ok := ParseComplex(asciiNumber(s.s))
			if !ok {
				return 0, Errorf(ValueError, "complex() arg is a malformed string")
			}
			return c, nil
		}
		c, ok, err := toComplex(t, a[0])
		if err == nil && !ok {
			err = Errorf(TypeError, "complex() argument must be a string or a number, not %s", TypeOf(a[0]).FullName())
		}
		return c, err
	}
	var re, im complex128
	for i, p := range [...]*complex128{&re, &im} {
		if !a.Given(i) {
			continue
		}
		c, ok, err := complex128(0), false, error(nil)
		if _, isComplex := AsComplex(a[i]); i == 0 || isComplex {
			c, ok, err = toComplex(t, a[i])
		} else {
			var f float64
			f, ok, err = realNumber(t, a[i])
			c = complex(f, 0)
		}
		if err != nil {
			return 0, err
		}
		if !ok {
			return 0, Errorf(TypeError, "complex() argument '%s' must be a real number, not %s", [...]string{"real", "imag"}[i], TypeOf(a[i]).FullName())
		}
		*p = c
	}
	x, y := real(re), imag(re)
	if _, ok := AsComplex(a[1]); a.Given(1) && ok {
		x -= imag(im)
	}
	if a.Given(1) {
		if y == 0 {
			y = real(im)
		} else {
			y += real(im)
		}
	}
	return complex(x, y), nil
}

// toComplex converts by __complex__, __float__ or __index__; ok is false if v has
// none.
func toComplex(t *Thread, v Value) (c complex128, ok bool, err error) {
	if c, ok := AsComplex(v); ok {
		return c, true, nil
	}
	if !v.IsInt() && !v.IsFloat() {
		if r, found := callSpecial(t, v, nameComplex); found {
			if r.IsError() {
				return 0, true, t.Take()
			}
			c, ok := AsComplex(r)
			if !ok {
				return 0, true, Errorf(TypeError, "__complex__ returned non-complex (type %s)", TypeOf(r).FullName())
			}
			if TypeOf(r) != &complexType {
				if err := warnSubclass(t, "__complex__ returned non-complex", r, "complex"); err != nil {
					return 0, true, err
				}
			}
			return c, true, nil
		}
	}
	f, ok, err := realNumber(t, v)
	return complex(f, 0), ok, err
}

var nameComplex = InternStatic("__complex__")

// ToComplex converts a number as functions of module cmath do.
func ToComplex(t *Thread, v Value) (complex128, error) {
	c, ok, err := toComplex(t, v)
	if err == nil && !ok {
		err = Errorf(TypeError, "must be real number, not %s", TypeOf(v).FullName())
	}
	return c, err
}

// formatComplex is complex.__format__.
func formatComplex(t *Thread, v Value, spec string) (Value, error) {
	if spec == "" {
		return ToStr(t, v)
	}
	f, err := ParseFormatSpec(spec, TypeOf(v), 0, '>')
	if err != nil {
		return Value{}, err
	}
	switch f.Type {
	case 0, 'e', 'E', 'f', 'F', 'g', 'G', 'n':
	default:
		return Value{}, errFormatCode(f.Type, TypeOf(v))
	}
	switch {
	case f.Fill == '0':
		return Value{}, Errorf(ValueError, "Zero padding is not allowed in complex format specifier")
	case f.Align == '=':
		return Value{}, Errorf(ValueError, "'=' alignment flag is not allowed in complex format specifier")
	}
	c := Cast[Complex](v).C
	part := f
	part.Width = -1
	bare, parens := false, false
	if f.Type == 0 {
		bare = real(c) == 0 && !math.Signbit(real(c))
		parens = !bare
		if f.Prec >= 0 {
			part.Type = 'g'
		}
	}
	var b []byte
	if parens {
		b = append(b, '(')
	}
	for i, x := range [...]float64{real(c), imag(c)} {
		if i == 0 && bare {
			continue
		}
		if i == 1 && !bare {
			part.Sign = '+'
		}
		if part.Prec > math.MaxInt32 {
			return Value{}, Errorf(ValueError, "precision too big")
		}
		p := part.floatParts(x)
		if f.Type == 0 && f.Prec < 0 && p.frac == "0" {
			p.frac, p.point = "", f.Alt
		}
		b = part.appendNumber(b, &p)
	}
	b = append(b, 'j')
	if parens {
		b = append(b, ')')
	}
	if err := checkPadding(f.Width); err != nil {
		return Value{}, err
	}
	return finishNumber(f.pad(nil, string(b), len(b))), nil
}

func complexSpec() TypeSpec {
	s := TypeSpec{Name: "complex", TextSignature: "(real=0, imag=0)", Layout: LayoutOf[Complex](),
		Doc: "Create a complex number from a string or numbers.\n\nIf a string is given, parse it as a complex number.\nIf a single number is given, convert it to a complex number.\nIf the 'real' or 'imag' arguments are given, create a complex number\nwith the specified real and imaginary components.",
		Slots: Slots{
			Repr: complexRepr, Hash: complexHash, Compare: complexCompare, Bool: complexBool,
			Pow: complexPow3, Neg: complexNeg, Pos: complexPos, Abs: complexAbs,
		},
		Signature: "(real=<unrepresentable>, imag=<unrepresentable>)", New: complexNew,
		Methods: []Method{
			formatMethod(formatComplex),
			{"conjugate", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
				c := Cast[Complex](self).C
				return NewComplex(complex(real(c), -imag(c))), nil
			}, 0, "Return the complex conjugate of its argument. (3-4j).conjugate() == 3+4j."},
			{"__complex__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
				return complexPos(t, self), nil
			}, 0, "Convert this value to exact type complex."},
			{"__getnewargs__", "($self, /)", func(t *Thread, self Value, a Args) (Value, error) {
				c := Cast[Complex](self).C
				return NewTuple(Float(real(c)), Float(imag(c))), nil
			}, 0, ""},
			{"from_number", "($type, number, /)", func(t *Thread, self Value, a Args) (Value, error) {
				typ := Cast[Type](self)
				if TypeOf(a[0]) == &complexType && typ == &complexType {
					return a[0], nil
				}
				c, err := ToComplex(t, a[0])
				if err != nil {
					return Value{}, err
				}
				if typ == &complexType {
					return NewComplex(c), nil
				}
				return Call(t, self, NewComplex(c))
			}, Class, "Convert number to a complex floating-point number."},
		},
		Members: []string{"real", "imag"},
		Getset: []Getset{
			{Name: "real", Get: func(t *Thread, self Value) (Value, error) { return Float(real(Cast[Complex](self).C)), nil }, Doc: "the real part of a complex number"},
			{Name: "imag", Get: func(t *Thread, self Value) (Value, error) { return Float(imag(Cast[Complex](self).C)), nil }, Doc: "the imaginary part of a complex number"},
		},
	}
	s.Slots.Binary = [NumBinaryOps]BinaryFunc{
		OpAdd: complexAdd(), OpSub: complexSubtract(), OpMul: complexMul(), OpTrueDiv: complexTrueDiv(), OpPow: complexPow,
	}
	return s
}
