package py

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"github.com/gopyrun/gopyrun/interp/host"
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
	// AtAttr says that the instruction failed to find an attribute, before it
	// called it.
	AtAttr bool
	odd    int64 // what tb_lasti has beyond twice Lasti, in a traceback made by hand
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
	if a := e.Args.Items; len(a) >= 2 && a[0].IsInt() && a[1].IsStr() && e.typ.IsSubtype(OSError) {
		return fmt.Sprintf("%s: [Errno %d] %s", name, a[0].Int64(), Cast[Str](a[1]).s)
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
	if c := typ.exc; c != nil && c.members != nil {
		c.members(e)
	}
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

// setExc makes e pending, chained to the exception being handled unless it has a
// context already: it may be on its way through Go code.
func (t *Thread) setExc(e *Exception) {
	if t.Handled != nil && e.Context == nil {
		t.chain(e)
	}
	t.Exc = e
}

// chain makes the exception being handled the context of e, which is being raised.
func (t *Thread) chain(e *Exception) {
	if h := t.Handled; h != nil && h != e && e.Context != h {
		// Break a cycle that the new link would close, as CPython does; slow runs at
		// half speed to notice one that is there already.
		for o, slow, n := h, h, 1; o.Context != nil; n++ {
			if o.Context == e {
				o.Context = nil
				break
			}
			if o = o.Context; o == slow {
				break
			}
			if n&1 == 0 {
				slow = slow.Context
			}
		}
		e.Context = h
	}
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
	var he *host.Error
	if errors.As(err, &he) {
		return hostOSError(he, filename)
	}
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

// hostOSError is NewOSError of a Host's error. filename replaces the path that it
// carries.
func hostOSError(e *host.Error, filename Value) *Exception {
	args := []Value{Int(int64(e.Errno)), NewStr(DecodeFS(e.Text))}
	if filename.ref == nil && e.Path != "" {
		filename = NewStr(DecodeFS(e.Path))
	}
	if filename.ref != nil {
		args = append(args, filename)
		if e.Path2 != "" {
			args = append(args, None, NewStr(DecodeFS(e.Path2)))
		}
	}
	return NewException(osErrorType(int(e.Errno)), args...)
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

// Instantiate makes an exception of cls, an exception class, by calling it.
func Instantiate(t *Thread, cls Value, args ...Value) (*Exception, error) {
	v, err := Call(t, cls, args...)
	if err != nil {
		return nil, err
	}
	e, ok := AsException(v)
	if !ok {
		return nil, Errorf(TypeError, "calling %s should have returned an instance of BaseException, not %s", reprOrType(t, cls), TypeOf(v).FullName())
	}
	return e, nil
}

func reprOrType(t *Thread, v Value) string {
	s, err := ReprString(t, v)
	if err != nil {
		return TypeOf(v).FullName()
	}
	return s
}

// isExceptionClass reports whether v is a class derived from BaseException.
func isExceptionClass(v Value) bool {
	return TypeOf(v).flags&typeSub != 0 && Cast[Type](v).flags&excSub != 0
}

// RaiseOperation is the raise statement: exc is an exception or a class of them;
// cause is the operand of from, unbound without one. It always returns Error.
// https://docs.python.org/3.14/reference/simple_stmts.html#raise
func RaiseOperation(t *Thread, exc, cause Value) Value {
	var e *Exception
	var err error
	if isExceptionClass(exc) {
		if e, err = Instantiate(t, exc); err != nil {
			return t.Fail(err)
		}
	} else if x, ok := AsException(exc); ok {
		e = x
	} else {
		return t.Raise(TypeError, "exceptions must derive from BaseException")
	}
	if cause.ref != nil {
		var c *Exception
		switch {
		case cause.IsNone():
		case isExceptionClass(cause):
			if c, err = Instantiate(t, cause); err != nil {
				return t.Fail(err)
			}
		default:
			x, ok := AsException(cause)
			if !ok {
				return t.Raise(TypeError, "exception causes must derive from BaseException")
			}
			c = x
		}
		e.Cause, e.SuppressContext = c, true
	}
	t.chain(e)
	t.Exc = e
	return Error
}

// ExceptionMatches is the test of an except clause: cls is a class or a tuple of
// classes.
func ExceptionMatches(t *Thread, e *Exception, cls Value) (bool, error) {
	if isExceptionClass(cls) {
		return e.typ.IsSubtype(Cast[Type](cls)), nil
	}
	tup, ok := AsTuple(cls)
	if !ok {
		return false, errCatch()
	}
	hit := false
	for _, c := range tup.Items {
		if !isExceptionClass(c) {
			return false, errCatch()
		}
		hit = hit || e.typ.IsSubtype(Cast[Type](c))
	}
	return hit, nil
}

func errCatch() error {
	return Errorf(TypeError, "catching classes that do not inherit from BaseException is not allowed")
}

// EndOfIteration returns the StopIteration for an iterator whose Next has just
// reported its end.
func (t *Thread) EndOfIteration() error { return t.stopIteration() }
