# conf: tier=exact
from os import path
print(path.join('a', 'b', 'c.txt'), path.join('a', '/b'), path.join('a/', ''), path.split('/x/y.z'), path.splitext('a.tar.gz'), path.splitext('.bashrc'), path.basename('/a/b/'), path.dirname('/a/b'), path.normpath('a//b/../c/./d'), path.isabs('/a'), path.isabs('a'))
print(path.commonprefix(['/usr/lib', '/usr/local']), path.commonpath(['/usr/lib', '/usr/local']), path.relpath('/a/b/c', '/a/d'), path.expanduser('~') != '~', path.splitdrive('/a'), path.normcase('A'), path.abspath('/a/../b'), path.realpath('/'), path.exists('/nope'), path.expandvars('$TZ ${TZ} $NOPE_X'), path.samefile('/', '/'))
for f in (lambda: path.join('a', 5), lambda: path.join(), lambda: path.basename(None), lambda: path.getsize('nope'), lambda: path.commonpath([]), lambda: path.join('a', b'b')):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
