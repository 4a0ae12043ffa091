"""The open project and its history.

A document holds the current :class:`Project`. Every change is a pure function from project to project, recorded as
``(label, before, after)``; undo puts the old value back. Views listen to ``changed`` and compare by identity.
The current scene and the selected clips live here too, but are not history.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Iterator
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoCommand, QUndoStack
from shiboken6 import isValid

from studio_gui.files.stamp import Stamp
from studio_gui.model.clips import Clip, TextClip
from studio_gui.model.differences import changed_clips
from studio_gui.model.fields import ClipId, SceneId
from studio_gui.model.project import Project, Scene
from studio_gui.ui.slices import Slices, Work

Edit = Callable[[Project], Project]
Steps = Callable[[Project], Generator[None, None, Project]]
"""An edit in steps; between two of them others may have their turn."""
MERGE_PAUSE_S = 0.8
"""A burst of like edits (typing, nudging) is one step until the hand rests this long. Source: canvas habits."""


class Document(QObject):
    """The open project, its history, its current scene and its selection."""

    changed = Signal(object, object)
    """(before, after): the two projects; compare their parts with ``is``."""
    scene_changed = Signal(str)
    """The id of the scene that is now current."""
    selection_changed = Signal()
    saved = Signal()
    """The project was written, or its place on disk changed."""

    def __init__(
        self, project: Project, *, path: Path | None = None, parent: QObject | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:  # fmt: skip
        """``path`` is the ``.studio`` file; None while the project was never saved."""
        super().__init__(parent)
        self._project = project
        self._scene_id = project.scenes[0].id if project.scenes else SceneId("")
        self._selection: tuple[ClipId, ...] = ()
        self._clock = clock
        self._gesture: Gesture | None = None
        self.slices = Slices(self)
        """Does what a gesture works out."""
        self._found: tuple[Project, SceneId, Scene | None] | None = None
        """The scene that was looked for last; a step of a drag asks for it a dozen times."""
        self._known: tuple[Scene | None, dict[ClipId, Clip]] = (None, {})
        self.path = path
        self.stamp: Stamp | None = None
        """What the project's file was when it was read; None for one that did not come from a file."""
        self.is_as_stored = False
        """Whether reading that file again gives the very project that was opened."""
        self.read_only = ""
        """Why the file may not be written, in a sentence; empty when it may."""
        self.typed_clip: ClipId | None = None
        """The text that is being typed on the stage; it may be empty until typing ends."""
        self.saved_project: Project | None = None
        """What was saved last."""
        self.undo_stack = QUndoStack(self)

    @property
    def project(self) -> Project:
        """The project as it is now, in the middle of a gesture too."""
        return self._project

    @property
    def folder(self) -> Path | None:
        """The project's folder, where ``media/`` and ``renders/`` are."""
        return self.path.parent if self.path else None

    @property
    def scene(self) -> Scene | None:
        """The current scene."""
        found = self._found
        if found is None or found[0] is not self._project or found[1] != self._scene_id:
            found = self._found = self._project, self._scene_id, self._project.scene(self._scene_id)
        return found[2]

    @property
    def scene_id(self) -> SceneId:
        """The id of the current scene; empty when there is none."""
        return self._scene_id

    @property
    def scene_row(self) -> int:
        """The place of the current scene, from 0; -1 when there is none."""
        return next((row for row, scene in enumerate(self._project.scenes) if scene.id == self._scene_id), -1)

    @property
    def selection(self) -> tuple[ClipId, ...]:
        """The ids of the selected clips of the current scene; the last one is the key clip."""
        return self._selection

    def __del__(self) -> None:
        """Let go of the steps while they are whole: the collector takes a history apart in an order Qt does not survive."""
        stack = self.__dict__.get("undo_stack")
        if stack is not None and isValid(stack):
            stack.blockSignals(True)  # whoever listens may be garbage too
            stack.clear()

    @property
    def is_in_gesture(self) -> bool:
        """Whether a drag or another continuous change is under way."""
        return self._gesture is not None

    @property
    def selected_clips(self) -> tuple[Clip, ...]:
        """The selected clips, in the order they were selected."""
        clips = self._clips_by_id() if self._selection else {}
        return tuple(clips[clip_id] for clip_id in self._selection if clip_id in clips)

    @property
    def is_clean(self) -> bool:
        """Whether the project is as it was last saved."""
        is_untouched = self._gesture is None or self._gesture.start is self._project
        return self.undo_stack.isClean() and is_untouched

    def apply(self, label: str, edit: Edit, *, merge: str = "") -> bool:
        """Run ``edit`` and record it as one step called ``label``; says whether it changed anything.

        Steps with the same non-empty ``merge`` that follow within ``MERGE_PAUSE_S`` become one. A running gesture
        is finished first.
        """
        self.finish_gesture()
        before, after = self._project, edit(self._project)
        if after is before:
            return False
        step = _Step(self, label, before, after, chosen=self._selection, merge=merge, at_s=self._clock())
        self.undo_stack.push(step)
        return True

    def begin(self, label: str) -> Gesture:
        """Start a gesture: many previews, one step. A running one is finished first."""
        self.finish_gesture()
        self._gesture = Gesture(self, label)
        return self._gesture

    def finish_gesture(self) -> None:
        """Make a step of the gesture that is under way, e.g. of what is being typed, before the project is written."""
        if self._gesture is not None:
            self._gesture.commit()

    def remembered(self) -> Iterator[Project]:
        """Every project that undo or redo can bring back, the one that is open now too."""
        yield self._project
        for index in range(self.undo_stack.count()):
            step = self.undo_stack.command(index)
            if isinstance(step, _Step):
                yield from step.both

    @property
    def now_s(self) -> float:
        """The time by which bursts of like edits are told."""
        return self._clock()

    def end_merging(self) -> None:
        """Make the next step one of its own, e.g. when an editor loses the focus."""
        count = self.undo_stack.index()
        step = self.undo_stack.command(count - 1) if count else None
        if isinstance(step, _Step):
            step.merge = ""

    def select_scene(self, scene_id: SceneId) -> None:
        """Make a scene current; nothing is selected in it."""
        if scene_id == self._scene_id or self._project.scene(scene_id) is None:
            return
        self._scene_id = scene_id
        self._selection = ()
        self.scene_changed.emit(scene_id)
        self.selection_changed.emit()

    def select(self, clip_ids: Iterable[ClipId]) -> None:
        """Select clips of the current scene; ids that are not there are passed over."""
        clips = self._clips_by_id()
        wanted = tuple(dict.fromkeys(i for i in clip_ids if i in clips))
        if wanted != self._selection:
            self._selection = wanted
            self.selection_changed.emit()

    @property
    def settled(self) -> Project:
        """The project without the gesture that is under way."""
        return self._gesture.start if self._gesture is not None else self._project

    @property
    def typed(self) -> Project | None:
        """The project with what was typed on the stage so far; None where no letter would be lost without it."""
        clip = self._clips_by_id().get(self.typed_clip) if self.typed_clip is not None else None
        is_lost = self._gesture is not None and isinstance(clip, TextClip) and bool(clip.text.strip())
        return self._project if is_lost and self._project is not self.settled else None

    def mark_saved(self, path: Path, *, project: Project | None = None) -> None:
        """Note that ``project``, by default the one that is open now, lies in ``path``.

        A save takes its time: when the project was edited meanwhile, it stays one with unsaved changes.
        """
        self.path = path
        self.saved_project = project or self._project
        if self.saved_project is self._project:
            self.undo_stack.setClean()
        self.saved.emit()

    def name(self, name: str) -> None:
        """Call the project ``name``, in its whole history too: the place it is saved at is not an edit to take back."""
        self.finish_gesture()
        named = {id(self._project): self._project.changed(name=name)}
        for index in range(self.undo_stack.count()):
            step = self.undo_stack.command(index)
            if isinstance(step, _Step):
                step.rename(self._project.name, name, named)
        self.show(named[id(self._project)])

    def show(self, project: Project) -> None:
        """Put a project in place without recording it: the step and the gesture call this, nobody else."""
        before, self._project = self._project, project
        if before is project:
            return
        old_scene, old_selection = self._scene_id, self._selection
        self._keep_place(before)
        self.changed.emit(before, project)
        if self._scene_id != old_scene:
            self.scene_changed.emit(self._scene_id)
        if self._selection != old_selection:
            self.selection_changed.emit()

    def _keep_place(self, before: Project) -> None:
        scenes = self._project.scenes
        if self._project.scene(self._scene_id) is None:
            old = next((i for i, scene in enumerate(before.scenes) if scene.id == self._scene_id), 0)
            self._scene_id = scenes[min(old, len(scenes) - 1)].id if scenes else SceneId("")
        if self._selection:
            clips = self._clips_by_id()
            self._selection = tuple(i for i in self._selection if i in clips)

    def _clips_by_id(self) -> dict[ClipId, Clip]:
        scene = self.scene
        if scene is None:
            return {}
        old, known = self._known
        if old is not scene:  # several views ask after each step of a drag
            pairs = changed_clips(old, scene) if old is not None else None
            if pairs is None:
                known = {clip.id: clip for clip in scene.clips}
            else:
                known = known | {new.id: new for _old, new in pairs}
            self._known = scene, known
        return known

    def show_change(self, before: Project, after: Project) -> None:
        """Go to the scene in which two projects differ, so that an undo is never out of sight."""
        old = {scene.id: scene for scene in before.scenes}
        if self.scene is not None and old.get(self._scene_id) is not self.scene:
            return
        differing = (scene.id for scene in after.scenes if old.get(scene.id) is not scene)
        self.select_scene(next(differing, self._scene_id))

    def gesture_ended(self) -> None:
        """The running gesture is over (called by the gesture)."""
        self._gesture = None


class Gesture:
    """A drag or another continuous change: every preview starts from the same project.

    ``update`` shows *start + total change*; ``commit`` records one step; ``cancel`` puts the start back and leaves no
    trace, the clean mark included. After either, nothing happens any more.
    """

    def __init__(self, document: Document, label: str) -> None:
        self.label = label
        self.start = document.project
        self._chosen = document.selection
        self._document = document
        self._is_over = False
        self._next: Steps | None = None

    @property
    def is_over(self) -> bool:
        """Whether it was committed or cancelled."""
        return self._is_over

    def update(self, edit: Edit) -> None:
        """Show ``edit`` of the start."""
        if not self._is_over:
            self._document.show(edit(self.start))

    def follow(self, steps: Steps) -> None:
        """Show what ``steps`` make of the start, worked out a little in each turn of the loop.

        Of what is asked for meanwhile, the last is next.
        """
        if self._is_over:
            return
        self._next = steps
        if not self._document.slices.is_working:
            self._document.slices.start(self._following())

    def _following(self) -> Work:
        slices = self._document.slices
        while self._next is not None:
            steps, self._next = self._next, None
            found = yield from steps(self.start)
            slices.be_interrupted()  # showing it is enough for one turn
            yield
            slices.be_interrupted()
            self._document.show(found)
            yield

    def settle(self) -> None:
        """Show now what was asked for last."""
        if self._next is not None:
            self._document.slices.start(self._following())  # what is worked out at the moment would be overtaken
        self._document.slices.finish()

    def commit(self, label: str = "") -> bool:
        """Record what was asked for last as one step; says whether there was a change."""
        if self._is_over:
            return False
        self.settle()
        self._is_over = True
        self._document.gesture_ended()
        after = self._document.project
        if after == self.start:
            self._document.show(self.start)
            return False
        step = _Step(self._document, label or self.label, self.start, after, chosen=self._chosen)
        self._document.undo_stack.push(step)
        return True

    def cancel(self) -> None:
        """Put the start back."""
        if not self._is_over:
            self._is_over = True
            self._document.slices.drop()
            self._document.gesture_ended()
            self._document.show(self.start)


class _Step(QUndoCommand):
    """One step of the history: two whole projects that share almost everything."""

    def __init__(
        self, document: Document, label: str, before: Project, after: Project, *, chosen: tuple[ClipId, ...],
        merge: str = "", at_s: float = 0,
    ) -> None:  # fmt: skip
        """``chosen`` is what was selected when it began."""
        super().__init__(label)
        self._document = document
        self._before = before
        self._after = after
        self._scene_id = document.scene_id
        self._chosen: tuple[ClipId, ...] = chosen
        self._chosen_after: tuple[ClipId, ...] = ()
        self._is_first = True
        self.merge = merge
        self._at_s = at_s

    def id(self) -> int:
        return 1 if self.merge else -1

    def redo(self) -> None:
        self._document.show(self._after)
        if not self._is_first:
            self._document.show_change(self._before, self._after)
            self._select(self._chosen_after)
        self._is_first = False

    def undo(self) -> None:
        self._chosen_after = self._document.selection
        is_gone = self._before.scene(self._document.scene_id) is None
        self._document.show(self._before)
        if is_gone:
            self._document.select_scene(self._scene_id)  # where one was when one made it
        else:
            self._document.show_change(self._after, self._before)
        self._select(self._chosen)

    def _select(self, chosen: tuple[ClipId, ...]) -> None:
        """Where clips come and go with the step, what was selected with them comes and goes too; else that is kept."""
        before, after = (project.scene(self._scene_id) for project in self.both)
        if before is None or after is None or before is after or self._document.scene_id != self._scene_id:
            return
        if {clip.id for clip in before.clips} != {clip.id for clip in after.clips}:
            self._document.select(chosen)

    @property
    def both(self) -> tuple[Project, Project]:
        """Before and after."""
        return self._before, self._after

    def rename(self, old: str, new: str, named: dict[int, Project]) -> None:
        """Call both projects ``new`` where they are called ``old``; ``named`` keeps equal ones the same object."""
        both = (self._before, self._after)
        for project in both:
            if id(project) not in named:
                named[id(project)] = project.changed(name=new) if project.name == old else project
        self._before, self._after = (named[id(project)] for project in both)

    def mergeWith(self, other: QUndoCommand) -> bool:
        if not isinstance(other, _Step) or other.merge != self.merge or other._at_s - self._at_s > MERGE_PAUSE_S:
            return False
        self._after, self._at_s = other._after, other._at_s
        self.setText(other.text())
        self.setObsolete(self._after == self._before)
        return True
