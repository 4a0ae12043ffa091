"""Lists that spring up, lists with states in colours, and names that find no room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, QStringListModel, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QCompleter, QScrollArea, QTreeWidgetItem, QWidget
from pytestqt.qtbot import QtBot

from studio_gui.ui import theme
from studio_gui.ui.dialogs.parts import table
from studio_gui.ui.dialogs.series.rows import RowList
from studio_gui.ui.forms.text_fields import TextField
from studio_gui.ui.window.clipping import clipped

SPRINGS_UP = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)


def _colors(image: QImage) -> set[str]:
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


@SPRINGS_UP
def test_a_choice_parts_its_entries_by_a_line_and_not_by_an_empty_row(qtbot: QtBot) -> None:
    theme.apply(QApplication.instance())  # type: ignore[arg-type]
    combo = theme.ComboBox()
    qtbot.addWidget(combo)
    combo.addItem("Any voice")
    combo.insertSeparator(1)
    combo.addItem("Ada")
    combo.show()
    combo.showPopup()
    view = combo.view()
    heights = [view.visualRect(combo.model().index(row, 0)).height() for row in range(3)]
    assert heights[1] < heights[0] / 2
    between = view.viewport().grab(view.visualRect(combo.model().index(1, 0))).toImage()
    assert theme.tokens().pressed.lower() in _colors(between)
    combo.hidePopup()


@SPRINGS_UP
def test_a_long_choice_scrolls_and_cuts_no_words_off(qtbot: QtBot) -> None:
    theme.apply(QApplication.instance())  # type: ignore[arg-type]
    combo = theme.ComboBox()
    qtbot.addWidget(combo)
    combo.addItems([f"A voice that has quite a long name, number {number}" for number in range(40)])
    combo.setFixedWidth(120)
    combo.show()
    combo.showPopup()
    view = combo.view()
    row = view.visualRect(combo.model().index(0, 0))
    assert 10 * row.height() < view.height() < 20 * row.height()
    assert view.verticalScrollBar().isVisible()
    assert view.fontMetrics().horizontalAdvance(combo.itemText(39)) < view.viewport().width()
    combo.hidePopup()


@pytest.mark.parametrize("dense", [False, True])
def test_the_mark_of_a_choice_stays_where_it_is_when_the_ring_comes_around_it(qtbot: QtBot, dense: bool) -> None:
    theme.apply(QApplication.instance())  # type: ignore[arg-type]
    window = QWidget()
    qtbot.addWidget(window)
    combo, other = theme.ComboBox(window), theme.LineEdit(window)
    combo.setProperty("dense", dense)
    combo.setFixedWidth(120)
    other.move(0, 60)
    window.show()
    window.activateWindow()
    seen = []
    for holder in (other, combo):
        holder.setFocus()
        qtbot.waitUntil(holder.hasFocus)
        picture = combo.grab(QRect(90, 5, 26, combo.height() - 10)).toImage()
        ground = picture.pixelColor(0, 0).lightness()
        columns = [
            max(abs(picture.pixelColor(x, y).lightness() - ground) for y in range(picture.height()))
            for x in range(picture.width())
        ]
        seen.append([x for x, dark in enumerate(columns) if dark > 60])
    assert seen[0] == seen[1] != []


def test_a_state_keeps_its_colour_in_the_row_that_is_chosen(qtbot: QtBot) -> None:
    theme.apply(QApplication.instance())  # type: ignore[arg-type]
    rows = RowList(None)  # type: ignore[arg-type]
    qtbot.addWidget(rows)
    item = QTreeWidgetItem(["2", "Hello Ana", "To be corrected", ""])
    item.setForeground(2, QColor(theme.tokens().bad))
    rows.addTopLevelItem(item)
    rows.setCurrentItem(item)
    rows.resize(600, 200)
    rows.show()
    shown = rows.viewport().grab(rows.visualItemRect(item)).toImage()
    bad = QColor(theme.tokens().bad)
    assert any(_is_near(QColor(name), bad) for name in _colors(shown))


def test_what_has_no_colour_of_its_own_can_be_read_where_it_is_chosen(qtbot: QtBot) -> None:
    theme.apply(QApplication.instance(), "dark")  # type: ignore[arg-type]
    view = table(QStringListModel(["Words"]), "Names", None, widths=())  # type: ignore[arg-type]
    qtbot.addWidget(view)
    view.setCurrentIndex(view.model().index(0, 0))
    view.resize(200, 100)
    view.show()
    shown = view.viewport().grab(view.visualRect(view.model().index(0, 0))).toImage()
    theme.apply(QApplication.instance())  # type: ignore[arg-type]
    assert any(QColor(name).lightness() > 210 for name in _colors(shown))


def _is_near(color: QColor, other: QColor) -> bool:
    """Letters are blended with their ground at the edges."""
    return all(abs(a - b) < 24 for a, b in zip(color.getRgb(), other.getRgb(), strict=True))


def test_a_name_that_finds_no_room_is_elided_in_the_middle_until_one_writes_in_it(qtbot: QtBot) -> None:
    long = "Begrüßung und Einführung in die Donaudampfschifffahrtsgesellschaft"
    field, other = TextField(), TextField()
    for each in (field, other):
        qtbot.addWidget(each)
        each.setFixedWidth(180)
        each.show()
        each.show_value(long)
    other.line.setFocus()
    qtbot.waitUntil(other.line.hasFocus)
    assert field.line.shown.startswith("Begrüßung")
    assert "…" in field.line.shown
    assert field.line.shown.endswith("schaft")
    assert other.line.shown == long
    assert field.line.grab().toImage() != other.line.grab().toImage()
    field.setFixedWidth(900)
    field.line.setFixedWidth(900)
    assert field.line.shown == long
    assert field.line.alignment() & Qt.AlignmentFlag.AlignLeft


@SPRINGS_UP
def test_a_menu_that_is_higher_than_the_screen_scrolls_and_makes_no_columns(qtbot: QtBot) -> None:
    theme.apply(QApplication.instance())  # type: ignore[arg-type]
    short, long = theme.Menu(), theme.Menu()
    for menu, count in ((short, 3), (long, 120)):
        qtbot.addWidget(menu)
        for number in range(count):
            menu.addAction(f"Command {number % 3}")
        menu.popup(QPoint(0, 0))
    assert long.height() <= long.screen().geometry().height()
    assert long.width() == short.width()
    long.close()
    short.close()


@SPRINGS_UP
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_arrows_to_scroll_a_menu_are_drawn_in_lines(qtbot: QtBot, mode: theme.Mode) -> None:
    """They were the filled triangles of Qt, which nothing else here has."""
    theme.apply(QApplication.instance(), mode)  # type: ignore[arg-type]
    menu = theme.Menu()
    qtbot.addWidget(menu)
    for number in range(120):
        menu.addAction(f"Command {number}")
    menu.popup(QPoint(0, 0))
    menu.setActiveAction(menu.actions()[60])
    image, middle = menu.grab().toImage(), menu.width() // 2
    theme.apply(QApplication.instance())  # type: ignore[arg-type]
    ground = image.pixelColor(middle - 12, 12).name()
    for top in (2, menu.height() - 22):
        rows = [
            "".join(" #"[image.pixelColor(middle + x, top + y).name() != ground] for x in range(-9, 10))
            for y in range(20)
        ]
        runs = [len(run) for row in rows for run in row.split()]
        assert runs, "there is an arrow"
        assert max(runs) < 6, "\n".join(rows)
    menu.close()


def test_a_form_in_which_one_has_to_scroll_sideways_is_told_of(qtbot: QtBot) -> None:
    area, inside = QScrollArea(), QWidget()
    qtbot.addWidget(area)
    area.setAccessibleName("Keys")
    area.setWidgetResizable(True)
    inside.setMinimumWidth(300)
    area.setWidget(inside)
    area.resize(200, 100)
    holder = QWidget()
    qtbot.addWidget(holder)
    area.setParent(holder)
    holder.show()
    assert [line.startswith("QScrollArea “Keys”") for line in clipped(holder)] == [True]
    area.resize(400, 100)
    assert clipped(holder) == []


@SPRINGS_UP
def test_what_a_field_proposes_is_seen_whole_and_looks_like_a_choice(qtbot: QtBot) -> None:
    theme.apply(QApplication.instance())  # type: ignore[arg-type]
    field, proposed = theme.LineEdit(), theme.Suggestions()
    qtbot.addWidget(field)
    completer = QCompleter(["Amara", "David", "Leila", "Ravi"], field)
    proposed.show_for(completer)
    completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
    field.setCompleter(completer)
    field.resize(240, 30)
    field.show()
    qtbot.keyClicks(field, "a")
    qtbot.waitUntil(proposed.isVisible)
    assert not proposed.verticalScrollBar().isVisible()
    assert proposed.visualRect(proposed.model().index(0, 0)).height() >= 26
    assert not proposed.mask().contains(proposed.rect().topLeft())
    proposed.hide()
