package py

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
)

// Exception is a Python exception object. It is also the error that Go functions
// of types and modules return.
type Exception struct {
	Header
	Inst
	Args            *Tuple
	Traceback       *Traceback
	Cause           *Exception
	Context         *Exception
	SuppressContext bool
	// Members are the fields that the class adds (OSError.errno, KeyError none,
	// StopIteration.value …), in the order of its exceptionFields row. Unset ones
	// are unbound and read as None.
	Members []Value
}

// Traceback is one entry of a traceback: where a frame was when the exception
// passed through it. Next leads towards the raise.
type Traceback struct {
	Header
	Next  *Traceback
	Frame *FrameObject
	Lasti int // instruction index
	Line  int
}

// Error returns "TypeName: message", as the last line of a traceback.
func (e *Exception) Error() string {
	name := e.typ.Name()
	if len(e.Args.Items) == 0 {
		return name
	}
	if s, ok := AsStr(e.Args.Items[0]); ok && len(e.Args.Items) == 1 {
		return name + ": " + s.s
	}
	return name + ": " + fmt.Sprint(len(e.Args.Items)) + " arguments"
}

// Type returns the exception's class.
func (e *Exception) Type() *Type { return e.typ }

// Value returns e as a Python object.
func (e *Exception) Value() Value { return Ref(e) }

// AsException returns v as an *Exception if it is an exception instance.
func AsException(v Value) (*Exception, bool) {
	if TypeOf(v).flags&excSub != 0 {
		return Cast[Exception](v), true
	}
	return nil, false
}

// NewException makes an exception of typ with the given args, without running
// Python code: for classes of Python code use Instantiate.
func NewException(typ *Type, args ...Value) *Exception {
	e := Make[Exception](typ)
	e.Args = MakeTuple(args)
	initExceptionMembers(e)
	return e
}

// Errorf returns an exception of typ with a formatted message, as an error.
func Errorf(typ *Type, format string, args ...any) error {
	msg := format
	if len(args) > 0 {
		msg = fmt.Sprintf(format, args...)
	}
	return NewException(typ, NewStr(msg))
}

// Raise sets the thread's exception to typ with a formatted message and returns
// Error.
func (t *Thread) Raise(typ *Type, format string, args ...any) Value {
	t.setExc(Errorf(typ, format, args...).(*Exception))
	return Error
}

// Fail sets the thread's exception from a Go error and returns Error. Errors that
// are not exceptions become OSError where they carry an errno, SystemError
// otherwise.
func (t *Thread) Fail(err error) Value {
	t.setExc(ToException(err))
	return Error
}

// RaiseException sets the thread's exception to e and returns Error.
func (t *Thread) RaiseException(e *Exception) Value {
	t.setExc(e)
	return Error
}

// setExc makes e pending, chained to the exception being handled.
func (t *Thread) setExc(e *Exception) {
	if h := t.Handled; h != nil && h != e && e.Context == nil {
		// Break a cycle that the new link would close, as CPython does.
		for o, n := h, 0; o.Context != nil && n < 10000; n++ {
			if o.Context == e {
				o.Context = nil
				break
			}
			o = o.Context
		}
		e.Context = h
	}
	t.Exc = e
}

// Take clears the pending exception and returns it as an error. It must only be
// called when a slot has failed.
func (t *Thread) Take() error {
	e := t.Exc
	t.Exc = nil
	if e == nil {
		return Errorf(SystemError, "error return without exception set")
	}
	return e
}

// Result turns the result of a slot into the (Value, error) convention.
func (t *Thread) Result(v Value) (Value, error) {
	if v.IsError() {
		return Value{}, t.Take()
	}
	return v, nil
}

// ToException returns err as an exception.
func ToException(err error) *Exception {
	var e *Exception
	if errors.As(err, &e) {
		return e
	}
	if o := NewOSError(err, Value{}); o != nil {
		return o
	}
	return NewException(SystemError, NewStr(err.Error()))
}

// NewOSError returns the OSError, of the subclass for its errno, that an error of
// the operating system stands for, or nil if err carries no errno. filename may
// be unbound.
func NewOSError(err error, filename Value) *Exception {
	var errno syscall.Errno
	if !errors.As(err, &errno) {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			errno = syscall.ENOENT
		case errors.Is(err, fs.ErrPermission):
			errno = syscall.EACCES
		case errors.Is(err, fs.ErrExist):
			errno = syscall.EEXIST
		case errors.Is(err, fs.ErrClosed):
			errno = syscall.EBADF
		default:
			return nil
		}
	}
	args := []Value{Int(int64(errno)), NewStr(strerror(errno))}
	if filename.ref != nil {
		args = append(args, filename)
	}
	return NewException(osErrorType(int(errno)), args...)
}

// Matches reports whether the error is an exception of type typ or a subtype.
func Matches(err error, typ *Type) bool {
	var e *Exception
	return errors.As(err, &e) && e.typ.IsSubtype(typ)
}

// ExcMatches reports whether the pending exception is of type typ.
func (t *Thread) ExcMatches(typ *Type) bool {
	return t.Exc != nil && t.Exc.typ.IsSubtype(typ)
}

func (t *Thread) raiseAttribute(v Value, name *Str) {
	if m, ok := As[Module](v, &moduleType); ok {
		m.raiseAttribute(t, name)
		return
	}
	if tt, ok := As[Type](v, &typeType); ok {
		t.raiseAttributeMsg(v, name, "type object '%s' has no attribute '%s'", tt.Name(), name.s)
		return
	}
	t.raiseAttributeMsg(v, name, "'%s' object has no attribute '%s'", TypeOf(v).FullName(), name.s)
}

// raiseAttributeMsg raises AttributeError with its name and obj members set.
func (t *Thread) raiseAttributeMsg(v Value, name *Str, format string, args ...any) {
	e := Errorf(AttributeError, format, args...).(*Exception)
	e.Members = []Value{Ref(name), v}
	t.setExc(e)
}

// RaiseName raises NameError with its name member set.
func (t *Thread) RaiseName(typ *Type, name *Str, format string, args ...any) Value {
	e := Errorf(typ, format, args...).(*Exception)
	e.Members = []Value{Ref(name)}
	t.setExc(e)
	return Error
}
