# conf: needs=multiprocessing timeout=60
from multiprocessing import Pool
def f(x): return 10 // x
class Custom(Exception): pass
def g(x): raise Custom('custom', x)
def gen():
    yield 1
    raise RuntimeError('in iterable')
if __name__ == '__main__':
    p = Pool(2)
    def err(f):
        try:
            print(f())
        except Exception as e:
            print(type(e).__name__, e.args, type(e.__cause__).__name__)
    err(lambda: p.map(f, [1, 0, 2])); err(lambda: p.apply(g, (1,))); err(lambda: p.starmap(f, [(1, 2)])); err(lambda: list(p.imap(f, [5, 0]))); err(lambda: p.map(f, 5)); err(lambda: p.apply_async(f, (0,)).get(20))
    try:
        p.map(f, [0])
    except ZeroDivisionError as e:
        print(str(e.__cause__).strip().splitlines()[-1], 'RemoteTraceback' in repr(type(e.__cause__)), str(e.__cause__).count('Traceback'))
    print(p.map(f, [1, 2]), 'still works')
    for bad in (lambda: Pool(0), lambda: Pool('a'), lambda: Pool(1, initializer=5), lambda: p.join(), lambda: Pool(1, maxtasksperchild=0)):
        try:
            print(bad())
        except Exception as e:
            print(type(e).__name__, e)
    p.terminate(); p.join()
    for bad in (lambda: p.apply(f, (1,)), lambda: p.imap(f, [1])):
        try:
            bad()
        except ValueError as e:
            print(e)
