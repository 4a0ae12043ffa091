"""The pictures of the presenters that ship with the program, with a mouth shape.

Each outfit is one SVG with the groups ``mouth-0`` … ``mouth-5`` (0 closed) and ``eyes-closed``. The groups that must not show are taken
out of the text before it is drawn, so one mouth can also be drawn alone over a body that is already there.
"""

from __future__ import annotations

import threading
import xml.etree.ElementTree as ET
from functools import cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QRectF
from PySide6.QtGui import QImage
from PySide6.QtSvg import QSvgRenderer

from studio_gui.base.presenters import bundled_presenters
from studio_gui.painting.media.pictures import Size, draw_renderer, draw_svg

MOUTHS = 6
BLINK = 8
"""Added to a mouth shape: the eyes are closed."""
_LIDS = "eyes-closed"
_MOUTH_IDS = tuple(f"mouth-{shape}" for shape in range(MOUTHS))
_SVG = "http://www.w3.org/2000/svg"


_LOCAL = threading.local()


def draw_body(path: Path, size: Size) -> QImage | None:
    """The figure without any mouth over the whole of ``size``, or None when the file cannot be drawn."""
    text = _text(path, None)
    return draw_svg(text, size) if text else None


def mouth_renderer(path: Path, mouth: int) -> QSvgRenderer | None:
    """One mouth alone, in the coordinates of the whole figure; a ``BLINK`` in it does not matter."""
    return _renderer(path, _MOUTH_IDS[max(0, min(MOUTHS - 1, mouth & ~BLINK))])


def lids_renderer(path: Path) -> QSvgRenderer | None:
    """The closed lids alone, in the coordinates of the whole figure; None for a figure that cannot blink."""
    return _renderer(path, _LIDS) if _LIDS.encode() in _text(path, _LIDS) else None


def _renderer(path: Path, part: str | None) -> QSvgRenderer | None:
    # Renderers are QObjects: each thread keeps its own.
    known: dict[tuple[Path, str | None], QSvgRenderer | None] = _LOCAL.__dict__.setdefault("renderers", {})
    if (path, part) not in known:
        text = _text(path, part)
        renderer = QSvgRenderer(QByteArray(text)) if text else None
        known[path, part] = renderer if renderer is not None and renderer.isValid() else None
    return known[path, part]


@cache
def _text(path: Path, part: str | None) -> bytes:
    ET.register_namespace("", _SVG)
    try:
        root = ET.fromstring(path.read_bytes())
    except (OSError, ET.ParseError):
        return b""
    if part is None:
        _remove(root, frozenset((*_MOUTH_IDS, _LIDS)))
    else:
        _keep_only(root, part)
    return ET.tostring(root)


def _remove(node: ET.Element, ids: frozenset[str]) -> None:
    for child in list(node):
        if child.get("id") in ids:
            node.remove(child)
        else:
            _remove(child, ids)


def _keep_only(node: ET.Element, wanted: str) -> bool:
    if node.get("id") == wanted or node.tag.endswith("}defs"):
        return True
    for child in list(node):
        if not _keep_only(child, wanted):
            node.remove(child)
    return len(node) > 0


@cache
def face_box(ai_name: str, emotion: str) -> QRectF | None:
    """Where the mouths and lids of a presenter lie, in fractions of the figure's width and height; None for anybody else."""
    import numpy as np  # slow to load, and only videos ask

    person = bundled_presenters().get(ai_name)
    if person is None:
        return None
    path, size = person.outfit(emotion).path, (400, round(400 * person.box[1] / person.box[0]))
    seen = np.zeros((size[1], size[0]), bool)
    for renderer in (lids_renderer(path), *(mouth_renderer(path, mouth) for mouth in range(MOUTHS))):
        picture = draw_renderer(renderer, size) if renderer else None
        if picture is not None:
            rows = np.frombuffer(picture.constBits(), np.uint8).reshape(size[1], -1)
            seen |= rows[:, 3 : size[0] * 4 : 4] > 0
    down, across = np.flatnonzero(seen.any(axis=1)), np.flatnonzero(seen.any(axis=0))
    if not len(down):
        return None
    left, top, right, bottom = across[0] - 2, down[0] - 2, across[-1] + 3, down[-1] + 3
    return QRectF(left / size[0], top / size[1], (right - left) / size[0], (bottom - top) / size[1])
