# conf: tier=exact
x = 1

if x:
    print("form feed", x)
