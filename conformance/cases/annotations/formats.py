# conf: tier=exact
import annotationlib as al
from annotationlib import *
def clean(x):
    out = x.split(' at 0x')
    return out[0] + ''.join(p.lstrip('0123456789abcdef') for p in out[1:])
def e(f):
    try: return f()
    except BaseException as x: return type(x).__name__+': '+str(x)
class C: 
    y = 1
    z: y
    w: und
    def m(self, a: y, b: und): pass
def mk(v):
    def f(a: v, b: later, c: list[later], d: v[later]): pass
    if 0: later = 1
    return f
g = mk(list)
def f(x: undefined | int, y: int | undefined, z: undefined[int], w: undefined.a.b, v: undefined(1, k=2), u: undefined + 'a', t: [undefined, 1], s: list[undefined], r: 'str', q: 1, p: undefined if undefined else 2, o: (undefined, int), n: -undefined, m: undefined < 3, l: {undefined: 1}, k: not undefined, i: undefined[1:2], h: list['x'], *args: *undefined, **kw: undefined[*int]) -> dict[str, undefined]: pass
for fmt in (Format.FORWARDREF, Format.STRING, 1, 2, 5, 'x'):
    for o in (f, C, C.m, g):
        r = e(lambda: get_annotations(o, format=fmt))
        if isinstance(r, dict):
            for k, v in r.items(): print('  ', k, clean(repr(v)), type(v).__name__)
        else: print(fmt, clean(r))
fr = get_annotations(f, format=Format.FORWARDREF)['x']
print(clean(repr(fr)), fr.__forward_arg__, fr.__forward_module__, fr.__forward_is_class__, fr.__forward_is_argument__, e(fr.evaluate))
undefined = str
print(e(fr.evaluate), fr.evaluate(format=Format.STRING))
for s in ['ForwardRef("x")','ForwardRef("x", module="m", is_class=True)','ForwardRef("x", owner=f)','ForwardRef(1)','ForwardRef("x y")','ForwardRef("x y").evaluate()','ForwardRef("int").evaluate()','ForwardRef("a").evaluate(locals={"a":1})','ForwardRef("a").evaluate(globals={"a":2})','ForwardRef("a.b").evaluate(format=Format.FORWARDREF)','ForwardRef("list[a]").evaluate(format=Format.FORWARDREF)','ForwardRef("a",module="sys").evaluate()','ForwardRef("path",module="sys").evaluate() is __import__("sys").path','ForwardRef("x")==ForwardRef("x")','ForwardRef("x")==ForwardRef("x",module="y")','hash(ForwardRef("x"))==hash(ForwardRef("x"))','ForwardRef("x")|int','int|ForwardRef("x")','ForwardRef("x").__forward_code__','ForwardRef("T").evaluate(type_params=())','ForwardRef("x").evaluate(format=9)','type("S",(ForwardRef,),{})','get_annotations(1)','get_annotations(int)','get_annotations(len)','get_annotations(lambda: 0)','get_annotations(f, eval_str=True, format=Format.STRING)','get_annotations(lambda: 0, eval_str=True)','type_repr(int)','type_repr("x")','type_repr(...)','type_repr(f)','type_repr(len)','type_repr(list[int])','type_repr(None)','type_repr(type(None))','type_repr(al.Format)','annotations_to_string({"a":int,"b":"x","c":list[int]})','get_annotate_from_class_namespace(C.__dict__)','get_annotate_from_class_namespace({})','get_annotate_from_class_namespace({"__annotate__":3})','Format(1)','list(Format)','Format.VALUE==1','call_annotate_function(f.__annotate__,Format.STRING)["x"]','call_annotate_function(lambda format: {"a":format},Format.STRING)','call_annotate_function(lambda format: {"a":format},Format.VALUE)','call_annotate_function(f.__annotate__,Format.VALUE_WITH_FAKE_GLOBALS)','call_evaluate_function(lambda format: 3,Format.VALUE)','repr(ForwardRef("x"))','ForwardRef("x", is_argument=False)','__import__("sys").modules["annotationlib"].__doc__','ForwardRef("*tuple[int]").evaluate()','ForwardRef("x").__forward_arg__','ForwardRef("x").nope','ForwardRef("list[x").evaluate()']:
    print(s,'=>',clean(str(e(lambda: eval(s)))))
type X[T: (und1, int), U: und2 = und3] = und4[T]
for p in (X.evaluate_value, X.__type_params__[0].evaluate_constraints, X.__type_params__[1].evaluate_bound, X.__type_params__[1].evaluate_default):
    for fmt in (3,4): print(e(lambda: call_evaluate_function(p, fmt)))
