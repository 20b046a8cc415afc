# conf: tier=exact
parts = []
for i in range(5): parts.append(str(i))
print(','.join(parts), '-'.join(f'{i:02d}' for i in range(4)), 'abc'.join('123'))
s = ''
for c in 'hello': s = c + s
print(s, s == 'hello'[::-1], s is s, 'x'.join(['only']), 'ab' * 3 + 'c', ('a' 'b').upper().lower().title())
t = 'line one\nline two\n'
for n, line in enumerate(t.split('\n')): print(n, repr(line))
print(str(123)[::-1], int(str(12) + '3') + 1, 'a' + str(1.0) + repr('q') + str(None) + str([1]), f'{"":>5}|{"ab":*^6}|')
big = 'x' * 100000
print(len(big + big), (big + 'y').index('y'), big.count('x'), hash(big) == hash('x' * 100000), len(set(big)))
words = 'to be or not to be'.split()
print({w: words.count(w) for w in words}, sorted(set(words), key=words.index), ' '.join(reversed(words)), max(words, key=len))
