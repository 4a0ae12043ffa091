"""Pictures and frames by the names a project uses for them.

What is not on this computer is None, and the painter shows a placeholder; nothing is ever fetched from the network here.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

from studio_gui.base.media import BUILTIN, MediaFiles
from studio_gui.base.media_names import kind_by_name
from studio_gui.base.presenters import bundled_presenters
from studio_gui.painting.media import pictures, presenters
from studio_gui.painting.media.cache import PictureCache
from studio_gui.painting.media.pictures import Size
from studio_gui.painting.media.videos import Videos

CACHE_BYTES = 192 << 20
_WHOLE_BYTES = 24 << 20
SMALL_PIXELS = 300_000
"""What is no larger is read in a moment."""


class Assets(MediaFiles):
    """The media of one project, decoded at the size needed and remembered; safe for several threads.

    Returned pictures are shared: do not draw into them.
    """

    def __init__(self, folder: Path | None, *, cache_bytes: int = CACHE_BYTES, known: MediaFiles | None = None) -> None:
        super().__init__(folder, known=known)
        self._pictures = PictureCache(cache_bytes)
        self._whole = PictureCache(_WHOLE_BYTES)
        """Bitmaps as they were read, for a moment: often the same one is wanted at several sizes."""
        self._videos = Videos()
        self._sizes: dict[tuple[Path, int], Size | None] = {}

    def natural_size(self, ref: str) -> Size | None:
        """Width and height of a picture or video in its own pixels, or None."""
        found = self.stamped(ref)
        return None if found is None else self._natural_size(ref, found)

    def _natural_size(self, ref: str, found: tuple[Path, int]) -> Size | None:
        """The same of a file that was looked for already: looking lets go of the interpreter, which others then have."""
        with self._lock:
            if found in self._sizes:
                return self._sizes[found]
        if kind_by_name(found[0]) == "video":
            facts = self.facts(ref)
            size = (facts.width, facts.height) if facts and facts.width else None
        else:
            size = pictures.natural_size(found[0])
        with self._lock:
            self._sizes[found] = size
        return size

    def image(self, ref: str, url: str = "", *, size: Size) -> QImage | None:
        """The whole picture at ``size`` device pixels, or smaller when the file itself is smaller; None when missing.

        ``url`` is the public address; only files of this computer (``builtin:``) are looked up by it.
        """
        found = self.stamped(ref)
        if found is None and url.startswith(BUILTIN):
            ref, found = url, self.stamped(url)
        if found is None:
            return None
        path, vector = found[0], pictures.is_vector(found[0])
        natural = self._natural_size(ref, found)
        if natural is None:
            return None
        exact = pictures.bounded(size, natural, vector=vector)
        if vector:
            return self._pictures.get((*found, exact), lambda: pictures.draw_vector(path, exact))
        halved = pictures.halvings(natural, exact)

        def make() -> QImage | None:
            large = self._pictures.get((*found, halved), lambda: self._halved(found, natural, halved))
            return None if large is None else pictures.scaled(large, exact)

        return self._pictures.get((*found, exact), make)

    def _halved(self, found: tuple[Path, int], natural: Size, count: int) -> QImage | None:
        path = found[0]
        if not pictures.is_read_whole(path, natural):
            return pictures.decode(path, count)
        whole = self._whole.get(found, lambda: pictures.decode(path))
        return None if whole is None else pictures.scaled(whole, (natural[0] >> count, natural[1] >> count))

    def must_be_read(self, ref: str, *, size: Size) -> bool:
        """Whether having a picture at ``size`` means decoding a large file first, which takes a while."""
        found = self.stamped(ref)
        if found is None or pictures.is_vector(found[0]) or kind_by_name(found[0]) == "video":
            return False
        natural = self._natural_size(ref, found)
        if natural is None or natural[0] * natural[1] <= SMALL_PIXELS:
            return False
        halved = pictures.halvings(natural, pictures.bounded(size, natural, vector=False))
        return (*found, halved) not in self._pictures and found not in self._whole

    def is_at_hand(self, ref: str, *, size_for: Callable[[Size], Size]) -> bool:
        """Whether a picture is remembered at the size that its own asks for; so too for one that cannot be had."""
        found = self.stamped(ref)
        if found is None:
            return True
        with self._lock:
            if found not in self._sizes:
                return False
            natural = self._sizes[found]
        if natural is None:
            return True
        exact = pictures.bounded(size_for(natural), natural, vector=pictures.is_vector(found[0]))
        return (*found, exact) in self._pictures

    def video_frame(self, ref: str, at_s: float, *, size: Size) -> QImage | None:
        """The video's frame at ``at_s`` seconds at ``size``; after its end the last one, None when missing."""
        path = self.path_of(ref)
        if path is None:
            return None
        return self._videos.frame(path, at_s, size=pictures.bounded(size, self.natural_size(ref), vector=False))

    def presenter(self, ai_name: str, emotion: str, *, size: Size, mouth: int = 0) -> QImage | None:
        """A presenter that ships with the program, drawn at ``size``; None for anybody else.

        ``mouth`` is 0 (closed) to 5, with ``presenters.BLINK`` added while the eyes are closed.
        """
        person = bundled_presenters().get(ai_name)
        if person is None:
            return None
        path = person.outfit(emotion).path
        exact = pictures.bounded(size, None, vector=True)
        return self._pictures.get((path, exact, mouth), lambda: self._figure(path, exact, mouth))

    def close(self) -> None:
        """Close the videos and forget the pictures; the object can be used on."""
        self._videos.close()
        self._pictures.clear()
        self._whole.clear()

    def _figure(self, path: Path, size: Size, mouth: int) -> QImage | None:
        body = self._pictures.get((path, size, "body"), lambda: presenters.draw_body(path, size))
        if body is None:
            return None
        figure = body.copy()
        lids = presenters.lids_renderer(path) if mouth & presenters.BLINK else None
        with QPainter(figure) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for part in (presenters.mouth_renderer(path, mouth), lids):
                if part is not None:
                    part.render(painter, QRectF(0, 0, *size))
        return figure
