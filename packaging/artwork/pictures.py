"""Pictures for the samples, of an invented lighting company, Lumen & Co: logo, product, desk, figures, landscape."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from .backgrounds import Sheet, plant
from .ink import darker, lighter, write

WIDTH = 1600
NAVY, AMBER, CREAM, BLUE = "#1d2b50", "#f5a83c", "#fff6e6", "#3a6cf0"

# Capital letters as strokes in a box 100 high; the width follows the drawing.
LETTERS: dict[str, tuple[str, int]] = {
    "L": ("M{0} 0V100H{52}", 76),
    "U": ("M{0} 0V62A36 36 0 0 0 {72} 62V0", 98),
    "M": ("M{0} 100V0L{44} 66L{88} 0V100", 114),
    "E": ("M{54} 0H{0}V100H{54}M{0} 50H{46}", 80),
    "N": ("M{0} 100V0L{74} 100V0", 100),
    "C": ("M{80} 18A50 50 0 1 0 {80} 82", 108),
    "O": ("M{50} 0A50 50 0 1 0 {50} 100A50 50 0 1 0 {50} 0Z", 126),
    "&": ("M{82} 100L{22} 34A22 22 0 1 1 {56} 34L{20} 60A25 25 0 0 0 {40} 100C{58} 100 {74} 84 {80} 60", 112),
    " ": ("", 44),
}


def word(s: Sheet, text: str, x: float, y: float, height: float, colour: str, width: float) -> float:
    """Writes capitals as strokes; returns where the next word would start."""
    k = height / 100
    for letter in text:
        data, advance = LETTERS[letter]
        if data:
            s.line(_shifted(data, x, y, k), colour, width)
        x += advance * k
    return x


def _shifted(data: str, x: float, y: float, k: float) -> str:
    """Puts a letter in place: {n} is an x, other numbers after M, L, C, H, V, A are read as y or radii."""
    out, numbers = [], []
    token = ""
    for ch in data + " ":
        if ch in "0123456789.{}":
            token += ch
            continue
        if token:
            numbers.append(token)
            out.append("\0")
            token = ""
        out.append(ch)
    template = "".join(out)
    return _filled(template, numbers, x, y, k)


def _filled(template: str, numbers: list[str], x: float, y: float, k: float) -> str:
    result, index, command, place = [], 0, "", 0
    for ch in template:
        if ch != "\0":
            if ch.isalpha():
                command, place = ch, 0
            result.append(ch)
            continue
        raw = numbers[index]
        index += 1
        value = float(raw.strip("{}"))
        if raw.startswith("{"):
            number = x + value * k
        elif command == "A" and place < 5:
            number = value * k if place < 2 else value
        else:
            number = y + value * k
        place += 1
        if command == "A" and place == 7:
            place = 0
        result.append(f"{number:g}")
    return "".join(result)


def mark(s: Sheet, cx: float, cy: float, r: float, ring: str, core: str) -> None:
    """The sign of the company: a half sun in an open ring."""
    s.line(
        f"M{cx - r * 0.7:.1f} {cy + r * 0.72:.1f}A{r} {r} 0 1 1 {cx + r * 0.7:.1f} {cy + r * 0.72:.1f}", ring, r * 0.17
    )
    s.path(
        f"M{cx - r * 0.56:.1f} {cy + r * 0.1:.1f}A{r * 0.56:.1f} {r * 0.56:.1f} 0 0 1 {cx + r * 0.56:.1f} {cy + r * 0.1:.1f}Z",
        core,
    )
    s.line(f"M{cx - r * 0.48:.1f} {cy + r * 0.36:.1f}H{cx + r * 0.48:.1f}", core, r * 0.13)
    s.line(f"M{cx - r * 0.28:.1f} {cy + r * 0.64:.1f}H{cx + r * 0.28:.1f}", core, r * 0.13)


def logo(ink: str) -> Sheet:
    """Sign and name side by side on nothing (1600×400)."""
    s = Sheet()
    mark(s, 210, 200, 130, ink, AMBER)
    end = word(s, "LUMEN", 420, 136, 128, ink, 22)
    word(s, " & CO", end - 20, 136, 128, AMBER, 22)
    return s


def _card(s: Sheet, top: str, low: str) -> None:
    s.rect(0, 0, 1600, 1000, s.gradient(0, 0, 1600, 1000, (0, top, 1), (1, low, 1)), 48)


def lamp() -> Sheet:
    """The product: a desk lamp with an amber shade, lit."""
    s = Sheet()
    _card(s, "#26376a", "#141c3a")
    s.rect(0, 0, 1600, 1000, s.glow(900, 470, 760, (0, "#ffcf7a", 0.60), (0.5, "#ff9a4d", 0.16), (1, "#ff9a4d", 0)), 48)
    s.path("M0 800C400 780 1200 780 1600 800V952C1600 980 1580 1000 1552 1000H48C20 1000 0 980 0 952Z", "#0e1530")
    s.path(
        "M780 392L1140 392L1420 806C1200 850 720 850 500 806Z",
        s.gradient(0, 392, 0, 850, (0, "#ffe3a8", 0.55), (1, "#ffe3a8", 0.05)),
    )
    s.oval(960, 822, 480, 40, "#ffdf9e", 0.35)
    s.oval(560, 850, 190, 26, "#060a1c", 0.5)
    s.path("M400 842C400 812 470 800 560 800S720 812 720 842C720 858 650 868 560 868S400 858 400 842Z", "#d9dfec")
    s.path("M560 800C650 800 720 812 720 842C720 858 650 868 560 868Z", "#aab5cd")
    s.oval(560, 820, 60, 12, "#eef2fa")
    s.line("M560 816L470 500", "#c3cce0", 20)
    s.line("M566 816L477 500", "#8f9bb8", 6)
    s.line("M470 500L840 250", "#c3cce0", 20)
    s.line("M474 506L844 256", "#8f9bb8", 6)
    s.oval(470, 500, 32, 32, AMBER)
    s.oval(470, 500, 13, 13, "#fff0d2")
    s.path("M836 214C900 176 1010 190 1056 250L1148 392H772L810 268C816 246 824 224 836 214Z", AMBER)
    s.path("M960 196C1010 204 1038 226 1056 250L1148 392H1010C1010 320 1000 250 960 196Z", darker(AMBER, 0.22))
    s.path("M866 232C850 250 838 300 826 352", "none")
    s.line("M866 236C848 262 838 300 828 350", "#ffd694", 12, 0.9)
    s.oval(960, 392, 188, 26, "#fff4d6")
    s.oval(960, 392, 130, 16, "#ffffff")
    s.oval(836, 252, 26, 26, "#d9dfec")
    for x, y, r in (
        (1300, 180, 5),
        (1420, 300, 3.5),
        (240, 220, 4),
        (160, 420, 3),
        (330, 130, 3),
        (1480, 520, 4),
        (1210, 120, 3),
    ):
        s.oval(x, y, r, r, "#ffe9bd", 0.8)
    s.rect(1180, 760, 210, 40, "#3a6cf0", 6)
    s.rect(1200, 722, 180, 38, "#e9e3d6", 6)
    s.rect(1200, 722, 22, 38, "#c9bfa9", 6)
    s.rect(1168, 800, 232, 34, "#c95f4a", 6)
    return s


def desk() -> Sheet:
    """A welcoming first-day desk: laptop, notebook, cup, plant."""
    s = Sheet()
    _card(s, "#e9effb", "#d4e0f7")
    s.oval(800, 440, 430, 400, "#ffffff", 0.6)
    s.rect(470, 210, 620, 420, "#2a3350", 26)
    s.rect(492, 232, 576, 372, "#ffffff", 10)
    s.rect(492, 232, 576, 54, "#eef2fb", 10)
    for i, c in enumerate(("#ff8a7a", "#ffc85c", "#6fcf97")):
        s.oval(524 + i * 30, 259, 9, 9, c)
    s.oval(780, 400, 66, 66, "#dbe6ff")
    mark(s, 780, 402, 44, BLUE, AMBER)
    s.rect(650, 496, 260, 20, "#2a3350", 10)
    s.rect(690, 532, 180, 14, "#b7c3dd", 7)
    s.rect(720, 562, 120, 26, BLUE, 13)
    s.path("M396 630H1164L1206 676C1208 686 1202 692 1194 692H366C358 692 352 686 354 676Z", "#b9c4da")
    s.path("M680 630H880L866 652H694Z", "#94a2c0")
    s.path("M354 676H1206C1208 686 1202 692 1194 692H366C358 692 352 686 354 676Z", "#8c99b8")
    s.rect(0, 690, 1600, 26, "#e0b184")
    s.path("M0 716H1600V952C1600 980 1580 1000 1552 1000H48C20 1000 0 980 0 952Z", "#c9966a")
    s.rect(0, 716, 1600, 16, "#a97a52", 0, 0.6)
    plant(s, 215, 690, 120, leaf="#4f9a74", pot="#f7f4ee")
    s.path("M1290 570H1410V650C1410 676 1396 690 1372 690H1328C1304 690 1290 676 1290 650Z", "#e2604f")
    s.path("M1360 570H1410V650C1410 676 1396 690 1372 690H1346C1358 660 1362 620 1360 570Z", "#bd4a44")
    s.line("M1410 592C1452 586 1452 650 1404 648", "#bd4a44", 16)
    s.oval(1350, 570, 60, 11, "#5b3226")
    s.line("M1326 530C1316 510 1336 500 1326 478M1366 530C1356 510 1376 500 1366 478", "#ffffff", 8, 0.9)
    s.rect(1180, 664, 76, 26, "#3a6cf0", 4)
    s.rect(1172, 644, 80, 20, AMBER, 4)
    s.path("M300 770L640 760L690 880L270 892Z", "#fbfaf6")
    s.path("M300 770L470 765L480 886L270 892Z", "#eeebe2")
    for i in range(3):
        s.line(f"M{512 - i * 2} {794 + i * 28}L{616 + i * 12} {791 + i * 28}", "#b9c4da", 6)
    s.line("M330 800L440 797M326 828L446 825", "#b9c4da", 6)
    s.line("M720 800L860 860", AMBER, 16)
    s.line("M860 860L878 868", "#5b3226", 10)
    s.rect(1020, 770, 260, 120, "#2a3350", 16)
    s.rect(1034, 784, 232, 92, "#4a5f9b", 8)
    s.oval(1094, 830, 26, 26, "#ffffff", 0.85)
    s.path("M1086 816L1110 830L1086 844Z", "#2a3350")
    s.rect(1140, 812, 104, 12, "#ffffff", 6, 0.8)
    s.rect(1140, 836, 70, 10, "#ffffff", 5, 0.5)
    return s


def figures() -> Sheet:
    """A dashboard with a rising line, bars and a ring: results without words."""
    s = Sheet()
    _card(s, "#f3f6fd", "#e1e9fa")
    for x, y, w, h in (
        (90, 90, 900, 500),
        (1040, 90, 470, 500),
        (90, 640, 430, 270),
        (570, 640, 420, 270),
        (1040, 640, 470, 270),
    ):
        s.rect(x + 4, y + 14, w, h, "#9fb0d4", 28, 0.22)
        s.rect(x, y, w, h, "#ffffff", 28)
        s.rect(x + 40, y + 38, 130, 16, "#2a3350", 8)
        s.rect(x + 40, y + 66, 84, 10, "#c3cde2", 5)
    for i in range(5):
        s.line(f"M140 {210 + i * 78}H940", "#e7edf8", 3)
    curve = "M150 500C240 480 280 420 360 430S480 380 560 340S700 360 760 270S880 220 930 190"
    s.path(f"{curve}V522H150Z", s.gradient(0, 190, 0, 522, (0, BLUE, 0.30), (1, BLUE, 0.02)))
    s.line(curve, BLUE, 9)
    s.line("M150 512C300 500 420 480 560 450S800 400 930 380", "#b7c6ea", 6)
    for x, y in ((360, 430), (560, 340), (760, 270)):
        s.oval(x, y, 14, 14, "#ffffff")
        s.oval(x, y, 9, 9, BLUE)
    s.oval(930, 190, 26, 26, AMBER, 0.3)
    s.oval(930, 190, 14, 14, AMBER)
    cx, cy, r = 1275, 350, 130
    s.line(f"M{cx} {cy - r}A{r} {r} 0 1 1 {cx - 0.1} {cy - r}", "#e7edf8", 44)
    s.line(f"M{cx} {cy - r}A{r} {r} 0 1 1 {cx - 123.6:.1f} {cy - 40.2:.1f}", BLUE, 44)
    s.line(f"M{cx} {cy - r}A{r} {r} 0 0 1 {cx + 123.6:.1f} {cy + 40.2:.1f}", AMBER, 44)
    s.rect(cx - 54, cy - 14, 108, 26, "#2a3350", 13)
    s.rect(1100, 530, 22, 22, BLUE, 6)
    s.rect(1134, 534, 100, 14, "#c3cde2", 7)
    s.rect(1290, 530, 22, 22, AMBER, 6)
    s.rect(1324, 534, 100, 14, "#c3cde2", 7)
    for i, tall in enumerate((50, 78, 64, 104, 92, 132)):
        s.rect(140 + i * 58, 870 - tall, 36, tall, AMBER if i == 5 else lighter(BLUE, 0.55 - i * 0.08), 8)
    for i, part in enumerate((0.85, 0.64, 0.46)):
        s.rect(610, 752 + i * 46, 330, 16, "#e7edf8", 8)
        s.rect(610, 752 + i * 46, 330 * part, 16, ("#46b98a", BLUE, AMBER)[i], 8)
    s.line("M1090 850L1180 800L1260 826L1350 760L1450 730", "#46b98a", 9)
    s.line("M1404 726L1452 729L1436 776", "#46b98a", 9)
    return s


def landscape() -> Sheet:
    """A valley with wind turbines and solar panels at dawn, for a news story."""
    s = Sheet()
    _card(s, "#ffd9a8", "#ff9f7a")
    s.rect(
        0,
        0,
        1600,
        1000,
        s.gradient(0, 0, 0, 700, (0, "#5b7fd6", 0.95), (0.55, "#f6b7a0", 0.75), (1, "#ffe2b0", 0.9)),
        48,
    )
    s.oval(1050, 500, 130, 130, "#fff3d0")
    s.oval(1050, 500, 220, 220, "#fff3d0", 0.28)
    s.path("M0 560C200 480 340 520 520 470S860 560 1060 500S1400 470 1600 540V900H0Z", "#8f86c2", 0.75)
    s.path("M0 640C260 560 420 640 700 590S1240 640 1600 580V900H0Z", "#5f6aa8")
    for x, y, k in ((330, 600, 1.0), (560, 570, 0.72), (1330, 580, 0.86)):
        s.path(f"M{x - 7 * k} {y}L{x - 3 * k} {y - 260 * k}H{x + 3 * k}L{x + 7 * k} {y}Z", "#ffffff")
        for dx, dy in ((0, -150), (130, 75), (-130, 75)):
            hx, hy = x, y - 260 * k
            nx, ny = -dy * 0.06 * k, dx * 0.06 * k
            s.path(
                f"M{hx:.0f} {hy:.0f}L{hx + dx * 0.25 * k + nx:.0f} {hy + dy * 0.25 * k + ny:.0f}L{hx + dx * k:.0f} {hy + dy * k:.0f}Z",
                "#f4f7ff",
            )
        s.oval(x, y - 260 * k, 11 * k, 11 * k, "#dfe6f6")
    s.path(
        "M0 720C300 640 560 720 840 680S1340 640 1600 700V952C1600 980 1580 1000 1552 1000H48C20 1000 0 980 0 952Z",
        "#3f7f7a",
    )
    s.path(
        "M0 800C400 730 700 820 1000 770S1400 760 1600 790V952C1600 980 1580 1000 1552 1000H48C20 1000 0 980 0 952Z",
        "#2f6664",
    )
    for i in range(4):
        x, y = 240 + i * 310, 850 + (i % 2) * 14
        s.line(f"M{x + 110} {y}V{y + 80}", "#24484a", 12)
        s.path(f"M{x} {y + 40}L{x + 46} {y - 62}H{x + 250}L{x + 214} {y + 40}Z", "#24407e")
        s.path(f"M{x} {y + 40}L{x + 46} {y - 62}H{x + 130}L{x + 60} {y + 40}Z", "#3f66b8")
        for t in (0.33, 0.66):
            s.line(f"M{x + 46 * (1 - t):.0f} {y - 62 + 102 * t:.0f}H{x + 250 - 36 * t:.0f}", "#9db7e8", 3, 0.8)
            s.line(f"M{x + 46 + 204 * t:.0f} {y - 62}L{x + 214 * t:.0f} {y + 40}", "#9db7e8", 3, 0.8)
    for x, y in ((700, 250), (770, 290), (640, 300)):
        s.line(f"M{x} {y}Q{x + 14} {y - 14} {x + 24} {y}Q{x + 34} {y - 14} {x + 48} {y}", "#3a4470", 5)
    return s


ALL: tuple[tuple[str, int, Callable[[], Sheet]], ...] = (
    ("logo", 400, lambda: logo(NAVY)),
    ("logo-white", 400, lambda: logo("#ffffff")),
    ("lamp", 1000, lamp),
    ("desk", 1000, desk),
    ("figures", 1000, figures),
    ("landscape", 1000, landscape),
)


def write_all(folder: Path) -> None:
    """Writes every picture as SVG and as a PNG 1600 px wide."""
    application = QGuiApplication.instance() or QGuiApplication(["artwork"])
    for name, height, draw in ALL:
        write(folder / f"{name}.svg", draw().text(WIDTH, height, name))
        image = QImage(WIDTH, height, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(QColor(0, 0, 0, 0))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        QSvgRenderer(str(folder / f"{name}.svg")).render(painter, QRectF(0, 0, WIDTH, height))
        painter.end()
        image.save(str(folder / f"{name}.png"))
    del application
