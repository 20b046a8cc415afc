# conf: tier=exact
try:
    exit(3)
finally:
    print('finally')
