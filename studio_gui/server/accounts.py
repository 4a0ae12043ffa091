"""The services that stand before a practice server, and the way media get to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from studio_gui.base.errors import MediaError
from studio_gui.providers.addresses import is_public, is_within
from studio_gui.providers.aistudios.account import AiStudiosKeys
from studio_gui.providers.aistudios.api import AiStudiosApi
from studio_gui.providers.aistudios.preflight import Traits
from studio_gui.providers.aistudios.provider import AiStudiosService
from studio_gui.providers.base import Sent, unheard
from studio_gui.providers.creatify.account import CreatifyKeys
from studio_gui.providers.creatify.api import CreatifyApi
from studio_gui.providers.creatify.provider import CreatifyService
from studio_gui.providers.http import Call, Http, check_cancelled
from studio_gui.server.sharing import PracticeAccess

TITLE = "Practice"


def practice_studios(access: PracticeAccess) -> AiStudiosService:
    """The practice server as AI Studios; it has this computer's presenters and takes media that are brought to it."""
    traits = Traits(
        has_local_presenters=True,
        hosts_media=True,
        takes_url=lambda url: is_public(url) or is_within(url, access.url),
    )
    api = AiStudiosApi(AiStudiosKeys(access.app_id, access.token, access.url))
    return AiStudiosService(api, title=TITLE, traits=traits)


def practice_creatify(access: PracticeAccess) -> CreatifyService:
    """The practice server as Creatify."""
    api = CreatifyApi(CreatifyKeys(access.app_id, access.token, access.url))
    return CreatifyService(api, title=TITLE)


def bring_media(access: PracticeAccess, file: Path, *, sent: Sent = unheard) -> str:
    """Bring a file to the server and answer the address that payloads can name; the same content is kept once.

    Raises :class:`MediaError` when it cannot be read, :class:`ServiceError` and ``Cancelled``.
    """
    try:
        with open(file, "rb") as reading:
            total = file.stat().st_size
            call = Call(
                "take the file", "PUT", f"/practice/media/{file.suffix.lower() or '.bin'}", kind="repeat",
                headers={"X-Practice-Token": access.token}, stream=_blocks(reading, total=total, sent=sent),
                stream_words=f"{file.name} ({total:,} bytes)",
            )  # fmt: skip
            http = Http(access.url, service=TITLE, tries=1)
            try:
                said = http.ask(call).json
            finally:
                http.close()
    except OSError as error:
        raise MediaError(f"“{file.name}” cannot be read.", "Check the path and its rights.", str(error)) from None
    assert isinstance(said, dict)
    return str(said["url"])


def _blocks(file: BinaryIO, *, total: int, sent: Sent) -> Iterator[bytes]:
    done = 0
    while block := file.read(1 << 18):
        check_cancelled()
        yield block
        done += len(block)
        sent(done, total)
