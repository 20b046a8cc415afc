# conf: tier=exact
print("bom", "é")
