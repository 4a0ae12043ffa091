"""The toolbar: insert on the left, history beside it, zoom and Export on the right."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QToolBar, QToolButton, QWidget

from studio_gui.ui import theme
from studio_gui.ui.actions.menus import submenu
from studio_gui.ui.actions.registry import Actions, tip_of
from studio_gui.ui.actions.table import TOOLBAR, ZOOM_MENU
from studio_gui.ui.theme.isolating import percent

HEIGHT = 44


class ToolBar(QToolBar):
    """44 px of commands; it cannot be moved or hidden."""

    def __init__(self, actions: Actions, parent: QWidget) -> None:
        super().__init__("Toolbar", parent)
        self.setObjectName("toolbar")
        self.setMovable(False)
        self.setFloatable(False)
        self.setFixedHeight(HEIGHT)
        self.setIconSize(QSize(theme.ICON, theme.ICON))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self._actions = actions
        self._named: list[QToolButton] = []
        self._has_words, self._needed = True, 0
        for entry in TOOLBAR:
            self._add(entry)
        self._add_space()
        self._zoom = self._add_zoom()
        self._add_preview()
        self._add_export()

    def _add(self, entry: str) -> None:
        if entry == "|":
            self.addSeparator()
        elif entry == "shape":
            self._add_shapes()
        else:
            self.addAction(self._actions[entry])
            button = self.widgetForAction(self._actions[entry])
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setAccessibleName(self._actions.rows[entry].plain_text)
            if entry.startswith("insert_") and isinstance(button, QToolButton):
                self._name(button, self._actions.rows[entry].plain_text)

    def _name(self, button: QToolButton, word: str) -> None:
        """A word beside the icon: somebody who is here for the first time need not try out seven pictures."""
        button.setText(word)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setProperty("role", "tool")
        theme.set_apart(button)
        self._named.append(button)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words give way before Preview and Export do: some fonts and languages need more room."""
        super().resizeEvent(event)
        if self._has_words:
            self._needed = self.sizeHint().width()
        if self._has_words == (self.width() >= self._needed):
            return
        self._has_words = not self._has_words
        style = Qt.ToolButtonStyle
        for button in self._named:
            button.setToolButtonStyle(style.ToolButtonTextBesideIcon if self._has_words else style.ToolButtonIconOnly)

    def _add_shapes(self) -> None:
        button = QToolButton(self)
        button.setIcon(theme.icon("shape"))
        button.setToolTip("Shape")
        button.setAccessibleName("Shape")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setMenu(submenu("Shape", self._actions, button))
        button.setObjectName("shapes")
        button.setProperty("opens", "menu")
        self._name(button, "Shape")
        self.addWidget(button)

    def _add_space(self) -> None:
        space = QWidget(self)
        space.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(space)

    def _add_zoom(self) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName("zoom_menu")
        button.setProperty("opens", "menu")
        button.setToolTip("Zoom")
        button.setAccessibleName("Zoom")
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setIcon(theme.icon("zoom-in"))
        button.setIconSize(self.iconSize())
        theme.set_apart(button)
        button.setMinimumWidth(76)
        menu = theme.Menu(button)
        for action_id in ZOOM_MENU:
            menu.addAction(self._actions[action_id])
        button.setMenu(menu)
        self.addWidget(button)
        space = QWidget(self)
        space.setFixedWidth(theme.S8)
        self.addWidget(space)
        return button

    def show_zoom(self, zoom: float) -> None:
        """Show a zoom factor (1 is 100 %)."""
        self._zoom.setText(percent(zoom))

    def _add_preview(self) -> None:
        action = self._actions["preview"]
        button = QPushButton(theme.icon("play"), "Preview", self)
        theme.set_apart(button)
        button.setObjectName("preview_button")
        button.setToolTip(tip_of(self._actions.rows["preview"]))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setEnabled(action.isEnabled())
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        self.addWidget(button)
        space = QWidget(self)
        space.setFixedWidth(theme.S8)
        self.addWidget(space)

    def _add_export(self) -> None:
        action = self._actions["export"]
        button = QPushButton(theme.icon("export", color="on_accent"), "Export", self)
        theme.set_apart(button)
        button.setObjectName("export_button")
        button.setProperty("role", "primary")
        button.setToolTip(tip_of(self._actions.rows["export"]))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setEnabled(action.isEnabled())
        button.clicked.connect(action.trigger)
        action.enabledChanged.connect(button.setEnabled)
        self.addWidget(button)
