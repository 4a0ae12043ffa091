"""Taking what was chosen onto the stage: its picture is brought into the project first, in another thread."""

from __future__ import annotations

import contextlib
import tempfile
from dataclasses import replace
from pathlib import Path

from studio_gui.app.avatars import Avatar
from studio_gui.app.catalogue import Model, PictureCache
from studio_gui.base.errors import StudioError
from studio_gui.files.media import MediaFolder
from studio_gui.model.geometry import Point
from studio_gui.ui import threads
from studio_gui.ui.document import Document
from studio_gui.ui.panels.presenters.placing import Figure, put_figure
from studio_gui.ui.panels.presenters.shelves import address_of


def take(
    document: Document, thing: Avatar | tuple[Model, str], pictures: PictureCache, *, at: Point | None = None
) -> None:
    """Put somebody of an account on the stage; without a network, or a folder for media, without their picture."""
    folder, url, scene_id = document.folder, address_of(thing), document.scene_id
    figure = _figure(thing)

    def work() -> Figure:
        return _with_picture(figure, pictures.get(url) if url else None, folder)

    def done(made: Figure) -> None:
        if document.scene_id == scene_id:
            put_figure(document, made, at=at)

    threads.run(work, document, done=done)


def _figure(thing: Avatar | tuple[Model, str]) -> Figure:
    if isinstance(thing, Avatar):
        return Figure(thing.remote_id, "", thing.name)
    model, outfit = thing
    return Figure(model.id, outfit, model.name)


def _with_picture(figure: Figure, body: bytes | None, folder: Path | None) -> Figure:
    if body is None or folder is None:
        return figure
    with contextlib.suppress(StudioError, OSError), tempfile.TemporaryDirectory() as room:
        file = Path(room) / f"{figure.name[:40].replace('/', ' ') or 'Presenter'}.png"
        file.write_bytes(body)
        media, facts = MediaFolder(folder).add_with_facts(file)
        return replace(figure, media=media, size=(max(1, facts.width), max(1, facts.height)))
    return figure
