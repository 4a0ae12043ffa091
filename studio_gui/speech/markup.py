"""A script as it is typed (with a little markup) and as it is spoken.

Services take scripts as ``<p>``/``<span>``/``<br>`` markup in ``org``; what is read aloud has none of it.
"""

from __future__ import annotations

import html
import re

_PAUSE = re.compile(r"<\s*(?:br\b[^<>]*|/\s*(?:p|div|li|h[1-6])\s*)>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_UNSPOKEN = re.compile("[\u00ad\u200b\u2060\ufeff]")
_BLANKS = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[ \n]*")


def plain_text(org: str) -> str:
    """The words of a script without its markup.

    Tags and comments go, paragraphs and ``<br>`` become line ends, entities are decoded, invisible characters and
    needless blanks disappear. A ``<`` that opens no tag (``3 < 5``) stays.
    """
    text = org
    if "<" in text:
        text = _TAG.sub("", _PAUSE.sub("\n", _without_comments(text)))
    if "&" in text:
        text = html.unescape(text)
    text = _UNSPOKEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return _LINES.sub("\n", _BLANKS.sub(" ", text)).strip()


def _without_comments(text: str) -> str:
    """Closed comments go; searched by hand, because a pattern takes quadratic time over comments never closed."""
    kept, place = [], 0
    while (start := text.find("<!--", place)) >= 0 and (end := text.find("-->", start + 4)) >= 0:
        kept.append(text[place:start])
        place = end + 3
    return "".join(kept) + text[place:]
