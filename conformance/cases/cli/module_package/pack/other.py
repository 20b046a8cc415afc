v = 'other'
