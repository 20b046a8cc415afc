# conf: tier=exact
x, y, w = 3.14159, 'text', 10
print(f'{x} {x:.2f} {x:{w}.3f}| {y!r} {y!s:>6} {y!a} {x=} {x = :.1f} {y=!s} {y = }')
print(f'{1 + 1} {"nested"} {f"{x:.1f}"} {{literal}} {{{x:.0f}}} {[i for i in range(3)]} {(lambda q: q * 2)(4)}')
print(f'{"a" if x > 3 else "b"} {{}} {x!r:^20}|' f' joined {y}', rf'\n{y}', f'\x41{y}\N{DIGIT ONE}')
print(f'''{
    y
}''', f"{'single'}", f"{"same quotes"}", f'{"\n".join(["a", "b"])}', f'{y:{">"}{8}}|')
print(f'{1_000_000:,} {255:#06x} {0.5:%} {-7:+d} {1e10:g} {True} {None} {[1, "a"]} {dict(a=1)}')
print(f'{x:{"." + "1"}f}', f'{y[1:3]} {y.upper()} {len(y)}', f'{(z := 5)} {z}', f'{x:10}|{y:10}|{5:<10}|', f'{{{{}}}}', f'{y!r:.3}')
def f(a, /, *, b=2): return f'{a=} {b=}'
print(f(1), f'{f(1, b=3)}', f'{1 == 1} {1 != 2} {x >= 3} {not x}', f'{ {"k": 1}["k"] }', f'{1,}', f'{*[1, 2],}')
try:
    f'{undefined}'
except NameError as e:
    print(e)
try:
    f'{y:d}'
except ValueError as e:
    print(e)
