# conf: tier=exact
args = ', '.join(f'a{i}' for i in range(1000))
ns = {}
exec(f'def f({args}): return a0 + a999\ndef g({args[:-6]}, *r, **k): return len(r), len(k)', ns)
print(ns['f'](*range(1000)), ns['g'](*range(1500), **{f'k{i}': i for i in range(500)}))
print(eval('max(' + ', '.join(map(str, range(3000))) + ')'), len(eval('[' + '0,' * 100000 + ']')), len(eval('{' + ','.join(f'{i}: {i}' for i in range(5000)) + '}')))
src = 'def h():\n' + ''.join(f' v{i} = {i}\n' for i in range(5000)) + ' return v0 + v4999 + sum(locals().values())\n'
exec(src, ns)
print(ns['h']())
print(len('x'.join(str(i) for i in range(10000))), eval(' + '.join(['1'] * 2000)))
