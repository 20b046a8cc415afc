from ..mod import x
from .. import CONST
from . import __name__ as parent
rel = (x, CONST, parent)
