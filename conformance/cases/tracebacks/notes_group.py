# conf: tier=exact
e = ExceptionGroup('several', [ValueError('one'), TypeError('two')])
e.add_note('a note')
e.add_note('two\nlines')
raise e
