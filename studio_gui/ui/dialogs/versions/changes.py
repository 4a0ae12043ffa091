"""What changed, as a list: a line for each scene, and below it a line for each change."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QListWidgetItem, QWidget

from studio_gui.model.comparing import Change, Comparison, SceneChange
from studio_gui.model.comparing.wording import capital
from studio_gui.ui import theme

_INSET = "\N{EM SPACE}"
_SAME = "The scenes and the settings of the project are the same."
_MOST_LINES = 200
"""More nobody reads, and they would hold up the window."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row: a change of the project (no scene), a scene, or a change in it."""

    words: str
    scene: SceneChange | None = None
    change: Change | None = None


def lines_of(comparison: Comparison) -> list[Line]:
    """The rows of a comparison."""
    lines = [Line(capital(change.words), None, change) for change in comparison.project]
    for scene in comparison.scenes:
        if scene.state != "changed":
            lines.append(Line(scene.words, scene))
            continue
        lines.append(Line(scene.title, scene))
        lines += [Line(capital(change.words), scene, change) for change in scene.changes]
    if len(lines) > _MOST_LINES:
        lines[_MOST_LINES:] = [Line(f"… and {len(lines) - _MOST_LINES} more lines; the scenes above have their marks.")]
    return lines or [Line(_SAME)]


class ChangeList(QListWidget):
    """The list; choosing a row tells which scene and which clip is meant."""

    chosen = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("changes")
        self.setAccessibleName("What changed")
        self.setWordWrap(True)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListWidget.ResizeMode.Adjust)
        self.setProperty("role", "lines")
        self._lines: list[Line] = []
        self.currentRowChanged.connect(self.chosen)

    def show_comparison(self, comparison: Comparison) -> None:
        """Show what differs and choose the first scene that does."""
        self.clear()
        self._lines = lines_of(comparison)
        strong = QFont(self.font())
        strong.setWeight(QFont.Weight.DemiBold)
        for line in self._lines:
            item = QListWidgetItem(line.words if line.change is None or line.scene is None else f"{_INSET}{line.words}")
            if line.scene is not None and line.change is None:
                item.setFont(strong)
            elif line.scene is not None:
                item.setData(Qt.ItemDataRole.AccessibleTextRole, line.words)
            if comparison.is_empty:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)
        first = next((place for place, line in enumerate(self._lines) if line.scene is not None), -1)
        self.setCurrentRow(first)

    def choose_scene(self, scene: SceneChange | None) -> None:
        """Choose the row of a scene, or none, without telling: the scene was chosen elsewhere."""
        if self.line is not None and self.line.scene is scene:
            return
        row = next((place for place, line in enumerate(self._lines) if scene is not None and line.scene is scene), -1)
        was = self.blockSignals(True)
        self.setCurrentRow(row)
        self.blockSignals(was)

    @property
    def line(self) -> Line | None:
        """The row that is chosen."""
        row = self.currentRow()
        return self._lines[row] if 0 <= row < len(self._lines) else None

    @property
    def lines(self) -> list[str]:
        """What the rows say."""
        return [line.words for line in self._lines]

    def sizeHint(self):  # type: ignore[no-untyped-def]
        hint = super().sizeHint()
        hint.setHeight(theme.CONTROL * 5)
        return hint
