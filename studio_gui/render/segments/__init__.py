"""What was encoded before, kept in the user's cache: a scene that did not change is not drawn and encoded again.

A segment is the pictures or the sound of one scene as packets. Its key is a digest of everything it is made from, so it
is never out of date, only missing. Segments are made the same way whether they are kept or not: a video that was put
together from old ones is, byte for byte, the one that would be made without them.
"""

from __future__ import annotations

from studio_gui.render.segments.store import Recording, Segment, SegmentStore

__all__ = ["Recording", "Segment", "SegmentStore"]
