# conf: tier=exact
print('a b  c '.split(), 'a b  c '.split(' '), 'a,b,,c'.split(','), 'a,b,c'.split(',', 1), ''.split(), ''.split(','), ' a '.split(None, 1))
print('a,b,c'.rsplit(',', 1), ' a  b '.rsplit(), ' a  b c'.rsplit(None, 1), 'abc'.rsplit('b'), 'a--b--c'.split('--'))
print('a\nb\r\nc\rd\x0be\x0cf\x1cg\x85h\u2028i'.splitlines(), 'a\nb\n'.splitlines(True), ''.splitlines(), '\n'.splitlines(), 'a\n\nb'.splitlines(keepends=True))
print('1 2 3'.split(maxsplit=1), 'a.b.c'.split(sep='.', maxsplit=1), 'x\u3000y'.split(), 'x\xa0y'.split())
