# conf: stderr=full
x = f'{a b}'
