# conf: needs=multiprocessing,unix timeout=60 stderr=ignore
import os, sys, signal, time
from multiprocessing import Process
def ok(): pass
def code(c): sys.exit(c)
def hard(): os._exit(7)
def fail(): raise ValueError('child fails')
def sig(s): os.kill(os.getpid(), s); time.sleep(10)
def sleep(): time.sleep(60)
def run(f, *a):
    p = Process(target=f, args=a)
    p.start(); p.join()
    print(f.__name__, *a, '->', p.exitcode, flush=True)
if __name__ == '__main__':
    run(ok); run(code, 3); run(code, None); run(code, 'message'); run(code, True); run(code, 300); run(code, -1); run(hard); run(fail); run(sig, int(signal.SIGKILL)); run(sig, int(signal.SIGTERM)); run(sig, int(signal.SIGSEGV))
    p = Process(target=sleep)
    p.start(); p.join(0.05)
    print(p.exitcode, p.is_alive())
    p.terminate(); p.join()
    print(p.exitcode, p.is_alive())
    p = Process(target=sleep)
    p.start(); p.kill(); p.join()
    print(p.exitcode)
