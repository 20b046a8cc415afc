# conf: tier=exact
import os
print(os.sep, os.linesep == '\n', os.name, os.curdir, os.pardir, os.extsep, os.pathsep, os.devnull, os.path.basename(os.getcwd()) != '')
os.mkdir('d')
os.makedirs('a/b/c', exist_ok=True)
with open('d/f.txt', 'w') as f: print(f.write('hello'))
print(sorted(os.listdir('d')), os.path.exists('d/f.txt'), os.path.isfile('d/f.txt'), os.path.isdir('d'), os.path.getsize('d/f.txt'), os.stat('d/f.txt').st_size)
os.rename('d/f.txt', 'd/g.txt')
print(os.listdir('d'), [(r, sorted(d), sorted(f)) for r, d, f in sorted(os.walk('.')) if r != '.'])
os.remove('d/g.txt')
os.rmdir('d')
os.removedirs('a/b/c')
print(os.path.exists('a'), os.environ.get('NOPE_X'), os.environ['TZ'], os.getenv('NOPE_X', 'dflt'), 'TZ' in os.environ)
os.environ['NEWVAR'] = 'v'
print(os.getenv('NEWVAR'), os.getpid() > 0, os.getpid() != os.getppid(), os.cpu_count() > 0, type(os.urandom(4)).__name__, len(os.urandom(4)))
for f in (lambda: os.remove('nope'), lambda: os.mkdir('.'), lambda: os.listdir('nope'), lambda: os.environ['NOPE_X'], lambda: os.rmdir('nope'), lambda: os.stat('nope'), lambda: os.rename('nope', 'x'), lambda: open('nope'), lambda: open('.'), lambda: os.environ.__setitem__('a', 1), lambda: os.chdir('nope')):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
os.mkdir('sub'); os.chdir('sub')
print(os.path.basename(os.getcwd()), os.strerror(2), os.fspath('p'))
