# conf: tier=exact
# The lines that sys.settrace reports of statements that need no instruction.
import sys, warnings
def tr(f,*a):
    ev=[]
    def t(fr,e,arg):
        if fr.f_code is f.__code__ and e=='line': ev.append(fr.f_lineno-f.__code__.co_firstlineno)
        return t
    sys.settrace(t)
    try: f(*a)
    finally: sys.settrace(None)
    print(f.__name__,ev)
def a(x):
    if x:
        pass
    else:
        pass
    return 1
tr(a,0);tr(a,1)
def b(x):
    for i in range(2):
        i
        pass
    while x:
        x-=1
        if x: continue
        pass
    try:
        pass
    except E:
        pass
    finally:
        pass
tr(b,2)
def c():
    pass
tr(c)
def d():
    "doc"
    1
    "x"
    if 1:
        x=2
    if 0:
        y=1
    elif 1:
        pass
    while 1:
        break
    global zz
    x: int
    assert True
    with open('/dev/null'):
        pass
tr(d)
def e(x):
    match x:
        case 1:
            pass
        case _:
            pass
tr(e,1);tr(e,2)
def f(x):
    try:
        x/0
    except ZeroDivisionError:
        pass
    i=0
    while True:
        i+=1
        if i>2:
            break
        else:
            continue
    for i in (1,2):
        try:
            pass
        finally:
            continue
    if x: return 1
    pass
tr(f,0)
def g(x):
    if x: pass
    elif 0: pass
    else: pass
    return
tr(g,0); tr(g,1)
