"""The avatars that a project uses, and which of them are not ready."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator, Mapping

from studio_gui.app.avatars.avatar import Avatar
from studio_gui.base.presenters import bundled_presenters
from studio_gui.model.checks import Issue
from studio_gui.model.checks.clips import SERVICE_PRESENTER, stand_in_words
from studio_gui.model.checks.issue import Place
from studio_gui.model.clips import AvatarClip
from studio_gui.model.project import Project

NOT_READY = "presenter-not-ready"
"""The code of the issue that an export may wait for."""


def foreign_presenters(project: Project) -> dict[str, list[Place]]:
    """The presenters (``ai_name``) that do not ship with the program, and where they stand."""
    found: dict[str, list[Place]] = {}
    own = frozenset(bundled_presenters())
    for index, scene in enumerate(project.scenes):
        for clip in scene.clips:
            if isinstance(clip, AvatarClip) and clip.model.ai_name not in own and not clip.studio.hidden:
                found.setdefault(clip.model.ai_name, []).append(Place(index, clip))
    return found


def named(issues: Iterable[Issue], project: Project, names: Mapping[str, str]) -> Iterator[Issue]:
    """What the checks say, with the names of presenters where they only know what a service calls them."""
    for issue in issues:
        scene = project.scenes[issue.scene_index] if issue.scene_index is not None else None
        clip = scene.clip(issue.clip_id) if scene is not None and issue.clip_id is not None else None
        name = names.get(clip.model.ai_name, "") if isinstance(clip, AvatarClip) else ""
        is_about = issue.code == SERVICE_PRESENTER and name
        yield dataclasses.replace(issue, message=stand_in_words(f"“{name}”")) if is_about else issue


def unready(names: Iterable[str], avatars: Iterable[Avatar]) -> tuple[Avatar, ...]:
    """The avatars of these names that cannot be used yet; one that is ready elsewhere under the same name is ready."""
    wanted = {name for name in names if name}  # what the service has not made yet has no name there
    known = [one for one in avatars if one.remote_id in wanted]
    ready = {one.remote_id for one in known if one.is_ready}
    return tuple(one for one in known if one.remote_id not in ready)


def issues_of(places: dict[str, list[Place]], avatars: Iterable[Avatar], *, is_service: bool) -> Iterator[Issue]:
    """What the checks say of presenters that are not ready; a service makes nothing of them."""
    for one in unready(places, avatars):
        message = f"The presenter “{one.name}” is not ready yet: {one.words[:1].lower()}{one.words[1:]}."
        for place in places[one.remote_id]:
            make = place.error if is_service else place.warning
            yield make(NOT_READY, message, field="model")
