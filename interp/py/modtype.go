package py

import "sync"

var moduleTypes sync.Mutex

// DefineType makes t, so far a zero Type, the built-in type that spec declares;
// a second call does nothing. A module calls it from ModuleSpec.Exec for its own
// types, bases first, so that they cost nothing until it is imported and can be
// named as &t everywhere. Any goroutine may call it; interpreters share the type.
func DefineType(t *Type, spec func() TypeSpec) {
	DefineBuiltins()
	moduleTypes.Lock()
	defer moduleTypes.Unlock()
	if t.typ == nil {
		define(t, spec())
	}
}

// InstanceState is the state that a built-in type's __reduce__ gives: a copy of
// the instance's attributes, or None if it has none.
func InstanceState(v Value) Value { return instanceState(v) }

// UnpackCall turns positional arguments and a **kwargs dict into the form that
// CallSlot takes; the slices are the caller's own.
func UnpackCall(pos []Value, kwargs *Dict) (args, kw []Value) { return unpackKw(pos, kwargs) }
