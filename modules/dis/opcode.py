__all__ = ["cmp_op", "stack_effect", "hascompare", "opname", "opmap",
           "HAVE_ARGUMENT", "EXTENDED_ARG", "hasarg", "hasconst", "hasname",
           "hasjump", "hasjrel", "hasjabs", "hasfree", "haslocal", "hasexc"]

import _opcode
from _opcode import stack_effect

_rows = _opcode._table()
opname = [row[0] for row in _rows]
opmap = {row[0]: op for op, row in enumerate(_rows) if not row[1]}

# Specialised opcodes by their generic one, and their numbers.
_specializations = {}
_specialized_opmap = {}
for _op, (_name, _generic, _) in enumerate(_rows):
    if _generic:
        _specializations.setdefault(opname[_generic], []).append(_name)
        _specialized_opmap[_name] = _op
del _rows, _op, _name, _generic, _

# Every instruction has room for its operands: none starts at a number, and none
# needs an instruction before it to extend them.
HAVE_ARGUMENT = 0
EXTENDED_ARG = len(opname)

cmp_op = ('<', '<=', '==', '!=', '>', '>=')

_all = range(len(opname))
hasarg = [op for op in _all if _opcode.has_arg(op)]
hasconst = [op for op in _all if _opcode.has_const(op)]
hasname = [op for op in _all if _opcode.has_name(op)]
hasjump = [op for op in _all if _opcode.has_jump(op)]
hasjrel = hasjump
hasjabs = []
hasfree = [op for op in _all if _opcode.has_free(op)]
haslocal = [op for op in _all if _opcode.has_local(op)]
hasexc = [op for op in _all if _opcode.has_exc(op)]
hascompare = [opmap[name] for name in ("COMPARE", "JCMP", "JCMPI")]
del _all
