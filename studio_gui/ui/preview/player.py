"""The preview over the stage: a head, the picture, and the bar that steers it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QHideEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from studio_gui.base.errors import SpeechError
from studio_gui.model.fields import SceneId
from studio_gui.model.project import Project, Scene
from studio_gui.painting import Assets
from studio_gui.speech import Speaker
from studio_gui.ui import theme
from studio_gui.ui.preview.clock import WallClock
from studio_gui.ui.preview.full_screen import FullScreen
from studio_gui.ui.preview.keys import is_for_stage, meant
from studio_gui.ui.preview.loudspeaker import Loudspeaker, open_loudspeaker
from studio_gui.ui.preview.making import Making, own_assets
from studio_gui.ui.preview.playback import SPEEDS, Playback
from studio_gui.ui.preview.screen import Screen
from studio_gui.ui.preview.transport import Transport
from studio_gui.ui.preview.words import word_at

LABEL = "Local preview: voice and lips differ"
_SILENT = "This computer has no loudspeaker, so it plays without sound."
_RESIZE_MS = 120
_LOUDER = 10
Size = tuple[int, int]


class PreviewPlayer(QFrame):
    """Plays one project until it is closed; ``close_wanted`` says that hands want the stage back."""

    close_wanted = Signal()
    scene_reached = Signal(str)
    """The id of the scene that is shown now."""
    word_said = Signal(int, int)
    """Place and length, in the script as it is spoken, of the word that is said now; (0, 0) for none."""
    broke = Signal(object)
    """An exception that is nobody's fault but ours."""

    def __init__(self, speaker: Speaker, assets: Assets, *, fps: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("preview")
        self.setProperty("role", "ground")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Preview")
        self.setAccessibleDescription(LABEL)
        self.loudspeaker: Loudspeaker | None = open_loudspeaker(self)
        wire = self.loudspeaker.wire if self.loudspeaker is not None else None
        self.making = Making(speaker, own_assets(assets), fps=fps, wire=wire, parent=self)
        self.playback = Playback(self.making, self.loudspeaker or WallClock(), self)
        self.head = self._make_head()
        self.screen_ = Screen(self)
        self.bar = Transport(self)
        self._full: FullScreen | None = None
        self._volume, self._is_muted = 100, False
        self._scene = SceneId("")
        self._word = (0, 0)
        self._project: Project | None = None
        self._resize = QTimer(self)
        self._resize.setSingleShot(True)
        self._resize.setInterval(_RESIZE_MS)
        self._lay_out()
        self._connect()
        if self.loudspeaker is not None and self.making.feeder is not None:
            self.loudspeaker.connect_to(self.making.feeder)
            self.loudspeaker.lost.connect(self._on_silent)
        else:
            self._say_silent()
        self.bar.show_volume(self._volume, is_muted=False)

    def _make_head(self) -> QWidget:
        head = QWidget(self)
        head.setProperty("role", "ground")
        self.label = QLabel(LABEL, head)
        self.label.setProperty("role", "quiet")
        self.note = QLabel(head)
        self.note.setProperty("role", "quiet")
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.note.setTextFormat(Qt.TextFormat.PlainText)
        self.close_button = QToolButton(head)
        self.close_button.setObjectName("preview_close")
        self.close_button.setIcon(theme.icon("close"))
        self.close_button.setIconSize(QSize(theme.ICON, theme.ICON))
        self.close_button.setToolTip("Back to the stage (Esc)")
        self.close_button.setAccessibleName("Close the preview")
        self.close_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.close_button.clicked.connect(self.close_wanted)
        row = QHBoxLayout(head)
        row.setContentsMargins(theme.S16, theme.S8, theme.S8, 0)
        row.setSpacing(theme.S16)
        row.addWidget(self.label)
        row.addWidget(self.note, 1)
        row.addWidget(self.close_button)
        return head

    def _lay_out(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self.head)
        self._column.addWidget(self.screen_, 1)
        self._column.addWidget(self.bar)

    def _connect(self) -> None:
        self.screen_.size_wanted.connect(self._on_size_wanted)
        self.screen_.clicked.connect(self.playback.toggle)
        self.screen_.double_clicked.connect(self.toggle_full_screen)
        self._resize.timeout.connect(self._on_resized)
        self.bar.asked.connect(self.do)
        self.bar.scrubber.sought.connect(self.playback.seek)
        self.bar.speed_chosen.connect(self.playback.set_speed)
        self.bar.volume_chosen.connect(self.set_volume)
        self.playback.patched.connect(self.screen_.show_patches)
        self.playback.moved.connect(self._on_moved)
        self.playback.changed.connect(self._on_changed)
        self.making.complained.connect(self._on_complained)
        self.making.broke.connect(self.broke)

    # --- what is played -------------------------------------------------------------------------------------------

    def open(self, project: Project, scene_id: SceneId, *, plays: bool = True) -> None:
        """Play a project from a scene on."""
        self._project = project
        self._scene = scene_id
        self.screen_.show_stage(project.stage_size)
        self.playback.open(project, scene_id, plays=plays)
        self.playback.set_size(self.screen_.size_px)

    def set_project(self, project: Project) -> None:
        """Show what became of it."""
        self._project = project
        self.screen_.show_stage(project.stage_size)
        self.playback.set_project(project)

    def go_to_scene(self, scene_id: SceneId) -> None:
        """Hands chose another scene."""
        if scene_id != self._scene:
            self._scene = scene_id
            self.playback.go_to_scene(scene_id)

    def end(self) -> None:
        """It is over: nothing is heard or made any more."""
        self._resize.stop()
        if self._full is not None:
            self.toggle_full_screen()
        self.playback.end()
        if self.loudspeaker is not None:
            self.loudspeaker.stop()
        self.making.end()

    @property
    def is_silent(self) -> bool:
        """Whether there is nothing to hear it on."""
        return self.loudspeaker is None

    # --- what comes of it -----------------------------------------------------------------------------------------

    def _on_size_wanted(self, size: Size) -> None:
        if self.playback.program is None:
            self.playback.set_size(size)
        else:
            self._resize.start()

    def _on_resized(self) -> None:
        self.playback.set_size(self.screen_.size_px)

    def _on_changed(self) -> None:
        program = self.playback.program
        if program is not None:
            self.bar.show_program(program)
            self.bar.show_frame(self.playback.frame)
        self.bar.show_playing(is_playing=self.playback.is_running)
        self.bar.show_speed(self.playback.speed)
        self.bar.show_looping(loops=self.playback.loops)

    def _on_moved(self, frame: int) -> None:
        self.bar.show_frame(frame)
        place = self.playback.place
        if place.scene_id != self._scene:
            self._scene = place.scene_id
            self.scene_reached.emit(place.scene_id)
        program = self.playback.program
        scene = self._shown_scene()
        if program is not None and scene is not None:
            word = word_at(self.making.preparer.marks(scene), place.frame / program.fps)
            if word != self._word:
                self._word = word
                self.word_said.emit(*word)

    def _shown_scene(self) -> Scene | None:
        return self._project.scene(self._scene) if self._project is not None else None

    def _on_complained(self, problem: SpeechError) -> None:
        self._say(problem.message, hint=problem.hint)

    def _say(self, words: str, *, hint: str = "") -> None:
        self.note.setText(words)
        self.note.setToolTip(f"{words} {hint}".strip())

    def _on_silent(self) -> None:
        """The loudspeaker was pulled out in the middle of it."""
        if self.loudspeaker is not None:
            self.loudspeaker.stop()
            self.loudspeaker = None
            self.playback.change_clock(WallClock())
            self._say_silent()

    def _say_silent(self) -> None:
        self.bar.show_silent(_SILENT)
        self._say("Plays without sound", hint=f"({_SILENT})")

    # --- what hands want ------------------------------------------------------------------------------------------

    def do(self, wish: str) -> None:
        """Do what a button or a key asks for."""
        playback = self.playback
        second = playback.program.fps if playback.program is not None else 30
        frames = {"second_back": -second, "second_on": second, "five_back": -5 * second, "five_on": 5 * second}
        if wish in frames:
            playback.seek(playback.frame + frames[wish])
        elif wish in ("start", "end", "play_all"):
            playback.seek(0 if wish != "end" else (playback.program.frames if playback.program else 0))
            if wish == "play_all":
                playback.play()
        elif wish in ("slower", "faster"):
            playback.set_speed(_beside(playback.speed, 1 if wish == "faster" else -1))
        elif wish in ("louder", "softer"):
            self.set_volume(self._volume + (_LOUDER if wish == "louder" else -_LOUDER))
        else:
            {
                "toggle": playback.toggle,
                "back": lambda: playback.step(-1),
                "forward": lambda: playback.step(1),
                "previous": lambda: playback.step_scene(-1),
                "next": lambda: playback.step_scene(1),
                "loop": lambda: playback.set_looping(not playback.loops),
                "mute": lambda: self.set_muted(is_muted=not self._is_muted),
                "full_screen": self.toggle_full_screen,
                "play_here": self._play_here,
                "leave": self._leave,
            }[wish]()
        self._announce(wish)

    def _play_here(self) -> None:
        self.playback.go_to_scene(self._scene)
        self.playback.play()

    def _leave(self) -> None:
        if self._full is not None:
            self.toggle_full_screen()
        else:
            self.close_wanted.emit()

    def set_volume(self, volume: int) -> None:
        """Be so loud, from 0 to 100."""
        self._volume, self._is_muted = max(0, min(100, volume)), False
        self._show_volume()

    def set_muted(self, *, is_muted: bool) -> None:
        """Say nothing, without forgetting how loud it was."""
        self._is_muted = is_muted
        self._show_volume()

    def _show_volume(self) -> None:
        self.bar.show_volume(self._volume, is_muted=self._is_muted)
        if self.loudspeaker is not None:
            self.loudspeaker.set_volume(0.0 if self._is_muted else self._volume / 100)

    def toggle_full_screen(self) -> None:
        """Fill the screen of the computer, or come back."""
        if self._full is None:
            self._full = FullScreen(self)
            self._full.take(self.screen_, self.bar)
        else:
            full, self._full = self._full, None
            full.give_back()
            self._column.insertWidget(1, self.screen_, 1)
            self._column.addWidget(self.bar)
            self.screen_.show()
            self.bar.show()
            full.close()
            full.deleteLater()
            self.window().activateWindow()
            self.setFocus()
        self.screen_.set_bare(is_bare=self._full is not None)
        self.bar.show_full(is_full=self._full is not None)

    def _announce(self, wish: str) -> None:
        """Tell screen readers where it is, where keys went there."""
        if wish in ("toggle", "leave", "louder", "softer", "full_screen", "play_all", "play_here"):
            return
        words = self.bar.scrubber.said(self.playback.frame)
        if wish in ("slower", "faster"):
            words = self.bar.speed.accessibleName()
        elif wish in ("loop", "mute"):
            is_on = self.playback.loops if wish == "loop" else self._is_muted
            words = f"{wish.capitalize()} {'on' if is_on else 'off'}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key asks for; False when it is not one of the preview."""
        wish = meant(event)
        if wish:
            self.do(wish)
        return bool(wish)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._takes(event):
            event.accept()
            return True
        return super().event(event)

    def _takes(self, event: QKeyEvent) -> bool:
        """Whether a key is for the preview and not for a command of the window; F5 is one of these."""
        return (bool(meant(event)) and event.key() != Qt.Key.Key_F5) or is_for_stage(event)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.playback.pause()  # nobody sees it

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.press(event) and not is_for_stage(event):
            super().keyPressEvent(event)


def _beside(speed: float, by: int) -> float:
    place = min(range(len(SPEEDS)), key=lambda index: abs(SPEEDS[index] - speed)) + by
    return SPEEDS[max(0, min(len(SPEEDS) - 1, place))]
