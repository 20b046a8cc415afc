# What objects are, their members and documentation, and the states of generators.
import collections
import functools
import inspect
import types


class Base:
    """Base doc.

        indented
      less
    """

    attribute = 1

    def method(self):
        """Doc of method."""

    @property
    def prop(self):
        """Doc of prop."""
        return 1

    @classmethod
    def cm(cls):
        pass

    @staticmethod
    def sm():
        pass


class Derived(Base):
    __slots__ = ("s",)

    def method(self):
        pass

    @property
    def prop(self):
        return 2

    def __getattr__(self, name):
        return name


def generator():
    x = 1
    yield x


async def coroutine():
    y = 2


async def agen():
    yield


predicates = [getattr(inspect, name) for name in sorted(dir(inspect)) if name.startswith("is")]
c = coroutine()
for obj in (inspect, Base, Base.method, Base().method, len, [].append, Base.prop, Base.__dict__["cm"],
            Derived.__dict__["s"], type.__dict__["__doc__"], int.__add__, (1).__add__, generator, generator(), c,
            coroutine, agen, agen(), functools.partial(generator), compile("1", "", "eval"), 1, object, types,
            functools.partialmethod(generator), collections.abc.Sized):
    print([p.__name__ for p in predicates if p(obj)])
c.close()

for name, kind, home, obj in inspect.classify_class_attrs(Derived):
    if home is not object:
        print(name, kind, home.__name__)
print([name for name, value in inspect.getmembers(Derived(), inspect.ismethod)])
print([name for name, value in inspect.getmembers_static(Derived, lambda v: isinstance(v, property))])
print(type(inspect.getattr_static(Derived(), "prop")), inspect.getattr_static(Derived(), "nothing", "default"))
try:
    inspect.getattr_static(Derived(), "nothing")
except AttributeError as e:
    print("AttributeError", e)
print(inspect.getdoc(Base), inspect.getdoc(Derived), inspect.getdoc(Derived.method), inspect.getdoc(Derived.prop), sep="|")
print(repr(inspect.cleandoc("\n\n  a\n    b\n\tc\n\n")), inspect.getmro(Derived))
print(inspect.getclasstree([Base, Derived, int]))
print(inspect.unwrap(functools.wraps(generator)(lambda: 0)) is generator, inspect.getmodulename("/a/b.c.py"))

g = generator()
states = [inspect.getgeneratorstate(g)]
next(g)
states.append(inspect.getgeneratorstate(g))
print(inspect.getgeneratorlocals(g))
next(g, None)
states.append(inspect.getgeneratorstate(g))
print(states, inspect.getgeneratorlocals(g))
c = coroutine()
print(inspect.getcoroutinestate(c), inspect.getcoroutinelocals(c))
c.close()
print(inspect.getcoroutinestate(c), inspect.getasyncgenstate(agen()))
for function, value in (inspect.getgeneratorlocals, 1), (inspect.getfile, 1), (inspect.getfile, int), (inspect.getargs, 1):
    try:
        function(value)
    except TypeError as e:
        print(e)

x = 3


def closure():
    n = 4
    def inner(a):
        return a.attr + len(a.method()) + n + x + missing
    return inner


print({k: sorted(v) for k, v in inspect.getclosurevars(closure())._asdict().items()})


def outer(a, *args, k=1, **kw):
    return inspect.stack()[:2], inspect.getargvalues(inspect.currentframe())


frames, values = outer(1, 2)
print([(f.function, f.lineno, f.code_context, f.index) for f in frames], inspect.formatargvalues(*values))
try:
    1 / 0
except ZeroDivisionError:
    print([(f.function, f.lineno, f.code_context[0].strip()) for f in inspect.trace()])
print(inspect.getsource(closure))
print(inspect.getsourcelines(Base.cm), inspect.getcomments(closure))


# A comment.
# Another.
def commented(): return [
    1]


print(inspect.getcomments(commented), inspect.getsource(commented))
print(inspect.getsource(Derived))
print(inspect.markcoroutinefunction(generator) is generator, inspect.iscoroutinefunction(generator))
