# conf: needs=threading
import threading, time, atexit
atexit.register(lambda: print('atexit'))
def late():
    time.sleep(0.1)
    print('thread ends')
threading.Thread(target=late).start()
print('main ends')
