"""Messages in whatever size a desktop gives them."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from studio_gui.ui import theme
from studio_gui.ui.dialogs import leaving
from studio_gui.ui.dialogs.message import Message
from studio_gui.ui.dialogs.parts import button
from tests.ui.answering import answering


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


def test_names_of_unsaved_projects_are_elided_only_where_they_find_no_room(qtbot: QtBot) -> None:
    """They were measured in another size of letters, and shortened to five sixths of the line."""
    theme.apply(QApplication.instance())  # type: ignore[arg-type]
    parent = QWidget()
    qtbot.addWidget(parent)
    long, seen = "A project with a name that is longer than its line " * 2, []

    def look(message: Message) -> None:
        for label in message.findChildren(QLabel):
            if label.text().startswith("A project"):
                room = label.contentsRect().width() - label.fontMetrics().horizontalAdvance(label.text())
                seen.append((label.toolTip(), room))
        message.reject()

    with answering(look, Message):
        assert leaving.ask_many(parent, ["Onboarding", long]) == "cancel"
    ((tip, room),) = seen
    assert tip == long
    assert 0 <= room < 24
