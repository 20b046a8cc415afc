# conf: needs=threading timeout=30
import threading, time
counts = [0, 0]
stop = False
def spin(i):
    while not stop: counts[i] += 1
ts = [threading.Thread(target=spin, args=(i,)) for i in range(2)]
for t in ts: t.start()
deadline = time.time() + 20
while min(counts) < 1000 and time.time() < deadline: time.sleep(0.005)
stop = True
for t in ts: t.join()
print('both progressed', min(counts) >= 1000)
lst = []
def app(tag):
    for i in range(500): lst.append((tag, i))
ts = [threading.Thread(target=app, args=(k,)) for k in 'abc']
for t in ts: t.start()
for t in ts: t.join()
print(len(lst), all([i for k, i in lst if k == tag] == list(range(500)) for tag in 'abc'))
d = {}
def put(tag):
    for i in range(300): d[tag, i] = i
ts = [threading.Thread(target=put, args=(k,)) for k in range(4)]
for t in ts: t.start()
for t in ts: t.join()
print(len(d), sum(d.values()))
