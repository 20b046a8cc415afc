# conf: tier=exact
# Patterns that can never match, and keys that are there twice.
for s in ['case {"a":_, "a":_}: pass','case {0:_,False:_}: pass','case {0:_,-0:_}: pass','case {0:_,0j:_}: pass','case {"a":1,**r,"a":2}: pass','case {A.b:_,A.b:_}: pass','case {None:1,None:2}: pass','case {1+1j:1, 1+1j:2}: pass','case {b"a":1,b"a":1}: pass', 'case {1.5: 1, 1.5+0j: 2}: pass', 'case {-1: 1, -1.0: 2}: pass',
  'case (_ as x)|[x]: pass','case (None|_)|_: pass','case x|1: pass','case _|1: pass','case (x)|1: pass','case (_ as y)|y: pass','case [_|1]: pass','case [x|1]: pass','case _:pass\n case 1: pass','case x:pass\n case 1: pass','case (1|_):pass\n case 1: pass', 'case (_):pass\n case 1: pass','case (_ as x):pass\n case 1:pass', 'case a|b: pass','case 1|(a|2): pass','case [a|_]|1:pass']:
    try: compile('match 1:\n '+s,'f','exec'); print('ok',s)
    except SyntaxError as x: print(s,x.msg,x.lineno,x.offset,x.end_lineno,x.end_offset)
