# conf: tier=exact
# -*- coding: latin-1 -*-
print("éü", len("é"))
