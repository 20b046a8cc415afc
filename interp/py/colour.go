package py

import "runtime"

// CanColour reports whether coloured text may be written to file, a Python file
// object: it is a terminal, and the environment does not say otherwise
// (PYTHON_COLORS, NO_COLOR, FORCE_COLOR, TERM).
// https://docs.python.org/3.14/using/cmdline.html#controlling-color
func CanColour(t *Thread, file Value) bool {
	env := func(name string) string {
		v, _ := t.Interp.Host.Env.Lookup(name)
		return v
	}
	if t.Interp.Flags.IgnoreEnvironment == 0 {
		switch env("PYTHON_COLORS") {
		case "0":
			return false
		case "1":
			return true
		}
	}
	switch {
	case env("NO_COLOR") != "":
		return false
	case env("FORCE_COLOR") != "":
		return true
	case env("TERM") == "dumb", runtime.GOOS == "windows":
		return false
	}
	if file.ref == nil || file.IsNone() {
		return false
	}
	fileno, err := LookupAttr(t, file, t.Interp.InternString("fileno"))
	if err != nil || fileno.ref == nil {
		return false
	}
	isatty, err := CallMethod(t, file, "isatty")
	if err != nil {
		return false
	}
	yes, err := IsTrue(t, isatty)
	return err == nil && yes
}

// FormatUncaught is FormatException for sys.stderr: coloured if that is a terminal.
func FormatUncaught(t *Thread, e *Exception) string {
	return FormatExceptionText(t, e, TracebackOptions{FromEnd: true, Colour: CanColour(t, t.Interp.Sys.GetName("stderr"))})
}
