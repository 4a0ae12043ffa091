"""The proof that a person agreed to being made into an avatar: what was attested, when, and the hash of their video."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

from studio_gui.base.errors import MediaError, UsageError
from studio_gui.base.json_text import JsonDict, dumps, loads

ATTESTATION = (
    "I confirm that the person shown or heard has agreed to being made into an avatar, and that I may give this material "
    "to the service."
)
"""The sentence that is agreed to."""
_BLOCK = 1 << 20


@dataclass(frozen=True, slots=True)
class Consent:
    """What was attested; ``at`` is in seconds since 1970, ``sha256`` that of the consent video, empty without one."""

    words: str
    at: float
    file: str = ""
    sha256: str = ""
    size: int = 0

    def to_text(self) -> str:
        """For the diary."""
        said: JsonDict = asdict(self)
        return dumps(said)

    @classmethod
    def from_text(cls, text: str) -> Consent | None:
        """What the diary has; None where nothing was attested here."""
        said = loads(text, "The consent") if text else None
        if not isinstance(said, dict):
            return None
        at, size = said.get("at"), said.get("size")
        return cls(
            str(said.get("words", "")), float(at) if isinstance(at, (int, float)) else 0.0, str(said.get("file", "")),
            str(said.get("sha256", "")), size if isinstance(size, int) else 0,
        )  # fmt: skip


def attested(*, is_given: bool, video: Path | None, at: float, told: Callable[[int, int], None]) -> Consent:
    """The record of a consent; reads the whole video. Raises :class:`UsageError` when it is not given, :class:`MediaError`.

    ``told`` hears how much of the video is read; it may raise to stop.
    """
    if not is_given:
        raise UsageError("The consent of the person is not confirmed.", "Confirm it: without it nothing is sent.")
    if video is None:
        return Consent(ATTESTATION, at)
    digest, done = hashlib.sha256(), 0
    try:
        total = video.stat().st_size
        with open(video, "rb") as file:
            while block := file.read(_BLOCK):
                digest.update(block)
                done += len(block)
                told(done, total)
    except OSError as error:
        raise MediaError(
            f"The consent video “{video.name}” cannot be read.", "Check the path and its rights.", str(error)
        ) from None
    return Consent(ATTESTATION, at, str(video), digest.hexdigest(), done)
