"""The table of formats: what each is called, how its name ends, and what it is made with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from studio_gui.base.errors import RenderError, TargetError


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file; ``video`` and ``sound`` are names of encoders of FFmpeg, empty where it has none."""

    id: str
    title: str
    suffix: str
    container: str = ""
    """The muxer of FFmpeg; empty where the file is not made by FFmpeg."""
    video: str = ""
    sound: str = ""
    more_suffixes: tuple[str, ...] = ()
    """Other endings that are taken."""
    has_alpha: bool = False
    """Whether it can be made without backgrounds, so that other programs lay it over something."""
    most_fps: int = 60
    words: str = ""
    """What it is good for, in a few words."""

    @property
    def has_pictures(self) -> bool:
        """Whether there is something to see."""
        return bool(self.video)

    @property
    def is_folder(self) -> bool:
        """Whether it is a folder of files; its name may end as it likes."""
        return not self.suffix

    @property
    def endings(self) -> tuple[str, ...]:
        """Every ending of a name that is taken."""
        return (self.suffix, *self.more_suffixes)


FORMATS = {
    each.id: each
    for each in (
        Format(
            "mp4", "MP4 (H.264)", ".mp4", "mp4", "libx264", "aac", (".m4v",),
            words="Plays everywhere and is made fastest.",
        ),
        Format("h265", "MP4 (H.265)", ".mp4", "mp4", "libx265", "aac", words="Smaller, for newer players; takes longer."),
        Format("av1", "MP4 (AV1)", ".mp4", "mp4", "libsvtav1", "aac", words="Smallest, for browsers; takes longer."),
        Format(
            "webm", "WebM (VP9)", ".webm", "webm", "libvpx-vp9", "libopus", has_alpha=True,
            words="For web pages, also without backgrounds; takes longer.",
        ),
        Format(
            "mov", "QuickTime (ProRes 4444)", ".mov", "mov", "prores_ks", "pcm_s16le", has_alpha=True,
            words="For video editors, also without backgrounds; large.",
        ),
        Format(
            "gif", "GIF", ".gif", "gif", "gif", most_fps=50,
            words="A small silent loop; best at 480p and 25 frames per second or fewer.",
        ),
        Format(
            "png", "PNG pictures (ZIP file)", ".zip", "", "png", has_alpha=True,
            words="Every frame as a picture of its own, without sound; large.",
        ),
        Format(
            "png-folder", "PNG pictures (folder)", "", "", "png", has_alpha=True,
            words="Every frame as a picture in a new folder, no sound; large.",
        ),
        Format("wav", "Sound only (WAV)", ".wav", "wav", "", "pcm_s16le", words="The whole sound, uncompressed."),
        Format("mp3", "Sound only (MP3)", ".mp3", "mp3", "", "libmp3lame", words="The whole sound, small."),
    )
}  # fmt: skip
"""Every format by id, in the order of a menu."""


def format_named(name: str) -> Format:
    """The format with that id; raises :class:`RenderError` naming those there are."""
    found = FORMATS.get(name)
    if found is None:
        raise RenderError(f"There is no format “{name}”.", f"Choose one of {', '.join(FORMATS)}.")
    return found


@cache
def missing(name: str) -> str:
    """Why a format cannot be made with the libraries that are here; empty when it can."""
    import av

    form = FORMATS[name]
    for encoder in filter(None, (form.video, form.sound)):
        try:
            av.Codec(encoder, "w")
        except ValueError:
            return f"The FFmpeg libraries on this computer have no encoder “{encoder}”."
    return ""


def check_name(target: Path, form: Format) -> None:
    """See that the name ends as the format's files do; raises :class:`TargetError`."""
    if target.suffix.lower() in form.endings:
        return
    also = next((each for each in FORMATS.values() if target.suffix and target.suffix.lower() in each.endings), None)
    if form.is_folder and also is None:
        return
    hint = "Take a name without that ending" if form.is_folder else f"End the name in {form.suffix}"
    hint += f", or choose the format {also.title}." if also is not None else "."
    raise TargetError(f"“{target.name}” is no name for {form.title}.", hint)


def check_format(form: Format, *, fps: int, is_transparent: bool) -> None:
    """See that a format can be made here, at that rate and with that transparency; raises :class:`RenderError`."""
    if reason := missing(form.id):
        raise RenderError(f"{form.title} cannot be made here: {reason}", "Choose another format.")
    if is_transparent and not form.has_alpha:
        raise RenderError(
            f"{form.title} knows no transparency.", "Choose WebM, QuickTime or PNG, or keep the backgrounds."
        )
    if fps > form.most_fps and form.has_pictures:
        raise RenderError(f"{form.title} cannot show {fps} frames per second.", f"Choose {form.most_fps} or fewer.")


def with_suffix(name: str, form: Format) -> str:
    """A file name with the ending of a format, whatever format's ending it had."""
    endings = sorted({end for each in FORMATS.values() for end in each.endings if end})
    stem = next((name[: -len(end)] for end in endings if name.lower().endswith(end)), name)
    return stem + form.suffix
