"""What a media file is: found out from its content, never from its name. PyAV only, loaded late."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar
from xml.etree import ElementTree

from studio_gui.base.errors import MediaError
from studio_gui.files.headers import jpeg_size, moving_webp_size

if TYPE_CHECKING:
    from av.container import InputContainer
    from av.video.stream import VideoStream

MediaKind = Literal["picture", "video", "audio"]

_SUFFIXES = {
    "png_pipe": ".png", "apng": ".png", "jpeg_pipe": ".jpg", "webp_pipe": ".webp", "gif": ".gif", "gif_pipe": ".gif",
    "bmp_pipe": ".bmp", "tiff_pipe": ".tif", "mov": ".mp4", "matroska": ".mkv", "avi": ".avi", "mpegts": ".ts",
    "wav": ".wav", "mp3": ".mp3", "flac": ".flac", "ogg": ".ogg", "aac": ".aac",
}  # fmt: skip
_ACCEPTED = "Choose a PNG, JPEG, WebP, GIF or SVG picture, an MP4, MOV or WebM video, or an MP3, WAV, M4A or OGG sound."
_SIDE = re.compile(r"\s*([0-9.]+)\s*(px)?\s*$")
_MOST_PIXELS = 200_000_000

Answer = TypeVar("Answer")


@dataclasses.dataclass(frozen=True, slots=True)
class MediaFacts:
    """What a file holds: its kind, its upright size in pixels, its length, and the suffix that suits it."""

    kind: MediaKind
    suffix: str
    width: int = 0
    height: int = 0
    duration_s: float = 0.0
    has_sound: bool = False


def probe(file: Path) -> MediaFacts:
    """The facts of a media file; raises :class:`MediaError` when it is missing, broken or no media at all."""
    try:
        with open(file, "rb") as stream:
            head = stream.read(4096)
    except OSError as error:
        raise MediaError(f"“{file.name}” cannot be read.", "Check the path and its rights.", str(error)) from None
    if not head:
        raise MediaError(f"“{file.name}” is empty.", _ACCEPTED)
    if b"<svg" in head or (head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and b"<html" not in head.lower()):
        return _svg_facts(file)
    # The painters decode a JPEG at an eighth of its size; looking at it must not take more than showing it.
    huge = jpeg_size(file) if head.startswith(b"\xff\xd8") else None
    if huge is not None and huge[0] * huge[1] > _MOST_PIXELS:
        return MediaFacts("picture", ".jpg", *huge)
    moving = moving_webp_size(head)
    if moving is not None:
        return MediaFacts("picture", ".webp", *moving)
    return _reading(file, _container_facts)


def _svg_facts(file: Path) -> MediaFacts:
    try:
        root = _svg_root(file)
    except (ElementTree.ParseError, StopIteration, OSError, ValueError) as error:
        raise MediaError(f"“{file.name}” is not a readable SVG picture.", _ACCEPTED, str(error)) from None
    if not root.tag.endswith("svg"):
        raise MediaError(f"“{file.name}” is not a picture, video or sound.", _ACCEPTED)
    width, height = _side(root.get("width")), _side(root.get("height"))
    box = [float(part) for part in re.findall(r"[-+0-9.eE]+", root.get("viewBox", "")) if _side(part.lstrip("-+"))]
    if not (width and height):
        width, height = (box[-2], box[-1]) if len(box) >= 2 else (300.0, 150.0)
    return MediaFacts("picture", ".svg", max(1, round(width)), max(1, round(height)))


def _svg_root(file: Path) -> ElementTree.Element:
    """The outermost element of a file that is sound to its end; what is broken further down would show as nothing.

    Entities that grow without bounds are refused by the parser.
    """
    parts = ElementTree.iterparse(file, events=("start", "end"))
    root: ElementTree.Element = next(parts)[1]
    if root.tag.endswith("svg"):
        for event, part in parts:
            if event == "end" and part is not root:
                part.clear()
    return root


def _side(text: str | None) -> float:
    match = _SIDE.match(text or "")
    try:
        return min(float(match[1]), 100_000.0) if match else 0.0
    except ValueError:
        return 0.0


def _reading(file: Path, read: Callable[[Path, InputContainer], Answer]) -> Answer:
    import av

    av.logging.set_level(None)
    try:
        # The size of a picture is known before it is decoded; a bomb of pixels is refused by the decoder.
        with av.open(str(file), options={"max_pixels": str(_MOST_PIXELS)}) as container:
            return read(file, container)
    except (av.error.FFmpegError, OSError, ValueError, EOFError, StopIteration) as error:
        raise MediaError(f"“{file.name}” is broken or not a picture, video or sound.", _ACCEPTED, str(error)) from None


def _container_facts(file: Path, container: InputContainer) -> MediaFacts:
    form = container.format.name.split(",")[0]
    video = next((s for s in container.streams.video if not _is_cover(s)), None)
    sound = next(iter(container.streams.audio), None)
    duration = (container.duration or 0) / 1_000_000
    if video is not None:
        is_picture = form.endswith("_pipe") or form in ("gif", "apng", "image2")
        width, height = _upright_size(video, container)
        if is_picture:
            return MediaFacts("picture", _suffix(form, file), width, height)
        return MediaFacts("video", _suffix(form, file), width, height, duration, sound is not None)
    if sound is None:
        raise MediaError(f"“{file.name}” holds neither picture nor sound.", _ACCEPTED)
    next(container.decode(sound))
    suffix = ".m4a" if form == "mov" else _suffix(form, file)
    return MediaFacts("audio", suffix, duration_s=duration, has_sound=True)


def _is_cover(stream: VideoStream) -> bool:
    """Whether the stream is the picture on the sleeve of a sound file."""
    from av.stream import Disposition

    return bool(stream.disposition & Disposition.attached_pic)


def _upright_size(stream: VideoStream, container: InputContainer) -> tuple[int, int]:
    """Width and height as people see them: turned as the camera noted, after one frame really decodes."""
    if stream.width * stream.height > _MOST_PIXELS:
        raise ValueError("too many pixels")
    frame = next(container.decode(stream))
    is_on_its_side = frame.rotation % 180 != 0
    return (frame.height, frame.width) if is_on_its_side else (frame.width, frame.height)


def _suffix(form: str, file: Path) -> str:
    known = _SUFFIXES.get(form)
    if known == ".mkv" and file.suffix.lower() == ".webm":
        return ".webm"
    return known or (file.suffix.lower() if re.fullmatch(r"\.[a-z0-9]{1,5}", file.suffix.lower()) else ".bin")
