# conf: tier=exact
import _ast as ast
import re
def t(f):
    try: print(re.sub(' at 0x[0-9a-f]+', '', repr(f()))[:300])
    except Exception as e: print(type(e).__name__, e)
P=lambda s,m='exec': compile(s,'f',m,ast.PyCF_ONLY_AST)
t(lambda: P('x=[1,2]\ndef f(a,b=1,*c): return g(a)[1]')); t(lambda: P('a','eval')); t(lambda: P('a;b','single')); t(lambda: ast.Name('x')); t(lambda: ast.List([ast.Name('x')]*5)); t(lambda: ast.Name()); t(lambda: ast.Name('a',ast.Load(),3)); t(lambda: ast.Name('a',id='b')); t(lambda: ast.Name(foo=1)); t(lambda: sorted(vars(ast.FunctionDef("f"))))
t(lambda: P('x').body[0].value.ctx is P('y').body[0].value.ctx); t(lambda: type(P('x').body[0].value.ctx))
def C(n,m='exec'): return compile(n,'f',m)
L=dict(lineno=1,col_offset=0)
t(lambda: C(ast.Module([ast.Pass()],[])));  t(lambda: C(ast.Module([5],[]))); t(lambda: C(ast.Module([None],[]))); t(lambda: C(ast.Module(5,[]))); t(lambda: C(ast.Expression(ast.Name('x',ast.Store(),**L)),'eval')); t(lambda: C(ast.Expression(ast.Constant([],**L)),'eval')); t(lambda: C(ast.Expression(ast.Name('None',ast.Load(),**L)),'eval')); t(lambda: C(P('1','eval'))); t(lambda: C(P('1'),'eval')); t(lambda: eval(C(P('1+2','eval'),'eval')))
t(lambda: C(ast.Module([ast.If(ast.Constant(1,**L),[],[],**L)],[]))); t(lambda: C(ast.Expression(ast.BoolOp(ast.And(),[ast.Constant(1,**L)],**L),'eval'),'eval')); t(lambda: C(ast.Expression(ast.Compare(ast.Constant(1,**L),[ast.Eq()],[],**L)),'eval')); t(lambda: C(ast.Module([ast.Assign([ast.Constant(1,**L)],ast.Constant(2,**L),**L)],[]))); t(lambda: C(ast.Module([ast.Return(**L)],[]))); t(lambda: C(ast.Module([ast.Global(['x'],**L)],[]))); t(lambda: C(ast.Expression(ast.BinOp(ast.Constant(1,**L),ast.Add,ast.Constant(1,**L),**L)),'eval')); t(lambda: C(ast.Expression(ast.BinOp(ast.Constant(1,**L),ast.Load(),ast.Constant(1,**L),**L)),'eval'))
t(lambda: C(ast.Expression(ast.BinOp(None,ast.Add(),ast.Constant(1,**L),**L)),'eval')); t(lambda: C(ast.Expression(ast.Name(5,ast.Load(),**L)),'eval')); t(lambda: C(ast.Expression(ast.Constant(1,lineno='a',col_offset=0)),'eval')); t(lambda: C(ast.Expression(ast.Constant(1,lineno=5,col_offset=0,end_lineno=1,end_col_offset=2)),'eval')); t(lambda: C(ast.Expression(ast.Constant(1+2j,**L)),'eval')); t(lambda: C(ast.Expression(ast.Constant((1,2),**L)),'eval')); t(lambda: C(ast.Expression(ast.Constant(frozenset({1}),**L)),'eval')); t(lambda: eval(C(ast.Expression(ast.Constant((1,(2,'a')),**L)),'eval'))); t(lambda: eval(C(ast.Expression(ast.JoinedStr([ast.Constant('a',**L)],**L)),'eval'))); t(lambda: C(ast.Expression(ast.JoinedStr([ast.Name('x',ast.Load(),**L)],**L)),'eval')); t(lambda: C(ast.Expression(ast.Starred(ast.Constant(1,**L),ast.Load(),**L)),'eval')); t(lambda: C(ast.Expression(ast.Slice(**L)),'eval')); t(lambda: C(ast.Expression(ast.Await(ast.Constant(1,**L),**L)),'eval')); t(lambda: C(ast.Expression(ast.Lambda(ast.arguments(defaults=[ast.Constant(1,**L)]),ast.Constant(1,**L),**L)),'eval')); t(lambda: C(ast.Expression(ast.Set([],**L)),'eval')); t(lambda: C(ast.Expression(ast.ListComp(ast.Constant(1,**L),[],**L)),'eval')); t(lambda: C(ast.Module([ast.Try([ast.Pass(**L)],[],[],[],**L)],[]))); t(lambda: C(ast.Module([ast.Import([],**L)],[]))); t(lambda: C(ast.Module([ast.Delete([],**L)],[]))); t(lambda: C(ast.Module([ast.Match(ast.Constant(1,**L),[ast.match_case(ast.MatchAs(**L),None,[ast.Pass(**L)])],**L)],[]))); t(lambda: C(ast.Module([ast.Match(ast.Constant(1,**L),[ast.match_case(ast.MatchSingleton(5,**L),None,[ast.Pass(**L)])],**L)],[]))); t(lambda: C(ast.Module([ast.Break(**L)],[]))); t(lambda: C(ast.AST())); t(lambda: compile(P('x=1'),'f','exec',ast.PyCF_ONLY_AST)); t(lambda: C(ast.Expr()))
import copy,pickle
t(lambda: copy.replace(ast.Name('a',ast.Load()),id='b')); t(lambda: copy.deepcopy(P('x=1'))); t(lambda: ast.Name('a').__class__.__doc__)
class N(ast.Name): _fields=('id','ctx','z')
t(lambda: N('a')); t(lambda: ast.AST()); t(lambda: ast.AST(a=1)); t(lambda: isinstance(ast.Constant(1),ast.expr)); t(lambda: ast.Constant.__match_args__)
def deep(n):
    e = ast.Constant(1, **L)
    for _ in range(n):
        e = ast.UnaryOp(ast.USub(), e, **L)
    return ast.Expression(e)
try:
    C(deep(200000), 'eval')
except RecursionError as e:
    print('RecursionError')
tree = P('def f(a, b=2, *c, d, e=5, **g):\n    """doc"""\n    return [x for x in c if x], f"{a!r:>{b}}"\nclass A(B, m=C): x: int = 1\n')
def dump(n):
    if isinstance(n, ast.AST):
        return '%s(%s)' % (type(n).__name__, ', '.join('%s=%s' % (f, dump(getattr(n, f))) for f in n._fields + n._attributes))
    return '[%s]' % ', '.join(map(dump, n)) if isinstance(n, list) else repr(n)
print(dump(tree))
space = {'B': object, 'C': 0}
tree.body[1].keywords.clear()
exec(C(tree), space)
print(space['f'](1, 2, 3, 0, d=4), space['f'].__doc__, space['A'].x)
