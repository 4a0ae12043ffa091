"""The check itself: opens, samples and judges, within a bounded time."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from studio_gui.base.errors import MediaError
from studio_gui.render.footage import rules
from studio_gui.render.footage.finding import Finding, FootageFacts, FootageReport, Told, unheard
from studio_gui.render.footage.hearing import listen
from studio_gui.render.footage.looking import look_along
from studio_gui.render.footage.opening import frame_at, opened

if TYPE_CHECKING:
    from av.container import InputContainer

MOST_S = 30.0
"""After so long the rest is not looked at any more."""

_FORMS = {
    "matroska": "MKV",
    "webm": "WebM",
    "avi": "AVI",
    "mpegts": "MPEG-TS",
    "gif": "GIF",
    "asf": "WMV",
    "flv": "FLV",
}
_ORDER = {"error": 0, "warning": 1, "info": 2}


def check_footage(file: Path, *, told: Told = unheard) -> FootageReport:
    """Look at footage; never raises for what is in the file, only what ``told`` raises to stop it.

    Blocks, at most about ``MOST_S`` seconds, however long or broken the file is. Touches no widget: call it in a thread.
    """
    told(0.0, "Opening the file")
    try:
        with opened(file) as container:
            return _report(file, container, told, time.monotonic() + MOST_S)
    except MediaError as error:
        return FootageReport(None, (Finding("error", "broken", error.message, error.hint),))


def _report(file: Path, container: InputContainer, told: Told, deadline: float) -> FootageReport:
    facts = _facts(file, container)
    found = list(rules.of_file(facts))
    video = container.streams.video[0]
    looks, thumbnails = look_along(
        container,
        video,
        length_s=facts.duration_s,
        deadline=deadline - (deadline - time.monotonic()) / 3,
        told=lambda share: told(share * 0.6, "Looking at the picture"),
    )
    found += rules.of_looks(looks)
    lufs: float | None = None
    if container.streams.audio and facts.audio_codec:
        hearings, lufs = listen(
            container,
            container.streams.audio[0],
            length_s=facts.duration_s,
            deadline=deadline,
            told=lambda share: told(0.6 + share * 0.4, "Listening to the sound"),
        )
        found += rules.of_sound(hearings, lufs)
    told(1.0, "Checked")
    found.sort(key=lambda finding: _ORDER[finding.severity])
    is_heard = lufs is not None and lufs != float("-inf")
    return FootageReport(facts, tuple(found), tuple(thumbnails), lufs if is_heard else None)


def _facts(file: Path, container: InputContainer) -> FootageFacts:
    video = container.streams.video[0]
    video.thread_type = "AUTO"
    first = frame_at(container, video, 0.0)
    rotation = first.rotation % 360 if first is not None else 0
    size = (video.width, video.height) if rotation % 180 == 0 else (video.height, video.width)
    length = (container.duration or 0) / 1_000_000
    if not length and video.duration and video.time_base:
        length = float(video.duration * video.time_base)
    audio = container.streams.audio[0] if container.streams.audio else None
    return FootageFacts(
        container=_form(container),
        video_codec=video.codec_context.name,
        audio_codec=audio.codec_context.name if audio is not None else "",
        duration_s=length,
        width=size[0],
        height=size[1],
        fps=float(video.average_rate or video.guessed_rate or 0),
        rotation=rotation,
        bytes=file.stat().st_size,
    )


def _form(container: InputContainer) -> str:
    """``mp4`` or ``mov`` by the brand in the file, not by its name; else the form's name for people."""
    names = container.format.name.split(",")
    if "mp4" in names:
        return "mov" if container.metadata.get("major_brand", "qt").strip() == "qt" else "mp4"
    return _FORMS.get(names[0], names[0])
