"""Eyes and hands for the preview."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from studio_gui.painting import Assets
from studio_gui.render.frames import frame
from studio_gui.ui.document import Document
from studio_gui.ui.main_window import MainWindow
from studio_gui.ui.preview.playback import Playback
from studio_gui.ui.preview.player import PreviewPlayer
from studio_gui.ui.preview.showing import showing_in
from tests.ui.painting.drawing import rgb_of
from tests.ui.render import films

LEFT = Qt.MouseButton.LeftButton


class Audience:
    """Plays what is open in a window, and looks."""

    def __init__(self, window: MainWindow, qtbot: QtBot) -> None:
        self.window, self.qtbot = window, qtbot

    @property
    def document(self) -> Document:
        """What is open."""
        assert self.window.document is not None
        return self.window.document

    @property
    def player(self) -> PreviewPlayer:
        """The preview."""
        assert self.window.workspace is not None
        found = showing_in(self.window.workspace)
        assert found is not None
        return found.player

    @property
    def playback(self) -> Playback:
        """What plays."""
        return self.player.playback

    @property
    def is_open(self) -> bool:
        """Whether the preview is to be seen."""
        return self.window.workspace is not None and showing_in(self.window.workspace) is not None

    # What hands do

    def key(self, keys: str, to: QWidget | None = None) -> None:
        """Press a key where the keyboard is."""
        both = QKeySequence(keys)[0]
        QTest.keyClick(to or QApplication.focusWidget() or self.window.canvas, both.key(), both.keyboardModifiers())

    def open(self, keys: str = "F5") -> None:
        """Play with a key, and wait for the first picture."""
        self.key(keys, to=self.window.canvas)
        self.until(lambda: self.is_open and self.player.screen_.picture is not None)

    def open_still(self) -> None:
        """Open it and stand still at the start, all scenes known."""
        self.open()
        self.until(lambda: self.playback.program is not None and self.playback.program.is_complete)
        self.key("Home")
        self.playback.pause()
        self.settle()
        assert self.frame == 0

    def scrub(self, share: float) -> None:
        """Press the line of time."""
        line = self.player.bar.scrubber
        QTest.mouseClick(line, LEFT, pos=QPoint(round(7 + share * (line.width() - 14)), line.height() // 2))

    def click(self, name: str) -> None:
        """Click a button of the bar or the head."""
        found = self.player.window().findChild(QWidget, f"preview_{name}")
        assert found is not None
        QTest.mouseClick(found, LEFT)

    # What eyes see

    def until(self, question: Callable[[], bool], limit_ms: int = 15_000) -> None:
        """Wait for something."""
        self.qtbot.waitUntil(question, timeout=limit_ms)

    def settle(self) -> None:
        """Wait for the picture of the moment it stands at."""
        self.until(lambda: not self.playback.wants_picture and self.playback.state == "paused")

    @property
    def frame(self) -> int:
        """The frame that is shown."""
        return self.playback.frame

    @property
    def seen(self) -> NDArray[np.uint8]:
        """The picture on the widget itself, as it was painted."""
        screen = self.player.screen_
        return rgb_of(screen.grab(screen.area).toImage().convertToFormat(films.RGB32))

    def wanted(self, scene: int, frame_in_scene: int) -> NDArray[np.uint8]:
        """The picture that the video has there."""
        project, size = self.document.project, self.player.screen_.area.size()
        fps = self.playback.program.fps if self.playback.program else 30
        picture = frame(project, project.scenes[scene], assets=Assets(None), at_s=frame_in_scene / fps)
        smooth = Qt.TransformationMode.SmoothTransformation
        return rgb_of(picture.scaled(size, Qt.AspectRatioMode.IgnoreAspectRatio, smooth))

    def shows(self, scene: int, frame_in_scene: int) -> bool:
        """Whether the picture is that of the video."""
        return films.psnr(self.seen, self.wanted(scene, frame_in_scene)) > 32
