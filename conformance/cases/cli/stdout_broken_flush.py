# conf: stdout=broken needs=unix
try:
    print('nobody reads', flush=True)
except BrokenPipeError as e:
    import os, sys
    print(repr(e), file=sys.stderr)
    os._exit(3)
