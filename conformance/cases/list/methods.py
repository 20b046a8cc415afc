# conf: tier=exact
l = [3, 1, 2]
l.append(4); l.extend((5, 6)); l.extend('ab'); l.insert(0, 'x'); l.insert(-1, 'y'); l.insert(100, 'z')
print(l, l.pop(), l.pop(0), l.pop(-2), l)
l.remove('a')
print(l, l.index(4), l.index(1, 1), l.count(1), l.copy() == l, l.copy() is l)
l.reverse()
print(l)
n = [3, 1.5, -2, True, 0]
n.sort()
print(n)
n.sort(reverse=True, key=abs)
print(n)
w = ['bb', 'a', 'CC', 'ddd', 'D']
print(sorted(w), sorted(w, key=str.lower), sorted(w, key=len), sorted(w, key=len, reverse=True))
l.clear()
print(l, [1, 2] + [3], [0] * 3, [[]] * 2, [1, 2] * 0, 2 * [1], [1, 2] < [1, 3], [1] < [1, 0], [] < [0], [1, 2] == [1, 2], 2 in [1, 2])
print(list(), list('ab'), list(range(3)), list({'k': 1}), list(map(str, [1])), len([1, [2]]))
m = [[0] * 2] * 2
m[0][0] = 1
print(m)
a = [1, 2, 3]
for i in a:
    if len(a) < 6:
        a.append(i * 10)
print(a)
b = a
b += [1]
print(a is b, a[-1], a[:2], [x for x in reversed(a)])
a *= 2
print(len(a))
