# conf: tier=exact
print(0, 1_000, 0b1010, 0o17, 0xFf, 0XAB, 0B11, 1e3, 1.5E-2, .5, 5., 1_0.0_1, 1e1_0, 3j, .5J, 1e2j, 00, 0_0)
print('a' "b" '''c''' """d""", r'\n', R"\t", b'x', rb'\x', Rb'\y', u'u', f'{1}', fr'\{2}', 'tab\there', '\x41\u0041\U00000041\101\N{LATIN SMALL LETTER A}', 'a\
b')
print('\0'.encode(), '\08'.encode(), "'\"", '\'"', """"quoted" here""", '''it's''')
x = (1 +
     2  # comment inside
     + 3)
y = 1 + \
    2
if x: print('one line'); print('two')
class A: pass; b = 1
def f(): return 1; return 2
print(x, y, A.b, f(), [
    1,
    2,
], ~-1, not-1, 1 if 1 else 2, -1**2, 2**-1, 1<2, 1!=2, x if x else y)
été = 'unicode name'
变量 = 2
print(été, 变量, 'ﬁ', eval('ﬁ := 3') if False else '')
ﬁeld = 'normalised'
print(field, lambda_ := 1, _ := 2, __x__ := 3, print.__name__)
	
print('tab line above is blank')
def tabs():
	if True:
		return 'tabs'
print(tabs()); print('end'
)
