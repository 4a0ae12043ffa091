"""SVG text that draws only what is in it: no picture and no style sheet of another file is ever opened for it."""

from __future__ import annotations

import xml.etree.ElementTree as ET
import zlib

from studio_gui.base.drawings import can_be_drawn, fit_view_box, unpacked

_NAMES = {"": "http://www.w3.org/2000/svg", "xlink": "http://www.w3.org/1999/xlink"}
_BITMAPS = ("iVBOR", "/9j/", "R0lG", "UklG")
"""How PNG, JPEG, GIF and WebP begin in base64. An SVG inside an SVG could name files again."""


def self_contained(content: bytes) -> bytes | None:
    """The SVG in ``content`` (it may be packed with gzip) without references to other files; None when it is none that can be drawn.

    It is in the shape that it has: Qt would stretch it.
    """
    try:
        text = unpacked(content)
        root = ET.fromstring(text)
    except (OSError, EOFError, zlib.error, ET.ParseError, ValueError, LookupError):
        return None
    if root.tag.rpartition("}")[2] != "svg" or not can_be_drawn(root):
        return None
    outer = [(part, name) for part in root.iter() for name, value in part.items() if _leads_out(name, value)]
    if not fit_view_box(root) and not outer and b"<!DOCTYPE" not in text and b"xml-stylesheet" not in text:
        return text
    for part, name in outer:
        del part.attrib[name]
    for prefix, uri in _NAMES.items():
        ET.register_namespace(prefix, uri)
    plain: bytes = ET.tostring(root, encoding="utf-8")
    return plain


def _leads_out(name: str, value: str) -> bool:
    if name.rpartition("}")[2] != "href":
        return False
    target = "".join(value.split())
    if target.startswith("data:"):
        return not target.partition("base64,")[2].startswith(_BITMAPS)
    return bool(target) and not target.startswith("#")
