# conf: env=PYTHONPATH=lib1:lib2 needs=unix
import one, two
print(one.v, two.v)
