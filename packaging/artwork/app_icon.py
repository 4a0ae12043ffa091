"""The application icon, full colour, and its PNGs."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

from .ink import write

SIZES = (16, 24, 32, 48, 64, 128, 256, 512)

# A stage seen from the seats: a speaking head before a sunlit screen, with a play triangle as the mouthpiece of the speech bubble.
ICON = """<svg xmlns="http://www.w3.org/2000/svg" version="1.2" baseProfile="tiny" width="256" height="256" viewBox="0 0 256 256">
<title>Scene Studio</title>
<defs>
<linearGradient id="ground" gradientUnits="userSpaceOnUse" x1="40" y1="10" x2="216" y2="246"><stop offset="0" stop-color="#4f7dff"/><stop offset="0.55" stop-color="#2f5fe3"/><stop offset="1" stop-color="#2a3fb4"/></linearGradient>
<linearGradient id="sun" gradientUnits="userSpaceOnUse" x1="120" y1="50" x2="200" y2="140"><stop offset="0" stop-color="#ffd76a"/><stop offset="1" stop-color="#ff9a4d"/></linearGradient>
</defs>
<path fill="url(#ground)" d="M70 8H186C226 8 248 30 248 70V186C248 226 226 248 186 248H70C30 248 8 226 8 186V70C8 30 30 8 70 8Z"/>
<path fill="#1b2f97" fill-opacity="0.55" d="M8 190C60 170 196 170 248 190C247 226 226 248 186 248H70C30 248 9 226 8 190Z"/>
<path fill="#ffffff" fill-opacity="0.16" d="M54 48H202Q216 48 216 62V160Q216 174 202 174H54Q40 174 40 160V62Q40 48 54 48Z"/>
<path fill="#ffffff" d="M92 104C92 80 108 64 128 64S164 80 164 104 148 148 128 148 92 128 92 104Z"/>
<path fill="#ffffff" d="M56 226C58 184 88 160 128 160S198 184 200 226C200 230 197 232 193 232H63C59 232 56 230 56 226Z"/>
<path fill="url(#sun)" d="M158 34H210C222 34 230 42 230 54V88C230 100 222 108 210 108H184L163 124C160 126 157 124 157 121V108C146 107 138 99 138 88V54C138 42 146 34 158 34Z"/>
<path fill="#ffffff" d="M173 55C173 52 176 50 179 52L203 67C206 69 206 73 203 75L179 90C176 92 173 90 173 87Z"/>
</svg>
"""


def write_all(folder: Path) -> None:
    """Writes `app.svg` and `app/<size>.png`."""
    write(folder / "app.svg", ICON)
    QGuiApplication.instance() or QGuiApplication(["artwork"])
    renderer = QSvgRenderer(str(folder / "app.svg"))
    (folder / "app").mkdir(exist_ok=True)
    # Small sizes leave out the screen and the floor, which would only blur.
    plain = QSvgRenderer("\n".join(line for line in ICON.splitlines() if "fill-opacity" not in line).encode())
    for size in SIZES:
        image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(QColor(0, 0, 0, 0))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        (plain if size <= 32 else renderer).render(painter, QRectF(0, 0, size, size))
        painter.end()
        image.save(str(folder / "app" / f"{size}.png"))
