// Package modules is the index of the built-in modules: it knows each by its
// import name and makes nothing before it is asked for, so that a module costs a
// program nothing until it is imported. The packages beside it hold one module
// each; those of processes share internal.
package modules

import (
	"strings"

	"github.com/gopyrun/gopyrun/interp/py"
	"github.com/gopyrun/gopyrun/modules/abc"
	"github.com/gopyrun/gopyrun/modules/annotationlib"
	"github.com/gopyrun/gopyrun/modules/array"
	"github.com/gopyrun/gopyrun/modules/ast"
	"github.com/gopyrun/gopyrun/modules/atexit"
	"github.com/gopyrun/gopyrun/modules/base64"
	"github.com/gopyrun/gopyrun/modules/binascii"
	"github.com/gopyrun/gopyrun/modules/bisect"
	"github.com/gopyrun/gopyrun/modules/builtins"
	"github.com/gopyrun/gopyrun/modules/codecs"
	"github.com/gopyrun/gopyrun/modules/codeop"
	"github.com/gopyrun/gopyrun/modules/collections"
	"github.com/gopyrun/gopyrun/modules/collections_abc"
	"github.com/gopyrun/gopyrun/modules/contextlib"
	"github.com/gopyrun/gopyrun/modules/contextvars"
	"github.com/gopyrun/gopyrun/modules/copy"
	"github.com/gopyrun/gopyrun/modules/copyreg"
	"github.com/gopyrun/gopyrun/modules/csv"
	"github.com/gopyrun/gopyrun/modules/dataclasses"
	"github.com/gopyrun/gopyrun/modules/datetime"
	"github.com/gopyrun/gopyrun/modules/dis"
	"github.com/gopyrun/gopyrun/modules/encodings"
	"github.com/gopyrun/gopyrun/modules/enum"
	"github.com/gopyrun/gopyrun/modules/errno"
	"github.com/gopyrun/gopyrun/modules/fnmatch"
	"github.com/gopyrun/gopyrun/modules/functools"
	"github.com/gopyrun/gopyrun/modules/future"
	"github.com/gopyrun/gopyrun/modules/gc"
	"github.com/gopyrun/gopyrun/modules/getopt"
	"github.com/gopyrun/gopyrun/modules/getpass"
	"github.com/gopyrun/gopyrun/modules/glob"
	"github.com/gopyrun/gopyrun/modules/hashlib"
	"github.com/gopyrun/gopyrun/modules/heapq"
	"github.com/gopyrun/gopyrun/modules/hmac"
	"github.com/gopyrun/gopyrun/modules/importlib"
	"github.com/gopyrun/gopyrun/modules/inspect"
	"github.com/gopyrun/gopyrun/modules/io"
	"github.com/gopyrun/gopyrun/modules/itertools"
	"github.com/gopyrun/gopyrun/modules/json"
	"github.com/gopyrun/gopyrun/modules/keyword"
	"github.com/gopyrun/gopyrun/modules/linecache"
	"github.com/gopyrun/gopyrun/modules/marshal"
	"github.com/gopyrun/gopyrun/modules/math"
	"github.com/gopyrun/gopyrun/modules/multiprocessing"
	"github.com/gopyrun/gopyrun/modules/operator"
	"github.com/gopyrun/gopyrun/modules/os"
	"github.com/gopyrun/gopyrun/modules/pickle"
	"github.com/gopyrun/gopyrun/modules/platform"
	"github.com/gopyrun/gopyrun/modules/posixpath"
	"github.com/gopyrun/gopyrun/modules/posixsubprocess"
	"github.com/gopyrun/gopyrun/modules/queue"
	"github.com/gopyrun/gopyrun/modules/random"
	"github.com/gopyrun/gopyrun/modules/re"
	"github.com/gopyrun/gopyrun/modules/secrets"
	"github.com/gopyrun/gopyrun/modules/selects"
	"github.com/gopyrun/gopyrun/modules/shutil"
	"github.com/gopyrun/gopyrun/modules/signal"
	"github.com/gopyrun/gopyrun/modules/socket"
	"github.com/gopyrun/gopyrun/modules/stat"
	"github.com/gopyrun/gopyrun/modules/statistics"
	pystring "github.com/gopyrun/gopyrun/modules/string"
	"github.com/gopyrun/gopyrun/modules/structs"
	"github.com/gopyrun/gopyrun/modules/sys"
	"github.com/gopyrun/gopyrun/modules/tempfile"
	"github.com/gopyrun/gopyrun/modules/textwrap"
	"github.com/gopyrun/gopyrun/modules/thread"
	"github.com/gopyrun/gopyrun/modules/threading"
	"github.com/gopyrun/gopyrun/modules/time"
	"github.com/gopyrun/gopyrun/modules/tokenize"
	"github.com/gopyrun/gopyrun/modules/traceback"
	"github.com/gopyrun/gopyrun/modules/types"
	"github.com/gopyrun/gopyrun/modules/typing"
	"github.com/gopyrun/gopyrun/modules/typing_native"
	"github.com/gopyrun/gopyrun/modules/unicodedata"
	"github.com/gopyrun/gopyrun/modules/uuid"
	"github.com/gopyrun/gopyrun/modules/warnings"
	"github.com/gopyrun/gopyrun/modules/weakref"
	"github.com/gopyrun/gopyrun/modules/zlib"
)

// Find returns the specification of the built-in module with an import name, nil
// if there is none. It is the value for interp.Config.Modules.
func Find(name string) *py.ModuleSpec {
	var spec *py.ModuleSpec
	if f := find(name); f != nil {
		spec = f()
	} else if spec = json.Find(name); spec != nil {
		// One of json.
	} else if strings.Contains(name, "multiprocessing") {
		spec = multiprocessing.Find(name)
	} else if strings.HasPrefix(name, "encodings") {
		spec = encodings.Find(name)
	}
	if spec != nil {
		spec.Frozen = frozen(name, spec.Source)
	}
	return spec
}

func find(name string) func() *py.ModuleSpec {
	switch name {
	case "abc":
		return abc.Module
	case "_abc":
		return abc.Native
	case "annotationlib":
		return annotationlib.Module
	case "array":
		return array.Module
	case "ast":
		return ast.Module
	case "_ast_unparse":
		return ast.Unparse
	case "_ast":
		return ast.Native
	case "atexit":
		return atexit.Module
	case "_bisect", "bisect":
		return bisect.Module
	case "builtins":
		return builtins.Module
	case "codecs":
		return codecs.Module
	case "codeop":
		return codeop.Module
	case "_codecs":
		return codecs.Native
	case "_collections_users":
		return collections.Users
	case "collections":
		return collections.Module
	case "collections.abc":
		return collections_abc.Public
	case "_collections_abc":
		return collections_abc.Module
	case "contextlib":
		return contextlib.Module
	case "contextvars":
		return contextvars.Module
	case "_contextvars":
		return contextvars.Native
	case "copy":
		return copy.Module
	case "copyreg":
		return copyreg.Module
	case "dataclasses":
		return dataclasses.Module
	case "dis":
		return dis.Module
	case "_opcode":
		return dis.Native
	case "opcode":
		return dis.Opcode
	case "_encodings":
		return encodings.Native
	case "enum":
		return enum.Module
	case "errno":
		return errno.Module
	case "fnmatch":
		return fnmatch.Module
	case "functools":
		return functools.Module
	case "_functools":
		return functools.Native
	case "__future__":
		return future.Module
	case "gc":
		return gc.Module
	case "getpass":
		return getpass.Module
	case "glob":
		return glob.Module
	case "heapq":
		return heapq.Module
	case "_io":
		return io.Native
	case "importlib", "importlib._abc", "importlib._bootstrap", "importlib._bootstrap_external", "importlib.abc", "importlib.machinery", "importlib.util", "_frozen_importlib", "_frozen_importlib_external", "pkgutil", "runpy", "zipimport":
		return func() *py.ModuleSpec { return importlib.Find(name) }
	case "inspect":
		return inspect.Module
	case "io":
		return io.Module
	case "itertools":
		return itertools.Module
	case "linecache":
		return linecache.Module
	case "marshal":
		return marshal.Module
	case "math":
		return math.Module
	case "operator":
		return operator.Module
	case "_operator":
		return operator.Native
	case "os":
		return os.Module
	case "_os_environ":
		return os.Environ
	case "_pickle":
		return pickle.Native
	case "pickle":
		return pickle.Module
	case "platform":
		return platform.Module
	case "posixpath":
		return posixpath.Module
	case "_posixsubprocess":
		return posixsubprocess.Module
	case "queue":
		return queue.Module
	case "_queue":
		return thread.QueueModule
	case "random":
		return random.Module
	case "select":
		return selects.Module
	case "shutil":
		return shutil.Module
	case "signal":
		return signal.Module
	case "_socket":
		return socket.Native
	case "stat":
		return stat.Module
	case "statistics":
		return statistics.Module
	case "_string":
		return pystring.Native
	case "string":
		return pystring.Module
	case "string.templatelib":
		return pystring.Templatelib
	case "sys":
		return sys.Module
	case "tempfile":
		return tempfile.Module
	case "_thread":
		return thread.Module
	case "threading":
		return threading.Module
	case "time":
		return time.Module
	case "token":
		return tokenize.Token
	case "tokenize":
		return tokenize.Module
	case "_tokenize":
		return tokenize.Native
	case "traceback":
		return traceback.Module
	case "unicodedata":
		return unicodedata.Module
	case "typing":
		return typing.Module
	case "_typing":
		return typing_native.Module
	case "types":
		return types.Module
	case "_types":
		return types.Native
	case "warnings":
		return warnings.Module
	case "struct":
		return structs.Module
	case "datetime":
		return datetime.Module
	case "hashlib":
		return hashlib.Module
	case "binascii":
		return binascii.Module
	case "base64":
		return base64.Module
	case "keyword":
		return keyword.Module
	case "textwrap":
		return textwrap.Module
	case "re":
		return re.Module
	case "secrets":
		return secrets.Module
	case "hmac":
		return hmac.Module
	case "csv":
		return csv.Module
	case "uuid":
		return uuid.Module
	case "getopt":
		return getopt.Module
	case "weakref":
		return weakref.Module
	case "_weakref":
		return weakref.Native
	case "zlib":
		return zlib.Module
	}
	return nil
}
