# conf: tier=exact
def err(src, mode='eval'):
    try:
        compile(src, '<t>', mode)
        print('ok', len(src))
    except (SyntaxError, RecursionError, MemoryError) as e:
        print(type(e).__name__, str(e)[:80])
err('(' * 100 + '1' + ')' * 100)
err('(' * 199 + '1' + ')' * 199)
err('(' * 201 + '1' + ')' * 201)
err('[' * 1000)
err('{' * 100000)
err('\n'.join(' ' * i + 'if 1:' for i in range(99)) + '\n' + ' ' * 99 + 'pass', 'exec')
err('\n'.join(' ' * i + 'if 1:' for i in range(101)) + '\n' + ' ' * 101 + 'pass', 'exec')
err("f'{" * 200)
err('\n'.join('  ' * i + f'for a{i} in b:' for i in range(21)) + '\n' + '  ' * 21 + 'pass', 'exec')
