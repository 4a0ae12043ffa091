"""The small bar over the selection: what one does most with what is selected.

It comes when the hand rests and goes as soon as something is dragged or typed, so it is never in the way. Which
commands it holds is the window's business.
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QColor, QIcon, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from studio_gui.ui import theme
from studio_gui.ui.canvas.surround import paint_shadow

REST_MS = 160
GAP_PX = 14
_RIM_PX = 8
_SHADE = (18, 3, QColor(0, 0, 0, 46))
"""The bar's shadow: over how many pixels it fades, how far it drops, and its colour."""
_OF_THE_MOUSE = {
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseButtonRelease,
    QEvent.Type.MouseButtonDblClick,
    QEvent.Type.MouseMove,
    QEvent.Type.ContextMenu,
}
_OF_THE_PLACE = {QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide}


class SelectionBar(QFrame):
    """Buttons over what is selected; without commands it never shows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("selection_bar")
        self.setProperty("role", "card")
        self.setAccessibleName("Selection")
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(theme.S4, theme.S4, theme.S4, theme.S4)
        self._row.setSpacing(2)
        self._target = self._reach = QRectF()
        self._has_commands = False
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._on_rest)
        self._shade = _Shade(self)
        theme.watch(self, self._on_theme_changed)
        self.hide()

    def fill(self, commands: Sequence[QAction | QMenu | None]) -> None:
        """Take these commands; a menu becomes a button that opens it, None a line."""
        while (entry := self._row.takeAt(0)) is not None:
            if (widget := entry.widget()) is not None:
                widget.deleteLater()
        for command in commands:
            self._row.addWidget(_Line(self) if command is None else self._button(command))
        self._has_commands = bool(commands)
        self.adjustSize()

    def follow(self, target: QRectF | None, *, reach: QRectF | None = None) -> None:
        """Come to rest by ``target``, the frame of the selection in pixels of the viewport; None goes away.

        ``reach`` is the frame with its handles: they stay free.
        """
        if target is None or not self._has_commands:
            self._rest.stop()
            self.hide()
            return
        self._target, self._reach = target, reach or target
        if self.isVisible():
            self._place()
        else:
            self._rest.start()

    def event(self, event: QEvent) -> bool:
        # What is pressed beside its buttons is for nobody. The stage would begin a drag, the bar would go for that,
        # and with it would go the mouse: Qt tells only what was pressed of where the pointer goes.
        if event.type() in _OF_THE_MOUSE:
            event.accept()
            return True
        if event.type() in _OF_THE_PLACE:
            self._shade.follow(event)
        return super().event(event)

    def _on_theme_changed(self) -> None:
        for button in self.findChildren(QToolButton):
            if button.menu() is not None:
                button.setIcon(_icon(button.menu()))

    def _on_rest(self) -> None:
        self._place()
        self.show()

    def _place(self) -> None:
        self.adjustSize()
        port = self.parentWidget().rect()
        place = place_bar(self._target, self._reach, self.size(), port)
        self.setVisible(place is not None)
        if place is not None:
            self.setGeometry(place)

    def _button(self, command: QAction | QMenu) -> QToolButton:
        button = QToolButton(self)
        button.setIconSize(QSize(theme.ICON, theme.ICON))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if isinstance(command, QMenu):
            button.setMenu(command)
            button.setIcon(_icon(command))
            button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
            button.setToolTip(command.title().replace("&", ""))
        else:
            button.setDefaultAction(command)
        button.setAccessibleName(button.toolTip())
        return button


class _Shade(QWidget):
    """The bar's soft shadow, on a widget of its own behind it.

    With an effect of Qt on the bar, all of the window would be laid out and the bar drawn into a picture and blurred,
    each time one of its buttons changes: most of a turn when a clip is selected for the first time.
    """

    def __init__(self, bar: SelectionBar) -> None:
        super().__init__(bar.parentWidget())
        self._bar = bar
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def follow(self, event: QEvent) -> None:
        """Lie where the bar is, when it shows."""
        reach, drop, _color = _SHADE
        self.setGeometry(self._bar.geometry().adjusted(-reach, drop - reach, reach, drop + reach))
        if event.type() in (QEvent.Type.Show, QEvent.Type.Hide):
            self.setVisible(event.type() == QEvent.Type.Show)
            self.stackUnder(self._bar)

    def paintEvent(self, event: QPaintEvent) -> None:
        reach, _drop, color = _SHADE
        # As a blur does, it begins to fade under the bar, and is half as strong at the edge.
        core = QRectF(self.rect()).adjusted(*(1.5 * reach * sign for sign in (1, 1, -1, -1)))
        with QPainter(self) as painter:
            paint_shadow(painter, core, reach, color, QRectF(event.rect()))


def _icon(menu: QMenu) -> QIcon:
    """A menu looks like the first of its commands."""
    return next((action.icon() for action in menu.actions() if not action.icon().isNull()), QIcon())


class _Line(QWidget):
    """A thin line between groups of buttons."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedSize(9, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(4, 0, 1, self.height(), QColor(theme.tokens().line_strong))


def place_bar(target: QRectF, reach: QRectF, size: QSize, port: QRect) -> QRect | None:
    """Above what hands reach for, else below it, else within the upper side of the frame; None when that is not seen."""
    if not QRectF(port).intersects(target):
        return None
    tops = (reach.top() - GAP_PX - size.height(), reach.bottom() + GAP_PX, max(target.top(), 0) + GAP_PX)
    fitting = (top for top in tops if _RIM_PX <= top <= port.height() - size.height() - _RIM_PX)
    top = next(fitting, _RIM_PX)
    most = max(_RIM_PX, port.width() - size.width() - _RIM_PX)
    left = min(max(target.center().x() - size.width() / 2, _RIM_PX), most)
    return QRect(round(left), round(top), size.width(), size.height())
