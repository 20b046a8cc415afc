# conf: needs=multiprocessing timeout=60
from multiprocessing import Pool, TimeoutError
import time
def work(x):
    if x < 0: raise ValueError(f'negative {x}')
    return x * 10
def slow(s): time.sleep(s); return s
if __name__ == '__main__':
    good, bad = [], []
    p = Pool(3)
    rs = [p.apply_async(work, (i,), callback=good.append, error_callback=lambda e: bad.append(repr(e))) for i in (1, -2, 3, -4)]
    for r in rs:
        try:
            print(r.get(timeout=20))
        except ValueError as e:
            print('error', e)
    print([r.successful() for r in rs])
    m = p.map_async(work, [5, 6], callback=good.append)
    m.wait(20)
    r = p.apply_async(slow, (0.5,))
    print(r.ready())
    try:
        r.get(timeout=0.01)
    except TimeoutError as e:
        print('TimeoutError', e.args)
    try:
        r.successful()
    except ValueError as e:
        print('not ready')
    print(r.get())
    p.close(); p.join()
    print(sorted(map(str, good)), sorted(bad))
