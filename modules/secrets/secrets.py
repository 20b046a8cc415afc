__all__ = ['choice', 'randbelow', 'randbits', 'SystemRandom',
           'token_bytes', 'token_hex', 'token_urlsafe',
           'compare_digest',
           ]

from base64 import urlsafe_b64encode as _urlsafe_b64encode
from hmac import compare_digest
from random import SystemRandom

_sysrand = SystemRandom()

randbits = _sysrand.getrandbits
choice = _sysrand.choice

DEFAULT_ENTROPY = 32  # bytes


def randbelow(exclusive_upper_bound):
    """Return a random int in the range [0, n)."""
    if exclusive_upper_bound <= 0:
        raise ValueError("Upper bound must be positive.")
    return _sysrand.randrange(exclusive_upper_bound)


def token_bytes(nbytes=None):
    """Return a random byte string of nbytes bytes, a reasonable number if None."""
    return _sysrand.randbytes(DEFAULT_ENTROPY if nbytes is None else nbytes)


def token_hex(nbytes=None):
    """Return the hexadecimal digits of token_bytes(nbytes)."""
    return token_bytes(nbytes).hex()


def token_urlsafe(nbytes=None):
    """Return token_bytes(nbytes) in URL-safe Base64, without padding."""
    return _urlsafe_b64encode(token_bytes(nbytes)).rstrip(b'=').decode('ascii')
