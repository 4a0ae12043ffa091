"""What only this editor does: a service plays files whole, cuts between scenes, and draws no captions."""

from __future__ import annotations

from collections.abc import Iterator

from studio_gui.model.checks.issue import Facts, Issue, Place
from studio_gui.model.clips import AudioClip, Clip, VideoClip
from studio_gui.model.playing import ONCE, Play
from studio_gui.model.project import Project, Scene


def caption_issues(project: Project, place: Place, facts: Facts) -> Iterator[Issue]:
    """Captions in the picture."""
    if facts.is_service and project.studio.captions.shown:
        message = "The service draws no captions; export them as subtitles (SRT or WebVTT) beside the video."
        yield place.warning("captions-not-sent", message)


def coming_issues(scene: Scene, place: Place, facts: Facts) -> Iterator[Issue]:
    """How a scene comes in, and who reads it: a recording, or a voice of this computer."""
    transition, recording = scene.studio.transition, scene.studio.recording
    if transition is not None and not transition.is_known:
        yield place.warning(
            "unknown-transition", f"The transition “{transition.kind[:40]}” is unknown; a cut is shown."
        )
    elif facts.is_service and transition is not None and place.scene_index:
        yield place.warning("transition-not-sent", "The service shows a cut instead of the transition.")
    if recording and not facts.has_media(recording):
        message = f"The recording “{facts.media_name(recording)}” is missing."
        yield place.error("media-missing", message, field="script")
    elif facts.is_service and recording:
        message = "The service’s voice reads the script; the recording is heard on this computer only."
        yield place.warning("recording-not-sent", message, field="script")
    elif facts.is_service and scene.studio.voice and scene.script_text.strip():
        message = "The service’s voice reads the script; the voice chosen here is heard on this computer only."
        yield place.warning("voice-not-sent", message, field="script")


def play_issues(clip: Clip, place: Place, facts: Facts) -> Iterator[Issue]:
    """How a video or sound plays."""
    play = clip.studio.play
    if not facts.is_service or play is None or not isinstance(clip, (VideoClip, AudioClip)):
        return
    what = clip.kind_title.lower()
    if play.muted:
        sentence = "is left out" if isinstance(clip, AudioClip) else "is sent with the volume 1, the lowest"
        yield place.info("muted", f"The {what} is muted: it {sentence}.")
    if _is_shaped(play) and not (play.muted and isinstance(clip, AudioClip)):
        message = f"The service plays the whole {what} once: trims, loops, fades and ducking stay on this computer."
        yield place.warning("play-not-sent", message)


def _is_shaped(play: Play) -> bool:
    return play.changed(muted=ONCE.muted, at_end=ONCE.at_end if play.at_end == "hide" else play.at_end) != ONCE
