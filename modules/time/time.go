// Package time is the module time, on the clock of the interpreter's host.
//
// Files: time.go (the module), clock.go (clocks and sleep), convert.go (time
// tuples and their text).
// https://docs.python.org/3.14/library/time.html
package time

import "github.com/gopyrun/gopyrun/interp/py"

// Module returns the declaration of the module.
func Module() *py.ModuleSpec {
	return &py.ModuleSpec{
		Name: "time",
		Doc:  "This module provides various functions to manipulate time values.",
		Methods: []py.Method{
			{Name: "time", Signature: "($module, /)", Func: seconds(wall), Doc: "time() -> floating-point number\n\nReturn the current time in seconds since the Epoch.\nFractions of a second may be present if the system clock provides them."},
			{Name: "time_ns", Signature: "($module, /)", Func: nanoseconds(wall), Doc: "time_ns() -> int\n\nReturn the current time in nanoseconds since the Epoch."},
			{Name: "monotonic", Signature: "($module, /)", Func: seconds(monotonic), Doc: "monotonic() -> float\n\nMonotonic clock, cannot go backward."},
			{Name: "monotonic_ns", Signature: "($module, /)", Func: nanoseconds(monotonic), Doc: "monotonic_ns() -> int\n\nMonotonic clock, cannot go backward, as nanoseconds."},
			{Name: "perf_counter", Signature: "($module, /)", Func: seconds(monotonic), Doc: "perf_counter() -> float\n\nPerformance counter for benchmarking."},
			{Name: "perf_counter_ns", Signature: "($module, /)", Func: nanoseconds(monotonic), Doc: "perf_counter_ns() -> int\n\nPerformance counter for benchmarking as nanoseconds."},
			{Name: "process_time", Signature: "($module, /)", Func: seconds(processTime), Doc: "process_time() -> float\n\nProcess time for profiling: sum of the kernel and user-space CPU time."},
			{Name: "process_time_ns", Signature: "($module, /)", Func: nanoseconds(processTime), Doc: "process_time() -> int\n\nProcess time for profiling as nanoseconds:\nsum of the kernel and user-space CPU time."},
			{Name: "thread_time", Signature: "($module, /)", Func: seconds(threadTime), Doc: "thread_time() -> float\n\nThread time for profiling: sum of the kernel and user-space CPU time."},
			{Name: "thread_time_ns", Signature: "($module, /)", Func: nanoseconds(threadTime), Doc: "thread_time() -> int\n\nThread time for profiling as nanoseconds:\nsum of the kernel and user-space CPU time."},
			{Name: "get_clock_info", Signature: "($module, name, /)", Func: getClockInfo, Doc: "get_clock_info(name: str) -> dict\n\nGet information of the specified clock."},
			{Name: "sleep", Signature: "($self, object, /)", Func: sleep, Doc: "sleep(seconds)\n\nDelay execution for a given number of seconds.  The argument may be\na floating-point number for subsecond precision."},
			{Name: "gmtime", Signature: "($module, seconds=None, /)", Func: gmtime, Doc: "gmtime([seconds]) -> (tm_year, tm_mon, tm_mday, tm_hour, tm_min,\n                       tm_sec, tm_wday, tm_yday, tm_isdst)\n\nConvert seconds since the Epoch to a time tuple expressing UTC (a.k.a.\nGMT).  When 'seconds' is not passed in, convert the current time instead."},
			{Name: "localtime", Signature: "($module, seconds=None, /)", Func: localtime, Doc: "localtime([seconds]) -> (tm_year,tm_mon,tm_mday,tm_hour,tm_min,\n                          tm_sec,tm_wday,tm_yday,tm_isdst)\n\nConvert seconds since the Epoch to a time tuple expressing local time.\nWhen 'seconds' is not passed in, convert the current time instead."},
			{Name: "mktime", Signature: "($module, tuple, /)", Func: mktime, Doc: "mktime(tuple) -> floating-point number\n\nConvert a time tuple in local time to seconds since the Epoch."},
			{Name: "asctime", Signature: "($module, tuple=<unrepresentable>, /)", Func: asctime, Doc: "asctime([tuple]) -> string\n\nConvert a time tuple to a string, e.g. 'Sat Jun 06 16:26:11 1998'.\nWhen the time tuple is not present, current time as returned by localtime()\nis used."},
			{Name: "ctime", Signature: "($module, seconds=None, /)", Func: ctime, Doc: "ctime(seconds) -> string\n\nConvert a time in seconds since the Epoch to a string in local time.\nThis is equivalent to asctime(localtime(seconds)). When the time tuple is\nnot present, current time as returned by localtime() is used."},
			{Name: "strftime", Signature: "($module, format, tuple=<unrepresentable>, /)", Func: strftime, Flags: py.Alloc | py.Slow, Doc: "strftime(format[, tuple]) -> string\n\nConvert a time tuple to a string according to a format specification.\nSee the library reference manual for formatting codes. When the time tuple\nis not present, current time as returned by localtime() is used."},
			{Name: "strptime", Signature: "($module, string, format='%a %b %d %H:%M:%S %Y', /)", Func: strptime, Flags: py.Slow, Doc: "strptime(string, format) -> struct_time\n\nParse a string to a time tuple according to a format specification.\nSee the library reference manual for formatting codes (same as\nstrftime())."},
		},
		Exec: exec,
	}
}

func exec(t *py.Thread, m *py.Module) error {
	py.DefineType(&structTime, structTimeSpec)
	m.Dict.SetName("struct_time", structTime.Value())
	m.Dict.SetName("_STRUCT_TM_ITEMS", py.Int(11))
	if !t.Interp.Host.System.Platform().Windows {
		for _, f := range []py.Method{
			{Name: "clock_gettime", Signature: "($module, clk_id, /)", Func: clockGettime(false), Doc: "Return the time of the specified clock clk_id as a float."},
			{Name: "clock_gettime_ns", Signature: "($module, clk_id, /)", Func: clockGettime(true), Doc: "Return the time of the specified clock clk_id as nanoseconds (int)."},
			{Name: "clock_getres", Signature: "($module, clk_id, /)", Func: clockGetres, Doc: "clock_getres(clk_id) -> floating-point number\n\nReturn the resolution (precision) of the specified clock clk_id."},
			{Name: "tzset", Signature: "($module, /)", Func: tzset(m), Doc: "tzset()\n\nInitialize, or reinitialize, the local timezone to the value stored in\nos.environ['TZ']."},
		} {
			m.Dict.SetName(f.Name, py.Ref(py.NewBuiltin(&f, py.Ref(m), py.NewStr("time"))))
		}
		for i, name := range clockNames() {
			m.Dict.SetName(name, py.Int(int64(i)))
		}
	}
	setZone(t, m)
	return nil
}

// stateKey is the key of the interpreter's state of this module.
type stateKey struct{}
