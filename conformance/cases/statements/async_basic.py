# conf: tier=exact
import types
async def co(x): return x * 2
async def main():
    return await co(5) + await co(1)
c = main()
print(type(c).__name__)
try:
    c.send(None)
except StopIteration as e:
    print(e.value)
@types.coroutine
def step(v):
    got = yield v
    return got
async def two():
    a = await step('one')
    b = await step('two')
    return a, b
t = two()
print(t.send(None), t.send('A'))
try:
    t.send('B')
except StopIteration as e:
    print(e.value)
class CM:
    async def __aenter__(self): return 'entered'
    async def __aexit__(self, *a): print('exited', a[0])
class It:
    def __init__(self): self.n = 0
    def __aiter__(self): return self
    async def __anext__(self):
        self.n += 1
        if self.n > 3: raise StopAsyncIteration
        return self.n
async def agen():
    for i in range(2): yield i * 10
async def full():
    async with CM() as v: print(v)
    async for i in It(): print(i)
    return [x async for x in agen()], {x: 1 async for x in It() if x > 1}
f = full()
try:
    f.send(None)
except StopIteration as e:
    print(e.value)
try:
    async_bad = (lambda: 1)()
    async def bad(): await async_bad
    bad().send(None)
except TypeError as e:
    print(e)
