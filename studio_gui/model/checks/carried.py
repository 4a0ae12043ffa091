"""What of a clip's look a payload cannot carry: the marks on the stage say it while one works, not only at the end."""

from __future__ import annotations

from studio_gui.model.checks.clips import look_issues, range_issues
from studio_gui.model.checks.issue import Facts, Place
from studio_gui.model.checks.scenes import speaking_issues
from studio_gui.model.clips import AudioClip, Clip, UnknownClip
from studio_gui.model.project import Scene

_SERVICE = Facts(is_service=True)
_NOT_OF_THE_LOOK = frozenset({"empty-text"})


def not_carried(clip: Clip) -> tuple[str, ...]:
    """Sentences on what a service would not show as it is shown here; none for what it would.

    Where media lie is no matter of the look: an export brings them to their place.
    """
    if clip.studio.hidden or isinstance(clip, (UnknownClip, AudioClip)):
        return ()
    place = Place(0, clip)
    issues = (*range_issues(clip, place, _SERVICE), *look_issues(clip, place, _SERVICE))
    return tuple(issue.message for issue in issues if issue.code not in _NOT_OF_THE_LOOK)


def not_said(scene: Scene) -> tuple[str, ...]:
    """Sentences on what the presenter of a scene would not say, or not as it is heard here; its mark bears them."""
    return tuple(issue.message for issue in speaking_issues(scene, Place(0)))
