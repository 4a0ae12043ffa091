"""Keeps ``import`` as Python has it while QtCore is loaded."""

from __future__ import annotations

import builtins
import contextlib
from collections.abc import Iterator


@contextlib.contextmanager
def pythons_own_import() -> Iterator[None]:
    """Undo what is put in the place of ``import`` meanwhile.

    QtCore, the first time, puts a function there that reads the source of each module to see whether it uses Qt. That is
    for the ``__feature__`` switches, which nothing here uses, and would take a tenth of the start.
    """
    plain = builtins.__import__
    try:
        yield
    finally:
        builtins.__import__ = plain
