# conf: tier=exact
def g():
    while True:
        try:
            x = yield 'ready'
            print('x', x)
        except ValueError as e:
            print('caught', e)
            yield 'recovered'
        finally:
            print('finally')
it = g()
print(next(it), it.throw(ValueError('boom')), next(it))
it.close()
try:
    it.throw(KeyError('after close'))
except KeyError as e:
    print('propagated', e)
def stubborn():
    try:
        yield 1
    except GeneratorExit:
        yield 2
s = stubborn()
next(s)
try:
    s.close()
except RuntimeError as e:
    print(e)
def cleanup():
    try:
        yield 1
    except GeneratorExit:
        print('exit')
        return 'closed value'
c = cleanup()
next(c)
print(c.close())
n = cleanup()
n.close()
print(next(n, 'never started'))
def stop(): 
    yield 1
    raise StopIteration('inside')
try:
    list(stop())
except RuntimeError as e:
    print(e, repr(e.__cause__))
def outer():
    try:
        yield from inner()
    except KeyError as e:
        print('outer got', repr(e))
        yield 'from outer'
def inner():
    try:
        yield 'from inner'
    finally:
        print('inner finally')
o = outer()
print(next(o), o.throw(KeyError('k')))
try:
    o.throw(ValueError('unhandled'))
except ValueError as e:
    print(e)
def running():
    yield next(r)
r = running()
try:
    next(r)
except ValueError as e:
    print(e)
u = g()
try:
    u.throw(TypeError('before start'))
except TypeError as e:
    print(e)
try:
    next(u)
except StopIteration:
    print('finished')
