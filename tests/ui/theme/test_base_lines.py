"""Words that stand beside each other stand on one line, whatever their sizes are."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from studio_gui.model.checks import Issue
from studio_gui.ui import theme
from studio_gui.ui.dialogs.export.preflight import Preflight
from studio_gui.ui.dialogs.parts import label, stand_on_line


@pytest.fixture(autouse=True)
def _styled(qapp: QApplication) -> None:
    theme.apply(qapp, "light")


def _base_line(widget: QLabel | QPushButton, within: QWidget) -> int:
    """Where the letters of one line stand, which Qt puts in the middle of a widget."""
    metrics = widget.fontMetrics()
    top = widget.mapTo(within, QPoint(0, (widget.height() - metrics.height()) // 2))
    return top.y() + metrics.ascent()


def _is_laid_out(words: QLabel) -> bool:
    return words.width() >= words.sizeHint().width() and words.height() == words.sizeHint().height()


@pytest.fixture
def preflight(qtbot: QtBot) -> Iterator[Preflight]:
    host = QWidget()
    qtbot.addWidget(host)
    made = Preflight(host)
    for widget in (host, made):
        widget.resize(320, 320)
    host.show()
    yield made
    host.close()


@pytest.mark.parametrize("label", ["", "Logo"])
def test_the_way_to_an_issue_stands_on_the_line_of_its_first_words(
    preflight: Preflight, label: str, qtbot: QtBot
) -> None:
    preflight.show_issues((Issue("warning", "off-stage", "It is off.", scene_index=0, clip_label=label),))
    show = next(each for each in preflight.findChildren(QPushButton) if each.text() == "Show")
    first = next(each for each in preflight.findChildren(QLabel) if each.text().startswith("Scene 1"))
    qtbot.waitUntil(lambda: _is_laid_out(first))
    assert first.fontMetrics().ascent() != show.fontMetrics().ascent()
    assert _base_line(show, preflight) == _base_line(first, preflight)


def test_the_icon_of_a_check_is_in_the_middle_of_its_line(preflight: Preflight, qtbot: QtBot) -> None:
    preflight.show_issues(())
    words = next(each for each in preflight.findChildren(QLabel) if each.text() == "Everything is in place.")
    qtbot.waitUntil(lambda: _is_laid_out(words))
    icon = next(each for each in preflight.findChildren(QLabel) if not each.pixmap().isNull())
    above = (
        icon.contentsRect().top() + icon.mapTo(preflight, QPoint(0, 0)).y() - words.mapTo(preflight, QPoint(0, 0)).y()
    )
    assert icon.contentsRect().height() == 16
    assert above == words.height() - 16 - above


def test_small_words_at_the_top_of_a_row_stand_on_the_line_of_larger_ones_beside_them(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    name, value = label("Account", "quiet", host), label("Practice account", "", host)
    stand_on_line(name, value)
    row = QHBoxLayout(host)
    for words in (name, value):
        row.addWidget(words, 0, Qt.AlignmentFlag.AlignTop)
    host.resize(300, 90)
    host.show()
    qtbot.waitUntil(lambda: value.height() == value.sizeHint().height())
    places = [
        (each.mapTo(host, each.contentsRect().topLeft()).y(), each.fontMetrics().ascent()) for each in (name, value)
    ]
    assert places[0][1] < places[1][1]
    assert sum(places[0]) == sum(places[1])
    host.close()
