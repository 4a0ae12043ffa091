"""Playing: where it is, whether it goes on, and what has to be shown now. No widgets.

The position is a moment of a scene, not of the whole: what is not known yet of other scenes does not move it.
"""

from __future__ import annotations

import math
from typing import Literal

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from studio_gui.model.fields import SceneId
from studio_gui.model.project import Project
from studio_gui.render.playing.program import Place, Program
from studio_gui.ui.preview.clock import Clock
from studio_gui.ui.preview.making import Making

State = Literal["paused", "waiting", "playing"]
Size = tuple[int, int]
SPEEDS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
_LOOK_MS = 5
"""How often one looks whether a picture that is waited for is there."""
_GUESS_MS = 250
"""When the first scene's speech takes longer, its picture is shown before."""


class Playback(QObject):
    """Plays a project; ``clock`` counts the moments."""

    patched = Signal(object)
    """A list of :class:`Patch`, to be shown now."""
    moved = Signal(int)
    """The frame that is shown now."""
    changed = Signal()
    """It plays, pauses or waits; or the program, the speed or looping is another."""

    def __init__(self, making: Making, clock: Clock, parent: QObject) -> None:
        super().__init__(parent)
        self._making, self._clock = making, clock
        self.program: Program | None = None
        self.state: State = "paused"
        self.speed = 1.0
        self.loops = False
        self.shown = 0
        """Pictures that were shown while playing."""
        self._size: Size | None = None
        self._place = self._started = Place(SceneId(""))
        self._anchor = 0
        self.wants_picture = False
        """Whether the picture of this moment is still being made."""
        self._tick = QTimer(self)
        self._tick.setTimerType(Qt.TimerType.PreciseTimer)
        self._tick.setSingleShot(True)
        self._tick.timeout.connect(self._on_tick)
        self._guess = QTimer(self)
        self._guess.setSingleShot(True)
        self._guess.setInterval(_GUESS_MS)
        self._guess.timeout.connect(self._on_guess)
        self._project: Project | None = None
        making.advanced.connect(self._on_advanced)

    # --- what is played -------------------------------------------------------------------------------------------

    def open(self, project: Project, scene_id: SceneId, *, plays: bool) -> None:
        """Play a project from a scene on, or stand still at its start."""
        self._project = project
        self._place = Place(scene_id)
        self.state = "waiting" if plays else "paused"
        self._prepare()
        self._guess.start()
        self.changed.emit()

    def set_project(self, project: Project) -> None:
        """Show what became of the project, at the same moment of the same scene, and stand still there."""
        self.pause()
        self._project = project
        self._prepare()
        self._guess.start()

    def set_size(self, size: Size) -> None:
        """Make pictures of so many pixels."""
        if size != self._size:
            self._size = size
            if self.program is not None:
                self._ask()

    def _prepare(self) -> None:
        if self._project is not None:
            ids = [scene.id for scene in self._project.scenes]
            first = ids.index(self._place.scene_id) if self._place.scene_id in ids else 0
            self._making.prepare(self._project, first)

    def _on_guess(self) -> None:
        if self._project is not None and (self.program is None or self.program.project is not self._project):
            self._on_advanced(self._making.preparer.guess(self._project))

    def _on_advanced(self, program: Program) -> None:
        self.program = program
        if not program.spans:
            return
        frame = program.frame_at(self._place)
        self._anchor = program.frame_at(self._started) if self.state == "playing" else frame
        if not self._making.composer.follow(program):
            self._ask()
        if self._making.feeder is not None:
            self._making.feeder.follow(program)
        self.changed.emit()
        self.moved.emit(frame)

    # --- where it is ----------------------------------------------------------------------------------------------

    @property
    def frame(self) -> int:
        """The frame that is shown."""
        return self.program.frame_at(self._place) if self.program is not None else 0

    @property
    def place(self) -> Place:
        """The moment of a scene that is shown."""
        return self._place

    @property
    def is_at_end(self) -> bool:
        """Whether the last frame is shown."""
        return self.program is not None and self.frame >= self.program.frames - 1

    @property
    def is_running(self) -> bool:
        """Whether it plays, or will as soon as it can."""
        return self.state != "paused"

    def seek(self, frame: int) -> None:
        """Go to a frame; what played goes on playing from there."""
        program = self.program
        if program is None or not program.spans:
            return
        self._hold()
        self._place = program.place_at(max(0, min(frame, program.frames - 1)))
        if not program.is_known_at(self.frame):
            self._prepare()  # this scene comes first now
        self._ask()
        self.moved.emit(self.frame)

    def step(self, frames: int) -> None:
        """Stand still some frames from here."""
        self.pause()
        self.seek(self.frame + frames)

    def go_to_scene(self, scene_id: SceneId) -> None:
        """Go to the start of a scene."""
        program = self.program
        if program is None or all(scene.id != scene_id for scene in program.project.scenes):
            self._place = Place(scene_id)
            return
        self.seek(program.frame_at(Place(scene_id)))

    def step_scene(self, by: int) -> None:
        """Go to the start of the next scene, or of this one, or of the one before when this one has just begun."""
        program = self.program
        if program is None or not program.spans:
            return
        index = program.index_at(self.frame)
        if by < 0 and self.frame - program.spans[index].start > program.fps:
            by += 1
        if 0 <= index + by < len(program.spans):
            self.seek(program.spans[index + by].start)

    # --- whether it goes on ---------------------------------------------------------------------------------------

    def toggle(self) -> None:
        """Play, or pause."""
        if self.is_running:
            self.pause()
        else:
            self.play()

    def play(self) -> None:
        """Go on from here; from the start when it is at its end."""
        if self.is_running:
            return
        if self.is_at_end:
            self.seek(0)
        self._say("waiting")
        self._look_soon()

    def pause(self) -> None:
        """Stand still where it is."""
        self._hold()
        self._say("paused")

    def set_speed(self, speed: float) -> None:
        """Play faster or slower; the sound keeps its pitch."""
        if speed != self.speed:
            self.speed = speed
            if self.is_running:
                self.seek(self.frame)
            self.changed.emit()

    def set_looping(self, loops: bool) -> None:
        """Begin anew at the end, or not."""
        self.loops = loops
        self.changed.emit()

    def change_clock(self, clock: Clock) -> None:
        """Count by another clock from now on."""
        self._hold()
        self._clock = clock
        if self.is_running:
            self._say("waiting")
            self._look_soon()

    def end(self) -> None:
        """It is over."""
        self._hold()
        self.state = "paused"
        self._tick.stop()
        self._guess.stop()
        self._project = None

    # --- the inside -----------------------------------------------------------------------------------------------

    def _say(self, state: State) -> None:
        if state != self.state:
            self.state = state
            self.changed.emit()

    def _hold(self) -> None:
        """Let the clock stand; ``_place`` is where."""
        self._tick.stop()
        if self.state == "playing":
            self._clock.stop()
            if self._making.feeder is not None:
                self._making.feeder.rest()
            self.state = "waiting"
        if self.wants_picture:
            self._look_soon()

    @property
    def _stride(self) -> int:
        return max(1, math.ceil(self.speed))

    def _ask(self) -> None:
        """Have the picture of this moment made anew."""
        program, size = self.program, self._size
        if program is None or size is None or not program.spans:
            return
        self._making.composer.ask(program, self.frame, size=size, runs=self.state == "playing", stride=self._stride)
        self.wants_picture = True
        self._look_soon()

    def _look_soon(self) -> None:
        if not self._tick.isActive():
            self._tick.start(_LOOK_MS)

    def _on_tick(self) -> None:
        if self.wants_picture and self._making.composer.has(self.frame):
            self.wants_picture = False
            self._show(self.frame)
        if self.state == "playing":
            self._play_on()
        elif self.state == "waiting" and self._can_start():
            self._start()
        elif self.wants_picture or self.state == "waiting":
            self._tick.start(_LOOK_MS)

    def _can_start(self) -> bool:
        program = self.program
        is_shown = self._size is not None and not self.wants_picture
        return program is not None and is_shown and program.is_known_at(self.frame)

    def _start(self) -> None:
        assert self.program is not None
        self._started, self._anchor = self._place, self.frame
        self._making.composer.run_on(stride=self._stride)
        if self._making.feeder is not None:
            self._making.feeder.ask(self.program, self._place, tempo=self.speed)
        self._clock.start()
        self._say("playing")
        self._tick.start(0)

    def _play_on(self) -> None:
        program = self.program
        assert program is not None
        passed = self._clock.elapsed_s() * self.speed * program.fps
        due = self._anchor + math.floor(passed + 1e-6)
        if due >= program.frames:
            self._on_end(program)
            return
        if due > self.frame:
            if not self._is_known_until(program, due):
                self._wait_at(program, due)
                return
            self._place = program.place_at(due)
            self._show(due)
            self.moved.emit(due)
        left_s = (math.floor(passed) + 1 - passed) / (self.speed * program.fps)
        self._tick.start(max(1, math.ceil(left_s * 1000)))

    def _is_known_until(self, program: Program, frame: int) -> bool:
        return all(program.known[program.index_at(self.frame) : program.index_at(frame) + 1])

    def _wait_at(self, program: Program, due: int) -> None:
        """The speech of what comes is still being made: stand at the start of that scene until it is."""
        index = program.index_at(self.frame)
        while index < program.index_at(due) and program.known[index]:
            index += 1
        self._hold()
        self._place = Place(program.spans[index].scene.id)
        self._ask()
        self.changed.emit()

    def _on_end(self, program: Program) -> None:
        self._place = program.place_at(program.frames - 1)
        self._show(program.frames - 1)
        self.moved.emit(program.frames - 1)
        if self.loops:
            self.seek(0)
        else:
            self.pause()

    def _show(self, due: int) -> None:
        patches = self._making.composer.take(due)
        if patches:
            if self.state == "playing":
                self.shown += 1
            self.patched.emit(patches)
