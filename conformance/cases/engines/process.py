# conf: needs=multiprocessing timeout=30 stderr=ignore
# Processes from start to end, in what both engines know of Python.
import os
import sys
import time
from multiprocessing import Process, active_children, current_process


class MyError(Exception):
    pass


def sleeper():
    time.sleep(60)


def leave(how):
    if how == 'int':
        sys.exit(3)
    if how == 'large':
        sys.exit(300)
    if how == 'text':
        sys.exit('message')
    if how == 'none':
        sys.exit()
    if how == 'os':
        os._exit(7)
    if how == 'raise':
        raise ValueError('no')
    if how == 'own':
        raise MyError('no', 1)


class Counter(Process):
    def __init__(self, n, **kwargs):
        super().__init__(name='counter', **kwargs)
        self.n = n

    def run(self):
        print(current_process().name, self.name, self.n, os.getpid() == self.pid)
        sys.exit(self.n)


def nested(depth):
    if depth:
        p = Process(target=nested, args=(depth - 1,))
        p.start()
        p.join()
        sys.exit(p.exitcode + 1)


def forbidden():
    try:
        Process(target=sleeper).start()
    except AssertionError as e:
        print(e)


if __name__ == '__main__':
    for how in ('int', 'large', 'text', 'none', 'os', 'raise', 'own', 'return'):
        p = Process(target=leave, args=(how,))
        p.start()
        p.join()
        print(how, p.exitcode, p.is_alive())

    for end in ('terminate', 'kill'):
        p = Process(target=sleeper, daemon=True)
        print(p.exitcode, p.is_alive(), p.pid)
        p.start()
        p.join(0.05)
        print(p.exitcode, p.is_alive(), p.pid > 0, active_children() == [p])
        if end == 'kill':
            p.kill()
        else:
            p.terminate()
        p.join()
        print(p.exitcode, p.is_alive(), active_children())

    p = Counter(5)
    try:
        p.join()
    except AssertionError as e:
        print(e)
    p.start()
    p.join()
    print(p.exitcode)
    try:
        p.start()
    except AssertionError as e:
        print(e)
    p.close()
    try:
        p.is_alive()
    except ValueError as e:
        print(e)

    p = Process(target=nested, args=(2,))
    p.start()
    p.join()
    print(p.exitcode)
    p = Process(target=forbidden, daemon=True)
    p.start()
    p.join()
    print(current_process().name)
    try:
        Process(target=lambda: None).start()
        print('a lambda can be started')
    except Exception as e:
        print('a lambda cannot be sent')
    Process(target=sleeper, daemon=True).start()
