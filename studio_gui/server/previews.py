"""The picture of an avatar: the first frame of its footage, as PNG."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

from studio_gui.base.errors import MediaError

MOST_PX = 640
"""The longer side of a preview."""


def preview_png(footage: Path) -> bytes:
    """The first picture of a video; raises :class:`MediaError` when there is none."""
    import av
    from av.video.codeccontext import VideoCodecContext

    try:
        with av.open(str(footage)) as container:
            frame = next(iter(container.decode(video=0)))
            share = min(1.0, MOST_PX / max(frame.width, frame.height))
            size = max(2, round(frame.width * share)), max(2, round(frame.height * share))
            picture = frame.reformat(width=size[0], height=size[1], format="rgb24")
        encoder = av.CodecContext.create("png", "w")
        assert isinstance(encoder, VideoCodecContext)
        encoder.width, encoder.height, encoder.pix_fmt = *size, "rgb24"
        encoder.time_base = Fraction(1)
        packets = [*encoder.encode(picture), *encoder.encode(None)]
    except (av.error.FFmpegError, StopIteration, OSError) as error:
        raise MediaError("The footage shows no picture.", detail=repr(error)) from None
    return b"".join(bytes(packet) for packet in packets)
