import sys
from . import context

__all__ = [x for x in dir(context._default_context) if not x.startswith('_')]
globals().update((name, getattr(context._default_context, name)) for name in __all__ if name != 'reducer')


def __getattr__(name):
    if name == 'reducer':   # it imports pickle, which a child may never need
        return context._default_context.reducer
    raise AttributeError(f'module {__name__!r} has no attribute {name!r}', name=name, obj=sys.modules[__name__])


SUBDEBUG = 5
SUBWARNING = 25

# The name that the running program has in children.
if '__main__' in sys.modules:
    sys.modules['__mp_main__'] = sys.modules['__main__']
