# conf: needs=unix
import os, signal, time
try:
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(5)
except KeyboardInterrupt as e:
    print('caught', repr(e))
print('flushed on the way out')
os.kill(os.getpid(), signal.SIGINT)
time.sleep(5)
