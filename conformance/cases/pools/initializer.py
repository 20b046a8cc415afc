# conf: needs=multiprocessing timeout=60
from multiprocessing import Pool, current_process
import os
state = None
def init(a, b):
    global state
    state = a + b
def get(_): return state
def pid(_): return os.getpid()
def name(_): return current_process().name.rsplit('-', 1)[0], current_process().daemon
if __name__ == '__main__':
    with Pool(2, initializer=init, initargs=(1, 2)) as p:
        print(set(p.map(get, range(8), 1)), state)
        print(os.getpid() in p.map(pid, range(4)), set(p.map(name, range(4))))
    with Pool(1, maxtasksperchild=2) as p:
        print(len(set(p.map(pid, range(6), 1))))
    with Pool(1) as p:
        print(len(set(p.map(pid, range(6), 1))), len(p._pool))
    p = Pool(2)
    print(repr(p)[:35])
    p.close(); p.join()
    print('state=CLOSE' in repr(p), 'pool_size=2' in repr(p))
