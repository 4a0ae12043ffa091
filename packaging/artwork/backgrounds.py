"""The backgrounds, 1920×1080, calm and deep, with what matters near the middle so that a portrait crop still works."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

from .ink import darker, lighter, mix, write

W, H = 1920, 1080


class Sheet:
    """Collects SVG elements and gradients of one picture."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.stops: list[str] = []

    def gradient(self, x1: float, y1: float, x2: float, y2: float, *stops: tuple[float, str, float]) -> str:
        """A linear gradient in picture coordinates; stops are (offset, colour, opacity). Returns its paint."""
        name = f"g{len(self.stops)}"
        self.stops.append(
            f'<linearGradient id="{name}" gradientUnits="userSpaceOnUse" x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" y2="{y2:g}">{_stops(stops)}</linearGradient>'
        )
        return f"url(#{name})"

    def glow(self, cx: float, cy: float, r: float, *stops: tuple[float, str, float]) -> str:
        """A radial gradient; returns its paint."""
        name = f"g{len(self.stops)}"
        self.stops.append(
            f'<radialGradient id="{name}" gradientUnits="userSpaceOnUse" cx="{cx:g}" cy="{cy:g}" r="{r:g}">{_stops(stops)}</radialGradient>'
        )
        return f"url(#{name})"

    def rect(self, x: float, y: float, w: float, h: float, fill: str, r: float = 0, opacity: float = 1) -> None:
        """A rectangle."""
        round_ = f' rx="{r:g}"' if r else ""
        self.parts.append(
            f'<rect x="{x:g}" y="{y:g}" width="{w:g}" height="{h:g}"{round_} fill="{fill}"{_alpha(opacity)}/>'
        )

    def path(self, data: str, fill: str, opacity: float = 1) -> None:
        """A filled path."""
        self.parts.append(f'<path d="{data}" fill="{fill}"{_alpha(opacity)}/>')

    def line(self, data: str, colour: str, width: float, opacity: float = 1) -> None:
        """A stroked path with round ends."""
        alpha = "" if opacity >= 1 else f' stroke-opacity="{opacity:g}"'
        self.parts.append(
            f'<path d="{data}" fill="none" stroke="{colour}" stroke-width="{width:g}" stroke-linecap="round" stroke-linejoin="round"{alpha}/>'
        )

    def oval(self, cx: float, cy: float, rx: float, ry: float, fill: str, opacity: float = 1) -> None:
        """An ellipse."""
        self.parts.append(f'<ellipse cx="{cx:g}" cy="{cy:g}" rx="{rx:g}" ry="{ry:g}" fill="{fill}"{_alpha(opacity)}/>')

    def text(self, width: int, height: int, title: str) -> str:
        """The SVG file."""
        body = "\n".join(self.parts)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" version="1.2" baseProfile="tiny" width="{width}" height="{height}" '
            f'viewBox="0 0 {width} {height}">\n<title>{title}</title>\n<defs>{"".join(self.stops)}</defs>\n{body}\n</svg>\n'
        )


def _alpha(opacity: float) -> str:
    return "" if opacity >= 1 else f' fill-opacity="{opacity:g}"'


def _stops(stops: tuple[tuple[float, str, float], ...]) -> str:
    return "".join(f'<stop offset="{o:g}" stop-color="{c}" stop-opacity="{a:g}"/>' for o, c, a in stops)


def plant(s: Sheet, x: float, y: float, size: float, *, leaf: str = "#4f8a6a", pot: str = "#e9e3d8") -> None:
    """A potted plant standing at (x, y)."""
    k = size / 100
    for dx, dy, bend, tone in (
        (-70, -150, -30, 0.2),
        (66, -160, 34, 0.3),
        (-40, -215, -26, 0.0),
        (44, -225, 20, 0.12),
        (4, -260, -8, -0.15),
    ):
        tip_x, tip_y = x + dx * k, y - 60 * k + dy * k
        colour = darker(leaf, tone) if tone > 0 else lighter(leaf, -tone)
        bx, by = x, y - 60 * k
        mx, my = (tip_x + bx) / 2 + bend * k, (tip_y + by) / 2
        s.path(
            f"M{bx:.0f} {by:.0f}C{mx - 34 * k:.0f} {my + 10 * k:.0f} {mx - 30 * k:.0f} {my - 50 * k:.0f} {tip_x:.0f} {tip_y:.0f}"
            f"C{mx + 46 * k:.0f} {my - 30 * k:.0f} {mx + 40 * k:.0f} {my + 20 * k:.0f} {bx:.0f} {by:.0f}Z",
            colour,
        )
        s.line(
            f"M{bx:.0f} {by:.0f}Q{mx + 4 * k:.0f} {my - 10 * k:.0f} {tip_x:.0f} {tip_y:.0f}",
            darker(colour, 0.2),
            2.4 * k,
            0.6,
        )
    s.path(f"M{x - 48 * k:.0f} {y - 80 * k:.0f}H{x + 48 * k:.0f}L{x + 36 * k:.0f} {y:.0f}H{x - 36 * k:.0f}Z", pot)
    s.path(
        f"M{x + 8 * k:.0f} {y - 80 * k:.0f}H{x + 48 * k:.0f}L{x + 36 * k:.0f} {y:.0f}H{x + 2 * k:.0f}Z",
        darker(pot, 0.16),
    )
    s.rect(x - 53 * k, y - 92 * k, 106 * k, 18 * k, lighter(pot, 0.2), 5 * k)


def books(s: Sheet, x: float, y: float, heights: str, colours: tuple[str, ...]) -> None:
    """A row of books standing on y."""
    for index, word in enumerate(heights.split()):
        width, tall = (int(v) for v in word.split("x"))
        colour = colours[index % len(colours)]
        s.rect(x, y - tall, width, tall, colour, 3)
        s.rect(x + width - 7, y - tall, 7, tall, darker(colour, 0.2), 2)
        s.rect(x + 5, y - tall + 18, width - 14, 6, lighter(colour, 0.5), 2, 0.7)
        x += width + 3


def quiet_studio() -> Sheet:
    """A cyclorama with a round panel of light and two soft lamps' pools."""
    s = Sheet()
    s.rect(0, 0, W, H, s.gradient(0, 0, 0, 800, (0, "#dfe5ee", 1), (1, "#f3f1ee", 1)))
    s.rect(0, 0, W, H, s.glow(960, 430, 1000, (0, "#ffffff", 0.95), (0.55, "#ffffff", 0.28), (1, "#ffffff", 0)))
    for x, tone in ((0, 0.10), (190, 0.05), (1540, 0.05), (1730, 0.10)):
        s.rect(x, 0, 190, 820, "#9fb0c8", 0, tone)
    s.oval(960, 470, 420, 420, "#cfd9ea")
    s.oval(960, 470, 420, 420, s.gradient(600, 100, 1300, 880, (0, "#ffffff", 0.75), (1, "#b9c8e4", 0.5)))
    s.oval(960, 470, 372, 372, s.gradient(700, 150, 1220, 820, (0, "#e8eef8", 1), (1, "#d3deef", 1)))
    s.path(
        "M0 812C500 770 1420 770 1920 812V1080H0Z", s.gradient(0, 790, 0, 1080, (0, "#e2e0de", 1), (1, "#cfd2d9", 1))
    )
    s.oval(960, 960, 760, 96, "#6f7d97", 0.13)
    s.oval(960, 960, 480, 56, "#6f7d97", 0.14)
    s.oval(330, 902, 110, 14, "#56637c", 0.2)
    plant(s, 330, 900, 150, leaf="#5d8f7c", pot="#fbf9f5")
    s.rect(1520, 744, 190, 16, "#c9a27a", 8)
    for x in (1546, 1676):
        s.path(f"M{x} 760L{x + (12 if x > 1600 else -12)} 902H{x + (22 if x > 1600 else -2)}L{x + 14} 760Z", "#b0885f")
    s.oval(1615, 904, 130, 13, "#56637c", 0.2)
    s.path("M1584 744C1560 720 1572 676 1590 664V640H1622V664C1642 676 1654 720 1630 744Z", "#7f97b8")
    s.path("M1606 744C1640 720 1634 680 1622 664V640H1610V664C1624 690 1620 722 1600 744Z", "#6a82a5")
    s.line(
        "M1606 640C1600 590 1570 560 1556 520M1606 640C1612 570 1640 540 1652 496M1606 640C1606 580 1604 540 1604 480",
        "#a98f6c",
        4,
    )
    for x, y in ((1556, 520), (1652, 496), (1604, 480), (1584, 572), (1632, 560)):
        s.oval(x, y, 14, 22, "#e6c9a3")
    return s


def _office_things(s: Sheet) -> None:
    """Desks, lamps, shelf, picture and plant, from far to near."""
    for x in (520, 1180):
        s.oval(x + 110, 744, 140, 9, "#6b5c4c", 0.22)
        s.rect(x, 640, 220, 12, "#b98f66", 3)
        s.rect(x + 14, 652, 10, 84, "#8d97a6")
        s.rect(x + 196, 652, 10, 84, "#8d97a6")
        s.rect(x + 62, 566, 96, 62, "#39435a", 5)
        s.rect(x + 68, 572, 84, 50, "#6d89b8", 2)
        s.rect(x + 104, 626, 12, 16, "#39435a")
        s.path(f"M{x + 150} 700C{x + 150} 650 {x + 200} 650 {x + 200} 700V730H{x + 150}Z", "#4a6fb5")
        s.rect(x + 170, 730, 8, 36, "#5c6675")
        s.line(f"M{x + 152} 776Q{x + 174} 756 {x + 196} 776M{x + 174} 764V778", "#5c6675", 5)
    for x in (690, 960, 1230):
        s.line(f"M{x} 60V200", "#6b7686", 3)
        s.path(f"M{x - 44} 236C{x - 40} 206 {x - 20} 196 {x} 196S{x + 40} 206 {x + 44} 236Z", "#2f3c55")
        s.oval(x, 236, 44, 7, "#ffe6ad")
    s.path("M60 250L330 308V760L60 860Z", "#b88d63")
    s.path("M76 270L318 322V748L76 840Z", "#8f6a48")
    for t in (0.0, 0.33, 0.66, 1.0):
        y1, y2 = 270 + t * 560, 322 + t * 418
        s.path(f"M76 {y1:.0f}L318 {y2:.0f}V{y2 + 14:.0f}L76 {y1 + 16:.0f}Z", "#c99d70")
    for t, spines in (
        (0.33, ("#4a6fb5", "#e5e1d8", "#d98a4f", "#5d8f7c")),
        (0.66, ("#d9c9a8", "#6b7fa8", "#b8535f", "#e5e1d8")),
    ):
        for k in range(7):
            x = 92 + k * 24
            top = 270 + t * 560 - 130 + (k * 37 % 34) + (x - 76) * -0.02
            low = 270 + t * 560 - (t * 142 * (x - 76) / 242) + 52 * (x - 76) / 242
            s.path(f"M{x} {top:.0f}H{x + 19}V{low + 3:.0f}L{x} {low:.0f}Z", spines[k % 4])
    plant(s, 232, 442, 62, leaf="#5d9a72")
    s.path("M1578 252L1764 200V520L1578 492Z", "#f7f4ee")
    s.path("M1592 268L1750 222V500L1592 478Z", "#e9ddca")
    s.path("M1592 420C1640 390 1690 440 1750 396V500L1592 478Z", "#3f6f8f")
    s.oval(1672, 342, 36, 42, "#e0884f")
    s.oval(1730, 932, 120, 14, "#5a4a3c", 0.25)
    plant(s, 1730, 930, 160, leaf="#4c8a63", pot="#f3efe7")
    s.path("M430 0H900L300 1080H-200Z", "#ffffff", 0.10)
    s.path("M1000 0H1130L560 1080H400Z", "#ffffff", 0.07)


def office() -> Sheet:
    """An open office seen in depth: windows with a city, desks far away, a shelf near."""
    s = Sheet()
    s.rect(0, 0, W, H, s.gradient(0, 0, 0, 860, (0, "#eef2f7", 1), (1, "#dfe5ec", 1)))
    s.path("M0 0H1920L1500 150H420Z", "#f8fafc")
    for x in (560, 800, 1040, 1280):
        s.path(f"M{x} 40H{x + 100}L{x + 88} 92H{x + 14}Z", "#ffffff")
        s.path(f"M{x} 40H{x + 100}L{x + 99} 44H{x + 1}Z", "#cdd6e2")
    sky = s.gradient(0, 150, 0, 640, (0, "#bcdcf5", 1), (0.7, "#e6f2fa", 1), (1, "#fdf3e4", 1))
    s.rect(430, 150, 1060, 500, sky)
    for x, y, w, c in (
        (450, 380, 90, "#b5c9dd"),
        (552, 300, 110, "#a9c0d8"),
        (680, 420, 120, "#bccfe1"),
        (820, 340, 80, "#adc4da"),
        (1000, 400, 120, "#b8cce0"),
        (1130, 280, 96, "#a7bfd8"),
        (1240, 360, 110, "#b5c9dd"),
        (1366, 410, 124, "#c0d2e3"),
    ):
        s.rect(x, y, w, 650 - y, c)
        s.rect(x + w * 0.68, y, w * 0.32, 650 - y, darker(c, 0.10))
        for row in range(y + 22, 630, 36):
            for column in (0.16, 0.42):
                s.rect(x + w * column, row, w * 0.14, 14, "#eaf3fb", 1, 0.7)
    s.rect(430, 150, 1060, 500, s.gradient(0, 300, 0, 650, (0, "#ffffff", 0.1), (1, "#ffffff", 0.55)))
    for x in range(430, 1500, 176):
        s.rect(x - 6, 150, 12, 500, "#f7f9fb")
        s.rect(x + 3, 150, 3, 500, "#cbd4df")
    s.rect(424, 386, 1072, 10, "#f7f9fb")
    s.path("M0 0L430 150V700L0 900Z", s.gradient(0, 0, 430, 0, (0, "#d3dbe6", 1), (1, "#e7ecf2", 1)))
    s.path("M1920 0L1490 150V700L1920 900Z", s.gradient(1490, 0, 1920, 0, (0, "#e3e9f0", 1), (1, "#ccd5e1", 1)))
    s.path(
        "M430 650H1490V700L1920 900V1080H0V900L430 700Z",
        s.gradient(0, 650, 0, 1080, (0, "#d9cfc3", 1), (1, "#c2b4a5", 1)),
    )
    for i in range(9):
        x = 480 + i * 120
        s.path(f"M{x} 660H{x + 60}L{960 + (x + 60 - 960) * 2.5:.0f} 1080H{960 + (x - 960) * 2.5:.0f}Z", "#ffffff", 0.13)
    _office_things(s)
    return s


def _classroom_things(s: Sheet) -> None:
    """Shelves with books and a globe, the two desks."""
    s.rect(1600, 300, 280, 14, "#9a7049", 3)
    s.rect(1600, 470, 280, 14, "#9a7049", 3)
    books(s, 1616, 300, "34x120 26x96 40x132 30x110 26x124", ("#c65b4e", "#4a6f9f", "#e6b54f", "#5d8f7c"))
    books(s, 1616, 470, "30x104 40x128 28x98", ("#4a6f9f", "#e8dcc8", "#a9546b"))
    s.oval(1816, 410, 46, 46, "#5a9bc4")
    s.path(
        "M1786 384C1800 376 1816 380 1812 396S1796 414 1784 408ZM1820 410C1836 400 1852 408 1850 424S1826 440 1820 428Z",
        "#7fb56c",
    )
    s.line("M1782 372A54 54 0 0 0 1850 450", "#8d6a45", 6)
    s.path("M1800 456H1832L1840 470H1792Z", "#8d6a45")
    s.rect(120, 872, 300, 18, "#d3a676", 5)
    s.rect(140, 890, 14, 190, "#7c8797")
    s.rect(388, 890, 14, 190, "#7c8797")
    books(s, 170, 872, "120x22", ("#4a6f9f",))
    s.oval(360, 846, 22, 26, "#cf4f45")
    s.line("M360 822C362 812 368 808 374 806", "#6b4a2f", 5)
    s.rect(1480, 866, 380, 20, "#d3a676", 5)
    s.rect(1504, 886, 14, 194, "#7c8797")
    s.rect(1820, 886, 14, 194, "#7c8797")
    plant(s, 1710, 868, 74, leaf="#5d9a72", pot="#e4e0d6")


def classroom() -> Sheet:
    """A classroom with a green board, a shelf, a globe and morning light."""
    s = Sheet()
    s.rect(0, 0, W, H, s.gradient(0, 0, 0, 800, (0, "#f6ead6", 1), (1, "#efe0c8", 1)))
    s.rect(0, 640, W, 180, "#dfc9a8")
    s.rect(0, 632, W, 12, "#c9ad86")
    s.rect(0, 806, W, 274, s.gradient(0, 806, 0, 1080, (0, "#b98a5e", 1), (1, "#a17348", 1)))
    for y in (842, 892, 958, 1030):
        s.rect(0, y, W, 3, "#8d6440", 0, 0.6)
    for x, y in (
        (200, 809),
        (640, 809),
        (1100, 809),
        (1560, 809),
        (60, 845),
        (860, 845),
        (1380, 845),
        (380, 895),
        (1200, 895),
        (1740, 895),
    ):
        s.rect(x, y, 3, 34, "#8d6440", 0, 0.6)
    s.rect(0, 800, W, 10, "#f7efe2")
    s.rect(424, 134, 1072, 494, "#8d6a45", 10)
    s.rect(436, 140, 1060, 484, "#a9805a", 8)
    s.rect(456, 160, 1020, 444, s.gradient(456, 160, 1476, 604, (0, "#3c7263", 1), (1, "#2c5a4e", 1)), 3)
    s.path("M456 160H980L760 604H456Z", "#ffffff", 0.05)
    s.rect(430, 616, 1072, 18, "#c69a6d", 6)
    for x, c in ((640, "#ffffff"), (690, "#f6d77a"), (1180, "#ffffff")):
        s.rect(x, 608, 36, 9, c, 4)
    s.rect(1260, 600, 78, 18, "#54627a", 4)
    chalk = "#e9f3ec"
    s.line("M520 250C560 190 600 310 640 250S720 190 760 250", chalk, 5, 0.55)
    s.line("M520 330H700M520 366H660M520 402H690", chalk, 5, 0.4)
    s.line("M1230 470V230M1230 470H1420", chalk, 5, 0.6)
    s.line("M1240 450C1290 440 1310 330 1400 270", "#f6d77a", 6, 0.75)
    for x, y in ((1278, 428), (1320, 358), (1372, 288)):
        s.oval(x, y, 8, 8, chalk, 0.8)
    for i in range(3):
        s.rect(40, 90 + i * 180, 300, 168, s.gradient(0, 90, 0, 620, (0, "#cfe8f7", 1), (1, "#f4f7f0", 1)))
    s.line("M40 84H340V634H40Z M190 84V634M40 270H340M40 450H340", "#fbf6ec", 16)
    s.path("M40 520C110 470 150 500 190 480S300 430 340 470V626H40Z", "#8fb98a", 0.7)
    s.rect(24, 630, 336, 20, "#f2e7d4", 4)
    s.path("M360 60L1100 1080H640L340 640V84Z", "#fff6dc", 0.20)
    _classroom_things(s)
    return s


def brand() -> Sheet:
    """A gradient with broad, soft waves in the colours of the programme."""
    s = Sheet()
    s.rect(0, 0, W, H, s.gradient(200, 0, 1720, 1080, (0, "#3a6cf0", 1), (0.5, "#3457d6", 1), (1, "#4a35a8", 1)))
    s.rect(0, 0, W, H, s.glow(560, 260, 900, (0, "#8fb6ff", 0.75), (1, "#8fb6ff", 0)))
    s.rect(0, 0, W, H, s.glow(1600, 980, 900, (0, "#ff7fae", 0.62), (0.6, "#ff7fae", 0.16), (1, "#ff7fae", 0)))
    s.path("M0 690C320 560 620 860 1000 760S1640 470 1920 560V1080H0Z", "#ffffff", 0.08)
    s.path("M0 820C360 700 700 960 1080 860S1680 640 1920 720V1080H0Z", "#ffffff", 0.08)
    s.path("M0 950C420 860 760 1040 1140 970S1700 830 1920 880V1080H0Z", "#ffffff", 0.08)
    for r, a in ((430, 0.10), (330, 0.10), (230, 0.12)):
        s.oval(960, 450, r, r, "#ffffff", a * 0.6)
    s.line("M1470 190A230 230 0 0 1 1700 420", "#ffffff", 3, 0.35)
    s.line("M220 820A180 180 0 0 1 400 640", "#ffffff", 3, 0.3)
    for x, y, r in ((1700, 420, 9), (400, 640, 7), (300, 250, 5), (1560, 640, 5)):
        s.oval(x, y, r, r, "#ffffff", 0.7)
    return s


def _news_desk(s: Sheet) -> None:
    """The floor, the curved desk and the spotlights."""
    s.rect(0, 820, W, 260, s.gradient(0, 820, 0, 1080, (0, "#1a3567", 1), (1, "#0c1a38", 1)))
    s.path("M620 820H1300L1500 1080H420Z", "#5f9bf5", 0.14)
    s.oval(960, 1010, 800, 90, "#050b1c", 0.45)
    s.path(
        "M250 842C500 800 1420 800 1670 842L1600 1080H320Z",
        s.gradient(250, 0, 1670, 0, (0, "#20386b", 1), (0.5, "#36599b", 1), (1, "#1c3160", 1)),
    )
    s.path("M330 905C600 872 1320 872 1590 905L1577 950C1320 918 600 918 343 950Z", "#4aa3ff", 0.9)
    s.path("M343 950C600 918 1320 918 1577 950L1574 960C1320 928 600 928 346 960Z", "#ffffff", 0.25)
    s.path(
        "M210 820C480 770 1440 770 1710 820L1690 856C1430 812 490 812 230 856Z",
        s.gradient(210, 0, 1710, 0, (0, "#b9cdee", 1), (0.5, "#f2f7ff", 1), (1, "#a9bfe4", 1)),
    )
    s.path("M230 856C490 812 1430 812 1690 856L1686 866C1430 822 490 822 234 866Z", "#0a1530", 0.35)
    for x in (300, 640, 1280, 1620):
        s.path(f"M{x - 40} 0H{x + 40}L{x + 22} 34H{x - 22}Z", "#0a1530")
        s.oval(x, 36, 24, 8, "#eaf4ff")
        s.path(
            f"M{x - 22} 38H{x + 22}L{x + (960 - x) * 0.35 + 150:.0f} 700H{x + (960 - x) * 0.35 - 150:.0f}Z",
            s.gradient(0, 38, 0, 700, (0, "#bfe0ff", 0.20), (1, "#bfe0ff", 0)),
        )


def news() -> Sheet:
    """A news set: lit wall panels, a world of dots behind, a curved desk in front."""
    s = Sheet()
    s.rect(0, 0, W, H, s.gradient(0, 0, 0, 1080, (0, "#0c1a38", 1), (1, "#16305f", 1)))
    s.rect(0, 0, W, H, s.glow(960, 420, 900, (0, "#3f7fe0", 0.85), (0.6, "#2458ac", 0.3), (1, "#16305f", 0)))
    for side in (-1, 1):
        for k, tone in enumerate((0.30, 0.22, 0.14)):
            x1, x2 = 960 + side * (500 + k * 165), 960 + side * (640 + k * 165)
            s.path(
                f"M{x1} {70 - k * 26}L{x2} {50 - k * 26}V{830 + k * 34}L{x1} {810 + k * 34}Z",
                s.gradient(x1, 0, x2, 0, (0, "#5f9bf5", tone), (1, "#2a4f94", tone)),
            )
            s.path(
                f"M{x1} {70 - k * 26}L{x1 + side * 6} {69 - k * 26}V{811 + k * 34}L{x1} {810 + k * 34}Z",
                "#8fd0ff",
                0.75 - k * 0.18,
            )
    s.rect(500, 110, 920, 560, "#0e2450", 18)
    s.rect(508, 118, 904, 544, s.gradient(508, 118, 1412, 662, (0, "#1c4a94", 1), (1, "#12326c", 1)), 12)
    rows = (
        "0001110000000110000000",
        "0011111100011111111100",
        "0001111100111111111110",
        "0000111000111111111100",
        "0000011000011110111000",
        "0000011100011110010000",
        "0000001110001100000100",
        "0000001100001100000110",
        "0000001000000100000010",
    )
    for j, row in enumerate(rows):
        for i, bit in enumerate(row):
            if bit == "1":
                s.oval(560 + i * 38, 210 + j * 44, 11, 11, "#7fb8ff", 0.42)
    s.line("M540 560C760 470 1000 600 1380 420", "#8fd0ff", 3, 0.5)
    s.rect(508, 616, 904, 46, "#0b1d42", 0, 0.55)
    s.rect(508, 616, 190, 46, "#e0444f", 0, 0.95)
    for x, w in ((730, 210), (970, 150), (1150, 190)):
        s.rect(x, 634, w, 9, "#cfe3ff", 4, 0.55)
    _news_desk(s)
    return s


def plain() -> Sheet:
    """A plain, warm light grey with the least fall of light."""
    s = Sheet()
    s.rect(0, 0, W, H, "#eceef1")
    s.rect(0, 0, W, H, s.glow(960, 430, 1150, (0, "#fbfbfb", 1), (0.6, "#f3f4f6", 0.8), (1, "#eceef1", 0)))
    s.path("M0 900C520 872 1400 872 1920 900V1080H0Z", mix("#eceef1", "#c8ced8", 0.35))
    return s


ALL: tuple[tuple[str, str, Callable[[], Sheet]], ...] = (
    ("studio", "Quiet studio", quiet_studio),
    ("office", "Office", office),
    ("classroom", "Classroom", classroom),
    ("brand", "Brand gradient", brand),
    ("news", "News desk", news),
    ("plain", "Plain", plain),
)


def write_all(folder: Path) -> None:
    """Writes every background and `backgrounds.json`."""
    rows = []
    for name, title, draw in ALL:
        write(folder / f"{name}.svg", draw().text(W, H, title))
        rows.append({"id": name, "name": title, "file": f"{name}.svg"})
    write(folder / "backgrounds.json", json.dumps(rows, indent=2) + "\n")
