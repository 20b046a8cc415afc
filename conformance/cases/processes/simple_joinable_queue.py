# conf: needs=multiprocessing timeout=30
from multiprocessing import Process, SimpleQueue, JoinableQueue
def work(jq, out):
    while (x := jq.get()) is not None:
        out.put(x * 2)
        jq.task_done()
    jq.task_done()
if __name__ == '__main__':
    jq, out = JoinableQueue(), SimpleQueue()
    print(out.empty())
    p = Process(target=work, args=(jq, out))
    p.start()
    for i in range(4): jq.put(i)
    jq.join()
    print([out.get() for _ in range(4)])
    jq.put(None)
    jq.join()
    p.join()
    print(p.exitcode, out.empty())
    try:
        jq.task_done()
    except ValueError as e:
        print(e)
    out.close()
