"""The program for a screen reader: a window on a sample that does what lines on its standard input say."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from studio_gui.app.services import Services
from studio_gui.files.samples import create_from_sample
from studio_gui.ui.actions import file
from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.opening import make_application
from studio_gui.ui.window.memory import Memory


class Obeying(QObject):
    """Presses keys and runs commands in the window's thread."""

    said = Signal(str)

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.said.connect(self._do)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in sys.stdin:
            self.said.emit(line.strip())

    def _do(self, line: str) -> None:
        self._window.canvas.setFocus()
        if line.startswith("Key_"):
            QTest.keyClick(self._window.canvas, getattr(Qt.Key, line))
        else:
            self._window.actions_.run(line)


def main() -> None:
    """Open the window and stay until killed."""
    make_application()
    folder = Path(sys.argv[1])
    window = MainWindow(Services(), memory=Memory(folder / "window.ini"))
    file.open_path(window.context, str(create_from_sample("onboarding", folder / "Welcome")))
    window.show()
    window.show_tab("layers")
    Obeying(window)
    QApplication.exec()


if __name__ == "__main__":
    main()
