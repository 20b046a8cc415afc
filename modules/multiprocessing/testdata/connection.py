# Pipes and connection.wait.
import multiprocessing as mp
import os
import threading
import time
from multiprocessing.connection import wait


def echo(c):
    try:
        while True: c.send(c.recv())
    except EOFError: print('EOF')
def late(c): time.sleep(.1); c.send('late')


def attempt(f, *args):
    try: print(f(*args), flush=True)
    except BaseException as e: print(type(e).__name__, e, flush=True)


if __name__ == '__main__':
    a, b = mp.Pipe()
    p = mp.Process(target=echo, args=(b,))
    p.start()
    b.close()
    for o in [1, 'x', [1, {2: 3}], None, os.urandom(3_000_000), 1.5, {1, 2}]:
        a.send(o)
        print(a.recv() == o, flush=True)
    attempt(a.poll)
    attempt(a.poll, .01)
    a.close()
    p.join()
    for f in lambda: a.send(1), a.recv, a.poll, a.fileno, a.close, lambda: a.closed:
        attempt(f)

    r, w = mp.Pipe(False)
    for f in lambda: r.send(1), w.recv, w.poll, lambda: w.send_bytes(b'hello', 6), lambda: w.send_bytes(b'hello', 1, 5):
        attempt(f)
    for args in (b'hello',), (b'hello', 1), (b'hello', 1, 2), (b'',):
        w.send_bytes(*args)
        attempt(r.recv_bytes)
    buf = bytearray(8)
    for size, offset in (5, 0), (3, 5), (5, 5):
        w.send_bytes(b'h' * size)
        attempt(r.recv_bytes_into, buf, offset)
    print(buf)
    w.send_bytes(b'x' * 100)
    attempt(r.recv_bytes, 10)
    r, w = mp.Pipe(False)
    w.close()
    attempt(r.recv)
    r, w = mp.Pipe(False)
    r.close()
    attempt(w.send, 1)

    a, b = mp.Pipe()
    ts = [threading.Thread(target=c.send, args=(b'q' * 5_000_000,)) for c in (a, b)]
    for t in ts: t.start()
    print(len(a.recv()), len(b.recv()))
    for t in ts: t.join()

    pipes = [mp.Pipe(False) for _ in range(3)]
    readers = [r for r, w in pipes]
    pipes[2][1].send(1); pipes[0][1].send(0)
    print([readers.index(r) for r in wait(readers)], wait([readers[1]], .01), wait([], .01))
    p = mp.Process(target=late, args=(pipes[1][1],))
    p.start()
    print(wait([readers[1]], 20) == [readers[1]], readers[1].recv())
    p.join()
    print(wait([p.sentinel, readers[1]], 5) == [p.sentinel])
