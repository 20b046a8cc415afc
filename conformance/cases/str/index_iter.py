# conf: tier=exact
s = 'héllo'
for i, c in enumerate(s):
    print(i, c, s[i - len(s)])
it = iter('ab')
print(next(it), next(it), next(it, 'end'))
print(list(reversed(s)), tuple(s), set('aab') == {'a', 'b'}, 'l' in s, '' in s, 'lo' in s, s * 0 == '')
print(s[1:3], s[-2:], s[:-2], s[::2], s[3:1], s[100:], s[True])
print('abc' > 'ab', 'a' == b'a', 'abc'.__len__(), 'abc'.__contains__('b'), 'a'.__add__('b'), 'x'.__mul__(2), 'abc'.__getitem__(1))
class Sub(str):
    def upper(self): return 'sub'
x = Sub('v')
print(x, x.upper(), x.lower(), type(x + 'a').__name__, isinstance(x, str), len(x), x == 'v', {x: 1}['v'])
