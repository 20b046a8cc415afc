# conf: needs=multiprocessing timeout=60
from multiprocessing import Pool
def task(n):
    print('start', n, flush=True)
    print('end', n, flush=True)
    return n
if __name__ == '__main__':
    p = Pool(3)
    for i in range(4): p.apply(task, (i,))
    p.close()
    p.join()
    print('joined')
