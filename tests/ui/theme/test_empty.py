"""What is shown where there is nothing."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from studio_gui.ui.parts.empty import EmptyState


@pytest.mark.parametrize("width", [248, 300, 900])
def test_no_word_stands_alone_on_the_last_line(qtbot: QtBot, width: int) -> None:
    """In a narrow panel the last line was “network.”, below two full ones."""
    host = QWidget()
    qtbot.addWidget(host)
    said = "The presenters of an account are listed here, and stay without a network."
    empty = EmptyState("cloud", said, host, button="List them")
    empty.resize(width, 400)
    host.resize(width, 400)
    host.show()
    words = next(each for each in empty.findChildren(QLabel) if each.text() == said)
    qtbot.waitUntil(lambda: 0 < words.width() <= width - 48)
    metrics = words.fontMetrics()

    def lines(within: int) -> int:
        area = metrics.boundingRect(QRect(0, 0, within, 900), Qt.TextFlag.TextWordWrap, said)
        return round(area.height() / metrics.lineSpacing())

    assert lines(words.width()) == lines(min(400, width - 48))
    without_last = said.rpartition(" ")[0]
    shorter = metrics.boundingRect(QRect(0, 0, words.width(), 900), Qt.TextFlag.TextWordWrap, without_last)
    assert round(shorter.height() / metrics.lineSpacing()) == lines(words.width())
    host.close()
