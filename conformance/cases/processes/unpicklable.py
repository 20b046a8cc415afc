# conf: needs=multiprocessing timeout=30
from multiprocessing import get_context, Queue
import pickle, threading
if __name__ == '__main__':
    ctx = get_context('spawn')
    for name, arg in (('lock', threading.Lock()), ('generator', (x for x in [])), ('file', open(__file__))):
        try:
            p = ctx.Process(target=print, args=(arg,))
            p.start()
            print('started', name)
        except Exception as e:
            print(name, type(e).__name__, e)
