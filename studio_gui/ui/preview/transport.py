"""The bar under the picture: the line of time and the buttons. Like the keys of a tape it reads the same in every language."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSlider, QToolButton, QVBoxLayout, QWidget

from studio_gui.base.film_time import place_words
from studio_gui.render.playing.program import Program
from studio_gui.ui import theme
from studio_gui.ui.preview.playback import SPEEDS
from studio_gui.ui.preview.scrubber import Scrubber

_VOLUME_PX = 64


class Transport(QFrame):
    """Says what hands want; it knows nothing of how it is done."""

    asked = Signal(str)
    """``toggle back forward previous next loop mute full_screen``"""
    speed_chosen = Signal(float)
    volume_chosen = Signal(int)
    """0 to 100"""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("preview_bar")
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.scrubber = Scrubber(self)
        self.previous = self._button("previous", "skip-back", "Previous scene", "Page Up")
        self.back = self._button("back", "chevron-left", "One frame back", ",")
        self.play = self._button("toggle", "play", "Play", "Space")
        self.forward = self._button("forward", "chevron-right", "One frame on", ".")
        self.next = self._button("next", "skip-forward", "Next scene", "Page Down")
        self.time = QLabel(self)
        self.time.setFont(theme.numbers_font(12))
        self.time.setProperty("role", "quiet")
        self.speed = self._speed_button()
        self.loop = self._button("loop", "loop", "Loop", "L")
        self.mute = self._button("mute", "listen", "Mute", "M")
        self.volume = QSlider(Qt.Orientation.Horizontal, self)
        self.full_screen = self._button("full_screen", "fullscreen", "Full screen", "F")
        self._set_up()
        self._lay_out()
        self._said = ""
        self._program: Program | None = None

    def _button(self, name: str, icon: str, words: str, key: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"preview_{name}")
        button.setProperty("asks", name)
        button.setIcon(theme.icon(icon))
        button.setIconSize(QSize(theme.ICON, theme.ICON))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(self._on_clicked)
        _name(button, words, key)
        return button

    def _speed_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("preview_speed")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setFont(theme.numbers_font(12))
        menu = theme.Menu(button)
        group = QActionGroup(menu)
        for speed in SPEEDS:
            action = QAction(f"{speed:g}×", menu)
            action.setCheckable(True)
            action.setData(speed)
            group.addAction(action)
            menu.addAction(action)
        menu.triggered.connect(self._on_speed)
        button.setMenu(menu)
        return button

    def _set_up(self) -> None:
        self.play.setIconSize(QSize(22, 22))
        self.loop.setCheckable(True)
        self.mute.setCheckable(True)
        self.volume.setRange(0, 100)
        self.volume.setMinimumWidth(_VOLUME_PX // 3)
        self.volume.setMaximumWidth(_VOLUME_PX)
        self.volume.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.volume.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.volume.setAccessibleName("Volume")
        self.volume.setToolTip("Volume (Up, Down)")
        self.volume.valueChanged.connect(self.volume_chosen)
        self.show_speed(1.0)
        self.show_playing(is_playing=False)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.S12, theme.S4, theme.S12, theme.S8)
        column.setSpacing(0)
        column.addWidget(self.scrubber)
        row = QHBoxLayout()
        row.setSpacing(2)
        for part in (self.previous, self.back, self.play, self.forward, self.next):
            row.addWidget(part)
        row.addSpacing(theme.S8)
        row.addWidget(self.time)
        row.addStretch(1)
        row.addWidget(self.speed)
        row.addWidget(self.loop)
        row.addWidget(self.mute)
        row.addWidget(self.volume)
        row.addSpacing(theme.S8)
        row.addWidget(self.full_screen)
        column.addLayout(row)

    # --- what is shown --------------------------------------------------------------------------------------------

    def show_program(self, program: Program) -> None:
        """Have the length and the scenes of a program."""
        self._program = program
        self.scrubber.show_program(program)

    def show_frame(self, frame: int) -> None:
        """Be at a frame."""
        self.scrubber.show_frame(frame)
        program = self._program
        if program is None:
            return
        said = place_words(frame / program.fps, program.frames / program.fps, is_about=not program.is_complete)
        if said != self._said:
            self._said = said
            self.time.setText(said)

    def show_playing(self, *, is_playing: bool) -> None:
        """Offer to pause, or to play."""
        self.play.setIcon(theme.icon("pause" if is_playing else "play", color="accent"))
        _name(self.play, "Pause" if is_playing else "Play", "Space")

    def show_speed(self, speed: float) -> None:
        """Tick a speed."""
        self.speed.setText(f"{speed:g}×")
        _name(self.speed, "Speed", "<, >")
        self.speed.setAccessibleName(f"Speed {speed:g}×")
        for action in self.speed.menu().actions():
            action.setChecked(action.data() == speed)

    def show_looping(self, *, loops: bool) -> None:
        """Tick looping."""
        self.loop.setChecked(loops)

    def show_volume(self, volume: int, *, is_muted: bool) -> None:
        """Be as loud as it is."""
        blocked = self.volume.blockSignals(True)
        self.volume.setValue(0 if is_muted else volume)
        self.volume.blockSignals(blocked)
        self.mute.setChecked(is_muted)
        is_silent = is_muted or not volume
        self.mute.setIcon(theme.icon("mute" if is_silent else "listen"))

    def show_silent(self, why: str) -> None:
        """There is nothing to hear it on."""
        self.mute.setEnabled(False)
        self.mute.setToolTip(why)
        self.volume.setEnabled(False)
        self.volume.setToolTip(why)
        self.mute.setIcon(theme.icon("mute"))

    def show_full(self, *, is_full: bool) -> None:
        """Offer the whole screen, or the way back."""
        self.full_screen.setIcon(theme.icon("fullscreen-exit" if is_full else "fullscreen"))
        _name(self.full_screen, "Leave full screen" if is_full else "Full screen", "F")

    # --- what is wanted -------------------------------------------------------------------------------------------

    def _on_clicked(self) -> None:
        sender = self.sender()
        if sender is not None:
            self.asked.emit(str(sender.property("asks")))

    def _on_speed(self, action: QAction) -> None:
        self.speed_chosen.emit(float(action.data()))


def _name(button: QToolButton, words: str, key: str) -> None:
    button.setToolTip(f"{words} ({key})")
    button.setAccessibleName(words)
