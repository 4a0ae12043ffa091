"""What a service says when it says no, in whatever form: its code, its words, and its words about single fields.

Source: AI Studios documents, ``{"success": false, "error": {"code", "msg"}}``, the older top-level ``msg``, the
streaming service's ``{code, message}``; Creatify as observed: ``{"detail": …}``, ``["…"]``, ``{"field": ["…"]}``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from studio_gui.base.errors import ended
from studio_gui.base.json_text import Json, JsonDict, storable
from studio_gui.base.logs import without_secrets

_MOST_CHARACTERS = 600
_MOST_READ = 20_000
"""Of a page that is no JSON: a longer one is no answer for people, and looking for its words would take minutes."""
_TITLE = re.compile(r"(?is)<title[^>]*>(.*?)</title>")
_TAG = re.compile(r"(?s)<(script|style).*?</\1>|<[^>]+>")
_WORD = re.compile(r"\w+")
_MOST_OF_CODE = 40
_WORDS_KEYS = ("detail", "msg", "message", "error", "error_description", "reason", "title")


@dataclass(frozen=True, slots=True)
class Said:
    """A service's own words, without the keys it may repeat; ``fields`` are those about one field of what was sent."""

    words: str = ""
    code: str = ""
    fields: dict[str, str] = field(default_factory=dict)

    def sentence(self, status: int = 0) -> str:
        """What it said, for people, with its code, which its support asks for; empty when it said nothing.

        Source: AI Studios documents, failure envelope: ``error.code`` can be anything, and no table of codes exists. A
        code that says no more than the HTTP ``status``, or than the words, is left out.
        """
        code = _short(self.code)[:_MOST_OF_CODE]
        if code in ("", "0", str(status), *_WORD.findall(self.words)):
            code = ""
        if not self.words:
            return f"It said: code {code}." if code else ""
        words = f"{self.words.rstrip('.')} (code {code})" if code else self.words
        return f"It said: {ended(words)}"


def said_in(body: Json, text: str = "") -> Said:
    """The words in an answer; ``text`` is the answer as it came, for those that are no JSON."""
    if isinstance(body, dict):
        return _of_object(body)
    if isinstance(body, list):
        return Said(_short("; ".join(_flat(body))))
    if isinstance(body, str) and body.strip():
        return Said(_short(body))
    return Said(_plain(text))


def _of_object(body: JsonDict) -> Said:
    error = body.get("error")
    inner = error if isinstance(error, dict) else body
    code = _text_of(inner.get("code", body.get("code")))
    for key in _WORDS_KEYS:
        words = inner.get(key)
        if isinstance(words, (str, list)) and words:
            return Said(_short("; ".join(_flat(words))), code, _fields_of(inner))
    fields = _fields_of(inner)
    return Said(_short("; ".join(f"{name}: {words}" for name, words in fields.items())), code, fields)


def _fields_of(body: JsonDict) -> dict[str, str]:
    names = (name for name, value in body.items() if isinstance(value, list) and name not in _WORDS_KEYS)
    found = {name: "; ".join(_flat(body[name])) for name in names}
    return {name: _short(words) for name, words in found.items() if words}


def _flat(value: Json) -> Iterator[str]:
    if isinstance(value, list):
        for part in value:
            yield from _flat(part)
    elif isinstance(value, dict):
        where = value.get("loc")
        words = next((value[key] for key in _WORDS_KEYS if isinstance(value.get(key), str)), None)
        place = ".".join(_text_of(part) for part in where if part != "body") if isinstance(where, list) else ""
        if isinstance(words, str):
            yield f"{place}: {words}" if place else words
        else:
            yield from (f"{name}: {'; '.join(_flat(part))}" for name, part in value.items())
    elif value is not None:
        yield _text_of(value)


def _text_of(value: Json) -> str:
    return storable(str(value)).strip() if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""


def _plain(text: str) -> str:
    """Words out of a page of HTML, or of plain text."""
    text = text[:_MOST_READ]
    if "<" not in text:
        return _short(text)
    title = _TITLE.search(text)
    return _short(_TAG.sub(" ", title.group(1) if title else text))


def _short(words: str) -> str:
    said = without_secrets(" ".join(storable(words).split()))
    return said if len(said) <= _MOST_CHARACTERS else said[: _MOST_CHARACTERS - 1] + "…"
