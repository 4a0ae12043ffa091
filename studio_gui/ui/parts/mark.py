"""An icon beside words."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QWidget

from studio_gui.ui import theme


class Mark(QLabel):
    """An icon in a colour of the theme; other colours come into force, and it has them."""

    def __init__(self, parent: QWidget, icon: str = "", *, px: int = theme.ICON, color: str = "quiet") -> None:
        super().__init__(parent)
        self._px = px
        self._icon, self._color = icon, color
        theme.watch(self, self._draw)
        self._draw()

    def show_icon(self, icon: str, color: str) -> None:
        """Show this one from now on; ``color`` is a token's name."""
        self._icon, self._color = icon, color
        self._draw()

    def _draw(self) -> None:
        if self._icon:
            self.setPixmap(theme.icon_pixmap(self._icon, self._px, color=self._color, ratio=self.devicePixelRatioF()))
