# conf: tier=exact
class A:
    def __init__(self):
        self.go()
    def go(self):
        (lambda: self.prop)()
    @property
    def prop(self):
        return next(self.gen())
    def gen(self):
        yield [self.fail() for _ in range(1)]
    @staticmethod
    def fail():
        class Inner:
            raise KeyError('deep')
A()
