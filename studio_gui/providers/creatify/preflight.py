"""What to look at before a person's footage is sent. Source: “Bring your own avatar”, and limits observed live."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from studio_gui.base.errors import MediaError
from studio_gui.files.probing import MediaFacts, probe
from studio_gui.model.checks import Issue
from studio_gui.model.checks.issue import Place
from studio_gui.providers.addresses import is_hook, is_public
from studio_gui.providers.creatify.requests import VIDEO_TYPES, NewPersona, PersonaByUrl

SHORTEST_S, LONGEST_S = 15.0, 300.0
"""Footage outside of this was refused (observed, not documented)."""

_PLACE = Place()


def persona_issues(request: NewPersona | PersonaByUrl) -> tuple[Issue, ...]:
    """What would go wrong, errors first; reads the beginning of the files."""
    order = {"error": 0, "warning": 1, "info": 2}
    return tuple(sorted(_issues(request), key=lambda issue: order[issue.severity]))


def _issues(request: NewPersona | PersonaByUrl) -> Iterator[Issue]:
    if not (request.video_scene or "").strip():
        message = "The place of the footage is missing, one word such as “office”; the service asks for it."
        yield _PLACE.warning("no-video-scene", message, field="video_scene")
    hook = request.webhook_url
    if hook and not is_hook(hook):
        words = "The notification address is none that looks like https://example.com/done."
        yield _PLACE.warning("webhookUrl", words, field="webhook_url")
    if isinstance(request, PersonaByUrl):
        if not is_public(request.lipsync_input):
            message = "The footage is in a private network; the service cannot fetch it."
            yield _PLACE.error("private-url", message, field="lipsync_input")
        return
    yield from _footage(request.lipsync_input, "lipsync_input", "footage")
    if request.consent_video is None:
        message = "There is no consent video; without one the review may end in a refusal."
        yield _PLACE.warning("no-consent", message, field="consent_video")
    else:
        yield from _footage(request.consent_video, "consent_video", "consent video")


def _footage(path: Path, field: str, what: str) -> Iterator[Issue]:
    if path.suffix.lower() not in VIDEO_TYPES:
        yield _PLACE.error("not-footage", f"The {what} “{path.name}” is no MP4 or MOV video.", field=field)
        return
    facts = _facts(path)
    if isinstance(facts, str):
        yield _PLACE.error("media-broken", f"The {what} cannot be read: {facts}", field=field)
    elif facts.kind != "video":
        yield _PLACE.error("not-footage", f"The {what} “{path.name}” is no video.", field=field)
    elif field == "lipsync_input" and not SHORTEST_S <= facts.duration_s <= LONGEST_S:
        message = f"The {what} is {facts.duration_s:.0f} s long; {SHORTEST_S:.0f} to {LONGEST_S:.0f} s are taken."
        yield _PLACE.warning("footage-length", message, field=field)
    elif field == "lipsync_input" and not facts.has_sound:
        yield _PLACE.warning("no-sound", f"The {what} has no sound, out of which the voice is made.", field=field)


def _facts(path: Path) -> MediaFacts | str:
    try:
        return probe(path)
    except MediaError as error:
        return error.message
