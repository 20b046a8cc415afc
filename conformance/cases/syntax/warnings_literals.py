# conf: tier=exact
import warnings
for s in ['x is 1','x is ()','x is -1','x is (1,)','x is None','x is ...','1 is 1','x is not "a"','[1](2)','[1] (2, 3)','"a"(1)','(1,2)(3)','{1:2}(3)','f"x"(1)','(x for x in y)()','(lambda: 1)()','1[2]','None[1]','{1}[0]','[1][2,3]','"a"["b"]','(1,)[1.0]','[1][x]','[1][True]','[1][1:2]','{1:2}["a"]','(lambda: 0)[1]','...(1)','b"a"[None]','[1][2, 3] = 1', 't"x"(1)','t"x"[0]','x == 1 is 2', '[x for x in y][1,2]', 'True[0]','assert (1, 2)','"\\d"']:
    with warnings.catch_warnings(record=True) as w:
        warnings.simplefilter('always')
        try: compile(s,'f','exec')
        except SyntaxError as e: print('SE', e)
    print(s,'|',[(str(x.message),x.lineno,x.category.__name__) for x in w])
    with warnings.catch_warnings():
        warnings.simplefilter('error')
        try: compile(s,'f','exec')
        except Exception as e: print('   ',type(e).__name__, e.msg, e.lineno,e.offset,e.end_lineno,e.end_offset)
