"""Bold, italic and underlined: what their keys make of a text that is edited, and of texts that are selected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtGui import QFont, QKeyEvent, QKeySequence

from studio_gui.model import edits
from studio_gui.model.clips import TextClip
from studio_gui.painting.fonts import is_italic, weight_of
from studio_gui.ui.document import Document

_Key = QKeySequence.StandardKey


@dataclass(frozen=True, slots=True)
class Look:
    """One thing a key gives letters, or takes from them."""

    title: str
    key: QKeySequence.StandardKey
    field: str
    """Of the clip."""
    on: object
    off: object

    def is_on(self, clip: TextClip) -> bool:
        """Whether a text has it."""
        if self.key is _Key.Bold:
            return weight_of(clip.font_weight) >= QFont.Weight.DemiBold
        return is_italic(clip.font_style) if self.key is _Key.Italic else clip.underline

    def toggled(self, clips: Sequence[TextClip]) -> object:
        """The value all of these texts get: it is taken away only where all have it."""
        return self.off if all(self.is_on(clip) for clip in clips) else self.on


LOOKS = (
    Look("Bold", _Key.Bold, "font_weight", 700, ""),
    Look("Italic", _Key.Italic, "font_style", "italic", ""),
    Look("Underline", _Key.Underline, "underline", True, False),
)


def look_of(event: QKeyEvent) -> Look | None:
    """What a key gives letters."""
    return next((look for look in LOOKS if event.matches(look.key)), None)


def give_look(document: Document, look: Look) -> bool:
    """Give all selected texts a look, or take it from them; says whether there was one."""
    texts = [clip for clip in document.selected_clips if isinstance(clip, TextClip)]
    if not texts:
        return False
    scene_id, ids, fields = document.scene_id, [clip.id for clip in texts], {look.field: look.toggled(texts)}
    document.apply(look.title, lambda project: edits.change_clips(project, scene_id, clip_ids=ids, fields=fields))
    return True
