package compile

import (
	"math"
	"math/big"

	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/interp/syntax"
)

// patternNumber is the value of a number in a pattern: whole, or f.
type patternNumber struct {
	whole   *big.Int
	f       complex128
	complex bool
}

// number evaluates a literal number, signed or complex, as patterns have them.
func number(e syntax.Expr) (n patternNumber, ok bool) {
	switch e := e.(type) {
	case *syntax.Constant:
		switch e.Kind {
		case syntax.ConstInt:
			return patternNumber{whole: big.NewInt(e.Int)}, true
		case syntax.ConstBigInt:
			return patternNumber{whole: e.Big}, true
		case syntax.ConstFloat:
			return patternNumber{f: complex(e.Float, 0)}, true
		case syntax.ConstComplex:
			return patternNumber{f: complex(0, e.Float), complex: true}, true
		}
	case *syntax.UnaryOp:
		if n, ok = number(e.Operand); !ok || e.Op != syntax.USub {
			return n, false
		}
		if n.whole != nil {
			n.whole = new(big.Int).Neg(n.whole)
		} else if n.f = -n.f; !n.complex {
			n.f = complex(real(n.f), 0)
		}
		return n, true
	case *syntax.BinOp:
		left, ok := number(e.Left)
		right, ok2 := number(e.Right)
		if !ok || !ok2 || !right.complex {
			return n, false
		}
		re := real(left.f)
		if left.whole != nil {
			re, _ = new(big.Float).SetInt(left.whole).Float64()
		}
		im := imag(right.f)
		if e.Op == syntax.Sub {
			im = -im
		}
		return patternNumber{f: complex(re, im), complex: true}, true
	}
	return n, false
}

// patternKey returns a text that two keys of a mapping pattern have in common if they
// are equal, and the repr of the key; ok is false if the key is not a constant.
func patternKey(e syntax.Expr) (key, repr string, ok bool) {
	if c, isConst := e.(*syntax.Constant); isConst {
		switch c.Kind {
		case syntax.ConstNone:
			return "none", "None", true
		case syntax.ConstTrue:
			return "n1", "True", true
		case syntax.ConstFalse:
			return "n0", "False", true
		case syntax.ConstStr:
			return "s" + c.Str, py.QuoteStr(c.Str), true
		case syntax.ConstBytes:
			return "b" + c.Str, py.QuoteBytes([]byte(c.Str)), true
		}
	}
	n, ok := number(e)
	switch {
	case !ok:
		return "", "", false
	case n.whole != nil:
		repr = n.whole.String()
		return "n" + repr, repr, true
	case n.complex:
		repr = py.ComplexRepr(n.f)
	default:
		repr = py.FloatRepr(real(n.f))
	}
	if re := real(n.f); imag(n.f) == 0 && re == math.Trunc(re) && !math.IsInf(re, 0) {
		whole, _ := big.NewFloat(re).Int(nil)
		return "n" + whole.String(), repr, true
	}
	return "f" + py.ComplexRepr(n.f), repr, true
}
