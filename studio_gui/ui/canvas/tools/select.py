"""The select tool: clicks select, and what is dragged decides what a drag does."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor

from studio_gui.model.clips import AvatarClip, Clip, ImageClip, TextClip
from studio_gui.model.handles import HIT_PX, Handle
from studio_gui.ui.canvas.aids.guide_drag import GuideDrag, guide_under
from studio_gui.ui.canvas.aids.guide_keys import held_guide, words_of_held
from studio_gui.ui.canvas.cursors import sizing_cursor, turn_cursor
from studio_gui.ui.canvas.pointer import Pointer
from studio_gui.ui.canvas.tools.band import BandDrag
from studio_gui.ui.canvas.tools.drag import Drag, held
from studio_gui.ui.canvas.tools.move import MoveDrag
from studio_gui.ui.canvas.tools.resize import TURNED, ResizeDrag, must_keep
from studio_gui.ui.canvas.tools.rotate import RotateDrag
from studio_gui.ui.canvas.tools.tool import Tool

_OPENS: dict[type[Clip], str] = {
    TextClip: "edits the text",
    ImageClip: "crops the picture",
    AvatarClip: "shows the presenters",
}


class SelectTool(Tool):
    """Select, move, copy, resize, turn."""

    name = "select"
    rest_hint = "Click selects · drag on nothing draws a band · Space drags the view"

    def _handle(self, pointer: Pointer) -> Handle | None:
        frame = self.canvas.frame
        return frame.handle_at(pointer.at) if frame is not None and not self.canvas.is_bare else None

    def _reach(self) -> float:
        return HIT_PX / self.canvas.zoom

    def press(self, pointer: Pointer) -> None:
        picking = self.canvas.picking
        if self._handle(pointer) is not None or pointer.alt or guide_under(self.canvas, pointer) is not None:
            return
        top = picking.top_at(pointer.at, reach=self._reach())
        if top is None:
            if not (pointer.shift or pointer.ctrl):
                picking.clear()
        elif pointer.ctrl or self._grasps_selection(pointer):
            return
        else:
            picking.pick((top,), adds=pointer.shift)

    def _grasps_selection(self, pointer: Pointer) -> bool:
        """Whether something selected lies under the pointer, perhaps behind something else: dragging moves that."""
        under = self.canvas.picking.clips_at(pointer.at, reach=self._reach())
        return any(clip.id in self.canvas.document.selection for clip in under)

    def drag(self, start: Pointer) -> Drag | None:
        handle, picking = self._handle(start), self.canvas.picking
        if handle is Handle.TURN:
            return RotateDrag(self.canvas, start)
        if handle is not None:
            return ResizeDrag(self.canvas, start, handle)
        guide = guide_under(self.canvas, start)
        if guide is not None:
            return GuideDrag(self.canvas, start, guide[0], index=guide[1])
        top = picking.top_at(start.at, reach=self._reach())
        if top is None:
            return BandDrag(self.canvas, start)
        if not self._grasps_selection(start):
            picking.pick((top,))
        return MoveDrag(self.canvas, start, copies=start.alt or start.ctrl) if picking.boxes else None

    def click(self, start: Pointer) -> None:
        picking = self.canvas.picking
        if self._handle(start) is not None or guide_under(self.canvas, start) is not None:
            return
        if start.alt:
            picking.select_below(start.at, reach=self._reach())
            return
        top = picking.top_at(start.at, reach=self._reach())
        if top is None:
            return
        if start.ctrl and top.studio.group and top.studio.group != picking.inside:
            picking.reach_into(top)
        elif start.ctrl:
            picking.toggle(top)
        elif start.shift:
            self._shift_click(start)
        else:
            picking.pick((top,))

    def _shift_click(self, start: Pointer) -> None:
        """What is in front is taken out if it was selected before the press, else added, whatever lies behind it."""
        picking = self.canvas.picking
        top = picking.top_at(start.at, reach=self._reach())
        if top is None:
            return
        if top.id in self.canvas.selection_at_press:
            picking.drop((top,))
        else:
            picking.pick((top,), adds=True)

    def double_click(self, pointer: Pointer) -> None:
        picking = self.canvas.picking
        top = picking.top_at(pointer.at, reach=self._reach())
        if top is None:
            return
        is_closed = bool(top.studio.group) and top.studio.group != picking.inside
        # The first click selected the group, and a handle of its frame may lie over what was clicked.
        is_on_handle = self._handle(pointer) is not None
        if is_on_handle and not (is_closed and top.id in self.canvas.document.selection):
            return
        if is_closed:
            picking.reach_into(top)
        elif isinstance(top, TextClip):
            self.canvas.edit_text(top.id)  # all of it marked: typing replaces it, one more click puts the caret
        elif isinstance(top, ImageClip):
            self.canvas.crop(top.id)
        else:
            self.canvas.activated.emit(top.id)

    def hover(self, pointer: Pointer) -> None:
        on_handle = self._handle(pointer) is not None or guide_under(self.canvas, pointer) is not None
        top = None if on_handle else self.canvas.picking.top_at(pointer.at, reach=self._reach())
        self.canvas.show_hover(top.id if top else None)

    def hint(self, pointer: Pointer) -> str:
        if held_guide(self.canvas) is not None:
            return words_of_held(self.canvas)
        handle = self._handle(pointer)
        if handle is not None:
            return self._hint_of(handle, pointer)
        if guide_under(self.canvas, pointer) is not None:
            return "Drag moves the guide · off the stage it is taken away"
        top = self.canvas.picking.top_at(pointer.at, reach=self._reach())
        if top is None:
            return "Drag adds what the band touches" if pointer.shift else self.rest_hint
        is_closed = bool(top.studio.group) and top.studio.group != self.canvas.picking.inside
        if pointer.alt:
            return "Click goes to what lies beneath · drag makes a copy"
        if pointer.ctrl:
            return f"Click {'reaches into the group' if is_closed else 'adds or takes away'} · drag makes a copy"
        if pointer.shift:
            return "Click adds to the selection, or takes away"
        enters = "goes into the group" if is_closed else _OPENS.get(type(top), "")
        offers = ("Drag moves", "Alt drags a copy", f"double-click {enters}" if enters else "")
        return " · ".join(filter(None, offers))

    def _hint_of(self, handle: Handle, pointer: Pointer) -> str:
        if handle is Handle.TURN:
            return f"Drag turns · {held(pointer.shift, 'in steps of 15°', 'Shift in steps of 15°')}"
        moving = self.canvas.picking.boxes.values()
        is_kept = any(placed.clip.keeps_aspect for placed in moving)
        now, offered = (
            ("free in its aspect", "Shift frees the aspect") if is_kept else
            ("with its aspect", "Shift keeps the aspect")
        )  # fmt: skip
        shift = TURNED if must_keep([placed.box for placed in moving]) else held(pointer.shift, now, offered)
        return f"Drag resizes · {shift} · {held(pointer.alt, 'from the centre', 'Alt holds the centre')}"

    def cursor(self, pointer: Pointer) -> Qt.CursorShape | QCursor:
        handle, frame = self._handle(pointer), self.canvas.frame
        if handle is None or frame is None:
            guide = guide_under(self.canvas, pointer)
            if guide is not None:
                return Qt.CursorShape.SplitHCursor if guide[0] == "x" else Qt.CursorShape.SplitVCursor
            return Qt.CursorShape.ArrowCursor
        if handle is Handle.TURN:
            return turn_cursor()
        return sizing_cursor(handle, frame.box.angle)
