# conf: tier=exact
# Hooks of asynchronous generators, anext with a default, throw, nested comprehensions.
import sys, types
def run(c):
    out = []
    try:
        while True: out.append(c.send(None))
    except StopIteration as e:
        return out, e.value
@types.coroutine
def pause(v): return (yield v)
async def gen(n):
    try:
        for i in range(n):
            await pause(f'p{i}')
            yield i
    finally:
        print('closing', n)
first = []
sys.set_asyncgen_hooks(firstiter=lambda g: first.append(g.__qualname__))
print(sys.get_asyncgen_hooks().firstiter is not None, sys.get_asyncgen_hooks().finalizer)
async def main():
    a = [x async for x in gen(2)]
    b = [[x async for x in gen(y)] for y in range(2)]
    c = {x: [y async for y in gen(x)] async for x in gen(2)}
    d = [z async for z in ([q async for q in gen(1)] for w in range(2))]
    e = [x for y in [1] async for x in gen(y)]
    f = [await pause('w') for _ in range(2)]
    g = (x async for x in gen(1))
    return a, b, c, d, e, f, [x async for x in g], type(g).__name__
print(run(main()))
print(first)
sys.set_asyncgen_hooks(None, None)
async def more():
    g = gen(1)
    print(await anext(g), await anext(g, 'default'))
    try:
        await anext(g)
    except StopAsyncIteration as e:
        print(repr(e))
    g = gen(3)
    print(await g.asend(None))
    try:
        await g.athrow(ValueError('x'))
    except ValueError as e:
        print(repr(e))
    g = gen(3)
    await anext(g)
    print(await g.aclose(), g.ag_running, g.ag_suspended)
    for bad in (1, [], None):
        try:
            await bad
        except TypeError as e:
            print(e)
    try:
        async for x in [1]: pass
    except TypeError as e:
        print(e)
    try:
        async with 3: pass
    except TypeError as e:
        print(e)
    class It:
        def __aiter__(self): return self
        def __anext__(self): return 3
    try:
        async for x in It(): pass
    except TypeError as e:
        print(e)
    c = pause(1)
    print(type(c).__name__, c.gi_code.co_flags & 0x100 != 0)
    return 'end'
print(run(more()))
def handled():
    try:
        yield
    except ValueError:
        print(sys.exception())
        yield
        print(repr(sys.exception()))
        yield
    print(repr(sys.exception()))
    yield
g = handled()
next(g)
try:
    raise ValueError('one')
except ValueError as e:
    g.throw(e)
next(g)
try:
    raise KeyError('other')
except KeyError:
    next(g)
print(sys.exception())
