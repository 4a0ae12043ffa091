"""Messages in whatever size a desktop gives them."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from studio_gui.ui.dialogs.message import Message
from studio_gui.ui.dialogs.parts import button


def test_a_message_that_a_desktop_makes_large_keeps_its_words_together(qtbot: QtBot) -> None:
    """The words were spread over the whole height, and looked like a mistake."""
    parent = QWidget()
    qtbot.addWidget(parent)
    message = Message(parent, "The disk is full.", more="Free some space.", icon=("error", "bad"))
    message.add_buttons(button("Cancel", message, name="cancel"), button("OK", message, role="primary", name="ok"))
    message.show()
    qtbot.waitExposed(message)
    head, more = (next(each for each in message.findChildren(QLabel) if each.text() == words)
                  for words in ("The disk is full.", "Free some space."))  # fmt: skip
    between = more.y() - head.y()
    message.resize(1200, 900)
    qtbot.waitUntil(lambda: message.findChild(QPushButton, "ok").y() > 800)
    assert (head.y() < 40, more.y() - head.y()) == (True, between)
