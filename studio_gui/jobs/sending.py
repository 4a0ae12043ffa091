"""Sending a job to its service: the one step that may cost money, taken once.

The row says ``submitting`` before anything leaves. What is answered decides: nothing was made (later, or refused), it
was made (its id is written down before anything else), or nobody knows (``unsure``: only a person has it sent again).
"""

from __future__ import annotations

import logging
import threading
from typing import Protocol

from studio_gui.base.errors import (
    AccountError,
    Cancelled,
    JobError,
    MediaError,
    PayloadError,
    StudioError,
    TargetError,
)
from studio_gui.base.json_text import dumps
from studio_gui.jobs.fetching import end_without_file, fetch
from studio_gui.jobs.hands import LOOK_UP, Hands
from studio_gui.jobs.reporting import JobReport
from studio_gui.jobs.row import JobRow
from studio_gui.jobs.store import Value
from studio_gui.providers.base import Payload, Receipt
from studio_gui.providers.errors import NotSent, Refused, TooMany, Unavailable, Unsure

_log = logging.getLogger(__name__)
_WRITE_TRIES = 8
"""How often the id of what was made is tried to be written down, each time longer after the last: two minutes."""

_BEFORE_SENDING = (PayloadError, MediaError, AccountError, TargetError)
"""What is only raised before anything has left: a file that is gone, a field the service would refuse."""


class Preparation(Protocol):
    """Builds what is sent out of the snapshot in the row: media are hosted, addresses filled in. May be repeated."""

    def __call__(self, row: JobRow, snapshot: str, report: JobReport, /) -> Payload:
        """Build it; raises :class:`StudioError`."""


def send(hands: Hands, prepare: Preparation) -> None:
    """Send a job that was not sent yet; raises what ends the job."""
    payload = hands.store.request(hands.row.id) or _prepared(hands, prepare)
    if payload is None:
        return
    if hands.report.is_cancelled():
        raise Cancelled("Cancelled.")
    hands.begin_sending()
    receipt = _submitted(hands, payload)
    if receipt is not None:
        received(hands, receipt)


def _prepared(hands: Hands, prepare: Preparation) -> Payload | None:
    hands.move("preparing", fields={"words": "", "error": "", "hint": "", "fraction": 0})
    try:
        payload = prepare(hands.row, hands.store.payload(hands.row.id), hands.report)
    except (NotSent, Unavailable, TooMany) as error:
        hands.send_later("offline", error)
        return None
    hands.store.set_request(hands.row.id, payload)
    return payload


def _submitted(hands: Hands, payload: Payload) -> Receipt | None:
    """The receipt; None when it is to be sent later, or nobody knows. Raises what proves that nothing was made."""

    def told(done: int, total: int) -> None:
        hands.report.transfer("Sending", done, total)

    try:
        return hands.service.submit(payload, sent=told)
    except TooMany as error:
        hands.send_later("queued", error)
    except NotSent as error:
        hands.send_later("offline", error)
    except (Cancelled, Refused, *_BEFORE_SENDING) as error:
        hands.note({"sent_at": 0})
        if isinstance(error, Refused) and error.fields:
            hands.store.keep(hands.row.id, "fields", dumps({**error.fields}))
        raise
    except StudioError as error:
        if not isinstance(error, Unsure):
            _log.exception("The job %s was sent, and then something unforeseen came.", hands.row.id)
        _unsure(hands, error)
    except Exception:
        _log.exception("The job %s was sent, and then there was a mistake in the program.", hands.row.id)
        _unsure(hands, StudioError("Scene Studio made a mistake while it was sending.", LOOK_UP))
    return None


def _unsure(hands: Hands, error: StudioError) -> None:
    hands.move("unsure", fields={"error": error.message, "hint": error.hint or LOOK_UP, "words": ""})


def received(hands: Hands, receipt: Receipt) -> None:
    """It was made: write down under what name, before anything else."""
    now = hands.now()
    fields: dict[str, Value] = {
        "remote_id": receipt.remote_id, "fraction": 0, "words": "", "error": "", "hint": "", "looks": 0, "failures": 0,
        "checked_at": now, "changed_at": now, "next_at": now + hands.pause_s(looks=0, age_s=0),
    }  # fmt: skip
    said = {"words": receipt.words, "url": receipt.url}
    if hands.result == "avatar":
        said["voice_id"] = receipt.task_id
    kept = {name: value for name, value in said.items() if value}
    _write(hands, fields, kept)
    hands.note_avatar()
    if receipt.url:
        fetch(hands, receipt.url)
    elif hands.result == "draft":
        end_without_file(hands, "Kept as a draft in the web editor")
    else:
        hands.let_go()


def _write(hands: Hands, fields: dict[str, Value], kept: dict[str, str]) -> None:
    """Write the name of what was paid for; a full disk or a busy list is waited for."""
    for number in range(_WRITE_TRIES):
        try:
            hands.move("running", fields=fields, kept=kept)
            return
        except JobError as error:
            _log.error("The job %s is %s at its service; writing that: %s", hands.row.id, fields["remote_id"], error)
            if number == _WRITE_TRIES - 1:
                raise
            threading.Event().wait(0.5 * 2**number)
