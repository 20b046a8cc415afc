# conf: needs=threading norm=threads
import threading
def bad(): raise ValueError('in thread')
t = threading.Thread(target=bad, name='worker')
t.start(); t.join()
print('main goes on', t.is_alive())
def hook(args): print('hook', args.exc_type.__name__, args.exc_value, args.thread.name, args.exc_traceback is not None)
threading.excepthook = hook
t = threading.Thread(target=bad, name='second')
t.start(); t.join()
def exits(): raise SystemExit('ignored')
t = threading.Thread(target=exits)
t.start(); t.join()
print('done')
