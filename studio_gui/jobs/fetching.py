"""Bringing what a service made to its place, and ending a job."""

from __future__ import annotations

from pathlib import Path

from studio_gui.files.writing import make_folder
from studio_gui.jobs import publishing
from studio_gui.jobs.hands import Hands
from studio_gui.providers.errors import NotSent, Refused, TooMany, Unavailable
from studio_gui.providers.playable import is_cut_off

MOST_REFUSALS = 4
"""How often in a row an address may be refused before the job ends; each time the service is asked for another."""

CUT_OFF = "It breaks off before its end, and the service has no more of it. Look at the service for it."
"""What is said of a file that came twice the very same, and less than it says itself."""
_FETCHED = "fetched"
"""The most bytes of the file that were ever here: a transfer that breaks off at the same place every time stalls."""


def fetch(hands: Hands, url: str) -> None:
    """Fetch the file and give it its name; raises what ends the job."""
    if _FETCHED not in hands.row.kept:
        _note_fetched(hands, 0)
    if hands.row.state != "downloading":
        hands.move("downloading", fields={"fraction": 1, "words": ""})
    row = hands.row
    make_folder(row.target.parent)
    before = most = int(row.kept[_FETCHED])

    def told(done: int, total: int) -> None:
        nonlocal most
        most = max(most, done)
        hands.report.transfer("Downloading", done, total)

    try:
        hands.service.fetch(url, row.work_file, kind=row.kind, remote_id=row.remote_id, got=told)
    except (NotSent, Unavailable, TooMany) as error:
        if most > before:
            _note_fetched(hands, most)
        hands.look_later(error)
    except Refused as error:
        # An address that was given a moment ago may have run out; without an id nobody can be asked for another.
        if not row.remote_id or row.failures + 1 >= MOST_REFUSALS:
            raise
        hands.look_later(error)
    else:
        _publish(hands)


def _note_fetched(hands: Hands, most: int) -> None:
    """The transfer came further than ever: it has not stalled."""
    hands.store.keep(hands.row.id, _FETCHED, str(most))
    hands.note({"changed_at": hands.now()})
    hands.row = hands.store.row(hands.row.id)


def go_on_fetching(hands: Hands) -> None:
    """After a kill, or a transfer that broke: what is there already is used."""
    row = hands.row
    if row.result is not None and publishing.was_published(row.work_files(), row.result):
        _done(hands, row.result)
    elif row.work_file.is_file():
        _publish(hands)
    elif url := row.kept.get("url", ""):
        fetch(hands, url)
    else:
        # Addresses run out, so it is not kept: the service is asked for another.
        hands.move("running", fields={"next_at": 0, "words": ""})
        hands.let_go()


def _publish(hands: Hands) -> None:
    row = hands.row
    result = publishing.publish(
        row.work_file,
        row.target.with_suffix(_suffix_of(row.work_file, row.target)),
        overwrite=row.overwrite,
        announce=lambda name: hands.note({"result": str(name)}),
    )
    _done(hands, result)


def end_without_file(hands: Hands, words: str) -> None:
    """What was made stays at the service."""
    hands.store.keep(hands.row.id, "words", words)
    _done(hands)


def _done(hands: Hands, file: Path | None = None) -> None:
    hint = CUT_OFF if file is not None and _seems_cut_off(file) else ""
    hands.move("done", fields={"fraction": 1, "words": "", "error": "", "hint": hint})
    publishing.clear_away(hands.row.work_files())
    hands.note_bill()


def _seems_cut_off(file: Path) -> bool:
    """Whether all that the service has is less than what its file speaks of; it is handed over all the same."""
    try:
        return is_cut_off(file)
    except OSError:
        return False


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
