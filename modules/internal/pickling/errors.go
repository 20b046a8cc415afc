package pickling

import "github.com/gopyrun/gopyrun/interp/py"

// Errors are an interpreter's exception classes of module pickle: PickleError,
// PicklingError and UnpicklingError.
type Errors struct{ Base, Pickling, Unpickling *py.Type }

type errorsKey struct{}

// ErrorsOf returns the exception classes of the thread's interpreter. The GIL must
// be held.
func ErrorsOf(t *py.Thread) (*Errors, error) {
	if e, ok := t.Interp.State[errorsKey{}].(*Errors); ok {
		return e, nil
	}
	e := &Errors{}
	for _, c := range []struct {
		to   **py.Type
		name string
	}{{&e.Base, "PickleError"}, {&e.Pickling, "PicklingError"}, {&e.Unpickling, "UnpicklingError"}} {
		base := py.ExceptionType
		if e.Base != nil {
			base = e.Base
		}
		ns := py.NewDict()
		ns.SetName("__module__", py.NewStr("_pickle"))
		cls, err := py.NewClass(t, py.TypeType, c.name, []*py.Type{base}, ns, nil)
		if err != nil {
			return nil, err
		}
		*c.to = cls
	}
	t.Interp.State[errorsKey{}] = e
	return e, nil
}
