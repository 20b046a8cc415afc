# conf: needs=multiprocessing timeout=30
from multiprocessing import Process
import time
def late():
    time.sleep(0.2)
    print('child done', flush=True)
if __name__ == '__main__':
    Process(target=late).start()
    print('main done', flush=True)
