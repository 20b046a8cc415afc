x = 'mod x'
