"""The question when the very same was sent before: nothing is paid for twice unasked."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from studio_gui.base.errors import StudioError
from studio_gui.ui.dialogs.message import Message
from studio_gui.ui.dialogs.parts import button


def ask(parent: QWidget, error: StudioError) -> str:
    """``send_again``, ``show_job`` or empty; Enter shows the job."""
    message = Message(parent, error.message, more="Sending it again may cost again.", icon=("warning", "warn"))
    message.setObjectName("sent_before")
    message.add_buttons(
        button("Cancel", message, name=""),
        button("Send again", message, name="send_again"),
        button("Show the job", message, role="primary", name="show_job"),
    )
    message.exec()
    message.deleteLater()
    return message.chosen
