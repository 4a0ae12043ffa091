"""The change between light and dark while windows stand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QColor, QTextDocument, QTextTable
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from studio_gui.app.series.making import Standing
from studio_gui.app.series.rows import RowVideo
from studio_gui.files.importing.scripts import Part
from studio_gui.files.importing.tables import Row
from studio_gui.model.new import new_project
from studio_gui.ui import theme
from studio_gui.ui.dialogs.manual import ManualWindow
from studio_gui.ui.dialogs.series.rows import RowList
from studio_gui.ui.panels.script import following
from studio_gui.ui.panels.script.following import mark_spoken
from studio_gui.ui.panels.script.marks import ScriptMarks
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


def test_rows_that_have_to_be_corrected_change_colour(qtbot: QtBot, light: QApplication) -> None:
    rows = RowList(None)  # type: ignore[arg-type]
    qtbot.addWidget(rows)
    row = Row(2, Part())
    rows.fill([Standing(RowVideo(row, "Ana", new_project(), troubles=("“Title” is empty.",)), None)])
    item = rows.topLevelItem(0)
    assert isinstance(item, QTreeWidgetItem)
    theme.apply(light, "dark")
    assert [item.foreground(column).color() for column in (2, 3)] == [QColor(DARK.bad)] * 2


def test_pauses_in_a_script_and_the_word_that_is_said_change_colour(qtbot: QtBot, light: QApplication) -> None:
    editor = QPlainTextEdit("Hello. [pause 1 s] Come in.")
    qtbot.addWidget(editor)
    marks = ScriptMarks(editor.document())
    mark_spoken(editor, "Hello. Come in.", 0, 5)
    theme.apply(light, "dark")
    following.color_anew(editor)
    pause = editor.document().firstBlock().layout().formats()[0]
    assert pause.format.foreground().color() == QColor(DARK.accent)
    sentence, word = editor.extraSelections()
    assert sentence.format.background().color() == QColor(DARK.accent_soft)
    assert word.format.foreground().color() == QColor(DARK.on_accent)
    assert marks.document() is editor.document()


def test_lines_in_the_manual_change_colour_and_one_reads_on_where_one_was(qtbot: QtBot, light: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    manual = ManualWindow(window)
    manual.show()
    bar = manual.text.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    place = bar.value()
    theme.apply(light, "dark")
    assert _line_colors(manual.text.document()) == {DARK.line.lower()}
    assert bar.value() == place > 0
    manual.close()


def _line_colors(document: QTextDocument) -> set[str]:
    tables = [frame for frame in document.rootFrame().childFrames() if isinstance(frame, QTextTable)]
    return {table.format().borderBrush().color().name() for table in tables}
