try:
    from enum import IntEnum as _IntEnum
except ImportError:
    # TODO: drop this when module enum exists. Meanwhile members are no Enum, and
    # the enumerations have only what is below.
    class _Meta(type):
        def __call__(cls, value):
            for member in cls._members:
                if int(member) == value:
                    return member
            raise ValueError('%r is not a valid %s' % (value, cls.__name__))

        def __getitem__(cls, name):
            return cls.__members__[name]

        def __iter__(cls):
            return iter(cls._members)

        def __len__(cls):
            return len(cls._members)

        def __contains__(cls, value):
            return any(int(m) == value for m in cls._members)

    def _IntEnum(name, members, module):
        def show(self):
            return '<%s.%s: %d>' % (name, self.name, int(self))

        cls = _Meta(name, (int,), {'__module__': module, '__repr__': show,
                                   '__str__': int.__repr__, '_members': [],
                                   '__members__': {}})
        for key, value in members:
            member = None
            for old in cls._members:
                if int(old) == value:
                    member = old
            if member is None:
                member = int.__new__(cls, value)
                member.name = key
                member.value = value
                cls._members.append(member)
            cls.__members__[key] = member
            setattr(cls, key, member)
        return cls


def _enumeration(name, members):
    cls = _IntEnum(name, sorted(members, key=lambda m: (m[1], m[0])), module='signal')
    globals().update(cls.__members__)
    return cls


Signals = _enumeration('Signals', [(n, v) for n, v in _names().items()
                                   if not n.startswith('SIG_')])
Handlers = _enumeration('Handlers', [('SIG_DFL', 0), ('SIG_IGN', 1)])


def _member(value, enumeration):
    if not isinstance(value, int):
        return value
    try:
        return enumeration(value)
    except ValueError:
        return value


def signal(signalnum, handler):
    """Set the action for the given signal.

The action can be SIG_DFL, SIG_IGN, or a callable Python object.
The previous action is returned.  See getsignal() for possible return
values.

*** IMPORTANT NOTICE ***
A signal handler function is called with two arguments: the first is
the signal number, the second is the interrupted stack frame."""
    return _member(_set(signalnum, handler), Handlers)


def getsignal(signalnum):
    """Return the current action for the given signal.

The return value can be:
  SIG_IGN -- if the signal is being ignored
  SIG_DFL -- if the default action for the signal is in effect
  None    -- if an unknown handler is in effect
  anything else -- the callable Python object used as a handler"""
    return _member(_get(signalnum), Handlers)


def valid_signals():
    """Return a set of valid signal numbers on this platform.

The signal numbers returned by this function can be safely passed to
functions like `pthread_sigmask`."""
    return {_member(n, Signals) for n in _valid()}


if '_setitimer' in globals():
    class ItimerError(OSError):
        pass

    def setitimer(which, seconds, interval=0.0, /):
        """Sets given itimer (ITIMER_REAL).

The timer will fire after value seconds and after that every interval
seconds.  The itimer can be cleared by setting seconds to zero.

Returns old values as a tuple: (delay, interval)."""
        try:
            return _setitimer(which, seconds, interval)
        except OSError as e:
            raise ItimerError(e.errno, e.strerror) from None

    def getitimer(which, /):
        """Returns current value of given itimer."""
        try:
            return _getitimer(which)
        except OSError as e:
            raise ItimerError(e.errno, e.strerror) from None
