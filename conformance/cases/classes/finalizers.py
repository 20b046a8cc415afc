# __del__, weak references and gc.collect().
import gc, sys, weakref


class Noisy:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("del", self.name)


n = Noisy("a")
del n
gc.collect()


class Node:
    pass


def cycles():
    for make in (list, set, frozenset, tuple, iter):
        o = Node()
        r = weakref.ref(o)
        o.again = make([o, 1])
        del o
        gc.collect()
        print(make.__name__, r())


cycles()


class Phoenix:
    kept = []

    def __del__(self):
        Phoenix.kept.append(self)


p = Phoenix()
p.x = 42
del p
gc.collect()
print(len(Phoenix.kept), Phoenix.kept[0].x, gc.is_finalized(Phoenix.kept[0]))
Phoenix.kept.clear()
gc.collect()
print(len(Phoenix.kept))


class Bad:
    def __del__(self):
        1 / 0


def hook(u):
    print(u.exc_type.__name__, u.exc_value, u.object, u.err_msg.split(" at ")[0])


sys.unraisablehook = hook
b = Bad()
del b
gc.collect()
sys.unraisablehook = sys.__unraisablehook__


class L(list):
    def __del__(self):
        print("list", list(self))


v = L("ab")
del v
gc.collect()


class Parent:
    pass


class Child(Parent):
    pass


print(len(Parent.__subclasses__()))
del Child
gc.collect()
print(Parent.__subclasses__())

d = weakref.WeakValueDictionary()
k = weakref.WeakKeyDictionary()
s = weakref.WeakSet()
o = Node()
d["x"], k[o] = o, 1
s.add(o)
weakref.finalize(o, print, "finalized")
print(len(d), len(k), len(s))
del o
gc.collect()
print(len(d), len(k), len(s))


def keep(o):
    kept = {"a": [o, {o: 1}]}
    return len(kept)


def temporaries(f):
    o = Node()
    r = weakref.ref(o)
    f(o)
    o = None
    gc.collect()
    return r()


for f in keep, id, lambda o: (o, [o]), lambda o: {1: o}, repr, lambda o: dict(a=o), lambda o: setattr(o, "self", {"o": o}):
    print(temporaries(f))
