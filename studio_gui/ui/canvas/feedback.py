"""Works out what lies over the stage from the selection, the hover and the drag of the moment."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF

from studio_gui.model.fields import ClipId
from studio_gui.model.gaps import Guide
from studio_gui.model.geometry import Box, Point, Rect, box_of
from studio_gui.model.handles import SIZING, Frame, Handle
from studio_gui.model.hits import Placed
from studio_gui.ui.canvas.chrome import Chrome, Corners, Label
from studio_gui.ui.canvas.overflow import MOST_TEXTS

if TYPE_CHECKING:
    from studio_gui.ui.canvas.view import CanvasView

MOST_OUTLINES = 60
"""Of more clips than these only the frame around all is drawn: so many outlines say nothing."""
_BUBBLE_OFF = QPointF(0, 30)
_MINUS = "\N{MINUS SIGN}"
"""As wide as figures are; a hyphen before one looks like a dash."""
_APART_PX = 4.0
"""Between two pills one over the other."""


@dataclass(frozen=True, slots=True)
class Feedback:
    """What a drag shows while it lasts."""

    guides: tuple[Guide, ...] = ()
    bubble: str = ""
    band: Rect | None = None
    px: QPointF = field(default_factory=QPointF)
    is_dragging: bool = False
    is_bare: bool = False
    """Whether handles are out of the way: while moving, and while a text is edited."""


def build_chrome(canvas: CanvasView, feedback: Feedback, hover: ClipId | None) -> Chrome:
    """What lies over the stage now, in pixels of the viewport."""
    drag, chosen = canvas.hand.drag, canvas.document.selection
    is_ahead = drag is not None and drag.frame is not None  # the frame tells of what moves
    placed = canvas.picking.placed_before if is_ahead else canvas.picking.placed
    shown = [placed[i] for i in chosen if i in placed]
    free = [p for p in shown if not p.clip.studio.locked]
    locked = [p for p in shown if p.clip.studio.locked]
    frame = canvas.frame
    has_handles = frame is not None and not feedback.is_bare and not canvas.hand.is_editing
    open_group = _open_group(canvas, placed)
    outlined = free if 1 < len(free) <= MOST_OUTLINES else ()
    too_long = [p for p in free if canvas.overflow.runs_over(p.clip)] if len(free) <= MOST_TEXTS else []
    return Chrome(
        outlines=tuple(_corners(canvas, p.box) for p in outlined),
        faint=(*(_corners(canvas, p.box) for p in locked), *open_group, *_whole_picture(canvas)),
        key=_key(canvas, shown) if not feedback.is_dragging else None,
        hover=_hover(canvas, feedback, hover),
        frame=_corners(canvas, frame.box) if frame else None,
        is_written=canvas.hand.is_editing,
        handles=_handles(canvas, frame) if has_handles and frame else (),
        angle=frame.box.angle if frame else 0,
        knob=_knob(canvas, frame) if has_handles and frame and frame.can_turn else None,
        band=_rect(canvas, feedback.band) if feedback.band else None,
        guides=tuple(_line(canvas, g) for g in feedback.guides if not g.is_gap),
        gaps=tuple(_line(canvas, g) for g in feedback.guides if g.is_gap),
        labels=(*_labels(canvas, feedback), *_warnings(canvas, feedback, too_long if len(free) == 1 else [])),
        marks=() if feedback.is_dragging or canvas.hand.is_cropping else canvas.marks.places(canvas),
        warned=tuple(_foot(canvas, p.box) for p in too_long),
    )


def _corners(canvas: CanvasView, box: Box) -> Corners:
    return tuple(canvas.camera.to_px(point) for point in box.corners())


def _rect(canvas: CanvasView, rect: Rect) -> QRectF:
    ends = Point(rect.left, rect.top), Point(rect.right, rect.bottom)
    return QRectF(canvas.camera.to_px(ends[0]), canvas.camera.to_px(ends[1]))


def _line(canvas: CanvasView, guide: Guide) -> QLineF:
    return QLineF(canvas.camera.to_px(guide.start), canvas.camera.to_px(guide.end))


def _key(canvas: CanvasView, shown: list[Placed]) -> Corners | None:
    """The clip selected last, while others are aligned to it."""
    return _corners(canvas, shown[-1].box) if canvas.aids.aligns_to == "key" and len(shown) > 1 else None


def _hover(canvas: CanvasView, feedback: Feedback, hover: ClipId | None) -> Corners | None:
    placed = canvas.picking.placed.get(hover) if hover else None
    if placed is None or feedback.is_dragging or canvas.hand.is_editing:
        return None
    if placed.clip.id in canvas.document.selection:
        return None
    members = canvas.picking.members((placed.clip,))
    if len(members) == 1:
        return _corners(canvas, placed.box)
    around = Rect.around(canvas.picking.placed[i].bounds for i in members if i in canvas.picking.placed)
    return _corners(canvas, Box(around.left, around.top, around.width, around.height))


def _open_group(canvas: CanvasView, placed: Mapping[ClipId, Placed]) -> tuple[Corners, ...]:
    group = canvas.picking.inside
    bounds = [p.bounds for p in placed.values() if group and p.clip.studio.group == group]
    if not bounds:
        return ()
    around = Rect.around(bounds)
    return (_corners(canvas, Box(around.left, around.top, around.width, around.height)),)


def _whole_picture(canvas: CanvasView) -> tuple[Corners, ...]:
    crop = canvas.hand.crop
    return (_corners(canvas, crop.whole),) if crop.is_open else ()


def _handles(canvas: CanvasView, frame: Frame) -> tuple[QPointF, ...]:
    return tuple(canvas.camera.to_px(frame.spot(handle)) for handle in SIZING)


def _knob(canvas: CanvasView, frame: Frame) -> tuple[QPointF, QPointF]:
    return canvas.camera.to_px(frame.spot(Handle.TOP)), canvas.camera.to_px(frame.spot(Handle.TURN))


def _foot(canvas: CanvasView, box: Box) -> QLineF:
    *_, right, left = box.corners()
    return QLineF(canvas.camera.to_px(left), canvas.camera.to_px(right))


def _warnings(canvas: CanvasView, feedback: Feedback, too_long: list[Placed]) -> tuple[Label, ...]:
    """The words under a single text that is too long; among several the line alone says it. A click on them mends it.

    They lie under its handles and its knob too, which may be at the foot: those are grasped, not the words.
    The box of a text grows while one types, so then it is the stage that may be too small.
    """
    if feedback.is_dragging:
        return ()
    if canvas.hand.is_editing:
        return _off_stage(canvas)
    if not too_long:
        return ()
    bounds = too_long[0].bounds
    foot, frame = canvas.camera.to_px(Point(bounds.center.x, bounds.bottom)), canvas.frame
    if frame is not None:
        foot.setY(max(foot.y(), *(canvas.camera.to_px(frame.spot(handle)).y() for handle in Handle)))
    return (Label("The text is longer than its box: shrink it to fit", foot + QPointF(0, 26), kind="warn"),)


def _off_stage(canvas: CanvasView) -> tuple[Label, ...]:
    editing = canvas.hand.writing.editing
    clip = editing.clip if editing is not None else None
    width, height = canvas.document.project.stage_size
    bounds = box_of(clip).bounds() if clip is not None else Rect(0, 0, 0, 0)
    if bounds.bottom <= height and bounds.right <= width:
        return ()
    foot = canvas.camera.to_px(Point(bounds.center.x, min(bounds.bottom, height)))
    return (Label("The text runs off the stage", foot - QPointF(0, 18), kind="warn"),)


def _labels(canvas: CanvasView, feedback: Feedback) -> tuple[Label, ...]:
    gaps = [g for g in feedback.guides if g.is_gap]
    labels = [
        Label(f"{g.length:.0f}", canvas.camera.to_px((g.start + g.end) * 0.5) + QPointF(0, 14), kind="guide")
        for g in gaps
    ]
    if feedback.bubble:
        labels.append(_bubble(feedback, QRectF(canvas.viewport().rect()), labels))
    return tuple(labels)


def _bubble(feedback: Feedback, view: QRectF, others: Sequence[Label]) -> Label:
    """The numbers below the pointer, or above it where there is no room; they cover no length of a gap."""
    for way in (1, -1):
        label = Label(feedback.bubble.replace("-", _MINUS), feedback.px + _BUBBLE_OFF * way)
        for _ in others:
            hit = next((one.rect for one in others if one.rect.intersects(label.rect)), None)
            if hit is not None:
                beside = hit.bottom() if way > 0 else hit.top()
                label = Label(label.text, QPointF(label.at.x(), beside + way * (label.rect.height() / 2 + _APART_PX)))
        if way > 0 and label.rect.bottom() <= view.bottom():
            break
    across, down = label.rect.width() / 2, label.rect.height() / 2
    at_x = min(max(label.at.x(), view.left() + across), max(view.right() - across, across))
    at_y = min(max(label.at.y(), view.top() + down), max(view.bottom() - down, down))
    return Label(label.text, QPointF(at_x, at_y))
