# conf: needs=multiprocessing timeout=30
from multiprocessing import Process, Value, Array, RawValue, RawArray
def change(n, d, a, s):
    with n.get_lock(): n.value += 5
    d.value *= 2
    for i in range(len(a)): a[i] = -a[i]
    s.value = b'child'
if __name__ == '__main__':
    n, d, a, s = Value('i', 10), Value('d', 1.5), Array('i', [1, 2, 3]), Array('c', 10)
    p = Process(target=change, args=(n, d, a, s))
    p.start(); p.join()
    print(n.value, d.value, a[:], list(a), len(a), s.value, a[0], a[-1], a[1:])
    a[0] = 99
    a[1:3] = [7, 8]
    print(a[:], RawValue('b', -3).value, list(RawArray('d', 2)), list(Array('h', 3)), Value('c', b'x').value, Value('B', 200).value)
    for f in (lambda: a.__setitem__(9, 1), lambda: a[9], lambda: Value('z', 1), lambda: Value('i', 'a'), lambda: a.__setitem__(0, 'x')):
        try:
            print(f())
        except Exception as e:
            print(type(e).__name__)
    n.value = 2 ** 31
    print(n.value)
