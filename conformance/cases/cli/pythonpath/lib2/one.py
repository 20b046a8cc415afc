v = 'shadowed'
