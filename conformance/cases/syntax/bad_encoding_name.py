# conf: stderr=full
# -*- coding: no-such-codec -*-
print(1)
