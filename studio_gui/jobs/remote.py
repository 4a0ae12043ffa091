"""The steps of a job that a service does: each is short, is written down before it is taken, and can be lost.

The money rule: the row says ``submitting`` before the one request that creates leaves. Whoever finds a row so, without
a process that works on it, makes it ``unsure``; only a person has it sent again.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from studio_gui.base.errors import Cancelled, JobError, StudioError
from studio_gui.files.writing import make_folder
from studio_gui.jobs import publishing
from studio_gui.jobs.ladder import (
    MOST_WAIT_S,
    STALLED_AFTER_S,
    STALLED_EVERY_S,
    avatar_step_s,
    jittered,
    offline_step_s,
    video_step_s,
)
from studio_gui.jobs.reporting import JobReport
from studio_gui.jobs.row import JobRow
from studio_gui.jobs.store import Value
from studio_gui.providers.base import Payload, Receipt, Result, Service, Sighting
from studio_gui.providers.errors import Gone, NotAllowed, NotSent, Refused, TooMany, Unavailable, Unsure

_log = logging.getLogger(__name__)
_OFFLINE = "Offline, will look again"
_LOOK_UP = "Look it up, or look at the service yourself, before it is sent again."


class Preparation(Protocol):
    """Builds what is sent out of the snapshot in the row: media are hosted, addresses filled in. May be repeated."""

    def __call__(self, row: JobRow, snapshot: str, report: JobReport, /) -> Payload:
        """Build it; raises :class:`StudioError`."""


@dataclass(frozen=True, slots=True)
class Remote:
    """A service, and how the payload of a job is built that has none yet."""

    service: Service
    prepare: Preparation
    clock: Callable[[], float] = time.time


def take_step(row: JobRow, remote: Remote, report: JobReport) -> None:
    """Take the next step of a claimed job and let go of it; raises what ends the job."""
    from studio_gui.providers.http import watching  # brings the network library: not for those who only list jobs

    with watching(lambda said: report.store.note_exchange(row.id, said), is_cancelled=report.is_cancelled):
        _Step(row, remote, report).take()


class _Step:
    """One job in the hands of this process."""

    def __init__(self, row: JobRow, remote: Remote, report: JobReport) -> None:
        self._row, self._remote, self._report = row, remote, report
        self._service, self._store = remote.service, report.store

    def take(self) -> None:
        """Do what the state asks for."""
        state = self._row.state
        if state == "submitting":
            # Its process is gone, and nobody knows how far it came.
            self._store.move(self._row.id, "unsure", fields={"hint": _LOOK_UP, "words": ""})
        elif state == "searching":
            self._search()
        elif state in ("running", "stalled"):
            self._look()
        elif state == "downloading":
            self._go_on_fetching()
        else:
            self._send()

    # Sending

    def _send(self) -> None:
        payload = self._store.request(self._row.id) or self._prepared()
        self._row = self._store.move(
            self._row.id, "submitting", fields={"sent_at": self._now(), "words": "", "error": "", "hint": ""}
        )
        self._report.changed(self._row.id)
        try:
            receipt = self._service.submit(payload, sent=self._sent)
        except TooMany as error:
            self._later("queued", error, wait_s=error.retry_after_s)
        except NotSent as error:
            self._later("offline", error)
        except (Cancelled, Refused):
            raise
        except Unsure as error:
            self._unsure(error)
        except StudioError as error:
            # Raised before anything left: a file that is gone, a field the service would refuse.
            raise error
        except Exception:
            _log.exception("The job %s was sent, and then there was a mistake in the program.", self._row.id)
            self._unsure(StudioError("Scene Studio made a mistake while it was sending.", _LOOK_UP))
        else:
            self._received(receipt)

    def _prepared(self) -> Payload:
        row = self._store.move(self._row.id, "preparing", fields={"words": "", "fraction": 0})
        self._report.changed(row.id)
        try:
            payload = self._remote.prepare(row, self._store.payload(row.id), self._report)
        except (NotSent, Unavailable, TooMany) as error:
            self._later("offline", error)
            raise LetGo from None
        self._store.set_request(row.id, payload)
        return payload

    def _sent(self, done: int, total: int) -> None:
        self._report.transfer("Sending", done, total)

    def _received(self, receipt: Receipt) -> None:
        now = self._now()
        fields: dict[str, Value] = {
            "remote_id": receipt.remote_id, "fraction": 0, "words": "", "looks": 0, "failures": 0,
            "checked_at": now, "changed_at": now, "next_at": now + self._pause_s(looks=0, age_s=0),
        }  # fmt: skip
        self._row = self._store.move(self._row.id, "running", fields=fields)
        if receipt.words:
            self._store.keep(self._row.id, "words", receipt.words)
        if receipt.url:
            self._store.keep(self._row.id, "url", receipt.url)
            self._fetch(receipt.url)
        elif self._result() == "draft":
            self._end_without_file("Kept as a draft in the web editor")
        else:
            self._let_go()

    def _unsure(self, error: StudioError) -> None:
        fields: dict[str, Value] = {"error": error.message, "hint": error.hint or _LOOK_UP, "words": ""}
        self._store.move(self._row.id, "unsure", fields=fields)

    # Looking

    def _search(self) -> None:
        payload = self._store.request(self._row.id)
        try:
            found = self._service.find(payload, since=self._row.sent_at) if payload is not None else None
        except StudioError as error:
            self._store.move(self._row.id, "unsure", fields={"error": error.message, "hint": error.hint or _LOOK_UP})
            return
        if found is None:
            words = f"{self._service.title} does not list it (yet)."
            hint = "Look at the service yourself; send it again only if it is not there."
            self._store.move(self._row.id, "unsure", fields={"error": words, "hint": hint})
            return
        self._store.note_progress(self._row.id, fields={"error": "", "hint": ""})
        self._received(found)

    def _look(self) -> None:
        row = self._row
        if url := row.kept.get("url", ""):
            self._fetch(url)  # it was made while one waited
            return
        try:
            sighting = self._service.look(row.kind, row.remote_id)
        except (NotSent, Unavailable, TooMany) as error:
            wait_s = error.retry_after_s if isinstance(error, TooMany) else 0.0
            self._look_later(error, wait_s)
            return
        except NotAllowed as error:
            # What was paid for is not given up because a key was changed.
            self._look_later(error, STALLED_EVERY_S)
            return
        except Gone as error:
            raise JobError(
                f"{self._service.title} does not have it any more.", error.said and f"It said: {error.said}"
            ) from None
        if sighting.stage == "failed":
            raise JobError(
                f"{self._service.title} could not make it: {sighting.words or sighting.state}.".replace("..", "."),
                "Look at the service for the reason.",
            )
        if sighting.stage == "finished":
            self._finished(sighting)
        else:
            self._go_on(sighting)

    def _finished(self, sighting: Sighting) -> None:
        if self._result() in ("draft", "avatar"):
            self._end_without_file(sighting.words or "Ready")
        else:
            self._fetch(sighting.url)

    def _go_on(self, sighting: Sighting) -> None:
        """Not over: write down how it stands and when to look again."""
        row, now = self._row, self._now()
        seen = f"{sighting.stage} {sighting.fraction:.4f} {sighting.state}"
        is_moving = seen != row.kept.get("seen", "")
        if is_moving:
            self._store.keep(row.id, "seen", seen)
        changed_at = now if is_moving or not row.changed_at else row.changed_at
        is_stalled = now - changed_at >= STALLED_AFTER_S and self._result() != "avatar"
        pause_s = STALLED_EVERY_S if is_stalled else self._pause_s(looks=row.looks + 1, age_s=now - row.sent_at)
        words = sighting.words or ("Waiting at the service" if sighting.stage == "waiting" else "")
        fields: dict[str, Value] = {
            "fraction": sighting.fraction, "words": words, "checked_at": now, "changed_at": changed_at,
            "looks": row.looks + 1, "failures": 0, "next_at": now + jittered(pause_s), "error": "", "hint": "",
        }  # fmt: skip
        state = "stalled" if is_stalled else "running"
        if state != row.state:
            self._store.move(row.id, "stalled" if is_stalled else "running", fields=fields)
        else:
            self._store.note_progress(row.id, fields=fields)
        self._let_go()

    def _look_later(self, error: StudioError, wait_s: float) -> None:
        """The look brought nothing: that is said, and the job goes on as it was."""
        now, failures = self._now(), self._row.failures + 1
        pause_s = min(MOST_WAIT_S, max(wait_s, jittered(offline_step_s(failures))))
        words = _OFFLINE if isinstance(error, NotSent) else error.message
        fields: dict[str, Value] = {
            "words": words, "hint": error.sentence(), "failures": failures, "next_at": now + pause_s,
        }  # fmt: skip
        if self._row.state == "running" and now - self._row.changed_at >= STALLED_AFTER_S:
            self._store.move(self._row.id, "stalled", fields=fields)
        else:
            self._store.note_progress(self._row.id, fields=fields)
        self._let_go()

    # Fetching

    def _go_on_fetching(self) -> None:
        """After a kill, or a transfer that broke: what is there already is used."""
        row = self._row
        if row.result is not None and publishing.was_published(row.work_files(), row.result):
            self._done()
            return
        if row.work_file.is_file():
            self._publish()
            return
        if url := row.kept.get("url", ""):
            self._fetch(url)
            return
        self._store.move(row.id, "running", fields={"next_at": 0, "words": ""})
        self._let_go()

    def _fetch(self, url: str) -> None:
        row = self._row
        if row.state != "downloading":
            row = self._row = self._store.move(row.id, "downloading", fields={"fraction": 1, "words": ""})
        self._report.changed(row.id)
        make_folder(row.target.parent)
        try:
            self._service.fetch(url, row.work_file, kind=row.kind, remote_id=row.remote_id, got=self._got)
        except (NotSent, Unavailable, TooMany) as error:
            self._look_later(error, error.retry_after_s if isinstance(error, TooMany) else 0.0)
            return
        self._publish()

    def _got(self, done: int, total: int) -> None:
        self._report.transfer("Downloading", done, total)

    def _publish(self) -> None:
        row = self._row
        target = row.target.with_suffix(_suffix_of(row.work_file, row.target))
        publishing.publish(
            row.work_file,
            target,
            overwrite=row.overwrite,
            announce=lambda name: self._store.note_progress(row.id, fields={"result": str(name)}),
        )
        self._done()

    def _end_without_file(self, words: str) -> None:
        self._store.keep(self._row.id, "words", words)
        self._done()

    def _done(self) -> None:
        self._store.move(self._row.id, "done", fields={"fraction": 1, "words": "", "error": "", "hint": ""})
        publishing.clear_away(self._row.work_files())
        self._note_bill()

    def _note_bill(self) -> None:
        """What it cost, where the service says so; not knowing it harms nothing."""
        try:
            bill = self._service.bill(self._row.kind, self._row.remote_id)
        except StudioError:
            return
        if bill.is_charged is not None:
            self._store.keep(self._row.id, "charged", "yes" if bill.is_charged else "no")
        if bill.credits is not None:
            self._store.keep(self._row.id, "credits", f"{bill.credits:g}")

    # What all have in common

    def _later(self, state: str, error: StudioError, *, wait_s: float = 0.0) -> None:
        """Nothing was made: send it when the time has come."""
        failures = self._row.failures + 1
        pause_s = min(MOST_WAIT_S, max(wait_s, jittered(offline_step_s(failures))))
        fields: dict[str, Value] = {
            "words": "" if state == "offline" else "Waiting for its turn", "hint": error.sentence(), "sent_at": 0,
            "failures": failures, "next_at": self._now() + pause_s,
        }  # fmt: skip
        self._store.move(self._row.id, "offline" if state == "offline" else "queued", fields=fields)
        self._let_go()

    def _pause_s(self, *, looks: int, age_s: float) -> float:
        return jittered(avatar_step_s(age_s) if self._result() == "avatar" else video_step_s(looks, age_s))

    def _result(self) -> Result:
        task = self._service.tasks.get(self._row.kind)
        return task.result if task is not None else "video"

    def _now(self) -> float:
        return self._remote.clock()

    def _let_go(self) -> None:
        self._store.note_progress(self._row.id, fields={"owner": ""})


class LetGo(Exception):
    """The step is over and the row says everything; not an error."""


def _suffix_of(file: Path, target: Path) -> str:
    """The suffix a file deserves by what is in it: services do not say what kind of sound they make."""
    if target.suffix.lower() == ".mp4":
        return target.suffix
    with open(file, "rb") as opened:
        head = opened.read(12)
    if head[:4] == b"RIFF":
        return ".wav"
    if head[:4] == b"OggS":
        return ".ogg"
    if head[4:8] == b"ftyp":
        return ".m4a"
    if head[:3] == b"ID3" or (len(head) > 1 and head[0] == 0xFF and head[1] & 0xE0 == 0xE0):
        return ".mp3"
    return target.suffix
