# conf: stdout=full needs=linux
print('no space')
