import os
import time as _time

from enum import Enum

__all__ = ['NAMESPACE_DNS', 'NAMESPACE_OID', 'NAMESPACE_URL', 'NAMESPACE_X500',
           'NIL', 'MAX', 'RESERVED_NCS', 'RFC_4122', 'RESERVED_MICROSOFT',
           'RESERVED_FUTURE', 'SafeUUID', 'UUID', 'getnode',
           'uuid1', 'uuid3', 'uuid4', 'uuid5', 'uuid6', 'uuid7', 'uuid8']

RESERVED_NCS, RFC_4122, RESERVED_MICROSOFT, RESERVED_FUTURE = [
    'reserved for NCS compatibility', 'specified in RFC 4122',
    'reserved for Microsoft compatibility', 'reserved for future definition']

_FIELDS = 32, 16, 16, 8, 8, 48  # bits


class SafeUUID(Enum):
    safe = 0
    unsafe = -1
    unknown = None


class UUID:
    """Instances of the UUID class represent UUIDs as specified in RFC 4122/9562.

    They are immutable, hashable and ordered.  str() gives the form
    '12345678-1234-1234-1234-123456789abc', int() the 128-bit integer.
    """
    __slots__ = ('int', 'is_safe', '__weakref__')

    def __init__(self, hex=None, bytes=None, bytes_le=None, fields=None,
                 int=None, version=None, *, is_safe=SafeUUID.unknown):
        """Exactly one of hex (with or without braces, hyphens and 'urn:uuid:'),
        bytes, bytes_le, fields (six integers) and int must be given.  version
        sets the variant to RFC 4122 and the version number.
        """
        if [hex, bytes, bytes_le, fields, int].count(None) != 4:
            raise TypeError('one of the hex, bytes, bytes_le, fields, '
                            'or int arguments must be given')
        if hex is not None:
            hex = hex.replace('urn:', '').replace('uuid:', '')
            hex = hex.strip('{}').replace('-', '')
            if len(hex) != 32:
                raise ValueError('badly formed hexadecimal UUID string')
            int = int_(hex, 16)
        elif bytes_le is not None:
            if len(bytes_le) != 16:
                raise ValueError('bytes_le is not a 16-char string')
            int = int_.from_bytes(_swap(bytes_le))
        elif bytes is not None:
            if len(bytes) != 16:
                raise ValueError('bytes is not a 16-char string')
            int = int_.from_bytes(bytes)
        elif fields is not None:
            if len(fields) != 6:
                raise ValueError('fields is not a 6-tuple')
            int = 0
            for i, (value, bits) in enumerate(zip(fields, _FIELDS), 1):
                if not 0 <= value < 1 << bits:
                    raise ValueError(f'field {i} out of range (need a{"n" if bits == 8 else ""} '
                                     f'{bits}-bit value)')
                int = int << bits | value
        if not 0 <= int <= _MAX:
            raise ValueError('int is out of range (need a 128-bit value)')
        if version is not None:
            if not 1 <= version <= 8:
                raise ValueError('illegal version number')
            int = int & ~(0xF << 76 | 3 << 62) | version << 76 | 2 << 62
        object.__setattr__(self, 'int', int)
        object.__setattr__(self, 'is_safe', is_safe)

    def __getstate__(self):
        state = {'int': self.int}
        if self.is_safe != SafeUUID.unknown:
            state['is_safe'] = self.is_safe.value
        return state

    def __setstate__(self, state):
        object.__setattr__(self, 'int', state['int'])
        object.__setattr__(self, 'is_safe', SafeUUID(state['is_safe'])
                           if 'is_safe' in state else SafeUUID.unknown)

    def __eq__(self, other):
        return self.int == other.int if isinstance(other, UUID) else NotImplemented

    def __lt__(self, other):
        return self.int < other.int if isinstance(other, UUID) else NotImplemented

    def __gt__(self, other):
        return self.int > other.int if isinstance(other, UUID) else NotImplemented

    def __le__(self, other):
        return self.int <= other.int if isinstance(other, UUID) else NotImplemented

    def __ge__(self, other):
        return self.int >= other.int if isinstance(other, UUID) else NotImplemented

    def __hash__(self):
        return hash(self.int)

    def __int__(self):
        return self.int

    def __repr__(self):
        return f'{self.__class__.__name__}({str(self)!r})'

    def __setattr__(self, name, value):
        raise TypeError('UUID objects are immutable')

    def __str__(self):
        h = f'{self.int:032x}'
        return f'{h[:8]}-{h[8:12]}-{h[12:16]}-{h[16:20]}-{h[20:]}'

    @property
    def bytes(self):
        return self.int.to_bytes(16)

    @property
    def bytes_le(self):
        return _swap(self.bytes)

    @property
    def fields(self):
        return (self.time_low, self.time_mid, self.time_hi_version,
                self.clock_seq_hi_variant, self.clock_seq_low, self.node)

    @property
    def time_low(self):
        return self.int >> 96

    @property
    def time_mid(self):
        return self.int >> 80 & 0xffff

    @property
    def time_hi_version(self):
        return self.int >> 64 & 0xffff

    @property
    def clock_seq_hi_variant(self):
        return self.int >> 56 & 0xff

    @property
    def clock_seq_low(self):
        return self.int >> 48 & 0xff

    @property
    def time(self):
        if self.version == 6:
            return self.int >> 96 << 28 | self.time_mid << 12 | self.time_hi_version & 0xfff
        if self.version == 7:
            return self.int >> 80
        return (self.time_hi_version & 0x0fff) << 48 | self.time_mid << 32 | self.time_low

    @property
    def clock_seq(self):
        return (self.clock_seq_hi_variant & 0x3f) << 8 | self.clock_seq_low

    @property
    def node(self):
        return self.int & 0xffffffffffff

    @property
    def hex(self):
        return f'{self.int:032x}'

    @property
    def urn(self):
        return 'urn:uuid:' + str(self)

    @property
    def variant(self):
        top = self.int >> 61 & 7
        if top < 4:
            return RESERVED_NCS
        if top < 6:
            return RFC_4122
        return RESERVED_MICROSOFT if top == 6 else RESERVED_FUTURE

    @property
    def version(self):
        if self.variant == RFC_4122:
            return self.int >> 76 & 0xf


int_ = int
_MAX = (1 << 128) - 1


def _swap(b):
    return b[3::-1] + b[5:3:-1] + b[7:5:-1] + b[8:]


_node = None
_last = 0


def getnode():
    """A number of 48 bits, the same each time: the hardware's address is not
    looked for, so the bit that marks a random one is set.
    """
    global _node
    if _node is None:
        _node = int.from_bytes(os.urandom(6)) | 1 << 40
    return _node


def _gregorian():
    """Intervals of 100 ns since 15 October 1582, each time more."""
    global _last
    _last = max(_time.time_ns() // 100 + 0x01b21dd213814000, _last + 1)
    return _last


def _clock_seq(value):
    return (int.from_bytes(os.urandom(2)) if value is None else value) & 0x3fff


def uuid1(node=None, clock_seq=None):
    """Generate a UUID from a host ID, sequence number, and the current time."""
    t = _gregorian()
    if node is None:
        node = getnode()
    seq = _clock_seq(clock_seq)
    return UUID(fields=(t & 0xffffffff, t >> 32 & 0xffff, t >> 48 & 0x0fff,
                        seq >> 8, seq & 0xff, node), version=1)


def _named(make, namespace, name, version):
    if isinstance(name, str):
        name = name.encode()
    digest = make(namespace.bytes + name, usedforsecurity=False).digest()
    return UUID(bytes=digest[:16], version=version)


def uuid3(namespace, name):
    """Generate a UUID from the MD5 hash of a namespace UUID and a name."""
    from hashlib import md5
    return _named(md5, namespace, name, 3)


def uuid4():
    """Generate a random UUID."""
    return UUID(bytes=os.urandom(16), version=4)


def uuid5(namespace, name):
    """Generate a UUID from the SHA-1 hash of a namespace UUID and a name."""
    from hashlib import sha1
    return _named(sha1, namespace, name, 5)


def uuid6(node=None, clock_seq=None):
    """Similar to :func:`uuid1` but where fields are ordered differently
    for improved DB locality.
    """
    t = _gregorian()
    if node is None:
        node = getnode()
    return UUID(int=t >> 12 << 80 | (t & 0xfff) << 64 | _clock_seq(clock_seq) << 48
                | node & 0xffffffffffff, version=6)


_last7 = 0, 0


def uuid7():
    """Generate a UUID from a Unix timestamp in milliseconds and random bits.

    Those of one millisecond are in order.
    """
    global _last7
    ms, counter = _time.time_ns() // 1_000_000, None
    if ms <= _last7[0]:
        ms, counter = _last7[0], _last7[1] + 1
        if counter >> 42:
            ms, counter = ms + 1, None
    if counter is None:
        counter = int.from_bytes(os.urandom(6)) & 0x1ffffffffff
    _last7 = ms, counter
    return UUID(int=(ms & 0xffffffffffff) << 80 | counter >> 30 << 64
                | (counter & 0x3fffffff) << 32 | int.from_bytes(os.urandom(4)), version=7)


def uuid8(a=None, b=None, c=None):
    """Generate a UUID from three custom blocks of 48, 12 and 62 bits, random ones
    for those that are missing.
    """
    bits = [int.from_bytes(os.urandom(8)) if x is None else x for x in (a, b, c)]
    return UUID(int=(bits[0] & 0xffffffffffff) << 80 | (bits[1] & 0xfff) << 64
                | bits[2] & 0x3fffffffffffffff, version=8)


NAMESPACE_DNS = UUID('6ba7b810-9dad-11d1-80b4-00c04fd430c8')
NAMESPACE_URL = UUID('6ba7b811-9dad-11d1-80b4-00c04fd430c8')
NAMESPACE_OID = UUID('6ba7b812-9dad-11d1-80b4-00c04fd430c8')
NAMESPACE_X500 = UUID('6ba7b814-9dad-11d1-80b4-00c04fd430c8')
NIL = UUID('00000000-0000-0000-0000-000000000000')
MAX = UUID('ffffffff-ffff-ffff-ffff-ffffffffffff')
