package py

import "syscall"

// The exception classes. excTable below gives each its base and the members that
// it adds; https://docs.python.org/3.14/library/exceptions.html#exception-hierarchy
var (
	baseExceptionType Type

	BaseException             = &baseExceptionType
	BaseExceptionGroup        = new(Type)
	GeneratorExit             = new(Type)
	KeyboardInterrupt         = new(Type)
	SystemExit                = new(Type)
	ExceptionType             = new(Type)
	ArithmeticError           = new(Type)
	FloatingPointError        = new(Type)
	OverflowError             = new(Type)
	ZeroDivisionError         = new(Type)
	AssertionError            = new(Type)
	AttributeError            = new(Type)
	BufferError               = new(Type)
	EOFError                  = new(Type)
	ExceptionGroup            = new(Type)
	ImportError               = new(Type)
	ModuleNotFoundError       = new(Type)
	LookupError               = new(Type)
	IndexError                = new(Type)
	KeyError                  = new(Type)
	MemoryError               = new(Type)
	NameError                 = new(Type)
	UnboundLocalError         = new(Type)
	OSError                   = new(Type)
	BlockingIOError           = new(Type)
	ChildProcessError         = new(Type)
	ConnectionError           = new(Type)
	BrokenPipeError           = new(Type)
	ConnectionAbortedError    = new(Type)
	ConnectionRefusedError    = new(Type)
	ConnectionResetError      = new(Type)
	FileExistsError           = new(Type)
	FileNotFoundError         = new(Type)
	InterruptedError          = new(Type)
	IsADirectoryError         = new(Type)
	NotADirectoryError        = new(Type)
	PermissionError           = new(Type)
	ProcessLookupError        = new(Type)
	TimeoutError              = new(Type)
	ReferenceError            = new(Type)
	RuntimeError              = new(Type)
	NotImplementedError       = new(Type)
	PythonFinalizationError   = new(Type)
	RecursionError            = new(Type)
	StopAsyncIteration        = new(Type)
	StopIteration             = new(Type)
	SyntaxError               = new(Type)
	IndentationError          = new(Type)
	TabError                  = new(Type)
	IncompleteInputError      = new(Type)
	SystemError               = new(Type)
	TypeError                 = new(Type)
	ValueError                = new(Type)
	UnicodeError              = new(Type)
	UnicodeDecodeError        = new(Type)
	UnicodeEncodeError        = new(Type)
	UnicodeTranslateError     = new(Type)
	Warning                   = new(Type)
	BytesWarning              = new(Type)
	DeprecationWarning        = new(Type)
	EncodingWarning           = new(Type)
	FutureWarning             = new(Type)
	ImportWarning             = new(Type)
	PendingDeprecationWarning = new(Type)
	ResourceWarning           = new(Type)
	RuntimeWarning            = new(Type)
	SyntaxWarning             = new(Type)
	UnicodeWarning            = new(Type)
	UserWarning               = new(Type)
)

// excRow is one row of the exception table.
type excRow struct {
	typ    *Type
	name   string
	base   *Type
	fields []string // members beyond the base's
	doc    string
}

// excTable lists the exception classes, bases first.
func excTable() []excRow {
	return []excRow{
		{BaseExceptionGroup, "BaseExceptionGroup", BaseException, []string{"message", "exceptions"}, "A combination of multiple unrelated exceptions."},
		{GeneratorExit, "GeneratorExit", BaseException, nil, "Request that a generator exit."},
		{KeyboardInterrupt, "KeyboardInterrupt", BaseException, nil, "Program interrupted by user."},
		{SystemExit, "SystemExit", BaseException, []string{"code"}, "Request to exit from the interpreter."},
		{ExceptionType, "Exception", BaseException, nil, "Common base class for all non-exit exceptions."},
		{ExceptionGroup, "ExceptionGroup", BaseExceptionGroup, nil, ""},
		{ArithmeticError, "ArithmeticError", ExceptionType, nil, "Base class for arithmetic errors."},
		{FloatingPointError, "FloatingPointError", ArithmeticError, nil, "Floating-point operation failed."},
		{OverflowError, "OverflowError", ArithmeticError, nil, "Result too large to be represented."},
		{ZeroDivisionError, "ZeroDivisionError", ArithmeticError, nil, "Second argument to a division or modulo operation was zero."},
		{AssertionError, "AssertionError", ExceptionType, nil, "Assertion failed."},
		{AttributeError, "AttributeError", ExceptionType, []string{"name", "obj"}, "Attribute not found."},
		{BufferError, "BufferError", ExceptionType, nil, "Buffer error."},
		{EOFError, "EOFError", ExceptionType, nil, "Read beyond end of file."},
		{ImportError, "ImportError", ExceptionType, []string{"msg", "name", "path", "name_from"}, "Import can't find module, or can't find name in module."},
		{ModuleNotFoundError, "ModuleNotFoundError", ImportError, nil, "Module not found."},
		{LookupError, "LookupError", ExceptionType, nil, "Base class for lookup errors."},
		{IndexError, "IndexError", LookupError, nil, "Sequence index out of range."},
		{KeyError, "KeyError", LookupError, nil, "Mapping key not found."},
		{MemoryError, "MemoryError", ExceptionType, nil, "Out of memory."},
		{NameError, "NameError", ExceptionType, []string{"name"}, "Name not found globally."},
		{UnboundLocalError, "UnboundLocalError", NameError, nil, "Local name referenced but not bound to a value."},
		{OSError, "OSError", ExceptionType, []string{"errno", "strerror", "filename", "filename2", "characters_written"}, "Base class for I/O related errors."},
		{BlockingIOError, "BlockingIOError", OSError, nil, "I/O operation would block."},
		{ChildProcessError, "ChildProcessError", OSError, nil, "Child process error."},
		{ConnectionError, "ConnectionError", OSError, nil, "Connection error."},
		{BrokenPipeError, "BrokenPipeError", ConnectionError, nil, "Broken pipe."},
		{ConnectionAbortedError, "ConnectionAbortedError", ConnectionError, nil, "Connection aborted."},
		{ConnectionRefusedError, "ConnectionRefusedError", ConnectionError, nil, "Connection refused."},
		{ConnectionResetError, "ConnectionResetError", ConnectionError, nil, "Connection reset."},
		{FileExistsError, "FileExistsError", OSError, nil, "File already exists."},
		{FileNotFoundError, "FileNotFoundError", OSError, nil, "File not found."},
		{InterruptedError, "InterruptedError", OSError, nil, "Interrupted by signal."},
		{IsADirectoryError, "IsADirectoryError", OSError, nil, "Operation doesn't work on directories."},
		{NotADirectoryError, "NotADirectoryError", OSError, nil, "Operation only works on directories."},
		{PermissionError, "PermissionError", OSError, nil, "Not enough permissions."},
		{ProcessLookupError, "ProcessLookupError", OSError, nil, "Process not found."},
		{TimeoutError, "TimeoutError", OSError, nil, "Timeout expired."},
		{ReferenceError, "ReferenceError", ExceptionType, nil, "Weak ref proxy used after referent went away."},
		{RuntimeError, "RuntimeError", ExceptionType, nil, "Unspecified run-time error."},
		{NotImplementedError, "NotImplementedError", RuntimeError, nil, "Method or function hasn't been implemented yet."},
		{PythonFinalizationError, "PythonFinalizationError", RuntimeError, nil, "Operation blocked during Python finalization."},
		{RecursionError, "RecursionError", RuntimeError, nil, "Recursion limit exceeded."},
		{StopAsyncIteration, "StopAsyncIteration", ExceptionType, nil, "Signal the end from iterator.__anext__()."},
		{StopIteration, "StopIteration", ExceptionType, []string{"value"}, "Signal the end from iterator.__next__()."},
		{SyntaxError, "SyntaxError", ExceptionType, []string{"msg", "filename", "lineno", "offset", "text", "end_lineno", "end_offset", "print_file_and_line", "_metadata"}, "Invalid syntax."},
		{IndentationError, "IndentationError", SyntaxError, nil, "Improper indentation."},
		{TabError, "TabError", IndentationError, nil, "Improper mixture of spaces and tabs."},
		{IncompleteInputError, "_IncompleteInputError", SyntaxError, nil, "incomplete input."},
		{SystemError, "SystemError", ExceptionType, nil, "Internal error in the Python interpreter."},
		{TypeError, "TypeError", ExceptionType, nil, "Inappropriate argument type."},
		{ValueError, "ValueError", ExceptionType, nil, "Inappropriate argument value (of correct type)."},
		{UnicodeError, "UnicodeError", ValueError, nil, "Unicode related error."},
		{UnicodeDecodeError, "UnicodeDecodeError", UnicodeError, []string{"encoding", "object", "start", "end", "reason"}, "Unicode decoding error."},
		{UnicodeEncodeError, "UnicodeEncodeError", UnicodeError, []string{"encoding", "object", "start", "end", "reason"}, "Unicode encoding error."},
		{UnicodeTranslateError, "UnicodeTranslateError", UnicodeError, []string{"object", "start", "end", "reason"}, "Unicode translation error."},
		{Warning, "Warning", ExceptionType, nil, "Base class for warning categories."},
		{BytesWarning, "BytesWarning", Warning, nil, "Base class for warnings about bytes and buffer related problems, mostly\nrelated to conversion from str or comparing to str."},
		{DeprecationWarning, "DeprecationWarning", Warning, nil, "Base class for warnings about deprecated features."},
		{EncodingWarning, "EncodingWarning", Warning, nil, "Base class for warnings about encodings."},
		{FutureWarning, "FutureWarning", Warning, nil, "Base class for warnings about constructs that will change semantically\nin the future."},
		{ImportWarning, "ImportWarning", Warning, nil, "Base class for warnings about probable mistakes in module imports"},
		{PendingDeprecationWarning, "PendingDeprecationWarning", Warning, nil, "Base class for warnings about features which will be deprecated\nin the future."},
		{ResourceWarning, "ResourceWarning", Warning, nil, "Base class for warnings about resource usage."},
		{RuntimeWarning, "RuntimeWarning", Warning, nil, "Base class for warnings about dubious runtime behavior."},
		{SyntaxWarning, "SyntaxWarning", Warning, nil, "Base class for warnings about dubious syntax."},
		{UnicodeWarning, "UnicodeWarning", Warning, nil, "Base class for warnings about Unicode related problems, mostly\nrelated to conversion problems."},
		{UserWarning, "UserWarning", Warning, nil, "Base class for warnings generated by user code."},
	}
}

// osErrorType returns the subclass of OSError for an errno (PEP 3151).
func osErrorType(errno int) *Type {
	switch syscall.Errno(errno) {
	case syscall.EAGAIN, syscall.EALREADY, syscall.EINPROGRESS:
		return BlockingIOError
	case syscall.EPIPE:
		return BrokenPipeError
	case syscall.ECHILD:
		return ChildProcessError
	case syscall.ECONNABORTED:
		return ConnectionAbortedError
	case syscall.ECONNREFUSED:
		return ConnectionRefusedError
	case syscall.ECONNRESET:
		return ConnectionResetError
	case syscall.EEXIST:
		return FileExistsError
	case syscall.ENOENT:
		return FileNotFoundError
	case syscall.EISDIR:
		return IsADirectoryError
	case syscall.ENOTDIR:
		return NotADirectoryError
	case syscall.EINTR:
		return InterruptedError
	case syscall.EACCES, syscall.EPERM:
		return PermissionError
	case syscall.ESRCH:
		return ProcessLookupError
	case syscall.ETIMEDOUT:
		return TimeoutError
	}
	return OSError
}

// strerror is the C library's text for an errno.
func strerror(e syscall.Errno) string {
	switch e {
	case syscall.ENOENT:
		return "No such file or directory"
	}
	s := e.Error()
	if s != "" && s[0] >= 'a' && s[0] <= 'z' {
		s = string(s[0]-'a'+'A') + s[1:]
	}
	return s
}

// ExceptionTypes returns the exception classes, bases first.
func ExceptionTypes() []*Type {
	types := []*Type{BaseException}
	for _, r := range excTable() {
		types = append(types, r.typ)
	}
	return types
}
