# conf: tier=exact
from string.templatelib import Template, Interpolation, convert
def e(f):
    try: return f()
    except BaseException as x: return type(x).__name__+': '+str(x)
x=5; w=10
t=t'a{x!r:>{w}}b{x}{ x + 1 =}'
for s in ['t','t.strings','t.interpolations','t.values','list(t)','type(iter(t))','t+t','t+"a"','"a"+t','t+1','t==t','hash(t) != 0','t.strings.__class__','Template()','Template("a","b")','Template("a",Interpolation(1),Interpolation(2),"c")','Template(1)','Template(a=1)','Interpolation(1)','Interpolation(1,"x","r",">3")','Interpolation(1,"x","z")','Interpolation()','Interpolation(1,2)','Interpolation(1,"x",2)','Interpolation(1,"x","r",3)','Interpolation.__match_args__','Interpolation(1).value','setattr(Interpolation(1),"value",2)','setattr(t,"strings",2)','t"".strings','t"{x}".strings','t"{x!s}".interpolations[0].conversion','t"{x:{w}.{w}}".interpolations[0].format_spec','t"a" t"b{x}"','Template.__doc__','Interpolation.__doc__','Template.__mro__','type("S",(Template,),{})','type("S",(Interpolation,),{})','Template[int]','Interpolation[int]','Interpolation(1,"x","r").__reduce__()','convert(1,"r")','convert(1,"s")','convert(1,"a")','convert(1,None)','convert(1,"z")','convert("é","a")','len(t)','str(t)','format(t)','dir(Template)','dir(Interpolation)','t.x','setattr(t,"x",1)','Template(Interpolation(1),"a",Interpolation(2)).strings','t.__add__(1)','Template.__add__','t"{x}" "a"','t"{t"{x}"}"','rt"\\{x}".strings','Interpolation.__new__(Interpolation,1)','next(iter(t))','Interpolation(1)==Interpolation(1)','t"{ x }".interpolations[0].expression','t"{x!r}".interpolations','t"{(lambda: 1)}".interpolations[0].expression','t"{ x = }".strings','t"{ x = !s}"','t"{ x = :>3}"','t"{x,}"','t"{*(1,2),}"','Interpolation(value=1,expression="e",conversion=None,format_spec="")', 't""+t"{x}"','(t"a"+t"b{x}c"+t"d").strings','t"{x:}"', 'f"{t"{x}"}"','sum([t,t],t"")']:
    print(s,'=>',e(lambda: eval(s)))

name = 'w'
def html(t):
    out = []
    for p in t:
        match p:
            case str(): out.append(p.upper())
            case Interpolation(v, e, conv, spec): out.append(format(convert(v, conv), spec) + '<' + e + '>')
    return ''.join(out)
print(html(t'hi {name!r:>5} and {1 + 1}!'))
order = []
def note(v): order.append(v); return v
t'{note(1):{note(2)}}{note(3)}'
print(order)
try:
    t'{undefined_name}'
except NameError as e:
    print(e)
try:
    t'{note(1):{1/0}}'
except ZeroDivisionError as e:
    print(e)
import pickle, copy
print(pickle.loads(pickle.dumps(t'a{name}')), copy.deepcopy(t'a{name}b'))
exec("big = t'" + '{name}x' * 400 + "'")
print(len(big.interpolations), len(big.strings))
