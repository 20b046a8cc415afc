# conf: stdin="a\nb é\n\nc"
import sys
for line in sys.stdin: print(repr(line))
print(sys.stdin.encoding, sys.stdin.isatty(), sys.stdin.readlines())
