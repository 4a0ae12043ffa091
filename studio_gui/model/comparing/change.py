"""What a comparison answers: changes of the project and of its scenes, as words and for machines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from studio_gui.base.json_text import Json, JsonDict
from studio_gui.model.comparing.wording import capital, plural
from studio_gui.model.fields import ClipId, SceneId

Kind = Literal[
    "added", "removed", "moved", "resized", "turned", "mirrored", "relaid", "restyled", "text", "replaced", "cropped",
    "animated", "reordered", "renamed", "state", "script", "background", "settings", "other",
]  # fmt: skip
State = Literal["changed", "added", "removed"]
NOTHING = "Nothing changed"
_RUN = 4
"""So many scenes in a row that came or went are told as one."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed, or several of one clip, or the same of several clips."""

    kinds: tuple[Kind, ...]
    words: str
    """Half a sentence without a stop, as it stands after “Scene 2:”."""
    clip_ids: tuple[ClipId, ...] = ()
    """The clips meant: their ids in the later project, for removed ones in the earlier."""


@dataclass(frozen=True, slots=True)
class SceneChange:
    """What became of one scene."""

    state: State
    title: str
    """“Scene 2 “Welcome””; the number is the later one, that of a removed scene the earlier."""
    before: SceneId | None
    after: SceneId | None
    was: int | None
    """Its number in the earlier project, from 1."""
    now: int | None
    changes: tuple[Change, ...]

    @property
    def words(self) -> str:
        """The scene and what changed in it, in one line."""
        if self.state != "changed":
            rest = "".join(f", {change.words}" for change in self.changes)
            return f"{self.title} {self.state}{rest}"
        if len(self.changes) == 1 and self.changes[0].kinds == ("moved",) and not self.changes[0].clip_ids:
            return f"{self.title} {self.changes[0].words}"
        return f"{self.title}: {'; '.join(change.words for change in self.changes)}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs between an earlier and a later project."""

    project: tuple[Change, ...] = ()
    scenes: tuple[SceneChange, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed."""
        return not self.project and not self.scenes

    def lines(self) -> tuple[str, ...]:
        """A line for each change of the project and for each scene; one that says so when nothing changed."""
        lines = [capital(change.words) for change in self.project]
        for run in _runs(self.scenes):
            lines += [_run_words(run)] if len(run) >= _RUN else [scene.words for scene in run]
        return tuple(lines) or (f"{NOTHING}.",)

    def summary(self) -> str:
        """The first change and how many more there are, in one line."""
        if self.is_empty:
            return NOTHING
        if self.project:
            first = capital(self.project[0].words)
        else:
            scene = self.scenes[0]
            first = replace(scene, changes=scene.changes[:1]).words
        rest = self._count() - 1
        return first if rest <= 0 else f"{first} · {plural(rest, 'more change')}"

    def _count(self) -> int:
        return len(self.project) + sum(len(scene.changes) if scene.state == "changed" else 1 for scene in self.scenes)

    def to_json(self) -> JsonDict:
        """The comparison for machines; scenes count from 1."""
        rows: list[Json] = [_row(change, None) for change in self.project]
        for scene in self.scenes:
            if scene.state == "changed":
                rows += [_row(change, scene) for change in scene.changes]
            else:
                rows.append(_row(Change((scene.state,), scene.words), scene))
        return {"changed": not self.is_empty, "changes": rows}


def _row(change: Change, scene: SceneChange | None) -> Json:
    return {
        "scene": scene.now if scene else None,
        "scene_before": scene.was if scene else None,
        "kinds": [*change.kinds],
        "clips": [*change.clip_ids],
        "words": change.words,
    }


def _runs(scenes: Iterable[SceneChange]) -> Iterator[list[SceneChange]]:
    """Scenes that came, or went, one right after the other; all others alone."""
    run: list[SceneChange] = []
    for scene in scenes:
        if run and not _follows(run[-1], scene):
            yield run
            run = []
        run.append(scene)
    if run:
        yield run


def _follows(one: SceneChange, other: SceneChange) -> bool:
    if one.state != other.state or one.state == "changed":
        return False
    return _number(other) == _number(one) + 1


def _number(scene: SceneChange) -> int:
    return (scene.was if scene.state == "removed" else scene.now) or 0


def _run_words(run: list[SceneChange]) -> str:
    return f"Scenes {_number(run[0])} to {_number(run[-1])} {run[0].state}"
