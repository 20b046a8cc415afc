# conf: tier=exact
if 1:
    print("no newline at the end")