import os
import sys
from collections import namedtuple as _namedtuple

_uname = None
_terse = {}


def _system():
    if os.name == 'nt':
        return 'Windows'
    return {'linux': 'Linux', 'darwin': 'Darwin'}.get(sys.platform, sys.platform)


class uname_result(_namedtuple('uname_result_base',
                               'system node release version machine')):
    """A uname_result that's largely compatible with a simple namedtuple
    except that 'processor' is resolved late and cached."""

    @property
    def processor(self):
        # What "uname -p" says on macOS; Linux says nothing.
        if self.system == 'Darwin':
            return 'arm' if self.machine == 'arm64' else 'i386'
        return os.environ.get('PROCESSOR_IDENTIFIER', '') if self.system == 'Windows' else ''

    def __iter__(self):
        yield from super().__iter__()
        yield self.processor

    def __getitem__(self, key):
        return tuple(self)[key]

    def __len__(self):
        return 6

    def __reduce__(self):
        return uname_result, tuple(self)[:5]


uname_result.__qualname__ = uname_result.__name__ = 'uname_result'


def uname():
    """Fairly portable uname interface. Returns a tuple
    of strings (system, node, release, version, machine, processor)
    identifying the underlying platform."""
    global _uname
    if _uname is None:
        try:
            _uname = uname_result(*os.uname())
        except (AttributeError, OSError):
            _uname = uname_result(_system(), os.environ.get('COMPUTERNAME', ''), '', '',
                                  os.environ.get('PROCESSOR_ARCHITECTURE', ''))
    return _uname


def system():
    """Returns the system/OS name, e.g. 'Linux', 'Windows' or 'Java'."""
    return uname().system


def node():
    """Returns the computer's network name (which may not be fully qualified)"""
    return uname().node


def release():
    """Returns the system's release, e.g. '2.2.0' or 'NT'"""
    return uname().release


def version():
    """Returns the system's release version, e.g. '#3 on degas'"""
    return uname().version


def machine():
    """Returns the machine type, e.g. 'i386'"""
    return uname().machine


def processor():
    """Returns the (true) processor name, e.g. 'amdk6'"""
    return uname().processor


def python_implementation():
    """Returns a string identifying the Python implementation."""
    return sys.implementation.name


def python_version():
    """Returns the Python version as string 'major.minor.patchlevel'"""
    return '%d.%d.%d' % sys.version_info[:3]


def python_version_tuple():
    """Returns the Python version as tuple (major, minor, patchlevel)
    of strings."""
    return tuple(python_version().split('.'))


def python_branch():
    """Returns a string identifying the Python implementation branch."""
    return ''


def python_revision():
    """Returns a string identifying the Python implementation revision."""
    return ''


def python_build():
    """Returns a tuple (buildno, builddate) stating the Python
    build number and date as strings."""
    return '', ''


def python_compiler():
    """Returns a string identifying the compiler used for compiling
    Python."""
    return 'Go'


def architecture(executable=None, bits='', linkage=''):
    """Queries the given executable (defaults to the Python interpreter
    binary) for various architecture information.

    Returns a tuple (bits, linkage)."""
    if not bits:
        bits = '64bit' if sys.maxsize > 2 ** 32 else '32bit'
    if not linkage:
        linkage = {'linux': 'ELF', 'win32': 'WindowsPE'}.get(sys.platform, '')
    return bits, linkage


def libc_ver(executable=None, lib='', version='', chunksize=16384):
    """Tries to determine the libc version: this program uses none."""
    return lib, version


def mac_ver(release='', versioninfo=('', '', ''), machine=''):
    """Get macOS version information and return it as tuple (release,
    versioninfo, machine)."""
    if sys.platform == 'darwin':
        try:
            with open('/System/Library/CoreServices/SystemVersion.plist') as f:
                text = f.read()
        except OSError:
            return release, versioninfo, machine
        _, found, rest = text.partition('<key>ProductVersion</key>')
        if found:
            release = rest.partition('<string>')[2].partition('</string>')[0]
            machine = uname().machine
    return release, versioninfo, machine


def win32_ver(release='', version='', csd='', ptype=''):
    """Get additional version information from the Windows Registry and
    return a tuple (release, version, csd, ptype)."""
    if os.name == 'nt':
        release, version = uname().release or release, uname().version or version
    return release, version, csd, ptype


def system_alias(system, release, version):
    """Returns (system, release, version) aliased to common
    marketing names used for some systems."""
    return system, release, version


def platform(aliased=False, terse=False):
    """Returns a single string identifying the underlying platform
    with as much useful information as possible (but no more :)."""
    key = bool(terse)
    if key not in _terse:
        u = uname()
        system, release = u.system, u.release
        parts = [system, release]
        if system == 'Darwin':
            found = mac_ver()[0]
            if found:
                parts = ['macOS', found]
        if not terse:
            if system == 'Windows':
                parts.append(u.version)
            else:
                parts.append(u.machine)
                parts.append('64bit' if system == 'Darwin' else '')
        text = '-'.join(p.strip() for p in parts if p)
        for c in ' /\\:;"()':
            text = text.replace(c, '_' if c in ' ' else '-')
        text = text.replace('unknown', '')
        while '--' in text:
            text = text.replace('--', '-')
        _terse[key] = text.rstrip('-')
    return _terse[key]


def freedesktop_os_release():
    """Return operation system identification from freedesktop.org os-release
    """
    for path in '/etc/os-release', '/usr/lib/os-release':
        try:
            with open(path, encoding='utf-8') as f:
                lines = f.read().splitlines()
        except OSError as e:
            error = e
            continue
        info = {'NAME': 'Linux', 'ID': 'linux', 'PRETTY_NAME': 'Linux'}
        for line in lines:
            name, found, value = line.partition('=')
            if not found or not name.isidentifier():
                continue
            if value[:1] in ('"', "'") and value[-1:] == value[:1] and len(value) > 1:
                value = value[1:-1]
            for c in '$"\'\\`':
                value = value.replace('\\' + c, c)
            info[name] = value
        return info
    raise OSError(error.errno, 'Unable to read files /etc/os-release, /usr/lib/os-release')


def invalidate_caches():
    """Invalidate the cached results."""
    global _uname
    _uname = None
    _terse.clear()
