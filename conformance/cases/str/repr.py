# conf: tier=exact
for s in ('abc', "it's", 'say "hi"', 'both \' and "', 'tab\t nl\n cr\r nul\0', 'é ü', '\x7f\x80\x9f', '\u200b', '\U0001f600', '\ud800', 'back\\slash', '\x1b[0m', '中文', '\xa0', '\xad'):
    print(ascii(s), len(s))
    if s != '\ud800':
        print(repr(s))
print(str('x'), repr('x'), ascii('é'), '%r %s %a' % ('é', 'é', 'é'), f'{"é"!r} {"é"!a}')
print('\x41\u0042\U00000043\103\N{GREEK SMALL LETTER ALPHA}', r'raw\n', 'a\
b', '''three
lines "of" 'text\'''')
print('\a\b\f\v'.encode(), "a" "b" f"c{1}" 'd')
