# conf: tier=exact
# Errors in code that is never executed; global in a nested function; inner loops and :=.
for s in ['if 0: break', 'if 0: return', 'if 1: pass\nelse: continue', 'while 0: return', 'class C:\n  if 0: return',
          '[i for i in range(5) if (j := 0) for j in range(5)]', '{i: 1 for i in (lambda: (j := 1))()}',
          'async def f():\n  while 0: yield from x', 'if 0:\n  def f(a, a): pass', 'while 0: break', 'if 0:\n  for x in y: break']:
    try:
        compile(s, 's', 'exec')
        print('ok', repr(s))
    except SyntaxError as e:
        print(repr(s), e.msg, e.lineno, e.offset)
def f(n):
    out = []
    for i in range(n):
        try:
            if 0:
                for j in range(3): break
                continue
            while 0:
                with open('x') as g: break
            out.append(i)
            if 1:
                if i == 2: break
            else:
                return 'never'
        finally:
            out.append('f')
    return out
print(f(5))
g, l = {}, {}
exec("""if 1:
    def f():
        y = 1
        def g():
            global y
            return y
        def h(): return y + 1
        return g, h
    y = 9
    g, h = f()
    r = g(), h()
""", g, l)
print(l['r'], g['y'])
def star(clauses):
    try:
        raise ExceptionGroup('eg', [TypeError(1), ValueError(2)])
    except* (TypeError, ValueError) as e:
        raise SyntaxError(3)
try:
    star(1)
except BaseException as e:
    print(repr(e), repr(e.__context__))
