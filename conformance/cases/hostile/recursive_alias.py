# conf: tier=exact
l=[];l.append(l)
print(list[l])
print(list[int], dict[str, list[int]], list[[int,str],3], tuple[...], tuple[()], list[[[int]]], list['x'])
import _abc
for f in ('_get_dump','_reset_registry','_reset_caches','_abc_instancecheck'):
    try: print(f, getattr(_abc,f)(int,*([1] if 'register' in f or 'check' in f else [])))
    except Exception as e: print(f, type(e), e)
