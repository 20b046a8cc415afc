# conf: needs=multiprocessing timeout=30 stderr=ignore
from multiprocessing import Process, Queue, current_process
import time
def forever(): time.sleep(60)
def nested(q):
    try:
        p = Process(target=forever)
        p.start()
        q.put('started')
    except AssertionError as e:
        q.put(str(e))
if __name__ == '__main__':
    q = Queue()
    p = Process(target=nested, args=(q,), daemon=True)
    p.start()
    print(q.get(timeout=20))
    p.join()
    d = Process(target=forever, daemon=True)
    d.start()
    print(d.daemon, d.is_alive(), current_process().daemon)
    print('main ends, the daemon is terminated')
