"""The hand that writes: begins and ends the editing of a text in its place, and gives it mouse and keys meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QObject, QPointF, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from studio_gui.model.clips import TextClip
from studio_gui.model.fields import ClipId
from studio_gui.ui.canvas.pointer import Pointer
from studio_gui.ui.canvas.text.editing import TextEditing
from studio_gui.ui.canvas.text.keys import compose, ends_editing, is_for_text, type_key
from studio_gui.ui.canvas.text.menu import text_menu
from studio_gui.ui.document import Gesture

if TYPE_CHECKING:
    from studio_gui.ui.canvas.view import CanvasView


class Writing(QObject):
    """At most one text is edited at a time; every way of asking answers whether the text took it."""

    began_or_ended = Signal()

    def __init__(self, canvas: CanvasView) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._is_marking = False
        self._by_words = False
        """Whether what is marked with the button held grows by whole words: it was pressed twice."""
        self._since_twice = QElapsedTimer()
        """Since a word was marked by two quick presses: a third one marks its paragraph."""
        self._twice_px = QPointF()
        self.editing: TextEditing | None = None
        """The text that is edited now."""

    def edit(self, clip_id: ClipId) -> None:
        """Edit the text of a clip, all of it marked."""
        placed = self._canvas.picking.placed.get(clip_id)
        if placed is None or not isinstance(placed.clip, TextClip) or placed.clip.studio.locked:
            return
        self.end()
        self._canvas.document.select((clip_id,))
        self.editing = TextEditing(self._canvas, placed.clip)
        self.editing.mark_all()
        self._began()

    def edit_at(self, clip_id: ClipId, px: QPointF) -> None:
        """Edit the text of a clip with the caret where a click was."""
        self.edit(clip_id)
        if self.editing is not None:
            self.editing.press(px, marks=False)

    def edit_new(self, clip: TextClip, gesture: Gesture) -> None:
        """Type into a clip that ``gesture`` has just added."""
        self.editing = TextEditing(self._canvas, clip, gesture=gesture)
        self._began()

    def _began(self) -> None:
        self._canvas.setFocus()
        self._canvas.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, True)
        self._canvas.refresh_chrome()
        self.began_or_ended.emit()

    def end(self) -> None:
        """Leave the text; what was typed is kept, and its clip stays selected."""
        if self.editing is None:
            return
        QGuiApplication.inputMethod().commit()
        editing, self.editing = self.editing, None
        self._is_marking = False
        editing.end()
        self._canvas.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled, False)
        self._canvas.refresh_chrome()
        self._canvas.viewport().update()
        self.began_or_ended.emit()

    def abandon(self) -> None:
        """Leave the text without a word to the window, which is about to go; what was typed is kept elsewhere."""
        self.editing = None

    def follow(self) -> None:
        """The document changed."""
        if self.editing is not None and not self.editing.follow():
            self.end()

    def follow_selection(self) -> None:
        """Something else was selected: that is where hands are now."""
        clip = self.editing.clip if self.editing is not None else None
        if clip is not None and self._canvas.document.selection != (clip.id,):
            self.end()

    def compose(self, event: QInputMethodEvent) -> None:
        """An input method has something to say."""
        if self.editing is not None:
            compose(self.editing, event)
            self._canvas.camera.reveal(self.editing.caret_px())

    def press(self, pointer: Pointer) -> bool:
        """Put the caret where the press was; one beside the text ends the editing and is for the tool."""
        if self.editing is None or pointer.button == Qt.MouseButton.MiddleButton:
            return False
        if not self.holds(pointer.px):
            self.end()
            return False
        self._is_marking, self._by_words = pointer.button == Qt.MouseButton.LeftButton, False
        if self._is_marking and self._is_third(pointer.px):
            self._is_marking = False
            self.editing.mark_paragraph(pointer.px)
        elif self._is_marking:
            self.editing.press(pointer.px, marks=pointer.shift)
        return True

    def move(self, pointer: Pointer) -> bool:
        """Mark up to the pointer while the button is held."""
        if self.editing is None or not self._is_marking:
            return False
        if self._by_words:
            self.editing.mark_words_to(pointer.px)
        else:
            self.editing.press(pointer.px, marks=True)
        return True

    def release(self) -> None:
        """The button came up."""
        self._is_marking = False

    def double_click(self, pointer: Pointer) -> bool:
        """Mark the word under the pointer."""
        if self.editing is None or pointer.button != Qt.MouseButton.LeftButton or not self.holds(pointer.px):
            return False
        self.editing.mark_word(pointer.px)
        self._is_marking = self._by_words = True
        self._since_twice.start()
        self._twice_px = pointer.px
        return True

    def _is_third(self, px: QPointF) -> bool:
        """Whether a press comes so soon after two others, and so near."""
        since = self._since_twice
        is_soon = since.isValid() and not since.hasExpired(QApplication.doubleClickInterval())
        since.invalidate()
        return is_soon and (px - self._twice_px).manhattanLength() < QApplication.startDragDistance()

    def ask_for_menu(self, event: QContextMenuEvent) -> bool:
        """Open the menu of the text, under the pointer or at the caret; says whether one is edited."""
        if self.editing is None:
            return False
        is_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        caret = self._canvas.viewport().mapToGlobal(self.editing.caret_px().bottomLeft().toPoint())
        text_menu(self.editing, self._canvas).popup(event.globalPos() if is_mouse else caret)
        return True

    def key(self, event: QKeyEvent) -> bool:
        """Type, or end the editing."""
        if self.editing is None:
            return False
        if ends_editing(event):
            self.end()
        else:
            before = self.editing.state
            type_key(self.editing, event)
            if self.editing.state != before:  # a key that is only held, for the wheel it may be, pushes nothing
                self._canvas.camera.reveal(self.editing.caret_px())
        return True

    def wants_shortcut(self, event: QKeyEvent) -> bool:
        """While one types letters and all that moves or changes text are for the text; saving and zooming go on."""
        return self.editing is not None and is_for_text(event)

    def holds(self, px: QPointF) -> bool:
        """Whether a point of the viewport is in the text that is edited."""
        return self.editing is not None and self.editing.holds(px)
