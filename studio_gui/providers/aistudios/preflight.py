"""What AI Studios would refuse or show otherwise, beyond what every service does: see ``model.checks`` for that."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from studio_gui.base.media import finder
from studio_gui.base.presenters import bundled_presenters
from studio_gui.files.names import name_of
from studio_gui.model.checks import Facts, Issue, check
from studio_gui.model.checks.issue import Place
from studio_gui.model.clips import AudioClip, AvatarClip, Clip, ImageClip, TextClip, VideoClip
from studio_gui.model.project import Project
from studio_gui.providers.addresses import is_public
from studio_gui.providers.texts import fits_at
from studio_gui.speech.reading.pauses import MARK

DOCUMENTED_FONT = "Noto Sans CJK"
_ORDER = {"error": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class Traits:
    """In what an account differs from the service of the documents."""

    has_local_presenters: bool = False
    """Whether it has the presenters that ship with this program, and draws all that this program draws: the practice
    server does."""
    hosts_media: bool = False
    """Whether files without a public address are brought to one before the export."""
    takes_url: Callable[[str], bool] = is_public
    """Whether it can fetch an address."""
    is_china: bool = False


def issues_of(project: Project, *, folder: Path, traits: Traits) -> tuple[Issue, ...]:
    """The preflight, errors first."""
    facts = Facts(
        has_media=finder(folder),
        media_name=partial(name_of, project=project),
        fits_at=fits_at,
        is_service=True,
        own_presenters=frozenset() if traits.has_local_presenters else frozenset(bundled_presenters()),
    )
    found = [_hosted(issue, traits) if traits.hosts_media else issue for issue in check(project, facts=facts)]
    found += _project_issues(project, traits)
    for index, scene in enumerate(project.scenes):
        background = scene.background.source_url
        if background and not background.startswith("/") and not traits.takes_url(background):
            found.append(Place(index).error("private-url", _PRIVATE.format("background"), field="background"))
        if not traits.has_local_presenters and _is_svg(scene.background.studio.media, background):
            found.append(Place(index).warning("svg-picture", _SVG.format("background"), field="background"))
        pauses = len(MARK.findall(scene.script_text))
        if pauses:
            message = (
                f"The service documents no pauses: {pauses} in the script {'is' if pauses == 1 else 'are'} left out."
            )
            found.append(Place(index).warning("pauses-not-sent", message, field="script"))
        if len(scene.scripts) > 1:
            message = f"{len(scene.scripts)} scripts are sent; a scene made here speaks one."
            found.append(Place(index).info("many-scripts", message, field="script"))
        for clip in scene.clips:
            if not clip.studio.hidden:
                found.extend(_clip_issues(clip, Place(index, clip), traits))
    return tuple(sorted(found, key=lambda issue: _ORDER[issue.severity]))


_PRIVATE = "The address of the {} is in a private network; the service cannot fetch it."


_SVG = "The {} is an SVG drawing, of which the service’s documents know nothing; a PNG is sure to be drawn."


def _is_svg(ref: str, url: str) -> bool:
    """Whether what is sent is an SVG drawing; the address counts where there is one."""
    return (urlsplit(url).path if url else ref).lower().endswith(".svg")


def _hosted(issue: Issue, traits: Traits) -> Issue:
    if issue.code != "no-public-url":
        return issue
    # The practice server takes files itself, and nobody needs a media host for it.
    where = "the practice server, on this computer," if traits.has_local_presenters else "your media host"
    message = f"The file is brought to {where} before the export."
    return dataclasses.replace(issue, severity="info", code="to-be-hosted", message=message)


def _project_issues(project: Project, traits: Traits) -> Iterator[Issue]:
    place = Place()
    if traits.is_china and project.workspace_id:
        yield place.warning("china-workspace", "The documents of the Chinese service know no workspaces.")
    if traits.is_china and project.resolution != "1080":
        yield place.warning("china-resolution", "The documents of the Chinese service know no resolution but 1080.")


def _clip_issues(clip: Clip, place: Place, traits: Traits) -> Iterator[Issue]:
    if isinstance(clip, ImageClip) and not traits.has_local_presenters and _is_svg(clip.studio.media, clip.source_url):
        yield place.warning("svg-picture", _SVG.format("picture"), field="media")
    if isinstance(clip, (ImageClip, VideoClip, AudioClip)):
        url = clip.video_url if isinstance(clip, VideoClip) else clip.source_url
        if url and not traits.takes_url(url):
            field = "video_url" if isinstance(clip, VideoClip) else "source_url"
            yield place.error("private-url", _PRIVATE.format(clip.kind_title.lower()), field=field)
    elif isinstance(clip, TextClip):
        if clip.font_family and clip.font_family != DOCUMENTED_FONT:
            message = f"The documents name the font {DOCUMENTED_FONT} only; another may be drawn instead of this one."
            yield place.info("font-not-documented", message, field="font_family")
    elif isinstance(clip, AvatarClip) and not traits.has_local_presenters and "editor" not in clip.model.to_json():
        message = "The service’s own measures of this presenter are missing; it may stand elsewhere in the video."
        yield place.info("presenter-measures", message, field="model")
