# conf: tier=exact
def t(x):
    print('t', x)
    return x
print(t(0) and t(1), t(1) and t(2), t(0) or t('a'), t('') or t(None))
print(not t([]), t(1) if t(0) else t(2))
x = t(5) or 1 / 0
print(x)
