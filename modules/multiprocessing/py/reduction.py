import copyreg
import io
import pickle

__all__ = ['ForkingPickler', 'register', 'dump', 'send_handle', 'recv_handle', 'DupFd']

HAVE_SEND_HANDLE = False

_extra_reducers = {}


def _dispatch_table():
    # The table for a pickler of ours; None stands for copyreg's own.
    if not _extra_reducers:
        return None
    table = copyreg.dispatch_table.copy()
    table.update(_extra_reducers)
    return table


class ForkingPickler(pickle.Pickler):
    'Pickler subclass used by multiprocessing.'

    _extra_reducers = _extra_reducers

    def __init__(self, *args):
        super().__init__(*args)
        self.dispatch_table = _dispatch_table() or copyreg.dispatch_table

    @classmethod
    def register(cls, type, reduce):
        'Register a reduce function for a type.'
        _extra_reducers[type] = reduce

    @classmethod
    def dumps(cls, obj, protocol=None):
        if not _extra_reducers:
            return pickle.dumps(obj, protocol)
        buf = io.BytesIO()
        cls(buf, protocol).dump(obj)
        return buf.getvalue()

    loads = pickle.loads


register = ForkingPickler.register


def dump(obj, file, protocol=None):
    'Replacement for pickle.dump() using ForkingPickler.'
    ForkingPickler(file, protocol).dump(obj)


def DupFd(fd):
    raise NotImplementedError('passing file descriptors is not available yet')


def send_handle(conn, handle, destination_pid):
    raise NotImplementedError('passing file descriptors is not available yet')


def recv_handle(conn):
    raise NotImplementedError('passing file descriptors is not available yet')
