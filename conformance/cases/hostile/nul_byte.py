# conf: run=output stderr=full
print('x = 1\nprint("a\0b")')
