package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
)

// version is what -V prints after "Python ".
const version = "3.14.0"

const usage = `usage: %s [option] ... [-c cmd | -m mod | file | -] [arg] ...
Options (and corresponding environment variables):
-b     : accepted and ignored
-B     : don't write compiled code; also PYTHONDONTWRITEBYTECODE=x
-c cmd : program passed in as string (terminates option list)
-d     : accepted and ignored
-E     : ignore PYTHON* environment variables (such as PYTHONPATH)
-h     : print this help message and exit (also -? or --help)
-i     : accepted; the program is not followed by a prompt
-I     : isolate Python from the user's environment (implies -E and -s)
-m mod : run library module as a script (terminates option list)
-O     : remove assert and __debug__-dependent statements; also PYTHONOPTIMIZE=x
-OO    : do -O changes and also discard docstrings
-P     : don't prepend a potentially unsafe path to sys.path; also PYTHONSAFEPATH
-q     : accepted and ignored
-s     : accepted and ignored; also PYTHONNOUSERSITE
-S     : accepted and ignored
-u     : force the stdout and stderr streams to be unbuffered; also PYTHONUNBUFFERED=x
-v     : accepted and ignored
-V     : print the version number and exit (also --version)
-W arg : warning control; also PYTHONWARNINGS=arg
-x     : skip first line of source
-X opt : set implementation-specific option
file   : program read from script file
-      : program read from stdin (default)
--engine name: run on native (default) or gpython; must be the first option
--stdlib dir: the library folder of an installed CPython, from which pure-Python
         modules that gopyrun lacks are imported; also GOPYRUN_STDLIB=dir
arg ...: arguments passed to program in sys.argv[1:]
`

// options are the parsed command line.
type options struct {
	flags      py.RunFlags
	command    *string // -c
	module     string  // -m
	script     string  // file; "-" or "" for standard input
	args       []string
	skipFirst  bool
	ignoreEnv  bool
	showVer    bool
	showHelp   bool
	hashSeed   string
	pythonPath string
}

// usageError is a mistake on the command line: message and status 2.
type usageError string

func (e usageError) Error() string { return string(e) }

// fatalError is a setting that the interpreter cannot start with: CPython's message,
// how far the start had come, and status 1.
type fatalError struct{ text, state string }

func (e fatalError) Error() string {
	return "Fatal Python error: " + e.text + "\nPython runtime state: " + e.state + "\n"
}

// parse reads the command line as CPython does: short options may be joined, and
// -c and -m end the options.
func parse(argv []string) (*options, error) {
	o := &options{}
	o.flags.HashRandomization = 1
	i := 1
	value := func(rest string, opt byte) (string, error) {
		if rest != "" {
			return rest, nil
		}
		i++
		if i >= len(argv) {
			return "", usageError(fmt.Sprintf("Argument expected for the -%c option", opt))
		}
		return argv[i], nil
	}
	for ; i < len(argv); i++ {
		a := argv[i]
		if a == "-" || !strings.HasPrefix(a, "-") {
			break
		}
		switch a {
		case "--version":
			o.showVer = true
			continue
		case "--help":
			o.showHelp = true
			continue
		case "--check-hash-based-pycs":
			i++
			continue
		case "--":
			i++
		}
		if a == "--" {
			break
		}
		if dir, ok := strings.CutPrefix(a, "--stdlib="); ok {
			o.flags.Stdlib = dir
			continue
		}
		if a == "--stdlib" {
			if i++; i >= len(argv) {
				return nil, usageError("Argument expected for the --stdlib option")
			}
			o.flags.Stdlib = argv[i]
			continue
		}
		if strings.HasPrefix(a, "--") {
			return nil, usageError("Unknown option: " + a)
		}
	letters:
		for j := 1; j < len(a); j++ {
			switch c := a[j]; c {
			case 'b':
				o.flags.BytesWarning++
			case 'B':
				o.flags.DontWriteBytecode = 1
			case 'd':
				o.flags.Debug++
			case 'E':
				o.ignoreEnv = true
			case 'h', '?':
				o.showHelp = true
			case 'i':
				o.flags.Inspect, o.flags.Interactive = 1, 1
			case 'I':
				o.ignoreEnv = true
				o.flags.Isolated, o.flags.NoUserSite, o.flags.SafePath = 1, 1, 1
			case 'O':
				o.flags.Optimize++
			case 'P':
				o.flags.SafePath = 1
			case 'q':
				o.flags.Quiet++
			case 'R':
			case 's':
				o.flags.NoUserSite = 1
			case 'S':
				o.flags.NoSite = 1
			case 'u':
				o.flags.Unbuffered = true
			case 'v':
				o.flags.Verbose++
			case 'V':
				o.showVer = true
			case 'x':
				o.skipFirst = true
			case 'c':
				v, err := value(a[j+1:], c)
				if err != nil {
					return nil, err
				}
				o.command = &v
				o.args = append([]string{"-c"}, argv[i+1:]...)
				return o, o.settle()
			case 'm':
				v, err := value(a[j+1:], c)
				if err != nil {
					return nil, err
				}
				o.module = v
				o.args = append([]string{"-m"}, argv[i+1:]...)
				return o, o.settle()
			case 'W':
				v, err := value(a[j+1:], c)
				if err != nil {
					return nil, err
				}
				o.flags.WarnOptions = append(o.flags.WarnOptions, v)
				break letters
			case 'X':
				v, err := value(a[j+1:], c)
				if err != nil {
					return nil, err
				}
				o.flags.XOptions = append(o.flags.XOptions, v)
				break letters
			default:
				return nil, usageError(fmt.Sprintf("Unknown option: -%c", c))
			}
		}
	}
	if i < len(argv) {
		o.script = argv[i]
		o.args = argv[i:]
	} else {
		o.args = []string{""}
	}
	return o, o.settle()
}

// settle applies what does not depend on the options' order.
func (o *options) settle() error {
	if err := o.stdlib(); err != nil {
		return err
	}
	if err := o.environment(); err != nil {
		return err
	}
	return o.settings()
}

// stdlib finds the folder of CPython's library. The variable counts under -E and -I
// too: it says what belongs to the installation, which no option of a program that
// starts sys.executable can.
func (o *options) stdlib() error {
	if o.flags.Stdlib == "" {
		o.flags.Stdlib = os.Getenv("GOPYRUN_STDLIB")
	}
	if o.flags.Stdlib == "" {
		return nil
	}
	o.flags.Stdlib = abs(o.flags.Stdlib)
	if st, err := os.Stat(o.flags.Stdlib); err != nil || !st.IsDir() {
		return fatalError{"init_import_site: no standard library folder '" + o.flags.Stdlib + "'", "preinitialized"}
	}
	return nil
}

// xOption is the value of the last -X option of a name.
func (o *options) xOption(name string) (value string, ok bool) {
	for _, x := range o.flags.XOptions {
		if k, v, _ := strings.Cut(x, "="); k == name {
			value, ok = v, true
		}
	}
	return value, ok
}

// pycachePrefix is the folder of compiled code: what -X pycache_prefix or
// PYTHONPYCACHEPREFIX say, or one among the user's caches. Without any none is written.
func (o *options) pycachePrefix(setting func(option, variable string) (string, bool)) {
	if dir, ok := setting("pycache_prefix", "PYTHONPYCACHEPREFIX"); ok && dir != "" {
		o.flags.PycachePrefix = abs(dir)
	} else if dir, err := os.UserCacheDir(); err == nil && !ok {
		o.flags.PycachePrefix = filepath.ToSlash(filepath.Join(dir, "gopyrun", "pycache"))
	} else if !ok {
		o.flags.DontWriteBytecode = 1
	}
}

// settings applies -X options that have an environment variable of the same
// meaning: utf8, dev and int_max_str_digits.
func (o *options) settings() error {
	setting := func(option, variable string) (value string, ok bool) {
		if value, ok = o.xOption(option); ok || o.ignoreEnv {
			return value, ok
		}
		value = os.Getenv(variable)
		return value, value != ""
	}
	o.pycachePrefix(setting)
	switch v, ok := setting("utf8", "PYTHONUTF8"); {
	case !ok:
		locale := os.Getenv("LC_ALL")
		if locale == "C" || locale == "POSIX" {
			o.flags.UTF8Mode = 1
		}
	case v == "" || v == "1":
		o.flags.UTF8Mode = 1
	case v != "0":
		what := "PYTHONUTF8 environment variable value"
		if _, option := o.xOption("utf8"); option {
			what = "-X utf8 option value"
		}
		return fatalError{"preconfig_init_utf8_mode: invalid " + what, "preinitializing"}
	}
	if _, ok := setting("dev", "PYTHONDEVMODE"); ok {
		o.flags.DevMode = 1
		o.flags.WarnOptions = append([]string{"default"}, o.flags.WarnOptions...)
	}
	if v, ok := setting("int_max_str_digits", "PYTHONINTMAXSTRDIGITS"); ok {
		n, err := strconv.Atoi(v)
		if err != nil || n < 0 || n > 0 && n < 640 {
			what := "PYTHONINTMAXSTRDIGITS"
			if _, option := o.xOption("int_max_str_digits"); option {
				what = "-X int_max_str_digits"
			}
			return fatalError{"config_init_int_max_str_digits: " + what + ": invalid limit; must be >= 640 or 0 for unlimited.", "preinitialized"}
		}
		if n == 0 {
			n = -1 // no limit; 0 is the default
		}
		o.flags.IntMaxStrDigits = n
	}
	return nil
}

// environment applies the PYTHON* variables.
func (o *options) environment() error {
	if o.ignoreEnv {
		o.flags.IgnoreEnvironment = 1
		return nil
	}
	number := func(name string) int {
		v := os.Getenv(name)
		if v == "" {
			return 0
		}
		if n, err := strconv.Atoi(v); err == nil && n > 0 {
			return n
		}
		return 1
	}
	o.flags.Optimize = max(o.flags.Optimize, number("PYTHONOPTIMIZE"))
	o.flags.Unbuffered = o.flags.Unbuffered || os.Getenv("PYTHONUNBUFFERED") != ""
	if os.Getenv("PYTHONDONTWRITEBYTECODE") != "" {
		o.flags.DontWriteBytecode = 1
	}
	if os.Getenv("PYTHONNOUSERSITE") != "" {
		o.flags.NoUserSite = 1
	}
	if os.Getenv("PYTHONSAFEPATH") != "" {
		o.flags.SafePath = 1
	}
	if w := os.Getenv("PYTHONWARNINGS"); w != "" {
		o.flags.WarnOptions = append(strings.Split(w, ","), o.flags.WarnOptions...)
	}
	o.hashSeed = os.Getenv("PYTHONHASHSEED")
	switch _, err := strconv.ParseUint(o.hashSeed, 10, 32); {
	case o.hashSeed == "0":
		o.flags.HashRandomization = 0
	case err != nil && o.hashSeed != "" && o.hashSeed != "random":
		return fatalError{`config_init_hash_seed: PYTHONHASHSEED must be "random" or an integer in range [0; 4294967295]`, "preinitialized"}
	}
	o.pythonPath = os.Getenv("PYTHONPATH")
	return nil
}

// searchPath is sys.path: the script's directory (or the current one), then
// PYTHONPATH.
func (o *options) searchPath() []string {
	var path []string
	if o.flags.SafePath == 0 {
		switch {
		case o.command != nil, o.script == "" || o.script == "-":
			path = append(path, "")
		case o.module != "":
			if cwd, err := os.Getwd(); err == nil {
				path = append(path, cwd)
			}
		default:
			dir := o.script
			if isContainer(dir) {
				path = append(path, abs(dir))
				break
			}
			if real, err := filepath.EvalSymlinks(dir); err == nil {
				dir = real
			}
			dir = filepath.Dir(abs(dir))
			path = append(path, dir)
		}
	}
	if o.module != "" && o.flags.SafePath == 0 && len(path) == 1 && path[0] == "" {
		if cwd, err := os.Getwd(); err == nil {
			path[0] = cwd
		}
	}
	for _, p := range filepath.SplitList(o.pythonPath) {
		if p != "" {
			if abs, err := filepath.Abs(p); err == nil {
				p = abs
			}
			path = append(path, p)
		}
	}
	if o.flags.Stdlib != "" {
		path = append(path, o.flags.Stdlib)
	}
	return path
}
