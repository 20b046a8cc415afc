# conf: needs=multiprocessing timeout=30
from multiprocessing import Process, Queue, get_context
counter = 0
items = []
def bump(q, by):
    global counter
    for _ in range(3): counter += by
    items.append(by)
    q.put((by, counter, items))
if __name__ == '__main__':
    counter = 100
    for method in (None, 'spawn', 'forkserver'):
        ctx = get_context(method)
        q = ctx.Queue()
        ps = [ctx.Process(target=bump, args=(q, b)) for b in (1, 10)]
        for p in ps: p.start()
        print(method, sorted(q.get(timeout=20) for _ in ps))
        for p in ps: p.join()
    print(counter, items)
