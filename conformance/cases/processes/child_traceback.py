# conf: needs=multiprocessing timeout=30
from multiprocessing import Process
def fail():
    print('child prints', flush=True)
    raise KeyError('lost')
if __name__ == '__main__':
    p = Process(target=fail, name='Failing')
    p.start()
    p.join()
    print('exit code', p.exitcode)
