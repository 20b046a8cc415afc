# conf: tier=unordered needs=multiprocessing timeout=60
from multiprocessing import Pool
import os
def task(n):
    os.write(1, f'task {n}\n'.encode())
    return n
if __name__ == '__main__':
    with Pool(3) as p: print(p.map(task, range(8)))
