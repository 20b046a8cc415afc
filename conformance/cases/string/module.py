# conf: tier=exact
import string
print(string.ascii_lowercase, string.ascii_uppercase, string.ascii_letters == string.ascii_lowercase + string.ascii_uppercase, string.digits, string.hexdigits, string.octdigits, string.punctuation, repr(string.whitespace), len(string.printable))
print(string.capwords('hello  wORLD foo'), string.capwords('a-b-c', '-'))
t = string.Template('$who likes ${what} $$5')
print(t.substitute(who='tim', what='kung pao'), t.safe_substitute(who='x'), t.template)
for f in (lambda: t.substitute(who='x'), lambda: string.Template('$').substitute(), lambda: string.Template('a $1').substitute()):
    try:
        print(f())
    except Exception as e:
        print(type(e).__name__, e)
f = string.Formatter()
print(f.format('{0} {a!r:>5}', 1, a='x'), list(f.parse('a{b!r:c}d')))
class F(string.Formatter):
    def get_value(self, k, a, kw): return f'<{k}>'
print(F().format('{x} {0}'))
