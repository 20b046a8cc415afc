# conf: tier=exact
for i in range(5):
    if i == 1: continue
    if i == 3: break
    print(i)
else:
    print('no break')
for i in []:
    pass
else:
    print('else of empty')
n = 3
while n:
    n -= 1
    if n == 1: continue
    print('n', n)
else:
    print('while else', n)
for x in 'ab':
    for y in 'cd':
        if y == 'd': break
        print(x, y)
print(x, y)
for d in [{}]:
    for d['k'] in range(3): pass
    print(d)
while True:
    try:
        break
    finally:
        print('finally on break')
for i in range(2):
    try:
        continue
    finally:
        print('finally on continue', i)
def f():
    for i in range(3):
        try:
            return i
        finally:
            print('finally on return')
print(f())
