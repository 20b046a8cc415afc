# conf: needs=multiprocessing timeout=30
from multiprocessing import get_context
ctx = get_context('spawn')
def f(): print('never', flush=True)
p = ctx.Process(target=f)
p.start()
p.join()
print('exit code', p.exitcode)
