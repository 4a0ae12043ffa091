"""Paints a window in a turn of the event loop of its own.

Qt paints right after what made a window look different: opening a project, or going to another scene, would be filling
every panel, laying all out and painting in one turn, and whoever moves the mouse meanwhile waits for the sum. So what
Qt asks for is put off until timers and input have had their turn, and nobody else does a slice of work in the same one.
What is seen is as whole as it was.

A panel that shows something else altogether is painted a turn after the stage (:func:`paint_after_stage`).
"""

from __future__ import annotations

from collections.abc import Callable
from weakref import WeakSet

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

from studio_gui.ui.slices import line_up

PATIENCE = 3
"""A panel waits for so many paintings of the rest, and is painted with the next one."""
_OPAQUE = Qt.WidgetAttribute.WA_OpaquePaintEvent


class Repainting(QObject):
    """Puts off what a window has to paint until it has a turn."""

    def __init__(self, window: QWidget, *, is_put_off: Callable[[], bool] = lambda: False) -> None:
        """While it ``is_put_off``, nothing is painted: somebody is in the midst of changing what all panels show."""
        super().__init__(window)
        self._window, self._is_put_off = window, is_put_off
        self._is_its_turn = False
        self._is_asked = False
        self._waited = 0
        """So many times the rest of the window was painted while panels waited."""
        self._held: dict[QWidget, Callable[[], bool]] = {}
        self._known, self._standing = WeakSet[QObject](), WeakSet[QObject]()
        """Panels that were held, and those of them that were painted since they came in sight: their pixels can stay."""
        window.installEventFilter(self)

    @property
    def is_working(self) -> bool:
        """Whether the window waits for being painted, or a panel of it."""
        return self._is_asked or bool(self._held)

    def hold(self, panel: QWidget, *, while_: Callable[[], bool]) -> None:
        """Paint a panel, all of it, when the rest of the window has been painted, and not ``while_`` it changes."""
        if not panel.isVisible():
            return
        if panel not in self._known:
            self._known.add(panel)
            panel.installEventFilter(self)
        panel.setUpdatesEnabled(False)
        # Qt leaves the panel out then, and would paint what is behind it where rows came or went.
        panel.setAttribute(_OPAQUE, panel in self._standing)
        self._held[panel] = while_
        line_up(self, hurries=True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._window:
            return self._notes(watched, event.type())
        if event.type() != QEvent.Type.UpdateRequest or self._is_its_turn:
            return False
        if not self._is_asked:
            self._is_asked = True
            line_up(self, hurries=True)
        return True

    def _notes(self, panel: QObject, what: QEvent.Type) -> bool:
        """Note whether the pixels of a panel can stay; says whether it is not to be painted now."""
        if what == QEvent.Type.Paint:
            if panel in self._held:
                return True  # it was asked for before the panel was held
            self._standing.add(panel)
        elif what in (QEvent.Type.Hide, QEvent.Type.Move, QEvent.Type.Resize):
            self._standing.discard(panel)
        return False

    def take_turn(self) -> bool:
        """Paint (called by the line); what is asked for meanwhile is asked for anew."""
        if self._is_put_off():
            return True
        # While a key is held that changes all, the rest is asked for again before the panels have had their turn.
        is_late = self._waited >= PATIENCE
        is_let_go = (is_late or not self._is_asked) and self._let_go()
        if not self._is_asked and not is_let_go:
            return True
        self._waited = self._waited + 1 if self._held and not is_let_go else 0
        self._is_asked, self._is_its_turn = False, True
        try:
            QCoreApplication.sendEvent(self._window, QEvent(QEvent.Type.UpdateRequest))
        finally:
            self._is_its_turn = False
        return bool(self._held)

    def _let_go(self) -> bool:
        """Have one panel painted that may be; says whether there was one."""
        for panel, is_changing in list(self._held.items()):
            if not isValid(panel):
                del self._held[panel]
            elif not is_changing():
                del self._held[panel]
                panel.setAttribute(_OPAQUE, False)
                panel.setUpdatesEnabled(True)
                return True
        return not self._held


def paint_after_stage(panel: QWidget, *, while_: Callable[[], bool] = lambda: False) -> None:
    """Paint a panel a turn after the rest of its window, and not ``while_`` it changes; until then its pixels stay.

    For one that is about to show something else altogether: all of it is painted.
    """
    repainting = panel.window().findChild(Repainting, options=Qt.FindChildOption.FindDirectChildrenOnly)
    if repainting is not None:
        repainting.hold(panel, while_=while_)
