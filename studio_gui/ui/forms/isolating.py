"""Names as their own writing has them, wherever they are painted.

Painted in a window that is read from left to right, an Arabic or Hebrew name that ends with a dot shows it at the
wrong end. Marks of Unicode around it, which nobody sees, let the name decide for itself.
"""

from __future__ import annotations

_FIRST_STRONG, _END = "\u2068", "\u2069"


def isolated(name: str) -> str:
    """The name between those marks; the very same where no writing goes the other way."""
    return name if name.isascii() else f"{_FIRST_STRONG}{name}{_END}"
