"""Preflight: what would go wrong with a project when it is made into a video, in sentences.

Pure: what must be looked up (whether a file is there, who takes the project) comes in as :class:`Facts`. Nothing here
changes a project; a person does, or an edit they ask for.
"""

from __future__ import annotations

from collections.abc import Iterator

from studio_gui.model.checks.clips import clip_issues
from studio_gui.model.checks.editor_only import caption_issues
from studio_gui.model.checks.fixes import fix_label, fixed
from studio_gui.model.checks.issue import Facts, Issue, Place, Severity
from studio_gui.model.checks.scenes import scene_issues
from studio_gui.model.project import RESOLUTIONS, STAGE_SIZES, Project

__all__ = ["Facts", "Issue", "Severity", "check", "fix_label", "fixed"]

_ORDER: dict[Severity, int] = {"error": 0, "warning": 1, "info": 2}


def check(project: Project, *, facts: Facts) -> tuple[Issue, ...]:
    """What there is to say about a project: errors first, each group in the order of scenes and clips."""
    found = [*_project_issues(project, facts)]
    for index, scene in enumerate(project.scenes):
        found.extend(scene_issues(scene, index, facts))
        for clip in scene.clips:
            found.extend(clip_issues(clip, Place(index, clip), project.stage_size, facts))
    return tuple(sorted(found, key=lambda issue: _ORDER[issue.severity]))


def _project_issues(project: Project, facts: Facts) -> Iterator[Issue]:
    place = Place()
    if not project.scenes:
        yield place.error("no-scenes", "The project has no scene.")
    if project.orientation not in STAGE_SIZES:
        yield place.at_service(
            facts, "orientation", f"The orientation “{project.orientation[:40]}” is unknown; it counts as landscape."
        )
    if project.resolution not in RESOLUTIONS:
        yield place.at_service(
            facts, "resolution", f"The resolution “{project.resolution[:40]}” is not one of {', '.join(RESOLUTIONS)}."
        )
    yield from caption_issues(project, place, facts)
    if facts.is_service and project.webhook_url and not project.webhook_url.startswith("https://"):
        yield place.warning("webhookUrl", "The notification address does not begin with https://.")
