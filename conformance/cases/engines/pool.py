# conf: needs=multiprocessing timeout=30 stderr=ignore
import multiprocessing
import os
import time
from multiprocessing import Pool


class MyError(Exception):
    pass


def square(x):
    return x * x


def add(a, b=1):
    return a + b


def fail(kind):
    if kind == 'own':
        raise MyError('of my own', 2)
    if kind == 'zero':
        return 1 // 0
    raise KeyError(kind)


def nap(seconds):
    time.sleep(seconds)
    return seconds


def note(x):
    notes.append(x)


notes = []
state = []


def prepare(x):
    state.append(x)


def look(_):
    return list(state)


if __name__ == '__main__':
    with Pool(3) as pool:
        print(pool.apply(square, (7,)), pool.apply(add, (1,), {'b': 5}))
        print(pool.map(square, range(20)), pool.map(square, []))
        print(pool.starmap(add, [(1, 2), (3, 4)]), list(pool.imap(square, [1, 2, 3], 2)))
        print(sorted(pool.imap_unordered(square, range(5))))
        r = pool.apply_async(square, (3,), callback=note)
        print(r.get(), r.ready(), r.successful())
        for kind in ('own', 'zero', 'key'):
            r = pool.apply_async(fail, (kind,), callback=note, error_callback=note)
            try:
                print(r.get(10))
            except (MyError, ZeroDivisionError, KeyError) as e:
                print(type(e).__name__, len(e.args), e.args[0], r.successful())
        print(notes[0], [type(x).__name__ for x in notes[1:]])
        r = pool.map_async(fail, ['zero', 'own'], 1, callback=note, error_callback=note)
        r.wait()
        print(r.ready(), r.successful(), len(notes))
        r = pool.apply_async(nap, (0.3,))
        try:
            r.get(timeout=0.05)
        except multiprocessing.TimeoutError:
            print('timeout')
        print(r.get())
        try:
            for x in pool.imap(fail, ['zero']):
                print(x)
        except ZeroDivisionError as e:
            print(e)
    try:
        pool.apply(square, (1,))
    except ValueError as e:
        print(e)

    pool = Pool(2, initializer=prepare, initargs=('ready',), maxtasksperchild=2)
    print(pool.map(look, range(6), 1))
    try:
        pool.join()
    except ValueError as e:
        print(e)
    pool.close()
    try:
        pool.map(square, [1])
    except ValueError as e:
        print(e)
    pool.join()
    try:
        Pool(0)
    except ValueError as e:
        print(e)
    pool = Pool(2)
    pool.apply_async(nap, (60,))
    pool.terminate()
    pool.join()
    print('end')
