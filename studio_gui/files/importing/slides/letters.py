"""The words of a text body: paragraphs with their bullets, in runs of one look."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from studio_gui.files.importing.slides.nodes import Node, attr, find, find_all, name_of, number
from studio_gui.files.importing.slides.styles import Letters, TextStyles

MOST_CHARACTERS = 20_000
"""Of one text; more is not laid out anywhere in the program."""
_SIGNS = {
    "§": "▪", "ü": "✓", "Ø": "➢", "v": "❖", "q": "❑", "l": "●", "n": "■", "à": "→", "è": "➔", "·": "•", "o": "○",
}  # fmt: skip
"""What the usual bullets of Wingdings and Symbol look like."""


@dataclass(frozen=True, slots=True)
class Look:
    """What all letters of one clip have in common; ``left`` is EMU from the edge of the text's room."""

    letters: Letters
    align: str
    left: float


@dataclass(frozen=True, slots=True)
class Block:
    """Paragraphs of one look, and whether words in them looked otherwise."""

    text: str
    look: Look
    is_mixed: bool = False


def blocks_of(body: Node, styles: TextStyles, *, slide_number: int) -> list[Block]:
    """The text of a body in blocks, each of which can be one clip."""
    found: list[Block] = []
    numbers: Counter[float] = Counter()
    room = MOST_CHARACTERS
    for paragraph in find_all(body, "a:p"):
        block = _paragraph(paragraph, styles, numbers, slide_number)
        block = replace(block, text=block.text[:room])
        room -= len(block.text)
        last = found[-1] if found else None
        if last is not None and (last.look == block.look or not block.text.strip()):
            found[-1] = replace(last, text=f"{last.text}\n{block.text}", is_mixed=last.is_mixed or block.is_mixed)
        elif last is None or last.text.strip():
            found.append(block)
        else:
            found[-1] = replace(block, text=f"{last.text}\n{block.text}")
    if found and not any(block.text.strip() for block in found):
        return []
    return [*found[:-1], replace(found[-1], text=found[-1].text.rstrip("\n"))] if found else []


def plain_text(body: Node | None) -> str:
    """The words of a body, a line a paragraph."""
    return "\n".join(
        "".join(text for text, _ in _runs(paragraph, 0)) for paragraph in find_all(body, "a:p")
    ).strip()[:MOST_CHARACTERS]  # fmt: skip


def _paragraph(paragraph: Node, styles: TextStyles, numbers: Counter[float], slide_number: int) -> Block:
    properties = find(paragraph, "a:pPr")
    runs = [
        (text.upper() if styles.is_upper(run, properties) else text, styles.letters(run, properties, text))
        for text, run in _runs(paragraph, slide_number)
    ]
    text = "".join(words for words, _ in runs)
    lies = styles.paragraph(properties)
    mark = _mark(lies.bullet, lies.bullet_font, number(properties, "lvl"), numbers) if text.strip() else ""
    weights: Counter[Letters] = Counter()
    for words, letters in runs:
        weights[letters] += len(words.strip())
    end = find(paragraph, "a:endParaRPr")
    chosen = weights.most_common(1)[0][0] if weights else styles.letters(end, properties, "")
    # A hanging line cannot be had: the clip begins where the mark does.
    left = max(0.0, lies.margin + min(0.0, lies.indent) if mark else lies.margin)
    is_mixed = sum(1 for count in weights.values() if count) > 1
    return Block(mark + text, Look(chosen, lies.align, left), is_mixed)


def _runs(paragraph: Node, slide_number: int) -> Iterator[tuple[str, Node | None]]:
    for child in paragraph:
        kind = name_of(child)
        if kind == "br":
            yield "\n", find(child, "a:rPr")
        elif kind in ("r", "fld"):
            node = find(child, "a:t")
            text = (node.text or "") if node is not None else ""
            if kind == "fld" and attr(child, "type") == "slidenum" and slide_number:
                text = str(slide_number)
            yield _clean(text), find(child, "a:rPr")


def _clean(text: str) -> str:
    return "".join(char for char in text.replace("\v", "\n").replace("\xa0", " ") if char >= " " or char in "\n\t")


def _mark(bullet: Node | None, font: str, level: float, numbers: Counter[float]) -> str:
    for deeper in [known for known in numbers if known > level]:
        del numbers[deeper]
    kind = name_of(bullet) if bullet is not None else "buNone"
    if kind != "buAutoNum":
        numbers.pop(level, None)
    if kind == "buNone":
        return ""
    if kind == "buAutoNum":
        numbers[level] += 1
        return _numbered(attr(bullet, "type") or "", int(number(bullet, "startAt", 1)) + numbers[level] - 1) + " "
    sign = attr(bullet, "char") or "•"
    if font.lower().startswith(("wingdings", "symbol", "webdings")):
        sign = _SIGNS.get(sign, "•")
    return f"{sign[:4]} "


def _numbered(form: str, value: int) -> str:
    value = max(1, min(value, 9_999))
    if form.startswith("alpha"):
        word = _letters(value, upper="Uc" in form)
    elif form.startswith("roman"):
        word = _roman(value) if "Uc" in form else _roman(value).lower()
    else:
        word = str(value)
    if form.endswith("ParenBoth"):
        return f"({word})"
    return f"{word})" if form.endswith("ParenR") else word if form.endswith("Plain") else f"{word}."


def _letters(value: int, *, upper: bool) -> str:
    word = chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 % 20 + 1)
    return word if upper else word.lower()


def _roman(value: int) -> str:
    signs: Sequence[tuple[int, str]] = (
        (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
        (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    )  # fmt: skip
    word = ""
    for worth, sign in signs:
        word += sign * (value // worth)
        value %= worth
    return word
