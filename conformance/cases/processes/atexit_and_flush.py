# conf: needs=multiprocessing timeout=30
from multiprocessing import Process
import atexit, sys
def child():
    atexit.register(print, 'child atexit')
    print('child body')
    sys.stdout.write('child unflushed')
if __name__ == '__main__':
    atexit.register(print, 'main atexit')
    print('before', flush=True)
    p = Process(target=child)
    p.start(); p.join()
    print('|', p.exitcode)
