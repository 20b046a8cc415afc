// Package py is the object model of gopyrun: values, types, slots, the
// argument binder, exceptions, code objects, threads and interpreter state.
//
// It may be imported by the virtual machine, the compiler and every module; it
// imports none of them. Behaviour that needs the virtual machine (running a
// Python function, compiling source, importing) comes in through the Engine
// interface that an Interp holds.
//
// Read value.go first (what a Value is), then type.go (types and their slots),
// object.go (instances and shapes), call.go and signature.go (how a call
// reaches a Go function), thread.go and code.go (what runs).
//
// # Conventions
//
// Every function that takes a *Thread must be called by the goroutine that owns
// that thread while it holds the interpreter's GIL, unless its comment says
// otherwise.
//
// Slots (the function fields of Slots) use the hot convention: an exception is
// stored in the Thread and the result is the sentinel Error, or false in the
// last result. Everything else, methods of built-in types and functions of
// modules included, is idiomatic Go and returns (Value, error); the error is
// normally an *Exception. Thread.Raise and Thread.Fail go from the second
// convention to the first, Thread.Take goes back.
package py
