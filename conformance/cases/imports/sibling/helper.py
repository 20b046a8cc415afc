"""Helper doc."""
print('importing helper', __name__)
value = 1
def func(x): return x * value + 1
if __name__ == '__main__':
    print('never')
