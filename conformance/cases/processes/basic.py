# conf: needs=multiprocessing timeout=30
from multiprocessing import Process, current_process, active_children, parent_process
import os
def show(a, b='dflt'):
    print('child', a, b, current_process().name, current_process().daemon, __name__, os.getpid() == current_process().pid, parent_process() is not None, flush=True)
if __name__ == '__main__':
    p = Process(target=show, args=(1,), kwargs={'b': 2})
    print(p.name, p.pid, p.exitcode, p.is_alive(), p.daemon, repr(p)[:30], p.authkey is not None)
    print(p.start(), p.pid != os.getpid(), p.pid > 0, p.ident == p.pid)
    p.join()
    print(p.exitcode, p.is_alive(), repr(p).endswith('stopped exitcode=0>'))
    q = Process(target=show, name='named', args=['x'], daemon=True)
    q.start()
    print([c.name for c in active_children()])
    q.join()
    print(active_children(), current_process().name, parent_process(), q.sentinel > 0)
    q.close()
    for f in (lambda: q.pid, lambda: q.is_alive(), lambda: q.exitcode, lambda: q.join(), lambda: p.start(), lambda: Process(target=show).join(), lambda: Process(5), lambda: Process(nope=1), lambda: Process(target=show).terminate(), lambda: setattr(p, 'daemon', True), lambda: Process(target=show).sentinel):
        try:
            print(f())
        except Exception as e:
            print(type(e).__name__, e)
