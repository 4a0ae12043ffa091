"""One thing a check found, where it is, and what the checks may know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from studio_gui.model.clips import Clip, TextClip
from studio_gui.model.fields import ClipId

Severity = Literal["error", "warning", "info"]
"""An error stops an export, a warning is shown before it, an info may be read."""


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing a check found."""

    severity: Severity
    code: str
    """What kind of thing it is, e.g. ``media-missing``; the same for all of its kind."""
    message: str
    scene_index: int | None = None
    clip_id: ClipId | None = None
    clip_label: str = ""
    field: str = ""
    fits_at_pt: float = 0
    """At which font size the text it is about fits its box, in points; 0 for none."""

    @property
    def place(self) -> str:
        """Where it is, e.g. ``Scene 2, Logo``; empty for the project as a whole."""
        if self.scene_index is None:
            return ""
        scene = f"Scene {self.scene_index + 1}"
        return f"{scene}, {self.clip_label}" if self.clip_label else scene

    @property
    def sentence(self) -> str:
        """Place and message in one line."""
        return f"{self.place}: {self.message}" if self.place else self.message


def _always(ref: str) -> bool:
    return True


def _unmeasured(clip: TextClip) -> float | None:
    return None


def _file_name(ref: str) -> str:
    return ref.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Facts:
    """What checks may know besides the project."""

    has_media: Callable[[str], bool] = _always
    """Whether the file of a reference is there."""
    media_name: Callable[[str], str] = _file_name
    """What people call the file of a reference: in a project it is named after its content."""
    fits_at: Callable[[TextClip], float | None] = _unmeasured
    """At which font size, in points, a text that is longer than its box fits; 0 where at none that can be read, None for
    one that fits as it is, and where nobody can measure."""
    is_service: bool = False
    """Whether the project goes to a service, or is made on this computer."""
    own_presenters: frozenset[str] = frozenset()
    """Presenters (``ai_name``) that only this computer has."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a check looks; makes the issues found there."""

    scene_index: int | None = None
    clip: Clip | None = None

    def error(self, code: str, message: str, *, field: str = "") -> Issue:
        """Something that stops an export."""
        return self._issue("error", code, message, field)

    def warning(self, code: str, message: str, *, field: str = "") -> Issue:
        """Something to look at before an export."""
        return self._issue("warning", code, message, field)

    def info(self, code: str, message: str, *, field: str = "") -> Issue:
        """Something worth knowing."""
        return self._issue("info", code, message, field)

    def at_service(self, facts: Facts, code: str, message: str, *, field: str = "") -> Issue:
        """An error where a service takes the project, a warning on this computer, which bears it."""
        return self._issue("error" if facts.is_service else "warning", code, message, field)

    def _issue(self, severity: Severity, code: str, message: str, field: str) -> Issue:
        clip = self.clip
        return Issue(
            severity, code, message, self.scene_index, clip.id if clip else None, clip.label if clip else "", field
        )
