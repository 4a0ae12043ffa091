"""Commands of the Edit menu: history, clipboard, delete."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent
from PySide6.QtWidgets import QApplication

from studio_gui.model.edits import change_background, clips, duplicate_clips
from studio_gui.ui.actions.arrange import called, what
from studio_gui.ui.actions.context import Context
from studio_gui.ui.actions.copying import clips as clipboard
from studio_gui.ui.actions.copying import scenes
from studio_gui.ui.forms.color_text import write_color
from studio_gui.ui.forms.eyedropper import Eyedropper

_STYLE = (
    "opacity", "fill", "stroke", "stroke_width", "stroke_radius", "shadow", "font_size", "font_family", "font_weight",
    "font_style", "underline", "align", "background_color", "animation",
)  # fmt: skip


def undo(context: Context) -> None:
    """Take the last step back."""
    context.open.undo_stack.undo()


def redo(context: Context) -> None:
    """Do the step again that was taken back."""
    context.open.undo_stack.redo()


def copy(context: Context) -> None:
    """Put the selected clips on the clipboard; where the list of scenes has the keyboard, the scenes."""
    if context.is_in_scenes:
        scenes.put(context.open, scenes.chosen(context))
        return
    clipboard.put(context.open, context.window.canvas.assets)


def cut(context: Context) -> None:
    """Put the selected clips on the clipboard and take them off the stage; locked ones stay, and are not copied.

    Where the list of scenes has the keyboard it is the scenes that go.
    """
    if context.is_in_scenes:
        scenes.cut(context)
        return
    free = {clip.id for clip in context.open.selected_clips if not clip.studio.locked}
    if free:
        clipboard.put(context.open, context.window.canvas.assets, only=free)
    _remove(context, "Cut")


def paste(context: Context) -> None:
    """Insert what is on the clipboard: clips, scenes, a picture, files or text."""
    clipboard.paste(context, in_place=False)


def paste_in_place(context: Context) -> None:
    """Insert clips exactly where they were copied."""
    clipboard.paste(context, in_place=True)


def duplicate(context: Context) -> None:
    """Copy the selected clips beside themselves."""
    document = context.open
    group, chosen = context.window.canvas.picking.inside, document.selection
    changed, ids = duplicate_clips(document.project, document.scene_id, clip_ids=chosen, inside=group)
    document.apply(f"Duplicate {what(context)}", lambda _project: changed)
    document.select(ids)


def delete(context: Context) -> None:
    """Delete the selected clips; locked ones stay."""
    _remove(context, "Delete")


def _remove(context: Context, word: str) -> None:
    document = context.open
    scene_id = document.scene_id
    gone = [clip for clip in document.selected_clips if not clip.studio.locked]
    ids = {clip.id for clip in gone}
    if not ids:
        context.window.notice("Locked clips are not deleted.")
        return
    document.apply(f"{word} {called(gone)}", lambda project: clips.remove_clips(project, scene_id, clip_ids=ids))


def select_all(context: Context) -> None:
    """Select every clip that can be clicked."""
    scene = context.scene
    context.open.select(clip.id for clip in scene.stacked() if clip.is_drawn and not clip.studio.locked)


def copy_style(context: Context) -> None:
    """Remember how the clip that was selected last looks."""
    clip = context.open.selected_clips[-1]
    fields = {name: getattr(clip, name) for name in _STYLE if name in type(clip).model_fields}
    context.window.windows.copied_style = fields
    key = context.window.actions_.key_of("paste_style")
    context.window.notice(f"Style copied. Paste it with {key}." if key else "Style copied.")


def pick_color(context: Context) -> None:
    """Take a colour from the window for what is selected, else for the background."""
    if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
        return  # in the middle of a drag
    filled = [clip.id for clip in context.open.selected_clips if "fill" in type(clip).model_fields]
    if not filled and (context.open.selection or context.scene.background.source_type == "image"):
        context.window.notice("Select a shape or a text first: it gets the colour.")
        return
    dropper = Eyedropper(context.window)
    document, scene_id = context.open, context.open.scene_id

    def put(color: QColor) -> None:
        said = write_color(color)
        if filled:
            fill = {"fill": said}
            document.apply("Pick a colour", lambda p: clips.change_clips(p, scene_id, clip_ids=filled, fields=fill))
        else:
            document.apply("Pick a background", lambda p: change_background(p, scene_id, fields={"source_color": said}))

    dropper.taken.connect(put)


def context_menu(context: Context) -> None:
    """Open the menu of whatever has the keyboard: not every desktop knows another key for it than the menu key."""
    widget = QApplication.focusWidget() or context.window
    caret = widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
    at = (QRectF(caret).toRect() if isinstance(caret, (QRect, QRectF)) else widget.rect()).center()
    QApplication.sendEvent(widget, QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, at, widget.mapToGlobal(at)))


def paste_style(context: Context) -> None:
    """Make the selection look like the clip whose style was copied."""
    fields = context.window.windows.copied_style
    if not fields:
        key = context.window.actions_.key_of("copy_style")
        context.window.notice(f"Copy a style first, with {key}." if key else "Copy a style first.")
        return
    document = context.open
    scene_id, ids = document.scene_id, document.selection
    document.apply("Paste style", lambda p: clips.change_clips(p, scene_id, clip_ids=ids, fields=fields))
