# conf: run=stdin args="x y"
import sys
print(sys.argv, __name__, '__file__' in globals())
def f():
    return [i for i in range(3)]

print(f())
