import sys
import types
from collections import namedtuple

from opcode import *
from opcode import __all__ as _opcodes_all
from opcode import _specializations, _specialized_opmap
from _opcode import _decode, _handlers, _targets

__all__ = ["code_info", "dis", "disassemble", "distb", "disco",
           "findlinestarts", "findlabels", "show_code",
           "get_instructions", "Instruction", "Bytecode"] + _opcodes_all
del _opcodes_all

_have_code = (types.MethodType, types.FunctionType, types.CodeType, classmethod, staticmethod, type)

_all_opname = opname
_all_opmap = opmap | _specialized_opmap
deoptmap = {name: base for base, family in _specializations.items() for name in family}

COMPILER_FLAG_NAMES = {
    1: "OPTIMIZED",
    2: "NEWLOCALS",
    4: "VARARGS",
    8: "VARKEYWORDS",
    16: "NESTED",
    32: "GENERATOR",
    64: "NOFREE",
    128: "COROUTINE",
    256: "ITERABLE_COROUTINE",
    512: "ASYNC_GENERATOR",
    0x4000000: "HAS_DOCSTRING",
    0x8000000: "METHOD",
}


def pretty_flags(flags):
    """Return pretty representation of code flags."""
    names = []
    for bit in range(32):
        flag = 1 << bit
        if flags & flag:
            names.append(COMPILER_FLAG_NAMES.get(flag, hex(flag)))
            flags ^= flag
            if not flags:
                break
    else:
        names.append(hex(flags))
    return ", ".join(names)


class _Unknown:
    def __repr__(self):
        return "<unknown>"


UNKNOWN = _Unknown()


def _try_compile(source, name):
    try:
        return compile(source, name, 'eval')
    except SyntaxError:
        return compile(source, name, 'exec')


def _function_of(x):
    """The Python function that x runs, or None."""
    x = getattr(x, '__func__', x)
    return x if isinstance(x, types.FunctionType) else None


def _get_code_object(x):
    """Return the code object of a method, function, generator, coroutine, source or code."""
    x = getattr(x, '__func__', x)
    for attribute in ('__code__', 'gi_code', 'ag_code', 'cr_code'):
        if hasattr(x, attribute):
            x = getattr(x, attribute)
            break
    if isinstance(x, str):
        x = _try_compile(x, "<disassembly>")
    if hasattr(x, 'co_code'):
        return x
    raise TypeError("don't know how to disassemble %s objects" % type(x).__name__)


def dis(x=None, *, file=None, depth=None, show_caches=False, adaptive=False,
        show_offsets=False, show_positions=False):
    """Disassemble classes, methods, functions, and other compiled objects.

    With no argument, disassemble the last traceback.
    """
    options = dict(file=file, show_caches=show_caches, adaptive=adaptive,
                   show_offsets=show_offsets, show_positions=show_positions)
    if x is None:
        distb(**options)
        return
    function = _function_of(x)
    x = getattr(x, '__func__', x)
    for attribute in ('__code__', 'gi_code', 'ag_code', 'cr_code'):
        if hasattr(x, attribute):
            x = getattr(x, attribute)
            break
    if hasattr(x, '__dict__') and not hasattr(x, 'co_code'):
        for name, member in sorted(x.__dict__.items()):
            if isinstance(member, _have_code):
                print("Disassembly of %s:" % name, file=file)
                try:
                    dis(member, depth=depth, **options)
                except TypeError as error:
                    print("Sorry:", error, file=file)
                print(file=file)
    elif hasattr(x, 'co_code'):
        _disassemble_recursive(x, depth, function, options)
    elif isinstance(x, (bytes, bytearray)):
        for start in range(0, len(x) - 15, 16):
            op = x[start] | x[start + 1] << 8
            name = _all_opname[op] if op < len(_all_opname) else '<%d>' % op
            print(name, file=file)
    elif isinstance(x, str):
        _disassemble_recursive(_try_compile(x, '<dis>'), depth, None, options)
    else:
        raise TypeError("don't know how to disassemble %s objects" % type(x).__name__)


def distb(tb=None, *, file=None, show_caches=False, adaptive=False,
          show_offsets=False, show_positions=False):
    """Disassemble a traceback (default: last traceback)."""
    if tb is None:
        try:
            if hasattr(sys, 'last_exc'):
                tb = sys.last_exc.__traceback__
            else:
                tb = sys.last_traceback
        except AttributeError:
            raise RuntimeError("no last traceback to disassemble") from None
        while tb.tb_next:
            tb = tb.tb_next
    disassemble(tb.tb_frame.f_code, tb.tb_lasti, file=file, show_caches=show_caches,
                adaptive=adaptive, show_offsets=show_offsets, show_positions=show_positions)


def disassemble(co, lasti=-1, *, file=None, show_caches=False, adaptive=False,
                show_offsets=False, show_positions=False):
    """Disassemble a code object."""
    _print(co, None, lasti, file, show_offsets, show_positions, 0)


disco = disassemble


def _disassemble_recursive(co, depth, function, options):
    function = function if options['adaptive'] else None
    _print(co, function, -1, options['file'], options['show_offsets'], options['show_positions'], 0)
    if depth is None or depth > 0:
        if depth is not None:
            depth -= 1
        for x in co.co_consts:
            if hasattr(x, 'co_code'):
                print(file=options['file'])
                print("Disassembly of %r:" % (x,), file=options['file'])
                _disassemble_recursive(x, depth, None, options)


def code_info(x):
    """Formatted details of methods, functions, or code."""
    return _format_code_info(_get_code_object(x))


def show_code(co, *, file=None):
    """Print details of methods, functions, or code to *file*.

    If *file* is not provided, the output is printed on stdout.
    """
    print(code_info(co), file=file)


def _format_code_info(co):
    lines = ["Name:              %s" % co.co_name,
             "Filename:          %s" % co.co_filename,
             "Argument count:    %s" % co.co_argcount,
             "Positional-only arguments: %s" % co.co_posonlyargcount,
             "Kw-only arguments: %s" % co.co_kwonlyargcount,
             "Number of locals:  %s" % co.co_nlocals,
             "Stack size:        %s" % co.co_stacksize,
             "Flags:             %s" % pretty_flags(co.co_flags)]
    for title, items, show in (("Constants:", co.co_consts, repr),
                               ("Names:", co.co_names, str),
                               ("Variable names:", co.co_varnames, str),
                               ("Free variables:", co.co_freevars, str),
                               ("Cell variables:", co.co_cellvars, str)):
        if items:
            lines.append(title)
            lines.extend("%4d: %s" % (i, show(item)) for i, item in enumerate(items))
    return "\n".join(lines)


Positions = namedtuple('Positions', ['lineno', 'end_lineno', 'col_offset', 'end_col_offset'],
                       defaults=[None] * 4)

_Instruction = namedtuple(
    "_Instruction",
    ['opname', 'opcode', 'arg', 'argval', 'argrepr', 'offset', 'start_offset',
     'starts_line', 'line_number', 'label', 'positions', 'cache_info'],
    defaults=[None, None, None])


class Instruction(_Instruction):
    """Details for a bytecode operation.

    opname - human readable name for operation
    opcode - numeric code for operation
    arg - numeric argument to operation (if any), otherwise None
    argval - resolved arg value (if known), otherwise same as arg
    argrepr - human readable description of the operands
    offset - start index of operation within bytecode sequence
    start_offset - the same as offset
    starts_line - True if this opcode starts a source line, otherwise False
    line_number - source line number associated with this opcode (if any), otherwise None
    label - a number if this instruction is a jump target, otherwise None
    positions - Positions of the source code covered by this instruction
    cache_info - None
    """

    @property
    def oparg(self):
        """Alias for Instruction.arg."""
        return self.arg

    @property
    def baseopcode(self):
        """Numeric code for the base operation if operation is specialized."""
        return _deoptop(self.opcode)

    @property
    def baseopname(self):
        """Human readable name for the base operation if operation is specialized."""
        return opname[self.baseopcode]

    @property
    def cache_offset(self):
        """Start index of the cache entries following the operation."""
        return self.offset + 2

    @property
    def end_offset(self):
        """End index of the cache entries following the operation."""
        return self.offset + 2

    @property
    def jump_target(self):
        """Bytecode index of the jump target if this is a jump operation, otherwise None."""
        return self.argval if self.opcode in hasjump else None

    @property
    def is_jump_target(self):
        """True if other code jumps to here, otherwise False."""
        return self.label is not None

    def __str__(self):
        return _format(self, 0, 0, False, 0, False).rstrip()


def _deoptop(op):
    name = _all_opname[op]
    return opmap[deoptmap[name]] if name in deoptmap else op


def _labels(rows, handlers):
    """Number the instructions that others jump to."""
    seen = {row[4] for row in rows if row[4] is not None}
    for entry in handlers:
        seen.update(entry)
    return {target: i for i, target in enumerate(sorted(seen), 1)}


def _instructions(co, function, shift):
    rows = _decode(co, function)
    handlers = _handlers(co)
    labels = _labels(rows, handlers)
    starts = dict(findlinestarts(co))
    positions = list(co.co_positions())
    line = None
    for i, (op, arg, value, text, target) in enumerate(rows):
        starts_line = i * 2 in starts
        if starts_line:
            line = starts[i * 2]
            if line is not None:
                line += shift
        if target is not None:
            to = "to L%d" % labels[target]
            text = text + ", " + to if text else to
        where = Positions(*positions[i]) if i < len(positions) else Positions()
        yield Instruction(_all_opname[op], op, arg, value, text, i * 2, i * 2,
                          starts_line, line, labels.get(i), where, None)


def get_instructions(x, *, first_line=None, show_caches=None, adaptive=False):
    """Iterator for the opcodes in methods, functions or code.

    Generates a series of Instruction named tuples giving the details of each
    operation in the supplied code. If *first_line* is given, it is the line number
    that should be reported for the first source line in the disassembled code.
    """
    co = _get_code_object(x)
    shift = 0 if first_line is None else first_line - co.co_firstlineno
    return _instructions(co, _function_of(x) if adaptive else None, shift)


def _format(instr, line_width, label_width, current, offset_width, positions):
    fields = []
    if positions:
        p = instr.positions
        text = "" if p.lineno is None else "%s:%s-%s:%s" % (p.lineno, p.col_offset, p.end_lineno, p.end_col_offset)
        fields.append(text.rjust(line_width))
    elif line_width:
        if instr.starts_line:
            fields.append(("--" if instr.line_number is None else str(instr.line_number)).rjust(line_width))
        else:
            fields.append(" " * line_width)
    fields.append("-->" if current else "   ")
    if offset_width:
        fields.append(str(instr.offset).rjust(offset_width))
    if label_width:
        fields.append(("L%d:" % instr.label if instr.label is not None else "").rjust(label_width))
    fields.append(instr.opname.ljust(20))
    if instr.argrepr:
        fields.append(instr.argrepr)
    return " ".join(fields)


def _print(co, function, lasti, file, show_offsets, show_positions, shift):
    instructions = list(_instructions(co, function, shift))
    lines = [i.line_number for i in instructions if i.line_number is not None]
    width = max(3, len(str(max(lines, default=0))))
    if show_positions:
        width = max((len("%s:%s-%s:%s" % i.positions) for i in instructions), default=0)
    labels = max((i.label for i in instructions if i.label is not None), default=0)
    label_width = len("L%d:" % labels) if labels else 0
    offset_width = len(str(2 * len(instructions))) if show_offsets else 0
    for i in instructions:
        if i.starts_line and i.offset and not show_positions:
            print(file=file)
        print(_format(i, width, label_width, i.offset == lasti, offset_width, show_positions).rstrip(), file=file)
    handlers = _handlers(co)
    if handlers:
        numbers = _labels(_decode(co, None), handlers)
        print("ExceptionTable:", file=file)
        for start, end, target in handlers:
            print("  L%d to L%d -> L%d" % (numbers[start], numbers[end], numbers[target]), file=file)


def findlabels(code):
    """Detect all offsets in a bytes of co_code which are jump targets.

    Return the list of offsets.
    """
    return list(dict.fromkeys(target * 2 for target in _targets(code)))


def findlinestarts(code):
    """Find the offsets in a byte code which are start of lines in the source.

    Generate pairs (offset, lineno). lineno will be an integer or None the offset does
    not have a source line.
    """
    lastline = False
    for start, end, line in code.co_lines():
        if line is not lastline:
            lastline = line
            yield start, line


class Bytecode:
    """The bytecode operations of a piece of code

    Instantiate this with a function, method, other compiled object, string of
    code, or a code object (as returned by compile()).

    Iterating over this yields the bytecode operations as Instruction instances.
    """

    def __init__(self, x, *, first_line=None, current_offset=None, show_caches=False,
                 adaptive=False, show_offsets=False, show_positions=False):
        self.codeobj = co = _get_code_object(x)
        if first_line is None:
            self.first_line = co.co_firstlineno
            self._line_offset = 0
        else:
            self.first_line = first_line
            self._line_offset = first_line - co.co_firstlineno
        self._original_object = x
        self._function = _function_of(x) if adaptive else None
        self.current_offset = current_offset
        self.exception_entries = _handlers(co)
        self.show_caches = show_caches
        self.adaptive = adaptive
        self.show_offsets = show_offsets
        self.show_positions = show_positions

    def __iter__(self):
        return _instructions(self.codeobj, self._function, self._line_offset)

    def __repr__(self):
        return "{}({!r})".format(self.__class__.__name__, self._original_object)

    @classmethod
    def from_traceback(cls, tb, *, show_caches=False, adaptive=False):
        """Construct a Bytecode from the given traceback."""
        while tb.tb_next:
            tb = tb.tb_next
        return cls(tb.tb_frame.f_code, current_offset=tb.tb_lasti,
                   show_caches=show_caches, adaptive=adaptive)

    def info(self):
        """Return formatted information about the code object."""
        return _format_code_info(self.codeobj)

    def dis(self):
        """Return a formatted view of the bytecode operations."""
        from io import StringIO
        output = StringIO()
        lasti = -1 if self.current_offset is None else self.current_offset
        _print(self.codeobj, self._function, lasti, output, self.show_offsets,
               self.show_positions, self._line_offset)
        return output.getvalue()


def main(args=None):
    import argparse

    parser = argparse.ArgumentParser()
    parser.add_argument('-O', '--show-offsets', action='store_true',
                        help='show instruction offsets')
    parser.add_argument('-P', '--show-positions', action='store_true',
                        help='show instruction positions')
    parser.add_argument('-S', '--specialized', action='store_true',
                        help='show specialized bytecode')
    parser.add_argument('infile', nargs='?', default='-')
    options = parser.parse_args(args=args)
    if options.infile == '-':
        name, source = '<stdin>', sys.stdin.buffer.read()
    else:
        name = options.infile
        with open(name, 'rb') as infile:
            source = infile.read()
    dis(compile(source, name, "exec"), adaptive=options.specialized,
        show_offsets=options.show_offsets, show_positions=options.show_positions)


if __name__ == "__main__":
    main()
