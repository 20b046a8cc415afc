# conf: tier=exact
class A:
    def __getattr__(self, n): return getattr(B(), n)
class B:
    def __getattr__(self, n): return getattr(A(), n)
A().x
