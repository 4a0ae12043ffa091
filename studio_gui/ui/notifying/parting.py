"""Closing the window while jobs run: they go on without it, or stop, as the person says."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, get_args

from PySide6.QtWidgets import QCheckBox, QWidget

from studio_gui.app.accounts import COMPUTER
from studio_gui.base.errors import JobError
from studio_gui.jobs.row import JobRow
from studio_gui.ui import theme
from studio_gui.ui.dialogs.message import Message
from studio_gui.ui.dialogs.parts import button

if TYPE_CHECKING:
    from studio_gui.ui.main_window import MainWindow

Answer = Literal["go_on", "stop", "cancel"]
_SETTING = "jobs_when_closed"


def may_part(window: MainWindow) -> bool:
    """Whether the window may close although jobs run; has them stopped when that is asked for."""
    if not window.windows.is_serving or window.memory.text(_SETTING) == "go_on":
        return True
    try:
        rows = window.services.store.pressing()
    except JobError:
        return True  # a list that cannot be read must not keep the window open
    if not rows:
        return True
    answer, is_for_good = ask(window, rows)
    if answer == "stop":
        _stop(window, rows)
    elif answer == "go_on" and is_for_good:
        window.memory.keep_text(_SETTING, "go_on")
    return answer != "cancel"


def ask(parent: QWidget, rows: Sequence[JobRow]) -> tuple[Answer, bool]:
    """What is to become of these jobs, and whether that holds for good."""
    title = f"“{rows[0].title}” is not finished yet" if len(rows) == 1 else f"{len(rows)} jobs are not finished yet"
    more = "They can go on in the background, without the window." if len(rows) > 1 else (
        "It can go on in the background, without the window."
    )  # fmt: skip
    if any(row.account != COMPUTER and row.sent_at for row in rows):
        more += " What a service makes already, it goes on making, and may charge; stopped, nobody fetches it."
    message = Message(parent, f"{title}.", more=more, icon=("film", "accent"))
    message.setObjectName("parting")
    for_good = QCheckBox("Always keep going, don’t ask again", message)
    for_good.setObjectName("for_good")
    message.column.addWidget(for_good)
    message.column.addSpacing(theme.S8)
    message.add_buttons(
        button("Stop", message, role="danger", name="stop"),
        button("Cancel", message, name="cancel"),
        button("Keep going", message, role="primary", name="go_on"),
    )
    message.exec()
    chosen, is_for_good = message.chosen, for_good.isChecked()
    message.deleteLater()
    return next((answer for answer in get_args(Answer) if answer == chosen), "cancel"), is_for_good


def _stop(window: MainWindow, rows: Sequence[JobRow]) -> None:
    for row in rows:
        try:
            window.services.tracker.cancel(row.id)
        except JobError:
            continue  # it has ended meanwhile
