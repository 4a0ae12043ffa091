"""The menu bar and the menus of a right-click, made from the rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QWidget

from studio_gui.ui import theme
from studio_gui.ui.actions.registry import Actions
from studio_gui.ui.actions.row import Row
from studio_gui.ui.actions.table import MENUS, PLACES, ROWS, SUBMENUS


def fill_menu_bar(bar: QMenuBar, actions: Actions) -> dict[str, QMenu]:
    """Fill the menu bar; answers its menus by path, e.g. ``Arrange/Align``."""
    menus: dict[str, QMenu] = {}
    for title, said in MENUS.items():
        menus[title] = theme.Menu(said, bar)
        bar.addMenu(menus[title])
        menus[title].setObjectName(title)
        menus[title].setToolTipsVisible(False)
    esc = _OneEsc(bar)
    for menu in menus.values():
        menu.installEventFilter(esc)
    for row in ROWS:
        if row.menu:
            _add(menus, row, actions)
    return menus


class _OneEsc(QObject):
    """Esc in a menu of the bar gives the keyboard back; Qt keeps it in the bar, with the title lit, until a second Esc."""

    def __init__(self, bar: QMenuBar) -> None:
        super().__init__(bar)
        self._bar = bar

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape:
            QTimer.singleShot(0, self, self._leave_bar)
        return False

    def _leave_bar(self) -> None:
        if QApplication.activePopupWidget() is None and self._bar.activeAction() is not None:
            again = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(self._bar, again)


def _add(menus: dict[str, QMenu], row: Row, actions: Actions) -> None:
    path = row.menu.removeprefix("-")
    title, _, inner = path.partition("/")
    if path not in menus:
        if row.menu.startswith("-"):
            menus[title].addSeparator()
        menus[path] = theme.Menu(SUBMENUS.get(path, inner), menus[title])
        menus[path].setIcon(theme.icon(PLACES[path]))
        menus[title].addMenu(menus[path])
        menus[path].setObjectName(path)
    elif row.menu.startswith("-"):
        menus[path].addSeparator()
    menus[path].addAction(actions[row.id])


def submenu(title: str, actions: Actions, parent: QWidget) -> QMenu:
    """A menu of its own with the rows whose menu is ``title`` or ends in ``/title``."""
    menu = theme.Menu(title, parent)
    menu.setObjectName(title)
    menu.setIcon(theme.icon(next(icon for path, icon in PLACES.items() if path == title or path.endswith(f"/{title}"))))
    inner: dict[str, QMenu] = {}
    for row in ROWS:
        path = row.menu.removeprefix("-")
        if path == title or path.endswith(f"/{title}"):
            if row.menu.startswith("-"):
                menu.addSeparator()  # before the first one no line is shown
            menu.addAction(actions[row.id])
        elif path.startswith(f"{title}/"):
            if path not in inner:
                inner[path] = theme.Menu(path.partition("/")[2], menu)
                inner[path].setIcon(theme.icon(PLACES[path]))
                menu.addMenu(inner[path])
            inner[path].addAction(actions[row.id])
    return menu


def bar_commands(ids: Sequence[str], actions: Actions, parent: QWidget) -> list[QAction | QMenu | None]:
    """The commands of a bar of buttons, in the writing of a context menu; None is a line."""
    commands: list[QAction | QMenu | None] = []
    for entry in ids:
        if entry[0].isupper():
            commands.append(submenu(entry, actions, parent))
        else:
            commands.append(None if entry == "|" else actions[entry])
    return commands


def context_menu(ids: Sequence[str], actions: Actions, parent: QWidget) -> QMenu:
    """The menu of a right-click; ``|`` is a line, a capital letter names a menu."""
    menu = theme.Menu(parent)
    for entry in ids:
        if entry == "|":
            menu.addSeparator()
        elif entry[0].isupper():
            menu.addMenu(submenu(entry, actions, menu))
        else:
            menu.addAction(actions[entry])
    return menu
