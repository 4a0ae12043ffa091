"""The canvas widget: it turns events into pointers for the tool, and paints what lies over the stage."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QFocusEvent,
    QHelpEvent,
    QHideEvent,
    QImage,
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsView, QToolTip, QWidget

from studio_gui.model.clips import ImageClip
from studio_gui.model.fields import ClipId
from studio_gui.model.gaps import Guide
from studio_gui.model.geometry import Box, Point, Rect
from studio_gui.model.handles import Frame
from studio_gui.model.project import Project
from studio_gui.painting import Assets
from studio_gui.painting.sampling import sample
from studio_gui.ui import theme
from studio_gui.ui.canvas.aids.aids import Aids
from studio_gui.ui.canvas.aids.announcing import Announcer
from studio_gui.ui.canvas.aids.marks import Marks
from studio_gui.ui.canvas.aids.painting import paint_aids
from studio_gui.ui.canvas.aids.rulers import THICK_PX, Ruler
from studio_gui.ui.canvas.bar import SelectionBar
from studio_gui.ui.canvas.camera import Camera
from studio_gui.ui.canvas.chrome import Chrome, paint_chrome
from studio_gui.ui.canvas.drops import Drops
from studio_gui.ui.canvas.feedback import Feedback, build_chrome
from studio_gui.ui.canvas.hand import Hand
from studio_gui.ui.canvas.keys import press_key
from studio_gui.ui.canvas.overflow import Overflow
from studio_gui.ui.canvas.picking import Picking
from studio_gui.ui.canvas.pointer import Pointer
from studio_gui.ui.canvas.stage_scene import CanvasScene
from studio_gui.ui.canvas.surround import paint_before, paint_ground, paint_paper, paint_surround
from studio_gui.ui.document import Document
from studio_gui.ui.slices import Soon

AddFiles = Callable[[Sequence[Path], Point], None]
ReplaceFile = Callable[[ClipId, Path], None]


class CanvasView(QGraphicsView):
    """Shows the current scene of a document and lets hands change it."""

    zoom_changed = Signal(float)
    hint_changed = Signal(str)
    tool_changed = Signal(str)
    activated = Signal(str)
    """A clip that has no editor on the canvas was double-clicked; its id."""
    menu_requested = Signal(QPoint, object)
    """The menu is wanted: the place on the screen, and the scene ``Point`` under the pointer."""

    def __init__(self, document: Document, assets: Assets, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.document = document
        self.assets = assets
        self.snaps = True
        """Whether moving and resizing click to guides."""
        self.add_files: AddFiles | None = None
        """What takes dropped files; set by who knows how to add media."""
        self.replace_file: ReplaceFile | None = None
        """What puts a dropped file in the place of a clip's."""
        self.drops = Drops(self)
        self.aids = Aids(self)
        self.camera = Camera(self)
        self.picking = Picking(document, self)
        self.shown = CanvasScene(assets, self)
        self.hand = Hand(self)
        self.bar = SelectionBar(self.viewport())
        self.feedback = Feedback()
        self.overflow = Overflow()
        self.marks = Marks(self)
        self.rulers = Ruler(self, is_across=True), Ruler(self, is_across=False)
        self._hover: ClipId | None = None
        self._chrome, self._chrome_soon = Chrome(), Soon(self, self._work_out_chrome)
        self.announcer = Announcer(self, document)
        self._set_up()
        self._listen()
        self._on_scene_changed()

    def _set_up(self) -> None:
        self.setObjectName("canvas")
        self.setScene(self.shown)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)  # the ground is everywhere
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.MinimalViewportUpdate)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setMinimumSize(240, 180)
        self.setAccessibleName("Stage")

    def _listen(self) -> None:
        self.camera.moved.connect(self._on_camera_moved)
        self.camera.zoomed.connect(self.zoom_changed)
        self.aids.changed.connect(self._on_aids_changed)
        self.marks.caught_up.connect(self.refresh_chrome)
        self.shown.arrived.connect(self.refresh_chrome)
        theme.watch(self, self._on_theme_changed)
        self._connect(self.document)

    def _connect(self, document: Document) -> None:
        document.changed.connect(self._on_changed)
        document.scene_changed.connect(self._on_scene_changed)
        document.selection_changed.connect(self._on_selection_changed)

    def set_document(self, document: Document, assets: Assets) -> None:
        """Show another document."""
        self.hand.cancel()
        self._end_crop()
        old = self.document
        old.changed.disconnect(self._on_changed)
        old.scene_changed.disconnect(self._on_scene_changed)
        old.selection_changed.disconnect(self._on_selection_changed)
        self.document, self.assets = document, assets
        self.picking.set_document(document)
        self.announcer.set_document(document)
        self._connect(document)
        self.shown.set_assets(assets)
        self.camera.is_fitting = True  # before the scene comes: else it would be drawn once more, in another size
        self._on_scene_changed()

    # What others ask for

    @property
    def zoom(self) -> float:
        """Pixels of the screen per scene pixel."""
        return self.camera.zoom

    def set_zoom(self, zoom: float) -> None:
        """Zoom about the middle of the view."""
        self.camera.set_zoom(zoom)

    def zoom_in(self) -> None:
        """Zoom to the next larger handy value."""
        self.camera.step(1)

    def zoom_out(self) -> None:
        """Zoom to the next smaller handy value."""
        self.camera.step(-1)

    def zoom_to_fit(self) -> None:
        """Show the whole stage."""
        self.camera.fit_stage()

    def zoom_to_selection(self) -> None:
        """Show what is selected as large as it fits; the whole stage when nothing is."""
        boxes = [placed.bounds for i, placed in self.picking.placed.items() if i in self.document.selection]
        if boxes:
            self.camera.is_fitting = False
            self.camera.fit(Rect.around(boxes), most=4)
        else:
            self.zoom_to_fit()

    @property
    def center(self) -> Point:
        """The scene point in the middle of the view."""
        return self.camera.visible.center

    @property
    def tool(self) -> str:
        """The name of the tool in hand."""
        return self.hand.tool.name

    def set_tool(self, name: str) -> None:
        """Take a tool in hand: ``select text rectangle ellipse line hand``; raises ``KeyError`` for another name."""
        self.hand.take(name)

    def edit_text(self, clip_id: ClipId) -> None:
        """Edit the text of a clip in its place, all of it marked."""
        self.hand.cancel()
        self.hand.writing.edit(clip_id)

    def crop(self, clip_id: ClipId) -> bool:
        """Crop a picture in its place; says whether there is one that can be cropped."""
        clip = self.document.scene.clip(clip_id) if self.document.scene else None
        if not isinstance(clip, ImageClip) or clip.studio.locked or min(clip.width, clip.height) <= 0:
            return False
        if clip.studio.hidden:
            return False
        self.hand.cancel()
        self.document.select((clip_id,))
        self.hand.take("select")
        self.hand.crop.open(clip)
        self.hand.take("crop")
        return True

    # What tools ask for

    @property
    def selection_at_press(self) -> tuple[ClipId, ...]:
        """What was selected before the button went down."""
        return self.hand.selection_at_press

    @property
    def is_bare(self) -> bool:
        """Whether handles are out of the way for now."""
        return self.feedback.is_bare

    @property
    def frame(self) -> Frame | None:
        """The frame with handles around what is selected and can be moved."""
        drag = self.hand.drag
        if drag is not None and drag.frame is not None:
            return Frame(drag.frame, self.zoom)
        moving, around = self.picking.boxes, self.picking.bounds
        if around is None:
            return None
        if len(moving) == 1:
            return Frame(next(iter(moving.values())).box, self.zoom, can_turn=not self.hand.is_cropping)
        return Frame(Box(around.left, around.top, around.width, around.height), self.zoom)

    def show_feedback(
        self, pointer: Pointer, *, guides: tuple[Guide, ...] = (), bubble: str = "", band: Rect | None = None
    ) -> None:
        """Show guides, a band, and words beside the pointer until the drag ends."""
        self._hover = None
        self.feedback = Feedback(guides, bubble, band, pointer.px, is_dragging=True, is_bare=self.hand.is_moving)
        self.refresh_chrome()

    def end_feedback(self) -> None:
        """The drag is over; what lies over the stage is worked out by the hand."""
        self.shown.let_go()
        self.announcer.describe()
        self.feedback = Feedback()

    def pixels_under(self, px: QPointF, side: int) -> QImage | None:
        """``side`` × ``side`` pixels of the finished picture about a point of the widget; None beside the stage.

        Also of a crowded scene that is still on its way to the screen: it is the one that is gone to.
        """
        at, scene = self.camera.to_scene(QPointF(self.viewport().mapFrom(self, px.toPoint()))), self.document.scene
        stage = self.document.project.stage_size
        if scene is None or not (0 <= at.x < stage[0] and 0 <= at.y < stage[1]):
            return None
        return sample(scene, stage=stage, assets=self.assets, at=at, side=side)

    def show_hover(self, clip_id: ClipId | None) -> None:
        """Outline what is pointed at."""
        if clip_id != self._hover:
            self._hover = clip_id
            self.refresh_chrome()

    def refresh_chrome(self) -> None:
        """Have what lies over the stage worked out anew, in a turn of its own: a command asks for it several times."""
        self._chrome_soon.ask()

    @property
    def chrome(self) -> Chrome:
        """What lies over the stage now; who looks at it sooner than its turn comes has it worked out."""
        if self._chrome_soon.is_working:
            self._work_out_chrome()
        return self._chrome

    def _work_out_chrome(self) -> None:
        self._chrome_soon.drop()
        new = build_chrome(self, self.feedback, self._hover)
        if new != self._chrome:
            before, self._chrome = self._chrome, new
            self.viewport().update(new.differs_in(before))
            self._update_rulers()
        chrome = new if self.hand.is_at_rest and not self.shown.is_awaited else Chrome()
        self.bar.follow(chrome.framed, reach=chrome.reach)

    def pointer_at(self, px: QPointF, modifiers: Qt.KeyboardModifier, button: Qt.MouseButton) -> Pointer:
        """The pointer over a point of the viewport."""
        return Pointer(self.camera.to_scene(px), px, modifiers, button)

    # What the document says

    def _on_changed(self, before: Project, after: Project) -> None:
        if before.stage_size != after.stage_size:
            self._on_scene_changed()
            return
        self.shown.show_scene(self.document.scene, after.stage_size, placed=self.picking.all_placed)
        if before.studio is not after.studio or after.studio.captions.shown or "captions" in self.aids.shown:
            self.viewport().update()  # guides, and captions
        self.hand.writing.follow()
        if self.hand.is_cropping and not self.hand.crop.is_open:
            self._end_crop()  # something else was done meanwhile
        if self.hand.drag is None:
            self.announcer.describe()
            self.refresh_chrome()  # a drag shows its own feedback after each step

    def _on_scene_changed(self) -> None:
        self.hand.cancel()
        self._hover, self.picking.open_group = None, ""
        stage, scene = self.document.project.stage_size, self.document.scene
        self.camera.set_stage(*stage)
        if self.camera.is_fitting:
            self.camera.fit_stage()
        self.shown.show_scene(scene, stage, placed=self.picking.all_placed)
        self.viewport().update()
        self._on_selection_changed()

    def _on_selection_changed(self) -> None:
        if self.document.selection != (self.hand.crop.clip_id,):
            self._end_crop()
        self.hand.writing.follow_selection()
        self.aids.hold(None)
        self.announcer.describe()
        self.refresh_chrome()

    def _end_crop(self) -> None:
        if self.hand.is_cropping:
            self.hand.take("select")

    def _on_camera_moved(self) -> None:
        if not self.isVisible():
            return  # its size means nothing yet
        ratio = self.devicePixelRatioF()
        self.shown.look(scale=self.zoom * ratio, ratio=ratio, visible=self.camera.visible)
        self.refresh_chrome()
        self._update_rulers()
        self.viewport().update()

    def _on_theme_changed(self) -> None:
        self.shown.change_ground()
        self._update_rulers()
        self.viewport().update()

    def _on_aids_changed(self) -> None:
        has_rulers = "rulers" in self.aids.shown
        for ruler in self.rulers:
            ruler.setVisible(has_rulers)
        strip = THICK_PX if has_rulers else 0
        self.setViewportMargins(strip, strip, 0, 0)
        self.viewport().update()

    def _update_rulers(self) -> None:
        for ruler in self.rulers:
            ruler.update()

    # Events

    def event(self, event) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and self.hand.wants_shortcut(event):
            event.accept()
            return True
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._on_camera_moved()
        return super().event(event)

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and self.hand.pinch(event):
            return True
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.marks.words_at(self, QPointF(event.pos())), self.viewport())
            return True
        return super().viewportEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.camera.resized()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.shown.end_waiting()
        self.rulers[0].setGeometry(THICK_PX, 0, self.width() - THICK_PX, THICK_PX)
        self.rulers[1].setGeometry(0, THICK_PX, THICK_PX, self.height() - THICK_PX)
        self.camera.resized()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        # Pixels of the old place cannot be re-used: what lies over the stage is not part of the scene.
        self.viewport().update()
        super().scrollContentsBy(dx, dy)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.hand.press(self.pointer_at(event.position(), event.modifiers(), event.button()), event)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.hand.move(self.pointer_at(event.position(), event.modifiers(), event.button()), event)
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.hand.release(self.pointer_at(event.position(), event.modifiers(), event.button()), event)
        event.accept()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.hand.double_click(self.pointer_at(event.position(), event.modifiers(), event.button()), event)
        event.accept()

    def leaveEvent(self, event: QEvent) -> None:
        self.hand.leave()
        super().leaveEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.hand.wheel(event)
        event.accept()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.hand.ask_for_menu(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # What is for nobody is not for Qt either: it would scroll the stage out of sight.
        event.setAccepted(self.hand.key_press(event) or press_key(self, event))

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if not self.hand.key_release(event):
            super().keyReleaseEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self.hand.writing.compose(event)
        event.accept()

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
        if self.hand.writing.editing is not None and query == Qt.InputMethodQuery.ImCursorRectangle:
            return self.hand.writing.editing.caret_px()
        return super().inputMethodQuery(query)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.hand.lose_focus(event.reason())
        self.viewport().update()
        super().focusOutEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        self.hand.cancel()
        self.bar.follow(None)
        super().hideEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self.drops.hover(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self.drops.hover(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self.drops.leave()

    def dropEvent(self, event: QDropEvent) -> None:
        self.drops.drop(event)

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab goes through the clips first, and on to the next widget behind the last one."""
        # Qt asks too when the stage is hidden and the focus has to go somewhere: nobody pressed Tab then.
        return (self.isVisible() and self.hand.tab(1 if next else -1)) or super().focusNextPrevChild(next)

    def paintEvent(self, event: QPaintEvent) -> None:
        # Among hundreds of clips what lies still is copied, not drawn.
        if self.shown.can_paint(self):
            with QPainter(self.viewport()) as painter:
                self.shown.paint(painter, event.region(), self)
                self.drawForeground(painter, QRectF(event.region().boundingRect()))
        elif not self.shown.is_awaited:
            super().paintEvent(event)
        else:
            with QPainter(self.viewport()) as painter:
                painter.setClipRegion(event.region())
                paint_before(painter, self.shown.before)

    def drawBackground(self, painter: QPainter, rect: QRectF) -> None:
        paint_ground(painter, rect)
        if self.shown.paper is not None:
            paint_paper(painter, self._stage_px(), rect, self.shown.paper)

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        stage, exposed = self._stage_px(), painter.transform().mapRect(rect)
        painter.save()
        painter.resetTransform()
        paint_surround(painter, stage, exposed, dims="overflow" not in self.aids.shown)
        paint_aids(painter, self, stage)
        self.hand.crop.paint(painter)
        paint_chrome(painter, self.chrome)
        if self.hand.writing.editing is not None:
            self.hand.writing.editing.paint(painter)
        painter.restore()

    def _stage_px(self) -> QRectF:
        width, height = self.document.project.stage_size
        return QRectF(self.camera.to_px(Point(0, 0)), self.camera.to_px(Point(width, height)))
