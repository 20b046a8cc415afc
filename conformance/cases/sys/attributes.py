# conf: tier=exact
import sys
print(sys.version_info[:2], sys.version_info >= (3, 14), sys.version_info.major, sys.version_info.releaselevel in ('final', 'candidate', 'alpha', 'beta'), sys.maxsize, sys.byteorder, sys.platform, sys.maxunicode, hex(sys.hexversion >> 16), sys.argv, sys.flags.optimize, sys.flags.dev_mode)
print('sys' in sys.modules, sys.modules['__main__'].__name__, sys.stdout.name, sys.stdin.name, sys.stderr.name, sys.stdout.encoding, sys.stdout.isatty(), sys.stdout.fileno(), sys.getdefaultencoding(), sys.getfilesystemencoding(), 'math' in sys.builtin_module_names or True)
print(sys.float_info.max, sys.float_info.epsilon, sys.float_info.dig, sys.int_info.default_max_str_digits, sys.hash_info.modulus, sys.hash_info.inf, sys.hash_info.width, sys.getrecursionlimit(), sys.intern('a') == 'a', type(sys.path).__name__, sys.executable != '')
print(sys.getsizeof(1) > 0, sys.getswitchinterval(), sys._getframe().f_lineno, sys._getframe().f_code.co_name, callable(sys.exit), sys.copyright[:13], sys.api_version, sys.exc_info(), sys.is_finalizing(), sys.getrefcount(object()) > 0, sys.int_info.bits_per_digit)
sys.stdout.write('written\n')
sys.stdout.flush()
print(sys.stdout.write(''), sys.stdout.writable())
sys.setswitchinterval(0.001)
print(sys.getswitchinterval())
def f(): return sys._getframe(1).f_code.co_name
def g(): return f()
print(g(), sys._getframe(0).f_globals is globals())
for x in (lambda: sys.setrecursionlimit(-1), lambda: sys.setrecursionlimit('a'), lambda: sys.setswitchinterval(0), lambda: sys.nope, lambda: sys._getframe(100), lambda: sys.set_int_max_str_digits(5), lambda: sys.intern(5), lambda: sys.exit(1, 2)):
    try:
        print(x())
    except Exception as e:
        print(type(e).__name__, e)
class W:
    def write(self, s): captured.append(s)
captured = []
old = sys.stdout
sys.stdout = W()
print('to', 'list')
sys.stdout = old
print(captured)
sys.displayhook(5); sys.displayhook(None)
try:
    raise SystemExit
except BaseException as e:
    print(repr(e), e.code)
