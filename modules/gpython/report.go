package gpython

import (
	"fmt"
	"os"
	"regexp"
	"strings"

	"github.com/go-python/gpython/py"
)

// RunSource runs the text of a program or module as a new module: "__main__" as a
// rule. file is its name in tracebacks; __file__ if it is a path.
func (c *Context) RunSource(text, file, module string) error {
	_, err := c.Protect(func() (py.Object, error) {
		code, err := py.Compile(strings.TrimPrefix(text, "\ufeff"), file, py.ExecMode, 0, true)
		if err != nil {
			return nil, err
		}
		m, err := py.RunCode(c, code, file, module)
		if err != nil {
			return nil, err
		}
		return m, nil
	})
	return err
}

// RunScript is RunSource of a file.
func (c *Context) RunScript(path, module string) error {
	text, err := os.ReadFile(path)
	if err != nil {
		return osError(err)
	}
	return c.RunSource(string(text), path, module)
}

// remote is the key under which an exception keeps the traceback that it had in the
// process of a pool's worker.
const remote = "<remote traceback>"

// exceptionOf returns the exception in an error of gpython.
func exceptionOf(err error) *py.Exception {
	switch e := err.(type) {
	case py.ExceptionInfo:
		if e, ok := e.Value.(*py.Exception); ok {
			return e
		}
	case *py.ExceptionInfo:
		return exceptionOf(*e)
	}
	return py.MakeException(err)
}

// report says on standard error which exception ended a program, thread or process,
// and returns the exit status that it stands for: that of SystemExit, which is not
// reported, or 1; 0 for nil. head precedes the traceback.
func (c *Context) report(err error, head string) int {
	if err == nil {
		return 0
	}
	if !py.IsException(py.SystemExit, err) {
		c.show(head + c.traceback(err))
		return 1
	}
	args, _ := exceptionOf(err).Args.(py.Tuple)
	if len(args) == 0 || len(args) == 1 && args[0] == py.Object(py.None) {
		return 0
	}
	if len(args) > 1 {
		args = py.Tuple{args}
	}
	if big, ok := py.ConvertToBigInt(args[0]); ok {
		return int(uint8(lowBits(big)))
	}
	c.show(c.text(args[0]) + "\n")
	return 1
}

// show writes to standard error, after what the program has printed.
func (c *Context) show(text string) {
	c.out.flush() // an error comes back at the end
	if c.errs.write(text) != nil {
		os.Stderr.WriteString(text)
	}
}

// text is str(o), whatever happens.
func (c *Context) text(o py.Object) string {
	v, err := c.Protect(func() (py.Object, error) {
		s, err := str(o)
		return py.String(s), err
	})
	if s, ok := v.(py.String); ok && err == nil {
		return string(s)
	}
	return "<exception str() failed>"
}

// str is str(o). That of an exception by gpython fails if it has no arguments, and
// knows only the first.
func str(o py.Object) (string, error) {
	if e, ok := o.(*py.Exception); ok && e.Base.Lookup("__str__") == nil {
		return message(e)
	}
	return py.StrAsString(o)
}

// traceback formats an error as CPython prints an exception that nobody handles.
func (c *Context) traceback(err error) string {
	var b strings.Builder
	e := exceptionOf(err)
	if cause, ok := e.Dict[remote].(py.String); ok {
		fmt.Fprintf(&b, "multiprocessing.pool.RemoteTraceback: \n\"\"\"\n%s\"\"\"\n\nThe above exception was the direct cause of the following exception:\n\n", string(cause))
	}
	var tb *py.Traceback
	switch err := err.(type) {
	case py.ExceptionInfo:
		tb = err.Traceback
	case *py.ExceptionInfo:
		tb = err.Traceback
	}
	files := map[string][]string{}
	if tb != nil {
		b.WriteString("Traceback (most recent call last):\n")
	}
	last, repeated := "", 0
	flush := func() {
		if repeated > 3 {
			fmt.Fprintf(&b, "  [Previous line repeated %d more times]\n", repeated-3)
		}
	}
	for ; tb != nil; tb = tb.Next {
		code := tb.Frame.Code
		entry := fmt.Sprintf("  File \"%s\", line %d, in %s\n", code.Filename, tb.Lineno, code.Name)
		if line := sourceLine(files, code.Filename, int(tb.Lineno)); line != "" {
			entry += "    " + line + "\n"
		}
		if entry == last {
			repeated++
		} else {
			flush()
			last, repeated = entry, 1
		}
		if repeated <= 3 {
			b.WriteString(entry)
		}
	}
	flush()
	if e.Base.IsSubtype(py.SyntaxError) {
		syntaxPlace(&b, e)
	}
	name := e.Base.Name
	if module, ok := e.Base.Dict["__module__"].(py.String); ok && module != "__main__" && module != "builtins" {
		name = string(module) + "." + name
	}
	b.WriteString(name)
	message := c.text(e)
	if message != "" {
		b.WriteString(": " + message)
	}
	b.WriteString("\n")
	if lacking.MatchString(name + ": " + message) {
		script := c.config.Script
		if script == "" {
			script = "script.py"
		}
		fmt.Fprintf(&b, "The engine gpython knows a part of Python 3.4; this may need the native engine: gopyrun %s\n", script)
	}
	return b.String()
}

// message is str(e) of CPython's own exceptions.
func message(e *py.Exception) (string, error) {
	args, ok := e.Args.(py.Tuple)
	switch {
	case !ok || len(args) == 0:
		return "", nil
	case len(args) == 2 && e.Base.IsSubtype(py.OSError):
		number, err := str(args[0])
		if err != nil {
			return "", err
		}
		text, err := str(args[1])
		return "[Errno " + number + "] " + text, err
	case len(args) > 1:
		return py.StrAsString(args)
	case e.Base.IsSubtype(py.KeyError):
		return py.ReprAsString(args[0])
	}
	return str(args[0])
}

// lacking matches the exceptions that speak of something that gpython does not have:
// grammar, modules, built-in names, methods of built-in types.
var lacking = regexp.MustCompile(`^(Syntax|Indentation)Error|FIXME|not supported yet|: Failed to resolve|: cannot import name|` +
	`: name '(bytearray|callable|dir|format|hash|id|issubclass|memoryview|property|reversed)' is not defined|` +
	`: '(bytes|dict|file|float|frozenset|int|list|module|set|str|tuple|type)' (object )?has no attribute`)

func sourceLine(files map[string][]string, file string, line int) string {
	lines, ok := files[file]
	if !ok {
		if text, err := sources.ReadFile(strings.Replace(file, "<gopyrun>", "py", 1)); err == nil {
			lines = strings.Split(string(text), "\n")
		} else if text, err := os.ReadFile(file); err == nil {
			lines = strings.Split(string(text), "\n")
		}
		files[file] = lines
	}
	if line < 1 || line > len(lines) {
		return ""
	}
	return strings.TrimSpace(lines[line-1])
}

// syntaxPlace shows where a syntax error is.
func syntaxPlace(b *strings.Builder, e *py.Exception) {
	file, ok1 := e.Dict["filename"].(py.String)
	line, ok2 := e.Dict["lineno"].(py.Int)
	if !ok1 || !ok2 {
		return
	}
	fmt.Fprintf(b, "  File \"%s\", line %d\n", string(file), int(line))
	text, _ := e.Dict["line"].(py.String)
	offset, _ := e.Dict["offset"].(py.Int)
	code := strings.TrimRight(string(text), "\r\n")
	stripped := strings.TrimLeft(code, " \t\f")
	if stripped == "" {
		return
	}
	column := max(int(offset)-1-(len(code)-len(stripped)), 0)
	fmt.Fprintf(b, "    %s\n    %s^\n", stripped, strings.Repeat(" ", min(column, len(stripped))))
}
