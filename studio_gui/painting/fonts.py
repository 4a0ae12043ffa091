"""Which font a text is set in, so that no script and no emoji ends as empty boxes.

The documents' default "Noto Sans CJK" is not a family that exists: it comes as one family per region. The region is
chosen by the text, and every family is followed by others that cover what it lacks.
"""

from __future__ import annotations

import hashlib
import re
import threading
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from PySide6.QtCore import qVersion
from PySide6.QtGui import QFont, QFontDatabase, QTextCharFormat, QTextLayout

from studio_gui.base.paths import resource
from studio_gui.model.clips import TextClip

FALLBACKS = (
    "Noto Sans", "Noto Sans CJK SC", "Studio Sans CJK", "Noto Sans Arabic", "Noto Color Emoji", "Studio Emoji",
    "Studio Symbols", "Studio Signs", "Studio Math", "DejaVu Sans",
)  # fmt: skip
"""Tried in this order for what the chosen family lacks; after them Qt asks the system."""

MAX_SIZE_PX = 8_000.0

_loading = threading.Lock()


@cache
def _load_bundled() -> bool:
    for path in sorted(resource("fonts").glob("*.[ot]tf")):
        QFontDatabase.addApplicationFont(str(path))
    return True


def load_bundled_fonts() -> None:
    """Make the fonts that ship with the program known to Qt; only the first call does anything."""
    with _loading:
        _load_bundled()


@cache
def _installed() -> frozenset[str]:
    load_bundled_fonts()
    return frozenset(QFontDatabase.families())


@cache
def fonts_mark() -> str:
    """A digest that differs where texts may look different: by the families that are installed, and by Qt's version."""
    said = "\n".join((qVersion(), *sorted(_installed())))
    return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()


def region_of(text: str) -> str:
    """Which regional cut of a CJK font suits the text: ``JP`` with kana, ``KR`` with hangul, else ``SC``."""
    for char in text[:2000]:
        if "\u3040" <= char <= "\u30ff" or "\u31f0" <= char <= "\u31ff":
            return "JP"
        if "\uac00" <= char <= "\ud7af" or "\u1100" <= char <= "\u11ff":
            return "KR"
    return "SC"


@lru_cache(maxsize=256)
def families_for(family: str, region: str) -> tuple[str, ...]:
    """The families to try in order, only installed ones unless none is."""
    wanted: list[str] = []
    for name in (part.strip().strip("'\"") for part in family.split(",")):
        if name in ("Noto Sans CJK", "Noto Serif CJK"):
            wanted += [f"{name} {region}", "Studio Sans CJK"]
        elif name:
            wanted.append(name)
    wanted.extend(FALLBACKS)
    found = [name for name in dict.fromkeys(wanted) if name in _installed()]
    return tuple(found or wanted)


_INDIC = r"\u0700-\u0dff\u1780-\u17ff"
_NEUTRAL = r"\x00-@\[-`{-\xbf\u2000-\u2bff\ufe0e\ufe0f\U0001f000-\U0001faff"  # what Qt counts to the writing beside it
_SHAPED = re.compile(f"(?:^[{_NEUTRAL}]*)?([{_INDIC}])[{_INDIC}{_NEUTRAL}]*")


def shaped_formats(text: str, font: QFont) -> list[QTextLayout.FormatRange]:
    """Formats for the writings in a text that need a font of their own; the rest is set in ``font``.

    Qt complains about every font in the list that cannot shape an Indic writing, so these runs get only the one made
    for it.
    """
    formats = []
    for start, length, family in _shaped_runs(text):
        special = QFont(font)
        special.setFamilies([family])
        style = QTextCharFormat()
        style.setFont(special)
        found = QTextLayout.FormatRange()
        found.start, found.length, found.format = start, length, style
        formats.append(found)
    return formats


def _shaped_runs(text: str) -> Iterator[tuple[int, int, str]]:
    """Where such writings stand, as (start, length) in UTF-16 units, and the family of each."""
    units, reached = 0, 0
    for found in _SHAPED.finditer(text):
        units += _units(text[reached : found.start()])
        length = _units(found[0])
        family = "Noto Sans " + unicodedata.name(found[1], "Devanagari").split(" ")[0].title()
        if family in _installed():
            yield units, length, family
        units, reached = units + length, found.end()


def _units(text: str) -> int:
    return len(text) + sum(char > "\uffff" for char in text)


def weight_of(value: float | str) -> QFont.Weight:
    """The weight nearest to ``fontWeight``: a number from 1 to 1000, ``bold``, or empty for the regular one."""
    words = {"": 400.0, "normal": 400.0, "bold": 700.0}
    try:
        number = words[value.lower()] if isinstance(value, str) and value.lower() in words else float(value)
    except ValueError:
        number = 400.0
    if not number > 0:
        number = 400.0
    return min(QFont.Weight, key=lambda weight: abs(weight.value - number))


def is_italic(style: str) -> bool:
    """Whether a ``fontStyle`` slants the letters."""
    return style.lower() in ("italic", "oblique")


def font_of(clip: TextClip) -> tuple[QFont, float]:
    """The font of a text in whole pixels, and the factor that makes it the size asked for.

    Qt takes only whole pixels; the layout is made at the nearest one and scaled, so that every resolution breaks
    lines at the same places.
    """
    size = max(0.1, min(MAX_SIZE_PX, clip.font_size_px))
    whole = max(8, round(size))
    font = QFont(list(families_for(clip.font_family, region_of(clip.text))))
    font.setPixelSize(whole)
    font.setWeight(weight_of(clip.font_weight))
    font.setItalic(is_italic(clip.font_style))
    font.setUnderline(clip.underline)
    font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return font, size / whole
