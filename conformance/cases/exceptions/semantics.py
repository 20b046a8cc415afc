# conf: tier=exact
import sys
def show(f, *a, **k):
    try: print(f(*a, **k))
    except BaseException as e: print(type(e).__name__, e, repr(e.__context__), repr(e.__cause__))
# exec/eval/locals
x = 10
def f(a, b=2):
    c = 3
    def inner(): return c
    print(sorted(locals()), sorted(vars()))
    print(eval("a + b"), eval("a + c", {"a": 1, "c": 5}))
    exec("a = 99; d = 4")
    print(a, "d" in locals())
    l = locals(); l["a"] = 7; print(a, l["a"], locals()["a"])
    return [locals()["b"] for _ in range(1)], dir()
print(f(1))
class C:
    y = 1
    print(sorted(k for k in locals() if not k.startswith("__")))
    z = [y for y in range(3)]
    exec("w = y + 1")
print(C.w, C.z)
ns = {}
exec("def g(): return x\nx = 5", ns); print(ns["g"](), "__builtins__" in ns, x)
class M(dict):
    def __missing__(self, k): return "m_" + k
print(eval("foo", {}, M()))


show(eval, "x = 1")
show(eval, "undefined_name")
show(exec, "import nonexist")
show(eval, compile("1+2", "a", "eval"))
show(exec, compile("x=1", "a", "exec"), {"__builtins__": {}})
show(eval, "len([1])", {"__builtins__": {}})
show(eval, "  1 + 1  ")
show(eval, "\n1\n")
show(eval, b"1 + 2")
show(eval, compile("print('single'); 5", "a", "single"))
show(exec, "5", closure=())
print(__name__, globals() is locals(), globals()["__name__"])
show(__import__, "", None, None, (), 0)
show(__import__, "x", {}, {}, (), 1)
show(vars)
print(type(vars(C)), vars(C)["y"])
show(dir, 5 .__class__)
class D:
    def __dir__(self): return ["b", "a"]
print(dir(D()), [n for n in dir(D) if not n.startswith("__")])
class D2:
    def __dir__(self): return 5
show(dir, D2())
show(input, "prompt")
show(print, 1, 2, sep="-", end="!\n")
show(print, *"abc", sep="")
# try semantics
def t1():
    try: return 1
    finally: print("fin")
print(t1())
def t2():
    for i in range(3):
        try:
            if i == 1: continue
            if i == 2: break
            print(i)
        finally: print("f", i)
    else: print("else")
t2()
def t3():
    try:
        raise ValueError("a")
    except ValueError as e:
        try: raise TypeError("b")
        except TypeError: pass
        print(sys.exc_info()[1], sys.exception())
        raise
show(t3)
def t4():
    try: raise ValueError
    except ValueError as e: pass
    return e
show(t4)
def t5():
    try: pass
    except: print("no")
    else: raise KeyError("else")
    finally: print("fin5")
show(t5)
def gen():
    try: yield 1
    except ValueError as e: print("caught", e, sys.exception()); yield 2
    finally: print("gfin")
g = gen(); next(g); print(g.throw(ValueError("t")))
show(g.throw, KeyError("k"))
g = gen(); next(g); g.close()
def gen2():
    yield 1
    raise StopIteration
show(list, gen2())
def gen3():
    try: yield
    except GeneratorExit: yield 5
g = gen3(); next(g); show(g.close)
g = gen(); show(g.send, 5)
g = gen(); show(g.throw, ValueError)
try: raise ValueError("v") from KeyError("k")
except ValueError as e: print(repr(e.__cause__), e.__suppress_context__, e.__context__)
show(lambda: (_ for _ in ()).throw(5))
show(lambda: (_ for _ in ()).throw(ValueError, "v", None) if 0 else None)
class E(Exception):
    def __init__(self, a, b): super().__init__(a); self.b = b
try: raise E(1, b=2)
except E as e: print(repr(e), e.args, e.b, str(e))
show(lambda: Exception(a=1))
show(lambda: BaseException.__new__(int))
show(lambda: ValueError().with_traceback(5))
e = ValueError(1); e.foo = 5; print(e.__dict__, e.__notes__ if hasattr(e, "__notes__") else None)
import copy
try: c = copy.copy(E(1, 2))
except TypeError as t: print(t)
print(repr(OSError(2, "x", "f")), OSError(13, "p").__class__, OSError("a").errno)
print(KeyError("a", "b"), str(KeyError("a")), repr(KeyError("a")), str(StopIteration(5)), StopIteration(5).value)
print(SystemExit(3).code, SystemExit().code, SystemExit(1, 2).code)
try: raise ExceptionGroup("g", [ValueError(1), ExceptionGroup("h", [TypeError(2), ValueError(3)])])
except* ValueError as eg: print(repr(eg))
except* TypeError as eg: print(repr(eg))
g = ExceptionGroup("g", [ValueError(1), TypeError(2)])
print(g.split(ValueError), g.subgroup(lambda e: isinstance(e, TypeError)), g.derive([OSError(1)]))
show(ExceptionGroup, "a", [])
show(ExceptionGroup, "a", [1])
show(ExceptionGroup, "a", [KeyboardInterrupt()])
show(ExceptionGroup, 1, [ValueError()])
def t6():
    with A6() as x: raise ValueError("in with")
class A6:
    def __enter__(self): return 1
    def __exit__(self, t, v, tb): print(t, v, tb is not None); return True
show(t6)
assert sys.exception() is None
def t7(n):
    t7(n + 1)
try: t7(0)
except RecursionError as e: print(e)
class R:
    def __repr__(self): return repr(self)
show(repr, R())
class G:
    def __getattr__(self, n): return getattr(self, n + "x")
show(getattr, G(), "a")
show(lambda: [].__class__.__bases__[0].__subclasses__ and 1)
l = []; l.append(l); print(l == l, repr(l))
def t8():
    x = 1
    del x
    return x
show(t8)
show(lambda: nope_global)
show(lambda: C.nope)
show(lambda: ().__class__.nope)


show(lambda: print.__self__.nope)
show(lambda: (lambda: 1).nope)
