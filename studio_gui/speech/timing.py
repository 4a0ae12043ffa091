"""How long a script will take to speak and how many words it has, fast enough for every key press.

The rates are seconds per letter (per sign for Chinese, Japanese and Korean), measured against the built-in voice at
its usual pace on business texts; the built-in voice is within 20 % of them on texts of a sentence and more. Pauses,
digits and symbols are counted apart. Markup must be gone already (``plain_text``).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import lru_cache

from studio_gui.speech.language import language_of, primary, script_of, written_in

_BY_LANGUAGE = {
    "en": 0.074,
    "de": 0.070,
    "fr": 0.057,
    "es": 0.071,
    "it": 0.068,
    "pt": 0.078,
    "nl": 0.076,
    "sv": 0.082,
    "pl": 0.079,
    "tr": 0.084,
    "vi": 0.078,
    "fi": 0.081,
    "ru": 0.068,
    "el": 0.070,
    "ar": 0.116,
    "fa": 0.110,
    "he": 0.094,
    "hi": 0.098,
    "bn": 0.110,
    "ta": 0.073,
    "th": 0.111,
}
_BY_SCRIPT = {
    "Latn": 0.075,
    "Cyrl": 0.070,
    "Arab": 0.112,
    "Hebr": 0.094,
    "Hani": 0.273,
    "Kana": 0.128,
    "Hang": 0.208,
    "Deva": 0.098,
    "Beng": 0.105,
    "Taml": 0.073,
    "Thai": 0.110,
    "Grek": 0.070,
}
_ELSE = 0.09
_DIGIT_S, _SYMBOL_S = 0.36, 0.55
_COMMA_S, _STOP_S = 0.20, 0.42
_COMMAS = frozenset(",;:،؛、,;:—–")
_SILENT = frozenset("\"'’‘“”()[]{}«»-_*#~^`|\\<>…·•「」『』（）《》")
_STOPS = re.compile(r"[.!?。！？؟।۔][\s\"'”’»」)]|[。！？؟।](?=\S)|\n")
_SIGNS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U000323af"
_SIGN = re.compile(f"[{_SIGNS}]")
_WORD = re.compile(f"[^\\W_{_SIGNS}][^\\s—–…/{_SIGNS}]*")


@dataclass(frozen=True, slots=True)
class Estimate:
    """The size of a spoken text: ``words`` (signs in Chinese and Japanese) and ``seconds``."""

    words: int
    seconds: float


def estimate(text: str, *, language: str | None = None, speed: float = 1.0) -> Estimate:
    """Guess words and seconds of plain text.

    ``language`` is the project's (BCP-47); letters that cannot belong to it are counted as the language they show.
    Seconds are those at ``speed``, 1.0 being the built-in voice's usual pace.
    """
    if not text.strip():
        return Estimate(0, 0.0)
    seconds = _letters_s(text, language) + _STOP_S * len(_STOPS.findall(text.strip()))
    return Estimate(count_words(text), seconds / speed)


def count_words(text: str) -> int:
    """Words between blanks, plus every Chinese and Japanese sign as one; numbers count, lone punctuation does not."""
    return len(_SIGN.findall(text)) + len(_WORD.findall(text))


def _letters_s(text: str, language: str | None) -> float:
    spoken = primary(language_of(text, language or "en"))
    seconds = 0.0
    for kind, count in _kinds(text).items():
        if kind == "digit":
            seconds += count * _DIGIT_S
        elif kind == "symbol":
            seconds += count * _SYMBOL_S
        elif kind == "comma":
            seconds += count * _COMMA_S
        else:
            seconds += count * _rate(kind, spoken)
    return seconds


def _kinds(text: str) -> Counter[str]:
    kinds: Counter[str] = Counter()
    for sign, count in Counter(text).items():
        kind = _kind(sign)
        if kind:
            kinds[kind] += count
    return kinds


@lru_cache(maxsize=20_000)
def _kind(sign: str) -> str:
    """digit, symbol, comma, the code of a script, "else" for rarer letters, or nothing for what is not heard."""
    if sign.isspace() or sign in _SILENT:
        return ""
    if sign in _COMMAS:
        return "comma"
    if sign.isdigit():
        return "digit"
    script = script_of(sign)
    if script:
        return script
    if sign.isalpha():
        return "else"
    return "symbol" if sign in "%&+=@$€£¥§°©" or (ord(sign) >= 0x1F300 and ord(sign) < 0x1FB00) else ""


@lru_cache(maxsize=1_000)
def _rate(script: str, spoken: str) -> float:
    """Seconds per letter: the language's own rate for its own letters, the script's for letters of another."""
    if written_in(script, spoken):
        return _BY_LANGUAGE.get(spoken, _BY_SCRIPT.get(script, _ELSE))
    return _BY_SCRIPT.get(script, _ELSE)
