"""Presentations for tests, written with the library that everybody writes them with, and bent afterwards."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.presentation import Presentation as Opened
from pptx.slide import Slide
from pptx.util import Emu

from studio_gui.files.importing.found import Found, Report, unwatched
from studio_gui.files.importing.package import Package
from studio_gui.files.importing.slides.deck import open_deck, scenes_of
from studio_gui.files.media import MediaFolder

FULL_HD = (Emu(12_192_000), Emu(6_858_000))
"""16:9 to the dot: 6,350 EMU to the scene pixel."""


def new_deck(size: tuple[int, int] = FULL_HD) -> Opened:
    """An empty presentation."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Emu(size[0]), Emu(size[1])
    return deck


def blank(deck: Opened) -> Slide:
    """A slide without placeholders."""
    return deck.slides.add_slide(deck.slide_layouts[6])


def px(*numbers: float) -> tuple[Emu, ...]:
    """Scene pixels of a Full-HD stage in EMU."""
    return tuple(Emu(round(number * 6_350)) for number in numbers)


def png(width: int, height: int, color: tuple[int, int, int] = (200, 40, 40)) -> bytes:
    """A picture of one colour."""
    rows = b"".join(b"\x00" + bytes(color) * width for _ in range(height))

    def chunk(name: bytes, content: bytes) -> bytes:
        checked = name + content
        return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def saved(deck: Opened, path: Path) -> Path:
    """The presentation in a file."""
    deck.save(str(path))
    return path


def write_deck(path: Path) -> Path:
    """Three slides that show, with notes, a picture and a chart, and a fourth that is hidden."""
    deck = new_deck()
    first = deck.slides.add_slide(deck.slide_layouts[0])
    first.shapes.title.text = "Welcome"
    first.notes_slide.notes_text_frame.text = "Hello and welcome.\nThis is the first slide."
    second = blank(deck)
    second.shapes.add_picture(io.BytesIO(png(40, 30)), *px(100, 200, 400, 300))
    second.background.fill.solid()
    second.background.fill.fore_color.rgb = RGBColor(0x11, 0x22, 0x33)
    third = blank(deck)
    data = CategoryChartData()
    data.categories = ["A", "B"]
    data.add_series("S", (1, 2))
    third.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *px(100, 100, 800, 600), data)
    hidden = blank(deck)
    hidden._element.set("show", "0")
    return saved(deck, path)


def read_deck(path: Path, *, report: Report = unwatched) -> Found:
    """The scenes in a presentation, as an import without the help of fonts finds them; media go beside it."""
    with Package(path) as package:
        return scenes_of(open_deck(package), MediaFolder(path.parent), report=report)


def bent(source: Path, target: Path, change: Callable[[str, bytes], bytes | None]) -> Path:
    """A copy of a presentation with its parts changed; a part for which ``change`` says None is left out."""
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return target
