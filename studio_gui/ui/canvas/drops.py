"""What of a drag, from outside or from the tiles beside the stage, can be put on it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QDragMoveEvent, QDropEvent

from studio_gui.base.media_names import PICTURES, SOUNDS, VIDEOS
from studio_gui.model.clips import AvatarClip, Clip, ImageClip, VideoClip
from studio_gui.model.geometry import Point
from studio_gui.ui.dropped_files import local_files, take_copy
from studio_gui.ui.parts.tile import Tile, carried

if TYPE_CHECKING:
    from studio_gui.ui.canvas.view import CanvasView

PutTile = Callable[[Tile, Sequence[Path], Point], None]
PutContent = Callable[[QMimeData, Point], None]

MEDIA_SUFFIXES = frozenset((*PICTURES, *VIDEOS, *SOUNDS))

SVG = "image/svg+xml"
PROJECT_SUFFIXES = frozenset((".studio", ".json"))
"""What is opened as a project of its own."""


def can_replace(clip: Clip, paths: Sequence[Path]) -> bool:
    """Whether what is dropped is one file of the kind that a clip shows."""
    if len(paths) != 1:
        return False
    suffix = paths[0].suffix.lower()
    is_picture, is_video = isinstance(clip, ImageClip), isinstance(clip, VideoClip)
    return (is_picture and suffix in PICTURES) or (is_video and suffix in VIDEOS)


def taken_files(data: QMimeData) -> tuple[Path, ...]:
    """The files on this computer, in the order they were given; none where no picture, video, sound or project is there.

    The others among them come along, so that what cannot be taken is told of. Where all are others, they are the window's.
    """
    paths = local_files(data)
    is_ours = any(path.suffix.lower() in MEDIA_SUFFIXES | PROJECT_SUFFIXES for path in paths)
    return tuple(paths) if is_ours else ()


def offer_of_content(data: QMimeData) -> str:
    """What would come of words or a picture that another program lets go on the stage; empty where it is neither.

    Of a picture in a page a browser often gives the address alone, and nothing is fetched from there.
    """
    if data.hasImage() or data.hasFormat(SVG):
        return "Let go to add the picture here"
    if data.hasUrls():
        return ""
    return "Let go to add the text here" if data.hasText() or data.hasHtml() else ""


class Drops:
    """Follows a drag over the canvas: files replace that of the clip they are let go on, else they are added.

    So are words and pictures of other programs.
    """

    def __init__(self, canvas: CanvasView) -> None:
        self._canvas = canvas
        self.put_tile: PutTile | None = None
        """What puts a presenter, a background or a file of the panels on the stage; set by who knows them."""
        self.put_content: PutContent | None = None
        """What puts words or a picture of another program on the stage, about a point of the scene."""

    def hover(self, event: QDragMoveEvent) -> None:
        """Say what would happen here, or refuse."""
        canvas, paths, tile = self._canvas, taken_files(event.mimeData()), self._tile(event)
        if canvas.add_files is None or not (paths or tile):
            self._hover_content(event)
            return
        take_copy(event)
        target = self._target(event, paths, tile)
        canvas.show_hover(target.id if target else None)
        if target is None:
            canvas.hand.say(_offer_of(tile) if tile is not None else _offer(paths))
        else:
            alone = "" if isinstance(target, AvatarClip) else " · Alt adds it"
            canvas.hand.say(f"Let go to replace {target.label}{alone}")

    def _hover_content(self, event: QDragMoveEvent) -> None:
        offer = self._offer_of_content(event)
        if offer:
            take_copy(event)
            self._canvas.hand.say(offer)
            return
        event.ignore()
        if _is_of_web(event.mimeData()):
            self._canvas.hand.say("Nothing is fetched from the web: copy the picture there, and paste it here")

    def leave(self) -> None:
        """It was taken elsewhere."""
        self._canvas.show_hover(None)
        self._canvas.hand.say_state()

    def drop(self, event: QDropEvent) -> None:
        """It was let go."""
        canvas, paths, tile = self._canvas, taken_files(event.mimeData()), self._tile(event)
        at = canvas.camera.to_scene(event.position())
        if canvas.add_files is None or not (paths or tile):
            self._drop_content(event, at)
            return
        take_copy(event)
        target = self._target(event, paths, tile)
        self.leave()
        canvas.setFocus()  # as after a press: the arrow keys move what came
        if target is not None and canvas.replace_file is not None and not isinstance(target, AvatarClip):
            canvas.replace_file(target.id, paths[0])
        elif tile is not None and self.put_tile is not None:
            self.put_tile(tile, paths, at)
        else:
            canvas.add_files(paths, at)

    def _drop_content(self, event: QDropEvent, at: Point) -> None:
        is_wanted = bool(self._offer_of_content(event))
        self.leave()
        if is_wanted and self.put_content is not None:
            take_copy(event)
            self._canvas.setFocus()
            self.put_content(event.mimeData(), at)

    def _offer_of_content(self, event: QDropEvent) -> str:
        return offer_of_content(event.mimeData()) if self.put_content is not None else ""

    def _tile(self, event: QDropEvent) -> Tile | None:
        return carried(event.mimeData()) if self.put_tile is not None else None

    def _target(self, event: QDropEvent, paths: Sequence[Path], tile: Tile | None) -> Clip | None:
        """The clip that would be replaced: the one in front, when it shows such files; Alt spares it."""
        if tile is not None and tile.icon == "background":
            return None
        top = self._canvas.picking.top_at(self._canvas.camera.to_scene(event.position()), reach=0)
        if tile is not None and not paths:
            return top if isinstance(top, AvatarClip) else None
        if self._canvas.replace_file is None or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            return None
        return top if top is not None and can_replace(top, paths) else None


def _offer_of(tile: Tile) -> str:
    return (
        f"Let go to put “{tile.title}” behind everything"
        if tile.icon == "background"
        else f"Let go to add {tile.title} here"
    )


def _is_of_web(data: QMimeData) -> bool:
    return any(url.scheme() in ("http", "https") for url in data.urls())


def _offer(paths: Sequence[Path]) -> str:
    project = next((path for path in paths if path.suffix.lower() in PROJECT_SUFFIXES), None)
    if project is not None:
        return f"Let go to open “{project.name}”"
    return "Let go to add it here" if len(paths) == 1 else f"Let go to add {len(paths)} files"
