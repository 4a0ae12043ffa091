"""The few pictures a style sheet needs as files (arrows, ticks), coloured and kept in the user's cache."""

from __future__ import annotations

import hashlib
import os
import tempfile
from pathlib import Path

from studio_gui.base.paths import user_paths
from studio_gui.ui.theme.icons import source


def mark_url(name: str, ink: str) -> str:
    """``url(…)`` of an icon in a colour for a style sheet; ``none`` when it cannot be written."""
    text = source(name, ink)
    if not text:
        return "none"
    # The content is in the name: a new drawing never meets an old file.
    digest = hashlib.sha256(text.encode()).hexdigest()[:12]
    path = user_paths().cache / "theme" / f"{name}-{digest}.svg"
    if not path.exists() and not _wrote(path, text):
        return "none"
    return f'url("{path.as_posix()}")'


def _wrote(path: Path, text: str) -> bool:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as part:
            part.write(text)
        os.replace(part.name, path)
    except OSError:
        return False
    return True
