"""Turns the rows into ``QAction`` objects, keeps them enabled and ticked as they should be, and runs their handlers."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcutEvent
from PySide6.QtWidgets import QApplication, QDialog, QGraphicsView, QLineEdit, QMenuBar, QPlainTextEdit, QWidget

from studio_gui.base.errors import StudioError
from studio_gui.ui import theme
from studio_gui.ui.actions.conditions import holds
from studio_gui.ui.actions.context import Context
from studio_gui.ui.actions.keys import Keys, bound, rebound
from studio_gui.ui.actions.row import Row
from studio_gui.ui.actions.table import ROWS
from studio_gui.ui.canvas.text.looks import LOOKS, Look, give_look
from studio_gui.ui.document import Document
from studio_gui.ui.forms.field import take_typed
from studio_gui.ui.forms.number_field import NumberField


def portable(key: str) -> str:
    """A key in the writing that settings keep, e.g. ``Ctrl+Shift+D``; empty when it is none."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.PortableText)


_OF_CLIPS = frozenset({"selected", "copyable", "grouped", "picture", "too_long"})
"""What is asked by ``when`` of commands for clips."""
_GOES_ON = frozenset({"duplicate"})
"""What is meant for the clip in whose text one writes: a copy of it, and its letters are not touched."""
DEFAULT_KEYS: dict[str, tuple[str, ...]] = {row.id: tuple(map(portable, row.keys)) for row in ROWS}
"""The program's own keys of every command."""


class Actions(QObject):
    """The commands of one window."""

    failed = Signal(object)
    """A :class:`StudioError` of a command; the window shows it."""

    def __init__(self, context: Context, parent: QObject) -> None:
        super().__init__(parent)
        self.context = context
        self.rows: dict[str, Row] = {row.id: row for row in ROWS}
        self._actions: dict[str, QAction] = {}
        self._watched: Document | None = None
        self._refresh_soon = QTimer(self)
        self._refresh_soon.setSingleShot(True)
        self._refresh_soon.timeout.connect(self.refresh)
        for row in ROWS:
            self._make(row)
        self.use_keys(context.services.settings.value.key_changes)
        parent.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Every key comes by here before Qt looks for its command: one that is still disabled would swallow it.
        if self._refresh_soon.isActive() and event.type() == QEvent.Type.ShortcutOverride:
            self.refresh()
        return False

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        """A dialog of the window knows one of its commands: its fields have a menu, too.

        And what can be copied depends on whether the list of scenes has the keyboard.
        """
        workspace = self.context.window.workspace
        scenes = workspace.scenes.view if workspace is not None else None
        if any(widget is not None and (widget is scenes or isinstance(widget, QMenuBar)) for widget in (before, now)):
            self.refresh_soon()
        dialog = now.window() if now is not None else None
        if isinstance(dialog, QDialog) and _owner(dialog) is self.parent():
            dialog.addAction(self._actions["context_menu"])  # adding it again changes nothing

    def __getitem__(self, action_id: str) -> QAction:
        return self._actions[action_id]

    def all(self) -> list[QAction]:
        """Every command, in the order of the table."""
        return list(self._actions.values())

    def _make(self, row: Row) -> None:
        action = _Command(row.text, self)
        action.setObjectName(row.id)
        if row.icon:
            action.setIcon(theme.icon(row.icon))
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setShortcutVisibleInContextMenu(True)
        action.setCheckable(bool(row.checked))
        action.triggered.connect(self._on_triggered)
        self._actions[row.id] = action

    # --- keys -------------------------------------------------------------------------------------------------------

    @property
    def keys(self) -> dict[str, tuple[str, ...]]:
        """The keys of every command as they are now."""
        return {row.id: row.keys for row in self.rows.values()}

    def key_of(self, command: str) -> str:
        """The first key of a command as people read it; empty when it has none."""
        return _key_of(self.rows[command])

    def use_keys(self, changes: Keys) -> None:
        """Give every command the program's own keys but for ``changes``; what is no key is passed over."""
        known = {command: keys for command, keys in changes.items() if command in self.rows}
        changed = {command: tuple(filter(None, map(portable, keys))) for command, keys in known.items()}
        for command, keys in bound(DEFAULT_KEYS, changed).items():
            self.rows[command] = row = replace(self.rows[command], keys=keys)
            self._actions[command].setShortcuts([QKeySequence(key) for key in keys])
            self._actions[command].setToolTip(tip_of(row))

    def rebind(self, command: str, keys: Sequence[str]) -> None:
        """Give a command these keys and no others, take them from whatever had them, and remember it."""
        differences = {command: own for command, own in self.keys.items() if own != DEFAULT_KEYS[command]}
        self._keep_keys(rebound(DEFAULT_KEYS, differences, command=command, keys=keys))

    def reset_keys(self) -> None:
        """Give every command the program's own keys again."""
        self._keep_keys({})

    def _keep_keys(self, changes: Keys) -> None:
        for actions in (self, *(window.actions_ for window in self.context.window.windows.others(self.context.window))):
            actions.use_keys(changes)
            actions.refresh()
        settings = self.context.services.settings
        try:
            settings.save(settings.value.changed(key_changes=changes))
        except StudioError as error:
            self.failed.emit(error)

    # --- commands ---------------------------------------------------------------------------------------------------

    def watch(self, document: Document | None) -> None:
        """Follow another document; which commands can be done is looked at when it is shown (``refresh``)."""
        if self._watched is not None:
            self._watched.selection_changed.disconnect(self.refresh_soon)
            self._watched.scene_changed.disconnect(self.refresh_soon)
            self._watched.undo_stack.indexChanged.disconnect(self.refresh_soon)
            self._watched.undo_stack.canUndoChanged.disconnect(self._actions["undo"].setEnabled)
            self._watched.undo_stack.canRedoChanged.disconnect(self._actions["redo"].setEnabled)
        self.context.document = self._watched = document
        if document is not None:
            document.selection_changed.connect(self.refresh_soon)
            document.scene_changed.connect(self.refresh_soon)
            # Steps, not previews: a drag must not pay for this on every move of the mouse.
            document.undo_stack.indexChanged.connect(self.refresh_soon)
            # At once, because a quick hand undoes what it has just done.
            document.undo_stack.canUndoChanged.connect(self._actions["undo"].setEnabled)
            document.undo_stack.canRedoChanged.connect(self._actions["redo"].setEnabled)

    def refresh_soon(self) -> None:
        """Look again once everything that happens now has happened."""
        if not self._refresh_soon.isActive():
            self._refresh_soon.start(0)

    def refresh(self) -> None:
        """Enable and tick every command as things are now."""
        self._refresh_soon.stop()
        asked = {row.when for row in self.rows.values()} | {row.checked for row in self.rows.values() if row.checked}
        answers = {question: holds(self.context, question) for question in asked}
        for row_id, action in self._actions.items():
            row = self.rows[row_id]
            action.setEnabled(answers[row.when])
            if row.checked:
                action.setChecked(answers[row.checked])
        self._name_steps()

    def _name_steps(self) -> None:
        stack = self.context.document.undo_stack if self.context.document else None
        for action_id, word, step in (
            ("undo", "Undo", stack.undoText() if stack else ""),
            ("redo", "Redo", stack.redoText() if stack else ""),
        ):
            action = self._actions[action_id]
            action.setText(f"&{word} {step}".rstrip().replace("&&", "&"))
            action.setToolTip(tip_of(self.rows[action_id], f"{word} {step}".rstrip()))

    def rests(self, command: str, key: QKeySequence) -> bool:
        """Whether the key of a command says nothing of it now: one writes words, and it means clips that are selected.

        Or it is one that makes letters bold or italic elsewhere, and no person gave it to the command: on the stage it
        does that, and nothing in other words.
        """
        focus = QApplication.focusWidget()
        is_written_in, look = _is_written_in(focus), self._look_of(command, key)
        if look is not None and isinstance(focus, QGraphicsView) and self.context.document is not None:
            return give_look(self.context.document, look)
        if not is_written_in or look is not None:
            return is_written_in
        is_number = focus is not None and isinstance(focus.parent(), NumberField)
        if is_number or (isinstance(focus, QGraphicsView) and command in _GOES_ON):
            return False
        return bool(_OF_CLIPS.intersection(self.rows[command].when.replace(":", " ").split()))

    def _look_of(self, command: str, key: QKeySequence) -> Look | None:
        """What a key that is the command's own gives letters elsewhere."""
        is_own = key.toString(QKeySequence.SequenceFormat.PortableText) in DEFAULT_KEYS[command]
        return next((look for look in LOOKS if is_own and key in QKeySequence.keyBindings(look.key)), None)

    def _on_triggered(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.run(sender.objectName())

    def run(self, action_id: str) -> None:
        """Do a command by its id; its errors reach ``failed``, bugs the crash dialog."""
        row = self.rows[action_id]
        window = self.context.window
        if window.workspace is not None and window.workspace.is_showing:
            window.show_workspace()  # a command that comes while a project is filled is meant for that one
        # What was typed a moment ago may have changed what can be done.
        if not holds(self.context, row.when):
            self.refresh()
            return
        self.run_handler(row.run)

    def run_handler(self, run: str) -> None:
        """Call a handler that has no row, such as ``file.open_path:…``."""
        try:
            call(self.context, run)
        except StudioError as error:
            self.failed.emit(error)
        self.refresh_soon()


class _Command(QAction):
    """A command whose keys may rest while its row in the menu does not."""

    def event(self, event: QEvent) -> bool:
        owner = self.parent()
        if (
            isinstance(event, QShortcutEvent)
            and isinstance(owner, Actions)
            and owner.rests(self.objectName(), event.key())
        ):
            return True
        if isinstance(event, QShortcutEvent):
            take_typed(
                QApplication.focusWidget()
            )  # a click elsewhere takes the keyboard from the field, a key does not
        return super().event(event)


def call(context: Context, run: str) -> object:
    """Call the handler ``module.function`` or ``module.function:argument``."""
    path, _, argument = run.partition(":")
    module, _, name = path.partition(".")
    handler = getattr(importlib.import_module(f"studio_gui.ui.actions.{module}"), name)
    return handler(context, argument) if argument else handler(context)


def _is_written_in(widget: QWidget | None) -> bool:
    """Whether one writes in a widget: in a field, in the script, or in a text on the stage."""
    if isinstance(widget, QGraphicsView):
        return widget.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
    return isinstance(widget, (QLineEdit, QPlainTextEdit))


def _owner(dialog: QWidget) -> QWidget:
    """The window from which a dialog was opened, perhaps by way of others."""
    above = dialog.parentWidget()
    return dialog if above is None else _owner(above)


def _key_of(row: Row) -> str:
    return QKeySequence(row.keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if row.keys else ""


def tip_of(row: Row, text: str = "") -> str:
    """The tool tip of a command: what it does and its key."""
    said = text or row.plain_text
    key = _key_of(row)
    head = f"{said} ({key})" if key else said
    return f"{head}\n{row.hint}" if row.hint else head
