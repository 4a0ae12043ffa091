"""Editing a text in its place on the stage.

The clip itself is what one sees: each key changes it in a running gesture and the painter draws it, so it looks while
typing exactly as it will in the video. Only caret and mark are drawn here. A stay in the text is one step of the
document's history; within it, undo goes back typing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QGuiApplication, QPainter, QPen, QTextCursor, QTextDocument, QTransform, qGray

from studio_gui.model import edits
from studio_gui.model.clips import TextClip
from studio_gui.model.fields import MAX_TEXT, ClipId
from studio_gui.model.geometry import Point
from studio_gui.model.project import Project
from studio_gui.painting.colors import color
from studio_gui.painting.text_layout import text_height
from studio_gui.ui import theme
from studio_gui.ui.canvas.text.caret import CaretMap
from studio_gui.ui.canvas.tools.naming import named
from studio_gui.ui.document import Gesture
from studio_gui.ui.forms.letters import letters_of

if TYPE_CHECKING:
    from studio_gui.ui.canvas.view import CanvasView

CARET_PX = 1.5
_LIGHT = 160
"""Letters whose grey is above it, of 255, are light."""
_BLUE_ALPHA, _WHITE_ALPHA = 70, 90
_ORIGIN = Point(0, 0)


class TextEditing(QObject):
    """One stay in one text. ``end`` keeps what was typed; an empty text takes its clip away."""

    def __init__(self, canvas: CanvasView, clip: TextClip, *, gesture: Gesture | None = None) -> None:
        """``gesture`` is one that has just added the clip; typing goes on in it."""
        super().__init__(canvas)
        self._canvas = canvas
        self._clip_id: ClipId = clip.id
        self._scene_id = canvas.document.scene_id
        self._document = canvas.document
        self._document.typed_clip = clip.id
        self._is_new = gesture is not None
        self._gesture = gesture or canvas.document.begin(f"Edit {named((clip,))}")
        self._base: Project = canvas.document.project
        self._least_height = float(clip.height)
        self._is_changing = False
        self._looks: dict[str, object] = {}
        """What keys made of the letters in this gesture: bold, italic, underlined."""
        self.preedit = ""
        self.has_made_room = False
        """Whether what was marked has gone for what an input method composes."""
        self.text = QTextDocument(self)
        self.text.setPlainText(clip.text)
        self.text.clearUndoRedoStacks()
        self.cursor = QTextCursor(self.text)
        self.goal_x: float | None = None
        """Where up and down aim at, across."""
        self._word = 0, 0
        """Where the word that two presses have marked begins and ends."""
        self.map = CaretMap(clip, self.text)
        self._is_caret_on = True
        self._blink = QTimer(self)
        self._blink.setInterval(max(200, QGuiApplication.styleHints().cursorFlashTime() // 2))
        self._blink.timeout.connect(self._on_blink)
        if QGuiApplication.styleHints().cursorFlashTime() > 0:
            self._blink.start()

    @property
    def clip(self) -> TextClip | None:
        """The clip as it is now; None when it is gone."""
        scene = self._canvas.document.project.scene(self._scene_id)
        clip = scene.clip(self._clip_id) if scene else None
        return clip if isinstance(clip, TextClip) else None

    @property
    def plain(self) -> str:
        """The text as typed, with what an input method has not settled yet."""
        text = letters_of(self.text)
        if not self.preedit:
            return text
        head = QTextCursor(self.text)
        head.setPosition(self.cursor.position(), QTextCursor.MoveMode.KeepAnchor)
        before = head.selectedText().replace("\u2029", "\n")
        return before + self.preedit + text[len(before) :]

    @property
    def state(self) -> tuple[int, int, int]:
        """Where the caret and the other end of what is marked stand in which state of the text."""
        return self.cursor.position(), self.cursor.anchor(), self.text.revision()

    def changed(self) -> None:
        """The text changed: show it, and let the box grow with it."""
        self._go_on()
        scene_id, clip_id, base, least = self._scene_id, self._clip_id, self._base, self._least_height
        fields = {"text": self.plain[:MAX_TEXT], **self._looks}

        def edit(_start: Project) -> Project:
            project = edits.change_clip(base, scene_id, clip_id=clip_id, fields=fields)
            scene = project.scene(scene_id)
            clip = scene.clip(clip_id) if scene else None
            if not isinstance(clip, TextClip) or not clip.scale_y:
                return project
            needed = text_height(clip) / abs(float(clip.scale_y))
            height = least if needed <= least else float(round(needed + 0.5))
            return edits.change_clip(project, scene_id, clip_id=clip_id, fields={"height": height})

        self._is_changing = True
        self._gesture.update(edit)
        self._is_changing = False
        self.moved()

    def look(self, name: str, value: object) -> None:
        """Give all of the text another look: a field of its clip."""
        self._go_on()
        self._looks[name] = value
        self.changed()

    def _go_on(self) -> None:
        """Begin another gesture where something else was changed in between, e.g. in the inspector: that ended it."""
        if self._gesture.is_over:
            self._base = self._canvas.document.project
            self._looks = {}
            clip = self.clip
            self._gesture = self._canvas.document.begin(f"Edit {named((clip,))}" if clip is not None else "Edit text")

    def moved(self) -> None:
        """The caret or the mark is elsewhere."""
        clip = self.clip
        if clip is not None:
            self.map = CaretMap(clip.changed(text=self.plain), self.text)
        self._is_caret_on = True
        if self._blink.isActive():
            self._blink.start()
        self._canvas.viewport().update()
        self._canvas.updateMicroFocus()

    def follow(self) -> bool:
        """The document changed; False when the text is no longer there to be edited."""
        clip = self.clip
        if clip is None or clip.studio.hidden or clip.studio.locked:
            return False
        if not self._is_changing:
            self._least_height = min(self._least_height, float(clip.height))
            if clip.text != self.plain:
                self.text.setPlainText(clip.text)
                self.cursor.movePosition(QTextCursor.MoveOperation.End)
            self.moved()
        return True

    def end(self) -> None:
        """Stop, and keep the text as one step; a new text that stayed empty leaves nothing."""
        self._blink.stop()
        self._document.typed_clip = None
        self.preedit = ""
        clip = self.clip
        if clip is not None and not clip.text.strip():
            self._take_away(clip)
        else:
            self._gesture.commit()
        self.deleteLater()

    def _take_away(self, clip: TextClip) -> None:
        if self._is_new and not self._gesture.is_over:
            self._gesture.cancel()
            return
        scene_id, clip_id = self._scene_id, self._clip_id
        if self._gesture.is_over:
            self._gesture = self._canvas.document.begin("")
        self._gesture.update(lambda start: edits.remove_clips(start, scene_id, clip_ids=(clip_id,)))
        self._gesture.commit("Delete text")

    # Places

    def press(self, px: QPointF, *, marks: bool) -> None:
        """Put the caret under a point of the viewport; ``marks`` marks from where it was."""
        mode = QTextCursor.MoveMode.KeepAnchor if marks else QTextCursor.MoveMode.MoveAnchor
        self.goal_x = None
        self.cursor.setPosition(self.map.position_at(self._from_px(px)), mode)
        self.moved()

    def mark_word(self, px: QPointF) -> None:
        """Mark the word under a point of the viewport."""
        self.press(px, marks=False)
        self.cursor.select(QTextCursor.SelectionType.WordUnderCursor)
        self._word = self.cursor.selectionStart(), self.cursor.selectionEnd()
        self.moved()

    def mark_words_to(self, px: QPointF) -> None:
        """Mark from the word that was marked last to the one under a point of the viewport, both of them whole."""
        there = QTextCursor(self.cursor)
        there.setPosition(self.map.position_at(self._from_px(px)))
        there.select(QTextCursor.SelectionType.WordUnderCursor)
        start, end = self._word
        is_before = there.selectionStart() < start
        self.cursor.setPosition(end if is_before else start)
        to = there.selectionStart() if is_before else max(end, there.selectionEnd())
        self.cursor.setPosition(to, QTextCursor.MoveMode.KeepAnchor)
        self.moved()

    def mark_paragraph(self, px: QPointF) -> None:
        """Mark the paragraph under a point of the viewport."""
        self.press(px, marks=False)
        self.cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        self.cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        self.moved()

    def mark_all(self) -> None:
        """Mark the whole text."""
        self.cursor.select(QTextCursor.SelectionType.Document)
        self.moved()

    def holds(self, px: QPointF) -> bool:
        """Whether a point of the viewport is in the text's box, or beside it by a hair."""
        clip = self.clip
        placed = self._canvas.picking.placed.get(self._clip_id) if clip else None
        return placed is not None and placed.box.holds(self._canvas.camera.to_scene(px), 8 / self._canvas.zoom)

    def to_px(self) -> QTransform:
        """From the layout's units to pixels of the viewport."""
        start = self._canvas.camera.to_px(_ORIGIN)
        zoom = self._canvas.zoom
        return self.map.to_scene * QTransform.fromScale(zoom, zoom) * QTransform.fromTranslate(start.x(), start.y())

    def _from_px(self, px: QPointF) -> QPointF:
        inverted, is_possible = self.to_px().inverted()
        return inverted.map(px) if is_possible else QPointF()

    def caret_px(self) -> QRectF:
        """The caret in pixels of the viewport."""
        line = self.to_px().map(self.map.caret(self.cursor.position() + _units(self.preedit)))
        return QRectF(line.p1(), line.p2()).normalized().adjusted(-1, -1, 1, 1)

    def paint(self, painter: QPainter) -> None:
        """Draw the mark and the caret, in pixels of the viewport."""
        ink, veil = self._colors()
        to_px = self.to_px()
        if self.cursor.hasSelection():
            painter.save()
            painter.setTransform(to_px, True)
            for rect in self.map.marked(self.cursor.selectionStart(), self.cursor.selectionEnd()):
                painter.fillRect(rect, veil)
            painter.restore()
        if self._is_caret_on and self._canvas.hasFocus():
            painter.setPen(QPen(ink, CARET_PX, Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap))
            painter.drawLine(to_px.map(self.map.caret(self.cursor.position() + _units(self.preedit))))

    def _colors(self) -> tuple[QColor, QColor]:
        """Of the caret, which is seen wherever the letters are, and of the veil over what is marked.

        Light letters stand on something dark, perhaps on blue: there a blue veil would dim them and hardly be seen.
        """
        mark, clip = QColor(theme.tokens().selection), self.clip
        ink = color(clip.fill) if clip is not None else None
        if ink is None:
            return mark, _veil(mark, _BLUE_ALPHA)
        solid = QColor(ink.red(), ink.green(), ink.blue())
        is_light = qGray(solid.rgb()) > _LIGHT
        return solid, _veil(QColor("white"), _WHITE_ALPHA) if is_light else _veil(mark, _BLUE_ALPHA)

    def _on_blink(self) -> None:
        self._is_caret_on = not self._is_caret_on
        self._canvas.viewport().update(self.caret_px().adjusted(-2, -2, 2, 2).toAlignedRect())


def _veil(of: QColor, alpha: int) -> QColor:
    return QColor(of.red(), of.green(), of.blue(), alpha)


def _units(text: str) -> int:
    """UTF-16 units, as Qt's text cursors count."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
