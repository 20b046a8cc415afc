# conf: tier=exact
# The functions of _codecs: their results, errors and warnings.
import _codecs, warnings
warnings.simplefilter('always'); warnings.showwarning = lambda m, c, *a: print(c.__name__, m)
def t(f,*a):
    try: print(f.__name__,ascii(a),ascii(f(*a)))
    except BaseException as e: print(f.__name__,ascii(a),type(e).__name__,ascii(str(e)))
for s in [b'a\\x41\\u20ac\\U0001F600\\n\\101\\777\\q\\\nz', b'\\', b'\\x4', b'\\xzz',b'\\u12',b'\\U00110000',b'\\N{EURO SIGN}',b'\\N{nope}',b'\\N{',b'\\Nx',b'\\N',b'\xe9\\400',b'\\d', b'\\8', 'str\\x41é',b'\\ud800']:
    for f in [True,False]:
        t(_codecs.unicode_escape_decode,s,'strict',f)
        t(_codecs.unicode_escape_decode,s,'replace',f)
        t(_codecs.raw_unicode_escape_decode,s,'strict',f)
        t(_codecs.raw_unicode_escape_decode,s,'ignore',f)
    t(_codecs.escape_decode,s); t(_codecs.escape_decode,s,'replace'); t(_codecs.escape_decode,s,'ignore'); t(_codecs.escape_decode,s,'bad')
for s in ['a\n\t\r\\\'"\x00\x7f\x80é€\U0001F600\ud800','','\\u20ac']:
    t(_codecs.unicode_escape_encode,s); t(_codecs.raw_unicode_escape_encode,s)
    for e in ['strict','replace','ignore','surrogatepass']:
        t(_codecs.utf_7_encode,s,e)
t(_codecs.escape_encode,b"a\n\t\r\\'\"\x00\x7f\x80"); t(_codecs.escape_encode,bytearray(b'x')); t(_codecs.escape_encode,'x')
for s in [b'a+AKM-b',b'+',b'+-',b'+AKM',b'a+!b',b'+AKM,',b'+2AA-',b'+2D3eAA-',b'\xff',b'+AKM\xff',b'~\\',b'+A',b'+AK',b'+AKMA-',b'+AKN-',b'+3AA-x',b'+2ADYAA-']:
    for f in [True,False]:
        for e in ['strict','replace','ignore']: t(_codecs.utf_7_decode,s,e,f)
for o in [-1,0,1]:
    for d in [b'',b'a',b'\xff\xfea\x00',b'\xfe\xff\x00a',b'a\x00b',b'\xff\xfe\x00\x00a\x00\x00\x00',b'\x00\x00\xfe\xff\x00\x00\x00a']:
        for f in [0,1]:
            t(_codecs.utf_16_ex_decode,d,'strict',o,f);t(_codecs.utf_32_ex_decode,d,'strict',o,f)
    t(_codecs.utf_16_encode,'aé','strict',o); t(_codecs.utf_32_encode,'aé',None,o)
t(_codecs.utf_16_decode,b'\xff\xfea\x00b')
for m in [None,'abc\ufffe',{97:'x',98:98,99:None,100:0x110000,101:'yy',102:1.5,103:''},b'xx',{}]:
    for s in [b'abcdefg',b'\x00\x01\x02\x03\x04',b'']:
        for e in ['strict','replace','ignore','backslashreplace']: t(_codecs.charmap_decode,s,e,m)
for m in [None,{97:b'x',98:98,99:None,100:256,101:b'yy',102:1.5,103:-1},_codecs.charmap_build('abcdef'),{}]:
    for s in ['abc','bcd','def','g','€é']:
        for e in ['strict','replace','ignore','backslashreplace','xmlcharrefreplace']: t(_codecs.charmap_encode,s,e,m)
m=_codecs.charmap_build('ab\ufffe'); print(type(m), type(_codecs.charmap_build('\x00'+'\xff'*255)), type(_codecs.charmap_build(''.join(map(chr,range(256))))), type(_codecs.charmap_build('abc'*100)))
t(_codecs.charmap_build,1); t(_codecs.readbuffer_encode,'é'); t(_codecs.readbuffer_encode,b'x'); t(_codecs.readbuffer_encode,1)
t(_codecs.utf_8_decode,'x'); t(_codecs.utf_8_decode,b'\xe2\x82'); t(_codecs.utf_8_decode,b'\xe2\x82','strict',True);t(_codecs.utf_8_decode,bytearray(b'a'),None);t(_codecs.utf_8_encode,b'x');t(_codecs.utf_8_encode,'x',1)
t(_codecs.register,1);t(_codecs.register_error,'x',1);t(_codecs.register_error,1,1);t(_codecs.lookup,1);t(_codecs.lookup_error,1);t(_codecs._unregister_error,'x');t(_codecs._unregister_error,'strict');t(_codecs.encode,1);t(_codecs.decode,1)
print(_codecs.lookup_error('strict') is _codecs.lookup_error('strict'))
t(_codecs.encode,'x','rot13'); t(_codecs.decode,'x'); t(_codecs.encode,'x',1); t(_codecs.encode,'x','utf-8','bad'); t(_codecs.encode,'\ud800','utf-8','bad')
