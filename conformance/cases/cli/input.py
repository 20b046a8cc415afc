# conf: stdin="first line\nsecond\n  third  \nlast without newline"
import sys
print(input(), input('prompt> '), sep='|')
print(repr(sys.stdin.readline()), repr(input()))
try:
    input('again ')
except EOFError as e:
    print(repr(e))
print(repr(sys.stdin.read()), repr(sys.stdin.readline()))
