"""The errors a person can act on.

::

    StudioError
    ├── UsageError          the command was typed in a way that cannot work (exit code 2)
    ├── ProjectFileError    a project on disk cannot be read or written
    │   ├── NewerFormatError    it was saved by a newer Scene Studio
    │   ├── ChangedOnDisk       another program changed the file since it was opened
    │   └── ProjectBusy         another window has it open
    ├── PayloadError        a payload is not what the service's documents describe
    ├── ImportFailed        a document of another program could not be turned into scenes
    ├── ImportCancelled     the person stopped bringing one in or giving one out; nothing was left behind
    ├── MediaError          a picture, video or sound is missing or broken
    ├── TargetError         the place to write to does not take the file
    ├── SpeechError         text could not be turned into sound
    ├── RenderError         frames could not be made into a video
    │   └── Cancelled           the person stopped it
    ├── JobError            a job cannot do what was asked of it
    └── AccountError        an account is unknown or refused

Every one is a sentence first. Bugs are not in this tree: they stay ordinary exceptions and reach the crash dialog.
"""

from __future__ import annotations

_STOPS = (".", "!", "?", "…")


def ended(words: str) -> str:
    """The words with a full stop where they end without one: what a service or a library says often does."""
    return words if not words or words.endswith(_STOPS) else f"{words}."


class StudioError(Exception):
    """Something went wrong that a person can act on.

    ``message`` says what and where, ``hint`` what to do next, ``detail`` holds the technical words for a report.
    """

    exit_code = 1

    def __init__(self, message: str, hint: str = "", detail: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.detail = detail

    def sentence(self) -> str:
        """The message and the hint in one line."""
        return f"{ended(self.message)} {self.hint}".strip()


class UsageError(StudioError):
    """The command was typed in a way that cannot work."""

    exit_code = 2


class ProjectFileError(StudioError):
    """A project on disk cannot be read or written."""


class NewerFormatError(ProjectFileError):
    """The project was saved by a newer Scene Studio."""


class ChangedOnDisk(ProjectFileError):
    """Another program changed the project's file since it was opened."""


class ProjectBusy(ProjectFileError):
    """Another window or another person has the project open."""


class PayloadError(StudioError):
    """A payload is not what the service's documents describe."""


class ImportFailed(StudioError):
    """A document of another program could not be turned into scenes."""


class ImportCancelled(StudioError):
    """The person stopped bringing a document in or giving one out; nothing was left behind."""


class MediaError(StudioError):
    """A picture, video or sound is missing or broken."""


class TargetError(StudioError):
    """The place to write to does not take the file."""


class SpeechError(StudioError):
    """Text could not be turned into sound."""


class RenderError(StudioError):
    """Frames could not be made into a video."""


class Cancelled(RenderError):
    """The person stopped the work; nothing was left behind."""


class JobError(StudioError):
    """A job cannot do what was asked of it."""


class AccountError(StudioError):
    """An account is unknown or was refused."""
