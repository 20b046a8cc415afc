# conf: stderr=full
print("never")
x = "ÿþ"
