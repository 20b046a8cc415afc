package sys

import (
	"math"
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
)

var versionType, flagsType, floatInfoType, intInfoType, hashInfoType, threadInfoType, asyncGenHooksType, unraisableType py.Type

func defineTypes() {
	for _, d := range []struct {
		typ  *py.Type
		spec func() py.StructSpec
	}{
		{&versionType, func() py.StructSpec {
			return py.StructSpec{Name: "sys.version_info", Doc: "sys.version_info\n\nVersion information as a named tuple.", NoNew: true,
				Fields: py.StructFields("major", "Major release number", "minor", "Minor release number", "micro", "Patch release number", "releaselevel", "'alpha', 'beta', 'candidate', or 'final'", "serial", "Serial release number")}
		}},
		{&flagsType, func() py.StructSpec {
			return py.StructSpec{Name: "sys.flags", Doc: "sys.flags\n\nFlags provided through command line arguments or environment vars.", NoNew: true, InSequence: 18,
				Fields: py.StructFields("debug", "-d", "inspect", "-i", "interactive", "-i", "optimize", "-O or -OO", "dont_write_bytecode", "-B",
					"no_user_site", "-s", "no_site", "-S", "ignore_environment", "-E", "verbose", "-v", "bytes_warning", "-b", "quiet", "-q",
					"hash_randomization", "-R", "isolated", "-I", "dev_mode", "-X dev", "utf8_mode", "-X utf8", "warn_default_encoding", "-X warn_default_encoding",
					"safe_path", "-P", "int_max_str_digits", "-X int_max_str_digits", "gil", "-X gil", "thread_inherit_context", "-X thread_inherit_context", "context_aware_warnings", "-X context_aware_warnings")}
		}},
		{&floatInfoType, func() py.StructSpec {
			return py.StructSpec{Name: "sys.float_info", Doc: "sys.float_info\n\nA named tuple holding information about the float type. It contains low level\ninformation about the precision and internal representation. Please study\nyour system's :file:`float.h` for more information.",
				Fields: py.StructFields("max", "DBL_MAX -- maximum representable finite float", "max_exp", "DBL_MAX_EXP -- maximum int e such that radix**(e-1) is representable", "max_10_exp", "DBL_MAX_10_EXP -- maximum int e such that 10**e is representable",
					"min", "DBL_MIN -- Minimum positive normalized float", "min_exp", "DBL_MIN_EXP -- minimum int e such that radix**(e-1) is a normalized float", "min_10_exp", "DBL_MIN_10_EXP -- minimum int e such that 10**e is a normalized float",
					"dig", "DBL_DIG -- maximum number of decimal digits that can be faithfully represented in a float", "mant_dig", "DBL_MANT_DIG -- mantissa digits", "epsilon", "DBL_EPSILON -- Difference between 1 and the next representable float",
					"radix", "FLT_RADIX -- radix of exponent", "rounds", "FLT_ROUNDS -- rounding mode used for arithmetic operations")}
		}},
		{&intInfoType, func() py.StructSpec {
			return py.StructSpec{Name: "sys.int_info", Doc: "sys.int_info\n\nA named tuple that holds information about Python's\ninternal representation of integers.  The attributes are read only.",
				Fields: py.StructFields("bits_per_digit", "size of a digit in bits", "sizeof_digit", "size in bytes of the C type used to represent a digit",
					"default_max_str_digits", "maximum string conversion digits limitation", "str_digits_check_threshold", "minimum positive value for int_max_str_digits")}
		}},
		{&hashInfoType, func() py.StructSpec {
			return py.StructSpec{Name: "sys.hash_info", Doc: "hash_info\n\nA named tuple providing parameters used for computing\nhashes. The attributes are read only.",
				Fields: py.StructFields("width", "width of the type used for hashing, in bits", "modulus", "prime number giving the modulus on which the hash function is based",
					"inf", "value to be used for hash of a positive infinity", "nan", "value to be used for hash of a nan", "imag", "multiplier used for the imaginary part of a complex number",
					"algorithm", "name of the algorithm for hashing of str, bytes and memoryviews", "hash_bits", "internal output size of hash algorithm", "seed_bits", "seed size of hash algorithm", "cutoff", "small string optimization cutoff")}
		}},
		{&threadInfoType, func() py.StructSpec {
			return py.StructSpec{Name: "sys.thread_info", Doc: "sys.thread_info\n\nA named tuple holding information about the thread implementation.",
				Fields: py.StructFields("name", "name of the thread implementation", "lock", "name of the lock implementation", "version", "name and version of the thread library")}
		}},
		{&asyncGenHooksType, func() py.StructSpec {
			return py.StructSpec{Name: "asyncgen_hooks", NoNew: true, Fields: py.StructFields("firstiter", "", "finalizer", "")}
		}},
		{&unraisableType, unraisableSpec},
	} {
		py.DefineType(d.typ, func() py.TypeSpec { return py.StructSeqSpec(d.spec()) })
	}
}

func versionInfo() py.Value {
	return py.NewStructSeq(&versionType, py.Int(major), py.Int(minor), py.Int(micro), py.NewStr("final"), py.Int(0))
}

// flags is sys.flags of the interpreter; set_int_max_str_digits does not change it.
func flags(in *py.Interp) py.Value {
	f := &in.Flags
	i := func(n int) py.Value { return py.Int(int64(n)) }
	return py.NewStructSeq(&flagsType, i(f.Debug), i(f.Inspect), i(f.Interactive), i(f.Optimize), i(f.DontWriteBytecode),
		i(f.NoUserSite), i(f.NoSite), i(f.IgnoreEnvironment), i(f.Verbose), i(f.BytesWarning), i(f.Quiet),
		i(f.HashRandomization), i(f.Isolated), py.Bool(f.DevMode != 0), i(f.UTF8Mode), i(0), py.Bool(f.SafePath != 0),
		i(f.IntMaxStrDigits), i(1), i(0), i(0))
}

func floatInfo() py.Value {
	return py.NewStructSeq(&floatInfoType, py.Float(math.MaxFloat64), py.Int(1024), py.Int(308), py.Float(0x1p-1022), py.Int(-1021), py.Int(-307),
		py.Int(15), py.Int(53), py.Float(0x1p-52), py.Int(2), py.Int(1))
}

func intInfo() py.Value {
	return py.NewStructSeq(&intInfoType, py.Int(30), py.Int(4), py.Int(4300), py.Int(640))
}

func hashInfo() py.Value {
	return py.NewStructSeq(&hashInfoType, py.Int(64), py.Int(1<<61-1), py.Int(314159), py.Int(0), py.Int(1000003), py.NewStr("siphash13"), py.Int(64), py.Int(128), py.Int(0))
}

// implementation is sys.implementation.
func implementation(t *py.Thread, version py.Value, machine, os string) py.Value {
	n := py.NewNamespace()
	d := py.InstanceDict(n)
	d.SetName("name", py.NewStr("gopyrun"))
	d.SetName("cache_tag", py.NewStr("gopyrun-314"))
	d.SetName("version", version)
	d.SetName("hexversion", py.Int(hexVersion))
	if os == "linux" {
		if machine == "amd64" {
			machine = "x86_64"
		}
		d.SetName("_multiarch", py.NewStr(machine+"-linux-gnu"))
	}
	d.SetName("supports_isolated_interpreters", py.True)
	return n
}

// prefixOf is sys.prefix of the executable: the parent of the directory it is in.
func prefixOf(exe string) string {
	for range 2 {
		i := strings.LastIndexAny(exe, `/\`)
		if i <= 0 {
			return "/"
		}
		exe = exe[:i]
	}
	return exe
}
