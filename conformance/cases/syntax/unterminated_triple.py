# conf: stderr=full
x = """abc
def
