# conf: tier=exact
for f in (lambda: eval('1\0'), lambda: exec('x = 1\0'), lambda: compile('\0', 'f', 'exec'), lambda: compile('1', 'a\0b', 'eval')):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
