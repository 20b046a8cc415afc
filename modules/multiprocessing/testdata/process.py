# Processes: exit codes, names, states, nesting.
import multiprocessing as mp
import os
import sys
import time
from multiprocessing.connection import wait


def leave(x): sys.exit(x)
def hard(n): os._exit(n)
def signal(n): os.kill(os.getpid(), n); time.sleep(60)
def nothing(): pass
def show(*args, **kwargs):
    p = mp.current_process()
    print(args, kwargs, p.name, p.daemon, mp.parent_process().name, sys.stdin.read() == '')
def grandchild(): print(mp.current_process().name, mp.parent_process().name)
def nested():
    p = mp.Process(target=grandchild)
    p.start(); p.join()
    print(mp.current_process().name, p.exitcode, mp.active_children())
def daemon():
    attempt(mp.Process(target=nothing).start)


def attempt(f, *args):
    try: print(f(*args))
    except BaseException as e: print(type(e).__name__, e)


class Sub(mp.Process):
    def __init__(self, v, **kwargs):
        super().__init__(**kwargs)
        self.v = v
    def run(self):
        print(self.v, self.name, self is mp.current_process(), self.pid == os.getpid(), self.exitcode)


def run(p):
    p.start()
    p.join()
    print(p.name, p.exitcode, p.is_alive(), flush=True)


if __name__ == '__main__':
    sys.stdout.flush()
    for target, arg in [(leave, 3), (leave, None), (leave, True), (leave, 300), (leave, -1), (hard, 7), (signal, 9), (signal, 15)]:
        run(mp.Process(target=target, args=(arg,)))
    run(mp.Process(target=show, args=(1, 'b'), kwargs={'z': [1]}, name='named', daemon=True))
    run(mp.Process(target=nested))
    run(mp.Process(target=daemon, daemon=True))
    run(Sub(5))
    p = mp.Process(target=time.sleep, args=(600,))
    attempt(p.join)
    attempt(lambda: p.sentinel)
    p.start()
    for f in p.start, p.close, lambda: setattr(p, 'daemon', True), lambda: p.join(.01), lambda: p.exitcode, lambda: wait([p.sentinel], .01), lambda: mp.active_children() == [p]:
        attempt(f)
    p.terminate()
    print(wait([p.sentinel], 20) == [p.sentinel])
    p.join()
    print(p.exitcode, mp.active_children())
    p.close()
    for f in p.start, p.join, p.is_alive, p.kill, lambda: p.pid:
        attempt(f)
    p = mp.Process(target=lambda: 0)
    try: p.start()
    except Exception as e: print(type(e).__name__, "<lambda>" in str(e))
    print('without a newline', end='')
    run(mp.Process(target=nothing))
