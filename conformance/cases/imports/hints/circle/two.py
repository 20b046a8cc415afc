import circle
circle.one
