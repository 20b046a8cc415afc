package operator

import (
	"crypto/subtle"

	"github.com/gopyrun/gopyrun/interp/py"
)

// compareDigest is hmac.compare_digest.
// https://docs.python.org/3.14/library/hmac.html#hmac.compare_digest
var compareDigest = py.Method{
	Name: "_compare_digest", Signature: "($module, a, b, /)",
	Doc: "Return 'a == b'.\n\nThis function uses an approach designed to prevent\ntiming analysis, making it appropriate for cryptography.\n\na and b must both be of the same type: either str (ASCII only),\nor any bytes-like object.\n\nNote: If a and b are of different lengths, or if an error occurs,\na timing attack could theoretically reveal information about the\ntypes and lengths of a and b--but not their values.",
	Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
		x, isStr := py.AsStr(a[0])
		if y, ok := py.AsStr(a[1]); ok && isStr {
			if !x.IsASCII() || !y.IsASCII() {
				return py.Value{}, py.Errorf(py.TypeError, "comparing strings with non-ASCII characters is not supported")
			}
			return py.Bool(subtle.ConstantTimeCompare([]byte(x.String()), []byte(y.String())) == 1), nil
		}
		if !py.IsBuffer(a[0]) && !py.IsBuffer(a[1]) {
			return py.Value{}, py.Errorf(py.TypeError, "unsupported operand types(s) or combination of types: '%s' and '%s'", py.TypeOf(a[0]).FullName(), py.TypeOf(a[1]).FullName())
		}
		p, err := py.ReadBytes(t, a[0])
		if err != nil {
			return py.Value{}, err
		}
		q, err := py.ReadBytes(t, a[1])
		if err != nil {
			return py.Value{}, err
		}
		return py.Bool(subtle.ConstantTimeCompare(p, q) == 1), nil
	},
}
