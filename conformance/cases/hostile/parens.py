# conf: run=output stderr=last timeout=20
print('x = ' + '(' * 100000 + ')' * 100000)
