# conf: needs=multiprocessing timeout=30
import multiprocessing as mp
def f(q): q.put(mp.get_start_method())
if __name__ == '__main__':
    print(mp.get_all_start_methods()[0], {'fork', 'spawn', 'forkserver'} <= set(mp.get_all_start_methods()), mp.get_start_method(), mp.cpu_count() > 0, mp.freeze_support())
    for m in ('spawn', 'forkserver'):
        ctx = mp.get_context(m)
        q = ctx.Queue()
        p = ctx.Process(target=f, args=(q,))
        p.start()
        print(m, q.get(timeout=20), ctx.get_start_method())
        p.join()
    for x in (lambda: mp.get_context('nope'), lambda: mp.set_start_method('spawn'), lambda: mp.set_start_method('nope', force=True)):
        try:
            print(x())
        except Exception as e:
            print(type(e).__name__, e)
    mp.set_start_method('spawn', force=True)
    print(mp.get_start_method(), issubclass(mp.TimeoutError, mp.ProcessError), mp.ProcessError.__mro__[1].__name__)
