# What nobody catches: the last line and the status are CPython's.
import threading


class Mine(ValueError):
    pass


def inner(x):
    raise Mine('what', x)


def outer():
    inner(1)


print('before')
outer()
