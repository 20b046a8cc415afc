# conf: needs=multiprocessing timeout=30
from multiprocessing import Process, Queue
class Worker(Process):
    def __init__(self, q, n):
        super().__init__(name=f'worker-{n}')
        self.q, self.n = q, n
    def run(self):
        self.state = 'changed in child'
        self.q.put((self.name, self.n ** 2, self.state))
if __name__ == '__main__':
    q = Queue()
    ws = [Worker(q, i) for i in range(3)]
    for w in ws: w.start()
    print(sorted(q.get(timeout=20) for _ in ws))
    for w in ws: w.join()
    print([w.exitcode for w in ws], hasattr(ws[0], 'state'))
    w = Worker(q, 5)
    w.run()
    print(q.get(timeout=20), w.pid, w.exitcode)
