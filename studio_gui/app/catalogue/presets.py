"""Presets of presenters: the full clip of an imported project, kept under a name in the user's data folder.

Only a project made in the web editor has the geometry of a model (``model.editor``, ``deployImage`` and so on), so the
clip is kept as it came, number forms and unknown fields included.
"""

from __future__ import annotations

import contextlib
import threading
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from studio_gui.base.errors import ProjectFileError, StudioError, UsageError
from studio_gui.base.json_text import Json, JsonDict, dumps, loads
from studio_gui.base.locks import one_at_a_time
from studio_gui.files.writing import make_folder, replace_file
from studio_gui.model.clips import AvatarClip

MOST_NAME = 80
MOST_PRESETS = 500
_FORM = 1
_MOST_BYTES = 16 << 20
_BUSY_S = 10.0


@dataclass(frozen=True, slots=True)
class Preset:
    """A kept clip; ``stage`` is the size of the stage it was kept from, in pixels."""

    id: str
    name: str
    clip: AvatarClip
    stage: tuple[int, int]

    def to_json(self) -> JsonDict:
        """For the file."""
        return {"id": self.id, "name": self.name, "stage": [*self.stage], "clip": self.clip.to_json()}


class Presets:
    """All presets, read anew for each question: another window may have changed them. Thread-safe.

    What cannot be read, because a newer program wrote it, is kept as it is when something else is written.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()

    def all(self) -> tuple[Preset, ...]:
        """The presets by name; what cannot be read is left out. Raises :class:`ProjectFileError` for a broken file."""
        found = [preset for row in _rows(self._read()) if (preset := _preset(row))]
        return tuple(sorted(found, key=lambda preset: preset.name.casefold()))

    def keep(self, clip: AvatarClip, *, name: str, stage: tuple[int, int]) -> Preset:
        """Keep a clip under a name; raises :class:`UsageError` for a name that is none, :class:`TargetError`."""
        made = Preset(uuid.uuid4().hex[:12], _checked(name), clip, stage)
        self._change(lambda rows: [*rows, made.to_json()])
        return made

    def rename(self, preset_id: str, name: str) -> None:
        """Give a preset another name; raises as ``keep``."""
        said = _checked(name)
        self._change(
            lambda rows: [
                {**row, "name": said} if isinstance(row, dict) and _is(row, preset_id) else row for row in rows
            ]
        )

    def remove(self, preset_id: str) -> None:
        """Forget a preset; clips that were placed from it stay as they are."""
        self._change(lambda rows: [row for row in rows if not _is(row, preset_id)])

    def _change(self, edit: Callable[[list[Json]], list[Json]]) -> None:
        make_folder(self._file.parent)
        with self._lock, self._alone():
            said = self._read()
            rows = edit(_rows(said))
            if len(rows) > MOST_PRESETS:
                raise UsageError(f"There are {MOST_PRESETS} presets already.", "Remove one that is not used any more.")
            replace_file(self._file, dumps({"form": _FORM, **said, "presets": rows}).encode())

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Other windows and programs wait meanwhile: who writes has read what they wrote before."""
        path = self._file.with_name(f"{self._file.name}.lock")
        with contextlib.ExitStack() as stack:
            try:
                stack.enter_context(one_at_a_time(path, patience_s=_BUSY_S))
            except OSError as error:
                raise ProjectFileError(
                    "The presets cannot be written now.", "Another program may be at it: try again.", str(error)
                ) from None
            yield

    def _read(self) -> JsonDict:
        try:
            if self._file.stat().st_size > _MOST_BYTES:
                raise ProjectFileError("The file of the presets is too large.", f"Look at “{self._file}”.")
            said = loads(self._file.read_text("utf-8"), "The file of the presets")
        except FileNotFoundError:
            return {}
        except (OSError, UnicodeDecodeError) as error:
            raise ProjectFileError(
                "The presets cannot be read.", f"Look at “{self._file}”, or move it away.", str(error)
            ) from None
        except StudioError as error:
            raise ProjectFileError(error.message, f"Look at “{self._file}”, or move it away.", error.detail) from None
        if not isinstance(said, dict) or not isinstance(said.get("presets", []), list):
            raise ProjectFileError(
                "The file of the presets is none that is known.", f"Look at “{self._file}”, or move it away."
            )
        return said


def _rows(said: JsonDict) -> list[Json]:
    rows = said.get("presets")
    return rows if isinstance(rows, list) else []


def _is(row: Json, preset_id: str) -> bool:
    """Whether that is the preset of that id, and not something a newer program calls so."""
    return isinstance(row, dict) and row.get("id") == preset_id and _preset(row) is not None


def _preset(row: Json) -> Preset | None:
    if not isinstance(row, dict):
        return None
    stage = row.get("stage")
    sides = [side for side in stage if isinstance(side, int) and side > 0] if isinstance(stage, list) else []
    try:
        clip = AvatarClip.model_validate(row.get("clip"))
    except ValidationError:
        return None
    size = (sides[0], sides[1]) if len(sides) == 2 else (1920, 1080)
    return Preset(str(row.get("id", "")), str(row.get("name", "")), clip, size)


def _checked(name: str) -> str:
    said = " ".join(name.split())
    if not said:
        raise UsageError("The preset has no name.", "Give it one.")
    if len(said) > MOST_NAME:
        raise UsageError(f"The name has {len(said)} characters; {MOST_NAME} are enough.", "Shorten it.")
    return said
