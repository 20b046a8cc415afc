# conf: needs=multiprocessing timeout=30 norm=addresses
from multiprocessing import Process, Queue
import queue
def produce(q, n):
    for i in range(n): q.put({'i': i, 'data': [i] * i})
    q.put(None)
if __name__ == '__main__':
    q = Queue()
    p = Process(target=produce, args=(q, 5))
    p.start()
    while (x := q.get(timeout=20)) is not None: print(x)
    p.join()
    print(q.empty(), p.exitcode)
    b = Queue(2)
    b.put(1); b.put((2, 'two', None, 2.5, b'x', {1}))
    print(b.full())
    for f in (lambda: b.put(3, False), lambda: b.put(3, timeout=0.01), lambda: b.put_nowait(3)):
        try:
            f()
        except queue.Full as e:
            print('Full', e.args)
    print(b.get(timeout=20), b.get(timeout=20))
    for f in (lambda: b.get(False), lambda: b.get(timeout=0.01), lambda: b.get_nowait()):
        try:
            f()
        except queue.Empty as e:
            print('Empty', e.args)
    big = Queue()
    p = Process(target=big.put, args=('x' * 1000000,))
    p.start()
    print(len(big.get(timeout=20)))
    p.join()
    b.close()
    b.join_thread()
    try:
        b.put(1)
    except ValueError as e:
        print(e)
