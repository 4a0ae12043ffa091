"""Qt's speech engines, as far as they can hand over samples instead of playing them.

PySide6 has no ``QTextToSpeech.synthesize`` (in C++ it is a template) but it does have the engine's own method under
it; only the way from the one object to the other is missing. Qt's hook for debuggers, which names every object as it
is made, shows that way. Where the hook is not found there are no engines, and nothing breaks.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import shiboken6
from PySide6.QtCore import QLibraryInfo, QObject
from PySide6.QtTextToSpeech import QTextToSpeech, QTextToSpeechEngine

# Places in ``qtHookData``, from Qt's qhooks_p.h; they have stayed the same since Qt 5.4.
_VERSION, _SIZE, _ADDED, _REMOVED = 0, 1, 3, 4
_NAMES = ("qtHookData", "?qtHookData@@3PA_KA")  # the second as Microsoft's compiler spells it
_Told = ctypes.CFUNCTYPE(None, ctypes.c_void_p)


def open_engine(name: str) -> tuple[QTextToSpeech, QTextToSpeechEngine] | None:
    """The engine of this name with its owner (keep both), or None when it does not start or cannot synthesize."""
    hooks = _hooks()
    if hooks is None:
        return None
    with _newborn(hooks) as born:
        owner = QTextToSpeech(name)
    if owner.state() == QTextToSpeech.State.Error:
        return None
    if QTextToSpeech.Capability.Synthesize not in owner.engineCapabilities():
        return None
    for address in born:
        if _is_engine(address):
            return owner, cast(QTextToSpeechEngine, shiboken6.wrapInstance(address, QTextToSpeechEngine))
    return None


def _is_engine(address: int) -> bool:
    # The wrapper goes with this function: as long as one exists, the object cannot be wrapped as what it is.
    return cast(QObject, shiboken6.wrapInstance(address, QObject)).inherits("QTextToSpeechEngine")


@contextmanager
def _newborn(hooks: ctypes.Array[ctypes.c_size_t]) -> Iterator[dict[int, None]]:
    """Collects the addresses of the objects of Qt that are made meanwhile and still live."""
    born: dict[int, None] = {}

    def added(address: int) -> None:
        born[address] = None

    def removed(address: int) -> None:
        born.pop(address, None)

    calls = _pointers(added, removed)
    before = hooks[_ADDED], hooks[_REMOVED]
    hooks[_ADDED], hooks[_REMOVED] = (ctypes.cast(call, ctypes.c_void_p).value or 0 for call in calls)
    try:
        yield born
    finally:
        hooks[_ADDED], hooks[_REMOVED] = before


def _pointers(*functions: Callable[[int], None]) -> list[ctypes._CFunctionType]:
    return [_Told(function) for function in functions]


def _hooks() -> ctypes.Array[ctypes.c_size_t] | None:
    for path in _core_libraries():
        for name in _NAMES:
            try:
                found = (ctypes.c_size_t * 7).in_dll(ctypes.CDLL(path), name)
            except (OSError, ValueError):
                continue
            return found if found[_VERSION] >= 1 and found[_SIZE] > _REMOVED else None
    return None


def _core_libraries() -> tuple[str, ...]:
    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.LibrariesPath))
    if sys.platform == "win32":
        import PySide6

        beside = Path(PySide6.__file__).parent
        return str(beside / "Qt6Core.dll"), str(folder / "Qt6Core.dll")
    if sys.platform == "darwin":
        return str(folder / "QtCore.framework" / "Versions" / "A" / "QtCore"), str(folder / "libQt6Core.6.dylib")
    return str(folder / "libQt6Core.so.6"), "libQt6Core.so.6"
