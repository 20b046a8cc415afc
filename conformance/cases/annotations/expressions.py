# conf: tier=exact
# Annotations of all kinds in the formats STRING and FORWARDREF.
import sys
from annotationlib import Format, get_annotations
from typing import *


def show(cls):
    for fmt in Format.STRING, Format.FORWARDREF:
        try:
            print(get_annotations(cls, format=fmt))
        except BaseException as e:
            print(type(e).__name__, e)


class C:
    nested: int


class K0:
    a: undefined | int


show(K0)
class K1:
    a: list[undefined]


show(K1)
class K2:
    a: undefined.attr[1:2]


show(K2)
class K3:
    a: 'str'


show(K3)
class K4:
    a: undefined + 1 * 2 ** -x


show(K4)
class K5:
    a: (undefined + 1) * 2


show(K5)
class K6:
    a: f'x'


show(K6)
class K7:
    a: {1: undef}


show(K7)
class K8:
    a: [x for x in y]


show(K8)
class K9:
    a: not z


show(K9)
class K10:
    a: a and b


show(K10)
class K11:
    a: a if b else c


show(K11)
class K12:
    a: a < b < c


show(K12)
class K13:
    a: a < b


show(K13)
class K14:
    a: undefined(1, x=2)


show(K14)
class K15:
    a: undefined(*a, **b)


show(K15)
class K16:
    a: ...


show(K16)
class K17:
    a: -1


show(K17)
class K18:
    a: 1j


show(K18)
class K19:
    a: b'x'


show(K19)
class K20:
    a: None


show(K20)
class K21:
    a: True


show(K21)
class K22:
    a: int | None


show(K22)
class K23:
    a: {undef}


show(K23)
class K24:
    a: (undef, )


show(K24)
class K25:
    a: ~undef


show(K25)
class K26:
    a: undef[()]


show(K26)
class K27:
    a: undef[1,2]


show(K27)
class K28:
    a: undef[1,]


show(K28)
class K29:
    a: undef @ 1


show(K29)
class K30:
    a: undef is None


show(K30)
class K31:
    a: undef ** -a ** b


show(K31)
class K32:
    a: -undef ** 2


show(K32)
class K33:
    a: (undef | a) & b


show(K33)
class K34:
    a: undef[a:b:c]


show(K34)
class K35:
    a: undef[a:]


show(K35)
class K36:
    a: undef[::2, ...]


show(K36)
class K37:
    a: [undef, 1]


show(K37)
class K38:
    a: (undef, 1)


show(K38)
class K39:
    a: {}


show(K39)
class K40:
    a: []


show(K40)
class K41:
    a: ()


show(K41)
class K42:
    a: undef.a.b.c()


show(K42)
class K43:
    a: 1 + undef


show(K43)
class K44:
    a: [1] + undef


show(K44)
class K45:
    a: list[int] | undef


show(K45)
class K46:
    a: undef == 1


show(K46)
class K47:
    a: undef in x


show(K47)
class K48:
    a: x % undef


show(K48)
class K49:
    a: x << y >> z


show(K49)
class K50:
    a: list[undef] | None


show(K50)
class K51:
    a: Annotated[undef, 1]


show(K51)
class K52:
    a: Annotated[int, undef]


show(K52)
class K53:
    a: Literal['a', undef]


show(K53)
class K54:
    a: Callable[[undef], int]


show(K54)
class K55:
    a: Optional[undef]


show(K55)
class K56:
    a: Union[undef, int]


show(K56)
class K57:
    a: Union[undef, other, undef]


show(K57)
class K58:
    a: 'a' | undef


show(K58)
class K59:
    a: undef | 'a'


show(K59)
class K60:
    a: tuple[undef, ...]


show(K60)
class K61:
    a: C


show(K61)
class K62:
    a: C | undef


show(K62)
class K63:
    a: C.nested


show(K63)
class K64:
    a: list[C]


show(K64)
class K65:
    a: undef if True else 1


show(K65)
class K66:
    a: sys.undef


show(K66)
class K67:
    a: len(undef)


show(K67)
class K68:
    a: type(undef)


show(K68)
class K69:
    a: undef.__class__


show(K69)
class K70:
    a: str(undef)


show(K70)
class K71:
    a: f'{undef}'


show(K71)
class K72:
    a: undef[undef]


show(K72)
class K73:
    a: undef[C]


show(K73)
class K74:
    a: undef[int]


show(K74)
class K75:
    a: undef[list[int]]


show(K75)
class K76:
    a: undef[C, undef]


show(K76)
class K77:
    a: t'a{undef!r:>3}b'


show(K77)
class K78:
    a: undef[t'x{C}']


show(K78)


class Conditional:
    a: undef
    if sys:
        b: int
    else:
        c: int
    d: str


show(Conditional)
if sys:
    first: undef
else:
    second: int
print(get_annotations(sys.modules['__main__'], format=Format.STRING))
