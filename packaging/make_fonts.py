"""Makes ``resources/fonts`` anew from the Noto fonts of Debian or Ubuntu.

    apt-get install fonts-noto-core fonts-noto-cjk fonts-noto-color-emoji
    pip install fonttools
    python packaging/make_fonts.py

The Latin, Arabic, Hebrew, Devanagari and Thai fonts are copied as they are. The Chinese, Japanese and Korean fonts are
cut down to the characters of the national standards, the symbols to their commonest blocks and the emoji to one skin
colour; what is cut down gets another name, so that it never hides the full font where that is installed.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

TARGET = Path(__file__).resolve().parents[1] / "resources" / "fonts"
NOTO = Path("/usr/share/fonts/truetype/noto")
NOTO_CJK = Path("/usr/share/fonts/opentype/noto")

COPIED = (
    *(f"NotoSans-{style}.ttf" for style in ("Regular", "Bold", "Italic", "BoldItalic")),
    *(f"NotoSans{name}-{s}.ttf" for name in ("Arabic", "Devanagari", "Hebrew", "Thai") for s in ("Regular", "Bold")),
)
SKIN_COLOURS = range(0x1F3FB, 0x1F400)
SYMBOLS = (range(0x2190, 0x2800), range(0x2900, 0x2A00), range(0x2B00, 0x2C00))
MATHEMATICS = range(0x2200, 0x2300)
# Where the simplified Chinese font stands in the collection; its forms serve all three writings here.
SIMPLIFIED_CHINESE = 2


def main() -> None:
    """Writes every font and prints its size."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name in COPIED:
        shutil.copy(NOTO / name, TARGET / name)
    for style in ("Regular", "Bold"):
        source = NOTO_CJK / f"NotoSansCJK-{style}.ttc"
        font = cut(source, east_asian(), number=SIMPLIFIED_CHINESE, drop=["vhea", "vmtx", "VORG", "BASE"], features=[])
        save(font, "Studio Sans CJK", style)
    symbols = {c for block in SYMBOLS for c in block}
    save(cut(NOTO / "NotoSansSymbols2-Regular.ttf", symbols), "Studio Symbols", "Regular")
    save(cut(NOTO / "NotoSansSymbols-Regular.ttf", symbols), "Studio Signs", "Regular")
    save(cut(NOTO / "NotoSansMath-Regular.ttf", MATHEMATICS, features=[], drop=["MATH"]), "Studio Math", "Regular")
    save(one_skin_colour(), "Studio Emoji", "Regular")
    for path in sorted(TARGET.glob("*.?tf")):
        print(f"{path.stat().st_size:>9,}  {path.name}")


def east_asian() -> set[int]:
    """The characters of GB 2312, Big5 (first level), JIS X 0208 and KS X 1001 (without its Chinese part)."""
    chinese = _two_byte("gb2312") | _two_byte("big5", first=range(0xA4, 0xC7))
    korean = {c for c in _two_byte("euc_kr") if not 0x4E00 <= c < 0xA000}
    marks = {*range(0x20, 0x7F), *range(0x3000, 0x3100), *range(0xFF00, 0xFFF0)}
    return chinese | _two_byte("shift_jis") | korean | marks


def one_skin_colour() -> TTFont:
    """The emoji without their variants of skin colour; the colour signs draw nothing, not a box."""
    source = NOTO / "NotoColorEmoji.ttf"
    with TTFont(source) as whole:
        characters = set(whole.getBestCmap()) - set(SKIN_COLOURS)
    font = cut(source, characters)
    nothing = font.getBestCmap()[0x200D]
    for table in font["cmap"].tables:
        if table.isUnicode() and table.format != 14:
            table.cmap.update(dict.fromkeys(SKIN_COLOURS, nothing))
    return font


def cut(
    source: Path,
    characters: Iterable[int],
    *,
    number: int = -1,
    drop: Iterable[str] = (),
    features: list[str] | None = None,
) -> TTFont:
    """The font with these characters alone, without hints, which nothing drawn at video size needs."""
    options = subset.Options(font_number=number, hinting=False, name_IDs=["*"], notdef_outline=True)
    options.drop_tables += list(drop)
    if features is not None:
        options.layout_features = features
    font = subset.load_font(str(source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    return font


def save(font: TTFont, family: str, style: str) -> None:
    """Writes the font under a name of its own."""
    short = family.replace(" ", "")
    names = {1: family, 2: style, 3: f"{family} {style}", 4: f"{family} {style}", 6: f"{short}-{style}"}
    for record in list(font["name"].names):
        if record.nameID in (16, 17, 21, 22, 25):
            font["name"].names.remove(record)
        elif record.nameID in names:
            record.string = names[record.nameID]
    if "CFF " in font:
        inner = font["CFF "].cff
        inner.fontNames = [names[6]]
        inner.topDictIndex[0].FullName, inner.topDictIndex[0].FamilyName = names[4], family
    font.save(TARGET / f"{short}-{style}.{'otf' if 'CFF ' in font else 'ttf'}")


def _two_byte(codec: str, *, first: Iterable[int] = range(0x81, 0xFF)) -> set[int]:
    pairs = (bytes([a, b]).decode(codec, "ignore") for a in first for b in range(0x40, 0xFF))
    return {ord(character) for pair in pairs for character in pair if ord(character) > 0x7F}


if __name__ == "__main__":
    main()
