package vm

import (
	"github.com/gopyrun/gopyrun/interp/internal/op"
	"github.com/gopyrun/gopyrun/interp/py"
)

// intrinsic runs INTRINSIC on the registers from p on.
func intrinsic(t *py.Thread, which int32, p *py.Value) (py.Value, error) {
	str := func() *py.Str { return py.Cast[py.Str](*p) }
	switch which {
	case op.IntrinsicTypeVar:
		return py.NewTypeVar(str(), *at(p, 1), py.Value{}, *at(p, 2)), nil
	case op.IntrinsicConstrained:
		return py.NewTypeVar(str(), py.Value{}, *at(p, 1), *at(p, 2)), nil
	case op.IntrinsicParamSpec:
		return py.NewParamSpec(str(), *at(p, 2)), nil
	case op.IntrinsicTypeVarTuple:
		return py.NewTypeVarTuple(str(), *at(p, 2)), nil
	case op.IntrinsicTypeAlias:
		return py.NewTypeAlias(t, str(), *at(p, 1), *at(p, 2)), nil
	case op.IntrinsicGeneric:
		return py.Generic(t, py.Cast[py.Tuple](*p))
	case op.IntrinsicTemplate:
		return py.NewTemplate(py.Cast[py.List](*p).Items), nil
	case op.IntrinsicInterpolation:
		return py.NewInterpolation(*p, *at(p, 1), *at(p, 2), *at(p, 3)), nil
	}
	return py.Value{}, py.Errorf(py.SystemError, "unknown intrinsic %d", which)
}
