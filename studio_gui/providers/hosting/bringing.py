"""Bringing a file to a host once, and seeing that the world can fetch it."""

from __future__ import annotations

import contextlib
import tempfile
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import requests

from studio_gui.base.errors import StudioError
from studio_gui.providers.addresses import is_public
from studio_gui.providers.base import Sent, unheard
from studio_gui.providers.errors import NotSent, Refused, Unavailable
from studio_gui.providers.hosting.answering import status_of, stranger
from studio_gui.providers.hosting.content import Content, content_of
from studio_gui.providers.hosting.memory import Memory
from studio_gui.providers.hosting.shelf import Shelf
from studio_gui.providers.http import check_cancelled


@dataclass(frozen=True, slots=True)
class Brought:
    """A file at a host. ``address`` holds no secret; ``name`` is what :meth:`Shelf.signed` wants."""

    name: str
    address: str
    was_there: bool
    """Whether the same content was brought there before, from wherever."""


def bring(shelf: Shelf, path: Path, *, memory: Memory | None = None, sent: Sent = unheard) -> Brought:
    """Bring a file to a host unless its content is there already, and see that its address answers.

    ``memory`` spares asking again what was seen a moment ago. Raises :class:`MediaError` for a file that cannot be
    read, and as :class:`Shelf` says; :class:`Refused` when the file is there and nobody may fetch it.
    """
    content = content_of(path)
    address = shelf.address(content.name)
    if memory is not None and memory.is_fresh(address):
        return Brought(content.name, address, was_there=True)
    was_there = shelf.size(content.name) == content.size
    if not was_there:
        check_cancelled()
        shelf.put(content.name, content, sent=sent)
    check_answers(shelf, content.name)
    if memory is not None:
        memory.note(address)
    return Brought(content.name, address, was_there)


def check_answers(shelf: Shelf, name: str) -> None:
    """Ask for a file as a stranger would; raises :class:`Refused` when it is not handed out."""
    url = shelf.signed(name)
    host = urlsplit(url).hostname or "the host"
    try:
        with stranger(url) as session:
            status = status_of(session, url)
    except (requests.ConnectionError, requests.Timeout) as error:
        raise NotSent(
            f"The public address of {shelf.title} at {host} does not answer.",
            "Check the public address of the host.",
            type(error).__name__,
        ) from None
    except (requests.RequestException, ValueError) as error:
        raise Refused(
            f"The public address of {shelf.title} is not valid.", "Correct it.", type(error).__name__
        ) from None
    if status < 400:
        return
    if status >= 500 or status == 429:
        raise Unavailable(f"{host} answered with an error of its own ({status}).", "Try again later.", status=status)
    raise Refused(_words(shelf, status, host), _HINT, status=status)


_HINT = "Make the files public there, correct the public address, or leave it empty to use signed addresses."


def _words(shelf: Shelf, status: int, host: str) -> str:
    if status in (401, 403):
        return f"{shelf.title} has the file, but does not hand it out to others: it is not public (status {status})."
    if status in (404, 410):
        return f"{shelf.title} has the file, but it is not found at its public address at {host}."
    return f"{shelf.title} has the file, but its public address answers with status {status}."


def try_out(shelf: Shelf) -> str:
    """Bring a tiny file, ask for it as a stranger, and remove it; answers a sentence. Raises as :func:`bring` does."""
    with tempfile.TemporaryDirectory(prefix="scene-studio-") as folder:
        path = Path(folder) / "scene-studio-test.txt"
        path.write_text("Scene Studio tried whether it can bring files here. It may be removed.\n", encoding="utf-8")
        content: Content = content_of(path)
        try:
            shelf.put(content.name, content)
            check_answers(shelf, content.name)
        except StudioError:
            with contextlib.suppress(StudioError):
                shelf.remove(content.name)
            raise
        note = ""
        try:
            shelf.remove(content.name)
        except StudioError:
            note = " It may not remove files, so the tiny file of the test stays."
        if not is_public(shelf.address(content.name)):
            note += " Its address is in a private network: only services in there can fetch from it."
    return f"{shelf.title} takes files, and hands them out.{note}"
