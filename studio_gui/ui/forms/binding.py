"""Ties a field to the document: typing and keys become steps, a drag becomes one gesture and one step."""

from __future__ import annotations

from collections.abc import Callable

from pydantic import ValidationError
from PySide6.QtCore import QObject

from studio_gui.ui.document import Document, Edit, Gesture
from studio_gui.ui.forms.field import Change, Field

EditOf = Callable[[Change], Edit]


class Binding(QObject):
    """Applies a field's changes to the document that is open."""

    def __init__(self, field: Field, document: Callable[[], Document], *, label: str, edit: EditOf) -> None:
        """``edit`` turns a change into an edit of the project; ``label`` names the step in the undo menu."""
        super().__init__(field)
        self._field = field
        self._document = document
        self._label = label
        self._edit = edit
        self._gesture: Gesture | None = None
        field.edited.connect(self._on_edited)
        field.sliding.connect(self._on_sliding)
        field.slid.connect(self._on_slid)
        field.slide_cancelled.connect(self._on_cancelled)
        field.left.connect(self._on_left)

    def _on_edited(self, change: Change) -> None:
        self._finish()
        try:
            self._document().apply(self._label, self._edit(change), merge=f"{id(self._field)}")
        except (ValidationError, KeyError):
            # A text longer than any service takes, or a scene that went away meanwhile: nothing to change.
            return

    def _on_sliding(self, change: Change) -> None:
        if self._gesture is None or self._gesture.is_over:
            self._gesture = self._document().begin(self._label)
        try:
            self._gesture.update(self._edit(change))
        except (ValidationError, KeyError):
            return

    def _on_slid(self) -> None:
        self._finish()

    def _finish(self) -> None:
        if self._gesture is not None:
            self._gesture.commit()
            self._gesture = None

    def _on_cancelled(self) -> None:
        if self._gesture is not None:
            self._gesture.cancel()
            self._gesture = None

    def _on_left(self) -> None:
        self._finish()
        self._document().end_merging()
