"""The kept scenes of one render: found by what they are made from, recorded, and let go of at the end."""

from __future__ import annotations

from studio_gui.base.media import MediaFiles
from studio_gui.base.paths import user_paths
from studio_gui.model.project import Scene
from studio_gui.render.encoder import VideoShape
from studio_gui.render.request import RenderRequest
from studio_gui.render.segments.keys import Keys
from studio_gui.render.segments.store import Recording, Segment, SegmentStore
from studio_gui.speech.sound import Sound

FOLDER = "segments"
"""Of the user's cache."""


class Kept:
    """What a render finds and leaves in the cache: MP4 with H.264 only, whose scenes can be put together unseen."""

    def __init__(self, request: RenderRequest, shape: VideoShape, media: MediaFiles) -> None:
        is_wanted = request.reuses_segments and request.format == "mp4"
        self._store = SegmentStore(user_paths().cache / FOLDER if is_wanted else None)
        made = f"{shape} {request.format}" if is_wanted else ""
        self._keys = Keys(request.project, media, made=made) if is_wanted else None
        self._open: list[Segment | Recording] = []

    def pictures_key(self, scene: Scene, *, frames: int, said: Sound | None, with_: str) -> str:
        """See :meth:`Keys.pictures`; empty when nothing is kept."""
        return self._keys.pictures(scene, frames=frames, said=said, with_=with_) if self._keys else ""

    def sound_key(self, scene: Scene, *, start: int, length: int, speech: Sound) -> str:
        """See :meth:`Keys.sound`; empty when nothing is kept."""
        return self._keys.sound(scene, start=start, length=length, speech=speech) if self._keys else ""

    def has(self, key: str) -> bool:
        """See :meth:`SegmentStore.has`."""
        return self._store.has(key)

    def found(self, key: str) -> Segment | None:
        """The segment with that key."""
        segment = self._store.find(key)
        if segment is not None:
            self._open.append(segment)
        return segment

    def recording(self, key: str) -> Recording:
        """Begin to keep a segment."""
        record = self._store.record(key)
        self._open.append(record)
        return record

    def close_later(self, segment: Segment) -> None:
        """Close at the end one that comes from elsewhere, if nobody reads it."""
        self._open.append(segment)

    def forget(self) -> None:
        """What this render kept is not what its key says."""
        for each in self._open:
            if isinstance(each, Recording):
                each.forget()

    def tidy(self) -> None:
        """See :meth:`SegmentStore.tidy`."""
        self._store.tidy()

    def close(self) -> None:
        """The render is over: what is not whole by now is thrown away."""
        for each in self._open:
            each.close()
