"""Bugs that are told: without this, some of them would end the program instead of reaching the dialog that tells of them.

PySide puts the name of an overridden method before what an exception says. Before Python 3.12 an exception that C code
raised, such as a division by zero or a call with the wrong arguments, is still a pair of class and words until Python
catches it somewhere, and PySide 6.11 falls over the words: a segmentation fault. So every method that overrides one of
Qt's catches what goes through it, and lets it go on. Nothing else belongs here.
"""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable
from types import FunctionType
from typing import Any

from studio_gui.base.importing import pythons_own_import

with pythons_own_import():
    from PySide6.QtCore import QObject

Override = Callable[..., Any]
FALLS_OVER = sys.version_info < (3, 12)
"""Whether this Python has exceptions that are not made yet."""


def caught_once(override: Override) -> Override:
    """The method, whose exceptions have been caught once, and are whole since."""

    @functools.wraps(override)
    def passed_on(*given: Any, **named: Any) -> Any:
        try:
            return override(*given, **named)
        except Exception:  # to be caught is all it needs
            raise

    return passed_on


def _watch(cls: type[QObject], **named: object) -> None:
    super(QObject, cls).__init_subclass__(**named)  # a class may have other bases that want to know of it
    of_qt = {name for base in cls.__mro__ if base.__module__.startswith("PySide6.") for name in vars(base)}
    nearer = set[str]()
    for base in cls.__mro__:
        if base is not cls and issubclass(base, QObject):
            return  # it was watched when it was made, and so was what stands behind it
        for name, own in tuple(vars(base).items()):
            if isinstance(own, FunctionType) and name in of_qt - nearer and not name.startswith("__"):
                setattr(cls, name, caught_once(own))
        nearer |= vars(base).keys()


def watch_overrides() -> None:
    """From now on every class of ours is made so; has to come before the first of them."""
    if FALLS_OVER:
        QObject.__init_subclass__ = classmethod(_watch)  # type: ignore[assignment, method-assign, arg-type]
