# conf: tier=exact
# A metaclass's mro() assigns to __bases__ while an assignment is under way.
steps = 0


class M(type):
    def mro(cls):
        global steps
        if ready and cls.__name__ == "B1" and steps < 5:
            steps += 1
            try:
                B2.__bases__ = (B1,)
            except TypeError as e:
                print("B2:", e)
        if ready and cls.__name__ == "B2" and steps < 5:
            steps += 1
            try:
                B1.__bases__ = (B2,)
            except TypeError as e:
                print("B1:", e)
        return type.mro(cls)


ready = False


class A(metaclass=M):
    pass


class B1(A):
    pass


class B2(A):
    pass


ready = True
try:
    B1.__bases__ += ()
except TypeError as e:
    print("outer:", e)
ready = False
for c in A, B1, B2:
    print(c.__name__, [b.__name__ for b in c.__bases__], [b.__name__ for b in c.__mro__], sorted(s.__name__ for s in c.__subclasses__()))


class N(type):
    def mro(cls):
        global again
        if cls.__name__ == "C" and again:
            again = False
            C.__bases__ = (D2,)
        return type.mro(cls)


again = False


class D(metaclass=N):
    pass


class D1(D):
    pass


class D2(D):
    pass


class C(D):
    pass


again = True
C.__bases__ = (D1,)
D1.__bases__ = (C,)
print(C.__bases__ == (D2,), D2.__subclasses__() == [C], D1.__subclasses__(), C.__subclasses__() == [D1])
