# conf: tier=exact
for spec in ('', 'd', '5', '<5', '>5', '^5', '*^7', '+', '-', ' ', '05', '+05', ',', '_', 'b', '#b', 'o', '#o', 'x', 'X', '#x', '#X', '#010x', '_b', '_x', 'e', '.2f', 'g', '%', 'n', '=+8', '0=8', 'c', ',.2f', '08,'):
    print(spec.ljust(8), '|' + format(1234, spec) + '|', '|' + format(-56, spec if spec != 'c' else '') + '|')
