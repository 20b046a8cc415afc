# conf: tier=exact
import random
for seed in (0, 42, 12345678901234567890, 'text', b'bytes', -3, 1.5):
    random.seed(seed)
    print(seed, [random.random() for _ in range(3)], random.randint(1, 100), random.getrandbits(70))
r = random.Random(7)
print([r.randint(1, 6) for _ in range(10)], [r.randrange(0, 100, 7) for _ in range(5)], [r.randrange(10 ** 20) for _ in range(2)])
l = list(range(10))
r.shuffle(l)
print(l, r.choice('abcdef'), r.choices([1, 2, 3], k=5), r.choices('ab', weights=[9, 1], k=6), r.sample(range(100), 5), r.sample('abcdef', 3), r.sample([1, 2], counts=[3, 2], k=4))
print(r.uniform(1, 10), r.randbytes(4), r.getrandbits(10), r.getrandbits(0), r.random())
s = r.getstate()
a = r.random()
r.setstate(s)
print(a == r.random(), s[0], len(s[1]))
r.seed(42)
x = r.random()
random.seed(42)
print(x == random.random())
def err(f):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__ + ':', e)
err(lambda: random.choice([])); err(lambda: random.randint(5, 1)); err(lambda: random.sample([1], 2)); err(lambda: random.randrange(0)); err(lambda: random.sample({1, 2}, 1)); err(lambda: random.seed([])); err(lambda: random.randint(1.5, 2)); err(lambda: random.choices([], k=1)); err(lambda: random.choices([1, 2], [1, 2, 3]))
