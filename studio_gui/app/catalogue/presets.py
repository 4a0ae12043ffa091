"""Presets of presenters: the full clip of an imported project, kept under a name in the user's data folder.

Only a project made in the web editor has the geometry of a model (``model.editor``, ``deployImage`` and so on), so the
clip is kept as it came, number forms and unknown fields included.
"""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from studio_gui.base.errors import ProjectFileError, StudioError, UsageError
from studio_gui.base.json_text import Json, JsonDict, dumps, loads
from studio_gui.files.writing import make_folder, replace_file
from studio_gui.model.clips import AvatarClip

MOST_NAME = 80
MOST_PRESETS = 500
_FORM = 1
_MOST_BYTES = 16 << 20


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
    """All presets, read anew for each question: another window may have changed them. Thread-safe."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock = threading.Lock()

    def all(self) -> tuple[Preset, ...]:
        """The presets by name; what cannot be read is left out. Raises :class:`ProjectFileError` for a broken file."""
        return tuple(sorted(self._read(), key=lambda preset: preset.name.casefold()))

    def keep(self, clip: AvatarClip, *, name: str, stage: tuple[int, int]) -> Preset:
        """Keep a clip under a name; raises :class:`UsageError` for a name that is none, :class:`TargetError`."""
        made = Preset(uuid.uuid4().hex[:12], _checked(name), clip, stage)
        self._change(lambda presets: [*presets, made])
        return made

    def rename(self, preset_id: str, name: str) -> None:
        """Give a preset another name; raises as ``keep``."""
        said = _checked(name)
        self._change(
            lambda presets: [Preset(p.id, said if p.id == preset_id else p.name, p.clip, p.stage) for p in presets]
        )

    def remove(self, preset_id: str) -> None:
        """Forget a preset; clips that were placed from it stay as they are."""
        self._change(lambda presets: [preset for preset in presets if preset.id != preset_id])

    def _change(self, edit: Callable[[list[Preset]], list[Preset]]) -> None:
        with self._lock:
            presets = edit(self._read())
            if len(presets) > MOST_PRESETS:
                raise UsageError(f"There are {MOST_PRESETS} presets already.", "Remove one that is not used any more.")
            rows: list[Json] = [preset.to_json() for preset in presets]
            make_folder(self._file.parent)
            replace_file(self._file, dumps({"form": _FORM, "presets": rows}).encode())

    def _read(self) -> list[Preset]:
        try:
            if self._file.stat().st_size > _MOST_BYTES:
                raise ProjectFileError("The file of the presets is too large.", f"Look at “{self._file}”.")
            said = loads(self._file.read_text("utf-8"), "The file of the presets")
        except FileNotFoundError:
            return []
        except (OSError, UnicodeDecodeError) as error:
            raise ProjectFileError(
                "The presets cannot be read.", f"Look at “{self._file}”, or move it away.", str(error)
            ) from None
        except StudioError as error:
            raise ProjectFileError(error.message, f"Look at “{self._file}”, or move it away.", error.detail) from None
        rows = said.get("presets") if isinstance(said, dict) else None
        return [preset for row in rows if (preset := _preset(row))] if isinstance(rows, list) else []


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
