"""Drawing new clips: a text where one clicks, a shape as large as one drags."""

from __future__ import annotations

import math
from collections.abc import Callable

from PySide6.QtCore import Qt

from studio_gui.model import edits
from studio_gui.model.clips import Clip, TextClip
from studio_gui.model.gaps import Guide
from studio_gui.model.geometry import Box, Point, Rect, with_box
from studio_gui.model.new import new_shape, new_text
from studio_gui.model.resizing import LEAST_PX, settle_angle
from studio_gui.model.snapping import THRESHOLD_PX, line_guides, snap_edges
from studio_gui.painting.text_layout import text_height
from studio_gui.ui.canvas.pointer import Pointer
from studio_gui.ui.canvas.tools.drag import Drag, held
from studio_gui.ui.canvas.tools.naming import length_said, size_said
from studio_gui.ui.canvas.tools.tool import Tool

LINE_PX = 6
"""Thickness of a new line."""
_SIZES = {"text": (720, 90), "rectangle": (360, 240), "ellipse": (280, 280), "line": (480, LINE_PX)}
"""Width and height of what a click makes."""
_TITLES = {"text": "text", "rectangle": "rectangle", "ellipse": "ellipse", "line": "line"}


def _made(name: str) -> Clip:
    width, height = _SIZES[name]
    box = Rect(0, 0, width, height)
    if name == "text":
        return new_text("", box=box)
    shape = {"rectangle": "Rectangle_corner0", "ellipse": "Circle", "line": "Line_v2"}[name]
    return new_shape(shape, box=box)


class DrawDrag(Drag):
    """Draws a clip from corner to corner. Shift makes it even, Alt starts from the centre, Ctrl suspends snapping."""

    cursor = Qt.CursorShape.CrossCursor

    def __init__(self, canvas, pointer: Pointer, name: str, *, done: Callable[[Clip], None]) -> None:
        super().__init__(canvas, pointer)
        self._name = name
        self._clip = _made(name)
        self._done = done
        self._chosen = canvas.document.selection
        self.gesture = canvas.document.begin(f"Add {_TITLES[name]}")
        others = [placed.bounds for placed in canvas.picking.placed.values()]
        self._targets = canvas.aids.targets(canvas.document.project, others)

    def move(self, pointer: Pointer) -> None:
        if self._name == "line":
            box = self._line(pointer)
            self.place(box)
            self.canvas.show_feedback(pointer, bubble=length_said(box.width))
            return
        box = self._box(pointer)
        self.place(box)
        guides: tuple[Guide, ...] = ()
        if self._snaps(pointer):
            guides = line_guides(box.bounds(), self._targets, centers=False)
        self.canvas.show_feedback(pointer, guides=guides, bubble=size_said(box.width, box.height))

    def _snaps(self, pointer: Pointer) -> bool:
        return self.canvas.snaps and not pointer.ctrl

    def _clicked(self, at: Point) -> Point:
        """A corner where it clicks to, along each axis by itself; on a whole pixel where nothing is near."""
        spot, plain = Rect(at.x, at.y, 0, 0), _on_pixel(at)
        snap = snap_edges(spot, self._targets, x_side=-1, y_side=-1, threshold=THRESHOLD_PX / self.canvas.zoom)
        return Point(
            plain.x if snap.dx is None else at.x + snap.dx,
            plain.y if snap.dy is None else at.y + snap.dy,
        )

    def place(self, box: Box) -> None:
        """Show the clip in a box."""
        clip, scene_id = with_box(self._clip, box), self.canvas.document.scene_id
        self.gesture.update(lambda start: edits.add_clip(start, scene_id, clip=clip))
        self.canvas.document.select((clip.id,))

    def click(self, *, is_middle: bool = False) -> None:
        """Nothing was drawn: put a clip of the usual size where the click was; a text begins there."""
        width, height = _SIZES[self._name]
        at = self.start.at
        top = at.y - height / 2
        left = at.x if self._name == "text" and not is_middle else at.x - width / 2
        self.place(Box(round(left), round(top), width, height))
        self.finish(self.start)

    def _box(self, pointer: Pointer) -> Box:
        settled = self._clicked if self._snaps(pointer) else _on_pixel
        start, plain = settled(self.start.at), _on_pixel(pointer.at)
        end = plain if pointer.shift else settled(pointer.at)
        # What is as thin as lines are near is drawn all the same.
        end = Point(plain.x if end.x == start.x else end.x, plain.y if end.y == start.y else end.y)
        across, down = end.x - start.x, end.y - start.y
        if pointer.shift:
            side = max(abs(across), abs(down))
            across, down = math.copysign(side, across), math.copysign(side, down)
        end = Point(start.x + across, start.y + down)
        start = Point(start.x - across, start.y - down) if pointer.alt else start
        rect = Rect.between(start, end)
        return Box(rect.left, rect.top, max(LEAST_PX, rect.width), max(LEAST_PX, rect.height))

    def _line(self, pointer: Pointer) -> Box:
        gap = pointer.at - self.start.at
        length = max(LEAST_PX, float(round(math.hypot(gap.x, gap.y))))
        angle = settle_angle(math.degrees(math.atan2(gap.y, gap.x)), in_steps=pointer.shift)
        middle = self.start.at + Point(length / 2, 0).turned(angle)
        return Box.about(middle, length, LINE_PX, angle % 360)

    def finish(self, pointer: Pointer) -> None:
        scene = self.canvas.document.scene
        clip = scene.clip(self._clip.id) if scene else None
        if clip is None:
            self.cancel()
            return
        self._done(clip)
        if isinstance(clip, TextClip):
            self.canvas.hand.writing.edit_new(self._fitting(clip), self.gesture)
        else:
            self.gesture.commit()

    def _fitting(self, clip: TextClip) -> TextClip:
        """A text is at least a line high and wide enough to type in."""
        height = max(float(clip.height), math.ceil(text_height(clip.changed(text="A"))))
        box = Box(float(clip.left), float(clip.top), max(80.0, float(clip.width)), height)
        self._clip = clip
        self.place(box)
        scene = self.canvas.document.scene
        found = scene.clip(clip.id) if scene else None
        return found if isinstance(found, TextClip) else clip

    def cancel(self) -> None:
        self.gesture.cancel()
        self.canvas.document.select(self._chosen)

    def hint(self, pointer: Pointer) -> str:
        is_line = self._name == "line"
        even = ("In steps of 15°", "Shift goes in steps of 15°") if is_line else ("It is even", "Shift makes it even")
        parts = [held(pointer.shift, *even)]
        if not is_line:
            parts.append(held(pointer.alt, "From the centre", "Alt starts from the centre"))
            parts.append(held(pointer.ctrl, "Snapping rests", "Ctrl suspends snapping"))
        return " · ".join((*parts, "Esc puts it away"))


def _on_pixel(at: Point) -> Point:
    return Point(round(at.x), round(at.y))


class DrawTool(Tool):
    """Draws one clip and hands back to the select tool."""

    def __init__(self, canvas, name: str) -> None:
        super().__init__(canvas)
        self.name = name
        self.rest_hint = f"Click or drag to add a {_TITLES[name]} · Esc goes back to selecting"

    def drag(self, start: Pointer) -> Drag:
        return DrawDrag(self.canvas, start, self.name, done=self._on_done)

    def click(self, start: Pointer) -> None:
        text = self._text_under(start)
        if text is None:
            self.draw(start)
        else:
            self.canvas.hand.take("select")
            self.canvas.hand.writing.edit_at(text.id, start.px)

    def draw(self, start: Pointer, *, is_middle: bool = False) -> None:
        """Put a new clip of the usual size there, or about that place."""
        DrawDrag(self.canvas, start, self.name, done=self._on_done).click(is_middle=is_middle)

    def _text_under(self, pointer: Pointer) -> TextClip | None:
        """The text that a click with the text tool goes into, where it would else lay a new one over it."""
        top = self.canvas.picking.top_at(pointer.at, reach=0) if self.name == "text" else None
        return top if isinstance(top, TextClip) else None

    def hint(self, pointer: Pointer) -> str:
        is_into = self._text_under(pointer) is not None
        return "Click edits this text · drag adds one · Esc goes back to selecting" if is_into else self.rest_hint

    def _on_done(self, clip: Clip) -> None:
        self.canvas.hand.take("select")

    def cursor(self, pointer: Pointer) -> Qt.CursorShape:
        return Qt.CursorShape.IBeamCursor if self.name == "text" else Qt.CursorShape.CrossCursor
