"""What a media file is: found out from its content, never from its name. PyAV only, loaded late."""

from __future__ import annotations

import contextlib
import dataclasses
import re
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar
from xml.etree import ElementTree

from studio_gui.base.drawings import MOST_BYTES, can_be_drawn, side_px, unpacked
from studio_gui.base.errors import MediaError
from studio_gui.base.media import shown_size
from studio_gui.base.media_names import PICTURES, MediaKind, kind_by_name
from studio_gui.files.headers import Stated, is_whole_png, is_whole_webp, moving_webp_size, stated

if TYPE_CHECKING:
    from av.audio.stream import AudioStream
    from av.container import InputContainer
    from av.video.stream import VideoStream

_SUFFIXES = {
    "png_pipe": ".png", "apng": ".png", "jpeg_pipe": ".jpg", "webp_pipe": ".webp", "gif": ".gif", "gif_pipe": ".gif",
    "bmp_pipe": ".bmp", "tiff_pipe": ".tif", "ico": ".ico", "xbm_pipe": ".xbm", "xpm_pipe": ".xpm",
    "pbm_pipe": ".pbm", "pgm_pipe": ".pgm", "ppm_pipe": ".ppm", "mov": ".mp4", "matroska": ".mkv", "avi": ".avi", "mpegts": ".ts",
    "wav": ".wav", "mp3": ".mp3", "flac": ".flac", "ogg": ".ogg", "aac": ".aac",
}  # fmt: skip
_OF_KIND: dict[tuple[str, MediaKind], str] = {
    ("mov", "audio"): ".m4a", ("ogg", "video"): ".ogv", ("asf", "video"): ".wmv", ("asf", "audio"): ".wma",
    ("mpeg", "video"): ".mpg", ("flv", "video"): ".flv",
}  # fmt: skip
_OF_ANY: dict[MediaKind, str] = {"picture": ".bin", "video": ".mkv", "audio": ".mka"}
"""What says the kind, where the form has no suffix of its own that does."""
_BY_NAME = frozenset({*PICTURES, ".tga", ".wbmp"})
"""What FFmpeg believes the name of where the first bytes are not enough for it."""
_STILLS = ("avif", "heic", "heix", "heim", "heis", "mif1")
_ACCEPTED = "Choose a PNG, JPEG, WebP, GIF or SVG picture, an MP4, MOV or WebM video, or an MP3, WAV, M4A or OGG sound."
_MOST_PIXELS = 200_000_000
_LARGE_PIXELS = 50_000_000
"""From here on a picture is not decoded only to see whether it can be."""
_ANY_SIZE = {
    ".jpg": ", or in one pass (not progressive)",
    ".png": ", or not interlaced, or as a JPEG, which may have any size",
}
"""How a picture of a kind is saved so that it can be decoded small; what is not named cannot."""

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
    breaks_off_s: float | None = None
    """Where the end of the file is missing, as after a broken download; None for whole files and those that do not tell."""


def probe(file: Path) -> MediaFacts:
    """The facts of a media file; raises :class:`MediaError` when it is missing, broken or no media at all."""
    try:
        with open(file, "rb") as stream:
            head = stream.read(4096)
    except OSError as error:
        raise MediaError(f"“{file.name}” cannot be read.", "Check the path and its rights.", str(error)) from None
    if not head:
        raise MediaError(f"“{file.name}” is empty.", _ACCEPTED)
    if _is_markup(head):
        return _svg_facts(file)
    # Looking at a picture must not take more than showing it: of a large one the head is believed.
    said = stated(file)
    if said is not None and said.pixels > _LARGE_PIXELS:
        return _large_picture(file, said)
    moving = moving_webp_size(head)
    if moving is not None:
        if not is_whole_webp(file):
            raise MediaError(f"“{file.name}” is broken: its end is missing.", _ACCEPTED)
        return MediaFacts("picture", ".webp", *moving)
    return _reading(file, _container_facts)


def _large_picture(file: Path, said: Stated) -> MediaFacts:
    if said.pixels > said.most_pixels:
        way = _ANY_SIZE.get(said.suffix, ", or as a PNG or a JPEG, which may have any size")
        raise MediaError(
            f"“{file.name}” is too large: {said.width:,} × {said.height:,} pixels.",
            f"Save it with {said.most_pixels // 1_000_000} million pixels at most{way}.",
        )
    if said.suffix == ".png" and not is_whole_png(file):
        raise MediaError(f"“{file.name}” is broken: its end is missing.", _ACCEPTED)
    return MediaFacts("picture", said.suffix, said.width, said.height)


def _is_markup(head: bytes) -> bool:
    """Whether a file begins as a drawing does; some are packed, and some are written in two bytes a letter."""
    if head.startswith(b"\x1f\x8b"):
        with contextlib.suppress(zlib.error):
            head = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16).decompress(head, len(head))
    plain = head.replace(b"\0", b"") if head[:2] in (b"\xff\xfe", b"\xfe\xff") else head
    begins = plain.lstrip(b"\xff\xfe\xef\xbb\xbf \t\r\n").startswith(b"<")
    return b"<svg" in plain or (begins and b"<html" not in plain.lower())


def _svg_facts(file: Path) -> MediaFacts:
    try:
        root = _svg_root(file)
    except (ElementTree.ParseError, LookupError, OSError, ValueError, zlib.error) as error:
        raise MediaError(f"“{file.name}” is not a readable SVG picture.", _ACCEPTED, str(error)) from None
    if not root.tag.endswith("svg"):
        raise MediaError(f"“{file.name}” is not a picture, video or sound.", _ACCEPTED)
    if not can_be_drawn(root):
        raise MediaError(
            f"“{file.name}” asks for more parts than can be drawn: too many, or some that repeat themselves.",
            "Save it with fewer parts, or as a PNG.",
        )
    width, height = side_px(root.get("width")), side_px(root.get("height"))
    box = [float(part) for part in re.findall(r"[-+0-9.eE]+", root.get("viewBox", "")) if side_px(part.lstrip("-+"))]
    if not (width and height):
        width, height = (box[-2], box[-1]) if len(box) >= 2 else (300.0, 150.0)
    return MediaFacts("picture", ".svg", max(1, round(width)), max(1, round(height)))


def _svg_root(file: Path) -> ElementTree.Element:
    """The outermost element of a file that is sound to its end; what is broken further down would show as nothing.

    Entities that grow without bounds are refused by the parser.
    """
    if file.stat().st_size > MOST_BYTES:
        raise ValueError("more than anyone draws")
    return ElementTree.fromstring(unpacked(file.read_bytes()))


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
    video = next((s for s in container.streams.video if _has_decoder(s) and not _is_cover(s)), None)
    sound = next(filter(_has_decoder, container.streams.audio), None)
    duration = (container.duration or 0) / 1_000_000
    if video is not None:
        is_picture = form.endswith("_pipe") or form in ("gif", "apng", "ico", "image2")
        if _is_still(container) or (is_picture and not _is_shown(form, file)):
            raise MediaError(f"“{file.name}” is a picture of a kind that is not read here.", "Save it as JPEG or PNG.")
        width, height = _upright_size(video, container, is_picture=is_picture)
        if is_picture:
            return MediaFacts("picture", _suffix(form, file, "picture"), width, height)
        return MediaFacts(
            "video",
            _suffix(form, file, "video"),
            width,
            height,
            duration,
            sound is not None,
            _breaks_off_s(file, video, form),
        )
    if sound is None:
        raise MediaError(f"“{file.name}” holds neither picture nor sound.", _ACCEPTED)
    next(container.decode(sound))
    suffix = _suffix(form, file, "audio")
    cut_s = _breaks_off_s(file, sound, form)
    return MediaFacts("audio", suffix, duration_s=duration, has_sound=True, breaks_off_s=cut_s)


def _breaks_off_s(file: Path, stream: VideoStream | AudioStream, form: str) -> float | None:
    """When the first packet comes that is no longer in the file: MP4 and QuickTime know beforehand where each one is."""
    if form != "mov" or not len(stream.index_entries) or stream.time_base is None:
        return None
    size, packets = file.stat().st_size, stream.index_entries
    if packets[-1].pos + packets[-1].size <= size:
        return None
    first = next(packet for packet in packets if packet.pos + packet.size > size)
    return max(0.0, float((first.timestamp - (stream.start_time or 0)) * stream.time_base))


def _has_decoder(stream: VideoStream | AudioStream) -> bool:
    """Whether a stream is in a form that can be read here; one that is not has none of what its class promises."""
    context: object = stream.codec_context
    return context is not None


def _is_cover(stream: VideoStream) -> bool:
    """Whether the stream is the picture on the sleeve of a sound file."""
    from av.stream import Disposition

    return bool(stream.disposition & Disposition.attached_pic)


def _is_shown(form: str, file: Path) -> bool:
    """Whether the painters read such pictures too: FFmpeg knows many more, as those of Photoshop and JPEG 2000."""
    return form in _SUFFIXES or (form == "image2" and file.suffix.lower() in _BY_NAME)


def _is_still(container: InputContainer) -> bool:
    """Whether it is an AVIF or HEIC picture: FFmpeg takes it for a film without length, and Qt reads none."""
    return container.metadata.get("major_brand", "").strip() in _STILLS


def _upright_size(stream: VideoStream, container: InputContainer, *, is_picture: bool) -> tuple[int, int]:
    """Width and height as people see them: turned as the camera noted, after one frame really decodes."""
    if stream.width * stream.height > _MOST_PIXELS:
        raise ValueError("too many pixels")
    frame = next(container.decode(stream))
    if not is_picture:
        return shown_size(stream, frame)
    is_on_its_side = frame.rotation % 180 != 0
    return (frame.height, frame.width) if is_on_its_side else (frame.width, frame.height)


def _suffix(form: str, file: Path, kind: MediaKind) -> str:
    """The suffix that tells the form, or at least the kind: files of a project are told apart by it."""
    own = file.suffix.lower()
    known = _SUFFIXES.get(form)
    if known == ".mkv" and own == ".webm" and kind == "video":
        return own
    if known is not None and kind_by_name(f"x{known}") == kind:
        return known
    is_telling = bool(re.fullmatch(r"\.[a-z0-9]{1,5}", own)) and kind_by_name(f"x{own}") == kind
    return _OF_KIND.get((form, kind)) or (own if is_telling else _OF_ANY[kind])
