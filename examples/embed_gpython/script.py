import threading
from multiprocessing import Process, Queue

counts = {'a': 0, 'b': 0}


def count(name):
    while counts[name] < 1000:
        counts[name] += 1


def child(q):
    q.put('hello from a process')


if __name__ == '__main__':
    from host import double
    threads = [threading.Thread(target=count, args=(name,)) for name in ('a', 'b')]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print('two threads counted to', double(counts['a'] + counts['b']) // 2)
    q = Queue()
    p = Process(target=child, args=(q,))
    p.start()
    print(q.get())
    p.join()
    print('exit code', p.exitcode)
