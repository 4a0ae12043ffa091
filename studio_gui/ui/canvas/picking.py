"""Which clips a click, a band or a key selects, groups included."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject

from studio_gui.model.clips import Clip
from studio_gui.model.differences import changed_clips
from studio_gui.model.fields import ClipId
from studio_gui.model.geometry import Point, Rect
from studio_gui.model.hits import Placed, clips_at, clips_in, next_clip, placed_clips, with_groups
from studio_gui.model.project import Scene
from studio_gui.ui.document import Document

RECENT = 3
"""So many states of a scene are remembered: the steps between which one goes back and forth."""


class Picking(QObject):
    """Answers what is where in the current scene, and changes the selection of a document."""

    def __init__(self, document: Document, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._scene: Scene | None = None
        self._placed: dict[ClipId, Placed] = {}
        self._is_in_gesture = False
        """Whether that is a step of a gesture, which nobody comes back to when another one follows."""
        self._recent: list[tuple[Scene | None, dict[ClipId, Placed]]] = []
        """As the clips lay before: undo and redo, and who comes back to a scene, bring the very same values back."""
        self._chosen: _Chosen | None = None
        self.open_group = ""
        """The group one has reached into; its clips are selected one by one."""

    def set_document(self, document: Document) -> None:
        """Look at another document."""
        self._document, self._scene, self._placed, self._chosen = document, None, {}, None
        self._recent.clear()
        self.open_group = ""

    @property
    def placed(self) -> dict[ClipId, Placed]:
        """The clips that show, from the back to the front."""
        scene = self._document.scene
        is_in_gesture = self._document.is_in_gesture
        if scene is not self._scene:
            if not (self._is_in_gesture and is_in_gesture):
                self._recent = [(self._scene, self._placed), *self._recent[: RECENT - 1]]
            self._placed = self._placed_in(scene) if scene is not None else {}
            self._scene, self._is_in_gesture = scene, is_in_gesture
        elif not is_in_gesture:
            self._is_in_gesture = False  # it ended with this step
        return self._placed

    def _placed_in(self, scene: Scene) -> dict[ClipId, Placed]:
        known = next((placed for before, placed in self._recent if before is scene), None)
        if known is not None:
            return known
        pairs = changed_clips(self._scene, scene) if self._scene is not None else None
        if pairs is None:
            return placed_clips(scene, self._placed)
        return self._placed | {new.id: self._recalled(new) for _old, new in pairs if new.is_drawn}

    def _recalled(self, clip: Clip) -> Placed:
        for _scene, placed in self._recent:
            found = placed.get(clip.id)
            if found is not None and found.clip is clip:
                return found
        last = self._placed.get(clip.id)
        return last.now(clip) if last is not None else Placed.of(clip)

    def all_placed(self) -> dict[ClipId, Placed]:
        """The same, for whoever may want to know later."""
        return self.placed

    @property
    def placed_before(self) -> dict[ClipId, Placed]:
        """The same as it was when it was asked for last: enough for what does not move."""
        return self._placed

    def clips_at(self, point: Point, *, reach: float, locked: bool = False) -> tuple[Clip, ...]:
        """The clips under a point, the front one first."""
        return clips_at(self.placed.values(), point, reach=reach, locked=locked)

    def top_at(self, point: Point, *, reach: float) -> Clip | None:
        """The unlocked clip in front under a point."""
        return next(iter(self.clips_at(point, reach=reach)), None)

    def members(self, clips: Iterable[Clip]) -> tuple[ClipId, ...]:
        """The ids of clips and of the groups they are in."""
        scene = self._document.scene
        return with_groups(scene, clips, inside=self.inside) if scene else ()

    @property
    def inside(self) -> str:
        """The open group, unless what is selected is elsewhere: something new, or what was picked from a list."""
        group, chosen = self.open_group, self._document.selection
        if not group or not chosen:
            return group
        scene = self._document.scene
        clips = (scene.clip(clip_id) for clip_id in chosen) if scene else ()
        return group if any(clip is not None and clip.studio.group == group for clip in clips) else ""

    def pick(self, clips: Iterable[Clip], *, adds: bool = False) -> None:
        """Select clips with their groups, alone or besides what is selected."""
        found = list(clips)
        if not self.inside or (not adds and any(clip.studio.group != self.open_group for clip in found)):
            self.open_group = ""
        before = self._document.selection if adds else ()
        self._document.select((*before, *self.members(found)))

    def drop(self, clips: Iterable[Clip]) -> None:
        """Take clips with their groups out of the selection."""
        ids = set(self.members(clips))
        self._document.select(i for i in self._document.selection if i not in ids)

    def toggle(self, clip: Clip) -> None:
        """Add a clip to the selection, or take it out."""
        if clip.id in self._document.selection:
            self.drop((clip,))
        else:
            self.pick((clip,), adds=True)

    def clear(self) -> None:
        """Select nothing; an open group is left."""
        self.open_group = ""
        self._document.select(())

    def reach_into(self, clip: Clip) -> None:
        """Open the group of a clip and select the clip alone."""
        self.open_group = clip.studio.group
        self._document.select((clip.id,))

    def leave_group(self) -> bool:
        """Close the open group and select it as a whole; says whether there was one."""
        group, self.open_group = self.inside, ""
        inside = [p.clip for p in self.placed.values() if group and p.clip.studio.group == group]
        if inside:
            free = [clip for clip in inside if not clip.studio.locked] or inside  # one that is named comes along
            self._document.select(self.members(free[:1]))
        return bool(inside)

    def in_band(self, rect: Rect, base: tuple[ClipId, ...]) -> None:
        """Select ``base`` and what touches a rectangle."""
        touched = clips_in(self.placed.values(), rect)
        self._document.select((*base, *self.members(touched)))

    def select_all(self) -> None:
        """Select every clip that hands can reach."""
        self._document.select(p.clip.id for p in self.placed.values() if not p.clip.studio.locked)

    def select_next(self, step: int) -> bool:
        """Select the next clip (1) or the one before (-1); says whether there was one."""
        placed = list(self.placed.values())
        chosen = self._document.selection
        current = next((clip_id for clip_id in reversed(chosen) if clip_id in self._placed), None)
        if group := self.inside:
            # Inside a group one goes round; Esc is the way out.
            inside = [one for one in placed if one.clip.studio.group == group]
            found = next_clip(inside, current, step=step) or next_clip(inside, None, step=step)
            if found is not None:
                self._document.select((found,))
            return found is not None
        stops = _stops(placed)
        group = self._placed[current].clip.studio.group if current in self._placed else ""
        current = next((one.clip.id for one in stops if group and one.clip.studio.group == group), current)
        found = next_clip(stops, current, step=step)
        while found in chosen and len(chosen) > 1 and found is not None:
            found = next_clip(stops, found, step=step)
        if found is None:
            return False
        self.pick((self.placed[found].clip,))
        return True

    def select_below(self, point: Point, *, reach: float) -> None:
        """Go through what lies under a point: from the selected clip to the one behind it, and round again."""
        under = self.clips_at(point, reach=reach)
        if under:
            ids = [clip.id for clip in under]
            chosen = [ids.index(i) for i in self._document.selection if i in ids]
            index = (max(chosen) + 1) % len(under) if chosen else 0
            self.reach_into(under[index]) if under[index].studio.group else self.pick((under[index],))

    @property
    def boxes(self) -> Mapping[ClipId, Placed]:
        """What a handle moves: the selected clips that are not locked, hidden ones only beside some that show."""
        return self._found().boxes

    @property
    def bounds(self) -> Rect | None:
        """The upright rectangle around those that show; None when there are none."""
        return self._found().bounds

    def _found(self) -> _Chosen:
        # Each move of the mouse asks several times, and there may be hundreds.
        chosen, there, found = self._document.selection, self.placed, self._chosen
        if found is None or found.selection is not chosen or found.placed is not there:
            boxes = {i: there[i] for i in chosen if i in there and not there[i].clip.studio.locked}
            bounds = Rect.around(placed.bounds for placed in boxes.values()) if boxes else None
            found = self._chosen = _Chosen(chosen, there, boxes | self._hidden_beside(boxes), bounds)
        return found

    def _hidden_beside(self, shown: Mapping[ClipId, Placed]) -> dict[ClipId, Placed]:
        """The hidden clips of the selection, which go where those go that show: no band and no click selects them.

        They are of the same group, or were chosen in a list; numbers, aligning and deleting are for them too.
        """
        if not shown or len(shown) == len(self._document.selection):
            return {}
        hidden = (clip for clip in self._document.selected_clips if clip.studio.hidden and not clip.studio.locked)
        return {clip.id: Placed.of(clip) for clip in hidden if clip.has_box}


def _stops(placed: Iterable[Placed]) -> list[Placed]:
    """Where one stops who goes from clip to clip: at each, and once at each group, though others lie between its clips."""
    stops: dict[str, Placed] = {}
    for one in placed:
        if not one.clip.studio.locked:
            stops.setdefault(one.clip.studio.group or one.clip.id, one)
    return list(stops.values())


@dataclass(frozen=True, slots=True)
class _Chosen:
    """What hands move of a selection, and of the clips as they lay when it was looked for."""

    selection: tuple[ClipId, ...]
    placed: Mapping[ClipId, Placed]
    boxes: Mapping[ClipId, Placed]
    bounds: Rect | None
