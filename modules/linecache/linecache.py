__all__ = ["getline", "clearcache", "checkcache", "lazycache"]

cache = {}
_interactive_cache = {}


def clearcache():
    "Forget all files."
    cache.clear()


def getline(filename, lineno, module_globals=None):
    "A line of a source file, '' if there is none. Never fails."
    lines = getlines(filename, module_globals)
    if 1 <= lineno <= len(lines):
        return lines[lineno - 1]
    return ''


def getlines(filename, module_globals=None):
    "The lines of a source file, [] if it cannot be read."
    entry = cache.get(filename)
    if entry is not None and len(entry) != 1:
        return entry[2]
    try:
        return updatecache(filename, module_globals)
    except MemoryError:
        clearcache()
        return []


def checkcache(filename=None):
    "Forget files (or the file given) that have changed."
    for name in list(cache) if filename is None else [filename]:
        entry = cache.get(name)
        if entry is None or len(entry) == 1:
            continue
        size, mtime, lines, fullname = entry
        if mtime is not None and _stat(fullname) != (size, mtime):
            cache.pop(name, None)


def updatecache(filename, module_globals=None):
    "Read a file anew and return its lines, [] if it cannot be read."
    entry = cache.pop(filename, None)
    if not filename or filename.startswith('<') and filename.endswith('>'):
        return _program(filename)
    found = _find(filename)
    if found is None:
        if lazycache(filename, module_globals):
            entry = cache.get(filename)
        if entry is not None and len(entry) == 1:
            try:
                data = entry[0]()
            except (ImportError, OSError):
                data = None
            cache.pop(filename, None)
            if data is None:
                return []
            lines = [line + '\n' for line in data.splitlines()]
            cache[filename] = (len(data), None, lines, filename)
            return lines
        return []
    size, mtime, lines, fullname = found
    cache[filename] = found
    return lines


def lazycache(filename, module_globals):
    """Note that the source of a module can be asked of its loader. True if that
    is so."""
    if filename in cache:
        return len(cache[filename]) == 1
    if not filename or filename.startswith('<') and filename.endswith('>') or not module_globals:
        return False
    spec = module_globals.get('__spec__')
    name = getattr(spec, 'name', None) or module_globals.get('__name__')
    loader = getattr(spec, 'loader', None) or module_globals.get('__loader__')
    get_source = getattr(loader, 'get_source', None)
    if not name or not get_source:
        return False

    def get_lines(name=name, *args, **kwargs):
        return get_source(name, *args, **kwargs)

    cache[filename] = (get_lines,)
    return True
