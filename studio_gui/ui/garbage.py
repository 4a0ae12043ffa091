"""Collects Python's garbage in the window's thread only.

Left alone, the collector runs in whichever thread allocates next: one that talks to a service or waits for a render.
A widget that is garbage would then be destroyed in that thread, which Qt does not survive.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QCoreApplication, QObject, QTimer

INTERVAL_MS = 2000
_NAME = "garbage collector"


class GarbageCollector(QObject):
    """Looks every now and then whether the usual thresholds were passed; old things are looked at last."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.setObjectName(_NAME)
        gc.disable()
        self._timer = QTimer(self)
        self._timer.setProperty("lasting", True)
        self._timer.timeout.connect(self.look)
        self._timer.start(INTERVAL_MS)

    def look(self) -> None:
        """Collect the youngest generations whose thresholds were passed."""
        for generation, (count, threshold) in reversed(
            list(enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True)))
        ):
            if count > threshold:
                gc.collect(generation)
                return

    def stop(self) -> None:
        """Leave collecting to Python again."""
        self._timer.stop()
        gc.enable()


def keep_to_window_thread(app: QCoreApplication) -> GarbageCollector:
    """Collect garbage in the thread of ``app`` from now on; call it once the window was painted."""
    found = app.findChild(GarbageCollector, _NAME)
    return found if isinstance(found, GarbageCollector) else GarbageCollector(app)
