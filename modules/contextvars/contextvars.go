// Package contextvars is the module contextvars: variables whose values belong to a
// context, and contexts to run functions in. A thread has a context of its own, which is
// made when a variable is first used in it.
//
// Contexts share the values until one of them changes: a copy costs nothing. Files:
// contextvars.go (the module), context.go, variable.go (ContextVar and Token).
// https://docs.python.org/3.14/library/contextvars.html
package contextvars

import "github.com/gopyrun/gopyrun/interp/py"

// Module returns the declaration of the module contextvars.
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{Name: "contextvars", Source: "import _collections_abc\nfrom _contextvars import Context, ContextVar, Token, copy_context\n\n__all__ = ('Context', 'ContextVar', 'Token', 'copy_context')\n_collections_abc.Mapping.register(Context)\n"}
}

// Native returns the declaration of the module _contextvars.
func Native() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "_contextvars", Doc: "Context Variables",
		Methods: []py.Method{
			{Name: "copy_context", Signature: "($module, /)", Doc: "Return a shallow copy of the current Context object.", Func: func(t *py.Thread, _ py.Value, a py.Args) (py.Value, error) {
				return py.Ref(current(t).copy()), nil
			}},
		},
		Exec: func(t *py.Thread, m *py.Module) error {
			py.DefineType(&contextType, contextSpec)
			py.DefineType(&variableType, variableSpec)
			py.DefineType(&missingType, missingSpec)
			py.DefineType(&tokenType, tokenSpec)
			for _, typ := range []*py.Type{&contextType, &variableType, &tokenType} {
				m.Dict.SetName(typ.Name(), typ.Value())
			}
			return nil
		},
	}
}
