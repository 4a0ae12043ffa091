"""The hand on the mouse: which tool it holds, and the drag that is under way.

It tells a click from a drag, lets Space and the middle button push the view with any tool in hand, ends everything
that must end before something else begins, and says what the held keys do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QContextMenuEvent,
    QCursor,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QNativeGestureEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication

from studio_gui.model.fields import ClipId
from studio_gui.model.geometry import Point
from studio_gui.ui.canvas.aids.guide_keys import words_of_held
from studio_gui.ui.canvas.arrows import ARROWS, BIG_STEP
from studio_gui.ui.canvas.pointer import Pointer
from studio_gui.ui.canvas.tools.crop import CropTool
from studio_gui.ui.canvas.tools.drag import Drag
from studio_gui.ui.canvas.tools.draw import DrawTool
from studio_gui.ui.canvas.tools.move import MoveDrag
from studio_gui.ui.canvas.tools.pan import PanDrag, PanTool
from studio_gui.ui.canvas.tools.select import SelectTool
from studio_gui.ui.canvas.tools.tool import Tool
from studio_gui.ui.canvas.writing import Writing
from studio_gui.ui.clips.commands import shrink_texts
from studio_gui.ui.slices import Slices, Soon, Work

if TYPE_CHECKING:
    from studio_gui.ui.canvas.view import CanvasView

EDGE_MS, EDGE_SPEED, EDGE_MOST_PX = 16, 0.25, 24.0
"""How often, how fast and how far at most the view follows a drag beyond its rim."""
_WRITING = "Esc or Ctrl+Enter ends · a click beside it too"
DRAWING = ("text", "rectangle", "ellipse", "line")
_MODIFIERS = {
    Qt.Key.Key_Shift: Qt.KeyboardModifier.ShiftModifier,
    Qt.Key.Key_Control: Qt.KeyboardModifier.ControlModifier,
    Qt.Key.Key_Alt: Qt.KeyboardModifier.AltModifier,
}
_META_OF_X = (0xFFE7, 0xFFE8)
"""What X11 and Wayland name an Alt key that goes down or up while Shift is held: the left one, the right one."""


class Hand(QObject):
    """Holds a tool, and a drag while a button is down."""

    def __init__(self, canvas: CanvasView) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.crop = CropTool(canvas)
        tools = (SelectTool(canvas), self.crop, *(DrawTool(canvas, name) for name in DRAWING), PanTool(canvas))
        self._tools: dict[str, Tool] = {tool.name: tool for tool in tools}
        self.tool: Tool = self._tools["select"]
        self.drag: Drag | None = None
        self.selection_at_press: tuple[ClipId, ...] = ()
        self._group_at_press = ""
        self.writing = Writing(canvas)
        self.writing.began_or_ended.connect(self._show_state)
        self._pressed: Pointer | None = None
        """The press that is not a drag yet."""
        self._is_second = False
        """Whether that press is the second of two quick ones."""
        self._last: Pointer | None = None
        self._has_space = False
        self._zooms = False
        """Whether the fingers on the touchpad, or the wheel, did zoom when they were last felt."""
        self._owes_no_menu = False
        """The right button has given something up; the menu that Qt makes of the same press is not wanted."""
        self._edge = QTimer(self)
        self._edge.setInterval(EDGE_MS)
        self._edge.timeout.connect(self._on_edge)
        self._settling = Slices(self, hurries=True)
        """Shows what the end of a press leaves, after a turn in which much was done."""
        self._hint, self._state_soon = "", Soon(self, self._show_state)
        self._shape: Qt.CursorShape | QCursor = Qt.CursorShape.ArrowCursor

    @property
    def is_moving(self) -> bool:
        """Whether clips are being moved; their handles would only be in the way."""
        return isinstance(self.drag, MoveDrag)

    @property
    def is_down(self) -> bool:
        """Whether a press is held, dragging or not yet."""
        return self.drag is not None or self._pressed is not None

    @property
    def is_editing(self) -> bool:
        """Whether a text is edited in its place."""
        return self.writing.editing is not None

    @property
    def is_at_rest(self) -> bool:
        """Whether nothing is under way, and a click would select."""
        return not self.is_down and not self.is_editing and self.tool is self._tools["select"]

    @property
    def is_cropping(self) -> bool:
        """Whether a picture is cropped in its place."""
        return self.tool is self.crop

    def take(self, name: str) -> None:
        """Take a tool in hand."""
        tool = self._tools[name]
        if self.drag is None and self._pressed is None:
            self.cancel()
        if tool is not self.tool:
            self.tool.put_away()
            self.tool = tool
            self._canvas.tool_changed.emit(name)
            self._canvas.refresh_chrome()
        self._show_state()

    @property
    def draws(self) -> bool:
        """Whether the tool in hand makes new clips."""
        return isinstance(self.tool, DrawTool)

    def draw_about(self, middle: Point) -> None:
        """Put what the tool makes about a scene point."""
        if self._canvas.document.scene is not None and not self.is_down and isinstance(self.tool, DrawTool):
            px = self._canvas.camera.to_px(middle)
            pointer = self._canvas.pointer_at(px, Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton)
            self.tool.draw(pointer, is_middle=True)

    # The mouse

    def press(self, pointer: Pointer, event: QMouseEvent) -> None:
        """A button went down."""
        self.settle()
        self._last, self._owes_no_menu, self._is_second = pointer, False, False
        if self.writing.press(pointer):
            return
        if self.is_down:
            if pointer.button == Qt.MouseButton.RightButton:
                self.cancel()
                self._owes_no_menu = True
            return
        if pointer.button == Qt.MouseButton.MiddleButton or (
            pointer.button == Qt.MouseButton.LeftButton and self._has_space
        ):
            self.begin(PanDrag(self._canvas, pointer), pointer)
        elif pointer.button == Qt.MouseButton.LeftButton and self.is_on_warning(pointer.px):
            shrink_texts(self._canvas.document, self._canvas.document.selection)
        elif pointer.button == Qt.MouseButton.LeftButton and self._canvas.document.scene is not None:
            self.selection_at_press = self._canvas.document.selection
            self._group_at_press = self._canvas.picking.open_group
            self._pressed = pointer
            self.tool.press(pointer)
            self._settling.start(self._get_ready())
        self._show_state()

    def move(self, pointer: Pointer, event: QMouseEvent) -> None:
        """The pointer moved."""
        self._last = pointer
        if self.writing.move(pointer):
            return
        if self._pressed is not None and not event.buttons() & Qt.MouseButton.LeftButton:
            self._pressed = None
        if self.drag is not None and not event.buttons() & self.drag.start.button:
            self._finish(pointer)  # the release went to another window
            self._settling.start(self._settle())
        pressed = self._pressed
        if pressed is not None and _distance(pressed.px, pointer.px) >= QApplication.startDragDistance() / 2:
            self._pressed = None
            drag = self.tool.drag(pressed)
            if drag is not None:
                self.begin(drag, pointer)
        elif self.drag is not None:
            self.drag.move(pointer)
            self._watch_edge(pointer)
        elif pressed is None:
            self.tool.hover(pointer)
        self._show_state()

    def release(self, pointer: Pointer, event: QMouseEvent) -> None:
        """A button was released."""
        self._last = pointer
        self.writing.release()
        pressed = self._pressed
        if self.drag is not None and pointer.button == self.drag.start.button:
            self._finish(pointer)
        elif pressed is not None and pointer.button == Qt.MouseButton.LeftButton:
            self._pressed = None
            # With a key held, quick clicks are only that: each adds, takes away or goes round.
            is_double = self._is_second and not (pressed.shift or pressed.ctrl or pressed.alt)
            self.tool.double_click(pressed) if is_double else self.tool.click(pressed)
        self._settling.start(self._settle())

    def settle(self) -> None:
        """Show now what the end of a press leaves, should that be still to come."""
        self._settling.finish()

    def _get_ready(self) -> Work:
        """What a drag would click to is worked out while the button is down, before the drag: there may be hundreds."""
        canvas, placed, moving = self._canvas, self._canvas.picking.placed, self._canvas.picking.boxes
        if self._pressed is not None and moving and canvas.snaps:
            targets = canvas.aids.targets_beside(canvas.document.project, placed=placed, moving=moving)
            yield
            targets.neighbours.put_in_order()

    def _settle(self) -> Work:
        self._canvas.refresh_chrome()
        self._settling.be_interrupted()
        yield
        self._show_state()

    def leave(self) -> None:
        """The pointer is elsewhere: what it could do here is not said any longer. A drag goes on outside."""
        self._canvas.show_hover(None)
        if not self.is_down:
            self._last = None
            self._show_state()

    def is_on_warning(self, px: QPointF) -> bool:
        """Whether a point of the viewport is on the words that a text is too long."""
        return any(label.kind == "warn" and label.rect.contains(px) for label in self._canvas.chrome.labels)

    def _watch_edge(self, pointer: Pointer) -> None:
        """A drag that leaves the view pulls the view along for as long as it is held there."""
        pulls = self.drag is not None and self.drag.pulls_view and not _beyond(pointer.px, self._canvas).isNull()
        if pulls != self._edge.isActive():
            self._edge.start() if pulls else self._edge.stop()

    def _on_edge(self) -> None:
        if self.drag is None or self._last is None:
            self._edge.stop()
            return
        by = _beyond(self._last.px, self._canvas) * EDGE_SPEED
        self._canvas.camera.pan(
            -max(-EDGE_MOST_PX, min(EDGE_MOST_PX, by.x())), -max(-EDGE_MOST_PX, min(EDGE_MOST_PX, by.y()))
        )
        self._refresh(None)

    def _finish(self, pointer: Pointer) -> None:
        self._edge.stop()
        drag, self.drag = self.drag, None
        if drag is not None:
            drag.finish(pointer)
            self._canvas.end_feedback()

    def double_click(self, pointer: Pointer, event: QMouseEvent) -> None:
        """The second of two quick presses: a press like any other until it is let go, for a drag may follow."""
        if self.writing.double_click(pointer):
            return
        is_first = not self.is_down
        self.press(pointer, event)
        self._is_second = is_first and self._pressed is pointer

    def wheel(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else push the view; Shift turns the wheel sideways.

        What rolls on after the fingers have left does what they did: Ctrl is held for a copy then, not for a zoom.
        """
        if event.phase() != Qt.ScrollPhase.ScrollMomentum:
            self._zooms = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if self._zooms:
            self._canvas.camera.turn_wheel(event.angleDelta().y() or event.angleDelta().x(), event.position())
        else:
            pixels = event.pixelDelta()
            by = QPointF(pixels) if not pixels.isNull() else QPointF(event.angleDelta()) / 2
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not by.x():
                by = by.transposed()
            self._canvas.camera.pan(by.x(), by.y())
        self._refresh(None)

    def pinch(self, event: QNativeGestureEvent) -> bool:
        """Zoom with two fingers; says whether it was that."""
        if event.gestureType() != Qt.NativeGestureType.ZoomNativeGesture:
            return False
        self._canvas.camera.set_zoom(self._canvas.zoom * (1 + event.value()), about=event.position())
        self._refresh(None)
        return True

    def ask_for_menu(self, event: QContextMenuEvent) -> None:
        """Select what is under the pointer and ask for its menu; a text that is edited has one of its own."""
        if self.drag is not None or self.writing.ask_for_menu(event):
            return
        canvas = self._canvas
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            if self._owes_no_menu:
                return
            pointer = canvas.pointer_at(QPointF(event.pos()), event.modifiers(), Qt.MouseButton.RightButton)
            under = canvas.picking.clips_at(pointer.at, reach=12 / canvas.zoom)
            if not any(clip.id in canvas.document.selection for clip in under):
                canvas.picking.pick(under[:1])
            canvas.menu_requested.emit(event.globalPos(), pointer.at)
        else:
            # By the menu key: at what is selected, where it is in sight.
            frame, at = canvas.frame, canvas.center
            if frame is not None and canvas.viewport().rect().contains(canvas.camera.to_px(frame.box.center).toPoint()):
                at = frame.box.center
            canvas.menu_requested.emit(canvas.viewport().mapToGlobal(canvas.camera.to_px(at).toPoint()), at)

    # Keys that concern the mouse

    def wants_shortcut(self, event: QKeyEvent) -> bool:
        """Whether a key is for the canvas although it is a shortcut of the window."""
        if self.is_editing:
            return self.writing.wants_shortcut(event)
        if self.drag is not None or self._pressed is not None:
            return True  # an undo in mid-drag would pull the ground away under it
        if self.is_cropping and (event.matches(QKeySequence.StandardKey.Undo) or event.key() in ARROWS):
            return True
        return event.key() == Qt.Key.Key_Space and not event.modifiers()

    def key_press(self, event: QKeyEvent) -> bool:
        """A key went down; says whether it was for the mouse or the text."""
        if self.writing.key(event):
            return True
        modifier = _modifier(event)
        if modifier is not None:
            self._refresh(event.modifiers() | modifier)
            return False
        if event.key() == Qt.Key.Key_Space and not event.modifiers():
            self._has_space = True
            self._show_state()
            return True
        if event.key() == Qt.Key.Key_Escape and (self.drag is not None or self._pressed is not None):
            self.cancel()
            return True
        if self.is_cropping and self.drag is None:
            return self._key_of_crop(event)
        return self.drag is not None

    def _key_of_crop(self, event: QKeyEvent) -> bool:
        if event.key() in ARROWS:
            held = event.modifiers()
            far = BIG_STEP if held & Qt.KeyboardModifier.ShiftModifier else 1
            way = ARROWS[Qt.Key(event.key())] * (self._canvas.aids.nudge_px * far)
            cuts, grows = (
                bool(held & one) for one in (Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier)
            )
            self.crop.press_arrow(way, cuts=cuts and not grows, grows=grows)
            self._canvas.refresh_chrome()
            return True
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.take("select")
            return True
        if event.key() == Qt.Key.Key_Escape or event.matches(QKeySequence.StandardKey.Undo):
            self.crop.close(applies=False)
            self.take("select")
            return True
        return False

    def key_release(self, event: QKeyEvent) -> bool:
        """A key came up; says whether it was for the mouse."""
        modifier = _modifier(event)
        if modifier is not None:
            self._refresh(event.modifiers() & ~modifier)
            return False
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._has_space = False
            self._show_state()
            return True
        return False

    def tab(self, step: int) -> bool:
        """Tab was pressed; says whether a clip was reached with it."""
        if self.is_editing:
            self.writing.end()
            return True
        if self.drag is not None:
            return True
        has_gone = self._canvas.picking.select_next(step)
        around = self._canvas.picking.bounds
        if has_gone and around is not None:
            self._canvas.camera.find(around)
        return has_gone

    def lose_focus(self, reason: Qt.FocusReason) -> None:
        """The keyboard is elsewhere: keys that are let go there are not heard of here."""
        self._has_space = False
        if reason in (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.TabFocusReason):
            self.writing.end()
        if self.drag is None:
            self._refresh(Qt.KeyboardModifier.NoModifier)
        self._show_state()

    def cancel(self) -> None:
        """End what is under way as if it had not begun."""
        is_idle = not self.is_down and not self.is_editing
        self.writing.end()
        self._edge.stop()
        pressed, self._pressed = self._pressed, None
        drag, self.drag = self.drag, None
        if drag is not None:
            drag.cancel()
            self._canvas.end_feedback()
            self._canvas.refresh_chrome()
        if pressed is not None:
            self.give_back_selection()
        # Nothing ended, but something else may lie under the pointer: to find out is too much where that has just come.
        self._state_soon.ask() if is_idle else self._show_state()

    def give_back_selection(self) -> None:
        """Select what was selected before the press, inside the group that was open then."""
        self._canvas.picking.open_group = self._group_at_press
        self._canvas.document.select(self.selection_at_press)

    def begin(self, drag: Drag, pointer: Pointer) -> None:
        """Start a drag; what is under way must have ended."""
        self.drag = drag
        self._canvas.bar.follow(None)
        if drag.holds_clips:
            self._canvas.shown.hold(self._canvas.picking.boxes)
        else:
            self._canvas.show_hover(None)  # else its first step does so
        drag.move(pointer)

    def _refresh(self, modifiers: Qt.KeyboardModifier | None) -> None:
        """Follow a change of the held keys or of the view with the mouse at rest."""
        if self._last is None:
            return
        held = modifiers if modifiers is not None else self._last.modifiers
        self._last = self._canvas.pointer_at(self._last.px, held, self._last.button)
        if self.drag is not None and not isinstance(self.drag, PanDrag):
            self.drag.move(self._last)
        self._show_state()

    def _show_state(self) -> None:
        """Set the shape of the pointer and say what the held keys do."""
        self._state_soon.drop()
        pointer = self._last
        if pointer is None:
            # Whoever works by keys alone is told what they do, too; what a click would do is said to nobody.
            at_rest = words_of_held(self._canvas) if self.tool is self._tools["select"] else self.tool.rest_hint
            self.say(_WRITING if self.is_editing else at_rest)
            return
        shape: Qt.CursorShape | QCursor | None
        if self.is_editing:
            shape = Qt.CursorShape.IBeamCursor if self.writing.holds(pointer.px) else Qt.CursorShape.ArrowCursor
            hint = _WRITING
        elif self.drag is not None:
            hint, shape = self.drag.hint(pointer), self.drag.cursor
        elif self.is_on_warning(pointer.px):
            hint, shape = "Click to make the letters smaller", Qt.CursorShape.PointingHandCursor
        elif self._has_space:
            hint, shape = "Drag to move about", Qt.CursorShape.OpenHandCursor
        else:
            hint, shape = self.tool.hint(pointer), self.tool.cursor(pointer)
        if shape is not None and shape != self._shape:
            self._shape = shape
            self._canvas.viewport().setCursor(shape)
        self.say(hint)

    def say_state(self) -> None:
        """Say again what the hand can do, after something else was said."""
        self._show_state()

    def say(self, hint: str) -> None:
        """Say something in the status bar, until there is something else to say."""
        if hint != self._hint:
            self._hint = hint
            self._canvas.hint_changed.emit(hint)


def _modifier(event: QKeyEvent) -> Qt.KeyboardModifier | None:
    """What a key holds; None for one that holds nothing."""
    if event.key() == Qt.Key.Key_Meta and event.nativeVirtualKey() in _META_OF_X:
        return Qt.KeyboardModifier.AltModifier
    return _MODIFIERS[Qt.Key(event.key())] if event.key() in _MODIFIERS else None


def _beyond(px: QPointF, canvas: CanvasView) -> QPointF:
    """How far a point lies outside of the viewport."""
    rect = QRectF(canvas.viewport().rect())
    inside = QPointF(min(max(px.x(), 0), rect.right()), min(max(px.y(), 0), rect.bottom()))
    return px - inside


def _distance(a: QPointF, b: QPointF) -> float:
    return abs(a.x() - b.x()) + abs(a.y() - b.y())
