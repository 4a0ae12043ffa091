"""Tells screen readers what came of what one did on the stage, with numbers, once the hand rests.

Nothing is said of the steps of a drag, and of a burst of key presses only where it ended.
"""

from __future__ import annotations

import weakref
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QUndoCommand
from PySide6.QtWidgets import QWidget

from studio_gui.model.clips import Clip
from studio_gui.model.geometry import box_of
from studio_gui.model.project import Scene
from studio_gui.ui.clips.words import angle_said, name_of, place_of, said
from studio_gui.ui.document import Document

REST_MS = 350
"""After the last change; shorter than the pause that ends a burst of nudges."""
MOST_COMPARED = 200
"""More clips than these are told by the name of the step alone."""
BACK = "Back as it was"
"""After steps that came to nothing, such as a nudge there and one back: the history holds neither."""
_PLACE = frozenset({"left", "top", "width", "height", "scale_x", "scale_y", "angle"})


class Announcer(QObject):
    """Listens to a document and speaks for a widget."""

    spoken = Signal(str)
    """What was said."""

    def __init__(self, widget: QWidget, document: Document) -> None:
        super().__init__(widget)
        self._widget = widget
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST_MS)
        self._rest.timeout.connect(self._on_rest)
        self._listen(document)

    def tell(self, words: str) -> None:
        """Say something of what is no clip, once the hand rests."""
        self._told = words
        self._rest.start()

    def describe(self) -> None:
        """Have the widget described as it is now: what is selected, and of a single clip where it is."""
        chosen = self._document.selected_clips
        words = ", ".join(clip.label for clip in chosen) if chosen else "Nothing is selected"
        if len(chosen) == 1 and chosen[0].has_box:
            box = box_of(chosen[0])
            words += f", x {said(box.left)}, y {said(box.top)}, {said(box.width)} by {said(box.height)}"
        if words != self._widget.accessibleDescription():
            self._widget.setAccessibleDescription(words)

    def set_document(self, document: Document) -> None:
        """Listen to another document."""
        old = self._document
        old.selection_changed.disconnect(self._on_selection_changed)
        old.scene_changed.disconnect(self._on_scene_changed)
        old.undo_stack.indexChanged.disconnect(self._on_step)
        self._rest.stop()
        self._listen(document)

    def _listen(self, document: Document) -> None:
        self._document = document
        self._forget()
        document.selection_changed.connect(self._on_selection_changed)
        document.scene_changed.connect(self._on_scene_changed)
        document.undo_stack.indexChanged.connect(self._on_step)

    def _forget(self) -> None:
        """Begin anew: what is now is what the next words are compared with."""
        self._scene: Scene | None = self._document.scene
        self._words: str | None = None
        self._told = ""
        self._has_step = self._has_selection = self._has_scene = self._is_back = False
        self._note_place()

    def _note_place(self) -> None:
        stack = self._document.undo_stack
        self._index = stack.index()
        following = stack.command(self._index) if self._index < stack.count() else None
        self._following = weakref.ref(following) if following is not None else None

    def _on_selection_changed(self) -> None:
        self._has_selection = True
        self._rest.start()

    def _on_scene_changed(self, _scene_id: str) -> None:
        self._has_scene = True
        self._rest.start()

    def _on_step(self, index: int) -> None:
        """A step was made, taken back or done again; which of them is to be told at once, before the next."""
        self._has_step = True
        by, stack = index - self._index, self._document.undo_stack
        undone = stack.command(index) if by < 0 else None
        self._is_back = by < 0 and undone is None  # nothing to do again: it was merged away, not undone
        if undone is not None:
            self._words = f"Undone: {undone.text()}" if by == -1 else f"Undone: {-by} steps"
        elif by > 0 and self._is_known(stack.command(self._index)):
            self._words = f"Redone: {stack.undoText()}" if by == 1 else f"Redone: {by} steps"
        else:
            self._words = None
        self._note_place()
        self._rest.start()

    def _is_known(self, command: QUndoCommand | None) -> bool:
        return self._following is not None and self._following() is command

    def _on_rest(self) -> None:
        if QAccessible.isActive():
            words = self._what_happened()
            if words:
                self._speak(words)
        self._forget()

    def _what_happened(self) -> str:
        document = self._document
        scene, stage = document.scene, document.project.stage_size
        step = BACK if self._is_back else document.undo_stack.undoText()
        if self._has_step and self._words:
            return self._words
        if self._told:
            return self._told
        if self._has_step and self._scene is not None and scene is not None and self._scene.id == scene.id:
            return words_of_change(self._scene, scene, step=step)
        if self._has_step:
            return step
        if self._has_scene and scene is not None:
            name = f", {scene.studio.name}" if scene.studio.name else ""
            scenes = document.project.scenes
            return f"Scene {document.project.index_of(scene.id) + 1} of {len(scenes)}{name}"
        return words_of_selection(document.selected_clips, stage) if self._has_selection else ""

    def _speak(self, words: str) -> None:
        event = QAccessibleAnnouncementEvent(self._widget, words)
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Polite)
        QAccessible.updateAccessibility(event)
        self.spoken.emit(words)


def words_of_selection(clips: Sequence[Clip], stage: tuple[int, int]) -> str:
    """What is selected; of a single clip also where it lies."""
    if len(clips) == 1:
        place = place_of(clips[0])
        return f"{name_of(clips[0], stage)}, selected" + (f", {place}" if place else "")
    return f"{len(clips)} clips selected" if clips else "Nothing is selected"


def words_of_change(before: Scene, after: Scene, *, step: str) -> str:
    """What became of the clips of a scene: where they are, how large, how turned; else the name of the step."""
    old = {clip.id: clip for clip in before.clips}
    same = [(old[clip.id], clip) for clip in after.clips if clip.id in old]
    pairs = [(a, b) for a, b in same if a is not b]
    is_more = len(same) < len(after.clips) or len(same) < len(old)
    if is_more or not 0 < len(pairs) <= MOST_COMPARED or not all(_is_only_place(a, b) for a, b in pairs):
        return step
    if len(pairs) == 1:
        return _of_one(*pairs[0]) or step
    shifts = {_shift(a, b) for a, b in pairs}
    shift = shifts.pop() if len(shifts) == 1 else None
    return f"{len(pairs)} clips moved by {shift[0]}, {shift[1]}" if shift is not None else step


def _is_only_place(a: Clip, b: Clip) -> bool:
    others = type(a).model_fields.keys() - _PLACE
    return type(a) is type(b) and a.has_box and all(getattr(a, name) == getattr(b, name) for name in others)


def _of_one(a: Clip, b: Clip) -> str:
    old, new = box_of(a), box_of(b)
    if angle_said(old.angle) != angle_said(new.angle):
        return f"{b.label} turned to {angle_said(new.angle)}"
    if (said(old.width), said(old.height)) != (said(new.width), said(new.height)):
        return f"{b.label} is {said(new.width)} by {said(new.height)}, at {said(new.left)}, {said(new.top)}"
    if (old.left, old.top) != (new.left, new.top):
        return f"{b.label} moved to {said(new.left)}, {said(new.top)}"
    return ""


def _shift(a: Clip, b: Clip) -> tuple[str, str] | None:
    """How far a clip was pushed; None when it was changed in another way too."""
    old, new = box_of(a), box_of(b)
    if any(said(getattr(old, name)) != said(getattr(new, name)) for name in ("width", "height", "angle")):
        return None
    return said(new.left - old.left), said(new.top - old.top)
