"""What goes from the thread that composes to the one that encodes."""

from __future__ import annotations

from dataclasses import dataclass

from studio_gui.render.formats.tracks import Track
from studio_gui.render.planes import Picture
from studio_gui.render.segments.store import Recording, Segment


@dataclass(slots=True)
class Step:
    """What a track does next: begin a scene, play a kept one, show a picture, hold the last for some frames."""

    frame: Picture | None = None
    is_key: bool = False
    hold: int = 0
    begins: Recording | None = None
    """A scene begins, and is kept so."""
    flows: bool = False
    """Nearly every frame of the scene is a new picture."""
    replays: Segment | None = None
    """A whole scene as it was made before, or by another process."""

    def go(self, track: Track) -> None:
        """Have a track do it."""
        if self.replays is not None:
            track.replay(self.replays, self.begins)
        elif self.begins is not None:
            track.begin(self.begins, flows=self.flows)
        if self.frame is not None:
            track.show(self.frame, key=self.is_key)
        track.hold(self.hold)
