"""Which language a text is in, guessed from its letters, and how well two language tags fit.

A guess from scripts is enough to keep an English voice from spelling out Chinese. It cannot tell French from German:
the project's own language decides there.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

_RANGES: tuple[tuple[int, int, str], ...] = (
    (0x0041, 0x024F, "Latn"),
    (0x0370, 0x03FF, "Grek"),
    (0x0400, 0x052F, "Cyrl"),
    (0x0530, 0x058F, "Armn"),
    (0x0590, 0x05FF, "Hebr"),
    (0x0600, 0x06FF, "Arab"),
    (0x0750, 0x077F, "Arab"),
    (0x0900, 0x097F, "Deva"),
    (0x0980, 0x09FF, "Beng"),
    (0x0A00, 0x0A7F, "Guru"),
    (0x0A80, 0x0AFF, "Gujr"),
    (0x0B00, 0x0B7F, "Orya"),
    (0x0B80, 0x0BFF, "Taml"),
    (0x0C00, 0x0C7F, "Telu"),
    (0x0C80, 0x0CFF, "Knda"),
    (0x0D00, 0x0D7F, "Mlym"),
    (0x0D80, 0x0DFF, "Sinh"),
    (0x0E00, 0x0E7F, "Thai"),
    (0x1000, 0x109F, "Mymr"),
    (0x10A0, 0x10FF, "Geor"),
    (0x1100, 0x11FF, "Hang"),
    (0x1200, 0x137F, "Ethi"),
    (0x13A0, 0x13FF, "Cher"),
    (0x1E00, 0x1EFF, "Latn"),
    (0x3040, 0x30FF, "Kana"),
    (0x3130, 0x318F, "Hang"),
    (0x3400, 0x4DBF, "Hani"),
    (0x4E00, 0x9FFF, "Hani"),
    (0xAC00, 0xD7A3, "Hang"),
    (0xF900, 0xFAFF, "Hani"),
    (0xFB50, 0xFDFF, "Arab"),
    (0xFE70, 0xFEFC, "Arab"),
    (0xFF66, 0xFF9F, "Kana"),
    (0x20000, 0x323AF, "Hani"),
)
_SPOKEN_IN: dict[str, tuple[str, ...]] = {
    "Grek": ("el", "grc"),
    "Cyrl": ("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tt", "ba", "cv", "nog", "mn", "bs"),
    "Armn": ("hy", "hyw"),
    "Hebr": ("he", "yi"),
    "Arab": ("ar", "fa", "ur", "sd", "ug", "ku", "ps"),
    "Deva": ("hi", "mr", "ne", "kok", "sa"),
    "Beng": ("bn", "as", "bpy"),
    "Guru": ("pa",),
    "Gujr": ("gu",),
    "Orya": ("or",),
    "Taml": ("ta",),
    "Telu": ("te",),
    "Knda": ("kn",),
    "Mlym": ("ml",),
    "Sinh": ("si",),
    "Thai": ("th",),
    "Mymr": ("my", "shn"),
    "Geor": ("ka",),
    "Hang": ("ko",),
    "Ethi": ("am", "ti"),
    "Cher": ("chr",),
    "Kana": ("ja",),
    "Hani": ("zh", "yue", "hak", "ja"),
}
_ONLY_HERE = (("uk", "іїєґ"), ("be", "ў"), ("sr", "ђћџ"), ("mk", "ѓќѕ"), ("ur", "ٹڈڑے"), ("fa", "پچژگ"))
_ALIASES = {"cmn": "zh", "no": "nb", "iw": "he", "in": "id", "ji": "yi", "mo": "ro", "sh": "sr", "hbs": "hr"}
_LATIN_TOO = frozenset({"sr", "bs", "ku"})
# One ideograph or syllable sign carries about as much speech as this many Latin letters.
_WEIGHT = {"Hani": 3.0, "Kana": 2.0, "Hang": 2.5}


@lru_cache(maxsize=4096)
def normal_tag(tag: str) -> str:
    """A language tag in lower case with today's code for old ones: ``cmn_CN`` is ``zh-cn``."""
    first, *rest = tag.strip().lower().replace("_", "-").split("-")
    return "-".join([_ALIASES.get(first, first), *rest])


def primary(tag: str) -> str:
    """The language of a tag without region or script: ``pt-BR`` is ``pt``."""
    return normal_tag(tag).split("-")[0]


@lru_cache(maxsize=16384)
def fit(wanted: str, offered: str) -> int:
    """How well an offered language serves a wanted one: 0 not at all, 1 same language, 2 general or same region."""
    want, have = normal_tag(wanted), normal_tag(offered)
    if primary(want) != primary(have):
        return 0
    return 2 if have == want or want == primary(want) else 1


def script_of(character: str) -> str | None:
    """The script of a letter as a four-letter code (``Kana`` for both Japanese kinds), or None for anything else."""
    code = ord(character)
    if not character.isalpha() and code < 0x0900:
        return None
    return next((name for low, high, name in _RANGES if low <= code <= high), None)


def language_of(text: str, default: str = "en") -> str:
    """The language a text is most likely in: ``default`` unless its letters say that it cannot be.

    Looks at the first 5,000 characters and at scripts only, so Latin text keeps any ``default`` written in Latin
    letters.
    """
    letters = Counter(text[:5000])
    weights: Counter[str] = Counter()
    for character, count in letters.items():
        script = script_of(character)
        if script:
            weights[script] += round(count * _WEIGHT.get(script, 1.0) * 2)
    if not weights:
        return default
    leading = max(weights, key=lambda name: (weights[name], name))
    if leading == "Hani" and weights["Kana"] * 8 > weights["Hani"]:
        leading = "Kana"
        weights["Kana"] += weights["Hani"]
    at_home = sum(weight for script, weight in weights.items() if written_in(script, default))
    if at_home * 1.5 >= weights[leading]:  # a foreign name or two is read by the voice of the rest
        return default
    return _language_in(leading, default=default, letters=letters)


def written_in(script: str, language: str) -> bool:
    """Whether a language is written in this script."""
    home = primary(language)
    if script == "Latn":
        foreign = any(home in languages for languages in _SPOKEN_IN.values())
        return not foreign or home in _LATIN_TOO
    return home in _SPOKEN_IN.get(script, ())


def _language_in(script: str, *, default: str, letters: Counter[str]) -> str:
    if written_in(script, default):
        return default
    if script == "Latn":
        return "en"
    languages = _SPOKEN_IN[script]
    for language, signs in _ONLY_HERE:
        if language in languages and any(sign in letters for sign in signs):
            return language
    return languages[0]
