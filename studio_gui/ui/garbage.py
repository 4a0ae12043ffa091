"""Collects Python's garbage in the window's thread only.

Left alone, the collector runs in whichever thread allocates next: one that talks to a service or waits for a render.
A widget that is garbage would then be destroyed in that thread, which Qt does not survive.

Looking through everything takes tens of milliseconds in a large project, in which the window stands still. So what was
looked through once is set aside, and only looked through again while nobody works in the window. And as hundreds of
clips that are dragged and undone leave tens of thousands of values behind within seconds, it is the number of things
too that decides when a generation is looked through, not only how often younger ones were.
"""

from __future__ import annotations

import gc
import time
from typing import ClassVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication

from studio_gui.ui import heap
from studio_gui.ui.slices import line_up

INTERVAL_MS = 500
MOST = 2_500
"""An older generation that holds more things is looked through before more come to it."""
FLOOD = 10_000
"""More things than these are not looked through in one go. Source: up to a microsecond each, and STYLE, 8 ms."""
THOROUGH_S = 300.0
"""At most so often everything is looked through again."""
QUIET_LOOKS = 10
"""Who is away has done nothing since as many looks: another window may have the keyboard while one works in this one."""
BUSY_S = 0.02
"""Between two looks the window's thread worked longer than this: for hands, though all that they made may be gone."""
MOST_FLOODS = 40
"""So often much at once is set aside unseen; then it is not only projects any more, and everything is looked through when
nobody does anything for a moment: in minutes of work among hundreds of clips it comes to that, and would be felt there."""
FLOODS_AT_LAST = 10 * MOST_FLOODS
"""Then it is looked through whatever goes on: nobody works for an hour without a pause."""
OLDEST = 2
_NAME = "garbage collector"


class GarbageCollector(QObject):
    """Looks every now and then whether the usual thresholds were passed; old things are looked at last."""

    is_at_work: ClassVar[bool] = False
    """While it is, nobody else may switch Python's own collecting on again."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName(_NAME)
        gc.disable()
        gc.freeze()  # what a start has loaded stays, and to count it alone would take a slice
        heap.keep_freed()
        GarbageCollector.is_at_work = True
        self._thorough_at = time.monotonic()
        self._floods = self._quiet = 0
        self._worked_s = time.thread_time()
        self._timer = QTimer(self)
        self._timer.setProperty("lasting", True)
        self._timer.timeout.connect(self._line_up)
        self._timer.start(INTERVAL_MS)

    @property
    def is_working(self) -> bool:
        """Whether it looks every now and then."""
        return self._timer.isActive()

    def _line_up(self) -> None:
        line_up(self)

    def take_turn(self) -> bool:
        """Look (called by the line): beside a slice of other work, or painting, that would be too much."""
        self.look()
        return False

    def look(self) -> None:
        """Look through the generations whose thresholds were passed, or that have grown too large."""
        due = [
            n for n, passed in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)) if passed[0] > passed[1]
        ]
        self._quiet = 0 if self._has_worked() or due else self._quiet + 1
        if self._may_be_thorough():
            self._thorough_at, self._floods = time.monotonic(), 0
            gc.unfreeze()
            gc.collect()
            gc.freeze()
            if self._is_away:
                heap.give_back()
            return
        if not due:
            return
        sizes = [len(gc.get_objects(generation=generation)) for generation in range(OLDEST + 1)]
        due += [generation for generation in range(1, OLDEST + 1) if sizes[generation] > MOST]
        generation = max(due)
        if sum(sizes[: generation + 1]) > FLOOD:
            gc.freeze()  # so much at once is a project that was opened, not garbage
            self._floods += 1
            return
        gc.collect(generation)
        if generation == OLDEST:
            gc.freeze()

    def _has_worked(self) -> bool:
        before, self._worked_s = self._worked_s, time.thread_time()
        return self._worked_s - before > BUSY_S

    def _may_be_thorough(self) -> bool:
        is_time = time.monotonic() - self._thorough_at > THOROUGH_S
        is_wanted = self._floods >= MOST_FLOODS or (is_time and self._is_away)
        return self._floods >= FLOODS_AT_LAST or (is_wanted and self._quiet >= QUIET_LOOKS)

    @property
    def _is_away(self) -> bool:
        return QGuiApplication.applicationState() != Qt.ApplicationState.ApplicationActive

    def stop(self) -> None:
        """Leave collecting to Python again."""
        self._timer.stop()
        GarbageCollector.is_at_work = False
        gc.unfreeze()
        gc.enable()


def set_aside() -> None:
    """What is there now stays, as modules do that were loaded: it is only looked through while nobody works."""
    if GarbageCollector.is_at_work:
        gc.freeze()


def keep_to_window_thread(app: QCoreApplication) -> GarbageCollector:
    """Collect garbage in the thread of ``app`` from now on; call it once the window was painted."""
    found = app.findChild(GarbageCollector, _NAME)
    return found if isinstance(found, GarbageCollector) else GarbageCollector(app)
