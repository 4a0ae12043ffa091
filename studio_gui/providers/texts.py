"""Whether texts fit their boxes, as the checks ask; measured with the fonts of this computer."""

from __future__ import annotations

import sys
import threading
from itertools import islice

from studio_gui.model.clips import TextClip

_MOST_KNOWN = 512
_known: dict[int, tuple[TextClip, float | None]] = {}
"""By the identity of a clip, which never changes: a check after an edit measures only what was edited."""


def fits_at(clip: TextClip) -> float | None:
    """At which font size, in whole points, a text that is longer than its box fits; 0 where at none that can be read.

    None for one that fits, and where no pictures can be drawn.
    """
    known = _known.get(id(clip))
    if known is not None and known[0] is clip:
        return known[1]
    if "PySide6.QtGui" not in sys.modules and threading.current_thread() is not threading.main_thread():
        return None  # Qt has to be started on the main thread
    from studio_gui.painting.text_fitting import fitting_size
    from studio_gui.painting.text_layout import text_overflows
    from studio_gui.render.offscreen import ensure_qt

    ensure_qt()
    size = float(fitting_size(clip) or 0) if text_overflows(clip) else None
    if len(_known) >= _MOST_KNOWN:
        for oldest in list(islice(_known, _MOST_KNOWN // 2)):
            _known.pop(oldest, None)
    _known[id(clip)] = clip, size
    return size
