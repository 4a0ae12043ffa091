"""How the numbers of a video frame stand for light. Nothing slow is imported here: the window asks before it is painted."""

from __future__ import annotations

PQ, HLG = 16, 18
"""``color_trc`` of FFmpeg for the two ways of a high dynamic range; source: ITU-T H.273, table 3."""


def is_hdr(transfer: int) -> bool:
    """Whether a frame with this ``color_trc`` needs :func:`studio_gui.painting.media.hdr.toned`."""
    return transfer in (PQ, HLG)
