import circle_c
circle_c.c
