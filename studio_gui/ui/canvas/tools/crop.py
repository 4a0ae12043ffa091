"""Cropping a picture in its place: the handles move the edges, a drag inside moves the picture beneath them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QCursor, QPainter, QPainterPath, QPixmap, QPolygonF

from studio_gui.model import edits
from studio_gui.model.clips import ImageClip
from studio_gui.model.crop import cropped, slid, uncropped, whole_box, within
from studio_gui.model.fields import ClipId
from studio_gui.model.geometry import Box, Point, box_of
from studio_gui.model.handles import SIZING, Frame, Handle
from studio_gui.model.resizing import resize_box
from studio_gui.ui.canvas.cursors import sizing_cursor
from studio_gui.ui.canvas.pictures import clip_paint, draw_picture, on_screen
from studio_gui.ui.canvas.pointer import Pointer
from studio_gui.ui.canvas.tools.drag import Drag, held
from studio_gui.ui.canvas.tools.naming import size_said
from studio_gui.ui.canvas.tools.tool import Tool
from studio_gui.ui.document import Gesture

FAINT = 0.35
"""How strongly the part that is cut off shows while one crops."""


class CropDrag(Drag):
    """Moves an edge or a corner of the crop, or the picture under it."""

    pulls_view = False

    def __init__(self, tool: CropTool, pointer: Pointer, handle: Handle | None) -> None:
        super().__init__(tool.canvas, pointer)
        self._tool = tool
        self._handle = handle
        self._start = tool.whole, tool.box
        self.cursor = sizing_cursor(handle, tool.box.angle) if handle else Qt.CursorShape.ClosedHandCursor

    def move(self, pointer: Pointer) -> None:
        whole, frame = self._start
        delta = pointer.at - self.start.at
        if self._handle is None:
            whole = slid(whole, frame, delta)
        else:
            grown = resize_box(frame, self._handle, delta, keeps_aspect=pointer.shift, from_center=pointer.alt)
            frame = within(grown, whole)
        self._tool.put(whole, frame)
        self.canvas.show_feedback(pointer, bubble=size_said(frame.width, frame.height))

    def cancel(self) -> None:
        self._tool.put(*self._start)

    def hint(self, pointer: Pointer) -> str:
        if self._handle is None:
            return "The picture moves under its frame · Esc puts it back"
        shift = held(pointer.shift, "The aspect is kept", "Shift keeps the aspect")
        return f"{shift} · {held(pointer.alt, 'The centre holds', 'Alt holds the centre')} · Esc puts it back"


class CropTool(Tool):
    """In hand from the double-click on a picture until Enter or a click beside it; the whole time is one step."""

    name = "crop"
    rest_hint = (
        "Drag the edges, or the picture inside them · arrows move it, Ctrl+arrows cut, Alt+arrows give back"
        " · Enter applies · Esc cancels"
    )

    def __init__(self, canvas) -> None:
        super().__init__(canvas)
        self.clip_id = ClipId("")
        self.whole = Box(0, 0, 1, 1)
        """Where the whole picture lies."""
        self.box = self.whole
        """What is kept of it."""
        self._gesture: Gesture | None = None
        self._start: ImageClip | None = None
        self._ghost: tuple[tuple[float, ...], QPixmap, Box, Box] | None = None
        """The whole picture: for which zoom and size, its pixels, the area they cover, where the whole lay."""

    def open(self, clip: ImageClip) -> None:
        """Begin with a picture."""
        self.clip_id, self._start, self._ghost = clip.id, clip, None
        self.whole, self.box = whole_box(clip), box_of(clip)
        self._gesture = self.canvas.document.begin(f"Crop {clip.label}")
        self.canvas.viewport().update()

    @property
    def is_open(self) -> bool:
        """Whether a picture is being cropped, and nothing else has ended that."""
        return self._gesture is not None and not self._gesture.is_over

    def put(self, whole: Box, frame: Box) -> None:
        """Show another crop."""
        if self._gesture is None or self._start is None:
            return
        self.whole, self.box = whole, frame
        clip, scene_id = cropped(self._start, whole, frame), self.canvas.document.scene_id
        self._gesture.update(lambda start: edits.replace_clips(start, scene_id, clips={clip.id: clip}))
        self.canvas.viewport().update()

    def press_arrow(self, way: Point, *, cuts: bool, grows: bool) -> None:
        """Do with the keyboard what a drag does: push the picture, or an edge.

        ``way`` is how far and where to, as one sees the picture upright. What ``cuts`` pushes the edge behind it
        inwards; what ``grows`` pulls the edge before it outwards.
        """
        delta = way.turned(self.box.angle)
        if not (cuts or grows):
            self.put(slid(self.whole, self.box, delta), self.box)
            return
        side = (_sign(way.x), _sign(way.y))
        edge = side if grows else (-side[0], -side[1])
        handle = next(one for one in SIZING if (one.x, one.y) == edge)
        self.put(self.whole, within(resize_box(self.box, handle, delta), self.whole))

    def close(self, *, applies: bool) -> None:
        """End it: keep the crop as one step, or put everything back."""
        gesture, self._gesture, self._ghost = self._gesture, None, None
        if gesture is not None:
            gesture.commit() if applies else gesture.cancel()
        self.canvas.viewport().update()

    def put_away(self) -> None:
        self.close(applies=True)

    # The mouse

    def _handle(self, pointer: Pointer) -> Handle | None:
        frame = Frame(self.box, self.canvas.zoom, can_turn=False)
        return frame.handle_at(pointer.at) or frame.side_at(pointer.at)

    def drag(self, start: Pointer) -> Drag | None:
        handle = self._handle(start)
        if handle is None and not self.box.holds(start.at):
            return None
        return CropDrag(self, start, handle)

    def click(self, start: Pointer) -> None:
        if self._handle(start) is None and not self.whole.holds(start.at):
            self.canvas.set_tool("select")

    def double_click(self, pointer: Pointer) -> None:
        self.canvas.set_tool("select")

    def cursor(self, pointer: Pointer) -> Qt.CursorShape | QCursor:
        handle = self._handle(pointer)
        if handle is not None:
            return sizing_cursor(handle, self.box.angle)
        return Qt.CursorShape.OpenHandCursor if self.box.holds(pointer.at) else Qt.CursorShape.ArrowCursor

    # What is cut off

    def paint(self, painter: QPainter) -> None:
        """Paint what is cut off, faintly, in pixels of the viewport."""
        if not self.is_open or self._start is None:
            return
        clip = cropped(self._start, self.whole, self.box)
        to_px = self.canvas.camera.to_px
        image, area, origin = self._picture(clip)
        outside = _path([to_px(p) for p in self.whole.corners()])
        outside = outside.subtracted(_path([to_px(p) for p in self.box.corners()]))
        painter.save()
        painter.setClipPath(outside, Qt.ClipOperation.IntersectClip)
        painter.setOpacity(FAINT)
        moved = self.whole.corner - origin.corner
        painter.drawPixmap(to_px(Point(area.left, area.top) + moved), image)
        painter.restore()

    def _picture(self, part: ImageClip) -> tuple[QPixmap, Box, Box]:
        ratio = self.canvas.devicePixelRatioF()
        key = (self.canvas.zoom, ratio, self.whole.width, self.whole.height)
        if self._ghost is None or self._ghost[0] != key:
            clip = uncropped(part).changed(opacity=100)
            scale, box = self.canvas.zoom * ratio, self.whole
            picture = draw_picture(clip_paint(clip, self.canvas.assets), box.bounds(), scale, origin=box)
            pixmap = QPixmap(on_screen(picture, ratio).image)
            area = Box(picture.area.left, picture.area.top, picture.area.width, picture.area.height)
            self._ghost = key, pixmap, area, box
        return self._ghost[1:]


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def _path(points: list[QPointF]) -> QPainterPath:
    path = QPainterPath()
    path.addPolygon(QPolygonF(points))
    path.closeSubpath()
    return path
