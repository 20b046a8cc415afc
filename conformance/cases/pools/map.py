# conf: needs=multiprocessing timeout=60
from multiprocessing import Pool
def sq(x): return x * x
def add(a, b): return a + b
if __name__ == '__main__':
    with Pool(2) as p:
        print(p.map(sq, range(10)), p.map(sq, [], chunksize=3), p.map(sq, range(5), 2), p.map(abs, [-1, 2]), p.map(str, 'ab'))
        print(p.starmap(add, [(1, 2), (3, 4)]), p.apply(add, (5, 6)), p.apply(sq, [4]), p.apply(add, (1,), {'b': 2}))
        print(list(p.imap(sq, range(5))), list(p.imap(sq, range(7), chunksize=3)), sorted(p.imap_unordered(sq, range(6))))
        it = p.imap(sq, [1, 2])
        print(next(it), it.next(timeout=20))
        try:
            next(it)
        except StopIteration:
            print('stop')
        r = p.map_async(sq, [1, 2, 3])
        print(r.get(20), r.ready(), r.successful())
        print(p.starmap_async(add, [(1, 1)]).get(20))
    print('closed')
    try:
        p.map(sq, [1])
    except ValueError as e:
        print(e)
