# conf: stdout=closed needs=unix stderr=full
import sys
print('nowhere to go')
print(sys.stdout, file=sys.stderr)
