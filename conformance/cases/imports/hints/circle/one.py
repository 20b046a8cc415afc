import circle.two
