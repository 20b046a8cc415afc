from _multiprocessing import Connection, Pipe, wait
from .context import BufferTooShort, AuthenticationError
from .reduction import ForkingPickler as _ForkingPickler

__all__ = ['Client', 'Listener', 'Pipe', 'wait']


class Listener:
    'Returns a listener object.'

    def __init__(self, address=None, family=None, backlog=1, authkey=None):
        raise NotImplementedError('multiprocessing.connection.Listener is not available yet')


def Client(address, family=None, authkey=None):
    'Returns a connection to the address of a `Listener`'
    raise NotImplementedError('multiprocessing.connection.Client is not available yet')
