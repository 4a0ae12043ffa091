"""Windows that are read from right to left, with words that are not."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QListView,
    QPushButton,
    QStyleOptionViewItem,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from studio_gui.ui import theme
from studio_gui.ui.actions.finding.key_button import KeyButton
from studio_gui.ui.dialogs.parts import button, label, table
from studio_gui.ui.dialogs.versions.row_delegate import VersionDelegate
from studio_gui.ui.dialogs.versions.rows import VersionRows
from studio_gui.ui.parts.elided import Elided
from studio_gui.ui.theme.isolating import from_left, isolated
from studio_gui.ui.window.notices import Notice

pytestmark = pytest.mark.usefixtures("mirrored")


def _ink(image: QImage) -> tuple[int, int]:
    """How many columns are free of ink at the left, and at the right."""
    ground = image.pixel(0, 0)
    inked = [any(image.pixel(x, y) != ground for y in range(image.height())) for x in range(image.width())]
    return inked.index(True), inked[::-1].index(True)


@pytest.mark.parametrize("wraps", [False, True])
def test_english_words_begin_where_the_window_does(qtbot: QtBot, wraps: bool) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    elided = Elided("", host)
    elided.resize(200, 18)
    elided.set_whole("File name")
    for words in (label("File name", "", host, wraps=wraps), elided):
        words.resize(200, 18)
        left, right = _ink(words.grab().toImage())
        assert right <= 2 < 100 < left


def test_the_words_of_a_notice_have_their_room_at_the_edge_and_not_at_the_button(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    notice = Notice(window)
    window.show()
    notice.show_text("The stage is portrait now.", button="Show")
    words, button = notice.findChild(QLabel), notice.findChild(QPushButton)
    assert isinstance(words, QLabel)
    assert isinstance(button, QPushButton)
    qtbot.waitUntil(lambda: button.x() == theme.S8)
    assert notice.width() - words.geometry().right() - 1 == theme.S16
    notice.hide()
    window.close()


def test_a_count_stands_before_its_word(qtbot: QtBot) -> None:
    """“3 scenes” was painted as “scenes 3”."""

    def painted(words: str, direction: Qt.LayoutDirection) -> QImage:
        image = QImage(90, 20, QImage.Format.Format_RGB32)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        painter.setLayoutDirection(direction)
        painter.drawText(image.rect(), Qt.AlignmentFlag.AlignHCenter, words)
        painter.end()
        return image

    mirrored = Qt.LayoutDirection.RightToLeft
    assert painted(isolated("3 scenes"), mirrored) == painted("3 scenes", Qt.LayoutDirection.LeftToRight)
    assert painted("3 scenes", mirrored) != painted(isolated("3 scenes"), mirrored)


def test_left_is_left_also_in_the_icons_of_what_is_aligned_on_the_stage(qtbot: QtBot, qapp: QApplication) -> None:
    """Alignment is that of the picture, whichever way the words of the window are read."""

    def painted() -> list[QImage]:
        host, images = QWidget(), []
        qtbot.addWidget(host)
        for name in ("align-left", "align-right", "text-left", "text-right", "flip-h"):
            for kind in (QToolButton, QPushButton):
                button = kind(host)
                button.setIcon(theme.icon(name))
                button.resize(32, 32)
                images.append(button.grab().toImage())
        return images

    mirrored = painted()
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert mirrored == painted()
    assert mirrored[0] != mirrored[2], "there is something to be told apart"


def test_a_bracket_comes_behind_its_ctrl_on_the_sheet_of_keys(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    beginnings = []
    for sign in "[]":
        key = KeyButton("back", "Send to back", (f"Ctrl+{sign}",), host)
        key.resize(80, 22)
        beginnings.append(key.grab(QRect(0, 0, 40, 22)).toImage())
    assert beginnings[0] == beginnings[1]
    assert _ink(beginnings[0].copy(4, 4, 36, 14))[0] < 30


def test_the_band_of_a_row_is_round_at_its_ends_and_whole_between_columns(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    model = QStandardItemModel(host)
    model.appendRow([QStandardItem(), QStandardItem()])
    rows = table(model, "Rows", host, widths=(100,))
    rows.resize(200, 80)
    rows.setCurrentIndex(model.index(0, 0))
    host.show()
    first, last = (rows.visualRect(model.index(0, column)) for column in (0, 1))
    assert last.left() < first.left()
    image, band = rows.viewport().grab().toImage(), QColor(theme.tokens().accent_soft)
    between = [image.pixelColor(x, first.top()) for x in range(first.left() - 2, first.left() + 3)]
    assert between == [band] * 5
    assert image.pixelColor(first.right(), first.top()) != band
    assert image.pixelColor(last.left(), last.top()) != band
    host.close()


def test_what_a_version_is_stands_beside_its_icon_and_away_from_its_day(qtbot: QtBot) -> None:
    view = QListView()
    qtbot.addWidget(view)
    rows = VersionRows(date(2026, 1, 2), view)
    rows.show((), is_unsaved=False)
    delegate = VersionDelegate(rows, view)
    image = QImage(QSize(300, 70), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    option = QStyleOptionViewItem()
    option.rect = QRect(QPoint(0, 0), image.size())
    delegate.paint(painter, option, rows.index(0))
    painter.end()
    left, right = _ink(image.copy(0, 8, 300, 20))
    assert left <= theme.S16 + 2
    assert right <= theme.S16 + 2


def test_dots_stay_behind_english_words_and_figures_before_their_unit(qtbot: QtBot) -> None:
    """Marks that hold the words together change nothing where they are held together anyway."""
    host = QWidget()
    qtbot.addWidget(host)
    pictures = []
    for words in ("Open…", "30 fps"):
        for said in (words, from_left(words)):
            push, choice, menu = button(said, host), theme.ComboBox(host), theme.Menu(host)
            choice.addItem(said)
            menu.addAction(said)
            for each in (push, choice):
                each.resize(160, 30)
            menu.resize(160, 40)
            pictures.append([each.grab().toImage() for each in (push, choice, menu)])
    assert pictures[0] == pictures[1]
    assert pictures[2] == pictures[3]
