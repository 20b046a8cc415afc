// Package sys is the module sys: what a program can learn about its interpreter
// and change of it.
//
// Only the index of modules imports the package.
//
// Files: sys.go (the table and the values), info.go (struct sequences), state.go
// (exceptions, limits, audit), hooks.go (what prints exceptions and values),
// frames.go, size.go, names.go.
package sys

import (
	"github.com/gopyrun/gopyrun/interp/py"
	"strings"
)

const (
	major, minor, micro = 3, 14, 0

	version    = "3.14.0 (gopyrun) [Go]"
	hexVersion = major<<24 | minor<<16 | micro<<8 | 0xf0
	apiVersion = 1013
	copyright  = "Copyright (c) the gopyrun authors.\nThe Python language is Copyright (c) 2001 Python Software Foundation."
)

// Module returns the declaration of the module.
// https://docs.python.org/3.14/library/sys.html
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "sys",
		Doc:  "This module provides access to some objects used or maintained by the\ninterpreter and to functions that interact strongly with the interpreter.",
		Methods: []py.Method{
			{Name: "exit", Signature: "($module, status=None, /)", Func: exit, Doc: "Exit the interpreter by raising SystemExit(status).\n\nIf the status is omitted or None, it defaults to zero (i.e., success).\nIf the status is an integer, it will be used as the system exit status.\nIf it is another kind of object, it will be printed and the system\nexit status will be one (i.e., failure)."},
			{Name: "exc_info", Signature: "($module, /)", Func: excInfo, Doc: "Return current exception information: (type, value, traceback).\n\nReturn information about the most recent exception caught by an except\nclause in the current stack frame or in an older stack frame."},
			{Name: "exception", Signature: "($module, /)", Func: exception, Doc: "Return the current exception.\n\nReturn the most recent exception caught by an except clause\nin the current stack frame or in an older stack frame, or None\nif no such exception exists."},
			{Name: "displayhook", Signature: "($module, object, /)", Func: displayHook, Flags: py.CallsPython, Doc: "Print an object to sys.stdout and also save it in builtins._"},
			{Name: "excepthook", Signature: "($module, exctype, value, traceback, /)", Func: exceptHook, Flags: py.CallsPython, Doc: "Handle an exception by displaying it with a traceback on sys.stderr."},
			{Name: "unraisablehook", Signature: "($module, unraisable, /)", Func: unraisableHook, Flags: py.CallsPython, Doc: "Handle an unraisable exception.\n\nThe unraisable argument has the following attributes:\n\n* exc_type: Exception type.\n* exc_value: Exception value, can be None.\n* exc_traceback: Exception traceback, can be None.\n* err_msg: Error message, can be None.\n* object: Object causing the exception, can be None."},
			{Name: "breakpointhook", Signature: "($module, /, *args, **kwargs)", Func: breakpointHook, Flags: py.CallsPython, Doc: "This hook function is called by built-in breakpoint().\n"},
			{Name: "intern", Signature: "($module, string, /)", Func: intern, Doc: "``Intern'' the given string.\n\nThis enters the string in the (global) table of interned strings whose\npurpose is to speed up dictionary lookups. Return the string itself or\nthe previously interned string object with the same value."},
			{Name: "_is_interned", Signature: "($module, string, /)", Func: isInterned, Doc: "Return True if the given string is \"interned\"."},
			{Name: "getrecursionlimit", Signature: "($module, /)", Func: getRecursionLimit, Doc: "Return the current value of the recursion limit.\n\nThe recursion limit is the maximum depth of the Python interpreter\nstack.  This limit prevents infinite recursion from causing an overflow\nof the C stack and crashing Python."},
			{Name: "setrecursionlimit", Signature: "($module, limit, /)", Func: setRecursionLimit, Doc: "Set the maximum depth of the Python interpreter stack to n.\n\nThis limit prevents infinite recursion from causing an overflow of the C\nstack and crashing Python.  The highest possible limit is platform-\ndependent."},
			{Name: "getswitchinterval", Signature: "($module, /)", Func: getSwitchInterval, Doc: "Return the current thread switch interval; see sys.setswitchinterval()."},
			{Name: "setswitchinterval", Signature: "($module, interval, /)", Func: setSwitchInterval, Doc: "Set the ideal thread switching delay inside the Python interpreter.\n\nThe actual frequency of switching threads can be lower if the\ninterpreter executes long sequences of uninterruptible code\n(this is implementation-specific and workload-dependent).\n\nThe parameter must represent the desired switching delay in seconds\nA typical value is 0.005 (5 milliseconds)."},
			{Name: "get_int_max_str_digits", Signature: "($module, /)", Func: getIntMaxStrDigits, Doc: "Return the maximum string digits limit for non-binary int<->str conversions."},
			{Name: "set_int_max_str_digits", Signature: "($module, /, maxdigits)", Func: setIntMaxStrDigits, Doc: "Set the maximum string digits limit for non-binary int<->str conversions."},
			{Name: "getdefaultencoding", Signature: "($module, /)", Func: constant(py.Value{}, "utf-8"), Doc: "Return the current default encoding used by the Unicode implementation."},
			{Name: "getfilesystemencoding", Signature: "($module, /)", Func: constant(py.Value{}, "utf-8"), Doc: "Return the encoding used to convert Unicode filenames to OS filenames."},
			{Name: "getfilesystemencodeerrors", Signature: "($module, /)", Func: constant(py.Value{}, "surrogateescape"), Doc: "Return the error mode used for Unicode to OS filename conversion."},
			{Name: "getsizeof", Signature: "($module, /, object, default=<unrepresentable>)", Func: getSizeOf, Flags: py.CallsPython, Doc: "getsizeof(object [, default]) -> int\n\nReturn the size of object in bytes."},
			{Name: "getrefcount", Signature: "($module, object, /)", Func: constant(py.Int(2), ""), Doc: "Return the reference count of object.\n\nObjects are not counted here: the result is always the same."},
			{Name: "getallocatedblocks", Signature: "($module, /)", Func: constant(py.Int(0), ""), Doc: "Return the number of memory blocks currently allocated."},
			{Name: "getunicodeinternedsize", Signature: "($module, /, *, _only_immortal=False)", Func: constant(py.Int(0), ""), Doc: "Return the number of elements of the unicode interned dictionary"},
			{Name: "is_finalizing", Signature: "($module, /)", Func: isFinalizing, Doc: "Return True if Python is exiting."},
			{Name: "_is_gil_enabled", Signature: "($module, /)", Func: constant(py.True, ""), Doc: "Return True if the GIL is currently enabled and False otherwise."},
			{Name: "is_stack_trampoline_active", Signature: "($module, /)", Func: constant(py.False, ""), Doc: "Return *True* if a stack profiler trampoline is active."},
			{Name: "is_remote_debug_enabled", Signature: "($module, /)", Func: constant(py.False, ""), Doc: "Return True if remote debugging is enabled, False otherwise."},
			{Name: "_get_cpu_count_config", Signature: "($module, /)", Func: constant(py.Int(-1), ""), Doc: "Private function for getting PyConfig.cpu_count"},
			{Name: "_clear_internal_caches", Signature: "($module, /)", Func: constant(py.None, ""), Doc: "Clear all internal performance-related caches."},
			{Name: "settrace", Signature: "($module, function, /)", Func: setHook(traceHook), Doc: "Set the global debug tracing function.\n\nIt will be called on each function call.  See the debugger chapter\nin the library manual."},
			{Name: "gettrace", Signature: "($module, /)", Func: getHook(traceHook), Doc: "Return the global debug tracing function set with sys.settrace.\n\nSee the debugger chapter in the library manual."},
			{Name: "setprofile", Signature: "($module, function, /)", Func: setHook(profileHook), Doc: "Set the profiling function.\n\nIt will be called on each function call and return.  See the profiler\nchapter in the library manual."},
			{Name: "getprofile", Signature: "($module, /)", Func: getHook(profileHook), Doc: "Return the profiling function set with sys.setprofile.\n\nSee the profiler chapter in the library manual."},
			{Name: "addaudithook", Signature: "($module, /, hook)", Func: addAuditHook, Doc: "Adds a new audit hook callback."},
			{Name: "audit", Signature: "($module, event, /, *args)", Func: audit, Flags: py.CallsPython, Doc: "Passes the event to any audit hooks that are attached."},
			{Name: "get_asyncgen_hooks", Signature: "($module, /)", Func: getAsyncGenHooks, Doc: "Return the installed asynchronous generators hooks.\n\nThis returns a namedtuple of the form (firstiter, finalizer)."},
			{Name: "set_asyncgen_hooks", Signature: "($module, /, firstiter=<unrepresentable>, finalizer=<unrepresentable>)", Func: setAsyncGenHooks, Doc: "set_asyncgen_hooks([firstiter] [, finalizer])\n\nSet a finalizer for async generators objects."},
			{Name: "get_coroutine_origin_tracking_depth", Signature: "($module, /)", Func: getOriginDepth, Doc: "Check status of origin tracking for coroutine objects in this thread."},
			{Name: "set_coroutine_origin_tracking_depth", Signature: "($module, /, depth)", Func: setOriginDepth, Doc: "Enable or disable origin tracking for coroutine objects in this thread.\n\nCoroutine objects will track 'depth' frames of traceback information\nabout where they came from, available in their cr_origin attribute.\n\nSet a depth of 0 to disable."},
			{Name: "call_tracing", Signature: "($module, func, args, /)", Func: callTracing, Flags: py.CallsPython, Doc: "Call func(*args), while tracing is enabled.\n\nThe tracing state is saved, and restored afterwards.  This is intended\nto be called from a debugger from a checkpoint, to recursively debug\nsome other code."},
			{Name: "_getframe", Signature: "($module, depth=0, /)", Func: getFrame, Doc: "Return a frame object from the call stack.\n\nIf optional integer depth is given, return the frame object that many\ncalls below the top of the stack.  If that is deeper than the call\nstack, ValueError is raised.  The default for depth is zero, returning\nthe frame at the top of the call stack.\n\nThis function should be used for internal and specialized purposes\nonly."},
			{Name: "_getframemodulename", Signature: "($module, /, depth=0)", Func: getFrameModuleName, Doc: "Return the name of the module for a calling frame.\n\nThe default depth returns the module containing the call to this API.\nA more typical use in a library will pass a depth of 1 to get the user's\nmodule rather than the library module.\n\nIf no frame, module, or name can be found, returns None."},
			{Name: "_current_frames", Signature: "($module, /)", Func: currentFrames, Doc: "Return a dict mapping each thread's thread id to its current stack frame.\n\nThis function should be used for specialized purposes only."},
			{Name: "_current_exceptions", Signature: "($module, /)", Func: currentExceptions, Doc: "Return a dict mapping each thread's identifier to its current raised exception.\n\nThis function should be used for specialized purposes only."},
		},
		Exec: exec,
	}
}

// constant is a function that always returns v, or the str s.
func constant(v py.Value, s string) py.GoFunc {
	return func(t *py.Thread, self py.Value, a py.Args) (py.Value, error) {
		if v.IsUnbound() {
			return py.Ref(py.InternStatic(s)), nil
		}
		return v, nil
	}
}

func exec(t *py.Thread, m *py.Module) error {
	in, d := t.Interp, m.Dict
	in.Sys = d
	set := d.SetName
	str := func(name, s string) { set(name, py.NewStr(s)) }

	p := in.Host.System.Platform()
	defineTypes()
	set("modules", in.Modules.Value())
	str("version", version)
	vi := versionInfo()
	set("version_info", vi)
	set("hexversion", py.Int(hexVersion))
	set("api_version", py.Int(apiVersion))
	str("copyright", copyright)
	str("platform", p.OS)
	str("byteorder", "little")
	str("platlibdir", "lib")
	str("float_repr_style", "short")
	str("abiflags", "")
	set("maxsize", py.Int(1<<63-1))
	set("maxunicode", py.Int(0x10ffff))
	set("float_info", floatInfo())
	set("int_info", intInfo())
	set("hash_info", hashInfo())
	set("thread_info", py.NewStructSeq(&threadInfoType, py.NewStr("go"), py.NewStr("gil"), py.None))
	set("flags", flags(in))
	set("implementation", implementation(t, vi, p.Machine, p.OS))

	strs := func(list []string) py.Value {
		vals := make([]py.Value, len(list))
		for i, s := range list {
			vals[i] = py.NewStr(py.DecodeFS(s))
		}
		return py.NewList(vals...)
	}
	argv := in.Argv
	if argv == nil {
		argv = []string{""}
	}
	set("argv", strs(argv))
	exe := in.Executable
	if exe == "" {
		exe, _ = in.Host.Process.Executable() // sys.executable is '' where it is not known
	}
	str("executable", py.DecodeFS(exe))
	str("_base_executable", py.DecodeFS(exe))
	orig := in.OrigArgv
	if orig == nil {
		orig = append([]string{exe}, argv...)
	}
	set("orig_argv", strs(orig))
	in.OnUnraisable = reportUnraisable
	set("path", strs(in.Path))
	metaPath, pathHooks := in.Importers()
	set("meta_path", py.NewList(metaPath...))
	set("path_hooks", py.NewList(pathHooks...))
	set("path_importer_cache", py.NewDict().Value())
	prefix := prefixOf(exe)
	for _, n := range []string{"prefix", "base_prefix", "exec_prefix", "base_exec_prefix"} {
		str(n, py.DecodeFS(prefix))
	}
	set("pycache_prefix", py.None)
	if in.Flags.PycachePrefix != "" {
		str("pycache_prefix", py.DecodeFS(in.Flags.PycachePrefix))
	}
	if in.Flags.Stdlib != "" {
		str("_stdlib_dir", py.DecodeFS(in.Flags.Stdlib))
	} else {
		set("_stdlib_dir", py.None)
	}
	set("_home", py.None)
	str("_framework", "")
	set("_git", py.NewTuple(py.NewStr("gopyrun"), py.NewStr(""), py.NewStr("")))
	set("dont_write_bytecode", py.Bool(in.Flags.DontWriteBytecode != 0))
	set("warnoptions", strs(in.Flags.WarnOptions))
	xo := py.NewDict()
	for _, option := range in.Flags.XOptions {
		k, v, ok := strings.Cut(option, "=")
		val := py.True
		if ok {
			val = py.NewStr(py.DecodeFS(v))
		}
		xo.SetName(py.DecodeFS(k), val)
	}
	set("_xoptions", xo.Value())
	set("stdlib_module_names", stdlibModuleNames(t))
	set("builtin_module_names", builtinModuleNames())
	for _, n := range []string{"displayhook", "excepthook", "unraisablehook", "breakpointhook"} {
		set("__"+n+"__", d.GetName(n))
	}
	if p.Windows {
		set("winver", py.NewStr("3.14"))
	}
	return openStreams(t, set)
}

// openStreams makes stdin, stdout and stderr, by module _io; an embedding program
// that does not offer it has no standard streams.
func openStreams(t *py.Thread, set func(string, py.Value)) error {
	if t.Interp.Natives == nil || t.Interp.Natives("_io") == nil {
		return nil
	}
	m, err := t.Result(t.Interp.Engine.Import(t, "_io", py.NewDict(), py.None, 0))
	if err != nil {
		return err
	}
	open, err := py.GetAttr(t, m, "_open_standard")
	if err != nil {
		return err
	}
	for _, n := range []string{"stdin", "stdout", "stderr"} {
		f, err := py.Call(t, open, py.NewStr(n))
		if err != nil {
			return err
		}
		set(n, f)
		set("__"+n+"__", f)
	}
	return nil
}
