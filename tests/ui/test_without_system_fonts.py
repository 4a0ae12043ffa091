"""On a system without a single font, the fonts that come along show every common writing: no box, ever."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

NO_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}/none</dir><cachedir>{folder}/cache</cachedir></fontconfig>
"""
TEXTS = (
    "Hello Ünïcödé Ąę “quoted” — 1,234.5 € £ ¥ © ®",
    "Ελλάδα Привет Україна",
    "你好世界 繁體中文 こんにちは カタカナ 漢字 안녕하세요",
    "مرحبا بالعالم",
    "שלום עולם",
    "สวัสดี",
    "😀 👍🏽 👩‍💻 🇰🇷 🚀 ❤️ 👨‍👩‍👧",
    "✓ ★ → ☎ ♫ ① ∞ ≈ ♠ ► ½",
    "Mixed 中文 and العربية 🎉 in one line",
)
PROGRAM = """
import sys
from PySide6.QtGui import QFont, QGuiApplication, QTextLayout
app = QGuiApplication([])
from studio_gui.painting.fonts import families_for, load_bundled_fonts, region_of
load_bundled_fonts()
boxes = []
for text in sys.argv[1:]:
    font = QFont()
    font.setFamilies(families_for("Noto Sans CJK", region_of(text)))
    layout = QTextLayout(text, font)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    if any(0 in run.glyphIndexes() for run in layout.glyphRuns()):
        boxes.append(text)
print(*boxes, sep=chr(10))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only on Linux can the system's fonts be put away")
def test_text_shows_no_boxes_where_the_system_has_no_fonts(tmp_path: Path) -> None:
    configuration = tmp_path / "fonts.conf"
    configuration.write_text(NO_FONTS.format(folder=tmp_path), "utf-8")
    settings = {**os.environ, "FONTCONFIG_FILE": str(configuration), "PYTHONUTF8": "1"}
    answer = subprocess.run(
        [sys.executable, "-c", PROGRAM, *TEXTS],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=settings,
        timeout=60,
    )
    assert answer.returncode == 0, answer.stderr
    assert answer.stdout.split("\n") == ["", ""]
