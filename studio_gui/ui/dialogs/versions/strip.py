"""The scenes of both versions in a row of small pictures; those that differ have a mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from studio_gui.model.comparing import SceneChange
from studio_gui.model.project import Project, Scene
from studio_gui.ui import theme
from studio_gui.ui.dialogs.versions.library import Both, Library

_HEIGHT_PX = 54
_NUMBER_PX = 18
_NARROWEST_PX = 40
_MARK_RADIUS_PX = 4
Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
_STATES = {"changed": "changed", "added": "added", "removed": "removed"}


@dataclass(frozen=True, slots=True)
class Pair:
    """A scene as it was and as it is; one of them may be missing."""

    before: Scene | None
    after: Scene | None
    number: int
    change: SceneChange | None

    @property
    def scene(self) -> Scene | None:
        """The one to be seen in the row: the later one where there is one."""
        return self.after or self.before


def pairs_of(both: Both) -> list[Pair]:
    """Every scene of the later project in its order, then those that are gone."""
    befores = {scene.after: scene for scene in both.comparison.scenes if scene.after is not None}
    partner = {id(new): old for old, new in both.pairs}
    pairs = [
        Pair(partner.get(id(scene)), scene, index + 1, befores.get(scene.id))
        for index, scene in enumerate(both.after.scenes)
    ]
    olds = {scene.id: scene for scene in both.before.scenes}
    gone = [scene for scene in both.comparison.scenes if scene.state == "removed"]
    return [*pairs, *(Pair(olds.get(g.before) if g.before else None, None, g.was or 0, g) for g in gone)]


class StripModel(QAbstractListModel):
    """The pairs as rows."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.pairs: Sequence[Pair] = ()

    def show(self, pairs: Sequence[Pair]) -> None:
        """Show other pairs."""
        self.beginResetModel()
        self.pairs = pairs
        self.endResetModel()

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.pairs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        pair = self.pairs[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return str(pair.number)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"Scene {pair.number}" + (f", {_STATES[pair.change.state]}" if pair.change else ", unchanged")
        return None


class Strip(QListView):
    """The row of pictures."""

    def __init__(self, library: Library, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("scene_strip")
        self.setAccessibleName("Scenes")
        self.rows = StripModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(_Delegate(library, self))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setFixedHeight(_HEIGHT_PX + _NUMBER_PX + 22)
        theme.watch(self, self.viewport().update)

    def show_both(self, both: Both) -> None:
        """Show the scenes of a comparison."""
        delegate = self.itemDelegate()
        if isinstance(delegate, _Delegate):
            delegate.both = both
        self.rows.show(pairs_of(both))

    def place_of(self, change: SceneChange) -> int:
        """The row of a scene of the comparison; -1 when it is not there."""
        return next((place for place, pair in enumerate(self.rows.pairs) if pair.change is change), -1)

    @property
    def pair(self) -> Pair | None:
        """The pair that is chosen."""
        row = self.currentIndex().row()
        return self.rows.pairs[row] if 0 <= row < len(self.rows.pairs) else None


class _Delegate(QStyledItemDelegate):
    """Draws a small picture with its number and mark."""

    def __init__(self, library: Library, view: Strip) -> None:
        super().__init__(view)
        self.both: Both | None = None
        self._library = library
        self._view = view
        self._asked: set[tuple[int, int]] = set()

    def _size(self, project: Project | None) -> QSize:
        wide, high = project.stage_size if project else (16, 9)
        return QSize(round(_HEIGHT_PX * wide / high), _HEIGHT_PX)

    def _project(self, pair: Pair) -> Project | None:
        if self.both is None:
            return None
        return self.both.after if pair.after is not None else self.both.before

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = self._size(self._project(self._view.rows.pairs[index.row()]))
        return QSize(max(_NARROWEST_PX, size.width()) + theme.S12, size.height() + _NUMBER_PX + theme.S8)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        t, pair = theme.tokens(), self._view.rows.pairs[index.row()]
        project = self._project(pair)
        size = self._size(project)
        # The first begins where the pictures above it do; only one that is narrower than its number keeps to the middle.
        inset = max(0, _NARROWEST_PX - size.width()) // 2
        place = QRect(option.rect.left() + inset, option.rect.top() + theme.S4, size.width(), size.height())
        place = QStyle.visualRect(self._view.layoutDirection(), option.rect, place)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(place).adjusted(1, 1, -1, -1), 4, 4)
        painter.fillPath(outline, QColor(t.pressed))
        image = self._image(project, pair.scene, place.width())
        if image is not None:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.setOpacity(0.45 if pair.after is None else 1)
            painter.setClipPath(outline)
            painter.drawImage(place, image)
            painter.restore()
        painter.setPen(QPen(QColor(t.accent if is_chosen else t.line_strong), 2 if is_chosen else 1))
        painter.drawPath(outline)
        self._paint_number(painter, QRect(place.left(), place.bottom() + 2, place.width(), _NUMBER_PX), pair, is_chosen)
        painter.restore()

    def _paint_number(self, painter: QPainter, place: QRect, pair: Pair, is_chosen: bool) -> None:
        t = theme.tokens()
        painter.setFont(theme.numbers_font(11))
        text = f"{pair.number}" if pair.after is not None else f"{pair.number} removed"
        painter.setPen(QColor(t.accent if is_chosen else t.quiet))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        if pair.change is not None:
            width = painter.fontMetrics().horizontalAdvance(text)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(t.bad if pair.after is None else t.good if pair.before is None else t.accent))
            centre = QPointF(place.center().x() - width / 2 - 8, place.center().y() + 1)
            painter.drawEllipse(centre, _MARK_RADIUS_PX - 1, _MARK_RADIUS_PX - 1)

    def _image(self, project: Project | None, scene: Scene | None, width: int) -> QImage | None:
        if project is None or scene is None:
            return None
        width_px = round(width * self._view.devicePixelRatioF())
        image = self._library.picture(project, scene, width_px=width_px)
        key = (id(scene), width_px)
        if image is None and key not in self._asked:
            self._asked.add(key)

            def done(_image: QImage) -> None:
                self._asked.discard(key)
                self._view.viewport().update()

            self._library.draw(project, scene, width_px=width_px, done=done)
        return image
