# conf: needs=multiprocessing timeout=30
from multiprocessing import Process, current_process
def show(): print(current_process().name, flush=True)
def nested():
    p = Process(target=show)
    print(current_process().name, 'starts', p.name, flush=True)
    p.start(); p.join()
if __name__ == '__main__':
    for i in range(3):
        p = Process(target=show)
        p.start(); p.join()
    p = Process(target=nested)
    p.start(); p.join()
    p.name = 'renamed'
    print(p.name, current_process().name)
    try:
        p.name = 5
    except AssertionError as e:
        print('AssertionError', e)
