import os as _os
import sys as _sys

__all__ = ['getpass', 'getuser', 'GetPassWarning']


class GetPassWarning(UserWarning):
    pass


def getpass(prompt='Password: ', stream=None, *, echo_char=None):
    """Prompt for a password, with echo turned off.

    Echo can be turned off only where module termios exists; elsewhere the
    input is shown after a warning."""
    if echo_char is not None and len(echo_char) != 1:
        raise ValueError("'echo_char' must be a single printable ASCII character, "
                         f'got: {echo_char!r}')
    if stream is None:
        stream = _sys.stderr
    try:
        import termios
    except ImportError:
        return _shown(prompt, stream)
    try:
        fd = _os.open('/dev/tty', _os.O_RDWR | _os.O_NOCTTY)
    except OSError:
        try:
            fd = _sys.stdin.fileno()
            saved = termios.tcgetattr(fd)
        except (AttributeError, ValueError, OSError, termios.error):
            return _shown(prompt, stream)
        tty = None
        source = _sys.stdin
    else:
        tty = source = _os.fdopen(fd, 'r', closefd=True)
        saved = termios.tcgetattr(fd)
    try:
        quiet = saved[:]
        quiet[3] &= ~termios.ECHO
        termios.tcsetattr(fd, termios.TCSAFLUSH, quiet)
        try:
            return _read(prompt, stream, source)
        finally:
            termios.tcsetattr(fd, termios.TCSAFLUSH, saved)
            stream.write('\n')
            stream.flush()
    finally:
        if tty is not None:
            tty.close()


def _shown(prompt, stream):
    import warnings
    warnings.warn('Can not control echo on the terminal.', GetPassWarning, stacklevel=3)
    print('Warning: Password input may be echoed.', file=stream)
    return _read(prompt, stream, _sys.stdin)


def _read(prompt, stream, source):
    prompt = str(prompt)
    if prompt:
        stream.write(prompt)
        stream.flush()
    line = source.readline()
    if not line:
        raise EOFError
    if line[-1] == '\n':
        line = line[:-1]
    return line


def getuser():
    """Get the username from the environment or password database.

    First try various environment variables, then the password
    database.  This works on Windows as long as USERNAME is set.
    Any failure to find a username raises OSError."""
    for name in 'LOGNAME', 'USER', 'LNAME', 'USERNAME':
        user = _os.environ.get(name)
        if user:
            return user
    try:
        import pwd
        return pwd.getpwuid(_os.getuid())[0]
    except (ImportError, KeyError, AttributeError) as e:
        raise OSError('No username set in the environment') from e
