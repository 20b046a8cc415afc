# conf: needs=threading
import threading, time
log = []
def work(n, tag='t'):
    time.sleep(0.01 * n)
    log.append((tag, n, threading.current_thread().name))
ts = [threading.Thread(target=work, args=(i,), kwargs={'tag': 'k'}, name=f'w{i}') for i in (3, 1, 2)]
for t in ts: print(t.name, t.is_alive(), t.ident, t.daemon)
for t in ts: t.start()
print(all(t.ident for t in ts), threading.active_count())
for t in ts: t.join()
print(sorted(log), [t.is_alive() for t in ts], threading.active_count())
print(threading.current_thread() is threading.main_thread(), threading.main_thread().name, threading.current_thread().daemon, [t.name for t in threading.enumerate()])
class T(threading.Thread):
    def __init__(self, v):
        super().__init__(name='sub', daemon=True)
        self.v, self.result = v, None
    def run(self): self.result = self.v * 2
t = T(21)
t.start(); t.join()
print(t.result, t.daemon, t.name, repr(t).split(' ')[0], 'stopped' in repr(t), repr(threading.Thread(name='x'))[:17])
def err(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ':', e)
err(lambda: t.start()); err(lambda: threading.Thread(target=work).join()); err(lambda: threading.current_thread().join()); err(lambda: threading.Thread(5)); err(lambda: threading.Thread(nope=1)); err(lambda: setattr(t, 'daemon', False) or 'ok')
print(threading.Thread().name[:7], threading.Thread(target=work).name.endswith('(work)'), threading.get_ident() == threading.main_thread().ident, threading.get_native_id() > 0)
d = threading.Thread(target=time.sleep, args=(30,), daemon=True)
d.start()
d.join(0.01)
print(d.is_alive(), 'end of main with a daemon running')
