# conf: tier=exact
# Imports in several threads: a module is run once, and circles across threads end.
import sys, threading, time
open('slow.py', 'w').write('import time\ntime.sleep(0.1)\ndone = True\nimport __main__\n__main__.runs.append(__name__)\n')
open('left.py', 'w').write('import time, __main__\n__main__.started.wait()\ntime.sleep(0.05)\nimport right\nx = 1\n')
open('right.py', 'w').write('import __main__\n__main__.started.set()\nimport time; time.sleep(0.05)\nimport left\ny = 1\n')
runs, started, seen = [], threading.Event(), []
def use():
    import slow
    seen.append(slow.done)
threads = [threading.Thread(target=use) for _ in range(5)]
for t in threads: t.start()
for t in threads: t.join()
print(runs, seen)

def imp(name): seen.append(bool(__import__(name)))
seen.clear()
threads = [threading.Thread(target=imp, args=(n,), daemon=True) for n in ('left', 'right')]
for t in threads: t.start()
for t in threads: t.join(10)
print(seen, [t.is_alive() for t in threads], sys.modules['left'].x, sys.modules['right'].y)

open('failing.py', 'w').write('import time\ntime.sleep(0.05)\nraise RuntimeError("no")\n')
def fail():
    try: import failing
    except RuntimeError as e: seen.append(str(e))
seen.clear()
threads = [threading.Thread(target=fail) for _ in range(3)]
for t in threads: t.start()
for t in threads: t.join()
print(seen, 'failing' in sys.modules)
