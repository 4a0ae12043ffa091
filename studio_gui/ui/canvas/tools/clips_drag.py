"""What moving, resizing and turning the selection have in common: every step changes the same clips from their start."""

from __future__ import annotations

from collections.abc import Callable, Collection

from studio_gui.model.clips import Clip
from studio_gui.model.edits import clips as edits
from studio_gui.model.fields import ClipId
from studio_gui.model.geometry import Box
from studio_gui.model.project import Scene
from studio_gui.ui.canvas.pointer import Pointer
from studio_gui.ui.canvas.tools.drag import Drag

CROWD = 60
"""The values of more clips than these follow the hand a little later: frame and picture are with it at once."""


class ClipsDrag(Drag):
    """Changes clips in one gesture."""

    holds_clips = True
    frame: Box | None = None

    def __init__(self, canvas, pointer: Pointer, *, label: str) -> None:
        super().__init__(canvas, pointer)
        self._gesture = canvas.document.begin(label)
        self._base = self._gesture.start
        """What each step starts from."""
        self._places: tuple[Scene, tuple[int, ...]] | None = None
        """Where in the scene of the start the clips are."""

    def change(self, edit: Callable[[Clip], Clip], *, clip_ids: Collection[ClipId], frame: Callable[[], Box]) -> None:
        """Show the clips as ``edit`` makes them; ``frame`` goes around all of them then."""
        base, scene_id = self._base, self.canvas.document.scene_id
        if len(clip_ids) > CROWD:
            self.frame = frame()
            self._gesture.follow(lambda _start: edits.map_clips_in_steps(base, scene_id, clip_ids, edit))
            return
        if self._places is None:
            scene = edits.the_scene(base, scene_id)
            self._places = scene, edits.places_of(scene, clip_ids)
        scene, places = self._places
        self._gesture.update(lambda _start: edits.replace_scene(base, edits.map_clips_at(scene, places, edit)))

    def finish(self, pointer: Pointer) -> None:
        self._gesture.commit()

    def cancel(self) -> None:
        self._gesture.cancel()
