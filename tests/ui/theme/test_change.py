"""The change between light and dark while windows stand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QListWidget, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from studio_gui.ui import theme
from studio_gui.ui.parts.mark import Mark
from studio_gui.ui.theme.tokens import DARK


class _Counted(QLabel):
    """Counts how often it is styled."""

    styled = 0

    def event(self, event: QEvent) -> bool:
        self.styled += event.type() == QEvent.Type.StyleChange
        return super().event(event)


@pytest.fixture
def light(qapp: QApplication) -> Iterator[QApplication]:
    theme.apply(qapp, "light")
    yield qapp
    theme.apply(qapp, "light")


def _within(outer: QWidget, depth: int) -> QWidget:
    inner = outer
    for _ in range(depth):
        column = QVBoxLayout(inner)
        inner = QFrame(inner)
        column.addWidget(inner)
    return inner


def test_what_lies_deep_in_a_window_is_styled_no_more_often_than_what_lies_on_top(
    qtbot: QtBot, light: QApplication
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    shallow, deep = _Counted("words", window), _Counted("words", _within(window, 12))
    window.show()
    theme.apply(light, "dark")
    assert deep.styled == shallow.styled <= 2
    assert deep.palette().windowText().color().name() == DARK.text.lower()


def test_a_list_stays_where_one_has_scrolled_to(qtbot: QtBot, light: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    rows = QListWidget(window)
    rows.addItems([f"Row {number}" for number in range(300)])
    QVBoxLayout(window).addWidget(rows)
    window.resize(300, 300)
    window.show()
    rows.scrollToItem(rows.item(200), QListWidget.ScrollHint.PositionAtTop)
    before = rows.verticalScrollBar().value()
    theme.apply(light, "dark")
    assert rows.verticalScrollBar().value() == before > 0


def test_the_icon_of_a_state_has_the_colours_that_are_in_force(qtbot: QtBot, light: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    mark, later = Mark(window, "done", px=16, color="good"), Mark(window, px=16)
    later.show_icon("error", "bad")
    before = [each.pixmap().toImage() for each in (mark, later)]
    theme.apply(light, "dark")
    wanted = [
        theme.icon_pixmap(icon, 16, color=color).toImage() for icon, color in (("done", "good"), ("error", "bad"))
    ]
    assert [each.pixmap().toImage() for each in (mark, later)] == wanted
    theme.apply(light, "light")
    assert [each.pixmap().toImage() for each in (mark, later)] == before != wanted
