# conf: tier=exact
import re
print(re.match(r'(\w+) (\w+)', 'hello world').groups())
print(re.findall(r'\d+', 'a1b22c333'), re.sub(r'(\w)(\d)', r'\2\1', 'a1 b2'), re.split(r'[,;]\s*', 'a, b;c'))
m=re.search(r'(?P<y>\d{4})-(?P<m>\d\d)', 'on 2024-05-06'); print(m, m.groupdict(), m.lastgroup, m.span('m'), m['y'])
print(re.compile('a', re.I|re.M), re.I, repr(re.I|re.X), re.RegexFlag(258))
for p in ['(', '[', 'a**', '*a', '(?P<1>a)', 'a{2,1}', r'\1', '(?<=a+)b', '(?i', '(?z)', r'\q', '[z-a]', 'a(?i)b', ')', r'(?P=x)', '(?(1)a|b|c)','(?P<a>x)(?P<a>y)', r'\x1', r'\N{foo}', r'[\d-z]', 'a{99999999999}']:
    try: print(p, re.compile(p))
    except (re.error,OverflowError) as e: print(repr(p), type(e).__name__, e, getattr(e,'pos',None))
print(re.findall('', 'abc'), re.sub('', '-', 'abc'), re.split('', 'abc'), re.sub('x*', '-', 'abxd'), [m.span() for m in re.finditer('a*?', 'aa')])
print(re.match('(a*)*','b').groups(), re.match('(a*)*','aa').groups(), re.match('(a|b)*?c','abac').groups(), re.match('(?:(a)|b)*','ab').groups())
print(re.sub(r'(?i)b+', lambda m: m[0].upper()+'!', 'abBbc'), re.fullmatch('a|ab','ab'), re.match('(?>a|ab)c','abc'), re.match('a++b','aaab'), re.match('(?=(a+))\\1b','aaab'))
print(re.search('ß','STRASSE ẞ',re.I), re.findall('[à-þ]+','ÀÉÎ xyz',re.I), re.match('ı','I',re.I), re.search('é', 'cafÉ', re.I).span(), re.search('😀(.)','ab😀ü').span(1))
print(re.escape('a.b*c\n'), re.escape(b'a-b'), re.sub(b'a', b'x', b'banana'), re.match(b'[\xe9]', b'\xe9'))
s=re.Scanner([(r'\d+',lambda s,t:int(t)),(r'\w+',lambda s,t:t),(r'\s+',None)]); print(s.scan('12 abc 3!'))
import pickle,copy; p=re.compile('a(b)?',re.I); print(pickle.loads(pickle.dumps(p)) == p, copy.copy(p) is p, hash(p)==hash(re.compile('a(b)?',re.I)))
