# conf: tier=exact
try:
    int('x')
except ValueError:
    undefined_thing
