"""The question when the very same was sent before: nothing is paid for twice unasked."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from studio_gui.base.errors import StudioError
from studio_gui.ui.dialogs.message import Message
from studio_gui.ui.dialogs.parts import button


def ask(parent: QWidget, error: StudioError, *, shows_job: bool = True) -> str:
    """``send_again``, ``show_job`` or empty; Enter shows the job, or cancels where there is none to show.

    ``error.detail`` is the id of the job.
    """
    can_show = shows_job and bool(error.detail)
    message = Message(parent, error.message, more="Sending it again may cost again.", icon=("warning", "warn"))
    message.setObjectName("sent_before")
    cancel, send = ("Cancel", ""), ("Send again", "send_again")
    last = ("Show the job", "show_job") if can_show else cancel
    first = (cancel, send) if can_show else (send,)
    message.add_buttons(
        *(button(text, message, name=name) for text, name in first),
        button(last[0], message, role="primary", name=last[1]),
    )
    message.exec()
    message.deleteLater()
    return message.chosen
