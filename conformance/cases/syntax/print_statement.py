# conf: stderr=full
print 'hello'
