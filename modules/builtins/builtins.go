// Package builtins is the module builtins: the built-in functions, and the names
// of the built-in types, exceptions and constants.
//
// The functions are one table per topic: numbers.go, iteration.go, attributes.go,
// text.go (print and its like), code.go (compile, eval, import …). Only the index
// of modules imports this package.
// https://docs.python.org/3.14/library/functions.html
package builtins

import (
	"slices"

	"github.com/gopyrun/gopyrun/interp/py"
)

// Module returns the declaration of the module.
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "builtins",
		Doc: "Built-in functions, types, exceptions, and other objects.\n\n" +
			"This module provides direct access to all 'built-in'\n" +
			"identifiers of Python; for example, builtins.len is\n" +
			"the full name for the built-in function len().",
		Methods: slices.Concat(numberMethods(), iterationMethods(), attributeMethods(), textMethods(), codeMethods()),
		Exec:    exec,
	}
}

func exec(t *py.Thread, m *py.Module) error {
	d := m.Dict
	d.SetName("None", py.None)
	d.SetName("Ellipsis", py.Ellipsis)
	d.SetName("NotImplemented", py.NotImplemented)
	d.SetName("False", py.False)
	d.SetName("True", py.True)
	for _, typ := range types() {
		d.SetName(typ.Name(), typ.Value())
	}
	d.SetName("__debug__", py.Bool(t.Interp.Flags.Optimize == 0))
	for _, typ := range py.ExceptionTypes() {
		d.SetName(typ.Name(), typ.Value())
	}
	d.SetName("EnvironmentError", py.OSError.Value())
	d.SetName("IOError", py.OSError.Value())
	siteNames(t, d)
	return nil
}

func types() []*py.Type {
	return []*py.Type{
		py.BoolType, py.ByteArrayType, py.BytesType, py.MemoryViewType, py.ClassMethodType, py.ComplexType,
		py.DictType, py.EnumerateType, py.FilterType, py.FloatType, py.FrozenSetType,
		py.PropertyType, py.IntType, py.ListType, py.MapType, py.ObjectType, py.RangeType,
		py.ReversedType, py.SetType, py.SliceType, py.StaticMethodType, py.StrType,
		py.SuperType, py.TupleType, py.TypeType, py.ZipType,
	}
}
