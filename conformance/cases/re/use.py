# conf: tier=exact
import re
# conformance-like: errors of use
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
t(lambda: re.match('a', b'a')); t(lambda: re.match(b'a', 'a')); t(lambda: re.match('a', 5)); t(lambda: re.match(5, 'a')); t(lambda: re.compile(re.compile('a'), re.I))
t(lambda: re.sub('a', 5, 'a')); t(lambda: re.sub('a', lambda m: 5, 'ba')); t(lambda: re.sub('a', b'x', 'bab')); t(lambda: re.sub('a', lambda m: None, 'bab')); t(lambda: re.sub(b'a', lambda m: 'x', b'bab'))
t(lambda: re.sub('a', r'\1', 'a')); t(lambda: re.sub('a', r'\g<x>', 'a')); t(lambda: re.sub('a', r'\q', 'a')); t(lambda: re.sub('(a)', r'\g<1>0\08', 'a'))
m = re.match('(a)(b)?', 'ac')
for f in (lambda: m.group(3), lambda: m.group('x'), lambda: m[1.5], lambda: m.group(1, 2), lambda: m.groups('-'), lambda: m.start(2), lambda: m.expand(r'\1-\2'), lambda: m.regs, lambda: m.lastindex, lambda: m.string, lambda: m.pos, lambda: m.endpos, lambda: m.re, lambda: m['']): t(f)
p = re.compile('b')
for f in (lambda: p.match('abc', 1), lambda: p.search('abcb', 2, 3), lambda: p.search('abc', -5), lambda: p.fullmatch('abc', 1, 2), lambda: p.findall('abcb', 2), lambda: p.match(string='b'), lambda: p.search('b', 5), lambda: p.search('abc', 0, 10**30), lambda: p.pattern, lambda: p.flags, lambda: p.groups, lambda: dict(p.groupindex), lambda: p.scanner('bb').search(), lambda: p.split('abcbd', 1), lambda: p.subn('x', 'abcb'), lambda: p.sub('x', 'abcb', 1), lambda: re.sub('b', 'x', 'abcb', 1), lambda: re.split('b', 'abcb', maxsplit=1), lambda: re.compile('^x').search('ax', 1), lambda: re.compile('$').search('ab\n', 0, 2), lambda: re.compile(r'(?<=a)b').match('ab', 1)): t(f)
t(lambda: p == re.compile('b')); t(lambda: p == re.compile('b', re.I)); t(lambda: p != 5); t(lambda: p < p); t(lambda: type(m).__name__); t(lambda: re.Pattern); t(lambda: re.Match[str]); t(lambda: re.Pattern()); t(lambda: isinstance(m, re.Match))
t(lambda: re.error is re.PatternError); t(lambda: re.compile('a\n(').pattern)
try: re.compile('a\n(b')
except re.error as e: print(e.msg, e.pattern, e.pos, e.lineno, e.colno, e)
t(lambda: re.I); t(lambda: re.I | re.M); t(lambda: ~re.I & re.M); t(lambda: re.RegexFlag.ASCII); t(lambda: str(re.A)); t(lambda: re.I == 2); t(lambda: re.RegexFlag(1024)); t(lambda: re.NOFLAG); t(lambda: re.compile('x', re.U).flags); t(lambda: re.compile(b'x').flags); t(lambda: re.compile('(?im)x').flags); t(lambda: re.compile('x', re.A | re.U)); t(lambda: re.compile('x', re.L)); t(lambda: re.compile(b'x', re.U)); t(lambda: re.compile(b'x', re.L | re.A)); t(lambda: re.compile(b'x', re.L))
t(lambda: [re.escape(c) for c in 'a_-#&~ é\x00']); t(lambda: re.template) ; t(lambda: re.foo); t(lambda: sorted(set(re.__all__)-set(dir(re))))
t(lambda: re.findall(r'(?x) a  b # c', 'ab')); t(lambda: re.findall(r'(a)|(b)', 'ab')); t(lambda: re.split('(a)|b', 'xaybz')); t(lambda: list(re.finditer('a', 'aa'))); t(lambda: re.match('.*', 'é€😀').span()); t(lambda: re.search('😀', 'é€😀').span()); t(lambda: re.match(bytearray(b'a'), b'ab')); t(lambda: re.match(b'a', bytearray(b'ab'))[0]); t(lambda: re.sub('é', 'e', 'café')); t(lambda: re.compile('a'*300)); t(lambda: re.match('a'*60, 'a'*60)); t(lambda: re.sub('(?P<n>a)', r'[\g<n>]', 'bab')); t(lambda: re.compile("['\"]")); t(lambda: re.findall(r'\w+', 'naïve café_1')); t(lambda: re.findall(r'\w+', 'naïve café_1', re.A)); t(lambda: re.findall(br'\w+', 'naïve'.encode()))
