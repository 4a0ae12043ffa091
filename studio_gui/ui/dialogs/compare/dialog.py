"""The dialog: scenes with their numbers on the left, both pictures of one of them on the right."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio_gui.base.errors import StudioError
from studio_gui.base.film_time import elapsed_words
from studio_gui.model.project import Project
from studio_gui.render.comparing.comparison import Comparison, Pair, Part
from studio_gui.speech import Speaker
from studio_gui.ui import theme, threads
from studio_gui.ui.dialogs.compare.view import CompareView, Mode
from studio_gui.ui.dialogs.parts import button_row, close_button, heading, label
from studio_gui.ui.dialogs.row_painting import TwoLines
from studio_gui.ui.parts.room import give_size

_MODES: tuple[tuple[Mode, str, str], ...] = (
    ("swipe", "Swipe", "One over the other, with a line to drag"),
    ("beside", "Side by side", "Both pictures"),
    ("heat", "Difference", "What differs, in yellow to red"),
)
_LIST_PX = 250
_REST_MS = 60
_LOOKING = "Looking for the scenes in the video…"


def show(parent: QWidget, project: Project, folder: Path | None, film: Path, *, speaker: Speaker) -> CompareDialog:
    """Open the comparison of a film with the project it was made from."""
    dialog = CompareDialog(project, folder, film, speaker=speaker, parent=parent)
    dialog.open()
    return dialog


class CompareDialog(QDialog):
    """Works in a thread of its own; what is chosen last is looked at next."""

    def __init__(self, project: Project, folder: Path | None, film: Path, *, speaker: Speaker, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("compare")
        self.setWindowTitle(f"Compare with the preview: {film.name}")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        give_size(self, 1180, 640)
        self._project, self._folder, self._film, self._speaker = project, folder, film, speaker
        self._names = [scene.studio.name or f"Scene {n}" for n, scene in enumerate(project.scenes, 1)]
        self._lane = ThreadPoolExecutor(1, thread_name_prefix="compare")
        self._comparison: Comparison | None = None
        self._is_ended = self._is_busy = False
        self._scores: dict[int, Pair] = {}
        self._parts: tuple[Part, ...] = ()
        self.view = CompareView(self)
        self.list = QListWidget(self)
        self.moment = QSlider(Qt.Orientation.Horizontal, self)
        self.said = label("", "quiet", self, wraps=True)
        self.score = label("", "heading", self)
        self.when = label("", "quiet", self)
        self.when.setFont(theme.numbers_font(12))
        self.modes = self._mode_buttons()
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_REST_MS)
        self._lay_out()
        self._connect()
        self.view.use_mode("swipe")
        self.view.show_pair(None, words=_LOOKING)
        self._list(self._names, "Looking for it…")
        threads.run(self._begin, self, done=self._on_parts, failed=self._on_failed, lane=self._lane)

    def _mode_buttons(self) -> dict[Mode, QToolButton]:
        group = QButtonGroup(self)
        made: dict[Mode, QToolButton] = {}
        for mode, words, tip in _MODES:
            each = made[mode] = QToolButton(self)
            each.setText(words)
            each.setToolTip(f"{tip} ({len(made)})")
            each.setCheckable(True)
            each.setShortcut(str(len(made)))
            each.setProperty("role", "segment")
            each.setProperty("mode", mode)
            each.setChecked(mode == "swipe")
            each.clicked.connect(self._on_mode)
            group.addButton(each)
        return made

    def _lay_out(self) -> None:
        self.list.setFixedWidth(_LIST_PX)
        self.list.setAccessibleName("Scenes")
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setItemDelegate(TwoLines(self.list))
        self.list.setMouseTracking(True)
        self.list.setSpacing(1)
        self.moment.setRange(0, 100)
        self.moment.setValue(50)
        self.moment.setAccessibleName("Moment of the scene, in per cent")
        self.moment.setToolTip("Which moment of the scene is compared")
        well = QFrame(self)
        well.setProperty("role", "well")
        modes = QHBoxLayout(well)
        modes.setContentsMargins(3, 3, 3, 3)
        modes.setSpacing(2)
        for each in self.modes.values():
            modes.addWidget(each)
        top = QHBoxLayout()
        top.setSpacing(theme.S12)
        top.addWidget(well)
        top.addStretch(1)
        top.addWidget(self.when)
        top.addWidget(self.score)
        foot = QHBoxLayout()
        foot.setSpacing(theme.S12)
        foot.addWidget(label("Moment", "quiet", self))
        foot.addWidget(self.moment, 1)
        right = QVBoxLayout()
        right.setSpacing(theme.S12)
        right.addLayout(top)
        right.addWidget(self.view, 1)
        right.addLayout(foot)
        body = QHBoxLayout()
        body.setSpacing(theme.S16)
        body.addWidget(self.list)
        body.addLayout(right, 1)
        close = close_button(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S16)
        outer.setSpacing(theme.S16)
        what = f"“{self._film.name}” beside the project, scene by scene."
        outer.addLayout(heading("Compare with the preview", what, self))
        outer.addLayout(body, 1)
        last = QHBoxLayout()
        last.setSpacing(theme.S16)
        last.addWidget(self.said, 1)
        last.addLayout(button_row(close))
        outer.addLayout(last)
        self.list.setFocus()

    def _connect(self) -> None:
        self.list.currentRowChanged.connect(self._look_soon)
        self.moment.valueChanged.connect(self._look_soon)
        self._soon.timeout.connect(self._look)

    def _look_soon(self, _value: int) -> None:
        self._soon.start()  # the number that was chosen is no length of time

    # --- in the other thread ----------------------------------------------------------------------------------------

    def _begin(self) -> tuple[Part, ...]:
        self._comparison = Comparison(self._project, self._folder, self._film, speaker=self._speaker)
        return self._comparison.find_parts(is_cancelled=lambda: self._is_ended)

    def _end(self) -> None:
        if self._comparison is not None:
            self._comparison.close()

    def _list(self, names: Iterable[str], doing: str = "") -> None:
        """Every scene, and below its name what is done with it."""
        self.list.clear()
        for number, name in enumerate(names, 1):
            self.list.addItem(QListWidgetItem("\n".join(filter(None, (f"{number} · {name}", doing)))))

    # --- what came of it ------------------------------------------------------------------------------------------

    def _on_parts(self, parts: tuple[Part, ...]) -> None:
        if self._is_ended:
            return
        self._parts = parts
        self._list([part.name for part in parts], "Comparing…")
        if self._comparison is not None and self._comparison.has_other_shape:
            self.said.setText("The video has another shape than the project; its pictures are stretched.")
        self.list.setCurrentRow(0)
        self._look()
        self._score_next()

    def _score_next(self) -> None:
        """Numbers for all scenes, one after the other, in their middle."""
        part = next((part for part in self._parts if part.index not in self._scores), None)
        comparison = self._comparison
        if part is None or comparison is None or self._is_ended:
            self._say_worst()
            return
        chosen = part

        def work() -> tuple[Part, Pair]:
            return chosen, comparison.pair(chosen, 0.5)

        threads.run(work, self, done=self._on_scored, failed=self._on_failed, lane=self._lane)

    def _on_scored(self, answer: tuple[Part, Pair]) -> None:
        part, pair = answer
        if self._is_ended:
            return
        self._scores[part.index] = pair
        item = self.list.item(part.index)
        score = f"{pair.likeness.score:.3f} · {pair.likeness.words}"
        item.setText(f"{part.index + 1} · {part.name}\n{score}")
        item.setToolTip(
            f"From {elapsed_words(part.start_s)} in the video, {part.length_s:.1f} s long; in the project {part.frames / 30:.1f} s"
        )
        self._score_next()

    def _say_worst(self) -> None:
        if self._scores and not self.said.text() and not self._is_ended:
            worst = min(self._scores, key=lambda index: self._scores[index].likeness.score)
            told = f"Most different is scene {worst + 1}, “{self._parts[worst].name}”"
            if self._scores[worst].likeness.is_same:
                told = "Every scene is the same in both"
            self.said.setText(f"{told}. The number is the structural similarity (SSIM); 1 is the same.")

    def _look(self) -> None:
        row, comparison = self.list.currentRow(), self._comparison
        if comparison is None or self._is_ended or not 0 <= row < len(self._parts):
            return
        if self._is_busy:
            self._soon.start()  # what is chosen last is looked at once this is done
            return
        self._is_busy = True
        part, share = self._parts[row], self.moment.value() / 100

        def work() -> tuple[Part, Pair]:
            return part, comparison.pair(part, share)

        threads.run(work, self, done=self._on_pair, failed=self._on_failed, lane=self._lane)

    def _on_pair(self, answer: tuple[Part, Pair]) -> None:
        part, pair = answer
        self._is_busy = False
        if self._is_ended:
            return
        self.view.show_pair(pair)
        said = f"{pair.likeness.score:.3f} · {pair.likeness.words}"
        self.score.setText(said)
        self.score.setToolTip("Structural similarity (SSIM): 1 is the same")
        self.when.setText(f"{pair.ours_s:.1f} s into the scene, {elapsed_words(pair.theirs_s)} in the video")
        self.view.setAccessibleName(f"Scene {part.index + 1}, {part.name}: {said}")

    def _on_failed(self, error: Exception) -> None:
        self._is_busy = False
        if not isinstance(error, StudioError):
            raise error
        if not self._is_ended:
            self.view.show_pair(None, words=error.sentence())
            if not self._parts:
                self._list(self._names)
            for each in (*self.modes.values(), self.moment):
                each.setEnabled(bool(self._parts))

    def _on_mode(self) -> None:
        sender = self.sender()
        for mode, each in self.modes.items():
            if each is sender:
                self.view.use_mode(mode)

    def done(self, result: int) -> None:
        if not self._is_ended:
            self._is_ended = True
            self._soon.stop()
            self._lane.submit(self._end)
            self._lane.shutdown(wait=False)
        super().done(result)
