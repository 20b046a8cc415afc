# conf: tier=exact
class Base(Exception): pass
class Sub(Base):
    def __init__(self, a): self.a = a
    def __str__(self): return f'sub of {self.a}'
class Multi(Exception): pass
import traceback
for e in (Sub(1), Multi('line1\nline2'), Base(), Base(''), KeyError('a b'), OSError(2, 'nope', 'file')):
    try:
        raise e
    except Exception:
        traceback.print_exc()
class BadStr(Exception):
    def __str__(self): raise RuntimeError('in str')
raise BadStr()
