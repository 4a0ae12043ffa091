"""Files that come along with what was copied in another project."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from studio_gui.base.errors import MediaError, StudioError
from studio_gui.base.json_text import Json
from studio_gui.files.media import MediaFolder
from studio_gui.files.names import note_name
from studio_gui.ui.document import Document
from studio_gui.ui.threads import in_background

_AT_ONCE_BYTES = 1_000_000
"""So much is copied within a turn of the loop."""


def bring(
    document: Document,
    refs: Collection[str],
    *,
    source: str,
    names: Mapping[str, str],
    done: Callable[[], None],
    failed: Callable[[StudioError], None],
) -> None:
    """Copy files from the folder of another project into that of a document, large ones beside the window, and then go on.

    At once where there is little to bring, for whoever pastes goes on with what came. A file that is gone shows as a
    placeholder. ``names`` are what the files were called: another window knows them only from there.
    """
    folder = document.folder
    if folder is None or not refs or Path(source) == folder or not os.path.isdir(source):
        done()
        return
    for ref, name in names.items():
        note_name(ref, name)

    def copy() -> None:
        media = MediaFolder(folder)
        for ref in refs:
            with contextlib.suppress(MediaError):
                media.adopt(ref, Path(source))

    if sum(_bytes_of(Path(source) / ref) for ref in refs) <= _AT_ONCE_BYTES:
        copy()
        done()
    else:
        in_background(document, copy, done=lambda _: done(), failed=failed)


def _bytes_of(file: Path) -> int:
    try:
        return file.stat().st_size
    except (OSError, ValueError):  # it is gone, or no name for a file: nothing is copied
        return 0


def names_in(said: Json) -> dict[str, str]:
    """Reference to name, as another window put it there; nothing for rubbish."""
    return {ref: str(name) for ref, name in said.items()} if isinstance(said, dict) else {}
