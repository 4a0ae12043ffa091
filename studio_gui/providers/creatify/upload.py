"""A form with files as a stream: the files are read while they are sent, so their size does not matter.

Cancelling stops in the middle of a body whose length was announced: the service never gets a whole request then. Once
the last byte was read it is too late, and only the answer tells.
"""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from requests_toolbelt import MultipartEncoder, MultipartEncoderMonitor

from studio_gui.base.errors import MediaError
from studio_gui.providers.http import check_cancelled

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Sent:
    """How much of an upload has left, in bytes."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Upload:
    """A body to be sent: read it once."""

    stream: BinaryIO
    content_type: str
    size: int
    words: str
    """What the transcript says instead of the bytes."""


@contextlib.contextmanager
def upload_of(
    fields: Sequence[tuple[str, str]],
    files: Sequence[tuple[str, Path, str]],
    *,
    progress: Callable[[Sent], None],
) -> Iterator[Upload]:
    """The body of a form; ``files`` are field name, file and content type. Raises :class:`MediaError`.

    Only the suffix of a file's name is sent, never its path.
    """
    with contextlib.ExitStack() as stack:
        parts: list[tuple[str, str | tuple[str, BinaryIO, str]]] = list(fields)
        for name, path, content_type in files:
            parts.append((name, (f"{name}{path.suffix.lower()}", stack.enter_context(_opened(path)), content_type)))
        encoder = MultipartEncoder(fields=parts)
        total = encoder.len

        def look(monitor: MultipartEncoderMonitor) -> None:
            said = Sent(monitor.bytes_read, total)
            if said.done < total:
                progress(said)
                check_cancelled()
                return
            # From here on all may be there: only the answer counts, whatever goes wrong with the telling.
            try:
                progress(said)
            except Exception:
                _log.exception("The end of an upload could not be told.")

        monitor = MultipartEncoderMonitor(encoder, look)
        said = [f"{name}={value}" for name, value in fields]
        # The name a person gave the file is not sent, and not said either.
        said += [f"{name}=@{name}{path.suffix.lower()} ({path.stat().st_size:,} bytes)" for name, path, _ in files]
        yield Upload(cast("BinaryIO", monitor), str(monitor.content_type), int(total), "\n".join(said))


def _opened(path: Path) -> BinaryIO:
    try:
        file = open(path, "rb")  # noqa: SIM115 - the caller closes it
    except OSError as error:
        raise MediaError(f"“{path.name}” cannot be read.", "Check the path and its rights.", str(error)) from None
    return file
