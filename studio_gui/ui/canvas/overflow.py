"""Which texts run over the foot of their box, so that nothing is ever cut off in silence."""

from __future__ import annotations

from studio_gui.model.clips import Clip, TextClip
from studio_gui.model.fields import ClipId
from studio_gui.painting.text_layout import text_overflows
from studio_gui.ui.canvas.pictures import looks_same

MOST_TEXTS = 24
"""So many answers are remembered: what is selected, not what there is."""


class Overflow:
    """Remembers the answer for a text until it looks different: laying it out takes a while."""

    def __init__(self) -> None:
        self._known: dict[ClipId, tuple[Clip, bool]] = {}

    def runs_over(self, clip: Clip) -> bool:
        """Whether the text of a clip is higher than its box."""
        if not isinstance(clip, TextClip):
            return False
        known = self._known.get(clip.id)
        if known is not None and (known[0] is clip or looks_same(known[0], clip)):
            return known[1]
        if len(self._known) >= MOST_TEXTS:
            self._known.pop(next(iter(self._known)))
        answer = text_overflows(clip)
        self._known[clip.id] = clip, answer
        return answer
