CONST = 'c'
print('importing', __name__)
