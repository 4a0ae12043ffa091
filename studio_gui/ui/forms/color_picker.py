"""The picker that opens beside a colour: plane, hue, opacity, hex and the colours of the project."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from studio_gui.model.fields import Control
from studio_gui.ui import theme
from studio_gui.ui.forms.arithmetic import Entry
from studio_gui.ui.forms.color_plane import AlphaBar, ColorPlane, HueBar, paint_checks
from studio_gui.ui.forms.color_text import hex_of, read_color
from studio_gui.ui.forms.line import Whole
from studio_gui.ui.forms.number_field import NumberField
from studio_gui.ui.theme.combo import round_region

_COLUMNS = 8
_PLAIN = ("#FFFFFF", "#E2E5EB", "#9AA2B1", "#5A6372", "#1A1E26", "#2F5FE3", "#1E7F4F", "#C42B3A")
_OPACITY = Control("Opacity", "number", minimum=0, maximum=100, unit="%")


class Swatch(QAbstractButton):
    """A small square of colour; struck through when there is none."""

    def __init__(self, parent: QWidget | None = None, *, side: int = 22) -> None:
        super().__init__(parent)
        self._side = side
        self._color: QColor | None = None
        self._is_mixed = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    @property
    def color(self) -> QColor | None:
        """The colour shown."""
        return self._color

    def show_color(self, color: QColor | None, *, is_mixed: bool = False) -> None:
        """Show a colour, none, or that there are several."""
        if (color, is_mixed) != (self._color, self._is_mixed):
            self._color, self._is_mixed = color, is_mixed
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        if self._color is not None and self._color.alpha() < 255:
            paint_checks(painter, area)
        line = self.palette().color(self.palette().ColorRole.Mid)
        if self.hasFocus():
            line = self.palette().color(self.palette().ColorRole.Highlight)
        painter.setPen(QPen(line, 2 if self.hasFocus() else 1))
        painter.setBrush(self._color if self._color is not None else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, 4, 4)
        if self._color is None:
            painter.setPen(QPen(QColor("#C42B3A") if not self._is_mixed else line, 1.5))
            middle = area.center().y()
            if self._is_mixed:
                painter.drawLine(QPointF(area.left() + 5, middle), QPointF(area.right() - 5, middle))
            else:
                painter.drawLine(area.bottomLeft(), area.topRight())
        painter.end()


class ColorPicker(QWidget):
    """A small window that closes when one clicks elsewhere."""

    picked = Signal(object)
    """A QColor, or None for no colour; final by itself."""
    sliding = Signal(object)
    slid = Signal()
    closed = Signal()
    dropper_wanted = Signal()
    """A colour is to be taken from the window; the picker has closed."""

    def __init__(self, parent: QWidget | None = None, *, can_be_none: bool) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("colorPicker")
        self._hue, self._color = 0.0, QColor("#000000")
        self.plane, self.hues, self.alphas = ColorPlane(self), HueBar(self), AlphaBar(self)
        self.hex = Whole(self)
        self.hex.setAccessibleName("Hex colour")
        self.opacity = NumberField(_OPACITY, self)
        self.opacity.name("Opacity")
        self.opacity.setFixedWidth(80)
        self._swatches = QGridLayout()
        self._lay_out(can_be_none)
        self.plane.dragged.connect(self._on_plane)
        self.hues.dragged.connect(self._on_hue)
        self.alphas.dragged.connect(self._on_alpha)
        for surface in (self.plane, self.hues, self.alphas):
            surface.released.connect(self.slid)
        self.hex.editingFinished.connect(self._on_hex)
        self.opacity.edited.connect(self._on_opacity)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter takes the colour one is at, and is done."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        at = self.focusWidget()
        if isinstance(at, QAbstractButton):
            at.click()
        else:
            self.close()

    def _lay_out(self, can_be_none: bool) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        for surface in (self.plane, self.hues, self.alphas):
            layout.addWidget(surface)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.dropper = QToolButton(self)
        self.dropper.setIcon(theme.icon("dropper"))
        self.dropper.setAccessibleName("Pick a colour from the stage or the window")
        self.dropper.setToolTip("Pick a colour from the stage or the window")
        self.dropper.clicked.connect(self._on_dropper)
        row.addWidget(self.dropper)
        row.addWidget(self.hex, 1)
        row.addWidget(self.opacity)
        if can_be_none:
            none = Swatch(self)
            none.setAccessibleName("No colour")
            none.setToolTip("No colour")
            none.clicked.connect(self._on_none)
            row.addWidget(none)
        layout.addLayout(row)
        title = QLabel("Of this project, and plain ones", self)
        title.setProperty("role", "caption")
        layout.addWidget(title)
        self._swatches.setSpacing(4)
        self._swatches.setAlignment(Qt.AlignmentFlag.AlignLeft)
        layout.addLayout(self._swatches)

    def open_at(self, anchor: QWidget, color: QColor | None, used: Sequence[QColor]) -> None:
        """Open under ``anchor``, inside the screen, showing ``color`` and the project's other colours."""
        self._fill_swatches(used)
        self._show(color or QColor("#000000"))
        self.adjustSize()
        place = anchor.mapToGlobal(QPoint(0, anchor.height() + 4))
        screen = anchor.screen().availableGeometry()
        x = min(max(place.x(), screen.left() + 4), screen.right() - self.width() - 4)
        y = place.y()
        if y + self.height() > screen.bottom():
            y = max(screen.top() + 4, anchor.mapToGlobal(QPoint(0, 0)).y() - self.height() - 4)
        self.move(x, y)
        self.show()
        self.plane.setFocus()

    def _fill_swatches(self, used: Sequence[QColor]) -> None:
        while self._swatches.count():
            self._swatches.takeAt(0).widget().deleteLater()
        colors = list(used)[: 2 * _COLUMNS]
        known = {hex_of(color, with_alpha=True) for color in colors}
        plain = [QColor(text) for text in _PLAIN]
        colors += [color for color in plain if hex_of(color, with_alpha=True) not in known]
        for index, color in enumerate(colors[: 3 * _COLUMNS]):
            swatch = Swatch(self)
            swatch.show_color(color)
            swatch.setAccessibleName(hex_of(color))
            swatch.setToolTip(hex_of(color, with_alpha=color.alpha() < 255))
            swatch.clicked.connect(self._on_swatch)
            self._swatches.addWidget(swatch, index // _COLUMNS, index % _COLUMNS)

    def _show(self, color: QColor) -> None:
        self._color = QColor(color)
        if color.hsvSaturation() > 0 and color.value() > 0:
            self._hue = max(0.0, color.hsvHueF())
        self.plane.hue = self._hue
        self.plane.put_knob(color.hsvSaturationF(), 1 - color.valueF())
        self.hues.put_knob(self._hue)
        self.alphas.color = QColor(color)
        self.alphas.put_knob(color.alphaF())
        if not (self.hex.hasFocus() and self.hex.isModified()):
            self.hex.setText(hex_of(color))
        self.opacity.show_value(round(color.alphaF() * 100))

    def _slide(self, color: QColor) -> None:
        self._show(color)
        # A drag is one step, and so is a burst of keys.
        is_drag = any(surface.is_held for surface in (self.plane, self.hues, self.alphas))
        (self.sliding if is_drag else self.picked).emit(QColor(color))

    def _pick(self, color: QColor) -> None:
        self._show(color)
        self.picked.emit(QColor(color))

    def _on_plane(self, x_share: float, y_share: float) -> None:
        self._slide(QColor.fromHsvF(self._hue, x_share, 1 - y_share, self._color.alphaF()))

    def _on_hue(self, x_share: float, _y_share: float) -> None:
        self._hue = min(x_share, 0.9999)
        color = QColor.fromHsvF(self._hue, self.plane.x_share, 1 - self.plane.y_share, self._color.alphaF())
        self._slide(color)

    def _on_alpha(self, x_share: float, _y_share: float) -> None:
        color = QColor(self._color)
        color.setAlphaF(x_share)
        self._slide(color)

    def _on_hex(self) -> None:
        if not self.hex.isModified():
            return
        self.hex.setModified(False)
        said = self.hex.text().strip()
        color = read_color(said) or read_color("#" + said)
        if color is None:
            self.hex.setText(hex_of(self._color))
            return
        if not (said.startswith("rgba") or len(said.lstrip("#")) in (4, 8)):
            color.setAlpha(self._color.alpha())
        self._pick(color)

    def _on_opacity(self, change: object) -> None:
        percent = change(round(self._color.alphaF() * 100)) if callable(change) else Entry(100).of(100)
        color = QColor(self._color)
        color.setAlphaF(percent / 100)
        self._pick(color)

    def _on_swatch(self) -> None:
        swatch = self.sender()
        if isinstance(swatch, Swatch) and swatch.color is not None:
            self._pick(swatch.color)

    def _on_dropper(self) -> None:
        self.close()
        self.dropper_wanted.emit()

    def _on_none(self) -> None:
        self.picked.emit(None)
        self.close()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(t.raised))
        painter.setPen(QColor(t.line_strong))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.setMask(round_region(self.rect()))

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.closed.emit()

    def event(self, event: QEvent) -> bool:
        # A popup that loses its window would otherwise stay open over another program.
        if event.type() == QEvent.Type.WindowDeactivate and self.isVisible():
            self.close()
        return super().event(event)
