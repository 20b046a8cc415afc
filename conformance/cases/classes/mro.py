# conf: tier=exact
class O: pass
class X(O): n = 'X'
class Y(O): n = 'Y'
class A(X, Y):
    def who(self): return 'A>' + super().who()
class B(Y): 
    def who(self): return 'B'
class C(A, B): pass
print([k.__name__ for k in C.__mro__], C.n, C().who())
try:
    class D(X, A): pass
except TypeError as e:
    print(e)
try:
    class E(X, X): pass
except TypeError as e:
    print(e)
try:
    class F(O, X): pass
except TypeError as e:
    print(e)
for base in ('bool', 'type(None)', 'int, str', '5', 'lambda: 1', 'range', 'slice'):
    try:
        exec(f'class G({base}): pass')
        print('ok', base)
    except TypeError as e:
        print(base, '->', e)
class Base:
    def f(self, log): log.append('Base'); return log
class L(Base):
    def f(self, log): log.append('L'); return super().f(log)
class R(Base):
    def f(self, log): log.append('R'); return super().f(log)
class Diamond(L, R):
    def f(self, log): log.append('D'); return super().f(log)
print(Diamond().f([]), Diamond.mro() == list(Diamond.__mro__))
print(super(L, Diamond()).f([]), super(Diamond, Diamond()).f.__qualname__)
class K(Base):
    @classmethod
    def make(cls): return super().__new__(cls)
    @property
    def p(self): return super().f(['prop'])
print(type(K.make()).__name__, K().p)
try:
    super().x
except RuntimeError as e:
    print(e)
try:
    super(int, 'a')
except TypeError as e:
    print(e)
try:
    Diamond().f.nope
except AttributeError as e:
    print(e)
try:
    class M(Base):
        def g(self): return super().nope
    M().g()
except AttributeError as e:
    print(e)
