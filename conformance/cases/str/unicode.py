# conf: tier=exact
s = 'a\u00e9\u4e2d\U0001f600z'
print(len(s), s[1], s[2], s[3], s[-1], s[1:4], s[::-1], s.encode(), [ord(c) for c in s])
print('中' in s, s.find('z'), s.index('\U0001f600'), s.upper(), list(s), sorted(s), max(s), min(s))
print('é'.encode('latin-1'), 'é'.encode('utf-16-le'), 'é'.encode('utf-8'), 'é'.encode('ascii', 'ignore'), 'é'.encode('ascii', 'replace'), 'é中'.encode('ascii', 'backslashreplace'), 'é'.encode('ascii', 'xmlcharrefreplace'))
print(b'\xc3\xa9'.decode(), b'a\xffb'.decode('utf-8', 'replace'), b'a\xffb'.decode('utf-8', 'ignore'), ascii(b'a\xffb'.decode('utf-8', 'surrogateescape')), b'\xe9'.decode('latin-1'))
print('İ'.lower() == 'i̇', 'ǆ'.title(), 'ﬁ'.upper(), 'Σ'.lower(), 'ΑΣ'.lower(), 'Å'.casefold())
print(hash('') == 0, 'a' == 'a', 'é' == 'e\u0301', 'x' * 3 == 'xxx')
print('进程{}，父进程{}'.format(1, 2), '中文'.center(6, '*'), '%5s|' % '中')
