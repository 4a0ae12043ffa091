"""How commands speak: plain lines, JSON for machines, errors on standard error, a progress bar on a terminal."""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, TextIO, TypeVar

import click

from studio_gui.base.errors import TargetError, ended
from studio_gui.files.writing import target_error

if TYPE_CHECKING:
    from studio_gui.model.checks import Issue

Function = TypeVar("Function", bound=Callable[..., object])


_COMMANDS = dict.fromkeys((*range(9), *range(11, 32), *range(127, 160)), "\ufffd")
"""What a terminal obeys instead of showing it: what a service says, or a file is called, gives it no commands."""


def machine_options(function: Function) -> Function:
    """Add ``--json`` (as ``as_json``) and ``--debug``, which every command has."""
    debug = click.option("--debug", is_flag=True, expose_value=False, help="Show the traceback of an error.")
    machine = click.option(
        "--json", "as_json", is_flag=True, callback=_also_asked_before, help="Answer in JSON, for machines."
    )
    return debug(machine(function))


def _also_asked_before(ctx: click.Context, _: click.Parameter, value: bool) -> bool:
    """``jobs --json list`` means what ``jobs list --json`` does."""
    return value or bool(ctx.parent is not None and ctx.parent.params.get("as_json"))


def say(text: str) -> None:
    """Write a line to standard output."""
    _write_line(sys.stdout, text)


def say_json(value: object) -> None:
    """Write a value as JSON to standard output."""
    _write_line(sys.stdout, json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False))


def say_note(text: str) -> None:
    """Write a line to standard error, where it does not mix with what is piped on.

    When nobody reads it any more, as behind ``2>&1 | head``, the work it tells of goes on.
    """
    try:
        _write_line(sys.stderr, text)
    except BrokenPipeError:
        let_go(sys.stderr)


def let_go(stream: TextIO | None) -> None:
    """Let what could not be written go: else Python tries and complains once more while it ends."""
    if stream is not None:
        with contextlib.suppress(OSError, AttributeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def say_warnings(issues: Iterable[Issue]) -> None:
    """Write what a check warns of to standard error, a line each."""
    for issue in issues:
        if issue.severity == "warning":
            say_note(f"warning: {issue.sentence}")


def say_error(message: str, hint: str, *, as_json: bool) -> None:
    """Write an error to standard error: a sentence, or ``{"error": {message, hint}}``."""
    message = ended(message)
    if as_json:
        _write_line(sys.stderr, json.dumps({"error": {"message": message, "hint": hint}}, ensure_ascii=False))
    else:
        _write_line(sys.stderr, f"error: {message} {hint}".rstrip())


def _write_line(stream: TextIO | None, text: str) -> None:
    if stream is None:
        # Python's way to say that the stream was closed before the program began: ``>&-``.
        if sys.stderr is not None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        return
    if stream.isatty():
        text = text.translate(_COMMANDS)
    data = (text + "\n").encode("utf-8", "backslashreplace")
    stream.flush()
    raw = getattr(stream, "buffer", None)
    if raw is None:
        stream.write(data.decode("utf-8"))
    else:
        raw.write(data)
    stream.flush()


_SIGNATURES: dict[str, Callable[[bytes], bool]] = {
    "JSON file": lambda head: _is_json(head),
    "CSV table": lambda head: b"\0" not in head and not _is_json(head),
    "PNG picture": lambda head: head.startswith(b"\x89PNG\r\n\x1a\n"),
    "PDF document": lambda head: head.startswith(b"%PDF-"),
    "MP4 video": lambda head: head[4:8] == b"ftyp",
    "QuickTime video": lambda head: head[4:8] == b"ftyp",
    "WebM video": lambda head: head.startswith(b"\x1a\x45\xdf\xa3"),
    "GIF": lambda head: head.startswith(b"GIF8"),
    "SRT subtitles": lambda head: b"-->" in head,
    "VTT subtitles": lambda head: head.lstrip(b"\xef\xbb\xbf").startswith(b"WEBVTT"),
    "ZIP file": lambda head: head.startswith(b"PK"),
    "WAV sound": lambda head: head.startswith((b"RIFF", b"RF64")),
    "sound": lambda head: (
        head.startswith((b"RIFF", b"RF64", b"OggS", b"ID3", b"fLaC", b"\xff")) or head[4:8] == b"ftyp"
    ),
    "MP3 sound": lambda head: head.startswith(b"ID3") or head[:1] == b"\xff",
}


def _is_json(head: bytes) -> bool:
    return head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")


def check_output(path: Path, *, kind: str) -> None:
    """See that ``path`` may be written: it is free, or already a file of that ``kind``.

    A project file or a file of another kind is never overwritten; raises :class:`TargetError`.
    """
    try:
        _check_output(path, kind)
    except OSError as error:
        raise target_error(path, error) from None


def _check_output(path: Path, kind: str) -> None:
    if path.is_dir():
        raise TargetError(f"“{path}” is a folder.", "Add a file name.")
    if not path.parent.is_dir():
        raise TargetError(f"The folder “{path.parent}” does not exist.", "Make it or choose another place.")
    if not path.exists():
        return
    if not path.is_file():
        raise TargetError(f"“{path}” is not an ordinary file.", "Choose another name.")
    with open(path, "rb") as file:
        head = file.read(64)
    if path.suffix == ".studio" or (head and not _SIGNATURES[kind](head)):
        raise TargetError(f"“{path}” is there already and is no {kind}.", "Choose another name.")
    if not os.access(path, os.W_OK):
        raise TargetError(f"“{path}” is read-only.", "Choose another name or change its rights.")


class Progress:
    """Progress of one piece of work: a bar on a terminal, plain lines elsewhere, nothing with ``--json``.

    Elsewhere a line is written only when the words change or another quarter is done, so that logs stay short.
    """

    def __init__(self, *, is_silent: bool = False) -> None:
        self._is_silent = is_silent
        self._is_terminal = sys.stderr.isatty()
        self._last: tuple[str, int] = ("", -1)
        self._width = 0
        self._begun: tuple[float, int] | None = None

    def show(self, fraction: float, words: str, *, frames: tuple[int, int] = (0, 0)) -> None:
        """Show how far it is, ``fraction`` from 0 to 1, and ``frames`` done of all where there are any."""
        if self._is_silent:
            return
        share = min(1.0, max(0.0, fraction))
        speed = self._speed(*frames)
        if self._is_terminal:
            self._draw(share, f"{words} · frame {frames[0]} of {frames[1]}{speed}" if frames[1] else words)
            return
        step = (words, int(share * 4))
        if step != self._last:
            self._last = step
            say_note(f"{share:4.0%}  {words}{speed}")

    def _speed(self, done: int, total: int) -> str:
        """Frames per second and the time left, once something can be said."""
        now = time.monotonic()
        if not done or self._begun is None:
            self._begun = (now, done)
            return ""
        spent, made = now - self._begun[0], done - self._begun[1]
        if spent < 0.2 or made <= 0:
            return ""
        left = f" · {max(1, round((total - done) * spent / made))} s left" if done < total else ""
        return f" · {round(made / spent)} frames/s{left}"

    def _draw(self, share: float, words: str) -> None:
        full = int(share * 30)
        room = shutil.get_terminal_size().columns - 1
        line = f"{'█' * full}{'░' * (30 - full)} {share:4.0%}  {words.translate(_COMMANDS)}"[:room]
        sys.stderr.write("\r" + line.ljust(self._width))
        sys.stderr.flush()
        self._width = len(line)

    def end(self) -> None:
        """Leave the bar's line."""
        if self._is_terminal and self._width:
            sys.stderr.write("\n")
            sys.stderr.flush()
            self._width = 0
