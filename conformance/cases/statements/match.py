# conf: tier=exact
def m(x):
    match x:
        case 0 | 1: return 'small'
        case int(n) if n < 0: return f'negative {n}'
        case 'a' | 'b' as s: return f'letter {s}'
        case [1, 2]: return 'one two'
        case [a, *rest] if rest: return f'{a} then {rest}'
        case (y,): return f'single {y}'
        case {'k': v, **more}: return f'k={v} {more}'
        case {}: return 'mapping'
        case float() | complex(): return 'float'
        case None: return 'none'
        case _: return 'other'
for x in (0, 1, True, -5, 'a', 'z', [1, 2], [1, 2, 3], (7,), {'k': 1, 'j': 2}, {'q': 1}, 2.5, None, [], 9):
    print(x, m(x))
class P:
    __match_args__ = ('x', 'y')
    def __init__(self, x, y): self.x, self.y = x, y
match P(1, 2):
    case P(0, _): print('zero')
    case P(x=1, y=q): print('x is 1', q)
match P(3, 4):
    case P(a, b): print(a, b)
match = 5
print(match)
