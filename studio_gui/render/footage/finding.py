"""What a check of footage answers: facts, findings, and pictures along the way."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from studio_gui.base.json_text import JsonDict

Severity = Literal["error", "warning", "info"]
"""An error will be refused, a warning makes a poor avatar, an info may be read."""

Told = Callable[[float, str], None]
"""Hears how far the work is, 0…1, and in words; raises to stop it."""


def unheard(_fraction: float, _words: str) -> None:
    """Nobody listens."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found: a sentence, what to do, and where along the footage (seconds from its start)."""

    severity: Severity
    code: str
    """What kind of thing it is, e.g. ``too-long``; the same for all of its kind."""
    message: str
    hint: str = ""
    at_s: tuple[float, ...] = ()
    can_be_fitted: bool = False
    """Whether cutting and encoding anew takes it away."""


@dataclass(frozen=True, slots=True)
class FootageFacts:
    """What the file says of itself. Width and height in pixels as people see them; ``rotation`` in degrees."""

    container: str
    video_codec: str = ""
    audio_codec: str = ""
    duration_s: float = 0.0
    width: int = 0
    height: int = 0
    fps: float = 0.0
    rotation: int = 0
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A small picture of a moment: ``rgb`` holds height × width × 3 bytes, row by row, upright."""

    at_s: float
    width: int
    height: int
    rgb: bytes


@dataclass(frozen=True, slots=True)
class FootageReport:
    """All that a check found. ``facts`` is None where the file could not be opened."""

    facts: FootageFacts | None
    findings: tuple[Finding, ...]
    thumbnails: tuple[Thumbnail, ...] = ()
    loudness_lufs: float | None = None

    @property
    def passes(self) -> bool:
        """Whether nothing was found that will be refused."""
        return all(finding.severity != "error" for finding in self.findings)

    def to_json(self) -> JsonDict:
        """For machines; without the pictures."""
        facts: JsonDict | None = None
        if self.facts is not None:
            facts = {name: getattr(self.facts, name) for name in FootageFacts.__slots__}
            facts = {name: round(v, 3) if isinstance(v, float) else v for name, v in facts.items()}
        found: list[JsonDict] = [
            {
                "severity": each.severity, "code": each.code, "message": each.message, "hint": each.hint or None,
                "at_s": [round(at, 2) for at in each.at_s], "can_be_fitted": each.can_be_fitted,
            }
            for each in self.findings
        ]  # fmt: skip
        return {
            "passes": self.passes,
            "facts": facts,
            "loudness_lufs": None if self.loudness_lufs is None else round(self.loudness_lufs, 1),
            "findings": [*found],
        }
