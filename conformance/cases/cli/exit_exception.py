# conf: tier=exact
print('before')
raise Exception('uncaught')
